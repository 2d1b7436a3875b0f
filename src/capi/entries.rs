//! Entries of lists of named things.

use crate::capi::prelude::*;
use std::ffi::CString;

use crate::classify::Named;

/// A reason that says that evidence is missing.
pub const HABITUE_ENTRY_MISSING: u32 = 1;
/// A column or a setting that must be given.
pub const HABITUE_ENTRY_REQUIRED: u32 = 2;
/// An output with one cell, told of all rows.
pub const HABITUE_ENTRY_OF_ALL: u32 = 4;
/// A total that is the same in all parts, and not added.
pub const HABITUE_ENTRY_FIXED: u32 = 8;

/// One entry of a list. Start from `HABITUE_ENTRY_INIT`. All that it points to is static.
#[apply(versioned)]
pub struct habitue_entry {
    /// Its code; of a reason the number of its bit, of columns and settings the place, from 1.
    pub code: i32,
    /// Of columns, the type of the cells (`HABITUE_TYPE_...`).
    pub r#type: i32,
    /// Bits of `HABITUE_ENTRY_...`.
    pub flags: u32,
    /// Of settings, the default, NaN for none; of paths, from and to; of the five factors, parent
    /// and weight; else NULL.
    pub numbers: *const f64,
    /// How many numbers; of settings 0 for any number.
    pub count: usize,
    /// What is written in programs, or NULL: columns and settings go by it, and constants end in
    /// it.
    pub symbol: *const c_char,
    /// The English name, or NULL.
    pub english: *const c_char,
    /// The Chinese name, or NULL.
    pub chinese: *const c_char,
}

/// An entry of a list, with text as C holds it.
#[derive(Clone, Default)]
pub(super) struct Entry {
    pub(super) code: i32,
    pub(super) flags: u32,
    pub(super) cell: i32,
    pub(super) numbers: &'static [f64],
    pub(super) count: usize,
    pub(super) symbol: Option<CString>,
    pub(super) names: [Option<CString>; 2],
}

/// No name of this library holds a NUL.
pub(super) fn held(text: &str) -> Option<CString> {
    CString::new(text).ok()
}

impl Entry {
    pub(super) fn new(code: i32, english: &str, chinese: &str) -> Self {
        Self { code, names: [held(english), held(chinese)], ..Self::default() }
    }

    pub(super) fn called(self, symbol: &str) -> Self {
        Self { symbol: held(symbol), ..self }
    }

    pub(super) fn column(code: i32, name: &str, cell: i32) -> Self {
        Self { code, cell, symbol: held(name), ..Self::default() }
    }

    pub(super) fn setting(name: &str, count: usize, numbers: &'static [f64]) -> Self {
        let flags = if numbers.is_empty() { HABITUE_ENTRY_REQUIRED } else { 0 };
        Self { flags, numbers, count, symbol: held(name), ..Self::default() }
    }

    pub(super) fn flagged(self, flags: u32) -> Self {
        Self { flags, ..self }
    }
}

/// The same with their places, from 1.
pub(super) fn numbered(entries: Vec<Entry>) -> Vec<Entry> {
    entries.into_iter().zip(1..).map(|(entry, code)| Entry { code, ..entry }).collect()
}

pub(super) fn named<T: Named>() -> Vec<Entry> {
    pairs(T::ALL.iter().map(|item| (item.code(), item.name(), item.name_zh())))
}

pub(super) fn pairs(
    items: impl IntoIterator<Item = (i32, &'static str, &'static str)>,
) -> Vec<Entry> {
    items.into_iter().map(|(code, english, chinese)| Entry::new(code, english, chinese)).collect()
}
