//! One type for any model: of purchases, of spend, of contracts; plain or with covariates.

use super::customers::Customers;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::covariates::covariate_model::{
    CovariateEffect, CovariateModel, CovariateReport,
};
use crate::lifetime::covariates::covariate_options::CovariateOptions;
use crate::lifetime::fit::fit::Fitted;
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::FitReport;
use crate::lifetime::kinds::family::Family;
use crate::lifetime::kinds::stored::{AnyModel, StoredModel};
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::spend::gamma_gamma::GammaGamma;
use crate::time::Unit;

/// Any model, fitted or with given parameters, of purchases, of spend or of contracts, plain or
/// with covariates: with what is known of its fit, its unit and where it comes from.
///
/// [`Model::fit`] fits a kind, [`Model::answer`] answers a [`Question`](crate::lifetime::Question) about
/// [`Customers`], and an [`Uncertainty`](crate::lifetime::Uncertainty) of it tells how sure each answer
/// is. Typed models ([`BgNbd`](crate::lifetime::BgNbd) and the others) convert into it.
///
/// ```
/// use habitue::Job;
/// use habitue::lifetime::{Customers, FitOptions, Histories, Model, Question};
///
/// let x = [0, 0, 2, 2, 7, 1, 0, 3, 0, 1];
/// let t_x = [0.0, 0.0, 20.0, 22.0, 30.5, 3.0, 0.0, 11.0, 0.0, 9.0];
/// let t = [39.0, 39.0, 39.0, 39.0, 31.0, 30.0, 25.0, 38.0, 20.0, 36.0];
/// let customers = Customers::of(Histories::new(&x, &t_x, &t)?);
/// let model = Model::fit(Model::BG_NBD, &customers, &FitOptions::default())?;
/// assert_eq!(model.name(), "BG/NBD");
/// assert!(model.report().is_some());
/// let alive = model.answer(&Question::p_alive(), &customers, &mut Job::new())?;
/// assert!(alive.iter().all(|p| (0.0..=1.0).contains(p)));
/// let bytes = model.to_bytes();
/// assert_eq!(Model::from_bytes(&bytes)?, model);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Held", into = "Held"))]
pub struct Model {
    pub(crate) held: Held,
}

/// With covariates or without.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) enum Held {
    Plain(StoredModel),
    WithCovariates(Box<CovariateModel>),
}

impl From<Held> for Model {
    fn from(held: Held) -> Self {
        Self { held }
    }
}

impl From<Model> for Held {
    fn from(model: Model) -> Self {
        model.held
    }
}

impl From<StoredModel> for Model {
    fn from(model: StoredModel) -> Self {
        Self { held: Held::Plain(model) }
    }
}

impl From<CovariateModel> for Model {
    fn from(model: CovariateModel) -> Self {
        Self { held: Held::WithCovariates(Box::new(model)) }
    }
}

impl<M: Copy + Into<AnyModel>> From<Fitted<M>> for Model {
    fn from(fitted: Fitted<M>) -> Self {
        StoredModel::from_fit(&fitted).into()
    }
}

/// The numbers of the kinds, by name.
macro_rules! models {
    ($($family:ident { $($(#[$about:meta])* $number:literal $symbol:ident $model:ident $file:ident
        $en:literal $zh:literal [$($own:tt)*];)* })*) => {
        impl Model {
            $($(
                #[doc = concat!("The number of ", $en, "; see [`Model::kind`].")]
                pub const $symbol: u32 = $number;
            )*)*
        }
    };
}

include!("../kinds/models.in.rs");

impl Model {
    /// A model from given parameters.
    pub fn new(model: impl Into<AnyModel>) -> Self {
        StoredModel::new(model).into()
    }

    /// The model of this kind with these parameters; see [`Model::kind`].
    ///
    /// # Errors
    /// As [`AnyModel::from_kind`].
    pub fn from_kind(kind: u32, parameters: &[f64]) -> Result<Self> {
        AnyModel::from_kind(kind, parameters).map(Self::new)
    }

    /// A model with covariates from the parameters at their centres and coefficients.
    ///
    /// # Errors
    /// As [`CovariateModel::new`].
    pub fn with_effects(base: impl Into<AnyModel>, effects: Vec<CovariateEffect>) -> Result<Self> {
        CovariateModel::new(base, effects).map(Self::from)
    }

    /// Fits the model of this kind by maximum likelihood: one of purchases to the histories of
    /// the customers, one of spend to their spending or its single items, one of contracts to
    /// their cohorts.
    ///
    /// # Errors
    /// As the `fit` of the model; `Enumerator` for an unknown kind; `Missing` or `NotRead` for a
    /// column that the fit reads, or does not. Customers with covariates are for
    /// [`Model::fit_with_covariates`].
    pub fn fit(kind: u32, customers: &Customers<'_>, options: &FitOptions<'_>) -> Result<Self> {
        Ok(match family_of(kind)? {
            Family::Purchase => {
                customers.refuse_unread(&["histories"])?;
                StoredModel::fit(kind, customers.histories()?, options)?.into()
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
                StoredModel::fit_contract(kind, customers.survivors()?, options)?.into()
            }
        })
    }

    /// The same with the covariates of the customers.
    ///
    /// # Errors
    /// As [`Model::fit`] and [`CovariateModel::fit`]; `Argument` for a model of contracts or of
    /// single items of spend.
    pub fn fit_with_covariates(
        kind: u32,
        customers: &Customers<'_>,
        covariates: &CovariateOptions,
        options: &FitOptions<'_>,
    ) -> Result<Self> {
        let columns = &customers.covariates;
        Ok(match family_of(kind)? {
            Family::Purchase => {
                customers.refuse_unread(&["histories", "covariates"])?;
                CovariateModel::fit(kind, customers.histories()?, columns, covariates, options)?
            }
            Family::Spend => {
                customers.refuse_unread(&["spending", "covariates"])?;
                let spending = customers.spending()?;
                GammaGamma::fit_with_covariates(spending, columns, covariates, options)?
            }
            Family::Contract => {
                let sentence = "have nothing to act on in a model of customers under contract";
                return Err(Error::new(ErrorKind::Argument, sentence).in_column("covariates"));
            }
        }
        .into())
    }

    /// The number of the kind, which never changes.
    #[must_use]
    pub fn kind(&self) -> u32 {
        self.base().kind()
    }

    /// What it is a model of.
    #[must_use]
    pub fn family(&self) -> Family {
        let base = self.base();
        if base.as_purchase().is_some() {
            Family::Purchase
        } else if base.as_contract().is_some() {
            Family::Contract
        } else {
            Family::Spend
        }
    }

    /// The English name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.base().name()
    }

    /// The plain model; of one with covariates that of a customer whose covariates are at
    /// their centres.
    #[must_use]
    pub fn base(&self) -> &AnyModel {
        match &self.held {
            Held::Plain(model) => model.model(),
            Held::WithCovariates(model) => model.base(),
        }
    }

    /// The coefficients of covariates; none of a plain model.
    #[must_use]
    pub fn effects(&self) -> &[CovariateEffect] {
        match &self.held {
            Held::Plain(_) => &[],
            Held::WithCovariates(model) => model.effects(),
        }
    }

    /// The parameters in the order of the paper, then the coefficients.
    #[must_use]
    pub fn parameters(&self) -> Vec<f64> {
        match &self.held {
            Held::Plain(model) => model.model().parameters().to_vec(),
            Held::WithCovariates(model) => model.parameters(),
        }
    }

    /// The names of [`Model::parameters`]; those of coefficients are role and column, as
    /// "purchase.online".
    #[must_use]
    pub fn parameter_names(&self) -> Vec<String> {
        match &self.held {
            Held::Plain(model) => {
                model.model().parameter_names().iter().map(|name| (*name).to_owned()).collect()
            }
            Held::WithCovariates(model) => model.parameter_names(),
        }
    }

    /// The report of the fit, if the model was fitted.
    #[must_use]
    pub fn report(&self) -> Option<&FitReport> {
        match &self.held {
            Held::Plain(model) => model.report(),
            Held::WithCovariates(model) => model.report().map(|report| &report.fit),
        }
    }

    /// What else is known of a fit with covariates.
    #[must_use]
    pub fn covariate_report(&self) -> Option<&CovariateReport> {
        match &self.held {
            Held::Plain(_) => None,
            Held::WithCovariates(model) => model.report(),
        }
    }

    /// The asymptotic covariance of [`Model::parameters`] (k × k, row by row), if it is known.
    #[must_use]
    pub fn covariance(&self) -> Option<&[f64]> {
        match &self.held {
            Held::Plain(model) => model.covariance(),
            Held::WithCovariates(model) => model.covariance(),
        }
    }

    /// The standard errors of [`Model::parameters`], if the covariance is known.
    #[must_use]
    pub fn standard_errors(&self) -> Option<Vec<f64>> {
        let covariance = self.covariance()?;
        let k = covariance.len().isqrt();
        Some((0..k).map(|i| covariance[i * k + i].sqrt()).collect())
    }

    /// The unit of the parameters; empty where none was stated.
    #[must_use]
    pub fn unit(&self) -> &str {
        match &self.held {
            Held::Plain(model) => model.unit(),
            Held::WithCovariates(model) => model.unit(),
        }
    }

    /// The unit of time of the parameters, where one was stated: customers, valuations and live
    /// summaries in another are refused.
    #[must_use]
    pub fn time_unit(&self) -> Option<Unit> {
        Unit::from_name(self.unit())
    }

    /// States the unit of time or money that the parameters are in. Defaults to that of the
    /// customers of the fit, where they stated it, or to none.
    #[must_use]
    pub fn with_unit(self, unit: impl Into<String>) -> Self {
        match self.held {
            Held::Plain(model) => model.with_unit(unit).into(),
            Held::WithCovariates(model) => model.with_unit(unit).into(),
        }
    }

    /// Where the model comes from; empty where nothing was stated.
    #[must_use]
    pub fn provenance(&self) -> &str {
        match &self.held {
            Held::Plain(model) => model.provenance(),
            Held::WithCovariates(model) => model.provenance(),
        }
    }

    /// States where the model comes from, in the caller's words. Defaults to none.
    #[must_use]
    pub fn with_provenance(self, provenance: impl Into<String>) -> Self {
        match self.held {
            Held::Plain(model) => model.with_provenance(provenance).into(),
            Held::WithCovariates(model) => model.with_provenance(provenance).into(),
        }
    }

    /// The plain model of each customer with these covariates; of a plain model itself.
    ///
    /// # Errors
    /// As [`CovariateModel::predict_into`].
    pub fn for_customers(
        &self,
        covariates: &Covariates<'_>,
        customers: usize,
    ) -> Result<Vec<AnyModel>> {
        match &self.held {
            Held::WithCovariates(model) => model.for_customers(covariates, customers),
            Held::Plain(model) => Ok(vec![*model.model(); customers]),
        }
    }

    /// The model as bytes, the same on every machine, with a format version and a checksum.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match &self.held {
            Held::Plain(model) => model.to_bytes(),
            Held::WithCovariates(model) => model.to_bytes(),
        }
    }

    /// The model that [`Model::to_bytes`] wrote, of whatever kind.
    ///
    /// # Errors
    /// * `Corrupt`: the bytes are cut, damaged, or not of this library.
    /// * `FormatVersion`: a newer library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        if CovariateModel::wrote(bytes) {
            return CovariateModel::from_bytes(bytes).map(Self::from);
        }
        StoredModel::from_bytes(bytes).map(Self::from)
    }
}

/// The family of a kind.
pub(crate) fn family_of(kind: u32) -> Result<Family> {
    AnyModel::family_of_kind(kind)
}
