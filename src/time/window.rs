//! Observation windows.

use std::fmt;

use super::{Day, Unit};
use crate::error::{Error, ErrorKind, Result};

/// Until when purchases calibrate a model, and until when they test it.
///
/// All dates are inclusive: a purchase on the last calibration day belongs to the calibration,
/// the day after it to the holdout.
///
/// ```
/// use habitue::time::{Day, Phase, Unit, Window};
///
/// let window = Window::until(Day::parse("1997-09-30")?)
///     .with_holdout_until(Day::parse("1998-06-30")?)?;
/// assert_eq!(window.phase(Day::parse("1997-09-30")?), Phase::Calibration);
/// assert_eq!(window.phase(Day::parse("1997-10-01")?), Phase::Holdout);
/// assert_eq!(window.holdout_length(Unit::Week), 39.0);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Window {
    start: Day,
    calibration_end: Day,
    holdout_end: Day,
}

/// Where a day stands in a [`Window`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Before the first day of the window.
    Before,
    /// From the first day to the last calibration day.
    Calibration,
    /// After the last calibration day, to the last holdout day.
    Holdout,
    /// After the last day of the window.
    After,
}

impl Window {
    /// Everything up to and including `calibration_end`; no holdout.
    #[must_use]
    pub const fn until(calibration_end: Day) -> Self {
        Self { start: Day::MIN, calibration_end, holdout_end: calibration_end }
    }

    /// Keeps the days after the calibration, up to and including `end`, for testing. The
    /// calibration's own last day means no holdout.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] where `end` is before the last calibration day.
    pub fn with_holdout_until(mut self, end: Day) -> Result<Self> {
        self.holdout_end = end;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        if self.holdout_end < self.calibration_end {
            return Err(Error::new(ErrorKind::Argument, "ends before the calibration does")
                .in_column("holdout_end")
                .with_value(self.holdout_end)
                .allowing(format!(">= {}", self.calibration_end)));
        }
        if self.start > self.calibration_end {
            return Err(Error::new(ErrorKind::Argument, "is after the end of the calibration")
                .in_column("start")
                .with_value(self.start)
                .allowing(format!("<= {}", self.calibration_end)));
        }
        Ok(self)
    }

    /// Leaves out whatever came before `start`. Defaults to no such limit.
    ///
    /// A customer who bought before `start` then looks newer than he is: use it to cut off
    /// records that are not to be trusted, not to choose a cohort.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] where `start` is after the last calibration day.
    pub fn with_start(mut self, start: Day) -> Result<Self> {
        self.start = start;
        self.checked()
    }

    /// The first day; [`Day::MIN`] where there is no limit.
    #[must_use]
    pub const fn start(&self) -> Day {
        self.start
    }

    /// The last day whose purchases calibrate.
    #[must_use]
    pub const fn calibration_end(&self) -> Day {
        self.calibration_end
    }

    /// The last day of the holdout; the last calibration day where there is none.
    #[must_use]
    pub const fn holdout_end(&self) -> Day {
        self.holdout_end
    }

    /// Whether days are kept for testing.
    #[must_use]
    pub fn has_holdout(&self) -> bool {
        self.holdout_end > self.calibration_end
    }

    /// The fractional length of the holdout; 0 where there is none.
    #[must_use]
    pub fn holdout_length(&self, unit: Unit) -> f64 {
        unit.fractional(self.calibration_end, self.holdout_end)
    }

    /// Where `day` stands.
    #[must_use]
    pub fn phase(&self, day: Day) -> Phase {
        if day < self.start {
            Phase::Before
        } else if day <= self.calibration_end {
            Phase::Calibration
        } else if day <= self.holdout_end {
            Phase::Holdout
        } else {
            Phase::After
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start > Day::MIN {
            write!(f, "from {} ", self.start)?;
        }
        write!(f, "until {}", self.calibration_end)?;
        if self.has_holdout() {
            write!(f, ", held out until {}", self.holdout_end)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn ends_are_inclusive() {
        let window = Window::until(day("2015-06-30"))
            .with_start(day("2015-01-01"))
            .unwrap()
            .with_holdout_until(day("2015-12-31"))
            .unwrap();
        for (date, phase) in [
            ("2014-12-31", Phase::Before),
            ("2015-01-01", Phase::Calibration),
            ("2015-06-30", Phase::Calibration),
            ("2015-07-01", Phase::Holdout),
            ("2015-12-31", Phase::Holdout),
            ("2016-01-01", Phase::After),
        ] {
            assert_eq!(window.phase(day(date)), phase, "{date}");
        }
    }

    #[test]
    fn a_window_of_calibration_only_has_no_holdout() {
        let window = Window::until(day("2015-06-30"));
        assert!(!window.has_holdout());
        assert_eq!(window.holdout_length(Unit::Day), 0.0);
        assert_eq!(window.phase(day("2015-07-01")), Phase::After);
    }

    #[test]
    fn dates_in_the_wrong_order_are_refused() {
        let window = Window::until(day("2015-06-30"));
        let kind = |result: Result<Window>| result.unwrap_err().kind();
        assert_eq!(kind(window.with_holdout_until(day("2015-06-29"))), ErrorKind::Argument);
        assert_eq!(kind(window.with_start(day("2015-07-01"))), ErrorKind::Argument);
    }
}
