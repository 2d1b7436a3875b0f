//! Scorecards of dealers in one call.

use crate::capi::evidence::Evidence;
use crate::capi::prelude::*;
use crate::satisfaction::{DealerCard, dealer_cards};

/// The scorecard of one dealer.
#[apply(plain)]
pub struct habitue_dealer_card {
    /// The weighted mean of the dimensions; NaN where one that weighs has no score.
    pub total: f64,
    /// Its standard error; NaN where a dimension that weighs has fewer than two scores.
    pub standard_error: f64,
    /// The lower end of its interval; NaN without a standard error.
    pub low: f64,
    /// The upper end of its interval; NaN without a standard error.
    pub high: f64,
    /// The scores of the dealer.
    pub scores: u64,
    /// The place, from 1, among the dealers with a total; 0 without one.
    pub rank: u64,
    /// The dimension with the lowest mean; -1 without a score.
    pub weakest: i64,
}

/// The scorecards of `dealer_count` dealers, branches or teams. `scores` has the columns `dealer`
/// (u32, from 0), `dimension` (u32, from 0) and `score` (double, NaN is none) of assessments, and the
/// settings `weights`, one a dimension, >= 0, and `confidence` (0.95). `means` has room for the mean
/// of each dimension, dealer after dealer, NaN without a score; or NULL. Since 0.1.
pub fn habitue_dealer_cards(
    scores: Evidence,
    cards: &mut [habitue_dealer_card],
    dealer_count: usize,
    means: Option<&mut [f64]>,
    _cell_count: usize,
) -> Result<()> {
    scores.only("DEALER_CARDS", &["dealer", "dimension", "score"], &["weights", "confidence"])?;
    let (dealer, dimension) = (scores.column::<u32>("dealer")?, scores.column::<u32>("dimension")?);
    let score = scores.column::<f64>("score")?;
    let weights = scores.setting::<Vec<f64>>("weights", &[])?;
    let confidence = scores.setting::<f64>("confidence", &[0.95])?;
    let found = dealer_cards(dealer, dimension, score, dealer_count, &weights, confidence)?;
    if let Some(means) = means {
        let cells: Vec<f64> = found
            .iter()
            .flat_map(|card| card.dimensions.iter().map(|mean| mean.unwrap_or(f64::NAN)))
            .collect();
        if means.len() != cells.len() {
            return Err(Error::length("means", means.len(), cells.len()));
        }
        means.copy_from_slice(&cells);
    }
    for (slot, card) in cards.iter_mut().zip(&found) {
        *slot = told(card);
    }
    Ok(())
}

fn told(card: &DealerCard) -> habitue_dealer_card {
    let (low, high) = card.interval.unwrap_or((f64::NAN, f64::NAN));
    habitue_dealer_card {
        total: card.total.unwrap_or(f64::NAN),
        standard_error: card.standard_error.unwrap_or(f64::NAN),
        low,
        high,
        scores: card.scores,
        rank: card.rank.unwrap_or(0),
        weakest: card.weakest.map_or(-1, |at| at as i64),
    }
}
