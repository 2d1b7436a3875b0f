//! Seeded fuzzers on the stable toolchain: hostile input at the doors that take bytes,
//! text, JSON and C arguments.
//!
//! Each target draws its cases from a fixed seed, one after the other: a fixed number, so that
//! every run sees the same, or as many as `HABITUE_FUZZ_SECONDS` hold. Of every call it sees
//! that it does not panic, answers no NaN and no infinity that is not documented, ends within a second of its own
//! time, and holds no more than 1 MiB and 100 times what it was given and asked for. A case
//! that fails prints how to see it alone: `HABITUE_FUZZ_CASE` and `HABITUE_FUZZ_SEED`.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod allocator;
mod harness;
mod json;
mod models;
mod mutator;
mod text;

#[global_allocator]
static ALLOCATOR: allocator::Counting = allocator::Counting;
