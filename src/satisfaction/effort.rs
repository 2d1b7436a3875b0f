//! How easy it was made.

use crate::error::Result;
use crate::numeric::distribution::student_quantile;
use crate::survey::{Answers, Interval, ProportionInterval};

use super::top_box::{ShareCounts, TopBox};

/// The customer effort score of a question such as "they made it easy for me"
/// (1 to 7, agreement): the mean, and the share of those who agree.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct EffortScore {
    /// Mean answer on its own scale.
    pub mean: f64,
    /// Standard error of the mean; `None` with one respondent.
    pub standard_error: Option<f64>,
    /// Student's interval of the mean; `None` with one respondent.
    pub interval: Option<Interval>,
    /// The share that answered at least `easy_from` (5 of 7 is usual).
    pub easy: TopBox,
}

impl EffortScore {
    /// The score of a question on which a higher answer means less effort.
    /// `easy_from` is the lowest answer that counts as easy; it has no default.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question, `easy_from` lies off its
    /// scale, or `level` not between 0 and 1; `Empty` where nobody answered.
    pub fn of(answers: &Answers, question: usize, easy_from: f64, level: f64) -> Result<Self> {
        let column = answers.column(question)?;
        let scale = answers.questionnaire().questions()[question].scale();
        if !scale.contains(easy_from) {
            return Err(crate::error::Error::out_of_range("easy_from", easy_from, scale.allowed()));
        }
        let counts = ShareCounts::count(answers, question, |answer| answer >= easy_from)?;
        let easy = counts.share(ProportionInterval::Wilson, level)?;
        let there = || {
            column
                .iter()
                .enumerate()
                .filter(|(_, answer)| !answer.is_nan())
                .map(|(row, answer)| (answers.weight(row), *answer))
        };
        let mean = there().map(|(weight, answer)| weight * answer).sum::<f64>() / counts.total;
        let n = counts.answered as f64;
        let squares: f64 =
            there().map(|(weight, answer)| (weight / counts.total * (answer - mean)).powi(2)).sum();
        let standard_error = (counts.answered > 1).then(|| (squares * n / (n - 1.0)).sqrt());
        let interval = standard_error.map(|error| {
            let half = student_quantile(n - 1.0, 0.5 + level / 2.0) * error;
            Interval::clamp(mean - half, mean + half, level, scale.low(), scale.high())
        });
        Ok(Self { mean, standard_error, interval, easy })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Question, Questionnaire, Scale};

    #[test]
    fn mean_and_share_by_hand() {
        let question = Question::new("easy", Scale::points(1, 7).unwrap());
        let questionnaire = Questionnaire::new(vec![question]).unwrap();
        let column = vec![7.0, 5.0, 4.0, 4.0, f64::NAN];
        let answers = Answers::new(questionnaire, vec![column]).unwrap();
        let found = EffortScore::of(&answers, 0, 5.0, 0.95).unwrap();
        assert_eq!((found.mean, found.easy.share, found.easy.counts.missing), (5.0, 0.5, 1));
        // Variance (4 + 0 + 1 + 1)/3 = 2 of four answers.
        assert!((found.standard_error.unwrap() - 0.5_f64.sqrt()).abs() < 1e-15);
        assert!(EffortScore::of(&answers, 0, 8.0, 0.95).is_err());
        assert!(EffortScore::of(&answers, 1, 5.0, 0.95).is_err());
    }
}
