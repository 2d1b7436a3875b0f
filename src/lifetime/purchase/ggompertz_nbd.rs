//! The GGompertz/NBD model: the longer a customer stays, the likelier they leave.

use std::ops::Range;

use super::beta_geometric::{TENTH, positive, purchase_ridge, somebody_came_back, time_bounds};
use super::nbd::Nbd;
use super::pareto_nbd::ParetoNbd;
use super::steady::NEAR;
use crate::error::{Error, Result};
use crate::lifetime::fit::estimable::{Estimable, Likely};
use crate::lifetime::fit::fit::{Fitted, at_high, at_low, fit};
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::Ridge;
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::fit::starts::Bought;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::{CovariateRole, Target};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::predict::kind::Kind;
use crate::lifetime::predict::posterior::{Individual, Rate, STEEP, gamma};
use crate::lifetime::predict::posterior_mixture::PosteriorMixture;
use crate::lifetime::predict::purchase_model::LatentAttrition;
use crate::lifetime::process::dropout_time::{DropoutMoments, Silence};
use crate::lifetime::process::exposure::Exposure;
use crate::lifetime::process::timed_process::{Lifetime, TimedProcess, share_of_the_living};
use crate::numeric::gamma::{digamma, ln_pochhammer, trigamma};
use crate::numeric::ln_1p::ln_1p_ratio;
use crate::numeric::quadrature::stretched;
use crate::numeric::tolerance;

/// GGompertz/NBD, the gamma-Gompertz model of Bemmaor and Glady (Modeling
/// Purchasing Behavior with Sudden "Death", *Management Science* 58, 2012), with
/// the expectation as corrected by Adler (*Management Science*, 2022).
///
/// While alive, a customer buys at random at a rate λ ~ Gamma(r, α); the rate of
/// leaving grows as e^(bt), from a start that is Gamma(s, β) over customers:
/// P(lifetime > t) = (β/(β − 1 + e^(bt)))^s.
///
/// As b tends to 0 with β/b fixed, it becomes the Pareto/NBD with β = β/b, and
/// where the data want that the fit says so ([`Ridge::ParetoLimit`]). Use it where
/// customers outgrow the offer. It is the wrong choice where b is not
/// identified.
///
/// # Accuracy
/// On 20,000 random points (parameters from 1e-3 to 1e4, x to 5,000, t_x = 0 and
/// t_x = T included, T and horizons over six decades around their scales) against
/// ball arithmetic: 7.2e-13 for the likelihood, 2.9e-13 for P(alive) and expected
/// purchases, and, each asked at half of the points or more, 4.3e-13 for discounted
/// purchases and 4.4e-12 for the probabilities of counts. Measure again with
/// `tests/oracle/grid/harness.py tests/oracle/grid/timed.py ggompertz_nbd`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "[f64; 5]", into = "[f64; 5]"))]
pub struct GGompertzNbd {
    parameters: [f64; 5],
}

impl TryFrom<[f64; 5]> for GGompertzNbd {
    type Error = Error;

    fn try_from([r, alpha, b, s, beta]: [f64; 5]) -> Result<Self> {
        Self::new(r, alpha, b, s, beta)
    }
}

impl From<GGompertzNbd> for [f64; 5] {
    fn from(model: GGompertzNbd) -> Self {
        model.parameters
    }
}

impl GGompertzNbd {
    /// The model with parameters r, α, b, s and β; b is per unit of time, α in
    /// units of time.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: a parameter is not positive and finite.
    pub fn new(r: f64, alpha: f64, b: f64, s: f64, beta: f64) -> Result<Self> {
        let parameters = [r, alpha, b, s, beta];
        positive(Self::PARAMETERS, &parameters)?;
        Ok(Self { parameters })
    }

    /// Fits the model by maximum likelihood.
    ///
    /// # Errors
    /// As [`BgNbd::fit`](crate::lifetime::BgNbd::fit).
    pub fn fit(customers: &Histories<'_>, options: &FitOptions<'_>) -> Result<Fitted<Self>> {
        fit((), &Cells::of(customers, options.threads()), options)
    }

    fn lifetime(&self) -> GGompertz {
        let [_, _, b, s, beta] = self.parameters;
        GGompertz { b, s, beta }
    }

    /// Visits moments of leaving in the gap with weights whose sum is
    /// ∫ (1 + v/(α + t_x))^−(r+x) h(t_x + v)/h(t_x) dv, where h is the density of
    /// the lifetime.
    fn visit(&self, history: History, mut f: impl FnMut(f64, Departure)) {
        let [r, alpha, b, s, _] = self.parameters;
        let (t_x, gap) = (history.t_x(), history.t() - history.t_x());
        let (buying, power) = (alpha + t_x, r + f64::from(history.x()));
        let lifetime = self.lifetime();
        let first = lifetime.at(t_x);
        // The clock of leaving: how long until β − 1 + e^(bt) has doubled.
        let scale = buying.min(1.0 / (b * first.share)).min(1e3 / b);
        let fall = |v: f64| {
            let stretch = scale + v;
            let here = lifetime.at(t_x + v);
            // The panel is also kept shorter than the Gompertz turn, 3/b wide.
            let turn = if turning(here.share) { 4.0 } else { 0.0 };
            let slope = power / (buying + v) + b * ((s + 1.0) * here.share - 1.0).abs();
            stretch * (slope + turn * b)
        };
        stretched(scale, gap, fall, |v, _, width| {
            let departure =
                Departure { v, bought: (v / buying).ln_1p(), aged: lifetime.grow(&first, v) };
            let ln_h = b * v - (s + 1.0) * departure.aged.ln;
            let weight = width * (ln_h - power * departure.bought).exp();
            f(weight, departure);
            weight
        });
    }

    /// ln of the integral over the moment of leaving, relative to being alive at t_x.
    fn ln_departure(&self, history: History) -> f64 {
        let [_, _, b, s, _] = self.parameters;
        let mut sum = 0.0;
        self.visit(history, |weight, _| sum += weight);
        // h(t_x)/S(t_x) = b s e^(b t_x)/D(t_x).
        (b * s * self.lifetime().at(history.t_x()).share * sum).ln()
    }

    fn ln_odds_of_departure(&self, history: History) -> f64 {
        let [r, alpha, _, s, _] = self.parameters;
        let gap = history.t() - history.t_x();
        if gap == 0.0 {
            return f64::NEG_INFINITY;
        }
        let lifetime = self.lifetime();
        let first = lifetime.at(history.t_x());
        let silent = (r + f64::from(history.x())) * ln_1p_ratio(gap, alpha + history.t_x());
        // S(t_x)/S(T) = (D(T)/D(t_x))^s.
        silent + s * lifetime.ln_growth(first.share, gap) + self.ln_departure(history)
    }
}

/// Whether e^(bt)/D is on its way from rest to 1: from below, or from above where β < 1.
pub(crate) fn turning(share: f64) -> bool {
    share > tolerance::TURNED && (share - 1.0).abs() > f64::EPSILON
}

/// The gamma-Gompertz lifetime.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GGompertz {
    b: f64,
    s: f64,
    beta: f64,
}

/// What depends on the parameters and one time alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    bought: Exposure,
    aged: At,
}

/// One moment of leaving.
#[derive(Debug, Clone, Copy)]
struct Departure {
    /// How long after the last purchase.
    v: f64,
    /// ln of (α + t_x + v)/(α + t_x).
    bought: f64,
    /// D after v, `ln` over D at the last purchase.
    aged: At,
}

/// D = β − 1 + e^(bt) at one time, without overflow.
#[derive(Debug, Clone, Copy)]
struct At {
    /// ln D.
    ln: f64,
    /// e^(bt)/D.
    share: f64,
    /// 1/D.
    rest: f64,
}

impl GGompertz {
    fn at(&self, t: f64) -> At {
        let rise = self.b * t;
        if rise < 1.0 {
            let d = self.beta + rise.exp_m1();
            return At { ln: d.ln(), share: rise.exp() / d, rest: 1.0 / d };
        }
        // D = e^(bt) (1 + (β − 1) e^(−bt)), where the bracket is positive.
        let decay = (-rise).exp();
        let bracket = 1.0 + (self.beta - 1.0) * decay;
        At { ln: rise + bracket.ln(), share: 1.0 / bracket, rest: decay / bracket }
    }

    /// What [`GGompertz::at`] tells a time v after `now`, where `ln` is that of D over D
    /// now.
    fn grow(&self, now: &At, v: f64) -> At {
        let rise = self.b * v;
        if rise < 700.0 {
            let risen = rise.exp_m1();
            let grown = now.share * risen;
            let shrink = 1.0 / (1.0 + grown);
            return At {
                ln: grown.ln_1p(),
                share: now.share * (1.0 + risen) * shrink,
                rest: now.rest * shrink,
            };
        }
        // As in `ln_growth`; nothing is left of 1/D but what underflows with it.
        let ln = self.ln_growth(now.share, v);
        At { ln, share: now.share * (rise - ln).exp(), rest: now.rest * (-ln).exp() }
    }

    /// ln of D a time v later over D now, of which e^(bt) is this share.
    fn ln_growth(&self, share: f64, v: f64) -> f64 {
        let rise = self.b * v;
        if rise < 700.0 {
            return (share * rise.exp_m1()).ln_1p();
        }
        // D(t + v)/D(t) = e^(bv) (share + (1 − share) e^(−bv)), of which the second
        // counts no longer unless the share is as small.
        rise + (share + (1.0 - share) * (-rise).exp()).ln()
    }
}

impl Lifetime for GGompertz {
    fn ln_survival(&self, t: f64) -> f64 {
        // D(0) = β.
        -self.s * self.ln_growth(1.0 / self.beta, t)
    }

    fn hazard(&self, t: f64) -> f64 {
        self.b * self.s * self.at(t).share
    }

    fn density_slope(&self, t: f64) -> f64 {
        self.b * (1.0 - (self.s + 1.0) * self.at(t).share)
    }

    fn bend(&self, t: f64) -> f64 {
        // The turn from rest to wear is 3/b wide.
        let share = self.at(t).share;
        if turning(share) { 4.0 * self.b } else { 0.0 }
    }

    fn discounted(&self, rate: f64, horizon: f64) -> f64 {
        if horizon == 0.0 {
            return 0.0;
        }
        // Beyond this nobody is left, or nothing is worth anything.
        let end = ((60.0 / self.s + self.beta.ln_1p()) / self.b).min(60.0 / rate).min(horizon);
        let scale = self.scale();
        let fall = |t: f64| (scale + t) * (rate + self.hazard(t) + self.bend(t));
        let mut sum = 0.0;
        stretched(scale, end, fall, |t, _, width| {
            let part = width * (self.ln_survival(t) - rate * t).exp();
            sum += part;
            part
        });
        sum
    }

    /// β − 1 shrinks by e^(−bt), in a clock that starts anew at t.
    fn after(&self, t: f64) -> Self {
        let decay = (-self.b * t).exp();
        Self { beta: -(-self.b * t).exp_m1() + self.beta * decay, ..*self }
    }

    fn scale(&self) -> f64 {
        self.beta.min(1.0) / self.b
    }

    fn at_hazard(&self, hazard: f64) -> f64 {
        let power = hazard / self.s;
        // Where e^power overflows, what is added to it does not count.
        let grown = if power < 700.0 {
            (self.beta * power.exp_m1()).ln_1p()
        } else {
            power + self.beta.ln()
        };
        grown / self.b
    }
}

impl LatentAttrition for GGompertzNbd {
    type Future = TimedProcess<GGompertz>;

    fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    fn ln_likelihood(&self, history: History) -> f64 {
        let [r, alpha, ..] = self.parameters;
        let (x, lifetime) = (f64::from(history.x()), self.lifetime());
        let until =
            |t: f64| -r * ln_1p_ratio(t, alpha) - x * (alpha + t).ln() + lifetime.ln_survival(t);
        let alive = until(history.t());
        let ways = ln_pochhammer(r, u64::from(history.x()));
        if history.t() == history.t_x() {
            return ways + alive;
        }
        // Each path by itself: where one is next to nothing its logarithm is huge.
        let left = until(history.t_x()) + self.ln_departure(history);
        ways + alive.max(left) + (-(alive - left).abs()).exp().ln_1p()
    }

    fn p_alive(&self, history: History) -> f64 {
        share_of_the_living(self.ln_odds_of_departure(history))
    }

    fn p_left(&self, history: History) -> f64 {
        share_of_the_living(-self.ln_odds_of_departure(history))
    }

    fn future(&self, history: History) -> Self::Future {
        let [r, alpha, b, s, beta] = self.parameters;
        TimedProcess {
            r: r + f64::from(history.x()),
            alpha: alpha + history.t(),
            lifetime: GGompertz { b, s, beta }.after(history.t()),
        }
    }
}

impl Individual for GGompertzNbd {
    fn has(rate: Rate) -> bool {
        rate != Rate::Dropout
    }

    /// Alive; or left at t_x + v with a weight ∝ (α + t_x + v)^−(r+x) times the
    /// density of the lifetime. η is Gamma(s + 1, β − 1 + e^(bu)) for one who left
    /// at u, and Gamma(s, β − 1 + e^(bT)) for one who is alive.
    fn law(&self, rate: Rate, history: History, mixture: &mut PosteriorMixture) -> f64 {
        let &[r, alpha, b, s, beta] = LatentAttrition::parameters(self) else { return 1.0 };
        let shape = r + f64::from(history.x());
        let (t_x, gap) = (history.t_x(), history.t() - history.t_x());
        let buying = alpha + t_x;
        // The rates of who stayed long are tiny: they are counted in multiples of e^(-b t_x).
        let unit = if rate == Rate::Attrition { (-b * t_x).exp() } else { 1.0 };
        let law = |v: f64, left: f64| match rate {
            Rate::Attrition => {
                // (β − 1) e^(−b t_x) + e^(bv), as a sum of what is positive.
                let rest = beta * unit + (b * v).exp_m1() - (-b * t_x).exp_m1();
                gamma(s + left, rest / b)
            }
            _ => gamma(shape, buying + v),
        };
        let alive = LatentAttrition::p_alive(self, history);
        // e^(bt)/(β − 1 + e^(bt)).
        let share = |t: f64| 1.0 / (1.0 + (beta - 1.0) * (-b * t).exp());
        let first = share(t_x);
        let scale = buying.min(1.0 / (b * first)).min(1e3 / b);
        let fall = |v: f64| {
            let here = share(t_x + v);
            let slope = shape / (buying + v) + b * ((s + 1.0) * here - 1.0).abs();
            let turn = if turning(here) { 4.0 * b } else { 0.0 };
            ((scale + v) * (slope + turn)).max(STEEP)
        };
        stretched(scale, gap, fall, |v, _, width| {
            // ln of (β − 1 + e^(b(t_x + v)))/(β − 1 + e^(b t_x)).
            let rise = b * v;
            let grown =
                if rise < 600.0 { (first * rise.exp_m1()).ln_1p() } else { rise + first.ln() };
            let ln_weight = rise - (s + 1.0) * grown - shape * (v / buying).ln_1p();
            mixture.push_node(width * ln_weight.exp(), law(v, 1.0))
        });
        mixture.weigh(0, LatentAttrition::p_left(self, history));
        mixture.push(alive, law(gap, 0.0));
        unit
    }
}

impl Estimable<5> for GGompertzNbd {
    type Settings = ();
    type Observation = History;
    /// Γ(r + x)/Γ(r) with its first two derivatives in r.
    type Table = [f64; 3];
    type Moment = Moment;
    type Trail = Option<Gone>;

    const TIME_POWERS: [i32; 5] = [0, 1, -1, 0, 0];
    const TARGETS: &'static [Target] =
        &[Target::PURCHASE, Target::new(CovariateRole::Attrition, 4, -1.0)];

    fn from_array((): (), [r, alpha, b, s, beta]: [f64; 5]) -> Result<Self> {
        Self::new(r, alpha, b, s, beta)
    }

    fn check(cells: &Cells<History>) -> Result<()> {
        somebody_came_back(cells)
    }

    fn starts((): (), cells: &Cells<History>) -> Vec<Vec<[f64; 5]>> {
        let sample = (cells.len() > 2 * NEAR as usize).then(|| cells.sample(NEAR));
        let few = sample.as_ref().unwrap_or(cells);
        let bought = Bought::of(cells, 1);
        let (pareto, height) = summits_of_pareto(few);
        let steady = fit::<2, Nbd>((), few, &FitOptions::default());
        let buying = steady.as_ref().map_or(bought.shaped(0.5, 1.0), |nbd| (*nbd.model()).into());
        let likely = |nbd: &Fitted<Nbd>| nbd.log_likelihood() > height - tolerance::WORTH_A_CLIMB;
        let mut starts = near_pareto(&pareto[..1], 0.01 / bought.age);
        starts.extend(ages(bought, buying));
        starts.extend(COURSES.map(|course| course.family(bought)));
        starts.push(at_once(&[0.3, 3.0], bought.back, bought));
        starts.push(at_once(&[1e3], bought.stay, bought));
        starts.extend(near_pareto(&pareto, 1e-8 / bought.age));
        if steady.as_ref().is_ok_and(likely) {
            let b = LATE.ln() / bought.age;
            starts.push(vec![[buying[0], buying[1], b, 1e-6, LATE]]);
        }
        starts
    }

    fn special_cases(
        (): (),
        cells: &Cells<History>,
        last: [f64; 5],
        nobody: bool,
    ) -> Vec<([f64; 5], Range<usize>)> {
        let bought = Bought::of(cells, 1);
        let mut cases = Vec::new();
        if last[4] == LATE {
            let [r, alpha, ..] = last;
            cases.push((last, 2..5));
            if nobody {
                let tenth = at_once(&[0.5], 1.0 - TENTH, bought).into_iter();
                cases.extend(
                    tenth.map(|[_, _, b, s, beta]| ([r / (1.0 - TENTH), alpha, b, s, beta], 2..5)),
                );
            }
        }
        let [some, own] = bought.shaped(2.0, 0.6);
        let b = 1e-8 / bought.age;
        cases.push(([some, own, b, 1e5, b * 2e5 * bought.age], 2..4));
        // All leave at about one age, at which the last purchase of anybody was.
        let latest = cells.iter().fold(0.0f64, |latest, (history, _)| latest.max(history.t_x()));
        let [r, alpha] = bought.shaped(0.5, 0.6);
        let b = (0.15 * LATE).ln() / latest;
        cases.push(([r, alpha, b, 5.0, LATE], 3..5));
        cases
    }

    fn chance_alive(&self, history: &History) -> f64 {
        LatentAttrition::p_alive(self, *history)
    }

    fn bounds(cells: &Cells<History>) -> [(f64, f64); 5] {
        let (low, high) = time_bounds(cells);
        let age = 1e7 * low;
        // The likelihood differs from that of the Pareto/NBD by about b · age for
        // each customer.
        [
            tolerance::SHAPES,
            (low, high),
            (tolerance::AGEING.0 / age, tolerance::AGEING.1 / age),
            tolerance::SHAPES,
            tolerance::GOMPERTZ_BETA,
        ]
    }

    fn table(&self, count: u32) -> [f64; 3] {
        let r = self.parameters[0];
        let x = f64::from(count);
        [
            ln_pochhammer(r, u64::from(count)),
            digamma(r + x) - digamma(r),
            trigamma(r + x) - trigamma(r),
        ]
    }

    fn moment(&self, time: f64) -> Moment {
        Moment { bought: Exposure::new(self.parameters[1], time), aged: self.lifetime().at(time) }
    }

    fn jet(&self, table: &[f64; 3], moments: [Moment; 2], history: &History) -> Jet<5> {
        self.jet_along(&mut None, table, moments, history)
    }

    fn jet_along(
        &self,
        trail: &mut Option<Gone>,
        table: &[f64; 3],
        [last, end]: [Moment; 2],
        history: &History,
    ) -> Jet<5> {
        let mut sum = self.scenario(history.x(), end, 0.0);
        if history.t() > history.t_x() {
            let gone = match trail {
                Some(known) if known.silent.leads_to(history) => known,
                _ => trail.insert(Gone::until(history)),
            };
            self.go_back(gone, history, last.aged);
            sum = sum.ln_add(&self.departed(gone, last));
        }
        sum.value += table[0];
        sum.gradient[0] += table[1];
        sum.hessian[0][0] += table[2];
        sum
    }

    fn ridge(
        (): (),
        &[r, alpha, b, s, beta]: &[f64; 5],
        bounds: &[(f64, f64); 5],
    ) -> Option<Ridge> {
        let age = 1e7 * bounds[1].0;
        if s * ((b * age).exp_m1() / beta).ln_1p() < tolerance::NOBODY_LEAVES {
            Some(Ridge::NoAttrition)
        } else if b * age < tolerance::NO_AGEING {
            Some(Ridge::ParetoLimit)
        } else if s > tolerance::ALL_ALIKE || at_high(beta, bounds[4].1) || at_high(b, bounds[2].1)
        {
            Some(Ridge::EqualAttrition)
        } else if s < tolerance::ALL_OR_NOTHING || at_low(beta, bounds[4].0) {
            Some(Ridge::ExtremeAttrition)
        } else {
            purchase_ridge(r, alpha, bounds[1])
        }
    }
}

/// A course of attrition to start from, over a family of shapes of purchase rates.
struct Course {
    /// The share of the time watched that customers buy for.
    share: f64,
    shapes: &'static [f64],
    /// b times the mean age, s and β.
    lifetimes: &'static [[f64; 3]],
}

/// All wear out alike, sooner or later; some leave at once, and of the others more or fewer
/// later; some leave before anything else happens; most leave early.
const COURSES: [Course; 4] = [
    Course {
        share: 0.7,
        shapes: &[0.3, 30.0],
        lifetimes: &[[0.5, 30.0, 12.0], [2.0, 30.0, 100.0], [8.0, 30.0, 1e5]],
    },
    Course {
        share: 0.4,
        shapes: &[0.3, 3.0, 1e3],
        lifetimes: &[[0.5, 0.05, 1e-5], [30.0, 0.15, 1e-5], [2.0, 0.3, 1e-4]],
    },
    Course {
        share: 0.4,
        shapes: &[0.3, 3.0],
        lifetimes: &[[0.5, 0.04, 1e-17], [8.0, 0.015, 1e-17]],
    },
    Course { share: 0.25, shapes: &[0.3, 2.0, 30.0], lifetimes: &[[0.5, 0.5, 0.02]] },
];

impl Course {
    fn family(&self, bought: Bought) -> Vec<[f64; 5]> {
        let at = |&shape: &f64| {
            let [r, alpha] = bought.shaped(shape, self.share);
            let lives = self.lifetimes.iter();
            lives.map(move |[b, s, beta]| [r, alpha, b / bought.age, *s, *beta])
        };
        self.shapes.iter().flat_map(at).collect()
    }
}

/// Those who never came back left at once, the others hardly leave.
fn at_once(shapes: &[f64], stay: f64, bought: Bought) -> Vec<[f64; 5]> {
    const BETA: f64 = 1e-17;
    let s = stay.ln() / BETA.ln();
    bought.shapes(shapes, stay, |[r, alpha]| [r, alpha, 0.5 / bought.age, s, BETA])
}

/// Nobody leaves before one age, in mean ages; from then on hardly anybody does, or some do,
/// or soon all: two families. Where the likelihood has a summit for many an age, the highest
/// is near one of these. `buying` is r and α where nobody leaves.
fn ages(bought: Bought, buying: [f64; 2]) -> [Vec<[f64; 5]>; 2] {
    let at = |[r, alpha]: [f64; 2], hazards: &[f64]| {
        let at_age = |age: f64| {
            let b = LATE.ln() / age;
            hazards.iter().map(move |hazard| [r, alpha, b / bought.age, hazard / b, LATE])
        };
        AGES.into_iter().flat_map(at_age).collect::<Vec<_>>()
    };
    let soon = [at(bought.shaped(0.5, 0.6), &[1.5]), at(bought.shaped(30.0, 0.6), &[1.5])];
    [at(buying, &[0.02, 0.3]), soon.concat()]
}

/// Those ages, in mean ages.
const AGES: [f64; 4] = [0.25, 0.5, 0.8, 1.15];

/// β of a lifetime that nobody leaves early in.
const LATE: f64 = 3e5;

/// The summits of the Pareto/NBD of these data, and the height of the best; parameters to
/// start from where it has none.
fn summits_of_pareto(cells: &Cells<History>) -> (Vec<[f64; 4]>, f64) {
    let Ok(pareto) = fit::<4, ParetoNbd>((), cells, &FitOptions::default()) else {
        return (ParetoNbd::starts((), cells).swap_remove(0), f64::NEG_INFINITY);
    };
    let others = pareto.report().alternatives.iter();
    let others = others.filter_map(|other| <[f64; 4]>::try_from(other.parameters.as_slice()).ok());
    let best = <[f64; 4]>::from(*pareto.model());
    (std::iter::once(best).chain(others).collect(), pareto.log_likelihood())
}

/// Those summits with lifetimes that age by b: from there the climb is short, to the limit
/// itself or away from it. With a very small b they are the special case itself.
fn near_pareto(summits: &[[f64; 4]], b: f64) -> Vec<Vec<[f64; 5]>> {
    let near = |&[r, alpha, s, beta]: &[f64; 4]| {
        let tame = |value: f64| value.clamp(1e-3, 1e3);
        let (tame_r, tame_s) = (tame(r), tame(s));
        vec![[tame_r, alpha * (tame_r / r), b, tame_s, b * beta * (tame_s / s)]]
    };
    summits.iter().map(near).collect()
}

impl GGompertzNbd {
    /// ln of α^r (α + t)^−(r+x) times P(lifetime > t) or, where `left` is 1, the
    /// density of leaving at t, with derivatives.
    fn scenario(&self, x: u32, Moment { bought, aged: at }: Moment, left: f64) -> Jet<5> {
        let [r, alpha, b, s, beta] = self.parameters;
        let x = f64::from(x);
        let Exposure { time: t, rest: buying, grown, ln } = bought;
        let power = s + left;
        let aged = at.ln - beta.ln();
        let mut jet = Jet::ZERO;
        jet.value = -r * grown - x * ln - s * aged;
        jet.gradient = [
            -grown,
            (r * t / alpha - x) * buying,
            -power * t * at.share,
            -aged,
            s / beta - power * at.rest,
        ];
        jet.hessian[0][1] = t * buying / alpha;
        jet.hessian[1][1] = (r + x) * buying * buying - r / (alpha * alpha);
        jet.hessian[2][2] = -power * t * t * at.share * (1.0 - at.share);
        jet.hessian[2][3] = -t * at.share;
        jet.hessian[2][4] = power * t * at.share * at.rest;
        jet.hessian[3][4] = 1.0 / beta - at.rest;
        jet.hessian[4][4] = power * at.rest * at.rest - s / (beta * beta);
        if left > 0.0 {
            // b s e^(bt)/D.
            jet.value += (b * s).ln() + b * t - at.ln;
            jet.gradient[2] += 1.0 / b + t;
            jet.gradient[3] += 1.0 / s;
            jet.hessian[2][2] -= 1.0 / (b * b);
            jet.hessian[3][3] -= 1.0 / (s * s);
        }
        jet
    }

    /// What the derivatives of a scenario in r, α, b, s and β change by until a moment of
    /// leaving, but for factors.
    fn change(&self, t_x: f64, first: At, departure: Departure) -> [f64; 5] {
        let [_, alpha, _, s, _] = self.parameters;
        let Departure { v, bought, aged } = departure;
        let buying = alpha + t_x;
        [
            bought,
            -v / (buying * (buying + v)),
            (s + 1.0) * ((t_x + v) * aged.share - t_x * first.share) - v,
            aged.ln,
            aged.rest - first.rest,
        ]
    }

    /// Adds the moments from the last purchase of the history on; `first` is D then.
    fn go_back(&self, gone: &mut Gone, history: &History, first: At) {
        let [r, alpha, b, s, _] = self.parameters;
        let t_x = history.t_x();
        if gone.silent.since <= t_x {
            return;
        }
        if gone.departures.mass > 0.0 {
            let v = gone.silent.since - t_x;
            let bought = (v / (alpha + t_x)).ln_1p();
            let departure = Departure { v, bought, aged: self.lifetime().grow(&first, v) };
            let power = r + f64::from(gone.silent.x);
            let share = (b * v - (s + 1.0) * departure.aged.ln - power * bought).exp();
            gone.departures.seen_from(share, &self.change(t_x, first, departure));
            for sum in &mut gone.bends {
                *sum *= share;
            }
        }
        self.visit(
            History::unchecked(gone.silent.x, t_x, gone.silent.since),
            |weight, departure| {
                gone.departures.add(weight, &self.change(t_x, first, departure));
                let (t, At { share, rest, .. }) = (t_x + departure.v, departure.aged);
                let (buying, worn) = (1.0 / (alpha + t), t * share);
                let bends =
                    [buying * buying, t * worn * (1.0 - share), worn, worn * rest, rest * rest];
                for (sum, bend) in gone.bends.iter_mut().zip(bends) {
                    *sum += weight * bend;
                }
            },
        );
        gone.silent.since = t_x;
    }

    /// ln of the integral over the moments of leaving, with derivatives: those of
    /// the scenario at t_x, shifted by the posterior means and covariances of what
    /// changes from moment to moment.
    fn departed(&self, gone: &Gone, last: Moment) -> Jet<5> {
        let [r, _, _, s, _] = self.parameters;
        let Moment { bought, aged } = last;
        let departures = &gone.departures;
        let power = [1.0, r + f64::from(gone.silent.x), 1.0, 1.0, s + 1.0];
        let mut jet = self.scenario(gone.silent.x, last, 1.0);
        jet.value += departures.mass.ln();
        let mean = departures.means();
        for i in 0..5 {
            jet.gradient[i] -= power[i] * mean[i];
            for j in i..5 {
                let covariance = departures.mean_product(i, j) - mean[i] * mean[j];
                jet.hessian[i][j] += power[i] * power[j] * covariance;
            }
        }
        // The second derivatives of the scenarios moved too.
        let [rest, turn, worn, worn_rest, old] = gone.bends.map(|sum| sum / departures.mass);
        let was = gone.silent.since * aged.share;
        jet.hessian[0][1] -= mean[1];
        jet.hessian[1][1] += power[1] * (rest - bought.rest * bought.rest);
        jet.hessian[2][2] -= power[4] * (turn - gone.silent.since * was * (1.0 - aged.share));
        jet.hessian[2][3] -= worn - was;
        jet.hessian[2][4] += power[4] * (worn_rest - was * aged.rest);
        jet.hessian[3][4] -= mean[4];
        jet.hessian[4][4] += power[4] * (old - aged.rest * aged.rest);
        jet
    }
}

/// The moments of leaving between t_x and T.
#[derive(Debug)]
pub(crate) struct Gone {
    silent: Silence,
    /// Of changes as in [`GGompertzNbd::change`].
    departures: DropoutMoments<5>,
    /// Of 1/(α + u)², u² w (1 − w), u w, u w/D and 1/D², where w = e^(bu)/D.
    bends: [f64; 5],
}

impl Gone {
    /// None yet, from T on.
    fn until(history: &History) -> Self {
        Self { silent: Silence::until(history), departures: DropoutMoments::NONE, bends: [0.0; 5] }
    }
}
