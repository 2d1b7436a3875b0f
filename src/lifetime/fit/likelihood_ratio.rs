//! Whether a richer model is worth its parameters.

use super::fit_report::FitReport;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::gamma_law::chi_square_tail;
use crate::numeric::tolerance;

/// The likelihood-ratio test of a model against a special case of it.
///
/// Under the special case, twice the difference of the log-likelihoods is about
/// χ² distributed, with as many degrees of freedom as the special case has
/// parameters less; a small p-value speaks for the richer model. Where the
/// special case lies at the end of a parameter's range (no heterogeneity, say)
/// the p-value is too large, at most by a factor of two for one parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct LikelihoodRatio {
    /// 2 (ln L of the richer model − ln L of the special case), >= 0.
    pub statistic: f64,
    /// Parameters that the special case has less.
    pub degrees: u32,
    /// P(χ² >= statistic).
    pub p_value: f64,
}

impl LikelihoodRatio {
    /// Tests the fit of a special case, `restricted`, against that of the model
    /// that contains it, `general`. That the two are nested and speak of the
    /// same data is the caller's to know; what can be seen of it is checked.
    ///
    /// # Errors
    /// `Argument`: `general` does not have more parameters, speaks of other
    /// customers, or has a smaller likelihood (by more than rounding), so that
    /// the models are not nested or the fit is not the best. `NotFinite` for a
    /// log-likelihood that is no number; `Overflow` for two whose difference is none.
    ///
    /// ```
    /// use habitue::lifetime::{Bdw, Survivors, FitOptions, LikelihoodRatio, Sbg};
    /// let table = Survivors::new().with_cohort(&[1000, 869, 743, 653, 593, 551, 517, 491])?;
    /// let sbg = Sbg::fit(&table, &FitOptions::default())?;
    /// let bdw = Bdw::fit(&table, &FitOptions::default())?;
    /// // Does the individual churn depend on time? For these customers it does.
    /// let test = LikelihoodRatio::new(sbg.report(), bdw.report())?;
    /// assert_eq!(test.degrees, 1);
    /// assert!(test.p_value < 0.001);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn new(restricted: &FitReport, general: &FitReport) -> Result<Self> {
        let refuse = |sentence: &str| {
            Err(Error::new(ErrorKind::Argument, sentence.to_owned()).in_column("general"))
        };
        if general.parameters <= restricted.parameters {
            return refuse("has no more parameters than the special case");
        }
        if general.customers != restricted.customers {
            return refuse("speaks of other customers than the special case");
        }
        for (name, fit) in [("restricted", restricted), ("general", general)] {
            if !fit.log_likelihood.is_finite() {
                return Err(Error::out_of_range(name, fit.log_likelihood, "a log-likelihood"));
            }
        }
        let statistic = 2.0 * (general.log_likelihood - restricted.log_likelihood);
        Error::unless_finite(statistic, "general", general.log_likelihood)?;
        if statistic < -tolerance::LESS_LIKELY * restricted.log_likelihood.abs() {
            return refuse("is less likely than the special case");
        }
        let statistic = statistic.max(0.0);
        let degrees = general.parameters - restricted.parameters;
        Ok(Self { statistic, degrees, p_value: chi_square_tail(degrees, statistic) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(parameters: u32, log_likelihood: f64) -> FitReport {
        FitReport {
            log_likelihood,
            parameters,
            iterations: 5,
            gradient_norm: 0.0,
            hessian_condition: 1.0,
            customers: 100.0,
            cells: 10,
            ridge: None,
            starts: 1,
            agreeing: 1,
            alternatives: Vec::new(),
        }
    }

    #[test]
    fn p_values_are_those_of_the_tables() {
        // Abramowitz and Stegun, table 26.8: χ² of one and of two degrees.
        for (degrees, statistic, p) in
            [(1, 3.841_458_820_694_124, 0.05), (2, 5.991_464_547_107_98, 0.05), (2, 0.0, 1.0)]
        {
            let general = report(2 + degrees, -100.0 + 0.5 * statistic);
            let test = LikelihoodRatio::new(&report(2, -100.0), &general).unwrap();
            assert!((test.p_value - p).abs() < 1e-12, "{test:?}");
        }
    }

    #[test]
    fn what_is_not_nested_is_refused() {
        let small = report(2, -100.0);
        assert!(LikelihoodRatio::new(&small, &report(2, -90.0)).is_err());
        assert!(LikelihoodRatio::new(&small, &report(3, -101.0)).is_err());
        let mut others = report(3, -90.0);
        others.customers = 99.0;
        assert!(LikelihoodRatio::new(&small, &others).is_err());
    }
}
