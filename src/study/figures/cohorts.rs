//! Cohorts by month of first purchase: how many buy again so many months later.

use super::observed::ObservedShare;
use crate::time::Day;

/// Customers by the month of their first purchase, and how many bought again so many months later
/// (+1 is the next calendar month). Occasions are purchases; refunds are never visits.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Cohorts {
    /// Earliest first. Months with fewer than 30 newcomers are pooled into one row at the end.
    pub months: Vec<CohortMonth>,
    /// All cohorts together, each where it is complete.
    pub all: CohortMonth,
    /// The most months after the first purchase that any row has.
    pub most_months: usize,
}

/// One row of [`Cohorts`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CohortMonth {
    /// The first day of the month; of the earliest month for a pooled row.
    pub month: Day,
    /// How many months are pooled in the row: 1 for a month of its own.
    pub pooled: u32,
    /// Newcomers.
    pub customers: u64,
    /// Months +1, +2 and so on.
    pub cells: Vec<CohortMonthCell>,
}

/// One cell of [`Cohorts`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum CohortMonthCell {
    /// The month is over: how many of the newcomers bought in it.
    Complete(ObservedShare),
    /// The data end within the month: so many bought so far, of so many; no rate.
    Partial(u64, u64),
    /// The data end before the month.
    NotYet,
}
