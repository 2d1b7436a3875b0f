//! Histories of customers of Arrow.

use super::consumer::Stream;
use crate::arrow::{HistoryColumns, HistoryFields, HistoryReader};
use crate::capi::customers::stated;
use crate::capi::prelude::*;
use crate::capi::tables::convention_of;
use crate::capi::units::day;
use crate::customer::KeyColumn;
use crate::time::{Unit, Window};

/// Histories counted by any convention.
pub const HABITUE_CONVENTION_ANY: i32 = -1;

/// Which columns of Arrow hold histories, and what these must be counted in. Start from
/// `HABITUE_ARROW_HISTORIES_INIT`.
#[apply(versioned)]
pub struct habitue_arrow_histories {
    /// Unit of the times: one of `HABITUE_UNIT_...`. `HABITUE_UNIT_NOT_STATED`, the default, for
    /// what the schema says (`habitue.unit`), if anything; another is refused.
    pub unit: i32,
    /// One of `HABITUE_CONVENTION_...`, ANY by default; a schema that says another is refused.
    pub convention: i32,
    /// First day of the window that they must be of; `HABITUE_NO_DAY` for no limit.
    pub start: i32,
    /// Last day that calibrates; `HABITUE_NO_DAY`, the default, for a table of any window.
    pub calibration_end: i32,
    /// Last day of the holdout; `HABITUE_NO_DAY` for none.
    pub holdout_end: i32,
    /// x. "x" where empty.
    pub frequency: habitue_text,
    /// t_x. "t_x" where empty.
    pub recency: habitue_text,
    /// T. "t" where empty.
    pub age: habitue_text,
    /// Who: integers, text, or UUIDs in 16 bytes; empty for none.
    pub customer: habitue_text,
    /// What each spent per repeat purchase on average; empty for none.
    pub mean_spend: habitue_text,
}

begins!(
    habitue_arrow_histories,
    unit = HABITUE_UNIT_NOT_STATED,
    convention = HABITUE_CONVENTION_ANY,
    start = HABITUE_NO_DAY,
    calibration_end = HABITUE_NO_DAY,
    holdout_end = HABITUE_NO_DAY,
);

impl habitue_arrow_histories {
    unsafe fn fields(&self) -> Result<HistoryFields> {
        let mut made = HistoryFields::new(
            self.frequency.filled("fields.frequency")?.unwrap_or("x"),
            self.recency.filled("fields.recency")?.unwrap_or("t_x"),
            self.age.filled("fields.age")?.unwrap_or("t"),
        );
        // The unit of a convention is looked at for itself.
        let own = || convention_of(self.convention, Unit::Day, "fields.convention");
        let is_stated = self.convention != HABITUE_CONVENTION_ANY;
        let convention = is_stated.then(own).transpose()?;
        set!(made: with_key(self.customer.filled("fields.customer")?),
            with_mean_spend(self.mean_spend.filled("fields.mean_spend")?),
            with_unit(stated(self.unit, "fields.unit")?), with_convention(convention),
            with_window(self.window()?));
        Ok(made)
    }

    fn window(&self) -> Result<Option<Window>> {
        let start = day(self.start, "fields.start")?;
        let holdout_end = day(self.holdout_end, "fields.holdout_end")?;
        let Some(end) = day(self.calibration_end, "fields.calibration_end")? else {
            let start = (start.is_some(), "fields.start");
            let given = [start, (holdout_end.is_some(), "fields.holdout_end")];
            return idle(&given, "without fields.calibration_end").map(|()| None);
        };
        let mut window = Window::until(end);
        set!(window: with_start(start)?, with_holdout_until(holdout_end)?);
        Ok(Some(window))
    }
}

/// Histories of customers that were read from columns of Arrow. Threads: as every handle.
#[derive(Debug)]
#[allow(dead_code, reason = "what it holds is pointed at")]
pub struct habitue_histories(pub(in crate::capi) HistoryColumns);

/// Reads histories from a `struct ArrowArrayStream` of columns by name, such as a table that
/// `habitue_table_write_arrow` wrote, and points `customers`, which starts from
/// `HABITUE_CUSTOMERS_INIT`, at them: histories, mean spend where a column of it is named, rows and
/// unit are set, all else stays. `keys`, which may be NULL, is pointed at the keys; without a
/// column of them it has no cells. The histories must not be freed while either is used.
///
/// The stream is moved, as by `habitue_summary_read_arrow`. `fields` may be NULL.
///
/// Returns also `HABITUE_MISSING_COLUMN`, `HABITUE_MISSING_VALUE`, `HABITUE_OUT_OF_RANGE` and
/// `HABITUE_NOT_FINITE` with column and row, `HABITUE_INCONSISTENT` for impossible histories and
/// for a schema of another unit, window or convention, and what a stream may have.
pub unsafe fn habitue_histories_read_arrow(
    stream: *mut c_void,
    fields: Option<habitue_arrow_histories>,
    customers: &mut habitue_customers,
    keys: Option<&mut habitue_column>,
) -> Result<HistoryColumns> {
    let stream = Stream::take(stream)?;
    let fields = fields.unwrap_or_default().fields()?;
    let mut reader = HistoryReader::new(&fields, &stream.provenance()?)?;
    stream.each(|batch| reader.push(batch))?;
    let found = reader.finish()?;
    customers.rows = found.len();
    customers.frequency = found.x().as_ptr();
    customers.recency = found.t_x().as_ptr();
    customers.age = found.t().as_ptr();
    if let Some(mean) = found.mean_spend() {
        customers.mean_spend = mean.as_ptr();
    }
    if let Some(unit) = found.unit() {
        customers.unit = unit.number();
    }
    if let Some(place) = keys {
        *place = column_of(found.keys());
    }
    Ok(found)
}

/// A column that points at keys.
fn column_of(keys: Option<&KeyColumn>) -> habitue_column {
    let none = habitue_column {
        name: std::ptr::null(),
        cells: std::ptr::null(),
        offsets: std::ptr::null(),
        bytes: 0,
        r#type: HABITUE_TYPE_NONE,
        reserved: 0,
    };
    match keys {
        None => none,
        Some(KeyColumn::Integer(keys)) => {
            habitue_column { cells: keys.as_ptr().cast(), r#type: HABITUE_TYPE_I64, ..none }
        }
        Some(KeyColumn::Text(keys)) => habitue_column {
            cells: keys.bytes().as_ptr().cast(),
            offsets: keys.offsets().as_ptr(),
            bytes: keys.bytes().len(),
            r#type: HABITUE_TYPE_TEXT,
            ..none
        },
    }
}
