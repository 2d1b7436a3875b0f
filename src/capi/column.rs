//! Raw pointers from C, checked and turned into slices.

use std::ffi::c_char;

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

/// What is read of a pointer; NULL is nothing.
fn given<P, T>(pointer: *const P, read: impl FnOnce() -> Result<T>) -> Result<Option<T>> {
    if pointer.is_null() { Ok(None) } else { read().map(Some) }
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
    // SAFETY: the caller's promise is the same.
    given(pointer, || unsafe { column(pointer, length, name) })
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
    // SAFETY: the caller's promise is the same.
    given(pointer, || unsafe { column_mut(pointer, length, name) })
}

/// Text of the caller's.
pub(super) fn utf8<'a>(bytes: &'a [u8], name: &'static str) -> Result<&'a str> {
    std::str::from_utf8(bytes).map_err(|at| {
        fault(ErrorKind::Encoding, name, format!("is not UTF-8 from byte {} on", at.valid_up_to()))
            .with_source(at)
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

/// A buffer of the caller for a result whose length they may not know. `(NULL, 0)` asks for the
/// length alone.
pub(super) struct Buffer<'a, T> {
    room: Option<&'a mut [T]>,
    needed: &'a mut usize,
    name: &'static str,
}

impl<T: Copy> Buffer<'_, T> {
    /// # Safety
    /// As for [`column_mut`], for `buffer` with `capacity` and for `needed`.
    pub(super) unsafe fn new(
        buffer: *mut T,
        capacity: usize,
        needed: *mut usize,
        name: &'static str,
    ) -> Result<Self> {
        // SAFETY: the caller's promise is the same.
        let (room, needed) =
            unsafe { (optional_column_mut(buffer, capacity, name)?, output(needed, "needed")?) };
        if room.is_none() && capacity > 0 {
            return Err(null(name));
        }
        Ok(Self { room, needed, name })
    }

    /// Tells the length always, and fills the buffer where it is large enough.
    pub(super) fn fill(self, source: impl AsRef<[T]>) -> Result<()> {
        let source = source.as_ref();
        *self.needed = source.len();
        let Some(room) = self.room else { return Ok(()) };
        let capacity = room.len();
        match room.get_mut(..source.len()) {
            Some(room) => {
                room.copy_from_slice(source);
                Ok(())
            }
            None => Err(fault(ErrorKind::BufferTooSmall, self.name, "is too small a buffer")
                .with_value(capacity)
                .allowing(format!(">= {}", source.len()))),
        }
    }
}

impl Buffer<'_, c_char> {
    pub(super) fn write(self, text: impl AsRef<[u8]>) -> Result<()> {
        self.fill(text.as_ref().iter().map(|byte| *byte as c_char).collect::<Vec<_>>())
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
    Err(fault(ErrorKind::BufferTooSmall, "capacity", "is too small")
        .with_value(capacity)
        .allowing(format!(">= {length}")))
}

/// What was found, where it is wanted and there is room.
pub(super) fn put<T: Copy>(place: Option<&mut [T]>, found: &[T]) {
    if let Some(place) = place {
        place[..found.len()].copy_from_slice(found);
    }
}

/// Reads columns of a structure of the caller's by their names: `read!(given => column
/// values[rows])`.
macro_rules! read {
    ($given:ident => $($how:ident $name:ident [$rows:expr]),+ $(,)?) => {$(
        let $name = $how($given.$name, $rows, stringify!($name))?;
    )+};
}
pub(super) use read;

/// What is made of each item; an error names its row.
pub(super) fn by_row<T, U>(items: &[T], of: impl Fn(&T) -> Result<U>) -> Result<Vec<U>> {
    let named = |(row, item): (usize, &T)| of(item).map_err(|error| error.at_row(row as u64));
    items.iter().enumerate().map(named).collect()
}

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

/// One value to read, where there is one.
///
/// # Safety
/// As for [`input`].
pub(super) unsafe fn optional_input<'a, T>(
    pointer: *const T,
    name: &'static str,
) -> Result<Option<&'a T>> {
    // SAFETY: the caller's promise is the same.
    given(pointer, || unsafe { input(pointer, name) })
}

/// One value to write, where it is wanted.
///
/// # Safety
/// As for [`output`].
pub(super) unsafe fn optional_output<'a, T>(
    pointer: *mut T,
    name: &'static str,
) -> Result<Option<&'a mut T>> {
    // SAFETY: the caller's promise is the same.
    given(pointer, || unsafe { output(pointer, name) })
}

/// Whether the column is empty, or why it cannot be one.
#[inline]
fn check<T>(pointer: *const T, length: usize, name: &'static str) -> Result<bool> {
    if length > isize::MAX as usize / size_of::<T>().max(1) {
        return Err(fault(ErrorKind::Length, name, "exceeds the address space").with_value(length));
    }
    if length == 0 {
        return Ok(true);
    }
    required(pointer, name)?;
    Ok(false)
}

/// Refuses another length than there must be.
pub(super) fn same_length(name: &'static str, found: usize, expected: usize) -> Result<()> {
    if found == expected { Ok(()) } else { Err(Error::length(name, found, expected)) }
}

/// The item at a place, from 0.
pub(super) fn at<T>(items: &[T], index: usize) -> Result<&T> {
    let absent = || Error::out_of_range("index", index as f64, format!("below {}", items.len()));
    items.get(index).ok_or_else(absent)
}

/// Tells a builder what is given: `set!(report: with_title(title), with_unit(unit)?)`.
macro_rules! set {
    ($made:ident:) => {};
    ($made:ident: $method:ident($value:expr)? $(, $($rest:tt)*)?) => {
        if let Some(value) = $value {
            $made = $made.$method(value)?;
        }
        set!($made: $($($rest)*)?);
    };
    ($made:ident: $method:ident($value:expr) $(, $($rest:tt)*)?) => {
        if let Some(value) = $value {
            $made = $made.$method(value);
        }
        set!($made: $($($rest)*)?);
    };
}
pub(super) use set;

/// The error of a column or an argument.
pub(super) fn fault(kind: ErrorKind, name: impl Into<String>, message: impl Into<String>) -> Error {
    Error::new(kind, message).in_column(name)
}

/// The error for what must be given.
pub(super) fn absent(name: &'static str) -> Error {
    fault(ErrorKind::Missing, name, "is not given, but is needed")
}

/// The error for a pointer that must not be null.
pub(super) fn null(name: &'static str) -> Error {
    fault(ErrorKind::NullPointer, name, "is NULL")
}

/// Refuses a pointer that is null or misaligned.
#[inline]
pub(super) fn required<T>(pointer: *const T, name: &'static str) -> Result<()> {
    if pointer.is_null() {
        return Err(null(name));
    }
    if !pointer.is_aligned() {
        return Err(fault(
            ErrorKind::Misaligned,
            name,
            format!("is not aligned to {} bytes", align_of::<T>()),
        ));
    }
    Ok(())
}
