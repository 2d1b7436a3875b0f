//! Models on trial.

use super::state::State;
use super::study_options::StudyOptions;
use crate::error::{ErrorKind, Result};
use crate::lifetime::{
    ComparedModel, Comparison, FitOptions, FitReport, HoldoutErrors, Model, Prediction, Ridge,
};

/// A model of purchases on trial: fitted to the calibration (to all days where there is no test),
/// and judged on the test.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Candidate {
    /// The kind; see [`AnyModel::kind`](crate::lifetime::AnyModel::kind).
    pub kind: u32,
    /// The English name.
    pub name: &'static str,
    /// The Chinese name.
    pub name_zh: &'static str,
    /// The fitted model, with its report and covariance; `None` where the fit failed.
    pub model: Option<Model>,
    /// k of a CNBD-k model, as found; `None` for other models.
    pub regularity: Option<u32>,
    /// How far its forecasts of each customer's purchases were off in the test; `None` without a
    /// test or a fit.
    pub errors: Option<HoldoutErrors>,
    /// The share of customers that it takes for active, at the end of the calibration.
    pub active: Option<ActiveShare>,
    /// The smallest and the largest number of purchases that it expects of a customer over the
    /// test (over the horizon where there is none).
    pub expected: Option<(f64, f64)>,
    /// Why it is set aside; empty where it is sound.
    pub set_aside: Vec<SetAside>,
}

/// The mean of P(alive).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ActiveShare {
    /// Over all customers, 0 to 1. Of models that let nobody leave before a repeat purchase
    /// (BG/NBD, BG/CNBD-k) those who bought once are in it by construction.
    pub of_all: f64,
    /// Over those who came back; `None` where nobody did.
    pub of_repeat: Option<f64>,
    /// Over those who bought once; `None` where nobody did.
    pub of_once: Option<f64>,
    /// Whether the model fixes that of those who bought once.
    pub once_is_fixed: bool,
}

/// Why a model is set aside.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum SetAside {
    /// It could not be fitted: what the fit met.
    NotFitted(ErrorKind),
    /// Its predictions do not settle on these customers.
    NotPredicting(ErrorKind),
    /// The likelihood has no peak in a direction that has a name.
    Ridge(Ridge),
    /// A standard error exceeds its estimate.
    StandardError {
        /// The place of the parameter among
        /// [`parameter_names`](crate::lifetime::Model::parameter_names).
        parameter: usize,
        /// Its estimate.
        estimate: f64,
        /// Its standard error.
        error: f64,
    },
    /// There is no covariance of its parameters.
    NoCovariance,
    /// Other parameters explain the purchases about as well and answer differently: the mean
    /// P(alive) of the base there.
    Alternative {
        /// The mean P(alive) at the other parameters, 0 to 1.
        alive: f64,
        /// By how much the log-likelihood is lower there.
        lower: f64,
    },
    /// It chose a regularity of 1, and is a simpler model of the list by another name: that kind.
    SameAs(u32),
}

impl Candidate {
    /// What is known of its fit; `None` where it failed.
    #[must_use]
    pub fn report(&self) -> Option<&FitReport> {
        self.model.as_ref()?.report()
    }

    /// Akaike's criterion; `None` where the fit failed.
    #[must_use]
    pub fn aic(&self) -> Option<f64> {
        self.report().map(FitReport::aic)
    }

    /// Whether nothing speaks against it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.set_aside.is_empty()
    }

    /// Whether it has attrition at all.
    #[must_use]
    pub const fn has_attrition(&self) -> bool {
        self.kind != Model::NBD
    }
}

/// All models in continuous time on trial over a state; judged on its test, where it has one.
pub(super) fn candidates(state: &State, options: &StudyOptions) -> Result<Vec<Candidate>> {
    let histories = state.histories()?;
    let fit = FitOptions::default().with_threads(options.threads());
    let mut comparison = Comparison::fit(&Comparison::CONTINUOUS, &histories, &fit)?;
    if state.has_test() {
        let actual: Vec<f64> = state.table.holdout_x().iter().map(|x| f64::from(*x)).collect();
        let t = state.window.holdout_length(options.unit());
        // Without it, should a prediction not settle: each model tells for itself below.
        if let Ok(judged) =
            comparison.clone().with_holdout(&histories, &actual, t, options.threads())
        {
            comparison = judged;
        }
    }
    comparison.rows().iter().map(|row| candidate(row, state, options)).collect()
}

fn candidate(row: &ComparedModel, state: &State, options: &StudyOptions) -> Result<Candidate> {
    let mut candidate = Candidate {
        kind: row.kind(),
        name: row.name(),
        name_zh: row.name_zh(),
        model: row.model().cloned(),
        regularity: row.regularity(),
        errors: row.holdout().copied(),
        active: None,
        expected: None,
        set_aside: Vec::new(),
    };
    if let Some(failure) = row.failure() {
        candidate.set_aside.push(SetAside::NotFitted(failure.kind()));
        return Ok(candidate);
    }
    let Some(model) = &candidate.model else { return Ok(candidate) };
    let mut reasons = doubts(row, model);
    match opinions(model, state, options) {
        Ok((active, expected)) => {
            candidate.expected = Some(expected);
            candidate.active = Some(ActiveShare {
                once_is_fixed: matches!(row.kind(), Model::BG_NBD | Model::BG_CNBD | Model::NBD),
                ..active
            });
        }
        Err(error) if error.kind() == ErrorKind::Cancelled => return Err(error),
        Err(error) => reasons.push(SetAside::NotPredicting(error.kind())),
    }
    candidate.set_aside = reasons;
    Ok(candidate)
}

/// What speaks against a fit.
fn doubts(row: &ComparedModel, model: &Model) -> Vec<SetAside> {
    let mut reasons = Vec::new();
    reasons.extend(row.ridge().map(SetAside::Ridge));
    if row.regularity() == Some(1) {
        let plain = if row.kind() == Model::BG_CNBD { Model::BG_NBD } else { Model::MBG_NBD };
        reasons.push(SetAside::SameAs(plain));
    }
    let estimates = model.parameters();
    match model.standard_errors() {
        None => reasons.push(SetAside::NoCovariance),
        Some(errors) => {
            let pairs = estimates.iter().zip(&errors).enumerate();
            // k is chosen, not estimated: it has no error.
            let doubtful = pairs.filter(|(_, (estimate, error))| error > estimate);
            reasons.extend(doubtful.map(|(parameter, (&estimate, &error))| {
                SetAside::StandardError { parameter, estimate, error }
            }));
        }
    }
    if let Some(report) = model.report() {
        reasons.extend(report.alternatives.iter().map(|other| SetAside::Alternative {
            alive: other.alive,
            lower: report.log_likelihood - other.log_likelihood,
        }));
    }
    reasons
}

/// The mean P(alive), and the range of the expected purchases.
fn opinions(
    model: &Model,
    state: &State,
    options: &StudyOptions,
) -> Result<(ActiveShare, (f64, f64))> {
    let histories = state.histories()?;
    let purchases = model.purchases_of(&histories)?;
    let mut column = vec![0.0; histories.len()];
    purchases.predict_into(Prediction::PAlive, &histories, options.threads(), &mut column)?;
    let mean = |of: &dyn Fn(u32) -> bool| {
        let rows = state.table.x().iter().zip(&column).filter(|(x, _)| of(**x));
        let (count, sum) = rows.fold((0.0, 0.0), |(n, sum), (_, p)| (n + 1.0, sum + p));
        (count > 0.0).then(|| sum / count)
    };
    let active = ActiveShare {
        of_all: mean(&|_| true).unwrap_or(0.0),
        of_repeat: mean(&|x| x > 0),
        of_once: mean(&|x| x == 0),
        once_is_fixed: false,
    };
    let t = if state.has_test() {
        state.window.holdout_length(options.unit())
    } else {
        options.horizon()
    };
    let asked = Prediction::ExpectedPurchases { t };
    purchases.predict_into(asked, &histories, options.threads(), &mut column)?;
    let range = column.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), expected| {
        (low.min(*expected), high.max(*expected))
    });
    Ok((active, range))
}
