//! Streams of others: batches taken out of them, and released whatever happens.

use std::borrow::Cow;
use std::ffi::CStr;

use super::interface::{ArrowArray, ArrowArrayStream, ArrowSchema, Owned, Released};
use super::metadata;
use crate::arrow::{Array, Batch, DataType, Provenance};
use crate::capi::prelude::*;

/// The most columns of a batch that are taken for real.
const MOST_COLUMNS: i64 = 1 << 20;

/// More rows than memory could hold; a slice of so many is not even made.
const MOST_ROWS: usize = isize::MAX as usize / 64;

/// A stream that was moved out of the caller's structure, with its schema.
pub(super) struct Stream {
    stream: Owned<ArrowArrayStream>,
    schema: Owned<ArrowSchema>,
}

impl Stream {
    /// # Safety
    /// `stream` is NULL or addresses an `ArrowArrayStream` as the interface has it.
    pub(super) unsafe fn take(stream: *mut c_void) -> Result<Self> {
        let theirs = output(stream.cast::<ArrowArrayStream>(), "stream")?;
        if theirs.release.is_none() {
            return Err(fault(ErrorKind::Argument, "stream", "was released already"));
        }
        let moved = Owned(Box::new(std::mem::replace(theirs, ArrowArrayStream::NONE)));
        let mut taken = Self { stream: moved, schema: Owned::none() };
        let get = taken.stream.0.get_schema.ok_or_else(|| null("stream.get_schema"))?;
        let status = get(&mut *taken.stream.0, &mut *taken.schema.0);
        taken.check(status)?;
        let schema = &*taken.schema.0;
        if schema.release.is_none() {
            return Err(fault(ErrorKind::Argument, "stream", "gave a schema that was released"));
        }
        if text_of(schema.format)? != "+s" {
            let message = "is a stream of one column; columns by name (a struct, +s) are needed";
            return Err(
                fault(ErrorKind::Argument, "stream", message).with_value(text_of(schema.format)?)
            );
        }
        Ok(taken)
    }

    unsafe fn check(&mut self, status: i32) -> Result<()> {
        if status == 0 {
            return Ok(());
        }
        let said = match self.stream.0.get_last_error {
            None => Cow::Borrowed(""),
            Some(last) => match last(&mut *self.stream.0) {
                nothing if nothing.is_null() => Cow::Borrowed(""),
                said => Cow::Owned(CStr::from_ptr(said).to_string_lossy().into_owned()),
            },
        };
        let message = format!("failed with errno {status}: {said}");
        Err(fault(ErrorKind::Io, "stream", message.trim_end_matches([':', ' '])))
    }

    /// What the schema says that columns are in.
    pub(super) unsafe fn provenance(&self) -> Result<Provenance> {
        metadata::read(self.schema.0.metadata)
    }

    /// Hands over each batch.
    pub(super) unsafe fn each(
        mut self,
        mut take: impl FnMut(&Batch<'_>) -> Result<()>,
    ) -> Result<()> {
        let next = self.stream.0.get_next.ok_or_else(|| null("stream.get_next"))?;
        loop {
            let mut array = Owned::<ArrowArray>::none();
            let status = next(&mut *self.stream.0, &mut *array.0);
            self.check(status)?;
            if array.0.release.is_none() {
                return Ok(());
            }
            take(&batch(&self.schema.0, &array.0)?)?;
        }
    }
}

/// A NUL-terminated text, empty where there is none.
unsafe fn text_of<'a>(text: *const c_char) -> Result<&'a str> {
    if text.is_null() {
        return Ok("");
    }
    let found = CStr::from_ptr(text).to_str();
    found.map_err(|at| fault(ErrorKind::Encoding, "schema", "is not UTF-8").with_source(at))
}

/// A count of the interface.
fn count(found: i64, most: i64, name: &str) -> Result<usize> {
    if (0..=most).contains(&found) {
        return Ok(found as usize);
    }
    Err(fault(ErrorKind::Length, name, "is a count that cannot be")
        .with_value(found)
        .allowing(format!("0 to {most}")))
}

/// What a list of pointers points to.
unsafe fn children<'a, T>(
    list: *mut *mut T,
    count: usize,
    name: &'static str,
) -> Result<Vec<&'a T>> {
    let list = column(list.cast_const(), count, name)?;
    list.iter().map(|child| input(child.cast_const(), name)).collect()
}

unsafe fn batch<'a>(schema: &'a ArrowSchema, array: &'a ArrowArray) -> Result<Batch<'a>> {
    let columns = count(schema.n_children, MOST_COLUMNS, "schema.n_children")?;
    if array.n_children != schema.n_children {
        return Err(Error::length("array.n_children", array.n_children.max(0) as usize, columns));
    }
    let rows = count(array.length, i64::MAX, "array.length")?;
    let start = count(array.offset, i64::MAX, "array.offset")?;
    whole_rows(array, start, rows)?;
    let schemas = children(schema.children, columns, "schema.children")?;
    let arrays = children(array.children, columns, "array.children")?;
    let mut made = Vec::with_capacity(columns);
    for (schema, array) in schemas.into_iter().zip(arrays) {
        made.push((Cow::Borrowed(text_of(schema.name)?), cells(schema, array, start, Some(rows))));
    }
    Ok(Batch { rows, columns: made })
}

/// Refuses rows that are null as a whole.
unsafe fn whole_rows(array: &ArrowArray, start: usize, rows: usize) -> Result<()> {
    if array.null_count == 0 || array.n_buffers == 0 || rows == 0 {
        return Ok(());
    }
    let buffers = buffers(array)?;
    let end = start.saturating_add(rows);
    if end > MOST_ROWS {
        return Err(Error::length("array.length", rows, MOST_ROWS));
    }
    let Some(bits) = validity(array, &buffers, end)? else { return Ok(()) };
    match (start..end).position(|at| bits[at / 8] >> (at % 8) & 1 == 0) {
        None => Ok(()),
        Some(row) => {
            Err(Error::new(ErrorKind::Missing, "the whole row is null").at_row(row as u64))
        }
    }
}

unsafe fn buffers(array: &ArrowArray) -> Result<Vec<*const u8>> {
    let found = count(array.n_buffers, MOST_COLUMNS, "array.n_buffers")?;
    let list: &[*const c_void] = column(array.buffers.cast_const(), found, "array.buffers")?;
    Ok(list.iter().map(|buffer| buffer.cast()).collect())
}

/// Bytes of a buffer.
unsafe fn bytes<'a>(buffers: &[*const u8], at: usize, length: Option<usize>) -> Result<&'a [u8]> {
    let Some(&buffer) = buffers.get(at) else {
        return Err(Error::length("array.n_buffers", buffers.len(), at + 1));
    };
    column(buffer, length.unwrap_or(usize::MAX), "array.buffers")
}

unsafe fn validity<'a>(
    array: &ArrowArray,
    all: &[*const u8],
    end: usize,
) -> Result<Option<&'a [u8]>> {
    match all.first() {
        Some(bits) if !bits.is_null() => bytes(all, 0, Some(end.div_ceil(8))).map(Some),
        _ if array.null_count > 0 => {
            Err(fault(ErrorKind::NullPointer, "array.buffers", "has nulls, but does not say where"))
        }
        _ => Ok(None),
    }
}

/// A column, of `rows` from `start` on, or all of its own.
unsafe fn cells<'a>(
    schema: &'a ArrowSchema,
    array: &'a ArrowArray,
    start: usize,
    rows: Option<usize>,
) -> Result<Array<'a>> {
    if schema.release.is_none() || array.release.is_none() {
        return Err(Error::new(ErrorKind::Argument, "was released already"));
    }
    let kind = DataType::of_format(text_of(schema.format)?)?;
    let own = count(array.length, i64::MAX, "array.length")?;
    let rows = rows.unwrap_or(own);
    match start.checked_add(rows) {
        Some(end) if end <= own => {}
        _ => return Err(Error::length("array.length", own, start.saturating_add(rows))),
    }
    let offset = count(array.offset, i64::MAX, "array.offset")?;
    if !(-1..=array.length).contains(&array.null_count) {
        return Err(fault(ErrorKind::Length, "array.null_count", "is a count that cannot be")
            .with_value(array.null_count)
            .allowing(format!("-1 to {}", array.length)));
    }
    // What has no rows need not have buffers.
    let offset = if rows == 0 { 0 } else { offset.saturating_add(start) };
    let end = offset.saturating_add(rows);
    if end > MOST_ROWS {
        return Err(Error::length("array.offset", offset, MOST_ROWS));
    }
    let all = if rows == 0 { Vec::new() } else { buffers(array)? };
    let has_bits = array.null_count != 0 && kind != DataType::Null;
    let bits = if has_bits { validity(array, &all, end)? } else { None };
    let dictionary = match (schema.dictionary.is_null(), array.dictionary.is_null()) {
        (true, true) => None,
        (false, false) => {
            let entries = cells(
                input(schema.dictionary.cast_const(), "schema.dictionary")?,
                input(array.dictionary.cast_const(), "array.dictionary")?,
                0,
                None,
            )?;
            Some(entries)
        }
        _ => return Err(null("dictionary")),
    };
    let values = if rows == 0 { empty(&kind) } else { values(&kind, &all, end)? };
    Array::new(kind, (offset, rows), bits.map(|bits| (bits, offset)), values, dictionary)
}

/// The buffers of no rows.
fn empty(kind: &DataType) -> Vec<&'static [u8]> {
    match kind {
        DataType::Null => Vec::new(),
        DataType::Text { .. } | DataType::Binary { .. } => vec![&[], &[]],
        _ => vec![&[]],
    }
}

/// The buffers of values, each as long as `end` rows of its type are.
unsafe fn values<'a>(kind: &DataType, all: &[*const u8], end: usize) -> Result<Vec<&'a [u8]>> {
    let fixed = |width: usize| bytes(all, 1, end.checked_mul(width)).map(|found| vec![found]);
    match kind {
        DataType::Null => Ok(Vec::new()),
        DataType::Flag => bytes(all, 1, Some(end.div_ceil(8))).map(|found| vec![found]),
        DataType::Whole { bytes: width, .. }
        | DataType::Float { bytes: width }
        | DataType::Decimal { bytes: width, .. }
        | DataType::Fixed { bytes: width } => fixed(*width),
        DataType::Day => fixed(4),
        DataType::Moment { .. } => fixed(8),
        DataType::Text { wide } | DataType::Binary { wide } => {
            let width = if *wide { 8 } else { 4 };
            let offsets: &[u8] =
                bytes(all, 1, end.checked_add(1).and_then(|cells| cells.checked_mul(width)))?;
            let last = &offsets[end * width..];
            let last = match last.try_into() {
                Ok(wide) => i64::from_le_bytes(wide),
                Err(_) => i64::from(i32::from_le_bytes([last[0], last[1], last[2], last[3]])),
            };
            // One that is negative is refused with its row.
            let length = usize::try_from(last).unwrap_or(0);
            Ok(vec![offsets, bytes(all, 2, Some(length))?])
        }
        DataType::TextView | DataType::BinaryView => {
            let views = bytes(all, 1, end.checked_mul(16))?;
            let more = all
                .len()
                .checked_sub(3)
                .ok_or_else(|| Error::length("array.n_buffers", all.len(), 3))?;
            let sizes: &[u8] = bytes(all, all.len() - 1, more.checked_mul(8))?;
            let mut found = vec![views];
            for (at, size) in sizes.chunks_exact(8).enumerate() {
                let mut word = [0; 8];
                word.copy_from_slice(size);
                let length = count(i64::from_le_bytes(word), i64::MAX, "array.buffers")?;
                found.push(bytes(all, 2 + at, Some(length))?);
            }
            Ok(found)
        }
    }
}

#[cfg(target_endian = "big")]
compile_error!("columns of Arrow are read as little-endian");
