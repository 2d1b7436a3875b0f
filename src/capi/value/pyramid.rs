//! The value pyramid, and ranks by value.

use super::super::prelude::*;
use super::Values;
use super::tiers::{habitue_tier, write_tiers};
use crate::value::{Boundary, By, Pyramid, RankTies, Ties, ranks_into};

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
/// Of the caller's parts.
pub const HABITUE_PYRAMID_CUSTOM: i32 = 99;

/// As the preset says; the number of customers for a custom pyramid.
pub const HABITUE_BY_PRESET: i32 = -1;
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

/// One more than the number of strictly better values: 1, 2, 2, 4.
pub const HABITUE_RANK_LOWEST: i32 = 0;
/// The number of values at least as good: 1, 3, 3, 4.
pub const HABITUE_RANK_HIGHEST: i32 = 1;
/// One more than the number of different better values: 1, 2, 2, 3.
pub const HABITUE_RANK_DENSE: i32 = 2;
/// Equal values in the order of their rows: 1, 2, 3, 4.
pub const HABITUE_RANK_ROW_ORDER: i32 = 3;

/// A value pyramid: how large each tier is, of what, and what happens at its cuts. Start from
/// `HABITUE_PYRAMID_OPTIONS_INIT`. Names of the tiers of presets: `HABITUE_LIST_PYRAMID_TIERS` plus
/// the preset, by number.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_pyramid_options {
    /// `sizeof(habitue_pyramid_options)`.
    pub struct_size: u32,
    /// One of `HABITUE_PYRAMID_...`.
    pub preset: i32,
    /// One of `HABITUE_BY_...`.
    pub by: i32,
    /// Where equal customers at a cut go, one of `HABITUE_TIES_...`.
    pub ties: i32,
    /// Where the customer goes whom a cut divides, one of `HABITUE_BOUNDARY_...`.
    pub boundary: i32,
    /// How many parts; read with them.
    pub tier_count: u32,
    /// `HABITUE_PYRAMID_CUSTOM`: how large the tiers are, from the top down, in any common unit (20,
    /// 30, 50), each in 1e-9..=1e6; more than nine decimals are rounded. Else NULL.
    pub parts: *const f64,
}

begins!(habitue_pyramid_options, by: HABITUE_BY_PRESET);

pub(super) fn ties(value: i32) -> Result<Ties> {
    let table = [
        (HABITUE_TIES_UPPER, Ties::Upper),
        (HABITUE_TIES_LOWER, Ties::Lower),
        (HABITUE_TIES_ROW_ORDER, Ties::RowOrder),
    ];
    enumerator(value, "ties", &table)
}

/// The pyramids that the field knows by name.
pub(in crate::capi) fn presets() -> [(i32, Pyramid); 5] {
    [
        (HABITUE_PYRAMID_CURRY, Pyramid::curry()),
        (HABITUE_PYRAMID_VIP, Pyramid::vip()),
        (HABITUE_PYRAMID_ABC, Pyramid::abc()),
        (HABITUE_PYRAMID_ABC_BY_VALUE, Pyramid::abc_by_value()),
        (HABITUE_PYRAMID_PARETO, Pyramid::pareto()),
    ]
}

/// # Safety
/// As for [`options`], and for [`column`] for the parts.
unsafe fn pyramid(options: *const habitue_pyramid_options) -> Result<Pyramid> {
    // SAFETY: the caller's promise is the same.
    let options = unsafe { crate::capi::options::options(options, "options") }?;
    read!(options => column parts[options.tier_count as usize]);
    let custom = options.preset == HABITUE_PYRAMID_CUSTOM;
    let pyramid = if custom {
        Pyramid::from_parts(parts)?
    } else if parts.is_empty() {
        let presets = presets();
        let table = presets.each_ref().map(|(code, pyramid)| (*code, pyramid));
        enumerator(options.preset, "preset", &table)?.clone()
    } else {
        return Err(unread("parts", "by a preset"));
    };
    let by = [
        (HABITUE_BY_PRESET, pyramid.by()),
        (HABITUE_BY_CUSTOMERS, By::Customers),
        (HABITUE_BY_VALUE, By::Value),
    ];
    let boundary =
        [(HABITUE_BOUNDARY_UPPER, Boundary::Upper), (HABITUE_BOUNDARY_LOWER, Boundary::Lower)];
    Ok(pyramid
        .with_by(enumerator(options.by, "by", &by)?)
        .with_ties(ties(options.ties)?)
        .with_boundary(enumerator(options.boundary, "boundary", &boundary)?))
}

/// The part of each tier, from the top down, and so how many there are, into `parts`. `options` of
/// NULL are Curry's pyramid. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_parts(
    options: *const habitue_pyramid_options,
    parts: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        unsafe {
            let tiers: Vec<f64> = pyramid(options)?.tiers().iter().map(|tier| tier.part).collect();
            fill_buffer(&tiers, parts, capacity, needed, "parts")
        }
    })
}

/// The tier of each customer, 1 for the top, into `tier`, and what each tier holds into
/// `statistics`. `values`, F64 in any unit or I64 minor units of one currency, are what customers
/// are worth, negative for those who cost more than they bring.
///
/// `values` and `tier` have `rows` cells; `statistics` has `tier_count`, as many as the pyramid has
/// tiers, or is NULL. `options` of NULL are Curry's pyramid; `threads` is a count, 0 for all cores.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_pyramid_assign(
    options: *const habitue_pyramid_options,
    values: habitue_column,
    rows: usize,
    threads: u32,
    tier: *mut i32,
    statistics: *mut habitue_tier,
    tier_count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (pyramid, values) =
            unsafe { (pyramid(options)?, Values::read(&values, rows, "values")?) };
        let pyramid = pyramid.with_threads(threads as usize);
        read!(column_mut tier[rows], optional_column_mut statistics[tier_count]);
        let tiers = pyramid.tiers().len();
        if let Some(statistics) = &statistics
            && statistics.len() != tiers
        {
            return Err(Error::length("statistics", statistics.len(), tiers));
        }
        let statistics = statistics.unwrap_or_default();
        either!(values, values => write_tiers(&pyramid.assign_into(values, tier)?, statistics));
        Ok(())
    })
}

/// The rank of each value, 1 for the largest, into `ranks`. `values` are F64 or I64; `ties` is one
/// of `HABITUE_RANK_...`; `threads` is a count, 0 for all cores. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_ranks(
    values: habitue_column,
    rows: usize,
    ties: i32,
    threads: u32,
    ranks: *mut u64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let values = unsafe { Values::read(&values, rows, "values") }?;
        read!(column_mut ranks[rows]);
        let table = [
            (HABITUE_RANK_LOWEST, RankTies::Lowest),
            (HABITUE_RANK_HIGHEST, RankTies::Highest),
            (HABITUE_RANK_DENSE, RankTies::Dense),
            (HABITUE_RANK_ROW_ORDER, RankTies::RowOrder),
        ];
        let ties = enumerator(ties, "ties", &table)?;
        either!(values, values => ranks_into(values, ties, threads as usize, ranks))
    })
}
