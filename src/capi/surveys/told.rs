//! How figures are told to the caller: structures of results, and columns that are filled once
//! nothing can fail any more.

use std::borrow::Cow;

use super::super::column::optional_column_mut;
use super::super::guard::guard;
use super::super::options::{Options, results, tell};
use super::super::status::{habitue_error, habitue_status};
use crate::error::Result;

/// Lets `body` fill a copy of the caller's structure, which is written where it succeeds.
///
/// # Safety
/// As for [`results`] and [`tell`].
pub(super) unsafe fn filled<T: Options>(
    pointer: *mut T,
    name: &'static str,
    error: *mut habitue_error,
    body: impl FnOnce(&mut T) -> Result<()>,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise is the same.
        unsafe {
            let mut told = results(pointer.cast_const(), name)?;
            body(&mut told)?;
            tell(&told, pointer);
        }
        Ok(())
    })
}

/// Columns that the caller may want.
#[derive(Default)]
pub(super) struct Places<'a>(Vec<Box<dyn FnOnce() + 'a>>);

impl<'a> Places<'a> {
    /// Where `source` goes, unless `pointer` is NULL.
    ///
    /// # Safety
    /// As for [`optional_column_mut`], for as many values as `source` has.
    pub(super) unsafe fn add<T: Copy + 'a>(
        &mut self,
        pointer: *mut T,
        source: impl Into<Cow<'a, [T]>>,
        name: &'static str,
    ) -> Result<()> {
        let source = source.into();
        // SAFETY: the caller's promise is the same.
        if let Some(slots) = unsafe { optional_column_mut(pointer, source.len(), name) }? {
            self.0.push(Box::new(move || slots.copy_from_slice(&source)));
        }
        Ok(())
    }

    /// Fills all of them.
    pub(super) fn fill(self) {
        self.0.into_iter().for_each(|fill| fill());
    }
}

/// A figure as C holds it; NaN where there is none.
pub(super) trait Told<C> {
    fn told(&self) -> C;
}

macro_rules! same {
    ($($type:ty),*) => { $(impl Told<$type> for $type { fn told(&self) -> Self { *self } })* };
}
same!(f64, u64, u32, [f64; 6]);

impl Told<f64> for Option<f64> {
    fn told(&self) -> f64 {
        self.unwrap_or(f64::NAN)
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
        $($($out.$field = $crate::capi::surveys::told::Told::told(&$from.$field);)+)+
    };
}
pub(super) use told;
