//! The RFM grid: customers by recency and frequency scores, and what they brought later.

/// Customers by recency and frequency score, 1 to 5, with what they brought so far and later.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RfmGrid {
    /// Upper bounds of silence (time since the last purchase, in the unit) of scores 5, 4, 3 and 2,
    /// ascending; above the last is score 1.
    pub recency_cuts: Vec<f64>,
    /// For each frequency score from 1 on, the least and the most purchases of its customers;
    /// `None` where nobody has the score.
    pub purchases: Vec<Option<(u32, u32)>>,
    /// The cells: recency score from 5 down, frequency score from 1 up.
    pub cells: Vec<Vec<RfmCell>>,
    /// The scores of each customer: recency, frequency, monetary (0 where there are no amounts).
    pub scores: Vec<[i32; 3]>,
}

/// One cell of an [`RfmGrid`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct RfmCell {
    /// Recency score, 5 is lately.
    pub recency: i32,
    /// Frequency score, 5 is often.
    pub frequency: i32,
    /// How many customers.
    pub customers: u64,
    /// What one brought so far on average; `None` in an empty cell.
    pub so_far_each: Option<f64>,
    /// What one is expected to bring within the horizon on average; `None` in an empty cell.
    pub expected_each: Option<f64>,
    /// What one brought in the test on average; `None` as of the last day or in an empty cell.
    pub came_each: Option<f64>,
}
