//! Beta-geometric dropout after a purchase, what these models have in common: BG/NBD and
//! MBG/NBD, and their regular relatives with Erlang-k intervals.

use std::ops::Range;

use super::steady::steady;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::fit::{at_high, at_low};
use crate::lifetime::fit::fit_report::Ridge;
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::fit::starts::Bought;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::history::History;
use crate::lifetime::predict::posterior::{Rate, gamma};
use crate::lifetime::predict::posterior_mixture::{Law, PosteriorMixture};
use crate::lifetime::process::beta_geometric_process::{BetaGeometricProcess, UnseenEvents};
use crate::lifetime::process::exposure::Exposure;
use crate::numeric::gamma::{digamma, ln_beta_ratio, ln_gamma, ln_pochhammer, trigamma};
use crate::numeric::ln_1p::{ln_1p, ln_1p_ratio};
use crate::numeric::tolerance;

/// Purchases with Erlang-k intervals at rates λ ~ Gamma(r, α), and a dropout probability
/// p ~ Beta(a, b) that acts after every repeat purchase and, if
/// `first` is 1, also after the first purchase.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BetaGeometricModel {
    pub(crate) parameters: [f64; 4],
    pub(crate) k: u32,
    pub(crate) first: u32,
}

/// What depends on the parameters and on x alone.
#[derive(Debug)]
pub(crate) struct Table {
    /// Γ(r + kx)/Γ(r) · B(a, b + chances)/B(a, b) with derivatives.
    common: Jet<4>,
    /// For each number j < k of hidden events since the last purchase, the
    /// factor Γ(r + kx + j)/(Γ(r + kx) j!) with its derivatives in r.
    hidden: Vec<(f64, f64, f64)>,
    /// r + kx.
    shape: f64,
    /// a/(b + chances − 1) and its logarithm, if there was a chance to leave.
    gone: Option<(f64, f64)>,
}

impl BetaGeometricModel {
    /// Events that the history holds: k for each repeat purchase.
    fn events(&self, x: u32) -> u64 {
        u64::from(self.k) * u64::from(x)
    }

    /// Chances to leave so far: one after each purchase that dropout follows.
    fn chances(&self, x: u32) -> u64 {
        u64::from(x) + u64::from(self.first)
    }

    /// Of (left at the last purchase) / (alive, without hidden events) the factor
    /// of the last chance to leave, which is 0 where there was none, and the logarithm of
    /// the rest; and the sum over hidden events relative to none.
    #[inline]
    fn odds(&self, history: History) -> (f64, f64, f64) {
        let [r, alpha, a, b] = self.parameters;
        let shape = r + self.events(history.x()) as f64;
        let gap = history.t() - history.t_x();
        let hidden =
            if self.k == 1 { 1.0 } else { self.hidden_sum(shape, gap / (alpha + history.t())) };
        let chances = self.chances(history.x());
        if chances == 0 {
            return (0.0, 0.0, hidden);
        }
        let silence = shape * ln_1p(gap / (alpha + history.t_x()));
        (a / (b + chances as f64 - 1.0), silence, hidden)
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
        let (events, chances) = (self.events(history.x()), self.chances(history.x()));
        let (odds, silence, hidden) = self.odds(history);
        let gone = odds.ln() + silence;
        let alive =
            -r * ln_1p_ratio(history.t(), alpha) - events as f64 * (alpha + history.t()).ln();
        // ln(hidden + e^gone), where e^gone may overflow.
        let paths = if gone > 700.0 { gone } else { (hidden - 1.0 + gone.exp()).ln_1p() };
        ln_pochhammer(r, events) + ln_beta_ratio(a, b, chances) + alive + paths
    }

    pub(crate) fn p_alive(&self, history: History) -> f64 {
        self.ends(history).0
    }

    /// The complement of P(alive).
    pub(crate) fn p_left(&self, history: History) -> f64 {
        self.ends(history).1
    }

    /// P(alive) and its complement, neither by subtraction.
    #[inline]
    fn ends(&self, history: History) -> (f64, f64) {
        let (odds, silence, hidden) = self.odds(history);
        if odds == 0.0 {
            return (1.0, 0.0);
        }
        if silence < 700.0 {
            let left = odds * silence.exp() / hidden;
            return (1.0 / (1.0 + left), left / (1.0 + left));
        }
        // Where the silence alone overflows, its logarithms do not.
        let stay = (hidden.ln() - odds.ln() - silence).exp();
        (stay / (1.0 + stay), 1.0 / (1.0 + stay))
    }

    pub(crate) fn future(&self, history: History) -> BetaGeometricProcess {
        let [r, alpha, a, b] = self.parameters;
        BetaGeometricProcess {
            r: r + self.events(history.x()) as f64,
            alpha: alpha + history.t(),
            a,
            b: b + self.chances(history.x()) as f64,
            k: self.k,
            hidden: UnseenEvents::Unseen {
                share: (history.t() - history.t_x()) / (alpha + history.t()),
            },
        }
    }

    /// Alive, with some events that passed unseen since the last purchase; or left just
    /// after it.
    pub(crate) fn law(&self, rate: Rate, history: History, mixture: &mut PosteriorMixture) {
        let [r, alpha, a, b] = self.parameters;
        let (k, x) = (f64::from(self.k), f64::from(history.x()));
        let chances = x + f64::from(self.first);
        let alive = self.p_alive(history);
        if rate == Rate::Dropout {
            mixture.push(alive, Law::Beta { a, b: b + chances });
            if chances > 0.0 {
                mixture.push(self.p_left(history), Law::Beta { a: a + 1.0, b: b + chances - 1.0 });
            }
            return;
        }
        let shape = r + k * x;
        let share = (history.t() - history.t_x()) / (alpha + history.t());
        let mut weight = 1.0;
        for j in 0..self.k {
            let j = f64::from(j);
            if j > 0.0 {
                weight *= (shape + j - 1.0) / j * share;
            }
            mixture.push(weight, gamma(shape + j, k * (alpha + history.t())));
        }
        mixture.weigh(0, alive);
        mixture.push(self.p_left(history), gamma(shape, k * (alpha + history.t_x())));
    }

    pub(crate) fn table(&self, count: u32) -> Table {
        let [r, _, a, b] = self.parameters;
        let (events, chances) = (self.events(count), self.chances(count));
        let (shape, flipped) = (r + events as f64, chances as f64);
        let mut common = Jet::ZERO;
        common.value = ln_pochhammer(r, events) + ln_beta_ratio(a, b, chances);
        if events > 0 {
            common.gradient[0] = digamma(shape) - digamma(r);
            common.hessian[0][0] = trigamma(shape) - trigamma(r);
        }
        if chances > 0 {
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
        let gone = (chances > 0).then(|| a / (b + flipped - 1.0)).map(|odds| (odds, odds.ln()));
        Table { common, hidden, shape, gone }
    }

    pub(crate) fn moment(&self, time: f64) -> Exposure {
        Exposure::new(self.parameters[1], time)
    }

    /// The log-likelihood with its derivatives: ln of (alive + gone), where the
    /// derivatives of gone against alive are few.
    #[inline]
    pub(crate) fn jet(&self, table: &Table, [last, end]: [Exposure; 2]) -> Jet<4> {
        let [r, alpha, a, _] = self.parameters;
        let shape = table.shape;
        let events = shape - r;
        let (from, to) = (1.0 / alpha, end.rest);
        let mut jet = table.common;
        jet.value -= r * end.grown + events * end.ln;
        jet.gradient[0] -= end.grown;
        jet.gradient[1] += (r * end.time * from - events) * to;
        jet.hessian[0][1] += end.time * to * from;
        jet.hessian[1][1] += shape * to * to - r * from * from;
        let hidden = self.hidden(table, last, end);
        jet.add_short(1.0, &hidden);
        if let Some((odds, ln_odds)) = table.gone {
            let gone = ln_odds + shape * (end.grown - last.grown) - hidden.value;
            // w = gone/(alive + gone) and its slope in ln(gone/alive).
            let small = (-gone.abs()).exp();
            let share = 1.0 / (1.0 + small);
            let w = if gone > 0.0 { share } else { small * share };
            let bend = small * share * share;
            let on_last = odds / a;
            let d = [
                end.grown - last.grown - hidden.gradient[0],
                shape * (to - last.rest) - hidden.gradient[1],
                1.0 / a,
                -on_last,
            ];
            jet.value += gone.max(0.0) + small.ln_1p();
            for i in 0..4 {
                jet.gradient[i] += w * d[i];
                for j in i..4 {
                    jet.hessian[i][j] += bend * d[i] * d[j];
                }
            }
            jet.hessian[0][0] -= w * hidden.hessian[0][0];
            jet.hessian[0][1] += w * (to - last.rest - hidden.hessian[0][1]);
            let curve = shape * (last.rest * last.rest - to * to) - hidden.hessian[1][1];
            jet.hessian[1][1] += w * curve;
            jet.hessian[2][2] -= w / (a * a);
            jet.hessian[3][3] += w * on_last * on_last;
        }
        jet
    }

    /// ln of the sum over hidden events relative to none, in r and α.
    #[inline]
    fn hidden(&self, table: &Table, last: Exposure, end: Exposure) -> Jet<2> {
        let gap = end.time - last.time;
        let mut sum = Jet::ZERO;
        if self.k == 1 || gap == 0.0 {
            return sum;
        }
        let ln_share = (gap * end.rest).ln();
        for (j, (value, slope, bend)) in (1..self.k).zip(&table.hidden) {
            let j = f64::from(j);
            sum = sum.ln_add(&Jet {
                value: value + j * ln_share,
                gradient: [*slope, -j * end.rest],
                hessian: [[*bend, 0.0], [0.0, j * end.rest * end.rest]],
            });
        }
        sum
    }
}

/// Parameters to start from, for k events a purchase.
pub(crate) fn starts(cells: &Cells<History>, k: u32) -> Vec<Vec<[f64; 4]>> {
    let bought = Bought::of(cells, k);
    let [r, alpha] = bought.shaped(0.5, 1.0 / 1.5);
    let mut starts = vec![vec![[r, alpha, 0.7, 2.5]]];
    starts.extend(COINS.map(|[share, a, b]| bought.family(share, |[r, alpha]| [r, alpha, a, b])));
    // Nearly all leave at the first chance, all alike, when hardly any rates lie between
    // never and often.
    let [r, alpha] = bought.shaped(0.1, 0.05);
    starts.push(vec![[r, alpha, 90.0, 10.0]]);
    for (shapes, stay) in [(&[0.3, 2.0, 10.0][..], bought.back), (&[1e3, 1e5], bought.stay)] {
        let at_once = |[r, alpha]: [f64; 2]| [r, alpha, 0.02 * (1.0 - stay), 0.02 * stay];
        starts.push(bought.shapes(shapes, stay, at_once));
    }
    let [r, alpha] = steady(cells, k);
    starts.push(vec![[r, alpha, 1e-5, 1e4]]);
    starts
}

/// Dropout laws to start from: the share of the time watched that customers buy for, a and b.
/// Nobody leaves; all are equally prone to, seldom or often; it is all or nothing; half
/// leave at the first chance, so that the others buy often; nearly all do, some of them more
/// than others, or all alike. (The last starts: those who never came back left at once and the
/// others stay, who buy at rates of their own or all at one; the special case without any
/// attrition.)
const COINS: [[f64; 3]; 7] = [
    [0.95, 0.02, 5.0],
    [0.6, 20.0, 180.0],
    [0.3, 50.0, 50.0],
    [0.5, 0.02, 0.02],
    [0.5, 0.5, 1.0],
    [0.2, 1.0, 0.1],
    [0.05, 90.0, 10.0],
];

/// Nobody leaves, as at the last of the starts; all are equally prone to leave; where nobody seems
/// to, one in ten leaves at once and the others stay.
pub(crate) fn special_cases(
    cells: &Cells<History>,
    k: u32,
    last: [f64; 4],
    nobody: bool,
) -> Vec<([f64; 4], Range<usize>)> {
    let [r, alpha, a, b] = last;
    let bought = Bought::of(cells, k);
    let [some, own] = bought.shaped(2.0, 0.6);
    let mut cases = vec![(last, 2..4), ([some, own, 1e5, 9e5], 2..3)];
    if nobody {
        let stay = 1.0 - TENTH;
        cases.push(([r / stay, alpha, 0.02 * TENTH, 0.02 * stay], 2..4));
    }
    if k > 1 {
        // With regular purchases the shape may be quite another one.
        let [uneven, own] = bought.shaped(0.3, 1.0);
        cases.push(([uneven, own, a, b], 2..4));
    }
    cases
}

/// The share of customers who leave at once, in a special case.
pub(crate) const TENTH: f64 = 0.1;

/// The box of r, α, a and b.
pub(crate) fn bounds(cells: &Cells<History>) -> [(f64, f64); 4] {
    [tolerance::SHAPES, time_bounds(cells), tolerance::SHAPES, tolerance::SHAPES]
}

/// The ridge that these parameters lie on.
pub(crate) fn ridge(&[r, alpha, a, b]: &[f64; 4], bounds: &[(f64, f64); 4]) -> Option<Ridge> {
    if a / (a + b) < tolerance::NOBODY_LEAVES || at_low(a, bounds[2].0) && !at_low(b, bounds[3].0) {
        Some(Ridge::NoAttrition)
    } else if a + b > tolerance::ALL_ALIKE {
        Some(Ridge::EqualAttrition)
    } else if a + b < tolerance::ALL_OR_NOTHING || at_low(b, bounds[3].0) {
        Some(Ridge::ExtremeAttrition)
    } else {
        purchase_ridge(r, alpha, bounds[1])
    }
}

/// The ridge of purchase rates that are Gamma(r, α), where α has this box.
pub(crate) fn purchase_ridge(r: f64, alpha: f64, (low, high): (f64, f64)) -> Option<Ridge> {
    if r > tolerance::ALL_ALIKE || at_high(alpha, high) {
        Some(Ridge::EqualPurchasing)
    } else if r <= tolerance::HARDLY_ANY || at_low(alpha, low) {
        Some(Ridge::ExtremePurchasing)
    } else {
        None
    }
}

/// Whether all parameters are positive and finite, and their inverses too: of the
/// smallest, subnormal doubles these are not.
pub(crate) fn positive(names: &[&'static str], values: &[f64]) -> Result<()> {
    for (name, &value) in names.iter().zip(values) {
        if !(value.is_finite() && value >= f64::MIN_POSITIVE) {
            let allowed = "> 0 (at least 2.3e-308) and finite";
            return Err(Error::out_of_range(*name, value, allowed));
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
    let age = cells.mean_age();
    (tolerance::TIMES.0 * age, tolerance::TIMES.1 * age)
}
