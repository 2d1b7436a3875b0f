//! Handles: boxed Rust values that C holds by pointer.
#![allow(dead_code, reason = "the nouns of this face share these helpers")]

use std::borrow::Cow;

use super::column::{fill_buffer, input, output};
use super::guard::{guard, guard_value};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};

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

/// As [`guard_new`], for a handle beside other results, which the caller wants or not: NULL.
/// `body` is told whether it is wanted.
///
/// # Safety
/// As for [`guard_new`].
pub(super) unsafe fn guard_also<T>(
    out: *mut *mut T,
    error: *mut habitue_error,
    body: impl FnOnce(bool) -> Result<Option<T>>,
) -> habitue_status {
    if out.is_null() {
        return guard(error, || body(false).map(drop));
    }
    // SAFETY: the caller's promise is the same.
    unsafe {
        guard_new(out, error, || {
            let none = || Error::new(ErrorKind::Internal, "nothing was made");
            body(true)?.ok_or_else(none)
        })
    }
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

/// What a model says of itself, of a length that the caller may not know; see [`fill_buffer`].
///
/// # Safety
/// As for [`input`], for `model`, and for [`fill_buffer`].
pub(super) unsafe fn told<H, T: Copy>(
    model: *const H,
    (buffer, capacity, needed): (*mut T, usize, *mut usize),
    name: &'static str,
    error: *mut habitue_error,
    say: impl for<'a> FnOnce(&'a H) -> Result<Cow<'a, [T]>>,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise is the same.
        unsafe { fill_buffer(&say(input(model, "model")?)?, buffer, capacity, needed, name) }
    })
}
