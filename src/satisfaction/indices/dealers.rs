//! Scorecards of dealers, branches or teams in one call: weighted dimensions, ranks, intervals.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::{check_confidence, two_sided_z};

/// The scorecard of one dealer.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DealerCard {
    /// The weighted mean of the dimensions; `None` where a dimension that weighs has no score.
    pub total: Option<f64>,
    /// The standard error of the total, scores being independent of each other; `None` where a
    /// dimension that weighs has fewer than two.
    pub standard_error: Option<f64>,
    /// The normal interval of the total.
    pub interval: Option<(f64, f64)>,
    /// The place among the dealers with a total, from 1; equals share the better place.
    pub rank: Option<u64>,
    /// The mean of each dimension; `None` without a score.
    pub dimensions: Vec<Option<f64>>,
    /// The dimension with the lowest mean, the first of equals.
    pub weakest: Option<usize>,
    /// The scores of the dealer.
    pub scores: u64,
}

/// The scorecards of `dealers` dealers: `score[i]` is one assessment (a customer's answer, an
/// audit) of the dealer `dealer[i]` in the dimension `dimension[i]`, both from 0; NaN is none.
/// `weights` has the weight of each dimension, >= 0, which are scaled to a sum of 1.
///
/// ```
/// use habitue::satisfaction::dealer_cards;
///
/// // Two dealers by sales (weight 2) and service (weight 1).
/// let (dealer, dimension) = ([0, 0, 1, 1, 1], [0, 1, 0, 1, 1]);
/// let score = [90.0, 60.0, 70.0, 80.0, 90.0];
/// let cards = dealer_cards(&dealer, &dimension, &score, 2, &[2.0, 1.0], 0.95)?;
/// assert_eq!((cards[0].total, cards[0].rank, cards[0].weakest), (Some(80.0), Some(1), Some(1)));
/// assert_eq!((cards[1].total, cards[1].rank, cards[1].weakest), (Some(75.0), Some(2), Some(0)));
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// [`Empty`](ErrorKind::Empty) without a weight; [`Length`](ErrorKind::Length);
/// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite) for a dealer or a
/// dimension that there is not, an infinite score, a negative weight, with the row, and for a
/// confidence that is not between 0 and 1; [`Inconsistent`](ErrorKind::Inconsistent) where no
/// dimension weighs.
pub fn dealer_cards(
    dealer: &[u32],
    dimension: &[u32],
    score: &[f64],
    dealers: usize,
    weights: &[f64],
    confidence: f64,
) -> Result<Vec<DealerCard>> {
    check_confidence(confidence)?;
    let shares = shares(weights)?;
    for (name, length) in [("dimension", dimension.len()), ("score", score.len())] {
        if length != dealer.len() {
            return Err(Error::length(name, length, dealer.len()));
        }
    }
    for (name, column, count) in
        [("dealer", dealer, dealers), ("dimension", dimension, weights.len())]
    {
        if let Some(row) = column.iter().position(|code| *code as usize >= count) {
            return Err(Error::new(ErrorKind::OutOfRange, "is none of them")
                .in_column(name)
                .with_value(column[row])
                .allowing(format!("below {count}"))
                .at_row(row as u64));
        }
    }
    if let Some(row) = score.iter().position(|score| score.is_infinite()) {
        let error = Error::out_of_range("score", score[row], "a finite number, or NaN (none)");
        return Err(error.at_row(row as u64));
    }
    // Mean and sum of squares about it, one score at a time (Welford 1962).
    let mut cells = vec![(0_u64, 0.0_f64, 0.0_f64); dealers * weights.len()];
    let rows = dealer.iter().zip(dimension).zip(score).filter(|(_, score)| !score.is_nan());
    for ((dealer, dimension), score) in rows {
        let (n, mean, squares) = &mut cells[*dealer as usize * weights.len() + *dimension as usize];
        *n += 1;
        let off = score - *mean;
        *mean += off / *n as f64;
        *squares += off * (score - *mean);
    }
    let z = two_sided_z(confidence);
    let mut cards: Vec<DealerCard> = (0..dealers)
        .map(|at| card(&cells[at * weights.len()..][..weights.len()], &shares, z))
        .collect();
    let totals: Vec<Option<f64>> = cards.iter().map(|card| card.total).collect();
    for card in &mut cards {
        card.rank = card.total.map(|total| {
            1 + totals.iter().flatten().filter(|other| **other > total).count() as u64
        });
    }
    Ok(cards)
}

fn shares(weights: &[f64]) -> Result<Vec<f64>> {
    if weights.is_empty() {
        return Err(Error::empty("weights"));
    }
    let bad = |weight: &f64| !(*weight >= 0.0 && weight.is_finite());
    if let Some(row) = weights.iter().position(bad) {
        let error = Error::out_of_range("weights", weights[row], "finite and >= 0");
        return Err(error.at_row(row as u64));
    }
    let sum: f64 = weights.iter().sum();
    if sum == 0.0 {
        return Err(Error::new(ErrorKind::Inconsistent, "are all 0").in_column("weights"));
    }
    Ok(weights.iter().map(|weight| weight / sum).collect())
}

fn card(cells: &[(u64, f64, f64)], shares: &[f64], z: f64) -> DealerCard {
    let dimensions: Vec<Option<f64>> =
        cells.iter().map(|(n, mean, _)| (*n > 0).then_some(*mean)).collect();
    let weighed = || cells.iter().zip(shares).filter(|(_, share)| **share > 0.0);
    let total = weighed()
        .map(|((n, mean, _), share)| (*n > 0).then_some(share * mean))
        .sum::<Option<f64>>();
    let standard_error = weighed()
        .map(|((n, _, squares), share)| {
            let n = *n as f64;
            (n > 1.0).then(|| share * share * squares / (n - 1.0) / n)
        })
        .sum::<Option<f64>>()
        .map(f64::sqrt);
    let weakest = (0..cells.len())
        .filter_map(|at| dimensions[at].map(|mean| (at, mean)))
        .reduce(|low, next| if next.1 < low.1 { next } else { low });
    DealerCard {
        total,
        standard_error,
        interval: total.zip(standard_error).map(|(t, e)| (t - z * e, t + z * e)),
        rank: None,
        dimensions,
        weakest: weakest.map(|(at, _)| at),
        scores: cells.iter().map(|(n, _, _)| n).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_call_is_a_card_a_dealer() {
        let dealer = [0, 0, 0, 0, 1, 1, 1, 1, 2];
        let dimension = [0, 0, 1, 1, 0, 0, 1, 1, 0];
        let score = [80.0, 90.0, 60.0, 70.0, 80.0, 90.0, 70.0, 60.0, 100.0];
        let cards = dealer_cards(&dealer, &dimension, &score, 4, &[3.0, 1.0], 0.95).unwrap();
        // By hand: .75 × 85 + .25 × 65 = 80; variances 25/… = 50/2 of each mean.
        assert_eq!(cards[0].total, Some(80.0));
        let error = (0.75_f64.powi(2) * 25.0 + 0.25_f64.powi(2) * 25.0).sqrt();
        assert!((cards[0].standard_error.unwrap() - error).abs() < 1e-14);
        let (low, high) = cards[0].interval.unwrap();
        assert!((high - low - 2.0 * 1.959_963_984_540_054 * error).abs() < 1e-12);
        assert_eq!((cards[0].rank, cards[1].rank), (Some(1), Some(1)));
        // A dimension without a score leaves the total open, one without weight does not.
        assert_eq!((cards[2].total, cards[2].rank, cards[2].scores), (None, None, 1));
        assert_eq!((cards[3].weakest, cards[3].scores), (None, 0));
        let of = |weights: &[f64]| dealer_cards(&dealer, &dimension, &score, 4, weights, 0.95);
        assert_eq!(of(&[1.0, 0.0]).unwrap()[2].total, Some(100.0));
        assert_eq!(of(&[1.0, 0.0]).unwrap()[0].rank, Some(2));
    }

    #[test]
    fn bad_scores_are_named() {
        let of = |dealer: &[u32], dimension: &[u32], score: &[f64], weights: &[f64]| {
            let error = dealer_cards(dealer, dimension, score, 2, weights, 0.95).unwrap_err();
            (error.kind(), error.row())
        };
        assert_eq!(of(&[0], &[0], &[1.0], &[]), (ErrorKind::Empty, None));
        assert_eq!(of(&[0], &[], &[1.0], &[1.0]), (ErrorKind::Length, None));
        assert_eq!(of(&[0, 2], &[0; 2], &[1.0; 2], &[1.0]), (ErrorKind::OutOfRange, Some(1)));
        assert_eq!(of(&[0, 0], &[0, 1], &[1.0; 2], &[1.0]), (ErrorKind::OutOfRange, Some(1)));
        assert_eq!(of(&[0], &[0], &[f64::INFINITY], &[1.0]), (ErrorKind::NotFinite, Some(0)));
        assert_eq!(of(&[0], &[0], &[1.0], &[0.0]), (ErrorKind::Inconsistent, None));
        assert_eq!(of(&[0], &[0], &[1.0], &[-1.0]), (ErrorKind::OutOfRange, Some(0)));
        assert!(dealer_cards(&[0], &[0], &[1.0], 1, &[1.0], 1.0).is_err());
    }
}
