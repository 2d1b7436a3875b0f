//! What was expected beside what happened, and whether what models assume holds.

pub(crate) mod comparison;
pub(crate) mod fitted_purchases;
pub(crate) mod frequency_fit;
pub(crate) mod frequency_spend;
pub(crate) mod holdout;
pub(crate) mod holdout_cells;
pub(crate) mod model_checks;
pub(crate) mod regularity;
pub(crate) mod tracking;
