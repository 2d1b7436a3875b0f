//! Every tolerance and cap of the library, each with its reason.

/// The continued fraction of the incomplete beta function has settled when a
/// factor no longer moves the last bit but one.
pub(crate) const BETA_FRACTION: f64 = 4.5e-16;

/// A beta quantile has settled when a Newton step, which doubles the digits,
/// moves it by less than this share.
pub(crate) const BETA_QUANTILE: f64 = 1e-15;

/// How far from a whole number of steps an answer may lie and still stand on
/// its scale: the rounding of a decimal step such as 0.1.
pub(crate) const SCALE_STEP: f64 = 1e-9;

/// Halvings of a bracket; 60 exhaust a double of order one.
pub(crate) const BISECTION_STEPS: u32 = 60;

/// Width at which the bracket around an end of a score interval (between -1 and
/// 1) is narrow enough: the last bits of a double.
pub(crate) const SCORE_INTERVAL: f64 = 1e-15;

/// How far two entries of a correlation matrix that should be equal may lie
/// apart: published matrices carry as few as ten digits.
pub(crate) const CORRELATION: f64 = 1e-9;

/// Expectation-maximisation has arrived when no mean or covariance, in units of
/// the observed spreads, moves by more. It converges linearly, at the share of
/// missing information, so the remaining way is a few times this.
pub(crate) const EXPECTATION: f64 = 1e-11;

/// Steps of expectation-maximisation; half missing needs about 50.
pub(crate) const EXPECTATION_STEPS: u32 = 10_000;

/// The gradient of the one-factor likelihood in log-uniquenesses, whose
/// curvature is of order one, at which the loadings are right to 1e-12.
pub(crate) const FACTOR_GRADIENT: f64 = 1e-13;

/// Newton steps of the one-factor fit; regular data need fewer than 10.
pub(crate) const FACTOR_STEPS: u32 = 500;

/// Least uniqueness of a factor fit: below it the item is the factor (Heywood).
pub(crate) const LEAST_UNIQUENESS: f64 = 0.005;

/// Sum of the moves of all outer weights of a path model at which it has
/// settled; the iteration converges linearly, at a rate well below a half for
/// models that hang together, so that the weights are then right to 1e-11.
pub(crate) const PATH_WEIGHTS: f64 = 1e-12;

/// Steps of a path model; regular ones need 10 to 40.
pub(crate) const PATH_STEPS: u32 = 3_000;

/// Share of the largest eigenvalue below which a correlation matrix is singular.
pub(crate) const EIGENVALUE: f64 = 1e-12;

/// Distance of a share from its target at which raking has met it.
pub(crate) const RAKING: f64 = 1e-10;
