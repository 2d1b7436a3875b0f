//! Shares of wallet by rank.

use super::prelude::*;
use crate::loyalty::rank_shares_into;

/// How many brands customers use.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_brand_use {
    /// Customers who use at least one brand.
    pub customers: u64,
    /// Customers who use more than one.
    pub multi_brand: u64,
    /// Brands used, over all customers.
    pub brands: u64,
    /// Brands per customer; NaN without a customer.
    pub mean_set: f64,
    /// Whether shares by rank say anything here (1.4 brands on average, or 40 % of
    /// customers with more than one): 1 yes, 0 no, 2 without a customer.
    pub applies: i32,
    /// 0.
    pub reserved: u32,
}

/// The share of wallet that the rank of each brand implies, (1 - rank / (n + 1))
/// 2 / n among the n brands that a customer uses; equal ratings share the mean of
/// their ranks. `ratings` and `shares` hold `customers` x `brands` entries, row by
/// row; a NaN is a brand that the customer does not use, whose share is 0.
///
/// `used` may be NULL. Returns also `HABITUE_OUT_OF_RANGE` without a brand, or
/// `HABITUE_NOT_FINITE` for an infinite rating with the customer as row. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rank_shares(
    ratings: *const f64,
    customers: usize,
    brands: usize,
    shares: *mut f64,
    used: *mut habitue_brand_use,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let cells = customers.saturating_mul(brands);
        // SAFETY: the contract of the header.
        let (ratings, shares, slot) = unsafe {
            (
                column(ratings, cells, "ratings")?,
                column_mut(shares, cells, "shares")?,
                if used.is_null() { None } else { Some(output(used, "used")?) },
            )
        };
        let found = rank_shares_into(ratings, brands, shares)?;
        if let Some(slot) = slot {
            *slot = habitue_brand_use {
                customers: found.customers,
                multi_brand: found.multi_brand,
                brands: found.brands,
                mean_set: found.mean_set().unwrap_or(f64::NAN),
                applies: found.rank_shares_apply().map_or(2, i32::from),
                reserved: 0,
            };
        }
        Ok(())
    })
}
