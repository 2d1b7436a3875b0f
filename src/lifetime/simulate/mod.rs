//! Customers drawn at random from a model.

pub(crate) mod simulated;
pub(crate) mod simulated_cohorts;
pub(crate) mod simulation;
