//! What is known of a parameter before the data are seen.

use crate::error::{Error, Result};
use crate::numeric::tolerance;

/// A prior density of one positive parameter, added to the log-likelihood of a fit
/// ([`FitOptions::with_prior`](crate::lifetime::FitOptions::with_prior)).
///
/// The fit then ends at the mode of the posterior density *of the parameters
/// themselves* (maximum a posteriori, without the Jacobian of their logarithms), as
/// Stan's optimiser and PyMC's `find_MAP` without transformations report it.
///
/// ```
/// use habitue::lifetime::{FitOptions, Histories, Nbd, Prior};
/// let x = [0, 0, 1, 0, 2, 0];
/// let customers = Histories::new(&x, &[0.0, 0.0, 3.0, 0.0, 9.0, 0.0], &[10.0; 6])?;
/// // Shapes of purchase rates in this trade lie about 0.7, within a factor of 2.
/// let known = FitOptions::default().with_prior("r", Prior::log_normal(0.7_f64.ln(), 0.35)?);
/// let alone = Nbd::fit(&customers, &FitOptions::default())?;
/// let fitted = Nbd::fit(&customers, &known)?;
/// assert!((fitted.r() - 0.7).abs() < (alone.r() - 0.7).abs());
/// // The report speaks of the data alone.
/// assert!(fitted.report().log_likelihood < alone.report().log_likelihood);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior(Density);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Density {
    LogNormal { mu: f64, sigma: f64 },
    Gamma { shape: f64, rate: f64 },
}

impl Prior {
    /// The logarithm of the parameter is normal with mean `mu` and standard deviation
    /// `sigma`; the median of the parameter is e^mu.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: `mu` is not finite, or `sigma` not from 1e-6 to 1e6.
    pub fn log_normal(mu: f64, sigma: f64) -> Result<Self> {
        if !(mu.abs() <= 700.0) {
            return Err(Error::out_of_range("mu", mu, "-700 to 700"));
        }
        Ok(Self(Density::LogNormal { mu, sigma: scale("sigma", sigma)? }))
    }

    /// The parameter is Gamma(`shape`, `rate`), with mean shape/rate.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: one of them is not from 1e-6 to 1e6.
    pub fn gamma(shape: f64, rate: f64) -> Result<Self> {
        Ok(Self(Density::Gamma { shape: scale("shape", shape)?, rate: scale("rate", rate)? }))
    }

    /// The logarithm of the density at e^u, up to a constant, with its first two
    /// derivatives in u.
    pub(crate) fn along(self, u: f64) -> [f64; 3] {
        match self.0 {
            Density::LogNormal { mu, sigma } => {
                let bend = -1.0 / (sigma * sigma);
                let away = u - mu;
                [0.5 * bend * away * away - u, bend * away - 1.0, bend]
            }
            Density::Gamma { shape, rate } => {
                let pull = rate * u.exp();
                [(shape - 1.0) * u - pull, shape - 1.0 - pull, -pull]
            }
        }
    }
}

fn scale(name: &'static str, value: f64) -> Result<f64> {
    let (low, high) = tolerance::SHAPES;
    if (low..=high).contains(&value) {
        Ok(value)
    } else {
        Err(Error::out_of_range(name, value, "1e-6 to 1e6"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the densities as they are written, by differences.
    #[test]
    fn priors_are_their_densities() {
        type Written = fn(f64) -> f64;
        let written: [(Prior, Written); 2] = [
            (Prior::log_normal(0.3, 0.8).unwrap(), |x| {
                (-((x.ln() - 0.3) / 0.8_f64).powi(2) / 2.0).exp() / x
            }),
            (Prior::gamma(2.5, 4.0).unwrap(), |x| x.powf(1.5) * (-4.0 * x).exp()),
        ];
        for (prior, density) in written {
            let base = prior.along(0.0)[0] - density(1.0).ln();
            for u in [-3.0, -0.5, 0.0, 0.7, 2.0] {
                let [value, slope, bend] = prior.along(u);
                assert!((value - density(f64::exp(u)).ln() - base).abs() < 1e-12);
                let h = 1e-4;
                let [low, high] = [prior.along(u - h), prior.along(u + h)];
                assert!((slope - (high[0] - low[0]) / (2.0 * h)).abs() < 1e-5);
                assert!((bend - (high[1] - low[1]) / (2.0 * h)).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn what_is_no_density_is_refused() {
        for prior in [
            Prior::log_normal(f64::NAN, 1.0),
            Prior::log_normal(0.0, 0.0),
            Prior::gamma(-1.0, 1.0),
            Prior::gamma(1.0, f64::INFINITY),
        ] {
            assert!(prior.is_err());
        }
    }
}
