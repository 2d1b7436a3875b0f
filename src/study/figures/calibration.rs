//! Calibration: purchases by number of repeats so far, expected and as they came.

use crate::numeric::proportion::Interval;

/// Whether the forecast holds for rare and for frequent buyers alike: purchases of the test per
/// customer by class of frequency; and the fit while learning.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Calibration {
    /// By repeat purchases at the split, ascending; classes without a customer are left out. Empty
    /// without a test.
    pub classes: Vec<CalibrationClass>,
    /// Customers by repeat purchases while learning, actual and expected; not a test, for the
    /// model has seen them.
    pub fit: Vec<FrequencyClass>,
}

/// Customers of one class of frequency, and their purchases in the test.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct CalibrationClass {
    /// The least repeat purchases of the class.
    pub from: u32,
    /// The most; `None` for all above.
    pub to: Option<u32>,
    /// How many customers.
    pub customers: u64,
    /// Expected purchases of one customer in the test.
    pub expected: f64,
    /// Purchases of one customer that came.
    pub came: f64,
    /// 95 % interval of the mean that came (Student), at least 0; `None` of fewer than 2 customers.
    pub came_interval: Option<Interval>,
}

/// Customers with a number of repeat purchases while learning.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct FrequencyClass {
    /// Repeat purchases.
    pub repeats: u32,
    /// Whether customers with more are counted here too.
    pub or_more: bool,
    /// How many customers there are.
    pub actual: f64,
    /// How many the model expects.
    pub expected: f64,
}
