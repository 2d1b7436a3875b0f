//! Which attributes only punish, and which only reward.

use nalgebra::{DMatrix, DVector};

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::tolerance::EIGENVALUE;

/// What the two ends of an attribute do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum FactorKind {
    /// A low end hurts more than a high end helps.
    Basic,
    /// Both alike.
    Performance,
    /// A high end helps more than a low end hurts.
    Excitement,
}

impl FactorKind {
    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Performance => "performance",
            Self::Excitement => "excitement",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Basic => "基本因素",
            Self::Performance => "绩效因素",
            Self::Excitement => "兴奋因素",
        }
    }
}

/// What an attribute takes and gives: coefficients of its lowest and highest
/// answers in one regression of the outcome (Brandt 1987), the middle being the
/// reference.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PenaltyReward {
    /// Coefficient of a low answer, usually negative.
    pub penalty: f64,
    /// Coefficient of a high answer, usually positive.
    pub reward: f64,
    /// |penalty| + reward: the range of impact.
    pub range: f64,
    /// Basic, performance or excitement.
    pub kind: FactorKind,
    /// Respondents with a low answer.
    pub low: u64,
    /// Respondents with a high answer.
    pub high: u64,
}

impl PenaltyReward {
    /// The contrasts of all `attributes` for `outcome`, over respondents who
    /// answered everything (NaN is missing); `None` for an attribute with fewer
    /// than `least` low or high answers, which is then left out of the
    /// regression.
    ///
    /// A low answer is at most `low_at_most`, a high one at least
    /// `high_at_least`. Penalty and reward that differ by no more than
    /// `tolerance` times their sum make a performance factor.
    ///
    /// # Errors
    /// `Empty`; `Length`; `NotFinite` for an infinity; `Inconsistent` unless
    /// `low_at_most` < `high_at_least`; `OutOfRange` unless 0 <= `tolerance` <= 1;
    /// `Singular` where the attributes determine each other.
    pub fn of(
        attributes: &[&[f64]],
        outcome: &[f64],
        low_at_most: f64,
        high_at_least: f64,
        least: u64,
        tolerance: f64,
    ) -> Result<Vec<Option<Self>>> {
        if attributes.is_empty() {
            return Err(Error::empty("attributes"));
        }
        if !(low_at_most < high_at_least) {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!("must lie below {high_at_least}"),
            )
            .in_column("low_at_most")
            .with_value(low_at_most));
        }
        if !(0.0..=1.0).contains(&tolerance) {
            return Err(Error::out_of_range("tolerance", tolerance, "0 to 1"));
        }
        for column in attributes.iter().chain([&outcome]) {
            if column.len() != outcome.len() {
                return Err(Error::length("attributes", column.len(), outcome.len()));
            }
            if let Some(row) = column.iter().position(|value| value.is_infinite()) {
                return Err(Error::out_of_range(
                    "attributes",
                    column[row],
                    "a finite number, or NaN",
                )
                .at_row(row as u64));
            }
        }
        let rows: Vec<usize> = (0..outcome.len())
            .filter(|row| attributes.iter().chain([&outcome]).all(|column| !column[*row].is_nan()))
            .collect();
        if rows.is_empty() {
            return Err(
                Error::new(ErrorKind::Empty, "nobody answered everything").in_column("attributes")
            );
        }
        let is_low = |value: f64| value <= low_at_most;
        let is_high = |value: f64| value >= high_at_least;
        let counts: Vec<(u64, u64)> = attributes
            .iter()
            .map(|column| {
                let count = |hit: &dyn Fn(f64) -> bool| {
                    rows.iter().filter(|row| hit(column[**row])).count() as u64
                };
                (count(&is_low), count(&is_high))
            })
            .collect();
        let kept: Vec<usize> = (0..attributes.len())
            .filter(|i| counts[*i].0 >= least.max(1) && counts[*i].1 >= least.max(1))
            .collect();
        let width = 1 + 2 * kept.len();
        let mut normal = DMatrix::zeros(width, width);
        let mut right = DVector::zeros(width);
        for row in &rows {
            let mut line = DVector::zeros(width);
            line[0] = 1.0;
            for (place, i) in kept.iter().enumerate() {
                let value = attributes[*i][*row];
                line[1 + 2 * place] = f64::from(u8::from(is_low(value)));
                line[2 + 2 * place] = f64::from(u8::from(is_high(value)));
            }
            normal.ger(1.0, &line, &line, 1.0);
            right += &line * outcome[*row];
        }
        let eigenvalues = normal.symmetric_eigenvalues();
        let singular = || {
            Error::new(ErrorKind::Singular, "determine each other at their ends")
                .in_column("attributes")
        };
        if !(eigenvalues.min() > EIGENVALUE * eigenvalues.max()) {
            return Err(singular());
        }
        let factor = normal.cholesky().ok_or_else(singular)?;
        let solution = factor.solve(&right);
        let mut found = vec![None; attributes.len()];
        for (place, i) in kept.iter().enumerate() {
            let (penalty, reward) = (solution[1 + 2 * place], solution[2 + 2 * place]);
            let (down, up) = (penalty.abs(), reward);
            found[*i] = Some(Self {
                penalty,
                reward,
                range: down + up,
                kind: if (down - up).abs() <= tolerance * (down + up.abs()) {
                    FactorKind::Performance
                } else if down > up {
                    FactorKind::Basic
                } else {
                    FactorKind::Excitement
                },
                low: counts[*i].0,
                high: counts[*i].1,
            });
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_contrasts_are_found() {
        let answers = |step: usize| -> Vec<f64> {
            (0..270).map(|i| ((i / step) % 3) as f64 * 4.0 + 1.0).collect()
        };
        let (basic, excite, linear) = (answers(1), answers(3), answers(9));
        let effect = |value: f64, low: f64, high: f64| {
            if value <= 1.0 {
                low
            } else if value >= 9.0 {
                high
            } else {
                0.0
            }
        };
        let outcome: Vec<f64> = (0..270)
            .map(|i| {
                6.0 + effect(basic[i], -2.0, 0.5)
                    + effect(excite[i], -0.25, 1.5)
                    + effect(linear[i], -1.0, 1.0)
            })
            .collect();
        let rare: Vec<f64> = (0..270).map(|i| if i == 0 { 1.0 } else { 5.0 }).collect();
        let found =
            PenaltyReward::of(&[&basic, &excite, &linear, &rare], &outcome, 1.0, 9.0, 5, 0.1)
                .unwrap();
        let kinds: Vec<_> = found.iter().map(|f| f.map(|f| f.kind)).collect();
        assert_eq!(
            kinds,
            [
                Some(FactorKind::Basic),
                Some(FactorKind::Excitement),
                Some(FactorKind::Performance),
                None
            ]
        );
        let first = found[0].unwrap();
        assert!((first.penalty + 2.0).abs() < 1e-12 && (first.reward - 0.5).abs() < 1e-12);
        assert_eq!((first.low, first.high), (90, 90));
        assert_eq!(
            PenaltyReward::of(&[&basic, &basic], &outcome, 1.0, 9.0, 5, 0.1).unwrap_err().kind(),
            ErrorKind::Singular
        );
    }
}
