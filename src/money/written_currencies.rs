//! Which currency amounts are written in: €5, USD 5, $5.

use super::currency_sign::CurrencySign;
use super::{Currency, NumberFormat};
use crate::error::{Error, ErrorKind, Result};
use crate::remedy::Remedy;

/// The currencies that all signs and codes beside amounts may mean.
#[derive(Debug, Clone)]
pub(crate) struct WrittenCurrencies {
    /// How many of the amounts have a sign or a code.
    pub(crate) amounts: usize,
    /// One of these.
    pub(crate) example: String,
    /// Those that write every sign that was found, the most usual first.
    codes: Vec<&'static str>,
    /// An amount of another currency than the example.
    other: Option<String>,
}

/// Currencies that are told when there are more.
const TOLD: usize = 4;

impl WrittenCurrencies {
    /// Those of amounts; `None` where nothing stands beside any of them.
    pub(crate) fn of<'a>(amounts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut found: Option<Self> = None;
        for text in amounts {
            let Some(sign) = NumberFormat::sign_of(text) else { continue };
            let all = found.get_or_insert_with(|| Self {
                amounts: 0,
                example: text.to_owned(),
                codes: meant(sign),
                other: None,
            });
            all.amounts += 1;
            if all.other.is_none() {
                let before = all.codes.len();
                // What one sign leaves open, another may close: $5 and US$6.
                let written = sign.codes();
                all.codes.retain(|code| written.contains(code));
                match all.codes.len() {
                    0 => all.other = Some(text.to_owned()),
                    now if now < before => all.example = text.to_owned(),
                    _ => {}
                }
            }
        }
        found
    }

    /// Refuses a currency in which none of them is written.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`].
    pub(crate) fn check(&self, currency: Currency) -> Result<()> {
        if self.other.is_some() || currency.is_none() || self.codes.contains(&currency.code()) {
            return Ok(());
        }
        let sentence = format!("is written as {currency} is not");
        let error = Error::new(ErrorKind::Currency, sentence)
            .in_column("currency")
            .with_value(format!("{:?}", self.example))
            .allowing(format!("amounts of {currency}"));
        Err(self
            .codes
            .iter()
            .take(1)
            .fold(error, |error, code| error.remedied(Remedy::Currency(code))))
    }

    /// The one currency that they mean.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`] where several are written so, or the amounts are of several.
    pub(crate) fn only(&self) -> Result<Currency> {
        let shown = format!("{:?}", self.example);
        let error = match (self.codes.as_slice(), &self.other) {
            ([code], None) => return Currency::from_code(code),
            (_, Some(other)) => {
                let sentence = format!("and {other:?} are of different currencies");
                let first = NumberFormat::sign_of(&self.example).map(CurrencySign::codes);
                let code = first.and_then(|codes| codes.first().copied());
                let error = Error::new(ErrorKind::Currency, sentence)
                    .allowing("amounts of one currency, or a column of currencies");
                code.into_iter().fold(error, |error, code| error.remedied(Remedy::Currency(code)))
            }
            (codes, None) => {
                let more = match codes.len().saturating_sub(TOLD) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                let told = codes[..codes.len().min(TOLD)].join(", ");
                let sentence = "is written in several currencies; name the currency";
                let error = Error::new(ErrorKind::Currency, sentence).allowing(told + &more);
                codes
                    .iter()
                    .take(2)
                    .fold(error, |error, code| error.remedied(Remedy::Currency(code)))
            }
        };
        Err(error.in_column("currency").with_value(shown))
    }
}

/// What a sign means in a file. £ is that of the pound sterling: pounds of other countries are of
/// the same value (Gibraltar, the Falklands, St Helena), or are written with a letter (E£, LL).
fn meant(sign: CurrencySign) -> Vec<&'static str> {
    let codes = sign.codes();
    if codes.first() == Some(&"GBP") { vec!["GBP"] } else { codes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(amounts: &[&str]) -> Result<Option<&'static str>> {
        let found = WrittenCurrencies::of(amounts.iter().copied());
        found.map(|found| found.only().map(Currency::code)).transpose()
    }

    #[test]
    fn one_currency_is_found_from_signs_and_codes() {
        for (amounts, code) in [
            (&["5", "6.50"][..], None),
            (&["€5", "6,50 €", "7"], Some("EUR")),
            (&["£1,234.56", "(£5)"], Some("GBP")),
            (&["USD 12", "12 usd"], Some("USD")),
            (&["$5", "US$6"], Some("USD")),
            (&["A$5"], Some("AUD")),
            (&["￥5", "人民币6"], Some("CNY")),
            (&["¥5", "6円"], Some("JPY")),
            (&["₹5", "INR 5"], Some("INR")),
        ] {
            assert_eq!(only(amounts).unwrap(), code, "{amounts:?}");
        }
    }

    #[test]
    fn several_currencies_are_refused_by_name() {
        for (amounts, says, remedy) in [
            (&["$5"][..], "USD, ARS, AUD, BBD and 30 more", "USD"),
            (&["¥5", "￥6"], "CNY, JPY", "CNY"),
            (&["5元"], "CNY, HKD, MOP, TWD", "CNY"),
            (&["€5", "£6"], "\"£6\" are of different currencies", "EUR"),
            (&["USD 5", "CAD 5"], "are of different currencies", "USD"),
        ] {
            let error = only(amounts).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Currency);
            assert!(error.to_string().contains(says), "{error}");
            assert_eq!(error.remedies()[0], Remedy::Currency(remedy));
            assert!(!error.to_string().contains("another currency"), "{error}");
        }
        let dollars = WrittenCurrencies::of(["$5", "6"]).unwrap();
        let canadian = Currency::from_code("CAD").unwrap();
        assert!(dollars.check(Currency::USD).is_ok() && dollars.check(canadian).is_ok());
        let error = dollars.check(Currency::EUR).unwrap_err();
        assert_eq!(error.remedies(), [Remedy::Currency("USD")]);
        // Which rows of several currencies are whose, the rows say.
        assert!(WrittenCurrencies::of(["$5", "€6"]).unwrap().check(Currency::GBP).is_ok());
    }
}
