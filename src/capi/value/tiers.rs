//! What tiers hold and bring, and who moves between them.

use crate::capi::prelude::*;
use crate::capi::value::Values;
use crate::value::{Amount, TierEconomics, TierStatistics};

/// What a tier holds.
#[apply(plain)]
#[derive(Default)]
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
    let none = || fault(ErrorKind::Length, name, "is empty");
    if tiers.is_empty() { Err(none()) } else { Ok(()) }
}

/// What each tier holds of another column than the one it was cut by: the revenue, the profit, the
/// lifetime value. `tier` is 1 (top) to `tier_count`; `values` are F64, or I64 minor units of one
/// currency.
///
/// `values` and `tier` have `rows` cells, `statistics` has `tier_count`. Since 0.1.
pub unsafe fn habitue_tier_statistics(
    values: habitue_column,
    tier: &[i32],
    rows: usize,
    statistics: &mut [habitue_tier],
    _tier_count: usize,
) -> Result<()> {
    let values = Values::read(&values, rows, "values")?;
    some(statistics, "statistics")?;
    either!(values, values => write_tiers(&TierStatistics::of(values, tier, statistics.len())?, statistics));
    Ok(())
}

mirror! {
    /// What a tier brought, left and is worth.
    habitue_tier_economics: TierEconomics, customers, customer_share, revenue, revenue_share,
    /// What they left, minor units, exactly; 0 where no profit is given.
    profit,
    profit_share, margin, lifetime_value, lifetime_value_share
}

/// What each tier brought, left and is worth, into `economics`, from the top down. `tier` is 1
/// (top) to `tier_count`; `revenue` and `profit` (NULL where it is not known) are minor units of
/// one currency, `lifetime_value` is in any unit.
///
/// The columns have `rows` cells, `economics` has `tier_count`. Since 0.1.
pub fn habitue_tier_economics_of(
    tier: &[i32],
    revenue: &[i64],
    profit: Option<&[i64]>,
    lifetime_value: &[f64],
    _rows: usize,
    economics: &mut [habitue_tier_economics],
    tier_count: usize,
) -> Result<()> {
    some(economics, "economics")?;
    let found = TierEconomics::of(tier, tier_count, revenue, profit, lifetime_value)?;
    fill(Some(economics), found.iter().map(Told::told));
    Ok(())
}
