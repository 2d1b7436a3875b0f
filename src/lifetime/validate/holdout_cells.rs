//! What was forecast and what came to pass, in a form that merges.

use super::holdout::{Holdout, HoldoutErrors, not_negative};
use crate::bytes::form::Form;
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::counts::check_total;

/// The distinct rows of a [`Holdout`], each with how often it is there: of every figure that a base
/// in parts needs, so that each part is judged where it lies and the parts are
/// [merged](Self::merge).
///
/// The errors of the merged cells have the very bits of those of all rows at once, in whatever
/// order and tree the parts were merged: shares, ranking and Gini coefficients, too.
///
/// ```
/// use habitue::lifetime::{Holdout, HoldoutCells};
/// let north = Holdout::new(&[0.0, 1.0, 0.0], &[0.2, 1.5, 0.2])?.cells();
/// let south = Holdout::new(&[5.0, 0.0], &[3.0, 0.3])?.cells();
/// let merged = HoldoutCells::from_bytes(&south.to_bytes())?.merge(&north)?;
/// let all = Holdout::new(&[0.0, 1.0, 0.0, 5.0, 0.0], &[0.2, 1.5, 0.2, 3.0, 0.3])?;
/// assert_eq!((merged.errors()?, merged.len()), (all.errors(), 4));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct HoldoutCells {
    actual: Vec<f64>,
    expected: Vec<f64>,
    weights: Vec<f64>,
    times: Vec<u64>,
}

impl Holdout<'_> {
    /// The distinct rows with how often each is there, which merge with those of other customers.
    #[must_use]
    pub fn cells(&self) -> HoldoutCells {
        let mut rows: Vec<[u64; 3]> =
            self.rows().map(|row| row.map(|value| (value + 0.0).to_bits())).collect();
        rows.sort_unstable();
        let mut cells = HoldoutCells::default();
        for same in rows.chunk_by(|a, b| a == b) {
            cells.push(same[0].map(f64::from_bits), same.len() as u64);
        }
        cells
    }
}

impl HoldoutCells {
    fn push(&mut self, [actual, expected, weight]: [f64; 3], times: u64) {
        self.actual.push(actual);
        self.expected.push(expected);
        self.weights.push(weight);
        self.times.push(times);
    }

    /// A cell as integers that sort as the numbers do: none is negative.
    fn key(&self, cell: usize) -> Option<[u64; 3]> {
        let row = [*self.actual.get(cell)?, self.expected[cell], self.weights[cell]];
        Some(row.map(f64::to_bits))
    }

    /// How many distinct rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// The cells of both parts together.
    ///
    /// # Errors
    /// `Overflow` for more than 2^53 rows together.
    pub fn merge(&self, other: &Self) -> Result<Self> {
        let mut merged = Self::default();
        let (mut i, mut j) = (0, 0);
        loop {
            let (ours, theirs) = (self.key(i), other.key(j));
            let least = match (ours, theirs) {
                (Some(ours), Some(theirs)) => ours.min(theirs),
                (Some(key), None) | (None, Some(key)) => key,
                (None, None) => break,
            };
            let mut times = 0_u64;
            if ours == Some(least) {
                times += self.times[i];
                i += 1;
            }
            if theirs == Some(least) {
                times = times.saturating_add(other.times[j]);
                j += 1;
            }
            merged.push(least.map(f64::from_bits), times);
        }
        check_total("times", &merged.times)?;
        Ok(merged)
    }

    /// The errors, as [`Holdout::errors`] of all rows gives them.
    ///
    /// # Errors
    /// `Empty` without a customer.
    pub fn errors(&self) -> Result<HoldoutErrors> {
        if self.weights.iter().all(|weight| *weight == 0.0) {
            return Err(Error::empty("actual"));
        }
        let Self { actual, expected, weights, times } = self;
        Ok(Holdout::repeated(actual, expected, weights, times).errors())
    }

    /// The cells as bytes, the same on every machine and for the same rows, with a format version
    /// and a checksum.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Writer::new(&Form::HOLDOUT);
        bytes.column(&self.actual);
        bytes.run(&self.expected);
        bytes.run(&self.weights);
        bytes.run(&self.times);
        bytes.seal()
    }

    /// The cells that [`HoldoutCells::to_bytes`] wrote, of one part or of several one behind the
    /// other.
    ///
    /// # Errors
    /// `Corrupt` where the bytes are cut, damaged, or of something else; `FormatVersion` where a
    /// newer library wrote them; `Overflow` for more than 2^53 rows.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let (first, mut rest) = split(bytes);
        let mut all = Self::part(first)?;
        while !rest.is_empty() {
            let (next, behind) = split(rest);
            (all, rest) = (all.merge(&Self::part(next)?)?, behind);
        }
        Ok(all)
    }

    fn part(bytes: &[u8]) -> Result<Self> {
        let mut bytes = Reader::open(&Form::HOLDOUT, bytes)?;
        let actual: Vec<f64> = bytes.column()?;
        let cells = actual.len();
        let (expected, weights) = (bytes.run(cells)?, bytes.run(cells)?);
        let times = bytes.run(cells)?;
        bytes.end()?;
        Self { actual, expected, weights, times }.checked().map_err(|error| bytes.invalid(error))
    }

    /// Refuses cells that no rows have.
    fn checked(self) -> Result<Self> {
        let cells = self.times.len();
        for (name, column) in
            [("actual", &self.actual), ("expected", &self.expected), ("weights", &self.weights)]
        {
            if column.len() != cells {
                return Err(Error::length(name, column.len(), cells));
            }
            not_negative(name, column)?;
            if let Some(row) = column.iter().position(|value| value.is_sign_negative()) {
                return Err(Error::out_of_range(name, -0.0, ">= 0 and finite").at_row(row as u64));
            }
        }
        let ascending = (1..cells).all(|cell| self.key(cell - 1) < self.key(cell));
        if !ascending || self.times.contains(&0) {
            let message = "do not ascend, or one is there 0 times";
            return Err(Error::new(ErrorKind::Unsorted, message).in_column("actual"));
        }
        check_total("times", &self.times)?;
        Ok(self)
    }
}

/// The bytes of the first part, as far as its length says, and those behind it.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    // What they are of and the version; how many cells; the columns; the checksum.
    let count = bytes.get(12..20).and_then(|count| count.try_into().ok()).map(u64::from_le_bytes);
    let length = count.and_then(|count| count.checked_mul(32)?.checked_add(24));
    let length = length.and_then(|length| usize::try_from(length).ok()).unwrap_or(bytes.len());
    bytes.split_at(length.min(bytes.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row() -> impl Strategy<Value = [f64; 3]> {
        let few = prop::sample::select(vec![0.0, 0.7, 1.0 / 3.0, 2.0, 1e17, 5e-324]);
        [(0.0..9.0_f64).prop_map(f64::floor).boxed(), few.boxed(), (0.1..3.0_f64).boxed()]
    }

    proptest! {
        #[test]
        fn parts_in_any_tree_are_the_whole(
            rows in prop::collection::vec(row(), 1..60),
            parts in prop::collection::vec(0_usize..4, 60),
            plain in any::<bool>(),
        ) {
            let cells = |rows: &[[f64; 3]]| -> HoldoutCells {
                let column = |i: usize| -> Vec<f64> { rows.iter().map(|row| row[i]).collect() };
                let (actual, expected, weights) = (column(0), column(1), column(2));
                let Ok(holdout) = Holdout::new(&actual, &expected) else {
                    return HoldoutCells::default();
                };
                if plain { holdout } else { holdout.with_weights(&weights).unwrap() }.cells()
            };
            let part = |wanted: usize| -> HoldoutCells {
                let own = rows.iter().zip(&parts).filter(|(_, part)| **part == wanted);
                cells(&own.map(|(row, _)| *row).collect::<Vec<_>>())
            };
            let [a, b, c, d] = [0, 1, 2, 3].map(part);
            let merged = d.merge(&b).unwrap().merge(&c.merge(&a).unwrap()).unwrap();
            let whole = cells(&rows);
            prop_assert_eq!(&merged, &whole);
            prop_assert_eq!(merged.to_bytes(), whole.to_bytes());
            let behind = [c.to_bytes(), a.to_bytes(), d.to_bytes(), b.to_bytes()].concat();
            prop_assert_eq!(&HoldoutCells::from_bytes(&behind).unwrap(), &whole);
            prop_assert_eq!(HoldoutCells::from_bytes(&merged.to_bytes()).unwrap(), whole);
            let column = |i: usize| -> Vec<f64> { rows.iter().map(|row| row[i]).collect() };
            let (actual, expected, weights) = (column(0), column(1), column(2));
            let all = Holdout::new(&actual, &expected).unwrap();
            let all = if plain { all } else { all.with_weights(&weights).unwrap() };
            let same = format!("{:?}", merged.errors().unwrap()) == format!("{:?}", all.errors());
            prop_assert!(same);
        }
    }

    #[test]
    fn what_no_rows_have_is_refused() {
        let right = Holdout::new(&[1.0, 2.0], &[0.5, 0.5]).unwrap().cells();
        assert!(HoldoutCells::default().errors().is_err());
        let wrong = [
            HoldoutCells { times: vec![0, 1], ..right.clone() },
            HoldoutCells { actual: vec![2.0, 1.0], ..right.clone() },
            HoldoutCells { actual: vec![1.0, 1.0], ..right.clone() },
            HoldoutCells { expected: vec![0.5, f64::NAN], ..right.clone() },
            HoldoutCells { expected: vec![-0.0, 0.5], ..right.clone() },
            HoldoutCells { weights: vec![1.0], ..right.clone() },
            HoldoutCells { times: vec![u64::MAX, 1], ..right },
        ];
        for wrong in wrong {
            let found = HoldoutCells::from_bytes(&wrong.to_bytes());
            assert_eq!(found.unwrap_err().kind(), ErrorKind::Corrupt, "{wrong:?}");
        }
    }
}
