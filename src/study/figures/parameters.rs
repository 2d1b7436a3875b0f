//! Parameters of the models that a study uses, with intervals.

use super::observed::CONFIDENCE;
use crate::error::{ErrorKind, Result};
use crate::lifetime::{CovariateOptions, Customers, Estimate, Model, Spending, Uncertainty};
use crate::study::state::{SpendLaw, State};
use crate::study::study_options::StudyOptions;

/// A parameter of a model that a study uses, fitted to all days, with its 95 % interval.
///
/// The interval is that of the profile likelihood, which needs no symmetry: the values at which
/// the log-likelihood, all other parameters at their best, is at most 1.92 below its peak. Where
/// there are more than 20,000 customers, and where the profile does not settle, it is that of the
/// delta method on the logarithm of the parameter; with so many the two agree.
/// [`Estimate::method`] says which.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ParameterInterval {
    /// The name of the model, such as "BG/NBD".
    pub model: &'static str,
    /// The name of the parameter in its paper.
    pub name: String,
    /// The estimate, its standard error and its interval.
    pub estimate: Estimate,
}

/// Whether the parameters of a model are told well enough for what follows from their covariance:
/// where a standard error exceeds its estimate, the logarithms of the parameters are not normal.
pub(crate) fn are_determined(model: &Model) -> bool {
    let errors = model.standard_errors();
    let told = |errors: Vec<f64>| {
        errors.iter().zip(model.parameters()).all(|(error, value)| *error <= value)
    };
    errors.is_some_and(told)
}

/// Of more customers the interval is that of the delta method.
const MOST_PROFILED: usize = 20_000;

/// The parameters of the model of purchases and of that of spend.
pub(crate) fn parameters(state: &State, options: &StudyOptions) -> Result<Vec<ParameterInterval>> {
    let mut found = Vec::new();
    if let Ok(model) = &state.model {
        found.extend(of_model(model, &Customers::of(state.histories()?), options)?);
    }
    if let Ok(SpendLaw::GammaGamma(fitted)) = &state.spend {
        let (x, mean) = state.spending();
        let customers = Customers::of_spending(Spending::new(&x, &mean)?);
        found.extend(of_model(&Model::from(fitted.clone()), &customers, options)?);
    }
    Ok(found)
}

fn of_model(
    model: &Model,
    customers: &Customers<'_>,
    options: &StudyOptions,
) -> Result<Vec<ParameterInterval>> {
    let delta = match Uncertainty::delta(model) {
        Ok(delta) => delta.parameters(CONFIDENCE)?,
        // Without a covariance nothing is known of how sure the parameters are.
        Err(_) => return Ok(Vec::new()),
    };
    let profiled = customers.len() <= MOST_PROFILED;
    let likelihood = profiled
        .then(|| model.likelihood(customers, &CovariateOptions::default(), options.threads()).ok());
    let likelihood = likelihood.flatten();
    let mut found = Vec::new();
    for (place, (name, delta)) in model.parameter_names().into_iter().zip(delta).enumerate() {
        let profile = likelihood.as_ref().map(|all| all.interval(place, CONFIDENCE));
        let estimate = match profile {
            Some(Ok(profile)) => profile,
            Some(Err(error)) if error.kind() == ErrorKind::Cancelled => return Err(error),
            _ => delta,
        };
        found.push(ParameterInterval { model: model.name(), name, estimate });
    }
    Ok(found)
}
