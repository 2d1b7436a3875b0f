//! Studies of a base of customers, and reports on them: page, text, pictures, table of customers.

use crate::capi::model::kind_number;
use crate::capi::prelude::*;
use crate::report::{Language, Report, Sentence, TableFormat, draw};
use crate::study::{
    CheckKind, FigureGroup, Loss, ModelRule, SplitRule, Study, StudyOptions, StudySurvey,
};
use crate::time::{Day, Unit};

/// The best of the sound models in continuous time, by the test and by AIC.
pub const HABITUE_MODEL_AUTO: i32 = 0;

/// What a study is asked to do. Start from `HABITUE_STUDY_OPTIONS_INIT`; NULL means the same.
#[apply(versioned)]
pub struct habitue_study_options {
    /// `HABITUE_MODEL_AUTO`, the default, or one of `HABITUE_MODEL_...` in continuous time.
    pub model: i32,
    /// Unit of models and horizons: `HABITUE_UNIT_DAY` or longer. `HABITUE_UNIT_WEEK` by default.
    pub unit: i32,
    /// The last day that the models on trial learn from, in days since 1970-01-01; the later days
    /// test them. `HABITUE_NO_DAY`, the default: about two thirds of the days.
    pub split: i32,
    /// 1: nothing is held out, and nothing tested. 0 by default.
    pub untested: u32,
    /// Simulated futures; 0: none, and no totals. 1000 by default.
    pub futures: u32,
    /// How far forecasts reach, in the unit, up to 30 years. Not given: one year.
    pub horizon: f64,
    /// Discount a year, 0 to 1. 0.15 by default.
    pub discount: f64,
    /// The share of revenue that is margin, above 0, at most 1. 1 by default.
    pub margin: f64,
    /// Equal seeds give equal figures. 1 by default.
    pub seed: u64,
    /// Rows of the file that reading left out, beside those that the summary knows of.
    pub rows_lost: u64,
}

begins!(
    habitue_study_options,
    unit = HABITUE_UNIT_WEEK,
    split = HABITUE_NO_DAY,
    futures = 1000,
    horizon = f64::NAN,
    discount = 0.15,
    margin = 1.0,
    seed = 1,
);

impl habitue_study_options {
    fn options(&self, threads: usize) -> Result<StudyOptions> {
        let model = if self.model == HABITUE_MODEL_AUTO {
            ModelRule::Auto
        } else {
            ModelRule::Kind(kind_number(self.model, "options.model")?)
        };
        let split = match (self.untested, self.split) {
            (0, HABITUE_NO_DAY) => SplitRule::Auto,
            (0, day) => SplitRule::Day(Day::from_number(day)?),
            (1, HABITUE_NO_DAY) => SplitRule::None,
            (1, day) => {
                return Err(fault(ErrorKind::NotRead, "options.split", "is not read")
                    .with_value(day)
                    .allowing("HABITUE_NO_DAY where options.untested is 1"));
            }
            (other, _) => {
                let found = f64::from(other);
                return Err(Error::out_of_range("options.untested", found, "0 or 1"));
            }
        };
        let mut options = StudyOptions::new()
            .with_model(model)?
            .with_unit(Unit::read(self.unit, "options.unit")?)?
            .with_discount(self.discount)?
            .with_margin(self.margin)?
            .with_split(split)
            .with_seed(self.seed)
            .with_futures(self.futures)
            .with_threads(threads);
        let lost = (self.rows_lost > 0).then(|| vec![Loss::new(None, self.rows_lost, None)]);
        let horizon = (!self.horizon.is_nan()).then_some(self.horizon);
        set!(options: with_horizon(horizon)?, with_losses(lost));
        Ok(options)
    }
}

/// A base of customers from ledger to judgement: which model, whether to believe it, and what each
/// customer will do. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_study(pub(in crate::capi) Study);

/// The language of this number.
pub(super) fn language_of(number: i32, name: &'static str) -> Result<Language> {
    let known = [(HABITUE_ENGLISH, Language::English), (HABITUE_CHINESE, Language::Chinese)];
    enumerator(number, name, &known)
}

/// How a report is written. Start from `HABITUE_REPORT_OPTIONS_INIT`; NULL means the same.
#[apply(versioned)]
pub struct habitue_report_options {
    /// `HABITUE_ENGLISH`, the default, or `HABITUE_CHINESE`.
    pub language: i32,
    /// The heading; NULL: that it is a base of customers.
    pub title: habitue_text,
    /// Where the data come from; NULL: not said.
    pub source: habitue_text,
    /// A warning above all that a survey says; NULL: none.
    pub survey_note: habitue_text,
    /// Address of the page in the other language; NULL: no link.
    pub other: habitue_text,
    /// As which kind of file tables are written: one of `HABITUE_TABLE_FORMAT_...`. CSV by default.
    pub table_format: i32,
    pub reserved: u32,
}

begins!(habitue_report_options);

enumeration!(HABITUE_TABLE_FORMAT: TableFormat);

enumeration!(HABITUE_PART: ReportPart = 1);

/// A part of a report.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::capi) enum ReportPart {
    /// One HTML file that needs no other.
    Page,
    /// The same as text for a terminal.
    Text,
    /// The picture of a name, such as `tiers`, as an SVG file that stands alone.
    Picture,
    /// The table of a name, such as `customers`, as CSV or, by the options, as a workbook; without a
    /// name all of them as a workbook, a sheet each.
    Table,
    /// The names of the pictures, a line each.
    Pictures,
    /// The names of the tables, a line each.
    Tables,
}

/// Writes a part of a report on either kind of study, which are told and asked the same.
macro_rules! write_part {
    ($report:expr, $options:ident, $part:ident, $name:ident, $text:ident) => {{
        let (mut report, given) = ($report, &$options);
        set!(report: with_title(given.title.given("options.title")?),
            with_source(given.source.given("options.source")?),
            with_survey_note(given.survey_note.given("options.survey_note")?),
            with_other_language(given.other.given("options.other")?));
        if !$name.is_empty() && !matches!($part, ReportPart::Picture | ReportPart::Table) {
            return Err(unread("name", "by this part"));
        }
        match $part {
            ReportPart::Page => $text.write(report.page()?),
            ReportPart::Text => $text.write(report.text()),
            ReportPart::Picture => $text.write(draw::standalone(report.picture($name)?.svg())),
            ReportPart::Pictures => {
                let names: Vec<String> = report.pictures().into_iter().map(|it| it.name).collect();
                $text.write(names.join("\n"))
            }
            ReportPart::Tables => $text.write(report.tables().join("\n")),
            ReportPart::Table => {
                let format = TableFormat::read(given.table_format, "options.table_format")?;
                match ($name, format) {
                    ("", TableFormat::Xlsx) => $text.write(report.workbook()?),
                    (name, format) => $text.write(report.table(name, format)?),
                }
            }
        }
    }};
}
pub(super) use write_part;

/// Studies the base of a summary. `survey` is the text of a CSV file of answers, with a column
/// `customer` and a column an item from 1 to 10 (`overall`, `recommend` and `importance_ITEM` have
/// their own meanings); empty: none. `options` and `job` may be NULL.
///
/// What the data cannot support is withheld, which is no error. Returns also `HABITUE_EMPTY_INPUT`
/// where nobody bought anything, `HABITUE_CANCELLED`, `HABITUE_OVERFLOW`, and what
/// `habitue_summary_read_csv` does for the survey.
pub unsafe fn habitue_study_new(
    summary: &Summary,
    survey: &str,
    options: Option<habitue_study_options>,
    job: Working,
) -> Result<Study> {
    let options = options.unwrap_or_default().options(job.threads)?;
    let survey = match survey {
        "" => None,
        csv => Some(StudySurvey::read_csv(csv.as_bytes())?),
    };
    job.run(|job| Study::of(summary, &options, survey.as_ref(), job.progress()))
}

/// A part (`HABITUE_PART_...`) of the report on a study: up to `capacity` bytes to `text`, and
/// their number to `*needed`. `name` is that of a picture or a table, and empty otherwise;
/// `options` may be NULL. The table `customers` has one line a customer; figures that are withheld
/// are empty.
///
/// Returns also `HABITUE_OUT_OF_RANGE` for a name of nothing, with those that there are, and
/// `HABITUE_NOT_READ` for a name that is not read.
pub unsafe fn habitue_report(
    study: &Study,
    part: ReportPart,
    name: &str,
    options: Option<habitue_report_options>,
    text: Buffer<c_char>,
) -> Result<()> {
    let options = options.unwrap_or_default();
    write_part!(Report::new(study, options.language()?), options, part, name, text)
}

enumeration!(HABITUE_SENTENCE: Sentence = 1);

/// What the report says on one matter (`HABITUE_SENTENCE_...`), in UTF-8; `of` is the check
/// (`HABITUE_CHECK_...`) or the group (`HABITUE_FIGURES_...`) of those that have one, else 0. The
/// rest is as in `habitue_report`.
pub unsafe fn habitue_report_sentence(
    study: &Study,
    sentence: i32,
    of: i32,
    options: Option<habitue_report_options>,
    text: Buffer<c_char>,
) -> Result<()> {
    let plain = |sentence: Sentence| match of {
        0 => Ok(sentence),
        _ => Err(unread("of", "by this sentence")),
    };
    let check = || CheckKind::read(of, "of");
    let sentence = match sentence {
        HABITUE_SENTENCE_HEADLINE => plain(Sentence::Headline)?,
        HABITUE_SENTENCE_BASIS => plain(Sentence::Basis)?,
        HABITUE_SENTENCE_CHOICE => plain(Sentence::Choice)?,
        HABITUE_SENTENCE_CHECK_TITLE => Sentence::CheckTitle(check()?),
        HABITUE_SENTENCE_CHECK_TEXT => Sentence::CheckText(check()?),
        HABITUE_SENTENCE_WITHHELD => Sentence::Withheld(FigureGroup::read(of, "of")?),
        other => return Err(no_enumerator(other, "sentence", &[1, 2, 3, 4, 5, 6])),
    };
    let language = options.unwrap_or_default().language()?;
    text.write(Report::new(study, language).sentence(sentence))
}

impl habitue_report_options {
    pub(super) fn language(&self) -> Result<Language> {
        language_of(self.language, "options.language")
    }
}
