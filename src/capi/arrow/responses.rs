//! Responses of a survey of Arrow.

use super::consumer::Stream;
use crate::arrow::{ResponseFields, ResponseReader};
use crate::capi::prelude::*;
use crate::capi::tables::key_policy;
use crate::survey::{OutOfScale, Questionnaire};

/// Which columns of Arrow hold responses beside those named like the questions. Start from
/// `HABITUE_ARROW_RESPONSES_INIT`.
#[apply(versioned)]
pub struct habitue_arrow_responses {
    /// `HABITUE_OUT_OF_SCALE_...`.
    pub out_of_scale: i32,
    /// Which spellings of a key are one respondent: a sum of `HABITUE_KEYS_...`. AS_IS by default.
    pub keys: u32,
    pub reserved: u32,
    /// The column of keys; empty for none.
    pub key: habitue_text,
    /// The column of base weights; empty for none.
    pub weight: habitue_text,
}

/// Reads responses from a `struct ArrowArrayStream` of columns by name: numbers, booleans as 1 and
/// 0, text as `habitue_responses_read_csv` reads it; a null is a missing answer. Other columns are
/// left alone. The stream is moved, as by `habitue_summary_read_arrow`. `fields` may be NULL.
///
/// Returns as `habitue_responses_new`, and what a stream may have.
pub unsafe fn habitue_responses_read_arrow(
    questionnaire: Questionnaire,
    stream: *mut c_void,
    fields: Option<habitue_arrow_responses>,
) -> Result<Answers> {
    let stream = Stream::take(stream)?;
    let given = fields.unwrap_or_default();
    let mut fields = ResponseFields::new()
        .with_key_policy(key_policy(given.keys, "fields.keys")?)
        .with_out_of_scale(OutOfScale::read(given.out_of_scale, "fields.out_of_scale")?);
    set!(fields: with_key(given.key.filled("fields.key")?),
        with_weight(given.weight.filled("fields.weight")?));
    let mut reader = ResponseReader::new(&fields, questionnaire);
    stream.each(|batch| reader.push(batch))?;
    reader.finish()
}
