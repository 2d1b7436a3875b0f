//! A file in memory, as UTF-8 text.

use std::fmt;
use std::fs;
use std::io::Read;
use std::path::Path;

use super::Encoding;
use super::sheet;
use crate::error::{Error, ErrorKind, Result};

/// A file in memory, as UTF-8 text, and the encoding in which it came.
///
/// A workbook becomes the text of one of its sheets, with tabulators between its cells; its lines
/// are the rows of the sheet.
///
/// ```
/// use habitue::intake::{Encoding, Source};
///
/// let source = Source::from_bytes(b"\xFF\xFEa\0,\x00b\0".to_vec())?;
/// assert_eq!((source.encoding(), source.text()), (Encoding::UTF_16LE, "a,b".as_bytes()));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Clone)]
pub struct Source {
    text: Vec<u8>,
    encoding: Encoding,
    sheet: Option<String>,
    bytes: u64,
}

impl Source {
    /// The file of a path.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where it cannot be read, and those of [`Source::from_bytes`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let bytes = fs::read(path).map_err(|fault| {
            Error::new(ErrorKind::Io, fault.to_string())
                .in_column("file")
                .with_value(path.display())
                .with_source(fault)
        })?;
        Self::from_bytes(bytes)
    }

    /// What a reader gives until its end.
    ///
    /// # Errors
    /// [`ErrorKind::Io`], and those of [`Source::from_bytes`].
    pub fn read(mut reader: impl Read) -> Result<Self> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        Self::from_bytes(bytes)
    }

    /// The bytes of a file, whose encoding is found ([`Encoding::of`]). Of a workbook, the first
    /// sheet with anything in it.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] where a byte is of no character, [`ErrorKind::Corrupt`] for a
    /// workbook that cannot be read.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        if sheet::is_workbook(&bytes) {
            return Self::from_workbook(bytes, None);
        }
        let encoding = Encoding::of(&bytes)?;
        Self::in_encoding(bytes, encoding)
    }

    /// The bytes of a file in an encoding that the caller knows.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] where a byte is of no character.
    pub fn in_encoding(bytes: Vec<u8>, encoding: Encoding) -> Result<Self> {
        let length = bytes.len() as u64;
        Ok(Self { text: encoding.decode(bytes)?, encoding, sheet: None, bytes: length })
    }

    /// The bytes of a workbook (xlsx, xlsm, xlsb, xls, ods), and the name of the sheet to take;
    /// `None` for the first that has anything in it.
    ///
    /// # Errors
    /// [`ErrorKind::Corrupt`] where it cannot be read, [`ErrorKind::MissingColumn`] for a sheet
    /// that it does not have.
    pub fn from_workbook(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Self> {
        let length = bytes.len() as u64;
        let (name, text) = sheet::text_of(bytes, sheet)?;
        Ok(Self { text, encoding: Encoding::UTF_8, sheet: Some(name), bytes: length })
    }

    /// The text, as UTF-8 without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The encoding in which it came.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The sheet that was taken; `None` where the file is text.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// How many bytes the file had.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("bytes", &self.bytes)
            .field("encoding", &self.encoding)
            .field("sheet", &self.sheet)
            .finish_non_exhaustive()
    }
}
