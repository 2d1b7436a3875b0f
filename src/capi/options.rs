//! Option structures that grow from version to version, and enumerated
//! arguments.

use super::column::{fault, input, required};
use crate::error::{Error, ErrorKind, Result};

/// A structure that begins with `struct_size`.
///
/// # Safety
/// The type is `repr(C)`, its first field is `struct_size: u32`, it has no
/// padding, and every bit pattern is a value of each field.
pub(super) unsafe trait Options: Copy {
    /// What the `_INIT` macro says, `struct_size` included.
    const INITIAL: Self;
    /// Size of the first published version; nothing smaller was ever legal.
    const FIRST_SIZE: usize;
    /// A reserved field that must be 0.
    fn idle(&self) -> u32 {
        0
    }
    /// The fields that say something else than at first.
    fn given(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Refuses what is given and not among the fields that are `read`.
    fn only(&self, name: &str, read: &[&str], where_not: &str) -> Result<()> {
        match self.given().into_iter().find(|field| !read.contains(field)) {
            Some(field) => Err(unread(&format!("{name}.{field}"), where_not)),
            None => Ok(()),
        }
    }
}

/// Whether a field says something else than at first. NaN is NaN, of whatever bits.
pub(super) fn is_other_number(field: f64, start: f64) -> bool {
    field != start && !(field.is_nan() && start.is_nan())
}

/// The same of a field that is no number of this type.
pub(super) fn is_other<T: Copy>(field: T, start: T) -> bool {
    // SAFETY: fields of structures of C have no padding ([`Options`]).
    let bytes = |it: &T| unsafe {
        std::slice::from_raw_parts((&raw const *it).cast::<u8>(), size_of::<T>()).to_vec()
    };
    bytes(&field) != bytes(&start)
}

/// The names of what is so.
pub(super) fn names_of(fields: &[(&'static str, bool)]) -> Vec<&'static str> {
    fields.iter().filter(|(_, is_so)| *is_so).map(|(name, _)| *name).collect()
}

/// A structure of C that begins with its size: `#[apply(versioned)]`. build.rs makes [`Options`] and
/// `Default` of it, by the defaults that [`begins`] names.
macro_rules! versioned {
    ($(#[$about:meta])* $see:vis struct $name:ident { $($fields:tt)* }) => {
        $(#[$about])*
        #[repr(C)]
        #[derive(Debug, Clone, Copy)]
        $see struct $name {
            /// `sizeof` of the structure.
            pub struct_size: u32,
            $($fields)*
        }
    };
}
pub(super) use versioned;

/// A structure of C whose fields never change: `#[apply(plain)]`.
macro_rules! plain {
    ($(#[$about:meta])* $see:vis struct $name:ident { $($fields:tt)* }) => {
        $(#[$about])*
        #[repr(C)]
        #[derive(Debug, Clone, Copy)]
        $see struct $name { $($fields)* }
    };
}
pub(super) use plain;

/// What the `_INIT` macro of a structure says, which is zero and NULL but for the named fields;
/// build.rs reads it.
macro_rules! begins {
    ($($row:tt)*) => {};
}
pub(super) use begins;

/// The constants of an enumeration, `HABITUE_TIES: Ties`, from the variants of the core, with its
/// words, in their order from 0 or from the number that is given; then those that end otherwise
/// (`Variant as ENDING = number`) or stand for no variant (`ENDING = number`), each with words of
/// its own where the core has none that fit. build.rs writes them, and the table by which an
/// argument is read.
macro_rules! enumeration {
    ($name:ident: $($row:tt)*) => {
        include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
    };
}
pub(super) use enumeration;

/// A structure that says what one of the core does: `habitue_x: Core, field, field as name`, and
/// fields of its own, `name: type = what makes it of it`. Types and words are the core's where the
/// row has none. build.rs writes it with `From`, or with `tell` where it is `#[versioned]`.
macro_rules! mirror {
    ($(#[$about:meta])* $name:ident: $($row:tt)*) => {
        include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
    };
}
pub(super) use mirror;

/// What an enumerated argument says.
pub(super) trait Enumerated: Copy + 'static {
    /// Each with its number; build.rs writes it by `enumeration!`.
    const TABLE: &'static [(i32, Self)];

    /// The number of a meaning.
    fn number(self) -> i32
    where
        Self: PartialEq,
    {
        Self::TABLE.iter().find(|(_, known)| *known == self).map_or(-1, |(number, _)| *number)
    }

    /// The meaning of a number.
    fn read(value: i32, name: &'static str) -> Result<Self> {
        enumerator(value, name, Self::TABLE)
    }
}

/// The number of a meaning that may hold numbers of its own; build.rs writes it by `enumeration!`.
pub(super) trait Numbered {
    fn number(&self) -> i32;
}

/// What is read from a structure of the caller's.
pub(super) trait Reads: Sized {
    type From;

    /// # Safety
    /// `pointer` is NULL or addresses a structure as long as it says, and what that points to is
    /// as the header asks, while this value lives.
    unsafe fn read(pointer: *const Self::From, name: &'static str) -> Result<Self>;
}

/// No structure of any version is longer; a larger `struct_size` is noise.
const LONGEST: usize = 4096;

/// What is read from a structure of the caller's, where there is one.
///
/// # Safety
/// As for [`Reads::read`].
pub(super) unsafe fn optional_reads<T: Reads>(
    pointer: *const T::From,
    name: &'static str,
) -> Result<Option<T>> {
    // SAFETY: the caller's promise is the same.
    if pointer.is_null() { Ok(None) } else { unsafe { T::read(pointer, name) }.map(Some) }
}

/// The caller's options; NULL means the defaults. What a shorter structure
/// lacks has its default, and what a longer one says beyond this version must be
/// zero.
///
/// # Safety
/// A non-null `pointer` addresses as many initialised bytes as its first field
/// says.
pub(super) unsafe fn options<T: Options>(pointer: *const T, name: &'static str) -> Result<T> {
    let mut options = T::INITIAL;
    if pointer.is_null() {
        return Ok(options);
    }
    required(pointer, name)?;
    // SAFETY: non-null and aligned (checked above); every version begins with it.
    let size = *unsafe { input(pointer.cast::<u32>(), name) }?;
    let found = size as usize;
    let refuse = |message: &str| {
        Err(fault(ErrorKind::StructSize, format!("{name}.struct_size"), message)
            .with_value(size)
            .allowing(format!("{} (sizeof the structure)", size_of::<T>())))
    };
    if found < T::FIRST_SIZE || found > LONGEST {
        return refuse("is the size of no version of the structure");
    }
    // SAFETY: the caller promises that many initialised bytes.
    let bytes = unsafe { std::slice::from_raw_parts(pointer.cast::<u8>(), found) };
    let known = found.min(size_of::<T>());
    if bytes[known..].iter().any(|byte| *byte != 0) {
        return refuse("has fields set that this library does not know");
    }
    // SAFETY: `options` has at least `known` bytes, and every bit pattern is a
    // value (`Options`).
    unsafe {
        std::ptr::copy_nonoverlapping(bytes.as_ptr(), (&raw mut options).cast::<u8>(), known);
    }
    match options.idle() {
        0 => Ok(options),
        _ => Err(not_idle(format!("{name}.reserved"))),
    }
}

/// The caller's structure, which must not be NULL.
///
/// # Safety
/// As for [`options`].
pub(super) unsafe fn results<T: Options>(pointer: *const T, name: &'static str) -> Result<T> {
    required(pointer, name)?;
    // SAFETY: the caller's promise is the same.
    unsafe { options(pointer, name) }
}

/// The caller's structure, where there is one.
///
/// # Safety
/// As for [`options`].
pub(super) unsafe fn optional_results<T: Options>(
    pointer: *const T,
    name: &'static str,
) -> Result<Option<T>> {
    // SAFETY: the caller's promise is the same.
    if pointer.is_null() { Ok(None) } else { unsafe { options(pointer, name) }.map(Some) }
}

/// Writes back what [`results`] read, as far as the caller's structure goes.
///
/// # Safety
/// `pointer` is the one that [`results`] read, and nobody else reads or writes what it addresses.
pub(super) unsafe fn tell<T: Options>(results: &T, pointer: *mut T) {
    // SAFETY: both begin with their size, and the caller's has as many bytes as it says.
    unsafe {
        let known = (*pointer.cast::<u32>() as usize).min(size_of::<T>());
        let from = std::slice::from_raw_parts((&raw const *results).cast::<u8>(), known);
        // The size stays the caller's own.
        pointer.cast::<u8>().add(4).copy_from_nonoverlapping(from[4..].as_ptr(), known - 4);
    }
}

/// The same where there was one.
///
/// # Safety
/// As for [`tell`].
pub(super) unsafe fn tell_optional<T: Options>(results: &Option<T>, pointer: *mut T) {
    if let Some(results) = results {
        // SAFETY: the caller's promise is the same.
        unsafe { tell(results, pointer) }
    }
}

/// Reads columns of a structure by their names, `fields!(known => column means[rows])`; an error
/// names the argument and the field.
macro_rules! fields {
    ($given:ident => $($how:ident $name:ident [$rows:expr]),+ $(,)?) => {$(
        let $name = $how($given.$name, $rows, concat!(stringify!($given), ".", stringify!($name)))?;
    )+};
}
pub(super) use fields;

/// Refuses a reserved field that is not zero.
pub(super) fn reserved(field: u32, name: &'static str) -> Result<()> {
    if field == 0 { Ok(()) } else { Err(not_idle(name)) }
}

fn not_idle(name: impl Into<String>) -> Error {
    fault(ErrorKind::StructSize, name, "has a reserved field that is not zero")
}

/// The error for what is given and not read.
pub(super) fn unread(name: &str, where_not: &str) -> Error {
    let message = format!("is given, but not read {where_not}");
    fault(ErrorKind::NotRead, name, message)
}

/// Refuses the first field that is given where it is not read.
pub(super) fn idle(fields: &[(bool, &str)], where_not: &str) -> Result<()> {
    let found = fields.iter().find(|(is_idle, _)| *is_idle);
    found.map_or(Ok(()), |(_, name)| Err(unread(name, where_not)))
}

/// What an enumerated argument means: the entry of `table` with its number.
pub(super) fn enumerator<T: Copy>(value: i32, name: &'static str, table: &[(i32, T)]) -> Result<T> {
    table.iter().find(|(number, _)| *number == value).map(|(_, meaning)| *meaning).ok_or_else(
        || {
            let known: Vec<i32> = table.iter().map(|(number, _)| *number).collect();
            no_enumerator(value, name, &known)
        },
    )
}

/// A flag that is 0 or 1.
pub(super) fn flag(value: impl Into<i64>, name: &'static str) -> Result<bool> {
    let value = value.into();
    match value {
        0 | 1 => Ok(value == 1),
        _ => Err(no_enumerator(value as i32, name, &[0, 1])),
    }
}

/// The error for an enumerated argument that is none of the `known` numbers.
pub(super) fn no_enumerator(value: i32, name: &'static str, known: &[i32]) -> Error {
    let numbers: Vec<String> = known.iter().map(i32::to_string).collect();
    fault(ErrorKind::Enumerator, name, "is not one of the enumerators")
        .with_value(value)
        .allowing(numbers.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(C)]
    #[derive(Debug, Clone, Copy, PartialEq)]
    struct Sample {
        struct_size: u32,
        threads: u32,
        horizon: f64,
    }

    // SAFETY: repr(C), two u32 and an f64 without padding.
    unsafe impl Options for Sample {
        const INITIAL: Self = Self { struct_size: 16, threads: 1, horizon: 52.0 };
        const FIRST_SIZE: usize = 8;
    }

    #[repr(C)]
    struct Newer {
        sample: Sample,
        more: [u32; 2],
    }

    fn read(pointer: *const Sample) -> Result<Sample> {
        // SAFETY: each test passes a live structure as long as it says.
        unsafe { options(pointer, "options") }
    }

    #[test]
    fn a_shorter_structure_is_completed_with_defaults() {
        let old = Sample { struct_size: 8, threads: 4, horizon: -1.0 };
        assert_eq!(read(&old).ok(), Some(Sample { horizon: 52.0, ..old }));
        assert_eq!(read(std::ptr::null()).ok(), Some(Sample::INITIAL));
    }

    #[test]
    fn an_unknown_tail_must_be_zero() {
        let mut newer =
            Newer { sample: Sample { struct_size: 24, threads: 2, horizon: 1.0 }, more: [0, 0] };
        assert_eq!(read((&raw const newer).cast()).ok(), Some(newer.sample));
        newer.more[1] = 1;
        assert!(read((&raw const newer).cast()).is_err());
    }

    #[test]
    fn a_size_of_no_version_is_refused() {
        for struct_size in [0, 4, 7, 4097, u32::MAX] {
            let wrong = Sample { struct_size, ..Sample::INITIAL };
            let error = read(&wrong).expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::StructSize);
        }
    }

    #[test]
    fn an_unknown_enumerator_names_the_known_ones() {
        let table = [(0, 'a'), (1, 'b')];
        assert_eq!(enumerator(1, "kind", &table).ok(), Some('b'));
        let error = enumerator(7, "kind", &table).expect_err("refused");
        assert_eq!(error.allowed(), Some("0, 1"));
    }
}
