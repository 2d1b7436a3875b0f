//! Amounts of money.

use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Currency, Exact};
use crate::error::{Error, ErrorKind, Result};
use crate::remedy::Remedy;

/// The largest amount that a column holds, in minor units: 2^53 - 1.
///
/// Ninety million million dollars. Every amount up to here is an exact `f64`, so no crossing to
/// floating point loses a cent.
pub const LARGEST_MINOR: i64 = (1 << 53) - 1;

/// How an amount with too many decimals is brought to the minor unit of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Rounding {
    /// To the nearest; a tie goes to the even neighbour (banker's rounding; unbiased in sums).
    HalfEven,
    /// To the nearest; a tie goes away from zero (commercial rounding).
    HalfAwayFromZero,
    /// To the nearest; a tie goes towards zero.
    HalfTowardsZero,
    /// Away from zero.
    AwayFromZero,
    /// Towards zero (cut).
    TowardsZero,
    /// Towards minus infinity.
    Floor,
    /// Towards plus infinity.
    Ceiling,
}

impl Rounding {
    /// Its name, as Python has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HalfEven => "half even",
            Self::HalfAwayFromZero => "half away from zero",
            Self::HalfTowardsZero => "half towards zero",
            Self::AwayFromZero => "away from zero",
            Self::TowardsZero => "towards zero",
            Self::Floor => "floor",
            Self::Ceiling => "ceiling",
        }
    }

    pub(super) const fn strategy(self) -> RoundingStrategy {
        match self {
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::HalfAwayFromZero => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfTowardsZero => RoundingStrategy::MidpointTowardZero,
            Self::AwayFromZero => RoundingStrategy::AwayFromZero,
            Self::TowardsZero => RoundingStrategy::ToZero,
            Self::Floor => RoundingStrategy::ToNegativeInfinity,
            Self::Ceiling => RoundingStrategy::ToPositiveInfinity,
        }
    }
}

/// An exact decimal amount of one currency. See the [module](super).
///
/// Amounts of one currency compare by value (`1.5 USD` equals `1.50 USD`); amounts of different
/// currencies are never equal and have no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// `amount` units of `currency`, with all its decimals.
    #[must_use]
    pub const fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// No money.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(Decimal::ZERO, currency)
    }

    /// `minor` minor units (cents): any `i64`, exactly.
    #[must_use]
    pub fn from_minor(minor: i64, currency: Currency) -> Self {
        Self::new(Decimal::new(minor, currency.decimals()), currency)
    }

    /// An exact sum: with all its decimals where a decimal holds them, else to the minor unit.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] beyond 64 bits of minor units.
    pub(crate) fn from_exact(sum: Exact, currency: Currency) -> Result<Self> {
        let whole = Self::from_minor(sum.floor().ok_or_else(super::overflow)?, currency);
        let unit = Self::from_minor(1, currency).amount;
        match sum.fraction().checked_mul(unit).and_then(|more| whole.amount.checked_add(more)) {
            Some(all) => Ok(Self::new(all, currency)),
            None => sum.round(None).map(|minor| Self::from_minor(minor, currency)),
        }
    }

    /// Reads plain decimal text: an optional sign, digits, at most one decimal point. All its
    /// decimals are kept.
    ///
    /// # Errors
    /// * [`ErrorKind::Missing`] for empty text;
    /// * [`ErrorKind::NotFinite`] for a spelled-out NaN or infinity;
    /// * [`ErrorKind::Parse`] for anything else that is not such text: grouping commas, currency
    ///   signs and exponents are not guessed at;
    /// * [`ErrorKind::OutOfRange`] for more digits than an exact decimal holds (28).
    pub fn parse(text: &str, currency: Currency) -> Result<Self> {
        parse_decimal(text).map(|amount| Self::new(amount, currency))
    }

    /// Crosses from floating point: the shortest decimal that reads back as `value`, rounded to
    /// the minor unit.
    ///
    /// The shortest decimal is what the writer of `19.99` meant, although the nearest `f64` is
    /// a little less.
    ///
    /// # Errors
    /// [`ErrorKind::NotFinite`] or [`ErrorKind::OutOfRange`] beyond [`LARGEST_MINOR`].
    pub fn from_f64(value: f64, currency: Currency, rounding: Rounding) -> Result<Self> {
        minor_from_f64(value, currency, rounding).map(|minor| Self::from_minor(minor, currency))
    }

    /// The amount in units of the currency.
    #[must_use]
    pub const fn amount(&self) -> Decimal {
        self.amount
    }

    /// The currency.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Crosses to floating point: the nearest `f64`.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.amount.to_f64().unwrap_or(f64::NAN)
    }

    /// The amount in minor units, exactly.
    ///
    /// # Errors
    /// * [`ErrorKind::Inconsistent`] where the amount has more decimals than its currency: name a
    ///   rounding first ([`Money::round`]);
    /// * [`ErrorKind::OutOfRange`] beyond [`LARGEST_MINOR`].
    pub fn to_minor(&self) -> Result<i64> {
        minor_units(self.amount, self.currency, None)
    }

    /// Brings the amount to the minor unit of its currency.
    #[must_use]
    pub fn round(&self, rounding: Rounding) -> Self {
        let decimals = self.currency.decimals();
        Self::new(self.amount.round_dp_with_strategy(decimals, rounding.strategy()), self.currency)
    }

    /// The sum of two amounts of one currency, exactly.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`] or [`ErrorKind::Overflow`].
    pub fn checked_add(&self, other: &Self) -> Result<Self> {
        self.same_currency(other)?;
        self.exactly(self.amount.checked_add(other.amount), "sum")
    }

    /// The difference of two amounts of one currency, exactly.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`] or [`ErrorKind::Overflow`].
    pub fn checked_sub(&self, other: &Self) -> Result<Self> {
        self.same_currency(other)?;
        self.exactly(self.amount.checked_sub(other.amount), "difference")
    }

    /// The amount times a factor (a margin, a quantity), unrounded.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where the product has no exact decimal.
    pub fn checked_mul(&self, factor: Decimal) -> Result<Self> {
        self.exactly(self.amount.checked_mul(factor), "product")
    }

    /// The exact sum of amounts, all of `currency`; zero where there are none.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`], naming the row, or [`ErrorKind::Overflow`].
    pub fn sum<'a>(
        amounts: impl IntoIterator<Item = &'a Self>,
        currency: Currency,
    ) -> Result<Self> {
        amounts.into_iter().enumerate().try_fold(Self::zero(currency), |total, (row, amount)| {
            total.checked_add(amount).map_err(|error| error.at_row(row as u64))
        })
    }

    /// Compares two amounts of one currency.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`].
    pub fn compare(&self, other: &Self) -> Result<std::cmp::Ordering> {
        self.same_currency(other)?;
        Ok(self.amount.cmp(&other.amount))
    }

    fn same_currency(&self, other: &Self) -> Result<()> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Currency, "is of another currency")
            .in_column("amount")
            .with_value(other)
            .allowing(self.currency.code()))
    }

    fn exactly(&self, amount: Option<Decimal>, what: &str) -> Result<Self> {
        amount.map(|amount| Self::new(amount, self.currency)).ok_or_else(|| {
            Error::new(ErrorKind::Overflow, format!("the {what} exceeds an exact decimal"))
                .in_column("amount")
        })
    }
}

impl fmt::Display for Money {
    /// At least the decimals of the currency, then its code: `20.00 USD`; the number alone where
    /// there is no currency.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut amount = self.amount.normalize();
        if amount.scale() < self.currency.decimals() {
            amount.rescale(self.currency.decimals());
        }
        if self.currency.is_none() {
            return write!(f, "{amount}");
        }
        write!(f, "{amount} {}", self.currency)
    }
}

/// Reads plain decimal text; see [`Money::parse`].
pub(crate) fn parse_decimal(text: &str) -> Result<Decimal> {
    let fail = |kind, message: &str| {
        Err(Error::new(kind, message).in_column("amount").with_value(format!("{text:?}")))
    };
    if text.is_empty() {
        return fail(ErrorKind::Missing, "is empty");
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !digits(whole) || !digits(fraction) {
        if let Some(error) = not_a_number(text, unsigned) {
            return Err(error);
        }
        return fail(
            ErrorKind::Parse,
            "is no plain decimal number (a sign, digits and one decimal point)",
        );
    }
    // Short amounts, which nearly all are, fit an i64.
    if unsigned.len() <= 18 {
        let mantissa = whole
            .bytes()
            .chain(fraction.bytes())
            .fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'));
        let signed = if text.starts_with('-') { -mantissa } else { mantissa };
        return Ok(Decimal::new(signed, fraction.len() as u32));
    }
    Decimal::from_str_exact(text).or_else(|_| {
        fail(ErrorKind::OutOfRange, "has more digits than an exact decimal holds (28)")
    })
}

/// The error for a spelled-out NaN or infinity; `None` for other text.
pub(super) fn not_a_number(text: &str, unsigned: &str) -> Option<Error> {
    const NOT_FINITE: [&str; 3] = ["nan", "inf", "infinity"];
    NOT_FINITE.iter().any(|name| unsigned.eq_ignore_ascii_case(name)).then(|| {
        Error::new(ErrorKind::NotFinite, "is not a finite number")
            .in_column("amount")
            .with_value(format!("{text:?}"))
    })
}

/// `amount` in minor units of `currency`, rounded only where a rounding is named.
pub(crate) fn minor_units(
    amount: Decimal,
    currency: Currency,
    rounding: Option<Rounding>,
) -> Result<i64> {
    let decimals = currency.decimals();
    let rounded = match rounding {
        Some(rounding) => amount.round_dp_with_strategy(decimals, rounding.strategy()),
        None => amount.normalize(),
    };
    if rounded.scale() > decimals {
        return Err(Error::new(
            ErrorKind::Inconsistent,
            format!("has more decimals than {currency}; name a rounding to accept it"),
        )
        .in_column("amount")
        .with_value(amount)
        .allowing(format!("at most {decimals} decimals"))
        .remedied(Remedy::Round));
    }
    rounded
        .checked_mul(Decimal::from(currency.minor_per_unit()))
        .and_then(|minor| minor.to_i64())
        .filter(|minor| minor.unsigned_abs() <= LARGEST_MINOR as u64)
        .ok_or_else(|| {
            Error::new(ErrorKind::OutOfRange, "is out of range")
                .in_column("amount")
                .with_value(amount)
                .allowing(format!("-{LARGEST_MINOR} to {LARGEST_MINOR} minor units of {currency}"))
        })
}

/// `value` in minor units of `currency`; see [`Money::from_f64`].
fn minor_from_f64(value: f64, currency: Currency, rounding: Rounding) -> Result<i64> {
    match crossed(value, currency)? {
        Some(minor) => Ok(minor),
        None => minor_units(shortest_decimal(value)?, currency, Some(rounding)),
    }
}

/// The minor units of a `value` that is a whole number of them, which nearly all are; `None` where
/// its digits must be looked at.
fn crossed(value: f64, currency: Currency) -> Result<Option<i64>> {
    let per_unit = currency.minor_per_unit() as f64;
    let limit = LARGEST_MINOR as f64 / per_unit;
    if value.is_nan() || value.abs() > limit {
        return Err(Error::out_of_range(
            "amount",
            value,
            format!("-{limit} to {limit} {currency}"),
        ));
    }
    // Up to here doubles lie closer than minor units, so that a decimal of the currency's own
    // decimals which reads back as `value` is the only one, and none is shorter. Above, several
    // may; their digits say which is the shortest.
    let nearest = (value * per_unit).round();
    let only = nearest.abs() < CLOSE && nearest / per_unit == value;
    Ok(only.then_some(nearest as i64))
}

/// Below so many minor units, 2^52, a minor unit is more than the distance of two doubles: that
/// is at most 2^-52 of their size.
const CLOSE: f64 = (1_i64 << 52) as f64;

/// `amount` units of `currency` in exact minor units. Where no rounding is named, an amount with
/// more decimals than the currency is refused.
pub(crate) fn exact_units(
    amount: Decimal,
    currency: Currency,
    rounding: Option<Rounding>,
) -> Result<Exact> {
    if rounding.is_none() {
        return minor_units(amount, currency, None).map(Exact::whole);
    }
    in_range(amount, currency)
}

/// `amount` units of `currency` in exact minor units.
fn in_range(amount: Decimal, currency: Currency) -> Result<Exact> {
    let exact = Exact::of_units(amount, currency.decimals());
    match exact.floor() {
        Some(minor) if (-LARGEST_MINOR..LARGEST_MINOR).contains(&minor) => Ok(exact),
        Some(LARGEST_MINOR) if exact.parts() == 0 => Ok(exact),
        _ => Err(Error::new(ErrorKind::OutOfRange, "is out of range")
            .in_column("amount")
            .with_value(amount)
            .allowing(format!("-{LARGEST_MINOR} to {LARGEST_MINOR} minor units of {currency}"))),
    }
}

/// `value` units of `currency` in exact minor units: the shortest decimal that reads back as
/// `value`, to the 28th decimal.
pub(crate) fn exact_from_f64(value: f64, currency: Currency) -> Result<Exact> {
    match crossed(value, currency)? {
        Some(minor) => Ok(Exact::whole(minor)),
        None => in_range(nearest_decimal(value)?, currency),
    }
}

/// The digits of the shortest decimal that reads back as `value`, and how many of them are
/// decimals.
fn shortest_digits(value: f64) -> Result<(i64, i32)> {
    let text = format!("{value:e}");
    let unreadable = || Error::new(ErrorKind::Internal, "a float has no decimal").with_value(&text);
    let (digits, exponent) = text.split_once('e').ok_or_else(unreadable)?;
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
    let scale =
        decimals - exponent.parse::<i32>().map_err(|fault| unreadable().with_source(fault))?;
    let mantissa = digits.replace('.', "");
    let mantissa = mantissa
        .parse()
        .map_err(|fault: std::num::ParseIntError| unreadable().with_source(fault))?;
    Ok((mantissa, scale))
}

/// The most decimals that an exact decimal has.
const FINEST: u32 = 28;

/// The shortest decimal that reads back as `value`. Below 10^-11 only its sign and that it is not
/// zero are kept, which is all that a rounding to a few decimals can see.
fn shortest_decimal(value: f64) -> Result<Decimal> {
    let (mantissa, scale) = shortest_digits(value)?;
    Ok(match u32::try_from(scale) {
        Ok(scale) if scale <= FINEST => Decimal::new(mantissa, scale),
        Ok(_) => Decimal::new(mantissa.signum(), FINEST),
        // An integer beyond its own digits: at most 2^53, by the caller's check.
        Err(_) => Decimal::from(value as i64),
    })
}

/// The shortest decimal that reads back as `value`, brought to 28 decimals where it has more.
fn nearest_decimal(value: f64) -> Result<Decimal> {
    let (mantissa, scale) = shortest_digits(value)?;
    let Some(excess) = u32::try_from(scale).ok().and_then(|scale| scale.checked_sub(FINEST)) else {
        return shortest_decimal(value);
    };
    // A mantissa has at most 17 digits: with more decimals than that, nothing is left of it.
    let digits = excess.min(FINEST);
    let few = Decimal::new(mantissa, digits).round_dp(0).to_i64().unwrap_or_default();
    Ok(Decimal::new(few, FINEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).unwrap()
    }

    #[test]
    fn equal_values_are_equal_whatever_their_zeros() {
        assert_eq!(usd("1.5"), usd("1.500"));
        assert_ne!(usd("1.5"), Money::parse("1.5", Currency::EUR).unwrap());
    }

    #[test]
    fn text_that_is_no_plain_number_is_refused_by_kind() {
        let kind = |text: &str| Money::parse(text, Currency::USD).unwrap_err().kind();
        assert_eq!(kind(""), ErrorKind::Missing);
        for text in ["NaN", "nan", "inf", "-Infinity", "+INF"] {
            assert_eq!(kind(text), ErrorKind::NotFinite, "{text}");
        }
        for text in ["-", ".", "1,000.00", "1_000", "1e3", "$5", " 5", "5 ", "1.2.3", "--1", "٣"] {
            assert_eq!(kind(text), ErrorKind::Parse, "{text}");
        }
        assert_eq!(kind(&"9".repeat(40)), ErrorKind::OutOfRange);
        assert_eq!(kind(&format!("0.{}", "1".repeat(40))), ErrorKind::OutOfRange);
    }

    #[test]
    fn half_written_numbers_mean_what_they_say() {
        assert_eq!(usd(".5"), usd("0.5"));
        assert_eq!(usd("5."), usd("5"));
        assert_eq!(usd("+5"), usd("5"));
        assert_eq!(usd("-0.00").to_minor().unwrap(), 0);
    }

    #[test]
    fn excess_decimals_need_a_named_rounding() {
        let amount = usd("-2.345");
        assert_eq!(amount.to_minor().unwrap_err().kind(), ErrorKind::Inconsistent);
        for (rounding, minor) in [
            (Rounding::HalfEven, -234),
            (Rounding::HalfAwayFromZero, -235),
            (Rounding::HalfTowardsZero, -234),
            (Rounding::AwayFromZero, -235),
            (Rounding::TowardsZero, -234),
            (Rounding::Floor, -235),
            (Rounding::Ceiling, -234),
        ] {
            assert_eq!(amount.round(rounding).to_minor().unwrap(), minor, "{rounding:?}");
        }
        assert_eq!(usd("2.3400").to_minor().unwrap(), 234);
    }

    #[test]
    fn the_largest_amount_is_the_last_exact_float() {
        let largest = Money::from_minor(LARGEST_MINOR, Currency::JPY);
        assert_eq!(largest.to_minor().unwrap(), LARGEST_MINOR);
        assert_eq!(largest.to_f64() as i64, LARGEST_MINOR);
        let beyond = Money::from_minor(LARGEST_MINOR + 1, Currency::JPY);
        assert_eq!(beyond.to_minor().unwrap_err().kind(), ErrorKind::OutOfRange);
        let huge = usd("1000000000000000000000000000");
        assert_eq!(huge.to_minor().unwrap_err().kind(), ErrorKind::OutOfRange);
    }

    #[test]
    fn floats_cross_as_their_shortest_decimal() {
        let cross = |value| Money::from_f64(value, Currency::USD, Rounding::HalfEven);
        assert_eq!(cross(19.99).unwrap(), usd("19.99"));
        assert_eq!(cross(0.125).unwrap(), usd("0.12"));
        assert_eq!(cross(0.125_000_000_000_1).unwrap(), usd("0.13"));
        assert_eq!(cross(-1e-30).unwrap().to_minor().unwrap(), 0);
        let up = Money::from_f64(1e-300, Currency::USD, Rounding::AwayFromZero).unwrap();
        assert_eq!(up, usd("0.01"));
        assert_eq!(Money::from_f64(9e15, Currency::JPY, Rounding::Floor).unwrap().to_f64(), 9e15);
        assert_eq!(cross(f64::NAN).unwrap_err().kind(), ErrorKind::NotFinite);
        assert_eq!(cross(f64::INFINITY).unwrap_err().kind(), ErrorKind::NotFinite);
        assert_eq!(cross(1e300).unwrap_err().kind(), ErrorKind::OutOfRange);
    }

    /// Doubles lie 1/64 apart there, so that two amounts of cents may be one double: the one with
    /// fewer digits is meant.
    #[test]
    fn the_largest_floats_cross_as_they_are_written() {
        let cross = |value| Money::from_f64(value, Currency::USD, Rounding::HalfEven);
        assert_eq!("90071992547409.91".parse::<f64>(), "90071992547409.9".parse::<f64>());
        let largest = 90_071_992_547_409.9;
        assert_eq!(cross(largest).unwrap(), usd("90071992547409.9"));
        assert_eq!(cross(-largest).unwrap(), usd("-90071992547409.9"));
        assert_eq!(cross(70_368_744_177_664.3).unwrap(), usd("70368744177664.3"));
        assert_eq!(cross(largest.next_up()).unwrap_err().kind(), ErrorKind::OutOfRange);
        // The last double of any decimals is within 2^53 - 1 as it is written, or is refused.
        for decimals in 0..=12 {
            let currency = Currency::none(decimals).unwrap();
            let last = LARGEST_MINOR as f64 / 10_f64.powi(decimals as i32);
            let written = Money::parse(&format!("{last}"), currency).unwrap();
            let found = Money::from_f64(last, currency, Rounding::HalfEven);
            assert_eq!(found.ok(), written.to_minor().is_ok().then_some(written), "{decimals}");
        }
    }

    #[test]
    fn currencies_do_not_mix() {
        let euro = Money::parse("1", Currency::EUR).unwrap();
        assert_eq!(usd("1").checked_add(&euro).unwrap_err().kind(), ErrorKind::Currency);
        assert_eq!(usd("1").compare(&euro).unwrap_err().kind(), ErrorKind::Currency);
        let error = Money::sum(&[usd("1"), euro], Currency::USD).unwrap_err();
        assert_eq!(error.row(), Some(1));
    }

    proptest! {
        #[test]
        fn minor_units_make_the_round_trip(minor in -LARGEST_MINOR..=LARGEST_MINOR) {
            for currency in [Currency::USD, Currency::JPY, Currency::from_code("KWD").unwrap()] {
                let money = Money::from_minor(minor, currency);
                prop_assert_eq!(money.to_minor().unwrap(), minor);
                let text = money.amount().to_string();
                prop_assert_eq!(Money::parse(&text, currency).unwrap(), money);
            }
        }

        /// As the standard library writes a float, in its shortest decimal, whatever its size and
        /// the decimals of the currency: rounded, and with all its decimals.
        #[test]
        fn floats_of_any_size_cross_as_they_are_written(
            minor in -LARGEST_MINOR..=LARGEST_MINOR,
            size in 0_u32..53,
            decimals in 0_u32..=12,
            steps in -2_i8..=2,
        ) {
            let currency = Currency::none(decimals).unwrap();
            let nearest = (minor >> size) as f64 / 10_f64.powi(decimals as i32);
            let step = if steps < 0 { f64::next_down } else { f64::next_up };
            let value = (0..steps.unsigned_abs()).fold(nearest, |value, _| step(value));
            let written = Money::parse(&format!("{value}"), currency);
            prop_assume!(written.is_ok()); // up to 28 decimals
            let written = written.unwrap();
            let found = Money::from_f64(value, currency, Rounding::HalfEven);
            let expected = written.round(Rounding::HalfEven);
            prop_assert_eq!(found.is_ok(), expected.to_minor().is_ok(), "{}", value);
            if let Ok(found) = found {
                prop_assert_eq!(found, expected);
            }
            let rounding = Some(Rounding::HalfEven);
            let exact = exact_from_f64(value, currency);
            let of_text = exact_units(written.amount(), currency, rounding);
            prop_assert_eq!(exact.is_ok(), of_text.is_ok(), "{}", value);
            if let Ok(exact) = exact {
                prop_assert_eq!(exact, of_text.unwrap());
            }
        }

        #[test]
        fn cents_survive_the_crossing_to_floats(minor in -1_000_000_000_000_i64..1_000_000_000_000) {
            let money = Money::from_minor(minor, Currency::USD);
            let back = Money::from_f64(money.to_f64(), Currency::USD, Rounding::HalfEven).unwrap();
            prop_assert_eq!(back, money);
        }
    }
}
