//! The distribution function of the gamma law.

use super::distribution::stirling_error;
use super::effort;
use super::tolerance;
use super::tolerance::{EFFORT_TERMS, SERIES};

/// Terms after which a series or fraction is given up; near the mean of a shape of
/// 10^10 about a million are needed.
const MOST_TERMS: u32 = 4_000_000;

/// P(a, x), the distribution function of the gamma law with this shape and rate 1,
/// and its complement; NaN where x is, or where a series or fraction does not settle.
///
/// Below the mean by the series of NIST DLMF 8.11.4, above by the continued
/// fraction of 8.9.2; the power in front from deviations from the mean, so that
/// large shapes lose no digits to huge logarithms. Relative error of the smaller
/// one below 1e-13 for shapes from 1e-3 to 1e6 (`tests/oracle/posterior.py`); the
/// other is its complement.
pub(crate) fn gamma_cdf(a: f64, x: f64) -> (f64, f64) {
    if x.is_nan() || !(a > 0.0) {
        return (f64::NAN, f64::NAN);
    }
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x == f64::INFINITY {
        return (1.0, 0.0);
    }
    // ln of x^a e^(−x)/Γ(a + 1).
    let v = (x - a) / a;
    let ln_front = if a < 1.0 {
        a * x.ln() - x - libm::lgamma(1.0 + a)
    } else {
        let bend = if v.abs() < 0.5 { v - libm::log1p(v) } else { v - (x / a).ln() };
        -a * bend - 0.5 * (2.0 * std::f64::consts::PI * a).ln() - stirling_error(a)
    };
    let front = ln_front.exp();
    if x < a + 1.0 {
        let below = clamped(front * series(a, x));
        (below, 1.0 - below)
    } else {
        let above = clamped(front * a * fraction(a, x));
        (1.0 - above, above)
    }
}

/// At most 1, which rounding may exceed; NaN stays what it is.
fn clamped(probability: f64) -> f64 {
    if probability > 1.0 { 1.0 } else { probability }
}

/// P(χ² with so many degrees of freedom >= statistic): 1 at and below 0, NaN of NaN.
pub(crate) fn chi_square_tail(degrees: u32, statistic: f64) -> f64 {
    gamma_cdf(0.5 * f64::from(degrees), 0.5 * statistic).1
}

/// Σ x^n/((a + 1) ... (a + n)).
fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 1..MOST_TERMS {
        term *= x / (a + f64::from(n));
        sum += term;
        if term <= SERIES * sum {
            return sum;
        }
        if n % EFFORT_TERMS == 0 && !effort::spend(u64::from(EFFORT_TERMS)) {
            break;
        }
    }
    f64::NAN
}

/// Γ(a, x) e^x x^−a by Lentz's method, for x > a.
fn fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = tolerance::FRACTION_LEAST;
    let keep = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / keep(b);
    let mut h = d;
    for term in 1..MOST_TERMS {
        let n = f64::from(term);
        let share = -n * (n - a);
        b += 2.0;
        d = 1.0 / keep(share * d + b);
        c = keep(b + share / c);
        let factor = c * d;
        h *= factor;
        if (factor - 1.0).abs() <= SERIES {
            return h;
        }
        if term % EFFORT_TERMS == 0 && !effort::spend(u64::from(EFFORT_TERMS)) {
            break;
        }
    }
    f64::NAN
}
