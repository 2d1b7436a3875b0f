//! Simulation and validation of a model of any kind.

use super::frequency_fit::FrequencyFit;
use super::tracking::Cohort;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::covariates::covariate_model::CovariateModel;
use crate::lifetime::kinds::family::Family;
use crate::lifetime::kinds::stored::AnyModel;
use crate::lifetime::kinds::surface::other_family;
use crate::lifetime::model::customers::Customers;
use crate::lifetime::model::model::{Held, Model};
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::simulate::simulated::{SimulatedBase, SimulatedFuture};
use crate::lifetime::simulate::simulated_cohorts::SimulatedCohorts;
use crate::lifetime::simulate::simulation::Simulation;
use crate::time::units_meet;

impl Simulation {
    /// What customers spend per purchase, by a model of spend with covariates or without.
    /// Defaults to no spend.
    ///
    /// # Errors
    /// `Argument` for a model of another family.
    pub fn with_spend_of(self, spend: &Model) -> Result<Self> {
        match &spend.held {
            Held::WithCovariates(spend) => self.with_covariate_spend((**spend).clone()),
            Held::Plain(spend) => {
                let spend = spend.model().as_spend().ok_or_else(|| other_family("spend"))?;
                Ok(self.with_spend(*spend))
            }
        }
    }

    /// New customers drawn from a model of purchases, watched for `ages` (T) from their first
    /// purchase, with the covariates that the models read.
    ///
    /// # Errors
    /// As [`Simulation::run`] and [`Simulation::run_with_covariates`].
    pub fn run_of(
        &self,
        model: &Model,
        ages: &[f64],
        covariates: &Covariates<'_>,
    ) -> Result<SimulatedBase> {
        match self.reading(model, covariates)? {
            Reading::Plain(model) => self.run(model.purchases()?, ages),
            Reading::Covariates(model) => self.run_with_covariates(&model, ages, covariates),
        }
    }

    /// What lies ahead of customers in (T, T + horizon], given their histories; with what they
    /// spend where the simulation has a model of spend, given their spending so far.
    ///
    /// # Errors
    /// As [`Simulation::run_future_with_covariates`]; `Missing` or `NotRead` for a column.
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
        match (self.reading(model, covariates)?, spent) {
            (Reading::Covariates(model), spent) => {
                self.run_future_with_covariates(&model, histories, covariates, spent, horizon)
            }
            (Reading::Plain(model), None) => {
                self.run_future(model.purchases()?, histories, horizon)
            }
            (Reading::Plain(model), Some(spent)) => {
                self.run_future_with_spend(model.purchases()?, histories, spent, horizon)
            }
        }
    }

    /// Cohorts drawn from a model of contracts; as [`Simulation::run_contract`].
    ///
    /// # Errors
    /// As there; `Argument` for a model of another family.
    pub fn run_contract_of(
        &self,
        model: &Model,
        customers: &[u64],
        periods: &[u32],
    ) -> Result<SimulatedCohorts> {
        let model = model.base().as_contract();
        self.run_contract(model.ok_or_else(no_contract)?, customers, periods)
    }

    /// How many further renewals each customer makes; as [`Simulation::run_renewals`].
    ///
    /// # Errors
    /// As there; `Argument` for a model of another family.
    pub fn run_renewals_of(&self, model: &Model, customers: &Customers<'_>) -> Result<Vec<f64>> {
        customers.refuse_unread(&["renewals"])?;
        let model = model.base().as_contract();
        self.run_renewals(model.ok_or_else(no_contract)?, customers.renewals()?)
    }

    /// Whether covariates are looked at, by the model of purchases or by that of spend.
    fn reading<'a>(&self, model: &'a Model, covariates: &Covariates<'_>) -> Result<Reading<'a>> {
        match &model.held {
            Held::WithCovariates(model) => Ok(Reading::Covariates(model.clone())),
            Held::Plain(model) if self.spends_by_covariates() => {
                CovariateModel::new(*model.model(), Vec::new())
                    .map(|model| Reading::Covariates(Box::new(model)))
            }
            Held::Plain(_) if !covariates.is_empty() => Err(unread(covariates)),
            Held::Plain(model) => Ok(Reading::Plain(model.model())),
        }
    }
}

/// What a simulation draws purchases from.
enum Reading<'a> {
    Plain(&'a AnyModel),
    Covariates(Box<CovariateModel>),
}

fn no_contract() -> Error {
    other_family("customers under contract")
}

impl Model {
    /// The model without covariates, if it has none.
    #[cfg(feature = "capi")]
    pub(crate) fn as_plain(&self) -> Option<&crate::lifetime::StoredModel> {
        match &self.held {
            Held::Plain(model) => Some(model),
            Held::WithCovariates(_) => None,
        }
    }

    /// The plain model of the customer in a row of the covariates; of a plain model itself.
    ///
    /// # Errors
    /// `OutOfRange` for no such row; as [`CovariateModel::for_customer`] for the covariates.
    pub fn for_customer(&self, customers: &Customers<'_>, row: usize) -> Result<Self> {
        let Held::WithCovariates(model) = &self.held else { return Ok(self.clone()) };
        if row >= customers.len() {
            let allowed = format!("below {}", customers.len());
            return Err(Error::out_of_range("row", row as f64, allowed));
        }
        let own = customers.covariates.part(row..row + 1);
        let plain = model.for_customers(&own, 1)?;
        Ok(Self::new(plain[0]).with_unit(self.unit()))
    }

    /// Expected cumulative repeat purchases of a growing base at the end of each of `steps`
    /// steps: each customer first buys at `born`, from the origin of a clock, and stands for
    /// `weights` customers (one each where `None`).
    ///
    /// # Errors
    /// As [`Cohort::new`], [`Cohort::expected_cumulative`] and
    /// [`CovariateModel::expected_cumulative`].
    pub fn expected_cumulative(
        &self,
        born: &[f64],
        weights: Option<&[f64]>,
        covariates: &Covariates<'_>,
        step: f64,
        steps: usize,
    ) -> Result<Vec<f64>> {
        match &self.held {
            Held::WithCovariates(model) => {
                model.expected_cumulative(born, weights, covariates, step, steps)
            }
            Held::Plain(_) if !covariates.is_empty() => Err(unread(covariates)),
            Held::Plain(model) => {
                let cohort = Cohort::new(born, weights, step)?;
                cohort.expected_cumulative(model.model().purchases()?, steps)
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
        match &self.held {
            Held::WithCovariates(model) => {
                model.expected_incremental(born, weights, covariates, step, steps)
            }
            Held::Plain(_) if !covariates.is_empty() => Err(unread(covariates)),
            Held::Plain(model) => {
                let cohort = Cohort::new(born, weights, step)?;
                cohort.expected_incremental(model.model().purchases()?, steps)
            }
        }
    }

    /// How many customers should have come back 0, 1, ... times, beside how many did; as
    /// [`FrequencyFit::of`].
    ///
    /// # Errors
    /// As there, and as [`FrequencyFit::of_covariates`]; `Missing` or `NotRead` for a column.
    pub fn frequency_fit(
        &self,
        customers: &Customers<'_>,
        most: u32,
        threads: usize,
    ) -> Result<FrequencyFit> {
        if self.family() != Family::Purchase {
            return Err(other_family("purchases"));
        }
        match &self.held {
            Held::WithCovariates(model) => {
                customers.refuse_unread(&["histories", "covariates"])?;
                let histories = customers.histories()?;
                FrequencyFit::of_covariates(model, histories, &customers.covariates, most, threads)
            }
            Held::Plain(model) => {
                customers.refuse_unread(&["histories"])?;
                let histories = customers.histories()?;
                FrequencyFit::of(model.purchases_of(histories)?, histories, most, threads)
            }
        }
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
