//! What it costs a customer to switch.

use super::weights::check_weights;
use crate::error::{Error, Result};

/// What it costs a customer to switch (Burnham, Frels and Mahajan 2003): effort
/// and time (procedural), money and benefits (financial), ties (relational).
///
/// ```
/// use habitue::loyalty::SwitchingCost;
///
/// let cost = SwitchingCost::new(60.0, 30.0, 90.0)?;
/// assert_eq!((cost.sum(), cost.mean()), (180.0, 60.0));
/// assert_eq!(cost.weighted([2.0, 1.0, 1.0])?, 60.0);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct SwitchingCost {
    /// Effort and time.
    pub procedural: f64,
    /// Money and benefits.
    pub financial: f64,
    /// Ties to people and brand.
    pub relational: f64,
}

impl SwitchingCost {
    /// From the three scores, on one scale.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or [`NotFinite`](crate::ErrorKind::NotFinite)
    /// for a score that is not finite and >= 0.
    pub fn new(procedural: f64, financial: f64, relational: f64) -> Result<Self> {
        Self { procedural, financial, relational }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { procedural, financial, relational } = self;
        for (name, score) in
            [("procedural", procedural), ("financial", financial), ("relational", relational)]
        {
            if !(score >= 0.0 && score.is_finite()) {
                return Err(Error::out_of_range(name, score, "finite and >= 0"));
            }
        }
        Ok(self)
    }

    /// The three together.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.procedural + self.financial + self.relational
    }

    /// Their mean, on the scale of the scores.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.sum() / 3.0
    }

    /// Their weighted mean.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or [`NotFinite`](crate::ErrorKind::NotFinite)
    /// for a weight that is not finite and >= 0, or where all are 0;
    /// [`Overflow`](crate::ErrorKind::Overflow) where the weighted sum is beyond doubles.
    pub fn weighted(&self, weights: [f64; 3]) -> Result<f64> {
        check_weights(&weights)?;
        let total: f64 = weights.iter().sum();
        let [p, f, r] = weights;
        let sum = p * self.procedural + f * self.financial + r * self.relational;
        Error::unless_finite(sum, "weights", total)?;
        Ok(sum / total)
    }
}

/// The switching-cost index of many customers, the weighted mean of the three
/// scores, written into `out`.
///
/// # Errors
/// As for [`SwitchingCost::new`] and [`SwitchingCost::weighted`], with the row; and
/// [`Length`](crate::ErrorKind::Length) where the columns differ in length. Nothing is
/// written then.
pub fn switching_cost_into(
    procedural: &[f64],
    financial: &[f64],
    relational: &[f64],
    weights: [f64; 3],
    out: &mut [f64],
) -> Result<()> {
    for (name, length) in [
        ("procedural", procedural.len()),
        ("financial", financial.len()),
        ("relational", relational.len()),
    ] {
        if length != out.len() {
            return Err(Error::length(name, length, out.len()));
        }
    }
    let at = |row: usize| SwitchingCost::new(procedural[row], financial[row], relational[row]);
    for row in 0..out.len() {
        at(row).map_err(|error| error.at_row(row as u64))?.weighted(weights)?;
    }
    for (row, slot) in out.iter_mut().enumerate() {
        *slot = at(row)?.weighted(weights)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_single_customers_agree() {
        let mut out = [9.0; 2];
        switching_cost_into(&[60.0, 1.0], &[30.0, 2.0], &[90.0, 3.0], [2.0, 1.0, 1.0], &mut out)
            .unwrap();
        assert_eq!(out, [60.0, 1.75]);
        let error = switching_cost_into(&[1.0, -1.0], &[0.0; 2], &[0.0; 2], [1.0; 3], &mut out)
            .unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("procedural")));
    }

    #[test]
    fn bad_costs_and_weights_are_refused() {
        assert!(SwitchingCost::new(1.0, -1.0, 1.0).is_err());
        assert!(SwitchingCost::new(1.0, 1.0, 1.0).unwrap().weighted([0.0; 3]).is_err());
    }
}
