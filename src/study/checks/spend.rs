//! Whether frequent buyers spend as others do.

use super::grade::{Better, Gauge, Grade};
use crate::lifetime::{Correlation, FrequencySpend, Spending};
use crate::study::state::{SpendLaw, State};
use crate::study::thresholds::Thresholds;

/// Whether frequent buyers spend as others do each time, which the model of spend takes for
/// granted, and whether the population has a mean spend.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SpendCheck {
    /// How far money may be forecast as purchases times spend.
    pub grade: Grade,
    /// Pearson's correlation of frequency and mean spend.
    pub gauge: Option<Gauge>,
    /// What was found.
    pub finding: SpendFinding,
    /// Customers who came back.
    pub customers: u64,
    /// Pearson's correlation.
    pub pearson: Option<Correlation>,
    /// Spearman's, of the ranks.
    pub spearman: Option<Correlation>,
    /// q of the Gamma-Gamma model and its standard error, where it was fitted: the population's
    /// mean spend is infinite where q is 1 or less.
    pub q: Option<(f64, Option<f64>)>,
}

/// What the check of the spend found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SpendFinding {
    /// Spend has nothing to do with frequency.
    Unrelated,
    /// Spend goes with frequency.
    Tied,
    /// The population's mean spend is infinite: q of the Gamma-Gamma model is 1 or less.
    InfiniteMean,
    /// It may be: q is above 1 by less than two standard errors.
    MeanInDoubt,
    /// Everybody spends the same, or buys equally often: there is no correlation.
    AllEqual,
    /// Too few customers came back to tell.
    TooFew,
    /// There are no amounts.
    NoAmounts,
}

/// Fewer customers than these say nothing of a correlation.
const FEWEST: u64 = 30;
/// A correlation as large would be found by chance this often.
const LEVEL: f64 = 0.05;

/// q of the Gamma-Gamma model of a state, where one was fitted, and its standard error.
fn shape(state: &State) -> Option<(f64, Option<f64>)> {
    match &state.spend {
        Ok(SpendLaw::GammaGamma(fitted)) => {
            let error = fitted.standard_errors().and_then(|errors| errors.get(1).copied());
            Some((fitted.model().q(), error))
        }
        Ok(SpendLaw::OwnMean { q }) => q.map(|q| (q, None)),
        Err(_) => None,
    }
}

impl SpendCheck {
    /// Of the calibration, where there is a test; that the population has no mean spend is told
    /// also where only all days say so, because forecasts are of the last day.
    pub(in crate::study) fn of(test: Option<&State>, now: &State, thresholds: &Thresholds) -> Self {
        let state = test.unwrap_or(now);
        let (x, mean) = state.spending();
        let customers = x.iter().filter(|x| **x > 0).count() as u64;
        let q = shape(now).filter(|(q, _)| *q <= 1.0).or_else(|| shape(state));
        let plain = |grade, finding| Self {
            grade,
            gauge: None,
            finding,
            customers,
            pearson: None,
            spearman: None,
            q,
        };
        if state.table.currency().is_none() {
            return plain(Grade::NotTested, SpendFinding::NoAmounts);
        }
        let found = Spending::new(&x, &mean).and_then(|rows| FrequencySpend::of(&rows)).ok();
        let (sound, care) = thresholds.correlation;
        let gauge =
            found.map(|found| Gauge::new(found.pearson.coefficient, sound, care, Better::NearZero));
        let (grade, finding) = match (q, found, gauge) {
            (Some((q, _)), ..) if q <= 1.0 => (Grade::NotToBeUsed, SpendFinding::InfiniteMean),
            (Some((q, Some(error))), ..) if q - 2.0 * error <= 1.0 => {
                (Grade::WithCare, SpendFinding::MeanInDoubt)
            }
            _ if customers < FEWEST => (Grade::WithCare, SpendFinding::TooFew),
            (_, None, _) | (.., None) => (Grade::WithCare, SpendFinding::AllEqual),
            (_, Some(found), Some(gauge)) => match gauge.zone() {
                _ if found.pearson.p_value >= LEVEL => (Grade::Sound, SpendFinding::Unrelated),
                Grade::Sound => (Grade::Sound, SpendFinding::Unrelated),
                grade => (grade, SpendFinding::Tied),
            },
        };
        Self {
            gauge,
            pearson: found.map(|found| found.pearson),
            spearman: found.map(|found| found.spearman),
            ..plain(grade, finding)
        }
    }
}
