//! Exchange rates by day and currency: amounts of several currencies as one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Currency, Money, NumberFormat};
use crate::error::{Error, ErrorKind, Result};
use crate::time::Day;

/// What one unit of a currency was worth in the target currency, by day: exact decimals. The rate
/// of a day is the latest on it or before it; where there is none, conversion is refused by name.
///
/// ```
/// use habitue::money::{Currency, ExchangeRates, Money};
/// use habitue::time::Day;
///
/// let rates = ExchangeRates::parse("2024-01-02,EUR,1.0956\n2024-01-03,EUR,1.0919\n", Currency::USD)?;
/// let price = Money::parse("10.00", Currency::EUR)?;
/// let day = Day::parse("2024-01-05")?; // the rate of the 3rd
/// assert_eq!(rates.convert(&price, day)?, Money::parse("10.919", Currency::USD)?);
/// assert!(rates.convert(&price, Day::parse("2024-01-01")?).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct ExchangeRates {
    target: Currency,
    /// By currency, then by day.
    rates: BTreeMap<Currency, BTreeMap<Day, Decimal>>,
}

impl ExchangeRates {
    /// No rates yet, into `target`.
    #[must_use]
    pub const fn new(target: Currency) -> Self {
        Self { target, rates: BTreeMap::new() }
    }

    /// From `day` on, one unit of `currency` is worth `rate` units of the target.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for a rate that is not positive; [`ErrorKind::Duplicate`] where the
    /// day has another rate already; [`ErrorKind::Currency`] for the target itself.
    pub fn with(mut self, day: Day, currency: Currency, rate: Decimal) -> Result<Self> {
        self.insert(day, currency, rate)?;
        Ok(self)
    }

    fn insert(&mut self, day: Day, currency: Currency, rate: Decimal) -> Result<()> {
        if currency == self.target {
            return Err(Error::new(ErrorKind::Currency, "is the currency that is converted into")
                .in_column("currency")
                .with_value(currency));
        }
        if rate <= Decimal::ZERO {
            return Err(Error::new(ErrorKind::OutOfRange, "is no exchange rate")
                .in_column("rate")
                .with_value(rate)
                .allowing("> 0"));
        }
        let known = *self.rates.entry(currency).or_default().entry(day).or_insert(rate);
        if known != rate {
            return Err(Error::new(
                ErrorKind::Duplicate,
                format!("is a second rate of {currency} on {day}; the first is {known}"),
            )
            .in_column("rate")
            .with_value(rate));
        }
        Ok(())
    }

    /// Reads rates from text, one a line: day (`YYYY-MM-DD`), currency code, and how many units of
    /// `target` one unit of it is worth, with commas, semicolons or tabs between them. A first line
    /// that begins with no digit names the columns and is skipped, and so are blank lines.
    ///
    /// # Errors
    /// Those of [`ExchangeRates::with`], of a day, a code or a number, and
    /// [`ErrorKind::RowShape`] for another number of fields, each with the line, counted from 1;
    /// [`ErrorKind::Empty`] for no rate at all.
    pub fn parse(text: &str, target: Currency) -> Result<Self> {
        let mut rates = Self::new(target);
        let text = text.trim_start_matches('\u{FEFF}');
        let lines = text.lines().enumerate().map(|(at, line)| (at as u64 + 1, line.trim()));
        let is_header = |&(at, line): &(u64, &str)| {
            at == 1 && !line.starts_with(|first: char| first.is_ascii_digit())
        };
        let lines: Vec<(u64, &str)> =
            lines.filter(|line| !line.1.is_empty() && !is_header(line)).collect();
        // A comma between fields is none of the decimals; else it may be.
        let delimiter = [';', '\t'].into_iter().find(|mark| text.contains(*mark)).unwrap_or(',');
        let last = lines.iter().filter_map(|(_, line)| line.rsplit(delimiter).next());
        let format = NumberFormat::candidates(last).first().copied().unwrap_or_default();
        for (at, line) in lines {
            rates.insert_line(line, delimiter, format).map_err(|error| error.at_line(at))?;
        }
        if rates.rates.is_empty() {
            return Err(Error::empty("exchange rates"));
        }
        Ok(rates)
    }

    fn insert_line(&mut self, line: &str, delimiter: char, format: NumberFormat) -> Result<()> {
        let fields: Vec<&str> = line.split(delimiter).map(str::trim).collect();
        let [day, currency, rate] = fields[..] else {
            return Err(Error::new(
                ErrorKind::RowShape,
                format!("has {} fields, not day, currency and rate", fields.len()),
            ));
        };
        let rate = format.read(rate).map_err(|error| error.in_column("rate"))?;
        self.insert(Day::parse(day)?, Currency::from_code(currency)?, rate)
    }

    /// The currency that is converted into.
    #[must_use]
    pub const fn target(&self) -> Currency {
        self.target
    }

    /// The rate of a currency on a day: the latest on it or before it, 1 for the target itself.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`] where there is none.
    pub fn rate(&self, currency: Currency, day: Day) -> Result<Decimal> {
        if currency == self.target {
            return Ok(Decimal::ONE);
        }
        let of_currency = self.rates.get(&currency);
        let latest = of_currency.and_then(|days| days.range(..=day).next_back());
        latest.map(|(_, rate)| *rate).ok_or_else(|| {
            let first = of_currency.and_then(|days| days.first_key_value());
            Error::new(
                ErrorKind::Missing,
                format!("into {} has no exchange rate on {day} or before", self.target),
            )
            .in_column("currency")
            .with_value(currency)
            .allowing(first.map_or_else(
                || "currencies with rates".to_owned(),
                |(first, _)| format!("days from {first} on"),
            ))
        })
    }

    /// An amount in the target currency, unrounded.
    ///
    /// # Errors
    /// [`ErrorKind::Missing`] where there is no rate, [`ErrorKind::Overflow`] where the product has
    /// more digits than an exact decimal.
    pub fn convert(&self, amount: &Money, day: Day) -> Result<Money> {
        let rate = self.rate(amount.currency(), day)?;
        amount.checked_mul(rate).map(|product| Money::new(product.amount(), self.target))
    }

    /// Refuses rates that are none.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let mut checked = Self::new(self.target);
        for (currency, days) in self.rates {
            for (day, rate) in days {
                checked.insert(day, currency, rate)?;
            }
        }
        Ok(checked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_rate_of_a_day_is_the_latest_before_it() {
        let text = "day;currency;rate\n2024-01-02;EUR;1,0956\n\n2024-01-03;JPY;0,007\n2024-01-09;EUR;1,1\n";
        let rates = ExchangeRates::parse(text, Currency::USD).unwrap();
        let rate = |currency, text| rates.rate(currency, day(text)).map(|rate| rate.to_string());
        assert_eq!(rate(Currency::EUR, "2024-01-08").unwrap(), "1.0956");
        assert_eq!(rate(Currency::EUR, "2024-01-09").unwrap(), "1.1");
        assert_eq!(rate(Currency::USD, "1999-01-01").unwrap(), "1");
        let error = rate(Currency::EUR, "2024-01-01").unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Missing, Some("currency")));
        assert_eq!(error.allowed(), Some("days from 2024-01-02 on"));
        assert_eq!(rate(Currency::GBP, "2024-01-09").unwrap_err().kind(), ErrorKind::Missing);
        // 1,000 yen at 0.007 are 7 dollars, exactly.
        let yen = Money::parse("1000", Currency::JPY).unwrap();
        let found = rates.convert(&yen, day("2024-02-01")).unwrap();
        assert_eq!(found, Money::parse("7", Currency::USD).unwrap());
    }

    #[test]
    fn bad_rates_are_refused_by_line() {
        let fault = |text| {
            let error = ExchangeRates::parse(text, Currency::USD).unwrap_err();
            (error.kind(), error.row())
        };
        assert_eq!(fault("2024-01-02,EUR,0\n"), (ErrorKind::OutOfRange, Some(1)));
        assert_eq!(fault("2024-01-02,USD,1\n"), (ErrorKind::Currency, Some(1)));
        assert_eq!(fault("2024-01-02,EURO,1\n"), (ErrorKind::Currency, Some(1)));
        assert_eq!(fault("d,c,r\n2024-01-02,EUR\n"), (ErrorKind::RowShape, Some(2)));
        assert_eq!(fault("2/1/2024,EUR,1\n"), (ErrorKind::Parse, Some(1)));
        let twice = "2024-01-02,EUR,1.1\n2024-01-02,EUR,1.2\n";
        assert_eq!(fault(twice), (ErrorKind::Duplicate, Some(2)));
        assert_eq!(fault("day,currency,rate\n"), (ErrorKind::Empty, None));
    }
}
