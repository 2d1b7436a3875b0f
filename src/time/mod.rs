//! Days, units and observation windows.
//!
//! Customer models run on durations: how long since the first purchase, how long until the
//! horizon. Most wrong results in this field are wrong durations, so each way of measuring has a
//! name here:
//!
//! * a [`Day`] is a calendar date; a [`Moment`] is a civil date and time (no time zone: the clock
//!   on the shop's wall);
//! * a [`Unit`] measures between two days in one of two ways. A **fractional** duration divides
//!   the days by the unit's mean length; a **floored** one counts the calendar boundaries crossed:
//!
//! ```
//! use habitue::time::{Day, Unit};
//!
//! let (friday, monday) = (Day::parse("2015-01-30")?, Day::parse("2015-02-02")?);
//! assert_eq!(Unit::Week.fractional(friday, monday), 3.0 / 7.0);
//! assert_eq!(Unit::Week.floored(friday, monday), 1); // another calendar week
//! assert_eq!(Unit::Month.floored(friday, monday), 1); // another calendar month
//! assert_eq!(Unit::Month.fractional(friday, monday), 3.0 / (365.25 / 12.0));
//! # Ok::<(), habitue::Error>(())
//! ```
//!
//! * a [`Window`] says until when purchases calibrate a model and until when they test it. Both
//!   ends are inclusive days, or hours or minutes where the ledger keeps these;
//! * a [`DiscountRate`] is one fact in many units: 10 % a year is not 10 %/52 a week.
//!
//! * a [`DateFormat`] is the shape in which dates are written, a [`TimeZone`] the clock that says
//!   which day an instant is of.
//!
//! Nouns: [`Day`], [`Moment`], [`DateFormat`], [`TimeZone`], [`Unit`], [`Window`], [`Phase`], [`DiscountRate`].

mod civil_text;
mod date_format;
mod day;
mod discount;
mod moment;
mod unit;
mod window;
mod zone;

pub use date_format::{DateCandidate, DateFormat};
pub use day::Day;
pub use discount::DiscountRate;
pub use moment::Moment;
pub use unit::Unit;
pub(crate) use unit::units_meet;
pub use window::{Phase, Window};
pub use zone::TimeZone;
