//! Customers drawn at random from a model with covariates.

use super::column::{column, input};
use super::covariate_model::habitue_covariate_model;
use super::covariates::{facts_of, habitue_covariates};
use super::future_spend::spent;
use super::handle::guard_new;
use super::model::histories;
use super::options::options;
use super::simulation::{Drawn, habitue_simulation, habitue_simulation_options};
use super::spend_model::habitue_spend_model;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::Simulation;

/// Draws new customers at random from a model of purchases with covariates; as
/// `habitue_model_simulate`, with the facts of the customers. What they spend is drawn from
/// `spend`, or from `covariate_spend`, whose columns of spend the facts then have, or not at all
/// where both are NULL.
///
/// `spend`, `covariate_spend`, `facts`, `options` and `error` may be NULL. `*simulation` receives
/// the handle, to be freed with `habitue_simulation_free`. Returns what `habitue_model_simulate`
/// and, for the facts, `habitue_covariate_model_predict` do; an argument error where both models
/// of spend are given. Any thread; the bits do not depend on `options->threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_simulate(
    model: *const habitue_covariate_model,
    spend: *const habitue_spend_model,
    covariate_spend: *const habitue_covariate_model,
    age: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    options: *const habitue_simulation_options,
    simulation: *mut *mut habitue_simulation,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, ages, facts, simulation) = unsafe {
            (
                input(model, "model")?,
                column(age, customers, "age")?,
                facts_of(facts)?,
                spending(options, spend, covariate_spend)?,
            )
        };
        let base = simulation.run_with_covariates(&model.0, ages, &facts)?;
        Ok(habitue_simulation(Drawn::Base(base)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(simulation, error, make) }
}

/// Draws what lies ahead of customers with a history from a model of purchases with covariates;
/// as `habitue_model_simulate_future` or, where `spend` or `covariate_spend` is given,
/// `habitue_model_simulate_future_spend`, with the facts of the customers.
///
/// `spend`, `covariate_spend`, `facts`, `options` and `error` may be NULL, as may
/// `spend_frequency` (for `frequency`) and, where there is no model of spend, `mean_spend`. Returns
/// what these functions do. Any thread; the bits do not depend on `options->threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_simulate_future(
    model: *const habitue_covariate_model,
    spend: *const habitue_spend_model,
    covariate_spend: *const habitue_covariate_model,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    spend_frequency: *const u32,
    mean_spend: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    horizon: f64,
    options: *const habitue_simulation_options,
    simulation: *mut *mut habitue_simulation,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        let without_spend = spend.is_null() && covariate_spend.is_null();
        // SAFETY: the contract of the header.
        let (model, rows, facts, simulation, spent) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                facts_of(facts)?,
                spending(options, spend, covariate_spend)?,
                if without_spend {
                    None
                } else {
                    Some(spent(spend_frequency, frequency, mean_spend, customers)?)
                },
            )
        };
        let spent = spent.as_ref();
        let future =
            simulation.run_future_with_covariates(&model.0, &rows, &facts, spent, horizon)?;
        Ok(habitue_simulation(Drawn::Future(future)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(simulation, error, make) }
}

/// # Safety
/// The contract of the header.
unsafe fn spending(
    chosen: *const habitue_simulation_options,
    spend: *const habitue_spend_model,
    covariate_spend: *const habitue_covariate_model,
) -> Result<Simulation> {
    // SAFETY: the caller's promise is the same.
    unsafe {
        let chosen: habitue_simulation_options = options(chosen, "options")?;
        let simulation = chosen.simulation()?;
        match (spend.is_null(), covariate_spend.is_null()) {
            (true, true) => Ok(simulation),
            (false, true) => Ok(simulation.with_spend(*input(spend, "spend")?.spend()?)),
            (true, false) => {
                let model = &input(covariate_spend, "covariate_spend")?.0;
                simulation.with_covariate_spend(model.clone())
            }
            (false, false) => Err(Error::new(
                ErrorKind::Argument,
                "is given along with covariate_spend: one model of spend says it",
            )
            .in_column("spend")),
        }
    }
}
