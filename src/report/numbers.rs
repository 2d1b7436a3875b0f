//! How numbers are written for managers: counts, shares, money, ranges, days and spans.

use chrono::Datelike;
use unicode_width::UnicodeWidthStr;

use super::{Language, currency_name};
use crate::money::{Currency, Money};
use crate::time::{Day, Unit};

/// Writes numbers in one language and one currency.
///
/// Headlines have three digits (`$71.1k`, `67%`), tables the whole figure, money cents only below
/// 100. Figures that are not finite are named so; a study has none.
///
/// ```
/// use habitue::money::Currency;
/// use habitue::report::{Language, Numbers};
///
/// let english = Numbers::new(Language::English, Currency::USD);
/// let chinese = Numbers::new(Language::Chinese, Currency::USD);
/// assert_eq!((english.short_money(71077.11), chinese.short_money(71077.11)),
///            ("$71.1k".into(), "7.11万美元".into()));
/// assert_eq!((english.counts(1890.2, 2308.8), chinese.counts(1890.2, 2308.8)),
///            ("1,890–2,309".into(), "1,890～2,309".into()));
/// assert_eq!(english.percent(-0.121), "−12%");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    language: Language,
    currency: Currency,
}

const MINUS: char = '−';
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Numbers {
    /// Numbers in `language`, money in `currency`.
    #[must_use]
    pub const fn new(language: Language, currency: Currency) -> Self {
        Self { language, currency }
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The currency of money.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// A number with so many decimals, thousands marked and a true minus: `"−1,234.5"`.
    #[must_use]
    pub fn decimal(&self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return self.language.pick("not finite", "非有限值").to_owned();
        }
        let text = format!("{:.decimals$}", value.abs());
        let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
        let sign = if value < 0.0 && !zero { MINUS.to_string() } else { String::new() };
        sign + &grouped(whole) + fraction
    }

    /// A number with so many decimals and its sign: `"+0.6"`, `"−12.1"`.
    #[must_use]
    pub fn signed(&self, value: f64, decimals: usize) -> String {
        plus(value, self.decimal(value, decimals))
    }

    /// A whole number: `"2,357"`.
    #[must_use]
    pub fn count(&self, value: impl TryInto<u64>) -> String {
        value.try_into().map_or_else(|_| String::new(), |value: u64| grouped(&value.to_string()))
    }

    /// An expected number as a whole one, of three digits from 10,000 up: `"2,089"`, `"12.3k"`,
    /// `"1.23万"`.
    #[must_use]
    pub fn short(&self, value: f64) -> String {
        self.scaled(value, 0)
    }

    /// A number of so many significant digits at most, without zeros at its end: `"0.243"`, `"4.41"`.
    #[must_use]
    pub fn significant(&self, value: f64, digits: i32) -> String {
        if value == 0.0 || !value.is_finite() {
            return self.decimal(value, 0);
        }
        let magnitude = value.abs().log10().floor() as i32;
        if magnitude < -6 {
            let decimals = digits.max(1) as usize - 1;
            return format!("{value:.decimals$e}").replace('-', "−");
        }
        let text = self.decimal(value, (digits - 1 - magnitude).max(0) as usize);
        if text.contains('.') {
            return text.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
        text
    }

    /// A share as a percentage for running text: `"12%"`; with one decimal below 1 and above 99 %
    /// where it is neither none nor all: `"0.4%"`, `"99.6%"`, `"under 0.1%"`.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        let size = share.abs();
        if size > 0.0 && size < 0.0005 {
            return self.language.pick("under 0.1%", "不到0.1%").to_owned();
        }
        if size < 1.0 && size > 0.9995 {
            return self.language.pick("over 99.9%", "超过99.9%").to_owned();
        }
        let fine = size > 0.0 && size < 0.00995 || (0.995..1.0).contains(&size);
        self.percent_to(share, usize::from(fine))
    }

    /// A share as a percentage with so many decimals: `"66.6%"`.
    #[must_use]
    pub fn percent_to(&self, share: f64, decimals: usize) -> String {
        self.decimal(100.0 * share, decimals) + "%"
    }

    /// A signed share as a percentage with so many decimals: `"+55.7%"`.
    #[must_use]
    pub fn signed_percent(&self, share: f64, decimals: usize) -> String {
        plus(share, self.percent_to(share, decimals))
    }

    /// A difference of two shares: `"3 points"`, `"3个百分点"`; its sign is not written.
    #[must_use]
    pub fn points(&self, difference: f64) -> String {
        let size = 100.0 * difference.abs();
        let text =
            self.decimal(size, usize::from(size < 9.95 && (size - size.round()).abs() > 0.05));
        match self.language {
            Language::English if text == "1" => "1 point".to_owned(),
            Language::English => text + " points",
            Language::Chinese => text + "个百分点",
        }
    }

    /// Money for running text, of three digits: `"$71.1k"`, `"$1.23m"`, `"7.11万美元"`; in whole units
    /// below 10,000, with cents below 100.
    #[must_use]
    pub fn short_money(&self, value: f64) -> String {
        self.with_currency(value, self.scaled(value.abs(), self.cents(value)))
    }

    /// Money for tables: whole from 100 up, cents below: `"$17,009"`, `"$58.55"`, `"58.55美元"`.
    #[must_use]
    pub fn money(&self, value: f64) -> String {
        self.with_currency(value, self.decimal(value.abs(), self.cents(value)))
    }

    /// Money in a column that names its currency: `"17,009"`, `"58.55"`.
    #[must_use]
    pub fn plain_money(&self, value: f64) -> String {
        self.decimal(value, self.cents(value))
    }

    /// Money to the last minor unit, for the audit: `"$244,091.94"`.
    #[must_use]
    pub fn exact_money(&self, money: &Money) -> String {
        let text = money.to_string();
        let figure = text.split(' ').next().unwrap_or_default();
        let (sign, figure) =
            figure.strip_prefix('-').map_or((1.0, figure), |figure| (-1.0, figure));
        let (whole, fraction) = figure.split_at(figure.find('.').unwrap_or(figure.len()));
        self.with_currency(sign, grouped(whole) + fraction)
    }

    /// The currency in running text: `"US dollars"`, `"美元"`.
    #[must_use]
    pub fn currency_name(&self) -> String {
        currency_name::named(self.currency, self.language)
    }

    /// A range of expected numbers: `"1,890–2,309"`, `"1,890～2,309"`.
    #[must_use]
    pub fn counts(&self, low: f64, high: f64) -> String {
        self.range(low, self.short(low), self.short(high), "")
    }

    /// A range of numbers with so many decimals.
    #[must_use]
    pub fn decimals(&self, low: f64, high: f64, decimals: usize) -> String {
        self.range(low, self.decimal(low, decimals), self.decimal(high, decimals), "")
    }

    /// A range of shares: `"51–61%"`, `"−3.1% to +3.2%"`, `"51%～61%"`.
    #[must_use]
    pub fn percents(&self, low: f64, high: f64, decimals: usize) -> String {
        let (one, two) =
            (self.decimal(100.0 * low, decimals), self.decimal(100.0 * high, decimals));
        self.range(low, one, two, "%")
    }

    /// A range of money, of three digits: `"$64.9k–78.3k"`, `"6.49万～7.83万美元"`.
    #[must_use]
    pub fn short_moneys(&self, low: f64, high: f64) -> String {
        let cents = self.cents(high);
        self.of_money(low, self.scaled(low, cents), self.scaled(high, cents))
    }

    /// A range of money in whole figures: `"$11,032–14,544"`.
    #[must_use]
    pub fn moneys(&self, low: f64, high: f64) -> String {
        let cents = self.cents(high);
        self.of_money(low, self.decimal(low, cents), self.decimal(high, cents))
    }

    /// A day: `"30 September 1997"`, `"1997年9月30日"`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        let date = day.date();
        match self.language {
            Language::English => format!("{} {} {}", date.day(), month_name(day), date.year()),
            Language::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        }
    }

    /// A day without its year: `"25 Sep"`, `"9月25日"`.
    #[must_use]
    pub fn short_day(&self, day: Day) -> String {
        let date = day.date();
        match self.language {
            Language::English => format!("{} {}", date.day(), &month_name(day)[..3]),
            Language::Chinese => format!("{}月{}日", date.month(), date.day()),
        }
    }

    /// A calendar month: `"Jan 1997"`, `"1997年1月"`.
    #[must_use]
    pub fn month(&self, day: Day) -> String {
        let date = day.date();
        match self.language {
            Language::English => format!("{} {}", &month_name(day)[..3], date.year()),
            Language::Chinese => format!("{}年{}月", date.year(), date.month()),
        }
    }

    /// From one day to another: `"1 January 1997 to 30 June 1998"`, `"1997年1月1日至1998年6月30日"`.
    #[must_use]
    pub fn days(&self, first: Day, last: Day) -> String {
        let (first, last) = (self.day(first), self.day(last));
        match self.language {
            Language::English => format!("{first} to {last}"),
            Language::Chinese => format!("{first}至{last}"),
        }
    }

    /// A span of time: `"39 weeks"`, `"39周"`, `"1 month"`, `"12个月"`; with one decimal below 10 where
    /// it is not whole.
    #[must_use]
    pub fn span(&self, length: f64, unit: Unit) -> String {
        let fine = length < 9.95 && (length - length.round()).abs() > 0.05;
        let figure = self.decimal(length, usize::from(fine));
        match self.language {
            Language::English if figure == "1" => format!("1 {}", unit.name()),
            Language::English => format!("{figure} {}s", unit.name()),
            Language::Chinese => figure + measure(unit),
        }
    }

    /// Customers counted: `"118 customers"`, `"1 customer"`, `"118位客户"`.
    #[must_use]
    pub fn customers(&self, count: impl TryInto<u64>) -> String {
        self.things(count, "customer", "位客户")
    }

    /// Things counted: the noun of one in English, the measure word and noun in Chinese.
    #[must_use]
    pub fn things(&self, count: impl TryInto<u64>, one: &str, chinese: &str) -> String {
        let figure = self.count(count);
        match self.language {
            Language::English if figure == "1" => format!("1 {one}"),
            Language::English => match one.strip_suffix('y') {
                Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => {
                    format!("{figure} {stem}ies")
                }
                _ => format!("{figure} {one}s"),
            },
            Language::Chinese => figure + chinese,
        }
    }

    /// Names in a row: `"a, b and c"`, `"a、b和c"`.
    #[must_use]
    pub fn listed(&self, names: &[String]) -> String {
        let (comma, and) = self.language.pick((", ", " and "), ("、", "和"));
        match names.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, others)) => others.join(comma) + and + last,
        }
    }

    /// Three digits from 10,000 up, with the word for the thousands; `decimals` below 100.
    fn scaled(&self, value: f64, decimals: usize) -> String {
        let steps: &[(f64, &str)] = match self.language {
            Language::English => &[(1e9, "bn"), (1e6, "m"), (1e3, "k")],
            Language::Chinese => &[(1e8, "亿"), (1e4, "万")],
        };
        let size = value.abs();
        if !(9_999.5..f64::INFINITY).contains(&size) {
            return self.decimal(value, decimals);
        }
        // What three digits make of a figure just below the next step belongs to that step.
        let step = steps.iter().find(|step| size >= 0.9995 * step.0);
        let &(scale, word) = step.unwrap_or(&(1.0, ""));
        let part = size / scale;
        let decimals = if part < 9.995 {
            2
        } else if part < 99.95 {
            1
        } else {
            0
        };
        self.decimal(value / scale, decimals) + word
    }

    fn cents(&self, value: f64) -> usize {
        if value.abs() < 99.995 { self.currency.decimals() as usize } else { 0 }
    }

    fn with_currency(&self, sign: f64, figure: String) -> String {
        let zero = figure.bytes().all(|byte| matches!(byte, b'0' | b'.' | b','));
        let sign = if sign < 0.0 && !zero { MINUS.to_string() } else { String::new() };
        match self.language {
            Language::English => sign + &currency_name::before(self.currency) + &figure,
            Language::Chinese => sign + &figure + &currency_name::behind(self.currency),
        }
    }

    fn of_money(&self, low: f64, one: String, two: String) -> String {
        match self.language {
            Language::English if low < 0.0 => {
                let mark = currency_name::before(self.currency);
                let before = |figure: String| match figure.strip_prefix(MINUS) {
                    Some(size) => format!("{MINUS}{mark}{size}"),
                    None => format!("{mark}{figure}"),
                };
                format!("{} to {}", before(one), before(two))
            }
            Language::English => {
                currency_name::before(self.currency) + &self.range(low, one, two, "")
            }
            Language::Chinese => {
                self.range(low, one, two, "") + &currency_name::behind(self.currency)
            }
        }
    }

    /// A dash between two minus signs cannot be read, so that ranges below zero are spelt.
    fn range(&self, low: f64, one: String, two: String, behind: &str) -> String {
        if two == self.decimal(f64::INFINITY, 0) {
            return self
                .language
                .pick(format!("{one}{behind} or more"), format!("不低于{one}{behind}"));
        }
        match self.language {
            Language::English if one.starts_with(MINUS) => {
                let sign = if low < 0.0 && !two.starts_with(MINUS) { "+" } else { "" };
                format!("{one}{behind} to {sign}{two}{behind}")
            }
            Language::English => format!("{one}–{two}{behind}"),
            Language::Chinese => format!("{one}{behind}～{two}{behind}"),
        }
    }
}

/// The columns that a text takes in a terminal: 2 for a Chinese character.
#[must_use]
pub fn display_width(text: &str) -> usize {
    text.width()
}

/// `text` with spaces behind it, as wide as `width` columns.
#[must_use]
pub fn pad_end(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(display_width(text)))
}

/// `text` with spaces before it, as wide as `width` columns.
#[must_use]
pub fn pad_start(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(display_width(text))) + text
}

fn month_name(day: Day) -> &'static str {
    MONTHS[day.date().month0() as usize % 12]
}

/// The unit behind a figure in Chinese: months and quarters are counted by 个.
const fn measure(unit: Unit) -> &'static str {
    match unit {
        Unit::Hour => "小时",
        Unit::Day => "天",
        Unit::Week => "周",
        Unit::Month => "个月",
        Unit::Quarter => "个季度",
        Unit::Year => "年",
    }
}

fn plus(value: f64, text: String) -> String {
    if value > 0.0 && text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
        return format!("+{text}");
    }
    text
}

/// Digits with a comma before every third.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Numbers = Numbers::new(Language::English, Currency::USD);
    const ZH: Numbers = Numbers::new(Language::Chinese, Currency::USD);

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn counts_and_decimals_have_thousands_and_a_true_minus() {
        assert_eq!(EN.count(0_u32), "0");
        assert_eq!(EN.count(999_u32), "999");
        assert_eq!(EN.count(1_234_567_usize), "1,234,567");
        assert_eq!(EN.decimal(-1234.56, 1), "−1,234.6");
        assert_eq!(EN.decimal(-0.001, 2), "0.00");
        assert_eq!(EN.signed(0.6, 1), "+0.6");
        assert_eq!(EN.signed(0.0, 1), "0.0");
        assert_eq!(EN.signed(-0.04, 1), "0.0");
        assert_eq!(EN.decimal(f64::NAN, 2), "not finite");
        assert_eq!(EN.counts(52.0, f64::INFINITY), "52 or more");
        assert_eq!(EN.percents(0.5, f64::INFINITY, 0), "50% or more");
        assert_eq!(EN.significant(0.242_95, 3), "0.243");
        assert_eq!(EN.significant(4.400, 3), "4.4");
        assert_eq!(EN.significant(3.1e9, 3), "3,100,000,000");
        assert_eq!(EN.significant(3.1e-9, 3), "3.10e−9");
    }

    #[test]
    fn headlines_have_three_digits() {
        for (value, english, chinese) in [
            (0.0, "$0.00", "0.00美元"),
            (58.554, "$58.55", "58.55美元"),
            (99.996, "$100", "100美元"),
            (2_089.4, "$2,089", "2,089美元"),
            (9_999.4, "$9,999", "9,999美元"),
            (9_999.6, "$10.0k", "1.00万美元"),
            (71_077.11, "$71.1k", "7.11万美元"),
            (999_400.0, "$999k", "99.9万美元"),
            (999_600.0, "$1.00m", "100万美元"),
            (123_456_789.0, "$123m", "1.23亿美元"),
            (99_960_000.0, "$100m", "1.00亿美元"),
            (-71_077.0, "−$71.1k", "−7.11万美元"),
        ] {
            assert_eq!(
                (EN.short_money(value), ZH.short_money(value)),
                (english.into(), chinese.into())
            );
        }
        assert_eq!((EN.short(2_089.4), ZH.short(20_894.0)), ("2,089".into(), "2.09万".into()));
    }

    #[test]
    fn shares_that_are_neither_none_nor_all_do_not_read_so() {
        assert_eq!(EN.percent(0.0), "0%");
        assert_eq!(EN.percent(0.0001), "under 0.1%");
        assert_eq!(EN.percent(0.004), "0.4%");
        assert_eq!(EN.percent(0.0099), "1.0%");
        assert_eq!(EN.percent(0.0149), "1%");
        assert_eq!(EN.percent(0.994), "99%");
        assert_eq!(EN.percent(0.996), "99.6%");
        assert_eq!(ZH.percent(0.9999), "超过99.9%");
        assert_eq!(EN.percent(1.0), "100%");
        assert_eq!(EN.signed_percent(-0.1212, 1), "−12.1%");
        assert_eq!((EN.points(0.031), ZH.points(-0.05)), ("3.1 points".into(), "5个百分点".into()));
        assert_eq!(EN.points(0.01), "1 point");
    }

    #[test]
    fn ranges_below_zero_are_spelt() {
        assert_eq!(EN.percents(0.51, 0.61, 0), "51–61%");
        assert_eq!(ZH.percents(0.51, 0.61, 0), "51%～61%");
        assert_eq!(EN.percents(-0.031, 0.032, 1), "−3.1% to +3.2%");
        assert_eq!(EN.percents(-0.031, -0.02, 1), "−3.1% to −2.0%");
        assert_eq!(EN.short_moneys(64_900.0, 78_320.0), "$64.9k–78.3k");
        assert_eq!(ZH.short_moneys(64_900.0, 78_320.0), "6.49万～7.83万美元");
        assert_eq!(EN.moneys(-120.0, 300.0), "−$120 to $300");
        assert_eq!(EN.moneys(8.0, 12.5), "$8.00–12.50");
    }

    #[test]
    fn days_spans_and_lists_read_as_they_are_spoken() {
        assert_eq!(EN.days(day("1997-01-01"), day("1998-06-30")), "1 January 1997 to 30 June 1998");
        assert_eq!(ZH.days(day("1997-01-01"), day("1998-06-30")), "1997年1月1日至1998年6月30日");
        assert_eq!(
            (EN.short_day(day("1997-09-25")), ZH.short_day(day("1997-09-25"))),
            ("25 Sep".into(), "9月25日".into())
        );
        assert_eq!(
            (EN.month(day("1997-01-09")), ZH.month(day("1997-01-09"))),
            ("Jan 1997".into(), "1997年1月".into())
        );
        assert_eq!(
            (EN.span(39.0, Unit::Week), ZH.span(39.0, Unit::Week)),
            ("39 weeks".into(), "39周".into())
        );
        assert_eq!(
            (EN.span(1.0, Unit::Month), ZH.span(12.0, Unit::Month)),
            ("1 month".into(), "12个月".into())
        );
        assert_eq!(EN.span(38.86, Unit::Week), "39 weeks");
        assert_eq!(EN.span(2.5, Unit::Week), "2.5 weeks");
        assert_eq!(
            (EN.customers(1_u32), ZH.customers(1_411_u32)),
            ("1 customer".into(), "1,411位客户".into())
        );
        assert_eq!(
            (EN.things(2_u32, "day", "天"), EN.things(2_u32, "history", "种")),
            ("2 days".into(), "2 histories".into())
        );
        let names = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!((EN.listed(&names), ZH.listed(&names)), ("a, b and c".into(), "a、b和c".into()));
    }

    #[test]
    fn money_of_every_currency_is_marked_and_exact() {
        let yen = Numbers::new(Language::English, Currency::JPY);
        assert_eq!((yen.money(58.5), yen.short_money(1.5e6)), ("¥58".into(), "¥1.50m".into()));
        let francs = Numbers::new(Language::English, Currency::from_code("CHF").unwrap());
        assert_eq!(francs.money(-250.0), "−CHF\u{a0}250");
        let yuan = Numbers::new(Language::Chinese, Currency::CNY);
        assert_eq!(
            (yuan.short_money(71_077.0), yuan.currency_name()),
            ("7.11万元".into(), "人民币元".into())
        );
        let none = Numbers::new(Language::Chinese, Currency::none(2).unwrap());
        assert_eq!(none.money(17_009.0), "17,009");
        let cents = Money::from_minor(24_409_194, Currency::USD);
        assert_eq!(
            (EN.exact_money(&cents), ZH.exact_money(&cents)),
            ("$244,091.94".into(), "244,091.94美元".into())
        );
        assert_eq!(EN.exact_money(&Money::from_minor(-5, Currency::USD)), "−$0.05");
    }

    #[test]
    fn columns_are_padded_by_what_is_seen() {
        assert_eq!((display_width("客户"), display_width("№ 1–2")), (4, 5));
        assert_eq!(
            (pad_end("客户", 6), pad_start("7%", 4), pad_end("long", 2)),
            ("客户  ".into(), "  7%".into(), "long".into())
        );
    }
}
