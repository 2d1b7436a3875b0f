//! Scorecards of dealers in one call.

use crate::capi::evidence::Evidence;
use crate::capi::prelude::*;
use crate::satisfaction::{DealerCard, dealer_cards};

mirror! {
    /// The scorecard of one dealer.
    habitue_dealer_card: DealerCard, total, standard_error,
    /// The lower end of its interval; NaN without a standard error.
    low: f64 = it.interval.map_or(f64::NAN, |ends| ends.0),
    /// The upper end of its interval; NaN without a standard error.
    high: f64 = it.interval.map_or(f64::NAN, |ends| ends.1),
    scores,
    /// The place, from 1, among the dealers with a total; 0 without one.
    rank: u64 = it.rank.unwrap_or(0),
    /// The dimension with the lowest mean; -1 without a score.
    weakest: i64 = it.weakest.map_or(-1, |at| at as i64)
}

/// The scorecards of `dealer_count` dealers, branches or teams. `scores` has the columns `dealer`
/// (u32, from 0), `dimension` (u32, from 0) and `score` (double, NaN is none) of assessments, and
/// the settings `weights`, one a dimension, >= 0, and `confidence` (0.95). `means` has room for the
/// mean of each dimension, dealer after dealer, NaN without a score; or NULL.
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
        let all = found.iter().flat_map(|card| &card.dimensions).map(Told::told);
        let cells: Vec<f64> = all.collect();
        same_length("means", means.len(), cells.len())?;
        means.copy_from_slice(&cells);
    }
    fill(Some(cards), found.iter().map(Told::told));
    Ok(())
}
