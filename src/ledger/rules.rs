//! The rules by which transactions are taken in.

use rust_decimal::Decimal;

use super::MissingCosts;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, LARGEST_MINOR, Money, Rounding, minor_from_f64, minor_units};
use crate::time::{Day, Moment, Unit};

/// What a negative amount means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Refunds {
    /// A negative amount is an error.
    #[default]
    Refuse,
    /// Amounts of one customer within one period add up, and a period whose sum is not positive
    /// is no purchase occasion: a sale and its return on one day leave nothing. An occasion that
    /// is worth nothing (a gift, a free sample) is dropped likewise. What is dropped is counted.
    Net,
    /// A negative amount is an amount like any other: its period is an occasion, its value
    /// lowers the spend. What packages do that know nothing of refunds.
    Keep,
}

/// How transactions are taken in: currency, refunds, rounding, and how finely time is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Rules {
    currency: Option<Currency>,
    refunds: Refunds,
    rounding: Option<Rounding>,
    hours: bool,
    costs: Option<MissingCosts>,
}

impl Rules {
    /// Transactions have amounts of `currency`. Time is kept by the day.
    #[must_use]
    pub const fn money(currency: Currency) -> Self {
        Self {
            currency: Some(currency),
            refunds: Refunds::Refuse,
            rounding: None,
            hours: false,
            costs: None,
        }
    }

    /// Transactions have no amounts: only that they happened counts. Time is kept by the day.
    #[must_use]
    pub const fn visits() -> Self {
        Self { currency: None, refunds: Refunds::Keep, rounding: None, hours: false, costs: None }
    }

    /// Without a currency there are neither refunds nor costs.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        if self.currency.is_none() && (self.refunds != Refunds::Keep || self.costs.is_some()) {
            return Err(no_amounts().allowing("no refunds and no costs without a currency"));
        }
        self.costs.map_or(Ok(()), MissingCosts::check)?;
        Ok(self)
    }

    /// What a negative amount means. Defaults to [`Refunds::Refuse`]. Without a currency there
    /// are no refunds, and this has no effect.
    #[must_use]
    pub const fn with_refunds(mut self, refunds: Refunds) -> Self {
        if self.currency.is_some() {
            self.refunds = refunds;
        }
        self
    }

    /// Rounds amounts that have more decimals than the currency. Defaults to none: such an
    /// amount is an error. Floating-point columns need a rounding.
    #[must_use]
    pub const fn with_rounding(mut self, rounding: Rounding) -> Self {
        self.rounding = Some(rounding);
        self
    }

    /// Keeps time by the hour, for occasions and durations finer than a day. Defaults to days.
    #[must_use]
    pub const fn with_hours(mut self) -> Self {
        self.hours = true;
        self
    }

    /// Keeps the margin of each transaction beside its amount, from costs or margins that come with
    /// it; `missing` says what becomes of one that comes without. Defaults to no margins, and
    /// then costs are refused. Without a currency there are none, and this has no effect.
    #[must_use]
    pub const fn with_costs(mut self, missing: MissingCosts) -> Self {
        if self.currency.is_some() {
            self.costs = Some(missing);
        }
        self
    }

    /// What becomes of a transaction without a cost; `None` where no margins are kept.
    #[must_use]
    pub const fn costs(&self) -> Option<MissingCosts> {
        self.costs
    }

    /// The currency; `None` where transactions have no amounts.
    #[must_use]
    pub const fn currency(&self) -> Option<Currency> {
        self.currency
    }

    /// What a negative amount means.
    #[must_use]
    pub const fn refunds(&self) -> Refunds {
        self.refunds
    }

    /// The rounding of amounts with too many decimals.
    #[must_use]
    pub const fn rounding(&self) -> Option<Rounding> {
        self.rounding
    }

    /// How finely time is kept: [`Unit::Day`] or [`Unit::Hour`].
    #[must_use]
    pub const fn resolution(&self) -> Unit {
        if self.hours { Unit::Hour } else { Unit::Day }
    }

    /// The tick of a day: its number, or that of its first hour.
    pub(crate) const fn tick_of_day(&self, day: Day) -> i32 {
        if self.hours { day.number() * 24 } else { day.number() }
    }

    /// The last tick of a day.
    pub(crate) const fn last_tick_of_day(&self, day: Day) -> i32 {
        if self.hours { day.number() * 24 + 23 } else { day.number() }
    }

    /// The tick of a moment.
    pub(crate) const fn tick(&self, moment: Moment) -> i32 {
        if self.hours { moment.hour_number() } else { moment.day().number() }
    }

    /// The day that a tick is in.
    pub(crate) const fn day(&self, tick: i32) -> Day {
        Day::unchecked(if self.hours { tick.div_euclid(24) } else { tick })
    }

    /// The minor units of a transaction's amount under these rules.
    pub(crate) fn minor(&self, amount: Option<Money>) -> Result<i64> {
        match (self.currency, amount) {
            (None, None) => Ok(0),
            (Some(currency), Some(amount)) if amount.currency() == currency => {
                self.minor_from_decimal(amount.amount(), currency)
            }
            (Some(currency), Some(amount)) => {
                Err(Error::new(ErrorKind::Currency, "is of another currency")
                    .in_column("amount")
                    .with_value(amount)
                    .allowing(currency.code()))
            }
            (Some(currency), None) => Err(Error::new(ErrorKind::Missing, "is missing")
                .in_column("amount")
                .allowing(format!("an amount of {currency}"))),
            (None, Some(amount)) => Err(no_amounts().with_value(amount)),
        }
    }

    pub(crate) fn minor_from_decimal(&self, amount: Decimal, currency: Currency) -> Result<i64> {
        self.accept(minor_units(amount, currency, self.rounding)?)
    }

    pub(crate) fn minor_from_f64(&self, amount: f64, currency: Currency) -> Result<i64> {
        let rounding = self.rounding.ok_or_else(|| {
            Error::new(ErrorKind::Argument, "of floating-point numbers needs a named rounding")
                .in_column("amount")
        })?;
        self.accept(minor_from_f64(amount, currency, rounding)?)
    }

    /// Refuses minor units out of range, and refunds where they are refused.
    pub(crate) fn accept(&self, minor: i64) -> Result<i64> {
        if minor.unsigned_abs() > LARGEST_MINOR as u64 {
            return Err(Error::new(ErrorKind::OutOfRange, "is out of range")
                .in_column("amount")
                .with_value(minor)
                .allowing(format!("-{LARGEST_MINOR} to {LARGEST_MINOR} minor units")));
        }
        if minor < 0 && self.refunds == Refunds::Refuse {
            return Err(Error::new(
                ErrorKind::Refund,
                "is a refund; choose a refund policy (net or keep) to accept it",
            )
            .in_column("amount")
            .with_value(self.currency.map_or_else(
                || minor.to_string(),
                |currency| Money::from_minor(minor, currency).to_string(),
            ))
            .allowing(">= 0"));
        }
        Ok(minor)
    }
}

/// The error for amounts where the rules have no currency.
pub(crate) fn no_amounts() -> Error {
    Error::new(ErrorKind::Currency, "has amounts, but the rules name no currency")
        .in_column("amount")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_must_be_there_and_of_the_currency() {
        let rules = Rules::money(Currency::EUR);
        let kind = |rules: &Rules, amount| rules.minor(amount).unwrap_err().kind();
        let dollar = Money::parse("1", Currency::USD).unwrap();
        assert_eq!(kind(&rules, Some(dollar)), ErrorKind::Currency);
        assert_eq!(kind(&rules, None), ErrorKind::Missing);
        assert_eq!(kind(&Rules::visits(), Some(dollar)), ErrorKind::Currency);
        assert_eq!(Rules::visits().minor(None).unwrap(), 0);
    }

    #[test]
    fn refunds_are_refused_until_a_policy_is_named() {
        let refund = Some(Money::parse("-0.01", Currency::EUR).unwrap());
        let rules = Rules::money(Currency::EUR);
        assert_eq!(rules.minor(refund).unwrap_err().kind(), ErrorKind::Refund);
        assert_eq!(rules.with_refunds(Refunds::Net).minor(refund).unwrap(), -1);
        assert_eq!(rules.with_refunds(Refunds::Keep).minor(refund).unwrap(), -1);
    }

    #[test]
    fn ticks_are_days_or_hours() {
        let moment = Moment::parse("1969-12-31T22:15").unwrap();
        let (days, hours) = (Rules::visits(), Rules::visits().with_hours());
        assert_eq!((days.tick(moment), hours.tick(moment)), (-1, -2));
        assert_eq!((days.day(-1), hours.day(-2)), (moment.day(), moment.day()));
        assert_eq!(hours.tick_of_day(moment.day()), -24);
        assert_eq!(hours.last_tick_of_day(moment.day()), -1);
    }
}
