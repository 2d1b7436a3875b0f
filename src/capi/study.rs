//! Studies of a base of customers, and reports on them: page, text, pictures, table of customers.

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
            let kind = u32::try_from(self.model).map_err(|_| {
                fault(ErrorKind::Enumerator, "options.model", "is no model").with_value(self.model)
            })?;
            ModelRule::Kind(kind)
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
        let options = StudyOptions::new()
            .with_model(model)?
            .with_unit(<Unit as Enumerated>::read(self.unit, "options.unit")?)?
            .with_discount(self.discount)?
            .with_margin(self.margin)?
            .with_split(split)
            .with_seed(self.seed)
            .with_futures(self.futures)
            .with_threads(threads);
        let options = match self.horizon.is_nan() {
            true => options,
            false => options.with_horizon(self.horizon)?,
        };
        Ok(match self.rows_lost {
            0 => options,
            rows => options.with_losses(vec![Loss::new(None, rows, None)]),
        })
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
    /// As which kind of file `habitue_report_customers` writes: one of `HABITUE_TABLE_FORMAT_...`.
    /// CSV by default.
    pub table_format: i32,
    pub reserved: u32,
}

begins!(habitue_report_options);

enumeration!(HABITUE_TABLE_FORMAT: TableFormat);

/// The texts of `habitue_report_options`, of those that are given.
pub(super) struct ReportTexts {
    pub(super) language: Language,
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) survey_note: Option<String>,
    pub(super) other: Option<String>,
}

impl habitue_report_options {
    /// # Safety
    /// The texts must be readable.
    pub(super) unsafe fn texts(&self) -> Result<ReportTexts> {
        let given = |text: &habitue_text, name| -> Result<Option<String>> {
            if text.bytes.is_null() {
                return Ok(None);
            }
            text.read(name).map(|text| Some(text.to_owned()))
        };
        Ok(ReportTexts {
            language: language_of(self.language, "options.language")?,
            title: given(&self.title, "options.title")?,
            source: given(&self.source, "options.source")?,
            survey_note: given(&self.survey_note, "options.survey_note")?,
            other: given(&self.other, "options.other")?,
        })
    }

    unsafe fn report<'a>(&self, study: &'a Study) -> Result<Report<'a>> {
        let texts = self.texts()?;
        let mut report = Report::new(study, texts.language);
        if let Some(title) = texts.title {
            report = report.with_title(title);
        }
        if let Some(source) = texts.source {
            report = report.with_source(source);
        }
        if let Some(note) = texts.survey_note {
            report = report.with_survey_note(note);
        }
        if let Some(other) = texts.other {
            report = report.with_other_language(other);
        }
        Ok(report)
    }
}

/// Studies the base of a summary. `survey` is the text of a CSV file of answers, with a column
/// `customer` and a column an item from 1 to 10 (`overall`, `recommend` and `importance_ITEM` have
/// their own meanings); empty: none. `options` and `job` may be NULL.
///
/// What the data cannot support is withheld, which is no error. Returns also `HABITUE_EMPTY_INPUT`
/// where nobody bought anything, `HABITUE_CANCELLED`, `HABITUE_OVERFLOW`, and what
/// `habitue_summary_read_csv` does for the survey. Since 0.1.
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

/// The page: one HTML file in UTF-8 that needs no other, without a NUL: up to `capacity` bytes to
/// `page`, and their number to `*needed`. `options` may be NULL. Since 0.1.
pub unsafe fn habitue_report_page(
    study: &Study,
    options: Option<habitue_report_options>,
    page: Buffer<c_char>,
) -> Result<()> {
    page.write(&options.unwrap_or_default().report(study)?.page()?)
}

/// The same as text for a terminal; the rest is as in `habitue_report_page`. Since 0.1.
pub unsafe fn habitue_report_text(
    study: &Study,
    options: Option<habitue_report_options>,
    text: Buffer<c_char>,
) -> Result<()> {
    text.write(&options.unwrap_or_default().report(study)?.text())
}

enumeration!(HABITUE_SENTENCE: Sentence = 1);

/// What the report says on one matter (`HABITUE_SENTENCE_...`), in UTF-8; `of` is the check
/// (`HABITUE_CHECK_...`) or the group (`HABITUE_FIGURES_...`) of those that have one, else 0. The
/// rest is as in `habitue_report_page`. Since 0.1.
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
    text.write(&options.unwrap_or_default().report(study)?.sentence(sentence))
}

/// A picture as an SVG file that stands alone, by its name, such as `tiers`; one that the study
/// does not have is refused with the names of those that it has. The rest is as in
/// `habitue_report_page`. Since 0.1.
pub unsafe fn habitue_report_picture(
    study: &Study,
    name: &str,
    options: Option<habitue_report_options>,
    svg: Buffer<c_char>,
) -> Result<()> {
    let picture = options.unwrap_or_default().report(study)?.picture(name)?;
    svg.write(&draw::standalone(picture.svg()))
}

/// One line a customer with a header, as CSV or, by `options`, as a workbook; figures that are
/// withheld are empty. The rest is as in `habitue_report_page`. Since 0.1.
pub unsafe fn habitue_report_customers(
    study: &Study,
    options: Option<habitue_report_options>,
    table: Buffer<c_char>,
) -> Result<()> {
    let options = options.unwrap_or_default();
    let format = TableFormat::read(options.table_format, "options.table_format")?;
    let bytes = options.report(study)?.customers(format)?;
    table.fill(bytes.into_iter().map(|byte| byte as c_char).collect::<Vec<_>>())
}
