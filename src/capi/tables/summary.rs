//! Ledgers taken in, and the summary that they become.

use crate::capi::prelude::*;
use crate::capi::tables::rules::written;

use crate::customer::{Key, KeyKind};
use crate::ledger::{CsvFormat, CsvReader, Rejections};

/// The first row that cannot be read ends the reading with its error.
pub const HABITUE_BAD_ROWS_FAIL: i32 = 0;
/// Rows that cannot be read are left out and counted.
pub const HABITUE_BAD_ROWS_REJECT: i32 = 1;

/// Where the columns of a CSV file are and how they are written. Start from
/// `HABITUE_CSV_FORMAT_INIT` and name the columns.
#[apply(versioned)]
pub struct habitue_csv_format {
    /// What customers are: `HABITUE_TYPE_TEXT`, the default, or `HABITUE_TYPE_I64`.
    pub keys: i32,
    /// Name of the column of customers.
    pub customer: habitue_text,
    /// Of dates.
    pub date: habitue_text,
    /// Of amounts in units of the currency, 19.99 or 20; NULL where there is none.
    pub amount: habitue_text,
    /// Of costs or margins, likewise; an empty field is not known.
    pub cost: habitue_text,
    /// Format of the dates in specifiers of strftime; NULL for ISO 8601.
    pub date_format: habitue_text,
    /// What stands between fields, an ASCII character. A comma by default.
    pub delimiter: u32,
    /// What stands before the decimals, an ASCII character. A point by default.
    pub decimal_mark: u32,
    /// One of `HABITUE_BAD_ROWS_...`. FAIL by default.
    pub bad_rows: i32,
    /// What `cost` says: one of `HABITUE_COSTING_...`. COST by default.
    pub costing: i32,
}

begins!(habitue_csv_format, keys = HABITUE_TYPE_TEXT, delimiter = 44, decimal_mark = 46,);

impl habitue_csv_format {
    /// The format, of which so many bad rows are kept in full.
    unsafe fn format(&self, keep: usize) -> Result<CsvFormat> {
        let customer = self.customer.read("format.customer")?;
        let date = self.date.read("format.date")?;
        let amount = self.amount.read("format.amount")?;
        let cost = self.cost.read("format.cost")?;
        let date_format = self.date_format.read("format.date_format")?;
        let mut format = if self.amount.bytes.is_null() {
            CsvFormat::of_visits(customer, date)
        } else {
            CsvFormat::new(customer, date, amount)
        };
        let costings = [(HABITUE_COSTING_COST, false), (HABITUE_COSTING_MARGIN, true)];
        let is_margin = enumerator(self.costing, "format.costing", &costings)?;
        if !self.cost.bytes.is_null() {
            format = if is_margin { format.with_margin(cost) } else { format.with_cost(cost) };
        }
        if !self.date_format.bytes.is_null() {
            format = format.with_date_format(date_format);
        }
        let keys = [(HABITUE_TYPE_TEXT, false), (HABITUE_TYPE_I64, true)];
        if enumerator(self.keys, "format.keys", &keys)? {
            format = format.with_integer_keys();
        }
        let bad_rows = [(HABITUE_BAD_ROWS_FAIL, false), (HABITUE_BAD_ROWS_REJECT, true)];
        if enumerator(self.bad_rows, "format.bad_rows", &bad_rows)? {
            format = format.rejecting(keep);
        }
        let mark = |mark: u32, name| {
            u8::try_from(mark).map_err(|_| {
                fault(ErrorKind::Argument, name, "is no ASCII character").with_value(mark)
            })
        };
        Ok(format
            .with_delimiter(mark(self.delimiter, "format.delimiter")?)
            .with_decimal_mark(mark(self.decimal_mark, "format.decimal_mark")?))
    }
}

/// How many rows were refused for one reason.
#[apply(plain)]
pub struct habitue_status_count {
    /// The reason.
    pub status: habitue_status,
    pub reserved: u32,
    /// How many rows.
    pub rows: u64,
}

/// Rows that were refused while reading. Start from `HABITUE_REJECTIONS_INIT` and say where to
/// write.
#[apply(versioned)]
pub struct habitue_rejections {
    pub reserved: u32,
    /// Written: rows read, the refused ones included.
    pub rows: u64,
    /// Written: rows refused.
    pub rejected: u64,
    /// Where the first of them go, each as the failing call would have filled its error (`row` is
    /// the line, from 1); or NULL.
    pub examples: *mut habitue_error,
    /// How many of them there is room for.
    pub example_capacity: usize,
    /// Written: how many were filled in.
    pub example_count: usize,
    /// Where the reasons go, by ascending status; or NULL.
    pub by_status: *mut habitue_status_count,
    /// How many of them there is room for; 33 are always enough.
    pub status_capacity: usize,
    /// Written: how many there are, of which no more than the capacity were filled in.
    pub status_count: usize,
}

impl habitue_rejections {
    unsafe fn fill(&mut self, found: &Rejections) -> Result<()> {
        let (examples, reasons) = self.places()?;
        for (slot, example) in examples.iter_mut().zip(found.examples()) {
            slot.struct_size = size_of::<habitue_error>() as u32;
            habitue_error::fill(slot, example);
        }
        for (slot, (kind, rows)) in reasons.iter_mut().zip(found.by_kind()) {
            *slot = habitue_status_count { status: kind.code(), reserved: 0, rows: *rows };
        }
        (self.rows, self.rejected) = (found.rows(), found.total());
        (self.example_count, self.status_count) = (found.examples().len(), found.by_kind().len());
        Ok(())
    }

    #[allow(clippy::type_complexity, reason = "two columns of cells")]
    unsafe fn places<'a>(
        &self,
    ) -> Result<(&'a mut [habitue_error], &'a mut [habitue_status_count])> {
        Ok((
            column_mut(self.examples, self.example_capacity, "rejections.examples")?,
            column_mut(self.by_status, self.status_capacity, "rejections.by_status")?,
        ))
    }
}

/// What every customer did, as sums by customer and day: transactions come in any order, and
/// summaries add up.
#[derive(Debug)]
pub struct habitue_summary(pub(in crate::capi) Summary);

/// Makes a summary of nothing. `rules` NULL: no amounts. Returns also `HABITUE_BAD_CURRENCY`.
/// Since 0.1.
pub fn habitue_summary_new(rules: Option<habitue_rules>) -> Result<Summary> {
    let rules = rules.unwrap_or_default();
    Ok(Summary::new(rules.rules()?).with_threads(rules.threads as usize))
}

/// Takes in transactions, one or many, in any order: all of them, or none where one is bad, which
/// is named.
///
/// Returns also `HABITUE_INCONSISTENT` where integer and text keys mix, an amount has too many
/// decimals, or costs come where the rules keep no margins; `HABITUE_MISSING_VALUE` for an empty
/// key, no amounts, whole amounts that may be minor units or not, or a cost that the rules want;
/// `HABITUE_REFUND_REFUSED`, `HABITUE_BAD_CURRENCY` for amounts where the rules have no currency,
/// `HABITUE_NOT_UTF8`, `HABITUE_UNREADABLE` and `HABITUE_OVERFLOW`. Since 0.1.
pub unsafe fn habitue_summary_push(
    summary: &mut Summary,
    transactions: Option<habitue_transactions>,
) -> Result<()> {
    summary.push_columns(&transactions.unwrap_or_default().columns()?)
}

/// Takes in a CSV file from memory, with its header: all of it, or nothing. The job hears of the
/// bytes read; its threads are not looked at. `rejections` receives what became of the rows; it
/// and `job` may be NULL.
///
/// Returns also `HABITUE_MISSING_COLUMN`, `HABITUE_EMPTY_INPUT` for no header,
/// `HABITUE_CANCELLED`, and where bad rows fail, with the line of the first (from 1),
/// `HABITUE_BAD_ROW_SHAPE` and what `habitue_summary_push` does. Since 0.1.
pub unsafe fn habitue_summary_read_csv(
    summary: &mut Summary,
    csv: habitue_text,
    format: Option<habitue_csv_format>,
    job: Working,
    rejections: Option<&mut habitue_rejections>,
) -> Result<()> {
    let bytes = csv.raw("csv")?;
    let mut unheard = habitue_rejections::default();
    let told = rejections.unwrap_or(&mut unheard);
    told.places()?;
    let format = format.unwrap_or_default().format(told.example_capacity)?;
    let reader = CsvReader::new(bytes, &format, summary.rules())?;
    let reader = reader.with_total_bytes(bytes.len() as u64);
    let found = job.run(|job| summary.read_from(reader, job.progress()))?;
    told.fill(&found)
}

/// Adds another summary, in any order. Returns also `HABITUE_BAD_CURRENCY` or
/// `HABITUE_BAD_ARGUMENT` where the rules differ, `HABITUE_INCONSISTENT` where one has integer and
/// the other text keys, `HABITUE_OVERFLOW`; the summary is then as it was. Since 0.1.
pub unsafe fn habitue_summary_merge(
    summary: *mut habitue_summary,
    other: *const habitue_summary,
) -> Result<()> {
    if std::ptr::eq(summary, other) {
        return Err(fault(ErrorKind::Argument, "other", "is the summary itself"));
    }
    output(summary, "summary")?.0.merge(&input(other, "other")?.0)
}

/// Erases customers, `habitue_i64(NULL, keys)` or text; `known` receives 1 for each who was there,
/// or is NULL. Since 0.1.
pub unsafe fn habitue_summary_erase(
    summary: &mut Summary,
    customers: habitue_column,
    rows: usize,
    known: *mut u8,
) -> Result<()> {
    erase(&customers, rows, known, |customer| summary.erase(customer))
}

/// Erases each of the caller's customers.
pub(super) unsafe fn erase(
    customers: &habitue_column,
    rows: usize,
    known: *mut u8,
    mut one: impl FnMut(&Key<'_>) -> bool,
) -> Result<()> {
    let customers = customers.keys(rows, "customers")?;
    let known = optional_column_mut(known, rows, "known")?;
    customers.check()?;
    let there: Vec<u8> =
        (0..rows).filter_map(|row| customers.get(row)).map(|key| u8::from(one(&key))).collect();
    fill(known, there.into_iter());
    Ok(())
}

/// What a summary holds. Start from `HABITUE_SUMMARY_INFO_INIT`.
#[apply(versioned)]
pub struct habitue_summary_info {
    /// Written: what customers are, `HABITUE_TYPE_I64`, `_TEXT`, or `_NONE` where nobody came.
    pub keys: i32,
    /// Written: transactions taken in.
    pub rows: u64,
    /// Written: rows refused while reading.
    pub rejected_rows: u64,
    /// Written: the first day on which anything happened, or `HABITUE_NO_DAY`.
    pub first_day: i32,
    /// Written: the last one.
    pub last_day: i32,
    /// Written: currency of the amounts, or empty.
    pub currency: [c_char; 4],
    pub reserved: u32,
}

/// Tells what a summary holds. Since 0.1.
pub fn habitue_summary_inspect(summary: &Summary, info: &mut habitue_summary_info) -> Result<()> {
    info.keys = match summary.key_kind() {
        None => HABITUE_TYPE_NONE,
        Some(KeyKind::Integer) => HABITUE_TYPE_I64,
        Some(KeyKind::Text) => HABITUE_TYPE_TEXT,
    };
    (info.rows, info.rejected_rows) = (summary.rows(), summary.rejected_rows());
    (info.first_day, info.last_day) =
        summary.days().map_or((HABITUE_NO_DAY, HABITUE_NO_DAY), |(a, b)| (a.number(), b.number()));
    info.currency = written(summary.rules().currency());
    Ok(())
}
