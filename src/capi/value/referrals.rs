//! What customers bring by referring others.

use crate::capi::prelude::*;
use crate::value::{Referral, referral_values_into};

/// Referrals, one a row. Start from `HABITUE_REFERRALS_INIT`.
#[apply(versioned)]
pub struct habitue_referrals {
    pub reserved: u32,
    /// Length of the columns.
    pub rows: usize,
    /// The customer who referred, from 0.
    pub referrer: *const u32,
    /// When the referred customer comes, >= 0, in years.
    pub time: *const f64,
    /// What it is then worth, before acquisition cost.
    pub value: *const f64,
    /// The acquisition cost that the referral saved.
    pub saving: *const f64,
    /// The probability, in 0..=1, that it would have come without the referral: it then counts with
    /// the saving alone.
    pub anyway: *const f64,
}

/// The referral value of each of `customer_count` customers, at a `discount` rate > -1 a year, into
/// `values`. Do not add this to the referred customers' own lifetime values: that counts them twice
/// (see `HABITUE_FORMULA_REFERRAL_CREDIT`).
pub unsafe fn habitue_referrals_value(
    referrals: habitue_referrals,
    discount: f64,
    values: &mut [f64],
    _customer_count: usize,
) -> Result<()> {
    let rows = referrals.rows;
    read!(referrals => column referrer[rows], column time[rows], column value[rows],
            column saving[rows], column anyway[rows]);
    let referral = |row: usize| Referral {
        time: time[row],
        value: value[row],
        saving: saving[row],
        anyway: anyway[row],
    };
    let referrals: Vec<Referral> = (0..rows).map(referral).collect();
    referral_values_into(referrer, &referrals, discount, values)
}
