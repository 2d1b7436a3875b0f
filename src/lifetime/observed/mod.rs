//! What is known of customers, as a model sees them: histories, spending, renewals, covariates;
//! and the distinct ones among many.

pub(crate) mod calendar;
pub(crate) mod cells;
pub(crate) mod covariates;
pub(crate) mod history;
pub(crate) mod spend;
pub(crate) mod survivors;
