//! The value pyramid.

use super::column::{
    column, column_mut, counted, fill_buffer, input, names, optional_column_mut, output,
};
use super::guard::{guard, guard_value};
use super::handle::{free, guard_new};
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::value::{Amount, Boundary, By, Pyramid, TierStatistics, Ties};

/// Curry's pyramid: top 1 %, large 4 %, medium 15 %, small 80 % of customers.
pub const HABITUE_PYRAMID_CURRY: i32 = 0;
/// VIP 1 %, major 19 %, ordinary 30 %, small 50 % of customers.
pub const HABITUE_PYRAMID_VIP: i32 = 1;
/// A 20 %, B 30 %, C 50 % of customers.
pub const HABITUE_PYRAMID_ABC: i32 = 2;
/// A give the first 80 % of the value, B the next 15 %, C the last 5 %.
pub const HABITUE_PYRAMID_ABC_BY_VALUE: i32 = 3;
/// Key 20 %, other 80 % of customers.
pub const HABITUE_PYRAMID_PARETO: i32 = 4;

/// The parts of a pyramid are parts of the number of customers.
pub const HABITUE_BY_CUSTOMERS: i32 = 0;
/// The parts of a pyramid are parts of the sum of the positive values.
pub const HABITUE_BY_VALUE: i32 = 1;

/// Equal customers at a cut all go up.
pub const HABITUE_TIES_UPPER: i32 = 0;
/// Equal customers at a cut all go down.
pub const HABITUE_TIES_LOWER: i32 = 1;
/// Of equal customers at a cut the earlier rows go up.
pub const HABITUE_TIES_ROW_ORDER: i32 = 2;

/// The customer whom a cut divides goes up (by customers: rounded up).
pub const HABITUE_BOUNDARY_UPPER: i32 = 0;
/// The customer whom a cut divides goes down (by customers: rounded down).
pub const HABITUE_BOUNDARY_LOWER: i32 = 1;

/// A value pyramid: how large each tier is, of what, and what happens at its
/// cuts. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_pyramid(Pyramid);

/// What a tier holds, over doubles.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
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
}

/// What a tier holds, over exact minor units of one currency.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_tier_minor {
    /// How many customers.
    pub customers: u64,
    /// Their share of all customers.
    pub customer_share: f64,
    /// What they are worth together, exactly.
    pub total: i64,
    /// Their share of the net total; NaN where that is zero or negative.
    pub value_share: f64,
    /// Their total over the sum of all positive values; NaN where there is none.
    pub gross_share: f64,
    /// The least valuable customer; 0 in an empty tier.
    pub lowest: i64,
    /// The most valuable customer; 0 in an empty tier.
    pub highest: i64,
    /// The mean value; NaN in an empty tier.
    pub mean: f64,
}

impl From<&TierStatistics<f64>> for habitue_tier {
    fn from(tier: &TierStatistics<f64>) -> Self {
        Self {
            customers: tier.customers,
            customer_share: tier.customer_share,
            total: tier.total,
            value_share: tier.value_share.unwrap_or(f64::NAN),
            gross_share: tier.gross_share.unwrap_or(f64::NAN),
            lowest: tier.lowest.unwrap_or(f64::NAN),
            highest: tier.highest.unwrap_or(f64::NAN),
            mean: tier.mean.unwrap_or(f64::NAN),
        }
    }
}

impl From<&TierStatistics<i64>> for habitue_tier_minor {
    fn from(tier: &TierStatistics<i64>) -> Self {
        Self {
            customers: tier.customers,
            customer_share: tier.customer_share,
            total: tier.total,
            value_share: tier.value_share.unwrap_or(f64::NAN),
            gross_share: tier.gross_share.unwrap_or(f64::NAN),
            lowest: tier.lowest.unwrap_or_default(),
            highest: tier.highest.unwrap_or_default(),
            mean: tier.mean.unwrap_or(f64::NAN),
        }
    }
}

pub(super) fn ties(value: i32) -> Result<Ties> {
    let table = [
        (HABITUE_TIES_UPPER, Ties::Upper),
        (HABITUE_TIES_LOWER, Ties::Lower),
        (HABITUE_TIES_ROW_ORDER, Ties::RowOrder),
    ];
    enumerator(value, "ties", &table)
}

fn by(value: i32) -> Result<By> {
    let table = [(HABITUE_BY_CUSTOMERS, By::Customers), (HABITUE_BY_VALUE, By::Value)];
    enumerator(value, "by", &table)
}

fn boundary(value: i32) -> Result<Boundary> {
    let table =
        [(HABITUE_BOUNDARY_UPPER, Boundary::Upper), (HABITUE_BOUNDARY_LOWER, Boundary::Lower)];
    enumerator(value, "boundary", &table)
}

/// Makes a pyramid that the field knows by name: `preset` is one of
/// `HABITUE_PYRAMID_...`. Equal customers and the customer at a cut go up;
/// change that with `habitue_pyramid_set_rules`.
///
/// `*pyramid` receives the handle, to be freed with `habitue_pyramid_free`;
/// `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument
/// error, or `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_preset(
    preset: i32,
    pyramid: *mut *mut habitue_pyramid,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        let table: [(i32, fn() -> Pyramid); 5] = [
            (HABITUE_PYRAMID_CURRY, Pyramid::curry),
            (HABITUE_PYRAMID_VIP, Pyramid::vip),
            (HABITUE_PYRAMID_ABC, Pyramid::abc),
            (HABITUE_PYRAMID_ABC_BY_VALUE, Pyramid::abc_by_value),
            (HABITUE_PYRAMID_PARETO, Pyramid::pareto),
        ];
        Ok(habitue_pyramid(enumerator(preset, "preset", &table)?()))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(pyramid, error, make) }
}

/// Makes a pyramid of `tiers` tiers, from the top down, whose sizes are in the
/// ratio of `parts` (20, 30, 50 or 0.2, 0.3, 0.5), each in 1e-9..=1e6; more than
/// nine decimals are rounded. `by`, `ties` and `boundary` are one of
/// `HABITUE_BY_...`, `HABITUE_TIES_...` and `HABITUE_BOUNDARY_...`. The tiers are
/// called by their number; name them with `habitue_pyramid_set_name`.
///
/// `*pyramid` receives the handle, to be freed with `habitue_pyramid_free`;
/// `parts` and `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_EMPTY_INPUT` without a
/// tier, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row of the part.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_new(
    parts: *const f64,
    tiers: usize,
    by: i32,
    ties: i32,
    boundary: i32,
    pyramid: *mut *mut habitue_pyramid,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let parts = unsafe { column(parts, tiers, "parts") }?;
        let (by, ties, boundary) = (self::by(by)?, self::ties(ties)?, self::boundary(boundary)?);
        let pyramid = Pyramid::from_parts(parts)?;
        Ok(habitue_pyramid(pyramid.with_by(by).with_ties(ties).with_boundary(boundary)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(pyramid, error, make) }
}

/// Sets what the parts are parts of and what happens at the cuts: one of
/// `HABITUE_BY_...`, `HABITUE_TIES_...` and `HABITUE_BOUNDARY_...` each.
///
/// `pyramid` must not be NULL and is changed only on success; `error` may be
/// NULL. Returns `HABITUE_OK`, an argument error, or `HABITUE_BAD_ENUMERATOR`.
/// Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_set_rules(
    pyramid: *mut habitue_pyramid,
    by: i32,
    ties: i32,
    boundary: i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let pyramid = unsafe { output(pyramid, "pyramid") }?;
        let rules = (self::by(by)?, self::ties(ties)?, self::boundary(boundary)?);
        pyramid.0 = pyramid.0.clone().with_by(rules.0).with_ties(rules.1).with_boundary(rules.2);
        Ok(())
    })
}

/// How many threads may put customers into tiers; 0 for all cores. Tiers and totals
/// are the same, to the bit.
///
/// `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK` or an argument
/// error. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_set_threads(
    pyramid: *mut habitue_pyramid,
    threads: u32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let pyramid = unsafe { output(pyramid, "pyramid") }?;
        pyramid.0 = pyramid.0.clone().with_threads(threads as usize);
        Ok(())
    })
}

/// Names tier `tier`, counted from 1 at the top, in English and in Chinese; the
/// texts are UTF-8 and are copied.
///
/// No pointer but `error` may be NULL, unless its length is 0. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_NOT_UTF8`, or `HABITUE_OUT_OF_RANGE`
/// where there is no such tier. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_set_name(
    pyramid: *mut habitue_pyramid,
    tier: usize,
    name: *const u8,
    name_length: usize,
    name_zh: *const u8,
    name_zh_length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (pyramid, names) = unsafe {
            (output(pyramid, "pyramid")?, names((name, name_length), (name_zh, name_zh_length))?)
        };
        pyramid.0.rename(tier_index(&pyramid.0, tier)?, names)
    })
}

/// Releases a pyramid; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_pyramid_free(pyramid: *mut habitue_pyramid) {
    // SAFETY: the contract of the header.
    unsafe { free(pyramid) }
}

/// How many tiers the pyramid has; 0 for NULL. Never fails. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_tiers(pyramid: *const habitue_pyramid) -> usize {
    guard_value(0, || {
        // SAFETY: the contract of the header.
        unsafe { input(pyramid, "pyramid") }.map_or(0, |pyramid| pyramid.0.tiers().len())
    })
}

/// The part of each tier, from the top down, into `parts` of `tiers` entries,
/// which must be as many as the pyramid has tiers.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_parts(
    pyramid: *const habitue_pyramid,
    parts: *mut f64,
    tiers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (pyramid, parts) =
            unsafe { (input(pyramid, "pyramid")?, column_mut(parts, tiers, "parts")?) };
        let tiers = pyramid.0.tiers();
        if parts.len() != tiers.len() {
            return Err(Error::length("parts", parts.len(), tiers.len()));
        }
        for (slot, tier) in parts.iter_mut().zip(tiers) {
            *slot = tier.part;
        }
        Ok(())
    })
}

/// The English name of tier `tier`, counted from 1 at the top, as UTF-8 without
/// a closing NUL. `*needed` receives its length in bytes, also where the buffer
/// is too small; `buffer` may be NULL with a `capacity` of 0 to ask for it.
///
/// `pyramid` and `needed` must not be NULL, `error` may be. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` where
/// there is no such tier. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_tier_name(
    pyramid: *const habitue_pyramid,
    tier: usize,
    buffer: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let pyramid = unsafe { input(pyramid, "pyramid") }?;
        let at = tier_index(&pyramid.0, tier)?;
        // SAFETY: the contract of the header.
        unsafe {
            fill_buffer(pyramid.0.tiers()[at].name.as_bytes(), buffer, capacity, needed, "buffer")
        }
    })
}

/// The Chinese name of a tier; otherwise as `habitue_pyramid_tier_name`.
///
/// `pyramid` and `needed` must not be NULL, `error` may be. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` where
/// there is no such tier. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_tier_name_zh(
    pyramid: *const habitue_pyramid,
    tier: usize,
    buffer: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let pyramid = unsafe { input(pyramid, "pyramid") }?;
        let at = tier_index(&pyramid.0, tier)?;
        // SAFETY: the contract of the header.
        unsafe {
            fill_buffer(
                pyramid.0.tiers()[at].name_zh.as_bytes(),
                buffer,
                capacity,
                needed,
                "buffer",
            )
        }
    })
}

/// The tier of each customer, 1 for the top, into `tier`, and what each tier
/// holds into `statistics`. `values` holds what each customer is worth, in any
/// unit, finite; negative values are customers who cost more than they bring.
///
/// `values` and `tier` have `customers` entries; `statistics` has `tiers`
/// entries, as many as the pyramid has, or is NULL where it is not wanted.
/// `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_EMPTY_INPUT` without a customer, `HABITUE_NOT_FINITE` with the
/// row, or `HABITUE_OVERFLOW` where a total is beyond doubles. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_assign(
    pyramid: *const habitue_pyramid,
    values: *const f64,
    customers: usize,
    tier: *mut i32,
    statistics: *mut habitue_tier,
    tiers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        unsafe { assign(pyramid, values, customers, tier, statistics, tiers) }
    })
}

/// As `habitue_pyramid_assign`, over minor units (cents) of one currency: the
/// totals are exact.
///
/// `values` and `tier` have `customers` entries; `statistics` has `tiers`
/// entries, as many as the pyramid has, or is NULL where it is not wanted.
/// `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_EMPTY_INPUT` without a customer, or `HABITUE_OVERFLOW` where a
/// total does not fit 64 bits. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_assign_minor(
    pyramid: *const habitue_pyramid,
    values: *const i64,
    customers: usize,
    tier: *mut i32,
    statistics: *mut habitue_tier_minor,
    tiers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        unsafe { assign(pyramid, values, customers, tier, statistics, tiers) }
    })
}

/// Both kinds of column.
///
/// # Safety
/// The contract of the header.
unsafe fn assign<V: Amount, S: Copy + for<'a> From<&'a TierStatistics<V>>>(
    pyramid: *const habitue_pyramid,
    values: *const V,
    customers: usize,
    tier: *mut i32,
    statistics: *mut S,
    tiers: usize,
) -> Result<()> {
    // SAFETY: the contract of the header.
    let (pyramid, values, tier, statistics) = unsafe {
        (
            &input(pyramid, "pyramid")?.0,
            column(values, customers, "values")?,
            column_mut(tier, customers, "tier")?,
            optional_column_mut(statistics, tiers, "statistics")?,
        )
    };
    if let Some(statistics) = &statistics
        && statistics.len() != pyramid.tiers().len()
    {
        return Err(Error::length("statistics", statistics.len(), pyramid.tiers().len()));
    }
    let found = pyramid.assign_into(values, tier)?;
    for (slot, found) in statistics.into_iter().flatten().zip(&found) {
        *slot = S::from(found);
    }
    Ok(())
}

fn tier_index(pyramid: &Pyramid, tier: usize) -> Result<usize> {
    counted(tier, pyramid.tiers().len(), "tier")
}
