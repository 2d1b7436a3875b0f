//! What a scorer says of a customer.

use crate::summary::Row;
use crate::time::Phase;

/// What is known of a customer after a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Score {
    /// P(alive).
    pub p_alive: f64,
    /// Purchases expected within the scorer's interval.
    pub expected_purchases: f64,
    /// Lifetime value, in the currency of the spend.
    pub value: f64,
    /// The tier that this value belongs to, from 1, the top. 0 where no tiers were given.
    pub tier: i32,
}

/// A customer as of a transaction that was just taken in.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Rescored<'a> {
    /// Where the transaction stands in the window; see
    /// [`Arrival::phase`](crate::summary::Arrival::phase).
    pub phase: Phase,
    /// The customer's new row; `None` where nothing calibrates the customer.
    pub row: Option<Row<'a>>,
    /// The score of that row.
    pub score: Option<Score>,
}
