//! A fitted model together with the data that it was fitted to.

use super::estimate::{Estimate, UncertaintyMethod, reach_of};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::covariates::covariate_options::CovariateOptions;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::kinds::refit::{Coordinate, Maximum, Refit};
use crate::lifetime::model::customers::Customers;
use crate::numeric::tolerance::{FITTED, PROFILE, PROFILE_CLIMBS, TOO_FAR};

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
/// ([`Uncertainty`](crate::lifetime::Uncertainty)).
///
/// ```
/// use habitue::lifetime::{CovariateOptions, Customers, FitOptions, Model, Survivors};
/// let table = Survivors::new().with_cohort(&[1000, 869, 743, 653, 593, 551, 517, 491])?;
/// let customers = Customers::of_cohorts(&table);
/// let model = Model::fit(Model::SBG, &customers, &FitOptions::default())?;
/// let likelihood = model.likelihood(&customers, &CovariateOptions::default(), 1)?;
/// let alpha = likelihood.interval(0, 0.95)?;
/// // The data are skewed: the interval reaches further up than down.
/// assert!(alpha.high - alpha.estimate > alpha.estimate - alpha.low);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug)]
pub struct Likelihood {
    model: Model,
    surface: Box<dyn Refit>,
    peak: Maximum,
    threads: usize,
}

impl Model {
    /// The likelihood over the customers that the model was fitted to, for profile intervals
    /// and the bootstrap. `covariates` are the choices of a fit with covariates, and not looked
    /// at otherwise; `threads` share each evaluation, 0 for all cores; the bits do not depend on
    /// it. For the models with regular purchases k stays as fitted.
    ///
    /// Coefficients are parameters like the others, and come after those of the base. The
    /// bootstrap fits again under the same penalty, with columns centred and scaled as they
    /// were.
    ///
    /// # Errors
    /// As the fit of the model; `Missing` or `NotRead` for a column that the fit reads, or does
    /// not; `Inconsistent` where the (penalised) likelihood of these customers is not at its peak
    /// for this model, so that it was fitted to others or not at all, or its coefficients are not
    /// those that covariates and choices make.
    pub fn likelihood(
        &self,
        customers: &Customers<'_>,
        covariates: &CovariateOptions,
        threads: usize,
    ) -> Result<Likelihood> {
        Likelihood::new(self, self.surface(customers, covariates, threads)?, threads)
    }
}

/// Whether a climb that found no peak did not come higher either: on a ridge the fit is as
/// high as the likelihood goes.
fn is_no_higher(error: &Error, here: f64) -> bool {
    error.convergence().is_some_and(|climb| climb.objective <= here + FITTED)
}

impl Likelihood {
    fn new(fitted: &Model, surface: Box<dyn Refit>, threads: usize) -> Result<Self> {
        let start = surface.point(fitted)?;
        let here = surface.value(&start, threads)?;
        let unmoved = || Maximum { point: start.clone(), log_likelihood: here, slope: 0.0 };
        let mut peak = match surface.climb(&start, None, threads) {
            Err(error) if is_no_higher(&error, here) => unmoved(),
            climbed => climbed?,
        };
        if peak.log_likelihood > here + FITTED {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!(
                    "was not fitted to these data, or with parameters held, bounded or given priors: the \
                     log-likelihood is {here} there and {} at its peak",
                    peak.log_likelihood
                ),
            )
            .in_column("model"));
        }
        peak.point = start;
        peak.log_likelihood = peak.log_likelihood.max(here);
        Ok(Self { model: fitted.clone(), surface, peak, threads })
    }

    /// The fitted model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The log-likelihood at its peak, of the data and without constants that no
    /// parameter moves; less the penalty, where there is one.
    #[must_use]
    pub fn log_likelihood(&self) -> f64 {
        self.peak.log_likelihood
    }

    pub(crate) fn surface(&self) -> &dyn Refit {
        &*self.surface
    }

    /// The coordinates of the fit.
    pub(crate) fn start(&self) -> &[f64] {
        &self.peak.point
    }

    /// The highest log-likelihood while `parameter` (its index) is held at `value`.
    ///
    /// # Errors
    /// `OutOfRange` for no such estimated parameter or a value outside the box of the
    /// fit (a parameter of the base is positive); `NotConverged`.
    pub fn profile(&self, parameter: usize, value: f64) -> Result<f64> {
        let Some(place) = self.surface.place(parameter) else {
            return Err(self.no_parameter(parameter));
        };
        let (low, high) = (place.measure.value(place.low), place.measure.value(place.high));
        if !(value >= low && value <= high) {
            return Err(Error::out_of_range("value", value, format!("{low:e} to {high:e}")));
        }
        let held = (parameter, place.measure.coordinate(value));
        Ok(self.surface.climb(&self.peak.point, Some(held), self.threads)?.log_likelihood)
    }

    fn no_parameter(&self, parameter: usize) -> Error {
        let estimated =
            (0..self.model.parameters().len()).filter(|&i| self.surface.place(i).is_some());
        let allowed: Vec<String> = estimated.map(|index| index.to_string()).collect();
        let allowed = format!("an estimated parameter: {}", allowed.join(", "));
        Error::out_of_range("parameter", parameter as f64, allowed)
    }

    /// The profile interval of one parameter (its index), at a confidence such as 0.95.
    ///
    /// # Errors
    /// `OutOfRange` for a confidence not between 0 and 1, or no such parameter;
    /// `Undefined` under a penalty, which the χ² distribution knows nothing of;
    /// `NotConverged` where a climb fails, or where the profile climbs above the
    /// fit, which then was no peak.
    pub fn interval(&self, parameter: usize, confidence: f64) -> Result<Estimate> {
        let reach = reach_of(confidence)?;
        let values = self.model.parameters();
        let Some(&estimate) = values.get(parameter) else {
            return Err(self.no_parameter(parameter));
        };
        if self.surface.is_penalised() {
            return Err(Error::new(
                ErrorKind::Undefined,
                "has no profile interval where a penalty was at work: use the bootstrap",
            )
            .in_column("model"));
        }
        let standard_error = self.standard_error(parameter, values.len());
        let (low, high) = match self.surface.place(parameter) {
            Some(place) => {
                let step = standard_error.map(|error| place.measure.step(error, estimate));
                let centre = place.measure.coordinate(estimate);
                let end = |side| self.end(parameter, place, (centre, step), reach, side);
                (end(-1.0)?, end(1.0)?)
            }
            None => (estimate, estimate),
        };
        let method = UncertaintyMethod::Profile;
        Ok(Estimate {
            estimate,
            standard_error,
            low,
            high,
            confidence,
            method,
            draws: 0,
            failed: 0,
        })
    }

    /// The profile intervals of all parameters, in their order; one that was fixed
    /// has an interval without width.
    ///
    /// # Errors
    /// As [`Likelihood::interval`].
    pub fn intervals(&self, confidence: f64) -> Result<Vec<Estimate>> {
        (0..self.model.parameters().len()).map(|i| self.interval(i, confidence)).collect()
    }

    fn standard_error(&self, parameter: usize, k: usize) -> Option<f64> {
        self.model.covariance().map(|covariance| covariance[parameter * k + parameter].sqrt())
    }

    /// The end of the interval on one side: where the signed root of twice the drop
    /// of the profile meets `reach`; 0 or infinite where it does not within the box.
    /// `centre` is the coordinate of the fit, with its standard error if that is known.
    fn end(
        &self,
        parameter: usize,
        place: Coordinate,
        (centre, error): (f64, Option<f64>),
        reach: f64,
        side: f64,
    ) -> Result<f64> {
        let limit = if side < 0.0 { place.low } else { place.high };
        let open = place.measure.value(side * f64::INFINITY);
        let room = (limit - centre) * side;
        if room <= 0.0 {
            return Ok(open);
        }
        let wald = error.map(|error| reach * error);
        // Distances from the centre along the coordinate: of a point with too small a
        // drop, of the next trial, and of a point with too large a one.
        let mut inside = 0.0;
        let mut trial = wald.filter(|step| *step < 2.0).unwrap_or(0.5).min(room);
        let mut outside = f64::INFINITY;
        let mut start = self.peak.point.clone();
        for _ in 0..PROFILE_CLIMBS {
            let coordinate = centre + side * trial;
            let value = place.measure.value(coordinate);
            let held = Some((parameter, coordinate));
            let found = match self.surface.climb(&start, held, self.threads) {
                Ok(found) => found,
                // Too far from where the others were: come nearer.
                Err(error) if trial - inside < TOO_FAR => return Err(error),
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
                        "climbs above the fit, which was no peak: with the parameter at {value} the log-likelihood is {}, not {}",
                        found.log_likelihood, self.peak.log_likelihood
                    ),
                )
                .in_column("model"));
            }
            let root = (2.0 * drop.max(0.0)).sqrt();
            if (root - reach).abs() <= PROFILE {
                return Ok(value);
            }
            // d root/d distance, by the slope of the profile.
            let rise = -side * found.slope / root;
            let newton = trial + (reach - root) / rise;
            if root < reach {
                if trial >= room {
                    return Ok(open);
                }
                inside = trial;
                start.clone_from(&found.point);
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
                return Ok(place.measure.value(centre + side * outside));
            }
        }
        let names = self.model.parameter_names();
        let name = names.get(parameter).cloned().unwrap_or_default();
        Err(Error::new(ErrorKind::NotConverged, "has no end of its profile interval in sight")
            .in_column(name))
    }
}
