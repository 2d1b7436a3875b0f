//! A file as UTF-8 text, held in memory or read when it is needed.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use super::Encoding;
use super::file_text::FileText;
use super::{parquet_file, sheet};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::parallel;

/// A file as UTF-8 text, and the encoding in which it came.
///
/// A workbook becomes the text of one of its sheets, with tabulators between its cells; its lines
/// are the rows of the sheet. So does a file of Parquet (feature `parquet`): a line with the names of
/// its columns, then one a row. A large file that is UTF-8 already is not held in memory: it is read
/// again where it is needed, a piece at a time, and must not change meanwhile.
///
/// ```
/// use habitue::intake::{Encoding, Source};
///
/// let source = Source::from_bytes(b"\xFF\xFEa\0,\x00b\0".to_vec())?;
/// assert_eq!((source.encoding(), &*source.text()?), (Encoding::UTF_16LE, "a,b".as_bytes()));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Clone)]
pub struct Source {
    text: Text,
    encoding: Encoding,
    sheet: Option<String>,
    table: bool,
    bytes: u64,
    lone_returns: bool,
}

/// Where the text is.
#[derive(Clone)]
enum Text {
    Held(Vec<u8>),
    File(FileText),
}

/// Fewer bytes than this are not worth a thread.
const FEWEST: usize = 1 << 20;
/// Bytes that are read at a time.
const BLOCK: usize = 1 << 20;
/// Files of fewer bytes are held.
const LARGE: usize = 1 << 23;

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
        Self::open_in(path.as_ref(), threads, BLOCK, LARGE)
    }

    /// The same, read in blocks of a size, and held where it has fewer bytes than `large`.
    fn open_in(path: &Path, threads: usize, block: usize, large: usize) -> Result<Self> {
        let named = |fault: io::Error| {
            Error::new(ErrorKind::Io, fault.to_string())
                .in_column("file")
                .with_value(path.display())
                .with_source(fault)
        };
        if let Some(text) = FileText::open(path, threads, block, large).map_err(named)? {
            return Ok(Self {
                bytes: text.length() as u64,
                text: Text::File(text),
                encoding: Encoding::UTF_8,
                sheet: None,
                table: false,
                lone_returns: false,
            });
        }
        let mut bytes = Vec::new();
        File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(named)?;
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
    /// sheet with anything in it; of a file of Parquet, its table.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] where a byte is of no character, [`ErrorKind::Corrupt`] for a
    /// workbook or a file of Parquet that cannot be read; [`ErrorKind::Unsupported`] for one of
    /// Parquet without the feature `parquet`, or with columns that are nested.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Self::found(bytes, 1)
    }

    fn found(bytes: Vec<u8>, threads: usize) -> Result<Self> {
        if sheet::is_workbook(&bytes) {
            return Self::from_workbook(bytes, None);
        }
        if parquet_file::is_parquet(&bytes) {
            let length = bytes.len() as u64;
            let text = parquet_file::text_of(bytes)?;
            return Ok(Self {
                table: true,
                ..Self::of_text(text, Encoding::UTF_8, None, length, threads)
            });
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
        let lone_returns = alone.contains(&true);
        Self { encoding, sheet, table: false, bytes, lone_returns, text: Text::Held(text) }
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

    /// The text, as UTF-8 without a byte order mark; the whole of it, read where it is not held.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where the file cannot be read again.
    pub fn text(&self) -> Result<Cow<'_, [u8]>> {
        let mut room = Vec::new();
        match &self.text {
            Text::Held(text) => return Ok(Cow::Borrowed(text)),
            Text::File(file) => file.read(0..file.length(), &mut room)?,
        };
        Ok(Cow::Owned(room))
    }

    /// How many bytes the text has.
    pub(super) fn length(&self) -> usize {
        match &self.text {
            Text::Held(text) => text.len(),
            Text::File(file) => file.length(),
        }
    }

    /// The text, where it is held.
    pub(super) fn held(&self) -> Option<&[u8]> {
        match &self.text {
            Text::Held(text) => Some(text),
            Text::File(_) => None,
        }
    }

    /// A part of the text, read into `room` where it is not held.
    ///
    /// # Errors
    /// As [`Source::text`].
    pub(super) fn part<'r, 's: 'r>(
        &'s self,
        part: Range<usize>,
        room: &'r mut Vec<u8>,
    ) -> Result<&'r [u8]> {
        match &self.text {
            Text::Held(text) => Ok(text.get(part).unwrap_or_default()),
            Text::File(file) => file.read(part, room),
        }
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

    /// Whether the text is that of a table whose columns have names: tabulators between its cells,
    /// the names in its first line.
    pub(super) const fn is_table(&self) -> bool {
        self.table
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Hints, Layout, LayoutOptions, Proposal};

    /// A file of this test that is gone with it.
    struct Written(std::path::PathBuf);

    impl Written {
        fn new(name: &str, bytes: &[u8]) -> Self {
            let name = format!("habitue-{}-{name}", std::process::id());
            let path = std::env::temp_dir().join(name);
            std::fs::write(&path, bytes).unwrap();
            Self(path)
        }
    }

    impl Drop for Written {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    type Rows = Vec<(u64, Vec<Vec<u8>>)>;

    fn rows(source: &Source, layout: &Layout, size: usize) -> Result<Rows> {
        let places: Vec<usize> = (0..layout.columns().len()).collect();
        let selection = layout.select_places(&places);
        let (mut rows, mut room) = (Rows::new(), Vec::new());
        let mut chunks = layout.chunks(source, size);
        while let Some(chunk) = chunks.read(&mut room) {
            layout.records_of(chunk?, &selection).try_for_each(|record| {
                rows.push((record.line, record.fields.iter().map(|it| it.to_vec()).collect()));
                Ok::<(), Error>(())
            })?;
        }
        Ok(rows)
    }

    /// A record, a quoted line end, a doubled quote, two characters and an end of Windows, across
    /// the end of a block and of a piece at every place.
    #[test]
    fn a_file_that_is_not_held_says_what_it_says_held_wherever_blocks_end() {
        let text = "who,when\nAda,1\n\"two\r\nlines, \"\"客\"\"\",2\r\n客户,\"\n\"\n\nBo,4";
        let file = Written::new("blocks", text.as_bytes());
        let held = Source::from_bytes(text.into()).unwrap();
        let layout = Layout::find(&held).unwrap();
        let expected = rows(&held, &layout, usize::MAX).unwrap();
        assert_eq!(expected.len(), 4);
        for block in 1..=text.len() {
            for threads in [1, 3] {
                let source = Source::open_in(&file.0, threads, block, 1).unwrap();
                assert!(source.held().is_none() && source.bytes() == text.len() as u64);
                assert_eq!(&*source.text().unwrap(), text.as_bytes());
                assert_eq!(Layout::find(&source).unwrap(), layout, "{block}");
            }
            let source = Source::open_in(&file.0, 1, block, 1).unwrap();
            assert_eq!(rows(&source, &layout, block).unwrap(), expected, "{block}");
            assert_eq!(rows(&held, &layout, block).unwrap(), expected, "{block}");
        }
    }

    #[test]
    fn what_is_not_plain_text_is_held_wherever_it_says_so() {
        let plain = "who,when\r\nAd\u{e9},1\r\nBo,2\r\n".as_bytes();
        let with = |at: usize, byte: u8| {
            let mut bytes = plain.to_vec();
            bytes[at] = byte;
            bytes
        };
        for at in 0..plain.len() {
            for byte in [0xFF, 0x80, b'\r'] {
                let bytes = with(at, byte);
                let file = Written::new("bytes", &bytes);
                let expected = Source::from_bytes(bytes.clone());
                let plain = std::str::from_utf8(&bytes).is_ok();
                let alone =
                    |(at, byte): (usize, &u8)| *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
                let lone = bytes.iter().enumerate().any(alone);
                for block in [1, 2, 3, 5, 64] {
                    let source = Source::open_in(&file.0, 2, block, 1);
                    let (Ok(source), Ok(expected)) = (source, &expected) else {
                        assert!(expected.is_err(), "{bytes:?}");
                        continue;
                    };
                    assert_eq!(source.held().is_none(), plain && !lone, "{bytes:?} {block}");
                    assert_eq!(source.has_lone_returns(), lone && plain || expected.lone_returns);
                    assert_eq!(source.encoding(), expected.encoding());
                    assert_eq!(source.text().unwrap(), expected.text().unwrap());
                }
            }
        }
        for marked in ["\u{feff}a,b\n".as_bytes(), b"PK\x03\x04"] {
            let file = Written::new("marked", marked);
            let held = Source::open_in(&file.0, 1, 4, 0).map(|source| source.held().is_some());
            assert!(held.unwrap_or(true));
        }
    }

    /// Titles above and totals below, a table that begins behind what is looked at first, and a
    /// quote that nothing closes.
    #[test]
    fn the_layout_of_a_file_that_is_not_held_is_that_of_it_held() {
        let mut table = String::from("customer,date,amount\n");
        (0..50_000).for_each(|row| table += &format!("c{row},2024-01-0{},{row}.50\n", 1 + row % 9));
        let totals = format!("Sales of the year\n\n{table}\nTotal,,12.50\n\n");
        let long = format!("{}\n{table}", "x".repeat(1 << 19));
        let unclosed = format!("{table}c1,\"2024-01-01,5\n{table}");
        for (text, lines_above) in [
            (&table, None),
            (&totals, None),
            (&totals, Some(0)),
            (&totals, Some(40_000)),
            (&totals, Some(90_000)),
            (&long, None),
            (&unclosed, None),
        ] {
            let file = Written::new("layout", text.as_bytes());
            let held = Source::from_bytes(text.clone().into()).unwrap();
            let source = Source::open_in(&file.0, 2, BLOCK, 1).unwrap();
            let found = [held, source].map(|source| {
                let mut hints = Hints::new();
                let mut options = LayoutOptions::new();
                if let Some(lines) = lines_above {
                    options = options.with_lines_above(lines);
                    hints = hints.with_layout(options.clone());
                }
                let proposal = Proposal::of(&source, &hints)
                    .map_or_else(|error| error.to_string(), |proposal| proposal.to_string());
                let layout = Layout::with(&source, &options).map_err(|error| error.to_string());
                let rows = layout.as_ref().ok().map(|layout| {
                    rows(&source, layout, 1 << 16).map_err(|error| error.to_string())
                });
                (layout, rows, proposal)
            });
            let [held, read] = found;
            assert!(held == read, "{:?}, {} beside {:?}, {}", held.0, held.2, read.0, read.2);
        }
    }

    #[test]
    fn a_file_that_is_cut_meanwhile_is_an_error() {
        let file = Written::new("cut", b"a,b\n1,2\n3,4\n");
        let source = Source::open_in(&file.0, 1, 4, 1).unwrap();
        let layout = Layout::find(&source).unwrap();
        std::fs::write(&file.0, b"a,b\n").unwrap();
        let error = rows(&source, &layout, 4).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Io, Some("file")));
        assert_eq!(source.text().unwrap_err().kind(), ErrorKind::Io);
    }
}
