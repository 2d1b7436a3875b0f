//! Driver trees and shares of wallet by rank.

use super::column::{column, column_mut, optional_column_mut, output};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::loyalty::{Driver, driver_scores_into, rank_shares_into};

/// The scores of all nodes of a driver tree: `parents[i]` is the node, counted from
/// 0, of which node `i` is a part and stands before it, -1 for the first;
/// `weights[i]` its weight among its siblings, finite and > 0. `leaf_scores` holds
/// the score of each leaf at its node (the others are not read); `scores` receives
/// the score of every node, the weighted mean of its parts.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT` without a node, `HABITUE_INCONSISTENT` for a parent that
/// does not stand before its part, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`
/// with the row. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_driver_scores(
    parents: *const i32,
    weights: *const f64,
    leaf_scores: *const f64,
    nodes: usize,
    scores: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parents, weights, leaf_scores, scores) = unsafe {
            (
                column(parents, nodes, "parents")?,
                column(weights, nodes, "weights")?,
                column(leaf_scores, nodes, "leaf_scores")?,
                column_mut(scores, nodes, "scores")?,
            )
        };
        driver_scores_into(parents, weights, leaf_scores, scores)
    })
}

/// How many nodes the tree of the five factors has.
pub const HABITUE_FIVE_FACTORS_NODES: usize = 9;

/// The tree of the five factors that build loyalty, the first of which has three parts,
/// all of equal weight, as `habitue_driver_scores` takes it: `parents` and `weights`
/// receive `HABITUE_FIVE_FACTORS_NODES` entries each. The factors are, in the order of
/// the nodes: loyalty; service quality, with product quality, service level and technical
/// ability; service effect; care of the relationship; sharing of ideas; continued good
/// stimulus. Names: `habitue_name(HABITUE_LIST_FIVE_FACTORS, node + 1, ...)`.
///
/// `parents`, `weights` and `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_five_factors(
    parents: *mut i32,
    weights: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parents, weights) = unsafe {
            (
                optional_column_mut(parents, HABITUE_FIVE_FACTORS_NODES, "parents")?,
                optional_column_mut(weights, HABITUE_FIVE_FACTORS_NODES, "weights")?,
            )
        };
        let tree = Driver::five_factors();
        let nodes = tree.nodes();
        for (slot, (parent, _)) in parents.into_iter().flatten().zip(&nodes) {
            *slot = *parent;
        }
        for (slot, (_, node)) in weights.into_iter().flatten().zip(&nodes) {
            *slot = node.weight();
        }
        Ok(())
    })
}

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
/// `used` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` without a brand, or `HABITUE_NOT_FINITE` for an infinite
/// rating with the customer as row. Nothing is written then. Any thread. Since 0.1.
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
