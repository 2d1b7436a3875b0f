//! What tiers hold and bring, and who moves between them.

use super::super::prelude::*;
use super::Values;
use crate::value::{Amount, TierEconomics, TierStatistics};

/// What a tier holds.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_tier {
    /// How many customers.
    pub customers: u64,
    /// Their share of all customers.
    pub customer_share: f64,
    /// What they are worth together.
    pub total: f64,
    /// Their share of the net total; NaN where that is zero or negative.
    pub value_share: f64,
    /// Their total over the sum of all positive values; NaN where there is none.
    pub gross_share: f64,
    /// The least valuable customer; NaN in an empty tier.
    pub lowest: f64,
    /// The most valuable customer; NaN in an empty tier.
    pub highest: f64,
    /// The mean value; NaN in an empty tier.
    pub mean: f64,
    /// `total` of minor units, exactly; else 0, as the next two.
    pub exact_total: i64,
    /// `lowest` of minor units; 0 in an empty tier.
    pub exact_lowest: i64,
    /// `highest` of minor units; 0 in an empty tier.
    pub exact_highest: i64,
}

/// The same number as minor units, where it is in them.
pub(super) trait Exact: Amount {
    fn exact(self) -> i64;
}

impl Exact for i64 {
    fn exact(self) -> i64 {
        self
    }
}

impl Exact for f64 {
    fn exact(self) -> i64 {
        0
    }
}

impl<V: Exact> From<&TierStatistics<V>> for habitue_tier {
    fn from(tier: &TierStatistics<V>) -> Self {
        let end = |value: Option<V>| value.map_or(f64::NAN, V::to_f64);
        Self {
            customers: tier.customers,
            customer_share: tier.customer_share,
            total: tier.total.to_f64(),
            value_share: tier.value_share.unwrap_or(f64::NAN),
            gross_share: tier.gross_share.unwrap_or(f64::NAN),
            lowest: end(tier.lowest),
            highest: end(tier.highest),
            mean: tier.mean.unwrap_or(f64::NAN),
            exact_total: tier.total.exact(),
            exact_lowest: tier.lowest.map_or(0, V::exact),
            exact_highest: tier.highest.map_or(0, V::exact),
        }
    }
}

/// What was found of each tier, where it is wanted.
pub(super) fn write_tiers<V: Exact>(found: &[TierStatistics<V>], out: &mut [habitue_tier]) {
    for (slot, tier) in out.iter_mut().zip(found) {
        *slot = tier.into();
    }
}

/// There must be some tiers.
fn some<T>(tiers: &[T], name: &'static str) -> Result<()> {
    let none = || Error::new(ErrorKind::Length, "is empty").in_column(name);
    if tiers.is_empty() { Err(none()) } else { Ok(()) }
}

/// What each tier holds of another column than the one it was cut by: the revenue, the profit, the
/// lifetime value. `tier` is 1 (top) to `tier_count`; `values` are F64, or I64 minor units of one
/// currency.
///
/// `values` and `tier` have `rows` cells, `statistics` has `tier_count`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tier_statistics(
    values: habitue_column,
    tier: *const i32,
    rows: usize,
    statistics: *mut habitue_tier,
    tier_count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let values = unsafe { Values::read(&values, rows, "values") }?;
        read!(column tier[rows], column_mut statistics[tier_count]);
        some(statistics, "statistics")?;
        let out = statistics;
        either!(values, values => write_tiers(&TierStatistics::of(values, tier, out.len())?, out));
        Ok(())
    })
}

/// What a tier brought, left and is worth.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_tier_economics {
    /// How many customers.
    pub customers: u64,
    /// Their share of all customers.
    pub customer_share: f64,
    /// What they brought, minor units, exactly.
    pub revenue: i64,
    /// Their share of all revenue; NaN where that is zero or negative.
    pub revenue_share: f64,
    /// What they left, minor units, exactly; 0 where no profit is given.
    pub profit: i64,
    /// Their share of the net profit of all; NaN where that is not given, zero or negative.
    pub profit_share: f64,
    /// Profit over revenue; NaN where no profit is given, or the revenue is zero or negative.
    pub margin: f64,
    /// What they are worth from now on, in the unit of the column.
    pub lifetime_value: f64,
    /// Their share of all lifetime value; NaN where that is zero or negative.
    pub lifetime_value_share: f64,
}

/// What each tier brought, left and is worth, into `economics`, from the top down. `tier` is 1
/// (top) to `tier_count`; `revenue` and `profit` (NULL where it is not known) are minor units of
/// one currency, `lifetime_value` is in any unit.
///
/// The columns have `rows` cells, `economics` has `tier_count`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tier_economics_of(
    tier: *const i32,
    revenue: *const i64,
    profit: *const i64,
    lifetime_value: *const f64,
    rows: usize,
    economics: *mut habitue_tier_economics,
    tier_count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        read!(column tier[rows], column revenue[rows], optional_column profit[rows],
            column lifetime_value[rows], column_mut economics[tier_count]);
        some(economics, "economics")?;
        let found = TierEconomics::of(tier, tier_count, revenue, profit, lifetime_value)?;
        let share = |share: Option<f64>| share.unwrap_or(f64::NAN);
        for (slot, tier) in economics.iter_mut().zip(&found) {
            *slot = habitue_tier_economics {
                customers: tier.customers,
                customer_share: tier.customer_share,
                revenue: tier.revenue,
                revenue_share: share(tier.revenue_share),
                profit: tier.profit.unwrap_or_default(),
                profit_share: share(tier.profit_share),
                margin: share(tier.margin),
                lifetime_value: tier.lifetime_value,
                lifetime_value_share: share(tier.lifetime_value_share),
            };
        }
        Ok(())
    })
}
