//! A customer base reduced to its distinct histories.
//!
//! Many customers share the same (x, t_x, T), and the likelihood needs only how
//! many there are of each. Cells are sorted, so the same customers in another
//! order give the same bits, and those of one x stand together, so that what
//! depends on x alone is computed once for all of them.

use std::cmp::Ordering;
use std::ops::Range;

use super::history::{Histories, History};

/// One observation that a likelihood speaks of.
pub(crate) trait Observation: Copy + Send + Sync {
    /// The count that tables are made for.
    fn count(&self) -> u32;
    /// A total order with the count first.
    fn order(&self, other: &Self) -> Ordering;
}

impl Observation for History {
    fn count(&self) -> u32 {
        self.x()
    }

    fn order(&self, other: &Self) -> Ordering {
        self.x()
            .cmp(&other.x())
            .then(self.t().total_cmp(&other.t()))
            .then(self.t_x().total_cmp(&other.t_x()))
    }
}

/// Distinct observations in ascending order, with weights.
#[derive(Debug, Clone)]
pub(crate) struct Cells<O> {
    observations: Vec<O>,
    weights: Vec<f64>,
    /// Where each distinct count begins, and that count.
    runs: Vec<(usize, u32)>,
}

impl<O: Observation> Cells<O> {
    /// Sorts and merges rows of (observation, weight); rows of weight zero
    /// vanish.
    pub(crate) fn new(mut rows: Vec<(O, f64)>) -> Self {
        rows.retain(|(_, weight)| *weight > 0.0);
        // Equal observations may carry different weights: ordering by weight
        // too makes the sum of a cell independent of the order of the rows.
        rows.sort_unstable_by(|a, b| a.0.order(&b.0).then(a.1.total_cmp(&b.1)));
        let mut cells = Self { observations: Vec::new(), weights: Vec::new(), runs: Vec::new() };
        for (observation, weight) in rows {
            match cells.observations.last() {
                Some(last) if last.order(&observation) == Ordering::Equal => {
                    if let Some(total) = cells.weights.last_mut() {
                        *total += weight;
                    }
                    continue;
                }
                Some(last) if last.count() == observation.count() => {}
                _ => cells.runs.push((cells.observations.len(), observation.count())),
            }
            cells.observations.push(observation);
            cells.weights.push(weight);
        }
        cells
    }

    /// Number of distinct observations.
    pub(crate) fn len(&self) -> usize {
        self.observations.len()
    }

    /// Sum of the weights.
    pub(crate) fn total(&self) -> f64 {
        self.weights.iter().sum()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (O, f64)> + '_ {
        self.observations.iter().copied().zip(self.weights.iter().copied())
    }

    /// The weighted mean of `f`.
    pub(crate) fn mean(&self, f: impl Fn(O) -> f64) -> f64 {
        self.iter().map(|(o, weight)| weight * f(o)).sum::<f64>() / self.total()
    }

    /// The distinct counts in ascending order.
    pub(crate) fn counts(&self) -> impl Iterator<Item = u32> + '_ {
        self.runs.iter().map(|&(_, count)| count)
    }

    /// Visits the cells of `range`, with the index of the count of each.
    pub(crate) fn visit(&self, range: Range<usize>, mut f: impl FnMut(usize, &O, f64)) {
        let mut run = self.runs.partition_point(|&(first, _)| first <= range.start) - 1;
        for index in range {
            while self.runs.get(run + 1).is_some_and(|&(first, _)| first <= index) {
                run += 1;
            }
            f(run, &self.observations[index], self.weights[index]);
        }
    }
}

impl Cells<History> {
    /// The distinct histories of a customer base.
    pub(crate) fn of(customers: &Histories<'_>) -> Self {
        Self::new(customers.iter().enumerate().map(|(row, h)| (h, customers.weight(row))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_rows_merge_and_order_does_not_matter() {
        let x = [2, 0, 2, 1, 0];
        let t_x = [3.0, 0.0, 3.0, 1.0, 0.0];
        let t = [9.0, 9.0, 9.0, 9.0, 8.0];
        let weights = [1.0, 2.0, 0.5, 1.0, 0.0];
        let rows = Histories::new(&x, &t_x, &t).unwrap().with_weights(&weights).unwrap();
        let cells = Cells::of(&rows);
        assert_eq!((cells.len(), cells.total()), (3, 4.5));
        assert_eq!(cells.counts().collect::<Vec<_>>(), [0, 1, 2]);
        let mut seen = Vec::new();
        cells.visit(1..3, |run, h, weight| seen.push((run, h.x(), weight)));
        assert_eq!(seen, [(1, 1, 1.0), (2, 2, 1.5)]);
    }
}
