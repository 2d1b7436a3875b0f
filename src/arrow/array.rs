//! A column of one batch, over the buffers of whoever made it.

use std::borrow::Cow;

use super::cell::{Cell, half, of_view};
use super::data_type::DataType;
use crate::error::{Error, ErrorKind, Result};

/// A column: its buffers are as long as its type and its rows need.
#[derive(Debug, Clone)]
pub(crate) struct Array<'a> {
    kind: DataType,
    rows: usize,
    /// The row of the buffers that its first one is.
    offset: usize,
    /// A bit each, 0 where null, and the bit of the first row.
    validity: Option<(&'a [u8], usize)>,
    buffers: Vec<&'a [u8]>,
    /// What the cells are places in.
    dictionary: Option<Box<Array<'a>>>,
}

impl<'a> Array<'a> {
    /// # Errors
    /// [`ErrorKind::Length`] for buffers that are too short, [`ErrorKind::Unsorted`] for offsets that
    /// descend, with the row.
    pub(crate) fn new(
        kind: DataType,
        (offset, rows): (usize, usize),
        validity: Option<(&'a [u8], usize)>,
        buffers: Vec<&'a [u8]>,
        dictionary: Option<Array<'a>>,
    ) -> Result<Self> {
        let end = offset.checked_add(rows).filter(|end| *end < isize::MAX as usize / 64);
        let end =
            end.ok_or_else(|| Error::length("rows of Arrow", rows, isize::MAX as usize / 64))?;
        if let Some((bits, first)) = validity {
            long_enough("validity", bits.len(), first.saturating_add(rows).div_ceil(8))?;
        }
        let array =
            Self { kind, rows, offset, validity, buffers, dictionary: dictionary.map(Box::new) };
        array.check(end)?;
        Ok(array)
    }

    fn check(&self, end: usize) -> Result<()> {
        let (needed, first) = match &self.kind {
            DataType::Null => return Ok(()),
            DataType::Flag => (1, end.div_ceil(8)),
            DataType::Whole { bytes, .. }
            | DataType::Float { bytes }
            | DataType::Decimal { bytes, .. } => (1, end * bytes),
            DataType::Fixed { bytes } => (1, end.saturating_mul(*bytes)),
            DataType::Day => (1, end * 4),
            DataType::Moment { .. } => (1, end * 8),
            DataType::TextView | DataType::BinaryView => (1, end * 16),
            // No offsets at all stand for no rows.
            DataType::Text { .. } | DataType::Binary { .. } if end == 0 => return Ok(()),
            DataType::Text { wide } | DataType::Binary { wide } => {
                (2, (end + 1) * if *wide { 8 } else { 4 })
            }
        };
        if self.buffers.len() < needed {
            return Err(Error::length("buffers of Arrow", self.buffers.len(), needed));
        }
        long_enough("values", self.buffers[0].len(), first)?;
        if needed == 1 || self.rows == 0 {
            return Ok(());
        }
        let mut before = self.bound(0);
        for row in 0..self.rows {
            let next = self.bound(row + 1);
            if before < 0 || next < before {
                let message = "has offsets that descend or are negative";
                return Err(Error::new(ErrorKind::Unsorted, message).at_row(row as u64));
            }
            before = next;
        }
        long_enough("text", self.buffers[1].len(), before as usize)
    }

    /// Where the text of a row begins, and that of the one before it ends.
    fn bound(&self, row: usize) -> i64 {
        let (offsets, at) = (self.buffers[0], self.offset + row);
        match self.kind {
            DataType::Text { wide: true } | DataType::Binary { wide: true } => {
                i64::from_le_bytes(word(offsets, at))
            }
            _ => i64::from(i32::from_le_bytes(word(offsets, at))),
        }
    }

    pub(super) const fn rows(&self) -> usize {
        self.rows
    }

    /// What the cells are: of a dictionary, its entries.
    pub(super) fn kind(&self) -> &DataType {
        self.dictionary.as_ref().map_or(&self.kind, |entries| entries.kind())
    }

    /// The cell of a row.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`], [`ErrorKind::Length`] for what points outside its buffers,
    /// [`ErrorKind::OutOfRange`] for no entry of the dictionary; without the row.
    pub(super) fn cell(&self, row: usize) -> Result<Cell<'a>> {
        let at = self.offset + row;
        let known =
            |(bits, first): (&[u8], usize)| bits[(first + row) / 8] >> ((first + row) % 8) & 1;
        if self.validity.map(known) == Some(0) {
            return Ok(Cell::Null);
        }
        let cell = match &self.kind {
            DataType::Null => Cell::Null,
            DataType::Flag => Cell::Flag(self.buffers[0][at / 8] >> (at % 8) & 1 == 1),
            DataType::Whole { bytes, signed } => Cell::Whole(self.integer(at, *bytes, *signed)),
            DataType::Float { bytes } => Cell::Float(match bytes {
                2 => half(u16::from_le_bytes(word(self.buffers[0], at))),
                4 => f64::from(f32::from_le_bytes(word(self.buffers[0], at))),
                _ => f64::from_le_bytes(word(self.buffers[0], at)),
            }),
            DataType::Decimal { bytes, scale } => {
                Cell::Decimal(&self.buffers[0][at * bytes..(at + 1) * bytes], *scale)
            }
            DataType::Day => Cell::Day(i32::from_le_bytes(word(self.buffers[0], at))),
            DataType::Moment { per_second, .. } => {
                Cell::Seconds(i64::from_le_bytes(word(self.buffers[0], at)).div_euclid(*per_second))
            }
            DataType::Fixed { bytes } => {
                Cell::Bytes(&self.buffers[0][at * bytes..(at + 1) * bytes])
            }
            DataType::Text { .. } => utf8(self.between(row))?,
            DataType::Binary { .. } => Cell::Bytes(self.between(row)),
            DataType::TextView => utf8(self.viewed(at)?)?,
            DataType::BinaryView => Cell::Bytes(self.viewed(at)?),
        };
        match (&self.dictionary, cell) {
            (None, cell) => Ok(cell),
            (Some(entries), Cell::Whole(place)) => match usize::try_from(place) {
                Ok(place) if place < entries.rows => entries.cell(place),
                _ => Err(Error::new(ErrorKind::OutOfRange, "points at no entry of its dictionary")
                    .with_value(place)
                    .allowing(format!("0 to {}", entries.rows.saturating_sub(1)))),
            },
            (Some(_), _) => Err(Error::new(ErrorKind::Parse, "has no integers for its dictionary")),
        }
    }

    fn integer(&self, at: usize, bytes: usize, signed: bool) -> i128 {
        let cells = self.buffers[0];
        match (bytes, signed) {
            (1, true) => i128::from(i8::from_le_bytes(word(cells, at))),
            (1, false) => i128::from(cells[at]),
            (2, true) => i128::from(i16::from_le_bytes(word(cells, at))),
            (2, false) => i128::from(u16::from_le_bytes(word(cells, at))),
            (4, true) => i128::from(i32::from_le_bytes(word(cells, at))),
            (4, false) => i128::from(u32::from_le_bytes(word(cells, at))),
            (_, true) => i128::from(i64::from_le_bytes(word(cells, at))),
            (_, false) => i128::from(u64::from_le_bytes(word(cells, at))),
        }
    }

    fn between(&self, row: usize) -> &'a [u8] {
        &self.buffers[1][self.bound(row) as usize..self.bound(row + 1) as usize]
    }

    fn viewed(&self, at: usize) -> Result<&'a [u8]> {
        of_view(&self.buffers[0][16 * at..16 * (at + 1)], &self.buffers[1..])
    }
}

/// The bytes of a cell of fixed width.
fn word<const N: usize>(cells: &[u8], at: usize) -> [u8; N] {
    let mut word = [0; N];
    word.copy_from_slice(&cells[at * N..(at + 1) * N]);
    word
}

fn utf8(bytes: &[u8]) -> Result<Cell<'_>> {
    std::str::from_utf8(bytes)
        .map(Cell::Text)
        .map_err(|error| Error::new(ErrorKind::Encoding, "is not UTF-8").with_source(error))
}

fn long_enough(what: &str, found: usize, needed: usize) -> Result<()> {
    if found >= needed {
        return Ok(());
    }
    Err(Error::length(format!("bytes of its buffer of {what}"), found, needed))
}

/// Columns of one length by name. A column that cannot be read is an error where it is asked for.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    pub(crate) rows: usize,
    pub(crate) columns: Vec<(Cow<'a, str>, Result<Array<'a>>)>,
}

impl<'a> Batch<'a> {
    /// The column of a name, or none.
    pub(super) fn optional(&self, name: &str) -> Result<Option<&Array<'a>>> {
        let mut found = self.columns.iter().filter(|(known, _)| *known == name);
        let Some((_, column)) = found.next() else { return Ok(None) };
        if found.next().is_some() {
            let message = "is the name of two columns";
            return Err(Error::new(ErrorKind::Duplicate, message).in_column(name));
        }
        match column {
            Ok(array) if array.rows() == self.rows => Ok(Some(array)),
            Ok(array) => Err(Error::length(name, array.rows(), self.rows)),
            Err(error) => Err(error.clone().in_column(name)),
        }
    }

    /// The column of a name, which must be there.
    pub(super) fn column(&self, name: &str) -> Result<&Array<'a>> {
        self.optional(name)?.ok_or_else(|| {
            let names: Vec<&str> = self.columns.iter().map(|(name, _)| &**name).collect();
            Error::new(ErrorKind::MissingColumn, "is not among the columns")
                .in_column(name)
                .allowing(names.join(", "))
        })
    }
}
