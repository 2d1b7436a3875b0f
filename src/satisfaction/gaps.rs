//! Gaps between what was designed, expected and received; service quality.

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
    /// Mean gap of each dimension.
    pub gaps: Vec<f64>,
    /// Mean perception of each dimension: service quality by performance alone
    /// (Cronin and Taylor 1992).
    pub perceptions: Vec<f64>,
    /// Mean of the dimension gaps.
    pub unweighted: f64,
    /// Mean of the dimension gaps, weighted by importance points.
    pub weighted: f64,
    /// Respondents with at least one complete pair, for each dimension.
    pub used: Vec<u64>,
    /// Pairs of which one or both answers are missing, for each dimension.
    pub missing_pairs: Vec<u64>,
}

impl ServiceQuality {
    /// The gaps over `dimensions`, each a list of (expectation, perception)
    /// questions of `answers`, with importance `points` (any sum).
    ///
    /// A pair with a missing answer is left out, its respondent kept: gaps are
    /// averaged over the items of a respondent first, then over respondents with
    /// their base weights.
    ///
    /// # Errors
    /// `Empty` without dimensions, pairs, or complete answers in a dimension;
    /// `Length`; `OutOfRange` for an index of no question or for points that are
    /// not finite numbers >= 0; `Inconsistent` for points that sum to 0 and for a
    /// pair of questions on different scales.
    pub fn of(
        answers: &Answers,
        dimensions: &[Vec<(usize, usize)>],
        points: &[f64],
    ) -> Result<Self> {
        if dimensions.is_empty() {
            return Err(Error::empty("dimensions"));
        }
        let weights = points_to_weights(points, dimensions.len())?;
        let (mut gaps, mut perceptions) = (Vec::new(), Vec::new());
        let (mut used, mut missing_pairs) = (Vec::new(), Vec::new());
        for (row, pairs) in dimensions.iter().enumerate() {
            for (expectation, perception) in pairs {
                answers.column(*expectation)?;
                answers.column(*perception)?;
                let questions = answers.questionnaire().questions();
                if questions[*expectation].scale() != questions[*perception].scale() {
                    return Err(Error::new(
                        ErrorKind::Inconsistent,
                        format!("and {} have different scales", questions[*perception].name()),
                    )
                    .in_column(questions[*expectation].name()));
                }
            }
            let (mut gap, mut seen, mut mass, mut respondents, mut missing) = (0.0, 0.0, 0.0, 0, 0);
            for respondent in 0..answers.respondents() {
                let weight = answers.weight(respondent);
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
                if complete > 0.0 && weight > 0.0 {
                    gap += weight * sum / complete;
                    seen += weight * perceived / complete;
                    mass += weight;
                    respondents += 1;
                }
            }
            if respondents == 0 {
                return Err(Error::new(ErrorKind::Empty, "has no complete pair of answers")
                    .in_column("dimensions")
                    .at_row(row as u64));
            }
            gaps.push(gap / mass);
            perceptions.push(seen / mass);
            used.push(respondents);
            missing_pairs.push(missing);
        }
        Ok(Self {
            unweighted: gaps.iter().sum::<f64>() / gaps.len() as f64,
            weighted: gaps.iter().zip(&weights).map(|(gap, weight)| gap * weight).sum(),
            gaps,
            perceptions,
            used,
            missing_pairs,
        })
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
        let found = ServiceQuality::of(&table(columns.clone()), &dimensions, &[20.0; 5]).unwrap();
        assert!(
            (found.unweighted + 0.858).abs() < 1e-12
                && (found.gaps.iter().sum::<f64>() + 4.29).abs() < 1e-12
        );
        // Equal points: both gaps agree, on one scale, whatever the points sum to.
        assert!((found.weighted - found.unweighted).abs() < 1e-12);
        let points = [30.0, 25.0, 20.0, 15.0, 10.0];
        let weighted = ServiceQuality::of(&table(columns), &dimensions, &points).unwrap().weighted;
        let by_hand: f64 = gaps.iter().zip(points).map(|(gap, point)| gap * point / 100.0).sum();
        assert!((weighted - by_hand).abs() < 1e-12 && weighted.abs() < 1.11);
    }

    #[test]
    fn a_missing_answer_drops_the_pair_and_keeps_the_respondent() {
        let columns = vec![vec![5.0, 5.0], vec![4.0, f64::NAN], vec![6.0, 6.0], vec![9.0, 8.0]];
        let found = ServiceQuality::of(&table(columns), &[vec![(0, 1), (2, 3)]], &[1.0]).unwrap();
        assert_eq!((found.used[0], found.missing_pairs[0]), (2, 1));
        // Respondents: (-1 + 3)/2 and 2.
        assert_eq!((found.gaps[0], found.perceptions[0]), (1.5, (6.5 + 8.0) / 2.0));
        assert!(ServiceQuality::of(&table(vec![vec![1.0]]), &[vec![(0, 1)]], &[1.0]).is_err());
        assert!(ServiceQuality::of(&table(vec![vec![1.0]]), &[vec![(0, 0)]], &[0.0]).is_err());
    }
}
