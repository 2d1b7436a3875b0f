//! Simulated futures: totals and tiers with ranges that were widened by what forecasts missed.

use crate::numeric::proportion::Interval;

/// Where the parameters of the simulated futures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterSource {
    /// Drawn anew for each future, from the fit's covariance.
    Drawn,
    /// Those of the fit for all futures: it has no covariance to draw from.
    Fixed,
}

/// What may lie ahead of a base: totals and tiers over many simulated futures.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Futures {
    /// The horizon, in the unit of the study.
    pub horizon: f64,
    /// How many futures were drawn.
    pub runs: u32,
    /// How many customers each future has: all, or a sample of a large base that is scaled up.
    pub customers: u64,
    /// Where the parameters of purchases come from.
    pub parameters: ParameterSource,
    /// All purchases within the horizon.
    pub purchases: Forecast,
    /// All money within the horizon, discounted as the values are, units of the currency; `None`
    /// without a model of spend.
    pub money: Option<Forecast>,
    /// One a tier, from the top down: money, or purchases where there is none.
    pub tiers: Vec<TierForecast>,
    /// The share of all money (or purchases) that the top fifth by expected value brings.
    pub top_fifth: Option<Forecast>,
}

/// A forecast with two ranges: if the model holds, and if it errs as it did before.
///
/// The wide range takes the miss of earlier forecasts for a second, independent source of error, on
/// the scale of logarithms: sd² = sd(simulated)² + miss², where a miss is ln(came / expected) of an
/// earlier origin and their root mean square is taken. It widens, and does not shift: one earlier
/// shortfall is no reason to expect the next. Of 48 origins of real bases such ranges held 81 %,
/// those of parameters alone 29 %.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Forecast {
    /// What the model expects.
    pub expected: f64,
    /// The mean over the simulated futures.
    pub simulated: f64,
    /// Their central 95 %: the range if the model holds.
    pub if_model_holds: Interval,
    /// The 95 % range widened by the misses of earlier origins; that of the simulation where there
    /// is none.
    pub widened: Interval,
    /// Root mean square of ln(came / expected) over earlier origins; `None` where there is none.
    pub miss: Option<f64>,
    /// `expected` times came / expected of the test: what it would be if it errs again as it did
    /// there. `None` without a test, or where it expected or saw nothing.
    pub if_it_errs_again: Option<f64>,
}

/// The forecast of one tier.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TierForecast {
    /// 1 for the top.
    pub number: i32,
    /// How many customers are in it.
    pub customers: u64,
    /// What they may bring; `None` in an empty tier.
    pub forecast: Option<Forecast>,
}
