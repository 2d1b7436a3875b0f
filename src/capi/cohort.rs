//! Cohort tables.

use super::column::{column, column_mut, input, optional_column_mut, output, room, texts};
use super::guard::{guard, guard_value};
use super::handle::{free, guard_new};
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use super::units::{
    HABITUE_UNIT_DAY, HABITUE_UNIT_MONTH, HABITUE_UNIT_QUARTER, HABITUE_UNIT_WEEK,
    HABITUE_UNIT_YEAR,
};
use crate::customer::Keys;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::Survivors;
use crate::retention::{Activity, CohortMean, CohortTable};
use crate::time::{Day, Unit};

/// A customer is active in a period with a purchase in that very period.
pub const HABITUE_ACTIVITY_IN_PERIOD: i32 = 0;
/// A customer is active in a period with a purchase in it or in a later one.
pub const HABITUE_ACTIVITY_IN_PERIOD_OR_LATER: i32 = 1;

/// Mean of cohorts: active customers / customers, all cohorts together.
pub const HABITUE_COHORT_MEAN_POOLED: i32 = 0;
/// Mean of cohorts: mean of the rates of the cohorts.
pub const HABITUE_COHORT_MEAN_SIMPLE: i32 = 1;

/// Customers by the period of their first purchase and the periods since then.
/// Threads: as every handle.
#[derive(Debug)]
pub struct habitue_cohort_table(CohortTable);

fn mean(value: i32) -> Result<CohortMean> {
    let table = [
        (HABITUE_COHORT_MEAN_POOLED, CohortMean::Pooled),
        (HABITUE_COHORT_MEAN_SIMPLE, CohortMean::Simple),
    ];
    enumerator(value, "mean", &table)
}

/// Draws a cohort table from purchases, each with its customer and day (days since
/// 1970-01-01), observed from `from` until `until`, both included. `unit` is the
/// calendar period, one of `HABITUE_UNIT_DAY`, `_WEEK`, `_MONTH`, `_QUARTER`, `_YEAR`.
/// `activity` is one of `HABITUE_ACTIVITY_...`. A customer whose first purchase lies
/// before `from` is taken for new at their first purchase seen. Every row is a purchase:
/// leave out those of refunds.
///
/// `*table` receives the handle, to be freed with `habitue_cohort_table_free`;
/// `table` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BAD_ENUMERATOR`, `HABITUE_OUTSIDE_WINDOW` with the row, or
/// `HABITUE_BAD_ARGUMENT` where `until` is before `from` or for more than 10,000
/// periods. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cohort_table_new(
    customers: *const i64,
    days: *const i32,
    rows: usize,
    unit: i32,
    from: i32,
    until: i32,
    activity: i32,
    table: *mut *mut habitue_cohort_table,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (customers, days) =
            unsafe { (column(customers, rows, "customers")?, column(days, rows, "days")?) };
        of_purchases(customers, days, unit, (from, until), activity)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(table, error, make) }
}

/// `habitue_cohort_table_new` on text keys, laid out as Arrow's `large_utf8`: the
/// customer of row i is the bytes from `customer_offsets[i]` up to
/// `customer_offsets[i + 1]`, UTF-8, and there are `rows + 1` offsets.
///
/// `*table` receives the handle, to be freed with `habitue_cohort_table_free`;
/// `table` must not be NULL, `error` may be. Returns what `habitue_cohort_table_new`
/// does, `HABITUE_UNSORTED` for offsets that descend, or `HABITUE_NOT_UTF8` for text
/// that is not, with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cohort_table_new_text(
    customer_offsets: *const i64,
    customer_bytes: *const u8,
    customer_bytes_length: usize,
    days: *const i32,
    rows: usize,
    unit: i32,
    from: i32,
    until: i32,
    activity: i32,
    table: *mut *mut habitue_cohort_table,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (customers, days) = unsafe {
            (
                texts(customer_offsets, rows, customer_bytes, customer_bytes_length, "customers")?,
                column(days, rows, "days")?,
            )
        };
        of_purchases(customers, days, unit, (from, until), activity)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(table, error, make) }
}

fn of_purchases<'a>(
    customers: impl Into<Keys<'a>>,
    days: &[i32],
    unit: i32,
    (from, until): (i32, i32),
    activity: i32,
) -> Result<habitue_cohort_table> {
    let units = [
        (HABITUE_UNIT_DAY, Unit::Day),
        (HABITUE_UNIT_WEEK, Unit::Week),
        (HABITUE_UNIT_MONTH, Unit::Month),
        (HABITUE_UNIT_QUARTER, Unit::Quarter),
        (HABITUE_UNIT_YEAR, Unit::Year),
    ];
    let activities = [
        (HABITUE_ACTIVITY_IN_PERIOD, Activity::InPeriod),
        (HABITUE_ACTIVITY_IN_PERIOD_OR_LATER, Activity::InPeriodOrLater),
    ];
    let unit = enumerator(unit, "unit", &units)?;
    let activity = enumerator(activity, "activity", &activities)?;
    let (from, until) = (Day::from_number(from)?, Day::from_number(until)?);
    CohortTable::of_purchases(customers, days, unit, from, until, activity)
        .map(habitue_cohort_table)
}

/// A cohort table from counts that were drawn elsewhere: `active` holds, row by row, the
/// active customers of cohort c at age a in entry c x cohorts + a, at age 0 all its
/// customers; there are `cells` = cohorts x cohorts entries, of which those with c + a >=
/// cohorts have not happened and are not read. `partial_last` is 1 where the last period
/// was observed only in part, else 0. The first period counts as period 0.
///
/// `*table` receives the handle, to be freed with `habitue_cohort_table_free`;
/// `table` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT` without a cohort, `HABITUE_OUT_OF_RANGE` for another
/// `partial_last`, or `HABITUE_INCONSISTENT` where more are active than the cohort has
/// customers, with the cohort as row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cohort_table_from_counts(
    active: *const u64,
    cells: usize,
    cohorts: usize,
    partial_last: u8,
    table: *mut *mut habitue_cohort_table,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let active = unsafe { column(active, cells, "active")? };
        if cohorts.checked_mul(cohorts) != Some(cells) {
            return Err(Error::length("active", cells, cohorts.saturating_mul(cohorts)));
        }
        if partial_last > 1 {
            return Err(Error::out_of_range("partial_last", f64::from(partial_last), "0 or 1"));
        }
        let happened = |cohort: usize| active[cohort * cohorts..][..cohorts - cohort].to_vec();
        let counts: Vec<Vec<u64>> = (0..cohorts).map(happened).collect();
        CohortTable::from_counts(&counts, partial_last == 1).map(habitue_cohort_table)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(table, error, make) }
}

/// Releases a cohort table; NULL does nothing. Needs the handle to itself.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_cohort_table_free(table: *mut habitue_cohort_table) {
    // SAFETY: the contract of the header.
    unsafe { free(table) }
}

/// How many cohorts there are, which is how many periods there are; 0 for NULL.
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cohort_table_cohorts(table: *const habitue_cohort_table) -> usize {
    guard_value(0, || {
        // SAFETY: the contract of the header.
        unsafe { input(table, "table") }.map_or(0, |table| table.0.cohorts())
    })
}

/// The calendar period of the first cohort: periods of its unit since that of
/// 1970-01-01; 0 for NULL. Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cohort_table_first_period(
    table: *const habitue_cohort_table,
) -> i32 {
    guard_value(0, || {
        // SAFETY: the contract of the header.
        unsafe { input(table, "table") }.map_or(0, |table| table.0.first_period())
    })
}

/// The cells of the table, row by row (a row is a cohort, a column the periods since
/// its first): `active` customers, `rates` (NaN where there is none: not happened
/// yet, or a cohort without a customer) and `partial` (1 where the period was
/// observed only in part). Each has `cells` = cohorts x cohorts entries.
///
/// `table` must not be NULL; `active`, `rates`, `partial` and `error` may be. Returns
/// `HABITUE_OK`, or an argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cohort_table_cells(
    table: *const habitue_cohort_table,
    active: *mut u64,
    rates: *mut f64,
    partial: *mut u8,
    cells: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (table, active, rates, partial) = unsafe {
            (
                &input(table, "table")?.0,
                optional_column_mut(active, cells, "active")?,
                optional_column_mut(rates, cells, "rates")?,
                optional_column_mut(partial, cells, "partial")?,
            )
        };
        let cohorts = table.cohorts();
        if cells != cohorts * cohorts {
            return Err(Error::length("cells", cells, cohorts * cohorts));
        }
        if let Some(rates) = rates {
            table.rates_into(rates)?;
        }
        let cell = |at: usize| table.cell(at / cohorts, at % cohorts);
        for (at, slot) in active.into_iter().flatten().enumerate() {
            *slot = cell(at).map_or(0, |cell| cell.active);
        }
        for (at, slot) in partial.into_iter().flatten().enumerate() {
            *slot = cell(at).map_or(0, |cell| u8::from(cell.partial));
        }
        Ok(())
    })
}

/// The retention at one age over all cohorts whose period is complete.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_cohort_rate {
    /// The mean rate; NaN where no cohort has one at this age.
    pub rate: f64,
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

/// The retention curve: the mean over cohorts at each age from 0, into `curve` of
/// `ages` entries, which must be as many as there are cohorts. `mean` is one of
/// `HABITUE_COHORT_MEAN_...`.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cohort_table_curve(
    table: *const habitue_cohort_table,
    mean: i32,
    curve: *mut habitue_cohort_rate,
    ages: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (table, curve) =
            unsafe { (&input(table, "table")?.0, column_mut(curve, ages, "curve")?) };
        let mean = self::mean(mean)?;
        if ages != table.cohorts() {
            return Err(Error::length("curve", ages, table.cohorts()));
        }
        for (slot, found) in curve.iter_mut().zip(table.curve(mean)) {
            *slot = habitue_cohort_rate {
                rate: found.rate.unwrap_or(f64::NAN),
                customers: found.customers,
                active: found.active,
                cohorts: found.cohorts,
                empty: found.empty,
                partial: found.partial,
            };
        }
        Ok(())
    })
}

/// The survivors of customers under contract, who are active in every period for as long
/// as they stay, in the long layout that `habitue_contract_model_fit` takes: in each row,
/// `survivors` customers of `cohort` (0 for the first) were left after `period` periods.
/// Ages whose period was observed only in part and cohorts without a customer are left
/// out. `*needed` receives the number of rows; a `capacity` of 0 asks for that alone.
///
/// `table` and `needed` must not be NULL; `cohort`, `period` and `survivors` may be with a
/// capacity of 0, `error` always. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_INCONSISTENT` where customers came back, with
/// the cohort as row. No row is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cohort_table_survivors(
    table: *const habitue_cohort_table,
    cohort: *mut i64,
    period: *mut u32,
    survivors: *mut u64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (table, cohort, period, survivors, needed) = unsafe {
            (
                &input(table, "table")?.0,
                column_mut(cohort, capacity, "cohort")?,
                column_mut(period, capacity, "period")?,
                column_mut(survivors, capacity, "survivors")?,
                output(needed, "needed")?,
            )
        };
        Survivors::of_cohorts(table)?;
        let rows: Vec<(i64, u32, u64)> = table
            .complete()
            .enumerate()
            .filter(|(_, counts)| counts.first().is_some_and(|customers| *customers > 0))
            .flat_map(|(cohort, counts)| {
                (0..).zip(counts).map(move |(period, count)| (cohort as i64, period, *count))
            })
            .collect();
        if room(rows.len(), capacity, needed)? {
            for (at, row) in rows.into_iter().enumerate() {
                (cohort[at], period[at], survivors[at]) = row;
            }
        }
        Ok(())
    })
}

/// Adds a table of other customers over the same window to `table`.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or `HABITUE_BAD_ARGUMENT`
/// where the windows differ or the two are the same handle. Needs `table` to itself.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cohort_table_merge(
    table: *mut habitue_cohort_table,
    other: *const habitue_cohort_table,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        if std::ptr::eq(table, other) && !table.is_null() {
            return Err(Error::new(
                ErrorKind::Argument,
                "is the table itself, not one of other customers",
            )
            .in_column("other"));
        }
        // SAFETY: the contract of the header; the two are not the same (checked above).
        let (table, other) = unsafe { (output(table, "table")?, input(other, "other")?) };
        table.0.merge(&other.0)
    })
}
