//! What the values of a column of text say of its role and scale.

use std::collections::HashMap;

use super::survey_column::ColumnEvidence;
use super::survey_label::{SurveyLabel, scales_of};
use super::survey_role::SurveyRole;
use super::survey_scale::SurveyScale;
use crate::customer::TextColumn;
use crate::error::Result;
use crate::survey::{AnswerText, MultiSelect, Scale};
use crate::time::DateFormat;

/// A column with more different values than this is no list of few ones.
const MOST_DISTINCT: usize = 2000;
/// Most values of a segment that is not named.
const MOST_GROUPS: usize = 12;
/// Most options of a question of several that is not named.
const MOST_OPTIONS: usize = 30;
/// What may stand between the options of one cell.
const SEPARATORS: [char; 6] = [';', '；', '|', '、', '┋', ','];

/// A scale of any number, for texts of which it is not known what they answer.
pub(super) fn any_number() -> Result<Scale> {
    Scale::continuous(-f64::MAX / 4.0, f64::MAX / 4.0)
}

/// Whether a text says that nothing was answered.
pub(super) fn is_missing(reader: &AnswerText, any: &Scale, text: &str) -> bool {
    reader.read(any, text).is_ok_and(f64::is_nan)
}

/// The different values of a column, without missing ones.
#[derive(Debug)]
pub(super) struct ColumnProfile {
    /// Each value with how often it is there, the first first.
    values: Vec<(String, u64)>,
    /// Whether there were more than are kept.
    many: bool,
    pub(super) answered: u64,
    /// The values that are numbers.
    numbers: Vec<f64>,
    /// Those that are not.
    texts: Vec<String>,
}

impl ColumnProfile {
    pub(super) fn of(column: &TextColumn, reader: &AnswerText) -> Result<Self> {
        let any = any_number()?;
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut counted: Vec<(&str, u64)> = Vec::new();
        let mut many = false;
        for cell in column.as_texts().iter() {
            let text = cell.trim();
            if let Some(place) = places.get(text) {
                counted[*place].1 += 1;
            } else if counted.len() < MOST_DISTINCT {
                places.insert(text, counted.len());
                counted.push((text, 1));
            } else {
                many = true;
            }
        }
        let mut found =
            Self { values: Vec::new(), many, answered: 0, numbers: Vec::new(), texts: Vec::new() };
        for (text, count) in counted {
            match reader.read(&any, text) {
                Ok(number) if number.is_nan() => continue,
                Ok(number) => found.numbers.push(number),
                Err(_) => found.texts.push(text.to_owned()),
            }
            found.answered += count;
            found.values.push((text.to_owned(), count));
        }
        Ok(found)
    }

    /// Whether there are numbers and nothing else.
    pub(super) fn is_numeric(&self) -> bool {
        !self.numbers.is_empty() && self.texts.is_empty()
    }

    /// The values that are no numbers.
    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// The largest of the numbers; 0 without any.
    pub(super) fn largest(&self) -> f64 {
        self.numbers.iter().copied().fold(0.0, f64::max)
    }

    /// The smallest of the numbers.
    pub(super) fn smallest(&self) -> f64 {
        self.numbers.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// The scales of which every text is a label, whatever its wording.
    pub(super) fn labelled(&self) -> Vec<SurveyScale> {
        scales_of(&self.texts)
    }

    /// Whether every text is a label of the scale in its own wording.
    pub(super) fn is_worded_as(&self, scale: SurveyScale) -> bool {
        scale
            .scale()
            .is_ok_and(|scale| self.texts.iter().all(|text| scale.level_called(text).is_some()))
    }

    /// The texts that are no label of any scale, where most are: the column is a question, and
    /// stands on no one scale.
    pub(super) fn unlike_labels(&self) -> Option<Vec<&str>> {
        let other: Vec<&str> = self
            .texts
            .iter()
            .filter(|text| SurveyLabel::of(text).is_none())
            .map(String::as_str)
            .collect();
        let known = self.texts.len() - other.len();
        (known >= 2 && known > other.len() && !self.many).then_some(other)
    }

    /// Whether all values are whole numbers from 0 to 10.
    fn is_whole(&self) -> bool {
        self.is_numeric()
            && self.numbers.iter().all(|n| n.fract() == 0.0 && (0.0..=10.0).contains(n))
    }

    /// The same of three or more values.
    fn is_rating(&self) -> bool {
        self.is_whole() && self.numbers.len() >= 3
    }

    /// Whether every value is there once.
    fn is_unique(&self) -> bool {
        self.many || (self.answered > 1 && self.values.len() as u64 == self.answered)
    }

    /// The formats of dates that all values fit.
    pub(super) fn date_formats(&self) -> Vec<DateFormat> {
        let samples = self.values.iter().map(|(text, _)| text.as_bytes());
        DateFormat::candidates(samples).into_iter().map(|found| found.format).collect()
    }

    /// Whether all values are months, such as 2025-01 or 2025/1.
    pub(super) fn are_months(&self) -> bool {
        let is_month = |text: &str| {
            let parted = text.split_once(['-', '/', '年']);
            parted.is_some_and(|(year, month)| {
                let month = month.trim_end_matches('月');
                year.len() == 4
                    && year.bytes().all(|byte| byte.is_ascii_digit())
                    && month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
            })
        };
        !self.values.is_empty() && self.values.iter().all(|(text, _)| is_month(text))
    }

    /// The mark that parts the options of the cells, and how many options there are.
    pub(super) fn options(&self) -> Option<(char, usize)> {
        SEPARATORS.into_iter().find_map(|mark| {
            let parted = self.values.iter().filter(|(text, _)| text.contains(mark));
            let parted: u64 = parted.map(|(_, count)| count).sum();
            let mut options: HashMap<&str, u64> = HashMap::new();
            for (text, count) in &self.values {
                for option in text.split(mark).map(str::trim).filter(|text| !text.is_empty()) {
                    *options.entry(option).or_default() += count;
                }
            }
            let repeated = options.values().filter(|count| **count > 1).count();
            let listed = (2..=MOST_OPTIONS).contains(&options.len())
                && repeated == options.len()
                && parted * 10 > self.answered;
            listed.then_some((mark, options.len()))
        })
    }

    /// The mark that parts the options of a column that is named as such.
    pub(super) fn separator(&self) -> char {
        let holds = |mark: &char| self.values.iter().any(|(text, _)| text.contains(*mark));
        SEPARATORS.into_iter().find(holds).unwrap_or(';')
    }

    /// The role that the name and the values of a column speak for.
    pub(super) fn role(&self, name: &str) -> (SurveyRole, ColumnEvidence) {
        use ColumnEvidence::{Dates, FewValues, FreeText, Labels, Name, Nothing, Numbers, Options};
        let of_name = SurveyRole::of_name(name).filter(|role| self.allows(*role));
        if let Some(role) = of_name {
            return (role, Name);
        }
        let groups = self.values.len();
        let is_few = (2..=MOST_GROUPS).contains(&groups) && self.answered >= 2 * groups as u64;
        match self.labelled().first() {
            _ if self.answered == 0 => (SurveyRole::Unused, Nothing),
            Some(scale) => (SurveyRole::Item, Labels(*scale)),
            None if self.unlike_labels().is_some() => (SurveyRole::Item, Nothing),
            None if self.is_rating() => (SurveyRole::Item, Numbers),
            None if self.are_months() => (SurveyRole::Wave, Dates),
            None if self.is_numeric() => (SurveyRole::Unused, Nothing),
            None if !self.many && !self.date_formats().is_empty() => (SurveyRole::Wave, Dates),
            None => match self.options() {
                Some((mark, count)) if !self.many => (SurveyRole::Multi, Options(mark, count)),
                _ if is_few && !self.many => (SurveyRole::Segment, FewValues(groups)),
                _ => (SurveyRole::Open, FreeText),
            },
        }
    }

    /// Whether the values may be what the name says.
    fn allows(&self, role: SurveyRole) -> bool {
        let within = |low: f64, high: f64| {
            self.is_numeric() && self.numbers.iter().all(|number| (low..=high).contains(number))
        };
        let is_rated = || self.is_whole() || !self.labelled().is_empty();
        match role {
            SurveyRole::Respondent => self.is_unique(),
            SurveyRole::Recommend => within(0.0, 10.0),
            SurveyRole::Repurchase => within(0.0, 1.0),
            SurveyRole::Overall | SurveyRole::Importance | SurveyRole::Expectation => is_rated(),
            SurveyRole::Functional | SurveyRole::Dysfunctional => within(1.0, 5.0),
            SurveyRole::Weight => self.is_numeric() && self.smallest() >= 0.0,
            SurveyRole::Segment => {
                !self.many && (2..=50).contains(&self.values.len()) && !self.is_unique()
            }
            SurveyRole::Wave => !self.is_unique() || !self.date_formats().is_empty(),
            SurveyRole::Open => true,
            _ => false,
        }
    }
}

/// The options of a column of text.
pub(super) fn ticked(
    column: &TextColumn,
    separator: char,
    reader: &AnswerText,
) -> Result<MultiSelect> {
    let any = any_number()?;
    let mut cells = TextColumn::default();
    for cell in column.as_texts().iter() {
        cells.push(if is_missing(reader, &any, cell) { "" } else { cell });
    }
    MultiSelect::of(cells.as_texts(), separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(cells: &[&str]) -> ColumnProfile {
        let mut column = TextColumn::default();
        cells.iter().for_each(|cell| column.push(cell));
        ColumnProfile::of(&column, &AnswerText::new()).unwrap()
    }

    #[test]
    fn names_and_values_speak_for_a_role() {
        let of = |name: &str, cells: &[&str]| profile(cells).role(name).0;
        assert_eq!(of("q1", &["非常满意", "Satisfied", "4", "0", "N/A", ""]), SurveyRole::Item);
        assert_eq!(of("q1", &["1", "4", "5", "2"]), SurveyRole::Item);
        assert_eq!(of("q1", &["5分", "4 分", "３分", "5分"]), SurveyRole::Item);
        assert_eq!(of("q1", &["非常满意", "比较满意", "一般", "不满意"]), SurveyRole::Item);
        assert_eq!(of("q1", &["非常满意", "满意", "一般", "说不清"]), SurveyRole::Item);
        assert_eq!(of("yes", &["1", "0", "1"]), SurveyRole::Unused);
        assert_eq!(of("recommend", &["10", "0", "7"]), SurveyRole::Recommend);
        assert_eq!(of("recommend", &["yes", "no", "yes", "no"]), SurveyRole::Segment);
        assert_eq!(of("when", &["2025-01", "2025-02", "2025-01"]), SurveyRole::Wave);
        assert_eq!(of("when", &["2025-01-31", "2025-02-01"]), SurveyRole::Wave);
        assert_eq!(
            of("uses", &["app; shop", "shop", "app", "phone;app", "phone"]),
            SurveyRole::Multi
        );
        assert_eq!(of("地区", &["北", "南", "北", "南"]), SurveyRole::Segment);
        assert_eq!(of("x", &["a", "b", "a", "b"]), SurveyRole::Segment);
        assert_eq!(of("x", &["so it is", "fine, thanks", "no"]), SurveyRole::Open);
        assert_eq!(of("comment", &["fine", "fine", "bad", "bad"]), SurveyRole::Open);
        assert_eq!(of("id", &["1", "2", "3"]), SurveyRole::Respondent);
        assert_eq!(of("importance_price", &["9", "8", "10"]), SurveyRole::Importance);
        assert_eq!(of("x", &["", "NA"]), SurveyRole::Unused);
    }

    #[test]
    fn labels_that_two_scales_have_fit_both() {
        use SurveyScale::{BalancedFive, UnbalancedFive};
        assert_eq!(profile(&["满意", "不满意", "3"]).labelled(), [BalancedFive, UnbalancedFive]);
        assert_eq!(profile(&["一般", "满意"]).labelled(), [BalancedFive]);
        assert_eq!(profile(&["比较满意", "满意", "很满意"]).labelled(), [UnbalancedFive]);
        assert!(profile(&["1", "2"]).labelled().is_empty());
    }
}
