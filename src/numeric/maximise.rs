//! A trust-region Newton method for log-likelihoods with exact first and second
//! derivatives, in unbounded (logarithmic) parameters.

use super::tolerance;
use std::collections::VecDeque;
use std::ops::ControlFlow;

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::tolerance::{OBJECTIVE_NOISE, STANDSTILL, STILL};

/// The objective at one point.
#[derive(Debug, Clone)]
pub(crate) struct Derivatives {
    pub(crate) value: f64,
    pub(crate) gradient: DVector<f64>,
    pub(crate) hessian: DMatrix<f64>,
}

impl Derivatives {
    fn is_finite(&self) -> bool {
        self.value.is_finite()
            && self.gradient.iter().all(|g| g.is_finite())
            && self.hessian.iter().all(|h| h.is_finite())
    }
}

/// When to stop, and where not to go.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) iterations: u32,
    /// See [`super::tolerance::DECREMENT`].
    pub(crate) decrement: f64,
    /// How much coarser the objective is than one that is to be known to the last digit:
    /// 1 for such a one. With more than that no further step is taken for those digits.
    pub(crate) coarseness: f64,
    /// The box that the parameters stay in.
    pub(crate) low: DVector<f64>,
    pub(crate) high: DVector<f64>,
}

/// How an ascent ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Converged,
    Iterations,
    Stuck,
    Cancelled,
    /// It came to a place that the watcher knows.
    Known,
}

/// Where an ascent ended.
#[derive(Debug, Clone)]
pub(crate) struct Ascent {
    pub(crate) ending: Ending,
    pub(crate) point: DVector<f64>,
    pub(crate) at: Derivatives,
    pub(crate) iterations: u32,
}

impl Ascent {
    /// Largest component of the gradient, those that a bound holds back included.
    pub(crate) fn gradient_norm(&self) -> f64 {
        self.at.gradient.amax()
    }
}

/// What is maximised.
pub(crate) type ObjectiveFn<'a> = dyn FnMut(&DVector<f64>) -> Derivatives + 'a;

/// Sees each iteration: its number, where it stands, and what the objective is there.
pub(crate) type Watch<'a> = dyn FnMut(u32, &DVector<f64>, &Derivatives) -> ControlFlow<Ending> + 'a;

/// The longest step in any log-parameter: a factor of about 20.
const LONGEST: f64 = 3.0;

/// Iterations over which an ascent must gain more than [`super::tolerance::STANDSTILL`] to
/// go on.
const PATIENCE: usize = 10;

/// A gain so many times what the model said tells of a plateau, where slope and bend fade
/// together (the likelihood in the logarithm of a parameter that tends to nothing): Newton's
/// steps all have length 1 there, and gain 1.26 times what they promise. The next is
/// stretched.
const OVERDONE: f64 = 1.15;

/// Maximises `objective` from `start`.
///
/// Invariant: the point held is the best seen, to within the rounding of the
/// objective. Components at a
/// bound whose gradient points outward are held there. `watch` sees each
/// iteration and may break the ascent off.
pub(crate) fn maximise(
    start: DVector<f64>,
    limits: &Limits,
    objective: &mut ObjectiveFn<'_>,
    watch: &mut Watch<'_>,
) -> Ascent {
    let mut point = start.zip_zip_map(&limits.low, &limits.high, |x, low, high| x.clamp(low, high));
    let mut at = objective(&point);
    let mut radius = 1.0;
    let mut iterations = 0;
    // The decrement at which the point was first good enough.
    let mut arrived_at: Option<f64> = None;
    let mut stretch = 1.0f64;
    let mut lately = VecDeque::with_capacity(PATIENCE + 1);
    let ending = loop {
        let free = free(&point, &at.gradient, limits);
        let model = Model::new(&at, &free);
        let noise = OBJECTIVE_NOISE * (1.0 + at.value.abs());
        let good_enough = limits.decrement.max(noise);
        let decrement = model.decrement(good_enough);
        if let ControlFlow::Break(ending) = watch(iterations, &point, &at) {
            break ending;
        }
        // In the far corners of a surface rounding moves the gradient to and fro for ever.
        lately.push_back(at.value);
        let then = if lately.len() > PATIENCE { lately.pop_front() } else { None };
        let gained = then.map_or(f64::INFINITY, |then| at.value - then);
        if gained <= STANDSTILL * limits.coarseness && model.steepest() <= STILL * limits.coarseness
        {
            break Ending::Converged;
        }
        // Near a peak each step squares the decrement: go on as long as it does,
        // for the last digits. On a ridge it does not.
        match (decrement, arrived_at) {
            (Some(now), None) if now <= good_enough && limits.coarseness > 1.0 => {
                break Ending::Converged;
            }
            (Some(now), None) if now <= good_enough => arrived_at = Some(now),
            (Some(now), Some(before))
                if now < 0.1 * before && now > tolerance::SETTLED * good_enough =>
            {
                arrived_at = Some(now);
            }
            (_, Some(_)) => break Ending::Converged,
            (_, None) => {}
        }
        let arrived = arrived_at.is_some();
        if arrived && arrived_at == Some(0.0) {
            break Ending::Converged;
        }
        if iterations >= limits.iterations {
            break if arrived { Ending::Converged } else { Ending::Iterations };
        }
        if !at.is_finite() || radius < tolerance::LEAST_RADIUS {
            break if arrived { Ending::Converged } else { Ending::Stuck };
        }
        iterations += 1;
        let step = model.step(if arrived { LONGEST } else { radius });
        let stretched = if arrived { 1.0 } else { stretch.min(radius / step.norm()).max(1.0) };
        let trial = clamped(&point, &(&step * stretched), &free, limits);
        let moved = &trial - &point;
        let newton = &moved / stretched;
        let gain = at.gradient.dot(&newton) + 0.5 * (&at.hessian * &newton).dot(&newton);
        let found = objective(&trial);
        if stretched > 1.0 {
            if found.is_finite() && found.value - at.value > gain.max(noise) {
                stretch = 2.0 * stretched;
                point = trial;
                at = found;
            } else {
                stretch = 1.0;
            }
            continue;
        }
        if !found.is_finite() {
            radius = 0.25 * radius.min(moved.norm());
            continue;
        }
        let actual = found.value - at.value;
        let ratio = actual / gain;
        let within_noise = gain.abs() <= noise && actual.abs() <= 4.0 * noise;
        if within_noise || (gain > 0.0 && ratio > tolerance::LEAST_GAIN) {
            stretch = if !within_noise && ratio > OVERDONE { 2.0 } else { 1.0 };
            if within_noise || ratio > 0.75 {
                radius = LONGEST.min(radius.max(2.0 * moved.norm()));
            } else if ratio < 0.25 {
                radius = 0.5 * moved.norm();
            }
            point = trial;
            at = found;
        } else {
            if arrived {
                break Ending::Converged;
            }
            radius = 0.25 * radius.min(moved.norm());
        }
    };
    Ascent { ending, point, at, iterations }
}

/// What a step within [`LONGEST`] may gain, by the quadratic model of the objective.
pub(crate) fn promised(point: &DVector<f64>, at: &Derivatives, limits: &Limits) -> f64 {
    Model::new(at, &free(point, &at.gradient, limits)).gain(LONGEST)
}

/// The components that may move: all but those at a bound that want out.
fn free(point: &DVector<f64>, gradient: &DVector<f64>, limits: &Limits) -> Vec<usize> {
    (0..point.len())
        .filter(|&i| {
            !(point[i] <= limits.low[i] && gradient[i] < 0.0
                || point[i] >= limits.high[i] && gradient[i] > 0.0)
        })
        .collect()
}

fn clamped(
    point: &DVector<f64>,
    step: &DVector<f64>,
    free: &[usize],
    limits: &Limits,
) -> DVector<f64> {
    let mut trial = point.clone();
    for (component, &i) in free.iter().enumerate() {
        trial[i] = (point[i] + step[component]).clamp(limits.low[i], limits.high[i]);
    }
    trial
}

/// The quadratic model of the free components, in the axes of the Hessian.
struct Model {
    /// Eigenvalues of the negative Hessian.
    bends: DVector<f64>,
    axes: DMatrix<f64>,
    /// The gradient in those axes.
    slopes: DVector<f64>,
}

impl Model {
    fn new(at: &Derivatives, free: &[usize]) -> Self {
        let n = free.len();
        let gradient = DVector::from_fn(n, |i, _| at.gradient[free[i]]);
        let negative = DMatrix::from_fn(n, n, |i, j| -at.hessian[(free[i], free[j])]);
        if n == 0 || negative.iter().any(|h| !h.is_finite()) {
            let bends = DVector::zeros(n);
            return Self { bends, axes: DMatrix::identity(n, n), slopes: gradient };
        }
        let eigen = SymmetricEigen::new(negative);
        let slopes = eigen.eigenvectors.transpose() * &gradient;
        Self { bends: eigen.eigenvalues, axes: eigen.eigenvectors, slopes }
    }

    /// The largest slope along an axis that is free.
    fn steepest(&self) -> f64 {
        self.slopes.iter().fold(0.0, |most, slope| most.max(slope.abs()))
    }

    /// What a step of this length along every axis may gain at most.
    fn gain(&self, length: f64) -> f64 {
        let along = |(slope, &bend): (&f64, &f64)| {
            let slope = slope.abs();
            match slope < bend * length {
                true => 0.5 * slope * slope / bend,
                false => slope * length - 0.5 * bend * length * length,
            }
        };
        self.slopes.iter().zip(self.bends.iter()).map(along).sum()
    }

    /// Half of g' H^-1 g, or `None` where the surface is not concave. A direction
    /// that is flat to rounding counts with what a step of one would gain, and
    /// is let pass where that is below `negligible`.
    fn decrement(&self, negligible: f64) -> Option<f64> {
        let sharpest = self.bends.iter().fold(0.0f64, |m, b| m.max(b.abs()));
        let mut sum = 0.0;
        for (slope, bend) in self.slopes.iter().zip(self.bends.iter()) {
            if *bend > tolerance::LEAST_BEND * sharpest {
                sum += slope * slope / bend;
            } else if slope.abs() + bend.abs() <= negligible {
                sum += 2.0 * slope.abs();
            } else {
                return None;
            }
        }
        Some(0.5 * sum)
    }

    /// The Newton step of the convexified model, damped to length `radius`.
    fn step(&self, radius: f64) -> DVector<f64> {
        let sharpest = self.bends.iter().fold(0.0f64, |m, b| m.max(b.abs()));
        let floor = (tolerance::LEAST_DAMPING * sharpest).max(f64::MIN_POSITIVE);
        let damped = |extra: f64| {
            self.slopes.zip_map(&self.bends, |slope, bend| slope / (bend.abs().max(floor) + extra))
        };
        let mut step = damped(0.0);
        if step.norm() > radius {
            // The length falls with the damping: bisect on its logarithm.
            let (mut low, mut high) = (
                tolerance::DAMPING.ln(),
                (self.slopes.norm() / radius).max(tolerance::DAMPING).ln(),
            );
            high = high.max(low) + 1.0;
            for _ in 0..60 {
                let middle = 0.5 * (low + high);
                if damped(middle.exp()).norm() > radius {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            step = damped(high.exp());
        }
        &self.axes * step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(n: usize) -> Limits {
        Limits {
            iterations: 200,
            decrement: 1e-12,
            coarseness: 1.0,
            low: DVector::from_element(n, -30.0),
            high: DVector::from_element(n, 30.0),
        }
    }

    #[test]
    fn the_banana_is_climbed() {
        let found = maximise(
            DVector::from_vec(vec![-1.2, 1.0]),
            &limits(2),
            &mut |p| {
                let (x, y) = (p[0], p[1]);
                let d = y - x * x;
                Derivatives {
                    value: -(100.0 * d * d + (1.0 - x).powi(2)),
                    gradient: DVector::from_vec(vec![400.0 * x * d + 2.0 * (1.0 - x), -200.0 * d]),
                    hessian: DMatrix::from_row_slice(
                        2,
                        2,
                        &[400.0 * d - 800.0 * x * x - 2.0, 400.0 * x, 400.0 * x, -200.0],
                    ),
                }
            },
            &mut |_, _, _| ControlFlow::Continue(()),
        );
        assert_eq!(found.ending, Ending::Converged);
        assert!((found.point[0] - 1.0).abs() < 1e-10 && (found.point[1] - 1.0).abs() < 1e-10);
    }

    #[test]
    fn a_rising_ridge_ends_at_the_bound() {
        let found = maximise(
            DVector::from_vec(vec![0.0]),
            &limits(1),
            &mut |p| Derivatives {
                value: p[0].atan(),
                gradient: DVector::from_vec(vec![1.0 / (1.0 + p[0] * p[0])]),
                hessian: DMatrix::from_element(1, 1, -2.0 * p[0] / (1.0 + p[0] * p[0]).powi(2)),
            },
            &mut |_, _, _| ControlFlow::Continue(()),
        );
        assert_eq!((found.ending, found.point[0]), (Ending::Converged, 30.0));
    }

    #[test]
    fn the_watcher_stops_it() {
        let found = maximise(
            DVector::from_vec(vec![5.0]),
            &limits(1),
            &mut |p| Derivatives {
                value: -p[0].powi(4),
                gradient: DVector::from_vec(vec![-4.0 * p[0].powi(3)]),
                hessian: DMatrix::from_element(1, 1, -12.0 * p[0].powi(2)),
            },
            &mut |iteration, _, _| match iteration {
                3 => ControlFlow::Break(Ending::Cancelled),
                _ => ControlFlow::Continue(()),
            },
        );
        assert_eq!((found.ending, found.iterations), (Ending::Cancelled, 3));
    }
}
