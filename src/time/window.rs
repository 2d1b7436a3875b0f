//! Observation windows.

use std::fmt;

use super::{Day, Moment, Unit};
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::{Error, ErrorKind, Result};

/// Until when purchases calibrate a model, and until when they test it.
///
/// All ends are inclusive: a purchase on the last calibration day belongs to the calibration,
/// the day after it to the holdout. A window ends with a day, or with an hour or a minute where
/// the ledger keeps these ([`Rules::with_hours`](crate::ledger::Rules::with_hours)).
///
/// ```
/// use habitue::time::{Day, Moment, Phase, Unit, Window};
///
/// let window = Window::until(Day::parse("1997-09-30")?)
///     .with_holdout_until(Day::parse("1998-06-30")?)?;
/// assert_eq!(window.phase(Day::parse("1997-09-30")?), Phase::Calibration);
/// assert_eq!(window.phase(Day::parse("1997-10-01")?), Phase::Holdout);
/// assert_eq!(window.holdout_length(Unit::Week), 39.0);
///
/// // The hour from eight to nine is the last one.
/// let window = Window::until_hour(Moment::parse("1997-09-30T08:15")?);
/// assert_eq!(window.phase(Moment::parse("1997-09-30T08:59")?), Phase::Calibration);
/// assert_eq!(window.phase(Moment::parse("1997-09-30T09:00")?), Phase::After);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Bounds", into = "Bounds"))]
pub struct Window {
    /// The first second.
    start: Moment,
    /// The last seconds.
    calibration_end: Moment,
    holdout_end: Moment,
}

/// Where a moment stands in a [`Window`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Before the window.
    Before,
    /// From the start of the window to the end of the calibration.
    Calibration,
    /// After the calibration, to the end of the holdout.
    Holdout,
    /// After the window.
    After,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// The last second of the minute, hour or day (of so many seconds) that a moment is in.
const fn last_second(moment: Moment, of: i64) -> Moment {
    Moment::unchecked((moment.seconds().div_euclid(of) + 1) * of - 1)
}

impl Window {
    /// Everything up to and including the day `calibration_end`; no holdout.
    #[must_use]
    pub fn until(calibration_end: Day) -> Self {
        Self::ending(last_second(calibration_end.into(), DAY))
    }

    /// Everything up to and including the hour that `calibration_end` is in; no holdout. This is
    /// how lifetimes reads an end where it counts hours.
    #[must_use]
    pub fn until_hour(calibration_end: Moment) -> Self {
        Self::ending(last_second(calibration_end, HOUR))
    }

    /// Everything up to and including the minute that `calibration_end` is in; no holdout.
    #[must_use]
    pub fn until_minute(calibration_end: Moment) -> Self {
        Self::ending(last_second(calibration_end, MINUTE))
    }

    fn ending(last: Moment) -> Self {
        Self { start: Moment::MIN, calibration_end: last, holdout_end: last }
    }

    /// Keeps what comes after the calibration, up to and including the day `end`, for testing. The
    /// calibration's own last day means no holdout.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] where `end` is before the end of the calibration.
    pub fn with_holdout_until(self, end: Day) -> Result<Self> {
        self.holding_out(last_second(end.into(), DAY), end.to_string())
    }

    /// The same up to and including the hour that `end` is in.
    ///
    /// # Errors
    /// As [`Window::with_holdout_until`].
    pub fn with_holdout_until_hour(self, end: Moment) -> Result<Self> {
        self.holding_out(last_second(end, HOUR), end.to_string())
    }

    /// The same up to and including the minute that `end` is in.
    ///
    /// # Errors
    /// As [`Window::with_holdout_until`].
    pub fn with_holdout_until_minute(self, end: Moment) -> Result<Self> {
        self.holding_out(last_second(end, MINUTE), end.to_string())
    }

    fn holding_out(mut self, last: Moment, stated: String) -> Result<Self> {
        if last < self.calibration_end {
            return Err(Error::new(ErrorKind::Argument, "ends before the calibration does")
                .in_column("holdout_end")
                .with_value(stated)
                .allowing(format!(">= {}", shown(self.calibration_end))));
        }
        self.holdout_end = last;
        Ok(self)
    }

    /// Leaves out whatever came before `start`, a day or a moment. Defaults to no such limit.
    ///
    /// A customer who bought before `start` then looks newer than they are: use it to cut off
    /// records that are not to be trusted, not to choose a cohort.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] where `start` is after the end of the calibration.
    pub fn with_start(mut self, start: impl Into<Moment>) -> Result<Self> {
        let start = start.into();
        if start > self.calibration_end {
            return Err(Error::new(ErrorKind::Argument, "is after the end of the calibration")
                .in_column("start")
                .with_value(start)
                .allowing(format!("<= {}", shown(self.calibration_end))));
        }
        self.start = start;
        Ok(self)
    }

    /// The first day; [`Day::MIN`] where there is no limit.
    #[must_use]
    pub const fn start(&self) -> Day {
        self.start.day()
    }

    /// The day that the calibration ends in.
    #[must_use]
    pub const fn calibration_end(&self) -> Day {
        self.calibration_end.day()
    }

    /// The day that the holdout ends in; that of the calibration where there is none.
    #[must_use]
    pub const fn holdout_end(&self) -> Day {
        self.holdout_end.day()
    }

    /// The first moment; [`Moment::MIN`] where there is no limit.
    #[must_use]
    pub const fn first_moment(&self) -> Moment {
        self.start
    }

    /// The last second whose purchases calibrate.
    #[must_use]
    pub const fn last_calibration_moment(&self) -> Moment {
        self.calibration_end
    }

    /// The last second of the holdout; that of the calibration where there is none.
    #[must_use]
    pub const fn last_moment(&self) -> Moment {
        self.holdout_end
    }

    /// Whether something is kept for testing.
    #[must_use]
    pub fn has_holdout(&self) -> bool {
        self.holdout_end > self.calibration_end
    }

    /// The fractional length of the holdout; 0 where there is none.
    #[must_use]
    pub fn holdout_length(&self, unit: Unit) -> f64 {
        let seconds = self.holdout_end.seconds() - self.calibration_end.seconds();
        if seconds % DAY == 0 {
            return unit.fractional(self.calibration_end.day(), self.holdout_end.day());
        }
        seconds as f64 / (HOUR as f64 * unit.hours())
    }

    /// Where a moment stands; of a day, its first moment.
    #[must_use]
    pub fn phase(&self, at: impl Into<Moment>) -> Phase {
        let at = at.into();
        if at < self.start {
            Phase::Before
        } else if at <= self.calibration_end {
            Phase::Calibration
        } else if at <= self.holdout_end {
            Phase::Holdout
        } else {
            Phase::After
        }
    }

    /// Its bounds in portable bytes.
    pub(crate) fn encode(&self, bytes: &mut Writer) {
        let bounds = [self.start, self.calibration_end, self.holdout_end];
        bytes.run(&bounds.map(Moment::seconds));
    }

    /// What [`Window::encode`] wrote.
    pub(crate) fn decode(bytes: &mut Reader<'_>) -> Result<Self> {
        let bound = |bytes: &mut Reader<'_>| {
            Moment::from_seconds(bytes.get()?).map_err(|error| bytes.invalid(error))
        };
        let start = bound(bytes)?;
        let (calibration_end, holdout_end) = (bound(bytes)?, bound(bytes)?);
        let window = Self::until_minute(calibration_end)
            .with_holdout_until_minute(holdout_end)
            .and_then(|window| window.with_start(start))
            .map_err(|error| bytes.invalid(error))?;
        if (window.calibration_end, window.holdout_end) != (calibration_end, holdout_end) {
            return Err(bytes.misshapen());
        }
        Ok(window)
    }

    /// Refuses a bound that a ledger cannot tell, which keeps time by so many seconds.
    pub(crate) fn fits(&self, tick_seconds: i64) -> Result<()> {
        let kept = if tick_seconds == HOUR { "hours" } else { "days" };
        for (name, begins) in [
            ("start", self.start.seconds()),
            ("calibration_end", self.calibration_end.seconds() + 1),
            ("holdout_end", self.holdout_end.seconds() + 1),
        ] {
            if begins.rem_euclid(tick_seconds) != 0 {
                let sentence =
                    format!("cuts what is kept by {kept}: keep time by hours or minutes");
                return Err(Error::new(ErrorKind::Argument, sentence)
                    .in_column(name)
                    .with_value(Moment::unchecked(begins))
                    .allowing(format!("whole {kept}")));
            }
        }
        Ok(())
    }
}

/// The day that a last second ends, or that second.
fn shown(last: Moment) -> String {
    if last == last_second(last, DAY) { last.day().to_string() } else { last.to_string() }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start > Moment::MIN {
            let midnight = self.start == self.start.day().into();
            let start = if midnight { self.start().to_string() } else { self.start.to_string() };
            write!(f, "from {start} ")?;
        }
        write!(f, "until {}", shown(self.calibration_end))?;
        if self.has_holdout() {
            write!(f, ", held out until {}", shown(self.holdout_end))?;
        }
        Ok(())
    }
}

/// The stored form of a [`Window`], which is checked when it is read.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
struct Bounds {
    start: Bound,
    calibration_end: Bound,
    holdout_end: Bound,
}

/// A whole day, or a second.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
enum Bound {
    Day(Day),
    Moment(Moment),
}

#[cfg(feature = "serde")]
impl Bound {
    fn first(start: Moment) -> Self {
        let day = start.day();
        if start == day.into() { Self::Day(day) } else { Self::Moment(start) }
    }

    fn last(end: Moment) -> Self {
        if end == last_second(end, DAY) { Self::Day(end.day()) } else { Self::Moment(end) }
    }

    fn end(&self) -> Moment {
        match *self {
            Self::Day(day) => last_second(day.into(), DAY),
            Self::Moment(moment) => moment,
        }
    }
}

#[cfg(feature = "serde")]
impl From<Window> for Bounds {
    fn from(window: Window) -> Self {
        Self {
            start: Bound::first(window.start),
            calibration_end: Bound::last(window.calibration_end),
            holdout_end: Bound::last(window.holdout_end),
        }
    }
}

#[cfg(feature = "serde")]
impl TryFrom<Bounds> for Window {
    type Error = Error;

    fn try_from(bounds: Bounds) -> Result<Self> {
        let start = match bounds.start {
            Bound::Day(day) => day.into(),
            Bound::Moment(moment) => moment,
        };
        let end = bounds.holdout_end.end();
        Self::ending(bounds.calibration_end.end())
            .holding_out(end, shown(end))
            .and_then(|window| window.with_start(start))
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

    #[test]
    fn a_window_may_end_with_an_hour_or_a_minute() {
        let at = |text| Moment::parse(text).unwrap();
        let noon = at("2015-06-30T12:00");
        let hour = Window::until_hour(at("2015-06-30T11:20"))
            .with_holdout_until_minute(at("2015-07-01T23:45"))
            .unwrap();
        assert_eq!(hour.phase(at("2015-06-30T11:59:59")), Phase::Calibration);
        assert_eq!(hour.phase(noon), Phase::Holdout);
        assert_eq!(hour.phase(at("2015-07-01T23:46")), Phase::After);
        assert_eq!(
            (hour.calibration_end(), hour.holdout_end()),
            (day("2015-06-30"), day("2015-07-01"))
        );
        // From 12:00 to 23:46 of the next day.
        assert_eq!(hour.holdout_length(Unit::Hour), 35.0 + 46.0 / 60.0);
        let whole = hour.with_holdout_until_hour(at("2015-07-02T11:00")).unwrap();
        assert_eq!(whole.holdout_length(Unit::Day), 2.0);
        assert_eq!(
            hour.to_string(),
            "until 2015-06-30 11:59:59, held out until 2015-07-01 23:45:59"
        );
        assert!(
            hour.with_start(noon).is_err()
                && Window::until(day("2015-06-30")).with_start(noon).is_ok()
        );
        assert!(Window::until(day("2015-06-30")).with_holdout_until_hour(noon).is_err());
        assert!(hour.with_holdout_until(day("2015-06-30")).unwrap().has_holdout());
    }

    #[test]
    fn a_ledger_must_keep_what_the_window_cuts() {
        let at = |text| Moment::parse(text).unwrap();
        let fits = |window: Window| [86_400, 3_600, 60].map(|seconds| window.fits(seconds).is_ok());
        assert_eq!(fits(Window::until(day("2015-06-30"))), [true; 3]);
        assert_eq!(fits(Window::until_hour(at("2015-06-30T11:20"))), [false, true, true]);
        assert_eq!(fits(Window::until_hour(at("2015-06-30T23:20"))), [true; 3]);
        assert_eq!(fits(Window::until_minute(at("2015-06-30T11:20"))), [false, false, true]);
        let late = Window::until(day("2015-06-30")).with_start(at("2015-06-01T06:00")).unwrap();
        assert_eq!(fits(late), [false, true, true]);
        let error = late.fits(86_400).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Argument, Some("start")));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_window_is_read_as_it_was_written_and_checked() {
        let at = |text| Moment::parse(text).unwrap();
        let days = Window::until(day("2015-06-30"));
        let json =
            r#"{"start":"0001-01-01","calibration_end":"2015-06-30","holdout_end":"2015-06-30"}"#;
        assert_eq!(serde_json::to_string(&days).unwrap(), json);
        let cut = Window::until_hour(at("2015-06-30T11:20"))
            .with_holdout_until(day("2015-07-30"))
            .unwrap()
            .with_start(at("2015-06-01T06:00"))
            .unwrap();
        for window in [days, cut] {
            let text = serde_json::to_string(&window).unwrap();
            assert_eq!(serde_json::from_str::<Window>(&text).unwrap(), window, "{text}");
        }
        for wrong in [
            json.replace("\"holdout_end\":\"2015-06-30", "\"holdout_end\":\"2015-06-29"),
            json.replace("0001-01-01", "2015-07-01"),
        ] {
            assert!(serde_json::from_str::<Window>(&wrong).is_err(), "{wrong}");
        }
    }
}
