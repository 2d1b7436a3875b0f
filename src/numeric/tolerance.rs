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
