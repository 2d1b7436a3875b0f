//! The fence between Rust and C: no panic passes it, and every failure leaves
//! as a status with its details.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use super::status::{HABITUE_OK, habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::fence;

thread_local! {
    static INJECTED: Cell<bool> = const { Cell::new(false) };
}

/// Makes every guarded call of this thread panic, so that a test can see each
/// one come back as `HABITUE_INTERNAL`.
#[doc(hidden)]
pub fn inject_panic(on: bool) {
    INJECTED.set(on);
}

/// Runs `body`; its error or panic becomes a status, with details in `error`.
///
/// `error` is checked before anything else runs, and cleared on success.
pub(super) fn guard(
    error: *mut habitue_error,
    body: impl FnOnce() -> Result<()>,
) -> habitue_status {
    let outcome = guarded(|| {
        habitue_error::check(error)?;
        assert!(!INJECTED.get(), "injected by a test");
        body()
    });
    match outcome {
        Ok(()) => {
            habitue_error::clear(error);
            HABITUE_OK
        }
        Err(failure) => {
            habitue_error::fill(error, &failure);
            failure.code()
        }
    }
}

/// Runs `body`; its panic becomes an error.
pub(super) fn guarded<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    caught(body).unwrap_or_else(|payload| Err(internal(payload.as_ref())))
}

/// Runs `body`, which cannot fail, and answers `otherwise` should it panic:
/// for frees and for questions whose answer is not a status.
pub(super) fn guard_value<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    caught(|| {
        assert!(!INJECTED.get(), "injected by a test");
        body()
    })
    .unwrap_or(otherwise)
}

/// Runs `body`; its panic comes back and is not printed.
fn caught<T>(body: impl FnOnce() -> T) -> std::thread::Result<T> {
    silence_caught_panics();
    catch_unwind(AssertUnwindSafe(|| fence::behind(true, body)))
}

/// Lets the hook that prints panics pass over those that are caught here. Panics of the
/// host, also in a callback that a call makes, reach the hook that was there before.
fn silence_caught_panics() {
    static DONE: Once = Once::new();
    // The hook cannot be changed by a thread that is unwinding.
    if DONE.is_completed() || std::thread::panicking() {
        return;
    }
    DONE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            if !fence::is_closed() {
                before(what);
            }
        }));
    });
}

fn internal(payload: &(dyn std::any::Any + Send)) -> Error {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a defect without a message".to_owned());
    Error::new(ErrorKind::Internal, format!("please report this defect: {text}"))
}
