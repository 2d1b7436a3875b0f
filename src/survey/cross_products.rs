//! Sums and cross-products of answers: the statistics that merge.

use super::accumulation_block::{BLOCK, Block, Pair, PairSums, WholeNumbers, place};
use super::analysed::Analysed;
use super::answers::Answers;
use super::gathering::Gathering;
use super::missing::MissingPolicy;
use super::person_means::PersonMeans;
use super::scale::Direction;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::sum_parts::SumParts;

/// Weighted sums and cross-products of every pair of questions, over those who
/// answered both, with what they rest on: all that moments, indices from
/// moments, reliability, drivers and path models need.
///
/// Parts of a survey (shards, waves) are summed apart and [merged](Self::merge).
/// Answers are those that [are recoded](Answers#direction) so that higher is
/// better, counted from the low end of their scale. Every sum is exact and rounded
/// once, where it is read, so that parts merge in any tree, and respondents may be
/// shuffled, without a bit changing, whatever their weights. Between machines they
/// travel as [bytes](Self::to_bytes).
///
/// ```
/// use habitue::survey::{Answers, CrossProducts, MissingPolicy, Moments, Question, Questionnaire, Scale};
///
/// let survey = |price: &[f64], service: &[f64]| {
///     let ten = Scale::points(1, 10)?;
///     let questions = vec![Question::new("price", ten.clone()), Question::new("service", ten)];
///     Answers::new(Questionnaire::new(questions)?, vec![price.to_vec(), service.to_vec()])
/// };
/// let policy = MissingPolicy::AvailableCase;
/// let north = CrossProducts::of(&survey(&[7.0, 9.0, 4.0], &[6.0, f64::NAN, 5.0])?, policy)?;
/// let south = CrossProducts::of(&survey(&[3.0, 8.0], &[2.0, 9.0])?, policy)?;
/// let whole = survey(&[7.0, 9.0, 4.0, 3.0, 8.0], &[6.0, f64::NAN, 5.0, 2.0, 9.0])?;
/// let merged = CrossProducts::from_bytes(&north.to_bytes())?.merge(&south)?;
/// assert_eq!(Moments::from_cross_products(&merged)?, Moments::of(&whole, policy)?);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct CrossProducts {
    pub(super) policy: MissingPolicy,
    pub(super) questions: Vec<Asked>,
    pub(super) pairs: Vec<PairSums>,
    /// Respondents in the file.
    pub(super) asked: u64,
    /// Of those, used: they weigh, and answered as much as the policy asks.
    pub(super) respondents: u64,
    pub(super) weight: SumParts,
    pub(super) weight_squares: SumParts,
}

/// A question as far as its sums need it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Asked {
    pub(super) name: String,
    pub(super) low: f64,
    pub(super) high: f64,
    /// In which direction it was asked; the sums are of recoded answers.
    pub(super) direction: Direction,
    /// Of the respondents used, those whose answer is there.
    pub(super) answered: u64,
    pub(super) missing: u64,
    pub(super) out_of_scale: u64,
}

impl CrossProducts {
    /// The cross-products of all questions under a policy.
    ///
    /// Sums cannot be taken apart again: a respondent whom listwise deletion leaves
    /// out for one question is out for all. Sum the questions that an analysis
    /// needs, by [`of_questions`](Self::of_questions).
    ///
    /// # Errors
    /// `OutOfRange` for a minimum share; `Argument` for
    /// [`MissingPolicy::ExpectationMaximisation`], which needs the answers
    /// themselves (append those of the parts), and for a person mean where levels
    /// are unevenly scored.
    pub fn of(answers: &Answers, policy: MissingPolicy) -> Result<Self> {
        let all: Vec<usize> = (0..answers.questionnaire().len()).collect();
        Self::of_questions(answers, &all, policy)
    }

    /// The cross-products of some questions, in the order given: the missing-answer
    /// policy looks at these alone.
    ///
    /// # Errors
    /// `Empty`, `OutOfRange` or `Duplicate` for a wrong list of questions; otherwise
    /// as for [`of`](Self::of).
    pub fn of_questions(
        answers: &Answers,
        questions: &[usize],
        policy: MissingPolicy,
    ) -> Result<Self> {
        answers.questionnaire().check_questions(questions)?;
        Self::of_analysed(&answers.analysed(questions), policy)
    }

    pub(super) fn of_analysed(answers: &Analysed<'_>, policy: MissingPolicy) -> Result<Self> {
        policy.check()?;
        match policy {
            MissingPolicy::ExpectationMaximisation => Err(Error::new(
                ErrorKind::Argument,
                "needs the answers themselves: append the parts",
            )
            .in_column("missing")
            .with_value(policy.name())),
            MissingPolicy::AvailableCase | MissingPolicy::ItemMean => {
                Ok(Self { policy, ..Self::available(answers) })
            }
            MissingPolicy::Listwise if answers.is_complete() => {
                Ok(Self { policy, ..Self::available(answers) })
            }
            MissingPolicy::Listwise => Ok(Self::filled(answers, policy, 1.0, |_, _| None)),
            MissingPolicy::PersonMean { minimum_share } => {
                let own = PersonMeans::of(answers)?;
                Ok(Self::filled(answers, policy, minimum_share, |row, question| {
                    own.answer(row, question)
                }))
            }
        }
    }

    /// The cross-products of all answers that are there.
    pub(super) fn available(answers: &Analysed<'_>) -> Self {
        let mut made = Self::empty(answers, MissingPolicy::AvailableCase);
        let origins: Vec<f64> = made.questions.iter().map(|question| question.low).collect();
        let mut block = Block::new(origins.len());
        let mut whole = WholeNumbers::default();
        let mut gathered = Gathering::new(origins.len());
        for start in (0..answers.respondents()).step_by(BLOCK) {
            let rows = start..(start + BLOCK).min(answers.respondents());
            if answers.weights().is_none() && whole.load(answers, &origins, rows.clone()) {
                gathered.add_whole(&whole, rows.len());
                continue;
            }
            block.load(answers, &origins, rows);
            gathered.add(&mut block);
        }
        made.take(gathered);
        for i in 0..made.len() {
            made.questions[i].answered = made.count(i, i);
        }
        made
    }

    /// The cross-products of the respondents who answered at least
    /// `minimum_share` of the questions (and at least one), with `fill` for what
    /// they did not answer.
    fn filled(
        answers: &Analysed<'_>,
        policy: MissingPolicy,
        minimum_share: f64,
        fill: impl Fn(usize, usize) -> Option<f64>,
    ) -> Self {
        let mut made = Self::empty(answers, policy);
        let k = answers.len();
        let mut block = Block::new(k);
        let mut gathered = Gathering::new(k);
        for row in 0..answers.respondents() {
            let answered = answers.columns().filter(|column| !column[row].is_nan()).count();
            let weight = answers.weight(row);
            if answered == 0 || weight == 0.0 || (answered as f64) < minimum_share * k as f64 {
                continue;
            }
            for question in 0..k {
                let answer = answers.column(question)[row];
                made.questions[question].answered += u64::from(!answer.is_nan());
                let answer = if answer.is_nan() { fill(row, question) } else { Some(answer) };
                block.push(question, answer.map(|answer| answer - made.questions[question].low));
            }
            if block.push_weight(weight) == BLOCK {
                gathered.add(&mut block);
                block.clear();
            }
        }
        gathered.add(&mut block);
        made.take(gathered);
        made
    }

    fn take(&mut self, gathered: Gathering) {
        self.respondents = gathered.respondents();
        ([self.weight, self.weight_squares], self.pairs) = gathered.end();
    }

    fn empty(answers: &Analysed<'_>, policy: MissingPolicy) -> Self {
        let asked = |place| Asked {
            name: answers.name(place).to_owned(),
            low: answers.scale(place).low(),
            high: answers.scale(place).high(),
            direction: answers.direction(place),
            answered: 0,
            missing: answers.missing(place),
            out_of_scale: answers.out_of_scale(place),
        };
        let questions: Vec<Asked> = (0..answers.len()).map(asked).collect();
        Self {
            policy,
            questions,
            pairs: Vec::new(),
            asked: answers.respondents() as u64,
            respondents: 0,
            weight: SumParts::default(),
            weight_squares: SumParts::default(),
        }
    }

    /// The cross-products of both parts together.
    ///
    /// # Errors
    /// `Inconsistent` where the parts are of different questions (by name, by the
    /// ends of their scales or by their direction), naming the question, or under
    /// different policies.
    pub fn merge(mut self, other: &Self) -> Result<Self> {
        if self.len() != other.len() {
            return Err(Error::length("questions of the other part", other.len(), self.len()));
        }
        for (question, more) in self.questions.iter().zip(&other.questions) {
            question.check_same(more)?;
        }
        if self.policy != other.policy {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                "the two parts treat missing answers differently",
            )
            .in_column("missing")
            .with_value(other.policy.name())
            .allowing(self.policy.name()));
        }
        for (question, more) in self.questions.iter_mut().zip(&other.questions) {
            question.answered = question.answered.saturating_add(more.answered);
            question.missing = question.missing.saturating_add(more.missing);
            question.out_of_scale = question.out_of_scale.saturating_add(more.out_of_scale);
        }
        for (pair, more) in self.pairs.iter_mut().zip(&other.pairs) {
            pair.join(more);
        }
        self.asked = self.asked.saturating_add(other.asked);
        self.respondents = self.respondents.saturating_add(other.respondents);
        self.weight.join(&other.weight);
        self.weight_squares.join(&other.weight_squares);
        Ok(self)
    }

    /// How many questions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    /// Never true.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    /// The names of the questions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().map(|question| question.name.as_str())
    }

    /// What was done about missing answers.
    #[must_use]
    pub fn policy(&self) -> MissingPolicy {
        self.policy
    }

    /// Respondents used: they weigh, and answered as much as the policy asks (at
    /// least one question).
    #[must_use]
    pub fn respondents(&self) -> u64 {
        self.respondents
    }

    /// Kish's effective sample size of these respondents.
    #[must_use]
    pub fn effective_n(&self) -> f64 {
        let (weight, squares) = (self.weight.value(), self.weight_squares.value());
        if self.respondents == 0 { 0.0 } else { weight * weight / squares }
    }

    /// The sums of two questions, each rounded once.
    fn pair(&self, i: usize, j: usize) -> Pair {
        self.pairs[place(i, j)].rounded()
    }

    /// Respondents who answered both questions.
    #[must_use]
    pub fn count(&self, i: usize, j: usize) -> u64 {
        self.pairs[place(i, j)].count
    }

    /// Refuses a question or a pair that fewer than two of the respondents used
    /// answered: there is no spread to see, and nothing to fill in from.
    pub(super) fn check_answered(&self, i: usize, j: usize) -> Result<()> {
        let together = match i == j {
            true => self.count(i, i).min(self.questions[i].answered),
            false => self.count(i, j),
        };
        if together >= 2 {
            return Ok(());
        }
        if self.policy == MissingPolicy::Listwise && self.len() > 1 {
            return Err(self.few_complete(together));
        }
        let whom = match i == j {
            true => "was answered".to_owned(),
            false => format!("and {} were answered together", self.questions[j].name),
        };
        let by = count_in_words(together);
        Err(Error::new(ErrorKind::Empty, format!("{whom} by {by}; at least 2 are needed"))
            .in_column(&self.questions[i].name))
    }

    /// Too few answered everything; names the question that keeps most from it.
    fn few_complete(&self, complete: u64) -> Error {
        let by = count_in_words(complete);
        let rarest = self.questions.iter().max_by_key(|question| question.missing);
        let (name, missing) = rarest.map_or(("", 0), |asked| (&asked.name, asked.missing));
        Error::new(
            ErrorKind::Empty,
            format!(
                "were all answered by {by}, and at least 2 are needed; {missing} of {} did not \
                 answer {name}: analyse fewer questions together, or name another policy",
                self.asked,
            ),
        )
        .in_column("questions")
    }

    /// The mean of each question over those who answered it; NaN where nobody
    /// did.
    #[must_use]
    pub fn means(&self) -> Vec<f64> {
        (0..self.len()).map(|i| self.questions[i].low + self.offset(i)).collect()
    }

    /// The mean of a question, counted from the low end of its scale.
    fn offset(&self, i: usize) -> f64 {
        let pair = self.pair(i, i);
        pair.first / pair.weight
    }

    /// The covariance of two questions over those who answered both, n - 1;
    /// under [`MissingPolicy::ItemMean`] over all, with means filled in.
    #[must_use]
    pub fn covariance(&self, i: usize, j: usize) -> f64 {
        let pair = self.pair(i, j);
        if self.policy == MissingPolicy::ItemMean {
            // A filled answer is its mean and adds nothing around the means.
            let (a, b) = (self.offset(i.max(j)), self.offset(i.min(j)));
            let around = pair.product - a * pair.second - b * pair.first + a * b * pair.weight;
            let n = self.respondents as f64;
            return around / self.weight.value() * n / (n - 1.0);
        }
        let n = pair.count as f64;
        (pair.product - pair.first * pair.second / pair.weight) / pair.weight * n / (n - 1.0)
    }

    /// The correlation of two questions over those who answered both; 0 where
    /// one of them is constant there.
    #[must_use]
    pub fn correlation(&self, i: usize, j: usize) -> f64 {
        let (first, second, product) = if self.policy == MissingPolicy::ItemMean {
            (self.covariance(i, i), self.covariance(j, j), self.covariance(i, j))
        } else {
            let pair = self.pair(i, j);
            (
                pair.first_square - pair.first * pair.first / pair.weight,
                pair.second_square - pair.second * pair.second / pair.weight,
                pair.product - pair.first * pair.second / pair.weight,
            )
        };
        if first > 0.0 && second > 0.0 {
            (product / (first * second).sqrt()).clamp(-1.0, 1.0)
        } else {
            0.0
        }
    }

    /// The covariance of the *means* of two questions as a survey estimates it:
    /// Σ (w/W_i)(x - x̄_i) (w/W_j)(y - ȳ_j) over those who answered both, times
    /// n/(n - 1) for the n respondents used. Missing answers and weights enter;
    /// with complete answers of equal weight it is the covariance over n.
    #[must_use]
    pub fn mean_covariance(&self, i: usize, j: usize) -> f64 {
        let pair = self.pair(i, j);
        let (a, b) = (self.offset(i.max(j)), self.offset(i.min(j)));
        let [one, first, second, product] = pair.squared;
        let around = product - a * second - b * first + a * b * one;
        let masses = self.pair(i, i).weight * self.pair(j, j).weight;
        let n = self.respondents as f64;
        around / masses * n / (n - 1.0)
    }
}

fn count_in_words(respondents: u64) -> &'static str {
    if respondents == 0 { "nobody" } else { "one respondent" }
}

impl Asked {
    /// Refuses sums of another question.
    fn check_same(&self, other: &Self) -> Result<()> {
        let what = if self.name != other.name {
            "name"
        } else if (self.low, self.high) != (other.low, other.high) {
            "ends of the scale"
        } else if self.direction != other.direction {
            "direction of the scale"
        } else {
            return Ok(());
        };
        Err(Error::new(
            ErrorKind::Inconsistent,
            format!("is another question in the other part: the {what} differs"),
        )
        .in_column(&self.name)
        .with_value(&other.name))
    }
}
