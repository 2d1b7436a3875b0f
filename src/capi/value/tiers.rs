//! What tiers hold and bring, and who moves between them.

use crate::capi::prelude::*;
use crate::capi::value::{Exact, Values};
use crate::value::{TierEconomics, TierStatistics};

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

impl<V: Exact> Told<habitue_tier> for TierStatistics<V> {
    fn told(&self) -> habitue_tier {
        let end = |value: Option<V>| value.map_or((f64::NAN, 0), |it| (it.to_f64(), it.cell().1));
        let ((lowest, exact_lowest), (highest, exact_highest)) =
            (end(self.lowest), end(self.highest));
        let (total, exact_total) = (self.total.to_f64(), self.total.cell().1);
        let [value_share, gross_share, mean] =
            [self.value_share, self.gross_share, self.mean].map(|it| it.told());
        let Self { customers, customer_share, .. } = *self;
        habitue_tier {
            customers,
            customer_share,
            total,
            value_share,
            gross_share,
            lowest,
            highest,
            mean,
            exact_total,
            exact_lowest,
            exact_highest,
        }
    }
}

/// What was found of each tier, where it is wanted.
pub(super) fn write_tiers<V: Exact>(found: &[TierStatistics<V>], out: &mut [habitue_tier]) {
    fill(Some(out), found.iter().map(Told::told));
}

/// The cells for what tiers hold, where they are wanted.
pub(super) fn some_tiers(
    statistics: Option<&mut [habitue_tier]>,
    tiers: usize,
) -> Result<&mut [habitue_tier]> {
    let Some(cells) = statistics else { return Ok(&mut []) };
    same_length("statistics", cells.len(), tiers).map(|()| cells)
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
/// `values` and `tier` have `rows` cells, `statistics` has `tier_count`.
pub unsafe fn habitue_tier_statistics(
    values: Values,
    tier: &[i32],
    _rows: usize,
    statistics: &mut [habitue_tier],
    _tier_count: usize,
) -> Result<()> {
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
/// The columns have `rows` cells, `economics` has `tier_count`.
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
