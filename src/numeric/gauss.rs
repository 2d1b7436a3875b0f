//! Gauss's continued fraction and the incomplete beta function on top of it.

use super::effort;
use super::tolerance;
use super::tolerance::{FRACTION_LEVELS, SERIES};

/// F(1, b; c; z) for b >= 0, c > 0, 0 <= z < 1: Gauss's continued fraction by
/// modified Lentz. Relative error below 1e-12 wherever it settles within the
/// cap, which for c > b it does for all 1 − z > 1e-5; NaN elsewhere. Reference: NIST DLMF
/// 15.7.1.
pub(crate) fn hypergeometric_1(b: f64, c: f64, z: f64) -> f64 {
    const TINY: f64 = tolerance::GAUSS_LEAST;
    let mut h = 1.0;
    let mut upper: f64 = 1.0;
    let mut lower = 0.0;
    for level in 1..FRACTION_LEVELS {
        let half = f64::from(level / 2);
        let n = f64::from(level);
        let share = if level % 2 == 1 {
            (b + half) * (c + half - 1.0)
        } else {
            half * (c - b + half - 1.0)
        };
        let bottom = (c + n - 2.0) * (c + n - 1.0);
        // At c = 1 the first level reads b (c − 1)/((c − 1) c).
        let a = if level == 1 { -b * z / c } else { -share * z / bottom };
        lower = 1.0 + a * lower;
        lower = if lower.abs() < TINY { TINY } else { lower };
        upper = 1.0 + a / upper;
        upper = if upper.abs() < TINY { TINY } else { upper };
        lower = 1.0 / lower;
        let factor = upper * lower;
        h *= factor;
        if (factor - 1.0).abs() < SERIES {
            effort::spend(u64::from(level));
            return 1.0 / h;
        }
    }
    effort::spend(u64::from(FRACTION_LEVELS));
    f64::NAN
}

/// The regularised incomplete beta function I_x(a, b) and its complement, from
/// `front` = x^a y^b/B(a, b), and from x and y = 1 − x, both given so that neither
/// loses digits near one. The smaller of the two is as accurate as `front`.
/// Reference: NIST DLMF 8.17.
pub(crate) fn beta_regularised(front: f64, a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    // I_x(a, b) = x^a y^b/(a B) F(1, a + b; a + 1; x).
    if x * (a + b + 2.0) < a + 1.0 {
        let below = front / a * hypergeometric_1(a + b, a + 1.0, x);
        (below, 1.0 - below)
    } else {
        let above = front / b * hypergeometric_1(a + b, b + 1.0, y);
        (1.0 - above, above)
    }
}

#[cfg(test)]
mod tests {
    use super::super::gamma::ln_beta;
    use super::*;

    // mpmath 1.4.1, 40 digits: hyp2f1(1, b, c, z).
    #[test]
    fn hypergeometric_values_of_mpmath() {
        for (b, c, z, expected) in HYPERGEOMETRIC {
            let found = hypergeometric_1(b, c, z);
            assert!((found / expected - 1.0).abs() < 1e-12, "F(1,{b};{c};{z}): {found} {expected}");
        }
    }

    // mpmath 1.4.1, 40 digits: betainc(a, b, 0, x, regularized=True).
    #[test]
    fn beta_values_of_mpmath() {
        for (a, b, x, expected) in BETA {
            let front = (a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b)).exp();
            let (below, above) = beta_regularised(front, a, b, x, 1.0 - x);
            assert!((below / expected - 1.0).abs() < 1e-12, "I_{x}({a},{b}): {below} {expected}");
            assert!((below + above - 1.0).abs() < 1e-15);
        }
    }

    #[rustfmt::skip]
    const HYPERGEOMETRIC: [(f64, f64, f64, f64); 8] = [
        (0.5, 2.2, 0.3, 1.0799257376289124),
        (3.0, 4.5, 0.9, 3.162448210915826),
        (5000.5, 5001.5, 0.5, 1.9996002797403094),
        (0.01, 1.5, 0.999, 1.0193561943422624),
        (2.4, 3.2, 0.9966777408637874, 17.18385271833851),
        (1.0, 2.0, 0.0, 1.0),
        (40.0, 2.5, 0.25, 2847.4620248435085),
        (0.553, 2.16, 0.9999, 1.9019883017679022),
    ];
    #[rustfmt::skip]
    const BETA: [(f64, f64, f64, f64); 6] = [
        (1.0, 0.243, 0.9, 0.428521363328133),
        (3.0, 2.5, 0.4, 0.24709203749727818),
        (11.0, 0.243, 0.5, 3.366287799674131e-05),
        (100.0, 200.0, 0.25, 0.0006588924984657823),
        (5000.0, 38.0, 0.99, 0.029741933657894414),
        (0.5, 0.001, 0.125, 0.0007379422602774808),
    ];
}
