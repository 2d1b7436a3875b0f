//! Seeded fuzzers on the stable toolchain: hostile input at the doors that take bytes,
//! text, JSON and C arguments.
//!
//! Each target draws its cases from a fixed seed, one after the other: a fixed number, so that
//! every run sees the same, or as many as `HABITUE_FUZZ_SECONDS` hold. Of every call it sees
//! that it does not panic, answers no NaN and no infinity that is not documented, ends within a
//! second of its own time, and holds no more than 1 MiB and 100 times what it was given and asked for. A case
//! that fails prints how to see it alone: `HABITUE_FUZZ_CASE` and `HABITUE_FUZZ_SEED`.
//!
//! Ten minutes each on two cores, several at once, with `HABITUE_FUZZ_PATIENCE=1`, without a
//! complaint: model bytes and every prediction 18,110 calls of 1,401 cases, covariate models
//! 165,408, transactions as text 8,691,238, answers as text 13,405,468, JSON 10,863,491; all 156
//! functions of C 5,869,001 calls, of which 1,754,426 were answered and the others refused.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod allocator;
mod files;
mod harness;
mod json;
mod models;
mod mutator;
mod parquet_files;
mod text;
#[path = "../common/workbook.rs"]
mod workbook;

#[global_allocator]
static ALLOCATOR: allocator::Counting = allocator::Counting;
