//! Scales and questionnaires: plain structures of the caller.

use crate::capi::prelude::*;
use crate::survey::{Direction, Level, Question, Questionnaire, Scale};

/// A scale with the ends and step that the structure says.
pub const HABITUE_SCALE_RANGE: i32 = 0;
/// A scale of levels: `level_values` and `level_scores` say which.
pub const HABITUE_SCALE_LEVELS: i32 = 1;
/// The unbalanced five levels (5 to 1, three of them favourable).
pub const HABITUE_SCALE_UNBALANCED_FIVE: i32 = 2;
/// The balanced five levels (5 to 1, two of them favourable).
pub const HABITUE_SCALE_BALANCED_FIVE: i32 = 3;

/// The answers that a question allows. Start from `HABITUE_SCALE_INIT` (1 to 10 in whole steps,
/// the highest the best).
#[apply(versioned)]
pub struct habitue_scale {
    /// One of `HABITUE_SCALE_...`.
    pub kind: i32,
    /// 1 where the smallest value is the best: whatever analyses the answers recodes them, low +
    /// high - answer. The scores of SCALE_LEVELS say it themselves: rising ones are refused
    /// together with 1.
    pub lower_is_better: i32,
    pub reserved: u32,
    /// RANGE: smallest answer.
    pub low: f64,
    /// RANGE: largest answer.
    pub high: f64,
    /// RANGE: distance of neighbouring answers; 0 for a continuous scale.
    pub step: f64,
    /// LEVELS: the answer that stands for each level.
    pub level_values: *const f64,
    /// LEVELS: what each level is worth, 0 to 100.
    pub level_scores: *const f64,
    /// LEVELS: how many there are.
    pub level_count: usize,
}

/// A question of a survey; `habitue_asked(name, scale, weight)` at the end of the header makes one.
#[apply(plain)]
pub struct habitue_survey_question {
    /// Unique, and the name of its column in CSV.
    pub name: habitue_text,
    /// What groups questions; empty for none.
    pub dimension: habitue_text,
    /// Its scale; NULL for 1 to 10.
    pub scale: *const habitue_scale,
    /// Its weight in indices, >= 0; only proportions count, and 0 keeps it out of them.
    pub weight: f64,
}

/// The weight of a dimension among the dimensions.
#[apply(plain)]
pub struct habitue_dimension_weight {
    /// That of a question.
    pub dimension: habitue_text,
    /// >= 0.
    pub weight: f64,
}

/// The questions of a survey, in the order of its columns. Start from
/// `HABITUE_QUESTIONNAIRE_INIT`.
#[apply(versioned)]
pub struct habitue_questionnaire {
    pub reserved: u32,
    /// The questions.
    pub questions: *const habitue_survey_question,
    /// How many there are.
    pub question_count: usize,
    /// The weights of dimensions that do not weigh as much as their questions together.
    pub dimensions: *const habitue_dimension_weight,
    /// How many there are.
    pub dimension_count: usize,
}

begins!(habitue_scale, low = 1.0, high = 10.0, step = 1.0);

impl Reads for Questionnaire {
    type From = habitue_questionnaire;

    unsafe fn read(pointer: *const habitue_questionnaire, name: &'static str) -> Result<Self> {
        let given: habitue_questionnaire = results(pointer, name)?;
        let asked = column(given.questions, given.question_count, "questionnaire.questions")?;
        let questions = by_row(asked, |one| question(one))?;
        let (weights, count) = (given.dimensions, given.dimension_count);
        let mut made = Questionnaire::new(questions)?;
        for one in column(weights, count, "questionnaire.dimensions")? {
            let dimension = one.dimension.read("questionnaire.dimensions")?;
            made = made.with_dimension_weight(dimension, one.weight)?;
        }
        Ok(made)
    }
}

unsafe fn question(one: &habitue_survey_question) -> Result<Question> {
    let (name, scale) = (one.name.read("questions.name")?, scale(one.scale)?);
    let dimension = one.dimension.read("questions.dimension")?;
    let made = Question::new(name, scale).with_weight(one.weight)?;
    Ok(if dimension.is_empty() { made } else { made.with_dimension(dimension) })
}

unsafe fn scale(pointer: *const habitue_scale) -> Result<Scale> {
    let scale = options(pointer, "scale")?;
    let reverse = flag(scale.lower_is_better, "scale.lower_is_better")?;
    let directed = |scale: Scale| if reverse { scale.reversed() } else { scale };
    let levels = [scale.level_values, scale.level_scores];
    let unread = scale.kind != HABITUE_SCALE_LEVELS && levels.iter().any(|it| !it.is_null());
    idle(&[(unread, "scale.level_values")], "by this kind")?;
    match scale.kind {
        HABITUE_SCALE_UNBALANCED_FIVE => Ok(directed(Scale::unbalanced_five())),
        HABITUE_SCALE_BALANCED_FIVE => Ok(directed(Scale::balanced_five())),
        HABITUE_SCALE_LEVELS => {
            let values = column(scale.level_values, scale.level_count, "scale.level_values")?;
            let scores = column(scale.level_scores, scale.level_count, "scale.level_scores")?;
            let level = |(value, score): (&f64, &f64)| Level::new(*value, *score, false, "", "");
            let made = Scale::levels(values.iter().zip(scores).map(level).collect())?;
            if reverse && made.direction() == Direction::HigherIsBetter {
                return Err(fault(
                    ErrorKind::Inconsistent,
                    "scale.lower_is_better",
                    "says that lower is better, but the scores of the levels rise",
                ));
            }
            Ok(made)
        }
        HABITUE_SCALE_RANGE if scale.step == 0.0 => {
            Ok(directed(Scale::continuous(scale.low, scale.high)?))
        }
        HABITUE_SCALE_RANGE => Ok(directed(Scale::stepped(scale.low, scale.high, scale.step)?)),
        other => Err(no_enumerator(other, "scale.kind", &[0, 1, 2, 3])),
    }
}
