//! How a long call tells its caller how far it has come.
#![allow(dead_code, reason = "the nouns of this face share these helpers")]

use crate::capi::prelude::*;
use std::ops::ControlFlow;

use crate::numeric::fence;

/// Called from time to time by a long call, on the thread that made it: `done`
/// of `total` (0 where the total is not known) is done. Zero lets the call go on;
/// anything else ends it with `HABITUE_CANCELLED` and nothing written. A flag
/// that another thread sets can be read here. It must not throw, nor jump out.
///
/// NULL where nobody listens; `context` is passed through untouched.
pub type habitue_progress =
    Option<unsafe extern "C" fn(context: *mut c_void, done: u64, total: u64) -> i32>;

/// The caller's callback as a listener for `Progress::new`. Without a callback
/// the listener always goes on.
///
/// # Safety
/// `callback` may be called with `context` on this thread while the listener lives.
pub(super) unsafe fn listener(
    callback: habitue_progress,
    context: *mut c_void,
) -> impl FnMut(u64, u64) -> ControlFlow<()> {
    move |done, total| match callback {
        Some(callback)
            // SAFETY: the caller's promise. Its panics are its own.
            if fence::behind(false, || unsafe { callback(context, done, total) }) != 0 =>
        {
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    }
}
