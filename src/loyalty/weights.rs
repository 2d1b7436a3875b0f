//! Weights of indicators.

use crate::error::{Error, Result};

/// Refuses weights of which one is not finite and >= 0, or whose sum is not finite
/// and > 0.
pub(super) fn check_weights(weights: &[f64]) -> Result<()> {
    if let Some(bad) = weights.iter().find(|weight| !(**weight >= 0.0 && weight.is_finite())) {
        return Err(Error::out_of_range("weights", *bad, "finite and >= 0"));
    }
    let sum: f64 = weights.iter().sum();
    if !(sum > 0.0 && sum.is_finite()) {
        return Err(Error::out_of_range("sum of weights", sum, "finite and > 0"));
    }
    Ok(())
}
