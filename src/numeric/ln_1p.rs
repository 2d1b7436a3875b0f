//! The logarithm of one more.

use super::tolerance;

/// ln(1 + z) for z >= 0, within a few units in the last place and twice as fast as the system's:
/// what rounding 1 + z loses, the factor puts back (W. Kahan, in the HP-15C Advanced Functions
/// Handbook, 1982).
#[inline]
pub(crate) fn ln_1p(z: f64) -> f64 {
    let sum = 1.0 + z;
    if sum == 1.0 {
        return z;
    }
    // Where z is beyond doubles, so is the sum.
    if sum == f64::INFINITY { sum } else { sum.ln() * (z / (sum - 1.0)) }
}

/// ln(1 + z/unit) for z >= 0 and unit > 0, also where the quotient is beyond doubles.
#[inline]
#[must_use]
pub(crate) fn ln_1p_ratio(z: f64, unit: f64) -> f64 {
    let ratio = z / unit;
    if ratio < f64::INFINITY || z == f64::INFINITY { ratio.ln_1p() } else { z.ln() - unit.ln() }
}

/// ln(1 + x) − x, given 1 + x to all its digits as well.
pub(crate) fn ln_minus(whole: f64, x: f64) -> f64 {
    if !(-0.5..=1.0).contains(&x) {
        return whole.ln() - x;
    }
    // ln(1 + x) = 2 artanh w, and 2 w − x = −x w.
    let w = x / (2.0 + x);
    let square = w * w;
    let (mut sum, mut power, mut odd) = (0.0, 1.0, 3.0);
    // The square is at most 1/9.
    for _ in 0..20 {
        if power <= tolerance::SERIES_TAIL {
            break;
        }
        sum += power / odd;
        power *= square;
        odd += 2.0;
    }
    w * (2.0 * square * sum - x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_that_of_the_system() {
        assert_eq!((ln_1p(0.0), ln_1p(f64::INFINITY)), (0.0, f64::INFINITY));
        for exponent in -3070..3070 {
            for digit in [1.0, 1.37, 2.9, 5.5, 9.99] {
                let z = digit * 10f64.powf(f64::from(exponent) / 10.0);
                let (found, exact) = (ln_1p(z), z.ln_1p());
                assert!((found - exact).abs() <= 4.0 * f64::EPSILON * exact, "{z:e}");
            }
        }
    }

    #[test]
    fn a_ratio_beyond_doubles_has_a_logarithm() {
        assert_eq!(ln_1p_ratio(3.0, 2.0).to_bits(), 1.5f64.ln_1p().to_bits());
        // mpmath: log(1 + mpf(1e300)/mpf(1e-300)).
        assert!((ln_1p_ratio(1e300, 1e-300) - 1_381.551_055_796_427_4).abs() < 1e-12);
        assert_eq!(ln_1p_ratio(f64::INFINITY, 1.0), f64::INFINITY);
    }
}
