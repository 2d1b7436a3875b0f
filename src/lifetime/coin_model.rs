//! What the models that flip a coin at every purchase have in common: BG/NBD and
//! MBG/NBD, and their regular relatives with Erlang-k intervals.

use super::cells::Cells;
use super::coin_process::CoinProcess;
use super::fit::Ridge;
use super::history::History;
use super::jet::Jet;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::gamma::{digamma, ln_beta_ratio, ln_gamma, ln_pochhammer, trigamma};

/// The names of the four parameters.
pub(crate) const NAMES: &[&str] = &["r", "alpha", "a", "b"];

/// Purchases with Erlang-k intervals at rates λ ~ Gamma(r, α), and a coin with
/// p ~ Beta(a, b) that ends it all, flipped after every repeat purchase and, if
/// `first` is 1, also after the first purchase.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CoinModel {
    pub(crate) parameters: [f64; 4],
    pub(crate) k: u32,
    pub(crate) first: u32,
}

/// What depends on the parameters and on x alone.
#[derive(Debug)]
pub(crate) struct Table {
    /// Γ(r + kx)/Γ(r) · B(a, b + coins)/B(a, b) with derivatives.
    common: Jet<4>,
    /// For each number j < k of hidden events since the last purchase, the
    /// factor Γ(r + kx + j)/(Γ(r + kx) j!) with its derivatives in r.
    hidden: Vec<(f64, f64, f64)>,
    /// r + kx.
    shape: f64,
    /// a/(b + coins − 1), if a coin was flipped.
    gone: Option<f64>,
}

impl CoinModel {
    /// Events that the history holds: k for each repeat purchase.
    fn events(&self, x: u32) -> u64 {
        u64::from(self.k) * u64::from(x)
    }

    /// Coins that were flipped.
    fn coins(&self, x: u32) -> u64 {
        u64::from(x) + u64::from(self.first)
    }

    /// ln of (left at the last purchase) / (alive, without hidden events), and
    /// the sum over hidden events relative to none.
    fn odds(&self, history: History) -> (f64, f64) {
        let [r, alpha, a, b] = self.parameters;
        let shape = r + self.events(history.x()) as f64;
        let gap = history.t() - history.t_x();
        let coins = self.coins(history.x());
        let gone = if coins == 0 {
            f64::NEG_INFINITY
        } else {
            (a / (b + coins as f64 - 1.0)).ln() + shape * (gap / (alpha + history.t_x())).ln_1p()
        };
        (gone, self.hidden_sum(shape, gap / (alpha + history.t())))
    }

    /// Σ_{j<k} Γ(shape + j)/(Γ(shape) j!) share^j.
    fn hidden_sum(&self, shape: f64, share: f64) -> f64 {
        let (mut sum, mut term) = (1.0, 1.0);
        for j in 1..self.k {
            let j = f64::from(j);
            term *= (shape + j - 1.0) / j * share;
            sum += term;
        }
        sum
    }

    pub(crate) fn ln_likelihood(&self, history: History) -> f64 {
        let [r, alpha, a, b] = self.parameters;
        let (events, coins) = (self.events(history.x()), self.coins(history.x()));
        let (gone, hidden) = self.odds(history);
        let alive = -r * (history.t() / alpha).ln_1p() - events as f64 * (alpha + history.t()).ln();
        // ln(hidden + e^gone), where e^gone may overflow.
        let paths = if gone > 700.0 { gone } else { (hidden - 1.0 + gone.exp()).ln_1p() };
        ln_pochhammer(r, events) + ln_beta_ratio(a, b, coins) + alive + paths
    }

    pub(crate) fn p_alive(&self, history: History) -> f64 {
        let (gone, hidden) = self.odds(history);
        1.0 / (1.0 + (gone - hidden.ln()).exp())
    }

    pub(crate) fn future(&self, history: History) -> CoinProcess {
        let [r, alpha, a, b] = self.parameters;
        CoinProcess {
            r: r + self.events(history.x()) as f64,
            alpha: alpha + history.t(),
            a,
            b: b + self.coins(history.x()) as f64,
            k: self.k,
            share: (history.t() - history.t_x()) / (alpha + history.t()),
        }
    }

    pub(crate) fn table(&self, count: u32) -> Table {
        let [r, _, a, b] = self.parameters;
        let (events, coins) = (self.events(count), self.coins(count));
        let (shape, flipped) = (r + events as f64, coins as f64);
        let mut common = Jet::ZERO;
        common.value = ln_pochhammer(r, events) + ln_beta_ratio(a, b, coins);
        if events > 0 {
            common.gradient[0] = digamma(shape) - digamma(r);
            common.hessian[0][0] = trigamma(shape) - trigamma(r);
        }
        if coins > 0 {
            let total = digamma(a + b + flipped) - digamma(a + b);
            let total_bend = trigamma(a + b + flipped) - trigamma(a + b);
            common.gradient[2] = -total;
            common.gradient[3] = digamma(b + flipped) - digamma(b) - total;
            common.hessian[2][2] = -total_bend;
            common.hessian[2][3] = -total_bend;
            common.hessian[3][3] = trigamma(b + flipped) - trigamma(b) - total_bend;
        }
        let hidden = (1..self.k)
            .map(|j| {
                let j = f64::from(j);
                let value = ln_pochhammer(shape, j as u64) - ln_gamma(j + 1.0);
                (value, digamma(shape + j) - digamma(shape), trigamma(shape + j) - trigamma(shape))
            })
            .collect();
        let gone = (coins > 0).then(|| a / (b + flipped - 1.0));
        Table { common, hidden, shape, gone }
    }

    pub(crate) fn jet(&self, table: &Table, history: &History) -> Jet<4> {
        let [r, alpha, a, _] = self.parameters;
        let mut sum = silence(r, alpha, table.shape, history.t());
        let gap = history.t() - history.t_x();
        if self.k > 1 && gap > 0.0 {
            let none = sum;
            let rest = 1.0 / (alpha + history.t());
            for (j, (value, slope, bend)) in (1..self.k).zip(&table.hidden) {
                let j = f64::from(j);
                let mut term = none;
                term.value += value + j * (gap * rest).ln();
                term.gradient[0] += slope;
                term.gradient[1] -= j * rest;
                term.hessian[0][0] += bend;
                term.hessian[1][1] += j * rest * rest;
                sum = sum.ln_add(&term);
            }
        }
        if let Some(odds) = table.gone {
            let mut gone = silence(r, alpha, table.shape, history.t_x());
            let last = odds / a;
            gone.value += odds.ln();
            gone.gradient[2] = 1.0 / a;
            gone.hessian[2][2] = -1.0 / (a * a);
            gone.gradient[3] = -last;
            gone.hessian[3][3] = last * last;
            sum = sum.ln_add(&gone);
        }
        sum.add(1.0, &table.common);
        sum
    }
}

/// Parameters to start from, for k events a purchase.
pub(crate) fn start(cells: &Cells<History>, k: u32) -> [f64; 4] {
    let rate = cells.mean(|h| f64::from(h.x())) / cells.mean(|h| h.t());
    [0.5, 0.5 / (1.5 * rate * f64::from(k)), 0.7, 2.5]
}

/// ln of (α/(α + t))^r (α + t)^−(shape − r), with derivatives in r and α.
fn silence(r: f64, alpha: f64, shape: f64, t: f64) -> Jet<4> {
    let mut jet = Jet::ZERO;
    let (rest, events) = (1.0 / (alpha + t), shape - r);
    let grown = (t / alpha).ln_1p();
    jet.value = -r * grown - events * (alpha + t).ln();
    jet.gradient[0] = -grown;
    jet.gradient[1] = (r * t / alpha - events) * rest;
    jet.hessian[0][1] = t * rest / alpha;
    jet.hessian[1][1] = shape * rest * rest - r / (alpha * alpha);
    jet
}

/// The box of r, α, a and b.
pub(crate) fn bounds(cells: &Cells<History>) -> [(f64, f64); 4] {
    [(1e-6, 1e6), time_bounds(cells), (1e-6, 1e6), (1e-6, 1e6)]
}

/// The ridge that these parameters lie on.
pub(crate) fn ridge(&[r, _, a, b]: &[f64; 4]) -> Option<Ridge> {
    if a / (a + b) < 1e-4 {
        Some(Ridge::NoAttrition)
    } else if a + b > 1e4 {
        Some(Ridge::EqualAttrition)
    } else if r > 1e4 {
        Some(Ridge::EqualPurchasing)
    } else if r <= 2e-6 {
        Some(Ridge::ExtremePurchasing)
    } else if a + b < 1e-3 {
        Some(Ridge::ExtremeAttrition)
    } else {
        None
    }
}

/// Whether all parameters are positive and finite.
pub(crate) fn positive(names: &[&'static str], values: &[f64]) -> Result<()> {
    for (name, &value) in names.iter().zip(values) {
        if !(value.is_finite() && value > 0.0) {
            return Err(Error::out_of_range(*name, value, "> 0 and finite"));
        }
    }
    Ok(())
}

/// Data in which nobody came back, or nobody was watched, say nothing.
pub(crate) fn somebody_came_back(cells: &Cells<History>) -> Result<()> {
    if cells.iter().all(|(history, _)| history.x() == 0) {
        return Err(Error::new(
            ErrorKind::Undefined,
            "no customer ever came back: the likelihood has no peak",
        )
        .in_column("x"));
    }
    Ok(())
}

/// The box of a parameter that is a time: that of a shape, times the mean age,
/// and wider where a shape at its own bound would need it.
pub(crate) fn time_bounds(cells: &Cells<History>) -> (f64, f64) {
    let age = cells.mean(|h| h.t());
    (1e-7 * age, 1e8 * age)
}
