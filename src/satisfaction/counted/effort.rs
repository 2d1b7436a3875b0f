//! The Customer Effort Score (CES): how easy it was made.

use super::mean::{MeanCounts, MeanScore};
use super::top_box::{ShareCounts, TopBox};
use crate::error::{Error, ErrorKind, Result};
use crate::survey::{Answers, ProportionInterval};

/// The counts under a Customer Effort Score (CES). Parts of a survey are counted
/// apart and [merged](Self::merge).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct EffortCounts {
    /// Those who found it easy.
    pub easy: ShareCounts,
    /// The answers.
    pub mean: MeanCounts,
    /// The ends of the scale.
    pub range: (f64, f64),
}

impl EffortCounts {
    /// Counts the answers to a question on which a higher answer means less
    /// effort, or whose scale is reversed because a lower one does: answers are then
    /// [recoded](Answers#direction). `easy_from` is the lowest (recoded) answer that
    /// counts as easy: 5 of 1 to 7 is the answer 3 where lower is better.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question, or `easy_from` lies off its
    /// scale.
    pub fn count(answers: &Answers, question: usize, easy_from: f64) -> Result<Self> {
        let column = answers.column(question)?;
        let scale = &answers.scales()[question];
        if !scale.contains(easy_from) {
            return Err(Error::out_of_range("easy_from", easy_from, scale.allowed()));
        }
        Ok(Self {
            easy: ShareCounts::count(answers, question, |answer| answer >= easy_from)?,
            mean: MeanCounts::count(column, answers.weights())?,
            range: (scale.low(), scale.high()),
        })
    }

    /// The counts of both parts together.
    ///
    /// # Errors
    /// `Inconsistent` where the parts have different scales.
    pub fn merge(self, other: Self) -> Result<Self> {
        if self.range != other.range {
            return Err(Error::new(ErrorKind::Inconsistent, "the two parts have different scales"));
        }
        Ok(Self {
            easy: self.easy.merge(other.easy),
            mean: self.mean.merge(other.mean),
            range: self.range,
        })
    }

    /// The score with its intervals.
    ///
    /// # Errors
    /// `Empty` where nobody answered; `OutOfRange` unless 0 < `confidence` < 1;
    /// `NotFinite`, `OutOfRange` or `Inconsistent` for sums that no answers have.
    pub fn score(&self, confidence: f64) -> Result<EffortScore> {
        if !(self.range.0 < self.range.1) {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!("must lie below {}", self.range.1),
            )
            .in_column("low")
            .with_value(self.range.0));
        }
        Ok(EffortScore {
            easy: self.easy.share(ProportionInterval::Wilson, confidence)?,
            mean: self.mean.mean_within(confidence, self.range)?,
        })
    }
}

/// The Customer Effort Score (CES) of a question such as "they made it easy for me"
/// (1 to 7, agreement): the mean, and the share of those who agree.
///
/// ```
/// use habitue::satisfaction::EffortScore;
/// use habitue::survey::{Answers, Question, Questionnaire, Scale};
///
/// // "How much effort did it take?", 1 (none) to 7: lower is better.
/// let effort = Question::new("effort", Scale::points(1, 7)?.reversed());
/// let answers = Answers::new(Questionnaire::new(vec![effort])?, vec![vec![1.0, 2.0, 6.0]])?;
/// let score = EffortScore::of(&answers, 0, 5.0, 0.95)?;
/// assert_eq!((score.mean.mean, score.easy.counts.hits), (5.0, 2.0));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct EffortScore {
    /// Mean (recoded) answer on its own scale, with Student's interval.
    pub mean: MeanScore,
    /// The share that answered at least `easy_from` (5 of 7 is usual), with
    /// Wilson's interval.
    pub easy: TopBox,
}

impl EffortScore {
    /// The score of a question on which a higher answer means less effort, or whose
    /// scale is reversed because a lower one does. `easy_from` is the lowest
    /// ([recoded](Answers#direction)) answer that counts as easy; it has no default.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question, `easy_from` lies off its
    /// scale, or `confidence` not between 0 and 1; `Empty` where nobody answered.
    pub fn of(answers: &Answers, question: usize, easy_from: f64, confidence: f64) -> Result<Self> {
        EffortCounts::count(answers, question, easy_from)?.score(confidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Question, Questionnaire, Scale};

    fn answers(column: Vec<f64>) -> Answers {
        let question = Question::new("easy", Scale::points(1, 7).unwrap());
        Answers::new(Questionnaire::new(vec![question]).unwrap(), vec![column]).unwrap()
    }

    #[test]
    fn mean_and_share_by_hand() {
        let whole = answers(vec![7.0, 5.0, 4.0, 4.0, f64::NAN]);
        let found = EffortScore::of(&whole, 0, 5.0, 0.95).unwrap();
        assert_eq!((found.mean.mean, found.easy.share, found.easy.counts.missing), (5.0, 0.5, 1));
        // Variance (4 + 0 + 1 + 1)/3 = 2 of four answers.
        assert!((found.mean.standard_error.unwrap() - 0.5_f64.sqrt()).abs() < 1e-15);
        assert!(EffortScore::of(&whole, 0, 8.0, 0.95).is_err());
        assert!(EffortScore::of(&whole, 1, 5.0, 0.95).is_err());
        let part = |column| EffortCounts::count(&answers(column), 0, 5.0).unwrap();
        let merged = part(vec![7.0, f64::NAN]).merge(part(vec![5.0, 4.0, 4.0])).unwrap();
        assert_eq!(merged.score(0.95).unwrap(), found);
    }
}
