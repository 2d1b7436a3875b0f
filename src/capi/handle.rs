//! Handles: boxed Rust values that C holds by pointer.
#![allow(dead_code, reason = "the nouns of this face share these helpers")]

use super::column::output;
use super::guard::{guard, guard_value};
use super::status::{habitue_error, habitue_status};
use crate::error::Result;

/// Sets `*out` to NULL, then to a new handle if `body` makes one.
///
/// # Safety
/// `out` is NULL or addresses a pointer that nobody else reads or writes.
pub(super) unsafe fn guard_new<T>(
    out: *mut *mut T,
    error: *mut habitue_error,
    body: impl FnOnce() -> Result<T>,
) -> habitue_status {
    // SAFETY: the caller's promise; null and misaligned are refused.
    let slot = unsafe { output(out, "out") }.map(|slot| {
        *slot = std::ptr::null_mut();
        slot
    });
    guard(error, || {
        let slot = slot?;
        *slot = Box::into_raw(Box::new(body()?));
        Ok(())
    })
}

/// Frees a handle; NULL is nothing to free.
///
/// # Safety
/// `handle` is NULL or came from [`guard_new`] and was not freed.
pub(super) unsafe fn free<T>(handle: *mut T) {
    guard_value((), || {
        if !handle.is_null() && handle.is_aligned() {
            // SAFETY: made by `Box::into_raw` and not freed, by the caller's promise.
            drop(unsafe { Box::from_raw(handle) });
        }
    });
}
