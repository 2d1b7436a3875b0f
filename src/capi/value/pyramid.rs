//! The value pyramid, and ranks by value.

use crate::capi::prelude::*;
use crate::capi::value::Values;
use crate::capi::value::tiers::{some_tiers, write_tiers};
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

enumeration!(HABITUE_BY: Option<By>,
    /// As the preset says; the number of customers for a custom pyramid.
    PRESET = -1
);

enumeration!(HABITUE_TIES: Ties);

enumeration!(HABITUE_BOUNDARY: Boundary);

enumeration!(HABITUE_RANK: RankTies);

/// A value pyramid: how large each tier is, of what, and what happens at its cuts. Start from
/// `HABITUE_PYRAMID_OPTIONS_INIT`. Names of the tiers of presets: `HABITUE_LIST_PYRAMID_TIERS` plus
/// the preset, by number.
#[apply(versioned)]
pub struct habitue_pyramid_options {
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

begins!(habitue_pyramid_options, by = HABITUE_BY_PRESET);

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

impl Reads for Pyramid {
    type From = habitue_pyramid_options;

    unsafe fn read(options: *const habitue_pyramid_options, name: &'static str) -> Result<Self> {
        let options = crate::capi::options::options(options, name)?;
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
        Ok(pyramid
            .with_by(enumerator(options.by, "by", &by)?)
            .with_ties(Ties::read(options.ties, "ties")?)
            .with_boundary(Boundary::read(options.boundary, "boundary")?))
    }
}

/// The part of each tier, from the top down, and so how many there are, into `parts`. `options` of
/// NULL are Curry's pyramid.
pub fn habitue_pyramid_parts(options: Pyramid, parts: Buffer<f64>) -> Result<()> {
    parts.fill(options.tiers().iter().map(|tier| tier.part).collect::<Vec<f64>>())
}

/// The tier of each customer, 1 for the top, into `tier`, and what each tier holds into
/// `statistics`. `values`, F64 in any unit or I64 minor units of one currency, are what customers
/// are worth, negative for those who cost more than they bring.
///
/// `values` and `tier` have `rows` cells; `statistics` has `tier_count`, as many as the pyramid has
/// tiers, or is NULL. `options` of NULL are Curry's pyramid; `threads` is a count, 0 for all cores.
pub unsafe fn habitue_pyramid_assign(
    options: Pyramid,
    values: Values,
    rows: usize,
    threads: u32,
    tier: *mut i32,
    statistics: Option<&mut [habitue_tier]>,
    _tier_count: usize,
) -> Result<()> {
    let pyramid = options.with_threads(threads as usize);
    let tier = column_mut(tier, rows, "tier")?;
    let tiers = pyramid.tiers().len();
    let statistics = some_tiers(statistics, tiers)?;
    either!(values, values => write_tiers(&pyramid.assign_into(values, tier)?, statistics));
    Ok(())
}

/// The rank of each value, 1 for the largest, into `ranks`. `values` are F64 or I64; `ties` is one
/// of `HABITUE_RANK_...`; `threads` is a count, 0 for all cores.
pub unsafe fn habitue_ranks(
    values: Values,
    _rows: usize,
    ties: RankTies,
    threads: u32,
    ranks: &mut [u64],
) -> Result<()> {
    either!(values, values => ranks_into(values, ties, threads as usize, ranks))
}
