//! The gamma function and its relatives, with care for differences.

use super::beta_fall::ln_beta_fall;
use super::ln_1p::ln_minus;

/// ln Γ(x) for x > 0, to about one unit in the last place (libm).
pub(crate) fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The tail of Stirling's series, ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π].
/// Accurate to 1e-17 absolute for x >= 10.
fn stirling(x: f64) -> f64 {
    let w = 1.0 / (x * x);
    (1.0 / 12.0
        - w * (1.0 / 360.0
            - w * (1.0 / 1260.0
                - w * (1.0 / 1680.0
                    - w * (1.0 / 1188.0 - w * (691.0 / 360_360.0 - w * (1.0 / 156.0)))))))
        / x
}

/// ln Γ(x) less Stirling's (x − ½) ln x − x + ½ ln 2π, for x > 0; absolute error
/// about 1e-15.
pub(crate) fn stirling_error(x: f64) -> f64 {
    if x >= LARGE {
        return stirling(x);
    }
    const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;
    ln_gamma(x) - ((x - 0.5) * x.ln() - x + HALF_LN_TAU)
}

/// Where Stirling's series takes over.
const LARGE: f64 = 10.0;
/// Steps of one from any positive argument up to there.
const STEPS: u32 = 10;

/// ln Γ(x + d) − ln Γ(x) for x > 0, d >= 0, without the cancellation of two
/// large logarithms: the error is about 2e-16 of the result, or 2e-16 where the
/// result is below one.
pub(crate) fn ln_gamma_delta(x: f64, d: f64) -> f64 {
    if d == 0.0 {
        return 0.0;
    }
    let mut low = x;
    let mut ratio = 1.0;
    for _ in 0..STEPS {
        if low >= LARGE {
            break;
        }
        ratio *= low / (low + d);
        low += 1.0;
    }
    let high = low + d;
    (low - 0.5) * (d / low).ln_1p()
        + d * (high.ln() - 1.0)
        + (stirling(high) - stirling(low))
        + ratio.ln()
}

/// ln of the rising factorial (x)_n = Γ(x + n)/Γ(x), x > 0.
pub(crate) fn ln_pochhammer(x: f64, n: u64) -> f64 {
    if n <= 8 {
        // At most (1e38)^8: no overflow, and one rounding per factor.
        let mut product = 1.0;
        for i in 0..n {
            product *= x + i as f64;
        }
        if product.is_finite() && product > 0.0 {
            return product.ln();
        }
    }
    ln_gamma_delta(x, n as f64)
}

/// ln B(a, b) for a, b > 0.
pub(crate) fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    ln_gamma(small) - ln_gamma_delta(large, small)
}

/// ln of B(a, b + n)/B(a, b) = (b)_n/(a + b)_n: the chance that n coins drawn
/// with a Beta(a, b) probability of tails all show heads.
pub(crate) fn ln_beta_ratio(a: f64, b: f64, n: u64) -> f64 {
    if n <= 8 {
        let factor = |i: u64| {
            let heads = b + i as f64;
            // Each form where it does not cancel.
            if heads < a { (heads / (a + heads)).ln() } else { (-a / (a + heads)).ln_1p() }
        };
        return (0..n).map(factor).sum();
    }
    ln_beta_fall(b, a, n as f64)
}

/// ψ(x), the derivative of ln Γ, for x > 0. Absolute error below 1e-15 times
/// max(1, |ψ|).
pub(crate) fn digamma(x: f64) -> f64 {
    let (low, sum) = lifted(x);
    low.ln() - 0.5 / low - series(&DIGAMMA, 1.0 / (low * low)) - sum
}

/// ψ(x) − ln x for x > 0, which falls like 1/(2x), without the cancellation.
pub(crate) fn digamma_less_ln(x: f64) -> f64 {
    if x < LARGE { digamma(x) - x.ln() } else { -0.5 / x - series(&DIGAMMA, 1.0 / (x * x)) }
}

/// x lifted to [`LARGE`] or beyond, and Σ 1/x over the steps.
fn lifted(x: f64) -> (f64, f64) {
    let mut low = x;
    let mut sum = 0.0;
    for _ in 0..STEPS {
        if low >= LARGE {
            break;
        }
        sum += 1.0 / low;
        low += 1.0;
    }
    (low, sum)
}

/// ψ(x + d) − ψ(x) for x > 0, d >= 0, without their cancellation.
pub(crate) fn digamma_delta(x: f64, d: f64) -> f64 {
    let mut low = x;
    let mut sum = 0.0;
    for _ in 0..STEPS {
        if low >= LARGE {
            break;
        }
        sum += d / low / (low + d);
        low += 1.0;
    }
    let [a, b] = [1.0 / low, 1.0 / (low + d)];
    sum + (d * a).ln_1p() + d * a * b * (0.5 + (a + b) * divided(&DIGAMMA, a * a, b * b))
}

/// ψ'(x) for x > 0, to 1e-15 relative.
pub(crate) fn trigamma(x: f64) -> f64 {
    let mut low = x;
    let mut sum = 0.0;
    for _ in 0..STEPS {
        if low >= LARGE {
            break;
        }
        sum += 1.0 / (low * low);
        low += 1.0;
    }
    sum + (1.0 + 0.5 / low + series(&TRIGAMMA, 1.0 / (low * low))) / low
}

/// ψ'(x + d) − ψ'(x) for x > 0, d >= 0, without their cancellation; negative.
pub(crate) fn trigamma_delta(x: f64, d: f64) -> f64 {
    let mut low = x;
    let mut sum = 0.0;
    for _ in 0..STEPS {
        if low >= LARGE {
            break;
        }
        // 1/x² − 1/(x + d)², over d.
        let high = low + d;
        sum += (1.0 / low + 1.0 / high) / low / high;
        low += 1.0;
    }
    let [a, b] = [1.0 / low, 1.0 / (low + d)];
    -d * (sum + a * b * (1.0 + 0.5 * (a + b) + trigamma_fall(a, b)))
}

/// ψ(x + d) − ψ(x) + p [ψ'(x + d) − ψ'(x)], where x = p + more; p, more >= 0. Where
/// p is far above d the two differences cancel but for a share of (d + more)/p.
/// The bend of ln Γ(x + d) − ln Γ(x) in ln p is p times this.
pub(crate) fn log_bend(p: f64, more: f64, d: f64) -> f64 {
    let (mut low, mut more, mut sum) = (p + more, more, 0.0);
    for _ in 0..STEPS {
        if low >= LARGE {
            break;
        }
        let high = low + d;
        sum += d / low / high * (1.0 - p * (1.0 / low + 1.0 / high));
        low += 1.0;
        more += 1.0;
    }
    // With p = low by algebra, then the difference.
    let [a, b] = [1.0 / low, 1.0 / (low + d)];
    let slope = a * (a + b) * divided(&DIGAMMA, a * a, b * b);
    let whole = -ln_minus(low * b, -d * b) - d * b * (0.5 * b + trigamma_fall(a, b) - slope);
    sum + whole - more * trigamma_delta(low, d)
}

/// What ln x − 1/(2x) − ψ(x) is a series of: B_2k/(2k) of w^k, w = 1/x², from k = 1.
/// The next is 3.05 w^9: at [`LARGE`] 3e-18.
const DIGAMMA: [f64; 8] = [
    1.0 / 12.0,
    -1.0 / 120.0,
    1.0 / 252.0,
    -1.0 / 240.0,
    1.0 / 132.0,
    -691.0 / 32_760.0,
    1.0 / 12.0,
    -3617.0 / 8160.0,
];

/// The same of x ψ'(x) − 1 − 1/(2x): B_2k of w^k.
const TRIGAMMA: [f64; 8] = [
    1.0 / 6.0,
    -1.0 / 30.0,
    1.0 / 42.0,
    -1.0 / 30.0,
    5.0 / 66.0,
    -691.0 / 2730.0,
    7.0 / 6.0,
    -3617.0 / 510.0,
];

/// S(w) = Σ c_k w^k, from k = 1.
fn series(coefficients: &[f64; 8], w: f64) -> f64 {
    w * coefficients.iter().rev().fold(0.0, |sum, c| sum * w + c)
}

/// (S(u) − S(v))/(u − v), by Horner's rule for the quotient.
fn divided(coefficients: &[f64; 8], u: f64, v: f64) -> f64 {
    let (mut value, mut quotient) = (0.0, 0.0);
    for c in coefficients.iter().rev() {
        value = value * v + c;
        quotient = quotient * u + value;
    }
    quotient
}

/// (a S(a²) − b S(b²))/(a − b) for the series of ψ'.
fn trigamma_fall(a: f64, b: f64) -> f64 {
    series(&TRIGAMMA, a * a) + b * (a + b) * divided(&TRIGAMMA, a * a, b * b)
}

#[cfg(test)]
mod tests {
    use super::*;

    // mpmath 1.4.1, 50 digits (tests/oracle/special_functions.py).
    #[test]
    fn values_of_mpmath() {
        let near = |found: f64, expected: f64| {
            let scale = expected.abs().max(1.0);
            assert!((found - expected).abs() <= 4e-16 * scale * 4.0, "{found} is not {expected}");
        };
        near(digamma(1.0), -0.5772156649015329);
        near(digamma(1e-3), -1000.5755719318103);
        near(digamma(0.2426), -4.358361853222514);
        near(digamma(5000.25), 8.517_143_191_833_03);
        near(trigamma(1.0), 1.6449340668482264);
        near(trigamma(12.5), 0.08328522460157838);
        near(ln_gamma_delta(0.243, 7.0), 5.720772315640428);
        near(ln_gamma_delta(1e4, 1e-3), 0.009210290421145347);
        near(ln_gamma_delta(1e-3, 5000.0), 37575.72765389326);
        near(ln_beta(1e4, 2e-3), 6.195036372817064);
    }

    // mpmath, 50 digits: psi(0, x + d) - psi(0, x), and psi(1, .). All terms are positive
    // but those of the series, a hundredth of the whole at x = 10: about ten roundings
    // of 1.1e-16, and what the series leaves of ψ'' at 10, 19 B18/10^20 = 1e-17 of 0.01.
    #[test]
    fn differences_keep_their_digits() {
        for (x, d, first, second) in DELTAS {
            let found = (digamma_delta(x, d), trigamma_delta(x, d));
            assert!((found.0 / first - 1.0).abs() < 2e-15, "{x} {d}: {found:?}");
            assert!((found.1 / second - 1.0).abs() < 2e-15, "{x} {d}: {found:?}");
        }
    }

    // mpmath, 200 digits: psi(0, p + m + d) - psi(0, p + m) + p (psi(1, .) - psi(1, .)).
    // What is left of the largest term is no less than a third of it here, so that ten
    // roundings of 1.1e-16 make 3e-15; psi's series adds no more.
    #[test]
    fn the_bend_in_the_logarithm_keeps_its_digits() {
        for (p, more, d, exact) in BENDS {
            let found = log_bend(p, more, d);
            assert!((found / exact - 1.0).abs() < 4e-15, "{p} {more} {d}: {found:e}");
        }
    }

    #[rustfmt::skip]
    const DELTAS: [(f64, f64, f64, f64); 9] = [
        (0.001, 0.001, 5.000_016_413_354_569e2, -7.500_000_023_944_018e5),
        (0.7, 5000.0, 9.737_256_745_980_726, -2.8338491646949575),
        (9.5, 1e-06, 1.1099728231517658e-7, -1.230784444434507e-8),
        (12.5, 0.001, 8.328_175_857_550_896e-5, -6.9318599273303707e-6),
        (300000000.0, 10000.0, 3.333_277_784_567_685e-5, -1.1110740790121194e-13),
        (1e+20, 2.5, 2.5e-20, -2.5e-40),
        (10.0, 1e-12, 1.0516633568168022e-13, -1.1049834970800907e-14),
        (0.3, 2e-9, 2.4490728941670393e-08, -1.5054507169116858e-07),
        (60.0, 1e-10, 1.6806327117621267e-12, -2.8244598408259304e-14),
    ];

    #[rustfmt::skip]
    const BENDS: [(f64, f64, f64, f64); 7] = [
        (1e15, 0.25, 7280.0, 2.6497379999742806e-23),
        (1e15, 3.0, 2.0, 6.99999999999995e-30),
        (40.0, 0.7, 1e-3, 1.2661072240918417e-07),
        (2.5, 1e-3, 1200.0, 5.164871800708961),
        (12.0, 5000.0, 0.04, 7.96249851222916e-06),
        (1e-3, 0.3, 4.0, 4.816521946856454),
        (3e40, 80.0, 6e3, 2.0529999999999996e-74),
    ];

    #[test]
    fn derivatives_agree_with_differences() {
        for x in [0.01, 0.7, 3.3, 9.99, 10.01, 250.0] {
            let h = 1e-5 * x;
            let slope = (ln_gamma_delta(x - h, 2.0 * h)) / (2.0 * h);
            assert!((digamma(x) - slope).abs() < 1e-7 * (1.0 + slope.abs()), "{x}");
            let bend = (digamma(x + h) - digamma(x - h)) / (2.0 * h);
            assert!((trigamma(x) - bend).abs() < 1e-7 * bend, "{x}");
        }
    }

    #[test]
    fn the_beta_ratio_is_a_product() {
        // A tiny chance of heads: ln(0.00212/6820.00212), by mpmath.
        let rare = ln_beta_ratio(6820.0, 0.00212, 1);
        assert!((rare + 14.983954251986114).abs() < 1e-14, "{rare}");
        for n in [0, 1, 8, 9, 40] {
            let direct: f64 = (0..n).map(|i| ((2.4 + i as f64) / (3.2 + i as f64)).ln()).sum();
            assert!((ln_beta_ratio(0.8, 2.4, n) - direct).abs() < 1e-14, "{n}");
        }
    }
}
