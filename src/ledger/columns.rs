//! Transactions as columns in the caller's memory.

use std::borrow::Cow;

use super::rules::no_amounts;
use super::{Costing, Refunds, Rules};
use crate::customer::{Keys, Texts};
use crate::error::{Error, Result};
use crate::money::{LARGEST_MINOR, parse_decimal};
use crate::time::{Day, Moment};

/// When, as a column.
#[derive(Debug, Clone, Copy)]
pub enum Times<'a> {
    /// Days since 1970-01-01 (Arrow's `date32`).
    Days(&'a [i32]),
    /// Seconds since 1970-01-01 00:00:00 by the clock that counts (Unix time reads as UTC).
    Seconds(&'a [i64]),
}

/// For how much, as a column.
#[derive(Debug, Clone, Copy)]
pub enum Amounts<'a> {
    /// Minor units of the currency (cents).
    Minor(&'a [i64]),
    /// Plain decimal text, such as `"19.99"`.
    Decimal(Texts<'a>),
    /// Floating-point units of the currency; the rules must name a rounding.
    Float(&'a [f64]),
}

impl Amounts<'_> {
    /// How many amounts there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Minor(minor) => minor.len(),
            Self::Decimal(texts) => texts.len(),
            Self::Float(values) => values.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Transactions as borrowed columns of one length: who, when, for how much.
///
/// ```
/// use habitue::ledger::{Amounts, Columns, Times};
///
/// let (customers, days, cents) = ([4_i64, 4, 21], [9862, 9879, 9862], [2933_i64, 2973, 6334]);
/// let columns = Columns::new(customers.as_slice(), Times::Days(&days))?
///     .with_amounts(Amounts::Minor(&cents))?;
/// assert_eq!(columns.len(), 3);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    customers: Keys<'a>,
    times: Times<'a>,
    amounts: Option<Amounts<'a>>,
    costs: Option<Costing<Amounts<'a>>>,
    known: Option<&'a [u8]>,
}

impl<'a> Columns<'a> {
    /// Who and when, without amounts.
    ///
    /// # Errors
    /// [`ErrorKind::Length`](crate::ErrorKind::Length) where the two differ in length.
    pub fn new(customers: impl Into<Keys<'a>>, times: Times<'a>) -> Result<Self> {
        let customers = customers.into();
        let length = match times {
            Times::Days(days) => days.len(),
            Times::Seconds(seconds) => seconds.len(),
        };
        if length != customers.len() {
            return Err(Error::length("date", length, customers.len()));
        }
        Ok(Self::unchecked(customers, times))
    }

    /// For how much.
    ///
    /// # Errors
    /// [`ErrorKind::Length`](crate::ErrorKind::Length) where the length is not that of the keys.
    pub fn with_amounts(mut self, amounts: Amounts<'a>) -> Result<Self> {
        if amounts.len() != self.len() {
            return Err(Error::length("amount", amounts.len(), self.len()));
        }
        self.amounts = Some(amounts);
        Ok(self)
    }

    /// What each cost, or what it left. An empty text is a cost that is not known.
    ///
    /// # Errors
    /// [`ErrorKind::Length`](crate::ErrorKind::Length) where the length is not that of the keys.
    pub fn with_costs(mut self, costs: Costing<Amounts<'a>>) -> Result<Self> {
        if costs.inner().len() != self.len() {
            return Err(Error::length("cost", costs.inner().len(), self.len()));
        }
        self.costs = Some(costs);
        Ok(self)
    }

    /// Whose costs are known: 1, or 0 for a row whose cost is not looked at. Defaults to all.
    ///
    /// # Errors
    /// [`ErrorKind::Length`](crate::ErrorKind::Length) where the length is not that of the keys.
    pub fn with_known_costs(mut self, known: &'a [u8]) -> Result<Self> {
        if known.len() != self.len() {
            return Err(Error::length("known", known.len(), self.len()));
        }
        self.known = Some(known);
        Ok(self)
    }

    /// Columns known to be of one length.
    pub(super) const fn unchecked(customers: Keys<'a>, times: Times<'a>) -> Self {
        Self { customers, times, amounts: None, costs: None, known: None }
    }

    /// Amounts known to be of the length of the keys.
    pub(super) const fn having(mut self, amounts: Amounts<'a>) -> Self {
        self.amounts = Some(amounts);
        self
    }

    /// Margins, and whether they were known, both of the length of the keys.
    pub(super) const fn leaving(mut self, margins: &'a [i64], known: &'a [u8]) -> Self {
        self.costs = Some(Costing::Margin(Amounts::Minor(margins)));
        self.known = Some(known);
        self
    }

    /// How many transactions there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// Who.
    #[must_use]
    pub const fn customers(&self) -> Keys<'a> {
        self.customers
    }

    /// When.
    #[must_use]
    pub const fn times(&self) -> Times<'a> {
        self.times
    }

    /// When, as the ticks of `rules`; borrowed where the column holds them already.
    pub(crate) fn ticks(&self, rules: &Rules) -> Result<Cow<'a, [i32]>> {
        match self.times {
            Times::Days(days) => {
                for (row, &day) in days.iter().enumerate() {
                    if !(Day::MIN.number()..=Day::MAX.number()).contains(&day) {
                        Day::from_number(day).map_err(|error| error.at_row(row as u64))?;
                    }
                }
                if rules.tick_of_day(Day::unchecked(1)) == 1 {
                    return Ok(Cow::Borrowed(days));
                }
                Ok(days.iter().map(|day| rules.tick_of_day(Day::unchecked(*day))).collect())
            }
            Times::Seconds(seconds) => rows(seconds.iter().copied(), |seconds| {
                Moment::from_seconds(seconds).map(|moment| rules.tick(moment))
            })
            .map(Cow::Owned),
        }
    }

    /// For how much, in minor units under `rules`; borrowed where the column holds them already,
    /// `None` where the rules name no currency.
    pub(crate) fn minor(&self, rules: &Rules) -> Result<Option<Cow<'a, [i64]>>> {
        let (currency, amounts) = match (rules.currency(), self.amounts) {
            (None, None) => return Ok(None),
            (None, Some(_)) => return Err(no_amounts()),
            (Some(_), None) if self.is_empty() => return Ok(Some(Cow::Borrowed(&[]))),
            (Some(_), None) => return rules.minor(None).map(|_| None),
            (Some(currency), Some(amounts)) => (currency, amounts),
        };
        let minor = match amounts {
            Amounts::Minor(minor) => {
                let refuses = rules.refunds() == Refunds::Refuse;
                let least = if refuses { 0 } else { -LARGEST_MINOR };
                for (row, &amount) in minor.iter().enumerate() {
                    if !(least..=LARGEST_MINOR).contains(&amount) {
                        rules.accept(amount).map_err(|error| error.at_row(row as u64))?;
                    }
                }
                Cow::Borrowed(minor)
            }
            Amounts::Decimal(texts) => Cow::Owned(rows(texts.iter(), |text| {
                rules.minor_from_decimal(parse_decimal(text)?, currency)
            })?),
            Amounts::Float(values) => Cow::Owned(rows(values.iter().copied(), |value| {
                rules.minor_from_f64(value, currency)
            })?),
        };
        Ok(Some(minor))
    }

    /// What each left in minor units under `rules`, given the amounts in minor units, and how many
    /// of these were assumed; `None` where the rules keep no margins.
    pub(crate) fn margins(
        &self,
        rules: &Rules,
        minor: Option<&[i64]>,
    ) -> Result<Option<(Cow<'a, [i64]>, u64)>> {
        rules.margins(minor.unwrap_or_default(), self.costs.as_ref(), self.known)
    }
}

/// Converts each row; an error names it.
pub(super) fn rows<T, U>(
    values: impl ExactSizeIterator<Item = T>,
    mut convert: impl FnMut(T) -> Result<U>,
) -> Result<Vec<U>> {
    let mut converted = Vec::with_capacity(values.len());
    for (row, value) in values.enumerate() {
        converted.push(convert(value).map_err(|error| error.at_row(row as u64))?);
    }
    Ok(converted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::money::{Currency, Rounding};

    const KEYS: [i64; 3] = [1, 2, 3];

    fn days(days: &[i32; 3]) -> Columns<'_> {
        Columns::new(KEYS.as_slice(), Times::Days(days)).unwrap()
    }

    #[test]
    fn lengths_must_agree() {
        let error = Columns::new(KEYS.as_slice(), Times::Days(&[1])).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Length, Some("date")));
        let error = days(&[0; 3]).with_amounts(Amounts::Minor(&[1])).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Length, Some("amount")));
    }

    #[test]
    fn a_bad_row_is_named() {
        let rules = Rules::money(Currency::USD);
        let error = days(&[0, 0, i32::MAX]).ticks(&rules).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(2)));
        let amounts =
            |amounts| days(&[0; 3]).with_amounts(amounts).unwrap().minor(&rules).unwrap_err();
        let error = amounts(Amounts::Minor(&[1, -1, 1]));
        assert_eq!((error.kind(), error.row()), (ErrorKind::Refund, Some(1)));
        let error = amounts(Amounts::Minor(&[1, i64::MIN, 1]));
        assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(1)));
        let error = amounts(Amounts::Float(&[1.0; 3]));
        assert_eq!(error.kind(), ErrorKind::Argument);
    }

    #[test]
    fn every_layout_of_amounts_gives_the_same_cents() {
        let rules = Rules::money(Currency::USD)
            .with_refunds(Refunds::Keep)
            .with_rounding(Rounding::HalfEven);
        let texts = Texts::new(&[0, 5, 10, 12], b"19.99-0.01.5", "amount").unwrap();
        for amounts in [
            Amounts::Minor(&[1999, -1, 50]),
            Amounts::Float(&[19.99, -0.01, 0.5]),
            Amounts::Decimal(texts),
        ] {
            let minor = days(&[0; 3]).with_amounts(amounts).unwrap().minor(&rules).unwrap();
            assert_eq!(minor.unwrap().as_ref(), [1999, -1, 50]);
        }
    }

    #[test]
    fn seconds_floor_to_days_and_hours() {
        let columns = Columns::new(KEYS.as_slice(), Times::Seconds(&[-1, 0, 90_000])).unwrap();
        assert_eq!(columns.ticks(&Rules::visits()).unwrap().as_ref(), [-1, 0, 1]);
        assert_eq!(columns.ticks(&Rules::visits().with_hours()).unwrap().as_ref(), [-1, 0, 25]);
        assert_eq!(
            days(&[0, 1, 2]).ticks(&Rules::visits().with_hours()).unwrap().as_ref(),
            [0, 24, 48]
        );
    }

    #[test]
    fn amounts_and_a_currency_come_together() {
        let with = days(&[0; 3]).with_amounts(Amounts::Minor(&[1; 3])).unwrap();
        assert_eq!(with.minor(&Rules::visits()).unwrap_err().kind(), ErrorKind::Currency);
        let without = days(&[0; 3]).minor(&Rules::money(Currency::USD)).unwrap_err();
        assert_eq!(without.kind(), ErrorKind::Missing);
    }
}
