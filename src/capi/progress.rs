//! How a long call tells its caller how far it has come.

use crate::capi::prelude::*;

/// Called from time to time by a long call, on the thread that made it: `done`
/// of `total` (0 where the total is not known) is done. Zero lets the call go on;
/// anything else ends it with `HABITUE_CANCELLED` and nothing written. A flag
/// that another thread sets can be read here. It must not throw, nor jump out.
///
/// NULL where nobody listens; `context` is passed through untouched.
pub type habitue_progress =
    Option<unsafe extern "C" fn(context: *mut c_void, done: u64, total: u64) -> i32>;
