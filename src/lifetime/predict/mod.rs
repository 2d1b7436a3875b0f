//! Every prediction of every model, in one place: what an alive customer does, weighed by
//! whether they are one.

pub(crate) mod closure;
pub(crate) mod contract;
pub(crate) mod kind;
pub(crate) mod memo;
pub(crate) mod posterior;
pub(crate) mod prediction;
pub(crate) mod rates;
pub(crate) mod valuation;
