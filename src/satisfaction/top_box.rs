//! The share that ticked one of the best answers: top-box satisfaction, CSAT.

use super::difference::Difference;
use super::mean::{check_part, check_sums};
use crate::error::Result;
use crate::survey::{Answers, Direction, Interval, ProportionInterval, Scale};

/// How many of those who answered are a hit: the statistics under every share.
/// Parts of a survey (shards, waves) are counted apart and [merged](Self::merge).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ShareCounts {
    /// Sum of the weights of the hits.
    pub hits: f64,
    /// Sum of the weights of all who answered.
    pub total: f64,
    /// Sum of the squared weights of all who answered.
    pub weight_squares: f64,
    /// Respondents who answered and weigh.
    pub answered: u64,
    /// Respondents who did not answer.
    pub missing: u64,
    /// Of those, with an answer off its scale.
    pub out_of_scale: u64,
}

impl ShareCounts {
    /// Counts the best `k` answers to one question.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question, or `k` is not from 1 to the
    /// number of levels less one; `Argument` for a continuous scale.
    pub fn top(answers: &Answers, question: usize, k: usize) -> Result<Self> {
        answers.column(question)?;
        let scale = &answers.scales()[question];
        Self::count(answers, question, at_least_as_good(scale, scale.top(k)?))
    }

    /// Counts the answers to one question for which `hit` holds; it is asked about
    /// answers [recoded](Answers#direction) so that higher is better.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question.
    pub fn count(answers: &Answers, question: usize, hit: impl Fn(f64) -> bool) -> Result<Self> {
        let column = answers.column(question)?;
        let mut counts = Self {
            missing: answers.missing()[question],
            out_of_scale: answers.out_of_scale()[question],
            ..Self::default()
        };
        for (row, answer) in column.iter().enumerate() {
            let weight = answers.weight(row);
            if answer.is_nan() || weight == 0.0 {
                continue;
            }
            counts.answered += 1;
            counts.total += weight;
            counts.weight_squares += weight * weight;
            if hit(*answer) {
                counts.hits += weight;
            }
        }
        Ok(counts)
    }

    /// The counts of both parts together.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            hits: self.hits + other.hits,
            total: self.total + other.total,
            weight_squares: self.weight_squares + other.weight_squares,
            answered: self.answered + other.answered,
            missing: self.missing + other.missing,
            out_of_scale: self.out_of_scale + other.out_of_scale,
        }
    }

    /// Kish's effective sample size (Σw)²/Σw²; 0 where nobody answered.
    #[must_use]
    pub fn effective_n(&self) -> f64 {
        if self.answered == 0 { 0.0 } else { self.total * self.total / self.weight_squares }
    }

    /// The share with its interval.
    ///
    /// # Errors
    /// `Empty` where nobody answered; `OutOfRange` unless 0 < `level` < 1;
    /// `NotFinite`, `OutOfRange` or `Inconsistent` for sums that no answers have.
    pub fn share(&self, method: ProportionInterval, level: f64) -> Result<TopBox> {
        check_sums(self.answered, (self.total, self.weight_squares), &[("hits", self.hits)])?;
        check_part("hits", self.hits, self.total)?;
        let share = (self.hits / self.total).min(1.0);
        let effective_n = self.effective_n();
        Ok(TopBox {
            share,
            standard_error: (share * (1.0 - share) / effective_n).sqrt(),
            interval: method.of(share * effective_n, effective_n, level)?,
            method,
            counts: *self,
        })
    }
}

/// The top-box share, such as CSAT (the customer satisfaction score): those of all
/// who answered that gave one of the best answers, as a fraction (0.42, not 42),
/// with its interval.
///
/// The interval works on the effective sample size, so weights widen it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TopBox {
    /// Hits among those who answered, 0 to 1.
    pub share: f64,
    /// √(p (1-p) / n_eff).
    pub standard_error: f64,
    /// Interval of the share.
    pub interval: Interval,
    /// How the interval was formed.
    pub method: ProportionInterval,
    /// The counts: who answered, who did not.
    pub counts: ShareCounts,
}

impl TopBox {
    /// The share of the best `k` answers of a question.
    ///
    /// On an unbalanced scale (three favourable levels of five) "satisfied" is
    /// the top three; [`Scale::favourable`] tells. There is no default for `k`.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question, or `k` is not from 1 to the
    /// number of levels less one, or `level` not between 0 and 1; `Argument` for
    /// a continuous scale; `Empty` where nobody answered.
    ///
    /// ```
    /// use habitue::satisfaction::TopBox;
    /// use habitue::survey::{Answers, ProportionInterval, Question, Questionnaire, Scale};
    ///
    /// let questionnaire = Questionnaire::new(vec![Question::new("overall", Scale::points(1, 5)?)])?;
    /// let column = vec![5.0, 4.0, 4.0, 5.0, 5.0, 4.0, 5.0, 4.0, 2.0, 3.0];
    /// let answers = Answers::new(questionnaire, vec![column])?;
    /// let top_two = TopBox::of(&answers, 0, 2, ProportionInterval::Wilson, 0.95)?;
    /// assert_eq!(top_two.share, 0.8);
    /// assert!((top_two.interval.low - 0.490162471537).abs() < 1e-12);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(
        answers: &Answers,
        question: usize,
        k: usize,
        method: ProportionInterval,
        level: f64,
    ) -> Result<Self> {
        ShareCounts::top(answers, question, k)?.share(method, level)
    }

    /// Whether the share of `other` differs from this one; independent samples.
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < `level` < 1.
    pub fn difference(&self, other: &Self, level: f64) -> Result<Difference> {
        Difference::between(
            (self.share, self.standard_error),
            (other.share, other.standard_error),
            level,
        )
    }
}

/// Whether an answer is `threshold` or better; half a step of room, so that a
/// step of 0.1 does not miss by rounding.
fn at_least_as_good(scale: &Scale, threshold: f64) -> impl Fn(f64) -> bool + use<> {
    let room = scale.step().unwrap_or(0.0) / 2.0;
    let higher = scale.direction() == Direction::HigherIsBetter;
    move |answer| if higher { answer >= threshold - room } else { answer <= threshold + room }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::survey::{Question, Questionnaire};

    fn one(scale: Scale, column: Vec<f64>) -> Answers {
        let questionnaire = Questionnaire::new(vec![Question::new("q", scale)]).unwrap();
        Answers::new(questionnaire, vec![column]).unwrap()
    }

    fn share(answers: &Answers, k: usize) -> f64 {
        TopBox::of(answers, 0, k, ProportionInterval::Wilson, 0.95).unwrap().share
    }

    #[test]
    fn edges_of_the_box_on_every_kind_of_scale() {
        let column: Vec<f64> = (1..=5).map(f64::from).collect();
        assert_eq!(share(&one(Scale::points(1, 5).unwrap(), column.clone()), 2), 0.4);
        assert_eq!(share(&one(Scale::points(1, 5).unwrap().reversed(), column.clone()), 1), 0.2);
        assert_eq!(share(&one(Scale::unbalanced_five(), column), 3), 0.6);
        let tenths: Vec<f64> = (0..=10).map(|i| f64::from(i) * 0.1).collect();
        let answers = one(Scale::stepped(0.0, 1.0, 0.1).unwrap(), tenths);
        for k in 1..=10 {
            assert!((share(&answers, k) - k as f64 / 11.0).abs() < 1e-15, "{k}");
        }
    }

    /// A million hits neither wrap nor saturate, and nobody is not 0 %.
    #[test]
    fn large_counts_and_no_counts() {
        let answers = one(Scale::points(0, 1).unwrap(), vec![1.0; 300]);
        let counts = ShareCounts::count(&answers, 0, |answer| answer == 1.0).unwrap();
        let many = (0..10_000).fold(ShareCounts::default(), |sum, _| sum.merge(counts));
        assert_eq!((many.hits, many.answered), (3e6, 3_000_000));
        let nobody = one(Scale::points(0, 1).unwrap(), vec![f64::NAN]);
        let error = TopBox::of(&nobody, 0, 1, ProportionInterval::Wilson, 0.95).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Empty);
    }

    #[test]
    fn scaling_the_weights_changes_nothing_and_weights_widen() {
        let answers = one(Scale::points(1, 5).unwrap(), vec![5.0, 1.0, 4.0, 2.0, f64::NAN]);
        let of = |weights: &[f64]| {
            let weighted = answers.clone().with_weights(weights.to_vec()).unwrap();
            TopBox::of(&weighted, 0, 2, ProportionInterval::Wilson, 0.95).unwrap()
        };
        let (small, large) = (of(&[1.0, 1.0, 2.0, 3.0, 9.0]), of(&[4.0, 4.0, 8.0, 12.0, 36.0]));
        assert_eq!((small.share, small.interval), (large.share, large.interval));
        assert!((small.counts.effective_n() - 49.0 / 15.0).abs() < 1e-15);
        assert_eq!(small.counts.missing, 1);
        assert!(small.interval.width() > of(&[1.0; 5]).interval.width());
    }
}
