//! A study of a base: its figures on data whose answers are known.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../oracle/verdict/bases.rs"]
#[allow(dead_code)]
mod bases;
mod cdnow;
mod edges;
mod figures;
#[path = "../oracle/verdict/judge.rs"]
#[allow(dead_code)]
mod judge;
mod lacking;
mod late_refunds;
mod simulated;
mod verdict;
