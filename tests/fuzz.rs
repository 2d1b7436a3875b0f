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

#[path = "fuzz/allocator.rs"]
mod allocator;
#[path = "stored/entry.rs"]
#[allow(dead_code)] // what only the tests of the registry itself look at
mod entry;
#[path = "stored/found.rs"]
#[allow(dead_code)]
mod found;
#[path = "fuzz/harness.rs"]
mod harness;
#[path = "fuzz/json.rs"]
mod json;
#[path = "fuzz/models.rs"]
mod models;
#[path = "fuzz/mutator.rs"]
mod mutator;
#[path = "stored/registry.rs"]
#[allow(dead_code)]
#[macro_use]
mod registry;
#[path = "stored/samples.rs"]
mod samples;
#[path = "common/source.rs"]
mod source;
#[path = "fuzz/text.rs"]
mod text;
#[path = "stored/worth.rs"]
mod worth;

#[global_allocator]
static ALLOCATOR: allocator::Counting = allocator::Counting;
