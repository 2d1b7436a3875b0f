//! Customers drawn at random from a model.

use super::column::{column, column_mut, input, optional_column_mut, output, room};
use super::contract_model::habitue_contract_model;
use super::guard::guard;
use super::handle::{free, guard_new};
use super::model::{habitue_model, histories};
use super::options::{Options, options};
use super::spend_model::habitue_spend_model;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{SimulatedBase, SimulatedFuture, SimulatedPurchases, Simulation};

/// How customers are drawn. Start from `HABITUE_SIMULATION_OPTIONS_INIT`; NULL
/// means the same.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_simulation_options {
    /// `sizeof(habitue_simulation_options)`.
    pub struct_size: u32,
    /// Threads that share the work; 0 for all cores. 1 by default.
    pub threads: u32,
    /// Equal seeds draw equal customers. 1 by default.
    pub seed: u64,
    /// For how long new customers are followed after T, >= 0, in the unit of the
    /// model. 0 by default; not looked at for futures.
    pub holdout: f64,
    /// 1 to keep every purchase, 0, the default, for the summaries alone.
    pub every_purchase: u32,
    /// Zero.
    pub reserved: u32,
}

// SAFETY: repr(C) without padding (4 + 4 + 8 + 8 + 4 + 4); every bit pattern is a
// value.
unsafe impl Options for habitue_simulation_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        threads: 1,
        seed: 1,
        holdout: 0.0,
        every_purchase: 0,
        reserved: 0,
    };
    const FIRST_SIZE: usize = 32;
}

impl habitue_simulation_options {
    pub(super) fn simulation(&self) -> Result<Simulation> {
        super::options::reserved(&[self.reserved], "options.reserved")?;
        let simulation = Simulation::new(self.seed)
            .with_threads(self.threads as usize)
            .with_holdout(self.holdout)?;
        match self.every_purchase {
            0 => Ok(simulation),
            1 => Ok(simulation.with_every_purchase()),
            other => Err(Error::out_of_range("options.every_purchase", f64::from(other), "0 or 1")),
        }
    }
}

/// Customers drawn from a model of purchases, or futures of customers. Threads: as
/// every handle.
#[derive(Debug)]
pub struct habitue_simulation(pub(super) Drawn);

#[derive(Debug)]
pub(super) enum Drawn {
    Base(SimulatedBase),
    Future(SimulatedFuture),
}

impl habitue_simulation {
    fn base(&self) -> Result<&SimulatedBase> {
        match &self.0 {
            Drawn::Base(base) => Ok(base),
            Drawn::Future(_) => Err(wrong("holds futures, not new customers")),
        }
    }

    pub(super) fn future(&self) -> Result<&SimulatedFuture> {
        match &self.0 {
            Drawn::Future(future) => Ok(future),
            Drawn::Base(_) => Err(wrong("holds new customers, not futures")),
        }
    }

    fn purchases(&self) -> &SimulatedPurchases {
        match &self.0 {
            Drawn::Base(base) => &base.purchases,
            Drawn::Future(future) => &future.purchases,
        }
    }
}

fn wrong(sentence: &str) -> Error {
    Error::new(ErrorKind::Argument, sentence.to_owned()).in_column("simulation")
}

/// Draws new customers at random from a model of purchases: `age` says for how long
/// each of `customers` is watched (T, >= 0; whole numbers for BG/BB), so that births
/// may be staggered.
///
/// `options` and `error` may be NULL; `*simulation` receives the handle, to be freed with
/// `habitue_simulation_free`. Each customer has a random stream of their own: the seed and
/// the row alone decide. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`;
/// `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row, or
/// `HABITUE_OUTSIDE_DOMAIN` for a customer who would buy more than 10,000,000 times. Any
/// thread; the bits do not depend on `options->threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_simulate(
    model: *const habitue_model,
    age: *const f64,
    customers: usize,
    options: *const habitue_simulation_options,
    simulation: *mut *mut habitue_simulation,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, ages, chosen) = unsafe {
            (
                input(model, "model")?,
                column(age, customers, "age")?,
                self::options(options, "options")?,
            )
        };
        let base = chosen.simulation()?.run(model.purchase()?, ages)?;
        Ok(habitue_simulation(Drawn::Base(base)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(simulation, error, make) }
}

/// As `habitue_model_simulate`, with what the customers spend per purchase, drawn from
/// `spend`: the same customers, purchases and all, with amounts. Since 0.1.
///
/// `options` and `error` may be NULL.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_simulate_spend(
    model: *const habitue_model,
    spend: *const habitue_spend_model,
    age: *const f64,
    customers: usize,
    options: *const habitue_simulation_options,
    simulation: *mut *mut habitue_simulation,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, spend, ages, chosen) = unsafe {
            (
                input(model, "model")?,
                input(spend, "spend")?,
                column(age, customers, "age")?,
                self::options(options, "options")?,
            )
        };
        let simulation = chosen.simulation()?.with_spend(*spend.spend()?);
        Ok(habitue_simulation(Drawn::Base(simulation.run(model.purchase()?, ages)?)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(simulation, error, make) }
}

/// Draws what lies ahead, in (T, T + horizon], of each of `customers` customers with
/// a history, from a model of purchases given these histories; horizon is >= 0 and
/// finite. Columns and their rules are those of `habitue_model_fit`. With what they spend:
/// `habitue_model_simulate_future_spend`.
///
/// `options` and `error` may be NULL; the rest is as in `habitue_model_simulate`.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_simulate_future(
    model: *const habitue_model,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    horizon: f64,
    options: *const habitue_simulation_options,
    simulation: *mut *mut habitue_simulation,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, rows, chosen) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                self::options(options, "options")?,
            )
        };
        let future = chosen.simulation()?.run_future(model.purchase()?, &rows, horizon)?;
        Ok(habitue_simulation(Drawn::Future(future)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(simulation, error, make) }
}

/// Releases a simulation; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_simulation_free(simulation: *mut habitue_simulation) {
    // SAFETY: the contract of the header.
    unsafe { free(simulation) }
}

/// The histories of new customers: x, t_x and T, the sum of the logarithms of the
/// intervals between their purchases (what `habitue_model_fit` asks for), purchases
/// in (T, T + holdout], and when each left, counted from the first purchase and
/// infinite for one who is still there at the end of the holdout.
///
/// `customers` is the number of them, and of the entries of each column; a column
/// that is not wanted may be NULL, as may `error`. Returns `HABITUE_OK`, an argument
/// error (also for a simulation of futures), or `HABITUE_BAD_LENGTH`. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulation_histories(
    simulation: *const habitue_simulation,
    frequency: *mut u32,
    recency: *mut f64,
    age: *mut f64,
    log_intervals: *mut f64,
    holdout_frequency: *mut u32,
    left: *mut f64,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (base, x, t_x, t, logs, holdout, left) = unsafe {
            (
                input(simulation, "simulation")?.base()?,
                optional_column_mut(frequency, customers, "frequency")?,
                optional_column_mut(recency, customers, "recency")?,
                optional_column_mut(age, customers, "age")?,
                optional_column_mut(log_intervals, customers, "log_intervals")?,
                optional_column_mut(holdout_frequency, customers, "holdout_frequency")?,
                optional_column_mut(left, customers, "left")?,
            )
        };
        sized(customers, base.len())?;
        fill(x, &base.x);
        fill(t_x, &base.t_x);
        fill(t, &base.t);
        fill(logs, &base.log_intervals);
        fill(holdout, &base.holdout_x);
        fill(left, &base.left);
        Ok(())
    })
}

/// The mean amounts of the repeat purchases up to T and of the purchases of the
/// holdout of new customers; 0 where there is none.
///
/// The rest is as in `habitue_simulation_histories`: a column that is not wanted may
/// be NULL. Returns also `HABITUE_UNDEFINED` where there was no model of spend.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulation_spend(
    simulation: *const habitue_simulation,
    mean_spend: *mut f64,
    holdout_mean_spend: *mut f64,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (base, mean, holdout) = unsafe {
            (
                input(simulation, "simulation")?.base()?,
                optional_column_mut(mean_spend, customers, "mean_spend")?,
                optional_column_mut(holdout_mean_spend, customers, "holdout_mean_spend")?,
            )
        };
        sized(customers, base.len())?;
        if base.mean_spend.is_empty() {
            return Err(without_spend());
        }
        fill(mean, &base.mean_spend);
        fill(holdout, &base.holdout_mean_spend);
        Ok(())
    })
}

/// What lay ahead of customers with a history: purchases in (T, T + horizon], and
/// when each left, counted from T: 0 for one who had left by then, infinite for one
/// who is still there at the end.
///
/// The rest is as in `habitue_simulation_histories`: a column that is not wanted may
/// be NULL. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulation_future(
    simulation: *const habitue_simulation,
    purchases: *mut u32,
    left: *mut f64,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (future, x, left) = unsafe {
            (
                input(simulation, "simulation")?.future()?,
                optional_column_mut(purchases, customers, "purchases")?,
                optional_column_mut(left, customers, "left")?,
            )
        };
        sized(customers, future.x.len())?;
        fill(x, &future.x);
        fill(left, &future.left);
        Ok(())
    })
}

/// Every purchase, customer after customer in the order of time: the row of the
/// customer, when (counted from the customer's first purchase, which is among them
/// at 0; of a future, counted from T), and what was spent. Empty unless
/// `every_purchase` was asked for.
///
/// `*needed` receives the number of purchases always; with `capacity` 0 nothing else
/// is written and the columns may be NULL. A column that is not wanted may be NULL,
/// as may `error`. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_UNDEFINED` where the amount is asked for
/// but there was no model of spend. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulation_purchases(
    simulation: *const habitue_simulation,
    customer: *mut u64,
    time: *mut f64,
    amount: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, customer, time, amount, needed) = unsafe {
            (
                input(simulation, "simulation")?.purchases(),
                optional_column_mut(customer, capacity, "customer")?,
                optional_column_mut(time, capacity, "time")?,
                optional_column_mut(amount, capacity, "amount")?,
                output(needed, "needed")?,
            )
        };
        if !room(found.time.len(), capacity, needed)? {
            return Ok(());
        }
        if amount.is_some() && found.amount.len() != found.time.len() {
            return Err(without_spend());
        }
        fill(customer, &found.customer);
        fill(time, &found.time);
        fill(amount, &found.amount);
        Ok(())
    })
}

/// Draws cohorts under contract at random: of the c-th of `cohorts`, `customers[c]`
/// (at most 2^32) sign and are watched for `periods[c]` (at most 1,000,000)
/// opportunities to renew. The long table that `habitue_contract_model_fit` takes is
/// written to `cohort` (from 0), `period` and `survivors`, with one row for each
/// cohort and each of 0 to `periods[c]` renewals.
///
/// `*needed` receives the number of rows always; with `capacity` 0 nothing is drawn
/// and the three columns may be NULL. `options` (of which seed and threads count) and
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` with the cohort as row, or
/// `HABITUE_BUFFER_TOO_SMALL`. Any thread; the bits do not depend on
/// `options->threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_simulate(
    model: *const habitue_contract_model,
    customers: *const u64,
    periods: *const u32,
    cohorts: usize,
    options: *const habitue_simulation_options,
    cohort: *mut i64,
    period: *mut u32,
    survivors: *mut u64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, customers, periods, chosen, cohort, period, survivors, needed) = unsafe {
            (
                input(model, "model")?,
                column(customers, cohorts, "customers")?,
                column(periods, cohorts, "periods")?,
                self::options(options, "options")?,
                column_mut(cohort, capacity, "cohort")?,
                column_mut(period, capacity, "period")?,
                column_mut(survivors, capacity, "survivors")?,
                output(needed, "needed")?,
            )
        };
        let simulation = chosen.simulation()?;
        Simulation::check_cohorts(customers, periods)?;
        let rows = periods.iter().map(|&periods| periods as usize + 1).sum();
        if !room(rows, capacity, needed)? {
            return Ok(());
        }
        let table = simulation.run_contract(model.contract()?, customers, periods)?;
        fill(Some(cohort), &table.cohort);
        fill(Some(period), &table.period);
        fill(Some(survivors), &table.survivors);
        Ok(())
    })
}

/// How many further renewals each customer with `renewals` so far (at most
/// 1,000,000) makes, drawn at random: `further` receives `customers` values, infinite
/// for one who hardly ever leaves.
///
/// `options` (of which the seed counts) and `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, or `HABITUE_OUT_OF_RANGE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_simulate_renewals(
    model: *const habitue_contract_model,
    renewals: *const u32,
    customers: usize,
    options: *const habitue_simulation_options,
    further: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, renewals, chosen, further) = unsafe {
            (
                input(model, "model")?,
                column(renewals, customers, "renewals")?,
                self::options(options, "options")?,
                column_mut(further, customers, "further")?,
            )
        };
        let drawn = chosen.simulation()?.run_renewals(model.contract()?, renewals)?;
        further.copy_from_slice(&drawn);
        Ok(())
    })
}

pub(super) fn without_spend() -> Error {
    Error::new(ErrorKind::Undefined, "was drawn without a model of spend").in_column("simulation")
}

pub(super) fn sized(customers: usize, drawn: usize) -> Result<()> {
    if customers == drawn {
        return Ok(());
    }
    Err(Error::length("customers", customers, drawn))
}

/// Fills the first entries of a column, if it is wanted.
pub(super) fn fill<T: Copy>(column: Option<&mut [T]>, source: &[T]) {
    if let Some(column) = column {
        column[..source.len()].copy_from_slice(source);
    }
}
