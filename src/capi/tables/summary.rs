//! Ledgers taken in, and the summary that they become.

use crate::capi::evidence::key_type;
use crate::capi::prelude::*;
use crate::capi::tables::rules::written;
use crate::capi::units::day_number;

use crate::customer::{Key, Keys};

/// What every customer did, as sums by customer and day: transactions come in any order, and
/// summaries add up.
#[derive(Debug)]
pub struct habitue_summary(pub(in crate::capi) Summary);

/// Makes a summary of nothing. `rules` NULL: no amounts. Returns also `HABITUE_BAD_CURRENCY`.
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
/// `HABITUE_NOT_UTF8`, `HABITUE_UNREADABLE` and `HABITUE_OVERFLOW`.
pub unsafe fn habitue_summary_push(
    summary: &mut Summary,
    transactions: Option<habitue_transactions>,
) -> Result<()> {
    summary.push_columns(&transactions.unwrap_or_default().columns()?)
}

/// Takes in a file of transactions from memory, text of any encoding, a workbook or, in a build
/// with the feature `parquet`, a file of Parquet: all of it, or nothing. `format` NULL: all is
/// found. Titles above its table and totals below it are passed over. The job hears of the bytes
/// read; its threads read the file apart. `rejections` receives what became of the rows; it and
/// `job` may be NULL. With `summary` NULL nothing is taken in: the file is looked at by what
/// `format` says, and `found` of `rejections` says beside the rest `ledger_currency`, the currency
/// that its amounts or its column of currencies name first, where any does; without one they are
/// "XXX".
///
/// Returns also `HABITUE_MISSING_COLUMN`, `HABITUE_EMPTY_INPUT` for no line at all,
/// `HABITUE_BAD_CURRENCY` for several currencies where the format refuses that, with the rows of
/// each, `HABITUE_CORRUPT_BYTES` for a broken workbook or file of Parquet, `HABITUE_UNSUPPORTED`
/// for Parquet in another build and for nested columns, `HABITUE_CANCELLED`, and where bad rows
/// fail, with the line of the first (from 1), `HABITUE_BAD_ROW_SHAPE` and what
/// `habitue_summary_push` does.
pub unsafe fn habitue_summary_read_csv(
    summary: Option<&mut Summary>,
    csv: habitue_text,
    format: Option<habitue_csv_format>,
    job: Working,
    rejections: Option<&mut habitue_rejections>,
) -> Result<()> {
    let bytes = csv.raw("csv")?;
    let mut unheard = habitue_rejections::default();
    let told = rejections.unwrap_or(&mut unheard);
    told.places()?;
    let written = format.unwrap_or_default();
    let Some(summary) = summary else {
        return told.propose(&written.proposal(bytes)?);
    };
    let (source, layout, format, found) =
        written.open(bytes, told.example_capacity, summary.rules())?;
    let audit = job.run(|job| summary.read(&source, &layout, &format, job))?;
    told.fill(&audit, found.as_ref())
}

/// Adds another summary, in any order. Returns also `HABITUE_BAD_CURRENCY` or
/// `HABITUE_BAD_ARGUMENT` where the rules differ, `HABITUE_INCONSISTENT` where one has integer and
/// the other text keys, `HABITUE_OVERFLOW`; the summary is then as it was.
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
/// or is NULL.
pub fn habitue_summary_erase(
    summary: &mut Summary,
    customers: Keys,
    rows: usize,
    known: Option<&mut [u8]>,
) -> Result<()> {
    erase(customers, rows, known, |customer| summary.erase(customer))
}

/// Erases each of the caller's customers.
pub(super) fn erase(
    customers: Keys<'_>,
    rows: usize,
    known: Option<&mut [u8]>,
    mut one: impl FnMut(&Key<'_>) -> bool,
) -> Result<()> {
    customers.check()?;
    let there: Vec<u8> =
        (0..rows).filter_map(|row| customers.get(row)).map(|key| u8::from(one(&key))).collect();
    fill(known, there.into_iter());
    Ok(())
}

mirror! {
    /// What a summary holds. Start from `HABITUE_SUMMARY_INFO_INIT`.
    #[versioned]
    habitue_summary_info: crate::summary::Summary,
    /// Written: what customers are, `HABITUE_TYPE_I64`, `_TEXT`, or `_NONE` where nobody came.
    keys: i32 = key_type(it.key_kind()),
    /// Written: transactions taken in.
    rows: u64 = it.rows(),
    /// Written: rows refused while reading.
    rejected_rows: u64 = it.rejected_rows(),
    /// Written: the first day on which anything happened, or `HABITUE_NO_DAY`.
    first_day: i32 = day_number(it.days().map(|(first, _)| first)),
    /// Written: the last one.
    last_day: i32 = day_number(it.days().map(|(_, last)| last)),
    /// Written: currency of the amounts, or empty.
    currency: [c_char; 4] = written(it.rules().currency()),
    reserved: u32
}

/// Tells what a summary holds.
pub fn habitue_summary_inspect(summary: &Summary, info: &mut habitue_summary_info) -> Result<()> {
    info.tell(summary);
    Ok(())
}
