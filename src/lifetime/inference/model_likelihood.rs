//! The likelihood of a model of any kind over the customers that it was fitted to.

use super::likelihood::Likelihood;
use super::parametric::Parametric;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::covariates::covariate_model::CovariateModel;
use crate::lifetime::covariates::covariate_options::CovariateOptions;
use crate::lifetime::kinds::family::Family;
use crate::lifetime::kinds::stored::{AnyModel, StoredModel};
use crate::lifetime::kinds::surface::{Peak, Place, Surface};
use crate::lifetime::model::customers::Customers;
use crate::lifetime::model::model::{Held, Model};
use crate::numeric::maximise::Derivatives;

impl Model {
    /// The likelihood over the customers that the model was fitted to, for profile intervals
    /// and the bootstrap. `covariates` are the choices of a fit with covariates, and not looked
    /// at otherwise; `threads` share each evaluation, 0 for all cores.
    ///
    /// # Errors
    /// As [`Likelihood::of_purchases`] and [`Likelihood::of_covariates`]; `Missing` or `NotRead`
    /// for a column that the fit reads, or does not.
    pub fn likelihood(
        &self,
        customers: &Customers<'_>,
        covariates: &CovariateOptions,
        threads: usize,
    ) -> Result<Likelihood<Self>> {
        let (family, facts) = (self.family(), &customers.covariates);
        match &self.held {
            Held::Plain(model) => {
                let found = match family {
                    Family::Purchase => {
                        customers.refuse_unread(&["histories"])?;
                        Likelihood::of_purchases(model, customers.histories()?, threads)?
                    }
                    Family::Spend => {
                        customers.refuse_unread(&["spending", "items"])?;
                        match &customers.itemized {
                            Some(items) => Likelihood::of_itemized(model, items)?,
                            None => Likelihood::of_spend(model, customers.spending()?)?,
                        }
                    }
                    Family::Contract => {
                        customers.refuse_unread(&["survivors"])?;
                        Likelihood::of_contract(model, customers.survivors()?)?
                    }
                };
                Ok(found.over(self.clone()))
            }
            Held::WithCovariates(model) => {
                let found = if family == Family::Purchase {
                    customers.refuse_unread(&["histories", "covariates"])?;
                    let histories = customers.histories()?;
                    Likelihood::of_covariates(model, histories, facts, covariates, threads)?
                } else {
                    customers.refuse_unread(&["spending", "covariates"])?;
                    let spending = customers.spending()?;
                    Likelihood::of_covariate_spend(model, spending, facts, covariates)?
                };
                Ok(found.over(self.clone()))
            }
        }
    }
}

/// A model that is one of those that [`Model`] holds.
pub(crate) trait Holdable: Parametric {
    fn within(model: &Model) -> Result<&Self>;

    fn into_model(self) -> Model;
}

impl Holdable for AnyModel {
    fn within(model: &Model) -> Result<&Self> {
        match &model.held {
            Held::Plain(model) => Ok(model.model()),
            Held::WithCovariates(_) => Err(another_shape()),
        }
    }

    fn into_model(self) -> Model {
        StoredModel::new(self).into()
    }
}

impl Holdable for CovariateModel {
    fn within(model: &Model) -> Result<&Self> {
        match &model.held {
            Held::WithCovariates(model) => Ok(model),
            Held::Plain(_) => Err(another_shape()),
        }
    }

    fn into_model(self) -> Model {
        self.into()
    }
}

fn another_shape() -> Error {
    Error::new(ErrorKind::Internal, "a model lost its covariates")
}

#[expect(private_bounds, reason = "only the two models that a Model holds")]
impl<M: Holdable> Likelihood<M> {
    /// The same as one of a model of any kind.
    pub(crate) fn over(self, model: Model) -> Likelihood<Model> {
        let Self { covariance, surface, peak, threads, time_unit, .. } = self;
        let surface = Box::new(Within(surface));
        Likelihood { model, covariance, surface, peak, threads, time_unit }
    }
}

/// The surface of a model as one of [`Model`].
#[derive(Debug)]
pub(crate) struct Within<M>(pub(crate) Box<dyn Surface<M>>);

impl<M: Holdable> Surface<Model> for Within<M> {
    fn place(&self, parameter: usize) -> Option<Place> {
        self.0.place(parameter)
    }

    fn weights(&self) -> Vec<f64> {
        self.0.weights()
    }

    fn reweighted(&self, weights: &[f64]) -> Result<Box<dyn Surface<Model>>> {
        Ok(Box::new(Self(self.0.reweighted(weights)?)))
    }

    fn is_penalised(&self) -> bool {
        self.0.is_penalised()
    }

    fn point(&self, model: &Model) -> Result<Vec<f64>> {
        self.0.point(M::within(model)?)
    }

    fn at(&self, point: &[f64], threads: usize) -> Result<Derivatives> {
        self.0.at(point, threads)
    }

    fn value(&self, point: &[f64], threads: usize) -> Result<f64> {
        self.0.value(point, threads)
    }

    fn climb(&self, start: &[f64], held: Option<(usize, f64)>, threads: usize) -> Result<Peak> {
        self.0.climb(start, held, threads)
    }

    fn model(&self, point: &[f64]) -> Result<Model> {
        self.0.model(point).map(M::into_model)
    }
}
