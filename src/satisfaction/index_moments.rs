//! The weighted satisfaction index from moments alone.

use super::index::{IndexForm, QuestionScore, SatisfactionIndex};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::distribution::student_quantile;
use crate::numeric::proportion::check_level;
use crate::survey::{Basis, Interval, MissingPolicy, Moments, Questionnaire};

impl SatisfactionIndex {
    /// The index per question from moments: of merged shards, of published
    /// figures, or of answers whose moments are needed anyway.
    ///
    /// The value is Σ w s(mean), the standard error √(w'Σw / n_eff); with
    /// complete answers of equal weight both equal those of
    /// [`of`](Self::of). What is missing is what the moments' policy left.
    ///
    /// # Errors
    /// `Length` where the questionnaire has another number of questions;
    /// `Argument` for a question that weighs and whose levels are unevenly scored
    /// (its mean answer has no score), by name; `OutOfRange` for `level`.
    pub fn of_moments(
        moments: &Moments,
        questionnaire: &Questionnaire,
        level: f64,
    ) -> Result<Self> {
        check_level(level)?;
        let questions = questionnaire.questions();
        if questions.len() != moments.len() {
            return Err(Error::length("questions", questions.len(), moments.len()));
        }
        let total: f64 = questions.iter().map(|question| question.weight()).sum();
        let mut slopes = Vec::with_capacity(questions.len());
        let mut scores = Vec::with_capacity(questions.len());
        for (place, question) in questions.iter().enumerate() {
            let line = question.scale().line();
            let Some((intercept, slope)) =
                line.or((question.weight() == 0.0).then_some((f64::NAN, 0.0)))
            else {
                return Err(Error::new(
                    ErrorKind::Argument,
                    "has unevenly scored levels, so its mean answer has no score; use the answers",
                )
                .in_column(question.name()));
            };
            let mean = moments.means()[place];
            let weight = question.weight() / total;
            slopes.push(weight * slope);
            let score = intercept + slope * mean;
            scores.push(QuestionScore {
                name: question.name().to_owned(),
                weight,
                score: score.is_finite().then_some(score),
                mean: line.map(|_| mean),
                answered: moments.n() as u64,
                missing: 0,
            });
        }
        let weighing = || scores.iter().filter(|score| score.weight > 0.0);
        let value: f64 = weighing().filter_map(|score| Some(score.weight * score.score?)).sum();
        let k = questions.len();
        let variance: f64 = (0..k)
            .map(|i| (0..k).map(|j| slopes[i] * slopes[j] * moments.covariance(i, j)).sum::<f64>())
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
        let error = (variance.max(0.0) / basis.effective_n).sqrt();
        let half = student_quantile(n - 1.0, 0.5 + level / 2.0) * error;
        let mut scales = questions.iter().filter(|q| q.weight() > 0.0).map(|q| q.scale());
        let first = scales.next();
        let common = first.filter(|first| scales.all(|scale| scale == *first));
        Ok(Self {
            value,
            raw: common
                .and_then(|scale| scale.line())
                .map(|(intercept, slope)| (value - intercept) / slope),
            standard_error: Some(error),
            interval: Some(Interval::clamp(value - half, value + half, level, 0.0, 100.0)),
            questions: scores,
            form: IndexForm::PerQuestion,
            basis,
        })
    }
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
        let column =
            |step: usize, most: usize| (0..57).map(|i| ((i * step) % most + 1) as f64).collect();
        let answers =
            Answers::new(questionnaire, vec![column(3, 10), column(7, 10), column(5, 7)]).unwrap();
        let direct =
            SatisfactionIndex::of(&answers, IndexOptions::new(MissingPolicy::Listwise)).unwrap();
        let moments = Moments::of(&answers, MissingPolicy::Listwise).unwrap();
        let found = SatisfactionIndex::of_moments(&moments, answers.questionnaire(), 0.95).unwrap();
        assert!((found.value - direct.value).abs() < 1e-12);
        let (a, b) = (found.standard_error.unwrap(), direct.standard_error.unwrap());
        assert!((a - b).abs() < 1e-12, "{a} {b}");
        assert_eq!(found.raw, None);
    }
}
