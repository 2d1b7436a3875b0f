//! The join of answers with deeds.

use super::column::{column, column_mut, output, texts};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::loyalty::SurveyJoin;

/// What customers said beside what they did: for each respondent the row of the
/// table of customers with the same key, counted from 0, into `rows` of
/// `respondent_count` entries; -1 where they are not in the table. Both columns
/// hold each key once. `*matched` receives how many respondents are in the table.
///
/// `matched` and `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_DUPLICATE` with the row of the second occurrence. Nothing is written
/// then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_survey_join(
    respondents: *const i64,
    respondent_count: usize,
    customers: *const i64,
    customer_count: usize,
    rows: *mut i64,
    matched: *mut u64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        unsafe {
            let respondents = column(respondents, respondent_count, "respondents")?;
            let customers = column(customers, customer_count, "customers")?;
            let join = || SurveyJoin::new(respondents, customers);
            write(join, respondent_count, rows, matched)
        }
    })
}

/// `habitue_survey_join` on text keys, each column laid out as Arrow's `large_utf8`:
/// key i is the bytes from `offsets[i]` up to `offsets[i + 1]`, UTF-8, and there is one
/// offset more than there are keys. Keys are equal if their bytes are.
///
/// `matched` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_UNSORTED` for offsets that descend, `HABITUE_NOT_UTF8` for text that is
/// not UTF-8, or `HABITUE_DUPLICATE` for the second occurrence of a key, with the row.
/// Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_survey_join_text(
    respondent_offsets: *const i64,
    respondent_bytes: *const u8,
    respondent_bytes_length: usize,
    respondent_count: usize,
    customer_offsets: *const i64,
    customer_bytes: *const u8,
    customer_bytes_length: usize,
    customer_count: usize,
    rows: *mut i64,
    matched: *mut u64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        unsafe {
            let respondents = texts(
                respondent_offsets,
                respondent_count,
                respondent_bytes,
                respondent_bytes_length,
                "respondents",
            )?;
            let customers = texts(
                customer_offsets,
                customer_count,
                customer_bytes,
                customer_bytes_length,
                "customers",
            )?;
            let join = || SurveyJoin::new(respondents, customers);
            write(join, respondent_count, rows, matched)
        }
    })
}

/// # Safety
/// As for [`column_mut`] and [`output`]; `matched` may be NULL.
unsafe fn write(
    join: impl FnOnce() -> Result<SurveyJoin>,
    respondents: usize,
    rows: *mut i64,
    matched: *mut u64,
) -> Result<()> {
    // SAFETY: the caller's promise is the same.
    let (rows, slot) = unsafe {
        (
            column_mut(rows, respondents, "rows")?,
            if matched.is_null() { None } else { Some(output(matched, "matched")?) },
        )
    };
    let join = join()?;
    for (out, row) in rows.iter_mut().zip(join.rows()) {
        *out = row.map_or(-1, |row| row as i64);
    }
    if let Some(slot) = slot {
        *slot = join.matched() as u64;
    }
    Ok(())
}
