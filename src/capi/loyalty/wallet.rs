//! Shares of wallet by rank.

use crate::capi::prelude::*;
use crate::loyalty::rank_shares_into;

mirror! {
    /// How many brands customers use.
    habitue_brand_use: crate::loyalty::BrandUse, customers, multi_brand, brands,
    /// Brands per customer; NaN without a customer.
    mean_set: f64 = it.mean_set().told(),
    /// Whether shares by rank say anything here (1.4 brands on average, or 40 % of customers with
    /// more than one): 1 yes, 0 no, 2 without a customer.
    applies: i32 = it.rank_shares_apply().map_or(2, i32::from),
    reserved: u32
}

/// The share of wallet that the rank of each brand implies, (1 - rank / (n + 1)) 2 / n among the n
/// brands that a customer uses; equal ratings share the mean of their ranks. `ratings` and `shares`
/// hold `rows` x `brand_count` cells, row by row; a NaN is a brand that the customer does not use,
/// whose share is 0. `used` may be NULL.
pub unsafe fn habitue_rank_shares(
    ratings: *const f64,
    rows: usize,
    brand_count: usize,
    shares: *mut f64,
    used: Option<&mut habitue_brand_use>,
) -> Result<()> {
    let cells = rows.saturating_mul(brand_count);
    let ratings = column(ratings, cells, "ratings")?;
    let shares = column_mut(shares, cells, "shares")?;
    let found = rank_shares_into(ratings, brand_count, shares)?;
    if let Some(slot) = used {
        *slot = found.told();
    }
    Ok(())
}
