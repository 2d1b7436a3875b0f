//! The table of customers that a summary gives for a window.

use std::borrow::Cow;
use std::ffi::c_char;
use std::sync::OnceLock;

use super::rules::written;
use super::summary::habitue_summary;
use crate::capi::customers::habitue_customers;
use crate::capi::evidence::{HABITUE_TYPE_I64, HABITUE_TYPE_TEXT};
use crate::capi::prelude::*;
use crate::capi::units::{HABITUE_NO_DAY, HABITUE_UNIT_WEEK, UNITS, number_of};
use crate::customer::{KeyColumn, Keys};
use crate::summary::{Cells, Convention, Summary, Table};
use crate::time::{Day, Window};

/// Distinct days and fractional units, as BTYD, BTYDplus and CLVTools count.
pub const HABITUE_CONVENTION_BTYD: i32 = 0;
/// Calendar periods of the unit, as lifetimes and pymc-marketing count.
pub const HABITUE_CONVENTION_LIFETIMES: i32 = 1;
/// Distinct hours and fractional units; needs a summary that keeps hours.
pub const HABITUE_CONVENTION_HOURLY: i32 = 2;

/// A window of observation and how to count in it. Start from `HABITUE_WINDOW_INIT`: distinct days
/// in fractional weeks, up to the last day of the summary, no holdout. Days are counted from
/// 1970-01-01.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_window {
    pub struct_size: u32,
    /// One of `HABITUE_CONVENTION_...`.
    pub convention: i32,
    /// Unit of recency and age: one of `HABITUE_UNIT_...`.
    pub unit: i32,
    /// First day that counts; `HABITUE_NO_DAY` for no limit.
    pub start: i32,
    /// Last day that calibrates; `HABITUE_NO_DAY` for the last day of the summary, or its last
    /// hour where it keeps hours.
    pub calibration_end: i32,
    /// Last day of the holdout; `HABITUE_NO_DAY` for no holdout.
    pub holdout_end: i32,
    /// 1 for a table that has log_intervals, which the CNBD-k models read; else 0.
    pub log_intervals: u32,
    pub reserved: u32,
}

begins!(
    habitue_window,
    convention: HABITUE_CONVENTION_BTYD,
    unit: HABITUE_UNIT_WEEK,
    start: HABITUE_NO_DAY,
    calibration_end: HABITUE_NO_DAY,
    holdout_end: HABITUE_NO_DAY,
);

impl habitue_window {
    /// The window for a call that does not look at log_intervals.
    pub(super) fn plain(&self, summary: &Summary) -> Result<(Window, Convention)> {
        if self.log_intervals != 0 {
            return Err(Error::new(ErrorKind::NotRead, "is given and not read")
                .in_column("window.log_intervals"));
        }
        self.resolve(summary)
    }

    fn resolve(&self, summary: &Summary) -> Result<(Window, Convention)> {
        reserved(&[self.reserved], "window.reserved")?;
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

/// Customers as columns, sorted by key: frequency x, recency t_x, age T and spend.
#[derive(Debug)]
pub struct habitue_table {
    table: Table,
    log_intervals: Option<Vec<f64>>,
    /// What is worked out when it is first asked for.
    mean_spend: OnceLock<Vec<f64>>,
    margin_rate: OnceLock<Vec<f64>>,
    cells: OnceLock<Cells>,
}

impl habitue_table {
    fn mean_spend(&self) -> &[f64] {
        self.mean_spend.get_or_init(|| self.table.mean_repeat_spend())
    }

    fn margin_rate(&self) -> Result<&[f64]> {
        if let Some(known) = self.margin_rate.get() {
            return Ok(known);
        }
        let mut rate = vec![0.0; self.table.len()];
        self.table.margin_rate_into(&mut rate)?;
        Ok(self.margin_rate.get_or_init(|| rate))
    }

    fn mean_margin(&self) -> Result<Vec<f64>> {
        let mut mean = vec![0.0; self.table.len()];
        self.table.mean_repeat_margin_into(&mut mean)?;
        Ok(mean)
    }

    fn log_intervals(&self) -> Result<&[f64]> {
        self.log_intervals.as_deref().ok_or_else(|| {
            Error::new(ErrorKind::Missing, "is not kept; set window.log_intervals")
                .in_column("log_intervals")
        })
    }
}

/// Makes the table of a window, with a handle of its own; `window` may be NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT` where an empty summary is to say its last day,
/// `HABITUE_BAD_ARGUMENT` where the days are not in order or hours are asked of a summary that
/// keeps days, `HABITUE_OVERFLOW`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_table(
    summary: *const habitue_summary,
    window: *const habitue_window,
    table: *mut *mut habitue_table,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        let summary = &input(summary, "summary")?.0;
        let given = options::<habitue_window>(window, "window")?;
        let (window, convention) = given.resolve(summary)?;
        let log_intervals = match given.log_intervals {
            0 => None,
            1 => Some(summary.log_intervals(&window, &convention)?),
            other => return Err(no_enumerator(other as i32, "window.log_intervals", &[0, 1])),
        };
        Ok(habitue_table {
            table: summary.table(&window, &convention)?,
            log_intervals,
            mean_spend: OnceLock::new(),
            margin_rate: OnceLock::new(),
            cells: OnceLock::new(),
        })
    };
    guard_new(table, error, make)
}

/// Releases a table. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_table_free(table: *mut habitue_table) {
    free(table)
}

/// What a table holds, and what became of every transaction when it was made. Nothing is lost
/// without a count: rows = occasions + merged + dropped + outside + uncalibrated rows. Spend and
/// margins are minor units. Start from `HABITUE_TABLE_INFO_INIT`; all else is written.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_table_info {
    pub struct_size: u32,
    /// What the keys are: `HABITUE_TYPE_I64` or `_TEXT`.
    pub keys: i32,
    /// Bytes of text keys.
    pub key_bytes: usize,
    /// Unit of recency and age: one of `HABITUE_UNIT_...`.
    pub unit: i32,
    /// Currency of the amounts, or empty.
    pub currency: [c_char; 4],
    /// Transactions taken in.
    pub rows: u64,
    /// Rows refused while reading; not part of `rows`.
    pub rejected_rows: u64,
    /// Transactions taken in with a negative amount.
    pub refund_rows: u64,
    /// Customers in the table, the length of its columns.
    pub customers: u64,
    /// Occasions in the table, first ones and holdout ones included.
    pub occasions: u64,
    /// Rows that joined an occasion already counted.
    pub merged_rows: u64,
    /// Periods that refunds brought to nothing or less, which are no occasions.
    pub dropped_occasions: u64,
    /// Rows of such periods.
    pub dropped_rows: u64,
    /// Refunds that no earlier purchase of the customer could bear.
    pub dropped_spend: i64,
    /// Rows before the window's start or after its end.
    pub outside_rows: u64,
    /// Net amount of rows outside the window.
    pub outside_spend: i64,
    /// Customers whose occasions within the window are all in the holdout: not in the table.
    pub uncalibrated_customers: u64,
    /// Rows of such customers within the window.
    pub uncalibrated_rows: u64,
    /// Net amount of such rows.
    pub uncalibrated_spend: i64,
    /// Transactions taken in without a cost, whose margin the rules assumed.
    pub assumed_rows: u64,
    /// Margin of refunds that no earlier purchase could bear.
    pub dropped_margin: i64,
    /// Margin of rows outside the window.
    pub outside_margin: i64,
    /// Margin of rows of customers whom nothing calibrates.
    pub uncalibrated_margin: i64,
}

begins!(habitue_table_info);

/// Fields of the same name.
macro_rules! copied {
    ($from:expr => $to:ident { $($field:ident)* }) => {{ $($to.$field = $from.$field;)* }};
}

/// Tells what a table holds. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_inspect(
    table: *const habitue_table,
    info: *mut habitue_table_info,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let table = &input(table, "table")?.table;
        let mut told: habitue_table_info = results(info.cast_const(), "info")?;
        (told.keys, told.key_bytes) = match table.keys() {
            Keys::Integer(_) => (HABITUE_TYPE_I64, 0),
            Keys::Text(texts) => (HABITUE_TYPE_TEXT, texts.iter().map(str::len).sum()),
        };
        (told.unit, told.currency) = (number_of(table.unit()), written(table.currency()));
        copied!(table.audit() => told {
            rows rejected_rows refund_rows customers occasions merged_rows dropped_occasions
            dropped_rows dropped_spend outside_rows outside_spend uncalibrated_customers
            uncalibrated_rows uncalibrated_spend assumed_rows dropped_margin outside_margin
            uncalibrated_margin
        });
        tell(&told, info);
        Ok(())
    })
}

/// Columns of a table to copy out. Each is the caller's, of `rows` cells, or NULL where it is not
/// wanted. Start from `HABITUE_TABLE_COLUMNS_INIT`. Spend and margins are minor units, but for
/// means; spend is 0 where the rules name no currency.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_table_columns {
    pub struct_size: u32,
    pub reserved: u32,
    /// How many customers the table has.
    pub rows: usize,
    /// Written: integer keys, ascending.
    pub keys: *mut i64,
    /// Written: where text keys begin in `key_bytes` and the last one ends, `rows` + 1 cells.
    pub key_offsets: *mut i64,
    /// Written: text keys, ascending by their bytes, as many bytes as `habitue_table_info` says.
    pub key_bytes: *mut u8,
    /// Written: x, the repeat occasions of the calibration.
    pub frequency: *mut u32,
    /// Written: t_x, from the first occasion to the last; 0 where x is 0.
    pub recency: *mut f64,
    /// Written: T, from the first occasion to the end of the calibration.
    pub age: *mut f64,
    /// Written: the sum of the logarithms of the intervals between occasions of the calibration.
    pub log_intervals: *mut f64,
    /// Written: occasions of the holdout.
    pub holdout_frequency: *mut u32,
    /// Written: the first occasion.
    pub first_spend: *mut i64,
    /// Written: the sum over the repeat occasions of the calibration.
    pub repeat_spend: *mut i64,
    /// Written: the sum over all occasions of the calibration.
    pub total_spend: *mut i64,
    /// Written: the sum over the holdout.
    pub holdout_spend: *mut i64,
    /// Written: the mean amount of the repeat occasions in units of the currency; 0 where x is 0.
    pub mean_spend: *mut f64,
    /// Written: what the first occasion left.
    pub first_margin: *mut i64,
    /// Written: what the repeat occasions left.
    pub repeat_margin: *mut i64,
    /// Written: what all occasions of the calibration left.
    pub total_margin: *mut i64,
    /// Written: what those of the holdout left.
    pub holdout_margin: *mut i64,
    /// Written: the mean margin of the repeat occasions in units of the currency; 0 where x is 0.
    pub mean_margin: *mut f64,
    /// Written: the share of the spend in the calibration that was margin; that of all customers
    /// together where one spent nothing on balance.
    pub margin_rate: *mut f64,
}

begins!(habitue_table_columns);

/// Copies columns out. Returns also `HABITUE_INCONSISTENT` for keys of the other kind and
/// `HABITUE_MISSING_VALUE` for margins where the rules keep none, and for log_intervals where the
/// window did not ask for them. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_read(
    table: *const habitue_table,
    columns: *const habitue_table_columns,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let handle = input(table, "table")?;
        let given = results::<habitue_table_columns>(columns, "columns")?;
        let (table, rows) = (&handle.table, given.rows);
        reserved(&[given.reserved], "columns.reserved")?;
        if rows != table.len() {
            return Err(Error::length("columns.rows", rows, table.len()));
        }
        // What is wanted is checked and worked out before the first column is written.
        macro_rules! fill {
            ($($field:ident [$length:expr] $source:expr;)*) => {
                $(
                    let out = optional_column_mut(given.$field, $length, stringify!($field))?;
                    let $field = out.map(|out| -> Result<_> { Ok((out, $source)) }).transpose()?;
                )*
                $(if let Some((out, source)) = $field {
                    copy(out, source);
                })*
            };
        }
        let text = || match table.key_column() {
            KeyColumn::Text(keys) => Ok(keys),
            KeyColumn::Integer(_) => Err(other_kind("integers")),
        };
        let bytes = text().map_or(0, |keys| keys.bytes().len());
        fill! {
            keys [rows] integers(table.keys())?;
            key_offsets [rows + 1] text()?.offsets();
            key_bytes [bytes] text()?.bytes();
            frequency [rows] table.x();
            recency [rows] table.t_x();
            age [rows] table.t();
            log_intervals [rows] handle.log_intervals()?;
            holdout_frequency [rows] table.holdout_x();
            first_spend [rows] table.first_spend();
            repeat_spend [rows] table.repeat_spend();
            total_spend [rows] table.total_spend().collect::<Vec<_>>();
            holdout_spend [rows] table.holdout_spend();
            mean_spend [rows] handle.mean_spend();
            first_margin [rows] kept(table.first_margin())?;
            repeat_margin [rows] kept(table.repeat_margin())?;
            total_margin [rows] kept(table.profit())?;
            holdout_margin [rows] kept(table.holdout_margin())?;
            mean_margin [rows] handle.mean_margin()?;
            margin_rate [rows] handle.margin_rate()?;
        }
        Ok(())
    })
}

fn copy<'a, T: Copy + 'a>(out: &mut [T], source: impl Into<Cow<'a, [T]>>)
where
    [T]: ToOwned<Owned = Vec<T>>,
{
    out.copy_from_slice(&source.into());
}

fn integers(keys: Keys<'_>) -> Result<&[i64]> {
    match keys {
        Keys::Integer(keys) => Ok(keys),
        // A table of nobody may not know its kind.
        Keys::Text(texts) if texts.is_empty() => Ok(&[]),
        Keys::Text(_) => Err(other_kind("text")),
    }
}

fn kept<T>(column: Option<T>) -> Result<T> {
    column.ok_or_else(|| {
        Error::new(ErrorKind::Missing, "is not kept; set rules.costs").in_column("margin")
    })
}

fn other_kind(kind: &str) -> Error {
    Error::new(ErrorKind::Inconsistent, format!("the keys are {kind}")).in_column("keys")
}

/// The distinct (x, t_x, T) of a table with their numbers of customers, sorted: all that a fit
/// needs, and they add up over tables. The columns are buffers of `capacity` cells; the number of
/// customers is always enough, and a capacity of 0 asks for `*needed` alone. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_cells(
    table: *const habitue_table,
    frequency: *mut u32,
    recency: *mut f64,
    age: *mut f64,
    customers: *mut u64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let table = input(table, "table")?;
        let x = column_mut(frequency, capacity, "frequency")?;
        let t_x = column_mut(recency, capacity, "recency")?;
        let t = column_mut(age, capacity, "age")?;
        let count = column_mut(customers, capacity, "customers")?;
        let needed = output(needed, "needed")?;
        let cells = table.cells.get_or_init(|| table.table.cells());
        if room(cells.len(), capacity, needed)? {
            x[..cells.len()].copy_from_slice(cells.x());
            t_x[..cells.len()].copy_from_slice(cells.t_x());
            t[..cells.len()].copy_from_slice(cells.t());
            count[..cells.len()].copy_from_slice(cells.count());
        }
        Ok(())
    })
}

/// frequency, recency and age.
pub const HABITUE_COLUMNS_HISTORY: u32 = 1;
/// log_intervals.
pub const HABITUE_COLUMNS_LOG_INTERVALS: u32 = 2;
/// frequency and mean_spend.
pub const HABITUE_COLUMNS_SPEND: u32 = 4;
/// margin_rate.
pub const HABITUE_COLUMNS_MARGIN_RATE: u32 = 8;

/// Points `customers`, which starts from `HABITUE_CUSTOMERS_INIT`, at columns of the table without
/// a copy: `columns` is the sum of `HABITUE_COLUMNS_...`. They, the number of rows and the unit
/// are set, all else stays. The table must not be freed while the customers are used. Returns
/// also `HABITUE_MISSING_VALUE`, as `habitue_table_read`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_table_customers(
    table: *const habitue_table,
    columns: u32,
    customers: *mut habitue_customers,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let handle = input(table, "table")?;
        let mut told: habitue_customers = results(customers.cast_const(), "customers")?;
        if columns == 0 || columns > 15 {
            return Err(Error::out_of_range("columns", f64::from(columns), "1 to 15"));
        }
        let wanted = |bit: u32| columns & bit != 0;
        if wanted(HABITUE_COLUMNS_HISTORY | HABITUE_COLUMNS_SPEND) {
            told.frequency = handle.table.x().as_ptr();
        }
        if wanted(HABITUE_COLUMNS_HISTORY) {
            told.recency = handle.table.t_x().as_ptr();
            told.age = handle.table.t().as_ptr();
            told.unit = number_of(handle.table.unit());
        }
        if wanted(HABITUE_COLUMNS_LOG_INTERVALS) {
            told.log_intervals = handle.log_intervals()?.as_ptr();
        }
        if wanted(HABITUE_COLUMNS_SPEND) {
            told.mean_spend = handle.mean_spend().as_ptr();
        }
        if wanted(HABITUE_COLUMNS_MARGIN_RATE) {
            told.margin_rate = handle.margin_rate()?.as_ptr();
        }
        told.rows = handle.table.len();
        tell(&told, customers);
        Ok(())
    })
}

/// A period of actual purchases.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_tracking_step {
    /// The last day of the period.
    pub end: i32,
    pub reserved: u32,
    /// From the first purchase of all to the end of the period, in the unit of the window.
    pub elapsed: f64,
    /// Repeat purchases within it.
    pub purchases: u64,
}

/// Actual repeat purchases of the calibrated customers by period, to be held against
/// `habitue_model_track`. `steps` is a buffer of `capacity` periods; `*origin` is the first day of
/// the first. Returns also `HABITUE_EMPTY_INPUT` where nobody bought in the calibration, and what
/// `habitue_summary_table` does. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_tracking(
    summary: *const habitue_summary,
    window: *const habitue_window,
    steps: *mut habitue_tracking_step,
    capacity: usize,
    needed: *mut usize,
    origin: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let summary = &input(summary, "summary")?.0;
        let window = options::<habitue_window>(window, "window")?;
        let steps = column_mut(steps, capacity, "steps")?;
        let needed = output(needed, "needed")?;
        let origin = output(origin, "origin")?;
        let (window, convention) = window.plain(summary)?;
        let (first, periods) = summary.tracking_span(&window, &convention)?;
        if room(periods, capacity, needed)? {
            let found = summary.tracking(&window, &convention)?;
            let columns = found.ends().iter().zip(found.elapsed()).zip(found.incremental());
            for (slot, ((end, &elapsed), &purchases)) in steps.iter_mut().zip(columns) {
                *slot =
                    habitue_tracking_step { end: end.number(), reserved: 0, elapsed, purchases };
            }
        }
        *origin = first.number();
        Ok(())
    })
}
