//! Concentration: what the best customers hold, expected and as it came.

/// What customers are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RankedBy {
    /// Expected value within the horizon.
    ExpectedValue,
    /// What they brought so far.
    SoFar,
    /// The number of their purchases.
    Purchases,
    /// How lately they bought.
    Recency,
}

/// The whale curve: the share of value that the best customers hold, most valuable first; in a test
/// also the share of what came that they brought, and that the best by spend so far brought.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Whale {
    /// (share of customers, share of expected value), best first, from (0, 0) to (1, 1) in 50 steps.
    pub expected: Vec<(f64, f64)>,
    /// (share of customers, share of what came), in the order of expected value; empty as of the
    /// last day or where nothing came.
    pub came: Vec<(f64, f64)>,
    /// (share of customers, share of what came), in the order of spend so far; empty as `came`.
    pub came_by_so_far: Vec<(f64, f64)>,
    /// The share of expected value that the top fifth holds; `None` where nothing is expected.
    pub top_fifth: Option<f64>,
    /// The smallest share of customers who hold 80 % of expected value.
    pub giving_80: Option<f64>,
    /// What came that the first customers of each ranking brought; empty as `came`.
    pub caught: Vec<Caught>,
    /// Top fifth by expected value less top fifth by spend so far; `None` as of the last day.
    pub advantage: Option<RankingAdvantage>,
}

/// The share of what came that the first customers of a ranking brought.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Caught {
    /// The ranking.
    pub by: RankedBy,
    /// By the first 1 %, 5 %, 10 % and 20 % of the customers ([`Caught::SHARES`]), 0 to 1.
    pub shares: [f64; 4],
}

impl Caught {
    /// The shares of customers that [`Caught::shares`] is of.
    pub const SHARES: [f64; 4] = [0.01, 0.05, 0.10, 0.20];
}

/// How much more of what came the top fifth by expected value brought than the top fifth by spend
/// so far.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct RankingAdvantage {
    /// The difference of the two shares: 0.03 is three points.
    pub difference: f64,
    /// Lower end of its 95 % interval, by the bootstrap over customers.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}
