//! The reference: another optimiser over the same likelihood, from many starts.

use std::cell::OnceCell;
use std::sync::atomic::{AtomicU64, Ordering};

use argmin::core::{CostFunction, Executor, State};
use argmin::solver::neldermead::NelderMead;
use habitue::lifetime::{Histories, LikelihoodAt, LikelihoodSurface, Prediction};
use nalgebra::{DMatrix, DVector, SymmetricEigen};
use slsqp::StopTols;

use crate::draw::Dice;
use crate::kinds::Kind;

/// A likelihood within a box of the logarithms of the parameters.
pub(crate) struct Hill<'a> {
    pub(crate) kind: Kind,
    pub(crate) k: u32,
    customers: &'a Histories<'a>,
    surface: LikelihoodSurface,
    bounds: Vec<(f64, f64)>,
    evaluations: AtomicU64,
}

/// Where a climb ended.
#[derive(Debug, Clone)]
pub(crate) struct End {
    pub(crate) point: Vec<f64>,
    pub(crate) log_likelihood: f64,
    /// The share of the base that is alive there, once somebody asked.
    alive: OnceCell<Option<f64>>,
}

impl End {
    pub(crate) fn new(point: Vec<f64>, log_likelihood: f64) -> Self {
        Self { point, log_likelihood, alive: OnceCell::new() }
    }

    /// Whether another end is the same place, or as high a place on the same ridge.
    pub(crate) fn is_as(&self, other: &Self) -> bool {
        let apart = self.point.iter().zip(&other.point).map(|(a, b)| (a - b).abs());
        let level = (self.log_likelihood - other.log_likelihood).abs();
        level < 1e-7 || level < 1e-3 && apart.fold(0.0, f64::max) < 0.1
    }
}

/// What counts as nothing between log-likelihoods of one summit.
const GAIN: f64 = 1e-7;

/// Evaluations of one run, and runs of one climb.
const EVALUATIONS: usize = 100;
const RUNS: u32 = 4;

/// Steps of an approach, and those after which one may be given up.
const STEPS: u32 = 60;
const PATIENCE: u32 = 6;

/// Heights on one ridge differ by less.
const LEVEL: f64 = 1e-3;

/// Ends so far below the best are of no interest.
pub(crate) const FARTHEST: f64 = 3.0;

/// The longest step that is thought of in logarithms of the parameters.
const LONG: f64 = 3.0;

/// Steps along a plateau.
const CREEPING: u32 = 80;

/// Climbs around an end that may be a summit.
const AROUND: u32 = 6;

/// The quadratic shape of a hill at a point, in the components that are free to move.
struct Slice {
    free: Vec<usize>,
    size: usize,
    /// Eigenvalues of the negative Hessian, its axes, and the slopes along them.
    bends: DVector<f64>,
    axes: DMatrix<f64>,
    slopes: DVector<f64>,
}

impl Slice {
    fn new(hill: &Hill<'_>, point: &[f64], at: &LikelihoodAt) -> Self {
        let free = hill.free(point, &at.gradient);
        let (n, size) = (free.len(), point.len());
        let bend = |i: usize, j: usize| -at.hessian[free[i] * size + free[j]];
        let eigen = SymmetricEigen::new(DMatrix::from_fn(n, n, bend));
        let gradient = DVector::from_iterator(n, free.iter().map(|&i| at.gradient[i]));
        let slopes = eigen.eigenvectors.transpose() * gradient;
        Self { free, size, bends: eigen.eigenvalues, axes: eigen.eigenvectors, slopes }
    }

    /// The step upwards, damped and no longer than [`LONG`].
    fn step(&self, damping: f64) -> Vec<f64> {
        let along = self
            .slopes
            .zip_map(&self.bends, |slope, bend| slope / (bend.abs().max(1e-15) + damping));
        let length = along.norm();
        let step = &self.axes * along * if length > LONG { LONG / length } else { 1.0 };
        let mut whole = vec![0.0; self.size];
        self.free.iter().zip(step.iter()).for_each(|(&i, d)| whole[i] = *d);
        whole
    }

    /// What a step of that length may gain.
    fn gain(&self) -> f64 {
        let each = self.slopes.iter().zip(self.bends.iter()).map(|(slope, &bend)| {
            let far = LONG * slope.abs() - 0.5 * bend * LONG * LONG;
            if bend > 0.0 { (0.5 * slope * slope / bend).min(far.abs()) } else { far }
        });
        each.sum()
    }
}

impl<'a> Hill<'a> {
    pub(crate) fn new(
        kind: Kind,
        k: u32,
        customers: &'a Histories<'a>,
        bounds: Vec<(f64, f64)>,
    ) -> habitue::Result<Self> {
        let model = kind.model(&vec![1.0; kind.estimated()], k)?;
        let surface = LikelihoodSurface::of_purchases(&model, customers, 1)?;
        let evaluations = AtomicU64::new(0);
        Ok(Self { kind, k, customers, surface, bounds, evaluations })
    }

    /// The same customers in another box.
    pub(crate) fn within(&self, bounds: Vec<(f64, f64)>) -> habitue::Result<Self> {
        Self::new(self.kind, self.k, self.customers, bounds)
    }

    pub(crate) fn bounds(&self) -> &[(f64, f64)] {
        &self.bounds
    }

    /// Evaluations so far.
    pub(crate) fn evaluations(&self) -> u64 {
        self.evaluations.load(Ordering::Relaxed)
    }

    fn at(&self, point: &[f64]) -> Option<LikelihoodAt> {
        let parameters: Vec<f64> = point.iter().map(|x| x.exp()).collect();
        self.evaluations.fetch_add(1, Ordering::Relaxed);
        self.surface.evaluate(&parameters).ok()
    }

    pub(crate) fn value(&self, point: &[f64]) -> f64 {
        self.at(point).map_or(f64::NEG_INFINITY, |at| at.log_likelihood)
    }

    fn clamped(&self, point: &[f64]) -> Vec<f64> {
        let inside = point.iter().zip(&self.bounds);
        inside.map(|(x, (low, high))| x.clamp(*low, *high)).collect()
    }

    /// Where a start leads: damped steps of Newton's bring it near, so that the slow part of
    /// the way costs little. `None` where it comes near one of the ends that are known (the
    /// best first), or will not come near the height of the best.
    pub(crate) fn approach(&self, start: &[f64], known: &[End]) -> Option<End> {
        let mut point = self.clamped(start);
        let mut at = self.at(&point)?;
        let mut damping = 1.0;
        for number in 0..STEPS {
            let end = End::new(point.clone(), at.log_likelihood);
            if known.iter().any(|other| near(other, &end)) {
                return None;
            }
            let slice = Slice::new(self, &point, &at);
            let gain = slice.gain();
            if number >= PATIENCE && hopeless(known, at.log_likelihood + 3.0 * gain) {
                return None;
            }
            if gain < LEVEL && known.iter().any(|other| self.is_level(other, &end)) {
                return None;
            }
            if gain < GAIN {
                break;
            }
            let step = slice.step(damping);
            let trial: Vec<f64> = point.iter().zip(&step).map(|(x, d)| x + d).collect();
            let trial = self.clamped(&trial);
            match self.at(&trial) {
                Some(found) if found.log_likelihood > at.log_likelihood => {
                    let gain = found.log_likelihood - at.log_likelihood;
                    (point, at) = (trial, found);
                    damping *= 0.1;
                    if gain < 1e-9 {
                        break;
                    }
                }
                _ if damping > 1e12 => break,
                _ => damping = (damping * 10.0).max(1e-6),
            }
        }
        Some(End::new(point, at.log_likelihood))
    }

    /// Whether two ends are as high as each other and say the same of the base: places on
    /// one ridge.
    fn is_level(&self, known: &End, end: &End) -> bool {
        (known.log_likelihood - end.log_likelihood).abs() < LEVEL
            && match (self.alive_at(known), self.alive_at(end)) {
                (Some(known), Some(found)) => (known - found).abs() < 0.01,
                _ => false,
            }
    }

    fn alive_at(&self, end: &End) -> Option<f64> {
        *end.alive.get_or_init(|| self.alive(&end.point))
    }

    /// Climbs by SLSQP to where no run gains any more.
    pub(crate) fn climb(&self, from: End) -> End {
        let mut end = from;
        for _ in 0..RUNS {
            let before = end.log_likelihood;
            end = self.run(end, EVALUATIONS);
            if end.log_likelihood - before < GAIN {
                break;
            }
        }
        end
    }

    /// Both, from a point.
    pub(crate) fn ascend(&self, start: &[f64]) -> End {
        let point = self.clamped(start);
        let value = self.value(&point);
        let here = End::new(point, value);
        self.climb(self.approach(start, &[]).unwrap_or(here))
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
                *best.borrow_mut() = End::new(self.clamped(point), at.log_likelihood);
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
        let end = self.ascend(best);
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

    /// Whether nothing is to be gained from an end by a step as long as [`LONG`].
    pub(crate) fn is_settled(&self, end: &End) -> bool {
        self.at(&end.point).is_some_and(|at| Slice::new(self, &end.point, &at).gain() < 1e-4)
    }

    /// Whether an end is a summit: settled, and neither climbs from points around it nor the
    /// slope of the plateau that it may lie on come to anything higher.
    pub(crate) fn is_summit(&self, end: &End, dice: &mut Dice) -> bool {
        let higher = end.log_likelihood + 1e-3;
        self.is_settled(end)
            && self.crept(end) < higher
            && (0..AROUND).all(|_| {
                let beside: Vec<f64> = end.point.iter().map(|x| x + 0.7 * dice.normal()).collect();
                let found = self.approach(&beside, &[]);
                found.is_none_or(|found| found.log_likelihood < higher)
            })
    }

    /// The height that the slope leads to from a plateau, however little it rises there. In
    /// logarithms a parameter that tends to nothing is a plateau, and only the sign of its
    /// slope says whether the likelihood wants it back.
    fn crept(&self, end: &End) -> f64 {
        let mut point = end.point.clone();
        let Some(mut at) = self.at(&point) else { return end.log_likelihood };
        for _ in 0..CREEPING {
            let step = Slice::new(self, &point, &at).step(0.0);
            let next: Vec<f64> = point.iter().zip(&step).map(|(x, d)| x + d).collect();
            let next = self.clamped(&next);
            if next == point {
                break;
            }
            match self.at(&next) {
                Some(found) if found.log_likelihood > at.log_likelihood - 1e-9 => {
                    (point, at) = (next, found);
                }
                _ => break,
            }
        }
        at.log_likelihood
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

/// Whether what a climb may still reach is of no interest beside the ends that are known.
fn hopeless(known: &[End], reach: f64) -> bool {
    known.first().is_some_and(|best| reach < best.log_likelihood - FARTHEST)
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
