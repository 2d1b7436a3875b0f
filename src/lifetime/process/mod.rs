//! The processes behind the models: how an alive customer buys and leaves.

pub(crate) mod bernoulli_process;
pub(crate) mod clock;
pub(crate) mod coin_events;
pub(crate) mod coin_process;
pub(crate) mod coin_roots;
pub(crate) mod departures;
pub(crate) mod periodic_process;
pub(crate) mod process;
pub(crate) mod random_life;
pub(crate) mod timed_process;
