//! Choosing key accounts by several criteria: weighted sum, TOPSIS, and weights
//! from pairwise comparison (AHP).

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::exact_sum::ExactSum;

/// Whether more of a criterion is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Direction {
    /// More is better: sales, volume.
    Benefit,
    /// Less is better: money owed, length of the purchasing cycle.
    Cost,
}

/// How a criterion is brought to a common scale before it is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Normalisation {
    /// (x − min)/(max − min), turned round for costs: from 0 to 1.
    #[default]
    MinMax,
    /// (x − mean)/standard deviation (of the population), negated for costs.
    ZScore,
}

/// The criteria of a choice of key accounts: direction and weight of each column.
///
/// Weights are relative: they are divided by their sum. A column in which all
/// customers are equal says nothing and counts 0 for everybody.
///
/// ```
/// use habitue::value::{Criteria, Direction, Normalisation};
///
/// // Sales, money owed and purchasing cycle of four customers.
/// let criteria = Criteria::new(
///     &[Direction::Benefit, Direction::Cost, Direction::Cost],
///     &[0.6, 0.2, 0.2],
/// )?;
/// let columns: [&[f64]; 3] =
///     [&[900.0, 500.0, 100.0, 700.0], &[0.0, 50.0, 100.0, 20.0], &[30.0, 30.0, 90.0, 60.0]];
/// let scores = criteria.weighted_sum(&columns, Normalisation::MinMax)?;
/// assert_eq!(scores[0], 1.0); // best on every criterion
/// assert_eq!(scores[2], 0.0);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Criteria {
    directions: Vec<Direction>,
    /// They sum to 1.
    weights: Vec<f64>,
}

impl Criteria {
    /// The direction and the weight of each criterion.
    ///
    /// # Errors
    /// `Empty`; `Length`; `OutOfRange` for a negative weight, or where all are
    /// zero; `NotFinite`. The row is the index of the criterion.
    pub fn new(directions: &[Direction], weights: &[f64]) -> Result<Self> {
        if directions.is_empty() {
            return Err(Error::empty("directions"));
        }
        if weights.len() != directions.len() {
            return Err(Error::length("weights", weights.len(), directions.len()));
        }
        if let Some(row) = weights.iter().position(|weight| !(*weight >= 0.0 && weight.is_finite()))
        {
            return Err(Error::out_of_range("weights", weights[row], ">= 0").at_row(row as u64));
        }
        let sum: f64 = weights.iter().sum();
        if !(sum > 0.0 && sum.is_finite()) {
            return Err(Error::out_of_range("weights", sum, "a finite sum > 0"));
        }
        Ok(Self {
            directions: directions.to_vec(),
            weights: weights.iter().map(|weight| weight / sum).collect(),
        })
    }

    /// The weights, summing to 1.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The weighted sum of the normalised criteria of each customer: one column
    /// per criterion. With min-max, scores are from 0 to 1; note that they then
    /// depend on who else is compared.
    ///
    /// # Errors
    /// `Length`; `Empty` without a customer; `NotFinite` naming criterion and row.
    pub fn weighted_sum(
        &self,
        columns: &[&[f64]],
        normalisation: Normalisation,
    ) -> Result<Vec<f64>> {
        let rows = self.check(columns)?;
        let mut scores = vec![0.0; rows];
        for ((column, direction), weight) in columns.iter().zip(&self.directions).zip(&self.weights)
        {
            let column = &scaled(column)[..];
            let (centre, spread) = match normalisation {
                Normalisation::MinMax => {
                    let (low, high) = extremes(column);
                    let best = if *direction == Direction::Benefit { low } else { high };
                    (best, high - low)
                }
                Normalisation::ZScore => mean_and_deviation(column),
            };
            if !(spread > 0.0) {
                continue;
            }
            for (score, value) in scores.iter_mut().zip(column) {
                let distance = match direction {
                    Direction::Benefit => value - centre,
                    Direction::Cost => centre - value,
                };
                *score += weight * (distance / spread);
            }
        }
        Ok(scores)
    }

    /// The closeness of each customer to the ideal, 0..=1 (TOPSIS; C. L. Hwang and
    /// K. Yoon, *Multiple Attribute Decision Making*, 1981): columns are divided by
    /// their Euclidean norm and weighted; closeness is the distance from the worst
    /// over the sum of the distances from the worst and the best. `None` where all
    /// customers are alike, so that best and worst are one.
    ///
    /// # Errors
    /// As [`Criteria::weighted_sum`].
    pub fn topsis(&self, columns: &[&[f64]]) -> Result<Option<Vec<f64>>> {
        let rows = self.check(columns)?;
        let (mut to_best, mut to_worst) = (vec![0.0; rows], vec![0.0; rows]);
        for ((column, direction), weight) in columns.iter().zip(&self.directions).zip(&self.weights)
        {
            let column = &scaled(column)[..];
            let norm = column.iter().map(|value| value * value).sum::<f64>().sqrt();
            if !(norm > 0.0) {
                continue;
            }
            let (low, high) = extremes(column);
            let (best, worst) = match direction {
                Direction::Benefit => (high, low),
                Direction::Cost => (low, high),
            };
            for (row, value) in column.iter().enumerate() {
                to_best[row] += (weight * (value - best) / norm).powi(2);
                to_worst[row] += (weight * (value - worst) / norm).powi(2);
            }
        }
        let closeness: Vec<f64> = to_best
            .iter()
            .zip(&to_worst)
            .map(|(best, worst)| worst.sqrt() / (best.sqrt() + worst.sqrt()))
            .collect();
        Ok(closeness.iter().all(|value| value.is_finite()).then_some(closeness))
    }

    fn check(&self, columns: &[&[f64]]) -> Result<usize> {
        if columns.len() != self.directions.len() {
            return Err(Error::length("columns", columns.len(), self.directions.len()));
        }
        let rows = columns[0].len();
        if rows == 0 {
            return Err(Error::empty("columns"));
        }
        for (index, column) in columns.iter().enumerate() {
            let name = format!("criterion {index}");
            if column.len() != rows {
                return Err(Error::length(name, column.len(), rows));
            }
            if let Some(row) = column.iter().position(|value| !value.is_finite()) {
                return Err(
                    Error::out_of_range(name, column[row], "a finite number").at_row(row as u64)
                );
            }
        }
        Ok(rows)
    }
}

/// Weights from pairwise comparisons, with their consistency.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AhpWeights {
    /// The weights, summing to 1: the principal eigenvector.
    pub weights: Vec<f64>,
    /// The principal eigenvalue, n where the comparisons are consistent.
    pub eigenvalue: f64,
    /// (λ − n)/(n − 1); 0 for one criterion.
    pub consistency_index: f64,
    /// The index over that of random comparisons; below 0.1 is held to be
    /// acceptable. `None` for fewer than three criteria, which are always
    /// consistent, and for more than ten, for which Saaty gives no random index.
    pub consistency_ratio: Option<f64>,
}

/// Saaty's random indices for 3 to 10 criteria.
const RANDOM_INDEX: [f64; 8] = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/// Weights by the analytic hierarchy process (T. L. Saaty, 1980): entry (i, j) of
/// `comparisons` says how many times as important criterion i is as j, so that
/// (j, i) is its inverse and the diagonal is 1.
///
/// ```
/// use habitue::value::ahp_weights;
///
/// // Twice as important as the second, four times as the third: consistent.
/// let found = ahp_weights(&[1.0, 2.0, 4.0, 0.5, 1.0, 2.0, 0.25, 0.5, 1.0], 3)?;
/// assert!((found.weights[0] - 4.0 / 7.0).abs() < 1e-14);
/// assert!(found.consistency_ratio.unwrap().abs() < 1e-13);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Length` unless there are `criteria`² comparisons; `OutOfRange` unless each is
/// positive, at most 1e6; `Inconsistent` where (i, j) and (j, i) are not inverse
/// within 1e-9 (0.33 for a third is refused: write 1.0 / 3.0).
pub fn ahp_weights(comparisons: &[f64], criteria: usize) -> Result<AhpWeights> {
    let n = criteria;
    if !(1..=100).contains(&n) {
        return Err(Error::out_of_range("criteria", n as f64, "1 to 100"));
    }
    if comparisons.len() != n * n {
        return Err(Error::length("comparisons", comparisons.len(), n * n));
    }
    for i in 0..n {
        for j in 0..n {
            let (here, there) = (comparisons[i * n + j], comparisons[j * n + i]);
            if !(here > 0.0 && here <= 1e6) {
                return Err(
                    Error::out_of_range("comparisons", here, "above 0 up to 1e6").at_row(i as u64)
                );
            }
            if (here * there - 1.0).abs() > crate::numeric::tolerance::RECIPROCAL {
                return Err(Error::new(
                    ErrorKind::Inconsistent,
                    format!("is not the inverse of {there}, its mirror in row {j}"),
                )
                .in_column("comparisons")
                .with_value(here)
                .at_row(i as u64));
            }
        }
    }
    // Power iteration on a positive matrix converges to its one positive
    // eigenvector; it ends when a step no longer moves a weight by more than
    // rounding, or at the cap, which no reciprocal matrix of Saaty's scale nears.
    let mut weights = vec![1.0 / n as f64; n];
    let mut eigenvalue = n as f64;
    for _ in 0..crate::numeric::tolerance::POWER_STEPS {
        let product: Vec<f64> = comparisons
            .chunks_exact(n)
            .map(|row| row.iter().zip(&weights).map(|(c, w)| c * w).sum())
            .collect();
        eigenvalue = product.iter().sum();
        let next: Vec<f64> = product.iter().map(|value| value / eigenvalue).collect();
        let moved = next.iter().zip(&weights).map(|(a, b)| (a / b - 1.0).abs()).fold(0.0, f64::max);
        weights = next;
        if moved <= 4.0 * f64::EPSILON {
            let index = if n > 1 { (eigenvalue - n as f64) / (n - 1) as f64 } else { 0.0 };
            let ratio = n.checked_sub(3).and_then(|at| RANDOM_INDEX.get(at)).map(|ri| index / ri);
            return Ok(AhpWeights {
                weights,
                eigenvalue,
                consistency_index: index,
                consistency_ratio: ratio,
            });
        }
    }
    Err(Error::not_converged(
        "the principal eigenvector",
        crate::error::Convergence {
            iterations: crate::numeric::tolerance::POWER_STEPS,
            objective: eigenvalue,
            gradient_norm: f64::NAN,
            parameters: weights,
            reason: "the comparisons contradict each other too much".to_owned(),
        },
    ))
}

/// The key accounts: the rows of the best `share` of customers by score (⌈share × n⌉,
/// and all who equal the last of them), best first, equals in the order of their rows.
///
/// ```
/// use habitue::value::key_accounts;
///
/// assert_eq!(key_accounts(&[5.0, 9.0, 1.0, 7.0, 8.0], 0.2)?, [1]);
/// assert_eq!(key_accounts(&[5.0, 9.0, 5.0, 7.0, 5.0], 0.6)?, [1, 3, 0, 2, 4]);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Empty`; `NotFinite`; `OutOfRange` for a share outside 0..=1.
pub fn key_accounts(score: &[f64], share: f64) -> Result<Vec<usize>> {
    if !(0.0..=1.0).contains(&share) {
        return Err(Error::out_of_range("share", share, "0 to 1"));
    }
    if score.is_empty() {
        return Err(Error::empty("score"));
    }
    let mut ranks = vec![0; score.len()];
    crate::numeric::ranking::rank::ranks_into(
        score,
        crate::numeric::ranking::rank::RankTies::Lowest,
        1,
        &mut ranks,
    )?;
    let billionths = (share * 1e9).round() as u64;
    let count = crate::numeric::ranking::cut::share_of_count(
        billionths,
        1_000_000_000,
        score.len(),
        crate::numeric::ranking::cut::Boundary::Upper,
    ) as u64;
    let mut best: Vec<usize> = (0..score.len()).filter(|&row| ranks[row] <= count).collect();
    best.sort_by_key(|&row| (ranks[row], row));
    Ok(best)
}

/// Key accounts that were lost: those of the [`key_accounts`] by score before who
/// buy no more, the ones to win back first, best first. `active` is 1 for who still
/// buys.
///
/// # Errors
/// `Length`; `Empty`; `NotFinite`; `OutOfRange` for a share outside 0..=1 or a
/// flag that is neither 0 nor 1.
pub fn lost_key_accounts(score: &[f64], active: &[u8], share: f64) -> Result<Vec<usize>> {
    if active.len() != score.len() {
        return Err(Error::length("active", active.len(), score.len()));
    }
    if let Some(row) = active.iter().position(|flag| *flag > 1) {
        return Err(
            Error::out_of_range("active", f64::from(active[row]), "0 or 1").at_row(row as u64)
        );
    }
    let mut rows = key_accounts(score, share)?;
    rows.retain(|&row| active[row] == 0);
    Ok(rows)
}

/// A column times the power of two that brings its largest magnitude to 0.5..1: no
/// normalisation here depends on it, and squares stay within doubles.
fn scaled(column: &[f64]) -> Vec<f64> {
    let largest = column.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let (_, exponent) = libm::frexp(largest);
    column.iter().map(|&value| libm::scalbn(value, -exponent)).collect()
}

fn extremes(column: &[f64]) -> (f64, f64) {
    column
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &v| (low.min(v), high.max(v)))
}

fn mean_and_deviation(column: &[f64]) -> (f64, f64) {
    let n = column.len() as f64;
    let mut sum = ExactSum::default();
    column.iter().for_each(|&value| sum.add(value));
    let mean = sum.value() / n;
    let mut squares = ExactSum::default();
    column.iter().for_each(|&value| squares.add((value - mean) * (value - mean)));
    (mean, (squares.value() / n).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONES: [&[f64]; 4] = [
        &[250.0, 200.0, 300.0, 275.0, 225.0],
        &[16.0, 16.0, 32.0, 32.0, 16.0],
        &[12.0, 8.0, 16.0, 8.0, 16.0],
        &[5.0, 3.0, 4.0, 4.0, 2.0],
    ];

    fn phones() -> Criteria {
        use Direction::{Benefit, Cost};
        Criteria::new(&[Cost, Benefit, Benefit, Benefit], &[0.25; 4]).unwrap()
    }

    #[test]
    fn topsis_of_the_five_phones() {
        // A teaching matrix of many texts; first criterion a cost, equal weights.
        let closeness = phones().topsis(&PHONES).unwrap().unwrap();
        let expected =
            [0.534276857182, 0.308367768732, 0.691632231268, 0.534736584487, 0.401046121517];
        for (found, expected) in closeness.iter().zip(expected) {
            assert!((found - expected).abs() <= 5e-13, "{found} {expected}");
        }
        let order: Vec<usize> = key_accounts(&closeness, 1.0).unwrap();
        assert_eq!(order, [2, 3, 0, 4, 1]); // ranks 3, 5, 1, 2, 4
    }

    #[test]
    fn columns_that_say_nothing_count_nothing() {
        let criteria = Criteria::new(&[Direction::Benefit; 2], &[1.0, 3.0]).unwrap();
        let scores =
            criteria.weighted_sum(&[&[0.0, 10.0, 5.0], &[7.0; 3]], Normalisation::MinMax).unwrap();
        assert_eq!(scores, [0.0, 0.25, 0.125]);
        assert_eq!(criteria.topsis(&[&[3.0, 3.0], &[0.0, 0.0]]).unwrap(), None);
        let best = criteria.topsis(&[&[1.0, 2.0], &[0.0, 0.0]]).unwrap().unwrap();
        assert_eq!(best, [0.0, 1.0]);
    }

    #[test]
    fn no_unit_of_measure_changes_a_score() {
        let scores = |times: f64| {
            let columns: Vec<Vec<f64>> =
                PHONES.iter().map(|column| column.iter().map(|v| v * times).collect()).collect();
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let weighed = |normalisation| phones().weighted_sum(&columns, normalisation).unwrap();
            let closeness = phones().topsis(&columns).unwrap().unwrap();
            [weighed(Normalisation::MinMax), weighed(Normalisation::ZScore), closeness]
        };
        for exponent in [1000, 600, -600, -1060] {
            assert_eq!(scores(libm::scalbn(1.0, exponent)), scores(1.0), "2^{exponent}");
        }
        let wide = [f64::MAX, -f64::MAX, 0.0];
        let criteria = Criteria::new(&[Direction::Benefit], &[1.0]).unwrap();
        let scores = criteria.weighted_sum(&[&wide], Normalisation::MinMax).unwrap();
        assert_eq!(scores, [1.0, 0.0, 0.5]);
    }

    #[test]
    fn z_scores_sum_to_zero() {
        let scores = phones().weighted_sum(&PHONES, Normalisation::ZScore).unwrap();
        assert!(scores.iter().sum::<f64>().abs() < 1e-15);
        assert!(scores[2] > scores[1]);
    }

    #[test]
    fn weights_of_inconsistent_comparisons() {
        // λ of this matrix is the root of det(A − λI): for n = 3 it is
        // 1 + x + 1/x with x = (a₁₃/(a₁₂ a₂₃))^(1/3).
        let third = 1.0 / 3.0;
        let found = ahp_weights(&[1.0, 3.0, 5.0, third, 1.0, 3.0, 0.2, third, 1.0], 3).unwrap();
        let x = (5.0_f64 / 9.0).cbrt();
        let eigenvalue = 1.0 + x + 1.0 / x;
        assert!((found.eigenvalue - eigenvalue).abs() < 1e-13);
        let ratio = (eigenvalue - 3.0) / 2.0 / 0.58;
        assert!((found.consistency_ratio.unwrap() - ratio).abs() < 1e-13);
        // For three criteria the eigenvector is that of the geometric row means.
        let means = [15.0_f64.cbrt(), 1.0, (0.2_f64 / 3.0).cbrt()];
        for (found, mean) in found.weights.iter().zip(means) {
            assert!((found - mean / means.iter().sum::<f64>()).abs() < 1e-14);
        }
        assert_eq!(ahp_weights(&[1.0], 1).unwrap().consistency_ratio, None);
    }

    #[test]
    fn lost_accounts_are_the_best_first() {
        let score = [5.0, 9.0, 1.0, 7.0, 8.0];
        assert_eq!(lost_key_accounts(&score, &[0, 1, 0, 0, 0], 0.6).unwrap(), [4, 3]);
        assert!(lost_key_accounts(&score, &[0, 1, 0, 0, 2], 0.6).is_err());
        assert!(lost_key_accounts(&score, &[0; 5], 1.2).is_err());
    }

    #[test]
    fn bad_input_is_named() {
        assert!(Criteria::new(&[], &[]).is_err());
        assert!(Criteria::new(&[Direction::Cost], &[0.0]).is_err());
        assert!(Criteria::new(&[Direction::Cost], &[-1.0]).is_err());
        let criteria = Criteria::new(&[Direction::Cost], &[1.0]).unwrap();
        assert!(criteria.topsis(&[]).is_err() && criteria.topsis(&[&[]]).is_err());
        let error = criteria.topsis(&[&[1.0, f64::NAN]]).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("criterion 0")));
        let error = ahp_weights(&[1.0, 3.0, 0.33, 1.0], 2).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Inconsistent);
        assert!(ahp_weights(&[1.0, 0.0, 2.0, 1.0], 2).is_err() && ahp_weights(&[1.0], 2).is_err());
    }
}
