//! The PDO/NBD model: customers may leave at opportunities that come at equal intervals.

use std::ops::Range;

use super::beta_geometric::{positive, purchase_ridge, somebody_came_back, time_bounds};
use super::steady::steady;
use crate::error::{Error, Result};
use crate::lifetime::fit::estimable::{Estimable, Likely};
use crate::lifetime::fit::fit::{Fitted, alive, at_high, at_low, fit};
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::{Alternative, Ridge};
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::fit::starts::Bought;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::{COIN, Target};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::predict::kind::Kind;
use crate::lifetime::predict::posterior::{Individual, Rate, gamma};
use crate::lifetime::predict::posterior_mixture::{Law, PosteriorMixture};
use crate::lifetime::predict::purchase_model::LatentAttrition;
use crate::lifetime::process::dropout_time::{DropoutMoments, Silence};
use crate::lifetime::process::exposure::Exposure;
use crate::lifetime::process::periodic_process::{PeriodicProcess, opportunities};
use crate::lifetime::process::timed_process::share_of_the_living;
use crate::numeric::beta_fall::ln_beta_fall;
use crate::numeric::gamma::{digamma, ln_pochhammer, trigamma};
use crate::numeric::ln_1p::ln_1p_ratio;
use crate::numeric::smooth_sum::smooth_sum_to;
use crate::numeric::tolerance;

/// PDO/NBD, the model with periodic death opportunities of Jerath, Fader and Hardie (New
/// Perspectives on Customer "Death" Using a Generalization of the Pareto/NBD Model,
/// *Marketing Science* 30, 2011).
///
/// While alive, a customer buys at random at a rate λ; at τ, 2τ, 3τ, ... after their own first
/// purchase they leave with probability θ. Over customers, λ is Gamma(r, α) and θ is
/// Beta(a, b), independently. With m = ⌊t_x/τ⌋ and n = ⌊T/τ⌋:
///
/// L(x, t_x, T) = Γ(r + x)/Γ(r) α^r · [(α + T)^−(r+x) B(a, b + n)/B(a, b)
///   + Σ_{j=m+1}^n (α + jτ)^−(r+x) B(a + 1, b + j − 1)/B(a, b)].
///
/// Whoever bought at a multiple of τ was still there after it, and an opportunity at T counts. A
/// time within rounding of a multiple of τ is taken for it. With τ → 0, a = s and b = β/τ this is
/// the Pareto/NBD of s and β; with τ beyond T nobody can leave, and it is the NBD, whatever a and b
/// are. So τ says how leaving is spread through time, from all moments to none.
///
/// τ is given ([`FitOptions::with_fixed`] with `"tau"`), or chosen from twelve periods: those of
/// [`PdoNbd::periods`], or within [`FitOptions::with_bounds`] of `"tau"`. A τ that was chosen
/// counts among the parameters of the report, and periods that the data do not refuse either,
/// where P(alive) differs, are among its alternatives; with covariates neither. The likelihood
/// jumps where a multiple of τ meets a time of the data, so that τ has no derivative: covariance,
/// intervals and the bootstrap are those of the other parameters, given τ. See
/// [`PdoNbd::profile`] for the likelihood of several periods.
///
/// α and τ are in the unit of time of the histories. Use it where customers reconsider now and
/// then (at the end of a season, of a year), and to see how much depends on when customers may
/// leave. It is the wrong choice where leaving follows a purchase (BG/NBD, MBG/NBD).
///
/// ```
/// use habitue::lifetime::{History, PdoNbd, Prediction, PurchaseModel};
/// // An opportunity to leave every quarter; time in weeks.
/// let model = PdoNbd::new(0.55, 10.6, 0.6, 1.2, 13.0)?;
/// let alive = |t| model.predict(Prediction::PAlive, History::new(2, 30.4, t)?);
/// // Nothing may have happened before week 39, and then a fraction leaves at once.
/// assert_eq!(alive(38.9)?, 1.0);
/// assert!(alive(39.0)? < 0.95);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Accuracy
/// Against sums of the definition at 50 digits, at 112 random points (parameters from 0.03 to 100, x
/// to 200, up to 200 opportunities): below 1e-10 for everything, 1e-14 for the derivatives of the
/// likelihood. Measure again with `tests/oracle/pdo_nbd.py`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "[f64; 5]", into = "[f64; 5]"))]
pub struct PdoNbd {
    /// r, α, a, b and τ.
    parameters: [f64; 5],
}

impl TryFrom<[f64; 5]> for PdoNbd {
    type Error = Error;

    fn try_from([r, alpha, a, b, tau]: [f64; 5]) -> Result<Self> {
        Self::new(r, alpha, a, b, tau)
    }
}

impl From<PdoNbd> for [f64; 5] {
    fn from(model: PdoNbd) -> Self {
        model.parameters
    }
}

/// The longest age over each of these is a period that a fit chooses from.
const SHARES: [f64; 12] = [1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 52.0, 104.0];

/// Opportunities of one customer, up to which models are fitted.
const MOST_OPPORTUNITIES: f64 = 1e4;

impl PdoNbd {
    /// The model with parameters r, α, a, b and τ.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: a parameter is not positive and finite.
    pub fn new(r: f64, alpha: f64, a: f64, b: f64, tau: f64) -> Result<Self> {
        let parameters = [r, alpha, a, b, tau];
        positive(Self::PARAMETERS, &parameters)?;
        Ok(Self { parameters })
    }

    /// Fits the model by maximum likelihood, given τ or with the best of twelve.
    ///
    /// # Errors
    /// As [`BgNbd::fit`](crate::lifetime::BgNbd::fit); `OutOfRange` for a τ that is not positive
    /// and finite, or of which the longest age holds more than 10,000.
    pub fn fit(customers: &Histories<'_>, options: &FitOptions<'_>) -> Result<Fitted<Self>> {
        let (periods, options) = wanted(customers, options)?;
        let mut fits = Self::profile(customers, &periods, &options)?;
        if let [_] = fits.as_slice() {
            return Ok(fits.swap_remove(0));
        }
        let cells = Cells::of(customers, options.threads());
        let alive = |fit: &Fitted<Self>| alive(fit.model(), &cells) / cells.total();
        let place = highest(fits.iter().map(Likely::log_likelihood));
        let mut best = fits.swap_remove(place);
        let (top, own) = (best.log_likelihood(), alive(&best));
        let mut others: Vec<Alternative> = fits
            .iter()
            .filter(|fit| top - fit.log_likelihood() <= tolerance::NEARLY_AS_HIGH)
            .map(|fit| Alternative {
                parameters: fit.model().parameters.to_vec(),
                log_likelihood: fit.log_likelihood(),
                alive: alive(fit),
                ridge: fit.report().ridge,
            })
            .filter(|other| (other.alive - own).abs() > tolerance::OTHER_ANSWER)
            .collect();
        if let Some(report) = best.report_mut() {
            report.parameters += 1;
            report.alternatives.append(&mut others);
            report
                .alternatives
                .sort_by(|one, other| other.log_likelihood.total_cmp(&one.log_likelihood));
        }
        Ok(best)
    }

    /// The fits with each of some periods τ, in this order: the profile of the likelihood in τ.
    /// `options` say nothing of τ.
    ///
    /// ```
    /// use habitue::lifetime::{FitOptions, Histories, PdoNbd};
    /// let x = [0, 0, 2, 2, 7, 1, 0, 3, 0, 1];
    /// let t_x = [0.0, 0.0, 20.0, 22.0, 30.5, 3.0, 0.0, 11.0, 0.0, 9.0];
    /// let customers = Histories::new(&x, &t_x, &[39.0; 10])?;
    /// let fits = PdoNbd::profile(&customers, &[1.0, 4.0, 40.0], &FitOptions::default())?;
    /// assert_eq!(fits.iter().map(|fit| fit.tau()).collect::<Vec<_>>(), [1.0, 4.0, 40.0]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`PdoNbd::fit`]; `Empty` without periods.
    pub fn profile(
        customers: &Histories<'_>,
        periods: &[f64],
        options: &FitOptions<'_>,
    ) -> Result<Vec<Fitted<Self>>> {
        if periods.is_empty() {
            return Err(Error::empty("periods"));
        }
        periods.iter().try_for_each(|&tau| check_period(customers, tau))?;
        let cells = Cells::of(customers, options.threads());
        let fitted =
            |&tau: &f64| Ok(fit::<4, Self>(tau, &cells, options)?.with_fixed_parameter(tau));
        periods.iter().map(fitted).collect()
    }

    /// The periods that a fit chooses from: the longest age over 1.5, 2, 3, 4, 6, 8, 12, 16, 24,
    /// 32, 52 and 104.
    #[must_use]
    pub fn periods(customers: &Histories<'_>) -> Vec<f64> {
        let longest = longest(customers);
        SHARES.iter().map(|share| longest / share).collect()
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

    /// a of the Beta(a, b) drop-out probabilities.
    #[must_use]
    pub fn a(&self) -> f64 {
        self.parameters[2]
    }

    /// b of the Beta(a, b) drop-out probabilities.
    #[must_use]
    pub fn b(&self) -> f64 {
        self.parameters[3]
    }

    /// τ, the time from one opportunity to leave to the next.
    #[must_use]
    pub fn tau(&self) -> f64 {
        self.parameters[4]
    }

    /// Opportunities up to the last purchase, and up to T.
    fn met(&self, history: History) -> [f64; 2] {
        [history.t_x(), history.t()].map(|t| opportunities(t, self.tau()))
    }

    /// Having left at the opportunity after `first`, `later` opportunities on, relative to having
    /// left at `first`; the first is one after the m-th.
    fn fallen(&self, x: u32, m: f64, later: f64) -> f64 {
        let [r, alpha, a, b, tau] = self.parameters;
        let silent = (r + f64::from(x)) * ln_1p_ratio(later * tau, alpha + (m + 1.0) * tau);
        (ln_beta_fall(b + m, a, later) - silent - ln_1p_ratio(later, a + b + m)).exp()
    }

    /// ln of the sum over the opportunities at which the customer may have left, relative to
    /// being alive.
    fn ln_odds_of_departure(&self, history: History) -> f64 {
        let [r, alpha, a, b, tau] = self.parameters;
        let [m, n] = self.met(history);
        if n == m {
            return f64::NEG_INFINITY;
        }
        let sum = smooth_sum_to(n - m, |k| [self.fallen(history.x(), m, k - 1.0)]);
        let first = (m + 1.0) * tau;
        let gap = (history.t() - first).max(0.0);
        let silent = (r + f64::from(history.x())) * ln_1p_ratio(gap, alpha + first);
        let left = (a / (a + b + m)).ln() - ln_beta_fall(b + m, a, n - m);
        silent + left + sum.map_or(f64::NAN, |[sum]| sum.ln())
    }
}

/// What the options say of τ, as periods to choose from, and the options without it.
fn wanted<'a>(
    customers: &Histories<'_>,
    options: &FitOptions<'a>,
) -> Result<(Vec<f64>, FitOptions<'a>)> {
    let (given, bounds, rest) = options.apart("tau");
    if let Some(tau) = given {
        return Ok((vec![tau], rest));
    }
    let Some((low, high)) = bounds else { return Ok((PdoNbd::periods(customers), rest)) };
    let own = PdoNbd::periods(customers);
    let is_number = !(low.is_nan() || high.is_nan());
    let (low, high) = (low.max(own[own.len() - 1]), high.min(own[0]));
    if !(is_number && low <= high) {
        let allowed = format!("an interval that meets {:e} to {:e}", own[own.len() - 1], own[0]);
        return Err(Error::out_of_range("tau", if low > own[0] { low } else { high }, allowed));
    }
    let last = (SHARES.len() - 1) as f64;
    let within = |i: usize| low * (high / low).powf(i as f64 / last);
    let mut periods: Vec<f64> = (0..SHARES.len()).map(within).collect();
    periods.dedup();
    Ok((periods, rest))
}

fn longest(customers: &Histories<'_>) -> f64 {
    let longest = customers.iter().map(|history| history.t()).fold(0.0, f64::max);
    if longest > 0.0 { longest } else { 1.0 }
}

fn check_period(customers: &Histories<'_>, tau: f64) -> Result<()> {
    positive(&["tau"], &[tau])?;
    let longest = longest(customers);
    if longest / tau <= MOST_OPPORTUNITIES {
        return Ok(());
    }
    let allowed =
        format!("at least {:e}, the longest age over 10,000", longest / MOST_OPPORTUNITIES);
    Err(Error::out_of_range("tau", tau, allowed))
}

/// The place of the highest of some numbers, the first of several.
fn highest(values: impl Iterator<Item = f64>) -> usize {
    let ordered =
        |best: (usize, f64), next: (usize, f64)| if next.1 > best.1 { next } else { best };
    values.enumerate().fold((0, f64::NEG_INFINITY), ordered).0
}

impl LatentAttrition for PdoNbd {
    type Future = PeriodicProcess;

    fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    fn ln_likelihood(&self, history: History) -> f64 {
        let [r, alpha, a, b, _] = self.parameters;
        let (x, t) = (f64::from(history.x()), history.t());
        let [_, n] = self.met(history);
        let alive = ln_beta_fall(b, a, n) - r * ln_1p_ratio(t, alpha) - x * (alpha + t).ln();
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

    fn future(&self, history: History) -> PeriodicProcess {
        let [r, alpha, a, b, tau] = self.parameters;
        let [_, n] = self.met(history);
        PeriodicProcess {
            r: r + f64::from(history.x()),
            alpha: alpha + history.t(),
            a,
            b: b + n,
            tau,
            age: history.t(),
        }
    }
}

impl Individual for PdoNbd {
    fn has(rate: Rate) -> bool {
        rate != Rate::Attrition
    }

    /// Alive; or left at one of the opportunities since the last purchase.
    fn law(&self, rate: Rate, history: History, mixture: &mut PosteriorMixture) -> f64 {
        let [r, alpha, a, b, tau] = self.parameters;
        let [m, n] = self.met(history);
        let shape = r + f64::from(history.x());
        let law = |at: f64, left: f64, stays: f64| match rate {
            Rate::Dropout => Law::Beta { a: a + left, b: b + stays },
            _ => gamma(shape, alpha + at),
        };
        for step in 1..=u32::MAX {
            let j = m + f64::from(step);
            let weight = self.fallen(history.x(), m, j - m - 1.0);
            if j > n || mixture.push_node(weight, law(j * tau, 1.0, j - 1.0)) == 0.0 {
                break;
            }
        }
        mixture.weigh(0, LatentAttrition::p_left(self, history));
        mixture.push(LatentAttrition::p_alive(self, history), law(history.t(), 0.0, n));
        1.0
    }
}

/// ln P(still there after some opportunities), B(a, b + n)/B(a, b), with its derivatives in a
/// and b: `a` and `b`, `a_a` (which is also that in a and b) and `b_b`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stayed {
    ln: f64,
    a: f64,
    b: f64,
    a_a: f64,
    b_b: f64,
}

impl Stayed {
    fn new(a: f64, b: f64, n: f64) -> Self {
        let mut found = Self { ln: ln_beta_fall(b, a, n), a: 0.0, b: 0.0, a_a: 0.0, b_b: 0.0 };
        for i in 0..n as u32 {
            let (own, all) = (1.0 / (b + f64::from(i)), 1.0 / (a + b + f64::from(i)));
            found.a -= all;
            found.b += a * own * all;
            found.a_a += all * all;
            found.b_b -= a * own * all * (own + all);
        }
        found
    }
}

/// What depends on one time alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// Opportunities until then.
    met: f64,
    bought: Exposure,
    /// At the next opportunity.
    next: Exposure,
    stayed: Stayed,
}

impl Estimable<4> for PdoNbd {
    type Settings = f64;
    type Observation = History;
    /// Γ(r + x)/Γ(r) with its first two derivatives in r.
    type Table = [f64; 3];
    type Moment = Moment;
    type Trail = Option<Gone>;

    const TIME_POWERS: [i32; 4] = [0, 1, 0, 0];
    const TARGETS: &'static [Target] = COIN;

    fn choose<F: Likely>(
        customers: &Histories<'_>,
        options: &FitOptions<'_>,
        fit: impl Fn(f64, &FitOptions<'_>) -> Result<F>,
    ) -> Result<F> {
        let (periods, rest) = wanted(customers, options)?;
        periods.iter().try_for_each(|&tau| check_period(customers, tau))?;
        let mut fits = periods.iter().map(|&tau| fit(tau, &rest)).collect::<Result<Vec<F>>>()?;
        let place = highest(fits.iter().map(F::log_likelihood));
        Ok(fits.swap_remove(place))
    }

    fn settings(&self) -> f64 {
        self.tau()
    }

    fn from_array(tau: f64, [r, alpha, a, b]: [f64; 4]) -> Result<Self> {
        Self::new(r, alpha, a, b, tau)
    }

    fn check(cells: &Cells<History>) -> Result<()> {
        somebody_came_back(cells)
    }

    /// Those of the Pareto/NBD with the same course of attrition.
    fn starts(tau: f64, cells: &Cells<History>) -> Vec<Vec<[f64; 4]>> {
        let bought = Bought::of(cells, 1);
        let met = bought.age / tau;
        let [r, alpha] = steady(cells, 1);
        let nobody = vec![[r, alpha, 1e-3, 1e3 * met.max(1.0)]];
        if cells.iter().all(|(history, _)| opportunities(history.t(), tau) == 0.0) {
            return vec![nobody];
        }
        let [r, alpha] = bought.shaped(0.6, 0.5);
        let b = |ages: f64| (ages * met).clamp(1e-5, 1e8);
        let mut starts = vec![vec![[r, alpha, 0.6, b(0.4)]]];
        starts.extend(
            COURSES
                .map(|[share, a, ages]| bought.family(share, |[r, alpha]| [r, alpha, a, b(ages)])),
        );
        starts.push(nobody);
        starts
    }

    fn special_cases(
        _: f64,
        _: &Cells<History>,
        last: [f64; 4],
        _: bool,
    ) -> Vec<([f64; 4], Range<usize>)> {
        vec![(last, 2..4)]
    }

    fn chance_alive(&self, history: &History) -> f64 {
        LatentAttrition::p_alive(self, *history)
    }

    fn bounds(cells: &Cells<History>) -> [(f64, f64); 4] {
        [tolerance::SHAPES, time_bounds(cells), tolerance::SHAPES, tolerance::OPPORTUNITIES]
    }

    fn table(&self, count: u32) -> [f64; 3] {
        let (r, x) = (self.r(), f64::from(count));
        [
            ln_pochhammer(r, u64::from(count)),
            digamma(r + x) - digamma(r),
            trigamma(r + x) - trigamma(r),
        ]
    }

    fn moment(&self, time: f64) -> Moment {
        let [_, alpha, a, b, tau] = self.parameters;
        let met = opportunities(time, tau);
        Moment {
            met,
            bought: Exposure::new(alpha, time),
            next: Exposure::new(alpha, (met + 1.0) * tau),
            stayed: Stayed::new(a, b, met),
        }
    }

    fn jet(&self, table: &[f64; 3], moments: [Moment; 2], history: &History) -> Jet<4> {
        self.jet_along(&mut None, table, moments, history)
    }

    fn jet_along(
        &self,
        trail: &mut Option<Gone>,
        table: &[f64; 3],
        [last, end]: [Moment; 2],
        history: &History,
    ) -> Jet<4> {
        let mut sum = self.scenario(history.x(), end.bought, end.stayed);
        if end.met > last.met {
            let gone = match trail {
                Some(known) if known.silent.leads_to(history) => known,
                _ => trail.insert(Gone::until(history, end.met)),
            };
            self.go_back(gone, history, last.met);
            sum = sum.ln_add(&self.departed(gone, last));
        }
        sum.value += table[0];
        sum.gradient[0] += table[1];
        sum.hessian[0][0] += table[2];
        sum
    }

    fn ridge(tau: f64, &[r, alpha, a, b]: &[f64; 4], bounds: &[(f64, f64); 4]) -> Option<Ridge> {
        let met = (1e7 * bounds[1].0 / tau).max(1.0);
        if -ln_beta_fall(b, a, met) < tolerance::NOBODY_LEAVES {
            Some(Ridge::NoAttrition)
        } else if a * ((a + b + 1.0) / b) > tolerance::ALL_ALIKE || at_high(b, bounds[3].1) {
            // The probabilities of leaving vary by less than 1 % of their mean.
            Some(Ridge::EqualAttrition)
        } else if a < tolerance::ALL_OR_NOTHING || at_low(b, bounds[3].0) {
            Some(Ridge::ExtremeAttrition)
        } else {
            purchase_ridge(r, alpha, bounds[1])
        }
    }
}

/// Courses of attrition to start from: the share of the time watched that customers buy for,
/// a, and b in opportunities of the mean age. Nobody leaves; all are equally prone to leave,
/// some time or soon; some leave at the first chance and the others hardly ever; most do; most
/// leave early. (The last start is the special case without any attrition.)
const COURSES: [[f64; 3]; 6] = [
    [0.95, 1.0, 100.0],
    [0.7, 50.0, 50.0],
    [0.25, 50.0, 12.0],
    [0.6, 0.02, 1e-11],
    [0.2, 0.1, 1e-8],
    [0.25, 0.5, 0.02],
];

/// How having left at one opportunity is to having left at another, before it.
#[derive(Debug, Clone, Copy)]
struct Change {
    weight: f64,
    /// What the derivatives in r, α, a and b change by, but for factors.
    slopes: [f64; 4],
    /// What the second derivatives change by: in a (and in a and b), and in b.
    bends: [f64; 2],
}

impl PdoNbd {
    /// ln of α^r (α + t)^−(r+x) times the chance to have stayed, with derivatives.
    fn scenario(&self, x: u32, bought: Exposure, stayed: Stayed) -> Jet<4> {
        let [r, alpha, ..] = self.parameters;
        let x = f64::from(x);
        let Exposure { time: t, rest, grown, ln } = bought;
        let mut jet = Jet::ZERO;
        jet.value = stayed.ln - r * grown - x * ln;
        jet.gradient = [-grown, (r * t / alpha - x) * rest, stayed.a, stayed.b];
        jet.hessian[0][1] = t * rest / alpha;
        jet.hessian[1][1] = (r + x) * rest * rest - r / (alpha * alpha);
        jet.hessian[2][2] = stayed.a_a;
        jet.hessian[2][3] = stayed.a_a;
        jet.hessian[3][3] = stayed.b_b;
        jet
    }

    /// Visits the opportunities after the m-th, up to and without the one after the `end`-th,
    /// and answers what that one is to the first.
    fn walk(&self, x: u32, m: f64, end: f64, mut visit: impl FnMut(&Change)) -> Change {
        let [r, alpha, a, b, tau] = self.parameters;
        let (shape, from) = (r + f64::from(x), alpha + (m + 1.0) * tau);
        let mut change = Change { weight: 1.0, slopes: [0.0; 4], bends: [0.0; 2] };
        let mut kept = 1.0;
        for step in 0..(end - m) as u32 {
            visit(&change);
            let i = m + f64::from(step);
            let (own, all) = (1.0 / (b + i), 1.0 / (a + b + i + 1.0));
            kept *= (b + i) * all;
            let v = f64::from(step + 1) * tau;
            let grown = (v / from).ln_1p();
            change.weight = kept * (-shape * grown).exp();
            change.slopes[0] = grown;
            change.slopes[1] = -v / (from * (from + v));
            change.slopes[2] += all;
            change.slopes[3] -= (a + 1.0) * own * all;
            change.bends[0] += all * all;
            change.bends[1] -= (a + 1.0) * own * all * (own + all);
        }
        change
    }

    /// Adds the opportunities since the last purchase of the history, which is after the m-th.
    fn go_back(&self, gone: &mut Gone, history: &History, m: f64) {
        let (x, until) = (history.x(), gone.met);
        if m < until {
            let Gone { departures, bends, .. } = gone;
            if departures.mass > 0.0 {
                let by = self.walk(x, m, until, |_| {});
                departures.seen_from(by.weight, &by.slopes);
                for (sum, own) in bends.iter_mut().zip(by.bends) {
                    *sum = *sum * by.weight + own * departures.mass;
                }
            }
            self.walk(x, m, until, |change| {
                departures.add(change.weight, &change.slopes);
                for (sum, own) in bends.iter_mut().zip(change.bends) {
                    *sum += change.weight * own;
                }
            });
            gone.met = m;
        }
        gone.silent.since = history.t_x();
    }

    /// ln of the sum over the opportunities, with derivatives: those of having left at the first,
    /// shifted by the posterior means and covariances of what changes from one to the next.
    fn departed(&self, gone: &Gone, last: Moment) -> Jet<4> {
        let [r, _, a, b, _] = self.parameters;
        let (x, m) = (gone.silent.x, last.met);
        let mut jet = self.scenario(x, last.next, last.stayed);
        let all = 1.0 / (a + b + m);
        jet.value += (a * all).ln() + gone.departures.mass.ln();
        jet.gradient[2] += 1.0 / a - all;
        jet.gradient[3] -= all;
        jet.hessian[2][2] += all * all - 1.0 / (a * a);
        jet.hessian[2][3] += all * all;
        jet.hessian[3][3] += all * all;
        let departures = &gone.departures;
        let power = [1.0, r + f64::from(x), 1.0, 1.0];
        let mean = departures.means();
        for i in 0..4 {
            jet.gradient[i] -= power[i] * mean[i];
            for j in i..4 {
                let covariance = departures.mean_product(i, j) - mean[i] * mean[j];
                jet.hessian[i][j] += power[i] * power[j] * covariance;
            }
        }
        jet.hessian[0][1] -= mean[1];
        let second = departures.mean_product(1, 1) + 2.0 * last.next.rest * mean[1];
        jet.hessian[1][1] += power[1] * second;
        let [in_a, in_b] = gone.bends.map(|sum| sum / departures.mass);
        jet.hessian[2][2] += in_a;
        jet.hessian[2][3] += in_a;
        jet.hessian[3][3] += in_b;
        jet
    }
}

/// The opportunities at which a customer may have left.
#[derive(Debug)]
pub(crate) struct Gone {
    silent: Silence,
    /// Those after so many, up to T.
    met: f64,
    departures: DropoutMoments<4>,
    bends: [f64; 2],
}

impl Gone {
    /// None yet, of a customer who met so many up to T.
    fn until(history: &History, met: f64) -> Self {
        Self {
            silent: Silence::until(history),
            met,
            departures: DropoutMoments::NONE,
            bends: [0.0; 2],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against differences at 50 digits (tests/oracle/pdo_nbd.py), in the logarithms of the
    /// parameters, as fits use them; alone, and after a later purchase of the same silence.
    #[test]
    fn derivatives_are_those_of_the_definition() {
        let text = include_str!("../../../tests/data/pdo_nbd_derivatives.csv");
        let mut worst = [0.0f64; 2];
        for line in text.lines().skip(1) {
            let row: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            let own: [f64; 4] = std::array::from_fn(|i| row[i]);
            let model = PdoNbd::from_array(row[4], own).unwrap();
            let history = History::new(row[5] as u32, row[6], row[7]).unwrap();
            let table = model.table(history.x());
            let moments = |h: &History| [model.moment(h.t_x()), model.moment(h.t())];
            let later = 0.5 * (history.t_x() + history.t());
            let before = History::unchecked(history.x(), later, history.t());
            let mut trail = None;
            model.jet_along(&mut trail, &table, moments(&before), &before);
            for jet in [
                model.jet(&table, moments(&history), &history),
                model.jet_along(&mut trail, &table, moments(&history), &history),
            ] {
                let mut exact = row[8..].iter();
                let mut judge = |order: usize, scale: f64, found: f64| {
                    let (found, exact) = (scale * found, scale * exact.next().unwrap());
                    let error = (found - exact).abs() / exact.abs().max(1.0);
                    assert!(error < 1e-10, "{found} {exact} {line}");
                    worst[order] = worst[order].max(error);
                };
                (0..4).for_each(|i| judge(0, own[i], jet.gradient[i]));
                for i in 0..4 {
                    (i..4).for_each(|j| judge(1, own[i] * own[j], jet.hessian[i][j]));
                }
            }
        }
        println!("{worst:?}");
    }
}
