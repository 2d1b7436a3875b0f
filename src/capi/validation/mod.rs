//! Whether models are right: forecasts beside what came to pass, what models assume, and several
//! models side by side.
#![allow(unsafe_op_in_unsafe_fn, reason = "unsafe functions here promise what the header asks")]
#![allow(missing_docs, reason = "the header says once what struct_size and reserved are")]

mod comparison;
mod fit_quality;
mod forecast;

pub use comparison::*;
pub use fit_quality::*;
pub use forecast::*;
