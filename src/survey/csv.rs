//! Answers from CSV text.

use std::collections::HashMap;
use std::io::Read;

use super::answer_text::AnswerText;
use super::answers::{Answers, OutOfScale};
use super::question::Question;
use super::questionnaire::Questionnaire;
use crate::customer::KeyPolicy;
use crate::error::{Error, ErrorKind, Result};
use crate::intake::{Delimiter, Layout, LayoutOptions, Record, Source};

/// Which columns of a CSV file hold what, and how missing answers look.
///
/// ```
/// use habitue::survey::{CsvLayout, Question, Questionnaire, Scale, read_csv};
///
/// let text = "customer,price,service\n21,7,\n35,9,NA\n";
/// let questionnaire = Questionnaire::new(vec![
///     Question::new("price", Scale::points(1, 10)?),
///     Question::new("service", Scale::points(1, 10)?),
/// ])?;
/// let answers = read_csv(text.as_bytes(), questionnaire, &CsvLayout::new().with_key("customer"))?;
/// assert_eq!(answers.keys().unwrap(), ["21", "35"]);
/// assert_eq!(answers.missing(), [0, 2]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CsvLayout {
    key: Option<String>,
    weight: Option<String>,
    delimiter: Option<u8>,
    text: AnswerText,
    out_of_scale: OutOfScale,
    keys: KeyPolicy,
}

impl Default for CsvLayout {
    fn default() -> Self {
        Self::new()
    }
}

impl CsvLayout {
    /// The defaults of each setter below.
    #[must_use]
    pub fn new() -> Self {
        Self {
            key: None,
            weight: None,
            delimiter: None,
            text: AnswerText::new(),
            out_of_scale: OutOfScale::Refuse,
            keys: KeyPolicy::AS_IS,
        }
    }

    /// The column with the key of the respondent. Defaults to none.
    #[must_use]
    pub fn with_key(mut self, column: impl Into<String>) -> Self {
        self.key = Some(column.into());
        self
    }

    /// Which spellings of a key are one respondent, as the customers' own rules have it. Defaults to
    /// [`KeyPolicy::AS_IS`].
    ///
    /// ```
    /// use habitue::customer::KeyPolicy;
    /// use habitue::survey::{CsvLayout, Question, Questionnaire, Scale, read_csv};
    ///
    /// let questions = Questionnaire::new(vec![Question::new("price", Scale::points(1, 10)?)])?;
    /// let layout = CsvLayout::new()
    ///     .with_key("card")
    ///     .with_key_policy(KeyPolicy::AS_IS.whole_numbers().without_leading_zeros());
    /// let answers = read_csv("card;price\n0017.0;7\n".as_bytes(), questions, &layout)?;
    /// assert_eq!(answers.keys().unwrap(), ["17"]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn with_key_policy(mut self, keys: KeyPolicy) -> Self {
        self.keys = keys;
        self
    }

    /// The column with the base weight. Defaults to none.
    #[must_use]
    pub fn with_weight(mut self, column: impl Into<String>) -> Self {
        self.weight = Some(column.into());
        self
    }

    /// The byte between fields: a comma, a semicolon, a tabulator or `|`. Defaults to what is
    /// found.
    #[must_use]
    pub fn with_delimiter(mut self, delimiter: u8) -> Self {
        self.delimiter = Some(delimiter);
        self
    }

    /// Cells that mean "no answer", in any case and width, beside the empty cell.
    /// Defaults to [`AnswerText::MISSING`].
    #[must_use]
    pub fn with_missing<S: AsRef<str>>(mut self, cells: impl IntoIterator<Item = S>) -> Self {
        self.text = self.text.with_missing(cells);
        self
    }

    /// Says that a comma is the decimal mark of the file, which matters for `1,234`
    /// alone; see [`AnswerText::with_decimal_comma`]. Defaults to the point.
    #[must_use]
    pub fn with_decimal_comma(mut self) -> Self {
        self.text = self.text.with_decimal_comma();
        self
    }

    /// What to do with numbers off their scale. Defaults to
    /// [`OutOfScale::Refuse`].
    #[must_use]
    pub fn with_out_of_scale(mut self, policy: OutOfScale) -> Self {
        self.out_of_scale = policy;
        self
    }

    /// The answer that a cell gives to a question, NaN where missing.
    fn answer(&self, question: &Question, text: &str) -> Result<f64> {
        let named = |error: Error| error.in_column(question.name());
        let answer = self.text.read(question.scale(), text).map_err(named)?;
        let off = !answer.is_nan() && !question.scale().contains(answer);
        if off && self.out_of_scale == OutOfScale::Refuse {
            let allowed = question.scale().allowed();
            return Err(Error::out_of_range(question.name(), answer, allowed));
        }
        Ok(answer)
    }
}

/// Reads answers from a file with a header, of any encoding and delimiter ([`crate::intake`]); the
/// columns named like the questions are read, others are left alone. What the text of a cell means
/// is said by [`AnswerText`]: a number, a missing marker, or the English or Chinese name of a
/// level of its scale.
///
/// # Errors
/// `MissingColumn` where the header lacks a column that is asked for, and
/// `Duplicate` where it has one twice; `RowShape` for a row with another number
/// of fields; `Encoding` for text that is damaged; `Parse` for a cell that is
/// neither a number nor a level, and for a quote that nothing closes; `Missing` for an empty key
/// or weight; `Duplicate` for a key that occurred; `OutOfRange` or `NotFinite` for an
/// answer off its scale, as the layout says; `Empty` for text without a header; `Argument` for an
/// impossible delimiter; `Io`. Each names the line, counted from 1, and the column.
pub fn read_csv(
    text: impl Read,
    questionnaire: Questionnaire,
    layout: &CsvLayout,
) -> Result<Answers> {
    let source = Source::read(text)?;
    let mut options = LayoutOptions::new().with_header(true);
    if let Some(byte) = layout.delimiter {
        options = options.with_delimiter(Delimiter::parse(&char::from(byte).to_string())?);
    }
    let table = Layout::with(&source, &options).map_err(|error| match error.kind() {
        ErrorKind::Empty => Error::new(ErrorKind::Empty, "the file has no header line").at_line(1),
        _ => error,
    })?;
    let find = |name: &str| find_column(&table, name);
    let mut names: Vec<&str> = questionnaire.questions().iter().map(Question::name).collect();
    names.extend(layout.key.as_deref());
    names.extend(layout.weight.as_deref());
    let places: Vec<usize> = names.iter().map(|name| find(name)).collect::<Result<_>>()?;
    let selection = table.select_places(&places);
    let key_place = layout.key.as_ref().map(|_| questionnaire.questions().len());
    let weight_place = layout.weight.as_ref().map(|_| places.len() - 1);

    let mut columns = vec![Vec::new(); questionnaire.questions().len()];
    let (mut keys, mut weights, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    let width = table.columns().len();
    let mut take = |record: Record<'_>| -> Result<()> {
        let line = record.line;
        if record.width != width {
            return Err(Error::new(
                ErrorKind::RowShape,
                format!("line {line} has {} fields, but the header has {width}", record.width),
            )
            .at_line(line));
        }
        let cell = |place: usize, name: &str| cell_text(record.fields[place], name, line);
        for (place, (column, question)) in
            columns.iter_mut().zip(questionnaire.questions()).enumerate()
        {
            let text = cell(place, question.name())?;
            column.push(layout.answer(question, text).map_err(|error| error.at_line(line))?);
        }
        if let (Some(place), Some(name)) = (key_place, &layout.key) {
            let key = layout.keys.apply(cell(place, name)?);
            let key = present(&key, name, line)?;
            if let Some(first) = seen.insert(key.to_owned(), line) {
                return Err(Error::new(
                    ErrorKind::Duplicate,
                    format!("has answered already, in line {first}"),
                )
                .in_column(name)
                .with_value(key)
                .at_line(line));
            }
            keys.push(key.to_owned());
        }
        if let (Some(place), Some(name)) = (weight_place, &layout.weight) {
            let text = present(cell(place, name)?, name, line)?;
            let placed = |error: Error| error.in_column(name).at_line(line);
            let weight = layout.text.number(text).map_err(placed)?;
            if !(weight >= 0.0 && weight.is_finite()) {
                return Err(Error::out_of_range(name, weight, ">= 0").at_line(line));
            }
            weights.push(weight);
        }
        Ok(())
    };
    // One piece, which is refused where a quote is not closed.
    let (mut chunks, mut room) = (table.chunks(&source, usize::MAX), Vec::new());
    while let Some(chunk) = chunks.read(&mut room) {
        table.records_of(chunk?, &selection).try_for_each(&mut take)?;
    }
    let mut answers = Answers::with_policy(questionnaire, columns, layout.out_of_scale)?;
    if weight_place.is_some() {
        answers = answers.with_weights(weights)?;
    }
    if key_place.is_some() {
        answers = answers.with_keys(keys)?;
    }
    Ok(answers)
}

/// Where the column of a name is.
fn find_column(table: &Layout, name: &str) -> Result<usize> {
    table.place(name).map_err(|error| {
        let sentence = match error.kind() {
            ErrorKind::Duplicate => "is in the header twice",
            _ => "is not in the header",
        };
        Error::new(error.kind(), sentence)
            .in_column("header")
            .with_value(name)
            .allowing(table.columns().join(", "))
            .at_line(error.row().unwrap_or(1))
    })
}

fn cell_text<'a>(field: &'a [u8], name: &str, line: u64) -> Result<&'a str> {
    std::str::from_utf8(field).map_err(|fault| {
        Error::new(ErrorKind::Encoding, "is not UTF-8")
            .in_column(name)
            .with_value(String::from_utf8_lossy(field))
            .at_line(line)
            .with_source(fault)
    })
}

fn present<'a>(text: &'a str, name: &str, line: u64) -> Result<&'a str> {
    if text.is_empty() {
        return Err(Error::new(ErrorKind::Missing, "is empty, but must be given")
            .in_column(name)
            .at_line(line));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Question, Scale};

    fn questions() -> Questionnaire {
        Questionnaire::new(vec![
            Question::new("price", Scale::points(1, 10).unwrap()),
            Question::new("overall", Scale::unbalanced_five()),
        ])
        .unwrap()
    }

    fn read(text: &[u8]) -> Result<Answers> {
        read_csv(text, questions(), &CsvLayout::new().with_key("id").with_weight("w"))
    }

    #[test]
    fn numbers_level_names_and_blanks_are_read() {
        let text = "\u{feff}id,other,overall,price,w\na,x,很满意, 7 ,1\nb,\"q,\n\",dissatisfied,,2.5\nc,,NA,10,0\n";
        let answers = read(text.as_bytes()).unwrap();
        assert_eq!(answers.keys().unwrap(), ["a", "b", "c"]);
        assert_eq!(answers.weights().unwrap(), [1.0, 2.5, 0.0]);
        assert_eq!(answers.column(1).unwrap()[..2], [5.0, 2.0]);
        assert_eq!(answers.column(0).unwrap()[2], 10.0);
        assert_eq!(answers.missing(), [1, 1]);
    }

    #[test]
    fn every_bad_file_is_refused_with_its_line_and_column() {
        type Case<'a> = (&'a [u8], ErrorKind, Option<u64>, Option<&'a str>);
        let cases: [Case<'_>; 19] = [
            (b"", ErrorKind::Empty, Some(1), None),
            (b"id,price,w\n", ErrorKind::MissingColumn, Some(1), Some("header")),
            (b"id;price;w\n1;2;1\n", ErrorKind::MissingColumn, Some(1), Some("header")),
            (b"id,price,price,overall,w\n", ErrorKind::Duplicate, Some(1), Some("header")),
            (b"id,price,overall,w\n1,2,3,1\n2,2,3\n", ErrorKind::RowShape, Some(3), None),
            (b"id,price,overall,w\n1,2,3,1,9\n", ErrorKind::RowShape, Some(2), None),
            (b"id,price,overall,w\n1,seven,3,1\n", ErrorKind::Parse, Some(2), Some("price")),
            (b"id,price,overall,w\n1,inf,3,1\n", ErrorKind::Parse, Some(2), Some("price")),
            (b"id,price,overall,w\n1,1e999,3,1\n", ErrorKind::Parse, Some(2), Some("price")),
            (b"id,price,overall,w\n1,11,3,1\n", ErrorKind::OutOfRange, Some(2), Some("price")),
            (b"id,price,overall,w\n1,\xff\xfe,3,1\n", ErrorKind::Parse, Some(2), Some("price")),
            (
                b"id,price,overall,w\n\xe5\xae\xa2\xe5\xae\xa2\xe5\xae\xa2\xe5\xae\xa2\xe5\xae\xa2\xe5\xae\xa2\xe5\xae\xa2\xe5\xae\xa2\xe5\xae\xa2,2,3,1\n\xe5\xae,2,3,1\n",
                ErrorKind::Encoding,
                Some(3),
                Some("text"),
            ),
            (b"id,price,overall,w\n1,2,3,1\n\"2,2,3,1\n", ErrorKind::Parse, Some(3), Some("text")),
            (b"id,price,overall,w\n,2,3,1\n", ErrorKind::Missing, Some(2), Some("id")),
            (b"id,price,overall,w\n1,2,3,-1\n", ErrorKind::OutOfRange, Some(2), Some("w")),
            (
                b"id,price,overall,w\n1,2,3,1\n\n1,2,3,1\n",
                ErrorKind::Duplicate,
                Some(4),
                Some("id"),
            ),
            (
                b"\xef\xbb\xbfid,price,overall,w\n1,2,3,1\n2,x,3,1\n",
                ErrorKind::Parse,
                Some(3),
                Some("price"),
            ),
            (
                b"id,price,overall,w\r\n1,2,3,1\r\n\r\n1,2,3,1\r\n",
                ErrorKind::Duplicate,
                Some(4),
                Some("id"),
            ),
            (
                b"id,price,overall,w\n\"a\nb\",2,3,1\n1,x,3,1",
                ErrorKind::Parse,
                Some(4),
                Some("price"),
            ),
        ];
        for (text, kind, row, column) in cases {
            let error = read(text).unwrap_err();
            let text = String::from_utf8_lossy(text);
            assert_eq!(
                (error.kind(), error.row(), error.column()),
                (kind, row, column),
                "{text}: {error}"
            );
        }
    }

    /// Labels in any case, numbers in any width and with either decimal mark, markers
    /// by list; and every message says "line".
    #[test]
    fn cells_are_read_as_people_write_them() {
        let text = "id;overall;price;w\na;Very Satisfied;７;1,5\nb;  很满意;n/a;1\nc;keine Angabe;10,0;0,25\n";
        let layout = CsvLayout::new().with_key("id").with_weight("w").with_delimiter(b';');
        let error = read_csv(text.as_bytes(), questions(), &layout).unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 4, overall: keine Angabe is not a number; allowed: one of 1, 2, 3, 4, 5 (very \
             dissatisfied, dissatisfied, satisfied, quite satisfied, very satisfied), or a missing \
             marker"
        );
        let layout = layout.with_missing(["N/A", "Keine Angabe"]);
        let answers = read_csv(text.as_bytes(), questions(), &layout).unwrap();
        assert_eq!(answers.column(1).unwrap()[..2], [5.0, 5.0]);
        assert_eq!(answers.weights().unwrap(), [1.5, 1.0, 0.25]);
        assert_eq!((answers.column(0).unwrap()[2], answers.missing()), (10.0, &[1, 1][..]));
        let missing = read_csv(&b"price,total\n7,3\n"[..], questions(), &CsvLayout::new());
        assert_eq!(
            missing.unwrap_err().to_string(),
            "line 1, header: overall is not in the header; allowed: price, total"
        );
    }

    /// Levels may have no names; a blank cell is no answer all the same.
    #[test]
    fn a_blank_cell_is_no_nameless_level() {
        let level = |value| crate::survey::Level::new(value, value, false, "", "");
        let scale = Scale::levels(vec![level(1.0), level(2.0)]).unwrap();
        let questionnaire = Questionnaire::new(vec![Question::new("q", scale)]).unwrap();
        let answers = read_csv(&b"id,q\na,\nb,2\n"[..], questionnaire, &CsvLayout::new()).unwrap();
        assert_eq!(answers.missing(), [1]);
    }

    #[test]
    fn numbers_off_the_scale_are_counted_on_request() {
        let layout =
            CsvLayout::new().with_out_of_scale(OutOfScale::CountAsMissing).with_delimiter(b';');
        let answers = read_csv(&b"price;overall\n0;3\n10;9\n"[..], questions(), &layout).unwrap();
        assert_eq!((answers.out_of_scale(), answers.missing()), (&[1, 1][..], &[1, 1][..]));
    }

    #[test]
    fn the_synthetic_example_survey_reads() {
        let text = include_bytes!("../../examples/data/cdnow_survey_synthetic.csv");
        let ten = |name: &str| Question::new(name, Scale::points(1, 10).unwrap());
        let questionnaire = Questionnaire::new(vec![
            ten("range"),
            ten("importance_website"),
            Question::new("overall", Scale::unbalanced_five()),
            Question::new("repurchase", Scale::stepped(0.0, 1.0, 0.1).unwrap()),
            Question::new("recommend", Scale::points(0, 10).unwrap()),
        ])
        .unwrap();
        let answers =
            read_csv(&text[..], questionnaire, &CsvLayout::new().with_key("customer")).unwrap();
        assert_eq!((answers.respondents(), answers.missing()), (400, &[14, 19, 10, 17, 13][..]));
    }
}
