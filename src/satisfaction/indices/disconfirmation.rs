//! Satisfaction as performance against expectation.

use crate::error::{Error, Result};

/// What performance less expectation says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Disconfirmation {
    /// Expectation or performance is missing.
    Unknown,
    /// Less than expected.
    Dissatisfied,
    /// As expected.
    Satisfied,
    /// More than expected.
    Delighted,
}

impl Disconfirmation {
    /// Every class, in the order of its [code](Self::code).
    pub const ALL: &'static [Self] =
        &[Self::Unknown, Self::Dissatisfied, Self::Satisfied, Self::Delighted];

    /// 0 unknown, 1 dissatisfied, 2 satisfied, 3 delighted.
    #[must_use]
    pub const fn code(self) -> i32 {
        match self {
            Self::Unknown => 0,
            Self::Dissatisfied => 1,
            Self::Satisfied => 2,
            Self::Delighted => 3,
        }
    }

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Dissatisfied => "dissatisfied",
            Self::Satisfied => "satisfied",
            Self::Delighted => "delighted",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Unknown => "未知",
            Self::Dissatisfied => "不满意",
            Self::Satisfied => "满意",
            Self::Delighted => "愉悦",
        }
    }

    /// The class of one gap; within ±`tolerance` it is as expected, ends
    /// included.
    #[must_use]
    pub fn of(gap: f64, tolerance: f64) -> Self {
        if gap.is_nan() {
            Self::Unknown
        } else if gap > tolerance {
            Self::Delighted
        } else if gap < -tolerance {
            Self::Dissatisfied
        } else {
            Self::Satisfied
        }
    }
}

/// Writes the gap performance - expectation of each row (Oliver 1980), NaN where
/// either is missing, and its class.
///
/// One call an attribute: a buyer who pays 100 for what he expected to cost 200
/// can still be dissatisfied, with the bargaining that he expected and did not
/// get; only a gap by attribute shows that.
///
/// # Errors
/// `Length`; `NotFinite` for an infinity; `OutOfRange` unless `tolerance` >= 0.
/// Nothing is written then.
pub fn disconfirm_into(
    expectation: &[f64],
    performance: &[f64],
    tolerance: f64,
    gaps: &mut [f64],
    classes: &mut [i32],
) -> Result<()> {
    if !(tolerance >= 0.0 && tolerance.is_finite()) {
        return Err(Error::out_of_range("tolerance", tolerance, ">= 0"));
    }
    for (name, length) in
        [("performance", performance.len()), ("gaps", gaps.len()), ("classes", classes.len())]
    {
        if length != expectation.len() {
            return Err(Error::length(name, length, expectation.len()));
        }
    }
    for (name, column) in [("expectation", expectation), ("performance", performance)] {
        if let Some(row) = column.iter().position(|value| value.is_infinite()) {
            return Err(Error::out_of_range(
                name,
                column[row],
                "a finite number, or NaN for missing",
            )
            .at_row(row as u64));
        }
    }
    for (row, gap) in gaps.iter_mut().enumerate() {
        *gap = performance[row] - expectation[row];
        classes[row] = Disconfirmation::of(*gap, tolerance).code();
    }
    Ok(())
}

/// Writes how an expectation moves with experience: before each period the
/// expectation that performance is judged by, e(t+1) = e(t) + rate (p(t) - e(t)),
/// from `start`. A period without performance (NaN) leaves it where it is.
///
/// Good service so becomes what is expected: the same performance satisfies
/// less and less (adaptation level, Helson 1964).
///
/// # Errors
/// `Length`; `OutOfRange` unless 0 <= `rate` <= 1; `NotFinite` for `start` or an
/// infinite performance. Nothing is written then.
///
/// ```
/// let mut expected = [0.0; 3];
/// habitue::satisfaction::adapt_expectation_into(6.0, 0.5, &[8.0, 8.0, 8.0], &mut expected)?;
/// assert_eq!(expected, [6.0, 7.0, 7.5]);
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn adapt_expectation_into(
    start: f64,
    rate: f64,
    performance: &[f64],
    out: &mut [f64],
) -> Result<()> {
    if !start.is_finite() {
        return Err(Error::out_of_range("start", start, "a finite number"));
    }
    if !(0.0..=1.0).contains(&rate) {
        return Err(Error::out_of_range("rate", rate, "0 to 1"));
    }
    if out.len() != performance.len() {
        return Err(Error::length("out", out.len(), performance.len()));
    }
    if let Some(row) = performance.iter().position(|value| value.is_infinite()) {
        return Err(Error::out_of_range(
            "performance",
            performance[row],
            "a finite number, or NaN",
        )
        .at_row(row as u64));
    }
    let mut expected = start;
    for (slot, performance) in out.iter_mut().zip(performance) {
        *slot = expected;
        if !performance.is_nan() {
            expected += rate * (performance - expected);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_have_classes_and_missing_is_unknown() {
        let (mut gaps, mut classes) = ([0.0; 5], [9; 5]);
        let expectation = [5.0, 5.0, 5.0, f64::NAN, 5.0];
        disconfirm_into(&expectation, &[7.0, 5.5, 4.0, 5.0, 4.5], 0.5, &mut gaps, &mut classes)
            .unwrap();
        assert_eq!(classes, [3, 2, 1, 0, 2]);
        assert_eq!((gaps[0], gaps[2]), (2.0, -1.0));
        let mut short = [0.0; 4];
        assert!(disconfirm_into(&expectation, &[1.0; 5], 0.0, &mut short, &mut classes).is_err());
        assert!(
            disconfirm_into(&expectation, &[f64::INFINITY; 5], 0.0, &mut gaps, &mut classes)
                .is_err()
        );
        assert_eq!(classes, [3, 2, 1, 0, 2]);
        for &class in Disconfirmation::ALL {
            assert_eq!(Disconfirmation::ALL[class.code() as usize], class);
        }
    }

    #[test]
    fn a_period_without_performance_changes_no_expectation() {
        let mut expected = [0.0; 3];
        adapt_expectation_into(6.0, 0.5, &[f64::NAN, 8.0, 1.0], &mut expected).unwrap();
        assert_eq!(expected, [6.0, 6.0, 7.0]);
        assert!(adapt_expectation_into(6.0, 1.5, &[1.0], &mut [0.0]).is_err());
    }
}
