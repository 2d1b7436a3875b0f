//! Models of purchases and attrition.

pub(crate) mod beta_geometric;
#[cfg(test)]
pub(crate) mod beta_geometric_derivatives;
pub(crate) mod bg_bb;
pub(crate) mod bg_nbd;
pub(crate) mod cnbd;
pub(crate) mod ggompertz_nbd;
pub(crate) mod nbd;
pub(crate) mod pareto_nbd;
pub(crate) mod pdo_nbd;
pub(crate) mod steady;
