//! The rules by which transactions are taken in.

use rust_decimal::Decimal;

use super::MissingCosts;
use crate::customer::KeyPolicy;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Exact, LARGEST_MINOR, Money, Rounding, exact_from_f64, exact_units};
use crate::remedy::Remedy;
use crate::time::{Day, Moment, Unit};

/// What a negative amount means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Refunds {
    /// A negative amount is an error.
    #[default]
    Refuse,
    /// Amounts of one customer within one period add up. A period that refunds bring to nothing or
    /// less is no purchase occasion: a sale and its return on one day leave nothing. What refunds
    /// take beyond their own period lowers what the customer spent before: the latest occasion of
    /// the calibration, or the holdout where they come in it; what no earlier purchase can bear is
    /// counted. A purchase of nothing (a gift, a free sample: an amount of 0) is no refund and
    /// stays an occasion.
    Net,
    /// A negative amount is an amount like any other, but it is no visit: where something was bought
    /// in its period, that is an occasion whatever it comes to, a loss too; where nothing else
    /// happened, it lowers what the customer spent before, as [`Net`](Self::Net) does.
    Keep,
}

impl Refunds {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Net => "net",
            Self::Keep => "keep",
        }
    }
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
    #[cfg_attr(feature = "serde", serde(default))]
    minutes: bool,
    costs: Option<MissingCosts>,
    #[cfg_attr(feature = "serde", serde(default))]
    keys: KeyPolicy,
}

impl Rules {
    /// Transactions have amounts of `currency`, plain numbers of stated decimals where it is
    /// [none](Currency::none). Time is kept by the day.
    #[must_use]
    pub const fn money(currency: Currency) -> Self {
        Self {
            currency: Some(currency),
            refunds: Refunds::Refuse,
            rounding: None,
            hours: false,
            minutes: false,
            costs: None,
            keys: KeyPolicy::AS_IS,
        }
    }

    /// Transactions have no amounts: only that they happened counts. Time is kept by the day.
    #[must_use]
    pub const fn visits() -> Self {
        Self {
            currency: None,
            refunds: Refunds::Keep,
            rounding: None,
            hours: false,
            minutes: false,
            costs: None,
            keys: KeyPolicy::AS_IS,
        }
    }

    /// Without a currency there are neither refunds nor costs.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        if self.currency.is_none() && (self.refunds != Refunds::Keep || self.costs.is_some()) {
            return Err(no_amounts().allowing("no refunds and no costs without a currency"));
        }
        if self.minutes && !self.hours {
            return Err(Error::new(ErrorKind::Inconsistent, "are kept, and so are hours")
                .in_column("minutes")
                .allowing("hours: true"));
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

    /// Takes amounts that have more decimals than the currency. They are kept as they are, a
    /// float as the shortest decimal that reads back as it, and their sums are rounded once.
    /// Defaults to none: such an amount is an error. Floating-point columns need a rounding.
    #[must_use]
    pub const fn with_rounding(mut self, rounding: Rounding) -> Self {
        self.rounding = Some(rounding);
        self
    }

    /// Keeps time by the hour, for occasions and durations finer than a day, and for windows that
    /// end at an hour. Defaults to days.
    #[must_use]
    pub const fn with_hours(mut self) -> Self {
        self.hours = true;
        self
    }

    /// Keeps time by the minute, for windows that end at one; occasions and durations are as
    /// [by the hour](Rules::with_hours). Up to the year 6052. Defaults to days.
    #[must_use]
    pub const fn with_minutes(mut self) -> Self {
        self.hours = true;
        self.minutes = true;
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

    /// Which spellings of a text key are one customer: in rows, columns and files, for single
    /// purchases, and where a customer is looked up or erased. Defaults to [`KeyPolicy::AS_IS`].
    #[must_use]
    pub const fn with_keys(mut self, keys: KeyPolicy) -> Self {
        self.keys = keys;
        self
    }

    /// Which spellings of a text key are one customer.
    #[must_use]
    pub const fn key_policy(&self) -> KeyPolicy {
        self.keys
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

    /// The finest occasions that can be told apart: [`Unit::Day`] or [`Unit::Hour`].
    #[must_use]
    pub const fn resolution(&self) -> Unit {
        if self.hours { Unit::Hour } else { Unit::Day }
    }

    /// The first rule in which others differ, with what it says here and there.
    pub(crate) fn difference(&self, other: &Self) -> (&'static str, String, String) {
        let said = |it: &Self| {
            let currency = it.currency.map_or_else(|| "none".to_owned(), |own| own.to_string());
            let costs = it.costs.map_or_else(|| "none".to_owned(), MissingCosts::words);
            [
                ("currency", currency),
                ("refunds", it.refunds.name().to_owned()),
                ("rounding", it.rounding.map_or("none", Rounding::name).to_owned()),
                ("resolution", format!("{} seconds", it.tick_seconds())),
                ("costs", costs),
                ("keys", it.keys.words()),
            ]
        };
        let mut both = said(self).into_iter().zip(said(other));
        let differs = both.find(|((_, own), (_, theirs))| own != theirs).unwrap_or_default();
        let ((name, own), (_, theirs)) = differs;
        (name, own, theirs)
    }

    /// What time is kept by: a day, an hour or a minute, in seconds.
    pub(crate) const fn tick_seconds(&self) -> i64 {
        match (self.minutes, self.hours) {
            (true, _) => 60,
            (false, true) => 3_600,
            (false, false) => 86_400,
        }
    }

    /// The tick of a moment.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] beyond the minutes that are counted.
    pub(crate) fn tick(&self, moment: Moment) -> Result<i32> {
        // Divisions by what is known beforehand.
        let tick = match self.tick_seconds() {
            86_400 => moment.seconds().div_euclid(86_400),
            3_600 => moment.seconds().div_euclid(3_600),
            seconds => moment.seconds().div_euclid(seconds),
        };
        i32::try_from(tick).map_err(|_| {
            Error::new(ErrorKind::OutOfRange, "is too late to be kept by the minute")
                .in_column("date")
                .with_value(moment)
                .allowing("up to the year 6052")
        })
    }

    /// The tick of a bound of a window, which may be beyond all that are counted.
    pub(crate) fn tick_of_bound(&self, moment: Moment) -> i32 {
        let tick = moment.seconds().div_euclid(self.tick_seconds());
        tick.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
    }

    /// The moment when a tick begins.
    pub(crate) fn moment(&self, tick: i32) -> Moment {
        Moment::unchecked(i64::from(tick) * self.tick_seconds())
    }

    /// The day that a tick is in.
    pub(crate) const fn day(&self, tick: i32) -> Day {
        let ticks = (86_400 / self.tick_seconds()) as i32;
        Day::unchecked(tick.div_euclid(ticks))
    }

    /// The exact minor units of a transaction's amount under these rules.
    pub(crate) fn minor(&self, amount: Option<Money>) -> Result<Exact> {
        match (self.currency, amount) {
            (None, None) => Ok(Exact::ZERO),
            (Some(currency), Some(amount)) if amount.currency() == currency => {
                self.exact_from_decimal(amount.amount(), currency)
            }
            (Some(currency), Some(amount)) => {
                Err(Error::new(ErrorKind::Currency, "is of another currency")
                    .in_column("amount")
                    .with_value(amount)
                    .allowing(currency.to_string()))
            }
            (Some(currency), None) => Err(Error::new(ErrorKind::Missing, "is missing")
                .in_column("amount")
                .allowing(format!("an amount of {currency}"))),
            (None, Some(amount)) => Err(no_amounts().with_value(amount)),
        }
    }

    pub(crate) fn exact_from_decimal(&self, amount: Decimal, currency: Currency) -> Result<Exact> {
        self.accept(exact_units(amount, currency, self.rounding)?)
    }

    pub(crate) fn exact_from_f64(&self, amount: f64, currency: Currency) -> Result<Exact> {
        if self.rounding.is_none() {
            return Err(Error::new(
                ErrorKind::Argument,
                "of floating-point numbers needs a named rounding",
            )
            .in_column("amount")
            .remedied(Remedy::Round));
        }
        self.accept(exact_from_f64(amount, currency)?)
    }

    pub(crate) fn exact_from_units(&self, units: i64, currency: Currency) -> Result<Exact> {
        match units.checked_mul(currency.minor_per_unit()) {
            Some(minor) if minor.unsigned_abs() <= LARGEST_MINOR as u64 => {
                self.accept(Exact::whole(minor))
            }
            _ => Err(Error::new(ErrorKind::OutOfRange, "is more than minor units can hold")
                .in_column("amount")
                .with_value(units)),
        }
    }

    /// Refuses minor units out of range, and refunds where they are refused.
    pub(crate) fn accept_minor(&self, amount: Exact) -> Result<Exact> {
        self.accept(self.in_range(amount)?)
    }

    /// Refuses minor units out of range.
    pub(super) fn in_range(&self, amount: Exact) -> Result<Exact> {
        let minor = amount.floor().unwrap_or(i64::MAX);
        if minor.unsigned_abs() > LARGEST_MINOR as u64 {
            return Err(Error::new(ErrorKind::OutOfRange, "is out of range")
                .in_column("amount")
                .with_value(minor)
                .allowing(format!("-{LARGEST_MINOR} to {LARGEST_MINOR} minor units")));
        }
        Ok(amount)
    }

    /// Refuses refunds where they are refused.
    pub(super) fn accept(&self, amount: Exact) -> Result<Exact> {
        if self.refunds == Refunds::Refuse && self.is_refund(amount)? {
            let minor = amount.round(self.rounding)?;
            return Err(Error::new(
                ErrorKind::Refund,
                "is a refund; choose a refund policy (net or keep) to accept it",
            )
            .in_column("amount")
            .with_value(self.currency.map_or_else(
                || minor.to_string(),
                |currency| Money::from_minor(minor, currency).to_string(),
            ))
            .allowing(">= 0")
            .remedied(Remedy::NetRefunds));
        }
        Ok(amount)
    }

    /// Whether money is given back, as far as the rounding tells.
    pub(crate) fn is_refund(&self, amount: Exact) -> Result<bool> {
        Ok(amount.is_negative() && amount.round(self.rounding)? < 0)
    }

    /// Whether it is a refund that is kept as it is, which is to be told from a purchase.
    pub(crate) fn is_kept_refund(&self, amount: Exact) -> Result<bool> {
        Ok(self.refunds == Refunds::Keep && self.is_refund(amount)?)
    }

    /// Whether a transaction of this amount must be remembered as a purchase of nothing, so that
    /// no refund makes it vanish.
    pub(crate) fn is_free(&self, amount: Exact) -> Result<bool> {
        Ok(self.refunds == Refunds::Net && amount.round(self.rounding)? == 0)
    }
}

/// The error for amounts where the rules have no currency.
pub(crate) fn no_amounts() -> Error {
    Error::new(
        ErrorKind::Currency,
        "has amounts, but the rules name no currency; plain numbers are of a currency that is none",
    )
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
        assert_eq!(Rules::visits().minor(None).unwrap(), Exact::ZERO);
    }

    #[test]
    fn refunds_are_refused_until_a_policy_is_named() {
        let refund = Some(Money::parse("-0.01", Currency::EUR).unwrap());
        let rules = Rules::money(Currency::EUR);
        assert_eq!(rules.minor(refund).unwrap_err().kind(), ErrorKind::Refund);
        assert_eq!(rules.with_refunds(Refunds::Net).minor(refund).unwrap(), Exact::whole(-1));
        assert_eq!(rules.with_refunds(Refunds::Keep).minor(refund).unwrap(), Exact::whole(-1));
    }

    #[test]
    fn ticks_are_days_or_hours() {
        let moment = Moment::parse("1969-12-31T22:15").unwrap();
        let rules = [Rules::visits(), Rules::visits().with_hours(), Rules::visits().with_minutes()];
        let ticks = rules.map(|rules| rules.tick(moment).unwrap());
        assert_eq!(ticks, [-1, -2, -105]);
        for (rules, tick) in rules.iter().zip(ticks) {
            assert_eq!(rules.day(tick), moment.day());
            assert_eq!(rules.tick_of_bound(moment), tick);
        }
        let begins = [0, 1, 2].map(|at| rules[at].moment(ticks[at]).to_string());
        assert_eq!(begins, ["1969-12-31 00:00:00", "1969-12-31 22:00:00", "1969-12-31 22:15:00"]);
    }

    #[test]
    fn minutes_are_counted_up_to_the_year_6052() {
        let rules = Rules::visits().with_minutes();
        let at = |text| Moment::parse(text).unwrap();
        assert!(rules.tick(at("6052-12-31T23:59")).is_ok() && rules.tick(Moment::MIN).is_ok());
        let error = rules.tick(at("6054-01-01T00:00")).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::OutOfRange, Some("date")));
        assert_eq!(rules.tick_of_bound(Moment::MAX), i32::MAX);
        assert!(Rules::visits().with_hours().tick(Moment::MAX).is_ok());
    }

    #[test]
    fn a_refund_is_what_the_rounding_leaves_below_nothing() {
        let amount = |text: &str| Some(Money::parse(text, Currency::EUR).unwrap());
        let rules = Rules::money(Currency::EUR).with_rounding(Rounding::HalfEven);
        assert!(rules.minor(amount("-0.004")).is_ok());
        assert_eq!(rules.minor(amount("-0.006")).unwrap_err().kind(), ErrorKind::Refund);
        let net = rules.with_refunds(Refunds::Net);
        let free = |text| net.is_free(net.minor(amount(text)).unwrap()).unwrap();
        assert!(free("0") && free("0.004") && free("-0.004") && !free("0.006") && !free("-0.006"));
        assert!(!rules.is_free(Exact::ZERO).unwrap());
    }
}
