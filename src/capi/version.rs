//! Which interface this is, so that a program can refuse a library that it was
//! not built for.

use crate::capi::prelude::*;

/// Version of the C interface. Raised only when something that a program
/// relies on changes; additions do not raise it.
pub const HABITUE_ABI_VERSION: u32 = 1;

/// The interface version of the loaded library.
///
/// Never fails. Any thread.
pub fn habitue_abi_version() -> u32 {
    HABITUE_ABI_VERSION
}

/// The version of the loaded library, such as "0.1.0": a static, NUL-terminated constant that is
/// never freed.
///
/// Never fails. Any thread.
pub fn habitue_version_string() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

/// Whether the loaded library serves a program built for `abi_version`: call it once, with
/// `HABITUE_ABI_VERSION`, before anything else.
///
/// `error` may be NULL. Returns `HABITUE_OK`, or `HABITUE_ABI_MISMATCH`. Any thread.
pub fn habitue_check_abi(abi_version: u32) -> Result<()> {
    if abi_version == HABITUE_ABI_VERSION {
        return Ok(());
    }
    Err(Error::new(ErrorKind::AbiVersion, "is not served by this library")
        .in_column("abi_version")
        .with_value(abi_version)
        .allowing(HABITUE_ABI_VERSION.to_string()))
}
