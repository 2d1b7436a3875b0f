//! The weighted satisfaction index from moments alone.

use std::borrow::Cow;

use super::index::{IndexForm, SatisfactionIndex};
use super::question_score::QuestionScore;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::check_confidence;
use crate::survey::{Basis, Direction, Interval, MissingPolicy, Moments, Question, Questionnaire};

impl SatisfactionIndex {
    /// The index per question from moments: of merged shards, of published
    /// figures, or of answers whose moments are needed anyway.
    ///
    /// The value is Σ w s(mean), its standard error that of a weighted sum of
    /// means ([`Moments::mean_covariance`]). From answers or cross-products, listwise
    /// or available case, both equal those of [`of`](Self::of) per question: so
    /// shards and waves combine into the same index, missing answers, weights and
    /// all. Questions without weight keep nobody out.
    ///
    /// Moments from elsewhere whose direction is not known are read as the scales of
    /// the questionnaire say ([`Moments::with_scales`]).
    ///
    /// # Errors
    /// `Length` where the questionnaire has another number of questions;
    /// `Inconsistent` where a scale has another direction than the moments know;
    /// `Argument` for a question that weighs and whose levels are unevenly scored
    /// (its mean answer has no score), by name; `OutOfRange` for `confidence`.
    pub fn of_moments(
        moments: &Moments,
        questionnaire: &Questionnaire,
        confidence: f64,
    ) -> Result<Self> {
        check_confidence(confidence)?;
        let questions = questionnaire.questions();
        if questions.len() != moments.len() {
            return Err(Error::length("questions", questions.len(), moments.len()));
        }
        let all = directed(moments, questions)?;
        let moments = &*all.over(&weighing(questions))?;
        let total: f64 = questions.iter().map(|question| question.weight()).sum();
        let mut slopes = Vec::with_capacity(questions.len());
        let mut scores = Vec::with_capacity(questions.len());
        for (place, question) in questions.iter().enumerate() {
            let line = question.scale().oriented().line();
            let Some((intercept, slope)) =
                line.or((question.weight() == 0.0).then_some((f64::NAN, 0.0)))
            else {
                return Err(Error::new(
                    ErrorKind::Argument,
                    "has unevenly scored levels, so its mean answer has no score; use the answers",
                )
                .in_column(question.name()));
            };
            let known = if question.weight() > 0.0 { moments } else { &*all };
            let mean = known.means()[place];
            let weight = question.weight() / total;
            slopes.push(weight * slope);
            let score = intercept + slope * mean;
            scores.push(QuestionScore {
                name: question.name().to_owned(),
                weight,
                score: score.is_finite().then_some(score),
                mean: line.map(|_| mean),
                answered: known.question_counts(place).map_or(known.n() as u64, |count| count.0),
                missing: known.question_counts(place).map_or(0, |count| count.1),
            });
        }
        let weighed = scores.iter().filter(|score| score.weight > 0.0);
        let value: f64 = weighed.filter_map(|score| Some(score.weight * score.score?)).sum();
        let k = questions.len();
        let variance: f64 = (0..k)
            .map(|i| {
                (0..k).map(|j| slopes[i] * slopes[j] * moments.mean_covariance(i, j)).sum::<f64>()
            })
            .sum();
        let n = moments.n();
        let basis = moments.basis().copied().unwrap_or(Basis {
            respondents: n as u64,
            used: n as u64,
            answers: (n * k as f64) as u64,
            missing: 0,
            out_of_scale: 0,
            effective_n: n,
            policy: MissingPolicy::Listwise,
        });
        let error = variance.max(0.0).sqrt();
        let used = if moments.basis().is_some() { basis.used as f64 } else { n };
        let interval = Interval::student(value, error, used, confidence, (0.0, 100.0));
        let mut scales =
            questions.iter().filter(|q| q.weight() > 0.0).map(|q| q.scale().oriented());
        let first = scales.next();
        let common = first.filter(|first| scales.all(|scale| scale == *first));
        Ok(Self {
            value,
            raw: common
                .and_then(|scale| scale.line())
                .map(|(intercept, slope)| (value - intercept) / slope),
            standard_error: Some(error),
            interval: Some(interval),
            questions: scores,
            form: IndexForm::PerQuestion,
            basis,
        })
    }
}

/// The moments with the direction of the scales: they know it, or the scales say.
pub(super) fn directed<'a>(
    moments: &'a Moments,
    questions: &[Question],
) -> Result<Cow<'a, Moments>> {
    let scales = questions.iter().map(Question::scale);
    if moments.directions().is_some() {
        moments.check_directions(scales)?;
        return Ok(Cow::Borrowed(moments));
    }
    if scales.clone().all(|scale| scale.direction() == Direction::HigherIsBetter) {
        return Ok(Cow::Borrowed(moments));
    }
    moments.clone().with_scales(&scales.cloned().collect::<Vec<_>>()).map(Cow::Owned)
}

fn weighing(questions: &[Question]) -> Vec<usize> {
    (0..questions.len()).filter(|place| questions[*place].weight() > 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::satisfaction::IndexOptions;
    use crate::survey::{Answers, Question, Scale};

    #[test]
    fn it_is_the_index_of_the_answers() {
        let ten = || Scale::points(1, 10).unwrap();
        let questionnaire = Questionnaire::new(vec![
            Question::new("a", ten()).with_weight(2.0).unwrap(),
            Question::new("b", ten()),
            Question::new("c", Scale::points(1, 7).unwrap().reversed()).with_weight(0.5).unwrap(),
        ])
        .unwrap();
        // Some are missing, and some respondents weigh more.
        let column = |step: usize, most: usize| {
            let answer =
                |i: usize| if i % 11 == step { f64::NAN } else { ((i * step) % most + 1) as f64 };
            (0..57).map(answer).collect()
        };
        let weights = (0..57).map(|i| 0.5 + f64::from(i % 4)).collect();
        let answers = Answers::new(questionnaire, vec![column(3, 10), column(7, 10), column(5, 7)])
            .and_then(|answers| answers.with_weights(weights))
            .unwrap();
        for policy in [
            MissingPolicy::Listwise,
            MissingPolicy::AvailableCase,
            MissingPolicy::PersonMean { minimum_share: 0.6 },
            MissingPolicy::ItemMean,
        ] {
            let direct = SatisfactionIndex::of(&answers, IndexOptions::new(policy)).unwrap();
            let moments = Moments::of(&answers, policy).unwrap();
            let found =
                SatisfactionIndex::of_moments(&moments, answers.questionnaire(), 0.95).unwrap();
            assert!((found.value - direct.value).abs() < 1e-12, "{policy:?}");
            let (a, b) = (found.standard_error.unwrap(), direct.standard_error.unwrap());
            assert!((a - b).abs() < 1e-12, "{policy:?}: {a} {b}");
            let (a, b) = (found.interval.unwrap(), direct.interval.unwrap());
            assert!((a.low - b.low).abs() < 1e-11 && (a.high - b.high).abs() < 1e-11);
            assert_eq!((found.basis, found.raw), (direct.basis, None));
            let counts = |index: &SatisfactionIndex| {
                index.questions.iter().map(|q| (q.answered, q.missing)).collect::<Vec<_>>()
            };
            assert_eq!(counts(&found), counts(&direct));
        }
    }
}
