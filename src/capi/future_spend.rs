//! What customers with a history will spend, drawn at random.

use super::column::{column, input, optional_column_mut};
use super::guard::guard;
use super::handle::guard_new;
use super::model::{habitue_model, histories};
use super::options::options;
use super::simulation::{
    Drawn, fill, habitue_simulation, habitue_simulation_options, sized, without_spend,
};
use super::spend_model::habitue_spend_model;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::lifetime::Spending;

/// As `habitue_model_simulate_future`, with what the customers will spend per purchase: the
/// amounts of each are drawn from `spend` given that they spent `mean_spend` on average in each
/// of `spend_frequency` purchases so far (NULL for `frequency`). The purchases are the same.
///
/// `spend_frequency`, `options` and `error` may be NULL. Returns also what
/// `habitue_spend_model_fit` does for these columns. Any thread; the bits do not depend on
/// `options->threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_simulate_future_spend(
    model: *const habitue_model,
    spend: *const habitue_spend_model,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    spend_frequency: *const u32,
    mean_spend: *const f64,
    customers: usize,
    horizon: f64,
    options: *const habitue_simulation_options,
    simulation: *mut *mut habitue_simulation,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, spend, rows, spent, chosen) = unsafe {
            (
                input(model, "model")?,
                input(spend, "spend")?,
                histories(frequency, recency, age, customers)?,
                spent(spend_frequency, frequency, mean_spend, customers)?,
                self::options(options, "options")?,
            )
        };
        let simulation = chosen.simulation()?.with_spend(*spend.spend()?);
        let model = model.purchase()?;
        let future = simulation.run_future_with_spend(model, &rows, &spent, horizon)?;
        Ok(habitue_simulation(Drawn::Future(future)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(simulation, error, make) }
}

/// What was spent so far in purchases that are counted by themselves, or else by x.
///
/// # Safety
/// The contract of the header.
pub(super) unsafe fn spent<'a>(
    spend_frequency: *const u32,
    frequency: *const u32,
    mean_spend: *const f64,
    customers: usize,
) -> Result<Spending<'a>> {
    let counted = if spend_frequency.is_null() { frequency } else { spend_frequency };
    // SAFETY: the caller's promise is the same.
    unsafe {
        Spending::new(
            column(counted, customers, "spend_frequency")?,
            column(mean_spend, customers, "mean_spend")?,
        )
    }
}

/// The mean amounts of the purchases in (T, T + horizon] of customers with a history; 0 where
/// there is none.
///
/// `customers` is the number of them; `mean_spend` may be NULL where it is not wanted, as may
/// `error`. Returns `HABITUE_OK`, an argument error (also for a simulation of new customers),
/// `HABITUE_BAD_LENGTH`, or `HABITUE_UNDEFINED` where there was no model of spend. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulation_future_spend(
    simulation: *const habitue_simulation,
    mean_spend: *mut f64,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (future, mean) = unsafe {
            (
                input(simulation, "simulation")?.future()?,
                optional_column_mut(mean_spend, customers, "mean_spend")?,
            )
        };
        sized(customers, future.x.len())?;
        if future.mean_spend.len() != customers {
            return Err(without_spend());
        }
        fill(mean, &future.mean_spend);
        Ok(())
    })
}
