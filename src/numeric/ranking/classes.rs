//! The class of every row by cuts of its key, at the speed of memory.

use crate::numeric::parallel;
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::cut_point::CutPoint;
use crate::numeric::ranking::keys::{FEWEST_ROWS, Keys, bits};
use crate::numeric::ranking::selection::BIN_BITS;

/// Where a class begins: larger keys are in, and so are the rows before `until` whose key is equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) key: u64,
    pub(crate) until: usize,
}

impl Level {
    /// A level that nothing reaches.
    pub(crate) const NEVER: Self = Self { key: u64::MAX, until: 0 };

    /// A level that larger keys reach, and equal ones where `equal` says so.
    pub(crate) const fn above(key: u64, equal: bool) -> Self {
        Self { key, until: if equal { usize::MAX } else { 0 } }
    }

    /// Whether all rows of its own key reach it.
    pub(crate) const fn is_inclusive(self) -> bool {
        self.until == usize::MAX
    }

    /// The level as a value; `None` where nothing reaches it.
    pub(crate) fn cut_point<V: Amount>(self) -> Option<CutPoint<V>> {
        (self != Self::NEVER)
            .then(|| CutPoint { value: V::from_key(self.key), inclusive: self.is_inclusive() })
    }

    /// The level, or that of all keys above `key` where it lies lower.
    pub(crate) fn not_below(self, key: u64) -> Self {
        if self.key <= key { Self::above(key, false) } else { self }
    }

    #[inline]
    const fn reached(&self, key: u64, row: usize) -> bool {
        key > self.key || (key == self.key && row < self.until)
    }
}

/// Levels from the lowest up, with a table of the keys' leading bits that decides most rows at
/// once: a bin in which no level lies is all of one class.
#[derive(Debug)]
pub(crate) struct Classes {
    levels: Vec<Level>,
    low: u64,
    shift: u32,
    /// How many levels the keys of a bin reach; [`UNDECIDED`] where that depends on the key.
    bins: Vec<u16>,
}

const UNDECIDED: u16 = u16::MAX;

/// Rows whose classes are written in one go.
const CHUNK: usize = 1 << 16;

impl Classes {
    /// Classes of `keys` by `levels`, which ascend.
    pub(crate) fn new<V: Amount>(levels: Vec<Level>, keys: &Keys<'_, V>) -> Self {
        let (low, high) = keys.span();
        let shift = bits(high - low).saturating_sub(keys.len().max(16).ilog2().min(BIN_BITS));
        let mut this = Self { levels, low, shift, bins: Vec::new() };
        let last = (high - low) >> shift;
        this.bins = (0..=last)
            .map(|bin| {
                let first = low + (bin << shift);
                let (least, most) = (
                    this.look(first, usize::MAX - 1),
                    this.look(first + ((1_u64 << shift) - 1).min(high - first), 0),
                );
                if least == most { least as u16 } else { UNDECIDED }
            })
            .collect();
        this
    }

    /// How many levels a row reaches, by looking at them.
    fn look(&self, key: u64, row: usize) -> usize {
        self.levels.partition_point(|level| level.reached(key, row))
    }

    /// How many levels a row reaches.
    #[inline]
    pub(crate) fn reached(&self, key: u64, row: usize) -> usize {
        match self.bins[((key - self.low) >> self.shift) as usize] {
            UNDECIDED => self.look(key, row),
            decided => usize::from(decided),
        }
    }

    /// Writes what `code` makes of the number of levels that each row reaches.
    pub(crate) fn write<V: Amount>(
        &self,
        keys: &Keys<'_, V>,
        code: impl Fn(usize) -> i32 + Sync,
        threads: usize,
        out: &mut [i32],
    ) {
        let workers = parallel::workers(threads, keys.len(), FEWEST_ROWS);
        parallel::fill(out, CHUNK, workers, |first, part| {
            let rows = first..first + part.len();
            for ((slot, key), row) in part.iter_mut().zip(keys.of(rows)).zip(first..) {
                *slot = code(self.reached(key, row));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::ranking::amount::sealed::Amount as _;

    #[test]
    fn the_table_says_what_the_levels_say() {
        let values: Vec<i64> = (0..70_000)
            .map(|i| (i * 7_919) % 100_003 - 50_000)
            .chain([i64::MIN, i64::MAX])
            .collect();
        for values in [&values[..], &values[..100], &values[..70_000], &[5]] {
            let keys = Keys::check(values, "values", 1).unwrap();
            let mut levels: Vec<Level> = [-60_000_i64, -49_999, 0, 0, 1, 30_000, i64::MAX]
                .iter()
                .zip([0, usize::MAX, 40_000, 90, 0, usize::MAX, usize::MAX])
                .map(|(value, until)| Level { key: value.key(), until })
                .collect();
            levels.sort_by(|a, b| a.key.cmp(&b.key).then(b.until.cmp(&a.until)));
            levels.push(Level::NEVER);
            let classes = Classes::new(levels.clone(), &keys);
            let mut out = vec![0; values.len()];
            classes.write(&keys, |reached| reached as i32, 2, &mut out);
            for (row, &found) in out.iter().enumerate() {
                let reached = |level: &&Level| level.reached(keys.get(row), row);
                assert_eq!(found, levels.iter().filter(reached).count() as i32, "{row}");
            }
        }
    }
}
