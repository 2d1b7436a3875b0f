//! The reference: another optimiser over the same likelihood, from many starts.

use argmin::core::{CostFunction, Executor, State};
use argmin::solver::neldermead::NelderMead;
use habitue::lifetime::{Histories, LikelihoodAt, LikelihoodSurface, Prediction};
use nalgebra::{DMatrix, SymmetricEigen};
use slsqp::StopTols;

use crate::kinds::Kind;

/// A likelihood within a box of the logarithms of the parameters.
pub(crate) struct Hill<'a> {
    pub(crate) kind: Kind,
    pub(crate) k: u32,
    customers: &'a Histories<'a>,
    surface: LikelihoodSurface,
    bounds: Vec<(f64, f64)>,
}

/// Where a climb ended.
#[derive(Debug, Clone)]
pub(crate) struct End {
    pub(crate) point: Vec<f64>,
    pub(crate) log_likelihood: f64,
}

/// What counts as nothing between log-likelihoods of one summit.
const GAIN: f64 = 1e-7;

/// Evaluations of one run, and runs of one climb.
const EVALUATIONS: usize = 150;
const RUNS: u32 = 8;

/// Evaluations after which a climb is asked whether it nears an end that is known.
const GLANCE: usize = 16;

impl<'a> Hill<'a> {
    pub(crate) fn new(
        kind: Kind,
        k: u32,
        customers: &'a Histories<'a>,
        bounds: Vec<(f64, f64)>,
    ) -> habitue::Result<Self> {
        let model = kind.model(&vec![1.0; kind.estimated()], k)?;
        let surface = LikelihoodSurface::of_purchases(&model, customers, 1)?;
        Ok(Self { kind, k, customers, surface, bounds })
    }

    /// The same customers in another box.
    pub(crate) fn within(&self, bounds: Vec<(f64, f64)>) -> habitue::Result<Self> {
        Self::new(self.kind, self.k, self.customers, bounds)
    }

    pub(crate) fn bounds(&self) -> &[(f64, f64)] {
        &self.bounds
    }

    fn at(&self, point: &[f64]) -> Option<LikelihoodAt> {
        let parameters: Vec<f64> = point.iter().map(|x| x.exp()).collect();
        self.surface.evaluate(&parameters).ok()
    }

    pub(crate) fn value(&self, point: &[f64]) -> f64 {
        self.at(point).map_or(f64::NEG_INFINITY, |at| at.log_likelihood)
    }

    fn clamped(&self, point: &[f64]) -> Vec<f64> {
        let inside = point.iter().zip(&self.bounds);
        inside.map(|(x, (low, high))| x.clamp(*low, *high)).collect()
    }

    /// Climbs from a start to where no run gains any more. `None` where it comes near one
    /// of the ends that are known.
    pub(crate) fn climb(&self, start: &[f64], known: &[End]) -> Option<End> {
        let point = self.clamped(start);
        let mut end = End { log_likelihood: self.value(&point), point };
        if !known.is_empty() {
            end = self.run(end, GLANCE);
            if known.iter().any(|other| near(other, &end)) {
                return None;
            }
        }
        for _ in 0..RUNS {
            let before = end.log_likelihood;
            end = self.run(end, EVALUATIONS);
            if end.log_likelihood - before < GAIN {
                break;
            }
        }
        Some(end)
    }

    /// One run of SLSQP. The objective is scaled so that the first step is about 1 long.
    fn run(&self, from: End, evaluations: usize) -> End {
        let Some(at) = self.at(&from.point) else { return from };
        let free = self.free(&from.point, &at.gradient);
        let steepest = free.iter().map(|&i| at.gradient[i].abs()).fold(0.0, f64::max);
        if steepest < 1e-9 {
            return from;
        }
        let best = std::cell::RefCell::new(from.clone());
        let objective = |point: &[f64], gradient: Option<&mut [f64]>, (): &mut ()| {
            let Some(at) = self.at(point) else {
                if let Some(gradient) = gradient {
                    gradient.fill(0.0);
                }
                return f64::INFINITY;
            };
            if at.log_likelihood > best.borrow().log_likelihood {
                let point = self.clamped(point);
                *best.borrow_mut() = End { point, log_likelihood: at.log_likelihood };
            }
            if let Some(gradient) = gradient {
                gradient.iter_mut().zip(&at.gradient).for_each(|(g, own)| *g = -own / steepest);
            }
            (from.log_likelihood - at.log_likelihood) / steepest
        };
        let stop = StopTols {
            ftol_abs: 0.01 * GAIN / steepest,
            xtol_abs: vec![1e-10; from.point.len()],
            ..StopTols::default()
        };
        let none: [fn(&[f64], Option<&mut [f64]>, &mut ()) -> f64; 0] = [];
        // What it returns does not matter: the best point seen is kept.
        drop(slsqp::minimize(
            objective,
            &from.point,
            &self.bounds,
            &none,
            (),
            evaluations,
            Some(stop),
        ));
        best.into_inner()
    }

    /// The simplex of Nelder and Mead, and a climb from where it ends.
    pub(crate) fn polish(&self, from: End) -> End {
        let n = from.point.len();
        let mut corners = vec![from.point.clone()];
        corners.extend((0..n).map(|i| {
            let mut corner = from.point.clone();
            let step = if corner[i] + 0.7 > self.bounds[i].1 { -0.7 } else { 0.7 };
            corner[i] += step;
            corner
        }));
        let Ok(solver) = NelderMead::new(corners).with_sd_tolerance(1e-9) else { return from };
        let found = Executor::new(Downhill(self), solver)
            .configure(|state| state.max_iters(100 * n as u64))
            .run();
        let Ok(found) = found else { return from };
        let Some(best) = found.state().get_best_param() else { return from };
        let Some(end) = self.climb(best, &[]) else { return from };
        if end.log_likelihood > from.log_likelihood { end } else { from }
    }

    /// The components that may move: all but those at a bound that want out.
    fn free(&self, point: &[f64], gradient: &[f64]) -> Vec<usize> {
        let held = |i: usize| {
            let (low, high) = self.bounds[i];
            point[i] <= low + 1e-9 && gradient[i] < 0.0
                || point[i] >= high - 1e-9 && gradient[i] > 0.0
        };
        (0..point.len()).filter(|&i| !held(i)).collect()
    }

    /// Whether an end is a summit within the box: no slope that is free, concave, and
    /// nothing to gain by a step of Newton's.
    pub(crate) fn is_summit(&self, end: &End) -> bool {
        let Some(at) = self.at(&end.point) else { return false };
        let free = self.free(&end.point, &at.gradient);
        let n = end.point.len();
        let bends =
            DMatrix::from_fn(free.len(), free.len(), |i, j| -at.hessian[free[i] * n + free[j]]);
        let eigen = SymmetricEigen::new(bends);
        let slopes = free.iter().map(|&i| at.gradient[i]);
        let slopes =
            eigen.eigenvectors.transpose() * nalgebra::DVector::from_iterator(free.len(), slopes);
        eigen
            .eigenvalues
            .iter()
            .zip(slopes.iter())
            .all(|(bend, slope)| *bend > 0.0 && 0.5 * slope * slope / bend < 1e-4)
    }

    /// Whether a component lies at the end of the box.
    pub(crate) fn is_at_bound(&self, end: &End) -> bool {
        end.point.iter().zip(&self.bounds).any(|(x, (low, high))| *x < low + 0.5 || *x > high - 0.5)
    }

    /// The share of the base that is alive, by the model at a point.
    pub(crate) fn alive(&self, point: &[f64]) -> Option<f64> {
        let parameters: Vec<f64> = point.iter().map(|x| x.exp()).collect();
        let model = self.kind.model(&parameters, self.k).ok()?;
        let mut each = vec![0.0; self.customers.len()];
        model.as_purchase()?.predict_into(Prediction::PAlive, self.customers, 1, &mut each).ok()?;
        Some(each.iter().sum::<f64>() / each.len() as f64)
    }
}

/// Whether a climb nears an end: the rest of the way is known.
fn near(known: &End, end: &End) -> bool {
    let apart = known.point.iter().zip(&end.point).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    apart < 0.2 && (known.log_likelihood - end.log_likelihood).abs() < 0.2
}

struct Downhill<'a, 'b>(&'a Hill<'b>);

impl CostFunction for Downhill<'_, '_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, point: &Self::Param) -> Result<f64, argmin::core::Error> {
        let value = self.0.value(&self.0.clamped(point));
        Ok(if value.is_finite() { -value } else { 1e300 })
    }
}
