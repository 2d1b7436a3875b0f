//! Counts that are added.

use crate::error::{Error, ErrorKind, Result};

/// The largest count up to which a double tells all whole numbers apart: 2^53.
pub(crate) const MOST_COUNTED: f64 = (1_u64 << 53) as f64;

/// Refuses counts whose sum is more than [`MOST_COUNTED`].
pub(crate) fn check_total(column: &'static str, counts: &[u64]) -> Result<()> {
    let total = counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
    match total.filter(|total| *total as f64 <= MOST_COUNTED) {
        Some(_) => Ok(()),
        None => Err(Error::new(ErrorKind::Overflow, "adds up to more than can be counted")
            .in_column(column)
            .allowing("at most 2^53")),
    }
}
