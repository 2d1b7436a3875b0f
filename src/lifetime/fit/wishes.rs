//! What a caller wants of the parameters of a fit.

use super::prior::Prior;

/// What the caller wants of the parameters by name, before the model is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Wishes {
    pub(crate) fixed: Vec<(String, f64)>,
    pub(crate) bounds: Vec<(String, f64, f64)>,
    pub(crate) priors: Vec<(String, Prior)>,
    pub(crate) penalizer_coef: f64,
}

impl Wishes {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
