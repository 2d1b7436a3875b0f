//! What the chosen models expect of each customer.

use crate::time::{Day, Unit};

/// What the value of a customer is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueBasis {
    /// Expected profit: the share of each customer's spend that was margin is known.
    Profit,
    /// Expected revenue, times the margin of the options.
    Revenue,
    /// Expected purchases: there are no amounts, or no model of spend fits.
    Purchases,
}

/// What the chosen models expect of each customer after a day: the columns behind every forecast.
///
/// All columns have one row a customer, in the order of the table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Outlook {
    /// The last day that the models have seen.
    pub day: Day,
    /// The unit of every time.
    pub unit: Unit,
    /// How far ahead is looked, in the unit.
    pub horizon: f64,
    /// What the values are counted in.
    pub basis: ValueBasis,
    /// P(alive), 0 to 1.
    pub p_alive: Vec<f64>,
    /// The chance of at least one purchase within the horizon, 0 to 1.
    pub chance_to_buy: Vec<f64>,
    /// Expected purchases within the horizon.
    pub expected_purchases: Vec<f64>,
    /// Expected spend of a purchase, units of the currency; `None` without a model of spend.
    pub expected_spend: Option<Vec<f64>>,
    /// The share of spend that counts: known margins times that of the options; 1 where neither is
    /// given.
    pub margin_rate: Vec<f64>,
    /// What each customer is expected to bring within the horizon, discounted, in units of the
    /// currency (or purchases, where that is the basis).
    pub value: Vec<f64>,
    /// What each brought so far, in units of the currency (or purchases): revenue, or profit where
    /// the costs are known.
    pub so_far: Vec<f64>,
    /// What was expected of the test and what came; `None` as of the last day.
    pub test: Option<TestOutlook>,
}

/// What was expected of the days after a split, and what came.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TestOutlook {
    /// The length of the test, in the unit of the study.
    pub length: f64,
    /// Expected purchases of each customer within it.
    pub expected_purchases: Vec<f64>,
    /// The chance that each had to buy within it.
    pub chance_to_buy: Vec<f64>,
    /// Expected money (or purchases) of each within it, not discounted.
    pub expected: Vec<f64>,
    /// Purchases that came.
    pub came_purchases: Vec<u32>,
    /// Money (or purchases) that came.
    pub came: Vec<f64>,
}
