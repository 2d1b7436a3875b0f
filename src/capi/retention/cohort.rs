//! Cohort tables.

use crate::capi::prelude::*;
use crate::lifetime::Survivors;
use crate::retention::{Activity, CohortMean, CohortRate, CohortTable};
use crate::time::{Day, Unit};

enumeration!(HABITUE_ACTIVITY: Activity);

enumeration!(HABITUE_COHORT_MEAN: CohortMean);

/// How cohorts are drawn. Start from `HABITUE_COHORT_OPTIONS_INIT` (months) and set the days.
#[apply(versioned)]
pub struct habitue_cohort_options {
    /// The calendar period: one of `HABITUE_UNIT_DAY`, `_WEEK`, `_MONTH`, `_QUARTER`, `_YEAR`.
    pub unit: i32,
    /// The first day observed, from 1970-01-01; must be given.
    pub from: i32,
    /// The last one; must be given.
    pub until: i32,
    /// One of `HABITUE_ACTIVITY_...`. IN_PERIOD by default.
    pub activity: i32,
    pub reserved: u32,
}

begins!(
    habitue_cohort_options,
    unit = HABITUE_UNIT_MONTH,
    from = HABITUE_NO_DAY,
    until = HABITUE_NO_DAY,
);

/// Customers by the period of their first purchase and the periods since then.
#[derive(Debug)]
pub struct habitue_cohort_table(pub(in crate::capi) CohortTable);

/// Draws a cohort table from purchases, each with its customer, `habitue_i64(NULL, keys)` or text,
/// and its day. A customer whose first purchase lies before the first day is taken for new at the
/// first one seen. Every row is a purchase: leave out those of refunds.
///
/// Returns also `HABITUE_OUTSIDE_WINDOW` with the row, and `HABITUE_BAD_ARGUMENT` where the days
/// are not in order or for more than 10,000 periods.
pub unsafe fn habitue_cohort_table_new(
    customers: habitue_column,
    days: &[i32],
    rows: usize,
    options: Option<habitue_cohort_options>,
) -> Result<CohortTable> {
    let customers = customers.keys(rows, "customers")?;
    let given = options.unwrap_or_default();
    let periods: Vec<_> =
        Unit::TABLE.iter().copied().filter(|(_, unit)| *unit != Unit::Hour).collect();
    let unit = enumerator(given.unit, "options.unit", &periods)?;
    let activity = Activity::read(given.activity, "options.activity")?;
    let day = |number: i32, name: &'static str| {
        if number == HABITUE_NO_DAY {
            return Err(fault(ErrorKind::Missing, name, "is not given"));
        }
        Day::from_number(number).map_err(|error| error.in_column(name))
    };
    let (from, until) = (day(given.from, "options.from")?, day(given.until, "options.until")?);
    CohortTable::of_purchases(customers, days, unit, from, until, activity)
}

/// A cohort table from counts that were drawn elsewhere: `active` holds `cohorts` x `cohorts`
/// cells, row by row the active customers of a cohort by age, at age 0 all its customers; those
/// that have not happened (cohort + age >= `cohorts`) are not read. The periods count from
/// `first_period` on (0, or any); `partial_first` and `partial_last` are 1 where the first or the
/// last was observed only in part, else 0. What `habitue_cohort_table_inspect` and
/// `habitue_cohort_table_read` told of a table comes back as it was, and merges with others of its
/// window.
///
/// Returns also `HABITUE_EMPTY_INPUT` without a cohort, and `HABITUE_INCONSISTENT` where more are
/// active than the cohort has customers, with the cohort as row.
pub unsafe fn habitue_cohort_table_of_counts(
    active: *const u64,
    cohorts: usize,
    first_period: i32,
    partial_first: u8,
    partial_last: u8,
) -> Result<CohortTable> {
    let active = column(active, squared(cohorts)?, "active")?;
    for (name, flag) in [("partial_first", partial_first), ("partial_last", partial_last)] {
        if flag > 1 {
            return Err(Error::out_of_range(name, f64::from(flag), "0 or 1"));
        }
    }
    let happened = |cohort: usize| active[cohort * cohorts..][..cohorts - cohort].to_vec();
    let counts: Vec<Vec<u64>> = (0..cohorts).map(happened).collect();
    let table = CohortTable::from_counts(&counts, partial_last == 1)?;
    Ok(table.in_periods(first_period, partial_first == 1))
}

fn squared(cohorts: usize) -> Result<usize> {
    cohorts.checked_mul(cohorts).ok_or_else(|| Error::length("cohorts", cohorts, 10_000))
}

/// The shape of a cohort table. Start from `HABITUE_COHORT_INFO_INIT`.
#[apply(versioned)]
pub struct habitue_cohort_info {
    /// Written: the calendar period of the first cohort, counted from that of 1970-01-01.
    pub first_period: i32,
    /// Written: how many cohorts there are, which is how many periods there are.
    pub cohorts: usize,
    /// Written: how many rows `survivors` of `habitue_cohort_columns` has.
    pub survivor_rows: usize,
    /// Written: 1 where the first period was observed only in part, else 0.
    pub partial_first: u32,
    /// Written: the same of the last period.
    pub partial_last: u32,
}

/// Tells the shape of a cohort table.
pub fn habitue_cohort_table_inspect(
    table: &CohortTable,
    info: &mut habitue_cohort_info,
) -> Result<()> {
    (info.cohorts, info.first_period) = (table.cohorts(), table.first_period());
    info.survivor_rows = signed(table).count();
    info.partial_first = table.partial_first().into();
    info.partial_last = table.partial_last().into();
    Ok(())
}

mirror! {
    /// The retention at one age over all cohorts whose period is complete.
    habitue_cohort_rate: CohortRate, rate, customers, active, cohorts, empty, partial
}

/// What of a cohort table to copy out: each column is the caller's, or NULL where it is not
/// wanted. Start from `HABITUE_COHORT_COLUMNS_INIT`.
#[apply(versioned)]
pub struct habitue_cohort_columns {
    /// Of `curve`: one of `HABITUE_COHORT_MEAN_...`. POOLED by default.
    pub mean: i32,
    /// How many cohorts the table has. The first three columns have as many cells squared, row by
    /// row: a row is a cohort, a column the periods since its first.
    pub cohorts: usize,
    /// Written: active customers; 0 where it has not happened.
    pub active: *mut u64,
    /// Written: their shares; NaN where it has not happened, or a cohort has no customer.
    pub rates: *mut f64,
    /// Written: 1 where the period was observed only in part, else 0.
    pub partial: *mut u8,
    /// Written: the mean over cohorts at each age, `cohorts` cells.
    pub curve: *mut habitue_cohort_rate,
    /// How many rows the next three columns have, as `habitue_cohort_info` says.
    pub survivor_rows: usize,
    /// Written: the cohort, from 0, of customers under contract, who are active in every period
    /// for as long as they stay. Ages observed only in part and cohorts without a customer are
    /// left out. `habitue_customers` takes these columns.
    pub cohort: *mut i64,
    /// Written: the period.
    pub period: *mut u32,
    /// Written: customers of the cohort who were left then.
    pub survivors: *mut u64,
}

/// Copies out what a cohort table holds. Returns also `HABITUE_INCONSISTENT` where survivors are
/// wanted and customers came back, with the cohort as row.
pub unsafe fn habitue_cohort_table_read(
    table: &CohortTable,
    columns: habitue_cohort_columns,
) -> Result<()> {
    let (cohorts, rows) = (columns.cohorts, columns.survivor_rows);
    same_length("columns.cohorts", cohorts, table.cohorts())?;
    let cells = squared(cohorts)?;
    fields!(columns => optional_column_mut active[cells], optional_column_mut rates[cells],
        optional_column_mut partial[cells], optional_column_mut curve[cohorts],
        optional_column_mut cohort[rows], optional_column_mut period[rows],
        optional_column_mut survivors[rows]);
    let mean = CohortMean::read(columns.mean, "columns.mean")?;
    if cohort.is_some() || period.is_some() || survivors.is_some() {
        same_length("columns.survivor_rows", rows, signed(table).count())?;
        Survivors::of_cohorts(table)?;
    }
    fill(cohort, signed(table).map(|row| row.0));
    fill(period, signed(table).map(|row| row.1));
    fill(survivors, signed(table).map(|row| row.2));
    fill(curve, table.curve(mean).map(|rate| rate.told()));
    let cell = |at: usize| table.cell(at / cohorts, at % cohorts);
    fill(active, (0..cells).map(|at| cell(at).map_or(0, |cell| cell.active)));
    fill(partial, (0..cells).map(|at| cell(at).map_or(0, |cell| u8::from(cell.partial))));
    rates.map_or(Ok(()), |rates| table.rates_into(rates))
}

/// Cohorts with customers, by period: who was left then.
fn signed(table: &CohortTable) -> impl Iterator<Item = (i64, u32, u64)> + '_ {
    table
        .complete()
        .enumerate()
        .filter(|(_, counts)| counts.first().is_some_and(|customers| *customers > 0))
        .flat_map(|(cohort, counts)| {
            (0..).zip(counts).map(move |(period, count)| (cohort as i64, period, *count))
        })
}

/// Adds a table of other customers over the same window. Returns also `HABITUE_BAD_ARGUMENT` where
/// the windows differ or the two are the same handle.
pub unsafe fn habitue_cohort_table_merge(
    table: *mut habitue_cohort_table,
    other: *const habitue_cohort_table,
) -> Result<()> {
    if std::ptr::eq(table, other) && !table.is_null() {
        let message = "is the table itself, not one of other customers";
        return Err(fault(ErrorKind::Argument, "other", message));
    }
    output(table, "table")?.0.merge(&input(other, "other")?.0)
}
