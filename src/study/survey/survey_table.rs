//! The columns of a file of answers, as text.

use crate::customer::TextColumn;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "files")]
use crate::intake::{Layout, LayoutOptions, Source};

/// A table of answers as people export it: named columns of text, a row a respondent.
///
/// ```
/// use habitue::study::SurveyTable;
///
/// let table = SurveyTable::new(
///     vec!["service".into(), "region".into()],
///     vec![vec!["5", "满意"], vec!["north", "south"]],
/// )?;
/// assert_eq!((table.respondents(), table.names()[1].as_str()), (2, "region"));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct SurveyTable {
    names: Vec<String>,
    columns: Vec<TextColumn>,
    /// The line of each row, of a file.
    lines: Vec<u64>,
}

impl SurveyTable {
    /// A table of these columns; an empty text is a missing answer.
    ///
    /// # Errors
    /// `Empty` without columns or rows; `Length` for another number of names or an uneven column;
    /// `Duplicate` and `Missing` for names.
    pub fn new<S: AsRef<str>>(names: Vec<String>, columns: Vec<Vec<S>>) -> Result<Self> {
        if columns.len() != names.len() {
            return Err(Error::length("columns", columns.len(), names.len()));
        }
        let rows = columns.first().map_or(0, Vec::len);
        for (name, column) in names.iter().zip(&columns) {
            if column.len() != rows {
                return Err(Error::length(name, column.len(), rows));
            }
        }
        let text = |column: &Vec<S>| {
            let mut texts = TextColumn::default();
            column.iter().for_each(|cell| texts.push(cell.as_ref()));
            texts
        };
        Self { columns: columns.iter().map(text).collect(), names, lines: Vec::new() }.checked()
    }

    /// Reads the table of a file: text in any encoding and with any delimiter, or a workbook. Its
    /// first line names the columns, unless the options say that there is no header.
    ///
    /// # Errors
    /// As [`Layout::with`]; `RowShape` for a line with more or fewer fields than the header, with
    /// its number; as for [`new`](Self::new).
    #[cfg(feature = "files")]
    pub fn read(source: &Source, options: &LayoutOptions) -> Result<Self> {
        let layout = Layout::with(source, &options.clone().or_header())?;
        let names = layout.columns().to_vec();
        let places: Vec<usize> = (0..names.len()).collect();
        let selection = layout.select_places(&places);
        let mut columns = vec![TextColumn::default(); names.len()];
        let mut lines = Vec::new();
        let (mut chunks, mut room) = (layout.chunks(source, usize::MAX), Vec::new());
        while let Some(chunk) = chunks.read(&mut room) {
            layout.records_of(chunk?, &selection).try_for_each(|record| {
                let line = record.line;
                if record.width != names.len() {
                    let (found, wanted) = (record.width, names.len());
                    let message =
                        format!("line {line} has {found} fields, but the header has {wanted}");
                    return Err(Error::new(ErrorKind::RowShape, message).at_line(line));
                }
                for (column, (field, name)) in
                    columns.iter_mut().zip(record.fields.iter().zip(&names))
                {
                    let text = std::str::from_utf8(field).map_err(|fault| {
                        Error::new(ErrorKind::Encoding, "is not UTF-8")
                            .in_column(name)
                            .at_line(line)
                            .with_source(fault)
                    })?;
                    column.push(text);
                }
                lines.push(line);
                Ok(())
            })?;
        }
        Self { names, columns, lines }.checked()
    }

    fn checked(self) -> Result<Self> {
        if self.columns.is_empty() || self.respondents() == 0 {
            return Err(Error::empty("answers"));
        }
        for (place, name) in self.names.iter().enumerate() {
            if name.trim().is_empty() {
                return Err(Error::new(ErrorKind::Missing, "has no name")
                    .in_column(format!("column {}", place + 1)));
            }
            if self.names[..place].contains(name) {
                return Err(Error::new(ErrorKind::Duplicate, "names two columns")
                    .in_column("header")
                    .with_value(name));
            }
        }
        Ok(self)
    }

    /// The names of the columns.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many rows there are.
    #[must_use]
    pub fn respondents(&self) -> usize {
        self.columns.first().map_or(0, |column| column.as_texts().len())
    }

    /// The text of a column.
    pub(super) fn column(&self, place: usize) -> &TextColumn {
        &self.columns[place]
    }

    /// Where a column of this name stands.
    ///
    /// # Errors
    /// `MissingColumn`, with the names that there are.
    pub(super) fn place(&self, name: &str) -> Result<usize> {
        self.names.iter().position(|other| other == name.trim()).ok_or_else(|| {
            Error::new(ErrorKind::MissingColumn, "is no column of the answers")
                .in_column(name)
                .allowing(self.names.join(", "))
        })
    }

    /// An error of a row, told by the line of the file where there is one.
    pub(super) fn placed(&self, error: Error) -> Error {
        match error.row().and_then(|row| self.lines.get(usize::try_from(row).ok()?)) {
            Some(line) => error.at_line(*line),
            None => error,
        }
    }
}
