//! Tiers of the value pyramid: so far, expected, and as it came.

use super::futures::Forecast;
use crate::numeric::proportion::Interval;
use crate::value::Tier;

/// The tiers of a base by expected value: who is in them, what they brought, what they are expected
/// to bring, and in a test what came of it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TierFigures {
    /// The tier of each customer in the order of the table, 1 for the top.
    pub tier: Vec<i32>,
    /// One row a tier, from the top down; empty tiers included.
    pub rows: Vec<TierRow>,
    /// How many customers.
    pub customers: u64,
    /// What all brought so far, units of the currency (or purchases).
    pub so_far: f64,
    /// What all are expected to bring within the horizon, discounted.
    pub expected: f64,
    /// What all brought in the test; `None` as of the last day.
    pub came: Option<f64>,
}

/// One tier.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TierRow {
    /// 1 for the top.
    pub number: i32,
    /// Its names and size.
    pub tier: Tier,
    /// How many customers.
    pub customers: u64,
    /// Their share of all customers, 0 to 1.
    pub customer_share: f64,
    /// What they brought so far, units of the currency (or purchases).
    pub so_far: f64,
    /// The share of all that was brought so far; `None` where that is not positive.
    pub so_far_share: Option<f64>,
    /// What they are expected to bring within the horizon, discounted.
    pub expected: f64,
    /// The share of all that is expected; `None` where that is not positive.
    pub expected_share: Option<f64>,
    /// `expected` of one customer; `None` in an empty tier.
    pub each: Option<f64>,
    /// Simulated futures of the tier; `None` until they are drawn.
    pub forecast: Option<Forecast>,
    /// Expected purchases within the horizon.
    pub expected_purchases: f64,
    /// How it went in the test; `None` as of the last day.
    pub test: Option<TierTest>,
}

/// What was forecast of a tier for the test, and what came.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TierTest {
    /// Expected money (or purchases) of the test, not discounted.
    pub expected: f64,
    /// What came.
    pub came: f64,
    /// 95 % interval of what came, by the bootstrap over the customers of the tier: who happens to
    /// be in it.
    pub came_interval: Interval,
    /// The share of all that came; `None` where nothing came.
    pub came_share: Option<f64>,
    /// How far the forecast was off, as a share of what came: +0.32 is a third too much. `None`
    /// where nothing came.
    pub error: Option<f64>,
    /// How many of its customers bought.
    pub bought: u64,
}
