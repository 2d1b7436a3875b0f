//! How covariates enter a fit.

use crate::error::{Error, Result};
use crate::lifetime::observed::covariates::CovariateRole;

/// What the attrition covariates do in the beta-geometric models, whose drop-out
/// probabilities are Beta(a, b). Other models do not look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[repr(i32)]
pub enum AttritionLink {
    /// a_i = a e^(γ₂'z) and b_i = b e^(γ₃'z) with coefficients of their own (Fader
    /// and Hardie, note 019): both how likely customers are to leave and how much
    /// they differ may depend on z.
    #[default]
    Separate = 0,
    /// a_i = a e^(γ₂'z) alone, one coefficient a column: e^γ is the factor of the
    /// mean odds a/b of leaving at a purchase.
    Odds = 1,
    /// a_i = a e^(γ₂'z) and b_i = b e^(γ₂'z) with the same coefficients, as the R
    /// package CLVTools has it. The mean probability of leaving a/(a + b) is then
    /// the same for all z: only how much customers differ depends on z.
    Common = 2,
}

/// How covariates enter a fit. Every option has a default; start from
/// [`CovariateOptions::default`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CovariateOptions {
    pub(crate) standardise: bool,
    pub(crate) link: AttritionLink,
    pub(crate) shared: Vec<String>,
    /// Of purchase, attrition and spend.
    pub(crate) penalties: [f64; 3],
}

impl CovariateOptions {
    /// Whether columns are centred at their mean and, for the penalty, scaled by
    /// their standard deviation over the (weighted) customers. The parameters of
    /// the base are then those of a customer with mean facts instead of facts 0,
    /// and means and deviations are kept in the model, which goes on reading
    /// facts as they are. Coefficients are reported per unit of the column
    /// ([`CovariateEffect::coefficient`](crate::lifetime::CovariateEffect::coefficient)) and
    /// per standard deviation ([`standardised`](crate::lifetime::CovariateEffect::standardised))
    /// either way, and without a penalty the likelihood is the same. Defaults to no.
    #[must_use]
    pub fn with_standardised(mut self, standardise: bool) -> Self {
        self.standardise = standardise;
        self
    }

    /// What attrition covariates do in the beta-geometric models. Defaults to
    /// [`AttritionLink::Separate`].
    #[must_use]
    pub fn with_attrition_link(mut self, link: AttritionLink) -> Self {
        self.link = link;
        self
    }

    /// Columns, by name, that have the same coefficient in purchase and in
    /// attrition (that of a in the beta-geometric models). Defaults to none.
    #[must_use]
    pub fn with_shared(mut self, names: &[&str]) -> Self {
        self.shared = names.iter().map(|name| (*name).to_owned()).collect();
        self
    }

    /// The strength λ of the L2 penalty ½ λ Σ γ² on the coefficients of a role,
    /// which is subtracted from the log-likelihood: as a normal prior with mean 0
    /// and variance 1/λ. γ is per standard deviation where the fit is
    /// standardised, otherwise per unit of the column; parameters of the base are
    /// never penalised, and a shared coefficient is penalised once, as one of
    /// purchase. [`CovariateRole::Attrition`] speaks for both coefficients of a
    /// beta-geometric model. Defaults to 0.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite`: the strength is negative or not finite.
    pub fn with_penalty(mut self, role: CovariateRole, strength: f64) -> Result<Self> {
        if !(strength.is_finite() && strength >= 0.0) {
            let what = format!("{} penalty", role.name());
            return Err(Error::out_of_range(what, strength, ">= 0 and finite"));
        }
        self.penalties[penalty_index(role)] = strength;
        Ok(self)
    }

    pub(crate) fn penalty(&self, role: CovariateRole) -> f64 {
        self.penalties[penalty_index(role)]
    }
}

const fn penalty_index(role: CovariateRole) -> usize {
    match role {
        CovariateRole::Purchase => 0,
        CovariateRole::Attrition | CovariateRole::AttritionB => 1,
        CovariateRole::Spend => 2,
    }
}
