//! Columns, settings and outputs that go by name.
#![allow(dead_code, reason = "the nouns of this face share these helpers")]

use crate::capi::column::{texts, utf8};
use crate::capi::options::reserved;
use crate::capi::prelude::*;
use std::ffi::CStr;

use crate::classify::LadderRule;
use crate::customer::{KeyKind, Keys, Texts};
use crate::loyalty::PhaseOrder;
use crate::numeric::proportion::ProportionInterval;
use crate::value::{DayCount, MarginTiming, PaymentTiming};

/// No cells.
pub const HABITUE_TYPE_NONE: i32 = 0;
/// `double`.
pub const HABITUE_TYPE_F64: i32 = 1;
/// `int64_t`.
pub const HABITUE_TYPE_I64: i32 = 2;
/// `uint64_t`.
pub const HABITUE_TYPE_U64: i32 = 3;
/// `int32_t`.
pub const HABITUE_TYPE_I32: i32 = 4;
/// `uint32_t`.
pub const HABITUE_TYPE_U32: i32 = 5;
/// `uint8_t`.
pub const HABITUE_TYPE_U8: i32 = 6;
/// Text as Arrow's `large_utf8`: rows + 1 offsets, and the bytes as cells.
pub const HABITUE_TYPE_TEXT: i32 = 7;

/// The length of text that ends at its NUL.
pub const HABITUE_NUL_TERMINATED: usize = usize::MAX;

/// UTF-8 of `length` bytes, or up to its NUL where that is `HABITUE_NUL_TERMINATED`.
#[apply(plain)]
pub struct habitue_text {
    /// The bytes; NULL for an empty text.
    pub bytes: *const c_char,
    /// How many, or `HABITUE_NUL_TERMINATED`.
    pub length: usize,
}

/// A column of some type, to read. Made by `habitue_f64(name, cells)` and its like at the end of
/// the header, which check the type of the pointer.
#[apply(plain)]
pub struct habitue_column {
    /// NUL-terminated, where columns go by name; else NULL.
    pub name: *const c_char,
    /// The cells; NULL for a column that is not given.
    pub cells: *const c_void,
    /// Of text, where each row begins and the last one ends; else NULL.
    pub offsets: *const i64,
    /// Of text, how many bytes there are; else 0.
    pub bytes: usize,
    /// Type of the cells, one of `HABITUE_TYPE_...`.
    pub r#type: i32,
    pub reserved: u32,
}

/// A number, or `count` numbers, by name.
#[apply(plain)]
pub struct habitue_setting {
    /// NUL-terminated.
    pub name: *const c_char,
    /// The number, where `values` is NULL.
    pub value: f64,
    /// The numbers, or NULL.
    pub values: *const f64,
    /// How many numbers `values` holds.
    pub count: usize,
}

/// An output column by name, to write.
#[apply(plain)]
pub struct habitue_output {
    /// NUL-terminated.
    pub name: *const c_char,
    /// As many cells as there are rows, or one for an output that is told of all rows.
    pub cells: *mut f64,
}

/// Columns and settings by name. One that is given and not read is refused, with the names of
/// those that are. Start from `HABITUE_EVIDENCE_INIT`.
#[apply(versioned)]
pub struct habitue_evidence {
    pub reserved: u32,
    /// Length of each column.
    pub rows: usize,
    /// The columns, in any order.
    pub columns: *const habitue_column,
    /// How many columns there are.
    pub column_count: usize,
    /// The settings, in any order; one that is absent has its default.
    pub settings: *const habitue_setting,
    /// How many settings there are.
    pub setting_count: usize,
}

/// What is read from a column of the caller's.
pub(super) trait ReadsColumn: Sized {
    /// # Safety
    /// As for [`column`].
    unsafe fn read(column: &habitue_column, rows: usize, name: &'static str) -> Result<Self>;
}

impl ReadsColumn for Keys<'_> {
    unsafe fn read(column: &habitue_column, rows: usize, name: &'static str) -> Result<Self> {
        column.keys(rows, name)
    }
}

/// A type that cells of columns may have.
pub(super) trait Cell: Copy {
    /// One of `HABITUE_TYPE_...`.
    const TYPE: i32;
}

/// The type of keys of this kind, `HABITUE_TYPE_NONE` of nobody's.
pub(super) const fn key_type(kind: Option<KeyKind>) -> i32 {
    match kind {
        None => HABITUE_TYPE_NONE,
        Some(KeyKind::Integer) => HABITUE_TYPE_I64,
        Some(KeyKind::Text) => HABITUE_TYPE_TEXT,
    }
}

/// The types of cells, by number from 0, as a message names them.
const TYPES: [&str; 8] = ["none", "f64", "i64", "u64", "i32", "u32", "u8", "text"];

macro_rules! cells {
    ($($cell:ty = $number:expr),+) => { $(impl Cell for $cell { const TYPE: i32 = $number; })+ };
}
cells! {
    f64 = HABITUE_TYPE_F64, i64 = HABITUE_TYPE_I64, u64 = HABITUE_TYPE_U64,
    i32 = HABITUE_TYPE_I32, u32 = HABITUE_TYPE_U32, u8 = HABITUE_TYPE_U8
}

impl habitue_text {
    /// The text.
    pub(super) unsafe fn read<'a>(&self, name: &'static str) -> Result<&'a str> {
        utf8(self.raw(name)?, name)
    }

    /// The text, where there is one: NULL is none.
    pub(super) unsafe fn given<'a>(&self, name: &'static str) -> Result<Option<&'a str>> {
        if self.bytes.is_null() { Ok(None) } else { self.read(name).map(Some) }
    }

    /// The text, where there is one: NULL is none, and so is the empty text.
    pub(super) unsafe fn filled<'a>(&self, name: &'static str) -> Result<Option<&'a str>> {
        Ok(self.given(name)?.filter(|text| !text.is_empty()))
    }

    /// The bytes, whatever they are.
    pub(super) unsafe fn raw<'a>(&self, name: &'static str) -> Result<&'a [u8]> {
        if self.length == HABITUE_NUL_TERMINATED {
            required(self.bytes, name)?;
            return Ok(CStr::from_ptr(self.bytes).to_bytes());
        }
        column(self.bytes.cast(), self.length, name)
    }
}

impl habitue_column {
    /// Whether it is left out: no cells where there are rows.
    fn is_absent(&self, rows: usize) -> bool {
        self.cells.is_null() && self.offsets.is_null() && rows > 0
    }

    fn typed(&self, wanted: i32, name: &'static str) -> Result<()> {
        self.one_of(&[wanted], name).map(|_| ())
    }

    /// Which of the types that are allowed the cells have.
    pub(super) fn one_of(&self, allowed: &[i32], name: &'static str) -> Result<i32> {
        reserved(self.reserved, name)?;
        let word = |number: i32| usize::try_from(number).ok().and_then(|at| TYPES.get(at).copied());
        let Some(found) = word(self.r#type) else {
            return Err(no_enumerator(self.r#type, name, &[1, 2, 3, 4, 5, 6, 7]));
        };
        if allowed.contains(&self.r#type) {
            return Ok(self.r#type);
        }
        let allowed: Vec<&str> = allowed.iter().filter_map(|number| word(*number)).collect();
        Err(fault(ErrorKind::Argument, name, "is not the type of its cells")
            .with_value(found)
            .allowing(allowed.join(", ")))
    }

    /// Whether there is anything at all.
    pub(super) fn is_given(&self) -> bool {
        self.r#type != HABITUE_TYPE_NONE || !self.cells.is_null() || !self.offsets.is_null()
    }

    /// The keys of customers, integers or text; none of no rows.
    pub(super) unsafe fn keys<'a>(&self, rows: usize, name: &'static str) -> Result<Keys<'a>> {
        if !self.is_given() {
            return column(std::ptr::null(), rows, name).map(Keys::Integer);
        }
        if self.one_of(&[HABITUE_TYPE_I64, HABITUE_TYPE_TEXT], name)? == HABITUE_TYPE_I64 {
            return self.cells(rows, name).map(Keys::Integer);
        }
        self.texts(rows, name).map(Keys::Text)
    }

    /// The cells, of type `T`.
    pub(super) unsafe fn cells<'a, T: Cell>(
        &self,
        rows: usize,
        name: &'static str,
    ) -> Result<&'a [T]> {
        self.typed(T::TYPE, name)?;
        column(self.cells.cast::<T>(), rows, name)
    }

    /// The cells, of text.
    pub(super) unsafe fn texts<'a>(&self, rows: usize, name: &'static str) -> Result<Texts<'a>> {
        self.typed(HABITUE_TYPE_TEXT, name)?;
        texts(self.offsets, rows, self.cells.cast(), self.bytes, name)
    }
}

/// A NUL-terminated name of the caller.
unsafe fn name_at<'a>(pointer: *const c_char, place: &'static str) -> Result<&'a str> {
    required(pointer, place)?;
    utf8(CStr::from_ptr(pointer).to_bytes(), place)
}

/// What goes by name, by name; each name once.
fn by_name<'a, T>(items: impl Iterator<Item = Result<(&'a str, T)>>) -> Result<Named<'a, T>> {
    let mut found: Named<'_, T> = Vec::new();
    for item in items {
        let (name, item) = item?;
        if found.iter().any(|(known, _)| *known == name) {
            return Err(fault(ErrorKind::Duplicate, name, "is given twice"));
        }
        found.push((name, item));
    }
    Ok(found)
}

type Named<'a, T> = Vec<(&'a str, T)>;

/// Refuses a name that is not among those `known`, which the error lists.
fn only<T>(given: &Named<'_, T>, known: &[&str], what: &'static str, reader: &str) -> Result<()> {
    match given.iter().find(|(name, _)| !known.contains(name)) {
        None => Ok(()),
        Some((name, _)) => {
            Err(fault(ErrorKind::NotRead, *name, format!("is no {what} of {reader}"))
                .allowing(if known.is_empty() { "none".to_owned() } else { known.join(", ") }))
        }
    }
}

/// The columns and settings of a caller, by name.
pub(super) struct Evidence<'a> {
    pub(super) rows: usize,
    columns: Named<'a, &'a habitue_column>,
    settings: Named<'a, &'a [f64]>,
}

impl Reads for Evidence<'_> {
    type From = habitue_evidence;

    unsafe fn read(pointer: *const habitue_evidence, name: &'static str) -> Result<Self> {
        let given = results(pointer, name)?;
        let columns = column(given.columns, given.column_count, "columns")?;
        let settings = column(given.settings, given.setting_count, "settings")?;
        let columns = columns
            .iter()
            .filter(|item| !item.is_absent(given.rows))
            .map(|item| Ok((name_at(item.name, "columns")?, item)));
        let settings = settings.iter().map(|item| {
            let (values, count) = match item.values.is_null() {
                true => (&raw const item.value, 1),
                false => (item.values, item.count),
            };
            Ok((name_at(item.name, "settings")?, column(values, count, "settings")?))
        });
        Ok(Self { rows: given.rows, columns: by_name(columns)?, settings: by_name(settings)? })
    }
}

impl<'a> Evidence<'a> {
    /// Refuses what `reader` does not read.
    pub(super) fn only(&self, reader: &str, columns: &[&str], settings: &[&str]) -> Result<()> {
        only(&self.columns, columns, "column", reader)?;
        only(&self.settings, settings, "setting", reader)
    }

    /// The columns by name, in their order; settings are refused.
    pub(super) fn all_columns(&self, reader: &str) -> Result<&[(&'a str, &'a habitue_column)]> {
        only(&self.settings, &[], "setting", reader)?;
        Ok(&self.columns)
    }

    /// Refuses rows of which nothing is known.
    pub(super) fn some(&self) -> Result<()> {
        if self.rows == 0 || !self.columns.is_empty() {
            return Ok(());
        }
        Err(fault(ErrorKind::MissingColumn, "columns", "are none, but there are rows"))
    }

    fn find(&self, name: &str) -> Option<&'a habitue_column> {
        self.columns.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
    }

    /// The column of this name, or `None` where it is not given.
    pub(super) fn optional<T: Cell>(&self, name: &'static str) -> Result<Option<&'a [T]>> {
        // SAFETY: promised where it was read.
        self.find(name).map(|column| unsafe { column.cells(self.rows, name) }).transpose()
    }

    /// The texts of this name, row by row, or `None` where they are not given.
    pub(super) fn optional_texts(&self, name: &'static str) -> Result<Option<Vec<&'a str>>> {
        // SAFETY: promised where it was read.
        let texts = self.find(name).map(|column| unsafe { column.texts(self.rows, name) });
        Ok(texts.transpose()?.map(|texts: Texts<'a>| texts.iter().collect()))
    }

    /// The column of this name, which must be given.
    pub(super) fn column<T: Cell>(&self, name: &'static str) -> Result<&'a [T]> {
        self.optional(name)?.ok_or_else(|| needed(name))
    }

    /// The texts of the column of this name, which must be given.
    pub(super) fn texts(&self, name: &'static str) -> Result<impl Iterator<Item = &'a str>> {
        self.optional_texts(name)?.map(Vec::into_iter).ok_or_else(|| needed(name))
    }

    /// The setting of this name, or what it is by default; one without a default must be given.
    pub(super) fn setting<T: Setting>(&self, name: &'static str, default: &[f64]) -> Result<T> {
        match self.settings.iter().find(|(known, _)| *known == name) {
            Some((_, values)) => T::of(values, name),
            None if !default.is_empty() => T::of(default, name),
            None => Err(absent(name)),
        }
    }
}

/// The error for a column that must be given.
pub(super) fn needed(name: &str) -> Error {
    fault(ErrorKind::MissingColumn, name, "is not given, but is needed")
}

/// What a setting may be made of.
pub(super) trait Setting: Sized {
    /// Of how many numbers; 0 for any number.
    const COUNT: usize = 1;
    fn of(values: &[f64], name: &'static str) -> Result<Self>;
}

impl Setting for f64 {
    fn of(values: &[f64], name: &'static str) -> Result<Self> {
        <[f64; 1]>::of(values, name).map(|[value]| value)
    }
}

/// NaN is none.
impl Setting for Option<f64> {
    fn of(values: &[f64], name: &'static str) -> Result<Self> {
        f64::of(values, name).map(|value| (!value.is_nan()).then_some(value))
    }
}

impl<const N: usize> Setting for [f64; N] {
    const COUNT: usize = N;
    fn of(values: &[f64], name: &'static str) -> Result<Self> {
        values.try_into().map_err(|_| Error::length(name, values.len(), N))
    }
}

impl Setting for Vec<f64> {
    const COUNT: usize = 0;
    fn of(values: &[f64], _: &'static str) -> Result<Self> {
        Ok(values.to_vec())
    }
}

macro_rules! named_settings {
    ($($named:ty),+) => { $(
        impl Setting for $named {
            fn of(values: &[f64], name: &'static str) -> Result<Self> {
                setting_enumerator(f64::of(values, name)?, name, Self::TABLE)
            }
        }
    )+ };
}
named_settings!(LadderRule, PhaseOrder, DayCount, MarginTiming, PaymentTiming, ProportionInterval);

macro_rules! whole_settings {
    ($($whole:ty),+) => { $(
        impl Setting for $whole {
            fn of(values: &[f64], name: &'static str) -> Result<Self> {
                let value = f64::of(values, name)?;
                let (low, high) = (<$whole>::MIN, <$whole>::MAX);
                if value.fract() == 0.0 && value >= f64::from(low) && value <= f64::from(high) {
                    return Ok(value as $whole);
                }
                let allowed = format!("whole numbers from {low} to {high}");
                Err(Error::out_of_range(name, value, allowed))
            }
        }
    )+ };
}
whole_settings!(i32, u32);

impl Setting for u64 {
    fn of(values: &[f64], name: &'static str) -> Result<Self> {
        let (value, most) = (f64::of(values, name)?, 9_007_199_254_740_992.0);
        if value.fract() == 0.0 && (0.0..=most).contains(&value) {
            return Ok(value as Self);
        }
        Err(Error::out_of_range(name, value, "whole numbers from 0 to 2^53"))
    }
}

/// The output columns of a caller, by name.
pub(super) struct Outputs<'a> {
    rows: usize,
    columns: Named<'a, *mut f64>,
}

impl<'a> Outputs<'a> {
    pub(super) unsafe fn read(
        outputs: *const habitue_output,
        count: usize,
        rows: usize,
    ) -> Result<Self> {
        let columns = column(outputs, count, "outputs")?
            .iter()
            .map(|item| Ok((name_at(item.name, "outputs")?, item.cells)));
        Ok(Self { rows, columns: by_name(columns)? })
    }

    /// Nothing is wanted.
    pub(super) fn none() -> Self {
        Self { rows: 0, columns: Vec::new() }
    }

    /// Refuses what `reader` does not tell.
    pub(super) fn only(&self, reader: &str, names: &[&str]) -> Result<()> {
        only(&self.columns, names, "output", reader)
    }

    /// The cells of this output, one for each row or one for all, or `None` where they are not
    /// wanted.
    pub(super) fn cells(&self, name: &'static str, of_all: bool) -> Result<Option<&'a mut [f64]>> {
        let Some((_, cells)) = self.columns.iter().find(|(known, _)| *known == name) else {
            return Ok(None);
        };
        // SAFETY: promised where they were read; each name occurs once.
        unsafe { column_mut(*cells, if of_all { 1 } else { self.rows }, name).map(Some) }
    }
}

/// An enumerator among the settings.
pub(super) fn setting_enumerator<T: Copy>(
    value: f64,
    name: &'static str,
    table: &[(i32, T)],
) -> Result<T> {
    let found = table.iter().find(|(number, _)| f64::from(*number) == value);
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let known: Vec<i32> = table.iter().map(|(number, _)| *number).collect();
        no_enumerator(0, name, &known).with_value(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(name: &CStr, cells: &[f64]) -> habitue_column {
        habitue_column {
            name: name.as_ptr(),
            cells: cells.as_ptr().cast(),
            offsets: std::ptr::null(),
            bytes: 0,
            r#type: HABITUE_TYPE_F64,
            reserved: 0,
        }
    }

    fn read(
        rows: usize,
        columns: &[habitue_column],
        settings: &[habitue_setting],
    ) -> Result<Evidence<'static>> {
        let given = habitue_evidence {
            rows,
            columns: columns.as_ptr(),
            column_count: columns.len(),
            settings: settings.as_ptr(),
            setting_count: settings.len(),
            ..habitue_evidence::default()
        };
        // SAFETY: the columns live longer than what is read of them here.
        unsafe { Evidence::read(&raw const given, "evidence") }
    }

    #[test]
    fn columns_go_by_name_and_type() {
        let (x, y) = ([1.0, 2.0], [3.0, f64::NAN]);
        let found = read(2, &[numbers(c"y", &y), numbers(c"x", &x)], &[]).unwrap();
        assert_eq!(found.column::<f64>("x").unwrap(), x);
        assert_eq!(found.optional::<f64>("z").unwrap(), None);
        assert_eq!(found.column::<f64>("z").unwrap_err().kind(), ErrorKind::MissingColumn);
        let wrong = found.column::<u32>("x").unwrap_err();
        assert_eq!(wrong.to_string(), "x: f64 is not the type of its cells; allowed: u32");
        found.only("TEST", &["x", "y"], &[]).unwrap();
        let unread = found.only("TEST", &["x"], &[]).unwrap_err();
        assert_eq!(unread.kind(), ErrorKind::NotRead);
        assert_eq!(unread.to_string(), "y: is no column of TEST; allowed: x");
        let twice = read(2, &[numbers(c"x", &y), numbers(c"x", &x)], &[]);
        assert_eq!(twice.err().map(|e| e.kind()), Some(ErrorKind::Duplicate));
    }

    #[test]
    fn a_column_without_cells_is_not_given_where_there_are_rows() {
        let none = habitue_column { cells: std::ptr::null(), ..numbers(c"x", &[]) };
        assert_eq!(read(2, &[none], &[]).unwrap().optional::<f64>("x").unwrap(), None);
        assert!(read(0, &[none], &[]).unwrap().column::<f64>("x").unwrap().is_empty());
    }

    #[test]
    fn settings_are_numbers_whole_numbers_or_lists() {
        let values = [1.0, 2.0, 3.0];
        let of = |name: &CStr, value, values: &[f64]| habitue_setting {
            name: name.as_ptr(),
            value,
            values: if values.is_empty() { std::ptr::null() } else { values.as_ptr() },
            count: values.len(),
        };
        let settings = [of(c"cut", 2.5, &[]), of(c"rule", 2.0, &[]), of(c"weights", 0.0, &values)];
        let found = read(0, &[], &settings).unwrap();
        assert_eq!(found.setting::<f64>("cut", &[1.0]).unwrap(), 2.5);
        assert_eq!(found.setting::<u32>("rule", &[7.0]).unwrap(), 2);
        assert_eq!(found.setting::<[f64; 3]>("weights", &[]).unwrap(), values);
        assert_eq!(found.setting::<f64>("other", &[4.0]).unwrap(), 4.0);
        assert_eq!(found.setting::<f64>("other", &[]).unwrap_err().kind(), ErrorKind::Missing);
        assert_eq!(found.setting::<f64>("weights", &[]).unwrap_err().kind(), ErrorKind::Length);
        let rule = found.setting::<LadderRule>("rule", &[1.0]).unwrap();
        assert_eq!(rule, LadderRule::Highest);
        assert_eq!(found.setting::<Option<f64>>("other", &[f64::NAN]).unwrap(), None);
        let wrong = found.setting::<LadderRule>("cut", &[]).unwrap_err();
        assert_eq!((wrong.kind(), wrong.allowed()), (ErrorKind::Enumerator, Some("1, 2")));
        assert_eq!(found.setting::<i32>("cut", &[]).unwrap_err().kind(), ErrorKind::OutOfRange);
    }
}
