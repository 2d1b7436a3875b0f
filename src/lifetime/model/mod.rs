//! The customers that a model is asked of or fitted to, and the fit of any kind.

pub(crate) mod customers;
pub(crate) mod fitting;
