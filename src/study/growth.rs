//! Whether the base grows.

use super::base::Base;
use super::split::Split;
use super::state::State;
use crate::time::Day;

/// Newcomers and purchases of the test beside those of as many days before it: what a forecast of
/// the customers at hand leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Growth {
    /// Customers whose first purchase fell into the days before the split, as many as the test
    /// has.
    pub newcomers_before: u64,
    /// Customers whose first purchase fell into the test. No forecast of the test is of them.
    pub newcomers_in_test: u64,
    /// Purchases of all customers in the days before the split.
    pub purchases_before: u64,
    /// Purchases of all customers in the test, newcomers among them.
    pub purchases_in_test: u64,
    /// What newcomers spent in the test, minor units; 0 where there are no amounts.
    pub newcomers_spend: i64,
    /// What all customers spent in the test, minor units.
    pub spend_in_test: i64,
}

impl Growth {
    pub(super) fn of(base: &Base, split: &Split, test: &State, now: &State) -> Self {
        let days = split.end.days_since(split.day);
        let before = Day::unchecked(split.day.number() - days);
        let next = |day: Day| Day::unchecked(day.number() + 1);
        let born = now.table.t().iter().map(|age| (age * base.unit.days()).round() as i32);
        let (mut newcomers_before, mut newcomers_in_test) = (0, 0);
        for age in born {
            newcomers_in_test += u64::from(age < days);
            newcomers_before += u64::from((days..2 * days).contains(&age));
        }
        let purchases = |first, last| base.sales_days.between(first, last).purchases();
        let audit = test.table.audit();
        Self {
            newcomers_before,
            newcomers_in_test,
            purchases_before: purchases(next(before), split.day),
            purchases_in_test: purchases(next(split.day), split.end),
            newcomers_spend: audit.uncalibrated_spend,
            spend_in_test: audit.uncalibrated_spend.saturating_add(audit.holdout_spend),
        }
    }
}
