//! Fits of any kind of model, and the likelihood over the customers that a model was fitted to.

use super::customers::Customers;
use crate::error::Result;
use crate::lifetime::covariates::covariate_likelihood::crowd_of_spend;
use crate::lifetime::covariates::covariate_links::{
    crowd_of, crowd_of_contract, fit_contracts_of, fit_purchases_of,
};
use crate::lifetime::covariates::covariate_options::CovariateOptions;
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::family::Family;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::kinds::refit::{self, Refit};
use crate::lifetime::spend::gamma_gamma::GammaGamma;
use crate::time::units_meet;

impl Model {
    /// Fits the model of this kind by maximum likelihood: one of purchases to the histories of
    /// the customers, one of spend to their spending or its single items, one of contracts to
    /// their cohorts.
    ///
    /// # Errors
    /// As the `fit` of the model; `Enumerator` for an unknown kind; `Missing` or `NotRead` for a
    /// column that the fit reads, or does not. Customers with covariates are for
    /// [`Model::fit_with_covariates`].
    pub fn fit(kind: u32, customers: &Customers<'_>, options: &FitOptions<'_>) -> Result<Self> {
        Ok(match AnyModel::family_of_kind(kind)? {
            Family::Purchase => {
                customers.refuse_unread(&["histories"])?;
                AnyModel::fit_purchases(kind, customers.histories()?, options)?.into()
            }
            Family::Spend => {
                customers.refuse_unread(&["spending", "items"])?;
                match (&customers.itemized, customers.spending) {
                    (Some(items), _) => GammaGamma::fit_itemized(items, options)?.into(),
                    (None, _) => GammaGamma::fit(customers.spending()?, options)?.into(),
                }
            }
            Family::Contract => {
                customers.refuse_unread(&["survivors"])?;
                AnyModel::fit_contract(kind, customers.survivors()?, options)?.into()
            }
        })
    }

    /// The same with the covariates of the customers.
    ///
    /// # Errors
    /// As [`Model::fit`], and:
    /// * `Length`: the covariates do not have one row for each customer.
    /// * `Undefined`: a column without a penalty is the same for all customers, or follows from
    ///   other columns of its role, which are named: its coefficient is not identified.
    /// * `OutOfRange`: as many coefficients as customers, or more.
    /// * `MissingColumn`: a name that is to be shared is not a column of both roles.
    /// * `Argument`: a role that the model does not have; single items of spend.
    /// * `NotFinite`: the covariates lie so far from 0 that a customer with covariates of 0 has
    ///   no parameters; standardise them.
    pub fn fit_with_covariates(
        kind: u32,
        customers: &Customers<'_>,
        covariates: &CovariateOptions,
        options: &FitOptions<'_>,
    ) -> Result<Self> {
        let columns = &customers.covariates;
        Ok(match AnyModel::family_of_kind(kind)? {
            Family::Purchase => {
                customers.refuse_unread(&["histories", "covariates"])?;
                fit_purchases_of(kind, customers.histories()?, columns, covariates, options)?
            }
            Family::Spend => {
                customers.refuse_unread(&["spending", "covariates"])?;
                let spending = customers.spending()?;
                GammaGamma::fit_with_covariates(spending, columns, covariates, options)?
            }
            Family::Contract => {
                customers.refuse_unread(&["survivors", "covariates"])?;
                fit_contracts_of(kind, customers.survivors()?, columns, covariates, options)?
            }
        })
    }

    /// The surface of the likelihood over the customers that the model was fitted to.
    ///
    /// # Errors
    /// As the fit of the model; `Missing` or `NotRead` for a column.
    pub(crate) fn surface(
        &self,
        customers: &Customers<'_>,
        chosen: &CovariateOptions,
        threads: usize,
    ) -> Result<Box<dyn Refit>> {
        let (base, with, facts) = (self.base(), self.has_covariates(), &customers.covariates);
        if let Some(histories) = &customers.histories {
            units_meet("customers", histories.unit(), "the model", self.time_unit())?;
        }
        match (self.family(), with) {
            (Family::Purchase, false) => {
                customers.refuse_unread(&["histories"])?;
                refit::of_purchases(base, customers.histories()?, threads)
            }
            (Family::Purchase, true) => {
                customers.refuse_unread(&["histories", "covariates"])?;
                crowd_of(self, customers.histories()?, facts, chosen)
            }
            (Family::Spend, false) => {
                customers.refuse_unread(&["spending", "items"])?;
                match &customers.itemized {
                    Some(items) => refit::of_itemized(base, items, 1),
                    None => refit::of_spend(base, customers.spending()?, 1),
                }
            }
            (Family::Spend, true) => {
                customers.refuse_unread(&["spending", "covariates"])?;
                crowd_of_spend(self, customers.spending()?, facts, chosen)
            }
            (Family::Contract, false) => {
                customers.refuse_unread(&["survivors"])?;
                refit::of_contract(base, customers.survivors()?)
            }
            (Family::Contract, true) => {
                customers.refuse_unread(&["survivors", "covariates"])?;
                crowd_of_contract(self, customers.survivors()?, facts, chosen)
            }
        }
    }
}
