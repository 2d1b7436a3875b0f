//! One model of any kind, and the customers that it is asked of or fitted to.

pub(crate) mod customers;
pub(crate) mod model;
