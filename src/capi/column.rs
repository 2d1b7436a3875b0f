//! Raw pointers from C, checked and turned into slices.
#![allow(dead_code, reason = "the nouns of this face share these helpers")]

use crate::customer::Texts;
use crate::error::{Error, ErrorKind, Result};

/// A caller's column to read. `(NULL, 0)` is the empty column.
///
/// # Safety
/// A non-null `pointer` addresses `length` initialised values that nobody
/// writes while the slice lives.
pub(super) unsafe fn column<'a, T: Copy>(
    pointer: *const T,
    length: usize,
    name: &'static str,
) -> Result<&'a [T]> {
    if check(pointer, length, name)? {
        return Ok(&[]);
    }
    // SAFETY: non-null, aligned and no longer than the address space (checked
    // above); initialised and unaliased by the caller's promise.
    Ok(unsafe { std::slice::from_raw_parts(pointer, length) })
}

/// A caller's column that may be absent: `NULL` means that it is.
///
/// # Safety
/// As for [`column`].
pub(super) unsafe fn optional_column<'a, T: Copy>(
    pointer: *const T,
    length: usize,
    name: &'static str,
) -> Result<Option<&'a [T]>> {
    if pointer.is_null() {
        return Ok(None);
    }
    // SAFETY: the caller's promise is the same.
    unsafe { column(pointer, length, name) }.map(Some)
}

/// A caller's column to fill. `(NULL, 0)` is the empty column.
///
/// # Safety
/// A non-null `pointer` addresses `length` values that nobody else reads or
/// writes while the slice lives.
pub(super) unsafe fn column_mut<'a, T: Copy>(
    pointer: *mut T,
    length: usize,
    name: &'static str,
) -> Result<&'a mut [T]> {
    if check(pointer, length, name)? {
        return Ok(&mut []);
    }
    // SAFETY: non-null, aligned and no longer than the address space (checked
    // above); exclusive by the caller's promise.
    Ok(unsafe { std::slice::from_raw_parts_mut(pointer, length) })
}

/// A caller's column to fill, or `None` where the caller does not want it.
///
/// # Safety
/// As for [`column_mut`].
pub(super) unsafe fn optional_column_mut<'a, T: Copy>(
    pointer: *mut T,
    length: usize,
    name: &'static str,
) -> Result<Option<&'a mut [T]>> {
    if pointer.is_null() {
        return Ok(None);
    }
    // SAFETY: the caller's promise is the same.
    unsafe { column_mut(pointer, length, name) }.map(Some)
}

/// UTF-8 text as pointer and length.
///
/// # Safety
/// As for [`column`].
pub(super) unsafe fn text<'a>(
    pointer: *const u8,
    length: usize,
    name: &'static str,
) -> Result<&'a str> {
    // SAFETY: the caller's promise is the same.
    let bytes = unsafe { column(pointer, length, name) }?;
    std::str::from_utf8(bytes).map_err(|fault| {
        Error::new(
            ErrorKind::Encoding,
            format!("is not UTF-8 from byte {} on", fault.valid_up_to()),
        )
        .in_column(name)
        .with_source(fault)
    })
}

/// A column of text as Arrow's `large_utf8`: `length + 1` offsets into the bytes; no
/// offsets are needed for no text.
///
/// # Safety
/// As for [`column`], for `offsets` with `length + 1` and `bytes` with `bytes_length`.
pub(super) unsafe fn texts<'a>(
    offsets: *const i64,
    length: usize,
    bytes: *const u8,
    bytes_length: usize,
    name: &'static str,
) -> Result<Texts<'a>> {
    let count = match length {
        0 if offsets.is_null() => 0,
        _ => length.checked_add(1).ok_or_else(|| Error::length(name, length, usize::MAX - 1))?,
    };
    // SAFETY: the caller's promise is the same.
    let (offsets, bytes) =
        unsafe { (column(offsets, count, name)?, column(bytes, bytes_length, name)?) };
    Texts::new(offsets, bytes, name)
}

/// A column of flags as booleans.
pub(super) fn flags(column: &[u8], name: &'static str) -> Result<Vec<bool>> {
    if let Some(row) = column.iter().position(|flag| *flag > 1) {
        return Err(Error::out_of_range(name, f64::from(column[row]), "0 or 1").at_row(row as u64));
    }
    Ok(column.iter().map(|flag| *flag == 1).collect())
}

/// A result whose length the caller may not know, into a buffer of the caller:
/// `needed` is told the length always, and the buffer filled where it is large
/// enough. `(NULL, 0)` asks for the length alone.
///
/// # Safety
/// As for [`column_mut`], for `buffer` with `capacity` and for `needed`.
pub(super) unsafe fn fill_buffer<T: Copy>(
    source: &[T],
    buffer: *mut T,
    capacity: usize,
    needed: *mut usize,
    name: &'static str,
) -> Result<()> {
    // SAFETY: the caller's promise is the same.
    let (room, needed) =
        unsafe { (optional_column_mut(buffer, capacity, name)?, output(needed, "needed")?) };
    if room.is_none() && capacity > 0 {
        return Err(Error::new(ErrorKind::NullPointer, "is NULL").in_column(name));
    }
    *needed = source.len();
    match room {
        None => Ok(()),
        Some(room) => match room.get_mut(..source.len()) {
            Some(room) => {
                room.copy_from_slice(source);
                Ok(())
            }
            None => Err(Error::new(ErrorKind::BufferTooSmall, "is too small a buffer")
                .in_column(name)
                .with_value(capacity)
                .allowing(format!(">= {}", source.len()))),
        },
    }
}

/// Whether `length` entries are to be written into columns with room for `capacity`: `needed` is
/// told the length always, and a capacity of 0 asks for that alone.
pub(super) fn room(length: usize, capacity: usize, needed: &mut usize) -> Result<bool> {
    *needed = length;
    if capacity == 0 {
        return Ok(false);
    }
    if capacity >= length {
        return Ok(true);
    }
    Err(Error::new(ErrorKind::BufferTooSmall, "is too small")
        .in_column("capacity")
        .with_value(capacity)
        .allowing(format!(">= {length}")))
}

/// What was found, where it is wanted.
pub(super) fn put<T: Copy>(place: Option<&mut [T]>, found: &[T]) {
    if let Some(place) = place {
        place.copy_from_slice(found);
    }
}

/// Reads arguments of the caller by their own names, or fields of a structure of theirs:
/// `read!(column values[rows], output total)`, `read!(given => column values[rows])`.
macro_rules! read {
    ($($how:ident $name:ident $([$rows:expr])?),+ $(,)?) => {$(
        // SAFETY: the contract of the header, or what the caller of this function promises.
        let $name = unsafe { $how($name, $($rows,)? stringify!($name)) }?;
    )+};
    ($given:ident => $($how:ident $name:ident [$rows:expr]),+ $(,)?) => {$(
        // SAFETY: the same, of a column as long as the structure says.
        let $name = unsafe { $how($given.$name, $rows, stringify!($name)) }?;
    )+};
}
pub(super) use read;

/// Writes a column where it is wanted.
pub(super) fn fill<T>(column: Option<&mut [T]>, values: impl Iterator<Item = T>) {
    for (slot, value) in column.into_iter().flatten().zip(values) {
        *slot = value;
    }
}

/// One value to read.
///
/// # Safety
/// As for [`column`] with a length of one.
pub(super) unsafe fn input<'a, T>(pointer: *const T, name: &'static str) -> Result<&'a T> {
    required(pointer, name)?;
    // SAFETY: non-null and aligned (checked above); valid by the caller's promise.
    Ok(unsafe { &*pointer })
}

/// One value to write.
///
/// # Safety
/// As for [`column_mut`] with a length of one.
pub(super) unsafe fn output<'a, T>(pointer: *mut T, name: &'static str) -> Result<&'a mut T> {
    required(pointer, name)?;
    // SAFETY: non-null and aligned (checked above); exclusive by the caller's promise.
    Ok(unsafe { &mut *pointer })
}

/// Whether the column is empty, or why it cannot be one.
#[inline]
fn check<T>(pointer: *const T, length: usize, name: &'static str) -> Result<bool> {
    if length > isize::MAX as usize / size_of::<T>().max(1) {
        return Err(Error::new(ErrorKind::Length, "exceeds the address space")
            .in_column(name)
            .with_value(length));
    }
    if length == 0 {
        return Ok(true);
    }
    required(pointer, name)?;
    Ok(false)
}

/// Refuses a pointer that is null or misaligned.
#[inline]
pub(super) fn required<T>(pointer: *const T, name: &'static str) -> Result<()> {
    if pointer.is_null() {
        return Err(Error::new(ErrorKind::NullPointer, "is NULL").in_column(name));
    }
    if !pointer.is_aligned() {
        return Err(Error::new(
            ErrorKind::Misaligned,
            format!("is not aligned to {} bytes", align_of::<T>()),
        )
        .in_column(name));
    }
    Ok(())
}
