//! Tiers of the value pyramid: so far, expected, and as it came.

use super::outlook::Outlook;
use super::resample::{SAMPLES, sum_interval};
use crate::error::Result;
use crate::numeric::proportion::Interval;
use crate::value::{Tier, TierStatistics};

/// The tiers of a base by expected value: who is in them, what they brought, what they are expected
/// to bring, and in a test what came of it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TierFigures {
    /// The tier of each customer in the order of the table, 1 for the top.
    pub tier: Vec<i32>,
    /// One row a tier, from the top down; empty tiers included.
    pub rows: Vec<TierRow>,
    /// How many customers.
    pub customers: u64,
    /// What all brought so far, units of the currency (or purchases).
    pub so_far: f64,
    /// What all are expected to bring within the horizon, discounted.
    pub expected: f64,
    /// What all brought in the test; `None` as of the last day.
    pub came: Option<f64>,
}

/// One tier.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TierRow {
    /// 1 for the top.
    pub number: i32,
    /// Its names and size.
    pub tier: Tier,
    /// How many customers.
    pub customers: u64,
    /// Their share of all customers, 0 to 1.
    pub customer_share: f64,
    /// What they brought so far, units of the currency (or purchases).
    pub so_far: f64,
    /// The share of all that was brought so far; `None` where that is not positive.
    pub so_far_share: Option<f64>,
    /// What they are expected to bring within the horizon, discounted.
    pub expected: f64,
    /// The share of all that is expected; `None` where that is not positive.
    pub expected_share: Option<f64>,
    /// `expected` of one customer; `None` in an empty tier.
    pub each: Option<f64>,
    /// Expected purchases within the horizon.
    pub expected_purchases: f64,
    /// How it went in the test; `None` as of the last day or in an empty tier.
    pub test: Option<TierTest>,
}

/// What was forecast of a tier for the test, and what came.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TierTest {
    /// Expected money (or purchases) of the test, not discounted.
    pub expected: f64,
    /// What came.
    pub came: f64,
    /// 95 % interval of what came, by the bootstrap over the customers of the tier: who happens to
    /// be in it.
    pub came_interval: Interval,
    /// The share of all that came; `None` where nothing came.
    pub came_share: Option<f64>,
    /// How far the forecast was off, as a share of what came: +0.32 is a third too much. `None`
    /// where nothing came.
    pub error: Option<f64>,
    /// How many of its customers bought.
    pub bought: u64,
}

impl TierFigures {
    /// The tiers of an outlook by its value, as its options cut them.
    ///
    /// # Errors
    /// As [`Pyramid::assign`](crate::value::Pyramid::assign).
    pub(crate) fn of(outlook: &Outlook<'_>) -> Result<Self> {
        let (pyramid, seed) = (outlook.options.pyramid(), outlook.options.seed());
        let assigned = pyramid.assign(outlook.value)?;
        let tier = assigned.tier;
        let tiers = pyramid.tiers().len();
        let of = |column: &[f64]| TierStatistics::of(column, &tier, tiers);
        let (so_far, purchases) = (of(outlook.so_far)?, of(&outlook.forecast.expected_purchases)?);
        let tests = match &outlook.test {
            None => vec![None; tiers],
            Some(test) => {
                let (expected, came) = (of(&test.expected)?, of(test.came)?);
                (0..tiers)
                    .map(|at| {
                        let members = (0..tier.len()).filter(|row| tier[*row] as usize == at + 1);
                        let brought: Vec<f64> = members.clone().map(|row| test.came[row]).collect();
                        let came_in_all = came[at].total;
                        Some(TierTest {
                            expected: expected[at].total,
                            came: came_in_all,
                            came_interval: sum_interval(&brought, seed, (at * SAMPLES) as u64),
                            came_share: came[at].value_share,
                            error: (came_in_all > 0.0)
                                .then(|| expected[at].total / came_in_all - 1.0),
                            bought: members.filter(|row| test.came_purchases[*row] > 0).count()
                                as u64,
                        })
                        .filter(|_| !brought.is_empty())
                    })
                    .collect()
            }
        };
        let rows = pyramid.tiers().iter().zip(&assigned.statistics).enumerate();
        let rows = rows.map(|(at, (named, held))| TierRow {
            number: at as i32 + 1,
            tier: named.clone(),
            customers: held.customers,
            customer_share: held.customer_share,
            so_far: so_far[at].total,
            so_far_share: so_far[at].value_share,
            expected: held.total,
            expected_share: held.value_share,
            each: held.mean,
            expected_purchases: purchases[at].total,
            test: tests[at],
        });
        Ok(Self {
            rows: rows.collect(),
            customers: tier.len() as u64,
            so_far: outlook.so_far.iter().sum(),
            expected: outlook.value.iter().sum(),
            came: outlook.test.as_ref().map(|test| test.came.iter().sum()),
            tier,
        })
    }

    /// The name of a customer's tier, by the row in the table.
    #[must_use]
    pub fn tier_of(&self, row: usize) -> Option<&Tier> {
        let place = usize::try_from(self.tier.get(row)? - 1).ok()?;
        self.rows.get(place).map(|row| &row.tier)
    }

    /// The members of each tier, as rows of the table.
    pub(crate) fn members(&self) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); self.rows.len()];
        for (row, tier) in self.tier.iter().enumerate() {
            members[*tier as usize - 1].push(row);
        }
        members
    }
}
