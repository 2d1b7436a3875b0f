//! What is counted of a survey, with what the counting needs.

use super::counts::Counts;
use super::effort::EffortCounts;
use super::gaps::ServiceQualityCounts;
use super::kano::{KanoCounts, KanoTable};
use super::kano_fuzzy::FuzzyKano;
use super::mean::MeanCounts;
use super::penalty_reward::PenaltyRewardCounts;
use super::promoter::{PromoterBreaks, PromoterCounts};
use super::top_box::ShareCounts;
use crate::error::{Error, ErrorKind, Result};
use crate::survey::Answers;

/// What is counted of a survey: one call for any of the counts that merge.
///
/// ```
/// use habitue::satisfaction::{Counts, Measure, MeasureKind};
///
/// let counts = Measure::Mean.count_columns(&[&[7.0, f64::NAN, 9.0]], None)?;
/// let Counts::Mean(sums) = &counts else { unreachable!() };
/// assert_eq!((sums.mean(0.95)?.mean, sums.missing), (8.0, 1));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Measure {
    /// The best `top` levels of a question.
    Share {
        /// From 1 to the number of levels less one.
        top: usize,
    },
    /// Promoters and detractors of a question.
    Promoter {
        /// Who answers at most this is a detractor.
        detractor_at_most: f64,
        /// Who answers at least this is a promoter.
        promoter_at_least: f64,
    },
    /// The answers to a question on which a higher one means less effort.
    Effort {
        /// The lowest answer that counts as easy.
        easy_from: f64,
    },
    /// The mean of a column.
    Mean,
    /// Perception less expectation, of pairs of an expectation and a perception question.
    ServiceQuality {
        /// The dimension of each pair, from 0.
        dimensions: Vec<usize>,
        /// How many dimensions there are.
        count: usize,
    },
    /// Answers 1 to 5 to "if it is there" and "if it is not".
    Kano(KanoTable),
    /// Five memberships of each of the two: ten columns.
    FuzzyKano(KanoTable, f64),
    /// Attributes, then the outcome.
    PenaltyReward {
        /// The highest low answer.
        low_at_most: f64,
        /// The lowest high answer.
        high_at_least: f64,
    },
}

impl Measure {
    /// Counts some questions, each respondent with their weight.
    ///
    /// # Errors
    /// `Length` for another number of questions than the measure is of; otherwise as for the
    /// counts.
    pub fn count(&self, answers: &Answers, questions: &[usize]) -> Result<Counts> {
        Ok(match (self, questions) {
            (Self::Share { top }, [question]) => {
                Counts::Share(ShareCounts::top(answers, *question, *top)?)
            }
            (Self::Promoter { detractor_at_most, promoter_at_least }, [question]) => {
                let breaks = PromoterBreaks::new(*detractor_at_most, *promoter_at_least)?;
                Counts::Promoter(PromoterCounts::count(answers, *question, breaks)?)
            }
            (Self::Effort { easy_from }, [question]) => {
                Counts::Effort(EffortCounts::count(answers, *question, *easy_from)?)
            }
            (Self::ServiceQuality { dimensions, count }, pairs) => {
                let lists = by_dimension(dimensions, *count, pairs)?;
                Counts::ServiceQuality(ServiceQualityCounts::count(answers, &lists)?)
            }
            (Self::Share { .. } | Self::Promoter { .. } | Self::Effort { .. }, _) => {
                return Err(wrong("questions", questions.len(), "1"));
            }
            _ => {
                let columns = questions.iter().map(|question| answers.column(*question));
                let columns = columns.collect::<Result<Vec<&[f64]>>>()?;
                self.count_columns(&columns, answers.weights())?
            }
        })
    }

    /// Counts columns of equal length that belong to no questionnaire, NaN where missing; base
    /// `weights` may be absent. Shares, promoters, effort and service quality need the scales of
    /// questions.
    ///
    /// # Errors
    /// `Length`; `Argument` where scales are needed; otherwise as for the counts.
    pub fn count_columns(&self, columns: &[&[f64]], weights: Option<&[f64]>) -> Result<Counts> {
        let wrong = |needed| wrong("columns", columns.len(), needed);
        Ok(match (self, columns) {
            (Self::Mean, [values]) => Counts::Mean(MeanCounts::count(values, weights)?),
            (Self::Mean, _) => return Err(wrong("1")),
            (Self::Kano(table), [there, absent]) => {
                Counts::Kano(KanoCounts::count(there, absent, weights, table)?)
            }
            (Self::Kano(_), _) => return Err(wrong("2")),
            (Self::FuzzyKano(table, cut), [first, ..]) if columns.len() == 10 => {
                if let Some(other) = columns.iter().find(|other| other.len() != first.len()) {
                    return Err(Error::length("memberships", other.len(), first.len()));
                }
                let side = |start: usize| -> Vec<[f64; 5]> {
                    let of = |row: usize| std::array::from_fn(|i| columns[start + i][row]);
                    (0..first.len()).map(of).collect()
                };
                Counts::FuzzyKano(FuzzyKano::count(&side(0), &side(5), weights, table, *cut)?)
            }
            (Self::FuzzyKano(..), _) => return Err(wrong("10")),
            (Self::PenaltyReward { low_at_most, high_at_least }, [attributes @ .., outcome]) => {
                let (low, high) = (*low_at_most, *high_at_least);
                for (name, cut) in [("low_at_most", low), ("high_at_least", high)] {
                    if !cut.is_finite() {
                        return Err(Error::out_of_range(name, cut, "a finite number"));
                    }
                }
                Counts::PenaltyReward(PenaltyRewardCounts::count(
                    attributes, outcome, weights, low, high,
                )?)
            }
            (Self::PenaltyReward { .. }, []) => return Err(wrong("2 or more")),
            _ => {
                let message = "is counted of responses, whose scales it needs";
                return Err(Error::new(ErrorKind::Argument, message).in_column("measure"));
            }
        })
    }
}

fn wrong(what: &str, found: usize, needed: &str) -> Error {
    Error::new(ErrorKind::Length, format!("is not the number of {what}"))
        .in_column(what)
        .with_value(found)
        .allowing(needed)
}

/// The pairs of each dimension.
fn by_dimension(of: &[usize], count: usize, pairs: &[usize]) -> Result<Vec<Vec<(usize, usize)>>> {
    let (pairs, rest) = pairs.as_chunks::<2>();
    if !rest.is_empty() || of.len() != pairs.len() {
        return Err(wrong("questions", 2 * pairs.len() + rest.len(), "two for each dimension"));
    }
    if count > of.len() {
        return Err(Error::new(ErrorKind::Empty, "has no pair of questions")
            .in_column("dimensions")
            .at_row(of.len() as u64));
    }
    let mut lists = vec![Vec::new(); count];
    for (row, (place, [expectation, perception])) in of.iter().zip(pairs).enumerate() {
        let Some(list) = lists.get_mut(*place) else {
            let allowed = format!("less than {count}");
            return Err(
                Error::out_of_range("dimensions", *place as f64, allowed).at_row(row as u64)
            );
        };
        list.push((*expectation, *perception));
    }
    Ok(lists)
}
