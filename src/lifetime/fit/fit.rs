//! Maximum likelihood with exact derivatives, and what is known afterwards.

use std::borrow::Cow;
use std::ops::Deref;

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::estimable::{Estimable, Likely};
use super::fit_options::FitOptions;
use super::fit_report::{Alternative, FitReport, Ridge};
use super::jet::Jet;
use super::multi_start::ascend;
use super::objective::{Families, Objective, SpecialCase};
use super::steering::Steering;
use super::summits::Summits;
use crate::error::{Error, Result};
use crate::lifetime::observed::cells::{Cells, Observation};
use crate::numeric::maximise::{Ascent, Derivatives};
use crate::numeric::parallel::chunked;
use crate::numeric::tolerance;
use crate::time::Unit;

/// A model whose parameters were estimated, with what is known of them. It
/// answers to everything that the model itself answers to.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Fitted<M> {
    model: M,
    report: FitReport,
    covariance: Option<Vec<f64>>,
    time_unit: Option<Unit>,
}

impl<M> Deref for Fitted<M> {
    type Target = M;

    fn deref(&self) -> &M {
        &self.model
    }
}

impl<M> Fitted<M> {
    /// A fit from its parts, which belong together.
    #[cfg(feature = "serde")]
    pub(crate) fn of_parts(model: M, report: FitReport, covariance: Option<Vec<f64>>) -> Self {
        Self { model, report, covariance, time_unit: None }
    }

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

    /// The unit of time of the customers that the model was fitted to, where they stated it.
    #[must_use]
    pub const fn time_unit(&self) -> Option<Unit> {
        self.time_unit
    }

    /// Of customers in this unit of time.
    #[cfg(feature = "serde")]
    pub(crate) fn in_unit(mut self, unit: Option<Unit>) -> Self {
        self.time_unit = unit;
        self
    }

    /// The same fit of another face of the model.
    pub(crate) fn map<N>(self, f: impl FnOnce(M) -> N) -> Fitted<N> {
        Fitted {
            model: f(self.model),
            report: self.report,
            covariance: self.covariance,
            time_unit: self.time_unit,
        }
    }

    /// The same fit with one more parameter, last, that was not estimated.
    pub(crate) fn with_fixed_parameter(mut self, value: f64) -> Self {
        for other in &mut self.report.alternatives {
            other.parameters.push(value);
        }
        self.covariance = self.covariance.map(|old| {
            let k = old.len().isqrt();
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

impl<M> Likely for Fitted<M> {
    fn log_likelihood(&self) -> f64 {
        self.report.log_likelihood
    }

    fn report_mut(&mut self) -> Option<&mut FitReport> {
        Some(&mut self.report)
    }
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
    let steering = Steering::new::<N, M>(options, cells, &bounds)?;
    let given: Vec<Vec<[f64; N]>> = match options.start() {
        None => M::starts(settings, cells),
        Some(given) => {
            let start =
                <[f64; N]>::try_from(given).map_err(|_| Error::length("start", given.len(), N))?;
            M::from_array(settings, start)?;
            steering.check_start(&M::names(), &start)?;
            vec![vec![start]]
        }
    };
    let limits = options.limits(
        DVector::from_column_slice(&steering.low),
        DVector::from_column_slice(&steering.high),
    )?;
    let point = |start: &[f64; N]| DVector::from_fn(N, |i, _| start[i].ln());
    let families: Families =
        given.iter().map(|family| family.iter().map(point).collect()).collect();
    let (threads, steering) = (options.threads(), &steering);
    let base = Base::<M, N> { settings, cells: Cow::Borrowed(cells), threads, steering };
    let summits = ascend(&base, &families, &limits, options)?;
    conclude(settings, cells, (&bounds, steering), summits)
}

/// The likelihood of a customer base in the logarithms of the parameters, with what was known
/// of them before.
struct Base<'a, M: Estimable<N>, const N: usize> {
    settings: M::Settings,
    cells: Cow<'a, Cells<M::Observation>>,
    threads: usize,
    steering: &'a Steering,
}

impl<M: Estimable<N>, const N: usize> Objective for Base<'_, M, N> {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn cells(&self) -> usize {
        self.cells.len()
    }

    fn customers(&self) -> f64 {
        self.cells.total()
    }

    fn sample(&self, draws: u32) -> Box<dyn Objective + '_> {
        Box::new(Self { cells: Cow::Owned(self.cells.sample(draws)), ..*self })
    }

    fn at(&self, point: &DVector<f64>) -> Derivatives {
        let parameters: [f64; N] = std::array::from_fn(|i| point[i].exp());
        match M::from_array(self.settings, parameters) {
            Ok(model) => {
                let jet = log_likelihood(&model, &self.cells, self.threads);
                self.steering.steered(jet.in_logarithms(&parameters), point.as_slice())
            }
            Err(_) => impossible(N),
        }
    }

    fn special_cases(&self, last: &DVector<f64>, nobody: bool) -> Vec<SpecialCase> {
        let last: [f64; N] = std::array::from_fn(|i| last[i].exp());
        let point = |start: [f64; N]| DVector::from_fn(N, |i, _| start[i].ln());
        let cases = M::special_cases(self.settings, &self.cells, last, nobody).into_iter();
        cases.map(|(start, held)| (point(start), held)).collect()
    }

    fn alive(&self, point: &DVector<f64>) -> f64 {
        let parameters: [f64; N] = std::array::from_fn(|i| point[i].exp());
        let model = M::from_array(self.settings, parameters);
        model.map_or(f64::NAN, |model| alive(&model, &self.cells) / self.cells.total())
    }

    fn parameters(&self, point: &DVector<f64>) -> Vec<f64> {
        point.iter().map(|x| x.exp()).collect()
    }
}

/// The expected number of customers who are alive.
pub(crate) fn alive<const N: usize, M: Estimable<N>>(
    model: &M,
    cells: &Cells<M::Observation>,
) -> f64 {
    cells.iter().map(|(observation, weight)| weight * model.chance_alive(&observation)).sum()
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
    (bounds, steering): (&[(f64, f64); N], &Steering),
    Summits { best: ascent, others, starts, agreeing }: Summits,
) -> Result<Fitted<M>> {
    let parameters: [f64; N] = std::array::from_fn(|i| ascent.point[i].exp());
    let alternative = |(other, alive): (Ascent, f64)| {
        let parameters: [f64; N] = std::array::from_fn(|i| other.point[i].exp());
        let (condition, _) = invert_estimated(&other.at.hessian, &parameters, steering);
        Alternative {
            parameters: parameters.to_vec(),
            log_likelihood: other.at.value - steering.value(other.point.as_slice()),
            alive,
            ridge: ridge_of::<N, M>(settings, &parameters, bounds, condition),
        }
    };
    let (hessian_condition, covariance) =
        invert_estimated(&ascent.at.hessian, &parameters, steering);
    let ridge = match steering.is_at_given_bound(ascent.point.as_slice()) {
        true => Some(Ridge::GivenBound),
        false => ridge_of::<N, M>(settings, &parameters, bounds, hessian_condition),
    };
    let report = FitReport {
        log_likelihood: ascent.at.value - steering.value(ascent.point.as_slice()),
        parameters: steering.estimated() as u32,
        iterations: ascent.iterations,
        gradient_norm: ascent.gradient_norm(),
        hessian_condition,
        customers: cells.total(),
        cells: cells.len() as u64,
        ridge,
        starts,
        agreeing,
        alternatives: others.into_iter().map(alternative).collect(),
    };
    let model = M::from_array(settings, parameters)?;
    Ok(Fitted { model, report, covariance, time_unit: cells.unit() })
}

/// The ridge that parameters lie on: by the name that the model has for it, or without
/// one where they lie at an end of their box or where the surface is flat.
pub(crate) fn ridge_of<const N: usize, M: Estimable<N>>(
    settings: M::Settings,
    parameters: &[f64; N],
    bounds: &[(f64, f64); N],
    condition: f64,
) -> Option<Ridge> {
    let at_end =
        |(value, &(low, high)): (&f64, &(f64, f64))| at_low(*value, low) || at_high(*value, high);
    let nameless =
        || parameters.iter().zip(bounds).any(at_end) || condition > tolerance::FLAT_CONDITION;
    M::ridge(settings, parameters, bounds).or_else(|| nameless().then_some(Ridge::Flat))
}

/// Whether a parameter is at the lower end of its box.
pub(crate) fn at_low(value: f64, low: f64) -> bool {
    value <= low * (1.0 + tolerance::AT_BOUND)
}

/// Whether a parameter is at the upper end of its box.
pub(crate) fn at_high(value: f64, high: f64) -> bool {
    value >= high * (1.0 - tolerance::AT_BOUND)
}

/// [`invert`] of the parameters that were estimated; those that were held do not vary.
fn invert_estimated(
    hessian: &DMatrix<f64>,
    parameters: &[f64],
    steering: &Steering,
) -> (f64, Option<Vec<f64>>) {
    let n = parameters.len();
    let free: Vec<usize> = (0..n).filter(|&i| !steering.is_held(i)).collect();
    let values: Vec<f64> = free.iter().map(|&i| parameters[i]).collect();
    let (condition, inverse) = invert(&hessian.select_rows(&free).select_columns(&free), &values);
    let spread = |inverse: Vec<f64>| {
        let mut covariance = vec![0.0; n * n];
        for (row, &i) in free.iter().enumerate() {
            for (column, &j) in free.iter().enumerate() {
                covariance[i * n + j] = inverse[row * free.len() + column];
            }
        }
        covariance
    };
    (condition, inverse.map(spread))
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
