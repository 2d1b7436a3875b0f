//! What columns are in and how they were counted.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind, Result};
use crate::money::Currency;
use crate::summary::{Clock, Convention, Table};
use crate::time::{Moment, Unit, Window};

/// What columns are in and how they were counted, as the metadata of their schema says it: what is
/// not said meets anything.
///
/// | key | says |
/// |---|---|
/// | `habitue.currency` | the code of the currency: `USD` |
/// | `habitue.whole_amounts` | what whole amounts are: `minor` or `major` units |
/// | `habitue.unit` | the unit of recency and age: `week` |
/// | `habitue.window` | start, end of the calibration and end of the holdout: `/1997-09-30/1998-06-30` |
/// | `habitue.convention` | how occasions are counted: `btyd`, `lifetimes` or `hourly` |
///
/// ```
/// use habitue::arrow::Provenance;
/// use habitue::time::Unit;
///
/// let said = Provenance::of_pairs([("habitue.unit", "week"), ("pandas", "{}")]);
/// assert!(said.meets_unit(Unit::Week).is_ok());
/// assert!(said.meets_unit(Unit::Day).unwrap_err().to_string().contains("week"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance(BTreeMap<&'static str, String>);

const CURRENCY: &str = "habitue.currency";
const WHOLE_AMOUNTS: &str = "habitue.whole_amounts";
const UNIT: &str = "habitue.unit";
const WINDOW: &str = "habitue.window";
const CONVENTION: &str = "habitue.convention";
const KEYS: [&str; 5] = [CURRENCY, WHOLE_AMOUNTS, UNIT, WINDOW, CONVENTION];

impl Provenance {
    /// Of the metadata of a schema; keys of others are passed over.
    pub fn of_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let ours = |(key, value): (&str, &str)| {
            KEYS.iter().find(|known| **known == key).map(|known| (*known, value.to_owned()))
        };
        Self(pairs.into_iter().filter_map(ours).collect())
    }

    /// Of a table; its whole amounts are minor units.
    #[must_use]
    pub fn of_table(table: &Table) -> Self {
        let mut said = BTreeMap::from([
            (UNIT, table.unit().name().to_owned()),
            (WINDOW, window_text(table.window())),
            (CONVENTION, convention_text(table.convention()).to_owned()),
        ]);
        if let Some(currency) = table.currency() {
            said.insert(CURRENCY, currency.label().to_owned());
            said.insert(WHOLE_AMOUNTS, "minor".to_owned());
        }
        Self(said)
    }

    /// Keys and values, as metadata has them.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (*key, value.as_str()))
    }

    /// Whether whole amounts are minor units; `None` where nothing is said.
    ///
    /// # Errors
    /// [`ErrorKind::Parse`] for another word than `minor` and `major`.
    pub fn has_minor_amounts(&self) -> Result<Option<bool>> {
        match self.0.get(WHOLE_AMOUNTS).map(String::as_str) {
            None => Ok(None),
            Some("minor") => Ok(Some(true)),
            Some("major") => Ok(Some(false)),
            Some(other) => Err(Error::new(ErrorKind::Parse, "says what whole amounts are")
                .in_column(WHOLE_AMOUNTS)
                .with_value(format!("{other:?}"))
                .allowing("minor, major")),
        }
    }

    /// The unit that is said.
    ///
    /// # Errors
    /// [`ErrorKind::Parse`] for a word that is no unit.
    pub fn unit(&self) -> Result<Option<Unit>> {
        let Some(word) = self.0.get(UNIT) else { return Ok(None) };
        Unit::from_name(word).map(Some).ok_or_else(|| {
            Error::new(ErrorKind::Parse, "is no unit of time")
                .in_column(UNIT)
                .with_value(format!("{word:?}"))
                .allowing(Unit::ALL.iter().map(|unit| unit.name()).collect::<Vec<_>>().join(", "))
        })
    }

    /// Refuses columns in another currency; `None` is a receiver without amounts.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`].
    pub fn meets_currency(&self, own: Option<Currency>) -> Result<()> {
        self.meets(CURRENCY, own.map_or("none", Currency::label), ErrorKind::Currency)
    }

    /// Refuses columns in another unit.
    ///
    /// # Errors
    /// [`ErrorKind::Inconsistent`].
    pub fn meets_unit(&self, own: Unit) -> Result<()> {
        self.meets(UNIT, own.name(), ErrorKind::Inconsistent)
    }

    /// Refuses columns of another window.
    ///
    /// # Errors
    /// [`ErrorKind::Inconsistent`].
    pub fn meets_window(&self, own: &Window) -> Result<()> {
        self.meets(WINDOW, &window_text(own), ErrorKind::Inconsistent)
    }

    /// Refuses columns that were counted by another convention.
    ///
    /// # Errors
    /// [`ErrorKind::Inconsistent`].
    pub fn meets_convention(&self, own: &Convention) -> Result<()> {
        self.meets(CONVENTION, convention_text(own), ErrorKind::Inconsistent)
    }

    fn meets(&self, key: &str, own: &str, kind: ErrorKind) -> Result<()> {
        match self.0.get(key) {
            Some(said) if said != own => {
                Err(Error::new(kind, format!("is {said:?} in the schema, but {own:?} here"))
                    .in_column(key)
                    .with_value(said)
                    .allowing(own))
            }
            _ => Ok(()),
        }
    }
}

/// ISO dates; a bound within a day has its time, and no start is no text.
fn window_text(window: &Window) -> String {
    let bound = |at: Moment, end_of_day: bool| {
        let whole = at.seconds().rem_euclid(86_400) == if end_of_day { 86_399 } else { 0 };
        if whole { at.day().to_string() } else { at.to_string() }
    };
    let start = match window.first_moment() {
        Moment::MIN => String::new(),
        first => bound(first, false),
    };
    let (end, last) = (window.last_calibration_moment(), window.last_moment());
    format!("{start}/{}/{}", bound(end, true), bound(last, true))
}

const fn convention_text(convention: &Convention) -> &'static str {
    match (convention.clock(), convention.occasion()) {
        (Clock::Floored, _) => "lifetimes",
        (Clock::Fractional, Unit::Hour) => "hourly",
        (Clock::Fractional, _) => "btyd",
    }
}
