//! Where to cut the matrices of value.

use super::column::{column, output};
use super::guard::guard;
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::value::{mean_cuts, median_cuts};

/// Cut at the medians: the upper half is high.
pub const HABITUE_CUTS_MEDIAN: i32 = 0;
/// Cut at the means.
pub const HABITUE_CUTS_MEAN: i32 = 1;

/// Where to cut two columns of a matrix of value, into `x_cut` and `y_cut`: `method` is one
/// of `HABITUE_CUTS_...`.
///
/// `x` has `x_rows` entries, `y` has `y_rows`. `x_cut` and `y_cut` must not be NULL, `error`
/// may be. Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR`,
/// `HABITUE_EMPTY_INPUT`, or `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_matrix_cuts(
    x: *const f64,
    x_rows: usize,
    y: *const f64,
    y_rows: usize,
    method: i32,
    x_cut: *mut f64,
    y_cut: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (x, y, x_cut, y_cut) = unsafe {
            (
                column(x, x_rows, "x")?,
                column(y, y_rows, "y")?,
                output(x_cut, "x_cut")?,
                output(y_cut, "y_cut")?,
            )
        };
        let cuts = match enumerator(
            method,
            "method",
            &[(HABITUE_CUTS_MEDIAN, true), (HABITUE_CUTS_MEAN, false)],
        )? {
            true => median_cuts(x, y)?,
            false => mean_cuts(x, y)?,
        };
        (*x_cut, *y_cut) = (cuts.x(), cuts.y());
        Ok(())
    })
}
