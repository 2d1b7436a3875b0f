//! What all words of one report look at.

use crate::money::{Currency, Money};
use crate::report::layout::Block;
use crate::report::{Language, Numbers, Picture, Terms};
use crate::study::{Study, ValueBasis};

/// A study and how its figures are written in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) study: &'a Study,
    pub(crate) numbers: Numbers,
    pub(crate) terms: Terms,
    pictures: &'a [Picture],
}

impl<'a> Context<'a> {
    /// A study in a language, with the pictures of it that there are.
    pub(crate) fn new(study: &'a Study, language: Language, pictures: &'a [Picture]) -> Self {
        let terms = Terms::of(study, language);
        Self { study, numbers: *terms.numbers(), terms, pictures }
    }

    /// A picture by its name, where there is one.
    pub(crate) fn picture(&self, name: &str) -> Option<Block> {
        let picture = self.pictures.iter().find(|picture| picture.name == name)?;
        Some(Block::Picture(picture.clone()))
    }

    /// Pictures by their names, two beside each other.
    pub(crate) fn pairs(&self, names: &[&str]) -> Vec<Block> {
        let found: Vec<Block> = names.iter().filter_map(|name| self.picture(name)).collect();
        let pair = |pair: &[Block]| match pair {
            [one] => one.clone(),
            _ => Block::Columns(pair[..1].to_vec(), pair[1..].to_vec()),
        };
        found.chunks(2).map(pair).collect()
    }

    /// What is said in the language, of what is said in each.
    pub(crate) fn say(&self, english: impl Into<String>, chinese: impl Into<String>) -> String {
        match self.numbers.language() {
            Language::English => english.into(),
            Language::Chinese => chinese.into(),
        }
    }

    /// Sentences in a row: with a space between them in English.
    pub(crate) fn sentences<S: AsRef<str>>(
        &self,
        sentences: impl IntoIterator<Item = S>,
    ) -> String {
        let mut text = String::new();
        for sentence in sentences {
            let sentence = sentence.as_ref();
            if !text.is_empty() && !sentence.is_empty() {
                text.push_str(self.numbers.language().pick(" ", ""));
            }
            text.push_str(sentence);
        }
        text
    }

    /// A text whose first letter is a capital, as a sentence begins.
    pub(crate) fn capital(&self, text: &str) -> String {
        let mut letters = text.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
        first.unwrap_or_default() + letters.as_str()
    }

    /// A span in the unit of the study.
    pub(crate) fn span(&self, length: f64) -> String {
        self.numbers.span(length, self.study.base.unit)
    }

    /// The horizon, as a span.
    pub(crate) fn horizon(&self) -> String {
        self.span(self.study.options.horizon())
    }

    /// The length of the test, as a span; empty where there is none.
    pub(crate) fn test_span(&self) -> String {
        self.study.split.as_ref().map_or_else(String::new, |split| self.span(split.length))
    }

    /// Purchases, whole.
    pub(crate) fn purchases(&self, count: f64) -> String {
        let figure = self.numbers.short(count);
        match self.numbers.language() {
            Language::English if figure == "1" => "1 purchase".to_owned(),
            Language::English => figure + " purchases",
            Language::Chinese => figure + "次购买",
        }
    }

    /// An exact amount in minor units.
    pub(crate) fn minor(&self, minor: i64) -> String {
        self.numbers.exact_money(&Money::from_minor(minor, self.currency()))
    }

    /// An exact amount in minor units, in a column that names its currency.
    pub(crate) fn plain_minor(&self, minor: i64) -> String {
        let none = Currency::none(self.currency().decimals()).unwrap_or_else(|_| self.currency());
        Numbers::new(self.numbers.language(), none).exact_money(&Money::from_minor(minor, none))
    }

    /// The currency; none where there are no amounts.
    pub(crate) fn currency(&self) -> Currency {
        self.numbers.currency()
    }

    /// Whether values are money.
    pub(crate) fn money(&self) -> bool {
        self.terms.basis() != ValueBasis::Purchases
    }

    /// What came by value: money, or purchases where there is none.
    pub(crate) fn brought(&self, value: f64) -> String {
        self.terms.short_value(value)
    }
}
