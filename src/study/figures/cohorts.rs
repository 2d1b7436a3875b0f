//! Cohorts by month of first purchase: how many buy again so many months later.

use super::observed::ObservedShare;
use crate::customer::Keys;
use crate::error::Result;
use crate::retention::{Activity, CohortTable};
use crate::summary::Occasions;
use crate::time::{Day, Unit};

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
    /// The data end within the month, so that there is no rate yet.
    Partial {
        /// How many bought so far.
        bought: u64,
        /// Of how many.
        of: u64,
    },
    /// The data end before the month.
    NotYet,
}

/// Months with fewer newcomers are pooled.
const LEAST: u64 = 30;

impl Cohorts {
    /// The cohorts of the purchases of `occasions`, from `first` to `last`, the first and the last
    /// day of the data; `None` where there is no month after the first.
    ///
    /// # Errors
    /// As [`CohortTable::of_purchases`].
    pub(crate) fn of(occasions: &Occasions, first: Day, last: Day) -> Result<Option<Self>> {
        let visits = occasions.rows().filter(|row| row.counts);
        let (owners, days): (Vec<i64>, Vec<i32>) =
            visits.map(|row| (row.owner as i64, row.at.day().number())).unzip();
        let keys = Keys::Integer(&owners);
        let table =
            CohortTable::of_purchases(keys, &days, Unit::Month, first, last, Activity::InPeriod)?;
        let ages = table.cohorts();
        if ages < 2 {
            return Ok(None);
        }
        let born: Vec<usize> = (0..ages).filter(|at| table.customers(*at) > 0).collect();
        let (own, pooled): (Vec<usize>, Vec<usize>) =
            born.iter().copied().partition(|at| table.customers(*at) >= LEAST);
        let row = |cohorts: &[usize]| month(&table, cohorts);
        let mut months = own.iter().map(|at| row(&[*at])).collect::<Result<Vec<_>>>()?;
        if !pooled.is_empty() {
            months.push(row(&pooled)?);
        }
        Ok(Some(Self { months, all: row(&born)?, most_months: ages - 1 }))
    }
}

/// The row of some cohorts together: each month over those of them that are complete in it.
fn month(table: &CohortTable, cohorts: &[usize]) -> Result<CohortMonth> {
    let earliest = table.first_period() + cohorts.first().map_or(0, |at| *at as i32);
    let (year, month) = (1970 + earliest.div_euclid(12), earliest.rem_euclid(12) + 1);
    let cell = |age: usize| -> Result<CohortMonthCell> {
        let cells = || cohorts.iter().filter_map(|at| table.cell(*at, age));
        let sums = |partial: bool| {
            cells()
                .filter(|cell| cell.partial == partial)
                .fold((0, 0), |(active, all), cell| (active + cell.active, all + cell.customers))
        };
        let (active, all) = sums(false);
        Ok(match ObservedShare::new(active, all)? {
            Some(share) => CohortMonthCell::Complete(share),
            None if cells().next().is_some() => {
                let (bought, of) = sums(true);
                CohortMonthCell::Partial { bought, of }
            }
            None => CohortMonthCell::NotYet,
        })
    };
    Ok(CohortMonth {
        month: Day::from_ymd(year, month as u32, 1)?,
        pooled: cohorts.len() as u32,
        customers: cohorts.iter().map(|at| table.customers(*at)).sum(),
        cells: (1..table.cohorts()).map(cell).collect::<Result<_>>()?,
    })
}
