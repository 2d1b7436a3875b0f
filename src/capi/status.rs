//! Statuses and the details of a failure.

use std::ffi::c_char;

use macro_rules_attribute::apply;

use super::column::output;
use super::options::{begins, enumeration, plain};
use crate::error::{Error, ErrorKind, Result};
use crate::remedy::Face;

/// The outcome of a call: `HABITUE_OK` (0), or a positive code. Codes are
/// grouped by hundred (1xx argument, 2xx data, 3xx numeric, 4xx cancelled, 5xx
/// unsupported, 9xx internal), never renumbered and never reused; a newer
/// library may return codes that this header does not list.
pub type habitue_status = i32;

enumeration!(HABITUE: ErrorKind,
    /// The call did what it says.
    OK = 0,
    Length as BAD_LENGTH, Enumerator as BAD_ENUMERATOR, StructSize as BAD_STRUCT_SIZE,
    AbiVersion as ABI_MISMATCH, Argument as BAD_ARGUMENT, Empty as EMPTY_INPUT, Parse as
    UNREADABLE, Encoding as NOT_UTF8, RowShape as BAD_ROW_SHAPE, Missing as MISSING_VALUE,
    Currency as BAD_CURRENCY, Refund as REFUND_REFUSED, Corrupt as CORRUPT_BYTES, FormatVersion
    as BAD_FORMAT_VERSION, Io as IO_FAILED, Domain as OUTSIDE_DOMAIN, Singular as
    SINGULAR_MATRIX,
    /// An iteration ended without meeting its tolerance.
    NotConverged as NOT_CONVERGED
);

/// Bytes of `habitue_error.column`, the closing NUL included.
pub const HABITUE_COLUMN_BYTES: usize = 64;
/// Bytes of `habitue_error.message`, the closing NUL included.
pub const HABITUE_MESSAGE_BYTES: usize = 512;

/// Details of a failure, in memory of the caller. Start from
/// `HABITUE_ERROR_INIT` or from `{0}`. Filled when a call fails, cleared when it
/// succeeds.
#[apply(plain)]
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

begins!(
    /// An error structure to pass to any function.
    habitue_error, row = -1
);

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
            write_text(&mut error.message, &failure.told(Face::C));
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
