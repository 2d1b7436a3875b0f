//! Fits with covariates of every kind of model.

use super::covariate_fit::{Responsive, fit_covariates};
use super::covariate_model::{CovariateModel, no_such_role};
use super::covariate_options::CovariateOptions;
use super::crowd::crowd;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::kinds::every::*;
use crate::lifetime::kinds::stored::AnyModel;
use crate::lifetime::kinds::surface::{Surface, other_family};
use crate::lifetime::observed::covariates::{CovariateRole, Covariates, Target};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::observed::spend::{Spend, Spending};

/// Declares what covariates act on, and the fits with them.
macro_rules! models {
    (purchase { $($(#[$about:meta])* $n:literal $symbol:ident $model:ident $file:ident
        $en:literal $zh:literal [$($own:tt)*];)* } $($rest:tt)*) => {
        $(impl $model {
            /// Fits the model with covariates by maximum likelihood.
            ///
            /// # Errors
            /// As without covariates; as [`CovariateModel::fit`] for the facts.
            pub fn fit_with_covariates(
                customers: &Histories<'_>,
                facts: &Covariates<'_>,
                covariates: &CovariateOptions,
                options: &FitOptions<'_>,
            ) -> Result<CovariateModel> {
                fit_purchases::<_, Self>(customers, facts, covariates, options)
            }
        })*

        impl AnyModel {
            /// What covariates act on, by role.
            pub(crate) fn targets(&self) -> &'static [Target] {
                match self {
                    $(Self::$model(_) => targets::<_, $model>(),)*
                    Self::GammaGamma(_) => GammaGamma::TARGETS,
                    _ => &[],
                }
            }
        }

        /// The likelihood of a model of purchases with covariates.
        pub(crate) fn crowd_of(
            model: &CovariateModel,
            customers: &Histories<'_>,
            facts: &Covariates<'_>,
            chosen: &CovariateOptions,
        ) -> Result<Box<dyn Surface<CovariateModel>>> {
            match model.base() {
                $(AnyModel::$model(base) => {
                    let rows = rows::<_, $model>(customers, facts)?;
                    crowd::<_, $model>(base.settings(), &rows, facts, chosen, model)
                })*
                _ => Err(other_family("purchases")),
            }
        }

        impl CovariateModel {
            /// Fits the model of purchases of this kind (see [`AnyModel::kind`]) to
            /// customers with facts by maximum likelihood.
            ///
            /// # Errors
            /// As the `fit` of the model, and:
            /// * `Length`: the facts do not have one row for each customer.
            /// * `Undefined`: a column without a penalty is the same for all
            ///   customers, or follows from other columns of its role, which are
            ///   named: its coefficient is not identified.
            /// * `OutOfRange`: as many coefficients as customers, or more.
            /// * `MissingColumn`: a name that is to be shared is not a column of both
            ///   roles.
            /// * `Argument`: a role that the model does not have.
            /// * `NotFinite`: the facts lie so far from 0 that a customer with facts
            ///   of 0 has no parameters; standardise them.
            /// * `Enumerator`: no kind of model of purchases in continuous time.
            pub fn fit(
                kind: u32,
                customers: &Histories<'_>,
                facts: &Covariates<'_>,
                covariates: &CovariateOptions,
                options: &FitOptions<'_>,
            ) -> Result<Self> {
                match kind {
                    $($n => $model::fit_with_covariates(customers, facts, covariates, options),)*
                    _ => Err(no_such_kind(kind)),
                }
            }
        }
    };
}

include!("../kinds/models.in.rs");

fn targets<const N: usize, M: Estimable<N>>() -> &'static [Target] {
    M::TARGETS
}

/// Fits a model of purchases, with its settings as in the fit without covariates.
fn fit_purchases<const N: usize, M: Responsive<N, Observation = History>>(
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
    covariates: &CovariateOptions,
    options: &FitOptions<'_>,
) -> Result<CovariateModel> {
    if M::TARGETS.is_empty() {
        return Err(no_such_kind(M::KIND));
    }
    let rows = rows::<N, M>(customers, facts)?;
    let model = M::choose(customers, options, |settings, options| {
        fit_covariates::<N, M>(settings, &rows, facts, covariates, options)
    })?;
    Ok(model.in_unit_of(customers))
}

fn no_such_kind(kind: u32) -> Error {
    Error::new(ErrorKind::Enumerator, "is no kind of model with covariates")
        .in_column("kind")
        .with_value(kind)
}

impl GammaGamma {
    /// Fits the model with covariates to the customers with x > 0: all that a
    /// customer spends per purchase is multiplied by e^(γ'z).
    ///
    /// # Errors
    /// As without covariates; as [`CovariateModel::fit`] for the facts.
    pub fn fit_with_covariates(
        customers: &Spending<'_>,
        facts: &Covariates<'_>,
        covariates: &CovariateOptions,
        options: &FitOptions<'_>,
    ) -> Result<CovariateModel> {
        facts.check_length(customers.len())?;
        let rows: Vec<(usize, Spend, f64)> = customers.observations().collect();
        fit_covariates::<3, Self>((), &rows, facts, covariates, options)
    }
}

/// The customers of a fit with covariates.
fn rows<const N: usize, M: Responsive<N>>(
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
) -> Result<Vec<(usize, History, f64)>> {
    facts.check_length(customers.len())?;
    let acts = |role| M::TARGETS.iter().any(|target| target.role == role);
    let role = CovariateRole::Attrition;
    if !acts(role) && facts.of(role).next().is_some() {
        return Err(no_such_role(M::NAME, M::TARGETS, role));
    }
    let rows = customers.iter().enumerate();
    Ok(rows.map(|(row, history)| (row, history, customers.weight(row))).collect())
}
