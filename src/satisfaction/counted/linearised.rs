//! Standard error and effective sample size of a weighted mean, by linearisation.

use crate::numeric::tolerance::EQUAL_WEIGHTS;

/// What the weights of the respondents leave of their number.
///
/// A weighted mean Σ w y / Σ w moves by w (y - ȳ) / Σ w with each respondent, so
/// that its variance is Σ w² (y - ȳ)² / (Σ w)² times n/(n - 1): Taylor
/// linearisation (Woodruff 1971), as `svymean` of R's survey package prints it.
/// Weights that go with the answer enter, which Kish's (Σw)²/Σw² does not see.
///
/// With equal weights it is the usual variance over n, without n/(n - 1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Linearised {
    /// Of the mean.
    pub(super) standard_error: f64,
    /// How many equally weighted respondents have that standard error; Kish's
    /// where all answered alike and nothing tells.
    pub(super) effective_n: f64,
}

impl Linearised {
    /// Of `n` respondents with Σ w = `total` and Σ w² = `weight_squares`, whose
    /// answers have the weighted `variance` and Σ w² (y - ȳ)² = `squares`.
    pub(super) fn of(
        n: u64,
        (total, weight_squares): (f64, f64),
        variance: f64,
        squares: f64,
    ) -> Self {
        let (kish, n) = (total * total / weight_squares, n as f64);
        let equal = kish >= n * (1.0 - EQUAL_WEIGHTS);
        let effective_n = if equal || !(variance > 0.0 && squares > 0.0) {
            kish
        } else {
            Self::effective_n((total, weight_squares), variance, squares) * (n - 1.0) / n
        };
        Self { standard_error: (variance / effective_n).sqrt(), effective_n }
    }

    /// The effective sample size without n/(n - 1), for counts that do not know n.
    pub(super) fn effective_n(
        (total, weight_squares): (f64, f64),
        variance: f64,
        squares: f64,
    ) -> f64 {
        if variance > 0.0 && squares > 0.0 {
            variance / squares * total * total
        } else {
            total * total / weight_squares
        }
    }
}
