//! Conventions of counting.

use std::fmt;

use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::Result;
#[cfg(feature = "serde")]
use crate::error::{Error, ErrorKind};
use crate::time::Unit;

/// How a duration between two occasions is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Clock {
    /// Whole calendar periods: the number of boundaries crossed.
    Floored,
    /// Days (or hours) over the mean length of the unit.
    Fractional,
}

/// What is one purchase occasion, and how time between occasions is measured.
///
/// | | [`lifetimes`](Self::lifetimes) | [`btyd`](Self::btyd) |
/// |---|---|---|
/// | one occasion | all purchases of one calendar period of the unit | all purchases of one day |
/// | x | distinct periods - 1 | distinct days - 1 |
/// | t_x, T | differences of periods (integers) | days / mean length of the unit |
/// | packages | lifetimes, pymc-marketing | BTYD, BTYDplus, CLVTools |
///
/// With `Unit::Day` the two agree. For other units they do not, and parameters estimated under
/// one convention are not to be used under the other.
///
/// lifetimes itself divides months and quarters by fractions of days on some versions of pandas
/// and fails on others; here a floored month is the difference of two calendar months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Convention {
    occasion: Unit,
    clock: Clock,
    unit: Unit,
}

impl Convention {
    /// Refuses occasions that no convention counts.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let known = match self.clock {
            Clock::Floored => self.occasion == self.unit,
            Clock::Fractional => matches!(self.occasion, Unit::Day | Unit::Hour),
        };
        if !known {
            return Err(Error::new(ErrorKind::Argument, "is no occasion of the convention")
                .in_column("occasion")
                .with_value(self.occasion)
                .allowing("the unit where periods are counted, otherwise the day or the hour"));
        }
        Ok(self)
    }

    /// Floored calendar periods, as lifetimes and pymc-marketing count: `freq` is `unit`; weeks
    /// run from Monday to Sunday.
    ///
    /// [`Unit::Hour`] needs a summary that keeps hours.
    #[must_use]
    pub const fn lifetimes(unit: Unit) -> Self {
        Self { occasion: unit, clock: Clock::Floored, unit }
    }

    /// Distinct days and fractional units, as BTYD, BTYDplus and CLVTools count.
    #[must_use]
    pub const fn btyd(unit: Unit) -> Self {
        Self { occasion: Unit::Day, clock: Clock::Fractional, unit }
    }

    /// Takes the purchases of one hour, rather than of one day, as one occasion. Only for
    /// fractional units and a summary that keeps hours; no effect on floored ones, whose
    /// occasion is their unit.
    #[must_use]
    pub const fn with_hourly_occasions(mut self) -> Self {
        if matches!(self.clock, Clock::Fractional) {
            self.occasion = Unit::Hour;
        }
        self
    }

    /// How it counts, in portable bytes.
    pub(crate) fn encode(&self, bytes: &mut Writer) {
        bytes.put(u8::from(self.clock == Clock::Fractional));
        Unit::encode(Some(self.unit), bytes);
        Unit::encode(Some(self.occasion), bytes);
    }

    /// What [`Convention::encode`] wrote.
    pub(crate) fn decode(bytes: &mut Reader<'_>) -> Result<Self> {
        let clock: u8 = bytes.get()?;
        let (unit, occasion) = (Unit::decode(bytes)?, Unit::decode(bytes)?);
        let convention = match (clock, unit) {
            (0, Some(unit)) => Self::lifetimes(unit),
            (1, Some(unit)) if occasion == Some(Unit::Hour) => {
                Self::btyd(unit).with_hourly_occasions()
            }
            (1, Some(unit)) => Self::btyd(unit),
            _ => return Err(bytes.misshapen()),
        };
        if Some(convention.occasion) == occasion { Ok(convention) } else { Err(bytes.misshapen()) }
    }

    /// The unit of t_x and T.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// How durations are measured.
    #[must_use]
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// Purchases within one of these are one occasion.
    #[must_use]
    pub const fn occasion(&self) -> Unit {
        self.occasion
    }

    /// The duration between two periods of the occasion's unit, given their indices.
    pub(super) fn duration(&self, periods: i32) -> f64 {
        match (self.clock, self.occasion, self.unit) {
            (Clock::Floored, ..) => f64::from(periods),
            (Clock::Fractional, Unit::Hour, unit) => f64::from(periods) / unit.hours(),
            (Clock::Fractional, _, Unit::Hour) => 24.0 * f64::from(periods),
            (Clock::Fractional, _, unit) => f64::from(periods) / unit.days(),
        }
    }
}

impl fmt::Display for Convention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.clock {
            Clock::Floored => write!(f, "calendar {}s", self.unit),
            Clock::Fractional => write!(f, "distinct {}s, in {}s", self.occasion, self.unit),
        }
    }
}
