//! The weighted satisfaction index.

use super::item_scores::Scored;
use super::question_score::QuestionScore;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::exact_dot::add_products;
use crate::numeric::exact_sum::ExactSum;
use crate::numeric::proportion::check_confidence;
use crate::satisfaction::counted::difference::Difference;
use crate::survey::{Answers, Basis, Interval, MissingPolicy, Scale, finite_population_correction};

/// Which mean is taken first. Both agree where no answer is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum IndexForm {
    /// The mean of each question, times its weight, summed: the textbook's
    /// "每题满意度 × 权重, 求和".
    #[default]
    PerQuestion,
    /// The weighted mean of each respondent, averaged over respondents.
    PerRespondent,
}

impl IndexForm {
    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PerQuestion => "per question",
            Self::PerRespondent => "per respondent",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::PerQuestion => "先算各题均值",
            Self::PerRespondent => "先算每位受访者均值",
        }
    }
}

/// How a [`SatisfactionIndex`] is formed.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct IndexOptions {
    /// What to do about missing answers.
    pub missing: MissingPolicy,
    /// Which mean comes first.
    pub form: IndexForm,
    /// Confidence of the interval.
    #[cfg_attr(feature = "serde", serde(alias = "level"))]
    pub confidence: f64,
    /// Size of the finite population that was sampled.
    pub population: Option<u64>,
}

impl IndexOptions {
    /// Options with this policy for missing answers; it has no default.
    #[must_use]
    pub fn new(missing: MissingPolicy) -> Self {
        Self { missing, form: IndexForm::PerQuestion, confidence: 0.95, population: None }
    }

    /// Sets which mean comes first. Defaults to [`IndexForm::PerQuestion`].
    #[must_use]
    pub fn with_form(mut self, form: IndexForm) -> Self {
        self.form = form;
        self
    }

    /// Sets the confidence. Defaults to 0.95.
    #[must_use]
    pub fn with_confidence(mut self, confidence: f64) -> Self {
        self.confidence = confidence;
        self
    }

    /// Sets the size of a finite population; the standard error then shrinks by
    /// √((N - n)/(N - 1)). Defaults to none (large).
    #[must_use]
    pub fn with_population(mut self, population: u64) -> Self {
        self.population = Some(population);
        self
    }
}

/// The satisfaction index Σ w s / Σ w over the questions that weigh, on 0 (worst)
/// to 100 (best), with standard error, interval, the questions and the
/// [`Basis`].
///
/// The standard error treats respondents as the sampling unit and linearises
/// the index (Taylor), so that missing answers, base weights and the
/// correlation between questions enter; the interval is Student's.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SatisfactionIndex {
    /// The index, 0 to 100, not rounded.
    pub value: f64,
    /// The index on the common scale of the questions (such as 1 to 10), higher being
    /// better; `None` where their scales differ or are unevenly scored.
    pub raw: Option<f64>,
    /// Standard error of `value`; `None` with one respondent.
    pub standard_error: Option<f64>,
    /// Interval of `value`; `None` with one respondent.
    pub interval: Option<Interval>,
    /// The questions, in order.
    pub questions: Vec<QuestionScore>,
    /// Which mean came first.
    pub form: IndexForm,
    /// What it rests on.
    pub basis: Basis,
}

impl SatisfactionIndex {
    /// The index of these answers.
    ///
    /// # Errors
    /// `Empty` where the policy leaves no respondent, or nobody answered a
    /// question that weighs; `OutOfRange` for a confidence, a minimum share or a
    /// population (smaller than the respondents used) out of range; `Argument`
    /// for [`MissingPolicy::ExpectationMaximisation`], which is for moments.
    pub fn of(answers: &Answers, options: IndexOptions) -> Result<Self> {
        Self::with_influences(answers, options).map(|(index, _)| index)
    }

    /// The index, and how it moves with each respondent (0 for those who are not
    /// used): the squares of these sum to its variance, but for n/(n - 1).
    pub(in crate::satisfaction) fn with_influences(
        answers: &Answers,
        options: IndexOptions,
    ) -> Result<(Self, Vec<f64>)> {
        check_confidence(options.confidence)?;
        let table = Scored::new(answers, options.missing)?;
        let means = table.question_means()?;
        let total: f64 = table.weights.iter().sum();
        let weights: Vec<f64> = table.weights.iter().map(|weight| weight / total).collect();
        let (mut mass, mut squares, mut used) = (ExactSum::default(), ExactSum::default(), 0_u64);
        for row in (0..table.rows).filter(|row| table.included[*row]) {
            used += 1;
            if let Some(weights) = answers.weights() {
                mass.add(weights[row]);
                squares.add(weights[row] * weights[row]);
            }
        }
        let (mass, squares) = match answers.weights() {
            Some(_) => (mass.value(), squares.value()),
            None => (used as f64, used as f64),
        };
        let (value, influences) = match options.form {
            IndexForm::PerQuestion => {
                let value = weights
                    .iter()
                    .zip(&means.score)
                    .filter(|(w, _)| **w > 0.0)
                    .map(|(w, m)| w * m)
                    .sum();
                (value, table.influences(&weights, &means))
            }
            IndexForm::PerRespondent => {
                let mut own = table.respondents(&means.score);
                let rows = || (0..table.rows).filter(|row| table.included[*row]);
                let sum: ExactSum = rows().map(|row| answers.weight(row) * own[row]).collect();
                let value = sum.value() / mass;
                for (row, own) in own.iter_mut().enumerate() {
                    *own = match table.included[row] {
                        true => answers.weight(row) / mass * (*own - value),
                        false => 0.0,
                    };
                }
                (value, own)
            }
        };
        let mut variance = ExactSum::default();
        add_products(&mut variance, &influences, &influences);
        let variance = variance.value();
        let correction = match options.population {
            Some(population) => finite_population_correction(used as f64, population as f64)?,
            None => 1.0,
        };
        let standard_error =
            (used > 1).then(|| (variance * used as f64 / (used as f64 - 1.0)).sqrt() * correction);
        let interval = standard_error.map(|error| {
            Interval::student(value, error, used as f64, options.confidence, (0.0, 100.0))
        });
        let index = Self {
            value,
            raw: common_line(answers).map(|(intercept, slope)| (value - intercept) / slope),
            standard_error,
            interval,
            questions: table.question_scores(&weights, &means),
            form: options.form,
            basis: table.basis(used, mass * mass / squares),
        };
        Ok((index, influences))
    }

    /// Whether the index of `later` differs from this one; independent samples.
    ///
    /// # Errors
    /// `Undefined` where one of them rests on a single respondent; `OutOfRange`
    /// unless 0 < `confidence` < 1.
    pub fn difference(&self, later: &Self, confidence: f64) -> Result<Difference> {
        let (Some(first), Some(second)) = (self.standard_error, later.standard_error) else {
            return Err(Error::new(
                ErrorKind::Undefined,
                "an index of one respondent has no standard error, so no difference can be tested",
            ));
        };
        Difference::between((self.value, first), (later.value, second), confidence)
    }
}

/// Writes the index of each respondent, 0 to 100; NaN for those whom the policy
/// excludes (and for those with base weight 0).
///
/// # Errors
/// `Length` where `out` is not as long as there are respondents; otherwise as
/// for [`SatisfactionIndex::of`]. Nothing is written then.
pub fn respondent_indices_into(
    answers: &Answers,
    missing: MissingPolicy,
    out: &mut [f64],
) -> Result<()> {
    if out.len() != answers.respondents() {
        return Err(Error::length("out", out.len(), answers.respondents()));
    }
    let table = Scored::new(answers, missing)?;
    let means = table.question_means()?;
    out.copy_from_slice(&table.respondents(&means.score));
    Ok(())
}

/// The line of the common scale of all questions that weigh.
fn common_line(answers: &Answers) -> Option<(f64, f64)> {
    let questions = answers.questionnaire().questions().iter().zip(answers.scales());
    let mut scales =
        questions.filter(|(question, _)| question.weight() > 0.0).map(|(_, scale)| scale);
    let first: &Scale = scales.next()?;
    if scales.all(|scale| scale == first) { first.line() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Question, Questionnaire};
    use proptest::prelude::*;

    const NONE: f64 = f64::NAN;

    fn answers(weights: &[f64], columns: Vec<Vec<f64>>) -> Answers {
        let questions = weights
            .iter()
            .enumerate()
            .map(|(i, weight)| {
                Question::new(format!("q{i}"), Scale::points(1, 10).unwrap())
                    .with_weight(*weight)
                    .unwrap()
            })
            .collect();
        Answers::new(Questionnaire::new(questions).unwrap(), columns).unwrap()
    }

    fn value(answers: &Answers, form: IndexForm, missing: MissingPolicy) -> f64 {
        SatisfactionIndex::of(answers, IndexOptions::new(missing).with_form(form))
            .unwrap()
            .raw
            .unwrap()
    }

    /// By hand: question means 6 and 5 and 8, weights .5, .25, .25.
    #[test]
    fn the_two_forms_and_the_policies_by_hand() {
        let table = answers(
            &[2.0, 1.0, 1.0],
            vec![vec![4.0, 8.0, NONE], vec![6.0, NONE, 4.0], vec![8.0, 8.0, NONE]],
        );
        use IndexForm::{PerQuestion, PerRespondent};
        let check = |form, missing, expected: f64| {
            let found = value(&table, form, missing);
            assert!((found - expected).abs() < 1e-12, "{form:?} {missing:?}: {found} {expected}");
        };
        check(PerQuestion, MissingPolicy::AvailableCase, 0.5 * 6.0 + 0.25 * 5.0 + 0.25 * 8.0);
        // Respondents: (8+6+8)/4, (16+8)/3, 4.
        check(PerRespondent, MissingPolicy::AvailableCase, (5.5 + 8.0 + 4.0) / 3.0);
        check(PerQuestion, MissingPolicy::Listwise, 5.5);
        check(PerRespondent, MissingPolicy::Listwise, 5.5);
        check(PerQuestion, MissingPolicy::ItemMean, 6.25);
        check(PerRespondent, MissingPolicy::ItemMean, 6.25);
        // Two thirds answered: the first, and the second filled with 8.
        let half = MissingPolicy::PersonMean { minimum_share: 0.5 };
        check(PerQuestion, half, (5.5 + 8.0) / 2.0);
        check(PerRespondent, half, (5.5 + 8.0) / 2.0);
        let any = MissingPolicy::PersonMean { minimum_share: 0.0 };
        check(PerRespondent, any, (5.5 + 8.0 + 4.0) / 3.0);
    }

    #[test]
    fn a_result_tells_what_it_rests_on() {
        let table = answers(
            &[1.0, 1.0, 0.0],
            vec![vec![4.0, 8.0, NONE, 9.0], vec![6.0, NONE, NONE, 1.0], vec![NONE; 4]],
        )
        .with_weights(vec![1.0, 1.0, 5.0, 0.0])
        .unwrap();
        let index =
            SatisfactionIndex::of(&table, IndexOptions::new(MissingPolicy::AvailableCase)).unwrap();
        assert_eq!((index.basis.respondents, index.basis.used, index.basis.excluded()), (4, 2, 2));
        assert_eq!((index.basis.answers, index.basis.missing), (8, 3));
        assert!(index.basis.is_thin() && index.basis.effective_n == 2.0);
        assert_eq!(index.questions[2].score, None);
        assert_eq!((index.questions[0].answered, index.questions[1].missing), (2, 2));
    }

    #[test]
    fn nobody_left_is_an_error_not_a_zero() {
        let table = answers(&[1.0, 1.0], vec![vec![1.0, NONE], vec![NONE, 2.0]]);
        let of =
            |policy| SatisfactionIndex::of(&table, IndexOptions::new(policy)).unwrap_err().kind();
        assert_eq!(of(MissingPolicy::Listwise), ErrorKind::Empty);
        assert_eq!(of(MissingPolicy::PersonMean { minimum_share: 0.9 }), ErrorKind::Empty);
        assert_eq!(of(MissingPolicy::PersonMean { minimum_share: 1.5 }), ErrorKind::OutOfRange);
        assert_eq!(of(MissingPolicy::ExpectationMaximisation), ErrorKind::Argument);
        let unanswered = answers(&[1.0, 1.0], vec![vec![1.0], vec![NONE]]);
        let options = IndexOptions::new(MissingPolicy::AvailableCase);
        assert_eq!(
            SatisfactionIndex::of(&unanswered, options).unwrap_err().kind(),
            ErrorKind::Empty
        );
        assert_eq!(
            SatisfactionIndex::of(&answers(&[1.0], vec![vec![]]), options).unwrap_err().kind(),
            ErrorKind::Empty
        );
        let one = SatisfactionIndex::of(&answers(&[1.0], vec![vec![4.0]]), options).unwrap();
        assert_eq!((one.standard_error, one.interval), (None, None));
    }

    /// One question: the index is a mean, its interval the textbook's.
    #[test]
    fn one_question_is_a_plain_mean() {
        let column = vec![3.0, 7.0, 8.0, 10.0, 2.0, 6.0];
        let (mean, n) = (6.0_f64, 6.0_f64);
        let sd = (column.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt();
        let index = SatisfactionIndex::of(
            &answers(&[3.0], vec![column]),
            IndexOptions::new(MissingPolicy::Listwise),
        )
        .unwrap();
        let (error, interval) = (index.standard_error.unwrap(), index.interval.unwrap());
        assert!((index.raw.unwrap() - mean).abs() < 1e-12);
        assert!((error - sd / n.sqrt() * 100.0 / 9.0).abs() < 1e-12);
        // t(5; .975) = 2.570581835636314
        assert!((interval.high - index.value - 2.570_581_835_636_314 * error).abs() < 1e-10);
        let whole = IndexOptions::new(MissingPolicy::Listwise).with_population(6);
        let census = SatisfactionIndex::of(
            &answers(&[1.0], vec![vec![3.0, 7.0, 8.0, 10.0, 2.0, 6.0]]),
            whole,
        )
        .unwrap();
        assert_eq!(census.standard_error, Some(0.0));
    }

    #[test]
    fn scales_of_several_kinds_meet_on_the_score() {
        let questionnaire = Questionnaire::new(vec![
            Question::new("ten", Scale::points(1, 10).unwrap()),
            Question::new("five", Scale::unbalanced_five()),
            Question::new("effort", Scale::points(1, 7).unwrap().reversed()),
        ])
        .unwrap();
        let table = Answers::new(questionnaire, vec![vec![10.0], vec![4.0], vec![4.0]]).unwrap();
        let index =
            SatisfactionIndex::of(&table, IndexOptions::new(MissingPolicy::Listwise)).unwrap();
        assert!((index.value - (100.0 + 75.0 + 50.0) / 3.0).abs() < 1e-12);
        assert_eq!(index.raw, None);
    }

    fn cells() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<f64>)> {
        (2usize..40).prop_flat_map(|rows| {
            let cell = prop_oneof![9 => (1i32..=10).prop_map(f64::from), 1 => Just(f64::NAN)];
            let columns = prop::collection::vec(prop::collection::vec(cell, rows), 3);
            (columns, prop::collection::vec(0.1..5.0f64, rows))
        })
    }

    proptest! {
        #[test]
        fn order_and_scale_do_not_matter_and_the_interval_stays_inside((columns, weights) in cells(), factor in 0.01..100.0f64) {
            let table = answers(&[1.0, 2.0, 0.5], columns.clone());
            for policy in [MissingPolicy::AvailableCase, MissingPolicy::ItemMean, MissingPolicy::Listwise, MissingPolicy::PersonMean { minimum_share: 0.6 }] {
                for form in [IndexForm::PerQuestion, IndexForm::PerRespondent] {
                    let options = IndexOptions::new(policy).with_form(form);
                    let Ok(found) = SatisfactionIndex::of(&table.clone().with_weights(weights.clone()).unwrap(), options) else { continue };
                    let turned = columns.iter().map(|c| c.iter().rev().copied().collect()).collect();
                    let turned_weights = weights.iter().rev().map(|w| w * factor).collect();
                    let again = SatisfactionIndex::of(&answers(&[2.0, 4.0, 1.0], turned).with_weights(turned_weights).unwrap(), options).unwrap();
                    prop_assert!((found.value - again.value).abs() < 1e-9);
                    prop_assert!((-1e-12..=100.0 + 1e-12).contains(&found.value));
                    if let (Some(a), Some(b)) = (found.interval, again.interval) {
                        prop_assert!(0.0 <= a.low && a.low <= a.high && a.high <= 100.0);
                        prop_assert!((a.low - b.low).abs() < 1e-7);
                    }
                }
            }
        }
    }
}
