//! Customers drawn at random from a model of any kind.

use super::column::{input, optional_column_mut, output, room};
use super::customers::{Read, habitue_customers};
use super::fit::model_of;
use super::guard::guard;
use super::handle::{free, guard_new};
use super::job::{Working, habitue_job};
use super::model::habitue_model;
use super::options::{options, reserved};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{
    Family, SimulatedBase, SimulatedCohorts, SimulatedFuture, SimulatedPurchases, Simulation,
};

/// How customers are drawn. Start from `HABITUE_SIMULATION_OPTIONS_INIT`; NULL means the same.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_simulation_options {
    /// `sizeof(habitue_simulation_options)`.
    pub struct_size: u32,
    /// 1 to keep every purchase, 0, the default, for the summaries alone.
    pub every_purchase: u32,
    /// Equal seeds draw equal customers. 1 by default.
    pub seed: u64,
    /// For how long new customers are followed after T, >= 0, in the unit of the model. 0 by
    /// default.
    pub holdout: f64,
    /// How far ahead customers with a history are followed; not given: new customers are drawn.
    pub horizon: f64,
    /// What they spend per purchase is drawn from this model; NULL: no amounts.
    pub spend_model: *const habitue_model,
}

super::options::begins!(habitue_simulation_options, seed: 1, horizon: f64::NAN);

impl habitue_simulation_options {
    /// # Safety
    /// The model lives while the call lasts.
    unsafe fn simulation(&self, threads: usize) -> Result<Simulation> {
        let simulation =
            Simulation::new(self.seed).with_threads(threads).with_holdout(self.holdout)?;
        let simulation = match self.every_purchase {
            0 => simulation,
            1 => simulation.with_every_purchase(),
            other => {
                let found = f64::from(other);
                return Err(Error::out_of_range("options.every_purchase", found, "0 or 1"));
            }
        };
        if self.spend_model.is_null() {
            return Ok(simulation);
        }
        // SAFETY: the caller's promise is the same.
        let spend = unsafe { input(self.spend_model, "options.spend_model") }?;
        simulation.with_spend_of(spend.model())
    }
}

/// Customers drawn from a model. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_simulation(Drawn);

#[derive(Debug)]
enum Drawn {
    Base(SimulatedBase),
    Future(SimulatedFuture),
    Cohorts(SimulatedCohorts),
    Renewals(Vec<f64>),
}

/// How much was drawn.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_simulation_info {
    /// Rows of the columns of `habitue_simulation_read`.
    pub rows: u64,
    /// Purchases of `habitue_simulation_purchases`.
    pub purchases: u64,
}

/// Columns to copy out, each the caller's with `rows` cells, or NULL. Start from
/// `HABITUE_SIMULATION_COLUMNS_INIT`. One that the simulation does not have is refused by name.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_simulation_columns {
    /// `sizeof(habitue_simulation_columns)`.
    pub struct_size: u32,
    /// 0.
    pub reserved: u32,
    /// Length of each column; must be that of the simulation.
    pub rows: usize,
    /// New customers: x.
    pub frequency: *mut u32,
    /// t_x.
    pub recency: *mut f64,
    /// T.
    pub age: *mut f64,
    /// The sum of the logarithms of the intervals between purchases.
    pub log_intervals: *mut f64,
    /// Purchases in (T, T + holdout].
    pub holdout_frequency: *mut u32,
    /// When each left, counted from the first purchase (of a future from T, and 0 for one who had
    /// left by then); infinite for one who is still there at the end.
    pub left: *mut f64,
    /// The mean amount of the repeat purchases up to T; of a future, of its purchases; 0 where
    /// there is none.
    pub mean_spend: *mut f64,
    /// That of the purchases of the holdout.
    pub holdout_mean_spend: *mut f64,
    /// Futures: purchases in (T, T + horizon].
    pub purchases: *mut u32,
    /// Contracts, by cohort: the cohort, from 0.
    pub cohort: *mut i64,
    /// The period, from 0.
    pub period: *mut u32,
    /// Customers of the cohort who were left then.
    pub survivors: *mut u64,
    /// Contracts, by customer: further renewals; infinite for one who hardly ever leaves.
    pub renewals: *mut f64,
}

super::options::begins!(habitue_simulation_columns);

/// Draws customers at random from a model.
///
/// * Of purchases, without a horizon: new customers; reads age, for how long each is watched (T,
///   >= 0; whole numbers for BG/BB), so that births may be staggered, and covariates.
/// * Of purchases, with a horizon: what lies ahead, in (T, T + horizon], of customers with a
///   history; reads histories, covariates and, with a model of spend, mean_spend and
///   spend_frequency.
/// * Of contracts: reads renewals, how many more each customer makes; or survivors and period,
///   one row a cohort: so many sign (at most 2^32) and are watched for so many opportunities to
///   renew (at most 1,000,000), and the long table that a fit reads is drawn.
///
/// Each customer has a random stream of their own: the seed and the row alone decide. `options` and
/// `job` may be NULL; `*simulation` receives the handle, to be freed with
/// `habitue_simulation_free`. Returns also `HABITUE_OUTSIDE_DOMAIN` for a customer who would buy
/// more than 10,000,000 times. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulation_new(
    model: *const habitue_model,
    customers: *const habitue_customers,
    options: *const habitue_simulation_options,
    job: *const habitue_job,
    simulation: *mut *mut habitue_simulation,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, read, chosen, working) = unsafe {
            (
                model_of(model)?,
                Read::new(customers)?,
                self::options::<habitue_simulation_options>(options, "options")?,
                Working::read(job)?,
            )
        };
        // SAFETY: the contract of the header.
        let simulation = unsafe { chosen.simulation(working.threads) }?;
        let drawn = match (model.family(), chosen.horizon.is_nan()) {
            (Family::Contract, _) => match read.signed()? {
                Some((signed, periods)) => {
                    Drawn::Cohorts(simulation.run_contract_of(model, signed, periods)?)
                }
                None => Drawn::Renewals(
                    simulation.run_renewals_of(model, &read.asked(Family::Contract)?)?,
                ),
            },
            (_, true) => {
                let (ages, covariates) = read.ages()?;
                Drawn::Base(simulation.run_of(model, ages, covariates)?)
            }
            (family, false) => {
                let rows = read.asked(family)?;
                Drawn::Future(simulation.run_future_of(model, &rows, chosen.horizon)?)
            }
        };
        Ok(habitue_simulation(drawn))
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

/// How much a simulation holds. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulation_inspect(
    simulation: *const habitue_simulation,
    info: *mut habitue_simulation_info,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (drawn, slot) = unsafe { (&input(simulation, "simulation")?.0, output(info, "info")?) };
        let purchases = drawn.purchases().map_or(0, |purchases| purchases.time.len()) as u64;
        *slot = habitue_simulation_info { rows: drawn.rows() as u64, purchases };
        Ok(())
    })
}

impl Drawn {
    fn rows(&self) -> usize {
        match self {
            Self::Base(base) => base.len(),
            Self::Future(future) => future.x.len(),
            Self::Cohorts(cohorts) => cohorts.cohort.len(),
            Self::Renewals(further) => further.len(),
        }
    }

    fn purchases(&self) -> Option<&SimulatedPurchases> {
        match self {
            Self::Base(base) => Some(&base.purchases),
            Self::Future(future) => Some(&future.purchases),
            _ => None,
        }
    }
}

/// Copies columns of a simulation out. `HABITUE_UNDEFINED` for spend that was not drawn. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulation_read(
    simulation: *const habitue_simulation,
    columns: *const habitue_simulation_columns,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        super::column::required(columns, "columns")?;
        // SAFETY: the contract of the header.
        let (drawn, to) = unsafe {
            (
                &input(simulation, "simulation")?.0,
                options::<habitue_simulation_columns>(columns, "columns")?,
            )
        };
        reserved(&[to.reserved], "columns.reserved")?;
        if to.rows != drawn.rows() {
            return Err(Error::length("columns.rows", to.rows, drawn.rows()));
        }
        let (none32, none64) = (Vec::new(), Vec::new());
        let rows = to.rows;
        let base = match drawn {
            Drawn::Base(base) => Some(base),
            _ => None,
        };
        let future = match drawn {
            Drawn::Future(future) => Some(future),
            _ => None,
        };
        let of = |own: fn(&SimulatedBase) -> &Vec<f64>| base.map_or(&none64, own);
        let counts = |own: fn(&SimulatedBase) -> &Vec<u32>| base.map_or(&none32, own);
        let left = future.map_or_else(|| of(|base| &base.left), |future| &future.left);
        let spent = future.map_or_else(|| of(|base| &base.mean_spend), |future| &future.mean_spend);
        let (cohort, period, survivors) = match drawn {
            Drawn::Cohorts(found) => (&found.cohort[..], &found.period[..], &found.survivors[..]),
            _ => (&[][..], &[][..], &[][..]),
        };
        let renewals = match drawn {
            Drawn::Renewals(further) => &further[..],
            _ => &[],
        };
        let holdout = of(|base| &base.holdout_mean_spend);
        let purchases = future.map_or(&none32, |future| &future.x);
        // All of them are looked at before any is written to.
        for write in [false, true] {
            // SAFETY: the contract of the header.
            unsafe {
                copy(to.frequency, counts(|base| &base.x), rows, "frequency", write)?;
                copy(to.recency, of(|base| &base.t_x), rows, "recency", write)?;
                copy(to.age, of(|base| &base.t), rows, "age", write)?;
                let logs = of(|base| &base.log_intervals);
                copy(to.log_intervals, logs, rows, "log_intervals", write)?;
                let later = counts(|base| &base.holdout_x);
                copy(to.holdout_frequency, later, rows, "holdout_frequency", write)?;
                copy(to.left, left, rows, "left", write)?;
                copy(to.mean_spend, spent, rows, "mean_spend", write)?;
                copy(to.holdout_mean_spend, holdout, rows, "holdout_mean_spend", write)?;
                copy(to.purchases, purchases, rows, "purchases", write)?;
                copy(to.cohort, cohort, rows, "cohort", write)?;
                copy(to.period, period, rows, "period", write)?;
                copy(to.survivors, survivors, rows, "survivors", write)?;
                copy(to.renewals, renewals, rows, "renewals", write)?;
            }
        }
        Ok(())
    })
}

/// # Safety
/// As for [`optional_column_mut`].
unsafe fn copy<T: Copy>(
    to: *mut T,
    from: &[T],
    rows: usize,
    name: &'static str,
    write: bool,
) -> Result<()> {
    // SAFETY: the caller's promise is the same.
    match unsafe { optional_column_mut(to, rows, name) }? {
        None => Ok(()),
        Some(slots) if from.len() == slots.len() => {
            if write {
                slots.copy_from_slice(from);
            }
            Ok(())
        }
        Some(_) => {
            Err(Error::new(ErrorKind::Undefined, "was not drawn by this simulation")
                .in_column(name))
        }
    }
}

/// Every purchase, customer after customer in the order of time: the row of the customer, when
/// (counted from the customer's first purchase, which is among them at 0; of a future, counted
/// from T), and what was spent. Empty unless `every_purchase` was asked for. Up to `capacity`
/// cells to each column that is not NULL, and their number to `*needed`. `HABITUE_UNDEFINED` for
/// amounts without a model of spend. Since 0.1.
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
        let (found, needed) =
            unsafe { (&input(simulation, "simulation")?.0, output(needed, "needed")?) };
        // SAFETY: the contract of the header.
        let (customer, time, amount) = unsafe {
            (
                optional_column_mut(customer, capacity, "customer")?,
                optional_column_mut(time, capacity, "time")?,
                optional_column_mut(amount, capacity, "amount")?,
            )
        };
        let Some(found) = found.purchases() else {
            *needed = 0;
            return Ok(());
        };
        let rows = found.time.len();
        let amounts = found.amount.len() == rows;
        if amount.is_some() && !amounts && capacity >= rows {
            return Err(Error::new(ErrorKind::Undefined, "was not drawn by this simulation")
                .in_column("amount"));
        }
        if !room(rows, capacity, needed)? {
            return Ok(());
        }
        if let Some(slots) = customer {
            slots[..rows].copy_from_slice(&found.customer);
        }
        if let Some(slots) = time {
            slots[..rows].copy_from_slice(&found.time);
        }
        if let (Some(slots), true) = (amount, amounts) {
            slots[..rows].copy_from_slice(&found.amount);
        }
        Ok(())
    })
}
