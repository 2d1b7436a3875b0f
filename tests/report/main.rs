//! Reports: words, numbers and pictures of a study.
#![cfg(feature = "report")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod page;
mod pictures;
mod survey;
