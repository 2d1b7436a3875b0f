//! Moments of the questions that an analysis names.

use std::borrow::Cow;

use super::answers::Answers;
use super::cross_products::CrossProducts;
use super::em::expectation_maximisation;
use super::missing::MissingPolicy;
use super::moments::Moments;
use super::moments_source::Source;
use crate::error::Result;

impl Moments {
    /// The moments of all questions, and of any that an
    /// [analysis](Self#which-respondents) names.
    ///
    /// With [`MissingPolicy::AvailableCase`] each correlation rests on those who
    /// answered both questions, so that the matrix may be indefinite.
    ///
    /// # Errors
    /// `Empty` where fewer than two respondents are left for a question or a
    /// pair (take fewer questions: [`of_questions`](Self::of_questions));
    /// `OutOfRange` for a minimum share; `Argument` for a person mean where levels
    /// are unevenly scored; `NotConverged` where expectation-maximisation does not
    /// arrive.
    pub fn of(answers: &Answers, policy: MissingPolicy) -> Result<Self> {
        if policy != MissingPolicy::ExpectationMaximisation {
            return Self::of_sums(&CrossProducts::of(answers, policy)?, answers);
        }
        let all: Vec<usize> = (0..answers.questionnaire().len()).collect();
        Self::of_questions(answers, &all, policy)
    }

    /// The same, from the sums of these answers.
    pub(crate) fn of_sums(sums: &CrossProducts, answers: &Answers) -> Result<Self> {
        let mut made = Self::from_cross_products(sums)?;
        let all: Vec<usize> = (0..answers.questionnaire().len()).collect();
        made.source = Source::of(answers, &all);
        Ok(made)
    }

    /// The moments of some questions, in the order given: the missing-answer policy
    /// looks at these alone. Listwise, a respondent is left out for a question
    /// that is listed, never for another one.
    ///
    /// # Errors
    /// `Empty`, `OutOfRange` or `Duplicate` for a wrong list of questions; otherwise
    /// as for [`of`](Self::of).
    ///
    /// ```
    /// use habitue::survey::{Answers, MissingPolicy, Moments, Question, Questionnaire, Scale};
    ///
    /// let five = Scale::points(1, 5)?;
    /// let questions = ["price", "service", "children"].map(|name| Question::new(name, five.clone()));
    /// let nobody_said = f64::NAN;
    /// let answers = Answers::new(
    ///     Questionnaire::new(questions.into())?,
    ///     vec![vec![3.0, 4.0, 5.0], vec![2.0, 4.0, 4.0], vec![1.0, 2.0, nobody_said]],
    /// )?;
    /// let policy = MissingPolicy::Listwise;
    /// assert_eq!(Moments::of(&answers, policy)?.n(), 2.0);
    /// assert_eq!(Moments::of_questions(&answers, &[0, 1], policy)?.n(), 3.0);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of_questions(
        answers: &Answers,
        questions: &[usize],
        policy: MissingPolicy,
    ) -> Result<Self> {
        answers.questionnaire().check_questions(questions)?;
        let analysed = answers.analysed(questions);
        match policy {
            MissingPolicy::ExpectationMaximisation => expectation_maximisation(&analysed),
            _ => {
                let sums = CrossProducts::of_analysed(&analysed, policy)?;
                let mut made = Self::from_cross_products(&sums)?;
                made.source = Source::of(answers, questions);
                Ok(made)
            }
        }
    }

    /// The moments of some questions, in the order given, over the respondents whom
    /// the policy keeps for [these](Self#which-respondents).
    ///
    /// # Errors
    /// `Empty`; `OutOfRange` for an index of no question; `Duplicate` for one
    /// that occurs twice.
    pub fn select(&self, questions: &[usize]) -> Result<Self> {
        Ok(self.over(questions)?.pick(questions))
    }

    /// The moments that an analysis of these questions rests on, numbered as they
    /// are here; of the other questions nothing is known in them.
    ///
    /// # Errors
    /// As for [`select`](Self::select).
    pub(crate) fn over(&self, questions: &[usize]) -> Result<Cow<'_, Self>> {
        self.check_items(questions)?;
        if questions.len() == self.len() {
            return Ok(Cow::Borrowed(self));
        }
        // In the order of the questionnaire, so that the order of a list leaves no
        // trace in the bits.
        let mut questions = questions.to_vec();
        questions.sort_unstable();
        Ok(Cow::Owned(match (self.source.behind(&questions), self.basis) {
            (Some((answers, places)), Some(basis)) if basis.missing > 0 => {
                let narrow = Self::of_questions(answers, &places, basis.policy)?;
                self.with_only(&narrow, &questions)
            }
            _ => self.counted_over(&questions),
        }))
    }

    /// These moments with what `narrow` knows of some questions, and without the
    /// moments of the others.
    fn with_only(&self, narrow: &Self, questions: &[usize]) -> Self {
        let k = self.len();
        let column = |from: &[f64], empty: f64| {
            let mut all = vec![empty; k];
            questions.iter().zip(from).for_each(|(i, value)| all[*i] = *value);
            all
        };
        let square = |from: &[f64], diagonal: f64| {
            let mut all: Vec<f64> =
                (0..k * k).map(|cell| if cell / k == cell % k { diagonal } else { 0.0 }).collect();
            for (a, i) in questions.iter().enumerate() {
                for (b, j) in questions.iter().enumerate() {
                    all[i * k + j] = from[a * questions.len() + b];
                }
            }
            all
        };
        let mut counts = self.counts.clone();
        for (own, of) in counts.iter_mut().zip(&narrow.counts) {
            questions.iter().zip(of).for_each(|(i, count)| own[*i] = *count);
        }
        Self {
            names: self.names.clone(),
            means: column(&narrow.means, f64::NAN),
            sds: column(&narrow.sds, 0.0),
            correlations: square(&narrow.correlations, 1.0),
            covariances: square(&narrow.covariances, 0.0),
            mean_covariances: narrow.mean_covariances.as_deref().map(|own| square(own, 0.0)),
            ranges: self.ranges.clone(),
            directions: self.directions.clone(),
            counts,
            n: narrow.n,
            basis: narrow.basis,
            source: Source::default(),
        }
    }

    /// The same moments, with what is counted over some questions alone.
    fn counted_over(&self, questions: &[usize]) -> Self {
        let mut made = self.clone();
        if let (Some(counts), Some(basis)) = (&self.counts, &mut made.basis) {
            let sum = |of: fn(&super::moments::Counts) -> u64| {
                questions.iter().map(|i| of(&counts[*i])).sum::<u64>()
            };
            basis.answers = basis.respondents * questions.len() as u64;
            basis.missing = sum(|count| count.missing);
            basis.out_of_scale = sum(|count| count.out_of_scale);
            if basis.policy == MissingPolicy::AvailableCase {
                let fewest = questions.iter().map(|i| counts[*i].answered).min();
                made.n = fewest.unwrap_or(0) as f64;
            }
        }
        made
    }

    /// Some questions of these moments, in the order given, over the same
    /// respondents.
    pub(crate) fn pick(&self, questions: &[usize]) -> Self {
        let k = self.len();
        let square = |matrix: &[f64]| -> Vec<f64> {
            let row = |i: &usize| questions.iter().map(|j| matrix[i * k + j]).collect::<Vec<_>>();
            questions.iter().flat_map(row).collect()
        };
        Self {
            names: questions.iter().map(|i| self.names[*i].clone()).collect(),
            means: questions.iter().map(|i| self.means[*i]).collect(),
            sds: questions.iter().map(|i| self.sds[*i]).collect(),
            correlations: square(&self.correlations),
            covariances: square(&self.covariances),
            mean_covariances: self.mean_covariances.as_deref().map(square),
            ranges: self.ranges.as_ref().map(|all| questions.iter().map(|i| all[*i]).collect()),
            directions: self
                .directions
                .as_ref()
                .map(|all| questions.iter().map(|i| all[*i]).collect()),
            counts: self.counts.as_ref().map(|all| questions.iter().map(|i| all[*i]).collect()),
            n: self.n,
            basis: self.basis,
            source: Source::default(),
        }
    }
}
