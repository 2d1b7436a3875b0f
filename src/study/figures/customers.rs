//! One row a customer: all that the study says of each.

use super::lists::{ListKind, ListReason};
use crate::lifetime::Estimates;
use crate::time::{Day, Unit};
use crate::value::ValueClass;

/// The customers one by one: what a file of customers has in its columns.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerTable {
    /// The last day that the models have seen.
    pub day: Day,
    /// The unit of every time.
    pub unit: Unit,
    /// The horizon, in the unit.
    pub horizon: f64,
    /// One row a customer, in the order of the table.
    pub rows: Vec<CustomerRow>,
    /// P(alive) with intervals, a row a customer; `None` where the fit has no covariance.
    pub p_alive: Option<Estimates>,
    /// Expected purchases within the horizon with intervals.
    pub expected_purchases: Option<Estimates>,
    /// Expected value within the horizon with intervals.
    pub value: Option<Estimates>,
}

/// One customer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerRow {
    /// Who, as text.
    pub key: String,
    /// The day of the last purchase.
    pub last_purchase: Day,
    /// Revenue so far, units of the currency; `None` without amounts.
    pub revenue: Option<f64>,
    /// Profit so far, units of the currency; `None` where the costs are not known.
    pub profit: Option<f64>,
    /// Repeat purchases.
    pub frequency: u32,
    /// Time from the first purchase to the last, in the unit.
    pub recency: f64,
    /// Time from the first purchase to the last day, in the unit.
    pub age: f64,
    /// The lists that name the customer, with the reason.
    pub lists: Vec<(ListKind, ListReason)>,
    /// P(alive); `None` where the model fixes it by construction.
    pub p_alive: Option<f64>,
    /// The chance to buy within the horizon.
    pub chance_to_buy: f64,
    /// Expected purchases within the horizon.
    pub expected_purchases: f64,
    /// Expected value within the horizon, discounted, units of the currency; `None` without
    /// amounts.
    pub value: Option<f64>,
    /// The tier now, 1 for the top.
    pub tier: i32,
    /// The tier at the split; `None` without a test, and for who came after it.
    pub tier_at_split: Option<i32>,
    /// Recency, frequency and monetary score, 1 to 5; the last 0 without amounts.
    pub rfm: [i32; 3],
    /// The place of the RFM segment in [`Segmentation::segments`](super::Segmentation).
    pub segment: usize,
    /// The value class, cut at the top fifths.
    pub value_class: ValueClass,
}
