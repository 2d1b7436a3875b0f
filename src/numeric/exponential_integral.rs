//! The scaled generalised exponential integral.

use super::effort;
use super::gamma::ln_gamma;
use super::quadrature::interval;
use super::tolerance::{FRACTION_LEVELS, SERIES};

/// e^z E_s(z) = ∫₀^∞ e^(−z v) (1 + v)^(−s) dv for z > 0, s >= 0.
///
/// It lies between 1/(z + s) and 1/(z + s − 1), so it never overflows. The
/// continued fraction serves z >= 1 or s > 60; below, the series about z = 0
/// for s <= 3/2, and from there the forward recurrence
/// s E_{s+1} = e^(−z) − z E_s, which is stable for z < 1. Relative error below
/// 1e-13 at 300 random points with s in [0, 10^4] and z in [1e-12, 1e6], against
/// mpmath. Reference: NIST DLMF 8.19.
pub(crate) fn scaled_exponential_integral(s: f64, z: f64) -> f64 {
    if z > 1e17 * (1.0 + s) {
        return 1.0 / z;
    }
    if z >= 1.0 || s > 60.0 {
        return fraction(s, z);
    }
    let steps = (s - 0.5).max(0.0).floor();
    let mut order = s - steps;
    let decay = (-z).exp();
    let mut value = series(order, z);
    for _ in 0..steps as u32 {
        value = (decay - z * value) / order;
        order += 1.0;
    }
    value * z.exp()
}

/// ∫₀^v e^(−z u) (1 + u)^(−s) du for z > 0, s >= 0 and v >= 0, also infinite: the
/// worth of a power-law stream up to v, discounted at rate z.
pub(crate) fn discounted_power(s: f64, z: f64, v: f64) -> f64 {
    let whole = scaled_exponential_integral(s, z);
    if z.is_infinite() || z * v > 45.0 {
        return whole;
    }
    let rest =
        (-z * v - (s - 1.0) * v.ln_1p()).exp() * scaled_exponential_integral(s, z * (1.0 + v));
    if rest < 0.5 * whole {
        return whole - rest;
    }
    // Less than half of the whole: the integrand, in ln(1 + u), varies little.
    interval(0.0, v.ln_1p(), |w| (-z * w.exp_m1() - (s - 1.0) * w).exp())
}

/// DLMF 8.19.17 as a contracted fraction, by modified Lentz; NaN where it does not
/// settle within its levels.
fn fraction(s: f64, z: f64) -> f64 {
    let mut b = z + s;
    let mut c = f64::MAX;
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..FRACTION_LEVELS {
        let i = f64::from(i);
        let a = -i * (s - 1.0 + i);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        let factor = c * d;
        h *= factor;
        if (factor - 1.0).abs() < SERIES {
            effort::spend(i as u64);
            return h;
        }
    }
    effort::spend(u64::from(FRACTION_LEVELS));
    f64::NAN
}

/// E_s(z) for 0 <= s < 3/2 and 0 < z < 1:
/// Γ(1 − s) z^(s − 1) − Σ (−z)^k/(k! (1 − s + k)), with the two poles at s = 1
/// merged.
fn series(s: f64, z: f64) -> f64 {
    let e = s - 1.0;
    let slope = z.ln() + ln_gamma_slope(e);
    let exponent = e * slope;
    let merged = if exponent == 0.0 { slope } else { exponent.exp_m1() / exponent * slope };
    let mut sum = 0.0;
    let mut power = 1.0;
    for k in 1..60 {
        let k = f64::from(k);
        power *= -z / k;
        let term = power / (k - e);
        sum += term;
        if term.abs() < SERIES * sum.abs() {
            break;
        }
    }
    -merged - sum
}

/// ln Γ(1 − e)/e, also near e = 0, for −1 <= e < 1/2.
fn ln_gamma_slope(e: f64) -> f64 {
    if e.abs() > 0.02 {
        return ln_gamma(1.0 - e) / e;
    }
    // γ + Σ ζ(k) e^(k−1)/k.
    const COEFFICIENTS: [f64; 9] = [
        0.5772156649015329,
        0.8224670334241132,
        0.40068563438653143,
        0.27058080842778454,
        0.20738555102867398,
        0.1695571769974082,
        0.1440498967688461,
        0.12550966952474304,
        0.11133426586956469,
    ];
    COEFFICIENTS.iter().rev().fold(0.0, |sum, c| sum * e + c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 300 random points with s from 0 to 10^4 and z from 1e-12 to 1e6; see
    /// tests/oracle/exponential_integral.py.
    #[test]
    fn random_points_agree_with_mpmath() {
        let text = include_str!("../../tests/data/exponential_integral.csv");
        let mut worst = (0.0, 0.0, 0.0);
        for line in text.lines().skip(1) {
            let row: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            let error = (scaled_exponential_integral(row[0], row[1]) / row[2] - 1.0).abs();
            if error > worst.0 {
                worst = (error, row[0], row[1]);
            }
        }
        assert!(worst.0 < 1e-13, "{worst:?}");
    }

    // mpmath 1.4.1, 40 digits: exp(z) * expint(s, z).
    #[test]
    fn values_of_mpmath() {
        for (s, z, expected) in VALUES {
            let found = scaled_exponential_integral(s, z);
            assert!(
                (found / expected - 1.0).abs() < 1e-13,
                "e^{z} E_{s}({z}): {found} is not {expected}"
            );
        }
    }

    #[rustfmt::skip]
    const VALUES: [(f64, f64, f64); 23] = [
        (0.0, 0.5, 2.0),
        (0.001, 1e-06, 986849.743830673),
        (0.3, 0.2, 3.281585946586603),
        (0.98, 0.01, 4.264517293298433),
        (1.0, 1e-12, 27.05380545105507),
        (1.0, 0.3, 1.2225356050805856),
        (1.0000001, 0.05, 2.5944299610648858),
        (1.01, 0.9, 0.6369337369946821),
        (1.243, 0.001, 3.185609605462008),
        (1.243, 0.999, 0.5373605183210971),
        (1.243, 1.0, 0.5370278156091164),
        (1.7, 0.4, 0.6778647425448542),
        (2.0, 0.1, 0.7985357455291549),
        (7.25, 0.0001, 0.15999695245265885),
        (59.9, 0.7, 0.01677516270341787),
        (60.5, 0.7, 0.016608034899032342),
        (60.5, 1e-09, 0.016806722688788335),
        (33.0, 12.0, 0.0225858637486881),
        (0.5, 700.0, 0.0014275531992266356),
        (3.2, 1000000.0, 9.999968000134399e-07),
        (10000.5, 0.001, 0.00010000499024801319),
        (10000.5, 40.0, 9.960651457764969e-05),
        (0.001, 1.5, 0.6663679336656696),
    ];
}
