//! What each tier brought, what it left, and what it is worth.

use crate::error::{Error, Result};
use crate::value::pyramids::tiers::TierStatistics;

/// The economics of one tier: its customers, their revenue and profit so far, and their lifetime
/// value, in tiers that were cut by any of these or by something else.
///
/// Revenue and profit are exact minor units of one currency, and the tiers' totals add up to those
/// of all customers. Profit is known where the ledger has costs
/// ([`Table::profit`](crate::summary::Table::profit)).
///
/// ```
/// use habitue::value::{Pyramid, TierEconomics};
///
/// let revenue = [90_000_i64, 20_000, 5_000, 4_000, 1_000];
/// let profit = [20_000_i64, 9_000, -1_000, 500, 400];
/// let worth = [450.0, 260.0, 0.0, 20.0, 12.5];
/// let tiers = Pyramid::pareto().assign(&worth)?;
/// let economics = TierEconomics::of(&tiers.tier, 2, &revenue, Some(&profit), &worth)?;
/// assert_eq!((economics[0].customers, economics[0].revenue), (1, 90_000));
/// assert_eq!((economics[1].profit, economics[1].margin), (Some(8_900), Some(8_900.0 / 30_000.0)));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TierEconomics {
    /// How many customers.
    pub customers: u64,
    /// Their share of all customers.
    pub customer_share: f64,
    /// What they brought, minor units.
    pub revenue: i64,
    /// Their share of all revenue; `None` where that is zero or negative.
    pub revenue_share: Option<f64>,
    /// What they left, minor units; `None` where no profit is known.
    pub profit: Option<i64>,
    /// Their share of the net profit of all. Where some tiers lose, the shares of the others add up
    /// to more than 1. `None` where no profit is known, or the net is zero or negative.
    pub profit_share: Option<f64>,
    /// Profit over revenue; `None` where no profit is known, or the revenue is zero or negative.
    pub margin: Option<f64>,
    /// What they are worth from now on, in the unit of the column.
    pub lifetime_value: f64,
    /// Their share of all lifetime value; `None` where that is zero or negative.
    pub lifetime_value_share: Option<f64>,
}

impl TierEconomics {
    /// The economics of each of `tiers` tiers, from the top down. `tier` is 1 (top) to `tiers`;
    /// row i of all columns is the same customer.
    ///
    /// # Errors
    /// `Empty` without a customer; `Length` or `OutOfRange` naming column and row, for a tier that
    /// there is not; `NotFinite` for a lifetime value; `Overflow` where a total does not fit.
    pub fn of(
        tier: &[i32],
        tiers: usize,
        revenue: &[i64],
        profit: Option<&[i64]>,
        lifetime_value: &[f64],
    ) -> Result<Vec<Self>> {
        if tier.is_empty() {
            return Err(Error::empty("tier"));
        }
        let lengths = [
            ("revenue", revenue.len()),
            ("profit", profit.map_or(tier.len(), <[i64]>::len)),
            ("lifetime_value", lifetime_value.len()),
        ];
        for (name, length) in lengths {
            if length != tier.len() {
                return Err(Error::length(name, length, tier.len()));
            }
        }
        let named = |name: &'static str| {
            move |error: Error| match error.column() {
                Some("tier") => error,
                _ => error.in_column(name),
            }
        };
        let brought = TierStatistics::of(revenue, tier, tiers).map_err(named("revenue"))?;
        let left = profit
            .map(|profit| TierStatistics::of(profit, tier, tiers).map_err(named("profit")))
            .transpose()?;
        let worth =
            TierStatistics::of(lifetime_value, tier, tiers).map_err(named("lifetime_value"))?;
        let economics =
            |(at, (brought, worth)): (usize, (&TierStatistics<i64>, &TierStatistics<f64>))| {
                let left = left.as_ref().map(|left| left[at]);
                let margin = |left: TierStatistics<i64>| left.total as f64 / brought.total as f64;
                Self {
                    customers: brought.customers,
                    customer_share: brought.customer_share,
                    revenue: brought.total,
                    revenue_share: brought.value_share,
                    profit: left.map(|left| left.total),
                    profit_share: left.and_then(|left| left.value_share),
                    margin: left.filter(|_| brought.total > 0).map(margin),
                    lifetime_value: worth.total,
                    lifetime_value_share: worth.value_share,
                }
            };
        Ok(brought.iter().zip(&worth).enumerate().map(economics).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::ErrorKind;

    proptest! {
        /// Whatever the tiers were cut by, their totals are those of the columns.
        #[test]
        fn tiers_add_up(
            rows in prop::collection::vec((1_i32..=4, -900_i64..9_000, -2_000_i64..4_000), 1..80),
        ) {
            let tier: Vec<i32> = rows.iter().map(|row| row.0).collect();
            let revenue: Vec<i64> = rows.iter().map(|row| row.1).collect();
            let profit: Vec<i64> = rows.iter().map(|row| row.2).collect();
            let worth: Vec<f64> = rows.iter().map(|row| row.2 as f64 / 4.0).collect();
            let found = TierEconomics::of(&tier, 4, &revenue, Some(&profit), &worth).unwrap();
            prop_assert_eq!(found.iter().map(|tier| tier.customers).sum::<u64>(), rows.len() as u64);
            prop_assert_eq!(found.iter().map(|tier| tier.revenue).sum::<i64>(), revenue.iter().sum::<i64>());
            let profits: i64 = found.iter().filter_map(|tier| tier.profit).sum();
            let all: i64 = profit.iter().sum();
            prop_assert_eq!(profits, all);
            // Quarters of whole numbers add up exactly.
            prop_assert_eq!(found.iter().map(|tier| tier.lifetime_value).sum::<f64>(), worth.iter().sum::<f64>());
            let share: Option<f64> = found.iter().map(|tier| tier.profit_share).sum();
            prop_assert_eq!(share.is_some(), all > 0);
            if let Some(share) = share {
                let scale: f64 = found.iter().filter_map(|tier| tier.profit_share).map(f64::abs).sum();
                prop_assert!((share - 1.0).abs() <= 1e-15 * scale.max(1.0) * 8.0);
            }
            let none = TierEconomics::of(&tier, 4, &revenue, None, &worth).unwrap();
            prop_assert!(none.iter().all(|tier| tier.profit.is_none() && tier.margin.is_none()));
        }
    }

    #[test]
    fn bad_input_is_named() {
        let fail = |error: Result<Vec<TierEconomics>>| {
            let error = error.unwrap_err();
            (error.kind(), error.column().unwrap_or_default().to_owned(), error.row())
        };
        let of = TierEconomics::of;
        assert_eq!(fail(of(&[], 2, &[], None, &[])).0, ErrorKind::Empty);
        let named = |name: &str| (ErrorKind::Length, name.to_owned(), None);
        assert_eq!(fail(of(&[1], 2, &[], None, &[1.0])), named("revenue"));
        assert_eq!(fail(of(&[1], 2, &[1], Some(&[]), &[1.0])), named("profit"));
        assert_eq!(fail(of(&[1], 2, &[1], None, &[])), named("lifetime_value"));
        let found = fail(of(&[1, 3], 2, &[1, 1], None, &[1.0, 1.0]));
        assert_eq!(found, (ErrorKind::OutOfRange, "tier".to_owned(), Some(1)));
        let found = fail(of(&[1, 2], 2, &[1, 1], None, &[1.0, f64::NAN]));
        assert_eq!(found, (ErrorKind::NotFinite, "lifetime_value".to_owned(), Some(1)));
        let found = fail(of(&[1, 1], 2, &[i64::MAX; 2], None, &[1.0, 1.0]));
        assert_eq!((found.0, found.1.as_str()), (ErrorKind::Overflow, "revenue"));
        let none = of(&[2], 2, &[0], Some(&[-5]), &[0.0]).unwrap();
        assert_eq!((none[1].margin, none[1].profit_share, none[0].customers), (None, None, 0));
    }
}
