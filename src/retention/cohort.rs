//! Cohort tables: of those who came in one period, how many are active later.

use crate::customer::Keys;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::counts::check_total;
use crate::numeric::room;
use crate::time::{Day, Unit};

/// When a customer counts as active in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Activity {
    /// With a purchase in that very period.
    #[default]
    InPeriod,
    /// With a purchase in that period or a later one. Never rises with age, but
    /// recent ages are too low as long as customers may still come back.
    InPeriodOrLater,
}

/// How the rates of several cohorts become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum CohortMean {
    /// Active customers / customers, all cohorts together: every customer counts
    /// alike.
    #[default]
    Pooled,
    /// Mean of the rates of the cohorts: every cohort counts alike, however
    /// small. Cohorts of whom nobody stayed count as 0; cohorts without a
    /// customer have no rate and are left out, and counted.
    Simple,
}

/// One cell of a cohort table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CohortCell {
    /// Customers of the cohort.
    pub customers: u64,
    /// How many of them were active in the period.
    pub active: u64,
    /// Whether only a part of the period was observed, so that `active` is too
    /// low.
    pub partial: bool,
}

impl CohortCell {
    /// Active customers / customers; `None` in a cohort without a customer.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        (self.customers > 0).then(|| self.active as f64 / self.customers as f64)
    }
}

/// The retention of all cohorts at one age, with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CohortRate {
    /// The mean rate; `None` where no cohort has one at this age.
    pub rate: Option<f64>,
    /// Customers in the cohorts that entered.
    pub customers: u64,
    /// How many of them were active.
    pub active: u64,
    /// Cohorts that entered.
    pub cohorts: u64,
    /// Cohorts without a customer.
    pub empty: u64,
    /// Cohorts left out because their period was observed only in part.
    pub partial: u64,
}

/// Customers by the period of their first purchase (rows) and the number of
/// periods since then (columns, the age).
///
/// Where customers are under contract, and active as long as they stay, the table
/// becomes the [`Survivors`](crate::lifetime::Survivors) to which the models of
/// contracts are fitted.
///
/// A cohort that began `k` periods before the last has ages 0 to `k`: what has
/// not happened yet is no 0 %. The last period, and the first, may have been
/// observed only in part; their cells are marked and enter no mean. Cohorts
/// without a customer keep their row.
///
/// ```
/// use habitue::retention::{Activity, CohortMean, CohortTable};
/// use habitue::time::{Day, Unit};
///
/// let day = |text| Day::parse(text).map(|day| day.number());
/// let customers = [1_i64, 2, 1, 3, 2, 1];
/// let days = [
///     day("2024-01-05")?, day("2024-01-20")?, day("2024-02-03")?,
///     day("2024-02-10")?, day("2024-03-01")?, day("2024-03-09")?,
/// ];
/// let (from, until) = (Day::parse("2024-01-01")?, Day::parse("2024-03-10")?);
/// let table = CohortTable::of_purchases(
///     customers.as_slice(), &days, Unit::Month, from, until, Activity::InPeriod,
/// )?;
/// assert_eq!(table.cohorts(), 3); // January, February, and March, in which nobody was new
/// assert_eq!(table.cell(0, 1).expect("February").rate(), Some(0.5));
/// assert!(table.cell(0, 2).expect("March").partial); // ends on the 10th
/// assert_eq!(table.cell(1, 2), None); // April has not come
/// assert_eq!(table.mean(1, CohortMean::Pooled).rate, Some(0.5)); // March is left out
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct CohortTable {
    first: i32,
    cohorts: usize,
    partial_first: bool,
    partial_last: bool,
    /// Row-major, cohorts x cohorts; cell (c, a) is observed where c + a < cohorts.
    active: Vec<u64>,
}

impl CohortTable {
    /// The most periods that a table may have.
    pub const MOST_PERIODS: usize = 10_000;

    /// From purchases, each with its customer and day (days since 1970-01-01),
    /// observed from `from` until `until`, both included. Periods are calendar
    /// periods of `unit` (weeks begin on Monday). A customer whose first purchase
    /// lies before `from` is taken for new at their first purchase seen.
    ///
    /// Every row is a purchase. A refund is none, and its row is left out by whoever has
    /// the amounts; where refunds are netted,
    /// [`Summary::occasions`](crate::summary::Summary::occasions) tells which occasions
    /// count:
    ///
    /// ```
    /// use habitue::ledger::{Refunds, Rules, Transaction};
    /// use habitue::money::{Currency, Money};
    /// use habitue::retention::{Activity, CohortTable};
    /// use habitue::summary::{Convention, Summary};
    /// use habitue::time::{Day, Unit, Window};
    ///
    /// let rules = Rules::money(Currency::EUR).with_refunds(Refunds::Net);
    /// let mut summary = Summary::new(rules);
    /// for (who, day, paid) in [
    ///     ("Ada", "2024-01-05", "50"), ("Bob", "2024-01-20", "30"),
    ///     ("Ada", "2024-02-10", "-20"), ("Bob", "2024-02-03", "30"),
    /// ] {
    ///     let paid = Money::parse(paid, Currency::EUR)?;
    ///     summary.update(&Transaction::new(who, Day::parse(day)?, paid))?;
    /// }
    /// let (from, until) = (Day::parse("2024-01-01")?, Day::parse("2024-02-29")?);
    /// let found = summary.occasions(&Window::until(until), &Convention::btyd(Unit::Day))?;
    /// let visits = || found.rows().filter(|row| row.counts);
    /// let customers: Vec<i64> = visits().map(|row| row.owner as i64).collect();
    /// let days: Vec<i32> = visits().map(|row| row.at.day().number()).collect();
    /// let table = CohortTable::of_purchases(
    ///     customers.as_slice(), &days, Unit::Month, from, until, Activity::InPeriod,
    /// )?;
    /// // Ada only sent something back in February.
    /// assert_eq!(table.cell(0, 1).and_then(|cell| cell.rate()), Some(0.5));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) where the columns differ in length;
    /// [`OutsideWindow`](ErrorKind::OutsideWindow) for a day outside `from..=until`,
    /// with its row; [`Argument`](ErrorKind::Argument) for hours as unit, where
    /// `until` is before `from`, or for more than
    /// [`MOST_PERIODS`](Self::MOST_PERIODS) periods.
    pub fn of_purchases<'a>(
        customers: impl Into<Keys<'a>>,
        days: &[i32],
        unit: Unit,
        from: Day,
        until: Day,
        activity: Activity,
    ) -> Result<Self> {
        let customers = customers.into();
        if days.len() != customers.len() {
            return Err(Error::length("days", days.len(), customers.len()));
        }
        let mut table = Self::frame(unit, from, until)?;
        // Nothing is made of a table before its rows are known to be in order.
        let mut periods = Vec::with_capacity(days.len());
        for (row, number) in days.iter().enumerate() {
            if !(from.number()..=until.number()).contains(number) {
                return Err(Error::new(ErrorKind::OutsideWindow, "is outside the window")
                    .in_column("days")
                    .with_value(number)
                    .allowing(format!("{} to {}", from.number(), until.number()))
                    .at_row(row as u64));
            }
            let period = unit.index(Day::from_number(*number)?) - table.first;
            // Inside the frame, since the day is inside the window.
            periods.push(period as u32);
        }
        table.active = room::filled(0, table.cohorts * table.cohorts, "until")?;
        match customers {
            Keys::Integer(keys) => {
                table.count(keys.iter().copied().zip(periods).collect(), activity);
            }
            Keys::Text(texts) => table.count(texts.iter().zip(periods).collect(), activity),
        }
        Ok(table)
    }

    /// From the counts of a table drawn elsewhere: `active[c][a]` customers of
    /// cohort `c` active at age `a`, `active[c][0]` being the cohort's customers.
    /// `partial_last` says that the last period was observed only in part.
    ///
    /// # Errors
    /// [`Empty`](ErrorKind::Empty) without a cohort; [`Length`](ErrorKind::Length)
    /// unless cohort `c` of `n` has `n - c` ages, with its row;
    /// [`Inconsistent`](ErrorKind::Inconsistent) where more are active than the
    /// cohort has customers, with its row.
    pub fn from_counts(active: &[Vec<u64>], partial_last: bool) -> Result<Self> {
        if active.is_empty() {
            return Err(Error::empty("active"));
        }
        let cohorts = active.len();
        Self::check_cohorts(cohorts)?;
        for (cohort, counts) in active.iter().enumerate() {
            if counts.len() != cohorts - cohort {
                let error = Error::length("active", counts.len(), cohorts - cohort);
                return Err(error.at_row(cohort as u64));
            }
        }
        let mut cells = room::filled(0, cohorts * cohorts, "active")?;
        for (row, counts) in cells.chunks_exact_mut(cohorts).zip(active) {
            row[..counts.len()].copy_from_slice(counts);
        }
        let table = Self { first: 0, cohorts, partial_first: false, partial_last, active: cells };
        table.checked()
    }

    /// The same counts in the periods from `first_period` on, as [`first_period`] tells it, of
    /// which the first was observed only in part where `partial_first` says so: a table that was
    /// kept comes back, and merges with those of its window.
    ///
    /// ```
    /// use habitue::retention::CohortTable;
    ///
    /// let table = CohortTable::from_counts(&[vec![10, 5], vec![7]], true)?.in_periods(640, false);
    /// assert_eq!((table.first_period(), table.partial_first()), (640, false));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// [`first_period`]: Self::first_period
    #[must_use]
    pub fn in_periods(mut self, first_period: i32, partial_first: bool) -> Self {
        (self.first, self.partial_first) = (first_period, partial_first);
        self
    }

    fn checked(self) -> Result<Self> {
        let cohorts = self.cohorts;
        Self::check_cohorts(cohorts)?;
        if self.active.len() != cohorts * cohorts {
            return Err(Error::length("active", self.active.len(), cohorts * cohorts));
        }
        check_total("active", &self.active)?;
        for (cohort, row) in self.active.chunks_exact(cohorts).enumerate() {
            for (age, active) in row.iter().enumerate() {
                // What has not happened yet is held as 0.
                let most = if cohort + age < cohorts { row[0] } else { 0 };
                if *active > most {
                    return Err(Error::new(
                        ErrorKind::Inconsistent,
                        "exceeds the cohort's customers",
                    )
                    .in_column("active")
                    .with_value(active)
                    .allowing(format!("0 to {most}"))
                    .at_row(cohort as u64));
                }
            }
        }
        Ok(self)
    }

    fn check_cohorts(cohorts: usize) -> Result<()> {
        if (1..=Self::MOST_PERIODS).contains(&cohorts) {
            return Ok(());
        }
        Err(Error::out_of_range("cohorts", cohorts as f64, "1 to 10,000"))
    }

    /// A table without cells.
    fn frame(unit: Unit, from: Day, until: Day) -> Result<Self> {
        let argument = |column: &'static str, message: &str| {
            Err(Error::new(ErrorKind::Argument, message.to_owned()).in_column(column))
        };
        if unit == Unit::Hour {
            return argument("unit", "is shorter than the days of the purchases");
        }
        if until < from {
            return argument("until", "is before the first day of the window");
        }
        let (first, last) = (unit.index(from), unit.index(until));
        let cohorts = (last - first) as usize + 1;
        if cohorts > Self::MOST_PERIODS {
            return argument("unit", "makes more than 10,000 periods");
        }
        let before = Day::from_number(from.number().saturating_sub(1))?;
        let after = Day::from_number(until.number().saturating_add(1))?;
        Ok(Self {
            first,
            cohorts,
            partial_first: unit.index(before) == first,
            partial_last: unit.index(after) == last,
            active: Vec::new(),
        })
    }

    fn count<K: Ord>(&mut self, mut purchases: Vec<(K, u32)>, activity: Activity) {
        purchases.sort_unstable();
        purchases.dedup();
        for of_one in purchases.chunk_by(|a, b| a.0 == b.0) {
            let (cohort, last) = (of_one[0].1 as usize, of_one[of_one.len() - 1].1 as usize);
            let row = cohort * self.cohorts;
            match activity {
                Activity::InPeriod => {
                    for (_, period) in of_one {
                        self.active[row + *period as usize - cohort] += 1;
                    }
                }
                Activity::InPeriodOrLater => {
                    for slot in &mut self.active[row..=row + last - cohort] {
                        *slot += 1;
                    }
                }
            }
        }
    }

    /// How many cohorts there are, which is how many periods there are.
    #[must_use]
    pub fn cohorts(&self) -> usize {
        self.cohorts
    }

    /// The calendar period of the first cohort, as [`Unit::index`] counts them.
    #[must_use]
    pub fn first_period(&self) -> i32 {
        self.first
    }

    /// Whether the first period was observed only in part.
    #[must_use]
    pub fn partial_first(&self) -> bool {
        self.partial_first
    }

    /// Whether the last period was observed only in part.
    #[must_use]
    pub fn partial_last(&self) -> bool {
        self.partial_last
    }

    /// The customers of a cohort; 0 where there is no such cohort.
    #[must_use]
    pub fn customers(&self, cohort: usize) -> u64 {
        self.cell(cohort, 0).map_or(0, |cell| cell.customers)
    }

    /// The cell of a cohort, counted from 0, at an age in periods; `None` where it
    /// has not happened yet or there is no such cohort.
    #[must_use]
    pub fn cell(&self, cohort: usize, age: usize) -> Option<CohortCell> {
        let period = cohort.checked_add(age).filter(|period| *period < self.cohorts)?;
        let row = cohort * self.cohorts;
        Some(CohortCell {
            customers: self.active[row],
            active: self.active[row + age],
            partial: (self.partial_last && period + 1 == self.cohorts)
                || (self.partial_first && period == 0),
        })
    }

    /// The active customers of each cohort at the ages that were observed whole, the
    /// first cohort first; none for a cohort of an unfinished period.
    pub fn complete(&self) -> impl Iterator<Item = &[u64]> {
        (0..self.cohorts).map(move |cohort| {
            let ages = self.cohorts - cohort - usize::from(self.partial_last);
            let start = cohort * self.cohorts;
            &self.active[start..start + ages]
        })
    }

    /// The retention at an age over all cohorts whose period is complete.
    #[must_use]
    pub fn mean(&self, age: usize, mean: CohortMean) -> CohortRate {
        let mut found =
            CohortRate { rate: None, customers: 0, active: 0, cohorts: 0, empty: 0, partial: 0 };
        let mut sum = 0.0;
        for cell in (0..self.cohorts).map_while(|cohort| self.cell(cohort, age)) {
            match cell.rate() {
                _ if cell.partial => found.partial += 1,
                None => found.empty += 1,
                Some(rate) => {
                    found.cohorts += 1;
                    found.customers += cell.customers;
                    found.active += cell.active;
                    sum += rate;
                }
            }
        }
        found.rate = (found.cohorts > 0).then(|| match mean {
            CohortMean::Pooled => found.active as f64 / found.customers as f64,
            CohortMean::Simple => sum / found.cohorts as f64,
        });
        found
    }

    /// The retention curve: [`mean`](Self::mean) at every age from 0.
    pub fn curve(&self, mean: CohortMean) -> impl Iterator<Item = CohortRate> {
        (0..self.cohorts).map(move |age| self.mean(age, mean))
    }

    /// The rates as a square of cohorts by ages, row by row, written into `out`:
    /// NaN where there is no rate (not happened yet, or a cohort without a
    /// customer). Cells of partial periods are written as they are.
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) unless `out` has cohorts x cohorts entries.
    pub fn rates_into(&self, out: &mut [f64]) -> Result<()> {
        if out.len() != self.active.len() {
            return Err(Error::length("out", out.len(), self.active.len()));
        }
        for (cohort, row) in out.chunks_exact_mut(self.cohorts).enumerate() {
            for (age, slot) in row.iter_mut().enumerate() {
                *slot = self.cell(cohort, age).and_then(|cell| cell.rate()).unwrap_or(f64::NAN);
            }
        }
        Ok(())
    }

    /// Adds a table of other customers over the same window.
    ///
    /// # Errors
    /// [`Argument`](ErrorKind::Argument) where the windows differ,
    /// [`Overflow`](ErrorKind::Overflow) for more customers than can be counted; the table is then
    /// as it was.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        let frame =
            |table: &Self| (table.first, table.cohorts, table.partial_first, table.partial_last);
        if frame(self) != frame(other) {
            return Err(Error::new(ErrorKind::Argument, "covers another window").in_column("other"));
        }
        let pairs = self.active.iter().zip(&other.active);
        let sums: Vec<u64> = pairs.map(|(mine, theirs)| mine.saturating_add(*theirs)).collect();
        check_total("other", &sums)?;
        self.active = sums;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pooled_and_simple_means_of_the_reported_case() {
        // Cohorts of 10 with 20 % and of 100 with 0 %: 10 % or 2 / 110 = 1.818 %.
        let table =
            CohortTable::from_counts(&[vec![10, 2, 0], vec![100, 0], vec![0]], false).unwrap();
        assert_eq!(table.mean(1, CohortMean::Simple).rate, Some(0.1));
        let pooled = table.mean(1, CohortMean::Pooled);
        assert_eq!(pooled.rate, Some(2.0 / 110.0));
        assert_eq!(format!("{:.3}", 100.0 * pooled.rate.unwrap()), "1.818");
        assert_eq!((pooled.cohorts, pooled.customers, pooled.active), (2, 110, 2));
    }

    #[test]
    fn a_cohort_of_whom_nobody_stayed_counts_as_zero() {
        // Dropping the second cohort would make the mean 25 % instead of 12.5 %.
        let table = CohortTable::from_counts(&[vec![4, 1, 0], vec![8, 0], vec![0]], false).unwrap();
        assert_eq!(table.mean(1, CohortMean::Simple).rate, Some(0.125));
        assert_eq!(table.mean(0, CohortMean::Simple).empty, 1);
    }

    #[test]
    fn an_unfinished_period_enters_no_mean() {
        let counts = [vec![10, 5, 1], vec![10, 1], vec![10]];
        let open = CohortTable::from_counts(&counts, true).unwrap();
        let closed = CohortTable::from_counts(&counts, false).unwrap();
        assert_eq!(closed.mean(1, CohortMean::Pooled).rate, Some(0.3));
        let found = open.mean(1, CohortMean::Pooled);
        assert_eq!((found.rate, found.cohorts, found.partial), (Some(0.5), 1, 1));
        assert_eq!(open.mean(2, CohortMean::Pooled).rate, None);
        assert_eq!(open.curve(CohortMean::Pooled).count(), 3);
        assert_eq!(open.mean(9, CohortMean::Pooled).rate, None);
    }

    #[test]
    fn empty_cohorts_keep_their_row() {
        let days = [0, 70, 5, 31 + 28];
        let window = (Day::from_number(0).unwrap(), Day::from_number(119).unwrap());
        let table = CohortTable::of_purchases(
            ["b", "b", "a", "c"]
                .iter()
                .fold(crate::customer::TextColumn::default(), |mut c, t| {
                    c.push(t);
                    c
                })
                .as_texts(),
            &days,
            Unit::Month,
            window.0,
            window.1,
            Activity::InPeriod,
        )
        .unwrap();
        // January, February (empty), March, April (to the 30th: complete).
        let sizes: Vec<u64> = (0..4).map(|cohort| table.customers(cohort)).collect();
        assert_eq!(sizes, [2, 0, 1, 0]);
        assert_eq!(table.cell(1, 1).unwrap().rate(), None);
        assert_eq!(table.cell(0, 2).unwrap().rate(), Some(0.5));
        assert!(!table.cell(0, 3).unwrap().partial);
        assert_eq!(table.cell(3, 1), None);
        assert_eq!(table.cell(usize::MAX, 1), None);
        let mut rates = [0.0; 16];
        table.rates_into(&mut rates).unwrap();
        assert_eq!((rates[0], rates[1], rates[2]), (1.0, 0.0, 0.5));
        assert!(rates[4].is_nan() && rates[15].is_nan());
        assert!(table.rates_into(&mut [0.0; 9]).is_err());
    }

    #[test]
    fn bad_input_is_named() {
        let (from, until) = (Day::from_number(0).unwrap(), Day::from_number(30).unwrap());
        let kind = |unit, days: &[i32]| {
            let keys = vec![1_i64; days.len()];
            CohortTable::of_purchases(keys.as_slice(), days, unit, from, until, Activity::InPeriod)
                .map_err(|error| (error.kind(), error.row()))
                .err()
        };
        assert_eq!(kind(Unit::Day, &[3, 31]), Some((ErrorKind::OutsideWindow, Some(1))));
        assert_eq!(kind(Unit::Hour, &[3]), Some((ErrorKind::Argument, None)));
        assert_eq!(kind(Unit::Day, &[]), None);
        assert!(CohortTable::from_counts(&[], false).is_err());
        assert!(CohortTable::from_counts(&[vec![1, 2], vec![1]], false).is_err());
        assert!(CohortTable::from_counts(&[vec![1], vec![1]], false).is_err());
        // Eighty gigabytes, of next to nothing.
        let error = CohortTable::from_counts(&vec![Vec::new(); 100_000], false).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::OutOfRange, Some("cohorts")));
    }

    proptest! {
        #[test]
        fn parts_merge_into_the_whole_and_later_activity_never_rises(
            purchases in proptest::collection::vec((0_i64..30, 3_i32..400), 0..200),
        ) {
            let (from, until) = (Day::from_number(3).unwrap(), Day::from_number(400).unwrap());
            let build = |rows: &[(i64, i32)], activity| {
                let keys: Vec<i64> = rows.iter().map(|row| row.0).collect();
                let days: Vec<i32> = rows.iter().map(|row| row.1).collect();
                CohortTable::of_purchases(keys.as_slice(), &days, Unit::Month, from, until, activity)
                    .unwrap()
            };
            for activity in [Activity::InPeriod, Activity::InPeriodOrLater] {
                let whole = build(&purchases, activity);
                let (odd, even): (Vec<_>, Vec<_>) = purchases.iter().partition(|row| row.0 % 2 == 1);
                let mut merged = build(&odd, activity);
                merged.merge(&build(&even, activity)).unwrap();
                prop_assert_eq!(&merged, &whole);
                let people: std::collections::HashSet<i64> = purchases.iter().map(|row| row.0).collect();
                let total: u64 = (0..whole.cohorts()).map(|cohort| whole.customers(cohort)).sum();
                prop_assert_eq!(total, people.len() as u64);
                for cohort in 0..whole.cohorts() {
                    let counts: Vec<u64> = (0..whole.cohorts() - cohort)
                        .map(|age| whole.cell(cohort, age).unwrap().active).collect();
                    prop_assert!(counts.iter().all(|count| *count <= counts[0]));
                    if activity == Activity::InPeriodOrLater {
                        prop_assert!(counts.windows(2).all(|pair| pair[0] >= pair[1]));
                    }
                }
            }
        }
    }
}
