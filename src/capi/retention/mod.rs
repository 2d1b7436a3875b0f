//! Who stays and who leaves: transitions between classes, the leaky bucket, defection, cohort
//! tables, survival curves and satisfied episodes in a row.
#![allow(unsafe_op_in_unsafe_fn, reason = "unsafe functions here promise what the header asks")]
#![allow(missing_docs, reason = "the header says once what struct_size and reserved are")]

mod cohort;
mod movement;
mod survival;

pub use cohort::*;
pub use movement::*;
pub use survival::*;
