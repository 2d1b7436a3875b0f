//! What the words and pictures of one study have in common: how numbers are written, and what they
//! are of.

use super::{Language, Numbers};
use crate::money::Currency;
use crate::study::{Study, TierRow, ValueBasis};
use crate::time::Unit;

/// How the words and pictures of one study write numbers, spans and values.
///
/// # Examples
/// ```
/// use habitue::money::Currency;
/// use habitue::report::{Language, Numbers, Terms};
/// use habitue::study::ValueBasis;
/// use habitue::time::Unit;
///
/// let numbers = Numbers::new(Language::English, Currency::USD);
/// let terms = Terms::new(numbers, Unit::Week, 52.0, Some(39.0), ValueBasis::Revenue);
/// assert_eq!(terms.value(1234.0), "$1,234");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// How numbers are written.
    pub(in crate::report) numbers: Numbers,
    /// The unit of every time.
    pub(in crate::report) unit: Unit,
    /// How far forecasts look ahead, in the unit.
    pub(in crate::report) horizon: f64,
    /// The length of the test, in the unit; `None` where there is none.
    pub(in crate::report) test: Option<f64>,
    /// What values are counted in.
    pub(in crate::report) basis: ValueBasis,
}

impl Terms {
    /// Numbers in a language and currency, the unit of time, the horizon and the length of the test
    /// in that unit, and what values are counted in.
    #[must_use]
    pub const fn new(
        numbers: Numbers,
        unit: Unit,
        horizon: f64,
        test: Option<f64>,
        basis: ValueBasis,
    ) -> Self {
        Self { numbers, unit, horizon, test, basis }
    }

    /// How a study is written in a language.
    #[must_use]
    pub fn of(study: &Study, language: Language) -> Self {
        let currency =
            study.base.currency.or_else(|| Currency::none(2).ok()).unwrap_or(Currency::EUR);
        Self::new(
            Numbers::new(language, currency),
            study.base.unit,
            study.options.horizon(),
            study.split.as_ref().map(|split| split.length),
            study.figures.basis,
        )
    }

    /// How numbers are written.
    #[must_use]
    pub const fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// What values are counted in.
    #[must_use]
    pub const fn basis(&self) -> ValueBasis {
        self.basis
    }

    /// The name of a tier, as a heading.
    pub(in crate::report) fn tier(&self, row: &TierRow) -> String {
        let name = self.pick(&row.tier.name, &row.tier.name_zh);
        let mut letters = name.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
        first.unwrap_or_default() + letters.as_str()
    }

    /// What is said in the language, of what is said in each.
    pub(in crate::report) fn pick<T>(&self, english: T, chinese: T) -> T {
        self.numbers.language().pick(english, chinese)
    }

    /// The same, of texts that are made for it.
    pub(in crate::report) fn say(&self, english: String, chinese: String) -> String {
        self.pick(english, chinese)
    }

    /// Whether Chinese is written.
    pub(in crate::report) fn chinese(&self) -> bool {
        self.numbers.language() == Language::Chinese
    }

    /// Whether values are money.
    pub(in crate::report) fn money(&self) -> bool {
        self.basis != ValueBasis::Purchases
    }

    /// A value: money, or purchases where there is none.
    #[must_use]
    pub fn value(&self, value: f64) -> String {
        if self.money() {
            return self.numbers.money(value);
        }
        self.purchases(value)
    }

    /// A value of three digits.
    pub(in crate::report) fn short_value(&self, value: f64) -> String {
        if self.money() { self.numbers.short_money(value) } else { self.purchases(value) }
    }

    /// A value without its unit, of three digits.
    pub(in crate::report) fn plain_value(&self, value: f64) -> String {
        if !self.money() {
            return self.numbers.decimal(value, usize::from(value < 9.95));
        }
        self.numbers.short(value)
    }

    fn purchases(&self, value: f64) -> String {
        let figure = if value >= 9_999.5 {
            self.numbers.short(value)
        } else {
            self.numbers.decimal(value, usize::from(value < 9.95))
        };
        self.pick(figure.clone(), figure + "次")
    }

    /// What values are called: revenue, margin, profit or purchases.
    pub(in crate::report) fn values(&self) -> &'static str {
        match self.basis {
            ValueBasis::Profit => self.pick("profit", "利润"),
            ValueBasis::Margin => self.pick("margin", "毛利"),
            ValueBasis::Purchases => self.pick("purchases", "购买次数"),
            ValueBasis::Revenue => self.pick("revenue", "收入"),
        }
    }

    /// The values with their unit, for an axis: "revenue, US dollars".
    pub(in crate::report) fn values_in(&self) -> String {
        if !self.money() {
            return self.values().to_owned();
        }
        match (self.numbers.currency_name(), self.values()) {
            (unit, values) if unit.is_empty() => values.to_owned(),
            (unit, values) => self.say(format!("{values}, {unit}"), format!("{values}（{unit}）")),
        }
    }

    /// A span of time in the unit.
    pub(in crate::report) fn span(&self, length: f64) -> String {
        self.numbers.span(length, self.unit)
    }

    /// "the 39 weeks after", of the test.
    pub(in crate::report) fn after(&self) -> String {
        match self.test {
            Some(length) => {
                let span = self.span(length);
                self.say(format!("the {span} after"), format!("其后{span}"))
            }
            None => self.say("the time after".into(), "其后".into()),
        }
    }

    /// "next 52 weeks".
    pub(in crate::report) fn next(&self) -> String {
        let span = self.span(self.horizon);
        self.say(format!("next {span}"), format!("未来{span}"))
    }

    /// The unit in the plural, as of an axis: "weeks", "周".
    pub(in crate::report) fn units(&self) -> String {
        let text = self.span(2.0);
        let text = text.trim_start_matches('2').trim_start();
        if self.chinese() { text.trim_start_matches('个').to_owned() } else { text.to_owned() }
    }
}
