//! The words in which answers on five named levels are written.

use std::collections::HashMap;

use super::survey_scale::SurveyScale;

/// What a label says, apart from its wording: 非常满意 and 很满意 are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Wording {
    Very,
    Fairly,
    Plain,
    Middle,
    NotVery,
    Not,
    VeryNot,
    Agrees(u8),
}

use Wording::{Agrees, Fairly, Middle, Not, NotVery, Plain, Very, VeryNot};

/// The wordings of satisfaction and agreement, with the labels of each, folded.
const WORDINGS: [(Wording, &[&str]); 14] = [
    (
        Very,
        &[
            "非常满意",
            "很满意",
            "十分满意",
            "极其满意",
            "完全满意",
            "very satisfied",
            "extremely satisfied",
            "completely satisfied",
            "highly satisfied",
        ],
    ),
    (
        Fairly,
        &[
            "比较满意",
            "较满意",
            "较为满意",
            "基本满意",
            "quite satisfied",
            "fairly satisfied",
            "somewhat satisfied",
            "rather satisfied",
            "mostly satisfied",
        ],
    ),
    (Plain, &["满意", "satisfied"]),
    (
        Middle,
        &[
            "一般",
            "中立",
            "中等",
            "neither",
            "neutral",
            "average",
            "neither satisfied nor dissatisfied",
            "neither agree nor disagree",
        ],
    ),
    (
        NotVery,
        &[
            "比较不满意",
            "较不满意",
            "较为不满意",
            "不太满意",
            "不大满意",
            "quite dissatisfied",
            "fairly dissatisfied",
            "somewhat dissatisfied",
            "rather dissatisfied",
            "mostly dissatisfied",
            "not very satisfied",
        ],
    ),
    (Not, &["不满意", "dissatisfied", "unsatisfied", "not satisfied"]),
    (
        VeryNot,
        &[
            "非常不满意",
            "很不满意",
            "十分不满意",
            "极其不满意",
            "极不满意",
            "完全不满意",
            "very dissatisfied",
            "extremely dissatisfied",
            "completely dissatisfied",
            "highly dissatisfied",
            "very unsatisfied",
        ],
    ),
    (
        Agrees(7),
        &[
            "非常同意",
            "很同意",
            "十分同意",
            "完全同意",
            "strongly agree",
            "completely agree",
            "totally agree",
        ],
    ),
    (
        Agrees(6),
        &["比较同意", "较同意", "基本同意", "somewhat agree", "fairly agree", "mostly agree"],
    ),
    (Agrees(5), &["同意", "agree"]),
    (
        Agrees(3),
        &["比较不同意", "较不同意", "不太同意", "不大同意", "somewhat disagree", "mostly disagree"],
    ),
    (Agrees(2), &["不同意", "disagree"]),
    (
        Agrees(1),
        &[
            "非常不同意",
            "很不同意",
            "十分不同意",
            "完全不同意",
            "strongly disagree",
            "completely disagree",
            "totally disagree",
        ],
    ),
    // So that each place has one list.
    (Agrees(4), &["不确定", "undecided"]),
];

/// A label as it is written, with the number that may stand beside it: `5-非常满意`,
/// `Very satisfied (5)`, `非常满意（5分）`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SurveyLabel {
    pub(super) wording: Wording,
    /// The text without case, width, blanks and number.
    text: String,
    number: Option<f64>,
}

impl SurveyLabel {
    /// The label that a text is; `None` where it is none.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (text, number) = parted(text);
        let known = |(_, labels): &&(Wording, &[&str])| labels.contains(&text.as_str());
        let wording = WORDINGS.iter().find(known)?.0;
        Some(Self { wording, text, number })
    }

    /// Its number on a scale; `None` where the scale has no such level, or gives it another
    /// number than stands beside it.
    pub(super) fn on(&self, scale: SurveyScale) -> Option<f64> {
        let value = match (scale, self.wording) {
            (SurveyScale::BalancedFive, Very) => 5.0,
            (SurveyScale::BalancedFive, Plain) => 4.0,
            (SurveyScale::BalancedFive, Middle) => 3.0,
            (SurveyScale::BalancedFive, Not | NotVery) => 2.0,
            (SurveyScale::BalancedFive, VeryNot) => 1.0,
            (SurveyScale::UnbalancedFive, Very) => 5.0,
            (SurveyScale::UnbalancedFive, Fairly) => 4.0,
            (SurveyScale::UnbalancedFive, Plain) => 3.0,
            (SurveyScale::UnbalancedFive, Not | NotVery) => 2.0,
            (SurveyScale::UnbalancedFive, VeryNot) => 1.0,
            (SurveyScale::GradedFive, Very) => 5.0,
            (SurveyScale::GradedFive, Fairly) => 4.0,
            (SurveyScale::GradedFive, Middle) => 3.0,
            (SurveyScale::GradedFive, Not | NotVery) => 2.0,
            (SurveyScale::GradedFive, VeryNot) => 1.0,
            (SurveyScale::PlainFive, Plain) => 5.0,
            (SurveyScale::PlainFive, Fairly) => 4.0,
            (SurveyScale::PlainFive, Middle) => 3.0,
            (SurveyScale::PlainFive, NotVery) => 2.0,
            (SurveyScale::PlainFive, Not) => 1.0,
            (SurveyScale::AgreementFive, Agrees(7)) => 5.0,
            (SurveyScale::AgreementFive, Agrees(5 | 6)) => 4.0,
            (SurveyScale::AgreementFive, Agrees(4) | Middle) => 3.0,
            (SurveyScale::AgreementFive, Agrees(2 | 3)) => 2.0,
            (SurveyScale::AgreementFive, Agrees(1)) => 1.0,
            _ => return None,
        };
        self.number.is_none_or(|number| number == value).then_some(value)
    }
}

/// The scales on which texts stand together, each of them on a level of its own but for the
/// language: two wordings of one level are two levels of a longer scale.
pub(super) fn scales_of(texts: &[String]) -> Vec<SurveyScale> {
    let labels: Option<Vec<SurveyLabel>> = texts.iter().map(|text| SurveyLabel::of(text)).collect();
    let Some(labels) = labels.filter(|labels| !labels.is_empty()) else { return Vec::new() };
    let has = |wording| labels.iter().any(|label| label.wording == wording);
    let fits = |scale: &&SurveyScale| {
        // The best of one scale is the second of another: what tells them apart must be there.
        if **scale == SurveyScale::PlainFive && !has(Fairly) && !has(NotVery) {
            return false;
        }
        let mut levels: HashMap<(u8, bool), &str> = HashMap::new();
        labels.iter().all(|label| {
            label.on(**scale).is_some_and(|value| {
                let place = (value as u8, label.text.is_ascii());
                *levels.entry(place).or_insert(&label.text) == label.text
            })
        })
    };
    SurveyScale::LABELLED.iter().filter(fits).copied().collect()
}

/// A text without case, width and what does not tell labels apart, and the number before or
/// behind it.
fn parted(text: &str) -> (String, Option<f64>) {
    let narrow = |letter: char| match letter {
        '\u{3000}' | '_' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    let plain: String = text.chars().map(narrow).flat_map(char::to_lowercase).collect();
    let is_mark =
        |letter: char| letter.is_whitespace() || ".-=:,;()[]{}、。【】〔〕—–·!".contains(letter);
    let digits = |letter: char| letter.is_ascii_digit();
    let plain = plain.trim_start_matches('\u{feff}').trim_matches(is_mark);
    let behind = plain.trim_end_matches('分').trim_end().trim_end_matches(digits);
    let before = plain.trim_start_matches(digits);
    let (words, number) = match (before.len() < plain.len(), behind.len() < plain.len()) {
        (true, false) => (
            before.trim_start_matches('分').trim_start_matches(is_mark),
            plain[..plain.len() - before.len()].parse().ok(),
        ),
        (false, true) => (
            behind.trim_end_matches(is_mark),
            plain[behind.len()..].trim_end_matches('分').trim_end().parse().ok(),
        ),
        _ => (plain, None),
    };
    let blank = if words.is_ascii() { " " } else { "" };
    let words = words.replace('-', " ");
    (words.split_whitespace().collect::<Vec<_>>().join(blank), number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use SurveyScale::{AgreementFive, BalancedFive, GradedFive, PlainFive, UnbalancedFive};

    fn of(texts: &[&str]) -> Vec<SurveyScale> {
        scales_of(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn labels_that_mix_two_scales_stand_on_one() {
        assert_eq!(of(&["非常满意", "比较满意", "一般", "不满意", "很不满意"]), [GradedFive]);
        assert_eq!(
            of(&[
                "Very satisfied",
                "fairly satisfied",
                "Neutral",
                "Somewhat dissatisfied",
                "VERY DISSATISFIED"
            ]),
            [GradedFive]
        );
        assert_eq!(of(&["很满意", "满意", "一般", "不满意", "很不满意"]), [BalancedFive]);
        assert_eq!(of(&["非常满意", "比较满意", "满意", "不满意"]), [UnbalancedFive]);
        assert_eq!(of(&["满意", "比较满意", "一般", "不太满意", "不满意"]), [PlainFive]);
        assert_eq!(of(&["完全同意", "比较同意", "一般", "不太同意"]), [AgreementFive]);
        // In two languages.
        assert_eq!(of(&["很满意", "Very satisfied", "fairly satisfied", "一般"]), [GradedFive]);
    }

    #[test]
    fn what_does_not_tell_stands_on_several_and_six_levels_on_none() {
        assert_eq!(of(&["满意", "不满意"]), [BalancedFive, UnbalancedFive]);
        assert_eq!(of(&["比较满意", "满意"]), [UnbalancedFive, PlainFive]);
        assert_eq!(of(&["非常满意", "比较满意"]), [UnbalancedFive, GradedFive]);
        assert!(of(&["非常满意", "比较满意", "满意", "一般"]).is_empty());
        assert!(of(&["非常满意", "很满意", "满意", "一般"]).is_empty());
        assert!(of(&["非常满意", "好"]).is_empty() && of(&[]).is_empty());
    }

    #[test]
    fn case_width_blanks_and_numbers_beside_them_change_nothing() {
        for text in [
            "ｖｅｒｙ　ｓａｔｉｓｆｉｅｄ",
            " Very_Satisfied ",
            "very-satisfied.",
            "非常 满意",
            "5-非常满意",
            "5分 非常满意",
            "５、非常满意",
            "非常满意（5分）",
            "Very satisfied (5)",
            "5 = very satisfied",
            "【非常满意】",
        ] {
            assert_eq!(of(&[text, "满意", "一般"]), [BalancedFive], "{text}");
        }
        // Its number says that 1 is the best.
        assert!(of(&["1-非常满意", "5-非常不满意"]).is_empty());
        for text in ["", "5", "分", "满", "5分"] {
            assert_eq!(SurveyLabel::of(text), None, "{text}");
        }
    }
}
