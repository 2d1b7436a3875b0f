//! The likelihood of a model at any parameters, for optimisers and samplers of one's own.

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::refit::{self, Refit};
use crate::lifetime::observed::history::Histories;
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::observed::survivors::Survivors;
use crate::lifetime::spend::itemized_spend::ItemizedSpending;
use crate::numeric::maximise::Derivatives;

/// The log-likelihood of a model over data at any parameters, with exact derivatives.
/// Nothing needs to be fitted: it is for optimisers, samplers and pictures of one's own.
///
/// The data are reduced to their distinct observations once, so that each evaluation
/// costs as little as one of a fit.
///
/// ```
/// use habitue::lifetime::{BgNbd, FitOptions, Histories, LikelihoodSurface};
/// let x = [0, 3, 1, 0, 8, 2, 0, 5];
/// let t_x = [0.0, 9.0, 4.0, 0.0, 9.5, 3.0, 0.0, 4.0];
/// let customers = Histories::new(&x, &t_x, &[10.0; 8])?;
/// let kind = BgNbd::new(1.0, 1.0, 1.0, 1.0)?.into();
/// let surface = LikelihoodSurface::of_purchases(&kind, &customers, 1)?;
/// let at = surface.evaluate(&[0.9, 2.1, 0.6, 3.0])?;
/// let fitted = BgNbd::fit(&customers, &FitOptions::default())?;
/// assert!(at.log_likelihood < fitted.report().log_likelihood);
/// assert_eq!((at.gradient.len(), at.hessian.len()), (4, 16));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug)]
pub struct LikelihoodSurface {
    surface: Box<dyn Refit>,
    estimated: usize,
    threads: usize,
}

/// The log-likelihood at one point, with its derivatives in the logarithms of the
/// parameters.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LikelihoodAt {
    /// Of all data, without constants that no parameter moves.
    pub log_likelihood: f64,
    /// d/d ln(parameter), in the order of the parameters.
    pub gradient: Vec<f64>,
    /// The second derivatives, row by row.
    pub hessian: Vec<f64>,
}

impl LikelihoodSurface {
    /// The likelihood of a model of purchases over histories. `model` says which, and
    /// the k of those with regular purchases; its other parameters are not looked at.
    /// `threads` share each evaluation, 0 for all cores; the bits do not depend on it.
    ///
    /// # Errors
    /// `Argument` for a model of another family; `Empty` without customers; `Undefined`
    /// where nobody ever came back; `OutOfRange` with the row for a history that the
    /// model cannot speak of.
    pub fn of_purchases(
        model: &AnyModel,
        customers: &Histories<'_>,
        threads: usize,
    ) -> Result<Self> {
        Ok(Self::new(model, refit::of_purchases(model, customers, threads)?, threads))
    }

    /// The likelihood of a model of spend over mean amounts; as
    /// [`LikelihoodSurface::of_purchases`].
    ///
    /// # Errors
    /// `Argument` for a model of another family; `Empty` or `Undefined` for customers
    /// who say nothing of spend.
    pub fn of_spend(model: &AnyModel, customers: &Spending<'_>) -> Result<Self> {
        Ok(Self::new(model, refit::of_spend(model, customers, 1)?, 1))
    }

    /// The likelihood of a model of spend over single amounts; as
    /// [`LikelihoodSurface::of_purchases`].
    ///
    /// # Errors
    /// As [`LikelihoodSurface::of_spend`].
    pub fn of_itemized(model: &AnyModel, customers: &ItemizedSpending<'_>) -> Result<Self> {
        Ok(Self::new(model, refit::of_itemized(model, customers, 1)?, 1))
    }

    /// The likelihood of a model of customers under contract over their cohorts; as
    /// [`LikelihoodSurface::of_purchases`].
    ///
    /// # Errors
    /// `Argument` for a model of another family; `Empty` or `Undefined` for cohorts that
    /// say nothing.
    pub fn of_contract(model: &AnyModel, table: &Survivors) -> Result<Self> {
        Ok(Self::new(model, refit::of_contract(model, table)?, 1))
    }

    fn new(model: &AnyModel, surface: Box<dyn Refit>, threads: usize) -> Self {
        let all = 0..model.parameters().len();
        let estimated = all.filter(|&parameter| surface.place(parameter).is_some()).count();
        Self { surface, estimated, threads }
    }

    /// The log-likelihood and its derivatives at these parameters: those that a fit
    /// estimates, in the order of the model and without k.
    ///
    /// # Errors
    /// `Length` for another number of parameters; `NotFinite` or `OutOfRange` for one
    /// that is not positive and finite; `Domain` where value or derivatives are beyond
    /// the range of doubles.
    pub fn evaluate(&self, parameters: &[f64]) -> Result<LikelihoodAt> {
        if parameters.len() != self.estimated {
            return Err(Error::length("parameters", parameters.len(), self.estimated));
        }
        if let Some(&value) = parameters.iter().find(|value| !(value.is_finite() && **value > 0.0))
        {
            return Err(Error::out_of_range("parameters", value, "> 0 and finite"));
        }
        let point: Vec<f64> = parameters.iter().map(|value| value.ln()).collect();
        let Derivatives { value, gradient, hessian } = self.surface.at(&point, self.threads)?;
        let numbers = gradient.iter().chain(hessian.iter());
        if !(value.is_finite() && numbers.into_iter().all(|number| number.is_finite())) {
            let what = "is not finite there: the parameters are too far out";
            return Err(Error::new(ErrorKind::Domain, what).in_column("likelihood"));
        }
        Ok(LikelihoodAt {
            log_likelihood: value,
            gradient: gradient.as_slice().to_vec(),
            hessian: hessian.as_slice().to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifetime::{BgCnbd, ParetoNbd, PurchaseModel};

    fn customers<T>(ask: impl FnOnce(&Histories<'_>) -> T) -> T {
        let x = [0, 3, 1, 0, 8, 2, 0, 5];
        let t_x = [0.0, 9.0, 4.0, 0.0, 9.5, 3.0, 0.0, 4.0];
        ask(&Histories::new(&x, &t_x, &[10.0; 8]).unwrap())
    }

    #[test]
    fn value_is_the_sum_over_customers() {
        customers(|customers| {
            let model = ParetoNbd::new(0.5, 10.0, 0.6, 12.0).unwrap();
            let surface = LikelihoodSurface::of_purchases(&model.into(), customers, 1).unwrap();
            let at = surface.evaluate(&[0.5, 10.0, 0.6, 12.0]).unwrap();
            let sum = PurchaseModel::log_likelihood(&model, customers).unwrap();
            assert!((at.log_likelihood - sum).abs() <= 1e-13 * sum.abs());
        });
    }

    #[test]
    fn derivatives_are_those_of_the_value() {
        customers(|customers| {
            let model = BgCnbd::new(1.0, 1.0, 1.0, 1.0, 2).unwrap().into();
            let surface = LikelihoodSurface::of_purchases(&model, customers, 1).unwrap();
            let point = [0.7f64, 1.3, 0.6, 2.0];
            let at = surface.evaluate(&point).unwrap();
            let moved = |i: usize, step: f64| {
                let mut moved = point;
                moved[i] *= step.exp();
                surface.evaluate(&moved).unwrap()
            };
            for i in 0..4 {
                let (up, down) = (moved(i, 1e-5), moved(i, -1e-5));
                let slope = (up.log_likelihood - down.log_likelihood) / 2e-5;
                assert!((slope - at.gradient[i]).abs() < 1e-8, "{i}: {slope}");
                for j in 0..4 {
                    let bend = (up.gradient[j] - down.gradient[j]) / 2e-5;
                    assert!((bend - at.hessian[4 * i + j]).abs() < 1e-8, "{i}, {j}: {bend}");
                }
            }
        });
    }

    #[test]
    fn parameters_that_are_none_are_refused() {
        customers(|customers| {
            let model = BgCnbd::new(1.0, 1.0, 1.0, 1.0, 2).unwrap().into();
            let surface = LikelihoodSurface::of_purchases(&model, customers, 1).unwrap();
            let kind = |parameters: &[f64]| surface.evaluate(parameters).unwrap_err().kind();
            assert_eq!(kind(&[1.0; 5]), ErrorKind::Length);
            assert_eq!(kind(&[1.0, -1.0, 1.0, 1.0]), ErrorKind::OutOfRange);
            assert_eq!(kind(&[1.0, f64::NAN, 1.0, 1.0]), ErrorKind::NotFinite);
        });
    }
}
