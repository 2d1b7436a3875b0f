//! Customers drawn at random from a model of any kind.

use crate::capi::prelude::*;
use crate::lifetime::{
    Family, SimulatedBase, SimulatedCohorts, SimulatedFuture, SimulatedPurchases, Simulation,
};

/// How customers are drawn. Start from `HABITUE_SIMULATION_OPTIONS_INIT`; NULL means the same.
#[apply(versioned)]
pub struct habitue_simulation_options {
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

begins!(habitue_simulation_options, seed = 1, horizon = f64::NAN);

impl habitue_simulation_options {
    unsafe fn simulation(&self, threads: usize) -> Result<Simulation> {
        let mut simulation =
            Simulation::new(self.seed).with_threads(threads).with_holdout(self.holdout)?;
        match self.every_purchase {
            0 => {}
            1 => simulation = simulation.with_every_purchase(),
            other => {
                let found = f64::from(other);
                return Err(Error::out_of_range("options.every_purchase", found, "0 or 1"));
            }
        }
        let spend = optional_input(self.spend_model, "options.spend_model")?;
        set!(simulation: with_spend_of(spend.map(habitue_model::model))?);
        Ok(simulation)
    }
}

/// Customers drawn from a model. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_simulation(pub(in crate::capi) Drawn);

#[derive(Debug)]
pub(in crate::capi) enum Drawn {
    Base(SimulatedBase),
    Future(SimulatedFuture),
    Cohorts(SimulatedCohorts),
    Renewals(Vec<f64>),
}

/// How much was drawn.
#[apply(plain)]
pub struct habitue_simulation_info {
    /// Rows of the columns of `habitue_simulation_read`.
    pub rows: u64,
    /// Purchases of `habitue_simulation_purchases`.
    pub purchases: u64,
}

/// Columns to copy out, each the caller's with `rows` cells, or NULL. Start from
/// `HABITUE_SIMULATION_COLUMNS_INIT`. One that the simulation does not have is refused by name.
#[apply(versioned)]
pub struct habitue_simulation_columns {
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
/// more than 10,000,000 times.
pub unsafe fn habitue_simulation_new(
    model: &Model,
    customers: Read,
    options: Option<habitue_simulation_options>,
    job: Working,
) -> Result<Drawn> {
    let chosen = options.unwrap_or_default();
    let simulation = chosen.simulation(job.threads)?;
    Ok(match (model.family(), chosen.horizon.is_nan()) {
        (Family::Contract, _) => match customers.signed()? {
            Some((signed, periods)) => {
                Drawn::Cohorts(simulation.run_contract_of(model, signed, periods)?)
            }
            None => {
                let rows = customers.for_question(Family::Contract)?;
                Drawn::Renewals(simulation.run_renewals_of(model, &rows)?)
            }
        },
        (_, true) => {
            let (ages, covariates) = customers.ages()?;
            Drawn::Base(simulation.run_of(model, ages, covariates)?)
        }
        (family, false) => {
            let rows = customers.for_question(family)?;
            Drawn::Future(simulation.run_future_of(model, &rows, chosen.horizon)?)
        }
    })
}

/// How much a simulation holds.
pub fn habitue_simulation_inspect(
    simulation: &Drawn,
    info: &mut habitue_simulation_info,
) -> Result<()> {
    let purchases = simulation.purchases().map_or(0, |purchases| purchases.time.len()) as u64;
    *info = habitue_simulation_info { rows: simulation.rows() as u64, purchases };
    Ok(())
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

/// Copies columns of a simulation out. `HABITUE_UNDEFINED` for spend that was not drawn.
pub unsafe fn habitue_simulation_read(
    simulation: &Drawn,
    columns: habitue_simulation_columns,
) -> Result<()> {
    same_length("columns.rows", columns.rows, simulation.rows())?;
    let (mut base, mut future, mut cohorts, mut renewals) = (None, None, None, None);
    match simulation {
        Drawn::Base(it) => base = Some(it),
        Drawn::Future(it) => future = Some(it),
        Drawn::Cohorts(it) => cohorts = Some(it),
        Drawn::Renewals(it) => renewals = Some(it),
    }
    let mut places = Places::default();
    macro_rules! add {
        ($($field:ident: $source:expr;)*) => {$(
            match $source {
                Some(source) if source.len() == columns.rows => {
                    places.add(columns.$field, source.as_slice(), stringify!($field))?;
                }
                _ if columns.$field.is_null() => {}
                _ => return Err(not_drawn(stringify!($field))),
            }
        )*};
    }
    add! {
        frequency: base.map(|it| &it.x);
        recency: base.map(|it| &it.t_x);
        age: base.map(|it| &it.t);
        log_intervals: base.map(|it| &it.log_intervals);
        holdout_frequency: base.map(|it| &it.holdout_x);
        left: base.map(|it| &it.left).or(future.map(|it| &it.left));
        mean_spend: base.map(|it| &it.mean_spend).or(future.map(|it| &it.mean_spend));
        holdout_mean_spend: base.map(|it| &it.holdout_mean_spend);
        purchases: future.map(|it| &it.x);
        cohort: cohorts.map(|it| &it.cohort);
        period: cohorts.map(|it| &it.period);
        survivors: cohorts.map(|it| &it.survivors);
        renewals: renewals;
    }
    places.fill();
    Ok(())
}

fn not_drawn(name: &'static str) -> Error {
    fault(ErrorKind::Undefined, name, "was not drawn by this simulation")
}

/// Every purchase, customer after customer in the order of time: the row of the customer, when
/// (counted from the customer's first purchase, which is among them at 0; of a future, counted from
/// T), and what was spent. Empty unless `every_purchase` was asked for. Up to `capacity` cells to
/// each column that is not NULL, and their number to `*needed`. `HABITUE_UNDEFINED` for amounts
/// without a model of spend.
pub fn habitue_simulation_purchases(
    simulation: &Drawn,
    customer: Option<&mut [u64]>,
    time: Option<&mut [f64]>,
    amount: Option<&mut [f64]>,
    capacity: usize,
    needed: &mut usize,
) -> Result<()> {
    let none = SimulatedPurchases::default();
    let found = simulation.purchases().unwrap_or(&none);
    let rows = found.time.len();
    if amount.is_some() && found.amount.len() != rows && capacity >= rows {
        return Err(not_drawn("amount"));
    }
    if room(rows, capacity, needed)? {
        put(customer, &found.customer);
        put(time, &found.time);
        put(amount, &found.amount);
    }
    Ok(())
}
