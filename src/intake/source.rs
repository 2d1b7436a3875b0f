//! A file in memory, as UTF-8 text.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use super::Encoding;
use super::sheet;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::parallel;

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
    lone_returns: bool,
}

/// Fewer bytes than this are not worth a thread.
const FEWEST: usize = 1 << 20;
/// Bytes that are read at a time.
const BLOCK: usize = 1 << 20;

impl Source {
    /// The file of a path.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where it cannot be read, and those of [`Source::from_bytes`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_on(path, 1)
    }

    /// The file of a path, read and looked through by so many threads; 0 for all cores.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn open_on(path: impl AsRef<Path>, threads: usize) -> Result<Self> {
        let path = path.as_ref();
        let bytes = read_on(path, threads).map_err(|fault| {
            Error::new(ErrorKind::Io, fault.to_string())
                .in_column("file")
                .with_value(path.display())
                .with_source(fault)
        })?;
        Self::found(bytes, threads)
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
        Self::found(bytes, 1)
    }

    fn found(bytes: Vec<u8>, threads: usize) -> Result<Self> {
        if sheet::is_workbook(&bytes) {
            return Self::from_workbook(bytes, None);
        }
        if Encoding::is_marked(&bytes) || !is_utf8(&bytes, threads) {
            let encoding = Encoding::of(&bytes)?;
            return Self::in_encoding(bytes, encoding);
        }
        let length = bytes.len() as u64;
        Ok(Self::of_text(bytes, Encoding::UTF_8, None, length, threads))
    }

    fn of_text(
        text: Vec<u8>,
        encoding: Encoding,
        sheet: Option<String>,
        bytes: u64,
        threads: usize,
    ) -> Self {
        let alone = parallel::each(ranges(&text, threads), |range| {
            let lone = |at: usize| text.get(range.start + at + 1) != Some(&b'\n');
            memchr::memchr_iter(b'\r', &text[range.clone()]).any(lone)
        });
        Self { encoding, sheet, bytes, lone_returns: alone.contains(&true), text }
    }

    /// The bytes of a file in an encoding that the caller knows.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] where a byte is of no character.
    pub fn in_encoding(bytes: Vec<u8>, encoding: Encoding) -> Result<Self> {
        let length = bytes.len() as u64;
        Ok(Self::of_text(encoding.decode(bytes)?, encoding, None, length, 1))
    }

    /// The bytes of a workbook (xlsx, xlsm, xlsb, xls), and the name of the sheet to take;
    /// `None` for the first that has anything in it.
    ///
    /// # Errors
    /// [`ErrorKind::Corrupt`] where it cannot be read, or unpacks to hundreds of times its size;
    /// [`ErrorKind::OutOfRange`] where cells of the sheet are too far apart,
    /// [`ErrorKind::MissingColumn`] for a sheet that it does not have.
    pub fn from_workbook(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Self> {
        let length = bytes.len() as u64;
        let (name, text) = sheet::text_of(&bytes, sheet)?;
        Ok(Self::of_text(text, Encoding::UTF_8, Some(name), length, 1))
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

    /// Whether a carriage return stands alone anywhere: then each ends a line.
    pub(super) const fn has_lone_returns(&self) -> bool {
        self.lone_returns
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

/// A text in as many ranges as are worth a thread.
fn ranges(text: &[u8], threads: usize) -> Vec<Range<usize>> {
    parallel::ranges(text.len(), parallel::workers(threads, text.len(), FEWEST))
}

/// Whether these are UTF-8.
fn is_utf8(bytes: &[u8], threads: usize) -> bool {
    // Ranges begin where characters do.
    let begin = |at: usize| {
        let rest = &bytes[at..bytes.len().min(at + 4)];
        at + rest.iter().take_while(|byte| **byte & 0xC0 == 0x80).count()
    };
    let right = parallel::each(ranges(bytes, threads), |range| {
        std::str::from_utf8(&bytes[begin(range.start)..begin(range.end)]).is_ok()
    });
    // What is before the first character of all is none.
    begin(0) == 0 && !right.contains(&false)
}

/// Reads a file, each thread a part of it.
fn read_on(path: &Path, threads: usize) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    let length = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if threads == 1 || !metadata.is_file() || length < 2 * FEWEST {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let mut bytes = vec![0; length];
    let part = ranges(&bytes, threads).first().map_or(length, Range::len);
    let parts: Vec<(usize, &mut [u8])> = bytes.chunks_mut(part).enumerate().collect();
    let read = parallel::each(parts, |(index, part_of_bytes)| -> io::Result<()> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start((index * part) as u64))?;
        part_of_bytes.chunks_mut(BLOCK).try_for_each(|block| file.read_exact(block))
    });
    read.into_iter().collect::<io::Result<()>>()?;
    // What was written to it meanwhile.
    file.seek(SeekFrom::Start(length as u64))?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
