//! Maximum likelihood with exact derivatives, and what is known afterwards.

use std::borrow::Cow;
use std::ops::Deref;

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::ascend::{Summit, Surface, ascend};
use super::cells::{Cells, Observation};
use super::fit_options::FitOptions;
use super::fit_report::{FitReport, Ridge};
use super::jet::Jet;
use crate::error::{Error, Result};
use crate::numeric::maximise::Derivatives;
use crate::numeric::parallel::chunked;
use crate::numeric::tolerance;

/// A model whose parameters were estimated, with what is known of them. It
/// answers to everything that the model itself answers to.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Fitted<M> {
    model: M,
    report: FitReport,
    covariance: Option<Vec<f64>>,
}

impl<M> Deref for Fitted<M> {
    type Target = M;

    fn deref(&self) -> &M {
        &self.model
    }
}

impl<M> Fitted<M> {
    /// The model alone.
    pub fn model(&self) -> &M {
        &self.model
    }

    /// Log-likelihood, iterations, condition and diagnosis.
    pub fn report(&self) -> &FitReport {
        &self.report
    }

    /// The asymptotic covariance of the parameters (k × k, row by row), the
    /// inverse of the observed information; `None` where that is singular, as
    /// on some ridges.
    pub fn covariance(&self) -> Option<&[f64]> {
        self.covariance.as_deref()
    }

    /// The same fit of another face of the model.
    pub(crate) fn map<N>(self, f: impl FnOnce(M) -> N) -> Fitted<N> {
        Fitted { model: f(self.model), report: self.report, covariance: self.covariance }
    }

    /// The same fit with one more parameter, last, that was not estimated.
    pub(crate) fn with_fixed_parameter(mut self) -> Self {
        let k = self.report.parameters as usize;
        self.covariance = self.covariance.map(|old| {
            let entry = |i: usize, j: usize| if i < k && j < k { old[i * k + j] } else { 0.0 };
            (0..=k).flat_map(|i| (0..=k).map(move |j| (i, j))).map(|(i, j)| entry(i, j)).collect()
        });
        self
    }

    /// The asymptotic standard errors of the parameters; `None` as for
    /// [`Fitted::covariance`].
    pub fn standard_errors(&self) -> Option<Vec<f64>> {
        let covariance = self.covariance.as_ref()?;
        let k = covariance.len().isqrt();
        Some((0..k).map(|i| covariance[i * k + i].sqrt()).collect())
    }
}

/// What was fitted, compared by its likelihood.
pub(crate) trait Likely {
    fn log_likelihood(&self) -> f64;

    /// The same fit with a term that no parameter moves added to its likelihood.
    fn with_constant(self, constant: f64) -> Self;
}

impl<M> Likely for Fitted<M> {
    fn log_likelihood(&self) -> f64 {
        self.report.log_likelihood
    }

    fn with_constant(mut self, constant: f64) -> Self {
        self.report.log_likelihood += constant;
        self
    }
}

/// A model of N positive parameters that can be fitted to observations.
pub(crate) trait Estimable<const N: usize>: Sized + Sync {
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
    type Settings: Copy + Sync;

    /// The English name, for errors.
    const NAME: &'static str;

    /// The names of the parameters that are estimated.
    const NAMES: [&'static str; N];

    /// The power of the unit of time that each is measured in: 1 of a time, −1 of a rate.
    const TIME_POWERS: [i32; N] = [0; N];

    fn from_array(settings: Self::Settings, parameters: [f64; N]) -> Result<Self>;

    /// Whether the data can identify the model at all.
    fn check(cells: &Cells<Self::Observation>) -> Result<()>;

    /// Parameters to start from.
    fn start(settings: Self::Settings, cells: &Cells<Self::Observation>) -> [f64; N];

    /// Others, where the likelihood of few customers may have another summit.
    fn other_start(_: Self::Settings, _: &Cells<Self::Observation>) -> Option<[f64; N]> {
        None
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
    fn ridge(parameters: &[f64; N], bounds: &[(f64, f64); N]) -> Option<Ridge>;
}

/// Cells in one share of the work.
const CHUNK: usize = 1024;

/// The log-likelihood of `cells` and its derivatives.
pub(crate) fn log_likelihood<const N: usize, M: Estimable<N>>(
    model: &M,
    cells: &Cells<M::Observation>,
    threads: usize,
) -> Jet<N> {
    let tables: Vec<M::Table> = cells.counts().map(|count| model.table(count)).collect();
    let moments: Vec<M::Moment> = cells.times().iter().map(|&time| model.moment(time)).collect();
    chunked(
        cells.len(),
        CHUNK,
        threads,
        |range| {
            let mut sum = Jet::ZERO;
            let mut trail = M::Trail::default();
            cells.visit(range, |run, observation, codes, weight| {
                let moments = match codes {
                    Some(codes) => codes.map(|code| moments[code as usize]),
                    None => observation.times().map(|time| model.moment(time)),
                };
                sum.add(weight, &model.jet_along(&mut trail, &tables[run], moments, observation));
            });
            sum
        },
        Jet::ZERO,
        |mut sum, part| {
            sum.add(1.0, &part);
            sum
        },
    )
}

/// Fits `M` to `cells` by maximum likelihood.
pub(crate) fn fit<const N: usize, M: Estimable<N>>(
    settings: M::Settings,
    cells: &Cells<M::Observation>,
    options: &FitOptions<'_>,
) -> Result<Fitted<M>> {
    if cells.len() == 0 {
        return Err(Error::empty("customers"));
    }
    M::check(cells)?;
    let bounds = M::bounds(cells);
    let given: Vec<[f64; N]> = match options.start() {
        None => {
            let other = M::other_start(settings, cells);
            std::iter::once(M::start(settings, cells)).chain(other).collect()
        }
        Some(given) => {
            let start =
                <[f64; N]>::try_from(given).map_err(|_| Error::length("start", given.len(), N))?;
            M::from_array(settings, start)?;
            vec![start]
        }
    };
    let limits = options.limits(
        DVector::from_fn(N, |i, _| bounds[i].0.ln()),
        DVector::from_fn(N, |i, _| bounds[i].1.ln()),
    )?;
    let given: Vec<DVector<f64>> =
        given.iter().map(|start| DVector::from_fn(N, |i, _| start[i].ln())).collect();
    let starts = options.starts(given.len() as u32)?;
    let base = Base::<M, N> { settings, cells: Cow::Borrowed(cells), threads: options.threads() };
    let summit = ascend(&base, &given, starts, &limits, options)?;
    conclude(settings, cells, &bounds, summit)
}

/// The likelihood of a customer base in the logarithms of the parameters.
struct Base<'a, M: Estimable<N>, const N: usize> {
    settings: M::Settings,
    cells: Cow<'a, Cells<M::Observation>>,
    threads: usize,
}

impl<M: Estimable<N>, const N: usize> Surface for Base<'_, M, N> {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn cells(&self) -> usize {
        self.cells.len()
    }

    fn sample(&self, draws: u32) -> Self {
        Self { cells: Cow::Owned(self.cells.sample(draws)), ..*self }
    }

    fn at(&self, point: &DVector<f64>) -> Derivatives {
        let parameters: [f64; N] = std::array::from_fn(|i| point[i].exp());
        match M::from_array(self.settings, parameters) {
            Ok(model) => {
                log_likelihood(&model, &self.cells, self.threads).in_logarithms(&parameters)
            }
            Err(_) => impossible(N),
        }
    }

    fn parameters(&self, point: &DVector<f64>) -> Vec<f64> {
        point.iter().map(|x| x.exp()).collect()
    }
}

/// A point where the likelihood is not defined.
pub(crate) fn impossible(n: usize) -> Derivatives {
    Derivatives {
        value: f64::NEG_INFINITY,
        gradient: DVector::zeros(n),
        hessian: DMatrix::zeros(n, n),
    }
}

fn conclude<const N: usize, M: Estimable<N>>(
    settings: M::Settings,
    cells: &Cells<M::Observation>,
    bounds: &[(f64, f64); N],
    Summit { ascent, starts, agreeing, .. }: Summit,
) -> Result<Fitted<M>> {
    let parameters: [f64; N] = std::array::from_fn(|i| ascent.point[i].exp());
    let (hessian_condition, covariance) = invert(&ascent.at.hessian, &parameters);
    let ridge = M::ridge(&parameters, bounds)
        .or((hessian_condition > tolerance::FLAT_CONDITION).then_some(Ridge::Flat));
    let report = FitReport {
        log_likelihood: ascent.at.value,
        parameters: N as u32,
        iterations: ascent.iterations,
        gradient_norm: ascent.gradient_norm,
        hessian_condition,
        customers: cells.total(),
        cells: cells.len() as u64,
        ridge,
        starts,
        agreeing,
    };
    Ok(Fitted { model: M::from_array(settings, parameters)?, report, covariance })
}

/// The condition of the Hessian in log-parameters, and the covariance of the
/// parameters themselves.
fn invert(hessian: &DMatrix<f64>, parameters: &[f64]) -> (f64, Option<Vec<f64>>) {
    let n = parameters.len();
    let eigen = SymmetricEigen::new(-hessian);
    let (low, high) = eigen
        .eigenvalues
        .iter()
        .fold((f64::INFINITY, 0.0f64), |(low, high), &e| (low.min(e), high.max(e)));
    if low.is_nan() || low <= high * f64::EPSILON {
        return (f64::INFINITY, None);
    }
    let axes = &eigen.eigenvectors;
    let mut covariance = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..n {
            let (i, j) = (i.min(j), i.max(j));
            let sum: f64 = (0..n).map(|k| axes[(i, k)] * axes[(j, k)] / eigen.eigenvalues[k]).sum();
            let value = parameters[i] * parameters[j] * sum;
            covariance[i * n + j] = value;
            covariance[j * n + i] = value;
        }
    }
    (high / low, Some(covariance))
}
