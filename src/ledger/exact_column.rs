//! Exact amounts as a column.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::error::Result;
#[cfg(feature = "serde")]
use crate::error::{Error, ErrorKind};
use crate::money::Exact;

/// What the amount of a row has above its whole minor units: 0 to 1, the latter excluded.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Fraction {
    row: u64,
    minor: Decimal,
}

#[cfg(feature = "files")]
impl Fraction {
    /// The same so many rows later.
    pub(super) const fn later(&self, rows: u64) -> Self {
        Self { row: self.row + rows, minor: self.minor }
    }
}

/// Amounts in minor units, whole ones rounded down, with the fractions of those rows that have
/// any: hardly ever one.
#[derive(Debug, Clone)]
pub(crate) struct ExactColumn<'a> {
    whole: Cow<'a, [i64]>,
    /// By ascending rows.
    fractions: Cow<'a, [Fraction]>,
}

impl<'a> ExactColumn<'a> {
    /// A column that was checked.
    pub(super) const fn new(whole: &'a [i64], fractions: &'a [Fraction]) -> Self {
        Self { whole: Cow::Borrowed(whole), fractions: Cow::Borrowed(fractions) }
    }

    /// Converts each row; an error names it.
    ///
    /// # Errors
    /// Those of `convert`.
    pub(super) fn collect<T>(
        values: impl ExactSizeIterator<Item = T>,
        mut convert: impl FnMut(T) -> Result<Exact>,
    ) -> Result<Self> {
        let (mut whole, mut fractions) = (Vec::with_capacity(values.len()), Vec::new());
        for (row, value) in values.enumerate() {
            let exact = convert(value).map_err(|error| error.at_row(row as u64))?;
            push(&mut whole, &mut fractions, exact);
        }
        Ok(Self { whole: Cow::Owned(whole), fractions: Cow::Owned(fractions) })
    }

    /// The whole minor units.
    pub(crate) fn whole(&self) -> &[i64] {
        &self.whole
    }

    /// The amount of a row.
    pub(crate) fn get(&self, row: usize) -> Exact {
        let whole = self.whole[row];
        match self.fractions.binary_search_by_key(&(row as u64), |fraction| fraction.row) {
            Ok(at) => Exact::with_fraction(whole, self.fractions[at].minor),
            Err(_) => Exact::whole(whole),
        }
    }

    /// The rows whose amounts are no whole minor units, and these amounts.
    pub(crate) fn fractional(&self) -> impl Iterator<Item = (usize, Exact)> + '_ {
        self.fractions.iter().map(|fraction| {
            let row = fraction.row as usize;
            (row, Exact::with_fraction(self.whole[row], fraction.minor))
        })
    }
}

/// Appends an amount to a column in two parts.
pub(super) fn push(whole: &mut Vec<i64>, fractions: &mut Vec<Fraction>, amount: Exact) {
    // An accepted amount is within 2^53.
    let row = whole.len() as u64;
    whole.push(amount.floor().unwrap_or_default());
    if amount.parts() != 0 {
        fractions.push(Fraction { row, minor: amount.fraction() });
    }
}

/// Refuses fractions that no column of so many rows has.
#[cfg(feature = "serde")]
pub(super) fn check_fractions(column: &str, fractions: &[Fraction], rows: usize) -> Result<()> {
    for fraction in fractions {
        if !(fraction.minor > Decimal::ZERO && fraction.minor < Decimal::ONE) {
            return Err(Error::new(ErrorKind::OutOfRange, "is no fraction of a minor unit")
                .in_column(column)
                .with_value(fraction.minor)
                .allowing("more than 0, less than 1"));
        }
        if fraction.row >= rows as u64 {
            return Err(Error::length(column, fraction.row as usize, rows));
        }
    }
    if !fractions.is_sorted_by(|a, b| a.row < b.row) {
        return Err(Error::new(ErrorKind::Unsorted, "do not ascend").in_column(column));
    }
    Ok(())
}
