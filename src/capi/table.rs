//! The table of customers that a summary gives for a window.

use super::column::{column_mut, input, optional_column_mut, output, room};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::options::{Options, enumerator, options, reserved};
use super::status::{habitue_error, habitue_status};
use super::summary::{HABITUE_NO_DAY, HABITUE_UNIT_WEEK, UNITS, habitue_summary};
use crate::customer::Keys;
use crate::error::{Error, ErrorKind, Result};
use crate::summary::{Audit, Convention, Summary, Table};
use crate::time::{Day, Window};

/// Distinct days and fractional units, as BTYD, BTYDplus and CLVTools count.
pub const HABITUE_CONVENTION_BTYD: i32 = 0;
/// Calendar periods of the unit, as lifetimes and pymc-marketing count.
pub const HABITUE_CONVENTION_LIFETIMES: i32 = 1;
/// Distinct hours and fractional units; needs a summary that keeps hours.
pub const HABITUE_CONVENTION_HOURLY: i32 = 2;

/// A window of observation and how to count in it. Start from `HABITUE_WINDOW_INIT` (distinct
/// days in fractional weeks, no start, calibration until the last day of the summary, no
/// holdout).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_window {
    /// `sizeof(habitue_window)` of the caller.
    pub struct_size: u32,
    /// One of `HABITUE_CONVENTION_...`.
    pub convention: i32,
    /// Unit of t_x and T: one of `HABITUE_UNIT_...`.
    pub unit: i32,
    /// First day that counts, days since 1970-01-01; `HABITUE_NO_DAY` for no limit.
    pub start: i32,
    /// Last day that calibrates; `HABITUE_NO_DAY` for the last day of the summary, or its last
    /// hour where it keeps hours.
    pub calibration_end: i32,
    /// Last day of the holdout; `HABITUE_NO_DAY` for no holdout.
    pub holdout_end: i32,
    /// Must be 0.
    pub reserved: [u32; 2],
}

// SAFETY: repr(C), eight fields of four bytes, integers only.
unsafe impl Options for habitue_window {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        convention: HABITUE_CONVENTION_BTYD,
        unit: HABITUE_UNIT_WEEK,
        start: HABITUE_NO_DAY,
        calibration_end: HABITUE_NO_DAY,
        holdout_end: HABITUE_NO_DAY,
        reserved: [0; 2],
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

impl habitue_window {
    pub(super) fn resolve(&self, summary: &Summary) -> Result<(Window, Convention)> {
        reserved(&self.reserved, "window.reserved")?;
        let day = |number: i32, name: &'static str| {
            Day::from_number(number).map_err(|error| error.in_column(name))
        };
        let mut window = if self.calibration_end == HABITUE_NO_DAY {
            summary.whole_window().ok_or_else(|| Error::empty("summary"))?
        } else {
            Window::until(day(self.calibration_end, "window.calibration_end")?)
        };
        if self.start != HABITUE_NO_DAY {
            window = window.with_start(day(self.start, "window.start")?)?;
        }
        if self.holdout_end != HABITUE_NO_DAY {
            window = window.with_holdout_until(day(self.holdout_end, "window.holdout_end")?)?;
        }
        let unit = enumerator(self.unit, "window.unit", &UNITS)?;
        let conventions = [
            (HABITUE_CONVENTION_BTYD, Convention::btyd(unit)),
            (HABITUE_CONVENTION_LIFETIMES, Convention::lifetimes(unit)),
            (HABITUE_CONVENTION_HOURLY, Convention::btyd(unit).with_hourly_occasions()),
        ];
        Ok((window, enumerator(self.convention, "window.convention", &conventions)?))
    }
}

/// What became of every transaction when a table was made. Nothing is lost without a count:
/// rows = occasions + merged + dropped + outside + uncalibrated rows.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct habitue_audit {
    /// Transactions taken in.
    pub rows: u64,
    /// Rows refused while reading; not part of `rows`.
    pub rejected_rows: u64,
    /// Transactions taken in with a negative amount.
    pub refund_rows: u64,
    /// Customers in the table.
    pub customers: u64,
    /// Occasions in the table, first ones and holdout ones included.
    pub occasions: u64,
    /// Rows that joined an occasion already counted.
    pub merged_rows: u64,
    /// Periods that refunds brought to nothing or less, which are no occasions.
    pub dropped_occasions: u64,
    /// Rows of such periods.
    pub dropped_rows: u64,
    /// Refunds that no earlier purchase of the customer could bear, minor units.
    pub dropped_spend: i64,
    /// Rows before the window's start or after its end.
    pub outside_rows: u64,
    /// Net amount of rows outside the window, minor units.
    pub outside_spend: i64,
    /// Customers whose occasions within the window are all in the holdout: not in the table.
    pub uncalibrated_customers: u64,
    /// Rows of such customers within the window.
    pub uncalibrated_rows: u64,
    /// Net amount of such rows, minor units.
    pub uncalibrated_spend: i64,
    /// Transactions taken in without a cost, whose margin the rules assumed.
    pub assumed_rows: u64,
    /// Margin of such refunds, minor units.
    pub dropped_margin: i64,
    /// Margin of rows outside the window, minor units.
    pub outside_margin: i64,
    /// Margin of rows of customers whom nothing calibrates, minor units.
    pub uncalibrated_margin: i64,
}

impl From<&Audit> for habitue_audit {
    fn from(audit: &Audit) -> Self {
        Self {
            rows: audit.rows,
            rejected_rows: audit.rejected_rows,
            refund_rows: audit.refund_rows,
            customers: audit.customers,
            occasions: audit.occasions,
            merged_rows: audit.merged_rows,
            dropped_occasions: audit.dropped_occasions,
            dropped_rows: audit.dropped_rows,
            dropped_spend: audit.dropped_spend,
            outside_rows: audit.outside_rows,
            outside_spend: audit.outside_spend,
            uncalibrated_customers: audit.uncalibrated_customers,
            uncalibrated_rows: audit.uncalibrated_rows,
            uncalibrated_spend: audit.uncalibrated_spend,
            assumed_rows: audit.assumed_rows,
            dropped_margin: audit.dropped_margin,
            outside_margin: audit.outside_margin,
            uncalibrated_margin: audit.uncalibrated_margin,
        }
    }
}

/// Customers as columns, sorted by key: frequency x, recency t_x, age T and spend. Threads: as
/// every handle.
#[derive(Debug)]
pub struct habitue_table(pub(super) Table);

/// Makes the table of a window; `*out` becomes a handle of its own.
///
/// `window` may be NULL for the defaults. Fails with `HABITUE_EMPTY_INPUT` where an empty summary
/// is to say its last day, `HABITUE_BAD_ARGUMENT` where the window's days are not in order or
/// hours are asked of a summary that keeps days, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_BAD_ENUMERATOR`, `HABITUE_OVERFLOW`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_table(
    summary: *const habitue_summary,
    window: *const habitue_window,
    out: *mut *mut habitue_table,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the caller's promise (contract at the top of the header).
    unsafe {
        guard_new(out, error, || {
            let summary = &input(summary, "summary")?.0;
            let (window, convention) = options(window, "window")?.resolve(summary)?;
            summary.table(&window, &convention).map(habitue_table)
        })
    }
}

/// Releases a table; NULL is nothing to release. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_table_free(table: *mut habitue_table) {
    // SAFETY: the caller's promise.
    unsafe { free(table) }
}

/// How many customers there are, and how many bytes their text keys have (0 where keys are
/// integers; `*text_keys` says which, 1 or 0). No pointer but `error` may be
/// NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_shape(
    table: *const habitue_table,
    customers: *mut usize,
    text_keys: *mut u8,
    key_bytes: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (table, customers, text_keys, key_bytes) = unsafe {
            (
                &input(table, "table")?.0,
                output(customers, "customers")?,
                output(text_keys, "text_keys")?,
                output(key_bytes, "key_bytes")?,
            )
        };
        *customers = table.len();
        (*text_keys, *key_bytes) = match table.keys() {
            Keys::Integer(_) => (0, 0),
            Keys::Text(texts) => (1, texts.iter().map(str::len).sum()),
        };
        Ok(())
    })
}

/// Writes the counted columns, each of `length` entries; NULL for one that is not wanted.
///
/// `x` repeat occasions of the calibration; `t_x` time from the first occasion to the last (0
/// where x is 0) and `t` from the first to the end of the calibration, in the window's unit;
/// `holdout_x` occasions of the holdout. `length` is the number of customers, otherwise
/// `HABITUE_BAD_LENGTH`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_history(
    table: *const habitue_table,
    x: *mut u32,
    t_x: *mut f64,
    t: *mut f64,
    holdout_x: *mut u32,
    length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (table, x, t_x, t, holdout_x) = unsafe {
            (
                &input(table, "table")?.0,
                optional_column_mut(x, length, "x")?,
                optional_column_mut(t_x, length, "t_x")?,
                optional_column_mut(t, length, "t")?,
                optional_column_mut(holdout_x, length, "holdout_x")?,
            )
        };
        same_length(table, length)?;
        copy(x, table.x());
        copy(t_x, table.t_x());
        copy(t, table.t());
        copy(holdout_x, table.holdout_x());
        Ok(())
    })
}

/// Writes the columns of money in minor units, each of `length` entries; NULL for one that is
/// not wanted. All are 0 where the rules name no currency.
///
/// `first` the first occasion; `repeat` the sum over the repeat occasions; `total` the sum of
/// both; `holdout` the sum over the holdout. `length` is the number of customers, otherwise
/// `HABITUE_BAD_LENGTH`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_spend(
    table: *const habitue_table,
    first: *mut i64,
    repeat: *mut i64,
    total: *mut i64,
    holdout: *mut i64,
    length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (table, first, repeat, total, holdout) = unsafe {
            (
                &input(table, "table")?.0,
                optional_column_mut(first, length, "first")?,
                optional_column_mut(repeat, length, "repeat")?,
                optional_column_mut(total, length, "total")?,
                optional_column_mut(holdout, length, "holdout")?,
            )
        };
        same_length(table, length)?;
        copy(first, table.first_spend());
        copy(repeat, table.repeat_spend());
        copy(holdout, table.holdout_spend());
        for (slot, sum) in total.into_iter().flatten().zip(table.total_spend()) {
            *slot = sum;
        }
        Ok(())
    })
}

/// Writes the columns of margins in minor units, each of `length` entries; NULL for one that is
/// not wanted.
///
/// `first` what the first occasion left; `repeat` the sum over the repeat occasions; `profit` the
/// sum of both; `holdout` the sum over the holdout. `length` is the number of customers, otherwise
/// `HABITUE_BAD_LENGTH`; `HABITUE_MISSING_VALUE` where the rules keep no margins. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_margin(
    table: *const habitue_table,
    first: *mut i64,
    repeat: *mut i64,
    profit: *mut i64,
    holdout: *mut i64,
    length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (table, first, repeat, profit, holdout) = unsafe {
            (
                &input(table, "table")?.0,
                optional_column_mut(first, length, "first")?,
                optional_column_mut(repeat, length, "repeat")?,
                optional_column_mut(profit, length, "profit")?,
                optional_column_mut(holdout, length, "holdout")?,
            )
        };
        same_length(table, length)?;
        let (Some(firsts), Some(repeats), Some(profits), Some(holdouts)) =
            (table.first_margin(), table.repeat_margin(), table.profit(), table.holdout_margin())
        else {
            return Err(
                Error::new(ErrorKind::Missing, "is not kept; set rules.costs").in_column("margin")
            );
        };
        copy(first, firsts);
        copy(repeat, repeats);
        copy(profit, &profits);
        copy(holdout, holdouts);
        Ok(())
    })
}

/// Writes the share of each customer's spend in the calibration that was margin (that of all
/// customers together where one spent nothing on balance) into `rate`, and the mean margin of the
/// repeat occasions in units of the currency (0 where x is 0) into `mean_repeat`; NULL for one
/// that is not wanted.
///
/// `length` is the number of customers, otherwise `HABITUE_BAD_LENGTH`; `HABITUE_MISSING_VALUE`
/// where the rules keep no margins. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_margin_rate(
    table: *const habitue_table,
    rate: *mut f64,
    mean_repeat: *mut f64,
    length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (table, rate, mean_repeat) = unsafe {
            (
                &input(table, "table")?.0,
                optional_column_mut(rate, length, "rate")?,
                optional_column_mut(mean_repeat, length, "mean_repeat")?,
            )
        };
        same_length(table, length)?;
        if table.first_margin().is_none() {
            // Also where neither is wanted.
            return table.margin_rate_into(&mut []);
        }
        rate.map_or(Ok(()), |rate| table.margin_rate_into(rate))?;
        mean_repeat.map_or(Ok(()), |mean| table.mean_repeat_margin_into(mean))
    })
}

/// Writes the mean amount of the repeat occasions in units of the currency; 0 where x is 0. What
/// a spend model takes.
///
/// `length` is the number of customers, otherwise `HABITUE_BAD_LENGTH`. No pointer but `error` may be
/// NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_mean_repeat_spend(
    table: *const habitue_table,
    out: *mut f64,
    length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (table, out) = unsafe { (&input(table, "table")?.0, column_mut(out, length, "out")?) };
        table.mean_repeat_spend_into(out)
    })
}

/// Writes integer keys, ascending.
///
/// `length` is the number of customers, otherwise `HABITUE_BAD_LENGTH`; `HABITUE_INCONSISTENT`
/// where keys are text. No pointer but `error` may be
/// NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_keys(
    table: *const habitue_table,
    out: *mut i64,
    length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (table, out) = unsafe { (&input(table, "table")?.0, column_mut(out, length, "out")?) };
        same_length(table, length)?;
        match table.keys() {
            Keys::Integer(keys) => out.copy_from_slice(keys),
            // A table of nobody may not know its kind.
            Keys::Text(texts) if texts.is_empty() => {}
            Keys::Text(_) => return Err(other_kind("text")),
        }
        Ok(())
    })
}

/// Writes text keys, ascending by their bytes, as Arrow's `large_utf8`: `offsets` of `length + 1`
/// entries and `bytes` of `bytes_length`, as `habitue_table_shape` says.
///
/// Fails with `HABITUE_BAD_LENGTH` for other lengths, `HABITUE_INCONSISTENT` where keys are
/// integers. No pointer but `error` may be
/// NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_text_keys(
    table: *const habitue_table,
    offsets: *mut i64,
    length: usize,
    bytes: *mut u8,
    bytes_length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let count = length.checked_add(1).ok_or_else(|| Error::length("offsets", length, 0))?;
        // SAFETY: the caller's promise.
        let (table, offsets, bytes) = unsafe {
            (
                &input(table, "table")?.0,
                column_mut(offsets, count, "offsets")?,
                column_mut(bytes, bytes_length, "bytes")?,
            )
        };
        same_length(table, length)?;
        let crate::customer::KeyColumn::Text(keys) = table.key_column() else {
            return Err(other_kind("integers"));
        };
        if bytes.len() != keys.bytes().len() {
            return Err(Error::length("bytes", bytes.len(), keys.bytes().len()));
        }
        offsets.copy_from_slice(keys.offsets());
        bytes.copy_from_slice(keys.bytes());
        Ok(())
    })
}

/// What became of every transaction. No pointer but `error` may be
/// NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_audit(
    table: *const habitue_table,
    out: *mut habitue_audit,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (table, out) = unsafe { (&input(table, "table")?.0, output(out, "out")?) };
        *out = table.audit().into();
        Ok(())
    })
}

/// The distinct (x, t_x, T) of a table with their numbers of customers, sorted: all that a fit
/// needs, and they add up over tables.
///
/// The columns have room for `capacity` cells; the number of customers is always enough.
/// `*needed` is told how many there are; all columns NULL and a capacity of 0 ask for that
/// alone. Too small a capacity fails with `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_cells(
    table: *const habitue_table,
    x: *mut u32,
    t_x: *mut f64,
    t: *mut f64,
    count: *mut u64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (table, x, t_x, t, count, needed) = unsafe {
            (
                &input(table, "table")?.0,
                column_mut(x, capacity, "x")?,
                column_mut(t_x, capacity, "t_x")?,
                column_mut(t, capacity, "t")?,
                column_mut(count, capacity, "count")?,
                output(needed, "needed")?,
            )
        };
        let cells = table.cells();
        if room(cells.len(), capacity, needed)? {
            x[..cells.len()].copy_from_slice(cells.x());
            t_x[..cells.len()].copy_from_slice(cells.t_x());
            t[..cells.len()].copy_from_slice(cells.t());
            count[..cells.len()].copy_from_slice(cells.count());
        }
        Ok(())
    })
}

/// The sum of the logarithms of the intervals between the occasions of each customer in the
/// calibration, in the rows of `habitue_summary_table` with the same window: the column that
/// `habitue_model_fit` asks for where purchases may be regular.
///
/// `log_intervals` has room for `capacity` customers; `*needed` is told how many there are; NULL
/// and a capacity of 0 ask for that alone. Fails with `HABITUE_BUFFER_TOO_SMALL`, and as
/// `habitue_summary_table`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_log_intervals(
    summary: *const habitue_summary,
    window: *const habitue_window,
    log_intervals: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (summary, window, log_intervals, needed) = unsafe {
            (
                &input(summary, "summary")?.0,
                options(window, "window")?,
                column_mut(log_intervals, capacity, "log_intervals")?,
                output(needed, "needed")?,
            )
        };
        let (window, convention) = window.resolve(summary)?;
        let column = summary.log_intervals(&window, &convention)?;
        if room(column.len(), capacity, needed)? {
            log_intervals[..column.len()].copy_from_slice(&column);
        }
        Ok(())
    })
}

/// Actual repeat purchases of the calibrated customers, by period from the first purchase of
/// all: what a tracking plot shows.
///
/// `ends` the last day of each period, `elapsed` the time from the origin to its end in the
/// window's unit, `incremental` the repeat purchases within it; each has room for `capacity`
/// periods. `*needed` is told how many there are; all columns NULL and a capacity of 0 ask for
/// that alone. `*origin` is the first day of the first period. Fails with `HABITUE_EMPTY_INPUT`
/// where nobody bought in the calibration, `HABITUE_BUFFER_TOO_SMALL`, and as
/// `habitue_summary_table`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_tracking(
    summary: *const habitue_summary,
    window: *const habitue_window,
    ends: *mut i32,
    elapsed: *mut f64,
    incremental: *mut u64,
    capacity: usize,
    needed: *mut usize,
    origin: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (summary, window, ends, elapsed, incremental, needed, origin) = unsafe {
            (
                &input(summary, "summary")?.0,
                options(window, "window")?,
                column_mut(ends, capacity, "ends")?,
                column_mut(elapsed, capacity, "elapsed")?,
                column_mut(incremental, capacity, "incremental")?,
                output(needed, "needed")?,
                output(origin, "origin")?,
            )
        };
        let (window, convention) = window.resolve(summary)?;
        let tracking = summary.tracking(&window, &convention)?;
        let periods = tracking.ends().len();
        if room(periods, capacity, needed)? {
            for (slot, day) in ends.iter_mut().zip(tracking.ends()) {
                *slot = day.number();
            }
            elapsed[..periods].copy_from_slice(tracking.elapsed());
            incremental[..periods].copy_from_slice(tracking.incremental());
        }
        *origin = tracking.origin().number();
        Ok(())
    })
}

fn same_length(table: &Table, length: usize) -> Result<()> {
    if table.len() == length { Ok(()) } else { Err(Error::length("length", length, table.len())) }
}

fn copy<T: Copy>(slot: Option<&mut [T]>, column: &[T]) {
    if let Some(slot) = slot {
        slot.copy_from_slice(column);
    }
}

fn other_kind(kind: &str) -> Error {
    Error::new(ErrorKind::Inconsistent, format!("the keys are {kind}")).in_column("keys")
}
