//! What drives an outcome: path models (ACSI, ECSI, CCSI), key drivers, the importance map, and
//! intervals by resampling.

pub(crate) mod bootstrap;
pub(crate) mod drivers;
pub(crate) mod importance_map;
pub(crate) mod path_bootstrap;
pub(crate) mod path_figures;
pub(crate) mod path_fit;
pub(crate) mod path_model;
pub(crate) mod segments;
#[cfg(test)]
pub(crate) mod simulated;
