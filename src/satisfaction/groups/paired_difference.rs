//! The same respondents asked twice: whether their answers moved.

use crate::error::{Error, Result};
use crate::numeric::distribution::student_two_sided;
use crate::satisfaction::counted::mean::MeanCounts;
use crate::survey::Interval;

/// The mean change of respondents who answered in both of two waves, by the paired t-test: second
/// less first, weighted. For a change of shares give 0 and 1.
///
/// ```
/// use habitue::satisfaction::PairedDifference;
///
/// let (before, after) = ([7.0, 6.0, 8.0, 5.0, f64::NAN], [8.0, 8.0, 8.0, 6.0, 9.0]);
/// let found = PairedDifference::of(&before, &after, None, 0.95)?;
/// assert_eq!((found.difference, found.used, found.missing), (1.0, 4, 1));
/// assert!((found.t.unwrap() - 6.0_f64.sqrt()).abs() < 1e-12); // 1 over √(2/3) / 2
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PairedDifference {
    /// The mean of second less first.
    pub difference: f64,
    /// Its standard error; `None` with one respondent.
    pub standard_error: Option<f64>,
    /// The statistic, Student's without a change; `None` where all moved alike.
    pub t: Option<f64>,
    /// Its degrees of freedom, respondents less one.
    pub freedom: f64,
    /// Two-sided p-value; `None` where `t` is.
    pub p_value: Option<f64>,
    /// Interval of the difference; `None` with one respondent.
    pub interval: Option<Interval>,
    /// Respondents who answered twice and weigh.
    pub used: u64,
    /// Respondents who did not answer twice.
    pub missing: u64,
}

impl PairedDifference {
    /// The change of two columns with a row for each respondent, NaN where missing; `weights` may
    /// be absent.
    ///
    /// # Errors
    /// `Length`; `NotFinite` for an infinity, naming the row; as for base weights; `Empty` where
    /// nobody answered twice; `OutOfRange` unless 0 < `confidence` < 1.
    pub fn of(
        first: &[f64],
        second: &[f64],
        weights: Option<&[f64]>,
        confidence: f64,
    ) -> Result<Self> {
        if second.len() != first.len() {
            return Err(Error::length("second", second.len(), first.len()));
        }
        for (name, column) in [("first", first), ("second", second)] {
            if let Some(row) = column.iter().position(|value| value.is_infinite()) {
                return Err(Error::out_of_range(name, column[row], "a finite number, or NaN")
                    .at_row(row as u64));
            }
        }
        let moved: Vec<f64> = first.iter().zip(second).map(|(a, b)| b - a).collect();
        let counts = MeanCounts::count(&moved, weights)?;
        let found = counts.mean(confidence)?;
        let freedom = counts.answered as f64 - 1.0;
        let error = found.standard_error.filter(|error| *error > 0.0);
        let t = error.map(|error| found.mean / error);
        Ok(Self {
            difference: found.mean,
            standard_error: found.standard_error,
            t,
            freedom,
            p_value: t.map(|t| student_two_sided(freedom, t)),
            interval: found.interval,
            used: counts.answered,
            missing: counts.missing,
        })
    }
}
