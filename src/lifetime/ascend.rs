//! The way up a likelihood: from one start or several, by samples first.

use nalgebra::DVector;

use super::fit_options::{FitOptions, FitProgress};
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::numeric::maximise::{Ascent, Derivatives, Ending, Limits, maximise};
use crate::numeric::random::Stream;
use crate::numeric::tolerance;

/// A log-likelihood over unbounded parameters.
pub(crate) trait Surface: Sized {
    /// The English name of the model, for errors.
    fn name(&self) -> &'static str;

    /// Distinct observations.
    fn cells(&self) -> usize;

    /// The surface of a sample of so many customers, each standing for as many of
    /// all.
    fn sample(&self, draws: u32) -> Self;

    fn at(&self, point: &DVector<f64>) -> Derivatives;

    /// The parameters at a point as the caller knows them.
    fn parameters(&self, point: &DVector<f64>) -> Vec<f64>;
}

/// Larger bases are first climbed by samples of so many customers.
const SAMPLES: [u32; 2] = [1 << 12, 1 << 16];

/// How far from the first start the others lie: one in three is more than a
/// factor of about 4.5 away in a given parameter.
const SPREAD: f64 = 1.5;

/// The highest point that was found.
pub(crate) struct Summit {
    pub(crate) ascent: Ascent,
    /// The start that led there.
    start: u32,
    /// Starts that were tried, and how many of them reached this summit.
    pub(crate) starts: u32,
    pub(crate) agreeing: u32,
}

/// Climbs from each of `given` (at least one) and, where `starts` is more than that,
/// from points around the first, and goes on with the highest. Most of the way is made with samples, unless
/// the caller gave the start, which is then near.
pub(crate) fn ascend<S: Surface>(
    surface: &S,
    given: &[DVector<f64>],
    starts: u32,
    limits: &Limits,
    options: &FitOptions<'_>,
) -> Result<Summit> {
    let stages = SAMPLES
        .into_iter()
        .filter(|&draws| options.start().is_none() && surface.cells() > 2 * draws as usize);
    let mut stages: Vec<Option<S>> = stages.map(|draws| Some(surface.sample(draws))).collect();
    stages.push(None);
    let mut climber = Climber { limits, options, done: 0 };
    let mut summit: Option<Summit> = None;
    let start = &given[0];
    let mut from = start.clone();
    for (stage, sample) in stages.iter().enumerate() {
        let ground = sample.as_ref().unwrap_or(surface);
        let number = summit.as_ref().map_or(0, |summit| summit.start);
        let first = climber.climb(ground, from.clone(), number, sample.is_some())?;
        summit = Some(match summit {
            // The starts are compared on the first stage.
            None => {
                let mut found = vec![first];
                for number in 1..starts {
                    let other = given.get(number as usize).cloned();
                    let point = other.unwrap_or_else(|| around(start, number));
                    found.push(climber.climb(ground, point, number, sample.is_some())?);
                }
                highest(found)
            }
            Some(summit) => Summit { ascent: first, ..summit },
        });
        if let Some(summit) = &summit
            && summit.ascent.ending == Ending::Converged
            && stage + 1 < stages.len()
        {
            from = summit.ascent.point.clone();
        }
    }
    let summit = summit.ok_or_else(|| Error::new(ErrorKind::Internal, "no stage of a fit"))?;
    let reason = match summit.ascent.ending {
        Ending::Converged | Ending::Cancelled => return Ok(summit),
        Ending::Iterations => "the iterations ran out",
        Ending::Stuck => "no step improves the likelihood",
    };
    Err(Error::not_converged(
        format!("the fit of {}", surface.name()),
        Convergence {
            iterations: summit.ascent.iterations,
            objective: summit.ascent.at.value,
            gradient_norm: summit.ascent.gradient_norm,
            parameters: surface.parameters(&summit.ascent.point),
            reason: reason.to_owned(),
        },
    ))
}

/// Climbs, and tells of it.
struct Climber<'a, 'o> {
    limits: &'a Limits,
    options: &'a FitOptions<'o>,
    /// Iterations of the climbs before.
    done: u32,
}

impl Climber<'_, '_> {
    fn climb<S: Surface>(
        &mut self,
        surface: &S,
        from: DVector<f64>,
        start: u32,
        sample: bool,
    ) -> Result<Ascent> {
        let done = self.done;
        let watch = |iteration: u32, log_likelihood, gradient_norm| {
            let iteration = done + iteration;
            let at = FitProgress { iteration, log_likelihood, gradient_norm, start, sample };
            self.options.goes_on(at)
        };
        let ascent = maximise(from, self.limits, |point| surface.at(point), watch);
        self.done += ascent.iterations;
        if ascent.ending == Ending::Cancelled {
            return Err(Error::new(
                ErrorKind::Cancelled,
                format!(
                    "the fit of {} was cancelled after {} iterations",
                    surface.name(),
                    self.done
                ),
            ));
        }
        Ok(ascent)
    }
}

/// Another start: the same for the same number, whoever asks.
fn around(start: &DVector<f64>, number: u32) -> DVector<f64> {
    let mut stream = Stream::new(0, u64::from(number));
    start.map(|x| x + SPREAD * stream.normal())
}

/// The highest of several ascents that arrived, the first among equals; the very
/// first where none did.
fn highest(mut found: Vec<Ascent>) -> Summit {
    let starts = found.len() as u32;
    let value = |ascent: &Ascent| match ascent.ending {
        Ending::Converged => ascent.at.value,
        _ => f64::NEG_INFINITY,
    };
    let mut best = 0;
    for (index, ascent) in found.iter().enumerate() {
        if value(ascent) > value(&found[best]) + tolerance::SAME_SUMMIT {
            best = index;
        }
    }
    let top = value(&found[best]);
    let agreeing = found.iter().filter(|a| value(a) >= top - tolerance::SAME_SUMMIT).count() as u32;
    let ascent = found.swap_remove(best);
    let agreeing = if top.is_finite() { agreeing } else { 0 };
    Summit { ascent, start: best as u32, starts, agreeing }
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::*;

    /// Two hills: one of height 1 at −2, one of height 2 at 3.
    struct Hills;

    impl Surface for Hills {
        fn name(&self) -> &'static str {
            "two hills"
        }

        fn cells(&self) -> usize {
            1
        }

        fn sample(&self, _: u32) -> Self {
            Self
        }

        fn at(&self, point: &DVector<f64>) -> Derivatives {
            let x = point[0];
            let mut at = Derivatives {
                value: 0.0,
                gradient: DVector::zeros(1),
                hessian: DMatrix::zeros(1, 1),
            };
            for (height, place) in [(1.0, -2.0), (2.0, 3.0)] {
                let d = x - place;
                let hill = height * (-d * d).exp();
                at.value += hill;
                at.gradient[0] -= 2.0 * d * hill;
                at.hessian[(0, 0)] += (4.0 * d * d - 2.0) * hill;
            }
            at
        }

        fn parameters(&self, point: &DVector<f64>) -> Vec<f64> {
            point.as_slice().to_vec()
        }
    }

    #[test]
    fn several_starts_find_the_higher_hill() {
        let limits = Limits {
            iterations: 200,
            decrement: 1e-9,
            low: DVector::from_element(1, -9.0),
            high: DVector::from_element(1, 9.0),
        };
        let start = || DVector::from_element(1, -1.0);
        let heard = std::cell::RefCell::new(Vec::new());
        let watch = |at: FitProgress| {
            heard.borrow_mut().push((at.start, at.iteration));
            std::ops::ControlFlow::Continue(())
        };
        let options = FitOptions::default().with_progress(&watch);
        let one = ascend(&Hills, &[start()], 1, &limits, &options).unwrap();
        assert!((one.ascent.point[0] + 2.0).abs() < 0.1);
        assert_eq!((one.starts, one.agreeing), (1, 1));
        let several = ascend(&Hills, &[start()], 40, &limits, &options).unwrap();
        assert!((several.ascent.point[0] - 3.0).abs() < 0.1);
        assert_eq!(several.starts, 40);
        assert!((1..40).contains(&several.agreeing), "{}", several.agreeing);
        let heard = heard.into_inner();
        assert!(heard.iter().any(|(start, _)| *start == 39));
        let all = &heard[heard.iter().rposition(|&(start, i)| (start, i) == (0, 0)).unwrap()..];
        assert!(all.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{all:?}");
    }
}
