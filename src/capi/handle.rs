//! Handles: boxed Rust values that C holds by pointer.

use super::column::output;
use super::guard::guard_value;
use crate::error::Result;

/// Where a handle goes: NULL until it is made.
pub(super) struct New<'a, T>(&'a mut *mut T);

impl<T> New<'_, T> {
    /// # Safety
    /// `out` is NULL or addresses a pointer that nobody else reads or writes.
    pub(super) unsafe fn at(out: *mut *mut T) -> Result<Self> {
        // SAFETY: the caller's promise; null and misaligned are refused.
        let slot = unsafe { output(out, "out") }?;
        *slot = std::ptr::null_mut();
        Ok(Self(slot))
    }

    /// The same of a handle beside other results, which the caller wants or not: NULL.
    ///
    /// # Safety
    /// As for [`New::at`].
    pub(super) unsafe fn maybe(out: *mut *mut T) -> Result<Option<Self>> {
        // SAFETY: the caller's promise is the same.
        if out.is_null() { Ok(None) } else { unsafe { Self::at(out) }.map(Some) }
    }

    pub(super) fn put(self, made: T) {
        *self.0 = Box::into_raw(Box::new(made));
    }
}

/// Frees a handle; NULL is nothing to free.
///
/// # Safety
/// `handle` is NULL or came from [`New::put`] and was not freed.
pub(super) unsafe fn free<T>(handle: *mut T) {
    guard_value((), || {
        if !handle.is_null() && handle.is_aligned() {
            // SAFETY: made by `Box::into_raw` and not freed, by the caller's promise.
            drop(unsafe { Box::from_raw(handle) });
        }
    });
}
