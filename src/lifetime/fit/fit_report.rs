//! What is known of a fit.

use crate::error::{Error, Result};
use crate::numeric::counts::MOST_COUNTED;

/// A direction in which the likelihood has no peak, by name. The parameters are
/// those of a near-optimal point; predictions from them are sound, single
/// parameters are not to be interpreted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[repr(i32)]
pub enum Ridge {
    /// Nobody seems to leave: attrition is not identified by these data.
    NoAttrition = 1,
    /// All customers seem equally prone to leave.
    EqualAttrition = 2,
    /// All customers seem to buy at the same rate.
    EqualPurchasing = 3,
    /// Hardly any rates lie between "never" and "often": the shape r of the
    /// purchase rates tends to 0.
    ExtremePurchasing = 4,
    /// Whether a customer leaves is all or nothing: the distribution of
    /// drop-out piles up at its ends.
    ExtremeAttrition = 5,
    /// q <= 1: the mean spend of the whole population is infinite (that of a
    /// customer with history is not).
    InfiniteMeanSpend = 6,
    /// Every purchase of a customer costs the same: p tends to infinity.
    ConstantSpend = 7,
    /// All customers have the same mean spend: q tends to infinity.
    EqualSpend = 8,
    /// The lifetimes are those of a Pareto/NBD: b tends to 0.
    ParetoLimit = 9,
    /// A coefficient of a covariate tends to infinity: customers who differ in it
    /// never bought, never left, or never differ in what it acts on.
    Separation = 10,
    /// A parameter stands at a bound that the caller set
    /// ([`FitOptions::with_bounds`](crate::lifetime::FitOptions::with_bounds)): the data want it beyond.
    GivenBound = 11,
    /// The surface is flat in some direction that has no name.
    Flat = 99,
}

impl Ridge {
    /// What it means, in a sentence.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::NoAttrition => "attrition is not identified: nobody seems to leave",
            Self::EqualAttrition => "all customers seem equally prone to leave",
            Self::EqualPurchasing => "all customers seem to buy at the same rate",
            Self::ExtremePurchasing => "purchase rates pile up near zero",
            Self::ExtremeAttrition => "attrition is all or nothing",
            Self::InfiniteMeanSpend => "q <= 1: the population's mean spend is infinite",
            Self::ConstantSpend => "every purchase of a customer costs the same",
            Self::EqualSpend => "all customers have the same mean spend",
            Self::ParetoLimit => "b tends to 0: the Pareto/NBD is the simpler model",
            Self::Separation => "a coefficient of a covariate tends to infinity",
            Self::GivenBound => "a parameter stands at the bound that it was given",
            Self::Flat => "the likelihood is flat in some direction",
        }
    }

    /// Every ridge.
    pub const ALL: &'static [Self] = &[
        Self::NoAttrition,
        Self::EqualAttrition,
        Self::EqualPurchasing,
        Self::ExtremePurchasing,
        Self::ExtremeAttrition,
        Self::InfiniteMeanSpend,
        Self::ConstantSpend,
        Self::EqualSpend,
        Self::ParetoLimit,
        Self::Separation,
        Self::GivenBound,
        Self::Flat,
    ];

    /// The ridge with this number, as the C interface and stored bytes give it.
    #[must_use]
    pub fn from_code(code: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|ridge| *ridge as i32 == code)
    }
}

/// Another summit of the likelihood, nearly as high as the best, that answers differently;
/// or a special case that is nearly as high, a summit or not: nobody leaves, all are equally
/// prone to leave, all leave at one age, or where nobody seems to, one customer in ten left at
/// once.
///
/// Parameters in other corners of a model may explain the same customers about as well:
/// many left at once, or nobody ever leaves. Where another summit lies within 2 of the
/// best log-likelihood (a likelihood ratio of e² or less, which no test refuses) and the
/// mean P(alive) of the base is more than 0.05 away, the data do not decide between the
/// two, and neither should be believed alone.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Alternative {
    /// The parameters there, as the model has them; with covariates the coefficients
    /// follow.
    pub parameters: Vec<f64>,
    /// The log-likelihood there.
    pub log_likelihood: f64,
    /// The mean of P(alive) over the customers of the fit, 0 to 1.
    pub alive: f64,
    /// A direction without a peak there, if there is one.
    pub ridge: Option<Ridge>,
}

impl Alternative {
    /// Refuses what is no summit.
    pub(crate) fn check(&self) -> Result<()> {
        if !self.log_likelihood.is_finite() {
            return Err(Error::out_of_range("log_likelihood", self.log_likelihood, "finite"));
        }
        if !(0.0..=1.0).contains(&self.alive) {
            return Err(Error::out_of_range("alive", self.alive, "0 to 1"));
        }
        match self.parameters.iter().find(|value| !value.is_finite()) {
            Some(&value) => Err(Error::out_of_range("parameters", value, "finite")),
            None => Ok(()),
        }
    }
}

/// What is known of a fit.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct FitReport {
    /// Log-likelihood at the optimum.
    pub log_likelihood: f64,
    /// Number of parameters.
    pub parameters: u32,
    /// Newton iterations.
    pub iterations: u32,
    /// Largest component of the gradient in log-parameters at the optimum. A component
    /// that is held back by the box of the fit counts like the others: where it is not
    /// nearly 0, the likelihood goes on rising beyond the box, and a ridge is named.
    pub gradient_norm: f64,
    /// Condition number of the Hessian in log-parameters; infinite where it is
    /// not negative definite.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite"))]
    pub hessian_condition: f64,
    /// Customers that the fit speaks of (the sum of the weights).
    pub customers: f64,
    /// Distinct observations among them.
    pub cells: u64,
    /// A direction without a peak, if there is one.
    pub ridge: Option<Ridge>,
    /// Points that the fit started from; see [`FitOptions::with_starts`](crate::lifetime::FitOptions::with_starts).
    #[cfg_attr(feature = "serde", serde(default = "one"))]
    pub starts: u32,
    /// How many of them led to this optimum.
    #[cfg_attr(feature = "serde", serde(default = "one"))]
    pub agreeing: u32,
    /// Other summits that the data do not refuse and that answer differently, the highest
    /// first.
    #[cfg_attr(feature = "serde", serde(default))]
    pub alternatives: Vec<Alternative>,
}

/// What reports say that were written before several starts were possible.
#[cfg(feature = "serde")]
fn one() -> u32 {
    1
}

impl FitReport {
    /// Refuses what no fit reports.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`, naming the field.
    pub(crate) fn check(&self) -> Result<()> {
        let starts = f64::from(self.starts);
        let least = f64::MIN_POSITIVE;
        let fields = [
            ("log_likelihood", self.log_likelihood, f64::MIN..=f64::MAX, "finite"),
            ("gradient_norm", self.gradient_norm, 0.0..=f64::MAX, ">= 0"),
            ("hessian_condition", self.hessian_condition, 1.0..=f64::INFINITY, ">= 1"),
            ("customers", self.customers, least..=f64::MAX, "> 0"),
            ("cells", self.cells as f64, 1.0..=MOST_COUNTED, "1 to 2^53"),
            ("starts", starts, 1.0..=f64::MAX, ">= 1"),
            ("agreeing", f64::from(self.agreeing), 0.0..=starts, "0 to the starts"),
        ];
        if let Some((name, value, _, allowed)) =
            fields.into_iter().find(|(_, value, range, _)| !range.contains(value))
        {
            return Err(Error::out_of_range(name, value, allowed));
        }
        self.alternatives.iter().try_for_each(Alternative::check)
    }

    #[cfg(feature = "serde")]
    pub(crate) fn checked(self) -> Result<Self> {
        self.check().map(|()| self)
    }

    /// Adds a term that no parameter moves to the likelihood.
    pub(crate) fn add_constant(&mut self, constant: f64) {
        self.log_likelihood += constant;
        for other in &mut self.alternatives {
            other.log_likelihood += constant;
        }
    }

    /// Akaike's criterion, 2 k − 2 ln L: smaller is better.
    #[must_use]
    pub fn aic(&self) -> f64 {
        2.0 * f64::from(self.parameters) - 2.0 * self.log_likelihood
    }

    /// Schwarz's criterion, k ln n − 2 ln L, where n is the number of customers.
    #[must_use]
    pub fn bic(&self) -> f64 {
        f64::from(self.parameters) * self.customers.ln() - 2.0 * self.log_likelihood
    }
}
