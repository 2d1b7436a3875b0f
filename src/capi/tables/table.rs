//! The table of customers that a summary gives for a window.

use crate::capi::prelude::*;
use crate::capi::tables::rules::written;
use crate::capi::units::day;
use std::sync::OnceLock;

use crate::customer::{KeyColumn, Keys};
use crate::summary::{Cells, Convention, Table};
use crate::time::{Unit, Window};

/// Distinct days and fractional units, as BTYD, BTYDplus and CLVTools count.
pub const HABITUE_CONVENTION_BTYD: i32 = 0;
/// Calendar periods of the unit, as lifetimes and pymc-marketing count.
pub const HABITUE_CONVENTION_LIFETIMES: i32 = 1;
/// Distinct hours and fractional units; needs a summary that keeps hours.
pub const HABITUE_CONVENTION_HOURLY: i32 = 2;
/// How customers were counted is not stated.
pub const HABITUE_CONVENTION_NOT_STATED: i32 = -1;

/// The conventions in this unit by their numbers.
const fn conventions(unit: Unit) -> [(i32, Convention); 3] {
    [
        (HABITUE_CONVENTION_BTYD, Convention::btyd(unit)),
        (HABITUE_CONVENTION_LIFETIMES, Convention::lifetimes(unit)),
        (HABITUE_CONVENTION_HOURLY, Convention::btyd(unit).with_hourly_occasions()),
    ]
}

/// The convention of a number.
pub(in crate::capi) fn convention_of(
    number: i32,
    unit: Unit,
    name: &'static str,
) -> Result<Convention> {
    enumerator(number, name, &conventions(unit))
}

/// The number of a convention.
pub(super) fn convention_number(convention: &Convention) -> i32 {
    let known = conventions(convention.unit());
    known.iter().find(|(_, one)| one == convention).map_or(-1, |(number, _)| *number)
}

/// A window of observation and how to count in it. Start from `HABITUE_WINDOW_INIT`: distinct days
/// in fractional weeks, up to the last day of the summary, no holdout. Days are counted from
/// 1970-01-01.
#[apply(versioned)]
pub struct habitue_window {
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
    convention = HABITUE_CONVENTION_BTYD,
    unit = HABITUE_UNIT_WEEK,
    start = HABITUE_NO_DAY,
    calibration_end = HABITUE_NO_DAY,
    holdout_end = HABITUE_NO_DAY,
);

impl habitue_window {
    /// The window for a call that does not look at log_intervals.
    pub(super) fn plain(&self, summary: &Summary) -> Result<(Window, Convention)> {
        self.unread()?;
        self.resolve(summary)
    }

    fn unread(&self) -> Result<()> {
        if self.log_intervals != 0 {
            return Err(fault(ErrorKind::NotRead, "window.log_intervals", "is given and not read"));
        }
        Ok(())
    }

    /// The window of itself, without a summary that says where it ends.
    pub(super) fn stated(&self) -> Result<(Window, Convention)> {
        self.unread()?;
        self.ending(|| Err(fault(ErrorKind::Missing, "window.calibration_end", "must be given")))
    }

    fn resolve(&self, summary: &Summary) -> Result<(Window, Convention)> {
        self.ending(|| summary.whole_window().ok_or_else(|| Error::empty("summary")))
    }

    fn ending(&self, whole: impl FnOnce() -> Result<Window>) -> Result<(Window, Convention)> {
        let end = day(self.calibration_end, "window.calibration_end")?;
        let mut window = end.map_or_else(whole, |end| Ok(Window::until(end)))?;
        set!(window: with_start(day(self.start, "window.start")?)?,
            with_holdout_until(day(self.holdout_end, "window.holdout_end")?)?);
        let unit = Unit::read(self.unit, "window.unit")?;
        Ok((window, convention_of(self.convention, unit, "window.convention")?))
    }
}

/// Customers as columns, sorted by key: frequency x, recency t_x, age T and spend.
#[derive(Debug)]
pub struct habitue_table {
    table: Table,
    /// What is worked out when it is first asked for.
    mean_spend: OnceLock<Vec<f64>>,
    margin_rate: OnceLock<Vec<f64>>,
    cells: OnceLock<Cells>,
}

impl habitue_table {
    pub(in crate::capi) const fn of(table: Table) -> Self {
        Self {
            table,
            mean_spend: OnceLock::new(),
            margin_rate: OnceLock::new(),
            cells: OnceLock::new(),
        }
    }

    pub(in crate::capi) const fn table(&self) -> &Table {
        &self.table
    }

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
        self.table.log_intervals().ok_or_else(|| {
            fault(ErrorKind::Missing, "log_intervals", "were not asked for when the table was made")
        })
    }
}

/// Makes the table of a window, with a handle of its own; `window` may be NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT` where an empty summary is to say its last day,
/// `HABITUE_BAD_ARGUMENT` where the days are not in order or hours are asked of a summary that
/// keeps days, `HABITUE_OVERFLOW`.
pub fn habitue_summary_table(
    summary: &Summary,
    window: Option<habitue_window>,
) -> Result<habitue_table> {
    let given = window.unwrap_or_default();
    let (window, convention) = given.resolve(summary)?;
    let wants_logs = flag(given.log_intervals, "window.log_intervals")?;
    let logs = wants_logs.then(|| summary.log_intervals(&window, &convention)).transpose()?;
    let mut table = summary.table(&window, &convention)?;
    set!(table: with_log_intervals(logs)?);
    Ok(habitue_table::of(table))
}

mirror! {
    /// What a table holds, and what became of every transaction when it was made. Nothing is lost
    /// without a count: rows = occasions + merged + dropped + outside + uncalibrated rows. Spend and
    /// margins are minor units. Start from `HABITUE_TABLE_INFO_INIT`; all else is written.
    #[versioned]
    habitue_table_info: crate::summary::Audit,
    /// What the keys are: `HABITUE_TYPE_I64` or `_TEXT`.
    keys: i32,
    /// Bytes of text keys.
    key_bytes: usize,
    /// Unit of recency and age: one of `HABITUE_UNIT_...`.
    unit: i32,
    /// Currency of the amounts, or empty.
    currency: [c_char; 4],
    rows, rejected_rows, refund_rows,
    /// Customers in the table, the length of its columns.
    customers,
    occasions, merged_rows, dropped_occasions, dropped_rows, dropped_spend, outside_rows,
    outside_spend, uncalibrated_customers, uncalibrated_rows, uncalibrated_spend, assumed_rows,
    /// Margin of refunds that no earlier purchase could bear.
    dropped_margin,
    outside_margin, uncalibrated_margin
}

/// Tells what a table holds.
pub fn habitue_table_inspect(table: &habitue_table, info: &mut habitue_table_info) -> Result<()> {
    let table = &table.table;
    (info.keys, info.key_bytes) = match table.keys() {
        Keys::Integer(_) => (HABITUE_TYPE_I64, 0),
        Keys::Text(texts) => (HABITUE_TYPE_TEXT, texts.iter().map(str::len).sum()),
    };
    (info.unit, info.currency) = (table.unit().number(), written(table.currency()));
    info.tell(table.audit());
    Ok(())
}

/// Columns of a table to copy out. Each is the caller's, of `rows` cells, or NULL where it is not
/// wanted. Start from `HABITUE_TABLE_COLUMNS_INIT`. Spend and margins are minor units, but for
/// means; spend is 0 where the rules name no currency.
#[apply(versioned)]
pub struct habitue_table_columns {
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

/// Copies columns out. Returns also `HABITUE_INCONSISTENT` for keys of the other kind and
/// `HABITUE_MISSING_VALUE` for margins where the rules keep none, and for log_intervals where the
/// window did not ask for them.
pub unsafe fn habitue_table_read(
    table: &habitue_table,
    columns: habitue_table_columns,
) -> Result<()> {
    let handle = table;
    let (table, rows) = (&handle.table, columns.rows);
    same_length("columns.rows", rows, table.len())?;
    let mut places = Places::default();
    macro_rules! add {
        ($($field:ident: $source:expr;)*) => {$(
            if !columns.$field.is_null() {
                places.add(columns.$field, $source, stringify!($field))?;
            }
        )*};
    }
    let text = || match table.key_column() {
        KeyColumn::Text(keys) => Ok(keys),
        KeyColumn::Integer(_) => Err(other_kind("integers")),
    };
    add! {
        keys: integers(table.keys())?;
        key_offsets: text()?.offsets();
        key_bytes: text()?.bytes();
        frequency: table.x();
        recency: table.t_x();
        age: table.t();
        log_intervals: handle.log_intervals()?;
        holdout_frequency: table.holdout_x();
        first_spend: table.first_spend();
        repeat_spend: table.repeat_spend();
        total_spend: table.total_spend().collect::<Vec<_>>();
        holdout_spend: table.holdout_spend();
        mean_spend: handle.mean_spend();
        first_margin: kept(table.first_margin())?;
        repeat_margin: kept(table.repeat_margin())?;
        total_margin: kept(table.profit())?;
        holdout_margin: kept(table.holdout_margin())?;
        mean_margin: handle.mean_margin()?;
        margin_rate: handle.margin_rate()?;
    }
    places.fill();
    Ok(())
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
        fault(ErrorKind::Missing, "margin", "is not kept, since the rules take no costs")
    })
}

fn other_kind(kind: &str) -> Error {
    fault(ErrorKind::Inconsistent, "keys", format!("the keys are {kind}"))
}

/// The distinct (x, t_x, T) of a table with their numbers of customers, sorted: all that a fit
/// needs, and they add up over tables. The columns are buffers of `capacity` cells; the number of
/// customers is always enough, and a capacity of 0 asks for `*needed` alone.
pub fn habitue_table_cells(
    table: &habitue_table,
    frequency: &mut [u32],
    recency: &mut [f64],
    age: &mut [f64],
    customers: &mut [u64],
    capacity: usize,
    needed: &mut usize,
) -> Result<()> {
    let cells = table.cells.get_or_init(|| table.table.cells());
    if room(cells.len(), capacity, needed)? {
        put(Some(frequency), cells.x());
        put(Some(recency), cells.t_x());
        put(Some(age), cells.t());
        put(Some(customers), cells.count());
    }
    Ok(())
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
/// a copy: `columns` is the sum of `HABITUE_COLUMNS_...`. They, the number of rows and the unit are
/// set, all else stays. The table must not be freed while the customers are used. Returns also
/// `HABITUE_MISSING_VALUE`, as `habitue_table_read`.
pub fn habitue_table_customers(
    table: &habitue_table,
    columns: u32,
    customers: &mut habitue_customers,
) -> Result<()> {
    if columns == 0 || columns > 15 {
        return Err(Error::out_of_range("columns", f64::from(columns), "1 to 15"));
    }
    let wanted = |bit: u32| columns & bit != 0;
    if wanted(HABITUE_COLUMNS_HISTORY | HABITUE_COLUMNS_SPEND) {
        customers.frequency = table.table.x().as_ptr();
    }
    if wanted(HABITUE_COLUMNS_HISTORY) {
        customers.recency = table.table.t_x().as_ptr();
        customers.age = table.table.t().as_ptr();
        customers.unit = table.table.unit().number();
    }
    if wanted(HABITUE_COLUMNS_LOG_INTERVALS) {
        customers.log_intervals = table.log_intervals()?.as_ptr();
    }
    if wanted(HABITUE_COLUMNS_SPEND) {
        customers.mean_spend = table.mean_spend().as_ptr();
    }
    if wanted(HABITUE_COLUMNS_MARGIN_RATE) {
        customers.margin_rate = table.margin_rate()?.as_ptr();
    }
    customers.rows = table.table.len();
    Ok(())
}

/// A period of actual purchases.
#[apply(plain)]
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
/// `habitue_summary_table` does.
pub fn habitue_summary_tracking(
    summary: &Summary,
    window: Option<habitue_window>,
    steps: &mut [habitue_tracking_step],
    capacity: usize,
    needed: &mut usize,
    origin: &mut i32,
) -> Result<()> {
    let (window, convention) = window.unwrap_or_default().plain(summary)?;
    let (first, periods) = summary.tracking_span(&window, &convention)?;
    if room(periods, capacity, needed)? {
        let found = summary.tracking(&window, &convention)?;
        let columns = found.ends().iter().zip(found.elapsed()).zip(found.incremental());
        for (slot, ((end, &elapsed), &purchases)) in steps.iter_mut().zip(columns) {
            *slot = habitue_tracking_step { end: end.number(), reserved: 0, elapsed, purchases };
        }
    }
    *origin = first.number();
    Ok(())
}
