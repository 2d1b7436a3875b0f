//! Room for as much as was asked for.

use crate::error::{Error, ErrorKind, Result};

/// A column of zeros, as long as `column` says.
///
/// # Errors
/// `Overflow` where there is no memory for it.
pub(crate) fn zeros(length: usize, column: &'static str) -> Result<Vec<f64>> {
    let mut zeros = Vec::new();
    zeros.try_reserve_exact(length).map_err(|_| {
        Error::new(ErrorKind::Overflow, "is more than the memory holds")
            .in_column(column)
            .with_value(length)
    })?;
    zeros.resize(length, 0.0);
    Ok(zeros)
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
