//! Whether those who buy often spend more or less each time.

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::observed::spend::Spending;
use crate::numeric::distribution::beta_cdf;

/// The correlation of frequency and mean spend over the customers who came back,
/// with its tests: the Gamma-Gamma model, and lifetime value as expected purchases
/// times expected spend, hold where there is none.
///
/// ```
/// use habitue::lifetime::{FrequencySpend, Spending};
/// let customers = Spending::new(&[1, 2, 3, 4, 0], &[20.0, 35.0, 10.0, 30.0, 0.0])?;
/// let found = FrequencySpend::of(&customers)?;
/// assert_eq!(found.customers, 4);
/// assert!(found.pearson.p_value > 0.9);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct FrequencySpend {
    /// Customers with x > 0: the sum of their weights, rounded, where there are some.
    pub customers: u64,
    /// Pearson's coefficient: a linear relation. A few large spenders may make it.
    pub pearson: Correlation,
    /// Spearman's coefficient, Pearson's of the ranks (equal values share their
    /// mean rank): any monotone relation.
    pub spearman: Correlation,
}

/// A coefficient of correlation with its test against 0.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Correlation {
    /// r, from -1 to 1.
    pub coefficient: f64,
    /// t = r √((n − 2)/(1 − r²)); infinite where r is 1 or -1.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite"))]
    pub t: f64,
    /// P(|t| or more) of Student's law with n − 2 degrees of freedom: exact for
    /// normal variables, asymptotic for others and for ranks.
    pub p_value: f64,
}

#[cfg(feature = "serde")]
impl Correlation {
    /// An infinite t has the sign of the correlation.
    fn checked(mut self) -> Result<Self> {
        if self.t.is_infinite() {
            self.t = self.t.copysign(self.coefficient);
        }
        Ok(self)
    }
}

impl FrequencySpend {
    /// The correlations over the rows with x > 0. A weight says how many customers a
    /// row stands for, so that rows with weights have the figures of as many rows
    /// without; it is no measure of how sure a row is, for which these tests would not
    /// be defined.
    ///
    /// # Errors
    /// `Undefined` for fewer than three such customers, or where all have the same
    /// frequency or the same mean spend.
    pub fn of(customers: &Spending<'_>) -> Result<Self> {
        let rows = customers.observations().filter(|(_, _, weight)| *weight > 0.0);
        let rows: Vec<(f64, f64, f64)> =
            rows.map(|(_, spend, weight)| (f64::from(spend.x), spend.mean, weight)).collect();
        let column = |pick: fn(&(f64, f64, f64)) -> f64| rows.iter().map(pick).collect::<Vec<_>>();
        let (x, mean, weights) = (column(|row| row.0), column(|row| row.1), column(|row| row.2));
        let total = weights.iter().sum::<f64>();
        if total < 3.0 {
            return Err(Error::new(ErrorKind::Undefined, "are too few with a repeat purchase")
                .in_column("customers")
                .with_value(total)
                .allowing(">= 3"));
        }
        for (name, column) in [("frequency", &x), ("mean_spend", &mean)] {
            if column.iter().all(|value| value == &column[0]) {
                return Err(Error::new(ErrorKind::Undefined, "is the same for all")
                    .in_column(name)
                    .with_value(column[0]));
            }
        }
        Ok(Self {
            customers: total.round() as u64,
            pearson: Correlation::of(&x, &mean, &weights),
            spearman: Correlation::of(&ranks(&x, &weights), &ranks(&mean, &weights), &weights),
        })
    }
}

impl Correlation {
    /// Of two columns that vary, each row with its number of customers.
    fn of(x: &[f64], y: &[f64], weights: &[f64]) -> Self {
        let n = weights.iter().sum::<f64>();
        let sum = |column: &[f64]| column.iter().zip(weights).map(|(v, w)| w * v).sum::<f64>();
        // Scaled, so that no square overflows.
        let centred = |column: &[f64]| {
            let top = column.iter().fold(0.0f64, |top, value| top.max(value.abs()));
            let scaled: Vec<f64> = column.iter().map(|value| value / top).collect();
            let mean = sum(&scaled) / n;
            scaled.into_iter().map(|value| value - mean).collect::<Vec<_>>()
        };
        let (x, y) = (centred(x), centred(y));
        let product =
            |a: &[f64], b: &[f64]| sum(&a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<_>>());
        let (xx, yy) = (product(&x, &x), product(&y, &y));
        let coefficient = (product(&x, &y) / (xx.sqrt() * yy.sqrt())).clamp(-1.0, 1.0);
        let freedom = n - 2.0;
        let rest = (1.0 - coefficient) * (1.0 + coefficient);
        // P(|t| or more) = I_{1 − r²}(ν/2, 1/2), for ν/(ν + t²) = 1 − r².
        Self {
            coefficient,
            t: coefficient * (freedom / rest).sqrt(),
            p_value: beta_cdf(0.5 * freedom, 0.5, rest).0,
        }
    }
}

/// The ranks from 1, of rows that stand for several; equal values share the mean of
/// theirs.
fn ranks(column: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    // By row where values are equal, so that sums have the same bits every time.
    order.sort_unstable_by(|&i, &j| column[i].total_cmp(&column[j]).then(i.cmp(&j)));
    let mut ranks = vec![0.0; column.len()];
    let mut before = 0.0;
    for group in order.chunk_by(|&i, &j| column[i] == column[j]) {
        let own = group.iter().map(|&row| weights[row]).sum::<f64>();
        let rank = before + 0.5 * (own + 1.0);
        group.iter().for_each(|&row| ranks[row] = rank);
        before += own;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_share_their_mean() {
        let column = [3.0, 1.0, 3.0, 7.0, 3.0];
        assert_eq!(ranks(&column, &[1.0; 5]), [3.0, 1.0, 3.0, 5.0, 3.0]);
        assert_eq!(ranks(&[3.0, 1.0, 7.0], &[3.0, 1.0, 1.0]), [3.0, 1.0, 5.0]);
    }
}
