//! How sure a fitted model is of its parameters and of what it says.

pub(crate) mod answering;
pub(crate) mod estimate;
pub(crate) mod expected_spend;
pub(crate) mod likelihood;
pub(crate) mod likelihood_at;
pub(crate) mod model_likelihood;
pub(crate) mod parametric;
pub(crate) mod posterior;
pub(crate) mod spread;
pub(crate) mod uncertain_contracts;
pub(crate) mod uncertain_predictions;
pub(crate) mod uncertainty;
