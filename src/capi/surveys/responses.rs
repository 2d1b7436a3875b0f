//! What respondents answered.

use crate::capi::prelude::*;
use crate::capi::tables::key_policy;
use crate::survey::Questionnaire;

use crate::survey::{CsvLayout, OutOfScale, read_csv};

enumeration!(HABITUE_OUT_OF_SCALE: OutOfScale, CountAsMissing as COUNT);

/// Answers as a matrix. Start from `HABITUE_RESPONSE_MATRIX_INIT`.
#[apply(versioned)]
pub struct habitue_response_matrix {
    /// `HABITUE_OUT_OF_SCALE_...`.
    pub out_of_scale: i32,
    /// How many respondents there are.
    pub rows: usize,
    /// Rows times the number of questions, NaN where missing.
    pub cells: *const f64,
    /// Base weights >= 0 of the respondents; NULL for equal ones.
    pub weights: *const f64,
    /// 0: all answers to the first question, then all to the second; 1: all of the first
    /// respondent, then all of the second.
    pub row_major: i32,
    pub reserved: u32,
}

/// How responses in CSV text are laid out. Start from `HABITUE_RESPONSE_FORMAT_INIT`.
#[apply(versioned)]
pub struct habitue_response_format {
    /// `HABITUE_OUT_OF_SCALE_...`.
    pub out_of_scale: i32,
    /// The name of the column of keys; empty for none.
    pub key: habitue_text,
    /// The name of the column of base weights; empty for none.
    pub weight: habitue_text,
    /// The byte between fields, 44 for a comma; 0, the default, to find it.
    pub delimiter: u32,
    /// Which spellings of a key are one respondent: a sum of `HABITUE_KEYS_...`. AS_IS by default.
    pub keys: u32,
    /// What stands before the decimals, '.' or ','. 0, the default, reads either, and refuses a
    /// number such as 1,234, which has two readings.
    pub decimal_mark: u32,
    pub reserved: u32,
}

/// What there is in responses. Start from `HABITUE_RESPONSES_INFO_INIT`, and ask twice for
/// columns: the first call tells how long they are, the second needs these lengths (else
/// `HABITUE_BAD_LENGTH`) and fills them.
#[apply(versioned)]
pub struct habitue_responses_info {
    pub reserved: u32,
    /// Written: how many respondents there are.
    pub rows: usize,
    /// Written: how many questions there are.
    pub question_count: usize,
    /// Written: how many bytes the keys of all respondents have; 0 without keys.
    pub key_bytes: usize,
    /// Where the missing answers of each question go, or NULL.
    pub missing: *mut u64,
    /// Where those go, of the missing, that were off their scale and counted, or NULL.
    pub out_of_scale: *mut u64,
    /// The question, from 0, whose answers are wanted.
    pub question: usize,
    /// Where the answers of each respondent to it go as analyses read them, higher being better
    /// (low + high - answer where lower is), NaN where missing; or NULL.
    pub answers: *mut f64,
    /// Where the keys begin in `keys`, and the last one ends: rows + 1 offsets; or NULL.
    pub key_offsets: *mut i64,
    /// Where the keys go, one after the other, UTF-8 without a NUL; or NULL.
    pub keys: *mut c_char,
}

/// The responses of a survey, checked against their scales. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_responses(pub(in crate::capi) Answers);

/// Checks answers against the scales of `questionnaire` and keeps a copy. Where lower is better,
/// every function over them reads them recoded, low + high - answer, and takes thresholds so.
///
/// Returns also `HABITUE_EMPTY_INPUT` without questions, `HABITUE_DUPLICATE` for two of one name,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with row and question, `HABITUE_MISSING_COLUMN`
/// for the weight of no dimension, or `HABITUE_INCONSISTENT`.
pub unsafe fn habitue_responses_new(
    questionnaire: Questionnaire,
    matrix: habitue_response_matrix,
) -> Result<Answers> {
    let (questions, rows) = (questionnaire.len(), matrix.rows);
    let row_major = flag(matrix.row_major, "matrix.row_major")?;
    let policy = OutOfScale::read(matrix.out_of_scale, "matrix.out_of_scale")?;
    let cells = column(matrix.cells, rows.saturating_mul(questions), "matrix.cells")?;
    let columns = (0..questions)
        .map(|question| match row_major {
            false => cells[question * rows..(question + 1) * rows].to_vec(),
            true => cells.iter().skip(question).step_by(questions).copied().collect(),
        })
        .collect();
    let made = Answers::with_policy(questionnaire, columns, policy)?;
    match optional_column(matrix.weights, rows, "matrix.weights")? {
        Some(weights) => made.with_weights(weights.to_vec()),
        None => Ok(made),
    }
}

/// Reads responses from CSV text of any encoding and delimiter, a workbook or, in a build with the
/// feature `parquet`, a file of Parquet, with a header: the columns named like the questions are
/// read, others are left alone. A cell is a number (`7.5` or `7,5`; `1,234`, which may be a
/// thousand, is refused) or the English or Chinese name of a level, in any case and width. An empty
/// cell, `NA`, `N/A`, `#N/A`, `<NA>`, `NaN`, `null` and `None` in any case are missing answers.
/// `format` may be NULL.
///
/// Returns as `habitue_responses_new`, or any of the 2xx statuses about a cell with its line,
/// counted from 1.
pub unsafe fn habitue_responses_read_csv(
    questionnaire: Questionnaire,
    csv: &[u8],
    _csv_length: usize,
    format: Option<habitue_response_format>,
) -> Result<Answers> {
    let given = format.unwrap_or_default();
    let delimiter = u8::try_from(given.delimiter).map_err(|_| {
        Error::out_of_range("format.delimiter", f64::from(given.delimiter), "0 to 255")
    })?;
    let marks = [(0, false), (46, false), (44, true)];
    let mark = i32::try_from(given.decimal_mark).unwrap_or(-1);
    let mut layout = CsvLayout::new()
        .with_key_policy(key_policy(given.keys, "format.keys")?)
        .with_out_of_scale(OutOfScale::read(given.out_of_scale, "format.out_of_scale")?);
    if delimiter != 0 {
        layout = layout.with_delimiter(delimiter);
    }
    if enumerator(mark, "format.decimal_mark", &marks)? {
        layout = layout.with_decimal_comma();
    }
    let (key, weight) = (given.key.read("format.key")?, given.weight.read("format.weight")?);
    if !key.is_empty() {
        layout = layout.with_key(key);
    }
    if !weight.is_empty() {
        layout = layout.with_weight(weight);
    }
    read_csv(csv, questionnaire, &layout)
}

/// Adds the respondents of `other`, a second part of the same survey; on failure `responses` are as
/// they were.
///
/// Returns also `HABITUE_INCONSISTENT` for another questionnaire, or where one has weights or keys
/// and the other has not, or `HABITUE_DUPLICATE` for a key in both.
pub unsafe fn habitue_responses_append(
    responses: *mut habitue_responses,
    other: *const habitue_responses,
) -> Result<()> {
    // `other` may be `responses`, so a copy, which shares the answers.
    let other = input(other, "other")?.0.clone();
    output(responses, "responses")?.0.append(&other)
}

/// Sets the base weights of the respondents, such as raked ones, in place of those that were there:
/// `rows` weights >= 0, of which only proportions count, or (NULL, 0) for equal ones. On failure
/// `responses` are as they were.
///
/// Returns also `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`.
pub fn habitue_responses_weigh(
    responses: &mut habitue_responses,
    weights: &[f64],
    _rows: usize,
) -> Result<()> {
    let now = responses.0.clone();
    responses.0 = match weights {
        [] => now.without_weights(),
        weights => now.with_weights(weights.to_vec())?,
    };
    Ok(())
}

/// How many respondents and questions there are, and columns of them. `HABITUE_OUT_OF_RANGE` for a
/// question that there is not, `HABITUE_MISSING_VALUE` for keys where there are none.
pub unsafe fn habitue_responses_inspect(
    responses: &Answers,
    info: &mut habitue_responses_info,
) -> Result<()> {
    let (rows, questions) = (responses.respondents(), responses.questionnaire().len());
    let of_keys = !info.keys.is_null() || !info.key_offsets.is_null();
    let of_rows = of_keys || !info.answers.is_null();
    let of_questions = !info.missing.is_null() || !info.out_of_scale.is_null();
    let keys = responses.keys().unwrap_or_default();
    let key_bytes = keys.iter().map(String::len).sum();
    as_long(of_questions, "info.question_count", info.question_count, questions)?;
    as_long(of_rows, "info.rows", info.rows, rows)?;
    as_long(!info.keys.is_null(), "info.key_bytes", info.key_bytes, key_bytes)?;
    (info.rows, info.question_count, info.key_bytes) = (rows, questions, key_bytes);
    let mut places = Places::default();
    places.add(info.missing, responses.missing(), "info.missing")?;
    places.add(info.out_of_scale, responses.out_of_scale(), "info.out_of_scale")?;
    if !info.answers.is_null() {
        places.add(info.answers, responses.column(info.question)?, "info.answers")?;
    }
    if of_keys {
        if responses.keys().is_none() {
            return Err(fault(ErrorKind::Missing, "keys", "were not given"));
        }
        places.texts((info.key_offsets, "info.key_offsets"), (info.keys, "info.keys"), keys)?;
    }
    places.fill();
    Ok(())
}
