//! What customers bring by referring others.

use super::column::{column, column_mut};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::value::{Referral, credit_referrals_into, referral_values_into};

/// The referral value of each customer, into `values`: referral i is one of customer
/// `referrer[i]` (from 0). The referred customer comes at `time` >= 0 in years, is then worth
/// `value` before acquisition cost, and saves the acquisition cost `saving`; with probability
/// `anyway` (0..=1) it would have come without the referral, and then counts with the saving
/// alone. `discount` > -1 is yearly. Do not add this to the referred customers' own lifetime
/// values: that counts them twice (see `habitue_credit_referrals`).
///
/// The first five columns have `referrals` entries, `values` has `customers`. `error` may be
/// NULL. Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_referral_values(
    referrer: *const u32,
    time: *const f64,
    value: *const f64,
    saving: *const f64,
    anyway: *const f64,
    referrals: usize,
    discount: f64,
    values: *mut f64,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (referrer, time, value, saving, anyway, values) = unsafe {
            (
                column(referrer, referrals, "referrer")?,
                column(time, referrals, "time")?,
                column(value, referrals, "value")?,
                column(saving, referrals, "saving")?,
                column(anyway, referrals, "anyway")?,
                column_mut(values, customers, "values")?,
            )
        };
        let referrals: Vec<Referral> = (0..referrer.len())
            .map(|row| Referral {
                time: time[row],
                value: value[row],
                saving: saving[row],
                anyway: anyway[row],
            })
            .collect();
        referral_values_into(referrer, &referrals, discount, values)
    })
}

/// What each customer is worth when the value of referred customers is credited to who
/// referred them, and counted once, into `credited`: the share 1 - `anyway` (0..=1) of a
/// customer's lifetime `value` moves to the customer in row `referrer` (-1: referred by
/// nobody), with the acquisition cost that the referral saved, `saving`. The sum over all is
/// that of the values and of the savings of referred customers.
///
/// All columns have `customers` entries. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_credit_referrals(
    value: *const f64,
    referrer: *const i64,
    anyway: *const f64,
    saving: *const f64,
    credited: *mut f64,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (value, referrer, anyway, saving, credited) = unsafe {
            (
                column(value, customers, "value")?,
                column(referrer, customers, "referrer")?,
                column(anyway, customers, "anyway")?,
                column(saving, customers, "saving")?,
                column_mut(credited, customers, "credited")?,
            )
        };
        credit_referrals_into(value, referrer, anyway, saving, credited)
    })
}
