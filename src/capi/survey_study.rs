//! Studies of a survey alone: from a raw file of answers to page, text, pictures and tables.

use crate::capi::prelude::*;
use crate::capi::study::{ReportPart, write_part};
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
        let columns = self.columns.given("options.columns")?.unwrap_or_default();
        for line in columns.lines().filter(|line| !line.trim().is_empty()) {
            options = options.with_assignment(line)?;
        }
        let scale = self.scale.filled("options.scale")?.map(str::parse).transpose()?;
        let population = self.population.filled("options.population")?;
        let population = population.map(|csv| Source::from_bytes(csv.into())).transpose()?;
        let dates = self.date_format.filled("options.date_format")?;
        set!(options: with_scale(scale), with_population_file(population.as_ref())?,
            with_date_format(dates.map(DateFormat::named).transpose()?));
        let rows = self.cross_rows.filled("options.cross_rows")?;
        match (rows, self.cross_columns.filled("options.cross_columns")?) {
            (None, None) => {}
            (None, _) => return Err(absent("options.cross_rows")),
            (_, None) => return Err(absent("options.cross_columns")),
            (Some(rows), Some(columns)) => options = options.with_cross(rows, columns),
        }
        for marker in self.missing.given("options.missing")?.unwrap_or_default().lines() {
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
/// statuses about a cell with its line.
pub unsafe fn habitue_survey_study_new(
    file: &[u8],
    _file_length: usize,
    options: Option<habitue_survey_study_options>,
    job: Working,
) -> Result<SurveyStudy> {
    let given = options.unwrap_or_default();
    let (options, layout) = given.options(job.threads)?;
    let encoding = given.encoding.filled("options.encoding")?;
    let sheet = given.sheet.filled("options.sheet")?;
    let source = source(copied(file, "file")?, (encoding, "options.encoding"), sheet)?;
    let table = SurveyTable::read(&source, &layout)?;
    job.run(|job| SurveyStudy::of(&table, &options, job.progress()))
}

/// The answers of a study: items, overall satisfaction, recommendation, repurchase, options of
/// questions of several (0 and 1) and the loyalty index, in the order of those that there are;
/// weighted and turned as its figures are.
pub fn habitue_survey_study_responses(study: &SurveyStudy) -> Result<Answers> {
    Ok(study.answers().clone())
}

/// A part (`HABITUE_PART_...`) of the report on a survey; the rest is as in `habitue_report`.
pub unsafe fn habitue_survey_report(
    study: &SurveyStudy,
    part: ReportPart,
    name: &str,
    options: Option<habitue_report_options>,
    text: Buffer<c_char>,
) -> Result<()> {
    let options = options.unwrap_or_default();
    write_part!(SurveyReport::new(study, options.language()?), options, part, name, text)
}
