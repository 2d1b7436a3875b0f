//! A report on a study: its page, its text, its pictures and its table of customers.

use askama::Template;

use super::contents::contents;
use super::frame::Frame;
use super::layout::View;
use super::words::Context;
use super::{Language, Picture, Sentence, TableFormat, customer_file, pictures, text_report};
use crate::error::{Error, ErrorKind, Result};
use crate::study::Study;

/// A report on a study in one language.
///
/// ```
/// use habitue::Progress;
/// use habitue::ledger::{Rules, Transaction};
/// use habitue::report::{Language, Report};
/// use habitue::study::{Study, StudyOptions};
/// use habitue::summary::Summary;
/// use habitue::time::Day;
///
/// // Forty customers over a year, the i-th of whom comes back every i + 9 days.
/// let mut summary = Summary::new(Rules::visits());
/// for customer in 0..40 {
///     for visit in 0..=365 / (customer + 9) {
///         let day = Day::from_number(19_000 + visit as i32 * (customer as i32 + 9))?;
///         summary.update(&Transaction::visit(customer, day))?;
///     }
/// }
/// let study = Study::of(&summary, &StudyOptions::new(), None, &mut Progress::silent())?;
/// let report = Report::new(&study, Language::Chinese).with_title("四十位客户");
/// assert!(report.page()?.contains("<html lang=\"zh-CN\">"));
/// assert!(report.text().contains("四十位客户"));
/// assert_eq!(report.customers_csv()?.lines().count(), 1 + 40);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Report<'a> {
    frame: Frame<'a>,
}

impl<'a> Report<'a> {
    /// A report on `study` in `language`.
    #[must_use]
    pub const fn new(study: &'a Study, language: Language) -> Self {
        let (title, source, survey_note, other) = (None, None, None, None);
        Self { frame: Frame { study, language, title, source, survey_note, other } }
    }

    /// Names the base: the heading. Defaults to "Customer base".
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.frame.title = Some(title.into());
        self
    }

    /// Says where the data come from: the foot of the page.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.frame.source = Some(source.into());
        self
    }

    /// A warning that stands above everything that a survey says, such as that its answers are
    /// synthetic.
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

    fn view(&self) -> View {
        contents(&self.frame, &self.pictures())
    }

    /// The page: one HTML file that needs no other. Everything that comes from the data is
    /// escaped.
    ///
    /// # Errors
    /// `Internal` where a template cannot be filled in.
    pub fn page(&self) -> Result<String> {
        self.view().render().map_err(|error| {
            Error::new(ErrorKind::Internal, format!("the page could not be written: {error}"))
        })
    }

    /// The same as text for a terminal, in columns that are padded by what is seen.
    #[must_use]
    pub fn text(&self) -> String {
        text_report::text(&self.view())
    }

    /// What the report says on one matter; empty where there is nothing to say.
    ///
    /// ```
    /// # use habitue::Progress;
    /// # use habitue::ledger::{Rules, Transaction};
    /// # use habitue::study::{Study, StudyOptions};
    /// # use habitue::summary::Summary;
    /// # use habitue::time::Day;
    /// use habitue::report::{Language, Report, Sentence};
    ///
    /// # let mut summary = Summary::new(Rules::visits());
    /// # for customer in 0..3 {
    /// #     summary.update(&Transaction::visit(customer, Day::from_number(19_000)?))?;
    /// # }
    /// # let study = Study::of(&summary, &StudyOptions::new(), None, &mut Progress::silent())?;
    /// // Of three customers who bought once:
    /// let report = Report::new(&study, Language::English);
    /// assert_eq!(
    ///     report.sentence(Sentence::Headline),
    ///     "Hardly anybody came back. Use what was observed, forecast nothing.",
    /// );
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn sentence(&self, sentence: Sentence) -> String {
        sentence.say(&Context::new(self.frame.study, self.frame.language, &[]))
    }

    /// Every picture that the study has figures for.
    #[must_use]
    pub fn pictures(&self) -> Vec<Picture> {
        pictures::all(self.frame.study, self.frame.language)
    }

    /// The picture of this name, such as `"tiers"`.
    ///
    /// # Errors
    /// `OutOfRange` for a name of no picture of this study; the error lists those that there are.
    pub fn picture(&self, name: &str) -> Result<Picture> {
        let mut pictures = self.pictures();
        match pictures.iter().position(|picture| picture.name == name) {
            Some(place) => Ok(pictures.swap_remove(place)),
            None => {
                let names: Vec<&str> =
                    pictures.iter().map(|picture| picture.name.as_str()).collect();
                Err(Error::new(ErrorKind::OutOfRange, "is no picture of this study")
                    .in_column("picture")
                    .with_value(format!("{name:?}"))
                    .allowing(if names.is_empty() {
                        "no picture at all".to_owned()
                    } else {
                        names.join(", ")
                    }))
            }
        }
    }

    /// The names of the tables: `customers`.
    #[must_use]
    pub const fn tables(&self) -> [&'static str; 1] {
        ["customers"]
    }

    /// A table by its name, as a file; see [`customers`](Self::customers).
    ///
    /// # Errors
    /// `OutOfRange` for a name of no table, and as [`customers`](Self::customers).
    pub fn table(&self, name: &str, format: TableFormat) -> Result<Vec<u8>> {
        if !self.tables().contains(&name) {
            return Err(Error::new(ErrorKind::OutOfRange, "is no table of this study")
                .in_column("table")
                .with_value(format!("{name:?}"))
                .allowing(self.tables().join(", ")));
        }
        self.customers(format)
    }

    /// All tables as one workbook, a sheet each.
    ///
    /// # Errors
    /// As [`customers`](Self::customers).
    pub fn workbook(&self) -> Result<Vec<u8>> {
        self.customers(TableFormat::Xlsx)
    }

    /// One line a customer with a header, as a file of some kind; the rest is as of
    /// [`Report::customers_csv`]. In a workbook and in Parquet, texts are texts as they are, numbers
    /// numbers and dates dates.
    ///
    /// # Errors
    /// `Io` where the file cannot be written, `OutOfRange` for more customers than a workbook holds,
    /// `Unsupported` for Parquet without the feature `parquet`.
    pub fn customers(&self, format: TableFormat) -> Result<Vec<u8>> {
        match format {
            TableFormat::Csv => self.customers_csv().map(String::into_bytes),
            TableFormat::Xlsx => customer_file::xlsx(self.frame.study, self.frame.language),
            TableFormat::Parquet => customer_file::parquet(self.frame.study, self.frame.language),
        }
    }

    /// One line a customer as CSV with a header: what is known and expected of each. Figures that
    /// are withheld are empty; cells that a spreadsheet would take for a formula begin with an
    /// apostrophe.
    ///
    /// # Errors
    /// `Io` where the lines cannot be written.
    pub fn customers_csv(&self) -> Result<String> {
        customer_file::csv(self.frame.study, self.frame.language)
    }
}
