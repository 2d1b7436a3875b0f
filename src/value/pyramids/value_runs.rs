//! Customers in runs by value: what parts of a base tell, of which a pyramid is cut.

use std::cmp::Reverse;

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::counts::MOST_COUNTED;
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::keys::Keys;
use crate::numeric::ranking::order;

/// How many customers of a part are worth from how much to how much, and how much together: what
/// a partition or a shard tells of its customers, so that [`Pyramid::cuts_of_runs`] cuts the whole
/// base where [`Pyramid::cuts`] would, to the bit, and no customer leaves their part.
///
/// A first pass tells of each part at most 4096 runs, and the pyramid says between which values
/// its cuts lie; a second pass tells each value in these ranges by itself. Runs of parts
/// [merge](Self::merge), in any order, and travel as [bytes](Self::to_bytes). Sums are exact.
///
/// ```
/// use habitue::value::{NarrowedCuts, Pyramid, ValueRuns};
///
/// let base: Vec<f64> = (0..20_000).map(|i| f64::from(i * 7919 % 20_011) / 7.0).collect();
/// let (north, south) = base.split_at(12_345);
/// let pyramid = Pyramid::abc_by_value();
/// let first = ValueRuns::of(north)?.merge(&ValueRuns::of(south)?)?;
/// let NarrowedCuts::Within(ranges) = pyramid.cuts_of_runs(&first)? else { panic!() };
/// let second = ValueRuns::within(north, &ranges)?.merge(&ValueRuns::within(south, &ranges)?)?;
/// let NarrowedCuts::Cuts(cuts) = pyramid.cuts_of_runs(&second)? else { panic!() };
/// assert_eq!(cuts, pyramid.cuts(&base)?);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// [`Pyramid::cuts_of_runs`]: crate::value::Pyramid::cuts_of_runs
/// [`Pyramid::cuts`]: crate::value::Pyramid::cuts
#[derive(Debug, Clone, PartialEq)]
pub struct ValueRuns<V: Amount> {
    /// By the highest value, then by the lowest, from the top down; no two have the same.
    pub(super) runs: Vec<Run<V>>,
}

/// Some customers, by the keys of their values.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run<V: Amount> {
    pub(super) low: u64,
    pub(super) high: u64,
    pub(super) customers: u64,
    /// What they are worth; `None` where all are worth the same, which says it.
    pub(super) sum: Option<Box<V::Sum>>,
}

/// The most runs that a first pass tells of a part, but for one that zero divides.
const MOST_RUNS: usize = 4095;

impl<V: Amount> ValueRuns<V> {
    /// The runs of a first pass: at most 4096, with about as many customers in each. Runs of a
    /// single value are exact, so that a part with few distinct values needs no second pass.
    ///
    /// # Errors
    /// `NotFinite`, naming the row; `Overflow` where values add up to more than doubles hold.
    pub fn of(values: &[V]) -> Result<Self> {
        Self::at_most(MOST_RUNS, values)
    }

    pub(super) fn at_most(runs: usize, values: &[V]) -> Result<Self> {
        let groups = groups(values)?;
        let each = if groups.len() <= runs { 1 } else { values.len().div_ceil(runs) };
        let zero = V::default().key();
        let mut made = Growing::default();
        for (key, customers) in groups {
            // Who earns and who does not are never of one run.
            if made.customers >= each as u64 || made.low > zero && key <= zero {
                made.close();
            }
            made.push(key, customers);
        }
        made.ended()
    }

    /// The runs of a second pass: every value of `ranges` (from, to, both included) by itself, all
    /// others in one run between two ranges.
    ///
    /// # Errors
    /// As [`of`](Self::of); `NotFinite` or `Unsorted` for a range, naming it as the row.
    pub fn within(values: &[V], ranges: &[(V, V)]) -> Result<Self> {
        let mut inside = Vec::with_capacity(ranges.len());
        for (row, &(from, to)) in ranges.iter().enumerate() {
            V::check(&[from, to], "ranges").map_err(|error| error.at_row(row as u64))?;
            if from > to {
                let error = Error::new(ErrorKind::Unsorted, format!("ends at {to}, below"));
                return Err(error.in_column("ranges").with_value(from).at_row(row as u64));
            }
            inside.push((from.key(), to.key()));
        }
        let zero = V::default().key();
        let mut made = Growing::default();
        let mut stretch = None;
        for (key, customers) in groups(values)? {
            let single = inside.iter().any(|&(low, high)| (low..=high).contains(&key));
            // Which ranges lie above says between which a value is.
            let above = inside.iter().filter(|range| range.0 > key).count();
            let here = Some((above, key > zero));
            if single || stretch != here {
                made.close();
            }
            made.push(key, customers);
            stretch = here;
            if single {
                made.close();
            }
        }
        made.ended()
    }

    /// The runs of both parts together, the same in any order.
    ///
    /// # Errors
    /// `Overflow` for more than 2^53 customers.
    pub fn merge(mut self, other: &Self) -> Result<Self> {
        self.runs.extend_from_slice(&other.runs);
        Self::of_runs(self.runs)
    }

    /// Sorts runs, and joins those from and to the same values.
    pub(super) fn of_runs(mut runs: Vec<Run<V>>) -> Result<Self> {
        let total = runs.iter().fold(0_u64, |sum, run| sum.saturating_add(run.customers));
        if total as f64 > MOST_COUNTED {
            let error = Error::new(ErrorKind::Overflow, "have more customers than can be counted");
            return Err(error.in_column("runs").with_value(total).allowing("at most 2^53"));
        }
        runs.sort_by_key(|run| Reverse((run.high, run.low)));
        runs.dedup_by(|run, kept| {
            let same = (run.low, run.high) == (kept.low, kept.high);
            if same {
                kept.join(run);
            }
            same
        });
        Ok(Self { runs })
    }

    /// How many customers there are.
    #[must_use]
    pub fn customers(&self) -> u64 {
        self.runs.iter().map(|run| run.customers).sum()
    }

    /// How many runs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Whether there is no customer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}

impl<V: Amount> Run<V> {
    /// What the customers are worth.
    pub(super) fn sum(&self) -> V::Sum {
        self.sum.as_deref().cloned().unwrap_or_else(|| {
            let mut sum = V::Sum::default();
            V::add_weighted(&mut sum, self.customers as i64, V::from_key(self.low));
            sum
        })
    }

    /// Adds the customers of another run.
    pub(super) fn join(&mut self, other: &Self) {
        let mut sum = self.sum();
        V::join(&mut sum, &other.sum());
        self.low = self.low.min(other.low);
        self.high = self.high.max(other.high);
        self.customers += other.customers;
        self.sum = (self.low < self.high).then(|| Box::new(sum));
    }
}

/// The distinct keys with how many customers have them, the largest first.
fn groups<V: Amount>(values: &[V]) -> Result<Vec<(u64, u64)>> {
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let keys = Keys::check(values, "values", 1)?;
    let mut descending: Vec<u64> = keys.of(0..keys.len()).collect();
    order::sort_descending(&mut descending);
    Ok(descending.chunk_by(|a, b| a == b).map(|equal| (equal[0], equal.len() as u64)).collect())
}

/// Runs that are made from the top down.
struct Growing<V: Amount> {
    runs: Vec<Run<V>>,
    low: u64,
    high: u64,
    customers: u64,
    sum: V::Sum,
}

impl<V: Amount> Default for Growing<V> {
    fn default() -> Self {
        Self { runs: Vec::new(), low: 0, high: 0, customers: 0, sum: V::Sum::default() }
    }
}

impl<V: Amount> Growing<V> {
    fn push(&mut self, key: u64, customers: u64) {
        if self.customers == 0 {
            self.high = key;
        }
        self.low = key;
        self.customers += customers;
        V::add_weighted(&mut self.sum, customers as i64, V::from_key(key));
    }

    fn close(&mut self) {
        if self.customers > 0 {
            let sum = std::mem::take(&mut self.sum);
            let sum = (self.low < self.high).then(|| Box::new(sum));
            let (low, high, customers) = (self.low, self.high, self.customers);
            self.runs.push(Run { low, high, customers, sum });
        }
        (self.low, self.customers) = (0, 0);
    }

    fn ended(mut self) -> Result<ValueRuns<V>> {
        self.close();
        for run in &self.runs {
            let sum = run.sum();
            V::compare_with_share(&sum, 1, 1, &sum)?;
        }
        ValueRuns::of_runs(self.runs)
    }
}
