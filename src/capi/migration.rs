//! Customers between tiers.

use super::column::{column, column_mut, optional_column};
use super::guard::guard;
use super::pyramid::{habitue_tier, habitue_tier_minor};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Amount, Hysteresis, Migration, TierEconomics, TierStatistics};

/// What a tier brought, left and is worth.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
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

impl From<&TierEconomics> for habitue_tier_economics {
    fn from(tier: &TierEconomics) -> Self {
        Self {
            customers: tier.customers,
            customer_share: tier.customer_share,
            revenue: tier.revenue,
            revenue_share: tier.revenue_share.unwrap_or(f64::NAN),
            profit: tier.profit.unwrap_or_default(),
            profit_share: tier.profit_share.unwrap_or(f64::NAN),
            margin: tier.margin.unwrap_or(f64::NAN),
            lifetime_value: tier.lifetime_value,
            lifetime_value_share: tier.lifetime_value_share.unwrap_or(f64::NAN),
        }
    }
}

/// What each tier brought, left and is worth, into `economics`, from the top down. `tier` is 1
/// (top) to `tiers`; `revenue` and `profit` are minor units of one currency, `lifetime_value` is
/// in any unit, finite. Totals of minor units are exact.
///
/// The columns have `customers` entries, `economics` has `tiers`. `profit` is NULL where none is
/// known; `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with column and row, or `HABITUE_OVERFLOW`.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tier_economics_of(
    tier: *const i32,
    revenue: *const i64,
    profit: *const i64,
    lifetime_value: *const f64,
    customers: usize,
    economics: *mut habitue_tier_economics,
    tiers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (tier, revenue, profit, lifetime_value, economics) = unsafe {
            (
                column(tier, customers, "tier")?,
                column(revenue, customers, "revenue")?,
                optional_column(profit, customers, "profit")?,
                column(lifetime_value, customers, "lifetime_value")?,
                column_mut(economics, tiers, "economics")?,
            )
        };
        if economics.is_empty() {
            return Err(Error::new(ErrorKind::Length, "is empty").in_column("economics"));
        }
        let found = TierEconomics::of(tier, economics.len(), revenue, profit, lifetime_value)?;
        for (slot, found) in economics.iter_mut().zip(&found) {
            *slot = found.into();
        }
        Ok(())
    })
}

/// How many customers moved from each tier to each, into `counts`: (k + 1) x (k + 1)
/// numbers for k = `tiers`, from-major, where index 0 means "in no tier". Row i of
/// `before` and `after` is the same customer: 1 is the top, 0 is in no tier.
///
/// `before` and `after` have `customers` entries, `counts` has `cells`, which must be
/// (k + 1) x (k + 1). `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_OUT_OF_RANGE` with column and row of a tier that there is not. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tier_migration(
    before: *const i32,
    after: *const i32,
    customers: usize,
    tiers: usize,
    counts: *mut u64,
    cells: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (before, after, counts) = unsafe {
            (
                column(before, customers, "before")?,
                column(after, customers, "after")?,
                column_mut(counts, cells, "counts")?,
            )
        };
        let found = Migration::between(before, after, tiers)?;
        if counts.len() != found.counts().len() {
            return Err(Error::length("counts", counts.len(), found.counts().len()));
        }
        counts.copy_from_slice(found.counts());
        Ok(())
    })
}

/// The tier of each customer by fixed thresholds with a band around them, given the
/// tier that it had (0 for a new customer): it rises only when its value reaches the
/// higher threshold plus the band, and falls only below its own threshold less the
/// band. `thresholds` are the lowest values of all tiers but the last, strictly
/// descending; `band` in 0..1 is a share of the threshold's magnitude.
///
/// `values`, `previous` and `tier` have `customers` entries, `thresholds` has `cuts`.
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_UNSORTED`, or
/// `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tier_hysteresis(
    thresholds: *const f64,
    cuts: usize,
    band: f64,
    values: *const f64,
    previous: *const i32,
    customers: usize,
    tier: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (thresholds, values, previous, tier) = unsafe {
            (
                column(thresholds, cuts, "thresholds")?,
                column(values, customers, "values")?,
                column(previous, customers, "previous")?,
                column_mut(tier, customers, "tier")?,
            )
        };
        Hysteresis::new(thresholds, band)?.tiers_into(values, previous, tier)
    })
}

/// What each tier holds of another column than the one it was cut by: the revenue, the
/// profit, the lifetime value per tier. `tier` is 1 (top) to `tiers`.
///
/// `values` and `tier` have `customers` entries, `statistics` has `tiers`. `error` may
/// be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row, or `HABITUE_OVERFLOW`.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tier_statistics(
    values: *const f64,
    tier: *const i32,
    customers: usize,
    statistics: *mut habitue_tier,
    tiers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe { tier_statistics(values, tier, customers, statistics, tiers) })
}

/// As `habitue_tier_statistics`, over minor units of one currency, exactly.
///
/// `values` and `tier` have `customers` entries, `statistics` has `tiers`. `error` may
/// be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_OUT_OF_RANGE` with the row, or `HABITUE_OVERFLOW`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tier_statistics_minor(
    values: *const i64,
    tier: *const i32,
    customers: usize,
    statistics: *mut habitue_tier_minor,
    tiers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe { tier_statistics(values, tier, customers, statistics, tiers) })
}

/// Both kinds of column.
///
/// # Safety
/// The contract of the header.
unsafe fn tier_statistics<V: Amount, S: Copy + for<'a> From<&'a TierStatistics<V>>>(
    values: *const V,
    tier: *const i32,
    customers: usize,
    statistics: *mut S,
    tiers: usize,
) -> Result<()> {
    // SAFETY: the contract of the header.
    let (values, tier, statistics) = unsafe {
        (
            column(values, customers, "values")?,
            column(tier, customers, "tier")?,
            column_mut(statistics, tiers, "statistics")?,
        )
    };
    if statistics.is_empty() {
        return Err(Error::new(ErrorKind::Length, "is empty").in_column("statistics"));
    }
    let found = TierStatistics::of(values, tier, statistics.len())?;
    for (slot, found) in statistics.iter_mut().zip(&found) {
        *slot = S::from(found);
    }
    Ok(())
}
