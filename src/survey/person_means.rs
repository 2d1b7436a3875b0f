//! A respondent's own mean, to stand for what was not answered.

use super::analysed::Analysed;
use crate::error::{Error, ErrorKind, Result};

/// The mean score of each respondent over the answers that are there.
pub(super) struct PersonMeans {
    means: Vec<f64>,
    lines: Vec<(f64, f64)>,
}

impl PersonMeans {
    /// # Errors
    /// `Argument` for a question whose levels are unevenly scored, by name.
    pub(super) fn of(answers: &Analysed<'_>) -> Result<Self> {
        let mut lines = Vec::with_capacity(answers.len());
        for place in 0..answers.len() {
            lines.push(answers.scale(place).line().ok_or_else(|| {
                Error::new(
                    ErrorKind::Argument,
                    "has unevenly scored levels, so a person mean has no answer to fill in",
                )
                .in_column(answers.name(place))
            })?);
        }
        let (mut means, mut counts) =
            (vec![0.0; answers.respondents()], vec![0.0; answers.respondents()]);
        for (column, (intercept, slope)) in answers.columns().zip(&lines) {
            for ((answer, mean), count) in column.iter().zip(&mut means).zip(&mut counts) {
                if !answer.is_nan() {
                    *mean += intercept + slope * answer;
                    *count += 1.0;
                }
            }
        }
        means.iter_mut().zip(counts).for_each(|(mean, count)| *mean /= count);
        Ok(Self { means, lines })
    }

    /// The answer that has the respondent's mean score.
    pub(super) fn answer(&self, row: usize, question: usize) -> Option<f64> {
        let (intercept, slope) = self.lines[question];
        let answer = (self.means[row] - intercept) / slope;
        (!answer.is_nan()).then_some(answer)
    }
}
