//! A customer base reduced to its distinct histories.
//!
//! Many customers share the same (x, t_x, T), and the likelihood needs only how
//! many there are of each. Cells are sorted, so the same customers in another
//! order give the same bits, and those of one x stand together, so that what
//! depends on x alone is computed once for all of them. Likewise what depends on
//! a time alone, where there are far fewer times than cells, as with days.

use std::cmp::Ordering;
use std::ops::Range;

use super::calendar::Calendar;
use super::history::{Histories, History};
use crate::numeric::parallel;
use crate::time::Unit;

/// One observation that a likelihood speaks of.
pub(crate) trait Observation: Copy + Send + Sync {
    /// The count that tables are made for.
    fn count(&self) -> u32;
    /// A total order with the count first.
    fn order(&self, other: &Self) -> Ordering;
    /// The times that moments are made for, where there are any.
    fn times(&self) -> [f64; 2] {
        [0.0; 2]
    }
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

    fn times(&self) -> [f64; 2] {
        [self.t_x(), self.t()]
    }
}

/// Parts of a base with fewer cells have no use for tables of times.
const LARGE: usize = 256;

/// Distinct observations in ascending order, with weights.
#[derive(Debug, Clone)]
pub(crate) struct Cells<O> {
    observations: Vec<O>,
    weights: Vec<f64>,
    /// Where each distinct count begins, and that count.
    runs: Vec<(usize, u32)>,
    /// The distinct times, and for each observation where its own are among
    /// them; both empty where there are too many.
    times: Vec<f64>,
    codes: Vec<[u32; 2]>,
    unit: Option<Unit>,
}

impl<O: Observation> Cells<O> {
    /// Sorts and merges rows of (observation, weight); rows of weight zero
    /// vanish.
    pub(crate) fn new(mut rows: Vec<(O, f64)>, threads: usize) -> Self {
        rows.retain(|(_, weight)| *weight > 0.0);
        // Equal observations may carry different weights: ordering by weight
        // too makes the sum of a cell independent of the order of the rows.
        parallel::sort(&mut rows, threads, |a, b| a.0.order(&b.0).then(a.1.total_cmp(&b.1)));
        let mut cells = Self::with_capacity(0);
        for (observation, weight) in rows {
            match (cells.observations.last(), cells.weights.last_mut()) {
                (Some(last), Some(total)) if last.order(&observation) == Ordering::Equal => {
                    *total += weight;
                }
                _ => cells.push(observation, weight),
            }
        }
        cells
    }

    pub(crate) fn with_capacity(cells: usize) -> Self {
        Self {
            observations: Vec::with_capacity(cells),
            weights: Vec::with_capacity(cells),
            runs: Vec::new(),
            times: Vec::new(),
            codes: Vec::new(),
            unit: None,
        }
    }

    /// The unit of the times, where it is stated.
    pub(crate) const fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// Finds the distinct times where they are few against the cells.
    pub(crate) fn share_times(&mut self) {
        if self.len() < LARGE {
            return;
        }
        let of = |observation: &O| observation.times().map(|time| time + 0.0);
        let mut times: Vec<f64> = self.observations.iter().flat_map(of).collect();
        times.sort_unstable_by(f64::total_cmp);
        times.dedup();
        if times.len() > self.len() / 2 {
            return;
        }
        let place = |time: f64| times.partition_point(|&other| other < time) as u32;
        self.codes = self.observations.iter().map(|o| of(o).map(place)).collect();
        self.times = times;
    }

    /// Adds a cell that comes after the last one.
    pub(crate) fn push(&mut self, observation: O, weight: f64) {
        if self.runs.last().is_none_or(|&(_, count)| count != observation.count()) {
            self.runs.push((self.observations.len(), observation.count()));
        }
        self.observations.push(observation);
        self.weights.push(weight);
    }

    /// A sample of `draws` customers, evenly spread over the cells in their
    /// order, each standing for as many of all.
    pub(crate) fn sample(&self, draws: u32) -> Self {
        self.sample_from(self.total() / f64::from(draws), &mut (0.0, 0.0))
    }

    /// The share of these cells in a sample of a base of several parts, each draw of
    /// which stands for `each` customers; `passed` and `drawn` count the customers
    /// and the draws of the parts before it.
    pub(crate) fn sample_from(&self, each: f64, (passed, drawn): &mut (f64, f64)) -> Self {
        let mut cells = Self::with_capacity(0);
        cells.times.clone_from(&self.times);
        for (index, (observation, weight)) in self.iter().enumerate() {
            *passed += weight;
            // The k-th draw falls on the customer (k + 1/2) · each.
            let due = (*passed / each + 0.5).floor();
            if due > *drawn {
                cells.push(observation, (due - *drawn) * each);
                cells.codes.extend(self.codes.get(index));
                *drawn = due;
            }
        }
        cells
    }

    /// The same observations with other weights, one a cell; cells without weight
    /// vanish.
    pub(crate) fn reweighted(&self, weights: &[f64]) -> Self {
        let mut cells = Self::with_capacity(self.len());
        cells.times.clone_from(&self.times);
        for (index, (&observation, &weight)) in self.observations.iter().zip(weights).enumerate() {
            if weight > 0.0 {
                cells.push(observation, weight);
                cells.codes.extend(self.codes.get(index));
            }
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

    /// The distinct times, if they are few.
    pub(crate) fn times(&self) -> &[f64] {
        &self.times
    }

    /// The distinct counts in ascending order.
    pub(crate) fn counts(&self) -> impl Iterator<Item = u32> + '_ {
        self.runs.iter().map(|&(_, count)| count)
    }

    /// Visits the cells of `range` from the last to the first, with the index of the
    /// count of each, and those of its times where they are few.
    pub(crate) fn visit(
        &self,
        range: Range<usize>,
        mut f: impl FnMut(usize, &O, Option<[u32; 2]>, f64),
    ) {
        let mut run = self.runs.partition_point(|&(first, _)| first < range.end);
        for index in range.rev() {
            while run > 0 && (run == self.runs.len() || self.runs[run].0 > index) {
                run -= 1;
            }
            let codes = self.codes.get(index).copied();
            f(run, &self.observations[index], codes, self.weights[index]);
        }
    }
}

impl Cells<History> {
    /// The distinct histories of a customer base.
    pub(crate) fn of(customers: &Histories<'_>, threads: usize) -> Self {
        Self { unit: customers.unit(), ..Self::reduced(customers, threads) }
    }

    fn reduced(customers: &Histories<'_>, threads: usize) -> Self {
        let calendar = Calendar::of(customers, threads);
        if let (Some(calendar), false) = (&calendar, customers.are_weighted()) {
            return Self::counted(customers, calendar, threads);
        }
        let rows = customers.iter().enumerate();
        let mut cells =
            Self::new(rows.map(|(row, h)| (h, customers.weight(row))).collect(), threads);
        if let Some(calendar) = calendar {
            cells.codes = cells.observations.iter().map(|h| calendar.codes(*h)).collect();
            cells.times = calendar.into_times();
        }
        cells
    }

    /// Of customers who count once each and whose times are few: a history is
    /// one integer then.
    fn counted(customers: &Histories<'_>, calendar: &Calendar, threads: usize) -> Self {
        let tally = calendar.tally(customers, threads);
        let mut cells = Self::with_capacity(tally.len());
        cells.codes.reserve(tally.len());
        for (code, count) in tally {
            let (history, codes) = calendar.history(code);
            cells.push(history, count as f64);
            cells.codes.push(codes);
        }
        cells.times = calendar.times().to_vec();
        cells
    }

    /// The mean age of the customers who were watched at all: those born at the end of the
    /// data say nothing, and move no scale. 0 where nobody was.
    pub(crate) fn mean_age(&self) -> f64 {
        let watched = self.iter().filter(|(history, _)| history.t() > 0.0);
        let (time, customers) = watched.fold((0.0, 0.0), |(time, customers), (history, weight)| {
            (time + weight * history.t(), customers + weight)
        });
        if customers > 0.0 { time / customers } else { 0.0 }
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
        let cells = Cells::of(&rows, 1);
        assert_eq!((cells.len(), cells.total()), (3, 4.5));
        assert_eq!(cells.counts().collect::<Vec<_>>(), [0, 1, 2]);
        let mut seen = Vec::new();
        cells.visit(1..3, |run, h, _, weight| seen.push((run, h.x(), weight)));
        assert_eq!(seen, [(2, 2, 1.5), (1, 1, 1.0)]);
        let sample = cells.sample(3);
        assert_eq!(
            sample.iter().map(|(h, w)| (h.x(), w)).collect::<Vec<_>>(),
            [(0, 1.5), (1, 1.5), (2, 1.5)]
        );
    }
}
