//! Simulation and validation of a model of any kind.

use super::frequency_fit::FrequencyFit;
use super::tracking::{Cohort, cumulative_by_covariates, increments};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::kinds::family::Family;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::kinds::refit::other_family;
use crate::lifetime::model::customers::Customers;
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::simulate::simulated::SimulatedFuture;
use crate::lifetime::simulate::simulated_cohorts::SimulatedCohorts;
use crate::lifetime::simulate::simulation::Simulation;
use crate::time::units_meet;

impl Simulation {
    /// What lies ahead of customers in (T, T + horizon], given their histories; with what they
    /// spend where the simulation has a model of spend, given their spending so far.
    ///
    /// # Errors
    /// As [`Simulation::run_of`] and [`Simulation::run_future`]; `Missing` or `NotRead` for a column.
    pub fn run_future_of(
        &self,
        model: &Model,
        customers: &Customers<'_>,
        horizon: f64,
    ) -> Result<SimulatedFuture> {
        customers.refuse_unread(match self.has_spend() {
            true => &["histories", "spending", "covariates"],
            false => &["histories", "covariates"],
        })?;
        let (histories, covariates) = (customers.histories()?, &customers.covariates);
        units_meet("customers", histories.unit(), "the model", model.time_unit())?;
        let spent = if self.has_spend() { Some(customers.spending()?) } else { None };
        if self.reads_covariates(model, covariates)? {
            return self.run_future_with_covariates(model, histories, covariates, spent, horizon);
        }
        let model = model.base().purchases()?;
        match spent {
            None => self.run_future(model, histories, horizon),
            Some(spent) => self.run_future_with_spend(model, histories, spent, horizon),
        }
    }

    /// Cohorts drawn from a model of contracts; as [`Simulation::run_contract`].
    ///
    /// # Errors
    /// As there; `Argument` for a model of another family; `Unsupported` for one with covariates.
    pub fn run_contract_of(
        &self,
        model: &Model,
        customers: &[u64],
        periods: &[u32],
    ) -> Result<SimulatedCohorts> {
        let plain = model.plain().ok_or_else(|| {
            Error::new(
                ErrorKind::Unsupported,
                "has covariates: draw the cohorts of each value by Model::for_customer",
            )
            .in_column("model")
        })?;
        self.run_contract(plain.as_contract().ok_or_else(no_contract)?, customers, periods)
    }

    /// How many further renewals each customer makes; as [`Simulation::run_renewals`].
    ///
    /// # Errors
    /// As there; `Argument` for a model of another family.
    pub fn run_renewals_of(&self, model: &Model, customers: &Customers<'_>) -> Result<Vec<f64>> {
        if model.has_covariates() {
            customers.refuse_unread(&["renewals", "covariates"])?;
            let models = model.for_customers(&customers.covariates, customers.len())?;
            return self.run_renewals_each(&models, customers.renewals()?);
        }
        customers.refuse_unread(&["renewals"])?;
        let model = model.base().as_contract();
        self.run_renewals(model.ok_or_else(no_contract)?, customers.renewals()?)
    }
}

fn no_contract() -> Error {
    other_family("customers under contract")
}

impl Model {
    /// The plain model of the customer in a row of the covariates; of a plain model itself.
    ///
    /// # Errors
    /// `OutOfRange` for no such row; as [`Model::answer`] for the covariates.
    pub fn for_customer(&self, customers: &Customers<'_>, row: usize) -> Result<Self> {
        if !self.has_covariates() {
            return Ok(self.clone());
        }
        if row >= customers.len() {
            let allowed = format!("below {}", customers.len());
            return Err(Error::out_of_range("row", row as f64, allowed));
        }
        let own = customers.covariates.part(row..row + 1);
        let plain = self.for_customers(&own, 1)?;
        Ok(Self::new(plain[0]).with_unit(self.unit()))
    }

    /// Expected cumulative repeat purchases of a growing base at the end of each of `steps`
    /// steps: each customer first buys at `born`, from the origin of a clock, and stands for
    /// `weights` customers (one each where `None`).
    ///
    /// # Errors
    /// As [`Cohort::new`] and [`Cohort::expected_cumulative`]; as [`Model::answer`] for the
    /// covariates.
    pub fn expected_cumulative(
        &self,
        born: &[f64],
        weights: Option<&[f64]>,
        covariates: &Covariates<'_>,
        step: f64,
        steps: usize,
    ) -> Result<Vec<f64>> {
        match self.plain() {
            None => cumulative_by_covariates(self, born, weights, covariates, step, steps),
            Some(_) if !covariates.is_empty() => Err(unread(covariates)),
            Some(model) => {
                let cohort = Cohort::new(born, weights, step)?;
                cohort.expected_cumulative(model.purchases()?, steps)
            }
        }
    }

    /// What [`Model::expected_cumulative`] grows by in each step.
    ///
    /// # Errors
    /// As there.
    pub fn expected_incremental(
        &self,
        born: &[f64],
        weights: Option<&[f64]>,
        covariates: &Covariates<'_>,
        step: f64,
        steps: usize,
    ) -> Result<Vec<f64>> {
        self.expected_cumulative(born, weights, covariates, step, steps).map(increments)
    }

    /// How many customers should have come back 0, 1, ... times, beside how many did; as
    /// [`FrequencyFit::of`].
    ///
    /// # Errors
    /// As there, and as [`Model::answer`] for the covariates; `Missing` or `NotRead` for a column.
    pub fn frequency_fit(
        &self,
        customers: &Customers<'_>,
        most: u32,
        threads: usize,
    ) -> Result<FrequencyFit> {
        if self.family() != Family::Purchase {
            return Err(other_family("purchases"));
        }
        if self.has_covariates() {
            customers.refuse_unread(&["histories", "covariates"])?;
            let histories = customers.histories()?;
            return FrequencyFit::of_covariates(
                self,
                histories,
                &customers.covariates,
                most,
                threads,
            );
        }
        customers.refuse_unread(&["histories"])?;
        let histories = customers.histories()?;
        FrequencyFit::of(self.purchases_of(histories)?, histories, most, threads)
    }
}

/// Covariates of a model that looks at none.
fn unread(covariates: &Covariates<'_>) -> Error {
    let name = covariates.all().next().map_or_else(
        || "covariates".to_owned(),
        |column| format!("{}.{}", column.role.name(), column.name),
    );
    Error::new(ErrorKind::NotRead, "is given and not read, so that it would not count")
        .in_column(name)
}
