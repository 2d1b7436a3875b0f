//! What may stand beside parameters as their covariance.

use nalgebra::DMatrix;

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::tolerance;

/// Refuses what is no covariance of so many parameters, row by row: one of another size,
/// that is not symmetric, or by which some combination of the parameters has a negative
/// variance. A parameter that was not estimated has variance 0.
///
/// # Errors
/// `Length`, `NotFinite`; `OutOfRange` for a negative variance; `Inconsistent` otherwise.
/// The row is that of the parameter.
pub(crate) fn check_covariance(covariance: &[f64], parameters: usize) -> Result<()> {
    const COLUMN: &str = "covariance";
    let k = parameters;
    if covariance.len() != k * k {
        return Err(Error::length(COLUMN, covariance.len(), k * k));
    }
    if let Some(place) = covariance.iter().position(|entry| !entry.is_finite()) {
        let error = Error::out_of_range(COLUMN, covariance[place], "finite numbers");
        return Err(error.at_row((place / k) as u64));
    }
    if let Some(row) = (0..k).find(|i| covariance[i * k + i] < 0.0) {
        let variance = covariance[row * k + row];
        return Err(Error::out_of_range(COLUMN, variance, "variances >= 0").at_row(row as u64));
    }
    let errors: Vec<f64> = (0..k).map(|i| covariance[i * k + i].sqrt()).collect();
    // In units of the standard errors: a parameter that was not estimated has none.
    let scaled = |i: usize, j: usize| match covariance[i * k + j] {
        0.0 => 0.0,
        entry => entry / errors[i] / errors[j],
    };
    let inconsistent = |row: usize, what: &str| {
        Error::new(ErrorKind::Inconsistent, what.to_owned()).in_column(COLUMN).at_row(row as u64)
    };
    for row in 0..k {
        for column in 0..row {
            let (here, there) = (scaled(row, column), scaled(column, row));
            if !((here - there).abs() <= tolerance::COVARIANCE) {
                return Err(inconsistent(row, "is not symmetric, or varies where nothing does"));
            }
        }
    }
    let correlations = DMatrix::from_fn(k, k, |i, j| scaled(i.max(j), i.min(j)));
    if correlations.symmetric_eigenvalues().iter().any(|&value| value < -tolerance::COVARIANCE) {
        return Err(inconsistent(0, "gives a combination of the parameters a negative variance"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_covariance_is_refused() {
        let kind = |entries: &[f64], k| check_covariance(entries, k).map_err(|error| error.kind());
        assert_eq!(kind(&[4.0, 1.0, 1.0, 9.0], 2), Ok(()));
        // A parameter that was not estimated, and one known to the last digit by another.
        assert_eq!(kind(&[4.0, 0.0, 0.0, 0.0], 2), Ok(()));
        assert_eq!(kind(&[4.0, 6.0, 6.0, 9.0], 2), Ok(()));
        assert_eq!(kind(&[1e300, 0.0, 0.0, 1e-300], 2), Ok(()));
        assert_eq!(kind(&[4.0, 1.0, 1.0], 2), Err(ErrorKind::Length));
        assert_eq!(kind(&[], 2), Err(ErrorKind::Length));
        assert_eq!(kind(&[4.0, f64::NAN, 1.0, 9.0], 2), Err(ErrorKind::NotFinite));
        assert_eq!(kind(&[-1.0, 0.0, 0.0, 9.0], 2), Err(ErrorKind::OutOfRange));
        assert_eq!(kind(&[4.0, 1.0, 2.0, 9.0], 2), Err(ErrorKind::Inconsistent));
        assert_eq!(kind(&[4.0, 7.0, 7.0, 9.0], 2), Err(ErrorKind::Inconsistent));
        assert_eq!(kind(&[4.0, 1.0, 1.0, 0.0], 2), Err(ErrorKind::Inconsistent));
        // Each pair is possible, but the second goes with the first and the third, which
        // go against each other: the variance of their sum less the second is negative.
        let three = [1.0, 0.9, -0.9, 0.9, 1.0, 0.9, -0.9, 0.9, 1.0];
        assert_eq!(kind(&three, 3), Err(ErrorKind::Inconsistent));
    }
}
