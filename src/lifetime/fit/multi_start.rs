//! The way up a likelihood: from several starts, by samples first where there are many
//! customers, to the highest summit and to others that are nearly as high.

use std::cell::OnceCell;
use std::ops::{ControlFlow, Range};
use std::sync::OnceLock;
use std::sync::atomic::Ordering::Relaxed;

use nalgebra::{DVector, SymmetricEigen};

use super::fit_options::{FitOptions, FitProgress};
use super::objective::{Families, Objective};
use super::summits::{Climbed, Known, Place, Summits, agree, distinct, summits};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::maximise::{Ascent, Derivatives, Ending, Limits, maximise, promised};
use crate::numeric::parallel::chunked;
use crate::numeric::random::Stream;
use crate::numeric::tolerance;

/// Customers in the samples by which a large base is climbed first, where it has more than
/// twice as many distinct ones: each tells which summits are worth climbing by the next.
const SAMPLES: [u32; 3] = [3 << 6, 1 << 11, 1 << 16];

/// Distinct customers up to which each start climbs by all of them, and beyond which a base is a
/// large one.
const FEW: usize = 1 << 11;
const LARGE: usize = 1 << 13;

/// The only sample of a base that is no large one, but too large to be climbed by all
/// customers from each start.
const SAMPLE: u32 = 1 << 9;

/// Customers by whom the highest point of a family is told, of a large base and of one that is
/// not, where there are more than twice as many. By fewer it is another one where few customers
/// make the difference, as they do in the smaller.
const RANKING: [u32; 2] = [1 << 7, 1 << 9];

/// Iterations of one climb by a sample: enough to see where it leads.
const BY_SAMPLE: u32 = 60;

/// Iterations after which a climb by all, or by a sample, must be in sight of the highest summit.
const A_FEW_STEPS: [u32; 2] = [6, 4];

/// How many times what the quadratic model promises a climb may come to at most: on a
/// plateau, where the slope falls as fast as the bend, it is twice that.
const HOPE: f64 = 3.0;

/// How far from the first start the others lie: one in three is more than a
/// factor of about 4.5 away in a given parameter.
const SPREAD: f64 = 1.5;

/// Climbs from the highest point of each family, or from `starts` points where so many are
/// asked for, around the first if need be. Where there are many customers, samples of them
/// tell which of the summits are worth climbing by more; unless the caller gave the start,
/// which is then near.
pub(crate) fn ascend(
    objective: &dyn Objective,
    families: &Families,
    limits: &Limits,
    options: &FitOptions<'_>,
) -> Result<Summits> {
    let starts = options.starts(families.len() as u32)?;
    let stages = stages(objective, options);
    let goes_on = |progress| options.goes_on(progress);
    let mut climber = MultiStart { limits, goes_on: &goes_on, done: 0 };
    let first = stages.first().map_or(objective, |stage| &*stage.sample);
    let large = stages.len() > 1;
    let many = RANKING[usize::from(!large)];
    let ranking = (large || first.cells() > 2 * many as usize).then(|| first.sample(many));
    let ranking = ranking.as_deref().unwrap_or(first);
    let begin = |number: usize| match families.get(number) {
        Some(family) => (highest_of(ranking, family), number as u32),
        None => (around(&families[0][0], number as u32), number as u32),
    };
    let mut from = one_by_one(starts as usize, options.threads(), begin);
    let mut agreeing = None;
    for Stage { sample, each } in &stages {
        let found = match agreeing {
            None => climber.climb_apart(&**sample, from, *each, options)?,
            Some(_) => climber.climb_all(&**sample, from, Some(*each), Vec::new())?,
        };
        agreeing.get_or_insert_with(|| agree(&found, *each));
        let kept = distinct(&**sample, found, *each);
        from = kept.into_iter().map(|end| (end.ascent.point, end.start)).collect();
    }
    let found = climber.climb_all(objective, from, None, Vec::new())?;
    let agreeing = agreeing.unwrap_or_else(|| agree(&found, 1.0));
    let mut found = distinct(objective, found, 1.0);
    let top = found.first().map_or(0.0, |best| best.ascent.at.value);
    for (index, end) in found.iter_mut().enumerate() {
        let stuck = end.ascent.ending == Ending::Stuck;
        if index == 0 || stuck && end.ascent.at.value >= top - tolerance::NEARLY_AS_HIGH {
            climber.reach_the_corner(objective, end)?;
        }
    }
    if starts as usize == families.len() {
        found.extend(climber.along_the_ridge(objective, &found)?);
        found.extend(climber.special_cases((objective, &stages), families, &found)?);
    }
    found.sort_by(|a, b| b.height(1.0).total_cmp(&a.height(1.0)));
    summits(objective, found, starts, agreeing)
}

/// A sample of the base, each of which stands for so many customers.
struct Stage<'a> {
    sample: Box<dyn Objective + 'a>,
    each: f64,
}

fn stages<'a>(objective: &'a dyn Objective, options: &FitOptions<'_>) -> Vec<Stage<'a>> {
    let many = |draws: u32| objective.cells() > 2 * draws as usize;
    let samples: &[u32] = if objective.cells() > LARGE { &SAMPLES } else { &[SAMPLE] };
    let worth = |draws: u32| options.start().is_none() && objective.cells() > FEW && many(draws);
    let stage = |draws: u32| Stage {
        sample: objective.sample(draws),
        each: objective.customers() / f64::from(draws),
    };
    samples.iter().copied().filter(|&draws| worth(draws)).map(stage).collect()
}

/// What `f` makes of each of the first numbers, several at once.
fn one_by_one<T: Send>(count: usize, threads: usize, f: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let some = |range: Range<usize>| range.map(&f).collect::<Vec<T>>();
    chunked(count, 1, threads, some, Vec::with_capacity(count), |mut all, one| {
        all.extend(one);
        all
    })
}

/// The highest point of a family.
fn highest_of(objective: &dyn Objective, family: &[DVector<f64>]) -> DVector<f64> {
    let mut best = (f64::NEG_INFINITY, &family[0]);
    if family.len() > 1 {
        for point in family {
            let value = objective.at(point).value;
            if value > best.0 {
                best = (value, point);
            }
        }
    }
    best.1.clone()
}

/// Climbs, and tells of it.
struct MultiStart<'a> {
    limits: &'a Limits,
    goes_on: &'a dyn Fn(FitProgress) -> bool,
    /// Iterations of the climbs before.
    done: u32,
}

impl MultiStart<'_> {
    /// From each of some points by the first sample: to the summit of the first of them, and
    /// then, several at once, to those of the others. A listener is told of each when all have
    /// arrived; whoever cancels is heard at once.
    fn climb_apart(
        &mut self,
        sample: &dyn Objective,
        mut from: Vec<(DVector<f64>, u32)>,
        each: f64,
        options: &FitOptions<'_>,
    ) -> Result<Vec<Climbed>> {
        let others = from.split_off(1);
        let mut found = self.climb_all(sample, from, Some(each), Vec::new())?;
        let first = found.iter().filter(|end| end.ascent.ending == Ending::Converged);
        let answered = |ascent: &Ascent| OnceLock::from(sample.alive(&ascent.point));
        let known: Vec<Known> = first
            .map(|Climbed { ascent, .. }| Known { alive: answered(ascent), ascent: ascent.clone() })
            .collect();
        let (limits, stop) = (self.limits, options.cancel());
        let climbs = one_by_one(others.len(), options.threads(), |index| {
            let goes_on = |_| !stop.is_some_and(|stop| stop.load(Relaxed));
            let mut alone = MultiStart { limits, goes_on: &goes_on, done: 0 };
            let from = vec![others[index].clone()];
            let found = alone.climb_all(sample, from, Some(each), known.clone());
            found.map(|found| (found, alone.done))
        });
        for climb in climbs {
            let (ends, iterations) = climb?;
            self.done += iterations;
            for end in &ends {
                if !(self.goes_on)(self.progress(0, &end.ascent.at, end.start, true)) {
                    return Err(self.cancelled(sample));
                }
            }
            found.extend(ends);
        }
        Ok(found)
    }

    /// From each of some points, by a sample if each of its customers stands for some, to
    /// summits that are not known yet.
    fn climb_all(
        &mut self,
        objective: &dyn Objective,
        from: Vec<(DVector<f64>, u32)>,
        each: Option<f64>,
        mut known: Vec<Known>,
    ) -> Result<Vec<Climbed>> {
        let limits = each.map_or_else(|| self.limits.clone(), |each| by_sample(self.limits, each));
        let sample = each.is_some();
        let mut found = Vec::with_capacity(from.len());
        let each = each.unwrap_or(1.0);
        for (point, start) in from {
            let top =
                known.iter().map(|known| known.ascent.at.value).fold(f64::NEG_INFINITY, f64::max);
            let (mut met, mut steps) = (None, 0);
            let mut meets = |point: &DVector<f64>, at: &Derivatives| {
                steps += 1;
                let here = Place { objective, point, at, alive: OnceCell::new() };
                met = known.iter().position(|place| place.is_met(&here, each));
                if met.is_some() || steps <= A_FEW_STEPS[usize::from(sample)] {
                    return met.is_some();
                }
                if sample {
                    return at.value < top - tolerance::HOPELESS * each;
                }
                let least = top - tolerance::WORTH_A_CLIMB;
                at.value < least && at.value + HOPE * promised(point, at, &limits) < least
            };
            let ascent = self.climb(objective, point, start, &limits, sample, &mut meets)?;
            let ascent = match met {
                Some(place) => known[place].ascent.clone(),
                None => ascent,
            };
            if met.is_none() && ascent.ending == Ending::Converged {
                known.push(Known::of(ascent.clone()));
            }
            found.push(Climbed { ascent, start });
        }
        Ok(found)
    }

    /// Moves an end on where it lies on a plateau that still rises: in a far corner rounding
    /// hides the slope and the bend of the surface, but not its height, so that long steps of
    /// one parameter, or of two together, find what the climb did not.
    fn reach_the_corner(&mut self, objective: &dyn Objective, best: &mut Climbed) -> Result<()> {
        let end = &best.ascent;
        let arrived = matches!(end.ending, Ending::Converged | Ending::Stuck);
        let rises = promised(&end.point, &end.at, self.limits) > tolerance::STILL_TO_GAIN;
        if !arrived || !rises {
            return Ok(());
        }
        let n = end.point.len();
        let (mut point, mut top) = (end.point.clone(), end.at.value);
        let ways = (0..n).map(|i| i..i + 1).chain((1..n).map(|i| i - 1..i + 1));
        for way in ways {
            for step in [-CORNERWARDS, CORNERWARDS] {
                loop {
                    let mut trial = point.clone();
                    for i in way.clone() {
                        let (low, high) = (self.limits.low[i], self.limits.high[i]);
                        trial[i] = (trial[i] + step).clamp(low, high);
                    }
                    if trial == point {
                        break;
                    }
                    let value = objective.at(&trial).value;
                    if !(value > top + tolerance::STANDSTILL) {
                        break;
                    }
                    (point, top) = (trial, value);
                }
            }
        }
        if top > best.ascent.at.value {
            let limits = self.limits.clone();
            let ascent =
                self.climb(objective, point, best.start, &limits, false, &mut |_, _| false)?;
            let stuck = best.ascent.ending == Ending::Stuck && ascent.ending == Ending::Stuck;
            if (ascent.ending == Ending::Converged || stuck) && ascent.at.value >= top {
                best.ascent = ascent;
            }
        }
        Ok(())
    }

    /// From both sides of the highest end, where the surface is flat in some direction: a ridge
    /// leads on to other summits, which no start was near.
    fn along_the_ridge(
        &mut self,
        objective: &dyn Objective,
        found: &[Climbed],
    ) -> Result<Vec<Climbed>> {
        let Some(best) = found.first() else { return Ok(Vec::new()) };
        let Ascent { point, at, .. } = &best.ascent;
        let Some(way) = flat_direction(point, at, self.limits) else { return Ok(Vec::new()) };
        let beside = |step: f64| {
            let at = |i: usize| {
                (point[i] + step * way[i]).clamp(self.limits.low[i], self.limits.high[i])
            };
            (DVector::from_fn(point.len(), |i, _| at(i)), best.start)
        };
        let known = found.iter().filter(|end| end.ascent.ending == Ending::Converged);
        let known = known.map(|end| Known::of(end.ascent.clone())).collect();
        self.climb_all(objective, [-ALONG, ALONG].map(beside).to_vec(), None, known)
    }

    /// The special cases that the data do not refuse. Seldom summits (where they are not, a
    /// general case is a little better), but what else a reader would believe.
    fn special_cases(
        &mut self,
        (objective, stages): (&dyn Objective, &[Stage<'_>]),
        families: &Families,
        found: &[Climbed],
    ) -> Result<Vec<Climbed>> {
        let (Some(best), Some(family)) = (found.first(), families.last()) else {
            return Ok(Vec::new());
        };
        let (start, best) = (families.len() as u32 - 1, &best.ascent);
        let first = stages.first().map_or(objective, |stage| &*stage.sample);
        let nobody = first.alive(&best.point) >= 1.0 - tolerance::SAME_ANSWER;
        let mut special = Vec::new();
        'cases: for (mut point, held) in first.special_cases(&family[0], nobody) {
            let mut limits = self.limits.clone();
            for i in held {
                let value = point[i].clamp(limits.low[i], limits.high[i]);
                (limits.low[i], limits.high[i]) = (value, value);
            }
            // Samples tell cheaply of most that all customers would refuse them; from the end by
            // one, the next tells at once.
            let mut patience = A_FEW_STEPS[usize::from(!stages.is_empty())];
            for Stage { sample, each } in stages {
                let least = sample.at(&best.point).value - tolerance::WORTH_A_CLIMB * each;
                let few = by_sample(&limits, *each);
                let mut hopeless = hopeless(least, &few, std::mem::take(&mut patience));
                let ascent = self.climb(&**sample, point, start, &few, true, &mut hopeless)?;
                if !(ascent.at.value >= least) {
                    continue 'cases;
                }
                point = ascent.point;
            }
            let least = best.at.value - tolerance::NEARLY_AS_HIGH;
            let mut hopeless = hopeless(least, &limits, patience);
            let mut ascent = self.climb(objective, point, start, &limits, false, &mut hopeless)?;
            if ascent.at.value > best.at.value + tolerance::SAME_SUMMIT {
                let free = self.limits;
                ascent =
                    self.climb(objective, ascent.point, start, free, false, &mut |_, _| false)?;
            }
            if matches!(ascent.ending, Ending::Converged | Ending::Stuck) {
                special.push(Climbed { ascent, start });
            }
        }
        Ok(special)
    }

    fn climb(
        &mut self,
        objective: &dyn Objective,
        from: DVector<f64>,
        start: u32,
        limits: &Limits,
        sample: bool,
        meets: &mut dyn FnMut(&DVector<f64>, &Derivatives) -> bool,
    ) -> Result<Ascent> {
        let mut watch = |iteration: u32, point: &DVector<f64>, at: &Derivatives| {
            if !(self.goes_on)(self.progress(iteration, at, start, sample)) {
                return ControlFlow::Break(Ending::Cancelled);
            }
            if meets(point, at) {
                return ControlFlow::Break(Ending::Known);
            }
            ControlFlow::Continue(())
        };
        let ascent = maximise(from, limits, &mut |point| objective.at(point), &mut watch);
        self.done += ascent.iterations;
        if ascent.ending == Ending::Cancelled {
            return Err(self.cancelled(objective));
        }
        Ok(ascent)
    }

    /// What is told of a climb after these many of its iterations.
    fn progress(&self, iterations: u32, at: &Derivatives, start: u32, sample: bool) -> FitProgress {
        let (log_likelihood, gradient_norm) = (at.value, at.gradient.amax());
        let iteration = self.done + iterations;
        FitProgress { iteration, log_likelihood, gradient_norm, start, sample }
    }

    fn cancelled(&self, objective: &dyn Objective) -> Error {
        let (name, done) = (objective.name(), self.done);
        let sentence = format!("the fit of {name} was cancelled after {done} iterations");
        Error::new(ErrorKind::Cancelled, sentence)
    }
}

/// The limits of a climb by a sample, each of whose customers stands for some.
fn by_sample(limits: &Limits, each: f64) -> Limits {
    Limits {
        iterations: limits.iterations.min(BY_SAMPLE),
        decrement: limits.decrement.max(tolerance::SAMPLE_DECREMENT * each),
        coarseness: tolerance::SAMPLE_COARSENESS * each,
        ..limits.clone()
    }
}

/// Whether a climb will not come as high as this, told after some steps.
fn hopeless(
    least: f64,
    limits: &Limits,
    mut patience: u32,
) -> impl FnMut(&DVector<f64>, &Derivatives) -> bool {
    move |point, at| {
        patience = patience.saturating_sub(1);
        patience == 0 && at.value < least && at.value + HOPE * promised(point, at, limits) < least
    }
}

/// How far along a ridge the next climb begins, in logarithms of the parameters.
const ALONG: f64 = 3.0;

/// The direction in which the surface falls least from an end, among the coordinates that stand
/// at no bound, where a step along it leaves a climb worth while.
fn flat_direction(point: &DVector<f64>, at: &Derivatives, limits: &Limits) -> Option<DVector<f64>> {
    let inside = |&i: &usize| {
        let (low, high) = (limits.low[i], limits.high[i]);
        (low + tolerance::AT_BOUND..=high - tolerance::AT_BOUND).contains(&point[i])
    };
    let free: Vec<usize> = (0..point.len()).filter(inside).collect();
    if free.is_empty() {
        return None;
    }
    let eigen = SymmetricEigen::new(-at.hessian.select_rows(&free).select_columns(&free));
    let (least, bend) = eigen.eigenvalues.argmin();
    let falls = 0.5 * ALONG * ALONG * bend;
    let mut way = DVector::zeros(point.len());
    for (row, &i) in free.iter().enumerate() {
        way[i] = eigen.eigenvectors[(row, least)];
    }
    (falls < tolerance::WORTH_A_CLIMB).then_some(way)
}

/// The length of a step towards a corner, in logarithms of the parameters.
const CORNERWARDS: f64 = 3.0;

/// Another start: the same for the same number, whoever asks.
fn around(start: &DVector<f64>, number: u32) -> DVector<f64> {
    let mut stream = Stream::new(0, u64::from(number));
    start.map(|x| x + SPREAD * stream.normal())
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::*;

    /// Two hills: one of height 1 at −2, one of height 2 at 3.
    struct Hills;

    impl Objective for Hills {
        fn name(&self) -> &'static str {
            "two hills"
        }

        fn cells(&self) -> usize {
            1
        }

        fn customers(&self) -> f64 {
            1.0
        }

        fn alive(&self, point: &DVector<f64>) -> f64 {
            point[0] / 9.0
        }

        fn sample(&self, _: u32) -> Box<dyn Objective + '_> {
            Box::new(Self)
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
            coarseness: 1.0,
            low: DVector::from_element(1, -9.0),
            high: DVector::from_element(1, 9.0),
        };
        let families = vec![vec![DVector::from_element(1, -1.0)]];
        let heard = std::cell::RefCell::new(Vec::new());
        let watch = |at: FitProgress| {
            heard.borrow_mut().push((at.start, at.iteration));
            std::ops::ControlFlow::Continue(())
        };
        let options = FitOptions::default().with_progress(&watch);
        let one = ascend(&Hills, &families, &limits, &options).unwrap();
        assert!((one.best.point[0] + 2.0).abs() < 0.1);
        assert_eq!((one.starts, one.agreeing), (1, 1));
        let options = options.with_starts(40);
        let several = ascend(&Hills, &families, &limits, &options).unwrap();
        assert!((several.best.point[0] - 3.0).abs() < 0.1);
        // The lower hill is within 2 of the higher one, and answers differently.
        assert_eq!(several.others.len(), 1);
        assert!((several.others[0].0.point[0] + 2.0).abs() < 0.1);
        assert_eq!(several.starts, 40);
        assert!((1..40).contains(&several.agreeing), "{}", several.agreeing);
        let heard = heard.into_inner();
        assert!(heard.iter().any(|(start, _)| *start == 39));
        let all = &heard[heard.iter().rposition(|&(start, i)| (start, i) == (0, 0)).unwrap()..];
        assert!(all.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{all:?}");
    }
}
