//! Shares of wallet by rank.

use super::super::prelude::*;
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

/// The share of wallet that the rank of each brand implies, (1 - rank / (n + 1)) 2 / n among the n
/// brands that a customer uses; equal ratings share the mean of their ranks. `ratings` and `shares`
/// hold `rows` x `brand_count` cells, row by row; a NaN is a brand that the customer does not use,
/// whose share is 0. `used` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rank_shares(
    ratings: *const f64,
    rows: usize,
    brand_count: usize,
    shares: *mut f64,
    used: *mut habitue_brand_use,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let cells = rows.saturating_mul(brand_count);
        read!(column ratings[cells], column_mut shares[cells], optional_column_mut used[1]);
        let found = rank_shares_into(ratings, brand_count, shares)?;
        if let Some([slot]) = used {
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
