//! Confidence intervals, and those of a proportion in particular.

use super::distribution::{beta_quantile, normal_quantile, student_quantile};
use super::tolerance::{BISECTION_STEPS, SCORE_INTERVAL};
use crate::error::{Error, ErrorKind, Result};

/// A confidence interval: `low` <= `high`, always in this order.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Nominal coverage, such as 0.95.
    #[cfg_attr(feature = "serde", serde(alias = "level"))]
    pub confidence: f64,
    /// Whether an end left the possible range and was drawn back to it; the
    /// method is then a poor choice for so few answers.
    pub clamped: bool,
}

impl Interval {
    /// An interval drawn back into `[least, most]`.
    pub(crate) fn clamp(low: f64, high: f64, confidence: f64, least: f64, most: f64) -> Self {
        Self {
            low: low.clamp(least, most),
            high: high.clamp(least, most),
            confidence,
            clamped: low < least || high > most,
        }
    }

    /// The central interval of draws by their percentiles (quantiles of type 7), which are sorted
    /// in place; there is at least one, and none is NaN.
    pub(crate) fn central(draws: &mut [f64], confidence: f64) -> Self {
        draws.sort_unstable_by(f64::total_cmp);
        let quantile = |p: f64| {
            let place = p * (draws.len() - 1) as f64;
            let below = place.floor() as usize;
            let above = (below + 1).min(draws.len() - 1);
            draws[below] + (place - below as f64) * (draws[above] - draws[below])
        };
        let tail = (1.0 - confidence) / 2.0;
        Self { low: quantile(tail), high: quantile(1.0 - tail), confidence, clamped: false }
    }

    /// Student's interval of an estimate from `n` > 1 respondents, drawn back into
    /// the possible range.
    pub(crate) fn student(
        value: f64,
        standard_error: f64,
        n: f64,
        confidence: f64,
        (least, most): (f64, f64),
    ) -> Self {
        let half = student_quantile(n - 1.0, 0.5 + confidence / 2.0) * standard_error;
        Self::clamp(value - half, value + half, confidence, least, most)
    }

    /// The same interval in another unit: each end times `factor`, which is
    /// positive.
    pub(crate) fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor, ..self }
    }

    /// Whether `value` lies inside, ends included.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// The distance between the ends.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// Checks a confidence.
///
/// # Errors
/// `OutOfRange` (or `NotFinite`) unless 0 < `confidence` < 1.
pub(crate) fn check_confidence(confidence: f64) -> Result<()> {
    if confidence > 0.0 && confidence < 1.0 {
        return Ok(());
    }
    Err(Error::out_of_range(
        "confidence",
        confidence,
        "between 0 and 1, both excluded, such as 0.95",
    ))
}

/// The normal quantile of a two-sided interval: 1.96 for 0.95.
pub(crate) fn two_sided_z(confidence: f64) -> f64 {
    -normal_quantile((1.0 - confidence) / 2.0)
}

/// The end of a score interval: between `inside`, which the test does not reject,
/// and `outside`, the end of the possible range, the place where it begins to.
pub(crate) fn score_limit(
    mut inside: f64,
    mut outside: f64,
    rejected: impl Fn(f64) -> bool,
) -> f64 {
    for _ in 0..BISECTION_STEPS {
        let middle = 0.5 * (inside + outside);
        if rejected(middle) {
            outside = middle;
        } else {
            inside = middle;
        }
        if (outside - inside).abs() <= SCORE_INTERVAL {
            break;
        }
    }
    0.5 * (inside + outside)
}

/// How the interval of a proportion is formed.
///
/// | | when |
/// |---|---|
/// | [`Wilson`](Self::Wilson) | the default: close to nominal at every size, never outside \[0, 1\] |
/// | [`AgrestiCoull`](Self::AgrestiCoull) | simple by hand, slightly wider |
/// | [`ClopperPearson`](Self::ClopperPearson) | coverage must never fall below nominal, at the price of width |
/// | [`Jeffreys`](Self::Jeffreys) | a Bayesian reading; equal-tailed, prior beta(1/2, 1/2) |
/// | [`Wald`](Self::Wald) | only to reproduce older reports: no width at 0 % and 100 %, leaves \[0, 1\] |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum ProportionInterval {
    /// The score interval of Wilson (1927).
    #[default]
    Wilson,
    /// Agresti and Coull (1998): Wald around Wilson's centre.
    AgrestiCoull,
    /// The exact interval of Clopper and Pearson (1934).
    ClopperPearson,
    /// Jeffreys' equal-tailed interval; ends set to 0 and 1 at 0 and n hits
    /// (Brown, Cai and DasGupta 2001).
    Jeffreys,
    /// p ± z √(p(1-p)/n), drawn back into \[0, 1\].
    Wald,
}

impl ProportionInterval {
    /// Every method.
    pub const ALL: &'static [Self] =
        &[Self::Wilson, Self::AgrestiCoull, Self::ClopperPearson, Self::Jeffreys, Self::Wald];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wilson => "Wilson",
            Self::AgrestiCoull => "Agresti-Coull",
            Self::ClopperPearson => "Clopper-Pearson",
            Self::Jeffreys => "Jeffreys",
            Self::Wald => "Wald",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Wilson => "Wilson 区间",
            Self::AgrestiCoull => "Agresti–Coull 区间",
            Self::ClopperPearson => "Clopper–Pearson 精确区间",
            Self::Jeffreys => "Jeffreys 区间",
            Self::Wald => "Wald 区间",
        }
    }

    /// The interval of a proportion of `hits` among `n` at `confidence`.
    ///
    /// Both may be fractional, as an effective sample size is.
    ///
    /// # Errors
    /// `Empty` for n = 0; `OutOfRange` or `NotFinite` unless n > 0, 0 <= hits
    /// <= n and 0 < confidence < 1.
    ///
    /// ```
    /// use habitue::survey::ProportionInterval;
    ///
    /// let interval = ProportionInterval::Wilson.of(8.0, 10.0, 0.95)?;
    /// assert!((interval.low - 0.490162471537).abs() < 1e-12);
    /// assert!((interval.high - 0.943317848546).abs() < 1e-12);
    /// assert!(ProportionInterval::Wilson.of(0.0, 0.0, 0.95).is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(self, hits: f64, n: f64, confidence: f64) -> Result<Interval> {
        check_confidence(confidence)?;
        if n == 0.0 {
            return Err(
                Error::new(ErrorKind::Empty, "nobody answered, so no share exists").in_column("n")
            );
        }
        if !(n > 0.0 && n.is_finite()) {
            return Err(Error::out_of_range("n", n, "> 0"));
        }
        if !(hits >= 0.0 && hits <= n) {
            return Err(Error::out_of_range("hits", hits, format!("0 to {n}")));
        }
        let z = two_sided_z(confidence);
        let share = hits / n;
        let (low, high) = match self {
            Self::Wilson => {
                let spread = 1.0 + z * z / n;
                let centre = (share + z * z / (2.0 * n)) / spread;
                let half = z / spread * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
                // The ends at 0 and n hits are exact; rounding must not move them.
                (
                    if hits == 0.0 { 0.0 } else { (centre - half).max(0.0) },
                    if hits == n { 1.0 } else { (centre + half).min(1.0) },
                )
            }
            Self::AgrestiCoull => {
                let (n, hits) = (n + z * z, hits + z * z / 2.0);
                wald(hits / n, n, z)
            }
            Self::ClopperPearson => {
                let tail = (1.0 - confidence) / 2.0;
                (
                    if hits == 0.0 { 0.0 } else { beta_quantile(hits, n - hits + 1.0, tail) },
                    if hits == n { 1.0 } else { beta_quantile(hits + 1.0, n - hits, 1.0 - tail) },
                )
            }
            Self::Jeffreys => {
                let tail = (1.0 - confidence) / 2.0;
                let (a, b) = (hits + 0.5, n - hits + 0.5);
                (
                    if hits == 0.0 { 0.0 } else { beta_quantile(a, b, tail) },
                    if hits == n { 1.0 } else { beta_quantile(a, b, 1.0 - tail) },
                )
            }
            Self::Wald => wald(share, n, z),
        };
        Ok(Interval::clamp(low, high, confidence, 0.0, 1.0))
    }
}

/// Wald's ends, which may leave \[0, 1\].
fn wald(share: f64, n: f64, z: f64) -> (f64, f64) {
    let half = z * (share * (1.0 - share) / n).sqrt();
    (share - half, share + half)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(method: ProportionInterval, hits: f64, n: f64, low: f64, high: f64) {
        let found = method.of(hits, n, 0.95).unwrap();
        assert!(
            (found.low - low).abs() < 5e-13 && (found.high - high).abs() < 5e-13,
            "{method:?} {hits}/{n}: {found:?}"
        );
    }

    /// Hmisc::binconf, as printed.
    #[test]
    fn published_intervals() {
        check(ProportionInterval::Wilson, 8.0, 10.0, 0.490_162_471_537, 0.943_317_848_546);
        check(ProportionInterval::ClopperPearson, 8.0, 10.0, 0.443_904_537_692, 0.974_789_273_673);
        check(ProportionInterval::Wilson, 0.0, 10.0, 0.0, 0.277_532_799_863);
        check(ProportionInterval::ClopperPearson, 0.0, 10.0, 0.0, 0.308_497_107_819);
        // Wald's upper end is 1.047918013 before it is drawn back.
        let (low, high) = wald(0.8, 10.0, two_sided_z(0.95));
        assert!((low - 0.552_081_987).abs() < 5e-10 && (high - 1.047_918_013).abs() < 5e-10);
        let drawn_back = ProportionInterval::Wald.of(8.0, 10.0, 0.95).unwrap();
        assert!(drawn_back.clamped && drawn_back.high == 1.0);
    }

    /// Closed forms: one of one has the exact interval [tail, 1], and
    /// Agresti-Coull shares Wilson's centre.
    #[test]
    fn closed_forms() {
        check(ProportionInterval::ClopperPearson, 1.0, 1.0, 0.025, 1.0);
        for hits in [1.0, 4.0, 11.0] {
            let wilson = ProportionInterval::Wilson.of(hits, 20.0, 0.9).unwrap();
            let coull = ProportionInterval::AgrestiCoull.of(hits, 20.0, 0.9).unwrap();
            assert!(
                (wilson.low + wilson.high - coull.low - coull.high).abs() < 1e-12 || coull.clamped
            );
        }
    }

    #[test]
    fn nobody_is_no_share_of_nothing() {
        for &method in ProportionInterval::ALL {
            assert_eq!(method.of(0.0, 0.0, 0.95).unwrap_err().kind(), ErrorKind::Empty);
            for (hits, n, confidence) in [
                (5.0, 4.0, 0.95),
                (-1.0, 4.0, 0.95),
                (f64::NAN, 4.0, 0.95),
                (1.0, f64::INFINITY, 0.9),
                (1.0, 2.0, 1.0),
            ] {
                assert!(
                    method.of(hits, n, confidence).is_err(),
                    "{method:?} {hits} {n} {confidence}"
                );
            }
        }
    }

    /// Exact coverage over all outcomes: Wilson stays near, Clopper-Pearson
    /// never falls below, its nominal coverage.
    #[test]
    fn coverage_is_what_each_method_promises() {
        let n = 40.0_f64;
        let mut least_wilson = 1.0_f64;
        for p in (1..40).map(|i| f64::from(i) / 40.0) {
            let (mut wilson, mut exact) = (0.0, 0.0);
            for hits in 0..=40 {
                let k = f64::from(hits);
                let mass =
                    (libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0)
                        + k * p.ln()
                        + (n - k) * (1.0 - p).ln())
                    .exp();
                let covers = |m: ProportionInterval| {
                    f64::from(u8::from(m.of(k, n, 0.95).unwrap().contains(p)))
                };
                wilson += mass * covers(ProportionInterval::Wilson);
                exact += mass * covers(ProportionInterval::ClopperPearson);
            }
            assert!(exact >= 0.95 - 1e-12, "p {p}: {exact}");
            least_wilson = least_wilson.min(wilson);
        }
        // Brown, Cai and DasGupta (2001): Wilson dips, but not far.
        assert!(least_wilson > 0.83, "{least_wilson}");
    }

    proptest! {
        #[test]
        fn ends_are_ordered_inside_and_mirror(n in 1u32..100_000, part in 0.0..=1.0f64, confidence in 0.5..0.999f64) {
            let n = f64::from(n);
            let hits = (n * part).round();
            for &method in ProportionInterval::ALL {
                let interval = method.of(hits, n, confidence).unwrap();
                let mirror = method.of(n - hits, n, confidence).unwrap();
                prop_assert!(0.0 <= interval.low && interval.low <= interval.high && interval.high <= 1.0);
                prop_assert!((interval.low - (1.0 - mirror.high)).abs() < 1e-10, "{:?}", method);
                prop_assert!(interval.low <= hits / n + 1e-12 && hits / n <= interval.high + 1e-12);
            }
        }
    }
}
