//! Which respondents are looked at together: segments, waves, dealers, months.

use crate::customer::{Dictionary, Keys};
use crate::error::{Error, ErrorKind, Result};

/// The groups of respondents that one or several columns of keys make: by segment, wave, dealer
/// or month, or by two of them together.
///
/// Groups are those that somebody is in, in the order of their keys: integers by value, text by
/// code point, the first column first. Who has an empty text as key is in none.
///
/// ```
/// use habitue::customer::TextColumn;
/// use habitue::survey::Groups;
///
/// let mut dealer = TextColumn::default();
/// ["west", "east", "", "west"].iter().for_each(|name| dealer.push(name));
/// let groups = Groups::of(&[dealer.as_texts().into()])?;
/// assert_eq!((groups.len(), groups.rows(0), groups.rows(1)), (2, &[1][..], &[0, 3][..]));
/// assert_eq!((groups.of_row(0), groups.of_row(2)), (Some(1), None));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    codes: Vec<u32>,
    /// The rows of the first group, ascending, then those of the second.
    order: Vec<u32>,
    starts: Vec<usize>,
}

/// In no group.
const NONE: u32 = u32::MAX;

impl Groups {
    /// So many groups may be named, whether or not there are as many respondents.
    const FEW: usize = 1 << 16;

    /// The groups that these columns make together; one column is the usual case.
    ///
    /// # Errors
    /// `Empty` without a column; `Length` for columns of different lengths; `Overflow` beyond
    /// 2^32 - 2 respondents.
    pub fn of(columns: &[Keys<'_>]) -> Result<Self> {
        let Some((first, others)) = columns.split_first() else {
            return Err(Error::empty("groups"));
        };
        let rows = first.len();
        let (mut codes, mut count) = coded(*first)?;
        for other in others {
            if other.len() != rows {
                return Err(Error::length("groups", other.len(), rows));
            }
            let (more, distinct) = coded(*other)?;
            let pair = |row: usize| {
                let both = codes[row] != NONE && more[row] != NONE;
                both.then(|| u64::from(codes[row]) * distinct as u64 + u64::from(more[row]))
            };
            (codes, count) = ranks(rows, pair)?;
        }
        Ok(Self::sorted(codes, count))
    }

    /// Everybody in one group.
    ///
    /// # Errors
    /// `Overflow` beyond 2^32 - 2 respondents.
    pub fn whole(respondents: usize) -> Result<Self> {
        check_rows(respondents)?;
        Ok(Self::sorted(vec![0; respondents], 1))
    }

    /// Groups that are known already: the group of each respondent, from 0, below `count`; or
    /// none. A group may be empty.
    ///
    /// # Errors
    /// `OutOfRange` for a group that is not below `count`, naming the row, or for more groups than
    /// respondents and than 65,536; `Overflow` beyond 2^32 - 2 respondents.
    pub fn of_codes(codes: &[Option<u32>], count: usize) -> Result<Self> {
        check_rows(codes.len())?;
        let most = codes.len().max(Self::FEW);
        if count > most {
            return Err(Error::out_of_range("groups", count as f64, format!("0 to {most}")));
        }
        let checked = codes.iter().enumerate().map(|(row, code)| match code {
            Some(code) if *code as usize >= count => {
                let allowed = format!("less than the number of groups, {count}");
                Err(Error::out_of_range("groups", f64::from(*code), allowed).at_row(row as u64))
            }
            Some(code) => Ok(*code),
            None => Ok(NONE),
        });
        Ok(Self::sorted(checked.collect::<Result<_>>()?, count))
    }

    fn sorted(codes: Vec<u32>, count: usize) -> Self {
        let mut starts = vec![0; count + 1];
        codes.iter().filter(|code| **code != NONE).for_each(|code| starts[*code as usize + 1] += 1);
        for group in 0..count {
            starts[group + 1] += starts[group];
        }
        let (mut next, mut order) = (starts.clone(), vec![0; starts[count]]);
        for (row, code) in codes.iter().enumerate().filter(|(_, code)| **code != NONE) {
            let place = &mut next[*code as usize];
            order[*place] = row as u32;
            *place += 1;
        }
        Self { codes, order, starts }
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many respondents there are, those of no group included.
    #[must_use]
    pub fn respondents(&self) -> usize {
        self.codes.len()
    }

    /// The respondents of a group, ascending; none where there is no such group.
    #[must_use]
    pub fn rows(&self, group: usize) -> &[u32] {
        match group < self.len() {
            true => &self.order[self.starts[group]..self.starts[group + 1]],
            false => &[],
        }
    }

    /// The group of a respondent, if there is one.
    #[must_use]
    pub fn of_row(&self, row: usize) -> Option<usize> {
        self.codes.get(row).filter(|code| **code != NONE).map(|code| *code as usize)
    }

    /// How many respondents are in no group.
    #[must_use]
    pub fn ungrouped(&self) -> usize {
        self.codes.len() - self.order.len()
    }
}

fn check_rows(rows: usize) -> Result<()> {
    match rows < NONE as usize {
        true => Ok(()),
        false => Err(Error::new(ErrorKind::Overflow, "are more than 2^32 - 2")
            .in_column("respondents")
            .with_value(rows)),
    }
}

/// The code of each key in the order of the keys, and how many codes there are.
fn coded(keys: Keys<'_>) -> Result<(Vec<u32>, usize)> {
    check_rows(keys.len())?;
    match keys {
        Keys::Integer(keys) => ranks(keys.len(), |row| Some(keys[row])),
        Keys::Text(texts) => {
            let mut names = Dictionary::default();
            let mut codes = names.intern_all(texts, 1)?;
            let mut count = names.len();
            if names.text(0) == Some("") {
                // The empty text is before all others.
                codes.iter_mut().for_each(|code| *code = code.checked_sub(1).unwrap_or(NONE));
                count -= 1;
            }
            Ok((codes, count))
        }
    }
}

/// The place of each value among the different ones.
fn ranks<T: Ord + Copy>(
    rows: usize,
    value: impl Fn(usize) -> Option<T>,
) -> Result<(Vec<u32>, usize)> {
    let mut distinct: Vec<T> = (0..rows).filter_map(&value).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let place = |row| match value(row) {
        Some(value) => distinct.binary_search(&value).map_or(NONE, |place| place as u32),
        None => NONE,
    };
    Ok(((0..rows).map(place).collect(), distinct.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::TextColumn;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn shapes_and_codes_are_checked() {
        assert_eq!(Groups::of(&[]).unwrap_err().kind(), ErrorKind::Empty);
        let uneven = Groups::of(&[Keys::Integer(&[1, 2]), Keys::Integer(&[1])]).unwrap_err();
        assert_eq!(uneven.kind(), ErrorKind::Length);
        let beyond = Groups::of_codes(&[Some(0), Some(2)], 2).unwrap_err();
        assert_eq!((beyond.kind(), beyond.row()), (ErrorKind::OutOfRange, Some(1)));
        assert!(Groups::of_codes(&[], 1 << 20).is_err());
        let empty = Groups::of_codes(&[Some(2), None], 3).unwrap();
        assert_eq!((empty.len(), empty.rows(0).len(), empty.rows(2)), (3, 0, &[0][..]));
        assert_eq!((empty.ungrouped(), empty.rows(9).len()), (1, 0));
        assert_eq!(Groups::whole(3).unwrap().rows(0), [0, 1, 2]);
    }

    proptest! {
        /// The groups are those of a sorted map from both keys to rows.
        #[test]
        fn groups_are_the_keys_in_order(
            rows in prop::collection::vec((-3..3_i64, prop::sample::select(vec!["", "a", "店", "b"])), 0..60),
        ) {
            let numbers: Vec<i64> = rows.iter().map(|row| row.0).collect();
            let mut texts = TextColumn::default();
            rows.iter().for_each(|row| texts.push(row.1));
            let columns = [Keys::Integer(&numbers), texts.as_texts().into()];
            let found = Groups::of(&columns).unwrap();
            let mut expected: BTreeMap<(i64, &str), Vec<u32>> = BTreeMap::new();
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.1.is_empty()) {
                expected.entry(*row).or_default().push(at as u32);
            }
            prop_assert_eq!(found.len(), expected.len());
            for (group, members) in expected.values().enumerate() {
                prop_assert_eq!(found.rows(group), members.as_slice());
            }
            let codes: Vec<Option<u32>> = (0..rows.len())
                .map(|row| found.of_row(row).map(|group| group as u32))
                .collect();
            prop_assert_eq!(Groups::of_codes(&codes, found.len()).unwrap(), found);
        }
    }
}
