//! Studies of a survey alone: from a raw file of answers to page, text, pictures and tables.

use crate::capi::prelude::*;
use crate::capi::study::habitue_report_options;
use crate::capi::tables::source;
use crate::intake::{Delimiter, LayoutOptions, Source};
use crate::numeric::room::copied;
use crate::report::{SurveyReport, TableFormat, draw};
use crate::study::{SurveyOptions, SurveyStudy, SurveyTable};
use crate::survey::Answers;
use crate::time::DateFormat;

/// What a study of a survey is told. Start from `HABITUE_SURVEY_STUDY_OPTIONS_INIT`; NULL means the
/// same.
#[apply(versioned)]
pub struct habitue_survey_study_options {
    pub reserved: u32,
    /// What columns are, a line each, such as `segment=region`: `respondent`, `item`, `overall`,
    /// `repurchase`, `recommend`, `importance`, `expectation`, `functional`, `dysfunctional`,
    /// `segment`, `wave`, `weight`, `multi`, `open` or `unused`; `reversed=NAME` turns an item,
    /// `as-asked=NAME` leaves it as it is. NULL: all are found.
    pub columns: habitue_text,
    /// The scale of the items, where their answers do not tell: `balanced-five`, `unbalanced-five`,
    /// `graded-five`, `plain-five`, `agreement-five`, or ends such as `1-10`. NULL: it is found.
    pub scale: habitue_text,
    /// The population, to which figures are raked: CSV text of `column`, `label` and `share` with
    /// that header. NULL: none.
    pub population: habitue_text,
    /// How the days of the wave are written, as in `habitue_transaction_format`. NULL: it is found.
    pub date_format: habitue_text,
    /// Further texts that mean "no answer", a line each. NULL: none.
    pub missing: habitue_text,
    /// The byte between fields; 0: it is found.
    pub delimiter: u32,
    /// The fewest answers that a figure of a group is shown of, 2 or more. 30 by default.
    pub least: u32,
    /// Equal seeds give equal intervals of drivers. 1 by default.
    pub seed: u64,
    /// The encoding of the file, such as `gb18030`. NULL: it is found.
    pub encoding: habitue_text,
    /// The sheet of a workbook. NULL: its first, or only, table.
    pub sheet: habitue_text,
    /// The column whose labels are the rows of the cross-table; comes with `cross_columns`. NULL:
    /// the first segment by overall satisfaction, recommendation or the second segment.
    pub cross_rows: habitue_text,
    /// The column whose labels are its columns.
    pub cross_columns: habitue_text,
}

begins!(habitue_survey_study_options, least = 30, seed = 1);

impl habitue_survey_study_options {
    /// # Safety
    /// The texts must be readable.
    unsafe fn options(&self, threads: usize) -> Result<(SurveyOptions, LayoutOptions)> {
        let mut options = SurveyOptions::new()
            .with_least(u64::from(self.least))?
            .with_seed(self.seed)
            .with_threads(threads);
        let columns = text(&self.columns, "options.columns")?;
        for line in columns.lines().filter(|line| !line.trim().is_empty()) {
            options = options.with_assignment(line)?;
        }
        match text(&self.scale, "options.scale")? {
            "" => {}
            scale => options = options.with_scale(scale.parse()?),
        }
        match text(&self.population, "options.population")? {
            "" => {}
            csv => options = options.with_population_file(&Source::from_bytes(csv.into())?)?,
        }
        match text(&self.date_format, "options.date_format")? {
            "" => {}
            format => options = options.with_date_format(DateFormat::named(format)?),
        }
        match (
            text(&self.cross_rows, "options.cross_rows")?,
            text(&self.cross_columns, "options.cross_columns")?,
        ) {
            ("", "") => {}
            ("", _) => return Err(fault(ErrorKind::Missing, "options.cross_rows", NOT_GIVEN)),
            (_, "") => return Err(fault(ErrorKind::Missing, "options.cross_columns", NOT_GIVEN)),
            (rows, columns) => options = options.with_cross(rows, columns),
        }
        for marker in text(&self.missing, "options.missing")?.lines() {
            options = options.with_missing(marker);
        }
        let mut layout = LayoutOptions::new();
        if self.delimiter != 0 {
            let mark = char::from_u32(self.delimiter).filter(char::is_ascii).ok_or_else(|| {
                Error::out_of_range(
                    "options.delimiter",
                    f64::from(self.delimiter),
                    "a byte of ASCII",
                )
            })?;
            layout = layout.with_delimiter(Delimiter::parse(&mark.to_string())?);
        }
        Ok((options, layout))
    }
}

const NOT_GIVEN: &str = "is not given, but is needed";

/// A text, empty where there is none.
unsafe fn text<'a>(text: &habitue_text, name: &'static str) -> Result<&'a str> {
    if text.bytes.is_null() { Ok("") } else { text.read(name) }
}

/// A survey from its raw file to every figure by segment and wave, and what can be trusted.
/// Threads: as every handle.
#[derive(Debug)]
pub struct habitue_survey_study(pub(in crate::capi) SurveyStudy);

/// Studies a file of answers, text in any encoding or a workbook, whose first line names the
/// columns. What each column is, on which scale and which way round, is found; where two readings
/// fit, the file is refused with the option that decides. `options` and `job` may be NULL.
///
/// Figures of groups of too few answers are withheld, which is no error. Returns also
/// `HABITUE_EMPTY_INPUT` where no column holds rated answers, `HABITUE_BAD_ARGUMENT` and
/// `HABITUE_DUPLICATE` for what has two readings, `HABITUE_NOT_READ`, `HABITUE_NOT_CONVERGED` where
/// the shares of the population contradict each other, `HABITUE_CANCELLED`, and any of the 2xx
/// statuses about a cell with its line. Since 0.1.
pub unsafe fn habitue_survey_study_new(
    file: &[u8],
    _file_length: usize,
    options: Option<habitue_survey_study_options>,
    job: Working,
) -> Result<SurveyStudy> {
    let given = options.unwrap_or_default();
    let (options, layout) = given.options(job.threads)?;
    let [encoding, sheet] = [(given.encoding, "options.encoding"), (given.sheet, "options.sheet")]
        .map(|(it, name)| text(&it, name));
    let (encoding, sheet) = (encoding?, sheet?);
    let encoding = (!encoding.is_empty()).then_some(encoding);
    let sheet = (!sheet.is_empty()).then_some(sheet);
    let source = source(copied(file, "file")?, (encoding, "options.encoding"), sheet)?;
    let table = SurveyTable::read(&source, &layout)?;
    job.run(|job| SurveyStudy::of(&table, &options, job.progress()))
}

/// The answers of a study: items, overall satisfaction, recommendation, repurchase, options of
/// questions of several (0 and 1) and the loyalty index, in the order of those that there are;
/// weighted and turned as its figures are. Since 0.1.
pub fn habitue_survey_study_responses(study: &SurveyStudy) -> Result<Answers> {
    Ok(study.answers().clone())
}

enumeration!(HABITUE_SURVEY: SurveyPart = 1);

/// A part of the report of a survey.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::capi) enum SurveyPart {
    /// One HTML file that needs no other.
    Page,
    /// The same as text for a terminal.
    Text,
    /// The picture of a name, such as `drivers`, as an SVG file that stands alone.
    Picture,
    /// The table of a name, such as `groups`, as CSV or, by the options, as a workbook; without a
    /// name all of them as a workbook, a sheet each.
    Table,
    /// The names of the pictures, a line each.
    Pictures,
    /// The names of the tables, a line each.
    Tables,
}

/// A part (`HABITUE_SURVEY_...`) of the report on a survey: up to `capacity` bytes to `text`, and
/// their number to `*needed`. `name` is that of a picture or a table, and empty otherwise; `options`
/// may be NULL.
///
/// Returns also `HABITUE_OUT_OF_RANGE` for a name of nothing, with those that there are, and
/// `HABITUE_NOT_READ` for a name that is not read. Since 0.1.
pub unsafe fn habitue_survey_report(
    study: &SurveyStudy,
    part: SurveyPart,
    name: &str,
    options: Option<habitue_report_options>,
    text: Buffer<c_char>,
) -> Result<()> {
    let options = options.unwrap_or_default();
    let texts = options.texts()?;
    let mut report = SurveyReport::new(study, texts.language);
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
    if !name.is_empty() && !matches!(part, SurveyPart::Picture | SurveyPart::Table) {
        return Err(unread("name", "by this part"));
    }
    match part {
        SurveyPart::Page => text.write(&report.page()?),
        SurveyPart::Text => text.write(&report.text()),
        SurveyPart::Picture => text.write(&draw::standalone(report.picture(name)?.svg())),
        SurveyPart::Pictures => {
            let names: Vec<String> = report.pictures().into_iter().map(|it| it.name).collect();
            text.write(&names.join("\n"))
        }
        SurveyPart::Tables => text.write(&report.tables().join("\n")),
        SurveyPart::Table => {
            let format = TableFormat::read(options.table_format, "options.table_format")?;
            let bytes = match (name, format) {
                ("", TableFormat::Xlsx) => report.workbook()?,
                (name, format) => report.table(name, format)?,
            };
            text.fill(bytes.into_iter().map(|byte| byte as c_char).collect::<Vec<_>>())
        }
    }
}
