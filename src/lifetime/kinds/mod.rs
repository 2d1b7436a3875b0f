//! One type for any model, plain or with covariates, fitted or given: by number, as bytes, as a
//! point, over its data. What kinds there are stands in `models.in.rs`.

pub(crate) mod any_model;
pub(crate) mod coordinates;
pub(crate) mod covariate_effect;
pub(crate) mod covariate_report;
pub(crate) mod every;
pub(crate) mod family;
pub(crate) mod model;
pub(crate) mod model_bytes;
pub(crate) mod model_covariates;
#[cfg(feature = "serde")]
pub(crate) mod model_serde;
pub(crate) mod refit;
pub(crate) mod serialization;
