//! Customer value for programs that keep customers.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "capi")]
pub mod capi;
pub mod classify;
pub mod error;
pub mod loyalty;
pub mod progress;
pub mod value;
pub mod money;
pub mod time;

pub use error::{Error, ErrorKind, Result};
pub use progress::Progress;
