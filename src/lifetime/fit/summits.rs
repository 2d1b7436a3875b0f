//! The ends of climbs: which of them are one summit, and which the data do not refuse.

use std::cell::OnceCell;
use std::sync::OnceLock;

use nalgebra::DVector;

use super::objective::Objective;
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::numeric::maximise::{Ascent, Derivatives, Ending};
use crate::numeric::tolerance;

/// The highest point that was found, and what else may explain the data.
pub(crate) struct Summits {
    pub(crate) best: Ascent,
    /// Other summits within [`tolerance::NEARLY_AS_HIGH`] of it that answer differently,
    /// the highest first, with the mean P(alive) there.
    pub(crate) others: Vec<(Ascent, f64)>,
    /// Starts that were tried, and how many of them reached the highest summit.
    pub(crate) starts: u32,
    pub(crate) agreeing: u32,
}

/// A climb that ended, and the start that led there.
pub(super) struct Climbed {
    pub(super) ascent: Ascent,
    pub(super) start: u32,
}

/// The best that was found by all customers, if it is a summit.
pub(super) fn summits(
    objective: &dyn Objective,
    found: Vec<Climbed>,
    starts: u32,
    agreeing: u32,
) -> Result<Summits> {
    let mut found = found.into_iter().map(|end| end.ascent);
    let best = found.next().ok_or_else(|| Error::new(ErrorKind::Internal, "no start of a fit"))?;
    let reason = match best.ending {
        Ending::Converged | Ending::Cancelled => {
            let others = others(objective, &best, found);
            return Ok(Summits { best, others, starts, agreeing });
        }
        Ending::Iterations => "the iterations ran out",
        Ending::Stuck | Ending::Known => "no step improves the likelihood",
    };
    Err(Error::not_converged(
        format!("the fit of {}", objective.name()),
        Convergence {
            iterations: best.iterations,
            objective: best.at.value,
            gradient_norm: best.gradient_norm(),
            parameters: objective.parameters(&best.point),
            reason: reason.to_owned(),
        },
    ))
}

/// Those of the lower summits, in falling order, that the data do not refuse and that
/// answer differently from the best and from each other.
fn others(
    objective: &dyn Objective,
    best: &Ascent,
    lower: impl Iterator<Item = Ascent>,
) -> Vec<(Ascent, f64)> {
    let high = |end: &Ascent| {
        matches!(end.ending, Ending::Converged | Ending::Stuck)
            && end.at.value >= best.at.value - tolerance::NEARLY_AS_HIGH
    };
    let mut lower = lower.filter(high).peekable();
    if lower.peek().is_none() {
        return Vec::new();
    }
    let mut known = vec![objective.alive(&best.point)];
    let mut others = Vec::new();
    for end in lower {
        let alive = objective.alive(&end.point);
        if known.iter().all(|other| (alive - other).abs() > tolerance::OTHER_ANSWER) {
            known.push(alive);
            others.push((end, alive));
        }
    }
    others
}

/// A summit that was climbed before.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) alive: OnceLock<f64>,
    pub(super) ascent: Ascent,
}

impl Known {
    pub(super) fn of(ascent: Ascent) -> Self {
        Self { alive: OnceLock::new(), ascent }
    }

    /// Whether a climb has come so near that it leads there too: nearly as high, next to
    /// it, or on a ridge with the same answer.
    pub(super) fn is_met(&self, here: &Place<'_>, each: f64) -> bool {
        let Ascent { point: summit, at: top, .. } = &self.ascent;
        let below = top.value - here.at.value;
        // A climb that stands above is on its way to a higher one.
        if !(-tolerance::STILL_TO_GAIN * each..=tolerance::NEAR_SUMMIT * each).contains(&below) {
            return false;
        }
        (here.point - summit).amax() <= tolerance::NEXT_TO_SUMMIT
            || below.abs() <= tolerance::SAME_SUMMIT * each && self.answers_as(here)
    }

    fn answers_as(&self, here: &Place<'_>) -> bool {
        let alive = *self.alive.get_or_init(|| here.objective.alive(&self.ascent.point));
        (here.alive() - alive).abs() <= tolerance::SAME_ANSWER
    }
}

/// Where a climb stands.
pub(super) struct Place<'a> {
    pub(super) objective: &'a dyn Objective,
    pub(super) point: &'a DVector<f64>,
    pub(super) at: &'a Derivatives,
    pub(super) alive: OnceCell<f64>,
}

impl Place<'_> {
    fn alive(&self) -> f64 {
        *self.alive.get_or_init(|| self.objective.alive(self.point))
    }
}

impl Climbed {
    /// Its height, of which one that may go on yields a trifle to one that arrived.
    pub(super) fn height(&self, each: f64) -> f64 {
        let value = self.ascent.at.value;
        let arrived = self.ascent.ending == Ending::Converged;
        match (value.is_nan(), arrived) {
            (true, _) => f64::NEG_INFINITY,
            (_, true) => value,
            (_, false) => value - tolerance::SAME_SUMMIT * each,
        }
    }
}

/// How many climbs reached the highest summit.
pub(super) fn agree(found: &[Climbed], each: f64) -> u32 {
    let height = |end: &Climbed| end.height(each);
    let top = found.iter().map(height).fold(f64::NEG_INFINITY, f64::max);
    found.iter().filter(|end| height(end) >= top - tolerance::SAME_SUMMIT * each).count() as u32
}

/// The distinct ends that are worth going on with, the highest first, and of the same the
/// one of the first start.
pub(super) fn distinct(
    objective: &dyn Objective,
    mut found: Vec<Climbed>,
    each: f64,
) -> Vec<Climbed> {
    found.sort_by(|a, b| b.height(each).total_cmp(&a.height(each)).then(a.start.cmp(&b.start)));
    let top = found.first().map_or(0.0, |best| best.height(each));
    found.retain(|end| end.height(each) >= top - tolerance::WORTH_A_CLIMB * each);
    found.dedup_by(|end, before| end.ascent.point == before.ascent.point);
    let mut kept: Vec<Climbed> = Vec::with_capacity(found.len());
    for end in found {
        let same = |other: &Climbed| {
            let gap = (end.height(each) - other.height(each)).abs();
            gap <= 2.0 * tolerance::SAME_SUMMIT * each
                && (objective.alive(&end.ascent.point) - objective.alive(&other.ascent.point)).abs()
                    <= tolerance::SAME_ANSWER
        };
        if !kept.iter().any(same) {
            kept.push(end);
        }
    }
    kept
}
