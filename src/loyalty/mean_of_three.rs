//! The mean of the three classical questions.

use crate::error::{Error, ErrorKind, Result};

/// The loyalty index of the three questions "would you recommend us", "would you
/// buy again", "would you try our other products": their mean, on the scale of
/// the answers, `None` where one is missing. The scale differs between users (0 to
/// 10, 1 to 6) and must be given.
///
/// ```
/// use habitue::loyalty::mean_of_three;
///
/// assert_eq!(mean_of_three([Some(6.0), Some(7.0), Some(8.0)], 0.0, 10.0)?, Some(7.0));
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite) for
/// an answer off the scale; [`Unsorted`](ErrorKind::Unsorted) unless `low` is below
/// `high`.
pub fn mean_of_three(answers: [Option<f64>; 3], low: f64, high: f64) -> Result<Option<f64>> {
    if !(low < high && low.is_finite() && high.is_finite()) {
        return Err(Error::new(ErrorKind::Unsorted, "are no scale from low to high")
            .in_column("low and high")
            .with_value(format!("{low} and {high}")));
    }
    for answer in answers.into_iter().flatten() {
        if !(low..=high).contains(&answer) {
            return Err(Error::out_of_range("answers", answer, format!("{low} to {high}")));
        }
    }
    let [Some(recommend), Some(again), Some(others)] = answers else { return Ok(None) };
    Ok(Some((recommend + again + others) / 3.0))
}

/// [`mean_of_three`] of many customers, written into `out`: NaN is a missing
/// answer, and NaN comes out where one is missing. Returns how many customers have
/// all three.
///
/// # Errors
/// As for [`mean_of_three`], with row and column; and [`Length`](ErrorKind::Length)
/// where the columns differ in length. Nothing is written then.
pub fn mean_of_three_into(
    answers: [&[f64]; 3],
    low: f64,
    high: f64,
    out: &mut [f64],
) -> Result<u64> {
    const NAMES: [&str; 3] = ["recommend", "buy_again", "try_others"];
    mean_of_three([None; 3], low, high)?;
    for (name, column) in NAMES.into_iter().zip(answers) {
        if column.len() != out.len() {
            return Err(Error::length(name, column.len(), out.len()));
        }
        let off = |answer: &f64| !answer.is_nan() && !(low..=high).contains(answer);
        if let Some(row) = column.iter().position(off) {
            let allowed = format!("{low} to {high}, or NaN (missing)");
            return Err(Error::out_of_range(name, column[row], allowed).at_row(row as u64));
        }
    }
    let [recommend, again, others] = answers;
    let mut used = 0;
    for (row, slot) in out.iter_mut().enumerate() {
        *slot = (recommend[row] + again[row] + others[row]) / 3.0;
        used += u64::from(!slot.is_nan());
    }
    Ok(used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_single_customers_agree() {
        let mut out = [9.0; 2];
        let answers = [&[6.0, f64::NAN][..], &[7.0, 1.0], &[8.0, 2.0]];
        assert_eq!(mean_of_three_into(answers, 0.0, 10.0, &mut out).unwrap(), 1);
        assert!(out[0] == 7.0 && out[1].is_nan());
        // The other scale in use, 1 to 6.
        assert_eq!(mean_of_three([Some(6.0), Some(1.0), Some(2.0)], 1.0, 6.0).unwrap(), Some(3.0));
        let error = mean_of_three_into(answers, 0.0, 7.5, &mut out).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(0), Some("try_others")));
    }

    #[test]
    fn bad_answers_and_scales_are_refused() {
        assert_eq!(mean_of_three([Some(1.0), None, Some(2.0)], 0.0, 10.0).unwrap(), None);
        assert!(mean_of_three([Some(11.0), None, None], 0.0, 10.0).is_err());
        assert!(mean_of_three([None; 3], 6.0, 1.0).is_err());
    }
}
