//! The BG/BB model: discrete opportunities to buy, and leaving between them.

use super::beta_geometric::{positive, somebody_came_back};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit::{Fitted, at_low, fit};
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::Ridge;
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::{OPPORTUNITIES, Target};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::observed::survivors::LONGEST;
use crate::lifetime::predict::kind::Kind;
use crate::lifetime::predict::posterior::{Individual, Rate};
use crate::lifetime::predict::posterior_mixture::{Law, PosteriorMixture};
use crate::lifetime::predict::prediction::Prediction;
use crate::lifetime::predict::purchase_model::LatentAttrition;
use crate::lifetime::process::bernoulli_process::BernoulliProcess;
use crate::lifetime::process::dropout_time::Silence;
use crate::numeric::beta_fall::ln_beta_fall;
use crate::numeric::gamma::{digamma, trigamma};
use crate::numeric::tolerance;

/// BG/BB, the beta-geometric / beta-Bernoulli model of Fader, Hardie and Shang
/// (Customer-Base Analysis in a Discrete-Time Noncontractual Setting, *Marketing
/// Science* 29, 2010).
///
/// There are n opportunities to buy (years of an appeal, weekly events). Before
/// each, an alive customer leaves with probability θ; one who is alive buys with
/// probability p. Over customers, p is Beta(α, β) and θ is Beta(γ, δ):
///
/// L(x, t_x, n) = B(α + x, β + n − x) B(γ, δ + n)/(B(α, β) B(γ, δ)) +
///   Σ_{i=0}^{n−t_x−1} B(α + x, β + t_x − x + i) B(γ + 1, δ + t_x + i)/(B(α, β) B(γ, δ)).
///
/// A history holds x purchases at n = T opportunities after the first purchase,
/// the last at opportunity t_x; all are whole numbers with x <= t_x. P(alive) is
/// that of being alive *at* opportunity n; ask for `PAliveAt { t: 1.0 }` for the
/// next one (eq. 11). A horizon of t has as many opportunities as whole numbers in
/// (0, t], at most 1,000,000 for probabilities of counts. Discounted purchases
/// with rate = ln(1 + d) over an infinite horizon are the DERT of eq. 14.
///
/// Measured against mpmath for parameters from 1e-3 to 10^4 and n to 300: relative
/// errors below 1e-12. It is the wrong choice where customers may buy at any
/// moment.
///
/// # Accuracy
/// On 20,000 random points (parameters from 1e-3 to 1e4, up to 5,000 opportunities,
/// t_x = 0 and t_x = n included) against ball arithmetic: 3.4e-13 for the
/// likelihood, 6.8e-13 for P(alive), expected and discounted purchases and the
/// probabilities of counts. Measure again with
/// `tests/oracle/grid/harness.py tests/oracle/grid/discrete.py bg_bb`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "[f64; 4]", into = "[f64; 4]"))]
pub struct BgBb {
    parameters: [f64; 4],
}

impl TryFrom<[f64; 4]> for BgBb {
    type Error = Error;

    fn try_from([alpha, beta, gamma, delta]: [f64; 4]) -> Result<Self> {
        Self::new(alpha, beta, gamma, delta)
    }
}

impl From<BgBb> for [f64; 4] {
    fn from(model: BgBb) -> Self {
        model.parameters
    }
}

impl BgBb {
    /// The model with parameters α, β, γ and δ.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: a parameter is not positive and finite.
    pub fn new(alpha: f64, beta: f64, gamma: f64, delta: f64) -> Result<Self> {
        let parameters = [alpha, beta, gamma, delta];
        positive(Self::PARAMETERS, &parameters)?;
        Ok(Self { parameters })
    }

    /// Fits the model by maximum likelihood.
    ///
    /// # Errors
    /// As [`BgNbd::fit`](crate::lifetime::BgNbd::fit); `OutOfRange` with the row where a
    /// time is not a whole number of opportunities, or x exceeds t_x.
    pub fn fit(customers: &Histories<'_>, options: &FitOptions<'_>) -> Result<Fitted<Self>> {
        for (row, history) in customers.iter().enumerate() {
            discrete(history).map_err(|error| error.at_row(row as u64))?;
        }
        fit((), &Cells::of(customers, options.threads()), options)
    }

    /// α of the Beta(α, β) purchase probabilities.
    #[must_use]
    pub fn alpha(&self) -> f64 {
        self.parameters[0]
    }

    /// β of the Beta(α, β) purchase probabilities.
    #[must_use]
    pub fn beta(&self) -> f64 {
        self.parameters[1]
    }

    /// γ of the Beta(γ, δ) drop-out probabilities.
    #[must_use]
    pub fn gamma(&self) -> f64 {
        self.parameters[2]
    }

    /// δ of the Beta(γ, δ) drop-out probabilities.
    #[must_use]
    pub fn delta(&self) -> f64 {
        self.parameters[3]
    }

    /// The shares of (gone, alive at n) in L, relative to the chance of the
    /// history up to t_x. Both are sums of positive terms that cannot all
    /// underflow.
    fn shares(&self, history: History) -> (f64, f64) {
        let [alpha, beta, gamma, delta] = self.parameters;
        let (x, t_x, n) = (f64::from(history.x()), history.t_x(), history.t());
        let (mut silent, mut gone) = (1.0, 0.0);
        for k in opportunities(t_x, n) {
            gone += silent * gamma / (gamma + delta + k);
            let fail = (beta + (k - x)) / (alpha + beta + k);
            silent *= fail * (delta + k) / (gamma + delta + k);
        }
        (gone, silent)
    }
}

/// The opportunities from one on, without the last: whole numbers up to [`LONGEST`].
pub(crate) fn opportunities(from: f64, end: f64) -> impl DoubleEndedIterator<Item = f64> {
    (from as u32..end as u32).map(f64::from)
}

/// Whether a history is one of opportunities.
fn discrete(history: History) -> Result<()> {
    let (x, t_x, n) = (f64::from(history.x()), history.t_x(), history.t());
    if n.fract() != 0.0 || n > f64::from(LONGEST) {
        let allowed = format!("a whole number of opportunities, 0 to {LONGEST}");
        return Err(Error::out_of_range("T", n, allowed));
    }
    if t_x.fract() != 0.0 {
        return Err(Error::out_of_range("t_x", t_x, "a whole number of opportunities"));
    }
    if x > t_x {
        let allowed = format!("0 to t_x = {t_x}, one purchase an opportunity");
        return Err(Error::out_of_range("x", x, allowed));
    }
    Ok(())
}

impl LatentAttrition for BgBb {
    type Future = BernoulliProcess;

    fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    fn ln_likelihood(&self, history: History) -> f64 {
        let [alpha, beta, gamma, delta] = self.parameters;
        let (x, t_x) = (f64::from(history.x()), history.t_x());
        let (gone, alive) = self.shares(history);
        ln_beta_fall(alpha, beta, x)
            + ln_beta_fall(beta, alpha + x, t_x - x)
            + ln_beta_fall(delta, gamma, t_x)
            + (gone + alive).ln()
    }

    fn p_alive(&self, history: History) -> f64 {
        let (gone, alive) = self.shares(history);
        alive / (gone + alive)
    }

    fn p_left(&self, history: History) -> f64 {
        let (gone, alive) = self.shares(history);
        gone / (gone + alive)
    }

    fn future(&self, history: History) -> BernoulliProcess {
        let [alpha, beta, gamma, delta] = self.parameters;
        let (x, n) = (f64::from(history.x()), history.t());
        BernoulliProcess { alpha: alpha + x, beta: beta + (n - x), gamma, delta: delta + n }
    }

    fn accepts(&self, history: History) -> Result<()> {
        discrete(history)
    }

    fn answers(&self, prediction: &Prediction) -> Result<()> {
        let horizon = match *prediction {
            Prediction::PPurchases { t, .. }
            | Prediction::PAtLeast { t, .. }
            | Prediction::PNoPurchase { t }
            | Prediction::PurchaseQuantile { t, .. } => t,
            Prediction::PPurchasesBetween { end, .. }
            | Prediction::PAtLeastBetween { end, .. }
            | Prediction::PurchaseQuantileBetween { end, .. } => end,
            _ => return Ok(()),
        };
        if horizon < f64::from(LONGEST) + 1.0 {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Domain, "holds too many opportunities to count purchases in")
            .in_column("t")
            .with_value(horizon)
            .allowing(format!("0 to {LONGEST}")))
    }
}

/// The rising factorial (y)_count = y (y + 1) ... (y + count − 1): the first two
/// derivatives of its logarithm in y.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rising {
    slope: f64,
    bend: f64,
}

impl Rising {
    fn new(y: f64, count: f64) -> Self {
        let end = y + count;
        Self { slope: digamma(end) - digamma(y), bend: trigamma(end) - trigamma(y) }
    }

    /// Adds the derivatives of the logarithm, where y is the parameter `i`.
    fn multiply(self, jet: &mut Jet<4>, i: usize) {
        jet.gradient[i] += self.slope;
        jet.hessian[i][i] += self.bend;
    }

    /// Subtracts them, where y is the sum of the parameters `i` < `j`.
    fn divide(self, jet: &mut Jet<4>, i: usize, j: usize) {
        for (first, second) in [(i, i), (i, j), (j, j)] {
            jet.hessian[first][second] -= self.bend;
        }
        jet.gradient[i] -= self.slope;
        jet.gradient[j] -= self.slope;
    }
}

/// What depends on x alone: (α)_x, and ln (α)_x/(α + β)_x.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    bought: Rising,
    ln: f64,
}

/// What depends on the number of opportunities alone: (α + β)_n, (δ)_n, (γ + δ)_n,
/// and ln (δ)_n/(γ + δ)_n.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    both: Rising,
    stayed: Rising,
    all: Rising,
    ln: f64,
}

impl Individual for BgBb {
    fn has(rate: Rate) -> bool {
        rate != Rate::Attrition
    }

    /// Alive after n; or left before opportunity k + 1, for each k from t_x on.
    fn law(&self, rate: Rate, history: History, mixture: &mut PosteriorMixture) -> f64 {
        let (alpha, beta, gamma, delta) = (self.alpha(), self.beta(), self.gamma(), self.delta());
        let (x, n) = (f64::from(history.x()), history.t());
        let law = |k: f64, left: f64| match rate {
            Rate::Dropout => Law::Beta { a: gamma + left, b: delta + k },
            _ => Law::Beta { a: alpha + x, b: beta + (k - x) },
        };
        let mut silent = 1.0;
        for k in opportunities(history.t_x(), n) {
            mixture.push(silent * gamma / (gamma + delta + k), law(k, 1.0));
            silent *= (beta + (k - x)) / (alpha + beta + k) * ((delta + k) / (gamma + delta + k));
        }
        mixture.push(silent, law(n, 0.0));
        1.0
    }
}

impl Estimable<4> for BgBb {
    type Settings = ();
    type Observation = History;
    type Table = Table;
    type Moment = Moment;
    type Trail = Option<SilentOpportunities>;

    const TARGETS: &'static [Target] = OPPORTUNITIES;

    fn from_array((): (), [alpha, beta, gamma, delta]: [f64; 4]) -> Result<Self> {
        Self::new(alpha, beta, gamma, delta)
    }

    fn check(cells: &Cells<History>) -> Result<()> {
        somebody_came_back(cells)
    }

    fn starts((): (), cells: &Cells<History>) -> Vec<Vec<[f64; 4]>> {
        let bought = cells.mean(|h| f64::from(h.x())) / cells.mean(|h| h.t());
        let family = |[share, gamma, delta]: [f64; 3]| {
            let p = (bought / share).min(0.95);
            [0.5, 3.0, 50.0].map(|sum| [p * sum, (1.0 - p) * sum, gamma, delta]).to_vec()
        };
        let mut starts = vec![vec![[1.0, 1.0, 0.7, 2.5]]];
        starts.extend(COURSES.map(family));
        starts
    }

    fn chance_alive(&self, history: &History) -> f64 {
        LatentAttrition::p_alive(self, *history)
    }

    fn bounds(_: &Cells<History>) -> [(f64, f64); 4] {
        [tolerance::SHAPES; 4]
    }

    fn table(&self, count: u32) -> Table {
        let [alpha, beta, ..] = self.parameters;
        let x = f64::from(count);
        Table { bought: Rising::new(alpha, x), ln: ln_beta_fall(alpha, beta, x) }
    }

    fn moment(&self, time: f64) -> Moment {
        let [alpha, beta, gamma, delta] = self.parameters;
        Moment {
            both: Rising::new(alpha + beta, time),
            stayed: Rising::new(delta, time),
            all: Rising::new(gamma + delta, time),
            ln: ln_beta_fall(delta, gamma, time),
        }
    }

    fn jet(&self, table: &Table, moments: [Moment; 2], history: &History) -> Jet<4> {
        self.jet_along(&mut None, table, moments, history)
    }

    fn jet_along(
        &self,
        trail: &mut Option<SilentOpportunities>,
        table: &Table,
        [last, _]: [Moment; 2],
        history: &History,
    ) -> Jet<4> {
        let [alpha, beta, gamma, _] = self.parameters;
        let (x, t_x) = (f64::from(history.x()), history.t_x());
        let silence = match trail {
            Some(known) if known.silent.leads_to(history) => known,
            _ => trail.insert(SilentOpportunities::new(history)),
        };
        silence.begin_at(t_x, &self.parameters);
        let mut jet = silence.jet(gamma);
        // What is certain: the purchases and failures up to t_x, alive at t_x.
        jet.value += table.ln + ln_beta_fall(beta, alpha + x, t_x - x) + last.ln;
        table.bought.multiply(&mut jet, 0);
        Rising::new(beta, t_x - x).multiply(&mut jet, 1);
        last.both.divide(&mut jet, 0, 1);
        last.stayed.multiply(&mut jet, 3);
        last.all.divide(&mut jet, 2, 3);
        jet
    }

    fn ridge(
        (): (),
        &[alpha, beta, gamma, delta]: &[f64; 4],
        bounds: &[(f64, f64); 4],
    ) -> Option<Ridge> {
        let [no_p, no_q, no_theta, no_stay] =
            [(alpha, 0), (beta, 1), (gamma, 2), (delta, 3)].map(|(y, i)| at_low(y, bounds[i].0));
        if gamma / (gamma + delta) < tolerance::NOBODY_LEAVES || no_theta && !no_stay {
            Some(Ridge::NoAttrition)
        } else if gamma + delta > tolerance::ALL_ALIKE {
            Some(Ridge::EqualAttrition)
        } else if alpha + beta > tolerance::ALL_ALIKE {
            Some(Ridge::EqualPurchasing)
        } else if gamma + delta < tolerance::ALL_OR_NOTHING || no_stay {
            Some(Ridge::ExtremeAttrition)
        } else if alpha + beta < tolerance::ALL_OR_NOTHING || no_p || no_q {
            Some(Ridge::ExtremePurchasing)
        } else {
            None
        }
    }
}

/// Courses of attrition to start from: the share of the opportunities that customers are
/// there for, γ and δ. Nobody leaves; all are equally prone to, seldom or often; it is all
/// or nothing.
const COURSES: [[f64; 3]; 4] =
    [[0.95, 0.02, 5.0], [0.6, 10.0, 90.0], [0.3, 50.0, 50.0], [0.5, 0.03, 0.03]];

/// What may have followed the last purchase: leaving before one of the opportunities
/// `since` up to n, or staying to n without buying, of a customer alive at `since`.
///
/// Each course is a product of factors β + i − x, α + β + i, δ + i and γ + δ + i (and a
/// γ, where it ends in leaving), so the derivatives of its logarithm are sums of their
/// inverses. What is needed of the courses is their total mass, and of these sums the
/// weighted means and covariances, which grow backward from n, one opportunity a step:
/// histories that differ in the last purchase alone share the steps.
#[derive(Debug, Clone)]
pub(crate) struct SilentOpportunities {
    silent: Silence,
    mass: f64,
    /// Means of the sums of 1/y over the factors y, in the order above.
    mean: [f64; 4],
    /// Sums of weighted squares and products about the means, for i <= j.
    square: [[f64; 4]; 4],
    /// Weighted sums of 1/y².
    bend: [f64; 4],
    /// Mass and means of the courses that end in leaving.
    left: f64,
    left_mean: [f64; 4],
}

impl SilentOpportunities {
    /// Of a customer alive at n.
    fn new(history: &History) -> Self {
        Self {
            silent: Silence::until(history),
            mass: 1.0,
            mean: [0.0; 4],
            square: [[0.0; 4]; 4],
            bend: [0.0; 4],
            left: 0.0,
            left_mean: [0.0; 4],
        }
    }

    /// Goes back to an earlier opportunity.
    fn begin_at(&mut self, earlier: f64, &[alpha, beta, gamma, delta]: &[f64; 4]) {
        let x = f64::from(self.silent.x);
        for k in opportunities(earlier, self.silent.since).rev() {
            self.silent.since = k;
            let [fail, any, stay, all] =
                [beta + (k - x), alpha + beta + k, delta + k, gamma + delta + k];
            // Not leaving before the next opportunity and not buying at it.
            let kept = fail / any * (stay / all);
            let inverse = [fail, any, stay, all].map(|y| 1.0 / y);
            for (i, rest) in inverse.into_iter().enumerate() {
                self.mean[i] += rest;
                self.left_mean[i] += rest;
                self.bend[i] = kept * (self.bend[i] + self.mass * rest * rest);
                for entry in &mut self.square[i][i..] {
                    *entry *= kept;
                }
            }
            self.mass *= kept;
            self.left *= kept;
            self.leave(gamma * inverse[3], inverse[3]);
        }
    }

    /// One more course, of leaving at once; by West's updates (1979), which do not
    /// cancel.
    fn leave(&mut self, mass: f64, inverse: f64) {
        let slope = [0.0, 0.0, 0.0, inverse];
        let total = self.mass + mass;
        let share = mass / total;
        let kept = share * self.mass;
        let change: [f64; 4] = std::array::from_fn(|i| slope[i] - self.mean[i]);
        self.mass = total;
        self.left += mass;
        let left_share = mass / self.left;
        for i in 0..4 {
            self.mean[i] += share * change[i];
            self.left_mean[i] += left_share * (slope[i] - self.left_mean[i]);
            for j in i..4 {
                self.square[i][j] += kept * change[i] * change[j];
            }
        }
        self.bend[3] += mass * inverse * inverse;
    }

    /// ln of the mass, with derivatives in α, β, γ and δ.
    fn jet(&self, gamma: f64) -> Jet<4> {
        const FAIL: usize = 0;
        const ANY: usize = 1;
        const STAY: usize = 2;
        const ALL: usize = 3;
        let [fail, any, stay, all] = self.mean;
        let rate = 1.0 / self.mass;
        let bend = self.bend.map(|sum| sum * rate);
        // Covariances of the sums with each other, and with having left (over γ).
        let with = |i: usize, j: usize| self.square[i][j] * rate;
        let gone = self.left * rate / gamma;
        let leaving = |i: usize| gone * (self.left_mean[i] - self.mean[i]);
        let mut jet = Jet { value: self.mass.ln(), ..Jet::ZERO };
        jet.gradient = [-any, fail - any, gone - all, stay - all];
        let h = &mut jet.hessian;
        h[0][0] = bend[ANY] + with(ANY, ANY);
        h[0][1] = h[0][0] - with(FAIL, ANY);
        h[0][2] = with(ANY, ALL) - leaving(ANY);
        h[0][3] = with(ANY, ALL) - with(ANY, STAY);
        h[1][1] = h[0][1] - bend[FAIL] + with(FAIL, FAIL) - with(FAIL, ANY);
        h[1][2] = h[0][2] + leaving(FAIL) - with(FAIL, ALL);
        h[1][3] = h[0][3] + with(FAIL, STAY) - with(FAIL, ALL);
        let same = bend[ALL] + with(ALL, ALL);
        h[2][2] = same - 2.0 * leaving(ALL) - gone * gone;
        h[2][3] = same - with(STAY, ALL) + leaving(STAY) - leaving(ALL);
        h[3][3] = same - bend[STAY] + with(STAY, STAY) - 2.0 * with(STAY, ALL);
        jet
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivatives_agree_with_differences() {
        for [a, b, c, d] in [[1.2, 0.75, 0.66, 2.78], [0.05, 3.0, 12.0, 0.4], [8.0, 1.1, 0.2, 40.0]]
        {
            for (x, t_x, n) in [(0, 0.0, 6.0), (3, 4.0, 6.0), (6, 6.0, 6.0), (2, 9.0, 30.0)] {
                let history = History::new(x, t_x, n).unwrap();
                let parameters = [a, b, c, d];
                let at = |i: usize, shift: f64| {
                    let mut moved = parameters;
                    moved[i] += shift;
                    let model = BgBb::from_array((), moved).unwrap();
                    model.jet(&model.table(x), [t_x, n].map(|t| model.moment(t)), &history)
                };
                let jet = at(0, 0.0);
                for i in 0..4 {
                    let h = 1e-4 * parameters[i];
                    let (below, above) = (at(i, -h), at(i, h));
                    let slope = (above.value - below.value) / (2.0 * h);
                    let close = |found: f64, expected: f64| {
                        (found - expected).abs() < 1e-6 * (1.0 + expected.abs())
                    };
                    assert!(close(jet.gradient[i], slope), "{parameters:?} {history:?} {i}");
                    for j in i..4 {
                        let bend = (above.gradient[j] - below.gradient[j]) / (2.0 * h);
                        assert!(
                            close(jet.hessian[i][j], bend),
                            "{parameters:?} {history:?} {i}{j}"
                        );
                    }
                }
            }
        }
    }
}
