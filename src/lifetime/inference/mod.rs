//! How sure a fitted model is of its parameters and of what it says.

pub(crate) mod estimate;
pub(crate) mod heterogeneity;
pub(crate) mod likelihood;
pub(crate) mod likelihood_at;
pub(crate) mod posterior;
pub(crate) mod sampling_distribution;
pub(crate) mod uncertainty;
