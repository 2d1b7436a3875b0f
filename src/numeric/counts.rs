//! Counts that are added.

use crate::error::{Error, ErrorKind, Result};

/// Refuses counts whose sum does not fit a `u64`.
pub(crate) fn check_total(column: &'static str, counts: &[u64]) -> Result<()> {
    let total = counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
    total.map(|_| ()).ok_or_else(|| {
        Error::new(ErrorKind::Overflow, "adds up to more than can be counted").in_column(column)
    })
}
