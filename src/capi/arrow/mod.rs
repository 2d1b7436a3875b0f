//! Arrow's C data interface: columns in from any engine, tables and answers out.

mod consumer;
mod histories;
mod interface;
mod metadata;
mod producer;
mod responses;
mod tables;
mod transactions;

pub use histories::*;
pub use responses::*;
pub use tables::*;
pub use transactions::*;
