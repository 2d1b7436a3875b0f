//! Answers as people and programs write them: labels, numbers, missing markers.

use super::label::folded;
use super::question::Question;
use super::scale::Scale;
use crate::error::{Error, ErrorKind, Result};

/// Turns the text of an answer into its number: the one meaning of text for every
/// reader of answers (files, columns of text).
///
/// Case, width (ｆｕｌｌ and half) and surrounding blanks do not matter. In order, a
/// text is
/// 1. missing, where it is empty;
/// 2. a level of the scale, by its English or Chinese name ([`Scale::level_called`]);
/// 3. missing, where it is one of the [missing markers](Self::with_missing);
/// 4. a number: `7`, `7.5`, `7,5`, `7分`.
///
/// ```
/// use habitue::survey::{AnswerText, Scale};
///
/// let (text, scale) = (AnswerText::new(), Scale::balanced_five());
/// for five in ["Very satisfied", " 非常满意 ", "5", "5,0", "５"] {
///     assert_eq!(text.read(&scale, five)?, 5.0);
/// }
/// assert!(text.read(&scale, "n/a")?.is_nan());
/// assert!(text.read(&scale, "content").is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AnswerText {
    missing: Vec<String>,
    decimal_comma: bool,
}

impl Default for AnswerText {
    fn default() -> Self {
        Self::new()
    }
}

impl AnswerText {
    /// The markers that programs write for "no answer", unless others are named.
    pub const MISSING: [&'static str; 7] = ["NA", "N/A", "#N/A", "<NA>", "NaN", "null", "None"];

    /// The defaults of each setter below.
    #[must_use]
    pub fn new() -> Self {
        Self { missing: Self::MISSING.map(folded).to_vec(), decimal_comma: false }
    }

    /// Texts that mean "no answer", beside the empty one. Defaults to
    /// [`MISSING`](Self::MISSING).
    #[must_use]
    pub fn with_missing<S: AsRef<str>>(mut self, markers: impl IntoIterator<Item = S>) -> Self {
        self.missing = markers.into_iter().map(|marker| folded(marker.as_ref())).collect();
        self
    }

    /// Says that a comma is the decimal mark, where the text alone does not tell:
    /// `1,234` is 1.234 then. Without it, a comma before other than three digits is
    /// a decimal mark all the same, and `1,234` is refused. Defaults to the point.
    #[must_use]
    pub fn with_decimal_comma(mut self) -> Self {
        self.decimal_comma = true;
        self
    }

    /// The number of an answer on `scale`, which it need not be on; NaN where
    /// missing.
    ///
    /// # Errors
    /// `Parse` for text that is none of the above.
    pub fn read(&self, scale: &Scale, text: &str) -> Result<f64> {
        let plain = folded(text);
        if plain.is_empty() {
            return Ok(f64::NAN);
        }
        if let Some(level) = scale.level_called(&plain) {
            return Ok(level.value);
        }
        if self.missing.contains(&plain) {
            return Ok(f64::NAN);
        }
        self.number(text).map_err(|error| {
            let names: Vec<&str> = scale.named_levels().iter().map(|l| l.name.as_str()).collect();
            match names.is_empty() {
                true => error.allowing(format!("{}, or a missing marker", scale.allowed())),
                false => error.allowing(format!(
                    "{} ({}), or a missing marker",
                    scale.allowed(),
                    names.join(", ")
                )),
            }
        })
    }

    /// A column of answers to a question, ready for
    /// [`Answers`](super::Answers::new).
    ///
    /// # Errors
    /// As for [`read`](Self::read), naming row and question.
    pub fn column<S: AsRef<str>>(
        &self,
        question: &Question,
        cells: impl IntoIterator<Item = S>,
    ) -> Result<Vec<f64>> {
        let read = |(row, cell): (usize, S)| {
            self.read(question.scale(), cell.as_ref())
                .map_err(|error| error.in_column(question.name()).at_row(row as u64))
        };
        cells.into_iter().enumerate().map(read).collect()
    }

    /// A number as people write it; words such as "inf" are none.
    ///
    /// # Errors
    /// `Parse`.
    pub(super) fn number(&self, text: &str) -> Result<f64> {
        let refused = |why: &str| Err(Error::new(ErrorKind::Parse, why).with_value(text.trim()));
        let mut plain = folded(text).replace('\u{2212}', "-");
        if let Some(points) = plain.strip_suffix('分').map(str::trim_end)
            && points.ends_with(|last: char| last.is_ascii_digit())
        {
            plain = points.to_owned();
        }
        let mark = if self.decimal_comma { b',' } else { b'.' };
        let marks: Vec<usize> = plain
            .bytes()
            .enumerate()
            .filter(|(_, b)| b",.".contains(b))
            .map(|(at, _)| at)
            .collect();
        if let [at] = marks[..] {
            if plain.as_bytes()[at] != mark && may_part_thousands(&plain, at) {
                return refused(
                    "may be a thousand or a decimal fraction; write it without a mark of thousands, or name the decimal mark",
                );
            }
            plain.replace_range(at..=at, ".");
        }
        let digits = plain.bytes().all(|byte| byte.is_ascii_digit() || b"+-.e".contains(&byte));
        match if digits { plain.parse::<f64>().ok() } else { None } {
            Some(number) if number.is_finite() => Ok(number),
            _ => refused("is not a number"),
        }
    }
}

/// Whether the mark at `at` has one to three digits before and three after it, as
/// a mark of thousands has.
fn may_part_thousands(text: &str, at: usize) -> bool {
    let (whole, fraction) = (text[..at].trim_start_matches(['+', '-']), &text[at + 1..]);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    fraction.len() == 3
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && digits(whole)
        && digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Level;

    #[test]
    fn labels_in_any_case_and_width() {
        let (text, scale) = (AnswerText::new(), Scale::unbalanced_five());
        for (cell, value) in [
            ("Very satisfied", 5.0),
            ("VERY  SATISFIED", 5.0),
            ("ｖｅｒｙ\u{3000}ｓａｔｉｓｆｉｅｄ", 5.0),
            ("\t很满意\u{3000}", 5.0),
            ("Dissatisfied", 2.0),
            ("\u{a0}3 ", 3.0),
            ("３", 3.0),
            ("3.0", 3.0),
            ("+3", 3.0),
            ("3分", 3.0),
            ("３ 分", 3.0),
        ] {
            assert_eq!(text.read(&scale, cell).unwrap(), value, "{cell}");
        }
        // That of the balanced scale.
        assert!(text.read(&scale, "非常满意").is_err());
        assert_eq!(text.read(&Scale::balanced_five(), "非常满意").unwrap(), 5.0);
    }

    #[test]
    fn missing_markers_yield_to_labels_and_go_by_list() {
        let level = |value, name: &str| Level::new(value, value, false, name, "");
        let scale = Scale::levels(vec![level(1.0, "none"), level(2.0, "some")]).unwrap();
        let usual = AnswerText::new();
        assert_eq!(usual.read(&scale, "None").unwrap(), 1.0);
        for missing in ["", "  ", "na", "N/A", "<na>", "NULL", "ＮＡ"] {
            assert!(usual.read(&scale, missing).unwrap().is_nan(), "{missing}");
        }
        let own = AnswerText::new().with_missing(["k. A.", "99"]);
        assert!(own.read(&scale, "K. a.").unwrap().is_nan());
        assert!(own.read(&scale, "99").unwrap().is_nan());
        let error = own.read(&scale, "NA").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Parse);
        assert_eq!(
            error.to_string(),
            "NA is not a number; allowed: one of 1, 2 (none, some), or a missing marker"
        );
    }

    /// A label that two levels share names none of them.
    #[test]
    fn a_shared_label_is_refused() {
        let level = |value| Level::new(value, value, false, "same", "");
        let scale = Scale::levels(vec![level(1.0), level(2.0)]).unwrap();
        assert!(AnswerText::new().read(&scale, "same").is_err());
    }

    #[test]
    fn decimal_marks() {
        let (point, comma) = (AnswerText::new(), AnswerText::new().with_decimal_comma());
        for (cell, value) in
            [("7,5", 7.5), ("7.5", 7.5), ("-0,25", -0.25), ("\u{2212}1", -1.0), ("0,125", 0.125)]
        {
            assert_eq!(point.number(cell).unwrap(), value, "{cell}");
            assert_eq!(comma.number(cell).unwrap(), value, "{cell}");
        }
        assert_eq!(point.number("1.234").unwrap(), 1.234);
        assert_eq!(comma.number("1,234").unwrap(), 1.234);
        for (text, cell) in [(&point, "1,234"), (&comma, "1.234")] {
            assert!(text.number(cell).unwrap_err().to_string().contains("decimal mark"));
        }
        for cell in
            ["1,234.5", "1.2.3", "inf", "nan", "1e999", "0x10", "--1", "", "5 stars", "分", "-分"]
        {
            assert!(point.number(cell).is_err() && comma.number(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn a_column_names_its_row_and_question() {
        let question = Question::new("overall", Scale::points(1, 10).unwrap());
        let column = AnswerText::new().column(&question, ["7", "", "8,0"]).unwrap();
        assert!(column[0] == 7.0 && column[1].is_nan() && column[2] == 8.0);
        let error = AnswerText::new().column(&question, ["7", "often"]).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("overall")));
    }
}
