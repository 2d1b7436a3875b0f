//! Every prediction of every model, in one place: what an alive customer does, weighed by
//! whether they are one.

pub(crate) mod contract;
pub(crate) mod kind;
pub(crate) mod posterior;
pub(crate) mod posterior_mixture;
pub(crate) mod prediction;
pub(crate) mod prediction_cache;
pub(crate) mod purchase_model;
pub(crate) mod valuation;
