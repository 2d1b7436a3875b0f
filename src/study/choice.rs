//! Which model is used, and why.

use super::candidates::{Candidate, SetAside};
use super::study_options::{ModelRule, StudyOptions};

/// Which of the candidates is used, and why.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Choice {
    /// The kind of the model.
    pub kind: u32,
    /// Its place among the candidates.
    pub candidate: usize,
    /// Why, the first reason first.
    pub reasons: Vec<ChoiceReason>,
    /// The candidates, by place, whose AIC is within 2 of the smallest of those that are not set
    /// aside, the chosen one among them: the data do not tell them apart.
    pub equals: Vec<usize>,
}

/// A reason for the choice of a model.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum ChoiceReason {
    /// The caller named it.
    Given,
    /// It has the smallest AIC of the sound ones, by more than 2.
    LowestAic {
        /// By how much the smallest of all others is larger; negative where a model that is set
        /// aside has a smaller one, infinite where there is no other.
        margin: f64,
    },
    /// Of several whose AIC is within 2 of the smallest, its forecast total came closest in the
    /// test.
    ClosestTotal {
        /// How many there were.
        equals: usize,
        /// (expected − came)/came of the chosen one.
        bias: f64,
        /// The same of the next best.
        next: f64,
    },
    /// Of several whose AIC is within 2 of the smallest, it has the fewest parameters; there was
    /// no test to tell them apart.
    Simplest {
        /// How many there were.
        equals: usize,
    },
    /// All are set aside, or far behind in AIC: it has the smallest AIC of them.
    NoneSound,
}

/// Models whose AIC is this close to the smallest explain the data about as well (Burnham and
/// Anderson, *Model Selection and Multimodel Inference*, 2002, section 2.6).
const EQUAL: f64 = 2.0;
/// Models whose AIC is further behind have considerably less support (ibid.): none of them is
/// taken because it alone has well determined parameters.
const LESS_SUPPORT: f64 = 4.0;

/// Chooses among the candidates; `None` where none was fitted.
pub(super) fn choose(candidates: &[Candidate], options: &StudyOptions) -> Option<Choice> {
    let usable = |place: &usize| candidates[*place].expected.is_some();
    let all: Vec<usize> = (0..candidates.len()).filter(usable).collect();
    let aic = |place: usize| candidates[place].aic().unwrap_or(f64::INFINITY);
    let least =
        |places: &[usize]| places.iter().map(|place| aic(*place)).fold(f64::INFINITY, f64::min);
    let best = least(&all);
    let sound: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&place| candidates[place].is_sound() && aic(place) <= best + LESS_SUPPORT)
        .collect();
    let pool = if sound.is_empty() { &all } else { &sound };
    let top = least(pool);
    let equals: Vec<usize> =
        pool.iter().copied().filter(|&place| aic(place) <= top + EQUAL).collect();
    if let ModelRule::Kind(kind) = options.model() {
        let candidate = all.iter().copied().find(|place| candidates[*place].kind == kind)?;
        return Some(Choice { kind, candidate, reasons: vec![ChoiceReason::Given], equals });
    }
    let mut reasons = Vec::new();
    if sound.is_empty() {
        reasons.push(ChoiceReason::NoneSound);
    }
    let bias = |place: usize| candidates[place].errors.and_then(|errors| errors.bias);
    let off = |place: usize| bias(place).map_or(f64::INFINITY, f64::abs);
    let simple = |place: usize| candidates[place].report().map_or(u32::MAX, |fit| fit.parameters);
    let mut ranked = equals.clone();
    // Sorting is stable: of full equals, the first of the list, which is the simplest.
    ranked.sort_by(|&a, &b| {
        off(a).total_cmp(&off(b)).then(simple(a).cmp(&simple(b))).then(aic(a).total_cmp(&aic(b)))
    });
    let candidate = *ranked.first()?;
    reasons.push(match (ranked.get(1), bias(candidate)) {
        (None, _) => {
            let same = |place: usize| {
                candidates[place].set_aside.iter().any(|why| matches!(why, SetAside::SameAs(_)))
            };
            let others = all.iter().filter(|place| **place != candidate && !same(**place));
            let next = others.map(|place| aic(*place)).fold(f64::INFINITY, f64::min);
            ChoiceReason::LowestAic { margin: next - aic(candidate) }
        }
        (Some(next), Some(own)) => ChoiceReason::ClosestTotal {
            equals: equals.len(),
            bias: own,
            next: bias(*next).unwrap_or(f64::INFINITY),
        },
        (Some(_), None) => ChoiceReason::Simplest { equals: equals.len() },
    });
    Some(Choice { kind: candidates[candidate].kind, candidate, reasons, equals })
}
