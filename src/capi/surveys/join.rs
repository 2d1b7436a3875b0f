//! The join of what customers said with what they did.

use crate::capi::prelude::*;
use crate::loyalty::SurveyJoin;

/// What customers said beside what they did: for each of `respondent_count` respondents the row of
/// the table of customers with the same key, from 0, into `rows`; -1 where they are not in the
/// table. Both columns hold int64_t or text, each key once; `keys`, a sum of `HABITUE_KEYS_...`,
/// says which spellings of text are one key, with `HABITUE_KEYS_AS_IS` each is one of its own.
/// `*matched`, or NULL, receives how many respondents are in the table.
///
/// Returns also `HABITUE_UNSORTED` or `HABITUE_NOT_UTF8` for text that is none, or
/// `HABITUE_DUPLICATE` for the second occurrence of a key, with the row, or
/// `HABITUE_BAD_ENUMERATOR` for a number that is no such sum.
pub unsafe fn habitue_survey_join(
    respondents: &habitue_column,
    respondent_count: usize,
    customers: &habitue_column,
    customer_count: usize,
    keys: u32,
    rows: *mut i64,
    matched: Option<&mut u64>,
) -> Result<()> {
    let rows = column_mut(rows, respondent_count, "rows")?;
    let (one, other) = ("respondents", "customers");
    let join = match respondents.r#type {
        HABITUE_TYPE_TEXT => SurveyJoin::by(
            key_policy(keys, "keys")?,
            respondents.texts(respondent_count, one)?,
            customers.texts(customer_count, other)?,
        ),
        HABITUE_TYPE_I64 => SurveyJoin::new(
            respondents.cells::<i64>(respondent_count, one)?,
            customers.cells::<i64>(customer_count, other)?,
        ),
        other => {
            let known = [HABITUE_TYPE_I64, HABITUE_TYPE_TEXT];
            Err(no_enumerator(other, one, &known))
        }
    }?;
    for (out, row) in rows.iter_mut().zip(join.rows()) {
        *out = row.map_or(-1, |row| row as i64);
    }
    if let Some(slot) = matched {
        *slot = join.matched() as u64;
    }
    Ok(())
}
