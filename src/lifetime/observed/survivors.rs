//! How many customers of each cohort are still there after each renewal.

use std::cmp::Ordering;

use super::cells::{Cells, Observation};
use super::covariates::Covariates;
use crate::error::{Error, ErrorKind, Result};
use crate::retention::CohortTable;

/// How long a customer under contract has been seen to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tenure {
    /// Renewals behind the customer when first seen.
    pub(crate) entry: u32,
    /// The renewal at which the customer left, or the last that was made.
    pub(crate) end: u32,
    /// Whether the customer left at `end`.
    pub(crate) left: bool,
}

impl Observation for Tenure {
    fn count(&self) -> u32 {
        self.end
    }

    fn order(&self, other: &Self) -> Ordering {
        (self.end, self.entry, self.left).cmp(&(other.end, other.entry, other.left))
    }
}

/// Customers under contract by cohort: how many there were at first, and how
/// many were left after each opportunity to renew.
///
/// A cohort is a group of customers who signed at the same time. Its survivors
/// after 0, 1, 2, ... renewals never increase; cohorts may be watched for
/// different times, and one that signed before the records begin enters with the
/// renewals it had behind it by then ([`Survivors::with_cohort_from`]).
///
/// ```
/// use habitue::{ErrorKind, lifetime::Survivors};
/// let table = Survivors::new().with_cohort(&[1000, 631, 468])?.with_cohort(&[500, 320])?;
/// assert_eq!(table.customers(), 1500.0);
/// assert_eq!((table.at_risk(1), table.renewed(1)), (1500.0, 951.0));
/// let error = Survivors::new().with_cohort(&[1000, 631, 640]).unwrap_err();
/// assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(2)));
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// Covariates have one row for each row of what the table was made of: a cohort
/// ([`Survivors::with_cohort`]), a row of the long table (the same for all periods of a cohort,
/// [`Survivors::from_rows`]) or a customer ([`Survivors::from_tenures`]).
#[derive(Debug, Clone, Default)]
pub struct Survivors {
    rows: Vec<(Tenure, f64)>,
    /// The row of the covariates behind each.
    origins: Vec<u32>,
    /// Rows of the covariates.
    length: usize,
    /// Rows of the covariates that speak of the same cohort as an earlier one, which is the second.
    repeated: Vec<(u32, u32)>,
}

/// Tables are the same where they say the same, from whatever rows they were made.
impl PartialEq for Survivors {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

/// Counts beyond this are not exact as doubles.
const MOST: u64 = 1 << 53;

/// The longest tenure that the models of contracts speak of.
pub(crate) const LONGEST: u32 = 1_000_000;

impl Survivors {
    /// A table without cohorts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a cohort: `survivors[0]` customers signed, and `survivors[k]` were
    /// left after k opportunities to renew.
    ///
    /// # Errors
    /// `Empty`: no counts. `OutOfRange`, with the row: a count above the one
    /// before it, or above 2^53.
    pub fn with_cohort(self, survivors: &[u64]) -> Result<Self> {
        self.with_cohort_from(0, survivors)
    }

    /// Adds a cohort that was first seen with `entry` renewals behind it:
    /// `survivors[k]` were left after `entry + k`. Those who left earlier were
    /// never seen, and the likelihood knows that.
    ///
    /// # Errors
    /// As [`Survivors::with_cohort`]; `OutOfRange` for more than 1,000,000
    /// renewals in all.
    pub fn with_cohort_from(mut self, entry: u32, survivors: &[u64]) -> Result<Self> {
        let Some(&first) = survivors.first() else {
            return Err(Error::empty("survivors"));
        };
        let last = u64::from(entry) + survivors.len() as u64 - 1;
        if last > u64::from(LONGEST) {
            return Err(Error::new(ErrorKind::OutOfRange, "is out of range")
                .in_column("period")
                .with_value(last)
                .allowing(format!("0 to {LONGEST}")));
        }
        let mut before = MOST;
        for (row, &count) in survivors.iter().enumerate() {
            if count > before {
                let allowed = if row == 0 {
                    format!("0 to 2^53 = {MOST}")
                } else {
                    format!("0 to {before}, the survivors of the period before")
                };
                return Err(too_many(count, allowed).at_row(row as u64));
            }
            before = count;
        }
        let mut before = first;
        let mut end = entry;
        for &count in &survivors[1..] {
            end += 1;
            let tenure = Tenure { entry, end, left: true };
            self.rows.push((tenure, (before - count) as f64));
            before = count;
        }
        // Who has not yet been asked to renew says nothing.
        if end > entry {
            self.rows.push((Tenure { entry, end, left: false }, before as f64));
        }
        self.origins.resize(self.rows.len(), self.length as u32);
        self.length += 1;
        Ok(self)
    }

    /// The cohorts of a long table, as a database gives it: each row says how
    /// many customers of `cohort` (any key) were left after `period` renewals.
    /// The rows may come in any order; the periods of a cohort must follow one
    /// another without a gap, from 0 or from the first that was recorded.
    ///
    /// # Errors
    /// `Length`; `Empty`; with the row: `Duplicate` where a period of a cohort
    /// comes twice, `Missing` where one is left out, `OutOfRange` as
    /// [`Survivors::with_cohort_from`].
    pub fn from_rows(cohort: &[i64], period: &[u32], survivors: &[u64]) -> Result<Self> {
        if cohort.is_empty() {
            return Err(Error::empty("cohort"));
        }
        if period.len() != cohort.len() {
            return Err(Error::length("period", period.len(), cohort.len()));
        }
        if survivors.len() != cohort.len() {
            return Err(Error::length("survivors", survivors.len(), cohort.len()));
        }
        let mut order: Vec<usize> = (0..cohort.len()).collect();
        order.sort_by_key(|&row| (cohort[row], period[row]));
        let mut table = Self::new();
        for rows in order.chunk_by(|&a, &b| cohort[a] == cohort[b]) {
            for pair in rows.windows(2) {
                let (before, row) = (pair[0], pair[1]);
                let place = |error: Error| {
                    error.in_column("period").with_value(period[row]).at_row(row as u64)
                };
                if period[row] == period[before] {
                    let sentence = format!("stands twice in cohort {}", cohort[row]);
                    return Err(place(Error::new(ErrorKind::Duplicate, sentence)));
                }
                if period[row] - period[before] > 1 {
                    let sentence = format!(
                        "follows period {} in cohort {}: what lies between is missing",
                        period[before], cohort[row]
                    );
                    return Err(place(Error::new(ErrorKind::Missing, sentence)));
                }
            }
            let counts: Vec<u64> = rows.iter().map(|&row| survivors[row]).collect();
            let before = table.rows.len();
            table = table.with_cohort_from(period[rows[0]], &counts).map_err(|error| {
                let row = error.row().map_or(rows[0], |index| rows[index as usize]);
                error.at_row(row as u64)
            })?;
            let first = rows[0] as u32;
            table.origins[before..].fill(first);
            table.repeated.extend(rows[1..].iter().map(|&row| (row as u32, first)));
        }
        table.length = cohort.len();
        Ok(table)
    }

    /// One customer a row: `left[row]` says whether the customer has left, and
    /// `renewals[row]` at which renewal (1 is the first), or else how many
    /// renewals were made so far.
    ///
    /// # Errors
    /// `Length`; `Empty`; `OutOfRange`, with the row: one who left at renewal 0,
    /// or more than 1,000,000 renewals.
    pub fn from_tenures(renewals: &[u32], left: &[bool]) -> Result<Self> {
        if renewals.is_empty() {
            return Err(Error::empty("renewals"));
        }
        if left.len() != renewals.len() {
            return Err(Error::length("left", left.len(), renewals.len()));
        }
        let mut rows = Vec::with_capacity(renewals.len());
        let mut origins = Vec::with_capacity(renewals.len());
        for (row, (&end, &left)) in renewals.iter().zip(left).enumerate() {
            if end > LONGEST || (left && end == 0) {
                let least = u32::from(left);
                return Err(Error::new(ErrorKind::OutOfRange, "is out of range")
                    .in_column("renewals")
                    .with_value(end)
                    .allowing(format!("{least} to {LONGEST}"))
                    .at_row(row as u64));
            }
            if end > 0 {
                rows.push((Tenure { entry: 0, end, left }, 1.0));
                origins.push(row as u32);
            }
        }
        Ok(Self { rows, origins, length: renewals.len(), repeated: Vec::new() })
    }

    /// The survivors of a [cohort table](CohortTable) of customers who pay in every
    /// period for as long as they stay: who paid in a period is still there. Ages
    /// whose period was observed only in part are left out, and so are cohorts
    /// without a customer. Where customers come and go as they please this is no
    /// contract, and the models of purchases are for them: a table drawn with
    /// [`InPeriodOrLater`](crate::retention::Activity::InPeriodOrLater) never rises, but
    /// in its last ages takes for lost who may come back.
    ///
    /// ```
    /// use habitue::lifetime::Survivors;
    /// use habitue::retention::CohortTable;
    ///
    /// // Two cohorts; the last month is not over, so that its cells say nothing yet.
    /// let table = CohortTable::from_counts(&[vec![100, 80, 70, 9], vec![60, 50, 5], vec![40, 3], vec![2]], true)?;
    /// let seen = Survivors::of_cohorts(&table)?;
    /// assert_eq!(seen, Survivors::new().with_cohort(&[100, 80, 70])?.with_cohort(&[60, 50])?);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `Inconsistent`, with the cohort as row, where more customers are active at an
    /// age than at the one before.
    pub fn of_cohorts(table: &CohortTable) -> Result<Self> {
        let mut survivors = Self::new();
        for (cohort, counts) in table.complete().enumerate() {
            if counts.first().is_none_or(|customers| *customers == 0) {
                continue;
            }
            if let Some(age) = counts.windows(2).position(|pair| pair[1] > pair[0]) {
                return Err(Error::new(
                    ErrorKind::Inconsistent,
                    format!("exceeds the {} active at age {age}: customers came back", counts[age]),
                )
                .in_column("active")
                .with_value(counts[age + 1])
                .allowing(format!("0 to {} at age {}", counts[age], age + 1))
                .at_row(cohort as u64));
            }
            survivors = survivors.with_cohort(counts)?;
        }
        Ok(survivors)
    }

    /// Customers who were asked to renew at least once.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.rows.iter().map(|(_, weight)| weight).sum()
    }

    /// The latest renewal that any customer was asked for; 0 where there is none.
    #[must_use]
    pub fn periods(&self) -> u32 {
        self.rows.iter().map(|(tenure, _)| tenure.end).max().unwrap_or(0)
    }

    /// Customers who were asked for renewal `period` (1 is the first).
    #[must_use]
    pub fn at_risk(&self, period: u32) -> f64 {
        self.count(|tenure| tenure.entry < period && period <= tenure.end)
    }

    /// Customers who made renewal `period` (1 is the first); divided by
    /// [`Survivors::at_risk`], the observed retention rate.
    #[must_use]
    pub fn renewed(&self, period: u32) -> f64 {
        self.count(|tenure| {
            let made = if tenure.left { tenure.end - 1 } else { tenure.end };
            tenure.entry < period && period <= made
        })
    }

    fn count(&self, which: impl Fn(&Tenure) -> bool) -> f64 {
        self.rows.iter().filter(|(tenure, _)| which(tenure)).map(|(_, weight)| weight).sum()
    }

    pub(crate) fn cells(&self) -> Cells<Tenure> {
        Cells::new(self.rows.clone(), 1)
    }

    pub(crate) fn rows(&self) -> &[(Tenure, f64)] {
        &self.rows
    }

    /// Rows that covariates must have.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// What was observed, with its row of these covariates and how many customers it stands for.
    ///
    /// # Errors
    /// `Length`; `Inconsistent`, with the row, where the rows of one cohort differ.
    pub(crate) fn observations(
        &self,
        covariates: &Covariates<'_>,
    ) -> Result<Vec<(usize, Tenure, f64)>> {
        covariates.check_length(self.length)?;
        for column in covariates.all() {
            let differs = |(row, first): &&(u32, u32)| {
                column.values[*row as usize] != column.values[*first as usize]
            };
            if let Some((row, first)) = self.repeated.iter().find(differs) {
                return Err(Error::new(
                    ErrorKind::Inconsistent,
                    format!("differs from row {first} of the same cohort"),
                )
                .in_column(format!("{}.{}", column.role.name(), column.name))
                .with_value(column.values[*row as usize])
                .allowing(column.values[*first as usize].to_string())
                .at_row(u64::from(*row)));
            }
        }
        let rows = self.rows.iter().zip(&self.origins);
        Ok(rows.map(|(&(tenure, weight), &row)| (row as usize, tenure, weight)).collect())
    }
}

fn too_many(count: u64, allowed: String) -> Error {
    Error::new(ErrorKind::OutOfRange, "is out of range")
        .in_column("survivors")
        .with_value(count)
        .allowing(allowed)
}

/// Whether the tenures can identify a model of leaving at all.
pub(crate) fn some_left_and_some_stayed(cells: &Cells<Tenure>) -> Result<()> {
    let nobody = |sentence: &str| {
        Err(Error::new(ErrorKind::Undefined, sentence.to_owned()).in_column("survivors"))
    };
    if !cells.iter().any(|(tenure, _)| tenure.left) {
        return nobody("nobody left: the likelihood has no peak");
    }
    let stayed = |tenure: Tenure| tenure.end - u32::from(tenure.left) > tenure.entry;
    if !cells.iter().any(|(tenure, _)| stayed(tenure)) {
        return nobody("nobody ever renewed: the likelihood has no peak");
    }
    Ok(())
}

/// The share of customers who left when asked to renew, over all periods.
pub(crate) fn churn(cells: &Cells<Tenure>) -> f64 {
    let left: f64 = cells.iter().filter(|(tenure, _)| tenure.left).map(|(_, weight)| weight).sum();
    let asked: f64 = cells.iter().map(|(t, weight)| f64::from(t.end - t.entry) * weight).sum();
    left / asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_table_is_its_cohorts_in_any_order() {
        let wide = Survivors::new()
            .with_cohort(&[100, 60, 40])
            .unwrap()
            .with_cohort_from(2, &[50, 45])
            .unwrap();
        let long = Survivors::from_rows(&[7, 3, 3, 7, 3], &[3, 1, 0, 2, 2], &[45, 60, 100, 50, 40])
            .unwrap();
        assert_eq!(wide, long);
        assert_eq!((long.at_risk(3), long.renewed(3), long.periods()), (50.0, 45.0, 3));
        assert_eq!((long.at_risk(2), long.renewed(2)), (60.0, 40.0));
    }

    #[test]
    fn customers_one_by_one_are_the_same_table() {
        let counted = Survivors::new().with_cohort(&[5, 3, 2]).unwrap();
        let single =
            Survivors::from_tenures(&[1, 2, 1, 2, 2], &[true, false, true, true, false]).unwrap();
        let cells = |table: &Survivors| table.cells().iter().collect::<Vec<_>>();
        assert_eq!(cells(&counted), cells(&single));
    }

    #[test]
    fn a_cohort_table_of_payments_becomes_survivors() {
        let counts = [vec![10, 9, 9], vec![0, 0], vec![7]];
        let table = CohortTable::from_counts(&counts, false).unwrap();
        let found = Survivors::of_cohorts(&table).unwrap();
        let expected = Survivors::new().with_cohort(&[10, 9, 9]).unwrap();
        assert_eq!(found, expected.with_cohort(&[7]).unwrap());
        let back = CohortTable::from_counts(&[vec![10, 8, 9], vec![4, 1], vec![0]], false).unwrap();
        let error = Survivors::of_cohorts(&back).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Inconsistent, Some(0)));
        // The same table with its last period unfinished says nothing of it yet.
        let open = CohortTable::from_counts(&[vec![10, 8, 9], vec![4, 1], vec![0]], true).unwrap();
        assert!(Survivors::of_cohorts(&open).is_ok());
    }

    #[test]
    fn each_fault_names_its_row() {
        let long = |cohort: &[i64], period: &[u32], survivors: &[u64]| {
            let error = Survivors::from_rows(cohort, period, survivors).unwrap_err();
            (error.kind(), error.row())
        };
        assert_eq!(long(&[], &[], &[]), (ErrorKind::Empty, None));
        assert_eq!(long(&[1], &[], &[1]), (ErrorKind::Length, None));
        assert_eq!(long(&[1], &[0], &[]), (ErrorKind::Length, None));
        assert_eq!(long(&[1, 1], &[1, 1], &[9, 9]), (ErrorKind::Duplicate, Some(1)));
        assert_eq!(long(&[1, 1], &[3, 1], &[9, 9]), (ErrorKind::Missing, Some(0)));
        assert_eq!(long(&[1, 2, 1], &[1, 0, 0], &[9, 1, 8]), (ErrorKind::OutOfRange, Some(0)));
        assert_eq!(long(&[1], &[0], &[MOST + 1]), (ErrorKind::OutOfRange, Some(0)));
        assert_eq!(long(&[1], &[LONGEST + 1], &[1]).0, ErrorKind::OutOfRange);
        let single = |renewals: &[u32], left: &[bool]| {
            Survivors::from_tenures(renewals, left).unwrap_err().kind()
        };
        assert_eq!(single(&[0], &[true]), ErrorKind::OutOfRange);
        assert_eq!(single(&[0], &[]), ErrorKind::Length);
        assert_eq!(single(&[], &[]), ErrorKind::Empty);
    }
}
