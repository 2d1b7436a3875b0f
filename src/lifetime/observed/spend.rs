//! What is known of a customer's spending.

use std::cmp::Ordering;
use std::ops::Range;

use super::cells::{Cells, Observation};
use crate::error::{Error, Result};
use crate::numeric::parallel;
use crate::numeric::radix;

/// Customers of so many purchases are few: the others are sorted by counts.
const HEAVY: u32 = 1 << 16;

/// How often customers came back and what they spent on average then, as
/// columns, borrowed and checked.
///
/// The mean is over the x repeat purchases (or over all purchases, if x counts
/// them all). A row with x = 0 says nothing of spending: its mean is not looked
/// at, but must be a number, and 0 is customary.
#[derive(Debug, Clone, Copy)]
pub struct Spending<'a> {
    x: &'a [u32],
    mean: &'a [f64],
    weights: Option<&'a [f64]>,
}

impl<'a> Spending<'a> {
    /// The columns number of purchases `x` and their mean amount, in one
    /// currency.
    ///
    /// # Errors
    /// `Length` where the columns differ; `NotFinite` or `OutOfRange`, with the
    /// row, where a mean is not finite, or not positive although x > 0.
    pub fn new(x: &'a [u32], mean: &'a [f64]) -> Result<Self> {
        if mean.len() != x.len() {
            return Err(Error::length("mean_spend", mean.len(), x.len()));
        }
        for (row, (&x, &mean)) in x.iter().zip(mean).enumerate() {
            if !(mean.is_finite() && (x == 0 || mean > 0.0)) {
                return Err(Error::out_of_range("mean_spend", mean, "finite, and > 0 where x > 0")
                    .at_row(row as u64));
            }
        }
        Ok(Self { x, mean, weights: None })
    }

    /// How many customers each row stands for. Defaults to one each.
    ///
    /// # Errors
    /// `Length`; `NotFinite` or `OutOfRange` for a weight that is negative or
    /// not finite.
    pub fn with_weights(mut self, weights: &'a [f64]) -> Result<Self> {
        if weights.len() != self.len() {
            return Err(Error::length("weights", weights.len(), self.len()));
        }
        for (row, &weight) in weights.iter().enumerate() {
            if !(weight.is_finite() && weight >= 0.0) {
                return Err(
                    Error::out_of_range("weights", weight, ">= 0 and finite").at_row(row as u64)
                );
            }
        }
        self.weights = Some(weights);
        Ok(self)
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// How many customers a row stands for.
    pub(crate) fn weight(&self, row: usize) -> f64 {
        self.weights.map_or(1.0, |weights| weights[row])
    }

    /// Some of the rows.
    pub(crate) fn part(&self, rows: Range<usize>) -> Self {
        Self {
            x: &self.x[rows.clone()],
            mean: &self.mean[rows.clone()],
            weights: self.weights.map(|weights| &weights[rows]),
        }
    }

    /// Number of purchases and mean spend of one row.
    pub(crate) fn get(&self, row: usize) -> (u32, f64) {
        (self.x[row], self.mean[row])
    }

    /// Number of purchases and mean spend of each row.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (u32, f64)> + '_ {
        self.x.iter().copied().zip(self.mean.iter().copied())
    }

    /// Row, observation and weight of customers with at least one purchase.
    pub(crate) fn observations(&self) -> impl Iterator<Item = (usize, Spend, f64)> + '_ {
        let weight = |row: usize| self.weights.map_or(1.0, |weights| weights[row]);
        let rows = self.iter().enumerate().filter(|(_, (x, _))| *x > 0);
        rows.map(move |(row, (x, mean))| (row, Spend { x, mean }, weight(row)))
    }

    /// The distinct rows of customers with at least one purchase.
    pub(crate) fn cells(&self, threads: usize) -> Cells<Spend> {
        let most = self.x.iter().copied().max().unwrap_or(0);
        if self.weights.is_none() && most < HEAVY {
            let spends = self.observations().map(|(_, spend, _)| spend);
            return Cells::counted_spends(spends, most, threads);
        }
        Cells::new(self.observations().map(|(_, spend, weight)| (spend, weight)).collect(), threads)
    }
}

/// Purchases and mean spend of one customer with x > 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spend {
    pub(crate) x: u32,
    pub(crate) mean: f64,
}

impl Observation for Spend {
    fn count(&self) -> u32 {
        self.x
    }

    fn order(&self, other: &Self) -> Ordering {
        self.x.cmp(&other.x).then(self.mean.total_cmp(&other.mean))
    }
}

impl Cells<Spend> {
    /// The distinct spends of customers who count once each: those of one x together,
    /// where a mean, which is positive, has the order of its bits.
    pub(crate) fn counted_spends(
        spends: impl Iterator<Item = Spend>,
        most: u32,
        threads: usize,
    ) -> Self {
        let mut means = vec![Vec::new(); most as usize + 1];
        for Spend { x, mean } in spends {
            means[x as usize].push(mean.to_bits());
        }
        parallel::fill(&mut means, 1, threads, |_, part| {
            part.iter_mut().for_each(|m| radix::sort(m))
        });
        let mut cells = Self::with_capacity(0);
        for (x, means) in (0..).zip(&means) {
            for run in means.chunk_by(|a, b| a == b) {
                cells.push(Spend { x, mean: f64::from_bits(run[0]) }, run.len() as f64);
            }
        }
        cells
    }
}
