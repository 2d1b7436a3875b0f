//! Fits with covariates of every kind of model.

use super::covariate_fit::{WithCovariates, fit_covariates};
use super::covariate_likelihood::covariate_likelihood;
use super::covariate_options::CovariateOptions;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::covariate_effect::no_such_role;
use crate::lifetime::kinds::every::*;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::kinds::refit::{Refit, other_family};
use crate::lifetime::observed::covariates::{CovariateRole, Covariates, RENEWALS, Target};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::observed::spend::{Spend, Spending};
use crate::lifetime::observed::survivors::Survivors;
use crate::lifetime::predict::kind::Kind;

/// Declares what covariates act on, and the fits with them.
macro_rules! models {
    (purchase { $($(#[$about:meta])* $n:literal $symbol:ident $model:ident $file:ident
        $en:literal $zh:literal [$($own:tt)*];)* }
     spend { $($spend:tt)* }
     contract { $($(#[$contract_about:meta])* $contract_n:literal $contract_symbol:ident
        $contract:ident $contract_file:ident $contract_en:literal $contract_zh:literal
        [$($contract_own:tt)*];)* }) => {
        $(impl $contract {
            /// Fits the model with covariates by maximum likelihood, one row of them for each
            /// row that the table was made of (see [`Survivors`]).
            ///
            /// # Errors
            /// As without covariates; as [`Model::fit_with_covariates`] for the facts.
            pub fn fit_with_covariates(
                table: &Survivors,
                facts: &Covariates<'_>,
                covariates: &CovariateOptions,
                options: &FitOptions<'_>,
            ) -> Result<Model> {
                refuse_other_roles(Self::NAME, RENEWALS, facts)?;
                fit_covariates::<_, Self>((), &table.observations(facts)?, facts, covariates, options)
            }
        })*

        /// Fits the model of customers under contract of this kind with covariates.
        pub(crate) fn fit_contracts_of(
            kind: u32,
            table: &Survivors,
            facts: &Covariates<'_>,
            covariates: &CovariateOptions,
            options: &FitOptions<'_>,
        ) -> Result<Model> {
            match kind {
                $($contract_n => {
                    $contract::fit_with_covariates(table, facts, covariates, options)
                })*
                _ => Err(no_such_kind(kind)),
            }
        }

        /// The likelihood of a model of customers under contract with covariates.
        pub(crate) fn crowd_of_contract(
            model: &Model,
            table: &Survivors,
            facts: &Covariates<'_>,
            chosen: &CovariateOptions,
        ) -> Result<Box<dyn Refit>> {
            match model.base() {
                $(AnyModel::$contract(_) => {
                    refuse_other_roles(model.name(), RENEWALS, facts)?;
                    covariate_likelihood::<_, $contract>((), &table.observations(facts)?, facts, chosen, model)
                })*
                _ => Err(other_family("customers under contract")),
            }
        }


        $(impl $model {
            /// Fits the model with covariates by maximum likelihood.
            ///
            /// # Errors
            /// As without covariates; as [`Model::fit_with_covariates`] for the facts.
            pub fn fit_with_covariates(
                customers: &Histories<'_>,
                facts: &Covariates<'_>,
                covariates: &CovariateOptions,
                options: &FitOptions<'_>,
            ) -> Result<Model> {
                fit_purchases::<_, Self>(customers, facts, covariates, options)
            }
        })*

        /// The likelihood of a model of purchases with covariates.
        pub(crate) fn crowd_of(
            model: &Model,
            customers: &Histories<'_>,
            facts: &Covariates<'_>,
            chosen: &CovariateOptions,
        ) -> Result<Box<dyn Refit>> {
            match model.base() {
                $(AnyModel::$model(base) => {
                    let rows = rows::<_, $model>(customers, facts)?;
                    covariate_likelihood::<_, $model>(base.settings(), &rows, facts, chosen, model)
                })*
                _ => Err(other_family("purchases")),
            }
        }

        /// Fits the model of purchases of this kind with covariates.
        pub(crate) fn fit_purchases_of(
            kind: u32,
            customers: &Histories<'_>,
            facts: &Covariates<'_>,
            covariates: &CovariateOptions,
            options: &FitOptions<'_>,
        ) -> Result<Model> {
            match kind {
                $($n => $model::fit_with_covariates(customers, facts, covariates, options),)*
                _ => Err(no_such_kind(kind)),
            }
        }
    };
}

include!("../kinds/models.in.rs");

/// Fits a model of purchases, with its settings as in the fit without covariates.
fn fit_purchases<const N: usize, M: WithCovariates<N, Observation = History>>(
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
    covariates: &CovariateOptions,
    options: &FitOptions<'_>,
) -> Result<Model> {
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
    /// As without covariates; as [`Model::fit_with_covariates`] for the facts.
    pub fn fit_with_covariates(
        customers: &Spending<'_>,
        facts: &Covariates<'_>,
        covariates: &CovariateOptions,
        options: &FitOptions<'_>,
    ) -> Result<Model> {
        facts.check_length(customers.len())?;
        let rows: Vec<(usize, Spend, f64)> = customers.observations().collect();
        fit_covariates::<3, Self>((), &rows, facts, covariates, options)
    }
}

/// The customers of a fit with covariates.
fn rows<const N: usize, M: WithCovariates<N>>(
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
) -> Result<Vec<(usize, History, f64)>> {
    facts.check_length(customers.len())?;
    refuse_other_roles(M::NAME, M::TARGETS, facts)?;
    // Which histories a model can speak of does not depend on its parameters.
    if let Ok(model) = M::from_array(M::Settings::default(), [1.0; N])
        && let Some(closure) = Into::<AnyModel>::into(model).as_closure()
    {
        for (row, history) in customers.iter().enumerate() {
            closure.accepts(history).map_err(|error| error.at_row(row as u64))?;
        }
    }
    let rows = customers.iter().enumerate();
    Ok(rows.map(|(row, history)| (row, history, customers.weight(row))).collect())
}

/// Refuses columns of a role that has nothing to act on in a model of purchases or contracts.
fn refuse_other_roles(name: &str, targets: &[Target], facts: &Covariates<'_>) -> Result<()> {
    for role in [CovariateRole::Purchase, CovariateRole::Attrition] {
        let acts = targets.iter().any(|target| target.role == role);
        if !acts && facts.of(role).next().is_some() {
            return Err(no_such_role(name, targets, role));
        }
    }
    Ok(())
}
