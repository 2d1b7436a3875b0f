//! Currencies of ISO 4217.

use std::fmt;
use std::str::FromStr;

use super::iso4217::TABLE;
use crate::error::{Error, ErrorKind, Result};

/// A currency of ISO 4217: its code and the number of decimals of its minor unit.
///
/// Codes without a minor unit (gold XAU, the SDR XDR, test XTS ...) are not amounts that a
/// customer pays in, and are not here. Plain numbers that are of no currency are those of
/// [`Currency::none`], with stated decimals. Orders as the alphabetic codes do, no currency last.
///
/// ```
/// use habitue::money::Currency;
///
/// let yen = Currency::from_code("JPY")?;
/// assert_eq!((yen.decimals(), yen.numeric(), yen.name()), (0, 392, "Yen"));
/// assert!(Currency::from_code("usd").is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(u8);

/// The first number that stands for no currency, that of none without decimals.
const NONE: u8 = 240;
/// The most decimals of plain numbers.
const MOST_DECIMALS: u8 = 12;
/// What stands in place of a code for plain numbers of 0 decimals, of 1, and so on.
const PLAIN: [&str; MOST_DECIMALS as usize + 1] =
    ["X00", "X01", "XXX", "X03", "X04", "X05", "X06", "X07", "X08", "X09", "X10", "X11", "X12"];

impl Currency {
    /// The euro.
    pub const EUR: Self = Self::known(b"EUR");
    /// The US dollar.
    pub const USD: Self = Self::known(b"USD");
    /// Pound sterling.
    pub const GBP: Self = Self::known(b"GBP");
    /// The yen, which has no minor unit.
    pub const JPY: Self = Self::known(b"JPY");
    /// The yuan renminbi.
    pub const CNY: Self = Self::known(b"CNY");

    /// The currency of an alphabetic code in capitals, such as `"EUR"`.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`] where ISO 4217 lists no such code with a minor unit.
    pub fn from_code(code: &str) -> Result<Self> {
        Self::find(code.as_bytes()).ok_or_else(|| {
            Error::new(ErrorKind::Currency, "is no currency of ISO 4217 with a minor unit")
                .in_column("currency")
                .with_value(format!("{code:?}"))
                .allowing("an alphabetic code in capitals, such as \"EUR\"")
        })
    }

    /// The currency of a code, if there is one.
    pub(super) fn find(code: &[u8]) -> Option<Self> {
        let index = TABLE.binary_search_by(|row| row.0.as_slice().cmp(code)).ok()?;
        u8::try_from(index).ok().map(Self)
    }

    /// Every currency, in the order of the codes.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        // The table has at most 240 rows; `every_currency_is_found_by_its_code` holds this.
        (0..TABLE.len() as u8).map(Self)
    }

    /// No currency: plain numbers with so many `decimals`, 0 to 12 (points, litres, amounts whose
    /// currency was lost). They add up among themselves and mix with no currency, nor with plain
    /// numbers of other decimals.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for more decimals.
    ///
    /// ```
    /// use habitue::money::{Currency, Money};
    ///
    /// let points = Currency::none(1)?;
    /// assert_eq!(Money::parse("2.5", points)?.to_string(), "2.5");
    /// assert!(Money::parse("2.5", points)?.checked_add(&Money::zero(Currency::EUR)).is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn none(decimals: u32) -> Result<Self> {
        u8::try_from(decimals)
            .ok()
            .filter(|decimals| *decimals <= MOST_DECIMALS)
            .map(|decimals| Self(NONE + decimals))
            .ok_or_else(|| {
                Error::new(ErrorKind::OutOfRange, "is too many")
                    .in_column("decimals")
                    .with_value(decimals)
                    .allowing(format!("0 to {MOST_DECIMALS}"))
            })
    }

    /// Whether it is [none](Self::none).
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 >= NONE
    }

    /// The alphabetic code, such as `"EUR"`; `"XXX"` for no currency.
    #[must_use]
    pub fn code(self) -> &'static str {
        std::str::from_utf8(self.row().map_or(b"XXX", |row| &row.0)).unwrap_or_default()
    }

    /// The numeric code, such as 978; 999 for no currency.
    #[must_use]
    pub const fn numeric(self) -> u16 {
        match self.row() {
            Some(row) => row.1,
            None => 999,
        }
    }

    /// Decimals of the minor unit: 2 for the euro, 0 for the yen, 3 for the dinar of Kuwait.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        match self.row() {
            Some(row) => row.2 as u32,
            None => (self.0 - NONE) as u32,
        }
    }

    /// Minor units in one unit: 100 for the euro, 1 for the yen.
    #[must_use]
    pub const fn minor_per_unit(self) -> i64 {
        10_i64.pow(self.decimals())
    }

    /// The English name of ISO 4217.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.row() {
            Some(row) => row.3,
            None => "no currency",
        }
    }

    const fn row(&self) -> Option<&'static ([u8; 3], u16, u8, &'static str)> {
        if self.is_none() { None } else { Some(&TABLE[self.0 as usize]) }
    }

    /// The code, and for no currency the decimals behind it: `"EUR"`, `"XXX.2"`.
    pub(crate) fn text(self) -> String {
        if self.is_none() { format!("XXX.{}", self.decimals()) } else { self.code().to_owned() }
    }

    /// The currency that [`Currency::text`] wrote.
    pub(crate) fn from_text(text: &str) -> Result<Self> {
        match text.strip_prefix("XXX.").and_then(|decimals| decimals.parse().ok()) {
            Some(decimals) => Self::none(decimals),
            None => Self::from_code(text),
        }
    }

    /// What stands in place of a code where nothing else says it: the code itself, and for plain
    /// numbers of two decimals `"XXX"`, of others their number as in `"X03"`.
    #[cfg(any(feature = "arrow", feature = "capi"))]
    pub(crate) fn label(self) -> &'static str {
        if self.is_none() { PLAIN[self.decimals() as usize] } else { self.code() }
    }

    /// The currency of a [label](Self::label).
    pub(crate) fn from_label(label: &str) -> Result<Self> {
        if let Some(decimals) = (0..).zip(PLAIN).find(|(_, plain)| *plain == label) {
            return Self::none(decimals.0);
        }
        Self::from_code(label).map_err(|error| {
            error.allowing(
                "an alphabetic code in capitals, such as \"EUR\", or \"XXX\" for plain numbers of \
                 two decimals",
            )
        })
    }

    const fn known(code: &[u8; 3]) -> Self {
        let mut index = 0;
        while index < TABLE.len() {
            let row = TABLE[index].0;
            if row[0] == code[0] && row[1] == code[1] && row[2] == code[2] {
                return Self(index as u8);
            }
            index += 1;
        }
        Self(u8::MAX)
    }
}

impl FromStr for Currency {
    type Err = Error;

    fn from_str(code: &str) -> Result<Self> {
        Self::from_code(code)
    }
}

impl fmt::Display for Currency {
    /// The code, or that it is none and of how many decimals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            return write!(f, "no currency with {} decimals", self.decimals());
        }
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_text(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_is_found_by_its_code() {
        assert!(TABLE.len() <= usize::from(NONE));
        assert!(TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for currency in Currency::all() {
            assert_eq!(currency.code().parse::<Currency>().unwrap(), currency);
            assert!(currency.numeric() > 0 && currency.decimals() <= 4);
        }
    }

    #[test]
    fn numeric_codes_are_unique() {
        let mut codes: Vec<u16> = Currency::all().map(Currency::numeric).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn constants_are_the_currencies_that_they_name() {
        for (constant, code) in [
            (Currency::EUR, "EUR"),
            (Currency::USD, "USD"),
            (Currency::GBP, "GBP"),
            (Currency::JPY, "JPY"),
            (Currency::CNY, "CNY"),
        ] {
            assert_eq!(constant.code(), code);
        }
    }

    /// The currencies whose minor unit is not a hundredth, from ISO 4217's list one.
    #[test]
    fn exponents_other_than_two() {
        let listed = |decimals| {
            let codes: Vec<&str> = Currency::all()
                .filter(|currency| currency.decimals() == decimals)
                .map(Currency::code)
                .collect();
            codes.join(" ")
        };
        assert_eq!(
            listed(0),
            "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
        );
        assert_eq!(listed(3), "BHD IQD JOD KWD LYD OMR TND");
        assert_eq!(listed(4), "CLF UYW");
    }

    #[test]
    fn no_currency_is_one_for_each_number_of_decimals() {
        let none = |decimals| Currency::none(decimals).unwrap();
        for decimals in 0..=12 {
            let plain = none(decimals);
            assert_eq!((plain.code(), plain.numeric(), plain.decimals()), ("XXX", 999, decimals));
            assert_eq!(plain.minor_per_unit(), 10_i64.pow(decimals));
            assert!(plain.is_none() && Currency::all().all(|currency| currency != plain));
        }
        assert_ne!(none(2), none(3));
        assert!(!Currency::EUR.is_none());
        assert_eq!(format!("{} {:?}", none(2), none(2)), "no currency with 2 decimals XXX.2");
        assert_eq!(Currency::none(13).unwrap_err().kind(), ErrorKind::OutOfRange);
    }

    #[cfg(any(feature = "arrow", feature = "capi"))]
    #[test]
    fn plain_numbers_have_a_label_for_each_number_of_decimals() {
        let none = |decimals| Currency::none(decimals).unwrap();
        for (label, decimals) in [("XXX", 2), ("X00", 0), ("X03", 3), ("X12", 12)] {
            let plain = none(decimals);
            assert_eq!((plain.label(), Currency::from_label(label).unwrap()), (label, plain));
        }
        for currency in Currency::all().chain((0..=12).map(none)) {
            assert_eq!(Currency::from_label(currency.label()).unwrap(), currency);
            assert_eq!(currency.label().len(), 3);
        }
        for label in ["X02", "X13", "X0", "", "XX", "eur"] {
            assert_eq!(Currency::from_label(label).unwrap_err().kind(), ErrorKind::Currency);
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_currency_is_read_as_it_was_written() {
        for currency in Currency::all().chain((0..=12).map(|n| Currency::none(n).unwrap())) {
            let text = serde_json::to_string(&currency).unwrap();
            assert_eq!(serde_json::from_str::<Currency>(&text).unwrap(), currency, "{text}");
        }
        for text in ["\"XXX\"", "\"XXX.13\"", "\"XXX.\"", "\"EUR.2\""] {
            assert!(serde_json::from_str::<Currency>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_no_currency_is_refused() {
        for code in ["", "usd", "XXX", "XAU", "EU", "EURO", "€"] {
            assert_eq!(Currency::from_code(code).unwrap_err().kind(), ErrorKind::Currency);
        }
    }
}
