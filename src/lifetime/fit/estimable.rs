//! What a model must say to be fitted by maximum likelihood.

use std::ops::Range;

use super::fit_options::FitOptions;
use super::fit_report::{FitReport, Ridge};
use super::jet::Jet;
use crate::error::Result;
use crate::lifetime::observed::cells::{Cells, Observation};
use crate::lifetime::observed::covariates::Target;
use crate::lifetime::observed::history::Histories;
use crate::lifetime::predict::kind::Kind;

/// What was fitted, compared by its likelihood.
pub(crate) trait Likely {
    fn log_likelihood(&self) -> f64;

    /// What is known of the fit.
    fn report_mut(&mut self) -> Option<&mut FitReport>;

    /// The same fit with a term that no parameter moves added to its likelihood.
    fn with_constant(mut self, constant: f64) -> Self
    where
        Self: Sized,
    {
        if let Some(report) = self.report_mut() {
            report.add_constant(constant);
        }
        self
    }
}

/// A model of N positive parameters that can be fitted to observations.
pub(crate) trait Estimable<const N: usize>: Kind + Sized + Sync {
    /// What is observed of one customer.
    type Observation: Observation;
    /// What depends on the parameters and on the count alone.
    type Table: Send + Sync;
    /// What depends on the parameters and on one time alone; `()` where nothing
    /// does.
    type Moment: Copy + Send + Sync;
    /// What one observation leaves for the next ones, where they come in descending
    /// order; `()` where nothing.
    type Trail: Default;

    /// What is fixed before the fit; `()` where nothing is.
    type Settings: Copy + Default + Send + Sync;

    /// The names of the parameters that are estimated: the first.
    fn names() -> [&'static str; N] {
        std::array::from_fn(|i| Self::PARAMETERS[i])
    }

    /// The power of the unit of time that each is measured in: 1 of a time, −1 of a rate.
    const TIME_POWERS: [i32; N] = [0; N];

    /// What covariates act on, by role.
    const TARGETS: &'static [Target] = &[];

    /// Fits with the settings that the options give, or with the best of several.
    fn choose<F: Likely>(
        _: &Histories<'_>,
        options: &FitOptions<'_>,
        fit: impl Fn(Self::Settings, &FitOptions<'_>) -> Result<F>,
    ) -> Result<F> {
        fit(Self::Settings::default(), options)
    }

    /// What was fixed before the fit of this model.
    fn settings(&self) -> Self::Settings {
        Self::Settings::default()
    }

    fn from_array(settings: Self::Settings, parameters: [f64; N]) -> Result<Self>;

    /// Whether the data can identify the model at all.
    fn check(cells: &Cells<Self::Observation>) -> Result<()>;

    /// Parameters to start from: those of the data first, then those of the corners and
    /// special cases that the model knows, each of which may explain the data as well.
    /// Those of a family lead to like summits, so that only the highest is climbed from.
    fn starts(settings: Self::Settings, cells: &Cells<Self::Observation>) -> Vec<Vec<[f64; N]>>;

    /// The special cases that a reader may believe where the data do not refuse them, though
    /// another case explains the data a little better: where each begins, and the parameters
    /// that it holds there. At the last of the starts, which is given, nobody leaves; `nobody`
    /// says whether that is the best answer.
    fn special_cases(
        _: Self::Settings,
        _: &Cells<Self::Observation>,
        _last: [f64; N],
        _nobody: bool,
    ) -> Vec<([f64; N], Range<usize>)> {
        Vec::new()
    }

    /// P(alive) of a customer, where the model speaks of it.
    fn chance_alive(&self, _: &Self::Observation) -> f64 {
        1.0
    }

    /// The box of the parameters.
    fn bounds(cells: &Cells<Self::Observation>) -> [(f64, f64); N];

    fn table(&self, count: u32) -> Self::Table;

    fn moment(&self, time: f64) -> Self::Moment;

    /// The log-likelihood of one observation with its derivatives in the
    /// parameters themselves; `moments` are those of [`Observation::times`].
    fn jet(
        &self,
        table: &Self::Table,
        moments: [Self::Moment; 2],
        observation: &Self::Observation,
    ) -> Jet<N>;

    /// The same to rounding, where observations come one after the other.
    fn jet_along(
        &self,
        _: &mut Self::Trail,
        table: &Self::Table,
        moments: [Self::Moment; 2],
        observation: &Self::Observation,
    ) -> Jet<N> {
        self.jet(table, moments, observation)
    }

    /// The ridge that these parameters lie on, if any.
    fn ridge(
        settings: Self::Settings,
        parameters: &[f64; N],
        bounds: &[(f64, f64); N],
    ) -> Option<Ridge>;
}
