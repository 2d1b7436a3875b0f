//! A model whose parameters differ between customers with what is known of them.

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::covariance::check_covariance;
use crate::lifetime::fit::estimable::Likely;
use crate::lifetime::fit::fit_report::FitReport;
use crate::lifetime::fit::likelihood_ratio::LikelihoodRatio;
use crate::lifetime::kinds::stored::{AnyModel, check_count};
use crate::lifetime::observed::covariates::{Column, CovariateRole, Covariates, Target, grouped};
use crate::lifetime::observed::history::Histories;
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::predict::closure::PurchaseModel;
use crate::lifetime::predict::prediction::Prediction;
use crate::lifetime::predict::valuation::Valuation;
use crate::lifetime::spend::gamma_gamma::GammaGamma;
use crate::numeric::parallel::chunked;
use crate::time::{Unit, units_meet};

/// The coefficient of one column, and how the column was centred and scaled.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CovariateEffect {
    /// The name of the column.
    pub name: String,
    /// What it acts on.
    pub role: CovariateRole,
    /// γ, per unit of the column: e^γ is the factor of one unit.
    pub coefficient: f64,
    /// What is subtracted from the column first: its mean in the fit where that was
    /// standardised, otherwise 0.
    pub center: f64,
    /// The standard deviation of the column in the fit; 1 where there was none.
    pub scale: f64,
}

impl CovariateEffect {
    /// A column with coefficient γ, neither centred nor scaled.
    pub fn new(role: CovariateRole, name: impl Into<String>, coefficient: f64) -> Self {
        Self { name: name.into(), role, coefficient, center: 0.0, scale: 1.0 }
    }

    /// γ per standard deviation of the column.
    #[must_use]
    pub fn standardised(&self) -> f64 {
        self.coefficient * self.scale
    }
}

/// What is known of a fit with covariates.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct CovariateReport {
    /// As of every fit. The log-likelihood is without the penalty; the parameters
    /// counted are all that were estimated, a shared coefficient once; the cells
    /// are the distinct histories with distinct covariates; gradient and condition
    /// are those of the penalised likelihood.
    pub fit: FitReport,
    /// The log-likelihood less the penalty: what was maximised.
    pub penalised: f64,
    /// The effective number of parameters, tr(I (I + P)⁻¹) with the observed
    /// information I of the likelihood and P that of the penalty (Gray 1992): all
    /// that were estimated where there is no penalty, fewer where it holds some
    /// back.
    pub effective_parameters: f64,
    /// The fit of the model without covariates to the same customers, if that
    /// arrived.
    pub plain: Option<FitReport>,
}

impl CovariateReport {
    /// Refuses what no fit reports.
    fn check(&self) -> Result<()> {
        self.fit.check()?;
        self.plain.as_ref().map_or(Ok(()), FitReport::check)?;
        let own =
            [("penalised", self.penalised), ("effective_parameters", self.effective_parameters)];
        match own.into_iter().find(|(_, value)| !value.is_finite()) {
            Some((name, value)) => Err(Error::out_of_range(name, value, "finite")),
            None => Ok(()),
        }
    }

    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        self.check().map(|()| self)
    }

    /// Akaike's criterion with the effective number of parameters,
    /// 2 tr(I (I + P)⁻¹) − 2 ln L, from the likelihood without the penalty.
    #[must_use]
    pub fn aic(&self) -> f64 {
        2.0 * self.effective_parameters - 2.0 * self.fit.log_likelihood
    }

    /// Schwarz's criterion, likewise.
    #[must_use]
    pub fn bic(&self) -> f64 {
        self.effective_parameters * self.fit.customers.ln() - 2.0 * self.fit.log_likelihood
    }

    /// The likelihood-ratio test of all coefficients at once against the model
    /// without covariates.
    ///
    /// # Errors
    /// `Undefined` under a penalty, which the χ² distribution knows nothing of,
    /// without coefficients, or where the model without covariates did not arrive.
    pub fn likelihood_ratio(&self) -> Result<LikelihoodRatio> {
        let refuse = |sentence: &str| {
            Err(Error::new(ErrorKind::Undefined, sentence.to_owned()).in_column("likelihood_ratio"))
        };
        if self.penalised != self.fit.log_likelihood {
            return refuse("has no distribution where a penalty was at work");
        }
        match &self.plain {
            None => refuse("needs the fit without covariates, which did not converge"),
            Some(plain) if plain.parameters == self.fit.parameters => {
                refuse("needs coefficients, and there are none")
            }
            Some(plain) => LikelihoodRatio::new(plain, &self.fit),
        }
    }
}

/// A model of purchases or of spend in which the parameters of a customer depend
/// on facts about them (Fader and Hardie, Incorporating Time-Invariant Covariates
/// into the Pareto/NBD and BG/NBD Models, note 019, 2007).
///
/// For a customer with facts z the model is the plain one with shifted scales:
/// α_i = α e^(−γ₁'z) for purchases, and for attrition β_i = β e^(−γ₂'z), or
/// a_i = a e^(γ₂'z) and b_i = b e^(γ₃'z) where a coin decides; see
/// [`CovariateRole`]. The shapes r and s (p and q of spend) are common to all, so
/// customers still differ in what the facts do not tell. Everything that the plain
/// model answers is answered here, with the facts given along with the histories.
///
/// Facts must not change with time, and must not be consequences of purchases (the
/// number of visits, say): then they predict what they are made of.
///
/// ```
/// use habitue::lifetime::{
///     BgNbd, CovariateEffect, CovariateModel, CovariateRole, Covariates, Histories, Prediction,
/// };
/// let online = CovariateEffect::new(CovariateRole::Purchase, "online", 0.7);
/// let model = CovariateModel::new(BgNbd::new(0.243, 4.414, 0.793, 2.426)?, vec![online])?;
/// let customers = Histories::new(&[2, 2], &[30.43, 30.43], &[38.86, 38.86])?;
/// let facts = Covariates::new().with_purchase(&[("online", &[0.0, 1.0])])?;
/// let mut expected = [0.0; 2];
/// let prediction = Prediction::ExpectedPurchases { t: 39.0 };
/// model.predict_into(prediction, &customers, &facts, 1, &mut expected)?;
/// // The first customer is the plain model's; the second buys more often.
/// assert!((expected[0] - 1.226_028).abs() < 1e-6 && expected[1] > expected[0]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Parts", into = "Parts"))]
pub struct CovariateModel {
    pub(crate) parts: Parts,
}

/// What a [`CovariateModel`] holds, as it is stored.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Parts {
    pub(crate) base: AnyModel,
    pub(crate) effects: Vec<CovariateEffect>,
    pub(crate) report: Option<CovariateReport>,
    pub(crate) covariance: Option<Vec<f64>>,
    pub(crate) unit: String,
    pub(crate) provenance: String,
}

impl TryFrom<Parts> for CovariateModel {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        for (index, effect) in parts.effects.iter().enumerate() {
            let CovariateEffect { ref name, role, coefficient, center, scale } = *effect;
            if !parts.base.targets().iter().any(|target| target.role == role) {
                return Err(no_such_role(parts.base.name(), parts.base.targets(), role));
            }
            for (what, value) in [("coefficient", coefficient), ("center", center)] {
                if !value.is_finite() {
                    return Err(Error::out_of_range(
                        format!("{what} of {} {name}", role.name()),
                        value,
                        "finite",
                    ));
                }
            }
            if !(scale.is_finite() && scale > 0.0) {
                return Err(Error::out_of_range(format!("scale of {name}"), scale, "> 0"));
            }
            if name.is_empty() {
                return Err(Error::new(ErrorKind::Empty, "is the name of a covariate and empty")
                    .in_column(role.name()));
            }
            let earlier = &parts.effects[..index];
            if earlier.iter().any(|e| e.role == role && e.name == *name) {
                return Err(Error::new(ErrorKind::Duplicate, "names two columns of the same role")
                    .in_column(role.name())
                    .with_value(name));
            }
        }
        let parameters = parts.base.parameters().len() + parts.effects.len();
        if let Some(report) = &parts.report {
            report.check()?;
            check_count(&report.fit, parameters)?;
        }
        if let Some(covariance) = &parts.covariance {
            check_covariance(covariance, parameters)?;
        }
        Ok(Self { parts })
    }
}

impl From<CovariateModel> for Parts {
    fn from(model: CovariateModel) -> Self {
        model.parts
    }
}

/// The model has nothing that this role could act on.
pub(crate) fn no_such_role(model: &str, targets: &[Target], role: CovariateRole) -> Error {
    let roles: Vec<&str> = targets.iter().map(|target| target.role.name()).collect();
    Error::new(
        ErrorKind::Argument,
        format!("covariates have nothing to act on in the model {model}"),
    )
    .in_column(role.name())
    .allowing(if roles.is_empty() { "no covariates".to_owned() } else { roles.join(", ") })
}

/// Rows in one share of the work.
const CHUNK: usize = 4096;

impl CovariateModel {
    /// A model from given parameters and coefficients.
    ///
    /// # Errors
    /// `Argument`: a role that the model does not have (attrition in the NBD, any
    /// in a discrete or contractual model); `NotFinite` or `OutOfRange` for a
    /// coefficient, a centre or a scale; `Duplicate` or `Empty` for a name.
    pub fn new(base: impl Into<AnyModel>, effects: Vec<CovariateEffect>) -> Result<Self> {
        Self::try_from(Parts {
            base: base.into(),
            effects,
            report: None,
            covariance: None,
            unit: String::new(),
            provenance: String::new(),
        })
    }

    /// The same columns with another base and other coefficients, of which nothing is
    /// known.
    pub(crate) fn at(&self, base: AnyModel, coefficients: &[f64]) -> Result<Self> {
        let effects = self.parts.effects.iter().zip(coefficients);
        let effects =
            effects.map(|(effect, &coefficient)| CovariateEffect { coefficient, ..effect.clone() });
        Self::new(base, effects.collect())
    }

    /// The unit of time or money that the parameters are in. Defaults to that of the customers of
    /// the fit, where they stated it, or to none; see [`StoredModel::with_unit`](crate::lifetime::StoredModel::with_unit).
    #[must_use]
    pub fn with_unit(mut self, unit: impl Into<String>) -> Self {
        self.parts.unit = unit.into();
        self
    }

    /// Where the model comes from, in the caller's words. Defaults to none.
    #[must_use]
    pub fn with_provenance(mut self, provenance: impl Into<String>) -> Self {
        self.parts.provenance = provenance.into();
        self
    }

    /// The plain model of a customer whose covariates are at their centres: at 0
    /// unless the fit was standardised.
    #[must_use]
    pub fn base(&self) -> &AnyModel {
        &self.parts.base
    }

    /// The coefficients, in the order of [`CovariateModel::covariance`] after the
    /// parameters of the base.
    #[must_use]
    pub fn effects(&self) -> &[CovariateEffect] {
        &self.parts.effects
    }

    /// The parameters of the base, then the coefficients.
    #[must_use]
    pub fn parameters(&self) -> Vec<f64> {
        let coefficients = self.parts.effects.iter().map(|effect| effect.coefficient);
        self.parts.base.parameters().iter().copied().chain(coefficients).collect()
    }

    /// The names of [`CovariateModel::parameters`]: those of the plain model, then
    /// role and column, as "purchase.online".
    #[must_use]
    pub fn parameter_names(&self) -> Vec<String> {
        let effects = self.parts.effects.iter();
        let names = self.parts.base.parameter_names().iter().map(|name| (*name).to_owned());
        names.chain(effects.map(|e| format!("{}.{}", e.role.name(), e.name))).collect()
    }

    /// The report of the fit, if the model was fitted.
    #[must_use]
    pub fn report(&self) -> Option<&CovariateReport> {
        self.parts.report.as_ref()
    }

    /// The asymptotic covariance of [`CovariateModel::parameters`], row by row:
    /// the inverse of the observed information I or, under a penalty with
    /// information P, (I + P)⁻¹ I (I + P)⁻¹, which is that of the estimator and
    /// says nothing of its bias toward 0. `None` where the information is singular.
    #[must_use]
    pub fn covariance(&self) -> Option<&[f64]> {
        self.parts.covariance.as_deref()
    }

    /// The standard errors of [`CovariateModel::parameters`].
    #[must_use]
    pub fn standard_errors(&self) -> Option<Vec<f64>> {
        let covariance = self.covariance()?;
        let k = covariance.len().isqrt();
        Some((0..k).map(|i| covariance[i * k + i].sqrt()).collect())
    }

    /// The unit of time of the parameters, where one was stated.
    #[must_use]
    pub fn time_unit(&self) -> Option<Unit> {
        Unit::from_name(self.unit())
    }

    /// In the unit of time of these customers.
    pub(crate) fn in_unit_of(self, customers: &Histories<'_>) -> Self {
        match customers.unit() {
            Some(unit) => self.with_unit(unit.name()),
            None => self,
        }
    }

    /// The unit of the parameters; empty where none was stated.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.parts.unit
    }

    /// Where the model comes from; empty where nothing was stated.
    #[must_use]
    pub fn provenance(&self) -> &str {
        &self.parts.provenance
    }

    /// The names of the columns that a role needs, in order.
    pub fn columns(&self, role: CovariateRole) -> impl Iterator<Item = &str> {
        // A coin's two coefficients may read different columns of attrition.
        let effects = &self.parts.effects;
        effects
            .iter()
            .enumerate()
            .filter(move |(index, effect)| {
                let twin = |e: &CovariateEffect| {
                    e.role.source() == effect.role.source() && e.name == effect.name
                };
                effect.role.source() == role && !effects[..*index].iter().any(twin)
            })
            .map(|(_, effect)| effect.name.as_str())
    }

    /// The plain model of one customer: `purchase` and `attrition` hold the facts
    /// in the order of [`CovariateModel::columns`]; so does `spend`.
    ///
    /// # Errors
    /// `Length`, `NotFinite`; `OutOfRange` where the facts lie so far from those
    /// of the fit that a parameter leaves the range of numbers.
    pub fn for_customer(
        &self,
        purchase: &[f64],
        attrition: &[f64],
        spend: &[f64],
    ) -> Result<AnyModel> {
        let mut facts = Covariates::new();
        let given = [
            (CovariateRole::Purchase, purchase),
            (CovariateRole::Attrition, attrition),
            (CovariateRole::Spend, spend),
        ];
        for (role, values) in given {
            let names: Vec<&str> = self.columns(role).collect();
            if names.len() != values.len() {
                return Err(Error::length(role.name(), values.len(), names.len()));
            }
            for (name, value) in names.into_iter().zip(values) {
                facts = facts.with(role, &[(name, std::slice::from_ref(value))])?;
            }
        }
        self.shifted(&self.lookup(&facts)?, 0)
    }

    /// The plain model of each customer with these facts.
    ///
    /// # Errors
    /// As for [`CovariateModel::predict_into`].
    pub fn for_customers(&self, facts: &Covariates<'_>, customers: usize) -> Result<Vec<AnyModel>> {
        facts.check_length(customers)?;
        let columns = self.lookup(facts)?;
        (0..customers)
            .map(|row| self.shifted(&columns, row).map_err(|error| error.at_row(row as u64)))
            .collect()
    }

    /// The plain model of each distinct row of these facts, and which of them is that of
    /// each customer.
    pub(crate) fn distinct(
        &self,
        facts: &Covariates<'_>,
        customers: usize,
    ) -> Result<(Vec<AnyModel>, Vec<usize>)> {
        facts.check_length(customers)?;
        let columns = self.lookup(facts)?;
        let groups = grouped(&columns, (0..customers as u32).collect());
        let mut of = vec![0; customers];
        let mut models = Vec::with_capacity(groups.len());
        for (index, group) in groups.iter().enumerate() {
            let row = group[0] as usize;
            models.push(self.shifted(&columns, row).map_err(|error| error.at_row(row as u64))?);
            group.iter().for_each(|&row| of[row as usize] = index);
        }
        Ok((models, of))
    }

    /// One prediction for each customer with their facts, written to `out`; as
    /// [`PurchaseModel::predict_into`]. Columns are found by role and name, in any
    /// order; nothing is written unless everything is in order.
    ///
    /// # Errors
    /// As [`PurchaseModel::predict_into`]; `MissingColumn` where `facts` lack a
    /// column; `Argument` where they have one that a role of the model does not
    /// know; `Length`; `OutOfRange`, with the row, where the facts of a customer
    /// lie so far from those of the fit that a parameter leaves the range of
    /// numbers. A model of spend is `Argument`.
    pub fn predict_into(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        self.purchase()?.predict_into(prediction, &Histories::new(&[], &[], &[])?, 1, &mut [])?;
        self.by_facts(customers, facts, threads, out, |model, rows, out| {
            model.purchases()?.predict_into(prediction, rows, 1, out)
        })
    }

    /// The log-likelihood of each history with its facts, written to `out`.
    ///
    /// # Errors
    /// As [`CovariateModel::predict_into`].
    pub fn ln_likelihood_into(
        &self,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        self.by_facts(customers, facts, 1, out, |model, rows, out| {
            model.purchases()?.ln_likelihood_into(rows, out)
        })
    }

    /// Discounted expected purchases of each customer; as
    /// [`Valuation::discounted_purchases_into`].
    ///
    /// # Errors
    /// As [`CovariateModel::predict_into`]; `OutOfRange` for an infinite horizon
    /// without a discount.
    pub fn discounted_purchases_into(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        valuation.check()?;
        self.by_facts(customers, facts, threads, out, |model, rows, out| {
            valuation.discounted_purchases_into(model.purchases()?, rows, 1, out)
        })
    }

    /// Lifetime value of each customer; as [`Valuation::lifetime_value_into`].
    ///
    /// # Errors
    /// As [`CovariateModel::discounted_purchases_into`]; `Length` and `NotFinite`
    /// for the spend, with the row.
    pub fn lifetime_value_into(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        expected_spend: &[f64],
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        if expected_spend.len() != customers.len() {
            return Err(Error::length("expected_spend", expected_spend.len(), customers.len()));
        }
        if let Some(row) = expected_spend.iter().position(|spend| !spend.is_finite()) {
            return Err(Error::out_of_range("expected_spend", expected_spend[row], "finite")
                .at_row(row as u64));
        }
        self.discounted_purchases_into(valuation, customers, facts, threads, out)?;
        for (value, spend) in out.iter_mut().zip(expected_spend) {
            *value *= spend * valuation.margin();
        }
        Ok(())
    }

    /// The expected spend per purchase of each customer of a model of spend; as
    /// [`GammaGamma::expected_spend_into`].
    ///
    /// # Errors
    /// As there, and as [`CovariateModel::predict_into`] for the facts. A model of
    /// purchases is `Argument`.
    pub fn expected_spend_into(
        &self,
        customers: &Spending<'_>,
        facts: &Covariates<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        let base = self.spend()?;
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        facts.check_length(out.len())?;
        // Whether the mean exists depends on p and q alone.
        base.expected_spend_into(customers, &mut vec![0.0; out.len()])?;
        let columns = self.lookup(facts)?;
        let mut found = vec![0.0; out.len()];
        for (row, (x, mean)) in customers.iter().enumerate() {
            let model = self.shifted(&columns, row).map_err(|error| error.at_row(row as u64))?;
            if let Some(model) = model.as_spend() {
                found[row] = model.expected_spend(x, mean)?;
            }
        }
        out.copy_from_slice(&found);
        Ok(())
    }

    fn purchase(&self) -> Result<&dyn PurchaseModel> {
        self.parts.base.as_purchase().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is a model of spend, not of purchases")
                .in_column("model")
        })
    }

    fn spend(&self) -> Result<&GammaGamma> {
        self.parts.base.as_spend().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is a model of purchases, not of spend")
                .in_column("model")
        })
    }

    /// The column of each effect.
    fn lookup<'c>(&self, facts: &Covariates<'c>) -> Result<Vec<&'c [f64]>> {
        let roles: &[CovariateRole] = match self.parts.base {
            AnyModel::GammaGamma(_) => &[CovariateRole::Spend],
            _ => &[CovariateRole::Purchase, CovariateRole::Attrition],
        };
        for &role in roles {
            for column in facts.of(role) {
                if !self.columns(role).any(|name| name == column.name) {
                    let known: Vec<&str> = self.columns(role).collect();
                    return Err(Error::new(ErrorKind::Argument, "is no covariate of the model")
                        .in_column(format!("{}.{}", role.name(), column.name))
                        .allowing(known.join(", ")));
                }
            }
        }
        let effects = self.parts.effects.iter();
        effects
            .map(|effect| {
                let role = effect.role.source();
                let found: Option<Column<'c>> =
                    facts.of(role).find(|column| column.name == effect.name);
                found.map(|column| column.values).ok_or_else(|| {
                    Error::new(ErrorKind::MissingColumn, "is a covariate of the model and absent")
                        .in_column(format!("{}.{}", role.name(), effect.name))
                })
            })
            .collect()
    }

    /// The plain model of the customer in `row` of the columns of the effects.
    fn shifted(&self, columns: &[&[f64]], row: usize) -> Result<AnyModel> {
        let base = &self.parts.base;
        let mut parameters = base.parameters().to_vec();
        let mut shifts = vec![0.0; parameters.len()];
        for (effect, values) in self.parts.effects.iter().zip(columns) {
            for target in base.targets().iter().filter(|target| target.role == effect.role) {
                let shift = effect.coefficient * (values[row] - effect.center);
                shifts[target.parameter] += target.sign * shift;
            }
        }
        for (value, shift) in parameters.iter_mut().zip(shifts).filter(|(_, shift)| *shift != 0.0) {
            *value *= f64::exp(shift);
        }
        AnyModel::from_kind(base.kind(), &parameters)
    }

    /// Answers for the customers of each distinct row of facts, from their own
    /// plain model.
    pub(crate) fn by_facts(
        &self,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        threads: usize,
        out: &mut [f64],
        answer: impl Fn(&AnyModel, &Histories<'_>, &mut [f64]) -> Result<()> + Sync,
    ) -> Result<()> {
        self.purchase()?;
        units_meet("customers", customers.unit(), "the model", self.time_unit())?;
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        facts.check_length(customers.len())?;
        let columns = self.lookup(facts)?;
        let groups = grouped(&columns, (0..customers.len() as u32).collect());
        // Every share holds whole groups, or one part of a large one.
        let mut shares: Vec<Vec<(AnyModel, &[u32])>> = Vec::new();
        let mut room = 0;
        for group in &groups {
            let row = group[0] as usize;
            let model = self.shifted(&columns, row).map_err(|error| error.at_row(row as u64))?;
            for part in group.chunks(CHUNK) {
                if room < part.len() || shares.is_empty() {
                    shares.push(Vec::new());
                    room = CHUNK;
                }
                if let Some(share) = shares.last_mut() {
                    share.push((model, part));
                }
                room -= part.len();
            }
        }
        let answers = chunked(
            shares.len(),
            1,
            threads,
            |range| {
                let mut found = Vec::with_capacity(CHUNK);
                for (model, rows) in shares[range].iter().flatten() {
                    let first = found.len();
                    found.resize(first + rows.len(), 0.0);
                    let histories = || rows.iter().filter_map(|&row| customers.get(row as usize));
                    let x: Vec<u32> = histories().map(|history| history.x()).collect();
                    let t_x: Vec<f64> = histories().map(|history| history.t_x()).collect();
                    let t: Vec<f64> = histories().map(|history| history.t()).collect();
                    let own = Histories::new(&x, &t_x, &t)?;
                    answer(model, &own, &mut found[first..]).map_err(|error| {
                        match error.row() {
                            Some(row) => error.at_row(u64::from(rows[row as usize])),
                            None => error,
                        }
                    })?;
                }
                Ok(found)
            },
            Ok(Vec::with_capacity(out.len())),
            |all: Result<Vec<f64>>, part: Result<Vec<f64>>| {
                let (mut all, part) = (all?, part?);
                all.extend(part);
                Ok(all)
            },
        )?;
        for (&row, value) in groups.iter().flatten().zip(answers) {
            out[row as usize] = value;
        }
        Ok(())
    }
}

impl Likely for CovariateModel {
    fn log_likelihood(&self) -> f64 {
        self.parts.report.as_ref().map_or(f64::NEG_INFINITY, |report| report.fit.log_likelihood)
    }

    fn report_mut(&mut self) -> Option<&mut FitReport> {
        self.parts.report.as_mut().map(|report| &mut report.fit)
    }

    fn with_constant(mut self, constant: f64) -> Self {
        if let Some(report) = &mut self.parts.report {
            report.fit.add_constant(constant);
            report.penalised += constant;
            if let Some(plain) = &mut report.plain {
                plain.add_constant(constant);
            }
        }
        self
    }
}
