//! Gaps between what was designed, expected and received; service quality.

use super::mean::{MeanAdding, MeanCounts, MeanScore};
use crate::error::{Error, ErrorKind, Result};
use crate::survey::Answers;

/// The three gaps of the customer-value model (van der Haar, Kemp and Omta 2001).
///
/// The texts draw the figure and name the gaps without saying which is taken from
/// which; here the later state is always first: received less designed, received
/// less expected, expected less designed. A satisfaction gap below 0 is a
/// customer who got less than expected.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ValueGaps {
    /// 感知差距: received - designed.
    pub perception: f64,
    /// 折中差距: expected - designed.
    pub compromise: f64,
    /// 满意差距: received - expected.
    pub satisfaction: f64,
}

impl ValueGaps {
    /// The gaps of one attribute, all three values in one unit. The perception
    /// gap is the sum of the other two.
    ///
    /// # Errors
    /// `NotFinite`.
    ///
    /// ```
    /// let gaps = habitue::satisfaction::ValueGaps::of(8.0, 9.0, 7.0)?;
    /// assert_eq!((gaps.perception, gaps.compromise, gaps.satisfaction), (-1.0, 1.0, -2.0));
    /// assert_eq!(gaps.sizes(), [1.0, 1.0, 2.0]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(designed: f64, expected: f64, received: f64) -> Result<Self> {
        for (name, value) in
            [("designed", designed), ("expected", expected), ("received", received)]
        {
            if !value.is_finite() {
                return Err(Error::out_of_range(name, value, "a finite number"));
            }
        }
        Ok(Self {
            perception: received - designed,
            compromise: expected - designed,
            satisfaction: received - expected,
        })
    }

    /// The sizes of the gaps, whatever their direction: perception, compromise,
    /// satisfaction.
    #[must_use]
    pub fn sizes(&self) -> [f64; 3] {
        [self.perception.abs(), self.compromise.abs(), self.satisfaction.abs()]
    }
}

/// Service quality as perception less expectation over dimensions of items
/// (Parasuraman, Zeithaml and Berry 1988).
///
/// Both overall gaps are on the scale of the items: importance points are
/// divided by their sum. (Forgetting that gives figures such as 30.6 on a scale
/// of 1 to 7.)
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ServiceQuality {
    /// The dimensions, in order.
    pub dimensions: Vec<DimensionGap>,
    /// Mean of the dimension gaps.
    pub unweighted: f64,
    /// Mean of the dimension gaps, weighted by importance points.
    pub weighted: f64,
}

/// One dimension of service quality.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DimensionGap {
    /// Its share of the importance points; the shares sum to 1.
    pub weight: f64,
    /// Perception less expectation, with interval. It counts respondents with at
    /// least one complete pair; the others are missing.
    pub gap: MeanScore,
    /// Perception of the same respondents: service quality by performance alone
    /// (Cronin and Taylor 1992).
    pub perception: MeanScore,
    /// Pairs of which one or both answers are missing.
    pub missing_pairs: u64,
}

/// The sums under service quality. Parts of a survey (shards, waves) are counted
/// apart and [merged](Self::merge).
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ServiceQualityCounts {
    /// The gaps of each dimension.
    pub gaps: Vec<MeanCounts>,
    /// The perceptions of each dimension.
    pub perceptions: Vec<MeanCounts>,
    /// Incomplete pairs of each dimension.
    pub missing_pairs: Vec<u64>,
}

impl ServiceQualityCounts {
    /// Counts the gaps over `dimensions`, each a list of (expectation, perception)
    /// questions of `answers`.
    ///
    /// Answers on a reversed scale are [recoded](Answers#direction), so that a gap
    /// below 0 is always less than expected. A pair with a missing answer is left
    /// out, its respondent kept: gaps are
    /// averaged over the items of a respondent first, then over respondents with
    /// their base weights.
    ///
    /// # Errors
    /// `Empty` without dimensions or pairs; `OutOfRange` for an index of no
    /// question; `Inconsistent` for a pair of questions on different scales (but for
    /// their direction).
    pub fn count(answers: &Answers, dimensions: &[Vec<(usize, usize)>]) -> Result<Self> {
        if dimensions.is_empty() {
            return Err(Error::empty("dimensions"));
        }
        let (questions, scales) = (answers.questionnaire().questions(), answers.scales());
        let mut found =
            Self { gaps: Vec::new(), perceptions: Vec::new(), missing_pairs: Vec::new() };
        for (row, pairs) in dimensions.iter().enumerate() {
            if pairs.is_empty() {
                return Err(Error::new(ErrorKind::Empty, "has no pair of questions")
                    .in_column("dimensions")
                    .at_row(row as u64));
            }
            for (expectation, perception) in pairs {
                answers.column(*expectation)?;
                answers.column(*perception)?;
                if scales[*expectation] != scales[*perception] {
                    return Err(Error::new(
                        ErrorKind::Inconsistent,
                        format!("and {} have different scales", questions[*perception].name()),
                    )
                    .in_column(questions[*expectation].name()));
                }
            }
            let (mut gaps, mut perceptions, mut missing) =
                (MeanAdding::default(), MeanAdding::default(), 0);
            for respondent in 0..answers.respondents() {
                let (mut sum, mut perceived, mut complete) = (0.0, 0.0, 0.0);
                for (expectation, perception) in pairs {
                    let e = answers.columns()[*expectation][respondent];
                    let p = answers.columns()[*perception][respondent];
                    if e.is_nan() || p.is_nan() {
                        missing += 1;
                    } else {
                        sum += p - e;
                        perceived += p;
                        complete += 1.0;
                    }
                }
                // 0/0 is NaN: no complete pair, missing.
                gaps.push(sum / complete, answers.weight(respondent));
                perceptions.push(perceived / complete, answers.weight(respondent));
            }
            found.gaps.push(gaps.end());
            found.perceptions.push(perceptions.end());
            found.missing_pairs.push(missing);
        }
        Ok(found)
    }

    /// The counts of both parts together.
    ///
    /// # Errors
    /// `Inconsistent` where the parts have different numbers of dimensions.
    pub fn merge(mut self, other: &Self) -> Result<Self> {
        if self.gaps.len() != other.gaps.len() {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                "the two parts have different numbers of dimensions",
            ));
        }
        let merge = |into: &mut [MeanCounts], more: &[MeanCounts]| {
            into.iter_mut().zip(more).for_each(|(sum, more)| *sum = sum.merge(*more));
        };
        merge(&mut self.gaps, &other.gaps);
        merge(&mut self.perceptions, &other.perceptions);
        let pairs = self.missing_pairs.iter_mut().zip(&other.missing_pairs);
        pairs.for_each(|(sum, more)| *sum = sum.saturating_add(*more));
        Ok(self)
    }

    /// The gaps with importance `points` (any sum) of the dimensions and intervals
    /// at `confidence`.
    ///
    /// # Errors
    /// `Empty` where nobody has a complete pair in a dimension; `Length`;
    /// `OutOfRange` or `NotFinite` for points that are not finite numbers >= 0, and
    /// unless 0 < `confidence` < 1; `Inconsistent` for points that sum to 0.
    pub fn analyse(&self, points: &[f64], confidence: f64) -> Result<ServiceQuality> {
        let weights = points_to_weights(points, self.gaps.len())?;
        let mut dimensions = Vec::with_capacity(weights.len());
        for (row, weight) in weights.into_iter().enumerate() {
            if self.gaps[row].answered == 0 {
                return Err(Error::new(ErrorKind::Empty, "has no complete pair of answers")
                    .in_column("dimensions")
                    .at_row(row as u64));
            }
            dimensions.push(DimensionGap {
                weight,
                gap: self.gaps[row].mean(confidence)?,
                perception: self.perceptions[row].mean(confidence)?,
                missing_pairs: self.missing_pairs[row],
            });
        }
        let gaps = || dimensions.iter().map(|dimension| dimension.gap.mean);
        Ok(ServiceQuality {
            unweighted: gaps().sum::<f64>() / dimensions.len() as f64,
            weighted: gaps().zip(&dimensions).map(|(gap, of)| gap * of.weight).sum(),
            dimensions,
        })
    }
}

impl ServiceQuality {
    /// The gaps over `dimensions`, each a list of (expectation, perception)
    /// questions of `answers`, with importance `points` (any sum) and intervals at
    /// `confidence`.
    ///
    /// # Errors
    /// As for [`ServiceQualityCounts::count`] and
    /// [`ServiceQualityCounts::analyse`].
    pub fn of(
        answers: &Answers,
        dimensions: &[Vec<(usize, usize)>],
        points: &[f64],
        confidence: f64,
    ) -> Result<Self> {
        ServiceQualityCounts::count(answers, dimensions)?.analyse(points, confidence)
    }
}

fn points_to_weights(points: &[f64], dimensions: usize) -> Result<Vec<f64>> {
    if points.len() != dimensions {
        return Err(Error::length("points", points.len(), dimensions));
    }
    for (row, value) in points.iter().enumerate() {
        if !(*value >= 0.0 && value.is_finite()) {
            return Err(Error::out_of_range("points", *value, ">= 0").at_row(row as u64));
        }
    }
    let total: f64 = points.iter().sum();
    if !(total > 0.0 && total.is_finite()) {
        return Err(Error::new(ErrorKind::Inconsistent, "must sum to a positive number")
            .in_column("points")
            .with_value(total));
    }
    Ok(points.iter().map(|value| value / total).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Question, Questionnaire, Scale};

    fn table(columns: Vec<Vec<f64>>) -> Answers {
        let question = |i| Question::new(format!("q{i}"), Scale::continuous(0.0, 100.0).unwrap());
        Answers::new(
            Questionnaire::new((0..columns.len()).map(question).collect()).unwrap(),
            columns,
        )
        .unwrap()
    }

    /// 12manage's example: the five gaps average -0.858 (printed -0.86).
    #[test]
    fn the_published_gaps() {
        let gaps = [-0.65, -1.10, -0.83, -0.70, -1.01];
        let columns: Vec<Vec<f64>> =
            gaps.iter().flat_map(|gap| [vec![6.0], vec![6.0 + gap]]).collect();
        let dimensions: Vec<_> = (0..5).map(|i| vec![(2 * i, 2 * i + 1)]).collect();
        let of = |points: &[f64]| {
            ServiceQuality::of(&table(columns.clone()), &dimensions, points, 0.95).unwrap()
        };
        let found = of(&[20.0; 5]);
        let sum: f64 = found.dimensions.iter().map(|dimension| dimension.gap.mean).sum();
        assert!((found.unweighted + 0.858).abs() < 1e-12 && (sum + 4.29).abs() < 1e-12);
        // Equal points: both gaps agree, on one scale, whatever the points sum to.
        assert!((found.weighted - found.unweighted).abs() < 1e-12);
        let points = [30.0, 25.0, 20.0, 15.0, 10.0];
        let by_hand: f64 = gaps.iter().zip(points).map(|(gap, point)| gap * point / 100.0).sum();
        // Points that are not divided by their sum gave a user 30.606 on a scale of 7.
        assert!((of(&points).weighted - by_hand).abs() < 1e-12 && by_hand.abs() < 1.11);
        assert!((of(&points.map(|p| p * 7.0)).weighted - by_hand).abs() < 1e-12);
    }

    #[test]
    fn a_missing_answer_drops_the_pair_and_keeps_the_respondent() {
        let columns = vec![vec![5.0, 5.0], vec![4.0, f64::NAN], vec![6.0, 6.0], vec![9.0, 8.0]];
        let dimensions = [vec![(0, 1), (2, 3)]];
        let found = ServiceQuality::of(&table(columns.clone()), &dimensions, &[1.0], 0.95).unwrap();
        let only = found.dimensions[0];
        assert_eq!((only.gap.counts.answered, only.missing_pairs), (2, 1));
        // Respondents: (-1 + 3)/2 and 2, with variance 1/2.
        assert_eq!((only.gap.mean, only.perception.mean), (1.5, (6.5 + 8.0) / 2.0));
        assert!((only.gap.standard_error.unwrap() - 0.5).abs() < 1e-15);
        let part = |row: usize| {
            let columns = columns.iter().map(|column| vec![column[row]]).collect();
            ServiceQualityCounts::count(&table(columns), &dimensions).unwrap()
        };
        assert_eq!(part(0).merge(&part(1)).unwrap().analyse(&[1.0], 0.95).unwrap(), found);
        let of = |pairs: &[Vec<(usize, usize)>], points: &[f64]| {
            ServiceQuality::of(&table(vec![vec![1.0]]), pairs, points, 0.95).unwrap_err().kind()
        };
        assert_eq!(of(&[vec![(0, 1)]], &[1.0]), ErrorKind::OutOfRange);
        assert_eq!(of(&[vec![(0, 0)]], &[0.0]), ErrorKind::Inconsistent);
        assert_eq!(of(&[vec![]], &[1.0]), ErrorKind::Empty);
        assert!(
            part(0)
                .merge(
                    &ServiceQualityCounts::count(
                        &table(vec![vec![1.0]]),
                        &[vec![(0, 0)], vec![(0, 0)]]
                    )
                    .unwrap()
                )
                .is_err()
        );
    }
}
