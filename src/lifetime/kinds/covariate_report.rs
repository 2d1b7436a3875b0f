//! What is known of a fit with covariates.

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::fit_report::FitReport;
use crate::lifetime::fit::likelihood_ratio::LikelihoodRatio;

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
    pub(crate) fn check(&self) -> Result<()> {
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
