//! Models on trial.

use super::state::State;
use super::study_options::{ModelRule, StudyOptions};
use crate::error::{ErrorKind, Result};
use crate::lifetime::{
    AnyModel, ComparedModel, Comparison, FitOptions, FitReport, HoldoutErrors, Model, Prediction,
    Regularity, Ridge,
};

/// Purchases of a smaller regularity are random to a model of regular ones.
const REGULAR: f64 = 1.5;
/// Models whose AIC is this far behind have essentially no support (Burnham and Anderson,
/// *Model Selection and Multimodel Inference*, 2002, section 2.6).
const NO_SUPPORT: f64 = 10.0;

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
    /// Purchases come at random, so that a model of regular ones has nothing to tell: it was not
    /// fitted.
    NotRegular {
        /// The regularity of the purchases, where it can be told: 1 is random, large is clockwork.
        k: Option<f64>,
    },
    /// The purchases are those of a subscription: it was not fitted.
    Subscription,
    /// A special case of it has no support beside other models, so that it was not fitted.
    NoSupport {
        /// By how much the AIC of the special case exceeds the smallest.
        behind: f64,
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
/// Those that these customers cannot need are not fitted, unless one is named; nor are those of
/// regular purchases where these are of a subscription, to which none of all these models belongs.
pub(super) fn candidates(
    state: &State,
    subscription: bool,
    options: &StudyOptions,
) -> Result<Vec<Candidate>> {
    let regularity = state.histories().and_then(|rows| Regularity::of_histories(&rows)).ok();
    let random = regularity.is_none_or(|found| found.k + 2.0 * found.standard_error < REGULAR);
    let mut all: Vec<Candidate> = Vec::new();
    for kind in Comparison::CONTINUOUS {
        let best = all.iter().filter_map(Candidate::aic).fold(f64::INFINITY, f64::min);
        let pareto = all.iter().find(|one| one.kind == Model::PARETO_NBD);
        let behind = pareto.and_then(Candidate::aic).map_or(0.0, |aic| aic - best);
        let needless = match kind {
            Model::BG_CNBD | Model::MBG_CNBD if subscription => Some(SetAside::Subscription),
            Model::BG_CNBD | Model::MBG_CNBD if random => {
                Some(SetAside::NotRegular { k: regularity.map(|found| found.k) })
            }
            Model::GGOMPERTZ_NBD if behind > NO_SUPPORT => Some(SetAside::NoSupport { behind }),
            _ => None,
        };
        let needless = needless.filter(|_| options.model() != ModelRule::Kind(kind));
        all.push(match needless {
            Some(reason) => not_fitted(kind, reason)?,
            None => fitted(kind, state, options)?,
        });
    }
    Ok(all)
}

/// A kind that is not fitted, for this reason.
fn not_fitted(kind: u32, reason: SetAside) -> Result<Candidate> {
    let (name, name_zh) = AnyModel::names_of_kind(kind)?;
    Ok(Candidate {
        kind,
        name,
        name_zh,
        model: None,
        regularity: None,
        errors: None,
        active: None,
        expected: None,
        set_aside: vec![reason],
    })
}

/// The candidate of a kind.
fn fitted(kind: u32, state: &State, options: &StudyOptions) -> Result<Candidate> {
    let histories = state.histories()?;
    let fit = FitOptions::default().with_threads(options.threads());
    let mut comparison = Comparison::fit(&[kind], &histories, &fit)?;
    if state.has_test() {
        let actual: Vec<f64> = state.table.holdout_x().iter().map(|x| f64::from(*x)).collect();
        let t = state.window.holdout_length(options.unit());
        // Without it, should a prediction not settle, which is told below.
        if let Ok(judged) =
            comparison.clone().with_holdout(&histories, &actual, t, options.threads())
        {
            comparison = judged;
        }
    }
    match comparison.rows().first() {
        Some(row) => candidate(row, state, options),
        None => not_fitted(kind, SetAside::NotFitted(ErrorKind::Internal)),
    }
}

fn candidate(row: &ComparedModel, state: &State, options: &StudyOptions) -> Result<Candidate> {
    if let Some(failure) = row.failure() {
        return not_fitted(row.kind(), SetAside::NotFitted(failure.kind()));
    }
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
