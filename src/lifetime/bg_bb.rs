//! The BG/BB model: discrete opportunities to buy, and leaving between them.

use super::bernoulli_process::BernoulliProcess;
use super::cells::Cells;
use super::closure::Closure;
use super::coin_model::{positive, somebody_came_back};
use super::fit::{Estimable, FitOptions, Fitted, Ridge, fit};
use super::history::{Histories, History};
use super::jet::Jet;
use super::prediction::Prediction;
use super::survivors::LONGEST;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::beta_fall::ln_beta_fall;
use crate::numeric::gamma::{digamma, trigamma};

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
    /// As [`BgNbd::fit`](super::BgNbd::fit); `OutOfRange` with the row where a
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
        let mut k = t_x;
        while k < n {
            gone += silent * gamma / (gamma + delta + k);
            let fail = (beta + (k - x)) / (alpha + beta + k);
            silent *= fail * (delta + k) / (gamma + delta + k);
            k += 1.0;
        }
        (gone, silent)
    }
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

impl Closure for BgBb {
    type Future = BernoulliProcess;

    const NAME: &'static str = "BG/BB";
    const NAME_ZH: &'static str = "贝塔几何/贝塔伯努利模型";
    const PARAMETERS: &'static [&'static str] = &["alpha", "beta", "gamma", "delta"];

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

impl Estimable<4> for BgBb {
    type Settings = ();
    type Observation = History;
    type Table = ();
    type Moment = ();

    const NAME: &'static str = "BG/BB";

    fn from_array((): (), [alpha, beta, gamma, delta]: [f64; 4]) -> Result<Self> {
        Self::new(alpha, beta, gamma, delta)
    }

    fn check(cells: &Cells<History>) -> Result<()> {
        somebody_came_back(cells)
    }

    fn start((): (), _: &Cells<History>) -> [f64; 4] {
        [1.0, 1.0, 0.7, 2.5]
    }

    fn bounds(_: &Cells<History>) -> [(f64, f64); 4] {
        [(1e-6, 1e6); 4]
    }

    fn table(&self, _: u32) {}

    fn moment(&self, _: f64) {}

    fn jet(&self, (): &(), _: [(); 2], history: &History) -> Jet<4> {
        let [alpha, beta, gamma, delta] = self.parameters;
        let (x, t_x, n) = (f64::from(history.x()), history.t_x(), history.t());
        // What is certain: the purchases and failures up to t_x, alive at t_x.
        let mut past = Jet::ZERO;
        rising(&mut past, &[0], alpha, x, 1.0);
        rising(&mut past, &[1], beta, t_x - x, 1.0);
        rising(&mut past, &[0, 1], alpha + beta, t_x, -1.0);
        rising(&mut past, &[3], delta, t_x, 1.0);
        rising(&mut past, &[2, 3], gamma + delta, t_x, -1.0);
        past.value = 0.0;
        // Silent and alive up to k, relative to that.
        let mut silent = Jet::ZERO;
        let mut sum: Option<Jet<4>> = None;
        let mut k = t_x;
        while k < n {
            let mut gone = silent;
            factor(&mut gone, &[2], gamma, 1.0);
            factor(&mut gone, &[2, 3], gamma + delta + k, -1.0);
            sum = Some(sum.map_or(gone, |sum| sum.ln_add(&gone)));
            factor(&mut silent, &[1], beta + (k - x), 1.0);
            factor(&mut silent, &[0, 1], alpha + beta + k, -1.0);
            factor(&mut silent, &[3], delta + k, 1.0);
            factor(&mut silent, &[2, 3], gamma + delta + k, -1.0);
            k += 1.0;
        }
        let mut jet = sum.map_or(silent, |sum| sum.ln_add(&silent));
        jet.add(1.0, &past);
        jet.value = Closure::ln_likelihood(self, *history);
        jet
    }

    fn ridge(&[alpha, beta, gamma, delta]: &[f64; 4], _: &[(f64, f64); 4]) -> Option<Ridge> {
        if gamma / (gamma + delta) < 1e-4 {
            Some(Ridge::NoAttrition)
        } else if gamma + delta > 1e4 {
            Some(Ridge::EqualAttrition)
        } else if alpha + beta > 1e4 {
            Some(Ridge::EqualPurchasing)
        } else if gamma + delta < 1e-3 {
            Some(Ridge::ExtremeAttrition)
        } else if alpha + beta < 1e-3 {
            Some(Ridge::ExtremePurchasing)
        } else {
            None
        }
    }
}

/// Adds `sign` times ln y, where y is a constant plus each of `parameters`.
fn factor(jet: &mut Jet<4>, parameters: &[usize], y: f64, sign: f64) {
    jet.value += sign * y.ln();
    derivatives(jet, parameters, sign / y, -sign / (y * y));
}

/// Adds the derivatives of `sign` times ln of the rising factorial (y)_count.
fn rising(jet: &mut Jet<4>, parameters: &[usize], y: f64, count: f64, sign: f64) {
    let end = y + count;
    derivatives(
        jet,
        parameters,
        sign * (digamma(end) - digamma(y)),
        sign * (trigamma(end) - trigamma(y)),
    );
}

fn derivatives(jet: &mut Jet<4>, parameters: &[usize], slope: f64, bend: f64) {
    for &i in parameters {
        jet.gradient[i] += slope;
        for &j in parameters {
            if i <= j {
                jet.hessian[i][j] += bend;
            }
        }
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
                    BgBb::from_array((), moved).unwrap().jet(&(), [(); 2], &history)
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
