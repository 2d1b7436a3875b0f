//! Where fits of models of purchases begin: from the data, and from the corners of a
//! model, each of which may explain the same customers.

use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::history::History;

/// Shapes r of the purchase rates: nearly all of them small, some of each, all alike.
const SHAPES: [f64; 3] = [0.3, 2.0, 30.0];

/// What the data say of purchases.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bought {
    /// Mean age of those who were watched at all.
    pub(crate) age: f64,
    /// Events per unit of time watched, k for each repeat purchase.
    pub(crate) rate: f64,
}

impl Bought {
    pub(crate) fn of(cells: &Cells<History>, k: u32) -> Self {
        let rate = cells.mean(|h| f64::from(h.x())) / cells.mean(|h| h.t());
        Self { age: cells.mean_age(), rate: f64::from(k) * rate }
    }

    /// r and α of one shape, where customers buy for this share of the time that they are
    /// watched.
    pub(crate) fn shaped(&self, r: f64, share: f64) -> [f64; 2] {
        [r, r * share / self.rate]
    }

    /// A family of starts: one course of attrition with each shape of purchase rates.
    pub(crate) fn family<const N: usize>(
        &self,
        share: f64,
        with: impl Fn([f64; 2]) -> [f64; N],
    ) -> Vec<[f64; N]> {
        SHAPES.iter().map(|&r| with(self.shaped(r, share))).collect()
    }
}
