//! Models of purchases and attrition.

pub(crate) mod bg_bb;
pub(crate) mod bg_nbd;
pub(crate) mod cnbd;
#[cfg(test)]
pub(crate) mod coin_derivatives;
pub(crate) mod coin_model;
pub(crate) mod ggompertz_nbd;
pub(crate) mod nbd;
pub(crate) mod pareto_nbd;
pub(crate) mod pdo_nbd;
pub(crate) mod steady;
