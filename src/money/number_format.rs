//! Amounts as people write them: decimal mark, thousands marks, currency signs, accounting negatives.

use rust_decimal::Decimal;

#[cfg(feature = "files")]
use super::amount::exact_units;
use super::amount::not_a_number;
use super::currency_sign::CurrencySign;
use super::digits::{DecimalMark, Digits};
use super::{Currency, Money};
#[cfg(feature = "files")]
use super::{Exact, LARGEST_MINOR, Rounding};
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "files")]
use crate::numeric::digits;
use crate::remedy::Remedy;

/// How numbers and amounts of money are written as text: which mark stands before the decimals.
///
/// Everything else is read from the number itself, as people and programs write it:
///
/// * thousands marks `,` `.` `'` and blanks of any width (whichever is not the decimal mark, one
///   kind in a number), in groups of three; Indian (12,34,567) and Chinese ones (1,2345,6789);
/// * a sign before or after (`+5`, `5-`), parentheses for negatives (`(5.00)`), minus signs of
///   typesetting;
/// * a currency sign or ISO 4217 code before or after (`$5`, `5 €`, `USD 5`, `5元`), which must be
///   one that the currency of the amounts writes;
/// * exponents (`1.5e3`), full-width digits and marks (`１２．５０`), float artefacts
///   (`0.30000000000000004`), whose decimals a [`Rounding`] must be named for.
///
/// A number such as `1,234` is 1234 by a decimal point and 1.234 by a decimal comma. The default
/// format takes the point for the decimal mark and refuses it, naming both readings;
/// [`NumberFormat::new`] says which is meant, and [`NumberFormat::decide`] finds out from samples.
///
/// ```
/// use habitue::money::{Currency, DecimalMark, NumberFormat};
///
/// let point = NumberFormat::new(DecimalMark::Point);
/// let amount = point.read_money("$1,234.56", Currency::USD)?;
/// assert_eq!(amount.to_minor()?, 123_456);
/// assert_eq!(point.read_money("(5.00)", Currency::USD)?.to_minor()?, -500);
/// assert!(point.read_money("€5.00", Currency::USD).is_err()); // another currency
///
/// let comma = NumberFormat::decide(["10,50", "1.234,00", "1.234"])?;
/// assert_eq!(comma.decimal_mark(), DecimalMark::Comma);
/// assert!(NumberFormat::decide(["1,234", "5"]).is_err()); // 1234 or 1.234?
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct NumberFormat {
    mark: DecimalMark,
    /// Whether somebody said so: then 1,234 has one reading.
    named: bool,
}

/// A number that was read.
#[derive(Debug, Clone, Copy)]
struct Reading {
    value: Decimal,
    currency: Option<CurrencySign>,
    /// Whether one thousands mark and nothing else says which mark is which: 1,234.
    lone_group: bool,
}

impl NumberFormat {
    /// Numbers with this decimal mark; `1,234` and `1.234` are read by it.
    #[must_use]
    pub const fn new(mark: DecimalMark) -> Self {
        Self { mark, named: true }
    }

    /// What stands before the decimals.
    #[must_use]
    pub const fn decimal_mark(self) -> DecimalMark {
        self.mark
    }

    /// Whether the mark was named; else a number that the other mark reads otherwise is refused.
    #[must_use]
    pub const fn is_named(self) -> bool {
        self.named
    }

    /// Reads a number without a currency, such as a quantity.
    ///
    /// # Errors
    /// * [`ErrorKind::Missing`] for blank text;
    /// * [`ErrorKind::NotFinite`] for a spelled-out NaN or infinity;
    /// * [`ErrorKind::Parse`] for what is no number by this format, with the reading by the other
    ///   mark where there is one, and for a number with two readings where no mark was named;
    /// * [`ErrorKind::Currency`] for a currency sign;
    /// * [`ErrorKind::OutOfRange`] for more digits than an exact decimal holds (28).
    pub fn read(self, text: &str) -> Result<Decimal> {
        let reading = self.reading(text)?;
        match reading.currency {
            None => Ok(reading.value),
            Some(_) => Err(Error::new(ErrorKind::Currency, "has a currency sign")
                .in_column("number")
                .with_value(format!("{text:?}"))
                .allowing("a number without a currency")),
        }
    }

    /// Reads an amount of `currency`, with all its decimals. A sign or code of a currency must be
    /// one that `currency` writes; there is none for [no currency](Currency::none).
    ///
    /// # Errors
    /// As [`NumberFormat::read`], but [`ErrorKind::Currency`] for a sign of another currency.
    pub fn read_money(self, text: &str, currency: Currency) -> Result<Money> {
        self.decimal(text, currency).map(|amount| Money::new(amount, currency))
    }

    fn decimal(self, text: &str, currency: Currency) -> Result<Decimal> {
        let reading = self.reading(text)?;
        match reading.currency {
            Some(sign) if !sign.is_of(currency) => Err(foreign(text, sign, currency)),
            _ => Ok(reading.value),
        }
    }

    /// Reads an amount of `currency` in exact minor units; what most files hold (digits, a mark,
    /// no more digits than the currency has decimals) in a few nanoseconds.
    #[cfg(feature = "files")]
    #[inline]
    pub(crate) fn exact(
        self,
        text: &[u8],
        currency: Currency,
        rounding: Option<Rounding>,
    ) -> Result<Exact> {
        match self.plain(text, currency.decimals()) {
            Some(minor) => Ok(Exact::whole(minor)),
            None => exact_units(self.decimal(utf8(text)?, currency)?, currency, rounding),
        }
    }

    /// A plain number with at most so many decimals, in units of the last of them; `None` for
    /// anything else.
    #[cfg(feature = "files")]
    #[inline]
    pub(crate) fn plain(self, text: &[u8], decimals: u32) -> Option<i64> {
        const MOST: usize = 15;
        let (negative, digits) = match text {
            [b'-', rest @ ..] => (true, rest),
            _ => (false, text),
        };
        if digits.is_empty() || digits.len() > MOST {
            return None;
        }
        let (mut value, mut behind) = (0_i64, None);
        for (at, &byte) in digits.iter().enumerate() {
            let digit = byte.wrapping_sub(b'0');
            if digit < 10 {
                value = value * 10 + i64::from(digit);
            } else if byte == self.mark.byte() && behind.is_none() && at > 0 {
                behind = Some(digits.len() - 1 - at);
            } else {
                return None;
            }
        }
        let missing = decimals.checked_sub(behind.unwrap_or(0) as u32)?;
        let minor = value.checked_mul(10_i64.checked_pow(missing)?)?;
        (minor <= LARGEST_MINOR).then_some(if negative { -minor } else { minor })
    }

    /// The same of the first `length` bytes of a word, 1 to 8; `None` for numbers below nothing,
    /// too.
    #[cfg(feature = "files")]
    #[inline]
    pub(crate) fn plain_word(self, word: [u8; 8], length: usize, decimals: u32) -> Option<i64> {
        let (number, behind) = digits::number(word, length, self.mark.byte())?;
        let missing = decimals.checked_sub(behind)?;
        let minor = i64::from(number).checked_mul(10_i64.checked_pow(missing)?)?;
        (minor <= LARGEST_MINOR).then_some(minor)
    }

    /// Every format by which all samples are numbers: none, one or two. Blank samples and those
    /// that say that nothing is known (NaN, NULL) say nothing of the format.
    pub fn candidates<'a>(samples: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        let mut fitting: Vec<Self> = DecimalMark::ALL.iter().copied().map(Self::new).collect();
        for sample in samples.into_iter().filter(|sample| says_something(sample)) {
            fitting.retain(|format| format.reading(sample).is_ok());
        }
        fitting
    }

    /// The one format by which all samples are numbers; the decimal point where both read every
    /// sample alike, as they do whole numbers.
    ///
    /// # Errors
    /// * [`ErrorKind::Inconsistent`] where samples have two readings and nothing decides, with both
    ///   of them: name the decimal mark then ([`NumberFormat::new`]);
    /// * [`ErrorKind::Parse`] with a sample that is no number by the mark that reads the others.
    pub fn decide<'a>(samples: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut fitting: Vec<Self> = DecimalMark::ALL.iter().copied().map(Self::new).collect();
        let mut doubtful: Option<(&str, Decimal, Decimal)> = None;
        for sample in samples.into_iter().filter(|sample| says_something(sample)) {
            let [point, comma] = [DecimalMark::Point, DecimalMark::Comma]
                .map(|mark| Self::new(mark).reading(sample));
            match (&point, &comma) {
                (Ok(point), Ok(comma)) if point.value != comma.value => {
                    doubtful.get_or_insert((sample, point.value, comma.value));
                }
                _ => {}
            }
            let reads = |format: &Self| match format.mark {
                DecimalMark::Point => point.is_ok(),
                DecimalMark::Comma => comma.is_ok(),
            };
            if !fitting.iter().any(reads) {
                let by = fitting.first().copied().unwrap_or_default();
                return Err(by.reading(sample).err().unwrap_or_else(|| unreadable(sample)));
            }
            fitting.retain(reads);
        }
        match (fitting.as_slice(), doubtful) {
            ([_, _], Some((sample, point, comma))) => Err(two_readings(sample, point, comma)),
            ([format, ..], _) => Ok(*format),
            ([], _) => Ok(Self::default()),
        }
    }

    /// The sign or code of a currency that stands beside an amount, by either decimal mark.
    #[cfg(feature = "files")]
    pub(super) fn sign_of(text: &str) -> Option<CurrencySign> {
        let read = |mark: &DecimalMark| Self::new(*mark).taken_apart(text).ok();
        DecimalMark::ALL.iter().find_map(read)?.currency
    }

    /// Reads a number; says so where it has two readings and no mark was named.
    fn reading(self, text: &str) -> Result<Reading> {
        let reading = self.taken_apart(text).map_err(|error| {
            let other = match self.mark {
                DecimalMark::Point => DecimalMark::Comma,
                DecimalMark::Comma => DecimalMark::Point,
            };
            let elsewise = error.kind() == ErrorKind::Parse
                && Self::new(other).taken_apart(text).is_ok_and(|reading| !reading.lone_group);
            if elsewise {
                return Error::new(
                    ErrorKind::Parse,
                    format!(
                        "is no number by the decimal mark {:?}, but is one by {:?}",
                        self.mark.character(),
                        other.character()
                    ),
                )
                .in_column("amount")
                .with_value(format!("{text:?}"))
                .allowing("numbers of one decimal mark")
                .remedied(Remedy::DecimalMark(other.character()));
            }
            error
        })?;
        if reading.lone_group && !self.named {
            let other = Self::new(DecimalMark::Comma).taken_apart(text);
            let other = other.map_or(reading.value, |other| other.value);
            return Err(two_readings(text, reading.value, other));
        }
        Ok(reading)
    }

    /// A number without its signs, parentheses and currency.
    fn taken_apart(self, text: &str) -> Result<Reading> {
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(missing(text));
        }
        let (mut sign, mut currency) = (None, None);
        if let Some(inner) = inside_parentheses(rest) {
            (sign, rest) = (Some(true), inner.trim());
        }
        // At most a sign and a currency at either end.
        for _ in 0..2 {
            rest = strip_sign(rest, &mut sign, |text| {
                let mut characters = text.chars();
                characters.next().map(|first| (first, characters.as_str()))
            });
            if currency.is_none()
                && let Some((found, inner)) = CurrencySign::from_front(rest)
            {
                (currency, rest) = (Some(found), inner.trim_start());
            }
        }
        for _ in 0..2 {
            rest = strip_sign(rest, &mut sign, |text| {
                let mut characters = text.chars();
                characters.next_back().map(|last| (last, characters.as_str()))
            });
            if currency.is_none()
                && let Some((found, inner)) = CurrencySign::from_back(rest)
            {
                (currency, rest) = (Some(found), inner.trim_end());
            }
        }
        if let Some(inner) = inside_parentheses(rest).filter(|_| sign.is_none()) {
            (sign, rest) = (Some(true), inner.trim());
        }
        let (value, lone_group) = Digits::of(rest, self.mark)
            .ok_or_else(|| match not_a_number(text, rest) {
                Some(error) => error,
                // A sign alone, or parentheses about nothing, is no missing value.
                None if says_missing(rest.as_bytes())
                    && (!rest.is_empty() || text.trim().is_empty()) =>
                {
                    missing(text)
                }
                None => unreadable(text),
            })?
            .value(text)?;
        let value = if sign == Some(true) { -value } else { value };
        Ok(Reading { value, currency, lone_group })
    }
}

/// The text of a field that must be UTF-8.
#[cfg(feature = "files")]
fn utf8(text: &[u8]) -> Result<&str> {
    std::str::from_utf8(text).map_err(|fault| {
        Error::new(ErrorKind::Encoding, "is not UTF-8")
            .in_column("amount")
            .with_value(format!("\"{}\"", text.escape_ascii()))
            .with_source(fault)
    })
}

/// Whether a field says that there is no value: nothing, or what databases, spreadsheets and data
/// frames write for it.
#[inline]
pub(crate) fn says_missing(field: &[u8]) -> bool {
    const WORDS: [&str; 12] =
        ["nan", "null", "none", "nil", "na", "n/a", "#n/a", "<na>", "nat", "(null)", "-nan", "\\n"];
    const LONGEST: usize = 6;
    field.len() <= LONGEST
        && (field.is_empty()
            || WORDS.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(field)))
}

fn says_something(sample: &str) -> bool {
    let sample = sample.trim();
    sample != "-" && !says_missing(sample.as_bytes())
}

fn inside_parentheses(text: &str) -> Option<&str> {
    text.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])
}

/// Takes one sign from an end of the text, if there was none before.
fn strip_sign<'a>(
    text: &'a str,
    sign: &mut Option<bool>,
    end: impl Fn(&'a str) -> Option<(char, &'a str)>,
) -> &'a str {
    let negative = match end(text) {
        Some(('-' | '\u{2212}' | '\u{FF0D}' | '\u{FE63}', _)) => true,
        Some(('+' | '\u{FF0B}', _)) => false,
        _ => return text,
    };
    match (end(text), *sign) {
        (Some((_, rest)), None) => {
            *sign = Some(negative);
            rest.trim()
        }
        _ => text,
    }
}

fn missing(text: &str) -> Error {
    let says = if text.trim().is_empty() { "is empty" } else { "says that there is no value" };
    Error::new(ErrorKind::Missing, says).in_column("amount").with_value(format!("{text:?}"))
}

fn unreadable(text: &str) -> Error {
    Error::new(ErrorKind::Parse, "is no number")
        .in_column("amount")
        .with_value(format!("{text:?}"))
        .allowing("digits with a decimal mark, thousands marks, a sign, a currency")
}

/// The error for a sign or a code that a currency does not write.
fn foreign(text: &str, sign: CurrencySign, currency: Currency) -> Error {
    let codes = sign.codes();
    let (sentence, allowed) = match currency.is_none() {
        true => ("names a currency; name the currency".to_owned(), codes.join(", ")),
        false => (format!("is written as {currency} is not"), format!("amounts of {currency}")),
    };
    let error = Error::new(ErrorKind::Currency, sentence)
        .in_column("amount")
        .with_value(format!("{text:?}"))
        .allowing(allowed);
    match codes.first() {
        Some(code) if currency.is_none() => error.remedied(Remedy::Currency(code)),
        _ => error,
    }
}

fn two_readings(text: &str, point: Decimal, comma: Decimal) -> Error {
    Error::new(
        ErrorKind::Inconsistent,
        format!(
            "is {} by a decimal point and {} by a decimal comma; name the decimal mark",
            point.normalize(),
            comma.normalize()
        ),
    )
    .in_column("amount")
    .with_value(format!("{text:?}"))
    .allowing("\".\" or \",\" as the decimal mark")
    .remedied(Remedy::DecimalMark('.'))
    .remedied(Remedy::DecimalMark(','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const POINT: NumberFormat = NumberFormat::new(DecimalMark::Point);
    const COMMA: NumberFormat = NumberFormat::new(DecimalMark::Comma);

    #[track_caller]
    fn reads(format: NumberFormat, text: &str, expected: &str) {
        let found = format.read_money(text, Currency::USD).map(|money| money.amount().normalize());
        let expected = Decimal::from_str_exact(expected).unwrap().normalize();
        assert_eq!(found.as_ref().ok(), Some(&expected), "{text:?}: {found:?}");
        let exact = format.exact(text.as_bytes(), Currency::USD, Some(Rounding::HalfEven));
        assert_eq!(exact.unwrap(), Exact::of_units(expected, 2), "{text:?}");
        if text.len() <= 8 {
            let mut word = *b"1.2,3\n\n4";
            word[..text.len()].copy_from_slice(text.as_bytes());
            let plain = format.plain(text.as_bytes(), 2).filter(|_| !text.starts_with('-'));
            assert_eq!(format.plain_word(word, text.len(), 2), plain, "{text:?}");
        }
    }

    #[test]
    fn amounts_as_people_write_them() {
        for (text, value) in [
            ("10.50", "10.5"),
            ("-10.50", "-10.5"),
            ("+10.50", "10.5"),
            ("10.50-", "-10.5"),
            ("(10.50)", "-10.5"),
            ("($1,234.56)", "-1234.56"),
            ("$(1,234.56)", "-1234.56"),
            ("\u{2212}10.50", "-10.5"),
            ("1,234.56", "1234.56"),
            ("1,234,567", "1234567"),
            ("1,234", "1234"),
            ("1'234.50", "1234.5"),
            ("1\u{2019}234.50", "1234.5"),
            ("1 234.50", "1234.5"),
            ("1\u{A0}234\u{A0}567.5", "1234567.5"),
            ("1\u{202F}234", "1234"),
            ("12,34,567.89", "1234567.89"),
            ("1,2345,6789", "123456789"),
            ("1,2345.67", "12345.67"),
            ("$10.50", "10.5"),
            ("US$ 10.50", "10.5"),
            ("-$10.50", "-10.5"),
            ("$-10.50", "-10.5"),
            ("10.50 $", "10.5"),
            ("USD 10.50", "10.5"),
            ("10.50usd", "10.5"),
            ("10.50- USD", "-10.5"),
            ("１２．５０", "12.5"),
            ("（５．００）", "-5"),
            (" \u{A0}5\u{3000}", "5"),
            ("1e-5", "0.00001"),
            ("1.5E+3", "1500"),
            ("1.776357e-15", "0.000000000000001776357"),
            ("0e999999999999", "0"),
            ("1e-400", "0"),
            ("0.30000000000000004", "0.30000000000000004"),
            ("19.990000000000002", "19.990000000000002"),
            (".5", "0.5"),
            ("5.", "5"),
            ("10.5000", "10.5"),
            ("0.123", "0.123"),
            ("-0.00", "0"),
        ] {
            reads(POINT, text, value);
        }
        for (text, value) in [
            ("10,50", "10.5"),
            ("1.234,56", "1234.56"),
            ("1.234", "1234"),
            ("1.234.567", "1234567"),
            ("1 234,50", "1234.5"),
            ("1,5e3", "1500"),
            ("-1.234,50 USD", "-1234.5"),
        ] {
            reads(COMMA, text, value);
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_by_kind() {
        let kind = |format: NumberFormat, text: &str| {
            format.read_money(text, Currency::USD).map_err(|error| error.kind())
        };
        for text in ["", "  ", "\u{3000}", "NULL", "n/a", "#N/A"] {
            assert_eq!(kind(POINT, text), Err(ErrorKind::Missing), "{text:?}");
        }
        for text in ["NaN", "-inf", "Infinity", "(nan)"] {
            assert_eq!(kind(POINT, text), Err(ErrorKind::NotFinite), "{text:?}");
        }
        for text in [
            "-",
            "$",
            "()",
            "--5",
            "+-5",
            "(-5)",
            "-5-",
            "5.0.0",
            "1,23",
            "12,345,6",
            "1234,567.00",
            "0,123",
            "1,2345",
            ",5",
            "1,,234",
            "1,234'567",
            "1.234,56",
            "10,50",
            "1 2",
            "5 apples",
            "5USDT",
            "$5$",
            "1e",
            "1e+",
            "e5",
            "1e5.5",
            "٣",
            "5%",
            "0x10",
            "1_000",
        ] {
            assert_eq!(kind(POINT, text), Err(ErrorKind::Parse), "{text:?}");
        }
        for text in ["€5", "5 EUR", "A$5", "元5", "GBP -5"] {
            assert_eq!(kind(POINT, text), Err(ErrorKind::Currency), "{text:?}");
        }
        for text in [&"9".repeat(40), "1e40", "1e999999999999"] {
            assert_eq!(kind(POINT, text), Err(ErrorKind::OutOfRange), "{text:?}");
        }
        assert_eq!(kind(POINT, &"1 ".repeat(200)), Err(ErrorKind::Parse));
        assert_eq!(POINT.read("$5").unwrap_err().kind(), ErrorKind::Currency);
        let none = Currency::none(2).unwrap();
        assert_eq!(POINT.read_money("$5", none).unwrap_err().kind(), ErrorKind::Currency);
        assert!(POINT.read_money("¥5", Currency::JPY).is_ok());
        assert!(POINT.read_money("5元", Currency::CNY).is_ok());
        let error = POINT.exact(b"\xff5", Currency::USD, None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Encoding);
        // What the other mark reads is said.
        let error = POINT.read("1.234,56").unwrap_err().to_string();
        assert!(error.contains("is one by ','"), "{error}");
    }

    #[test]
    fn a_number_of_two_readings_is_refused_where_no_mark_was_named() {
        let unnamed = NumberFormat::default();
        let error = unnamed.read("1,234").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Inconsistent);
        assert!(error.to_string().contains("1234 by a decimal point and 1.234 by"), "{error}");
        for text in ["1,234.00", "1,234,567", "10.50", "1'234"] {
            assert!(unnamed.read(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn samples_decide_or_are_refused_with_both_readings() {
        let decide = |samples: &[&str]| {
            NumberFormat::decide(samples.iter().copied())
                .map(NumberFormat::decimal_mark)
                .map_err(|error| error.kind())
        };
        assert_eq!(decide(&["1,234", "10.50"]), Ok(DecimalMark::Point));
        assert_eq!(decide(&["1.234", "10,50", "", "NULL", "nan"]), Ok(DecimalMark::Comma));
        assert_eq!(decide(&["1", "20", "-3"]), Ok(DecimalMark::Point));
        assert_eq!(decide(&["0.123"]), Ok(DecimalMark::Point));
        assert_eq!(decide(&[]), Ok(DecimalMark::Point));
        assert_eq!(decide(&["1,234"]), Err(ErrorKind::Inconsistent));
        assert_eq!(decide(&["5", "1.234", "2.500"]), Err(ErrorKind::Inconsistent));
        assert_eq!(decide(&["10.50", "10,50"]), Err(ErrorKind::Parse));
        assert_eq!(decide(&["five"]), Err(ErrorKind::Parse));
        let marks = |samples: &[&str]| {
            let found = NumberFormat::candidates(samples.iter().copied());
            found.into_iter().map(NumberFormat::decimal_mark).collect::<Vec<_>>()
        };
        assert_eq!(marks(&["1,234"]), DecimalMark::ALL);
        assert_eq!(marks(&["1,234", "1,5"]), [DecimalMark::Comma]);
        assert_eq!(marks(&["1.5", "1,5"]), []);
    }

    /// A number with its whole part in groups of three.
    fn grouped(digits: &str, mark: &str) -> String {
        let groups: Vec<&str> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|group| std::str::from_utf8(group).unwrap())
            .collect();
        groups.join(mark)
    }

    proptest! {
        /// However a number of cents is dressed, it is read back.
        #[test]
        fn dressed_numbers_read_back(
            cents in 0_i64..1_000_000_000_000_000,
            mark in prop::sample::select(DecimalMark::ALL.to_vec()),
            group in prop::sample::select(vec!["", "'", " ", "\u{A0}", "other"]),
            dress in prop::sample::select(vec!["-#", "#-", "(#)", "$-#", "-$#", "# USD-", "-# $"]),
            wide: bool,
        ) {
            let other = if mark == DecimalMark::Point { "," } else { "." };
            let group = if group == "other" { other } else { group };
            let whole = grouped(&(cents / 100).to_string(), group);
            let number = format!("{whole}{}{:02}", mark.character(), cents % 100);
            let mut text = dress.replace('#', &number);
            if wide {
                let widen = |c: char| char::from_u32(c as u32 - 0x20 + 0xFF00).unwrap();
                text = text
                    .chars()
                    .map(|c| if c.is_ascii_digit() || ",.-()".contains(c) { widen(c) } else { c })
                    .collect();
            }
            let read = NumberFormat::new(mark).read_money(&text, Currency::USD).unwrap();
            prop_assert_eq!(read.to_minor().unwrap(), -cents, "{}", text);
            if group.is_empty() || cents >= 100_000 {
                let decided = NumberFormat::decide([text.as_str()]).unwrap();
                prop_assert_eq!(decided.decimal_mark(), mark, "{}", text);
            }
        }

        /// The short way reads what the long way reads, or leaves it to it.
        #[test]
        fn the_short_way_is_the_long_way(text in "-?[0-9,.]{1,17}", decimals in 0_u32..4) {
            let currency = Currency::none(decimals).unwrap();
            for format in [POINT, COMMA] {
                if let Some(minor) = format.plain(text.as_bytes(), decimals) {
                    let long = format.decimal(&text, currency).unwrap();
                    prop_assert_eq!(exact_units(long, currency, None).unwrap(), Exact::whole(minor));
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}|[-+().,' 0-9eE$€]{0,20}") {
            for format in [POINT, COMMA, NumberFormat::default()] {
                let _ = format.read_money(&text, Currency::EUR);
            }
            let _ = NumberFormat::decide([text.as_str()]);
        }
    }
}
