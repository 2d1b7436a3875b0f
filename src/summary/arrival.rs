//! What a single transaction comes to.

use super::Row;
use crate::time::Phase;

/// What a transaction taken in by [`Live::update`](super::Live::update) comes to: where it stands
/// in the window, and its customer as of then.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Arrival<'a> {
    /// Where the transaction stands: only one in the [calibration](Phase::Calibration) moves x,
    /// t_x, T and the spend; one in the holdout is counted there, and one before the start or
    /// after the end is kept for another window.
    pub phase: Phase,
    /// The customer's new row; `None` where nothing calibrates the customer.
    pub row: Option<Row<'a>>,
}
