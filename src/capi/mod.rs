//! The C face: the only unsafe code of the library.
//!
//! Nothing is decided here. Each function checks what only a C caller can get
//! wrong (null, misaligned or impossible pointers, unknown enumerators and
//! structure sizes), turns its arguments into slices and enums, calls the Rust
//! function of the same name, and turns the outcome into a status. The contract
//! that holds for every function is printed once, at the top of the header
//! (`include/habitue.h`), which `build.rs` generates from this folder.
//!
//! Safety of every exported function is that contract: what the header asks of a
//! pointer is what the caller promises, so it is not said again at each one.
//!
//! A public function here says in Rust's words what it takes and makes; `build.rs` writes the one
//! that C calls, which reads raw arguments into these and turns the outcome into a status.
#![allow(unsafe_code, non_camel_case_types, unreachable_pub, clippy::missing_safety_doc)]
#![allow(unsafe_op_in_unsafe_fn, reason = "unsafe functions here promise what the header asks")]
#![allow(missing_docs, reason = "the header says once what struct_size and reserved are")]

use std::ffi::{c_char, c_void};

mod answer;
mod arrow;
mod column;
mod customers;
mod duckdb;
mod entries;
mod evidence;
mod fit;
mod formulas;
mod guard;
mod handle;
mod job;
mod loyalty;
mod model;
mod model_names;
mod names;
mod options;
mod pictures;
mod prelude;
mod progress;
mod question;
mod retention;
mod schemes;
mod simulation;
mod state;
mod status;
mod study;
mod survey_study;
mod surveys;
mod tables;
mod told;
mod uncertainty;
mod units;
mod validation;
mod value;
mod verdict;
mod version;

pub use answer::*;
pub use arrow::*;
pub use customers::*;
pub use entries::*;
pub use evidence::*;
pub use fit::*;
pub use formulas::*;
#[doc(hidden)]
pub use guard::inject_panic;
pub use job::*;
pub use loyalty::*;
pub use model::*;
pub use names::*;
pub use pictures::*;
pub use progress::*;
pub use question::*;
pub use retention::*;
pub use schemes::*;
pub use simulation::*;
pub use state::*;
pub use status::*;
pub use study::*;
pub use survey_study::*;
pub use surveys::*;
pub use tables::*;
pub use uncertainty::*;
pub use units::*;
pub use validation::*;
pub use value::*;
pub use verdict::*;
pub use version::*;

// The functions that C calls, and the defaults of structures.
include!(concat!(env!("OUT_DIR"), "/capi_doors.rs"));

#[cfg(panic = "abort")]
compile_error!(
    "the feature `capi` needs panic = \"unwind\": a panic must become a status, not end the host"
);
