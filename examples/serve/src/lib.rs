//! A base of customers as a service: purchases in, scores out; nothing acknowledged is lost.
//!
//! ```text
//! http -> writer (one thread) -> journal on the disk -> base in memory -> the answer
//! http -> base in memory -> the answer
//! ```

pub mod artefact;
pub mod base;
pub mod directory;
pub mod disk;
pub mod error;
pub mod frame;
pub mod http;
pub mod journal;
pub mod message;
pub mod place;
pub mod sample;
pub mod service;
pub mod settings;
pub mod snapshot;
pub mod snapshots;
pub mod writer;
