//! Whether those who buy often spend more or less each time.

use super::spend::Spending;
use crate::error::{Error, ErrorKind, Result};
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
    /// Customers with x > 0.
    pub customers: u64,
    /// Pearson's coefficient: a linear relation. A few large spenders may make it.
    pub pearson: Correlation,
    /// Spearman's coefficient, Pearson's of the ranks (equal values share their
    /// mean rank): any monotone relation.
    pub spearman: Correlation,
}

/// A coefficient of correlation with its test against 0.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Correlation {
    /// r, from -1 to 1.
    pub coefficient: f64,
    /// t = r √((n − 2)/(1 − r²)); infinite where r is 1 or -1.
    pub t: f64,
    /// P(|t| or more) of Student's law with n − 2 degrees of freedom: exact for
    /// normal variables, asymptotic for others and for ranks.
    pub p_value: f64,
}

impl FrequencySpend {
    /// The correlations over the rows with x > 0.
    ///
    /// # Errors
    /// `Undefined` for fewer than three such customers, or where all have the same
    /// frequency or the same mean spend; `Argument` where rows have weights, for
    /// which these tests are not defined.
    pub fn of(customers: &Spending<'_>) -> Result<Self> {
        if customers.are_weighted() {
            return Err(
                Error::new(ErrorKind::Argument, "have no place in this test").in_column("weights")
            );
        }
        let (x, mean): (Vec<f64>, Vec<f64>) =
            customers.iter().filter(|(x, _)| *x > 0).map(|(x, mean)| (f64::from(x), mean)).unzip();
        if x.len() < 3 {
            return Err(Error::new(ErrorKind::Undefined, "are too few with a repeat purchase")
                .in_column("customers")
                .with_value(x.len())
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
            customers: x.len() as u64,
            pearson: Correlation::of(&x, &mean),
            spearman: Correlation::of(&ranks(&x), &ranks(&mean)),
        })
    }
}

impl Correlation {
    /// Of two columns that vary.
    fn of(x: &[f64], y: &[f64]) -> Self {
        let n = x.len() as f64;
        // Scaled, so that no square overflows.
        let centred = |column: &[f64]| {
            let top = column.iter().fold(0.0f64, |top, value| top.max(value.abs()));
            let mean = column.iter().map(|value| value / top).sum::<f64>() / n;
            column.iter().map(|value| value / top - mean).collect::<Vec<_>>()
        };
        let (x, y) = (centred(x), centred(y));
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
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

/// The ranks from 1; equal values share the mean of theirs.
fn ranks(column: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.sort_unstable_by(|&i, &j| column[i].total_cmp(&column[j]));
    let mut ranks = vec![0.0; column.len()];
    let mut before = 0;
    for group in order.chunk_by(|&i, &j| column[i] == column[j]) {
        let rank = before as f64 + 0.5 * (group.len() as f64 + 1.0);
        group.iter().for_each(|&row| ranks[row] = rank);
        before += group.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_share_their_mean() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 7.0, 3.0]), [3.0, 1.0, 3.0, 5.0, 3.0]);
    }
}
