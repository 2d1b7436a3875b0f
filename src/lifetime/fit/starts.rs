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
    /// The share of customers who came back, within what leaves both kinds possible.
    pub(crate) back: f64,
    /// The share of customers who stay, where the others left at once and those who stay
    /// buy at one rate: with more of them than came back, since some have not yet.
    pub(crate) stay: f64,
}

impl Bought {
    pub(crate) fn of(cells: &Cells<History>, k: u32) -> Self {
        let rate = cells.mean(|h| f64::from(h.x())) / cells.mean(|h| h.t());
        let share = |share: f64| share.clamp(1e-3, 1.0 - 1e-3);
        let back = share(cells.mean(|h| f64::from(u8::from(h.x() > 0))));
        let mean = cells.mean(|h| f64::from(h.x()));
        // back = stay (1 - e^(-mean / stay)), from below.
        let stay = (0..20).fold(back, |stay, _| share(-back / (-mean / stay).exp_m1()));
        Self { age: cells.mean_age(), rate: f64::from(k) * rate, back, stay }
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
        self.shapes(&SHAPES, share, with)
    }

    /// A family of these shapes of purchase rates.
    pub(crate) fn shapes<const N: usize>(
        &self,
        shapes: &[f64],
        share: f64,
        with: impl Fn([f64; 2]) -> [f64; N],
    ) -> Vec<[f64; N]> {
        shapes.iter().map(|&r| with(self.shaped(r, share))).collect()
    }
}
