//! Satisfaction indices and scorecards.

use super::super::column::{input, optional_column_mut, output};
use super::super::guard::guard;
use super::super::options::{Options, enumerator, options, reserved, results};
use super::super::status::{habitue_error, habitue_status};
use super::figures::{
    HABITUE_MISSING_AVAILABLE_CASE, habitue_basis, habitue_interval, interval_or_none,
    missing_policy,
};
use super::moments::habitue_moments;
use super::questionnaire::{habitue_questionnaire, questionnaire};
use super::responses::habitue_responses;
use super::starts;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::check_level;
use crate::satisfaction::{
    IndexForm, IndexOptions, SatisfactionIndex, Scorecard, respondent_indices_into,
};

/// How a satisfaction index is formed. Start from `HABITUE_INDEX_OPTIONS_INIT` (available case,
/// per question, 0.95).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_index_options {
    /// `sizeof(habitue_index_options)`.
    pub struct_size: u32,
    /// What to do about missing answers: `HABITUE_MISSING_...`.
    pub missing: i32,
    /// 0: the mean of each question, times its weight, summed; 1: the weighted mean of each
    /// respondent, averaged.
    pub per_respondent: i32,
    /// 0.
    pub reserved: u32,
    /// Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, 0 to 1.
    pub minimum_share: f64,
    /// Confidence of the intervals, between 0 and 1.
    pub confidence: f64,
    /// Size of the finite population that was sampled; 0 for a large one.
    pub population: u64,
}

/// A satisfaction index.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_index {
    /// The index, 0 (worst) to 100 (best).
    pub value: f64,
    /// The index on the common scale of the questions; NaN where scales differ.
    pub raw: f64,
    /// Standard error of `value`; NaN with one respondent.
    pub standard_error: f64,
    /// Interval of `value`; NaN with one respondent.
    pub interval: habitue_interval,
    /// What it rests on.
    pub basis: habitue_basis,
}

/// What a question adds to an index.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_question_score {
    /// Its weight; the weights of all questions sum to 1.
    pub weight: f64,
    /// Its mean score, 0 to 100; NaN where nobody answered.
    pub score: f64,
    /// Respondents who answered it.
    pub answered: u64,
}

/// The weighted mean of the dimensions.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_scorecard {
    /// Weighted mean of the indices of the dimensions, 0 to 100.
    pub value: f64,
    /// Its standard error; NaN with one respondent.
    pub standard_error: f64,
    /// Its interval; NaN with one respondent.
    pub interval: habitue_interval,
    /// The weakest dimension, from 0 (the first of equals). Every dimension reaches a threshold
    /// where this one does: the conjunctive rule.
    pub weakest: u64,
}

/// Where the figures go; NULL is no wish. Start from `HABITUE_SATISFACTION_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_satisfaction {
    /// `sizeof(habitue_satisfaction)`.
    pub struct_size: u32,
    /// 0.
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

starts!(
    habitue_index_options {
        missing: HABITUE_MISSING_AVAILABLE_CASE,
        minimum_share: 0.5,
        confidence: 0.95,
    },
    habitue_satisfaction {},
);

impl habitue_index {
    fn new(found: &SatisfactionIndex, confidence: f64) -> Self {
        Self {
            value: found.value,
            raw: found.raw.unwrap_or(f64::NAN),
            standard_error: found.standard_error.unwrap_or(f64::NAN),
            interval: interval_or_none(found.interval, confidence),
            basis: found.basis.into(),
        }
    }
}

/// The caller's wishes, read.
struct Wanted<'a> {
    index: Option<&'a mut habitue_index>,
    questions: Option<&'a mut [habitue_question_score]>,
    dimensions: Option<&'a mut [habitue_index]>,
    dimension_weights: Option<&'a mut [f64]>,
    dimension_count: usize,
    scorecard: Option<&'a mut habitue_scorecard>,
    respondents: Option<&'a mut [f64]>,
}

impl Wanted<'_> {
    /// # Safety
    /// As for `options`, and its columns are as long as it says.
    unsafe fn read(pointer: *const habitue_satisfaction) -> Result<Self> {
        // SAFETY: the caller's promise is the same.
        unsafe {
            let given = results(pointer, "wanted")?;
            reserved(&[given.reserved], "wanted.reserved")?;
            let index = match given.index.is_null() {
                true => None,
                false => Some(output(given.index, "index")?),
            };
            let scorecard = match given.scorecard.is_null() {
                true => None,
                false => Some(output(given.scorecard, "scorecard")?),
            };
            let (questions, dimensions) = (given.question_count, given.dimension_count);
            Ok(Self {
                index,
                scorecard,
                questions: optional_column_mut(given.questions, questions, "questions")?,
                dimensions: optional_column_mut(given.dimensions, dimensions, "dimensions")?,
                dimension_weights: optional_column_mut(
                    given.dimension_weights,
                    dimensions,
                    "dimension_weights",
                )?,
                dimension_count: dimensions,
                respondents: optional_column_mut(given.respondents, given.rows, "respondents")?,
            })
        }
    }

    /// Forms what is wanted, all of it before the first is written.
    fn answer(
        self,
        confidence: f64,
        index: impl Fn() -> Result<SatisfactionIndex>,
        card: impl Fn() -> Result<Scorecard>,
    ) -> Result<()> {
        let of_dimensions = self.dimensions.is_some() || self.dimension_weights.is_some();
        let whole = self.index.is_some() || self.questions.is_some();
        let index = if whole { Some(index()?) } else { None };
        let card = if of_dimensions || self.scorecard.is_some() { Some(card()?) } else { None };
        if let (Some(index), Some(slots)) = (&index, &self.questions)
            && slots.len() != index.questions.len()
        {
            return Err(Error::length("questions", slots.len(), index.questions.len()));
        }
        if let Some(card) = &card
            && of_dimensions
            && self.dimension_count != card.dimensions.len()
        {
            return Err(Error::length("dimensions", self.dimension_count, card.dimensions.len()));
        }
        if let Some(index) = index {
            let slots = self.questions.into_iter().flatten();
            for (slot, question) in slots.zip(&index.questions) {
                *slot = habitue_question_score {
                    weight: question.weight,
                    score: question.score.unwrap_or(f64::NAN),
                    answered: question.answered,
                };
            }
            if let Some(slot) = self.index {
                *slot = habitue_index::new(&index, confidence);
            }
        }
        if let Some(card) = card {
            let slots = self.dimensions.into_iter().flatten();
            for (slot, dimension) in slots.zip(&card.dimensions) {
                *slot = habitue_index::new(&dimension.index, confidence);
            }
            let slots = self.dimension_weights.into_iter().flatten();
            for (slot, dimension) in slots.zip(&card.dimensions) {
                *slot = dimension.weight;
            }
            if let Some(slot) = self.scorecard {
                *slot = habitue_scorecard {
                    value: card.total,
                    standard_error: card.standard_error.unwrap_or(f64::NAN),
                    interval: interval_or_none(card.interval, confidence),
                    weakest: card.weakest as u64,
                };
            }
        }
        Ok(())
    }
}

/// The weighted satisfaction index with its interval and its basis, the scorecard of its
/// dimensions, and the index of each respondent: what `wanted` has places for. `options` may be
/// NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT` where no respondent is left, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_satisfaction_index(
    responses: *const habitue_responses,
    options: *const habitue_index_options,
    wanted: *const habitue_satisfaction,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, chosen, mut wanted) = unsafe {
            (
                &input(responses, "responses")?.0,
                self::options(options, "options")?,
                Wanted::read(wanted)?,
            )
        };
        reserved(&[chosen.reserved], "options.reserved")?;
        let forms = [(0, IndexForm::PerQuestion), (1, IndexForm::PerRespondent)];
        let missing = missing_policy(chosen.missing, chosen.minimum_share)?;
        let settings = IndexOptions::new(missing)
            .with_form(enumerator(chosen.per_respondent, "options.per_respondent", &forms)?)
            .with_level(chosen.confidence);
        let settings = match chosen.population {
            0 => settings,
            population => settings.with_population(population),
        };
        let own = match wanted.respondents.take() {
            None => None,
            Some(slots) => {
                let mut own = slots.to_vec();
                respondent_indices_into(answers, missing, &mut own)?;
                Some((slots, own))
            }
        };
        wanted.answer(
            chosen.confidence,
            || SatisfactionIndex::of(answers, settings),
            || Scorecard::of(answers, settings),
        )?;
        if let Some((slots, own)) = own {
            slots.copy_from_slice(&own);
        }
        Ok(())
    })
}

/// The same per question from moments: of merged shards, of published figures. `questionnaire` has
/// the questions of `moments`, in order, with their scales and weights. Moments of responses give
/// the very index of the responses, missing answers and weights included.
///
/// Returns also `HABITUE_NOT_READ` for the index of each respondent, `HABITUE_BAD_ARGUMENT` for a
/// question whose levels are unevenly scored, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_INCONSISTENT`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_satisfaction_of_moments(
    moments: *const habitue_moments,
    questionnaire: *const habitue_questionnaire,
    confidence: f64,
    wanted: *const habitue_satisfaction,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (moments, asked, wanted) = unsafe {
            (
                input(moments, "moments")?.get()?,
                self::questionnaire(questionnaire)?,
                Wanted::read(wanted)?,
            )
        };
        check_level(confidence)?;
        if wanted.respondents.is_some() {
            return Err(Error::new(ErrorKind::NotRead, "is given, and moments know no respondents")
                .in_column("wanted.respondents"));
        }
        wanted.answer(
            confidence,
            || SatisfactionIndex::of_moments(moments, &asked, confidence),
            || Scorecard::of_moments(moments, &asked, confidence),
        )
    })
}
