//! A fitted model together with the data that it was fitted to.

use super::estimate::{Estimate, UncertaintyMethod, reach_of};
use super::history::Histories;
use super::spend::Spending;
use super::stored::{AnyModel, StoredModel};
use super::surface::{self, Peak, Surface};
use super::survivors::Survivors;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::tolerance::{FITTED, PROFILE, PROFILE_CLIMBS};

/// The likelihood of a fitted model over its data: what profile intervals and the
/// bootstrap need.
///
/// # Profile intervals
/// The profile of a parameter is the highest likelihood that the others can reach
/// while it is held. Its interval holds all values that a likelihood-ratio test
/// does not refuse: 2 (l_max − l_profile) <= χ² quantile of one degree. It needs
/// no covariance, does not depend on how a parameter is written (a or ln a), bends
/// with the likelihood where Wald's interval stays symmetric, and says so where
/// the data set no bound: an end that meets the box of the fit is reported as 0 or
/// as infinite. So it is the interval to use for few customers and on ridges.
/// It costs some dozen fits, and is the wrong choice where only predictions matter
/// ([`Uncertainty`](super::Uncertainty)).
///
/// ```
/// use habitue::lifetime::{FitOptions, Likelihood, Sbg, StoredModel, Survivors};
/// let table = Survivors::new().with_cohort(&[1000, 869, 743, 653, 593, 551, 517, 491])?;
/// let model = StoredModel::from_fit(&Sbg::fit(&table, &FitOptions::default())?);
/// let likelihood = Likelihood::of_contract(&model, &table)?;
/// let alpha = likelihood.interval(0, 0.95)?;
/// // The data are skewed: the interval reaches further up than down.
/// assert!(alpha.high - alpha.estimate > alpha.estimate - alpha.low);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug)]
pub struct Likelihood {
    model: StoredModel,
    surface: Box<dyn Surface>,
    peak: Peak,
    threads: usize,
}

impl Likelihood {
    /// The likelihood of a model of purchases over the histories that it was
    /// fitted to. `threads` share each evaluation, 0 for all cores; the bits do
    /// not depend on it. For the models with regular purchases k stays as fitted.
    ///
    /// # Errors
    /// As the fit of the model; `Argument` for a model of another family;
    /// `Inconsistent` where the likelihood of these customers is not at its peak
    /// for this model, so that it was fitted to others or not at all.
    pub fn of_purchases(
        model: &StoredModel,
        customers: &Histories<'_>,
        threads: usize,
    ) -> Result<Self> {
        Self::new(model, surface::of_purchases(model.model(), customers, threads)?, threads)
    }

    /// The likelihood of a model of spend over the customers that it was fitted to.
    ///
    /// # Errors
    /// As [`Likelihood::of_purchases`].
    pub fn of_spend(model: &StoredModel, customers: &Spending<'_>) -> Result<Self> {
        Self::new(model, surface::of_spend(model.model(), customers, 1)?, 1)
    }

    /// The likelihood of a model of customers under contract over the cohorts that
    /// it was fitted to.
    ///
    /// # Errors
    /// As [`Likelihood::of_purchases`].
    pub fn of_contract(model: &StoredModel, table: &Survivors) -> Result<Self> {
        Self::new(model, surface::of_contract(model.model(), table)?, 1)
    }

    fn new(model: &StoredModel, surface: Box<dyn Surface>, threads: usize) -> Result<Self> {
        let start = &model.model().parameters()[..surface.bounds().len()];
        let here = surface.value(start, threads)?;
        let mut peak = surface.climb(start, None, threads)?;
        if peak.log_likelihood > here + FITTED {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!(
                    "was not fitted to these data: their log-likelihood is {here} there and {} at its peak",
                    peak.log_likelihood
                ),
            )
            .in_column("model"));
        }
        peak.parameters = start.to_vec();
        peak.log_likelihood = peak.log_likelihood.max(here);
        Ok(Self { model: model.clone(), surface, peak, threads })
    }

    /// The fitted model.
    #[must_use]
    pub fn model(&self) -> &AnyModel {
        self.model.model()
    }

    /// The log-likelihood at its peak, of the data and without constants that no
    /// parameter moves.
    #[must_use]
    pub fn log_likelihood(&self) -> f64 {
        self.peak.log_likelihood
    }

    pub(crate) fn surface(&self) -> &dyn Surface {
        &*self.surface
    }

    /// The parameters that were estimated, without one that was fixed.
    pub(crate) fn start(&self) -> &[f64] {
        &self.peak.parameters
    }

    /// The highest log-likelihood while `parameter` (its index) is held at `value`.
    ///
    /// # Errors
    /// `OutOfRange` for no such estimated parameter or a value that is not positive
    /// or outside the box of the fit; `NotConverged`.
    pub fn profile(&self, parameter: usize, value: f64) -> Result<f64> {
        let bounds = self.surface.bounds();
        let Some(&(low, high)) = bounds.get(parameter) else {
            return Err(self.no_parameter(parameter, bounds.len()));
        };
        if !(value >= low && value <= high) {
            return Err(Error::out_of_range("value", value, format!("{low:e} to {high:e}")));
        }
        let mut start = self.peak.parameters.clone();
        start[parameter] = value;
        Ok(self.surface.climb(&start, Some(parameter), self.threads)?.log_likelihood)
    }

    fn no_parameter(&self, parameter: usize, estimated: usize) -> Error {
        let allowed = format!("0 to {}, the estimated parameters", estimated - 1);
        Error::out_of_range("parameter", parameter as f64, allowed)
    }

    /// The profile interval of one parameter (its index), at a level such as 0.95.
    ///
    /// # Errors
    /// `OutOfRange` for a level not between 0 and 1, or no such parameter;
    /// `NotConverged` where a climb fails, or where the profile climbs above the
    /// fit, which then was no peak.
    pub fn interval(&self, parameter: usize, level: f64) -> Result<Estimate> {
        let reach = reach_of(level)?;
        let parameters = self.model().parameters();
        if parameter >= parameters.len() {
            return Err(self.no_parameter(parameter, parameters.len()));
        }
        let estimate = parameters[parameter];
        let standard_error = self.standard_error(parameter);
        let (low, high) = if parameter < self.surface.bounds().len() {
            (self.end(parameter, reach, -1.0)?, self.end(parameter, reach, 1.0)?)
        } else {
            (estimate, estimate)
        };
        let method = UncertaintyMethod::Profile;
        Ok(Estimate { estimate, standard_error, low, high, level, method, draws: 0, failed: 0 })
    }

    /// The profile intervals of all parameters, in their order; one that was fixed
    /// has an interval without width.
    ///
    /// # Errors
    /// As [`Likelihood::interval`].
    pub fn intervals(&self, level: f64) -> Result<Vec<Estimate>> {
        (0..self.model().parameters().len()).map(|i| self.interval(i, level)).collect()
    }

    fn standard_error(&self, parameter: usize) -> Option<f64> {
        let k = self.model().parameters().len();
        self.model.covariance().map(|covariance| covariance[parameter * k + parameter].sqrt())
    }

    /// The end of the interval on one side: where the signed root of twice the drop
    /// of the profile meets `reach`; 0 or infinite where it does not within the box.
    fn end(&self, parameter: usize, reach: f64, side: f64) -> Result<f64> {
        let bounds = self.surface.bounds()[parameter];
        let limit = if side < 0.0 { bounds.0.ln() } else { bounds.1.ln() };
        let open = if side < 0.0 { 0.0 } else { f64::INFINITY };
        let centre = self.peak.parameters[parameter].ln();
        let room = (limit - centre) * side;
        if room <= 0.0 {
            return Ok(open);
        }
        let wald = self
            .standard_error(parameter)
            .map(|error| reach * error / self.peak.parameters[parameter]);
        // Distances from the centre on the logarithm: of a point with too small a
        // drop, of the next trial, and of a point with too large a one.
        let mut inside = 0.0;
        let mut trial = wald.filter(|step| *step < 2.0).unwrap_or(0.5).min(room);
        let mut outside = f64::INFINITY;
        let mut start = self.peak.parameters.clone();
        for _ in 0..PROFILE_CLIMBS {
            start[parameter] = (centre + side * trial).exp();
            let found = match self.surface.climb(&start, Some(parameter), self.threads) {
                Ok(found) => found,
                // Too far from where the others were: come nearer.
                Err(error) if trial - inside < 1e-3 => return Err(error),
                Err(_) => {
                    trial = inside + 0.25 * (trial - inside);
                    continue;
                }
            };
            let drop = self.peak.log_likelihood - found.log_likelihood;
            if drop < -FITTED {
                return Err(Error::new(
                    ErrorKind::NotConverged,
                    format!(
                        "climbs above the fit, which was no peak: with the parameter at {} the log-likelihood is {}, not {}",
                        start[parameter], found.log_likelihood, self.peak.log_likelihood
                    ),
                )
                .in_column("model"));
            }
            let root = (2.0 * drop.max(0.0)).sqrt();
            if (root - reach).abs() <= PROFILE {
                return Ok(start[parameter]);
            }
            // d root/d distance, by the slope of the profile.
            let rise = -side * found.slopes[parameter] / root;
            let newton = trial + (reach - root) / rise;
            if root < reach {
                if trial >= room {
                    return Ok(open);
                }
                inside = trial;
                start.clone_from(&found.parameters);
            } else {
                outside = trial;
            }
            trial = if outside.is_finite() {
                let good = newton > inside && newton < outside;
                if good { newton } else { 0.5 * (inside + outside) }
            } else {
                let next =
                    if newton.is_finite() && newton > inside { newton } else { 4.0 * inside };
                next.clamp(1.2 * inside, 4.0 * inside).min(room)
            };
            if outside - inside <= f64::EPSILON * (1.0 + centre.abs()) {
                return Ok((centre + side * outside).exp());
            }
        }
        Err(Error::new(ErrorKind::NotConverged, "has no end of its profile interval in sight")
            .in_column(self.parameter_name(parameter)))
    }

    fn parameter_name(&self, parameter: usize) -> String {
        let names = self.model().parameter_names();
        names.get(parameter).map_or_else(|| parameter.to_string(), |name| (*name).to_owned())
    }
}
