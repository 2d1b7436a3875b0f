//! One base: fitted by every model, and by the reference.

use cpu_time::ThreadTime;
use habitue::ErrorKind;
use habitue::lifetime::{Customers, FitOptions, FitReport, HIGHEST_REGULARITY, Histories, Model};
use serde::{Deserialize, Serialize};

use crate::draw::{Base, Dice};
use crate::kinds::Kind;
use crate::reference::{End, FARTHEST, Hill};
use crate::starts::starts;

/// What came of one fit. Log-likelihoods are those of the likelihood surface, so without
/// the constant that k brings; P(alive) is the share of the base.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) base: u32,
    pub(crate) source: String,
    pub(crate) customers: usize,
    pub(crate) model: String,
    pub(crate) k: u32,
    /// `fitted`, or the kind of the error.
    pub(crate) status: String,
    pub(crate) ours: f64,
    pub(crate) ours_alive: f64,
    pub(crate) ours_parameters: String,
    pub(crate) ridge: String,
    /// `log-likelihood:P(alive)` of each alternative that the report holds.
    pub(crate) alternatives: String,
    pub(crate) starts: u32,
    /// The best end of the reference from its own starts.
    pub(crate) reference: f64,
    pub(crate) reference_alive: f64,
    pub(crate) reference_parameters: String,
    /// Where a climb of the reference from our end comes to.
    pub(crate) from_ours: f64,
    /// `log-likelihood:P(alive)` of each distinct summit within 2 of the best.
    pub(crate) summits: String,
    /// How far the likelihood still rises beyond the box.
    pub(crate) beyond: f64,
    /// What k − 1 and k + 1 reach above k, constants included; empty where not asked.
    pub(crate) other_k: String,
    pub(crate) ours_ms: f64,
    pub(crate) reference_ms: f64,
    /// Evaluations of the reference.
    pub(crate) evaluations: u64,
}

/// Starts for every fit, and for those that call for more.
const FEW: usize = 8;
const MANY: usize = 60;

/// Log-likelihoods that are further apart are two.
pub(crate) const APART: f64 = 1e-4;

/// Summits within so much of the best are alternatives.
pub(crate) const WITHIN: f64 = 2.0;

/// P(alive) of two summits differs where it does by more than this share of the base.
pub(crate) const POINTS: f64 = 0.05;

/// Ends that are climbed to the end by SLSQP, at most.
const MOST: usize = 12;

/// Compares every model on one base; `thorough` for the bases that get all starts.
pub(crate) fn compare(base: &Base, thorough: bool) -> habitue::Result<Vec<Row>> {
    let customers = base.histories()?;
    Kind::ALL.iter().map(|&kind| row(base, &customers, kind, thorough)).collect()
}

/// Large bases are scouted by so many of their customers.
const SCOUTED: usize = 250;

/// The first customers of a base.
fn customers_of(base: &Base, number: usize) -> habitue::Result<Histories<'_>> {
    let number = number.min(base.x.len());
    Histories::new(&base.x[..number], &base.t_x[..number], &base.t[..number])
}

struct Ours {
    point: Vec<f64>,
    k: u32,
    ridge: String,
    alternatives: String,
    ridge_or_alternative: bool,
}

/// The fit of a user, how it ended, and what it took.
fn fitted(customers: &Histories<'_>, kind: Kind) -> (Option<Ours>, String, f64) {
    let began = ThreadTime::now();
    let fitted = Model::fit(kind.number(), &Customers::of(*customers), &FitOptions::default());
    let ours_ms = 1e3 * began.elapsed().as_secs_f64();
    let status = match &fitted {
        Ok(_) => "fitted".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    };
    (fitted.ok().map(|fitted| ours(kind, &fitted)), status, ours_ms)
}

/// The same row with the fit of now. The reference is kept where it would be the same:
/// from as many starts, for the same k, in a box that holds our end, and where no other
/// summits are asked for; else it is run again.
pub(crate) fn again(
    old: &Row,
    base: &Base,
    customers: &Histories<'_>,
    thorough: bool,
) -> habitue::Result<Row> {
    let kind = Kind::named(&old.model);
    let (ours, status, ours_ms) = fitted(customers, kind);
    let Some(ours) = ours else { return row(base, customers, kind, thorough) };
    let age = base.t.iter().sum::<f64>() / base.t.len() as f64;
    let bounds = kind.bounds(age, false);
    let inside = |(&x, &(low, high)): (&f64, &(f64, f64))| x >= low - 1e-9 && x <= high + 1e-9;
    let hill = Hill::new(kind, ours.k, customers, bounds.clone())?;
    let alive = hill.alive(&ours.point).unwrap_or(f64::NAN);
    let same = ours.k == old.k
        && (old.starts as usize == MANY || !thorough && !ours.ridge_or_alternative)
        && ours.point.iter().zip(&bounds).all(inside)
        && (alive - old.ours_alive).abs() < 0.01;
    if !same {
        return row(base, customers, kind, thorough);
    }
    let value = hill.value(&ours.point);
    let from_ours = match parameters(&ours.point) == old.ours_parameters {
        true => old.from_ours,
        false => hill.ascend(&ours.point).log_likelihood,
    };
    Ok(Row {
        status,
        ours: value,
        ours_alive: alive,
        ours_parameters: parameters(&ours.point),
        ridge: ours.ridge,
        alternatives: ours.alternatives,
        from_ours,
        ours_ms,
        ..old.clone()
    })
}

fn row(base: &Base, customers: &Histories<'_>, kind: Kind, thorough: bool) -> habitue::Result<Row> {
    let (ours, status, ours_ms) = fitted(customers, kind);
    let k = ours.as_ref().map_or(1, |ours| ours.k);
    let began = ThreadTime::now();
    let age = base.t.iter().sum::<f64>() / base.t.len() as f64;
    let mut bounds = kind.bounds(age, false);
    if let Some(ours) = &ours {
        // Never narrower than what we found.
        for (bound, &x) in bounds.iter_mut().zip(&ours.point) {
            *bound = (bound.0.min(x), bound.1.max(x));
        }
    }
    let hill = Hill::new(kind, k, customers, bounds)?;
    let called = thorough || ours.as_ref().is_none_or(|ours| ours.ridge_or_alternative);
    let first = customers_of(base, SCOUTED)?;
    let scout = match base.x.len() > SCOUTED {
        true => Hill::new(kind, k, &first, hill.bounds().to_vec()).ok(),
        false => None,
    };
    let (ends, used) = explore(&hill, scout.as_ref(), &starts(base, kind, k, MANY), called);
    let best = ends[0].clone();
    let ours_alive = ours.as_ref().and_then(|ours| hill.alive(&ours.point)).unwrap_or(f64::NAN);
    let mut dice = Dice::new(u64::from(base.id) << 8 | 0xff);
    let summits = distinct(&hill, &ends, ours_alive, &mut dice);
    let value = ours.as_ref().map_or(f64::NAN, |ours| hill.value(&ours.point));
    let from_ours = ours.as_ref().map(|ours| hill.ascend(&ours.point));
    let wide = hill.within(kind.bounds(age, true))?;
    let beyond = match hill.is_at_bound(&best) {
        true => wide.ascend(&best.point).log_likelihood - best.log_likelihood,
        false => 0.0,
    };
    let other_k = match thorough && kind.is_regular() {
        true => neighbours(base, customers, &hill, &best)?,
        false => String::new(),
    };
    Ok(Row {
        base: base.id,
        source: base.source.to_owned(),
        customers: base.x.len(),
        model: kind.name().to_owned(),
        k,
        status,
        ours: value,
        ours_alive,
        ours_parameters: ours.as_ref().map_or(String::new(), |ours| parameters(&ours.point)),
        ridge: ours.as_ref().map_or(String::new(), |ours| ours.ridge.clone()),
        alternatives: ours.as_ref().map_or(String::new(), |ours| ours.alternatives.clone()),
        starts: used,
        reference: best.log_likelihood,
        reference_alive: hill.alive(&best.point).unwrap_or(f64::NAN),
        reference_parameters: parameters(&best.point),
        from_ours: from_ours.map_or(f64::NAN, |end| end.log_likelihood),
        summits,
        beyond,
        other_k,
        ours_ms,
        reference_ms: 1e3 * began.elapsed().as_secs_f64(),
        evaluations: hill.evaluations()
            + wide.evaluations()
            + scout.map_or(0, |scout| scout.evaluations()),
    })
}

fn ours(kind: Kind, fitted: &Model) -> Ours {
    let all = fitted.base().parameters();
    let point = all[..kind.estimated()].iter().map(|value| value.ln()).collect();
    let k = if kind.is_regular() { all[kind.estimated()] as u32 } else { 1 };
    let report = fitted.report();
    let ridge = report.and_then(|report| report.ridge);
    let alternatives = report.map_or(String::new(), alternatives);
    let ridge_or_alternative = ridge.is_some() || !alternatives.is_empty();
    let ridge = ridge.map_or(String::new(), |ridge| format!("{ridge:?}"));
    Ours { point, k, ridge, alternatives, ridge_or_alternative }
}

/// `log-likelihood:P(alive)` of each alternative that a report holds.
fn alternatives(report: &FitReport) -> String {
    let others = report.alternatives.iter();
    let each = others.map(|other| format!("{:.6}:{:.6}", other.log_likelihood, other.alive));
    each.collect::<Vec<_>>().join(" ")
}

/// The ends of the reference, best first, and how many starts were used.
fn explore(
    hill: &Hill<'_>,
    scout: Option<&Hill<'_>>,
    starts: &[Vec<f64>],
    called: bool,
) -> (Vec<End>, u32) {
    let mut ends: Vec<End> = starts[..FEW].iter().map(|at| approached(hill, at)).collect();
    sort(&mut ends);
    let mut used = FEW;
    if called || !(lowest_gap(hill, &mut ends) <= APART) {
        used = starts.len();
        for start in scouted(scout, &starts[FEW..], &ends) {
            let known = ends.len();
            ends.extend(hill.approach(&start, &ends[..known]));
        }
    }
    finish(hill, &mut ends);
    if !hill.is_settled(&ends[0]) {
        ends[0] = hill.polish(ends[0].clone());
    }
    (ends, used as u32)
}

/// Where starts lead over the first customers of a large base, those that lead to one place
/// and those that lead nowhere near the best left out; the starts themselves for a small
/// base.
fn scouted(scout: Option<&Hill<'_>>, starts: &[Vec<f64>], ends: &[End]) -> Vec<Vec<f64>> {
    let Some(scout) = scout else { return starts.to_vec() };
    let mut known: Vec<End> =
        ends.iter().filter_map(|end| scout.approach(&end.point, &[])).collect();
    let mut new: Vec<End> = Vec::new();
    for start in starts {
        sort(&mut known);
        let Some(end) = scout.approach(start, &known) else { continue };
        if !known.iter().any(|other| other.is_as(&end)) {
            new.push(end.clone());
            known.push(end);
        }
    }
    sort(&mut known);
    let least = known.first().map_or(f64::NEG_INFINITY, |best| best.log_likelihood - FARTHEST);
    sort(&mut new);
    let within = new.into_iter().filter(|end| end.log_likelihood > least);
    within.take(MOST).map(|end| end.point).collect()
}

fn approached(hill: &Hill<'_>, start: &[f64]) -> End {
    hill.approach(start, &[]).unwrap_or_else(|| End::new(start.to_vec(), f64::NEG_INFINITY))
}

/// How far the lowest of the ends lies below the highest, once both were climbed to the
/// end.
fn lowest_gap(hill: &Hill<'_>, ends: &mut [End]) -> f64 {
    let last = ends.len() - 1;
    if ends[0].log_likelihood - ends[last].log_likelihood > APART {
        ends[last] = hill.climb(ends[last].clone());
    }
    sort(ends);
    ends[0].log_likelihood - ends[last].log_likelihood
}

/// Climbs to the end by SLSQP: from the best, and from those within reach of it that are
/// not there yet.
fn finish(hill: &Hill<'_>, ends: &mut Vec<End>) {
    sort(ends);
    let best = ends[0].log_likelihood;
    ends.retain(|end| end.log_likelihood > best - FARTHEST);
    let mut finished: Vec<End> = Vec::new();
    for end in ends.drain(..) {
        let same = |other: &End| other.is_as(&end);
        if finished.iter().any(same) || finished.len() == MOST {
            continue;
        }
        let sound = !finished.is_empty() && hill.is_settled(&end);
        finished.push(if sound { end } else { hill.climb(end) });
    }
    *ends = finished;
    sort(ends);
}

fn sort(ends: &mut [End]) {
    ends.sort_by(|a, b| b.log_likelihood.total_cmp(&a.log_likelihood));
}

/// The best end, and the summits within reach of it that answer differently from ours or
/// from it.
fn distinct(hill: &Hill<'_>, ends: &[End], ours: f64, dice: &mut Dice) -> String {
    let best = ends[0].log_likelihood;
    let mut found: Vec<(f64, f64)> = Vec::new();
    for (index, end) in ends.iter().enumerate() {
        if end.log_likelihood < best - WITHIN {
            break;
        }
        let Some(alive) = hill.alive(&end.point) else { continue };
        let apart = |other: f64| !((alive - other).abs() <= POINTS);
        let first = found.first().map_or(f64::NAN, |first| first.1);
        let matters = apart(ours) || apart(first);
        let new = found.iter().all(|&(_, other)| (alive - other).abs() > 0.02);
        if index == 0 || matters && new && hill.is_summit(end, dice) {
            found.push((end.log_likelihood, alive));
        }
    }
    let each = found.iter().map(|(value, alive)| format!("{value:.6}:{alive:.6}"));
    each.collect::<Vec<_>>().join(" ")
}

/// What k − 1 and k + 1 reach above k, started from its best end and from eight starts.
fn neighbours(
    base: &Base,
    customers: &Histories<'_>,
    hill: &Hill<'_>,
    best: &End,
) -> habitue::Result<String> {
    let here = best.log_likelihood + base.constant(hill.k);
    let mut gains = Vec::new();
    for k in [hill.k - 1, hill.k + 1] {
        if k == 0 || k > HIGHEST_REGULARITY {
            continue;
        }
        let other = Hill::new(hill.kind, k, customers, hill.bounds().to_vec())?;
        let mut from = starts(base, hill.kind, k, FEW);
        from.push(best.point.clone());
        let mut ends: Vec<End> = from.iter().map(|start| approached(&other, start)).collect();
        finish(&other, &mut ends);
        let top = ends[0].log_likelihood;
        gains.push(format!("{k}:{:.6}", top + base.constant(k) - here));
    }
    Ok(gains.join(" "))
}

fn parameters(point: &[f64]) -> String {
    point.iter().map(|x| format!("{:.9e}", x.exp())).collect::<Vec<_>>().join(" ")
}

/// Whether the fit of a row did not converge.
pub(crate) fn is_not_converged(row: &Row) -> bool {
    row.status == format!("{:?}", ErrorKind::NotConverged)
}
