//! How to fit, and where a running fit stands.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use nalgebra::DVector;

use super::prior::Prior;
use super::wishes::Wishes;
use crate::error::{Error, Result};
use crate::numeric::maximise::Limits;
use crate::numeric::tolerance;

/// The most regular intervals that are tried.
pub const HIGHEST_REGULARITY: u32 = 12;

/// How to fit. Every option has a default; start from [`FitOptions::default`].
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct FitOptions<'a> {
    threads: Option<usize>,
    max_iterations: Option<u32>,
    tolerance: Option<f64>,
    start: Option<Vec<f64>>,
    progress: Option<&'a dyn Fn(FitProgress) -> ControlFlow<()>>,
    cancel: Option<&'a AtomicBool>,
    regularity: Option<u32>,
    starts: Option<u32>,
    wishes: Wishes,
}

impl std::fmt::Debug for FitOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FitOptions")
            .field("threads", &self.threads)
            .field("max_iterations", &self.max_iterations)
            .field("tolerance", &self.tolerance)
            .field("start", &self.start)
            .field("starts", &self.starts)
            .field("wishes", &self.wishes)
            .finish_non_exhaustive()
    }
}

impl<'a> FitOptions<'a> {
    /// Threads that share the work; 0 means all cores. The result has the same
    /// bits for any number. Defaults to 1.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Most Newton iterations before the fit is an error. Defaults to 500.
    #[must_use]
    pub fn with_max_iterations(mut self, iterations: u32) -> Self {
        self.max_iterations = Some(iterations);
        self
    }

    /// The Newton decrement, in units of log-likelihood, at which the last step
    /// is taken. Defaults to 1e-9, which puts every parameter within 5e-5
    /// standard errors before that step and at rounding after it.
    #[must_use]
    pub fn with_tolerance(mut self, decrement: f64) -> Self {
        self.tolerance = Some(decrement);
        self
    }

    /// The parameters to start from, for instance those of last month's fit.
    /// Defaults to values taken from the data.
    #[must_use]
    pub fn with_start(mut self, parameters: &[f64]) -> Self {
        self.start = Some(parameters.to_vec());
        self
    }

    /// How many points to start from; where they are more than the model or
    /// [`FitOptions::with_start`] names, the others lie around the first (always the same
    /// ones, about a factor of 4.5 away in each parameter). The best result is kept, and
    /// [`FitReport::agreeing`](crate::lifetime::FitReport::agreeing) says how many starts led to it. A
    /// large base compares the starts on a sample.
    /// Defaults to the starts that the model knows: the first from the data, the others
    /// from its corners and special cases (nobody leaves, all are equally prone to leave,
    /// some leave at once, those who never came back did, all buy alike, ...), each of which may explain few customers as
    /// well as the first. Fewer are the first of these. At least 1 and at most 1,000.
    #[must_use]
    pub fn with_starts(mut self, starts: u32) -> Self {
        self.starts = Some(starts);
        self
    }

    /// Holds a parameter, by the name that the model has for it ("q"), at a value: only the
    /// others are estimated, and information criteria count only them. Standard errors and
    /// covariances of a held parameter are 0. Defaults to none.
    #[must_use]
    pub fn with_fixed(mut self, parameter: &str, value: f64) -> Self {
        self.wishes.fixed.push((parameter.to_owned(), value));
        self
    }

    /// Keeps a parameter, by its name, from `low` to `high` inclusive; an infinite bound is
    /// none. For instance `("q", 1.01, f64::INFINITY)` keeps the mean spend of a Gamma-Gamma
    /// population finite. A fit that ends at such a bound says so
    /// ([`Ridge::GivenBound`](crate::lifetime::Ridge::GivenBound)). Defaults to the bounds of the model.
    #[must_use]
    pub fn with_bounds(mut self, parameter: &str, low: f64, high: f64) -> Self {
        self.wishes.bounds.push((parameter.to_owned(), low, high));
        self
    }

    /// What is known of a parameter, by its name, before the data: its log density is added
    /// to the log-likelihood. The report gives likelihood and information criteria without it;
    /// the covariance is that of the posterior about its mode. Several priors of one parameter
    /// add up. Defaults to none.
    #[must_use]
    pub fn with_prior(mut self, parameter: &str, prior: Prior) -> Self {
        self.wishes.priors.push((parameter.to_owned(), prior));
        self
    }

    /// The L2 penalty of the Python package lifetimes, by its name there: from the mean
    /// log-likelihood of a customer `coefficient` times the sum of the squared parameters is
    /// subtracted, those in units of time measured by the longest T. (lifetimes' own
    /// ParetoNBDFitter divides by the mean weight where its others divide by the sum: its
    /// coefficient is this one times the number of customers. Its MBG and BG/BB do as its BG/NBD.)
    /// A scale of your own says [`FitOptions::with_prior`] better. Defaults to 0.
    #[must_use]
    pub fn with_penalizer_coef(mut self, coefficient: f64) -> Self {
        self.wishes.penalizer_coef = coefficient;
        self
    }

    /// Is told of each iteration on the calling thread, by the first sample of a large base of
    /// each climb, and may break the fit off. Defaults to nobody.
    #[must_use]
    pub fn with_progress(mut self, watch: &'a dyn Fn(FitProgress) -> ControlFlow<()>) -> Self {
        self.progress = Some(watch);
        self
    }

    /// A flag that any thread may raise to break the fit off. Defaults to none.
    #[must_use]
    pub fn with_cancel(mut self, flag: &'a AtomicBool) -> Self {
        self.cancel = Some(flag);
        self
    }

    /// k of the models whose purchases come with Erlang-k intervals, 1 to
    /// [`HIGHEST_REGULARITY`]; other models do not look at it. Defaults to the
    /// k of the highest likelihood.
    #[must_use]
    pub fn with_regularity(mut self, k: u32) -> Self {
        self.regularity = Some(k);
        self
    }

    pub(crate) fn threads(&self) -> usize {
        self.threads.unwrap_or(1)
    }

    pub(crate) fn regularity(&self) -> Option<u32> {
        self.regularity
    }

    pub(crate) fn wishes(&self) -> &Wishes {
        &self.wishes
    }

    /// The value at which a parameter is held and the bounds that it is kept within, as the
    /// caller wants it, and the same options without them: for one that is not estimated.
    pub(crate) fn apart(&self, parameter: &str) -> (Option<f64>, Option<(f64, f64)>, Self) {
        let mut rest = self.clone();
        let Wishes { fixed, bounds, .. } = &mut rest.wishes;
        let held = fixed.iter().rfind(|(name, _)| name == parameter).map(|(_, value)| *value);
        let kept = bounds.iter().rfind(|(name, ..)| name == parameter);
        let kept = kept.map(|&(_, low, high)| (low, high));
        fixed.retain(|(name, _)| name != parameter);
        bounds.retain(|(name, ..)| name != parameter);
        (held, kept, rest)
    }

    /// The same options, with the start taken from the data.
    pub(crate) fn without_start(&self) -> Self {
        Self { start: None, ..self.clone() }
    }

    pub(crate) fn start(&self) -> Option<&[f64]> {
        self.start.as_deref()
    }

    /// How many starts, where the model knows so many of its own.
    pub(crate) fn starts(&self, own: u32) -> Result<u32> {
        let starts = self.starts.unwrap_or(own);
        if !(1..=1000).contains(&starts) {
            return Err(Error::out_of_range("starts", f64::from(starts), "1 to 1000"));
        }
        Ok(starts)
    }

    /// When to stop, within a box.
    pub(crate) fn limits(&self, low: DVector<f64>, high: DVector<f64>) -> Result<Limits> {
        let decrement = self.tolerance.unwrap_or(tolerance::DECREMENT);
        if !(decrement.is_finite() && decrement > 0.0) {
            return Err(Error::out_of_range("tolerance", decrement, "> 0"));
        }
        let iterations = self.max_iterations.unwrap_or(500);
        Ok(Limits { iterations, decrement, coarseness: 1.0, low, high })
    }

    /// Who may set it wants the fit to stop.
    pub(crate) fn cancel(&self) -> Option<&AtomicBool> {
        self.cancel
    }

    pub(crate) fn goes_on(&self, progress: FitProgress) -> bool {
        self.cancel.is_none_or(|flag| !flag.load(Ordering::Relaxed))
            && self.progress.is_none_or(|watch| watch(progress).is_continue())
    }
}

/// Where a running fit stands.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct FitProgress {
    /// Iterations done, those with samples and from other starts included.
    pub iteration: u32,
    /// Log-likelihood at the present point.
    pub log_likelihood: f64,
    /// Largest component of its gradient in log-parameters.
    pub gradient_norm: f64,
    /// Which of the starts this climb began at, counted from 0.
    pub start: u32,
    /// Whether it climbs by a sample of a large base.
    pub sample: bool,
}
