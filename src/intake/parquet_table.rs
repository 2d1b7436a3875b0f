//! A table of Parquet as text.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, Repetition, Type};
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::{
    BoolType, ByteArrayType, DataType, DoubleType, FixedLenByteArrayType, FloatType, Int32Type,
    Int64Type, Int96, Int96Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaDataReader};
use parquet::schema::types::ColumnDescPtr;

use super::parquet_cell::{Stored, Wording};
use super::parquet_guard::{Held, Pages, check_flat, corrupt};
use super::sheet::write_text;
use crate::error::{Error, ErrorKind, Result};

/// What a file ends with: the length of its footer in 4 bytes, and this.
const TAIL: &[u8] = b"PAR1";
/// Cells that a table may have, and bytes that its text may take: so many, and so many for each byte
/// of the file.
const FEW_CELLS: u64 = 1 << 20;
const CELLS_A_BYTE: u64 = 64;
const SMALL: u64 = 1 << 26;
const MOST_TIMES: u64 = 400;
/// Values read at a time.
const BATCH: usize = 1 << 12;

/// The names of the columns in a line, then a line a row, with tabulators between the cells.
///
/// # Errors
/// [`ErrorKind::Corrupt`], also for what unpacks to many times its size;
/// [`ErrorKind::Unsupported`] for what is no cell of a table, and how pages are not packed;
/// [`ErrorKind::Encoding`] and [`ErrorKind::OutOfRange`] with row and column.
pub(super) fn text_of(bytes: Vec<u8>) -> Result<Vec<u8>> {
    // A damaged file is no reason to end the program.
    catch_unwind(AssertUnwindSafe(|| found(bytes.into())))
        .unwrap_or_else(|_| Err(corrupt("its parts contradict each other")))
}

fn broken(fault: ParquetError) -> Error {
    corrupt(&fault).with_source(fault)
}

/// The footer of a file.
fn footer(bytes: &[u8]) -> Result<&[u8]> {
    let (rest, tail) = bytes.split_last_chunk::<8>().ok_or_else(|| corrupt("it has no end"))?;
    let (length, mark) = tail.split_at(4);
    if mark != TAIL || bytes.starts_with(b"PARE") {
        let encrypted = mark == b"PARE" || bytes.starts_with(b"PARE");
        return Err(corrupt(if encrypted { "it is encrypted" } else { "it is cut off" }));
    }
    let length = length.iter().rev().fold(0, |length, byte| length << 8 | usize::from(*byte));
    let start = rest.len().checked_sub(length);
    start.map(|start| &rest[start..]).ok_or_else(|| corrupt("its footer is longer than it is"))
}

fn found(bytes: Bytes) -> Result<Vec<u8>> {
    let footer = footer(&bytes)?;
    check_flat(footer)?;
    let metadata = ParquetMetaDataReader::decode_metadata(footer).map_err(broken)?;
    let schema = metadata.file_metadata().schema_descr_ptr();
    let wordings = schema.columns().iter().map(wording).collect::<Result<Vec<_>>>()?;
    let most = SMALL.max(bytes.len() as u64 * MOST_TIMES);
    let counts: Option<Vec<usize>> =
        metadata.row_groups().iter().map(|group| usize::try_from(group.num_rows()).ok()).collect();
    let counts = counts.ok_or_else(|| corrupt("a group of rows of less than none"))?;
    let rows = counts.iter().fold(0_u64, |rows, count| rows.saturating_add(*count as u64));
    let cells = rows.saturating_mul(wordings.len() as u64);
    if cells > FEW_CELLS + CELLS_A_BYTE * bytes.len() as u64 || wordings.is_empty() {
        return Err(corrupt(format!("{rows} rows of {} columns", wordings.len())));
    }
    let mut text = Vec::new();
    for (at, column) in schema.columns().iter().enumerate() {
        text.extend((at > 0).then_some(b'\t'));
        write_text(&mut text, column.name());
    }
    text.push(b'\n');
    let held = Arc::new(Held(bytes));
    let mut above = 0;
    for (group, rows) in metadata.row_groups().iter().zip(counts) {
        if group.num_columns() != wordings.len() {
            return Err(corrupt("a group of rows of other columns"));
        }
        let mut columns = Vec::new();
        let mut room = most.saturating_sub(text.len() as u64);
        for ((chunk, column), wording) in
            group.columns().iter().zip(schema.columns()).zip(&wordings)
        {
            let place = Place { column, rows: above..above + rows as u64, wording: *wording, room };
            let cells = place.cells(&held, chunk)?;
            room -= cells.text.len() as u64;
            columns.push(cells);
        }
        for row in 0..rows {
            for (at, cells) in columns.iter().enumerate() {
                text.extend((at > 0).then_some(b'\t'));
                let cell = cells.at(row);
                // A line with nothing on it would be no row.
                text.extend_from_slice(if columns.len() == 1 && cell.is_empty() {
                    b"\"\""
                } else {
                    cell
                });
            }
            text.push(b'\n');
        }
        above += rows as u64;
    }
    Ok(text)
}

/// How the values of a column are worded.
fn wording(column: &ColumnDescPtr) -> Result<Wording> {
    let info = column.self_type().get_basic_info();
    let repeated = info.repetition() == Repetition::REPEATED;
    Wording::of(column).filter(|_| !repeated && column.path().parts().len() == 1).ok_or_else(|| {
        let kind = match (repeated, column.logical_type_ref()) {
            (true, _) => "several values a row".to_owned(),
            (_, Some(kind)) => format!("{kind:?}"),
            _ => format!("{:?} as {:?}", column.converted_type(), column.physical_type()),
        };
        Error::new(ErrorKind::Unsupported, "is no column of cells")
            .in_column(column.path().string())
            .with_value(kind)
            .allowing("texts, numbers, decimals, dates, times and truths; leave it out before the file is saved")
    })
}

/// The cells of a column as text, one behind the other.
struct Cells {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn at(&self, row: usize) -> &[u8] {
        let start = row.checked_sub(1).map_or(0, |above| self.ends[above]);
        &self.text[start..self.ends[row]]
    }
}

/// Some rows of a column.
struct Place<'a> {
    column: &'a ColumnDescPtr,
    rows: Range<u64>,
    wording: Wording,
    /// Bytes that its text may take.
    room: u64,
}

impl Place<'_> {
    fn cells(&self, held: &Arc<Held>, chunk: &ColumnChunkMetaData) -> Result<Cells> {
        let packing = chunk.compression();
        if !matches!(
            packing,
            Compression::UNCOMPRESSED
                | Compression::SNAPPY
                | Compression::GZIP(_)
                | Compression::ZSTD(_)
        ) {
            return Err(Error::new(ErrorKind::Unsupported, "is packed in a way that is not read")
                .in_column(self.column.name())
                .with_value(packing)
                .allowing("none, snappy, gzip or zstd: save the file with compression=\"zstd\""));
        }
        if chunk.column_type() != self.column.physical_type() {
            return Err(corrupt("a column of two types"));
        }
        let rows = (self.rows.end - self.rows.start) as usize;
        let optional = self.column.max_def_level() > 0;
        let pages = Pages::new(held, chunk, rows, optional).map_err(broken)?;
        match chunk.column_type() {
            Type::BOOLEAN => self.read::<BoolType>(pages, |it| Stored::Truth(*it)),
            Type::INT32 => self.read::<Int32Type>(pages, |it| Stored::Integer(i64::from(*it))),
            Type::INT64 => self.read::<Int64Type>(pages, |it| Stored::Integer(*it)),
            Type::INT96 => self.read::<Int96Type>(pages, instant),
            Type::FLOAT => self.read::<FloatType>(pages, |it| Stored::Single(*it)),
            Type::DOUBLE => self.read::<DoubleType>(pages, |it| Stored::Double(*it)),
            Type::BYTE_ARRAY => self.read::<ByteArrayType>(pages, |it| Stored::Bytes(it.data())),
            Type::FIXED_LEN_BYTE_ARRAY => {
                self.read::<FixedLenByteArrayType>(pages, |it| Stored::Bytes(it.data()))
            }
        }
    }

    fn read<T: DataType>(&self, pages: Pages, stored: fn(&T::T) -> Stored<'_>) -> Result<Cells> {
        let rows = (self.rows.end - self.rows.start) as usize;
        let optional = self.column.max_def_level() > 0;
        let mut reader = ColumnReaderImpl::<T>::new(self.column.clone(), Box::new(pages));
        let mut cells = Cells { text: Vec::new(), ends: Vec::new() };
        let (mut values, mut levels) = (Vec::new(), Vec::new());
        while cells.ends.len() < rows {
            values.clear();
            levels.clear();
            let wanted = BATCH.min(rows - cells.ends.len());
            let (read, ..) = reader
                .read_records(wanted, optional.then_some(&mut levels), None, &mut values)
                .map_err(|fault| broken(fault).at_row(self.rows.start + cells.ends.len() as u64))?;
            if read == 0 {
                return Err(corrupt(format!("{} has fewer values than rows", self.column.name())));
            }
            let mut given = values.iter();
            for at in 0..read {
                let value = if levels.get(at) == Some(&0) { None } else { given.next() };
                if let Some(value) = value {
                    self.write(&mut cells, stored(value))?;
                }
                cells.ends.push(cells.text.len());
            }
        }
        Ok(cells)
    }

    fn write(&self, cells: &mut Cells, value: Stored<'_>) -> Result<()> {
        let written = self.wording.write(&mut cells.text, value);
        written.map_err(|allowed| {
            let kind = match value {
                Stored::Bytes(_) => ErrorKind::Encoding,
                _ => ErrorKind::OutOfRange,
            };
            Error::new(kind, "is no cell of a table")
                .at_row(self.rows.start + cells.ends.len() as u64)
                .in_column(self.column.name())
                .with_value(format!("{value:?}"))
                .allowing(allowed)
        })?;
        if cells.text.len() as u64 > self.room {
            return Err(corrupt(format!("{} unpacks to too much", self.column.name())));
        }
        Ok(())
    }
}

/// Nanoseconds of a day, and the day by Julian's count: as old writers have instants, in UTC.
fn instant(value: &Int96) -> Stored<'_> {
    const EPOCH: i64 = 2_440_588;
    let [low, high, day] = *value.data() else { return Stored::Instant(i64::MAX, 0) };
    let nanos = u64::from(high) << 32 | u64::from(low);
    let seconds = (i64::from(day) - EPOCH) * 86_400 + (nanos / 1_000_000_000) as i64;
    Stored::Instant(seconds, (nanos % 1_000_000_000) as u32)
}
