//! What a pyramid's tiers hold.

use std::cmp::Ordering;

use crate::error::{Error, Result};
use crate::numeric::parallel;
use crate::numeric::ranking::amount::Amount;

/// The most tiers that a pyramid may have.
pub(crate) const MOST_TIERS: usize = 1000;

/// The tier of each customer and what each tier holds.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Tiers<V> {
    /// The tier of each customer in the order of the rows, 1 for the top.
    pub tier: Vec<i32>,
    /// One per tier, from the top down; empty tiers included.
    pub statistics: Vec<TierStatistics<V>>,
}

/// What one tier holds. `V` is `f64`, or `i64` minor units, exact to the cent.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TierStatistics<V> {
    /// How many customers.
    pub customers: u64,
    /// Their share of all customers.
    pub customer_share: f64,
    /// What they are worth together.
    pub total: V,
    /// Their share of the net total of all customers. Where some customers are
    /// worth less than nothing, the shares of the upper tiers add up to more
    /// than 1. `None` where the net total is zero or negative.
    pub value_share: Option<f64>,
    /// Their total over the sum of all *positive* values. `None` where nobody is
    /// worth more than nothing.
    pub gross_share: Option<f64>,
    /// The least valuable customer; `None` in an empty tier. The lowest value is
    /// the threshold at which a customer enters the tier.
    pub lowest: Option<V>,
    /// The most valuable customer; `None` in an empty tier.
    pub highest: Option<V>,
    /// The mean value; `None` in an empty tier.
    pub mean: Option<f64>,
}

impl<V: Amount> TierStatistics<V> {
    /// What each of `tiers` tiers holds of a column: the economics of tiers are
    /// the revenue, the profit and the lifetime value that this gives for tiers
    /// that were cut by any of them. `tier` is 1 (top) to `tiers`.
    ///
    /// # Errors
    /// `Empty`; `Length`; `NotFinite`, or `OutOfRange` for a tier that there is
    /// not, naming the row; `Overflow` where a total does not fit the type.
    pub fn of(values: &[V], tier: &[i32], tiers: usize) -> Result<Vec<Self>> {
        if values.is_empty() {
            return Err(Error::empty("values"));
        }
        if tier.len() != values.len() {
            return Err(Error::length("tier", tier.len(), values.len()));
        }
        V::check(values, "values")?;
        let outside = |tier: i32| !usize::try_from(tier).is_ok_and(|at| (1..=tiers).contains(&at));
        if let Some(row) = tier.iter().position(|&tier| outside(tier)) {
            return Err(Error::out_of_range("tier", f64::from(tier[row]), format!("1..={tiers}"))
                .at_row(row as u64));
        }
        Self::collect(values, tiers, 1, |row, _| tier[row] as usize - 1)
    }

    /// Gathers the statistics of `count` tiers; `tier_of` a row and its value counts from 0.
    ///
    /// # Errors
    /// `Overflow` where a total does not fit the type.
    pub(crate) fn collect(
        values: &[V],
        count: usize,
        threads: usize,
        tier_of: impl Fn(usize, V) -> usize + Sync,
    ) -> Result<Vec<Self>> {
        let none = || (vec![Gathered::<V>::default(); count], V::Sum::default());
        let (gathered, gross) = parallel::chunked(
            values.len(),
            CHUNK,
            threads,
            |rows| {
                let (mut gathered, mut gross) = none();
                for (row, &value) in rows.clone().zip(&values[rows]) {
                    gathered[tier_of(row, value)].add(value);
                    if value > V::default() {
                        V::add(&mut gross, value);
                    }
                }
                (gathered, gross)
            },
            none(),
            |(mut all, gross), (part, more)| {
                all.iter_mut().zip(part).for_each(|(tier, part)| tier.join(part));
                (all, V::join(gross, more))
            },
        );
        let net = gathered.iter().fold(V::Sum::default(), |sum, tier| V::join(sum, tier.sum));
        let share = |sum: V::Sum, whole: V::Sum| {
            (V::sign(whole) == Ordering::Greater).then(|| V::ratio(sum, whole))
        };
        V::total(net)?;
        V::total(gross)?;
        gathered
            .iter()
            .map(|tier| {
                let total = V::total(tier.sum)?;
                Ok(Self {
                    customers: tier.customers,
                    customer_share: tier.customers as f64 / values.len() as f64,
                    total,
                    value_share: share(tier.sum, net),
                    gross_share: share(tier.sum, gross),
                    lowest: tier.lowest,
                    highest: tier.highest,
                    mean: (tier.customers > 0).then(|| total.to_f64() / tier.customers as f64),
                })
            })
            .collect()
    }
}

#[derive(Clone, Copy, Default)]
struct Gathered<V: Amount> {
    customers: u64,
    sum: V::Sum,
    lowest: Option<V>,
    highest: Option<V>,
}

impl<V: Amount> Gathered<V> {
    #[inline]
    fn add(&mut self, value: V) {
        self.customers += 1;
        V::add(&mut self.sum, value);
        if self.lowest.is_none_or(|lowest| value < lowest) {
            self.lowest = Some(value);
        }
        if self.highest.is_none_or(|highest| value > highest) {
            self.highest = Some(value);
        }
    }

    fn join(&mut self, other: Self) {
        self.customers += other.customers;
        self.sum = V::join(self.sum, other.sum);
        let lowest = other.lowest.filter(|&new| self.lowest.is_none_or(|lowest| new < lowest));
        let highest = other.highest.filter(|&new| self.highest.is_none_or(|highest| new > highest));
        self.lowest = lowest.or(self.lowest);
        self.highest = highest.or(self.highest);
    }
}

/// Rows that are gathered in one go; whatever the threads, so that sums have the same bits.
const CHUNK: usize = 1 << 16;
