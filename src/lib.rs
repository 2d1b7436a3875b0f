//! Customer value for programs that keep customers.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "capi")]
pub mod capi;
pub mod classify;
pub mod customer;
pub mod error;
pub mod ledger;
pub mod lifetime;
pub mod loyalty;
pub mod money;
mod numeric;
pub mod progress;
pub mod retention;
pub mod satisfaction;
pub mod summary;
pub mod survey;
pub mod time;
pub mod value;

pub use error::{Error, ErrorKind, Result};
pub use progress::Progress;
