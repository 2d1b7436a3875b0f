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
            return Err(Error::out_of_range("tier", f64::from(tier[row]), format!("1 to {tiers}"))
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
        let none = || vec![Gathered::<V>::default(); count];
        let gathered = parallel::chunked(
            values.len(),
            CHUNK,
            threads,
            |rows| {
                let mut gathered = none();
                for (row, &value) in rows.clone().zip(&values[rows]) {
                    gathered[tier_of(row, value)].add(value);
                }
                gathered
            },
            none(),
            |mut all, part| {
                all.iter_mut().zip(part).for_each(|(tier, part)| tier.join(part));
                all
            },
        );
        let mut gross = V::Sum::default();
        gathered.iter().for_each(|tier| V::join(&mut gross, &tier.gains));
        let mut net = gross.clone();
        gathered.iter().for_each(|tier| V::join(&mut net, &tier.losses));
        let share = |sum: &V::Sum, whole: &V::Sum| {
            (V::sign(whole) == Ordering::Greater).then(|| V::ratio(sum, whole))
        };
        V::total(&net)?;
        V::total(&gross)?;
        gathered
            .iter()
            .map(|tier| {
                let mut sum = tier.gains.clone();
                V::join(&mut sum, &tier.losses);
                let total = V::total(&sum)?;
                Ok(Self {
                    customers: tier.customers,
                    customer_share: tier.customers as f64 / values.len() as f64,
                    total,
                    value_share: share(&sum, &net),
                    gross_share: share(&sum, &gross),
                    lowest: tier.lowest,
                    highest: tier.highest,
                    mean: (tier.customers > 0).then(|| total.to_f64() / tier.customers as f64),
                })
            })
            .collect()
    }
}

#[derive(Clone, Default)]
struct Gathered<V: Amount> {
    customers: u64,
    gains: V::Sum,
    losses: V::Sum,
    lowest: Option<V>,
    highest: Option<V>,
}

impl<V: Amount> Gathered<V> {
    #[inline]
    fn add(&mut self, value: V) {
        self.customers += 1;
        V::add(if value > V::default() { &mut self.gains } else { &mut self.losses }, value);
        if self.lowest.is_none_or(|lowest| value < lowest) {
            self.lowest = Some(value);
        }
        if self.highest.is_none_or(|highest| value > highest) {
            self.highest = Some(value);
        }
    }

    fn join(&mut self, other: Self) {
        self.customers += other.customers;
        V::join(&mut self.gains, &other.gains);
        V::join(&mut self.losses, &other.losses);
        let lowest = other.lowest.filter(|&new| self.lowest.is_none_or(|lowest| new < lowest));
        let highest = other.highest.filter(|&new| self.highest.is_none_or(|highest| new > highest));
        self.lowest = lowest.or(self.lowest);
        self.highest = highest.or(self.highest);
    }
}

/// Rows that are gathered in one go; whatever the threads, so that sums have the same bits.
const CHUNK: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::numeric::exact_sum::ExactSum;
    use crate::value::pyramids::pyramid::{By, Pyramid};

    #[test]
    fn totals_are_the_nearest_doubles() {
        // Python: math.fsum([0.1] * 10) is 1.0, sum([0.1] * 10) 0.9999999999999999.
        let values = [[0.1; 10], [-1e16, 1.0, 1e16, 1.0, 1e-300, 0.0, 0.0, 0.0, 0.0, 0.0]].concat();
        let tier: Vec<i32> = (0..20).map(|row| 1 + row / 10).collect();
        let found = TierStatistics::of(&values, &tier, 2).unwrap();
        assert_eq!((found[0].total, found[1].total), (1.0, 2.0));
        assert_eq!(found[0].value_share, Some(1.0 / 3.0));
    }

    proptest! {
        /// Whatever the order of customers and the threads: every figure has the same bits.
        #[test]
        fn the_order_of_customers_does_not_matter(
            (rows, shuffled) in prop::collection::vec(
                prop_oneof![-1e3..1e3_f64, prop::sample::select(vec![1e300, -1e300, 5e-324, -0.0])],
                1..80,
            )
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
            by in prop::sample::select(vec![By::Customers, By::Value]),
        ) {
            let pyramid = Pyramid::abc().with_by(by);
            let (one, other) = (pyramid.assign(&rows).unwrap(), pyramid.assign(&shuffled).unwrap());
            prop_assert_eq!(format!("{:?}", one.statistics), format!("{:?}", other.statistics));
            prop_assert_eq!(pyramid.cuts(&rows).unwrap(), pyramid.cuts(&shuffled).unwrap());
            for (at, found) in one.statistics.iter().enumerate() {
                let own = rows.iter().zip(&one.tier).filter(|(_, tier)| **tier == at as i32 + 1);
                let sum: ExactSum = own.map(|(value, _)| *value).collect();
                prop_assert_eq!(found.total.to_bits(), sum.value().to_bits());
            }
        }
    }
}
