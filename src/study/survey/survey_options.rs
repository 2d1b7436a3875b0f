//! What a study of a survey is told.

use super::survey_role::SurveyRole;
use super::survey_scale::SurveyScale;
#[cfg(feature = "files")]
use super::survey_table::SurveyTable;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "files")]
use crate::intake::{LayoutOptions, Source};
use crate::time::DateFormat;

/// What is not to be guessed of a file of answers, and how its figures are formed.
#[derive(Debug, Clone)]
pub struct SurveyOptions {
    pub(super) columns: Vec<(SurveyRole, String)>,
    pub(super) scale: Option<SurveyScale>,
    pub(super) reversed: Vec<String>,
    pub(super) as_asked: Vec<String>,
    pub(super) population: Vec<(String, String, f64)>,
    pub(super) cross: Option<(String, String)>,
    pub(super) date_format: Option<DateFormat>,
    pub(super) missing: Vec<String>,
    pub(super) least: u64,
    pub(super) seed: u64,
    pub(super) threads: usize,
}

impl Default for SurveyOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl SurveyOptions {
    /// Fewer answers than this carry no figure of a group, unless told otherwise.
    pub const LEAST: u64 = 30;

    /// The defaults of each setter below.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            columns: Vec::new(),
            scale: None,
            reversed: Vec::new(),
            as_asked: Vec::new(),
            population: Vec::new(),
            cross: None,
            date_format: None,
            missing: Vec::new(),
            least: Self::LEAST,
            seed: 1,
            threads: 1,
        }
    }

    /// Says what a column is; once for each column. Columns of which nothing is said are found.
    /// Where items are named, no other column is one.
    #[must_use]
    pub fn with_column(mut self, role: SurveyRole, column: impl Into<String>) -> Self {
        self.columns.push((role, column.into()));
        self
    }

    /// Reads `ROLE=COLUMN`, such as `segment=region`; `reversed=COLUMN` and `as-asked=COLUMN` are
    /// [`with_reversed`](Self::with_reversed) and [`with_as_asked`](Self::with_as_asked).
    ///
    /// # Errors
    /// `Argument` for text of another shape, and for a role that is none.
    pub fn with_assignment(self, text: &str) -> Result<Self> {
        let Some((role, column)) = text.split_once('=') else {
            return Err(Error::new(ErrorKind::Argument, "says nothing of a column")
                .in_column("columns")
                .with_value(format!("{text:?}"))
                .allowing("ROLE=COLUMN, such as segment=region"));
        };
        let column = column.trim();
        Ok(match role.trim() {
            "reversed" => self.with_reversed(column),
            "as-asked" => self.with_as_asked(column),
            role => self.with_column(role.parse()?, column),
        })
    }

    /// The scale of the items that no label or largest answer tells. Defaults to none.
    #[must_use]
    pub const fn with_scale(mut self, scale: SurveyScale) -> Self {
        self.scale = Some(scale);
        self
    }

    /// Says that the item was asked in the negative, so that its answers are turned. Items that
    /// surely correlate negatively with the others are turned without a word, and told of.
    #[must_use]
    pub fn with_reversed(mut self, column: impl Into<String>) -> Self {
        self.reversed.push(column.into());
        self
    }

    /// Says that the item is not turned, whatever its answers say.
    #[must_use]
    pub fn with_as_asked(mut self, column: impl Into<String>) -> Self {
        self.as_asked.push(column.into());
        self
    }

    /// The population's share, or number, of a label of a column: figures are raked to all that
    /// are given. Once for each label.
    #[must_use]
    pub fn with_population(
        mut self,
        column: impl Into<String>,
        label: impl Into<String>,
        share: f64,
    ) -> Self {
        self.population.push((column.into(), label.into(), share));
        self
    }

    /// The same from a file of three columns: `column`, `label` and `share`.
    ///
    /// # Errors
    /// As [`SurveyTable::read`]; `MissingColumn`; `Parse` for a share that is no number, with its
    /// line.
    #[cfg(feature = "files")]
    pub fn with_population_file(mut self, source: &Source) -> Result<Self> {
        let table = SurveyTable::read(source, &LayoutOptions::new().with_header(true))?;
        let place = |name| table.place(name);
        let (column, label, share) = (place("column")?, place("label")?, place("share")?);
        for row in 0..table.respondents() {
            let text = |place: usize| table.column(place).as_texts().get(row).unwrap_or_default();
            let number = text(share).trim().parse::<f64>().map_err(|fault| {
                table.placed(
                    Error::new(ErrorKind::Parse, "is no number")
                        .in_column("share")
                        .with_value(text(share))
                        .at_row(row as u64)
                        .with_source(fault),
                )
            })?;
            self = self.with_population(text(column).trim(), text(label).trim(), number);
        }
        Ok(self)
    }

    /// Which column is cross-tabulated by which: segments, the wave, or rated columns, of up to 12
    /// labels each. Defaults to the first segment by overall satisfaction, or else by
    /// recommendation or the second segment.
    #[must_use]
    pub fn with_cross(mut self, rows: impl Into<String>, columns: impl Into<String>) -> Self {
        self.cross = Some((rows.into(), columns.into()));
        self
    }

    /// How the days of the wave are written, where more than one reading fits.
    #[must_use]
    pub fn with_date_format(mut self, format: DateFormat) -> Self {
        self.date_format = Some(format);
        self
    }

    /// A further text that means "no answer", beside the usual ones.
    #[must_use]
    pub fn with_missing(mut self, marker: impl Into<String>) -> Self {
        self.missing.push(marker.into());
        self
    }

    /// The fewest answers that a figure of a group is shown of. Defaults to [`LEAST`](Self::LEAST).
    ///
    /// # Errors
    /// `OutOfRange` below 2.
    pub fn with_least(mut self, answers: u64) -> Result<Self> {
        if answers < 2 {
            return Err(Error::out_of_range("least", answers as f64, ">= 2"));
        }
        self.least = answers;
        Ok(self)
    }

    /// The seed of the bootstrap behind the intervals of drivers. Defaults to 1.
    #[must_use]
    pub const fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Threads that share the work, 0 for all cores; the bits are the same. Defaults to 1.
    #[must_use]
    pub const fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }
}
