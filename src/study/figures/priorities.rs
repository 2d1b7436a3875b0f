//! Where to work: importance against performance, and what drives satisfaction.

use crate::numeric::proportion::Interval;
use crate::satisfaction::Quadrant;

/// Which parts of the service to work on.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Priorities {
    /// Each item by importance and performance; empty where importance was not asked.
    pub map: Vec<ImportancePoint>,
    /// The cross-hair of performance: the mean over the items.
    pub performance_cut: Option<f64>,
    /// The cross-hair of importance.
    pub importance_cut: Option<f64>,
    /// What moves overall satisfaction, in the order of the questionnaire; empty where overall
    /// satisfaction was not asked or fewer than two items were.
    pub drivers: Vec<DriverShare>,
    /// The share of the spread of overall satisfaction that all items explain, 0 to 1.
    pub r_squared: Option<f64>,
    /// Respondents behind the drivers.
    pub driver_respondents: u64,
}

/// One item by importance and performance.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ImportancePoint {
    /// The question.
    pub name: String,
    /// Mean performance, on the scale of the answers.
    pub performance: f64,
    /// Its 95 % interval; `None` of fewer than 2 answers.
    pub performance_interval: Option<Interval>,
    /// Mean importance.
    pub importance: f64,
    /// Its 95 % interval.
    pub importance_interval: Option<Interval>,
    /// The quadrant.
    pub quadrant: Quadrant,
}

/// One driver of overall satisfaction.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DriverShare {
    /// The question.
    pub name: String,
    /// The share of the spread of overall satisfaction that it explains (Shapley value, LMG), 0 to 1.
    pub share: f64,
    /// 95 % interval by the bootstrap over respondents; `None` where too few were there to draw.
    pub interval: Option<Interval>,
    /// Its correlation with overall satisfaction.
    pub correlation: f64,
}
