//! As which kind of file a table is written.

use std::path::Path;

use crate::error::{Error, ErrorKind, Result};

/// As which kind of file the table of customers is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum TableFormat {
    /// Text with commas, UTF-8.
    #[default]
    Csv,
    /// A workbook of one sheet (xlsx): texts are texts, numbers numbers and dates dates.
    Xlsx,
    /// Parquet, its columns typed; needs a build with the feature `parquet`.
    Parquet,
}

impl TableFormat {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Csv, Self::Xlsx, Self::Parquet];

    /// That of a file by its name: `.csv`, `.xlsx`, `.parquet`, in any case.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] for another ending.
    ///
    /// ```
    /// use habitue::report::TableFormat;
    ///
    /// assert_eq!(TableFormat::of_path("out/customers.xlsx")?, TableFormat::Xlsx);
    /// assert!(TableFormat::of_path("customers.docx").is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let found = Self::ALL.iter().find(|format| ending.as_deref() == Some(format.ending()));
        found.copied().ok_or_else(|| {
            let endings: Vec<String> =
                Self::ALL.iter().map(|format| format!(".{}", format.ending())).collect();
            Error::new(ErrorKind::Argument, "is no kind of file that a table is written as")
                .in_column("customers")
                .with_value(path.display())
                .allowing(endings.join(", "))
        })
    }

    /// Refuses what this build does not write: so much can be known before there is a table.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] for Parquet without the feature `parquet`.
    ///
    /// ```
    /// use habitue::report::TableFormat;
    ///
    /// TableFormat::Csv.check()?;
    /// assert_eq!(TableFormat::Parquet.check().is_ok(), cfg!(feature = "parquet"));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn check(self) -> Result<()> {
        if self == Self::Parquet && !cfg!(feature = "parquet") {
            return Err(Self::not_built());
        }
        Ok(())
    }

    pub(super) fn not_built() -> Error {
        Error::new(ErrorKind::Unsupported, "is a kind of file that this build does not write")
            .in_column("customers")
            .with_value("Parquet")
            .allowing("csv or xlsx, or a build with `--features parquet`")
    }

    /// How the names of such files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }
}
