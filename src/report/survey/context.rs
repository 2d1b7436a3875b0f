//! What all words of a report on a survey look at.

use crate::money::Currency;
use crate::report::layout::Block;
use crate::report::{Language, Numbers, Picture, Terms};
use crate::satisfaction::GroupEstimate;
use crate::study::{GroupCell, SurveyFigure, SurveyStudy, ValueBasis};
use crate::survey::Interval;
use crate::time::Unit;

/// A study of a survey, in one language, with its pictures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) study: &'a SurveyStudy,
    pub(super) numbers: Numbers,
    pub(super) pictures: &'a [Picture],
}

/// How numbers, which are of no money, are written in a language.
pub(super) fn numbers(language: Language) -> Numbers {
    Numbers::new(language, Currency::none(2).unwrap_or(Currency::EUR))
}

/// What the pictures of a survey have in common with those of a study.
pub(super) fn terms(language: Language) -> Terms {
    Terms::new(numbers(language), Unit::Month, 0.0, None, ValueBasis::Purchases)
}

impl<'a> Context<'a> {
    pub(super) fn new(study: &'a SurveyStudy, language: Language, pictures: &'a [Picture]) -> Self {
        Self { study, numbers: numbers(language), pictures }
    }

    /// What is said in the language, of what is said in each.
    pub(super) fn say(&self, english: impl Into<String>, chinese: impl Into<String>) -> String {
        match self.numbers.language() {
            Language::English => english.into(),
            Language::Chinese => chinese.into(),
        }
    }

    /// Sentences in a row: with a space between them in English.
    pub(super) fn sentences(&self, sentences: impl IntoIterator<Item = String>) -> String {
        let filled: Vec<String> = sentences.into_iter().filter(|text| !text.is_empty()).collect();
        filled.join(self.numbers.language().pick(" ", ""))
    }

    /// A picture by its name, where there is one.
    pub(super) fn picture(&self, name: &str) -> Option<Block> {
        let found = self.pictures.iter().find(|picture| picture.name == name)?;
        Some(Block::Picture(found.clone()))
    }

    /// The names of the pictures of a kind, of which there may be several: `name`, `name_2` and so
    /// on.
    pub(super) fn named(&self, name: &str) -> Vec<&'a str> {
        let is_own = |other: &&str| {
            let rest = other.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest[1..].parse::<usize>().is_ok())
        };
        self.pictures.iter().map(|picture| picture.name.as_str()).filter(is_own).collect()
    }

    /// Pictures by their names, two beside each other.
    pub(super) fn pairs(&self, names: &[&str]) -> Vec<Block> {
        let found: Vec<Block> = names.iter().filter_map(|name| self.picture(name)).collect();
        let pair = |pair: &[Block]| match pair {
            [one] => one.clone(),
            _ => Block::Columns(pair[..1].to_vec(), pair[1..].to_vec()),
        };
        found.chunks(2).map(pair).collect()
    }

    /// The name of a figure.
    pub(super) fn figure(&self, figure: SurveyFigure) -> String {
        match figure {
            SurveyFigure::Index => self.say("Satisfaction index", "满意度指数"),
            SurveyFigure::Loyalty => self.say("Loyalty index", "忠诚度指数"),
            SurveyFigure::Promoter => self.say("Promoter score", "净推荐值"),
            SurveyFigure::TopBox => self.say("Satisfied overall", "总体满意占比"),
            SurveyFigure::Alpha => self.say("Alpha", "α系数"),
        }
    }

    /// A figure's value as it is written.
    pub(super) fn value(&self, figure: SurveyFigure, value: f64) -> String {
        let numbers = &self.numbers;
        match figure {
            SurveyFigure::Promoter => numbers.signed(value, 0),
            SurveyFigure::TopBox => numbers.percent(value),
            SurveyFigure::Alpha => numbers.decimal(value, 2),
            _ => numbers.decimal(value, 1),
        }
    }

    /// An interval of a figure as it is written; empty without one.
    pub(super) fn interval(&self, figure: SurveyFigure, interval: Option<Interval>) -> String {
        let Some(it) = interval else { return String::new() };
        let numbers = &self.numbers;
        match figure {
            SurveyFigure::Promoter => {
                let to = numbers.language().pick(" to ", "～");
                format!("{}{to}{}", numbers.signed(it.low, 0), numbers.signed(it.high, 0))
            }
            SurveyFigure::TopBox => numbers.percents(it.low, it.high, 0),
            SurveyFigure::Alpha => numbers.decimals(it.low, it.high, 2),
            _ => numbers.decimals(it.low, it.high, 1),
        }
    }

    /// A cell of a breakdown: the figure with its interval, or that it is withheld.
    pub(super) fn cell(&self, figure: SurveyFigure, cell: &GroupCell) -> (String, String) {
        match cell {
            Ok(found) => (self.value(figure, found.value), self.interval(figure, found.interval)),
            Err(_) => (self.say("withheld", "不予给出"), String::new()),
        }
    }

    /// A mean score with its interval.
    pub(super) fn score(&self, found: Option<&GroupEstimate>) -> (String, String) {
        let Some(found) = found else { return ("–".to_owned(), String::new()) };
        let figure = SurveyFigure::Index;
        (self.value(figure, found.value), self.interval(figure, found.interval))
    }

    /// A probability of a test.
    pub(super) fn p_value(&self, p: f64) -> String {
        // Three decimals tell nothing of what is smaller.
        if p * 1000.0 < 1.0 {
            return "p < 0.001".to_owned();
        }
        format!("p = {}", self.numbers.decimal(p, 3))
    }

    /// How many answered, in a sentence.
    pub(super) fn respondents(&self) -> String {
        let count = self.numbers.count(self.study.respondents);
        match self.study.respondents {
            1 => self.say("1 respondent", "1位受访者"),
            _ => self.say(format!("{count} respondents"), format!("{count}位受访者")),
        }
    }
}
