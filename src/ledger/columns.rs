//! Transactions as columns in the caller's memory.

use std::borrow::Cow;

use super::exact_column::{ExactColumn, Fraction};
use super::rules::no_amounts;
use super::{Costing, MovedRefund, Refunds, Rules};
use crate::customer::{Keys, Texts};
use crate::error::{Error, Result};
use crate::money::{LARGEST_MINOR, parse_decimal};
use crate::time::{Day, Moment};

/// When, as a column.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Times<'a> {
    /// Days since 1970-01-01 (Arrow's `date32`).
    Days(&'a [i32]),
    /// Seconds since 1970-01-01 00:00:00 by the clock that counts (Unix time reads as UTC).
    Seconds(&'a [i64]),
}

/// For how much, as a column.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Amounts<'a> {
    /// Minor units of the currency (cents).
    Minor(&'a [i64]),
    /// Whole units of the currency (dollars).
    Units(&'a [i64]),
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
            Self::Minor(whole) | Self::Units(whole) => whole.len(),
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
    /// What the amounts and the costs in minor units have above these.
    amount_fractions: &'a [Fraction],
    cost_fractions: &'a [Fraction],
    /// Refunds that stand at the time of their purchase.
    moved: &'a [MovedRefund],
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
        Self {
            customers,
            times,
            amounts: None,
            costs: None,
            known: None,
            amount_fractions: &[],
            cost_fractions: &[],
            moved: &[],
        }
    }

    /// Some rows are refunds that stand at the time of their purchase.
    pub(super) const fn moving(mut self, moved: &'a [MovedRefund]) -> Self {
        self.moved = moved;
        self
    }

    /// Refunds that stand at the time of their purchase.
    pub(crate) const fn moved(&self) -> &'a [MovedRefund] {
        self.moved
    }

    /// Amounts in minor units known to be of the length of the keys, with their fractions.
    pub(super) const fn having(mut self, minor: &'a [i64], fractions: &'a [Fraction]) -> Self {
        self.amounts = Some(Amounts::Minor(minor));
        self.amount_fractions = fractions;
        self
    }

    /// Margins with their fractions, and whether they were known, of the length of the keys.
    pub(super) const fn leaving(
        mut self,
        margins: &'a [i64],
        fractions: &'a [Fraction],
        known: &'a [u8],
    ) -> Self {
        self.costs = Some(Costing::Margin(Amounts::Minor(margins)));
        self.cost_fractions = fractions;
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
                if rules.tick_seconds() == DAY_SECONDS {
                    return Ok(Cow::Borrowed(days));
                }
                let tick = |day: i32| rules.tick(Day::unchecked(day).into());
                rows(days.iter().copied(), tick).map(Cow::Owned)
            }
            Times::Seconds(seconds) => rows(seconds.iter().copied(), |seconds| {
                Moment::from_seconds(seconds).and_then(|moment| rules.tick(moment))
            })
            .map(Cow::Owned),
        }
    }

    /// For how much, in exact minor units under `rules`; borrowed where the column holds them
    /// already, `None` where the rules name no currency.
    pub(crate) fn minor(&self, rules: &Rules) -> Result<Option<ExactColumn<'a>>> {
        let (currency, amounts) = match (rules.currency(), self.amounts) {
            (None, None) => return Ok(None),
            (None, Some(_)) => return Err(no_amounts()),
            (Some(_), None) if self.is_empty() => return Ok(Some(ExactColumn::new(&[], &[]))),
            (Some(_), None) => return rules.minor(None).map(|_| None),
            (Some(currency), Some(amounts)) => (currency, amounts),
        };
        match amounts {
            Amounts::Minor(minor) => {
                let refuses = rules.refunds() == Refunds::Refuse;
                let least = if refuses { 0 } else { -LARGEST_MINOR };
                let column = ExactColumn::new(minor, self.amount_fractions);
                for (row, &amount) in minor.iter().enumerate() {
                    if !(least..=LARGEST_MINOR).contains(&amount) {
                        let exact = column.get(row);
                        rules.accept_minor(exact).map_err(|error| error.at_row(row as u64))?;
                    }
                }
                Ok(column)
            }
            Amounts::Units(units) => ExactColumn::collect(units.iter().copied(), |units| {
                rules.exact_from_units(units, currency)
            }),
            Amounts::Decimal(texts) => ExactColumn::collect(texts.iter(), |text| {
                rules.exact_from_decimal(parse_decimal(text)?, currency)
            }),
            Amounts::Float(values) => ExactColumn::collect(values.iter().copied(), |value| {
                rules.exact_from_f64(value, currency)
            }),
        }
        .map(Some)
    }

    /// What each left in exact minor units under `rules`, given the amounts, and how many of these
    /// were assumed; `None` where the rules keep no margins.
    pub(crate) fn margins(
        &self,
        rules: &Rules,
        amounts: Option<&ExactColumn<'_>>,
    ) -> Result<Option<(ExactColumn<'a>, u64)>> {
        let none = ExactColumn::new(&[], &[]);
        let stated =
            Stated { costs: self.costs, known: self.known, fractions: self.cost_fractions };
        rules.margins(amounts.unwrap_or(&none), &stated)
    }

    /// Whether a row states its cost or margin, so that none is assumed.
    pub(crate) fn states_margin(&self, rules: &Rules, row: usize) -> bool {
        let stated =
            Stated { costs: self.costs, known: self.known, fractions: self.cost_fractions };
        rules.states(&stated, row)
    }
}

/// Costs or margins as a column: what is known of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stated<'a> {
    pub(super) costs: Option<Costing<Amounts<'a>>>,
    pub(super) known: Option<&'a [u8]>,
    pub(super) fractions: &'a [Fraction],
}

const DAY_SECONDS: i64 = 86_400;

/// Converts each row; an error names it.
fn rows<T, U>(
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
            assert_eq!(minor.unwrap().whole(), [1999, -1, 50]);
        }
    }

    #[test]
    fn whole_units_are_units_and_too_many_are_refused() {
        let minor = |currency, units: &[i64; 3]| {
            let columns = days(&[0; 3]).with_amounts(Amounts::Units(units)).unwrap();
            let exact = columns.minor(&Rules::money(currency)).map(Option::unwrap);
            exact.map(|exact| exact.whole().to_vec())
        };
        assert_eq!(minor(Currency::USD, &[19, 0, 3]).unwrap(), [1900, 0, 300]);
        assert_eq!(minor(Currency::JPY, &[19, 0, 3]).unwrap(), [19, 0, 3]);
        for far in [LARGEST_MINOR / 10, i64::MAX] {
            let error = minor(Currency::USD, &[1, 2, far]).unwrap_err();
            assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(2)));
        }
        let error = minor(Currency::USD, &[1, -2, 3]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Refund, Some(1)));
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
