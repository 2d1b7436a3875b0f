//! The Pareto/NBD model: customers leave at any moment.

use std::ops::Range;

use super::beta_geometric::{TENTH, positive, purchase_ridge, somebody_came_back, time_bounds};
use super::steady::steady;
use crate::error::{Error, Result};
use crate::lifetime::fit::estimable::Estimable;
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
use crate::numeric::exponential_integral::discounted_power;
use crate::numeric::gamma::{digamma, ln_pochhammer, trigamma};
use crate::numeric::ln_1p::ln_1p_ratio;
use crate::numeric::quadrature::stretched;
use crate::numeric::tolerance;

/// Pareto/NBD, the model of Schmittlein, Morrison and Colombo (Counting Your
/// Customers: Who Are They and What Will They Do Next?, *Management Science* 33,
/// 1987).
///
/// While alive, a customer buys at random at a rate λ, and leaves at any moment
/// at a rate μ. Over customers, λ is Gamma(r, α) and μ is Gamma(s, β),
/// independently:
///
/// L(x, t_x, T) = Γ(r + x)/Γ(r) α^r β^s · [(α + T)^−(r+x) (β + T)^−s
///   + s ∫ (α + u)^−(r+x) (β + u)^−(s+1) du], u from t_x to T.
///
/// α and β are in the unit of time of the histories. Use it where customers drift
/// away with time, whether or not they buy. It is the wrong choice where leaving
/// comes of a bad purchase (BG/NBD, MBG/NBD), or where purchases come like
/// clockwork (CNBD).
///
/// ```
/// use habitue::lifetime::{History, ParetoNbd, Prediction, PurchaseModel};
/// let model = ParetoNbd::new(0.553, 10.578, 0.606, 11.669)?;
/// let customer = History::new(26, 30.857, 31.0)?;
/// let expected = model.predict(Prediction::ExpectedPurchases { t: 52.0 }, customer)?;
/// assert!((expected - 25.46).abs() < 0.02);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Accuracy
/// On 20,000 random points (parameters from 1e-3 to 1e4, x to 5,000, t_x = 0 and
/// t_x = T included, T and horizons over six decades around their scales) against
/// ball arithmetic: 8.7e-12 for the likelihood, 2.3e-13 for P(alive), expected and
/// discounted purchases, 5.0e-12 for the probabilities of counts. Measure again with
/// `tests/oracle/grid/harness.py tests/oracle/grid/timed.py pareto_nbd`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "[f64; 4]", into = "[f64; 4]"))]
pub struct ParetoNbd {
    parameters: [f64; 4],
}

impl TryFrom<[f64; 4]> for ParetoNbd {
    type Error = Error;

    fn try_from([r, alpha, s, beta]: [f64; 4]) -> Result<Self> {
        Self::new(r, alpha, s, beta)
    }
}

impl From<ParetoNbd> for [f64; 4] {
    fn from(model: ParetoNbd) -> Self {
        model.parameters
    }
}

impl ParetoNbd {
    /// The model with parameters r, α, s and β.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: a parameter is not positive and finite.
    pub fn new(r: f64, alpha: f64, s: f64, beta: f64) -> Result<Self> {
        let parameters = [r, alpha, s, beta];
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

    /// r, the shape of the purchase rates.
    #[must_use]
    pub fn r(&self) -> f64 {
        self.parameters[0]
    }

    /// α, the rate of the purchase rates, in units of time.
    #[must_use]
    pub fn alpha(&self) -> f64 {
        self.parameters[1]
    }

    /// s, the shape of the rates of leaving.
    #[must_use]
    pub fn s(&self) -> f64 {
        self.parameters[2]
    }

    /// β, the rate of the rates of leaving, in units of time.
    #[must_use]
    pub fn beta(&self) -> f64 {
        self.parameters[3]
    }

    /// ln of the integral over the moment of leaving, relative to being alive.
    fn ln_odds_of_departure(&self, history: History) -> f64 {
        let [r, alpha, s, beta] = self.parameters;
        let x = f64::from(history.x());
        let deaths = Deaths::new(self.parameters, history);
        let gap = history.t() - history.t_x();
        if gap == 0.0 {
            return f64::NEG_INFINITY;
        }
        let mut sum = 0.0;
        deaths.visit(|weight, _| sum += weight);
        let silent = (r + x) * ln_1p_ratio(gap, alpha + history.t_x());
        let stayed = s * ln_1p_ratio(gap, beta + history.t_x());
        // The sum is in proportion to the clock, of which the inverse may be beyond doubles.
        silent + stayed + (s * (sum / (beta + history.t_x()))).ln()
    }
}

/// Moments of leaving between t_x and T, relative to t_x.
struct Deaths {
    /// α + t_x, β + t_x.
    buying: f64,
    leaving: f64,
    /// r + x, s + 1.
    buying_power: f64,
    leaving_power: f64,
    gap: f64,
}

impl Deaths {
    fn new([r, alpha, s, beta]: [f64; 4], history: History) -> Self {
        Self {
            buying: alpha + history.t_x(),
            leaving: beta + history.t_x(),
            buying_power: r + f64::from(history.x()),
            leaving_power: s + 1.0,
            gap: history.t() - history.t_x(),
        }
    }

    /// Visits nodes with weights whose sum is
    /// ∫ (1 + v/(α + t_x))^−(r+x) (1 + v/(β + t_x))^−(s+1) dv over the gap, and with
    /// what the derivatives of a scenario in r, α, s and β change by, but for factors:
    /// ln((α + t_x + v)/(α + t_x)), 1/(α + t_x + v) − 1/(α + t_x), and the same with β.
    fn visit(&self, mut f: impl FnMut(f64, [f64; 4])) {
        let Self { buying, leaving, buying_power, leaving_power, gap } = *self;
        let scale = buying.min(leaving);
        let fall = |v: f64| {
            let stretch = scale + v;
            // Each quotient first: the products may be beyond doubles.
            buying_power * (stretch / (buying + v)) + leaving_power * (stretch / (leaving + v))
        };
        stretched(scale, gap, fall, |v, y, width| {
            let change = self.change(v, y.map(|y| (scale, y)));
            let weight = width * (-buying_power * change[0] - leaving_power * change[2]).exp();
            f(weight, change);
            weight
        });
    }

    /// What derivatives change by until v after t_x; `known` is ln(1 + v/a) of one a.
    fn change(&self, v: f64, known: Option<(f64, f64)>) -> [f64; 4] {
        let grown = |a: f64| match known {
            Some((scale, y)) if scale == a => y,
            _ => (v / a).ln_1p(),
        };
        let shrunk = |a: f64| -v / (a * (a + v));
        [grown(self.buying), shrunk(self.buying), grown(self.leaving), shrunk(self.leaving)]
    }
}

impl LatentAttrition for ParetoNbd {
    type Future = TimedProcess<ParetoLifetime>;

    fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    fn ln_likelihood(&self, history: History) -> f64 {
        let [r, alpha, s, beta] = self.parameters;
        let (x, t) = (f64::from(history.x()), history.t());
        let alive = -r * ln_1p_ratio(t, alpha) - x * (alpha + t).ln() - s * ln_1p_ratio(t, beta);
        let odds = self.ln_odds_of_departure(history);
        let paths = if odds > 700.0 { odds } else { odds.exp().ln_1p() };
        ln_pochhammer(r, u64::from(history.x())) + alive + paths
    }

    fn p_alive(&self, history: History) -> f64 {
        share_of_the_living(self.ln_odds_of_departure(history))
    }

    fn p_left(&self, history: History) -> f64 {
        share_of_the_living(-self.ln_odds_of_departure(history))
    }

    fn future(&self, history: History) -> Self::Future {
        let [r, alpha, s, beta] = self.parameters;
        TimedProcess {
            r: r + f64::from(history.x()),
            alpha: alpha + history.t(),
            lifetime: ParetoLifetime { s, beta }.after(history.t()),
        }
    }
}

/// How much further down than a scale of purchases the scale β of leaving may go: the more
/// customers leave at once, the smaller it is.
const EARLIEST: f64 = 1e-5;

/// s of customers of whom some leave at once and the others hardly ever.
const SOON: f64 = 0.1;

/// A lifetime with an exponential rate that is Gamma(s, β) over customers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ParetoLifetime {
    s: f64,
    beta: f64,
}

impl Lifetime for ParetoLifetime {
    fn ln_survival(&self, t: f64) -> f64 {
        -self.s * ln_1p_ratio(t, self.beta)
    }

    fn hazard(&self, t: f64) -> f64 {
        self.s / (self.beta + t)
    }

    fn density_slope(&self, t: f64) -> f64 {
        -(self.s + 1.0) / (self.beta + t)
    }

    fn bend(&self, _: f64) -> f64 {
        0.0
    }

    fn discounted(&self, rate: f64, horizon: f64) -> f64 {
        if rate == 0.0 {
            // ∫ (1 + u)^−s du = −expm1(−(s − 1) ln(1 + v))/(s − 1), also at s = 1.
            let grown = ln_1p_ratio(horizon, self.beta);
            let power = -(self.s - 1.0) * grown;
            let mean = if power == 0.0 { 1.0 } else { power.exp_m1() / power };
            return self.beta * grown * mean;
        }
        self.beta * discounted_power(self.s, rate * self.beta, horizon / self.beta)
    }

    fn after(&self, t: f64) -> Self {
        Self { s: self.s, beta: self.beta + t }
    }

    fn scale(&self) -> f64 {
        self.beta
    }

    fn at_hazard(&self, hazard: f64) -> f64 {
        self.beta * (hazard / self.s).exp_m1()
    }
}

impl Individual for ParetoNbd {
    fn has(rate: Rate) -> bool {
        rate != Rate::Dropout
    }

    /// Alive; or left at t_x + v with a weight ∝ (α + t_x + v)^−(r+x)
    /// (β + t_x + v)^−(s+1).
    fn law(&self, rate: Rate, history: History, mixture: &mut PosteriorMixture) -> f64 {
        let (shape, s) = (self.r() + f64::from(history.x()), self.s());
        let (buying, leaving) = (self.alpha() + history.t_x(), self.beta() + history.t_x());
        let gap = history.t() - history.t_x();
        let law = |v: f64, left: f64| match rate {
            Rate::Attrition => gamma(s + left, leaving + v),
            _ => gamma(shape, buying + v),
        };
        let alive = LatentAttrition::p_alive(self, history);
        let scale = buying.min(leaving);
        let fall = |v: f64| {
            let stretch = scale + v;
            (shape * (stretch / (buying + v)) + (s + 1.0) * (stretch / (leaving + v))).max(STEEP)
        };
        stretched(scale, gap, fall, |v, _, width| {
            let fallen = shape * (v / buying).ln_1p() + (s + 1.0) * (v / leaving).ln_1p();
            mixture.push_node(width * (-fallen).exp(), law(v, 1.0))
        });
        mixture.weigh(0, LatentAttrition::p_left(self, history));
        mixture.push(alive, law(gap, 0.0));
        1.0
    }
}

impl Estimable<4> for ParetoNbd {
    type Settings = ();
    type Observation = History;
    /// Γ(r + x)/Γ(r) with its first two derivatives in r.
    type Table = [f64; 3];
    /// On the clocks of buying and of leaving.
    type Moment = [Exposure; 2];
    type Trail = Option<Gone>;

    const TIME_POWERS: [i32; 4] = [0, 1, 0, 1];
    const TARGETS: &'static [Target] =
        &[Target::PURCHASE, Target::new(CovariateRole::Attrition, 3, -1.0)];

    fn from_array((): (), [r, alpha, s, beta]: [f64; 4]) -> Result<Self> {
        Self::new(r, alpha, s, beta)
    }

    fn check(cells: &Cells<History>) -> Result<()> {
        somebody_came_back(cells)
    }

    fn starts((): (), cells: &Cells<History>) -> Vec<Vec<[f64; 4]>> {
        let bought = Bought::of(cells, 1);
        let [r, alpha] = bought.shaped(0.6, 0.5);
        let mut starts = vec![vec![[r, alpha, 0.6, 0.4 * bought.age]]];
        starts.extend(COURSES.map(|[share, s, beta]| {
            bought.family(share, |[r, alpha]| [r, alpha, s, beta * bought.age])
        }));
        // Those who never came back left at once, the others stay.
        let beta = bought.back.powf(1.0 / SOON) * bought.age;
        starts.push(bought.family(bought.back, |[r, alpha]| [r, alpha, SOON, beta]));
        let [r, alpha] = steady(cells, 1);
        starts.push(vec![[r, alpha, 1e-2, 1e7 * bought.age]]);
        starts
    }

    fn special_cases(
        (): (),
        cells: &Cells<History>,
        last: [f64; 4],
        nobody: bool,
    ) -> Vec<([f64; 4], Range<usize>)> {
        let bought = Bought::of(cells, 1);
        let [r, alpha, ..] = last;
        let soon = (1.0 - TENTH).powf(1.0 / SOON) * bought.age;
        let [some, own] = bought.shaped(2.0, 0.6);
        let mut cases = vec![(last, 2..4), ([some, own, 1e5, 2e5 * bought.age], 2..3)];
        if nobody {
            cases.push(([r / (1.0 - TENTH), alpha, SOON, soon], 2..4));
        }
        cases
    }

    fn chance_alive(&self, history: &History) -> f64 {
        LatentAttrition::p_alive(self, *history)
    }

    fn bounds(cells: &Cells<History>) -> [(f64, f64); 4] {
        let (low, high) = time_bounds(cells);
        [tolerance::SHAPES, (low, high), tolerance::SHAPES, (EARLIEST * low, high)]
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

    fn moment(&self, time: f64) -> [Exposure; 2] {
        let [_, alpha, _, beta] = self.parameters;
        [Exposure::new(alpha, time), Exposure::new(beta, time)]
    }

    fn jet(&self, table: &[f64; 3], moments: [[Exposure; 2]; 2], history: &History) -> Jet<4> {
        self.jet_along(&mut None, table, moments, history)
    }

    fn jet_along(
        &self,
        trail: &mut Option<Gone>,
        table: &[f64; 3],
        [last, end]: [[Exposure; 2]; 2],
        history: &History,
    ) -> Jet<4> {
        let x = f64::from(history.x());
        let mut sum = Scenario { parameters: self.parameters, x, left: 0.0 }.jet(end);
        if history.t() > history.t_x() {
            let gone = match trail {
                Some(known) if known.silent.leads_to(history) => known,
                _ => trail.insert(Gone::until(history)),
            };
            gone.begin_at(history, self.parameters);
            sum = sum.ln_add(&gone.jet(self.parameters, x, last));
        }
        sum.value += table[0];
        sum.gradient[0] += table[1];
        sum.hessian[0][0] += table[2];
        sum
    }

    fn ridge((): (), &[r, alpha, s, beta]: &[f64; 4], bounds: &[(f64, f64); 4]) -> Option<Ridge> {
        let age = 1e7 * bounds[1].0;
        if s * (age / beta).ln_1p() < tolerance::NOBODY_LEAVES {
            Some(Ridge::NoAttrition)
        } else if s > tolerance::ALL_ALIKE || at_high(beta, bounds[3].1) {
            Some(Ridge::EqualAttrition)
        } else if s < tolerance::ALL_OR_NOTHING || at_low(beta, bounds[3].0) {
            Some(Ridge::ExtremeAttrition)
        } else {
            purchase_ridge(r, alpha, bounds[1])
        }
    }
}

/// Courses of attrition to start from: the share of the time watched that customers buy
/// for, s, and β in mean ages. Nobody leaves; all are equally prone to leave, some time or
/// soon; some leave at once and the others hardly ever; most do; most leave early. (The
/// last start is the special case without any attrition.)
const COURSES: [[f64; 3]; 6] = [
    [0.95, 1.0, 100.0],
    [0.7, 50.0, 50.0],
    [0.25, 50.0, 12.0],
    [0.6, 0.02, 1e-11],
    [0.2, 0.1, 1e-8],
    [0.25, 0.5, 0.02],
];

/// A course of events: no purchases after `t`, and alive then (`left` = 0) or
/// leaving just then (`left` = 1).
struct Scenario {
    parameters: [f64; 4],
    x: f64,
    left: f64,
}

impl Scenario {
    /// ln of α^r β^s (α + t)^−(r+x) (β + t)^−(s+left) s^left with derivatives.
    fn jet(&self, [bought, aged]: [Exposure; 2]) -> Jet<4> {
        let [r, alpha, s, beta] = self.parameters;
        let (x, left, t) = (self.x, self.left, bought.time);
        let (buying, leaving) = (bought.rest, aged.rest);
        let (ln_leaving, grown, aged) = (aged.ln, bought.grown, aged.grown);
        let mut jet = Jet::ZERO;
        jet.value = -r * grown - x * bought.ln - s * aged;
        jet.gradient = [
            -grown,
            (r * t / alpha - x) * buying,
            left / s - aged,
            (s * t / beta - left) * leaving,
        ];
        jet.hessian[0][1] = t * buying / alpha;
        jet.hessian[1][1] = (r + x) * buying * buying - r / (alpha * alpha);
        jet.hessian[2][2] = -left / (s * s);
        jet.hessian[2][3] = t * leaving / beta;
        jet.hessian[3][3] = (s + left) * leaving * leaving - s / (beta * beta);
        if left > 0.0 {
            jet.value += s.ln() - ln_leaving;
        }
        jet
    }
}

/// The moments of leaving between t_x and T.
#[derive(Debug)]
pub(crate) struct Gone {
    silent: Silence,
    /// Of changes as in [`Deaths::visit`].
    departures: DropoutMoments<4>,
}

impl Gone {
    /// None yet, from T on.
    fn until(history: &History) -> Self {
        Self { silent: Silence::until(history), departures: DropoutMoments::NONE }
    }

    /// Adds those from the last purchase of the history on.
    fn begin_at(&mut self, history: &History, parameters: [f64; 4]) {
        if self.silent.since > history.t_x() {
            let until = History::unchecked(self.silent.x, history.t_x(), self.silent.since);
            let deaths = Deaths::new(parameters, until);
            if self.departures.mass > 0.0 {
                let by = deaths.change(deaths.gap, None);
                let share = (-deaths.buying_power * by[0] - deaths.leaving_power * by[2]).exp();
                self.departures.seen_from(share, &by);
            }
            deaths.visit(|weight, change| self.departures.add(weight, &change));
            self.silent.since = history.t_x();
        }
    }

    /// ln of the integral, with derivatives: those of the scenario at t_x, shifted by
    /// the posterior means and covariances of what changes from moment to moment.
    fn jet(&self, parameters: [f64; 4], x: f64, last: [Exposure; 2]) -> Jet<4> {
        let departures = &self.departures;
        // The derivative of a scenario in each parameter moves by −power · change.
        let power = [1.0, parameters[0] + x, 1.0, parameters[2] + 1.0];
        let mut jet = Scenario { parameters, x, left: 1.0 }.jet(last);
        jet.value += departures.mass.ln();
        let mean = departures.means();
        for i in 0..4 {
            jet.gradient[i] -= power[i] * mean[i];
            for j in i..4 {
                let covariance = departures.mean_product(i, j) - mean[i] * mean[j];
                jet.hessian[i][j] += power[i] * power[j] * covariance;
            }
        }
        // E[1/(α + u)] and E[1/(α + u)²] moved too; likewise with β.
        for (first, at, clock) in [(0, 1, last[0]), (2, 3, last[1])] {
            jet.hessian[first][at] -= mean[at];
            let second = departures.mean_product(at, at) + 2.0 * clock.rest * mean[at];
            jet.hessian[at][at] += power[at] * second;
        }
        jet
    }
}
