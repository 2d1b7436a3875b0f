//! Currency signs and codes beside an amount: $, €, £, ¥, 元, US$, USD.

use super::Currency;

const DOLLARS: &[&str] = &[
    "USD", "ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "CVE", "DOP",
    "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "MOP", "MXN", "NAD", "NIO", "NZD", "SBD", "SGD",
    "SRD", "TOP", "TTD", "TWD", "UYU", "WST", "XCD", "ZWG",
];
const POUNDS: &[&str] = &["GBP", "EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP"];

/// Which currencies write a sign; a longer sign stands before those that it begins with.
const SIGNS: [(&str, &[&str]); 57] = [
    ("US$", &["USD"]),
    ("AU$", &["AUD"]),
    ("A$", &["AUD"]),
    ("CA$", &["CAD"]),
    ("C$", &["CAD", "NIO"]),
    ("NZ$", &["NZD"]),
    ("HK$", &["HKD"]),
    ("NT$", &["TWD"]),
    ("MX$", &["MXN"]),
    ("R$", &["BRL"]),
    ("S$", &["SGD"]),
    ("$", DOLLARS),
    ("＄", DOLLARS),
    ("€", &["EUR"]),
    ("£", POUNDS),
    ("￡", POUNDS),
    ("¥", &["CNY", "JPY"]),
    ("￥", &["CNY", "JPY"]),
    ("円", &["JPY"]),
    ("人民币", &["CNY"]),
    ("元", &["CNY", "HKD", "MOP", "TWD"]),
    ("圆", &["CNY"]),
    ("RMB", &["CNY"]),
    ("₩", &["KRW", "KPW"]),
    ("원", &["KRW"]),
    ("₹", &["INR"]),
    ("Rs.", &["INR", "LKR", "MUR", "NPR", "PKR", "SCR"]),
    ("Rs", &["INR", "LKR", "MUR", "NPR", "PKR", "SCR"]),
    ("₽", &["RUB"]),
    ("руб.", &["RUB"]),
    ("руб", &["RUB"]),
    ("₺", &["TRY"]),
    ("₫", &["VND"]),
    ("đ", &["VND"]),
    ("฿", &["THB"]),
    ("₴", &["UAH"]),
    ("₪", &["ILS"]),
    ("₱", &["PHP", "CUP"]),
    ("₦", &["NGN"]),
    ("₸", &["KZT"]),
    ("₡", &["CRC"]),
    ("₲", &["PYG"]),
    ("₵", &["GHS"]),
    ("zł", &["PLN"]),
    ("kr.", &["DKK", "ISK", "NOK", "SEK"]),
    ("kr", &["DKK", "ISK", "NOK", "SEK"]),
    ("Kč", &["CZK"]),
    ("Ft", &["HUF"]),
    ("lei", &["RON", "MDL"]),
    ("SFr.", &["CHF"]),
    ("SFr", &["CHF"]),
    ("Fr.", &["CHF", "XAF", "XOF", "XPF"]),
    ("Fr", &["CHF", "XAF", "XOF", "XPF"]),
    ("RM", &["MYR"]),
    ("Rp", &["IDR"]),
    ("R", &["ZAR"]),
    ("د.إ", &["AED"]),
];

/// A sign or a code that was found beside an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CurrencySign {
    /// A sign, which several currencies may write.
    Sign(&'static [&'static str]),
    /// A code of ISO 4217.
    Code(Currency),
}

impl CurrencySign {
    /// Takes a sign or a code from the front of a text; what is left begins with no letter of it.
    pub(super) fn from_front(text: &str) -> Option<(Self, &str)> {
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        Self::code(text.get(..3), text.get(3..), |rest| rest.chars().next()).or_else(|| {
            SIGNS.iter().find_map(|(sign, currencies)| {
                let rest = text.strip_prefix(sign)?;
                apart(sign.chars().next_back(), rest.chars().next())
                    .then_some((Self::Sign(currencies), rest))
            })
        })
    }

    /// The same from the end.
    pub(super) fn from_back(text: &str) -> Option<(Self, &str)> {
        if text.ends_with(|last: char| last.is_ascii_digit()) {
            return None;
        }
        let at = text.len().checked_sub(3);
        let (code, rest) = (at.and_then(|at| text.get(at..)), at.and_then(|at| text.get(..at)));
        Self::code(code, rest, |rest| rest.chars().next_back()).or_else(|| {
            SIGNS.iter().find_map(|(sign, currencies)| {
                let rest = text.strip_suffix(sign)?;
                apart(sign.chars().next(), rest.chars().next_back())
                    .then_some((Self::Sign(currencies), rest))
            })
        })
    }

    fn code<'a>(
        code: Option<&str>,
        rest: Option<&'a str>,
        next: impl Fn(&str) -> Option<char>,
    ) -> Option<(Self, &'a str)> {
        let (code, rest) = (code?, rest?);
        let code_bytes = <[u8; 3]>::try_from(code.as_bytes()).ok()?;
        let currency = Currency::find(&code_bytes.map(|byte| byte.to_ascii_uppercase()))?;
        apart(code.chars().next(), next(rest)).then_some((Self::Code(currency), rest))
    }

    /// The codes of the currencies that are written so, the most usual first.
    pub(super) fn codes(self) -> Vec<&'static str> {
        match self {
            Self::Sign(codes) => codes.to_vec(),
            Self::Code(currency) => vec![currency.code()],
        }
    }

    /// Whether amounts of a currency are written so.
    pub(super) fn is_of(self, currency: Currency) -> bool {
        match self {
            Self::Sign(currencies) => currencies.contains(&currency.code()),
            Self::Code(code) => code == currency,
        }
    }
}

/// Whether two neighbours are not letters of one word.
fn apart(sign: Option<char>, neighbour: Option<char>) -> bool {
    !(sign.is_some_and(char::is_alphabetic) && neighbour.is_some_and(char::is_alphabetic))
}

impl Currency {
    /// The currency that a cell of a currency column names: a code in any case, or a sign that one
    /// currency alone writes, such as € and 人民币.
    #[cfg(feature = "files")]
    pub(crate) fn from_cell(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, rest) = CurrencySign::from_front(text)?;
        match sign {
            _ if !rest.is_empty() => None,
            CurrencySign::Code(currency) => Some(currency),
            CurrencySign::Sign([code]) => Self::from_code(code).ok(),
            CurrencySign::Sign(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_name_currencies_that_there_are_and_longer_ones_come_first() {
        for (at, (sign, currencies)) in SIGNS.iter().enumerate() {
            assert!(currencies.iter().all(|code| Currency::from_code(code).is_ok()), "{sign}");
            let hidden = SIGNS[..at].iter().find(|(before, _)| sign.starts_with(before));
            assert_eq!(hidden, None, "{sign}");
        }
    }

    #[test]
    fn cells_of_a_currency_column() {
        let cell = |text| Currency::from_cell(text).map(Currency::code);
        assert_eq!(
            ["USD", " eur ", "€", "人民币", "RMB"].map(cell),
            [Some("USD"), Some("EUR"), Some("EUR"), Some("CNY"), Some("CNY")]
        );
        // Several currencies write $ and ¥; the others are no currencies.
        assert_eq!(["$", "¥", "", "USDT", "dollar", "10 USD"].map(cell), [None; 6]);
    }
}
