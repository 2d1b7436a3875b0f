//! Quadrature on the real line and on an interval.

use super::tolerance;
use std::sync::OnceLock;

use super::effort;
use super::ln_1p::ln_1p_ratio;
use super::tolerance::{
    ADAPTIVE, ADAPTIVE_HALVINGS, BISECTION_STEPS, NOTHING_PANELS, OUTWARD_STEPS, PANELS, TRAPEZOID,
    TRAPEZOID_LEAST, TRAPEZOID_LEVELS, TRAPEZOID_REACH,
};

/// ∫ f(y) dy over the real line for K non-negative integrands at once, by the
/// trapezoid rule after y = centre + scale · sinh(τ).
///
/// The integrands must be analytic near the line and decay on both sides from
/// the neighbourhood of `centre`, exponentially or faster; `scale` is about
/// their width there. The step in τ is halved until all K sums agree to
/// [`TRAPEZOID`], which for analytic integrands leaves only rounding; NaN where
/// they never do.
#[cfg(test)]
pub(crate) fn line<const K: usize>(
    centre: f64,
    scale: f64,
    f: impl Fn(f64) -> [f64; K],
) -> [f64; K] {
    line_while(centre, scale, f, |values, sums| {
        values.iter().zip(sums).any(|(value, sum)| *value > super::tolerance::TRAPEZOID_TAIL * sum)
    })
}

/// The same as far as `counts` says of the values at a node, given the sums so far.
pub(crate) fn line_while<const K: usize>(
    centre: f64,
    scale: f64,
    f: impl Fn(f64) -> [f64; K],
    counts: impl Fn(&[f64; K], &[f64; K]) -> bool,
) -> [f64; K] {
    let mut step = 0.5;
    let at = |tau: f64| {
        let mut values = f(centre + scale * tau.sinh());
        let stretch = scale * tau.cosh();
        for value in &mut values {
            *value *= stretch;
        }
        values
    };
    let mut sums = at(0.0);
    let Some(nodes) = walk(&at, counts, step, &mut sums) else { return [f64::NAN; K] };
    let mut integral = sums.map(|sum| sum * step);
    // From level to level only the nodes in between are new.
    for _ in 0..TRAPEZOID_LEVELS {
        step *= 0.5;
        if !effort::spend(((nodes.0 + nodes.1).max(0.0) / step) as u64 + 1) {
            break;
        }
        fill(&at, step, nodes, &mut sums);
        let refined = sums.map(|sum| sum * step);
        let settled = refined
            .iter()
            .zip(&integral)
            .all(|(new, old)| (new - old).abs() <= TRAPEZOID * new.abs().max(TRAPEZOID_LEAST));
        integral = refined;
        if settled {
            return integral;
        }
    }
    [f64::NAN; K]
}

/// The furthest nodes that count, to the left and to the right, in τ.
type Reach = (f64, f64);

/// Adds the nodes at multiples of the first step outward from 0 until they no
/// longer count on either side; `None` where that is too far, or too much.
fn walk<const K: usize>(
    at: &impl Fn(f64) -> [f64; K],
    counts: impl Fn(&[f64; K], &[f64; K]) -> bool,
    step: f64,
    sums: &mut [f64; K],
) -> Option<Reach> {
    let mut side = |sign: f64| {
        let mut quiet = 0;
        let mut tau = 0.0;
        for _ in 0..(TRAPEZOID_REACH / step) as u32 {
            if quiet == 3 {
                return Some(tau - 2.0 * step);
            }
            if !effort::spend(1) {
                return None;
            }
            tau += step;
            let values = at(sign * tau);
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += value;
            }
            quiet = if counts(&values, sums) { 0 } else { quiet + 1 };
        }
        None
    };
    let left = side(-1.0)?;
    let right = side(1.0)?;
    Some((left, right))
}

/// Adds the odd multiples of `step` within reach.
fn fill<const K: usize>(
    at: &impl Fn(f64) -> [f64; K],
    step: f64,
    reach: Reach,
    sums: &mut [f64; K],
) {
    let odd = (1..).step_by(2).map(f64::from);
    for k in odd.take_while(|k| k * step <= reach.0.max(reach.1)) {
        for (sign, limit) in [(-1.0, reach.0), (1.0, reach.1)] {
            if k * step <= limit {
                for (sum, value) in sums.iter_mut().zip(at(sign * k * step)) {
                    *sum += value;
                }
            }
        }
    }
}

/// The longest panel of [`stretched`]: the integrand's own bends are π away.
const LONG_PANEL: f64 = 3.5;
/// The most powers of e by which an integrand may fall within a panel.
const STEEPEST: f64 = 14.0;

/// A Gauss-Legendre rule by its positive nodes and weights, and the most that half a
/// panel may be long, and fall, for it: what it leaves is below 1e-13.
///
/// The rule of n points leaves c κ^2n of e^(κτ) over [−1, 1], where c is 2.9e-7, 1.5e-12,
/// 2.2e-18 and 1.2e-24 for n = 4, 6, 8 and 10; and ρ^−2n of functions whose next
/// singularity is ρ/2 half-lengths away, as 1 is from the start of a short interval, and
/// π in its logarithm.
struct Rule {
    nodes: fn() -> &'static [(f64, f64)],
    longest: f64,
    steepest: f64,
}

/// For intervals that are short beside the scale.
const SHORT: [Rule; 3] = [
    Rule { nodes: legendre_4, longest: 0.035, steepest: 0.1 },
    Rule { nodes: legendre_6, longest: 0.1, steepest: 0.5 },
    Rule { nodes: legendre_8, longest: 0.2, steepest: 1.4 },
];

/// For panels of the logarithm; the last for any that [`stretched`] makes.
const PANEL: [Rule; 4] = [
    Rule { nodes: legendre_6, longest: 0.45, steepest: 0.5 },
    Rule { nodes: legendre_8, longest: 0.8, steepest: 1.4 },
    Rule { nodes: legendre_10, longest: 1.0, steepest: 2.5 },
    Rule { nodes: legendre_16, longest: f64::INFINITY, steepest: f64::INFINITY },
];

/// The first of `rules` for half a panel of this length in which the integrand falls at
/// most at this rate.
fn rule_for(rules: &'static [Rule], half: f64, rate: f64) -> Option<&'static [(f64, f64)]> {
    let fits = |rule: &&Rule| half <= rule.longest && half * rate <= rule.steepest;
    rules.iter().find(fits).map(|rule| (rule.nodes)())
}

/// Visits nodes for ∫ f(v) dv over [0, length], where f falls like powers of
/// (scale + v) and of slower scales: by one Gauss-Legendre panel where the length is
/// short, else in y = ln(1 + v/scale), by panels of up to 16 points, fewer where f falls
/// little. What the rules leave is below 1e-13 of the panel. `fall(v)` is −d ln f/dy.
/// `f(v, y, width)` is told the width of the node, and y where it is known, and answers
/// the weighted value; the walk ends where that no longer counts.
pub(crate) fn stretched(
    scale: f64,
    length: f64,
    fall: impl Fn(f64) -> f64,
    mut f: impl FnMut(f64, Option<f64>, f64) -> f64,
) {
    let half = 0.5 * length / scale;
    if half <= SHORT[2].longest {
        let rate = fall(0.0).abs().max(fall(length).abs());
        if let Some(rule) = rule_for(&SHORT, half, rate) {
            let middle = 0.5 * length;
            for (node, weight) in rule {
                let shift = middle * node;
                f(middle - shift, None, weight * middle);
                f(middle + shift, None, weight * middle);
            }
            return;
        }
    }
    let reach = Reached::new(scale, length);
    let rate = |y: f64| fall(reach.at(y)).abs().clamp(1.0, f64::MAX);
    let (mut from, mut sum) = (0.0, 0.0);
    let mut here = rate(0.0);
    for panel in 0..PANELS {
        if !(from < reach.end) {
            return;
        }
        // What falls from the start on, and is next to nothing there, is beyond doubles.
        if sum < f64::MIN_POSITIVE && panel == NOTHING_PANELS {
            break;
        }
        let (to, there) = panel_end(from, reach.end, here, rate);
        if !(to > from && effort::spend(16)) {
            break;
        }
        let part = reach.panel(from, to, there.max(here), &mut f);
        sum += part;
        if part < tolerance::SERIES_TAIL * sum {
            return;
        }
        (from, here) = (to, there);
    }
    f(f64::NAN, None, f64::NAN);
}

/// Where the panel from `from` ends, and the rate there.
fn panel_end(from: f64, end: f64, here: f64, rate: impl Fn(f64) -> f64) -> (f64, f64) {
    // A long panel, if it does not become too steep to its end.
    let mut to = from + LONG_PANEL.min(end - from);
    let mut there = rate(to);
    if there.max(here) * (to - from) > STEEPEST {
        to = from + (STEEPEST / here).min(1.5);
        there = rate(to);
    }
    // Where the fall quickens within the panel, a shorter one.
    for _ in 0..OUTWARD_STEPS {
        if !(there * (to - from) > 1.25 * STEEPEST && effort::spend(1)) {
            break;
        }
        to = from + 0.5 * (to - from);
        there = rate(to);
    }
    // No sliver of a panel at the end.
    let sliver = || end - to < 0.25 * (to - from) && rate(end) * (end - from) <= 1.5 * STEEPEST;
    if to > end || to < end && sliver() {
        to = end;
        there = rate(end);
    }
    (to, there)
}

/// The interval [0, length] in y = ln(1 + v/scale).
struct Reached {
    scale: f64,
    /// ln scale, where v is beyond e^700 scales, and needed there alone.
    ln_scale: f64,
    /// y at the length.
    end: f64,
}

/// Where e^y is no longer formed without the scale.
const FAR: f64 = 700.0;

impl Reached {
    fn new(scale: f64, length: f64) -> Self {
        let end = ln_1p_ratio(length, scale);
        Self { scale, ln_scale: if end > FAR { scale.ln() } else { 0.0 }, end }
    }

    /// v at y.
    fn at(&self, y: f64) -> f64 {
        if y < FAR { self.scale * y.exp_m1() } else { (y + self.ln_scale).exp() }
    }

    /// What `f` makes of the nodes of one panel, in which the integrand falls at most at
    /// this rate.
    fn panel(
        &self,
        from: f64,
        to: f64,
        rate: f64,
        f: &mut impl FnMut(f64, Option<f64>, f64) -> f64,
    ) -> f64 {
        let (half, middle) = (0.5 * (to - from), 0.5 * (to + from));
        let scale = self.scale;
        let centre = middle.exp();
        let rule = rule_for(&PANEL, half, rate).unwrap_or(legendre_16());
        let mut part = 0.0;
        for (node, weight) in rule {
            let shift = half * node;
            let growth = shift.exp();
            for (y, stretch) in
                [(middle - shift, centre / growth), (middle + shift, centre * growth)]
            {
                if to > FAR {
                    let v = self.at(y);
                    part += f(v, Some(y), weight * half * (scale + v));
                    continue;
                }
                // Near 0 the difference would lose digits.
                let v = if to > 0.25 { stretch - 1.0 } else { y.exp_m1() };
                part += f(scale * v, Some(y), weight * half * scale * stretch);
            }
        }
        part
    }
}

/// How far below its peak, in powers of e, a hump no longer counts; further where
/// it may rise again.
const FOOT: f64 = 46.0;
const FAR_FOOT: f64 = 75.0;

/// The place of the peak of a function whose slope falls from positive to negative
/// once, up to `end`; `slope` is asked at logarithms. Good to a fraction of the
/// width of the peak.
pub(crate) fn peak(end: f64, slope: impl Fn(f64) -> f64) -> f64 {
    if slope(end) >= 0.0 {
        return end;
    }
    let (mut high, mut step) = (end, 2.0);
    let mut low = end - step;
    for _ in 0..OUTWARD_STEPS {
        if !(slope(low) < 0.0) {
            break;
        }
        (high, step) = (low, 2.0 * step);
        low -= step;
    }
    // Invariant: slope(low) >= 0 > slope(high).
    for _ in 0..BISECTION_STEPS {
        let middle = 0.5 * (low + high);
        let rise = slope(middle);
        if rise >= 0.0 {
            low = middle
        } else {
            high = middle
        }
        // Half of the product is what the logarithm falls by from the peak.
        if rise.abs() * (high - low) < 0.1 {
            break;
        }
    }
    0.5 * (low + high)
}

/// ∫ e^f(y) dy over (−∞, end], where f is 0 at y = 0, about its peak, and falls at
/// last on both sides; `steep(y)` is |f'(y)|, or more where f bends sharply. By
/// Gauss-Legendre panels of 16 points outward from 0, which leave below 1e-13 of
/// the whole. NaN where that takes more panels than it ever should.
pub(crate) fn hump(end: f64, f: impl Fn(f64) -> f64, steep: impl Fn(f64) -> f64) -> f64 {
    let panel = |from: f64, width: f64| {
        let (half, middle) = (0.5 * width, from + 0.5 * width);
        let mut sum = 0.0;
        for &(node, weight) in legendre_16() {
            sum += weight * (f(middle - half * node).exp() + f(middle + half * node).exp());
        }
        half.abs() * sum
    };
    let mut sum = 0.0;
    for (sign, reach, foot) in [(-1.0, f64::INFINITY, FOOT), (1.0, end, FAR_FOOT)] {
        let (mut from, mut settled) = (0.0f64, false);
        for _ in 0..PANELS {
            settled = !(sign * from < reach);
            if settled || !effort::spend(16) {
                break;
            }
            let width = hump_panel(reach - sign * from, |width| steep(from + sign * width));
            let part = panel(from, sign * width);
            sum += part;
            from = if width == reach - sign * from { end } else { from + sign * width };
            settled = f(from) < -foot && part <= tolerance::SERIES_TAIL * sum;
            if settled {
                break;
            }
        }
        if !settled {
            return f64::NAN;
        }
    }
    sum
}

/// The width of a panel of at most `rest` within which a hump that is as steep as `steep`
/// says of a distance does not fall too far.
fn hump_panel(rest: f64, steep: impl Fn(f64) -> f64) -> f64 {
    let mut width = LONG_PANEL.min(rest);
    let here = steep(0.0);
    for _ in 0..OUTWARD_STEPS {
        if !(here.max(steep(width)) * width > STEEPEST && effort::spend(1)) {
            break;
        }
        width *= 0.5;
    }
    width
}

/// Nodes of the Gauss-Legendre rule.
const POINTS: usize = 32;

/// ∫ f over [low, high] by the 32-point Gauss-Legendre rule: exact for smooth
/// integrands that change by a few powers of e over the interval.
pub(crate) fn interval(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let half = 0.5 * (high - low);
    let middle = 0.5 * (high + low);
    let mut sum = 0.0;
    for (node, weight) in legendre() {
        sum += weight * (f(middle - half * node) + f(middle + half * node));
    }
    sum * half
}

/// ∫ f over [low, high] for non-negative f: the 32-point rule, with halving where
/// two halves do not agree with the whole to [`ADAPTIVE`] of the total; NaN where
/// they never do.
pub(crate) fn adaptive(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let whole = interval(low, high, &f);
    refine(low, high, whole, whole, ADAPTIVE_HALVINGS, &f)
}

fn refine(low: f64, high: f64, whole: f64, total: f64, depth: u32, f: &impl Fn(f64) -> f64) -> f64 {
    if !effort::spend(2 * POINTS as u64) {
        return f64::NAN;
    }
    let middle = 0.5 * (low + high);
    let (left, right) = (interval(low, middle, f), interval(middle, high, f));
    let halves = left + right;
    let total = total.max(halves);
    if (halves - whole).abs() <= ADAPTIVE * total {
        return halves;
    }
    if depth == 0 {
        return f64::NAN;
    }
    // What does not settle on the left is not sought on the right.
    let left = refine(low, middle, left, total, depth - 1, f);
    if left.is_nan() { left } else { left + refine(middle, high, right, total, depth - 1, f) }
}

pub(crate) fn legendre() -> &'static [(f64, f64); POINTS / 2] {
    static RULE: OnceLock<[(f64, f64); POINTS / 2]> = OnceLock::new();
    RULE.get_or_init(rule)
}

fn legendre_4() -> &'static [(f64, f64)] {
    static RULE: OnceLock<[(f64, f64); 2]> = OnceLock::new();
    RULE.get_or_init(rule)
}

fn legendre_6() -> &'static [(f64, f64)] {
    static RULE: OnceLock<[(f64, f64); 3]> = OnceLock::new();
    RULE.get_or_init(rule)
}

fn legendre_8() -> &'static [(f64, f64)] {
    static RULE: OnceLock<[(f64, f64); 4]> = OnceLock::new();
    RULE.get_or_init(rule)
}

fn legendre_10() -> &'static [(f64, f64)] {
    static RULE: OnceLock<[(f64, f64); 5]> = OnceLock::new();
    RULE.get_or_init(rule)
}

pub(crate) fn legendre_16() -> &'static [(f64, f64)] {
    static RULE: OnceLock<[(f64, f64); 8]> = OnceLock::new();
    RULE.get_or_init(rule)
}

/// Positive nodes and weights of the rule with 2 HALF points, by Newton's method
/// on the Legendre polynomial from the asymptotic places of its roots.
fn rule<const HALF: usize>() -> [(f64, f64); HALF] {
    let n = 2.0 * HALF as f64;
    std::array::from_fn(|i| {
        let mut x = (std::f64::consts::PI * (i as f64 + 0.75) / (n + 0.5)).cos();
        let mut slope = 0.0;
        for _ in 0..8 {
            let (mut previous, mut value) = (1.0, x);
            for k in 2..=2 * HALF {
                let k = k as f64;
                (previous, value) =
                    (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * previous) / k);
            }
            slope = n * (x * value - previous) / (x * x - 1.0);
            x -= value / slope;
        }
        (x, 2.0 / ((1.0 - x * x) * slope * slope))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_integrates_bells_and_long_tails() {
        let bell = line(3.0, 0.01, |y| [(-0.5 * ((y - 3.0) / 0.01).powi(2)).exp()])[0];
        assert!((bell / (0.01 * (2.0 * std::f64::consts::PI).sqrt()) - 1.0).abs() < 1e-14);
        // ∫ e^(ay)/(1 + e^y)^(a + b) dy = B(a, b), here with tails of 40,000 widths.
        let (a, b) = (1e-3, 2e-3);
        let beta = line(0.0, 2.0, |y: f64| {
            let soft = if y > 0.0 { y + (-y).exp().ln_1p() } else { y.exp().ln_1p() };
            [(a * y - (a + b) * soft).exp()]
        })[0];
        assert!((beta / super::super::gamma::ln_beta(a, b).exp() - 1.0).abs() < 1e-13, "{beta}");
    }

    #[test]
    fn the_adaptive_rule_says_where_it_does_not_settle() {
        let root = adaptive(0.0, 1.0, f64::sqrt);
        assert!((root - 2.0 / 3.0).abs() < 1e-12, "{root}");
        // A step at a place without a binary fraction is met by halving until a
        // sliver of 2^-40 is left, and that is small enough; a pole never is.
        let step = adaptive(0.0, 1.0, |x| f64::from(u8::from(x < 1.0 / 3.0)));
        assert!((step - 1.0 / 3.0).abs() < 1e-12, "{step}");
        assert!(adaptive(0.0, 1.0, |x| 1.0 / x).is_nan());
    }

    #[test]
    fn the_line_takes_what_is_too_small_for_doubles() {
        // 10^-315 times a bell: the smallest doubles round each node.
        let [bell] = line(0.0, 1.0, |y| [1e-315 * (-0.5 * y * y).exp()]);
        assert!((bell - 2.5e-315).abs() < 1e-316, "{bell:e}");
    }

    #[test]
    fn the_interval_rule_is_exact_for_polynomials() {
        assert!(
            (interval(-1.0, 3.0, |x| x.powi(20)) / ((3f64.powi(21) + 1.0) / 21.0) - 1.0).abs()
                < 1e-14
        );
        assert!((interval(0.0, 2.0, f64::exp) / 2f64.exp_m1() - 1.0).abs() < 1e-15);
    }
}
