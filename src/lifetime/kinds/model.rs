//! One type for any model: of purchases, of spend, of contracts; plain or with covariates;
//! fitted or given.

use super::any_model::AnyModel;
use super::covariate_effect::{CovariateEffect, check_effects};
use super::covariate_report::CovariateReport;
use super::family::Family;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::covariance::check_covariance;
use crate::lifetime::fit::estimable::Likely;
use crate::lifetime::fit::fit::Fitted;
use crate::lifetime::fit::fit_report::FitReport;
use crate::lifetime::observed::history::Histories;
use crate::lifetime::predict::posterior::Posterior;
use crate::lifetime::predict::purchase_model::PurchaseModel;
use crate::time::{Unit, units_meet};

/// Any model, fitted or with given parameters, of purchases, of spend or of contracts, plain or
/// with covariates: with what is known of its fit, its unit and where it comes from.
///
/// For a customer with covariates z the model is the plain one with shifted scales (Fader and
/// Hardie, Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD Models, note
/// 019, 2007): α_i = α e^(−γ₁'z) for purchases, and for attrition β_i = β e^(−γ₂'z), or
/// a_i = a e^(γ₂'z) and b_i = b e^(γ₃'z) of the beta-geometric models; see
/// [`CovariateRole`](crate::lifetime::CovariateRole). The other shapes are common to all, so that customers still differ in what
/// the covariates do not tell. Covariates must not change with time, and must not be consequences
/// of purchases (the number of visits, say): then they predict what they are made of.
///
/// [`Model::fit`] fits a kind, [`Model::answer`] answers a [`Question`](crate::lifetime::Question) about
/// [`Customers`](crate::lifetime::Customers), and an [`Uncertainty`](crate::lifetime::Uncertainty) of it tells how sure each answer
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(into = "super::model_serde::Held"))]
pub struct Model {
    pub(crate) base: AnyModel,
    pub(crate) effects: Vec<CovariateEffect>,
    pub(crate) report: Option<Report>,
    pub(crate) covariance: Option<Vec<f64>>,
    pub(crate) unit: String,
    pub(crate) provenance: String,
}

/// What is known of a fit, without covariates or with them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Report {
    Plain(FitReport),
    WithCovariates(CovariateReport),
}

impl Report {
    pub(crate) fn fit(&self) -> &FitReport {
        match self {
            Self::Plain(report) => report,
            Self::WithCovariates(report) => &report.fit,
        }
    }
}

impl<M: Copy + Into<AnyModel>> From<&Fitted<M>> for Model {
    fn from(fitted: &Fitted<M>) -> Self {
        let unit = fitted.time_unit().map_or_else(String::new, |unit| unit.name().to_owned());
        Self {
            report: Some(Report::Plain(fitted.report().clone())),
            covariance: fitted.covariance().map(<[f64]>::to_vec),
            unit,
            ..Self::new(*fitted.model())
        }
    }
}

impl<M: Copy + Into<AnyModel>> From<Fitted<M>> for Model {
    fn from(fitted: Fitted<M>) -> Self {
        Self::from(&fitted)
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

include!("models.in.rs");

impl Model {
    /// A model from given parameters.
    pub fn new(model: impl Into<AnyModel>) -> Self {
        Self {
            base: model.into(),
            effects: Vec::new(),
            report: None,
            covariance: None,
            unit: String::new(),
            provenance: String::new(),
        }
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
    /// ```
    /// use habitue::Job;
    /// use habitue::lifetime::{
    ///     BgNbd, CovariateEffect, CovariateRole, Covariates, Customers, Histories, Model, Question,
    /// };
    /// let online = CovariateEffect::new(CovariateRole::Purchase, "online", 0.7);
    /// let model = Model::with_effects(BgNbd::new(0.243, 4.414, 0.793, 2.426)?, vec![online])?;
    /// let covariates = Covariates::new().with_purchase(&[("online", &[0.0, 1.0])])?;
    /// let customers = Customers::of(Histories::new(&[2, 2], &[30.43, 30.43], &[38.86, 38.86])?)
    ///     .with_covariates(covariates)?;
    /// let expected =
    ///     model.answer(&Question::expected_purchases(39.0), &customers, &mut Job::new())?;
    /// // The first customer is the plain model's; the second buys more often.
    /// assert!((expected[0] - 1.226_028).abs() < 1e-6 && expected[1] > expected[0]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `Argument`: a role that the model does not have (attrition in the NBD, say); `NotFinite` or
    /// `OutOfRange` for a coefficient, a centre or a scale; `Duplicate` or `Empty` for a name.
    pub fn with_effects(base: impl Into<AnyModel>, effects: Vec<CovariateEffect>) -> Result<Self> {
        Self { effects, ..Self::new(base) }.checked()
    }

    /// Refuses coefficients, a report or a covariance that the model cannot have.
    pub(crate) fn checked(self) -> Result<Self> {
        check_effects(&self.base, &self.effects)?;
        let parameters = self.base.parameters().len() + self.effects.len();
        match &self.report {
            None => {}
            Some(Report::Plain(report)) => report.check()?,
            Some(Report::WithCovariates(report)) => report.check()?,
        }
        if let Some(report) = &self.report {
            check_count(report.fit(), parameters)?;
        }
        if let Some(covariance) = &self.covariance {
            check_covariance(covariance, parameters)?;
        }
        Ok(self)
    }

    /// The number of the kind, which never changes.
    #[must_use]
    pub fn kind(&self) -> u32 {
        self.base.kind()
    }

    /// What it is a model of.
    #[must_use]
    pub fn family(&self) -> Family {
        if self.base.as_purchase().is_some() {
            Family::Purchase
        } else if self.base.as_contract().is_some() {
            Family::Contract
        } else {
            Family::Spend
        }
    }

    /// The English name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.base.name()
    }

    /// The plain model; of one with covariates that of a customer whose covariates are at
    /// their centres.
    #[must_use]
    pub fn base(&self) -> &AnyModel {
        &self.base
    }

    /// The coefficients of covariates; none of a plain model.
    #[must_use]
    pub fn effects(&self) -> &[CovariateEffect] {
        &self.effects
    }

    /// Whether it looks at covariates: it has coefficients, or was fitted with covariates of
    /// which there were none.
    #[must_use]
    pub fn has_covariates(&self) -> bool {
        !self.effects.is_empty() || matches!(self.report, Some(Report::WithCovariates(_)))
    }

    /// The plain model, if it has no covariates.
    pub(crate) fn plain(&self) -> Option<&AnyModel> {
        (!self.has_covariates()).then_some(&self.base)
    }

    /// The parameters in the order of the paper, then the coefficients.
    #[must_use]
    pub fn parameters(&self) -> Vec<f64> {
        let coefficients = self.effects.iter().map(|effect| effect.coefficient);
        self.base.parameters().iter().copied().chain(coefficients).collect()
    }

    /// The names of [`Model::parameters`]; those of coefficients are role and column, as
    /// "purchase.online".
    #[must_use]
    pub fn parameter_names(&self) -> Vec<String> {
        let names = self.base.parameter_names().iter().map(|name| (*name).to_owned());
        let effects = self.effects.iter();
        names.chain(effects.map(|e| format!("{}.{}", e.role.name(), e.name))).collect()
    }

    /// The report of the fit, if the model was fitted.
    #[must_use]
    pub fn report(&self) -> Option<&FitReport> {
        self.report.as_ref().map(Report::fit)
    }

    /// What else is known of a fit with covariates.
    #[must_use]
    pub fn covariate_report(&self) -> Option<&CovariateReport> {
        match &self.report {
            Some(Report::WithCovariates(report)) => Some(report),
            _ => None,
        }
    }

    /// The asymptotic covariance of [`Model::parameters`] (k × k, row by row): the inverse of the
    /// observed information I or, under a penalty with information P, (I + P)⁻¹ I (I + P)⁻¹,
    /// which is that of the estimator and says nothing of its bias toward 0. `None` where the
    /// information is singular or nothing was fitted.
    #[must_use]
    pub fn covariance(&self) -> Option<&[f64]> {
        self.covariance.as_deref()
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
        &self.unit
    }

    /// The unit of time of the parameters, where one was stated: customers, valuations and live
    /// summaries in another are refused.
    #[must_use]
    pub fn time_unit(&self) -> Option<Unit> {
        Unit::from_name(&self.unit)
    }

    /// States the unit of time or money that the parameters are in. Defaults to that of the
    /// customers of the fit, where they stated it, or to none.
    #[must_use]
    pub fn with_unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// In the unit of time of these customers.
    pub(crate) fn in_unit_of(self, customers: &Histories<'_>) -> Self {
        match customers.unit() {
            Some(unit) => self.with_unit(unit.name()),
            None => self,
        }
    }

    /// Where the model comes from; empty where nothing was stated.
    #[must_use]
    pub fn provenance(&self) -> &str {
        &self.provenance
    }

    /// States where the model comes from, in the caller's words. Defaults to none.
    #[must_use]
    pub fn with_provenance(mut self, provenance: impl Into<String>) -> Self {
        self.provenance = provenance.into();
        self
    }

    /// The model of purchases behind the answers for `customers`, all of whom it takes alike.
    ///
    /// # Errors
    /// `Argument` for a model of another family or with covariates; `Inconsistent` where model
    /// and customers state different units of time.
    pub fn purchases_of(&self, customers: &Histories<'_>) -> Result<&dyn PurchaseModel> {
        units_meet("customers", customers.unit(), "the model", self.time_unit())?;
        self.alike()?.purchases()
    }

    /// The rates behind the answers for `customers`, all of whom it takes alike.
    ///
    /// # Errors
    /// As [`Model::purchases_of`].
    pub fn posterior_of(&self, customers: &Histories<'_>) -> Result<&dyn Posterior> {
        units_meet("customers", customers.unit(), "the model", self.time_unit())?;
        self.alike()?.as_posterior().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is no model of purchases").in_column("model")
        })
    }

    /// The plain model, which takes all customers alike.
    fn alike(&self) -> Result<&AnyModel> {
        self.plain().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "has covariates, so that customers differ")
                .in_column("model")
        })
    }
}

impl Likely for Model {
    fn log_likelihood(&self) -> f64 {
        self.report().map_or(f64::NEG_INFINITY, |report| report.log_likelihood)
    }

    fn report_mut(&mut self) -> Option<&mut FitReport> {
        self.report.as_mut().map(|report| match report {
            Report::Plain(report) => report,
            Report::WithCovariates(report) => &mut report.fit,
        })
    }

    fn with_constant(mut self, constant: f64) -> Self {
        if let Some(report) = self.report_mut() {
            report.add_constant(constant);
        }
        if let Some(Report::WithCovariates(report)) = &mut self.report {
            report.penalised += constant;
            if let Some(plain) = &mut report.plain {
                plain.add_constant(constant);
            }
        }
        self
    }
}

/// Refuses a report of more parameters than the model has, or alternatives of others.
pub(crate) fn check_count(report: &FitReport, parameters: usize) -> Result<()> {
    let mut others = report.alternatives.iter().map(|other| other.parameters.len());
    if let Some(found) = others.find(|found| *found != parameters) {
        return Err(Error::length("parameters of an alternative", found, parameters));
    }
    if report.parameters as usize > parameters {
        let found = f64::from(report.parameters);
        return Err(Error::out_of_range("parameters", found, format!("at most {parameters}")));
    }
    Ok(())
}
