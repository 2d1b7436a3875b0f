//! A report on a survey: its page, its text, its pictures and its tables.

use askama::Template;

use super::contents::contents;
use super::context::Context;
use super::frame::Frame;
use super::{drawn, tables};
use crate::error::{Error, ErrorKind, Result};
use crate::report::{Language, Picture, TableFormat, text_report};
use crate::study::SurveyStudy;

/// A report on the study of a survey in one language.
///
/// ```
/// use habitue::Progress;
/// use habitue::report::{Language, SurveyReport, TableFormat};
/// use habitue::study::{SurveyOptions, SurveyStudy, SurveyTable};
///
/// let rows = |step: usize| (0..80).map(|row| (1 + row * step % 5).to_string()).collect();
/// let table = SurveyTable::new(
///     ["delivery", "price"].map(String::from).to_vec(),
///     vec![rows(2), rows(7)],
/// )?;
/// let study = SurveyStudy::of(&table, &SurveyOptions::new(), &mut Progress::silent())?;
/// let report = SurveyReport::new(&study, Language::Chinese).with_title("八十份答卷");
/// assert!(report.page()?.contains("<html lang=\"zh-CN\">"));
/// assert!(report.text().contains("八十份答卷"));
/// let items = String::from_utf8(report.table("items", TableFormat::Csv)?).unwrap();
/// assert_eq!(items.lines().count(), 1 + 2);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct SurveyReport<'a> {
    frame: Frame<'a>,
}

impl<'a> SurveyReport<'a> {
    /// A report on `study` in `language`.
    #[must_use]
    pub const fn new(study: &'a SurveyStudy, language: Language) -> Self {
        let (title, source, survey_note, other) = (None, None, None, None);
        Self { frame: Frame { study, language, title, source, survey_note, other } }
    }

    /// Names the survey: the heading. Defaults to "Survey".
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.frame.title = Some(title.into());
        self
    }

    /// Says where the answers come from: the foot of the page.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.frame.source = Some(source.into());
        self
    }

    /// A warning above everything that the survey says, such as that its answers are synthetic.
    #[must_use]
    pub fn with_survey_note(mut self, note: impl Into<String>) -> Self {
        self.frame.survey_note = Some(note.into());
        self
    }

    /// Links to the page in the other language, by its address.
    #[must_use]
    pub fn with_other_language(mut self, address: impl Into<String>) -> Self {
        self.frame.other = Some(address.into());
        self
    }

    /// The page: one HTML file that needs no other. Everything that comes from the answers is
    /// escaped.
    ///
    /// # Errors
    /// `Internal` where a template cannot be filled in.
    pub fn page(&self) -> Result<String> {
        let pictures = self.pictures();
        let context = Context::new(self.frame.study, self.frame.language, &pictures);
        contents(&self.frame, &context).render().map_err(|fault| {
            Error::new(ErrorKind::Internal, "the page could not be written").with_source(fault)
        })
    }

    /// The same as text for a terminal, in columns that are padded by what is seen.
    #[must_use]
    pub fn text(&self) -> String {
        let pictures = self.pictures();
        let context = Context::new(self.frame.study, self.frame.language, &pictures);
        text_report::text(&contents(&self.frame, &context))
    }

    /// Every picture that the study has figures for.
    #[must_use]
    pub fn pictures(&self) -> Vec<Picture> {
        drawn::all(self.frame.study, self.frame.language)
    }

    /// The picture of this name, such as `"drivers"`.
    ///
    /// # Errors
    /// `OutOfRange` for a name of no picture of this study; the error lists those that there are.
    pub fn picture(&self, name: &str) -> Result<Picture> {
        let pictures = self.pictures();
        let names: Vec<String> = pictures.iter().map(|picture| picture.name.clone()).collect();
        let found = pictures.into_iter().find(|picture| picture.name == name);
        found.ok_or_else(|| unknown("picture", name, &names))
    }

    /// The names of the tables: `columns`, `items`, `groups`, and those that there are of
    /// `drivers`, `cross`, `options`, `kano`, `gaps` and `weights`.
    #[must_use]
    pub fn tables(&self) -> Vec<&'static str> {
        tables::all(self.frame.study).iter().map(|table| table.name).collect()
    }

    /// A table by its name, as a file: with a header, numbers unrounded, what is withheld empty.
    /// The names of its columns are the same in both languages.
    ///
    /// # Errors
    /// `OutOfRange` for a name of no table of this study; the error lists those that there are; as
    /// the writers; `Unsupported` for Parquet without the feature `parquet`.
    pub fn table(&self, name: &str, format: TableFormat) -> Result<Vec<u8>> {
        let tables = tables::all(self.frame.study);
        let names: Vec<String> = tables.iter().map(|table| table.name.to_owned()).collect();
        let found = tables.into_iter().find(|table| table.name == name);
        let table = found.ok_or_else(|| unknown("table", name, &names))?;
        match format {
            TableFormat::Csv => table.csv(),
            TableFormat::Xlsx => tables::workbook_of(&[table]),
            TableFormat::Parquet => table.parquet(),
        }
    }

    /// All tables as one workbook, a sheet each.
    ///
    /// # Errors
    /// As for [`table`](Self::table).
    pub fn workbook(&self) -> Result<Vec<u8>> {
        tables::workbook_of(&tables::all(self.frame.study))
    }
}

fn unknown(what: &str, name: &str, names: &[String]) -> Error {
    Error::new(ErrorKind::OutOfRange, format!("is no {what} of this study"))
        .in_column(what)
        .with_value(format!("{name:?}"))
        .allowing(names.join(", "))
}
