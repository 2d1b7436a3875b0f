//! What is known of a customer: kinds of facts, each with its way of saying
//! "not known", for one customer and in columns.

use std::fmt::Display;

use super::class::sealed;
use crate::error::{Error, ErrorKind, Result};

/// The cell of a [`Flag`] column that says "not known".
pub const UNKNOWN_FLAG: u8 = 2;
/// The cell of a [`Level`] column that says "not known".
pub const UNKNOWN_LEVEL: u8 = 0;
/// The cell of a [`Count`] column that says "not known".
pub const UNKNOWN_COUNT: u32 = u32::MAX;

/// A kind of fact: which values it may take, and how a column holds it. The trait is
/// sealed.
pub trait FactKind: sealed::Sealed {
    /// What one customer's fact is, where it is known.
    type Value: Copy + Display;
    /// What a column holds.
    type Cell: Copy + Display;

    /// The allowed cells, in words.
    fn allowed() -> String;

    /// Whether a column may hold this cell.
    fn is_valid(cell: Self::Cell) -> bool;

    /// The fact in a valid cell, `None` where it is not known.
    fn read(cell: Self::Cell) -> Option<Self::Value>;

    /// The cell that says this.
    fn cell(value: Option<Self::Value>) -> Self::Cell;

    /// Why a cell is refused.
    fn refuse(column: &str, cell: Self::Cell) -> Error {
        Error::new(ErrorKind::OutOfRange, "is out of range")
            .in_column(column)
            .with_value(cell)
            .allowing(Self::allowed())
    }
}

/// Yes, no, or not known: 1, 0, 2 in a `u8` column.
#[derive(Debug, Clone, Copy)]
pub enum Flag {}

impl sealed::Sealed for Flag {}

impl FactKind for Flag {
    type Value = bool;
    type Cell = u8;

    fn allowed() -> String {
        "0 (no), 1 (yes) or 2 (not known)".to_owned()
    }

    fn is_valid(cell: u8) -> bool {
        cell <= UNKNOWN_FLAG
    }

    fn read(cell: u8) -> Option<bool> {
        if cell == UNKNOWN_FLAG { None } else { Some(cell == 1) }
    }

    fn cell(value: Option<bool>) -> u8 {
        value.map_or(UNKNOWN_FLAG, u8::from)
    }
}

/// An answer on an ordered scale of N levels, 1 (lowest) to N (highest), or 0
/// in a `u8` column where it is not known.
#[derive(Debug, Clone, Copy)]
pub enum Level<const N: u8> {}

impl<const N: u8> sealed::Sealed for Level<N> {}

impl<const N: u8> FactKind for Level<N> {
    type Value = u8;
    type Cell = u8;

    fn allowed() -> String {
        format!("1 to {N}, or 0 (not known)")
    }

    fn is_valid(cell: u8) -> bool {
        cell <= N
    }

    fn read(cell: u8) -> Option<u8> {
        if cell == UNKNOWN_LEVEL { None } else { Some(cell) }
    }

    fn cell(value: Option<u8>) -> u8 {
        value.unwrap_or(UNKNOWN_LEVEL)
    }
}

/// A count, or `u32::MAX` in a `u32` column where it is not known.
#[derive(Debug, Clone, Copy)]
pub enum Count {}

impl sealed::Sealed for Count {}

impl FactKind for Count {
    type Value = u32;
    type Cell = u32;

    fn allowed() -> String {
        "0 to 4294967294, or 4294967295 (not known)".to_owned()
    }

    fn is_valid(_: u32) -> bool {
        true
    }

    fn read(cell: u32) -> Option<u32> {
        if cell == UNKNOWN_COUNT { None } else { Some(cell) }
    }

    fn cell(value: Option<u32>) -> u32 {
        value.unwrap_or(UNKNOWN_COUNT)
    }
}

macro_rules! number_kind {
    ($(#[$meta:meta])* $name:ident, $allowed:literal, |$cell:ident| $valid:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}

        impl sealed::Sealed for $name {}

        impl FactKind for $name {
            type Value = f64;
            type Cell = f64;

            fn allowed() -> String {
                concat!($allowed, ", or NaN (not known)").to_owned()
            }

            fn is_valid($cell: f64) -> bool {
                $cell.is_nan() || $valid
            }

            fn read(cell: f64) -> Option<f64> {
                if cell.is_nan() { None } else { Some(cell) }
            }

            fn cell(value: Option<f64>) -> f64 {
                value.unwrap_or(f64::NAN)
            }

            fn refuse(column: &str, cell: f64) -> Error {
                Error::out_of_range(column, cell, Self::allowed())
            }
        }
    };
}

number_kind! {
    /// A finite number of either sign, or NaN in an `f64` column where it is
    /// not known.
    Number, "a finite number", |cell| cell.is_finite()
}
number_kind! {
    /// A finite number that is not negative, or NaN in an `f64` column where it
    /// is not known.
    NonNegative, "a finite number >= 0", |cell| (0.0..f64::INFINITY).contains(&cell)
}
number_kind! {
    /// A share or probability from 0 to 1, or NaN in an `f64` column where it
    /// is not known.
    Fraction, "0 to 1", |cell| (0.0..=1.0).contains(&cell)
}

/// The facts of one customer. The trait is sealed.
pub trait Facts: sealed::Sealed {
    /// Checks every fact that is known.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] or [`ErrorKind::NotFinite`] for the first fact
    /// that its kind refuses, by name.
    fn check(&self) -> Result<()>;
}

/// The columns of a scheme's facts, all of one length; a column that was left
/// out is not known for anybody. The trait is sealed.
pub trait FactColumns: sealed::Sealed {
    /// The facts of one row.
    type Facts: Facts;

    /// Columns for `rows` customers, none of them set yet.
    fn of_rows(rows: usize) -> Self;

    /// How many customers the columns hold.
    fn rows(&self) -> usize;

    /// Checks every length and every cell.
    ///
    /// # Errors
    /// [`ErrorKind::Length`] for a column of another length than
    /// [`rows`](Self::rows); [`ErrorKind::OutOfRange`] or
    /// [`ErrorKind::NotFinite`] for the first cell that its kind refuses, with
    /// row and column.
    fn check(&self) -> Result<()>;

    /// The facts of row `row`, which is below [`rows`](Self::rows).
    fn facts(&self, row: usize) -> Self::Facts;
}

/// Checks the length and the cells of one column.
pub(crate) fn check_column<K: FactKind>(
    name: &'static str,
    column: Option<&[K::Cell]>,
    rows: usize,
) -> Result<()> {
    let Some(column) = column else { return Ok(()) };
    if column.len() != rows {
        return Err(Error::length(name, column.len(), rows));
    }
    match column.iter().position(|cell| !K::is_valid(*cell)) {
        Some(row) => Err(K::refuse(name, column[row]).at_row(row as u64)),
        None => Ok(()),
    }
}

/// Checks the fact of one customer.
pub(crate) fn check_fact<K: FactKind>(name: &'static str, value: Option<K::Value>) -> Result<()> {
    let cell = K::cell(value);
    // A value that reads as "not known" (a NaN, a level of 0) is not one.
    if K::is_valid(cell) && (value.is_none() || K::read(cell).is_some()) {
        Ok(())
    } else {
        Err(K::refuse(name, cell))
    }
}

/// Declares the facts of a scheme twice: for one customer and as columns.
macro_rules! facts {
    (
        $(#[$meta:meta])*
        pub struct $facts:ident, $columns:ident {
            $( $(#[$note:meta])* $field:ident: $kind:ty, )+
        }
    ) => {
        $(#[$meta])*
        ///
        /// Facts of one customer; what is not set is not known.
        #[derive(Debug, Clone, Copy, PartialEq, Default)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[non_exhaustive]
        pub struct $facts {
            $( $(#[$note])* pub $field: Option<<$kind as $crate::classify::FactKind>::Value>, )+
        }

        impl $facts {
            /// Nothing is known yet.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }

            $(
                $(#[$note])*
                #[must_use]
                pub fn $field(
                    mut self,
                    value: impl Into<Option<<$kind as $crate::classify::FactKind>::Value>>,
                ) -> Self {
                    self.$field = value.into();
                    self
                }
            )+
        }

        $(#[$meta])*
        ///
        /// Columns of facts; a column that is not set is not known for anybody.
        #[derive(Debug, Clone, Copy)]
        #[non_exhaustive]
        pub struct $columns<'a> {
            rows: usize,
            $(
                $(#[$note])*
                pub $field: Option<&'a [<$kind as $crate::classify::FactKind>::Cell]>,
            )+
        }

        impl<'a> $columns<'a> {
            /// Columns for `rows` customers, none of them set yet.
            #[must_use]
            pub fn new(rows: usize) -> Self {
                Self { rows, $( $field: None, )+ }
            }

            $(
                $(#[$note])*
                #[must_use]
                pub fn $field(
                    mut self,
                    column: &'a [<$kind as $crate::classify::FactKind>::Cell],
                ) -> Self {
                    self.$field = Some(column);
                    self
                }
            )+
        }

        impl $crate::classify::Sealed for $columns<'_> {}

        impl $crate::classify::FactColumns for $columns<'_> {
            type Facts = $facts;

            fn of_rows(rows: usize) -> Self {
                Self::new(rows)
            }

            fn rows(&self) -> usize {
                self.rows
            }

            fn check(&self) -> $crate::error::Result<()> {
                $( $crate::classify::check_column::<$kind>(
                    stringify!($field), self.$field, self.rows)?; )+
                Ok(())
            }

            #[inline]
            fn facts(&self, row: usize) -> $facts {
                $facts {
                    $( $field: self.$field.and_then(
                        |column| <$kind as $crate::classify::FactKind>::read(column[row])), )+
                }
            }
        }

        #[cfg(test)]
        impl $facts {
            /// Calls `body` with these rows as columns.
            #[allow(dead_code)]
            pub(crate) fn with_columns<T>(rows: &[Self], body: impl FnOnce(&$columns<'_>) -> T) -> T {
                $( let $field: Vec<_> = rows
                    .iter()
                    .map(|row| <$kind as $crate::classify::FactKind>::cell(row.$field))
                    .collect(); )+
                body(&$columns { rows: rows.len(), $( $field: Some(&$field), )+ })
            }
        }

        impl $crate::classify::Sealed for $facts {}

        impl $crate::classify::Facts for $facts {
            fn check(&self) -> $crate::error::Result<()> {
                $( $crate::classify::check_fact::<$kind>(stringify!($field), self.$field)?; )+
                Ok(())
            }
        }
    };
}
pub(crate) use facts;
