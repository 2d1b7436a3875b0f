//! Currencies of ISO 4217.

use std::fmt;
use std::str::FromStr;

use super::iso4217::TABLE;
use crate::error::{Error, ErrorKind, Result};

/// A currency of ISO 4217: its code and the number of decimals of its minor unit.
///
/// Codes without a minor unit (gold XAU, the SDR XDR, test XTS, none XXX ...) are not amounts
/// that a customer pays in, and are not here. Orders as the alphabetic codes do.
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
        TABLE
            .binary_search_by(|row| row.0.as_slice().cmp(code.as_bytes()))
            .ok()
            .and_then(|index| u8::try_from(index).ok())
            .map(Self)
            .ok_or_else(|| {
                Error::new(ErrorKind::Currency, "is no currency of ISO 4217 with a minor unit")
                    .in_column("currency")
                    .with_value(format!("{code:?}"))
                    .allowing("an alphabetic code in capitals, such as \"EUR\"")
            })
    }

    /// Every currency, in the order of the codes.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        // The table has fewer than 256 rows; `every_currency_is_found_by_its_code` holds this.
        (0..TABLE.len() as u8).map(Self)
    }

    /// The alphabetic code, such as `"EUR"`.
    #[must_use]
    pub fn code(self) -> &'static str {
        std::str::from_utf8(&TABLE[usize::from(self.0)].0).unwrap_or_default()
    }

    /// The numeric code, such as 978.
    #[must_use]
    pub const fn numeric(self) -> u16 {
        TABLE[self.0 as usize].1
    }

    /// Decimals of the minor unit: 2 for the euro, 0 for the yen, 3 for the dinar of Kuwait.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        TABLE[self.0 as usize].2 as u32
    }

    /// Minor units in one unit: 100 for the euro, 1 for the yen.
    #[must_use]
    pub const fn minor_per_unit(self) -> i64 {
        10_i64.pow(self.decimals())
    }

    /// The English name of ISO 4217.
    #[must_use]
    pub const fn name(self) -> &'static str {
        TABLE[self.0 as usize].3
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
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_is_found_by_its_code() {
        assert!(TABLE.len() < usize::from(u8::MAX));
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
    fn what_is_no_currency_is_refused() {
        for code in ["", "usd", "XXX", "XAU", "EU", "EURO", "€"] {
            assert_eq!(Currency::from_code(code).unwrap_err().kind(), ErrorKind::Currency);
        }
    }
}
