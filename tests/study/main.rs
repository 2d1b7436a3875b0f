//! A study of a base: its figures on data whose answers are known.
#![allow(clippy::unwrap_used, clippy::panic)]

mod bases;
mod cdnow;
mod figures;
