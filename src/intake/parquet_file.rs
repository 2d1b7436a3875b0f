//! Files of Parquet as text: what they are known by, and what is said where they are not read.

use crate::error::Result;
#[cfg(not(feature = "parquet"))]
use crate::error::{Error, ErrorKind};

/// How the files begin, and the encrypted ones among them.
const MAGIC: &[u8] = b"PAR1";
const ENCRYPTED: &[u8] = b"PARE";

/// Whether these are the bytes of a file of Parquet.
pub(super) fn is_parquet(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC) || bytes.starts_with(ENCRYPTED)
}

/// The table as text: a line with the names of its columns, then one a row, with tabulators between
/// the cells.
///
/// # Errors
/// [`ErrorKind::Corrupt`], also for what unpacks to many times its size;
/// [`ErrorKind::Unsupported`] for nested columns and what else is no cell of a table.
#[cfg(feature = "parquet")]
pub(super) fn text_of(bytes: Vec<u8>) -> Result<Vec<u8>> {
    super::parquet_table::text_of(bytes)
}

/// The same, without the feature: an error that says what to do.
#[cfg(not(feature = "parquet"))]
pub(super) fn text_of(_: Vec<u8>) -> Result<Vec<u8>> {
    Err(Error::new(ErrorKind::Unsupported, "is a file of Parquet, which this build does not read")
        .in_column("file")
        .with_value("Parquet")
        .allowing(
            "the table as CSV or xlsx; a build with `--features parquet`; in Python, a frame of pandas or Polars",
        ))
}
