//! Statuses and the details of a failure.

use std::ffi::c_char;

use super::column::output;
use crate::error::{Error, ErrorKind, Result};

/// The outcome of a call: `HABITUE_OK` (0), or a positive code. Codes are
/// grouped by hundred (1xx argument, 2xx data, 3xx numeric, 4xx cancelled, 5xx
/// unsupported, 9xx internal), never renumbered and never reused; a newer
/// library may return codes that this header does not list.
pub type habitue_status = i32;

/// The call did what it says.
pub const HABITUE_OK: habitue_status = 0;
/// A pointer that must not be null is null (C callers only).
pub const HABITUE_NULL_POINTER: habitue_status = 101;
/// A pointer is not aligned for its type (C callers only).
pub const HABITUE_MISALIGNED: habitue_status = 102;
/// Columns that must be equally long are not, or a length is impossible.
pub const HABITUE_BAD_LENGTH: habitue_status = 103;
/// An enumerated argument has no such value.
pub const HABITUE_BAD_ENUMERATOR: habitue_status = 104;
/// A structure's `struct_size` or reserved tail is not understood.
pub const HABITUE_BAD_STRUCT_SIZE: habitue_status = 105;
/// The caller was built for another version of the interface.
pub const HABITUE_ABI_MISMATCH: habitue_status = 106;
/// A buffer is too small; the needed length is reported.
pub const HABITUE_BUFFER_TOO_SMALL: habitue_status = 107;
/// An argument contradicts another or is otherwise unusable.
pub const HABITUE_BAD_ARGUMENT: habitue_status = 108;
/// A column, setting or number is given that is not read.
pub const HABITUE_NOT_READ: habitue_status = 110;
/// There is nothing to work on.
pub const HABITUE_EMPTY_INPUT: habitue_status = 201;
/// A value that must be finite is NaN or infinite.
pub const HABITUE_NOT_FINITE: habitue_status = 202;
/// A value lies outside its allowed range.
pub const HABITUE_OUT_OF_RANGE: habitue_status = 203;
/// Values of one row contradict each other.
pub const HABITUE_INCONSISTENT: habitue_status = 204;
/// Values that must be ascending are not.
pub const HABITUE_UNSORTED: habitue_status = 205;
/// A value that must be unique occurs twice.
pub const HABITUE_DUPLICATE: habitue_status = 206;
/// Text could not be read as the type that its column holds.
pub const HABITUE_UNREADABLE: habitue_status = 207;
/// Text is not UTF-8.
pub const HABITUE_NOT_UTF8: habitue_status = 208;
/// A named column is absent.
pub const HABITUE_MISSING_COLUMN: habitue_status = 209;
/// A row has another number of fields than the header.
pub const HABITUE_BAD_ROW_SHAPE: habitue_status = 210;
/// A value that must be present is missing.
pub const HABITUE_MISSING_VALUE: habitue_status = 211;
/// Amounts of different currencies meet, or a currency is unknown.
pub const HABITUE_BAD_CURRENCY: habitue_status = 212;
/// A refund arrived where the policy refuses refunds.
pub const HABITUE_REFUND_REFUSED: habitue_status = 213;
/// A date lies outside the observation window.
pub const HABITUE_OUTSIDE_WINDOW: habitue_status = 214;
/// An exact amount or a count does not fit its type.
pub const HABITUE_OVERFLOW: habitue_status = 215;
/// Stored bytes are damaged or are not of this library.
pub const HABITUE_CORRUPT_BYTES: habitue_status = 216;
/// Stored bytes come from a newer version of the format.
pub const HABITUE_BAD_FORMAT_VERSION: habitue_status = 217;
/// Input or output failed while reading or writing.
pub const HABITUE_IO_FAILED: habitue_status = 218;
/// An iteration ended without meeting its tolerance.
pub const HABITUE_NOT_CONVERGED: habitue_status = 301;
/// The arguments are legal, but the accuracy promised is not held there.
pub const HABITUE_OUTSIDE_DOMAIN: habitue_status = 302;
/// The value asked for is infinite or undefined for these arguments.
pub const HABITUE_UNDEFINED: habitue_status = 303;
/// A matrix that must be invertible is singular.
pub const HABITUE_SINGULAR_MATRIX: habitue_status = 304;
/// The caller asked to stop.
pub const HABITUE_CANCELLED: habitue_status = 401;
/// What was asked for is not built in.
pub const HABITUE_UNSUPPORTED: habitue_status = 501;
/// A defect of this library; please report it.
pub const HABITUE_INTERNAL: habitue_status = 901;

/// Bytes of `habitue_error.column`, the closing NUL included.
pub const HABITUE_COLUMN_BYTES: usize = 64;
/// Bytes of `habitue_error.message`, the closing NUL included.
pub const HABITUE_MESSAGE_BYTES: usize = 512;

/// Details of a failure, in memory of the caller. Start from
/// `HABITUE_ERROR_INIT` or from `{0}`. Filled when a call fails, cleared when it
/// succeeds.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_error {
    /// `sizeof(habitue_error)` of the caller; 0 stands for the size that the
    /// structure has here, in its first version.
    pub struct_size: u32,
    /// The status that the call returned.
    pub code: i32,
    /// The row that the failure speaks of: an index into the caller's columns
    /// counted from 0, or a line of text counted from 1; -1 where it speaks of
    /// none.
    pub row: i64,
    /// The column or argument that the failure speaks of, NUL-terminated UTF-8;
    /// empty where it speaks of none.
    pub column: [c_char; HABITUE_COLUMN_BYTES],
    /// The whole sentence with value and allowed range, NUL-terminated UTF-8,
    /// cut on a character where it is too long.
    pub message: [c_char; HABITUE_MESSAGE_BYTES],
}

impl habitue_error {
    /// Whether `error` is NULL or can be written.
    pub(super) fn check(error: *mut Self) -> Result<()> {
        if error.is_null() {
            return Ok(());
        }
        // SAFETY: the caller of every function promises NULL or a live structure;
        // alignment is checked by `output`.
        let size = unsafe { output(error, "error") }?.struct_size;
        // What `= {0}` leaves means the first version, which is this one.
        if size != 0 && (size as usize) < size_of::<Self>() {
            return Err(Error::new(ErrorKind::StructSize, "is smaller than habitue_error")
                .in_column("error.struct_size")
                .with_value(size)
                .allowing(format!("0, or >= {}", size_of::<Self>())));
        }
        Ok(())
    }

    /// Marks success.
    pub(super) fn clear(error: *mut Self) {
        // SAFETY: as in `check`, which passed.
        if let Ok(error) = unsafe { output(error, "error") } {
            error.code = HABITUE_OK;
            error.row = -1;
            error.column[0] = 0;
            error.message[0] = 0;
        }
    }

    /// Writes the details, unless `error` is NULL or unusable.
    pub(super) fn fill(error: *mut Self, failure: &Error) {
        if Self::check(error).is_err() {
            return;
        }
        // SAFETY: as in `check`, which passed.
        if let Ok(error) = unsafe { output(error, "error") } {
            error.code = failure.code();
            error.row = failure.row().and_then(|row| i64::try_from(row).ok()).unwrap_or(-1);
            write_text(&mut error.column, failure.column().unwrap_or_default());
            write_text(&mut error.message, &failure.to_string());
        }
    }
}

/// Copies as many whole characters as fit, and a closing NUL.
fn write_text(field: &mut [c_char], text: &str) {
    let room = field.len() - 1;
    let mut end = text.len().min(room);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    for (slot, byte) in field.iter_mut().zip(text.as_bytes()[..end].iter().chain(&[0])) {
        *slot = *byte as c_char;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_on_a_character() {
        let mut field = [1 as c_char; 8];
        write_text(&mut field, "客户价值");
        assert_eq!(field[6], 0);
        write_text(&mut field, "");
        assert_eq!(field[0], 0);
    }
}
