//! Heavy, medium and light users, by the time between purchases.

use crate::classify::{Classified, NonNegative, Reasons, Scheme, classes, facts, reasons};
use crate::error::{Error, ErrorKind, Result};

classes! {
    /// How often a customer buys; a ladder.
    pub enum Usage because UsageReason {
        Lapsed = 1 => "lapsed", "已流失消费者";
        /// About every half year.
        Light = 2 => "light user", "轻度消费者";
        /// About every month.
        Medium = 3 => "medium user", "中度消费者";
        /// About every week.
        Heavy = 4 => "heavy user", "重度消费者";
    }
}

impl Usage {
    /// What to do with customers of the class. The course texts say it of heavy and of
    /// light users; what is said of the others follows from it.
    #[must_use]
    pub const fn policy(self) -> &'static str {
        match self {
            Self::Lapsed => "find out why they stay away, then win them back",
            Self::Light => "make it easier to come: open more outlets",
            Self::Medium => "give reasons to come more often",
            Self::Heavy => "keep their loyalty: do not disappoint them",
        }
    }

    /// [`Usage::policy`] in Chinese.
    #[must_use]
    pub const fn policy_zh(self) -> &'static str {
        match self {
            Self::Lapsed => "查明不再光顾的原因，再予挽回",
            Self::Light => "提高便利性：开设新店",
            Self::Medium => "提供更常光顾的理由",
            Self::Heavy => "保有忠诚度，不让他们失望",
        }
    }
}

reasons! {
    /// What the usage rests on.
    pub enum UsageReason {
        WithinFirst = 0 => "buys within the interval of heavy users", "购买间隔在重度消费者标准以内";
        WithinSecond = 1 => "buys within the interval of medium users", "购买间隔在中度消费者标准以内";
        WithinThird = 2 => "buys within the interval of light users", "购买间隔在轻度消费者标准以内";
        Beyond = 3 => "buys more seldom", "购买间隔超过轻度消费者标准";
    }
    missing {
        IntervalMissing = 16 => "time between purchases is not known", "购买间隔未知";
    }
}

facts! {
    /// How often a customer buys.
    pub struct UsageFacts, UsageColumns {
        /// Mean days between purchases; not known before the second purchase. From
        /// a summary: recency / frequency.
        interval_days: NonNegative,
    }
}

/// Usage by the mean time between purchases. The course texts give three points: who
/// buys weekly is heavy, about monthly medium, half-yearly light. The bounds lie between
/// them, so that a month of 28 to 31 days and a half year of 181 to 184 do not matter: at
/// the geometric means of neighbours, in whole days (√(7 × 30.4) is 15, √(30.4 × 182.6) is
/// 75), and at a year without a purchase. An interval on a bound belongs to the more
/// frequent side.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::customer::{Usage, UsageFacts, UsageTiers};
///
/// let tiers = UsageTiers::new();
/// assert_eq!(tiers.classify(&UsageFacts::new().interval_days(7.0))?.class(), Some(Usage::Heavy));
/// for (days, usage) in [(28.0, Usage::Medium), (31.0, Usage::Medium), (184.0, Usage::Light)] {
///     let found = tiers.classify(&UsageFacts::new().interval_days(days))?;
///     assert_eq!((found.class(), found.on_boundary()), (Some(usage), false));
/// }
/// assert_eq!(Usage::Light.policy(), "make it easier to come: open more outlets");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct UsageTiers {
    bounds: [f64; 3],
}

impl Default for UsageTiers {
    fn default() -> Self {
        Self { bounds: [15.0, 75.0, 365.0] }
    }
}

impl UsageTiers {
    /// The tiers with the default bounds.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the longest intervals in days of heavy, medium and light users.
    /// Defaults to 15, 75 and 365.
    ///
    /// # Errors
    /// As for [`interval_tiers_into`].
    pub fn with_bounds(mut self, heavy: f64, medium: f64, light: f64) -> Result<Self> {
        self.bounds = [heavy, medium, light];
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        check_bounds(&self.bounds)?;
        Ok(self)
    }
}

impl Scheme for UsageTiers {
    type Class = Usage;
    type Facts = UsageFacts;
    type Columns<'a> = UsageColumns<'a>;

    #[inline]
    fn decide(&self, facts: &UsageFacts) -> Classified<Usage> {
        use UsageReason as R;
        let Some(days) = facts.interval_days else {
            return Classified::unknown(Reasons::NONE.with(R::IntervalMissing));
        };
        let [heavy, medium, light] = self.bounds;
        let (class, reason) = if days <= heavy {
            (Usage::Heavy, R::WithinFirst)
        } else if days <= medium {
            (Usage::Medium, R::WithinSecond)
        } else if days <= light {
            (Usage::Light, R::WithinThird)
        } else {
            (Usage::Lapsed, R::Beyond)
        };
        Classified::known(class, Reasons::NONE.with(reason), self.bounds.contains(&days))
    }
}

/// Tiers by any number of bounds: tier 1 for an interval up to the first bound,
/// 2 up to the second, and so on; the last tier is beyond all of them. An interval
/// that is NaN (not known) has tier 0. `boundary`, where it is given, receives 1 for
/// an interval exactly on a bound, which belongs to the more frequent side.
///
/// # Errors
/// [`Empty`](ErrorKind::Empty) without a bound; [`Unsorted`](ErrorKind::Unsorted)
/// unless the bounds ascend; [`OutOfRange`](ErrorKind::OutOfRange) or
/// [`NotFinite`](ErrorKind::NotFinite) for a bound that is not finite and > 0 or an
/// interval that is negative or infinite, with its row; [`Length`](ErrorKind::Length)
/// where the columns differ in length. Nothing is written then.
pub fn interval_tiers_into(
    bounds: &[f64],
    intervals: &[f64],
    tiers: &mut [i32],
    boundary: Option<&mut [u8]>,
) -> Result<()> {
    check_bounds(bounds)?;
    crate::classify::check_column::<NonNegative>("intervals", Some(intervals), tiers.len())?;
    if let Some(boundary) = boundary {
        if boundary.len() != tiers.len() {
            return Err(Error::length("boundary", boundary.len(), tiers.len()));
        }
        for (flag, interval) in boundary.iter_mut().zip(intervals) {
            *flag = u8::from(bounds.contains(interval));
        }
    }
    for (tier, interval) in tiers.iter_mut().zip(intervals) {
        let passed = bounds.partition_point(|bound| bound < interval);
        *tier = if interval.is_nan() { 0 } else { passed as i32 + 1 };
    }
    Ok(())
}

fn check_bounds(bounds: &[f64]) -> Result<()> {
    if bounds.is_empty() {
        return Err(Error::empty("bounds"));
    }
    for (row, bound) in bounds.iter().enumerate() {
        if !(*bound > 0.0 && bound.is_finite()) {
            return Err(Error::out_of_range("bounds", *bound, "finite and > 0").at_row(row as u64));
        }
        if row > 0 && bounds[row - 1] >= *bound {
            return Err(Error::new(ErrorKind::Unsorted, "is not above the bound before it")
                .in_column("bounds")
                .with_value(bound)
                .at_row(row as u64));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::assert_total;

    #[test]
    fn total_monotone_and_the_same_by_any_bounds() {
        let days = [None, Some(0.0), Some(15.0), Some(15.1), Some(75.0), Some(365.0), Some(366.0)];
        let rows = days.map(|interval_days| UsageFacts { interval_days });
        let scheme = UsageTiers::new();
        UsageFacts::with_columns(&rows, |columns| assert_total(&scheme, &rows, columns));
        let classes: Vec<_> = rows[1..].iter().map(|row| scheme.decide(row).class()).collect();
        assert!(classes.is_sorted_by(|a, b| a >= b), "{classes:?}");
        let intervals = days.map(|days| days.unwrap_or(f64::NAN));
        let (mut tiers, mut boundary) = ([9; 7], [9; 7]);
        let bounds = [15.0, 75.0, 365.0];
        interval_tiers_into(&bounds, &intervals, &mut tiers, Some(&mut boundary)).unwrap();
        for ((row, tier), flag) in rows.iter().zip(tiers).zip(boundary) {
            let found = scheme.decide(row);
            assert_eq!(tier, if found.code() == 0 { 0 } else { 5 - found.code() });
            assert_eq!(flag, u8::from(found.on_boundary()));
        }
    }

    #[test]
    fn every_month_and_half_year_of_the_calendar_is_where_the_texts_put_it() {
        let class = |days: f64| {
            let found = UsageTiers::new().decide(&UsageFacts::new().interval_days(days));
            (!found.on_boundary()).then(|| found.class()).flatten()
        };
        assert_eq!(class(7.0), Some(Usage::Heavy));
        for days in 28..=31 {
            assert_eq!(class(f64::from(days)), Some(Usage::Medium), "{days}");
        }
        for days in 181..=184 {
            assert_eq!(class(f64::from(days)), Some(Usage::Light), "{days}");
        }
    }

    #[test]
    fn bad_bounds_and_intervals_are_named() {
        let mut tiers = [9; 2];
        let mut fails = |bounds: &[f64], intervals: &[f64]| {
            interval_tiers_into(bounds, intervals, &mut tiers, None).unwrap_err().kind()
        };
        assert_eq!(fails(&[], &[1.0, 2.0]), ErrorKind::Empty);
        assert_eq!(fails(&[7.0, 7.0], &[1.0, 2.0]), ErrorKind::Unsorted);
        assert_eq!(fails(&[0.0], &[1.0, 2.0]), ErrorKind::OutOfRange);
        assert_eq!(fails(&[1.0], &[1.0, -2.0]), ErrorKind::OutOfRange);
        assert_eq!(fails(&[1.0], &[1.0, f64::INFINITY]), ErrorKind::NotFinite);
        assert_eq!(fails(&[1.0], &[1.0]), ErrorKind::Length);
        assert_eq!(tiers, [9; 2]);
        assert!(interval_tiers_into(&[1.0], &[1.0, 2.0], &mut tiers, Some(&mut [7])).is_err());
        assert_eq!(tiers, [9; 2]);
        assert!(UsageTiers::new().with_bounds(30.0, 7.0, 182.0).is_err());
    }
}
