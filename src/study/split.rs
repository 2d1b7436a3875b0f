//! Where the calibration ends and the test begins.

use super::sales_days::SalesDays;
use super::study_options::{SplitRule, StudyOptions};
use crate::error::{Error, ErrorKind, Result};
use crate::time::{Day, Unit, Window};

/// Where the calibration ends and the test begins.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Split {
    /// The last day of the calibration.
    pub day: Day,
    /// The last day of the test.
    pub end: Day,
    /// How long the test is, in the unit of the study.
    pub length: f64,
    /// Who chose the day.
    pub origin: SplitOrigin,
    /// Earlier days at which the base was long enough to learn as long as the test is and to be
    /// tested as long, the latest first: the rolling origins. The test of each ends where that of
    /// the next begins.
    pub earlier: Vec<Day>,
}

/// Who chose the day of a [`Split`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SplitOrigin {
    /// The study, from the days of the data.
    Found,
    /// The caller.
    Given,
}

/// The test is this part of the days.
const TEST_PART: i32 = 3;
/// The fewest days of a test and of its calibration.
const FEWEST_DAYS: i32 = 28;
/// The fewest purchases in a test and in its calibration.
const FEWEST_PURCHASES: u64 = 10;
/// The most rolling origins.
const MOST_ORIGINS: usize = 3;

impl Split {
    /// The split of these days; `None` where nothing is held out.
    pub(super) fn of(
        sales: &SalesDays,
        first: Day,
        last: Day,
        options: &StudyOptions,
    ) -> Result<Option<Self>> {
        let (day, origin) = match options.split() {
            SplitRule::None => return Ok(None),
            SplitRule::Day(day) => {
                if day < first || day > last {
                    return Err(Error::new(ErrorKind::OutOfRange, "is outside the data")
                        .in_column("split")
                        .with_value(day)
                        .allowing(format!("{first} to {last}")));
                }
                if day == last {
                    return Ok(None);
                }
                (day, SplitOrigin::Given)
            }
            SplitRule::Auto => match found(sales, first, last, options) {
                Some(day) => (day, SplitOrigin::Found),
                None => return Ok(None),
            },
        };
        let (length, test) = (options.unit().fractional(day, last), last.days_since(day));
        let earlier = (1..)
            .map(|back| day.number() - back * test)
            .take_while(|origin| origin - first.number() + 1 >= test.max(FEWEST_DAYS))
            .take(MOST_ORIGINS)
            .map(Day::unchecked)
            .collect();
        Ok(Some(Self { day, end: last, length, origin, earlier }))
    }

    /// The window of the test, on top of `window`, which ends with the last day.
    pub(super) fn window(&self, start: Option<Day>) -> Result<Window> {
        window(start, self.day, self.end)
    }
}

/// Everything from `start`, where there is one, to `day`, and a test until `end`.
pub(super) fn window(start: Option<Day>, day: Day, end: Day) -> Result<Window> {
    let window = Window::until(day).with_holdout_until(end)?;
    start.map_or(Ok(window), |start| window.with_start(start))
}

/// The last third of the days, at most the horizon, where enough is left on either side.
fn found(sales: &SalesDays, first: Day, last: Day, options: &StudyOptions) -> Option<Day> {
    let span = last.days_since(first) + 1;
    let horizon = (options.horizon() * Unit::Day.per(options.unit())).floor();
    let most = if horizon < f64::from(span) { horizon as i32 } else { span };
    let test = (span / TEST_PART).min(most);
    let day = Day::unchecked(last.number() - test);
    let purchases = |first, last| sales.between(first, last).purchases();
    let next = Day::unchecked(day.number() + 1);
    let enough = test >= FEWEST_DAYS
        && span - test >= FEWEST_DAYS
        && purchases(first, day) >= FEWEST_PURCHASES
        && purchases(next, last) >= FEWEST_PURCHASES;
    enough.then_some(day)
}
