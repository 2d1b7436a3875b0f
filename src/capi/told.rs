//! How figures are told to the caller: structures of results, and columns that are filled once
//! nothing can fail any more.

use crate::capi::prelude::*;
use std::borrow::Cow;

/// Columns that the caller may want.
#[derive(Default)]
pub(super) struct Places<'a>(Vec<Box<dyn FnOnce() + 'a>>);

impl<'a> Places<'a> {
    /// Where `source` goes, unless `pointer` is NULL.
    pub(super) unsafe fn add<T: Copy + 'a>(
        &mut self,
        pointer: *mut T,
        source: impl Into<Cow<'a, [T]>>,
        name: &'static str,
    ) -> Result<()> {
        let source = source.into();
        if let Some(slots) = optional_column_mut(pointer, source.len(), name)? {
            self.0.push(Box::new(move || slots.copy_from_slice(&source)));
        }
        Ok(())
    }

    /// The same of what an iterator yields.
    pub(super) unsafe fn each<T: Copy + 'a>(
        &mut self,
        pointer: *mut T,
        source: impl Iterator<Item = T>,
        name: &'static str,
    ) -> Result<()> {
        if pointer.is_null() { Ok(()) } else { self.add(pointer, source.collect::<Vec<_>>(), name) }
    }

    /// What is found, in the words of C.
    pub(super) unsafe fn one<T: Copy + 'a>(
        &mut self,
        pointer: *mut T,
        found: &impl Told<T>,
        name: &'static str,
    ) -> Result<()> {
        self.add(pointer, vec![found.told()], name)
    }

    /// The same of several.
    pub(super) unsafe fn all<T: Copy + 'a>(
        &mut self,
        pointer: *mut T,
        found: &[impl Told<T>],
        name: &'static str,
    ) -> Result<()> {
        self.each(pointer, found.iter().map(Told::told), name)
    }

    /// Texts one after the other, and where each begins and the last one ends.
    pub(super) unsafe fn texts(
        &mut self,
        (offsets, offsets_name): (*mut i64, &'static str),
        (bytes, name): (*mut c_char, &'static str),
        texts: &[String],
    ) -> Result<()> {
        let ends = texts.iter().scan(0, |end, text| {
            *end += text.len() as i64;
            Some(*end)
        });
        self.each(offsets, std::iter::once(0).chain(ends), offsets_name)?;
        self.add(bytes.cast::<u8>(), texts.concat().into_bytes(), name)
    }

    /// Fills all of them.
    pub(super) fn fill(self) {
        self.0.into_iter().for_each(|fill| fill());
    }
}

/// Refuses a length that the caller says, where it counts, for another one that is there.
pub(super) fn as_long(counts: bool, name: &'static str, said: usize, there: usize) -> Result<()> {
    if counts { same_length(name, said, there) } else { Ok(()) }
}

/// A figure as C holds it; NaN where there is none.
pub(super) trait Told<C> {
    fn told(&self) -> C;
}

macro_rules! same {
    ($($type:ty),*) => { $(impl Told<$type> for $type { fn told(&self) -> Self { *self } })* };
}
same!(f64, u64, i64, u32, i32, [f64; 6]);

impl Told<f64> for Option<f64> {
    fn told(&self) -> f64 {
        self.unwrap_or(f64::NAN)
    }
}

/// Of minor units, nothing where there is none.
impl Told<i64> for Option<i64> {
    fn told(&self) -> i64 {
        self.unwrap_or_default()
    }
}

impl Told<u64> for usize {
    fn told(&self) -> u64 {
        *self as u64
    }
}

impl Told<u32> for bool {
    fn told(&self) -> u32 {
        u32::from(*self)
    }
}

/// Copies fields into those of the same name.
macro_rules! told {
    ($out:ident: $($from:expr => $($field:ident),+);+ $(;)?) => {
        $($($out.$field = $crate::capi::told::Told::told(&$from.$field);)+)+
    };
}
pub(super) use told;
