//! Satisfaction indices and scorecards.

use super::figures::missing_policy;
use crate::capi::prelude::*;
use crate::numeric::proportion::check_confidence;
use crate::satisfaction::{
    IndexForm, IndexOptions, QuestionScore, SatisfactionIndex, Scorecard, respondent_indices_into,
};
use crate::survey::Questionnaire;

/// How a satisfaction index is formed. Start from `HABITUE_INDEX_OPTIONS_INIT` (available case,
/// per question, 0.95).
#[apply(versioned)]
pub struct habitue_index_options {
    /// What to do about missing answers: `HABITUE_MISSING_...`.
    pub missing: i32,
    /// 0: the mean of each question, times its weight, summed; 1: the weighted mean of each
    /// respondent, averaged.
    pub per_respondent: i32,
    pub reserved: u32,
    /// Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, 0 to 1.
    pub minimum_share: f64,
    /// Confidence of the intervals, between 0 and 1.
    pub confidence: f64,
    /// Size of the finite population that was sampled; 0 for a large one.
    pub population: u64,
}

mirror! {
    /// A satisfaction index.
    habitue_index: SatisfactionIndex, value, raw, standard_error,
    interval: habitue_interval, basis: habitue_basis
}

mirror! {
    /// What a question adds to an index.
    habitue_question_score: QuestionScore, weight, score, answered
}

mirror! {
    /// The weighted mean of the dimensions.
    habitue_scorecard: Scorecard, total as value,
    /// Its standard error; NaN with one respondent.
    standard_error,
    /// Its interval; NaN with one respondent.
    interval: habitue_interval,
    /// The weakest dimension, from 0 (the first of equals). Every dimension reaches a threshold
    /// where this one does: the conjunctive rule.
    weakest
}

/// Where the figures go; NULL is no wish. Start from `HABITUE_SATISFACTION_INIT`.
#[apply(versioned)]
pub struct habitue_satisfaction {
    pub reserved: u32,
    /// The index over all questions.
    pub index: *mut habitue_index,
    /// What each question adds to it.
    pub questions: *mut habitue_question_score,
    /// How many questions there are.
    pub question_count: usize,
    /// The index of each dimension, in order of first appearance.
    pub dimensions: *mut habitue_index,
    /// Their weights, which sum to 1.
    pub dimension_weights: *mut f64,
    /// How many dimensions there are.
    pub dimension_count: usize,
    /// The mean of the dimensions.
    pub scorecard: *mut habitue_scorecard,
    /// Of responses: the index of each respondent, 0 to 100, NaN for those whom the policy
    /// excludes.
    pub respondents: *mut f64,
    /// How many respondents there are.
    pub rows: usize,
}

begins!(
    habitue_index_options,
    missing = HABITUE_MISSING_AVAILABLE_CASE,
    minimum_share = 0.5,
    confidence = 0.95
);

pub(super) fn index_form(per_respondent: i32, name: &'static str) -> Result<IndexForm> {
    let forms = [(0, IndexForm::PerQuestion), (1, IndexForm::PerRespondent)];
    enumerator(per_respondent, name, &forms)
}

/// Forms what is wanted, all of it before the first is written.
unsafe fn answer<'a>(
    wanted: &habitue_satisfaction,
    mut places: Places<'a>,
    index: impl Fn() -> Result<SatisfactionIndex>,
    card: impl Fn() -> Result<Scorecard>,
) -> Result<()> {
    let of_questions = !wanted.questions.is_null();
    let dimensions = !wanted.dimensions.is_null() || !wanted.dimension_weights.is_null();
    if of_questions || !wanted.index.is_null() {
        let index = index()?;
        as_long(of_questions, "questions", wanted.question_count, index.questions.len())?;
        places.one(wanted.index, &index, "index")?;
        places.all(wanted.questions, &index.questions, "questions")?;
    }
    if dimensions || !wanted.scorecard.is_null() {
        let card = card()?;
        as_long(dimensions, "dimensions", wanted.dimension_count, card.dimensions.len())?;
        let all = || card.dimensions.iter();
        places.each(wanted.dimensions, all().map(|it| it.index.told()), "dimensions")?;
        places.each(wanted.dimension_weights, all().map(|it| it.weight), "dimension_weights")?;
        places.one(wanted.scorecard, &card, "scorecard")?;
    }
    places.fill();
    Ok(())
}

/// The weighted satisfaction index with its interval and its basis, the scorecard of its
/// dimensions, and the index of each respondent: what `wanted` has places for. `options` may be
/// NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT` where no respondent is left, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE`.
pub unsafe fn habitue_satisfaction_index(
    responses: &Answers,
    options: Option<habitue_index_options>,
    wanted: habitue_satisfaction,
) -> Result<()> {
    let chosen = options.unwrap_or_default();
    let missing = missing_policy(chosen.missing, chosen.minimum_share)?;
    let mut settings = IndexOptions::new(missing)
        .with_form(index_form(chosen.per_respondent, "options.per_respondent")?)
        .with_confidence(chosen.confidence);
    if chosen.population != 0 {
        settings = settings.with_population(chosen.population);
    }
    let mut places = Places::default();
    if !wanted.respondents.is_null() {
        same_length("respondents", wanted.rows, responses.respondents())?;
        let mut own = vec![0.0; wanted.rows];
        respondent_indices_into(responses, missing, &mut own)?;
        places.add(wanted.respondents, own, "respondents")?;
    }
    let index = || SatisfactionIndex::of(responses, settings);
    answer(&wanted, places, index, || Scorecard::of(responses, settings))
}

/// The same per question from moments: of merged shards, of published figures. `questionnaire` has
/// the questions of `moments`, in order, with their scales and weights. Moments of responses give
/// the very index of the responses, missing answers and weights included.
///
/// Returns also `HABITUE_NOT_READ` for the index of each respondent, `HABITUE_BAD_ARGUMENT` for a
/// question whose levels are unevenly scored, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_INCONSISTENT`.
pub unsafe fn habitue_satisfaction_of_moments(
    moments: &habitue_moments,
    questionnaire: Questionnaire,
    confidence: f64,
    wanted: habitue_satisfaction,
) -> Result<()> {
    let moments = moments.get()?;
    check_confidence(confidence)?;
    idle(&[(!wanted.respondents.is_null(), "wanted.respondents")], "of moments")?;
    let index = || SatisfactionIndex::of_moments(moments, &questionnaire, confidence);
    let card = || Scorecard::of_moments(moments, &questionnaire, confidence);
    answer(&wanted, Places::default(), index, card)
}
