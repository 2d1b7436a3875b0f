//! What keeping and winning customers is worth, and what it may cost.

pub(crate) mod acquisition;
pub(crate) mod acquisition_cost;
pub(crate) mod allocation;
pub(crate) mod berger_nasr;
pub(crate) mod discount_test;
pub(crate) mod equity;
pub(crate) mod lift;
pub(crate) mod margin_multiple;
pub(crate) mod markov;
pub(crate) mod options;
pub(crate) mod programme;
pub(crate) mod retention_lift;
pub(crate) mod sensitivity;
pub(crate) mod strategy_case;
