//! Option structures that grow from version to version, and enumerated
//! arguments.
#![allow(dead_code, reason = "the nouns of this face share these helpers")]

use super::column::{input, required};
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
}

/// What the `_INIT` macro of a structure says: zero and NULL, but for the named fields, and for a
/// host in Rust its `Default`; `[reserved]` is a field that must stay 0. The type is `repr(C)`, its
/// first field is `struct_size: u32`, it consists of integers, doubles, raw pointers and structures
/// of these, and it has no padding (`tests/face/c_abi.rs` looks).
macro_rules! begins {
    ($name:ident $([$reserved:ident])? $(, $field:ident: $value:expr)* $(,)?) => {
        // SAFETY: as said above.
        unsafe impl $crate::capi::options::Options for $name {
            const INITIAL: Self = Self {
                struct_size: size_of::<Self>() as u32,
                $($field: $value,)*
                // SAFETY: zero is a value of every field.
                ..unsafe { std::mem::zeroed() }
            };
            const FIRST_SIZE: usize = size_of::<Self>();
            $(fn idle(&self) -> u32 {
                self.$reserved
            })?
        }

        impl Default for $name {
            fn default() -> Self {
                <Self as $crate::capi::options::Options>::INITIAL
            }
        }
    };
}
pub(super) use begins;

/// No structure of any version is longer; a larger `struct_size` is noise.
const LONGEST: usize = 4096;

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
        Err(Error::new(ErrorKind::StructSize, message)
            .in_column(format!("{name}.struct_size"))
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
    reserved(&[options.idle()], name)?;
    Ok(options)
}

/// The caller's structure of results, which says where to write; it must not be NULL.
///
/// # Safety
/// As for [`options`].
pub(super) unsafe fn results<T: Options>(pointer: *const T, name: &'static str) -> Result<T> {
    required(pointer, name)?;
    // SAFETY: the caller's promise is the same.
    unsafe { options(pointer, name) }
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

/// Refuses reserved fields that are not zero.
pub(super) fn reserved(fields: &[u32], name: &'static str) -> Result<()> {
    if fields.iter().all(|field| *field == 0) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::StructSize, "has a reserved field that is not zero").in_column(name))
}

/// The error for what is given and not read.
pub(super) fn unread(name: &str, where_not: &str) -> Error {
    let message = format!("is given, but not read {where_not}");
    Error::new(ErrorKind::NotRead, message).in_column(name)
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

/// The error for an enumerated argument that is none of the `known` numbers.
pub(super) fn no_enumerator(value: i32, name: &'static str, known: &[i32]) -> Error {
    let numbers: Vec<String> = known.iter().map(i32::to_string).collect();
    Error::new(ErrorKind::Enumerator, "is not one of the enumerators")
        .in_column(name)
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
