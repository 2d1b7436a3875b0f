//! How sure a fitted model is of anything that it says.

use nalgebra::{DMatrix, SymmetricEigen};

use super::estimate::{
    Estimate, IntervalScale, Support, UncertaintyMethod, delta_interval, reach_of,
};
use super::likelihood::Likelihood;
use super::sampling_distribution::{SamplingDistribution, Variation, Wanted, axes, no_covariance};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::fit_report::{FitReport, Ridge};
use crate::lifetime::kinds::model::Model;
use crate::numeric::parallel;
use crate::numeric::random::Stream;
use crate::progress::Progress;
use crate::time::Unit;

/// More draws would only make figures of four digits out of figures of three.
const MOST_DRAWS: u32 = 1_000_000;

/// How many draws or refits, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DrawOptions {
    /// How many are drawn.
    pub draws: u32,
    /// Where the random streams start; the same seed gives the same bits, whatever
    /// the number of threads.
    pub seed: u64,
    /// Threads; 0 for all cores.
    pub threads: usize,
}

impl Default for DrawOptions {
    fn default() -> Self {
        Self { draws: 1000, seed: 1, threads: 1 }
    }
}

impl DrawOptions {
    /// How many are drawn, at least 2. A standard error is known to about
    /// 1/√(2 draws) of itself, an end of a 95 % interval to about twice that.
    /// Defaults to 1000.
    #[must_use]
    pub fn with_draws(mut self, draws: u32) -> Self {
        self.draws = draws;
        self
    }

    /// Where the random streams start. Defaults to 1.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Threads, 0 for all cores. Defaults to 1.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    fn check(&self) -> Result<()> {
        if !(2..=MOST_DRAWS).contains(&self.draws) {
            let allowed = format!("2 to {MOST_DRAWS}");
            return Err(Error::out_of_range("draws", f64::from(self.draws), allowed));
        }
        Ok(())
    }
}

/// How sure a fitted model is of anything that it says: of its parameters, of each
/// prediction for each customer, of totals over the base.
///
/// # Three ways, and when each is right
/// * [`Uncertainty::delta`]: the slope of a figure in the parameters, times their
///   covariance. As cheap as some twenty predictions, without chance. Right where
///   the base is large, so that the figure is nearly straight over the range that
///   the data leave open. Wrong for few customers, near a ridge, and for figures
///   that move in steps (quantiles of counts), which it refuses.
/// * [`Uncertainty::draws`]: parameters drawn from the same covariance, and the
///   figure of each. It follows the curve of the figure, so its intervals may be
///   lopsided as they should be; but it still takes the likelihood for a
///   paraboloid in the logarithms of the parameters. Right for curved figures of
///   well-determined models. Wrong where [`FitReport::ridge`](crate::lifetime::FitReport)
///   names a ridge; it is refused there, as is the delta method.
/// * [`Uncertainty::bootstrap`]: customers drawn with replacement and the model
///   fitted again, from the fit that is known, on the distinct histories alone: a
///   few Newton steps each. It trusts neither the paraboloid nor the model, so it
///   is the only one that stays honest where the model is wrong, and it works on
///   ridges. Wrong for very few customers, whose drawing again shows too little
///   of what might have been seen.
///
/// All treat customers as independent, the parameters of purchases and of spend
/// as independent of each other (as the models do), and say nothing of a wrong
/// choice of model.
///
/// ```
/// use habitue::{Job, Progress};
/// use habitue::lifetime::{
///     CovariateOptions, Customers, DrawOptions, FitOptions, Model, Question, Survivors,
///     Uncertainty,
/// };
/// let table = Survivors::new().with_cohort(&[1000, 631, 468, 382, 326, 289, 262, 241])?;
/// let cohorts = Customers::of_cohorts(&table);
/// let model = Model::fit(Model::SBG, &cohorts, &FitOptions::default())?;
/// let lifetime = Question::ResidualLifetime { rate: 0.1 };
/// let new = Customers::of_renewals(&[0]);
/// let delta = Uncertainty::delta(&model)?.answer(&lifetime, &new, 0.95, &mut Job::new())?;
///
/// let likelihood = model.likelihood(&cohorts, &CovariateOptions::default(), 1)?;
/// let options = DrawOptions::default().with_draws(200);
/// let bootstrap = Uncertainty::bootstrap(&likelihood, options, &mut Progress::silent())?;
/// let again = bootstrap.answer(&lifetime, &new, 0.95, &mut Job::new())?;
/// // Two ways to the same standard error.
/// let (a, b) = (delta.standard_error[0], again.standard_error[0]);
/// assert!((a / b - 1.0).abs() < 0.25, "{a} {b}");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Uncertainty {
    pub(crate) spread: SamplingDistribution<Model>,
    pub(crate) scale: IntervalScale,
    /// Standard errors of the parameters by the covariance; `None` for one that the data
    /// do not bound.
    errors: Vec<Option<f64>>,
    /// Of the model, where it is stated.
    pub(crate) time_unit: Option<Unit>,
}

impl Uncertainty {
    /// The delta method: slopes by differences of the exact figure along the axes of
    /// the covariance in log-parameters (coefficients of covariates as they are), to
    /// about 1e-9 of the figure.
    ///
    /// On a ridge there is no covariance to trust: figures are refused (`Singular`: use the
    /// bootstrap there), and of the [parameters](Uncertainty::parameters) those that the
    /// data bound all the same have their standard errors, the others none.
    ///
    /// # Errors
    /// `Undefined` for a model that was not fitted; `Singular` for one without a ridge and
    /// without a covariance.
    pub fn delta(model: &Model) -> Result<Self> {
        if let Some(ridge) = peakless(report_of(model)?) {
            return Ok(Self::on_ridge(model, ridge));
        }
        let covariance = coordinate_covariance(model)?;
        let centre = model.clone();
        let rates = centre.rates();
        let k = rates.len();
        let eigen = SymmetricEigen::new(DMatrix::from_row_slice(k, k, &covariance));
        let factor: Vec<Vec<f64>> = (0..k)
            .filter(|&i| eigen.eigenvalues[i] > 0.0)
            .map(|i| {
                let length = eigen.eigenvalues[i].sqrt();
                (0..k).map(|row| length * eigen.eigenvectors[(row, i)]).collect()
            })
            .collect();
        let axes = axes(&factor, |shift| centre.moved(shift))?;
        let errors = (0..k).map(|i| Some(rates[i] * covariance[i * k + i].sqrt())).collect();
        let method = UncertaintyMethod::Delta;
        let spread =
            SamplingDistribution { centre, around: Variation::Axes(axes), method, failed: 0 };
        let time_unit = model.time_unit();
        Ok(Self { spread, scale: IntervalScale::Natural, errors, time_unit })
    }

    /// What the delta method knows on a ridge: the parameters that do not run off along it.
    fn on_ridge(model: &Model, ridge: Ridge) -> Self {
        let centre = model.clone();
        let rates = centre.rates();
        let k = rates.len();
        let error = |i: usize| {
            let error = model.covariance()?.get(i * k + i)?.sqrt();
            (error <= BOUNDED * rates[i]).then_some(error)
        };
        let errors = (0..k).map(error).collect();
        let method = UncertaintyMethod::Delta;
        let around = Variation::Nothing(ridge.description());
        let spread = SamplingDistribution { centre, around, method, failed: 0 };
        let time_unit = model.time_unit();
        Self { spread, scale: IntervalScale::Natural, errors, time_unit }
    }

    /// Parameters drawn from the asymptotic distribution: normal in the logarithms
    /// of the parameters, so that all stay positive, and in coefficients of covariates
    /// as they are.
    ///
    /// # Errors
    /// As [`Uncertainty::delta`], and `Singular` on a ridge; `OutOfRange` for fewer than 2
    /// draws or more than 1,000,000.
    pub fn draws(model: &Model, options: DrawOptions) -> Result<Self> {
        options.check()?;
        let covariance = coordinate_covariance(model)?;
        let centre = model.clone();
        let k = centre.parameters().len();
        let factor = cholesky(&covariance, k);
        let draw = |number: u32| {
            let mut stream = stream(&centre, options.seed, number);
            let z: Vec<f64> = (0..k).map(|_| stream.normal()).collect();
            let shift: Vec<f64> =
                (0..k).map(|i| (0..=i).map(|j| factor[i * k + j] * z[j]).sum()).collect();
            centre.moved(&shift).ok()
        };
        let sample: Vec<Model> = (0..options.draws).filter_map(draw).collect();
        let sampled = Self::sampled(centre, sample, UncertaintyMethod::Draws, options.draws);
        Ok(Self { time_unit: model.time_unit(), ..sampled })
    }

    /// Refits to customers drawn with replacement, as many as there are. A cell of w
    /// customers with the same history is drawn a multinomial number of times, so
    /// that the number of customers stays; weights that are no counts are taken
    /// for numbers of customers all the same, and their sum is rounded. Each refit
    /// starts at the fit; those that do not converge, or whose customers do not
    /// identify the model, are counted as failed. `progress` hears the refits done.
    ///
    /// # Errors
    /// `OutOfRange` for fewer than 2 draws; `Empty` where fewer than 2 refits
    /// succeed or the weights round to nobody; `Cancelled`.
    pub fn bootstrap(
        likelihood: &Likelihood,
        options: DrawOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Self> {
        options.check()?;
        let centre = likelihood.model().clone();
        let weights = likelihood.surface().weights();
        if weights.iter().sum::<f64>().round() < 1.0 {
            return Err(Error::empty("customers"));
        }
        let refit = |number: u32| -> Option<Model> {
            let mut stream = stream(&centre, options.seed, number);
            let drawn = resampled(&weights, &mut stream);
            let surface = likelihood.surface().reweighted(&drawn).ok()?;
            let peak = surface.climb(likelihood.start(), None, 1).ok()?;
            surface.model(&peak.point).ok()
        };
        let total = u64::from(options.draws);
        progress.report(0, total)?;
        let mut found: Vec<Option<Model>> = vec![None; options.draws as usize];
        let round = ROUND * parallel::threads(options.threads);
        for (index, part) in found.chunks_mut(round).enumerate() {
            let first = index * round;
            parallel::fill(part, 1, options.threads, |place, slots| {
                for (slot, number) in slots.iter_mut().zip(place..) {
                    *slot = refit((first + number) as u32);
                }
            });
            progress.report((first + part.len()) as u64, total)?;
        }
        let sample: Vec<Model> = found.into_iter().flatten().collect();
        if sample.len() < 2 {
            return Err(Error::empty("refits that converged"));
        }
        let sampled = Self::sampled(centre, sample, UncertaintyMethod::Bootstrap, options.draws);
        Ok(Self { time_unit: likelihood.model().time_unit(), ..sampled })
    }

    fn sampled(centre: Model, sample: Vec<Model>, method: UncertaintyMethod, tried: u32) -> Self {
        let failed = tried - sample.len() as u32;
        let spread =
            SamplingDistribution { centre, around: Variation::Sample(sample), method, failed };
        Self { spread, scale: IntervalScale::Natural, errors: Vec::new(), time_unit: None }
    }

    /// On which scale intervals of the delta method are symmetric. Defaults to
    /// [`IntervalScale::Natural`]; the other methods do not look at it.
    #[must_use]
    pub fn with_scale(mut self, scale: IntervalScale) -> Self {
        self.scale = scale;
        self
    }

    /// The fitted model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.spread.centre
    }

    /// The models of the draws or refits, in order; none for the delta method.
    #[must_use]
    pub fn models(&self) -> &[Model] {
        match &self.spread.around {
            Variation::Axes(_) | Variation::Nothing(_) => &[],
            Variation::Sample(models) => models,
        }
    }

    /// How the uncertainty was found.
    #[must_use]
    pub fn method(&self) -> UncertaintyMethod {
        self.spread.method
    }

    /// Draws or refits without a model.
    #[must_use]
    pub fn failed(&self) -> u32 {
        self.spread.failed
    }

    /// The parameters with standard errors and intervals, in the order of the
    /// paper, then the coefficients of covariates. By the delta method these are the
    /// intervals of Wald: on the logarithm of the parameter
    /// (estimate · e^(± z se/estimate)), or ± z se for coefficients and where the
    /// scale is plain. One that runs off along a ridge has no standard error, and an
    /// interval that is open on both sides.
    ///
    /// # Errors
    /// `OutOfRange` for a confidence not between 0 and 1.
    pub fn parameters(&self, confidence: f64) -> Result<Vec<Estimate>> {
        let reach = reach_of(confidence)?;
        let positive = self.model().positive();
        let values = self.model().parameters();
        let one = |i: usize| match self.errors.get(i) {
            None => {
                let wanted = self.wanted(confidence, Support::Positive, 1);
                self.spread
                    .figure(wanted, &mut Progress::silent(), |model| Ok(model.parameters()[i]))
            }
            Some(&error) => {
                let scale = if i < positive { self.scale } else { IntervalScale::Plain };
                let least = if i < positive { 0.0 } else { f64::NEG_INFINITY };
                let [low, high] = error.map_or([least, f64::INFINITY], |error| {
                    let band = delta_interval(values[i], error, reach, scale, Support::Positive);
                    [band.low, band.high]
                });
                Ok(Estimate {
                    estimate: values[i],
                    standard_error: error,
                    low,
                    high,
                    confidence,
                    method: self.method(),
                    draws: 0,
                    failed: 0,
                })
            }
        };
        (0..values.len()).map(one).collect()
    }

    /// Any figure of the model: a difference of two predictions, a share of the
    /// base, a value of one's own. The delta method needs a figure without steps,
    /// right to about 1e-12, and gives estimate ± z standard errors.
    ///
    /// # Errors
    /// As `figure` at the fitted parameters; `OutOfRange` for a confidence not between 0
    /// and 1; `Empty` where fewer than 2 draws have a figure.
    ///
    /// ```
    /// use habitue::lifetime::{ContractPrediction, FitOptions, Model, Sbg, Survivors, Uncertainty};
    /// let table = Survivors::new().with_cohort(&[1000, 631, 468, 382, 326, 289, 262, 241])?;
    /// let model = Model::from(Sbg::fit(&table, &FitOptions::default())?);
    /// // How much more loyal are customers of seven years than new ones?
    /// let rate = ContractPrediction::RetentionRate;
    /// let gain = Uncertainty::delta(&model)?.of(0.95, |model| {
    ///     let model = model.base().as_contract().expect("a contract");
    ///     Ok(model.predict(rate, 7)? - model.predict(rate, 0)?)
    /// })?;
    /// assert!(gain.low > 0.25 && gain.high < 0.35, "{gain:?}");
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(
        &self,
        confidence: f64,
        figure: impl Fn(&Model) -> Result<f64> + Sync,
    ) -> Result<Estimate> {
        let mut wanted = self.wanted(confidence, Support::Signed, 1);
        wanted.scale = IntervalScale::Plain;
        self.spread.figure(wanted, &mut Progress::silent(), figure)
    }

    pub(crate) fn wanted(&self, confidence: f64, support: Support, threads: usize) -> Wanted {
        Wanted { confidence, scale: self.scale, support, threads }
    }
}

/// Refits of each thread between two reports.
const ROUND: usize = 8;

/// The stream of one draw of one kind of model, so that purchases and spend that
/// are drawn with the same seed are independent.
fn stream(model: &Model, seed: u64, number: u32) -> Stream {
    Stream::new(seed, (u64::from(model.kind()) << 32) | u64::from(number))
}

/// How many logarithms a standard error may span for the data to bound a parameter: with
/// more it may as well be a hundred times as large.
const BOUNDED: f64 = 5.0;

fn report_of(model: &Model) -> Result<&FitReport> {
    model.report().ok_or_else(|| {
        Error::new(ErrorKind::Undefined, "was not fitted, so nothing is known of its uncertainty")
            .in_column("model")
    })
}

/// The ridge that leaves a fit without a peak, if there is one.
fn peakless(report: &FitReport) -> Option<Ridge> {
    // An infinite mean of the population is no lack of a peak.
    report.ridge.filter(|ridge| *ridge != Ridge::InfiniteMeanSpend)
}

/// The covariance of the coordinates of the parameters, row by row.
fn coordinate_covariance(model: &Model) -> Result<Vec<f64>> {
    let ridge = peakless(report_of(model)?);
    let (Some(covariance), None) = (model.covariance(), ridge) else {
        return Err(no_covariance(ridge.unwrap_or(Ridge::Flat).description()));
    };
    let rates = model.rates();
    let k = rates.len();
    Ok((0..k * k).map(|i| covariance[i] / (rates[i / k] * rates[i % k])).collect())
}

/// The lower factor of a covariance, with zeros where nothing varies.
fn cholesky(covariance: &[f64], k: usize) -> Vec<f64> {
    let mut factor = vec![0.0; k * k];
    for i in 0..k {
        for j in 0..=i {
            let known: f64 = (0..j).map(|l| factor[i * k + l] * factor[j * k + l]).sum();
            let rest = covariance[i * k + j] - known;
            factor[i * k + j] = if i == j {
                rest.max(0.0).sqrt()
            } else if factor[j * k + j] > 0.0 {
                rest / factor[j * k + j]
            } else {
                0.0
            };
        }
    }
    factor
}

/// How often each cell is drawn: a multinomial number, as binomials of what is
/// left.
fn resampled(weights: &[f64], stream: &mut Stream) -> Vec<f64> {
    let mut rest: Vec<f64> = weights
        .iter()
        .rev()
        .scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect();
    rest.reverse();
    let mut left = rest.first().map_or(0, |total| total.round() as u64);
    weights
        .iter()
        .zip(&rest)
        .map(|(weight, rest)| {
            let drawn = match rand_distr::Binomial::new(left, (weight / rest).min(1.0)) {
                Ok(law) if left > 0 => stream.draw(&law),
                _ => 0,
            };
            left -= drawn;
            drawn as f64
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resampled_cells_are_multinomial() {
        let weights = [1.0, 40.0, 3.0, 900.0, 56.0];
        let draws = 4000;
        let (mut sums, mut squares, mut cross) = ([0.0; 5], [0.0; 5], 0.0);
        for number in 0..draws {
            let drawn = resampled(&weights, &mut Stream::new(5, number));
            assert_eq!(drawn.iter().sum::<f64>(), 1000.0);
            for (i, n) in drawn.iter().enumerate() {
                sums[i] += n;
                squares[i] += (n - weights[i]) * (n - weights[i]);
            }
            cross += (drawn[1] - 40.0) * (drawn[4] - 56.0);
        }
        let draws = draws as f64;
        for (i, weight) in weights.iter().enumerate() {
            let variance = weight * (1.0 - weight / 1000.0);
            // Five standard errors of a mean and of a variance of counts.
            assert!((sums[i] / draws - weight).abs() < 5.0 * (variance / draws).sqrt(), "{i}");
            let spread = (variance * variance * (2.0 + 1.0 / variance) / draws).sqrt();
            assert!((squares[i] / draws - variance).abs() < 5.0 * spread, "{i}");
        }
        let expected = -40.0 * 56.0 / 1000.0;
        assert!((cross / draws - expected).abs() < 5.0 * (40.0 * 56.0 / draws).sqrt(), "{cross}");
        assert_eq!(resampled(&[0.2, 0.1], &mut Stream::new(1, 1)), [0.0, 0.0]);
    }

    #[test]
    fn the_factor_of_a_covariance_skips_what_is_fixed() {
        let covariance = [4.0, 0.0, 2.0, 0.0, 0.0, 0.0, 2.0, 0.0, 5.0];
        assert_eq!(cholesky(&covariance, 3), [2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 2.0]);
    }
}
