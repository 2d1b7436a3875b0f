//! What is counted of a survey, and the counting.

use crate::capi::prelude::*;
use crate::satisfaction::{KanoClass, KanoTable, Measure, MeasureKind as Kind};

/// The share of the `top` best levels of a question: top-box share, CSAT. Read by
/// `habitue_counts_analyse`.
pub const HABITUE_MEASURE_SHARE: i32 = 1;
/// Detractors up to `low_at_most`, promoters from `high_at_least` on: Net Promoter Score, NPS.
pub const HABITUE_MEASURE_PROMOTER: i32 = 2;
/// A question on which a higher answer means less effort, easy from `high_at_least` on: Customer
/// Effort Score, CES.
pub const HABITUE_MEASURE_EFFORT: i32 = 3;
/// The mean of a column.
pub const HABITUE_MEASURE_MEAN: i32 = 4;
/// Perception less expectation by `dimensions`: pairs of expectation and perception.
pub const HABITUE_MEASURE_SERVICE_QUALITY: i32 = 5;
/// Kano's classes by `kano_table`: answers 1 to 5 (like, must be, neutral, live with it, dislike)
/// to "if it is there" and to "if it is not".
pub const HABITUE_MEASURE_KANO: i32 = 6;
/// The same of answers that are spread: five memberships >= 0 of each of the two, of which only
/// proportions count, five NaN where missing.
pub const HABITUE_MEASURE_FUZZY_KANO: i32 = 7;
/// What a low (up to `low_at_most`) and a high answer (from `high_at_least` on) to each attribute
/// do to the outcome: the attributes, then the outcome.
pub const HABITUE_MEASURE_PENALTY_REWARD: i32 = 8;

/// The usual evaluation table of Kano.
pub const HABITUE_KANO_TABLE_USUAL: i32 = 0;
/// The table that also questions must/must and live/live.
pub const HABITUE_KANO_TABLE_STRICT: i32 = 1;
/// The table that `kano_classes` says.
pub const HABITUE_KANO_TABLE_CUSTOM: i32 = 2;

/// What is counted. Start from `HABITUE_MEASURE_INIT`; what differs from it and the kind does not
/// read is refused.
#[apply(versioned)]
pub struct habitue_measure {
    /// One of `HABITUE_MEASURE_...`.
    pub kind: i32,
    /// Of responses, the questions in the order of the columns; NULL for columns.
    pub questions: *const usize,
    /// How many there are.
    pub question_count: usize,
    /// SERVICE_QUALITY: the dimension of each pair, from 0.
    pub dimensions: *const usize,
    /// SERVICE_QUALITY: how many dimensions there are.
    pub dimension_count: usize,
    /// SHARE: how many of the best levels, from 1 to their number less one.
    pub top: usize,
    /// PROMOTER, PENALTY_REWARD; of recoded answers where lower is better.
    pub low_at_most: f64,
    /// PROMOTER, EFFORT, PENALTY_REWARD; of recoded answers where lower is better.
    pub high_at_least: f64,
    /// FUZZY_KANO: membership from which a class counts for a respondent, above 0, to 1.
    pub alpha_cut: f64,
    /// KANO, FUZZY_KANO: one of `HABITUE_KANO_TABLE_...`.
    pub kano_table: i32,
    pub reserved: u32,
    /// TABLE_CUSTOM: 25 classes `HABITUE_KANO_...`, the answer to "if it is there" being the row,
    /// that to "if it is not" the column.
    pub kano_classes: *const i32,
}

begins!(habitue_measure, low_at_most = f64::NAN, high_at_least = f64::NAN, alpha_cut = 0.4);

pub(super) fn kind_of(kind: i32, name: &'static str) -> Result<Kind> {
    enumerator(kind, name, &Kind::ALL.iter().map(|kind| (*kind as i32, *kind)).collect::<Vec<_>>())
}

/// The caller's measure, and its questions where it names some.
pub(super) unsafe fn measure<'a>(
    pointer: *const habitue_measure,
) -> Result<(Measure, Option<&'a [usize]>)> {
    let given = results(pointer, "measure")?;
    let kind = kind_of(given.kind, "measure.kind")?;
    let asked = column(given.questions, given.question_count, "measure.questions")?;
    let questions = (!given.questions.is_null() || !asked.is_empty()).then_some(asked);
    let read: &[&str] = match kind {
        Kind::Share => &["top"],
        Kind::Effort => &["high_at_least"],
        Kind::Promoter | Kind::PenaltyReward => &["low_at_most", "high_at_least"],
        Kind::ServiceQuality => &["dimensions", "dimension_count"],
        Kind::Kano => &["kano_table", "kano_classes"],
        Kind::FuzzyKano => &["kano_table", "kano_classes", "alpha_cut"],
        _ => &[],
    };
    let read = [&["kind", "questions", "question_count"], read].concat();
    given.only("measure", &read, "by this kind")?;
    let (low_at_most, high_at_least) = (given.low_at_most, given.high_at_least);
    let measure = match kind {
        Kind::Share => Measure::Share { top: given.top },
        Kind::Promoter => {
            Measure::Promoter { detractor_at_most: low_at_most, promoter_at_least: high_at_least }
        }
        Kind::Effort => Measure::Effort { easy_from: high_at_least },
        Kind::ServiceQuality => {
            let of = column(given.dimensions, asked.len() / 2, "measure.dimensions")?;
            Measure::ServiceQuality { dimensions: of.to_vec(), count: given.dimension_count }
        }
        Kind::Kano => Measure::Kano(table(&given)?),
        Kind::FuzzyKano => Measure::FuzzyKano(table(&given)?, given.alpha_cut),
        Kind::PenaltyReward => Measure::PenaltyReward { low_at_most, high_at_least },
        _ => Measure::Mean,
    };
    Ok((measure, questions))
}

unsafe fn table(given: &habitue_measure) -> Result<KanoTable> {
    let known = [
        (HABITUE_KANO_TABLE_USUAL, Some(KanoTable::USUAL)),
        (HABITUE_KANO_TABLE_STRICT, Some(KanoTable::STRICT)),
        (HABITUE_KANO_TABLE_CUSTOM, None),
    ];
    if let Some(table) = enumerator(given.kano_table, "measure.kano_table", &known)? {
        idle(&[(!given.kano_classes.is_null(), "measure.kano_classes")], "by this table")?;
        return Ok(table);
    }
    let codes = column(given.kano_classes, 25, "measure.kano_classes")?;
    let mut table = KanoTable::USUAL;
    for (cell, code) in codes.iter().enumerate() {
        table.0[cell / 5][cell % 5] = KanoClass::read(*code, "measure.kano_classes")
            .map_err(|error| error.at_row(cell as u64))?;
    }
    Ok(table)
}
