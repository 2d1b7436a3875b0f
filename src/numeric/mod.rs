//! The numerical workshop: special functions, quadrature, the optimiser and
//! deterministic threads. Everything that the customer mathematics needs and
//! that a general library does not offer in a stable form stands here, and only
//! here are there tolerances.
//!
//! No general hypergeometric function is used anywhere. Each room states its
//! definition, its domain and the accuracy that was measured against mpmath.

pub(crate) mod beta;
pub(crate) mod beta_fall;
#[cfg(test)]
pub(crate) mod contract_reference;
pub(crate) mod counts;
#[cfg(feature = "files")]
pub(crate) mod digits;
pub(crate) mod distribution;
#[cfg(test)]
pub(crate) mod distribution_reference;
pub(crate) mod effort;
pub(crate) mod exact_dot;
pub(crate) mod exact_sum;
pub(crate) mod exponential_integral;
pub(crate) mod fence;
pub(crate) mod gamma;
pub(crate) mod gamma_law;
pub(crate) mod gauss;
pub(crate) mod ln_1p;
pub(crate) mod maximise;
pub(crate) mod negative_binomial;
pub(crate) mod parallel;
pub(crate) mod proportion;
pub(crate) mod quadrature;
pub(crate) mod radix;
pub(crate) mod random;
pub(crate) mod ranking;
pub(crate) mod room;
pub(crate) mod small;
pub(crate) mod smooth_sum;
pub(crate) mod sum_parts;
pub(crate) mod tolerance;
