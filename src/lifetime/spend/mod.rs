//! Models of what customers spend in a purchase.

pub(crate) mod gamma_gamma;
pub(crate) mod itemized_spend;
