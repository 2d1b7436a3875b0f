//! How a currency is written in front of figures and named in running text.

use super::Language;
use crate::money::Currency;

/// Code, sign before English figures, plural in English, name in Chinese.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// The currencies that customers are likely to pay in; the others stand by their codes.
const NAMES: &[Row] = &[
    ("AED", "AED ", "UAE dirhams", "阿联酋迪拉姆"),
    ("ARS", "ARS ", "Argentine pesos", "阿根廷比索"),
    ("AUD", "A$", "Australian dollars", "澳大利亚元"),
    ("BRL", "R$", "Brazilian reals", "巴西雷亚尔"),
    ("CAD", "CA$", "Canadian dollars", "加拿大元"),
    ("CHF", "CHF ", "Swiss francs", "瑞士法郎"),
    ("CLP", "CLP ", "Chilean pesos", "智利比索"),
    ("CNY", "CN¥", "Chinese yuan", "元"),
    ("COP", "COP ", "Colombian pesos", "哥伦比亚比索"),
    ("CZK", "CZK ", "Czech korunas", "捷克克朗"),
    ("DKK", "DKK ", "Danish kroner", "丹麦克朗"),
    ("EGP", "EGP ", "Egyptian pounds", "埃及镑"),
    ("EUR", "€", "euros", "欧元"),
    ("GBP", "£", "pounds sterling", "英镑"),
    ("HKD", "HK$", "Hong Kong dollars", "港元"),
    ("HUF", "HUF ", "Hungarian forints", "匈牙利福林"),
    ("IDR", "IDR ", "Indonesian rupiahs", "印尼卢比"),
    ("ILS", "₪", "Israeli shekels", "以色列谢克尔"),
    ("INR", "₹", "Indian rupees", "印度卢比"),
    ("JPY", "¥", "Japanese yen", "日元"),
    ("KRW", "₩", "South Korean won", "韩元"),
    ("MOP", "MOP ", "Macanese patacas", "澳门元"),
    ("MXN", "MX$", "Mexican pesos", "墨西哥比索"),
    ("MYR", "RM ", "Malaysian ringgits", "马来西亚林吉特"),
    ("NOK", "NOK ", "Norwegian kroner", "挪威克朗"),
    ("NZD", "NZ$", "New Zealand dollars", "新西兰元"),
    ("PHP", "₱", "Philippine pesos", "菲律宾比索"),
    ("PLN", "PLN ", "Polish zlotys", "波兰兹罗提"),
    ("RON", "RON ", "Romanian lei", "罗马尼亚列伊"),
    ("RUB", "₽", "Russian roubles", "俄罗斯卢布"),
    ("SAR", "SAR ", "Saudi riyals", "沙特里亚尔"),
    ("SEK", "SEK ", "Swedish kronor", "瑞典克朗"),
    ("SGD", "S$", "Singapore dollars", "新加坡元"),
    ("THB", "฿", "Thai baht", "泰铢"),
    ("TRY", "₺", "Turkish lira", "土耳其里拉"),
    ("TWD", "NT$", "New Taiwan dollars", "新台币"),
    ("UAH", "₴", "Ukrainian hryvnias", "乌克兰格里夫纳"),
    ("USD", "$", "US dollars", "美元"),
    ("VND", "₫", "Vietnamese dong", "越南盾"),
    ("ZAR", "R ", "South African rand", "南非兰特"),
];

fn row(currency: Currency) -> Option<&'static Row> {
    let index = NAMES.binary_search_by(|row| row.0.cmp(currency.code())).ok()?;
    NAMES.get(index)
}

/// What stands before a figure in English: `"$"`, `"CHF "`; nothing for no currency.
pub(super) fn before(currency: Currency) -> String {
    match row(currency) {
        _ if currency.is_none() => String::new(),
        Some(row) => row.1.replace(' ', "\u{a0}"),
        None => format!("{}\u{a0}", currency.code()),
    }
}

/// What stands behind a figure in Chinese: `"美元"`; nothing for no currency.
pub(super) fn behind(currency: Currency) -> String {
    match row(currency) {
        _ if currency.is_none() => String::new(),
        Some(row) => row.3.to_owned(),
        None => currency.code().to_owned(),
    }
}

/// The currency in running text: `"US dollars"`, `"美元"`.
pub(super) fn named(currency: Currency, language: Language) -> String {
    match row(currency) {
        _ if currency.is_none() => {
            language.pick("units of no stated currency", "（币种未注明）").to_owned()
        }
        Some(row) if currency == Currency::CNY => language.pick(row.2, "人民币元").to_owned(),
        Some(row) => language.pick(row.2, row.3).to_owned(),
        None => currency.code().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_of_known_currencies() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for row in NAMES {
            let currency = Currency::from_code(row.0).unwrap();
            assert_eq!(named(currency, Language::English), row.2);
        }
    }
}
