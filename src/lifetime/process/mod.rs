//! The processes behind the models: how an alive customer buys and leaves.

pub(crate) mod bernoulli_process;
pub(crate) mod beta_geometric_events;
pub(crate) mod beta_geometric_process;
pub(crate) mod beta_geometric_roots;
pub(crate) mod dropout_time;
pub(crate) mod exposure;
pub(crate) mod periodic_process;
pub(crate) mod process;
pub(crate) mod sample_path;
pub(crate) mod timed_process;
