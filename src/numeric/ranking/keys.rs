//! A column of values as integers that sort as the values do, made on the fly.

use std::ops::Range;

use crate::error::Result;
use crate::numeric::parallel;
use crate::numeric::ranking::amount::Amount;

/// A column as keys; reversed, the lowest value has the highest key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys<'a, V> {
    values: &'a [V],
    flip: u64,
    span: (u64, u64),
}

/// Fewer rows than this are not worth a thread of their own.
pub(crate) const FEWEST_ROWS: usize = 1 << 16;

impl<'a, V: Amount> Keys<'a, V> {
    /// Refuses values that are not numbers, naming the row.
    pub(crate) fn check(values: &'a [V], name: &str, threads: usize) -> Result<Self> {
        let workers = parallel::workers(threads, values.len(), FEWEST_ROWS);
        let spans = parallel::each(parallel::ranges(values.len(), workers), |rows| {
            let (start, values) = (rows.start as u64, &values[rows]);
            if let Err(error) = V::check(values, name) {
                let row = error.row().unwrap_or_default();
                return Err(error.at_row(start + row));
            }
            let keys = values.iter().map(|value| value.key());
            Ok(keys.fold((u64::MAX, 0), |(low, high), key| (low.min(key), high.max(key))))
        });
        let mut span = (u64::MAX, 0);
        for part in spans {
            let (low, high) = part?;
            span = (span.0.min(low), span.1.max(high));
        }
        Ok(Self { values, flip: 0, span })
    }

    /// The lowest first, where `low` says so.
    pub(crate) fn reversed(mut self, low: bool) -> Self {
        if low {
            self.flip = u64::MAX;
            self.span = (!self.span.1, !self.span.0);
        }
        self
    }

    /// The values themselves.
    pub(crate) fn values(&self) -> &'a [V] {
        self.values
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The keys of some rows.
    #[inline]
    pub(crate) fn of(&self, rows: Range<usize>) -> impl Iterator<Item = u64> + use<'a, V> {
        let flip = self.flip;
        self.values[rows].iter().map(move |value| value.key() ^ flip)
    }

    /// The key of one row.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> u64 {
        self.values[row].key() ^ self.flip
    }

    /// The value of a key.
    pub(crate) fn value(&self, key: u64) -> V {
        V::from_key(key ^ self.flip)
    }

    /// The lowest and the highest key; nonsense where there are no rows.
    pub(crate) fn span(&self) -> (u64, u64) {
        self.span
    }
}

/// How many keys fall into each of `bins` bins of 2^`shift` keys from `low` up.
pub(crate) fn histogram<I: Iterator<Item = u64>>(
    length: usize,
    keys: impl Fn(Range<usize>) -> I + Sync,
    (low, shift, bins): (u64, u32, usize),
    threads: usize,
) -> Vec<usize> {
    /// Rows that a counter of 32 bits certainly holds.
    const BLOCK: usize = 1 << 31;
    /// Few bins are counted in turn in several tables, because adding to the counter that was
    /// just added to waits for it.
    const LANES: usize = 4;
    let lanes = if bins <= 1 << 12 { LANES } else { 1 };
    let workers = parallel::workers(threads, length, FEWEST_ROWS);
    let parts = parallel::each(parallel::ranges(length, workers), |rows| {
        let mut total = vec![0_usize; bins];
        for block in rows.clone().step_by(BLOCK) {
            let mut counts = vec![0_u32; bins * lanes];
            let mut lane = 0;
            for key in keys(block..(block + BLOCK).min(rows.end)) {
                counts[lane + ((key - low) >> shift) as usize] += 1;
                if lanes > 1 {
                    lane += bins;
                    lane = if lane == bins * lanes { 0 } else { lane };
                }
            }
            for lane in counts.chunks_exact(bins) {
                total.iter_mut().zip(lane).for_each(|(total, count)| *total += *count as usize);
            }
        }
        total
    });
    parts
        .into_iter()
        .reduce(|mut a, b| {
            a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
            a
        })
        .unwrap_or_default()
}

/// The number of bits of a number.
pub(crate) const fn bits(number: u64) -> u32 {
    64 - number.leading_zeros()
}
