//! Room for as much as was asked for.

use crate::error::{Error, ErrorKind, Result};

/// A column of zeros, as long as the argument `name` says.
///
/// # Errors
/// `Overflow` where there is no memory for it.
pub(crate) fn zeros(length: usize, name: &'static str) -> Result<Vec<f64>> {
    filled(0.0, length, name)
}

/// A column of one value, as long as the argument `name` says.
///
/// # Errors
/// `Overflow` where there is no memory for it.
pub(crate) fn filled<T: Clone>(value: T, length: usize, name: &'static str) -> Result<Vec<T>> {
    let mut column = empty(length, name)?;
    column.resize(length, value);
    Ok(column)
}

/// A column with room for as many values as the argument `name` says.
///
/// # Errors
/// `Overflow` where there is no memory for it.
pub(crate) fn empty<T>(length: usize, name: &'static str) -> Result<Vec<T>> {
    let mut column = Vec::new();
    column.try_reserve_exact(length).map_err(|fault| too_long(length, name).with_source(fault))?;
    Ok(column)
}

/// A copy of what the argument `name` holds.
///
/// # Errors
/// `Overflow` where there is no memory for it.
#[cfg(feature = "capi")]
pub(crate) fn copied<T: Copy>(values: &[T], name: &'static str) -> Result<Vec<T>> {
    let mut column = empty(values.len(), name)?;
    column.extend_from_slice(values);
    Ok(column)
}

/// Room in a column for `more` values, as the argument `name` says.
///
/// # Errors
/// `Overflow` where there is no memory for it.
pub(crate) fn more<T>(column: &mut Vec<T>, more: usize, name: &'static str) -> Result<()> {
    column
        .try_reserve(more)
        .map_err(|fault| too_long(column.len().saturating_add(more), name).with_source(fault))
}

fn too_long(length: usize, name: &'static str) -> Error {
    Error::new(ErrorKind::Overflow, "is more than the memory holds")
        .in_column(name)
        .with_value(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_memory_holds_is_an_error() {
        assert_eq!(zeros(3, "steps").unwrap(), [0.0; 3]);
        for length in [usize::MAX, usize::MAX / 8, 1 << 59] {
            let error = zeros(length, "steps").unwrap_err();
            assert_eq!((error.kind(), error.column()), (ErrorKind::Overflow, Some("steps")));
        }
    }
}
