//! Fits of models whose parameters depend on what is known of a customer besides purchases.

pub(crate) mod covariate_design;
pub(crate) mod covariate_fit;
pub(crate) mod covariate_likelihood;
pub(crate) mod covariate_links;
pub(crate) mod covariate_options;
