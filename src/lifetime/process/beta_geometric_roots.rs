//! Averages of a customer who buys at every k-th event, k > 1, over the drop-out
//! probability p: good where the sum over events is long.
//!
//! Given p, with q = 1 − p, and j hidden events, the expected purchases are
//! Σ_m q^(m−1) P(N >= km − j). With G(σ) = E[σ^N], the sum over every k-th count is
//! an average over the k-th roots σ of q:
//!
//! q^−1 k^−1 Σ_σ σ^(j+1) (1 − G(σ))/(1 − σ),
//!
//! and the survival Σ_m q^m P(km − j <= N < k(m + 1) − j) is
//! p q^−1 k^−1 Σ_σ σ^(j+1) G(σ)/(1 − σ). Where q is so small that the roots
//! would cancel, a few terms of the sums over m are enough.

use std::cell::OnceCell;
use std::f64::consts::TAU;

use super::beta_geometric_process::BetaGeometricProcess;
use crate::numeric::effort;
use crate::numeric::negative_binomial::NegativeBinomial;

/// Below this q, what follows the first [`POWERS`] powers of q no longer counts.
const SMALL: f64 = 0.1;
const POWERS: usize = 18;

impl BetaGeometricProcess {
    /// Expected purchases in t, from `hidden` events since the last purchase.
    pub(super) fn expected_over_roots(&self, hidden: u32, t: f64, law: &NegativeBinomial) -> f64 {
        let roots =
            Roots { k: self.k, hidden, r: self.r + f64::from(hidden), odds: t / self.alpha };
        let tails = OnceCell::new();
        self.dropout().mean(|p, q| {
            if q >= SMALL {
                return roots.sum(p, q, false);
            }
            let tails: &[f64; POWERS] = tails
                .get_or_init(|| std::array::from_fn(|m| law.at_least(roots.events(m as u64 + 1))));
            tails.iter().rev().fold(0.0, |sum, tail| sum * q + tail)
        })
    }

    /// Survival to t, from `hidden` events since the last purchase.
    pub(super) fn survival_over_roots(&self, hidden: u32, t: f64, law: &NegativeBinomial) -> f64 {
        let roots =
            Roots { k: self.k, hidden, r: self.r + f64::from(hidden), odds: t / self.alpha };
        let made = OnceCell::new();
        let k = f64::from(self.k);
        // Beside G(0) the roots keep their digits while the events to the next
        // purchase are likely at all.
        let enough = k / (roots.r * law.z());
        self.dropout().mean_of_share(|p, q| {
            if q >= SMALL || (q.ln() / k).exp() >= enough {
                return p * roots.sum(p, q, true);
            }
            let made: &[f64; POWERS] = made.get_or_init(|| {
                std::array::from_fn(|m| {
                    let m = m as u64;
                    law.between(roots.events(m), roots.events(m + 1))
                })
            });
            made.iter().rev().fold(0.0, |sum, made| sum * q + made)
        })
    }
}

struct Roots {
    k: u32,
    hidden: u32,
    r: f64,
    /// t/α.
    odds: f64,
}

impl Roots {
    /// Events that m purchases take.
    fn events(&self, m: u64) -> u64 {
        (u64::from(self.k) * m).saturating_sub(u64::from(self.hidden))
    }

    /// q^−1 k^−1 Σ_σ σ^(j+1) H(σ)/(1 − σ), where H is G if `silent`, else 1 − G. The
    /// roots come in pairs of mirror images.
    fn sum(&self, p: f64, q: f64, silent: bool) -> f64 {
        // Each root costs as much as a node of its own; where no more is allowed, the
        // average that the node is for finds out by itself.
        effort::spend(u64::from(self.k));
        let k = f64::from(self.k);
        let ln_q = if p < 0.5 { (-p).ln_1p() } else { q.ln() };
        let (s, gap) = ((ln_q / k).exp(), -(ln_q / k).exp_m1());
        let ln_g = -self.r * (self.odds * gap).ln_1p();
        let real = if silent { ln_g.exp() } else { -ln_g.exp_m1() };
        let mut sum = real / gap;
        for side in 1..=self.k / 2 {
            let times = if 2 * side == self.k { 1.0 } else { 2.0 };
            let turn = TAU * f64::from(side) / k;
            let (sin, cos) = turn.sin_cos();
            // 1 − σ, and 1 + odds (1 − σ).
            let (re, im) = (gap + s * (1.0 - cos), -s * sin);
            let (far, up) = (1.0 + self.odds * re, self.odds * im);
            let size = (-self.r * far.hypot(up).ln()).exp();
            let (g_im, g_re) = (-self.r * up.atan2(far)).sin_cos();
            let (g_re, g_im) = (size * g_re, size * g_im);
            let (h_re, h_im) = if silent { (g_re, g_im) } else { (1.0 - g_re, -g_im) };
            // The real part of e^(i turn (j + 1)) H/(1 − σ).
            let (w_im, w_re) = (turn * f64::from(self.hidden + 1)).sin_cos();
            let (n_re, n_im) = (w_re * h_re - w_im * h_im, w_re * h_im + w_im * h_re);
            sum += times * (n_re * re + n_im * im) / (re * re + im * im);
        }
        (ln_q * ((f64::from(self.hidden) + 1.0) / k - 1.0)).exp() * sum / k
    }
}
