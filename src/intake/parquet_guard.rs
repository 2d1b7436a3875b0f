//! What a file of Parquet claims, looked at before anything is allotted for it.

use std::sync::Arc;

use bytes::Bytes;
use bytes::buf::Reader;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;

use crate::error::{Error, ErrorKind, Result};

/// How many times its size a page may unpack to: deflate cannot do more. What has fewer bytes is
/// small, which a page of one value again and again may take, whatever it is packed to.
const MOST_TIMES: u64 = 1_032;
const SMALL: u64 = 1 << 21;
/// Structures within each other that the schema may have; no reader of ours asks for more than 3.
const DEEPEST: u8 = 8;

pub(super) fn corrupt(why: impl ToString) -> Error {
    Error::new(ErrorKind::Corrupt, "is no file of Parquet that can be read")
        .in_column("file")
        .with_value(why.to_string())
        .allowing("Parquet as pyarrow, DuckDB, Polars or Spark write it, a workbook, or text")
}

/// Refuses a schema with columns inside columns, by the name of the outermost. The library would
/// follow them by recursion, however deep they are.
pub(super) fn check_flat(footer: &[u8]) -> Result<()> {
    let nested = nested_column(&mut Compact { bytes: footer });
    match nested.ok_or_else(|| corrupt("its footer has no schema"))? {
        None => Ok(()),
        Some(name) => Err(Error::new(ErrorKind::Unsupported, "holds columns itself: it is nested")
            .in_column(name.clone())
            .with_value("a group")
            .allowing("columns of texts, numbers, dates, times and truths; leave it out, or spread it into columns, before the file is saved")),
    }
}

/// The first column of a schema, but its root, that has children.
fn nested_column(footer: &mut Compact<'_>) -> Option<Option<String>> {
    let mut field = 0;
    loop {
        let kind = footer.field(&mut field)?;
        if (field, kind) == (2, LIST) {
            break;
        }
        footer.skip(kind, DEEPEST)?;
    }
    let (count, kind) = footer.list()?;
    if kind != STRUCT {
        return None;
    }
    for at in 0..count {
        let (mut field, mut name, mut children) = (0, &[][..], 0);
        loop {
            let kind = footer.field(&mut field)?;
            match (field, kind) {
                (_, STOP) => break,
                (4, BINARY) => name = footer.binary()?,
                (5, I32) => children = footer.integer()?,
                _ => footer.skip(kind, DEEPEST)?,
            }
        }
        if at > 0 && children != 0 {
            return Some(Some(String::from_utf8_lossy(name).into_owned()));
        }
    }
    Some(None)
}

/// The types of Thrift's compact protocol that are named here.
const STOP: u8 = 0;
const I32: u8 = 5;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// Bytes in Thrift's compact protocol; `None` where they end too early.
struct Compact<'a> {
    bytes: &'a [u8],
}

impl<'a> Compact<'a> {
    fn take(&mut self, count: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(usize::try_from(count).ok()?)?;
        self.bytes = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    fn unsigned(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn integer(&mut self) -> Option<i64> {
        self.unsigned().map(|zigzag| (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64))
    }

    fn binary(&mut self) -> Option<&'a [u8]> {
        let length = self.unsigned()?;
        self.take(length)
    }

    /// The type of the next field of a structure, and its number in `field`.
    fn field(&mut self, field: &mut i64) -> Option<u8> {
        let head = self.byte()?;
        match head >> 4 {
            _ if head == STOP => {}
            0 => *field = self.integer()?,
            step => *field = field.checked_add(i64::from(step))?,
        }
        Some(head & 0xF)
    }

    /// How many there are of which type.
    fn list(&mut self) -> Option<(u64, u8)> {
        let head = self.byte()?;
        let count = if head >> 4 == 0xF { self.unsigned()? } else { u64::from(head >> 4) };
        Some((count, head & 0xF))
    }

    fn skip(&mut self, kind: u8, deep: u8) -> Option<()> {
        match kind {
            1 | 2 => {}
            3 => drop(self.byte()?),
            4..=6 => drop(self.unsigned()?),
            7 => drop(self.take(8)?),
            BINARY => drop(self.binary()?),
            LIST | 10 => {
                let (count, kind) = self.list()?;
                // Truths of a list take a byte each, those of a structure none.
                let kind = if kind <= 2 { 3 } else { kind };
                for _ in 0..count {
                    self.skip(kind, deep.checked_sub(1)?)?;
                }
            }
            STRUCT => {
                let mut field = 0;
                loop {
                    match self.field(&mut field)? {
                        STOP => break,
                        kind => self.skip(kind, deep.checked_sub(1)?)?,
                    }
                }
            }
            _ => return None,
        }
        Some(())
    }
}

/// The bytes of a file; none are given of a page that claims to unpack to more than any does.
pub(super) struct Held(pub(super) Bytes);

impl Length for Held {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
}

impl ChunkReader for Held {
    type T = Reader<Bytes>;

    /// Asked for the beginnings of pages alone: type, size unpacked, size.
    fn get_read(&self, start: u64) -> ParquetResult<Self::T> {
        let wrong = |why: &str| ParquetError::General(why.to_owned());
        let at = usize::try_from(start).ok().and_then(|start| self.0.get(start..));
        let mut head = Compact { bytes: at.ok_or_else(|| wrong("a page begins behind its end"))? };
        let mut sizes = [0; 3];
        let mut field = 0;
        for (place, size) in sizes.iter_mut().enumerate() {
            let kind = head.field(&mut field);
            let is_its = kind == Some(I32) && field == place as i64 + 1;
            let found = is_its.then(|| head.integer()).flatten();
            *size = found
                .and_then(|size| u64::try_from(size).ok())
                .ok_or_else(|| wrong("a page without its sizes"))?;
        }
        let [_, unpacked, packed] = sizes;
        if unpacked > (packed.min(self.len()) * MOST_TIMES).max(SMALL) {
            return Err(wrong("a page unpacks to more than it can"));
        }
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<Bytes> {
        self.0.get_bytes(start, length)
    }
}

/// The pages of a column, none of which claims more values than it can hold.
pub(super) struct Pages {
    pages: SerializedPageReader<Held>,
    rows: usize,
    /// Whether pages begin with which of their values are there.
    optional: bool,
    /// Bytes that a value takes at least.
    least: usize,
}

impl Pages {
    pub(super) fn new(
        held: &Arc<Held>,
        column: &ColumnChunkMetaData,
        rows: usize,
        optional: bool,
    ) -> ParquetResult<Self> {
        use parquet::basic::Type;
        let least = match column.column_type() {
            Type::BOOLEAN | Type::FIXED_LEN_BYTE_ARRAY => 1,
            Type::INT32 | Type::FLOAT | Type::BYTE_ARRAY => 4,
            Type::INT64 | Type::DOUBLE => 8,
            Type::INT96 => 12,
        };
        Ok(Self {
            pages: SerializedPageReader::new(held.clone(), column, rows, None)?,
            rows,
            optional,
            least,
        })
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> ParquetResult<Option<Page>> {
        let Some(page) = self.pages.get_next_page()? else { return Ok(None) };
        let values = page.num_values() as usize;
        let wrong = |why: &str| Err(ParquetError::General(why.to_owned()));
        if page.is_dictionary_page() {
            if values > page.buffer().len() / self.least {
                return wrong("a dictionary of more values than it holds");
            }
        } else if values > self.rows {
            return wrong("a page of more values than there are rows");
        }
        // The library allots room for as many texts as the page says in its midst.
        match page.encoding() {
            Encoding::DELTA_BYTE_ARRAY => {
                wrong("texts as differences of each other; save them plain or as a dictionary")
            }
            Encoding::DELTA_LENGTH_BYTE_ARRAY => match texts(&page, self.optional) {
                Some(texts) if texts <= values as u64 => Ok(Some(page)),
                _ => wrong("a page of more texts than values"),
            },
            _ => Ok(Some(page)),
        }
    }

    fn peek_next_page(&mut self) -> ParquetResult<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> ParquetResult<()> {
        self.pages.skip_next_page()
    }
}

/// How many texts a page whose texts follow their lengths says that it has.
fn texts(page: &Page, optional: bool) -> Option<u64> {
    let levels = match page {
        Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
            u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len)
        }
        _ if optional => 4 + u64::from(u32::from_le_bytes(*page.buffer().first_chunk()?)),
        _ => 0,
    };
    let mut head = Compact { bytes: page.buffer() };
    head.take(levels)?;
    // Values a block, parts a block, and all values.
    head.unsigned()?;
    head.unsigned()?;
    head.unsigned()
}

impl Iterator for Pages {
    type Item = ParquetResult<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}
