//! Rows of a file, divided by ranges of keys while they are read.
//!
//! A range of keys is a partition, and small enough for a core's own cache: sorted partitions one
//! after the other are a sorted whole, and each is sorted by itself. Where the ranges end is taken
//! from a sample of the keys; a sample that misleads makes partitions of unequal length, and
//! nothing else.

use super::detail::Detail;
use crate::customer::KeyKind;

/// A key as a number of the same order: an integer, or text of up to 11 bytes behind what all keys
/// begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct PackedKey {
    /// The first eight bytes.
    high: u64,
    /// Three more, and how many bytes there are.
    low: u32,
}

/// Bytes of text that a packed key holds.
pub(super) const PACKED: usize = 11;

impl PackedKey {
    #[inline]
    pub(super) const fn of_integer(key: i64) -> Self {
        Self { high: key as u64 ^ 1 << 63, low: 0 }
    }

    /// `None` where the text is too long.
    #[inline]
    pub(super) fn of_text(text: &[u8]) -> Option<Self> {
        let length = text.len();
        if length > PACKED {
            return None;
        }
        let (high, rest) =
            if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
                // The last four bytes, of which those behind the eighth are new.
                let behind = u64::from(u32::from_be_bytes(*last)) << (8 * (PACKED + 1 - length));
                (u64::from_be_bytes(*first), behind as u32)
            } else if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
                let (first, last) = (u32::from_be_bytes(*first), u32::from_be_bytes(*last));
                // Two pieces that may overlap, where they say the same.
                (u64::from(first) << 32 | u64::from(last) << (8 * (8 - length)), 0)
            } else {
                let number = text.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
                (number.checked_shl(8 * (8 - length as u32)).unwrap_or(0), 0)
            };
        Some(Self { high, low: rest & !0xFF | length as u32 })
    }

    pub(super) const fn integer(self) -> i64 {
        (self.high ^ 1 << 63) as i64
    }

    /// The bytes of the text, and how many of them there are.
    pub(super) fn text(self) -> ([u8; 12], usize) {
        let mut bytes = [0; 12];
        bytes[..8].copy_from_slice(&self.high.to_be_bytes());
        bytes[8..].copy_from_slice(&self.low.to_be_bytes());
        (bytes, (self.low & 0xFF) as usize)
    }

    #[inline]
    pub(super) const fn mixed(self) -> u64 {
        self.high ^ (self.low as u64).rotate_left(40)
    }
}

/// A transaction by its packed key.
#[derive(Debug, Clone, Copy)]
pub(super) struct PackedRow {
    high: u64,
    pub(super) net: i64,
    low: u32,
    pub(super) tick: i32,
}

impl PackedRow {
    #[inline]
    pub(super) const fn new(key: PackedKey, tick: i32, net: i64) -> Self {
        Self { high: key.high, low: key.low, tick, net }
    }

    #[inline]
    pub(super) const fn key(&self) -> PackedKey {
        PackedKey { high: self.high, low: self.low }
    }
}

/// Rows that a partition is meant to hold.
const ROWS: usize = 1 << 14;
/// More partitions than this cost more in address translation than they save.
const MOST: usize = 1 << 10;
/// Keys of the sample for each partition.
const SAMPLE: usize = 8;
/// Cells that texts are told apart by, at most, and numbers: these need no more to be as many in
/// each, and a table that fits the nearest cache.
const CELLS: usize = 1 << 16;
const NUMBER_CELLS: usize = 1 << 13;

/// Which partition each key is in: ranges of keys that hold about as many rows.
#[derive(Debug, Clone)]
pub(super) struct Partitions {
    cells: Cells,
    /// By cell: the partition.
    parts: Vec<u16>,
    count: usize,
    /// Rows that each is expected to hold.
    rows: usize,
}

/// Ranges of keys that are told apart without a search, in the order of the keys.
#[derive(Debug, Clone)]
enum Cells {
    /// By how far a number is above the least one.
    Numbers { least: u64, shift: u32, last: usize },
    /// By the first bytes behind what all begin with, as digits to a base: of each byte that
    /// occurs in the sample one digit.
    Bytes {
        begin: u64,
        common: u32,
        base: usize,
        digits: usize,
        /// By byte: the digit of the greatest that occurs and is not above it, and whether it is
        /// that itself.
        values: Box<[(u8, bool); 256]>,
    },
}

impl Cells {
    fn of_numbers(sample: &[PackedKey]) -> Self {
        let least = sample.first().map_or(0, |key| key.high);
        let range = sample.last().map_or(0, |key| key.high) - least;
        let shift = (64 - range.leading_zeros()).saturating_sub(NUMBER_CELLS.trailing_zeros());
        Self::Numbers { least, shift, last: (range >> shift) as usize }
    }

    fn of_bytes(sample: &[PackedKey]) -> Self {
        let (first, last) = match (sample.first(), sample.last()) {
            (Some(first), Some(last)) => (first.high, last.high),
            _ => (0, 0),
        };
        // Seven at most, so that there is one to tell by.
        let common = ((first ^ last).leading_zeros() / 8).min(7);
        let mut occurs = [false; 256];
        // The end of a text, too.
        occurs[0] = true;
        let behind = |key: &PackedKey| (key.high << (8 * common)).to_be_bytes();
        let known = 8 - common as usize;
        for digits in (1..=known).rev() {
            occurs[1..].fill(false);
            for key in sample {
                behind(key)[..digits].iter().for_each(|byte| occurs[usize::from(*byte)] = true);
            }
            let base = occurs.iter().filter(|occurs| **occurs).count();
            if base.checked_pow(digits as u32).is_some_and(|cells| cells <= CELLS) || digits == 1 {
                let mut values = Box::new([(0, false); 256]);
                let mut value = 0_u8;
                for byte in 1..256 {
                    value += u8::from(occurs[byte]);
                    values[byte] = (value, occurs[byte]);
                }
                values[0] = (0, true);
                let begin = if common == 0 { 0 } else { first >> (64 - 8 * common) };
                return Self::Bytes { begin, common, base, digits, values };
            }
        }
        Self::of_numbers(sample)
    }

    fn count(&self) -> usize {
        match self {
            Self::Numbers { last, .. } => last + 1,
            Self::Bytes { base, digits, .. } => base.pow(*digits as u32),
        }
    }

    #[inline]
    fn of(&self, key: PackedKey) -> usize {
        match self {
            Self::Numbers { least, shift, last } => {
                let above = key.high.saturating_sub(*least) >> shift;
                above.min(*last as u64) as usize
            }
            Self::Bytes { begin, common, base, digits, values } => {
                if *common > 0 {
                    let begins = key.high >> (64 - 8 * common);
                    if begins != *begin {
                        return if begins < *begin { 0 } else { self.count() - 1 };
                    }
                }
                let mut rest = key.high << (8 * common);
                let mut cell = 0;
                for digit in 0..*digits {
                    let (value, itself) = values[(rest >> 56) as usize];
                    cell = cell * base + usize::from(value);
                    if !itself {
                        // Behind all that begin with the byte that occurs below it.
                        return (digit + 1..*digits).fold(cell, |cell, _| cell * base + base - 1);
                    }
                    rest <<= 8;
                }
                cell
            }
        }
    }
}

impl Partitions {
    /// For about so many rows, from a sample of their keys.
    pub(super) fn new(rows: usize, kind: KeyKind, mut sample: Vec<PackedKey>) -> Self {
        let count = (rows / ROWS).min(sample.len() / SAMPLE).clamp(1, MOST);
        sample.sort_unstable();
        let cells = match kind {
            KeyKind::Integer => Cells::of_numbers(&sample),
            KeyKind::Text => Cells::of_bytes(&sample),
        };
        let mut before = 0;
        let part = |cell: usize| {
            while before < sample.len() && cells.of(sample[before]) < cell {
                before += 1;
            }
            (before * count / sample.len().max(1)).min(count - 1) as u16
        };
        let parts = (0..cells.count()).map(part).collect();
        Self { cells, parts, count, rows: rows / count }
    }

    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// The partition of a key.
    #[inline]
    fn of(&self, key: PackedKey) -> usize {
        usize::from(self.parts[self.cells.of(key)])
    }

    /// Room for a share of the rows, read by one of so many threads.
    pub(super) fn share(&self, threads: usize) -> Share {
        // Room that is not used is not taken.
        let room = self.rows / threads * 5 / 4 + 16;
        Share {
            parts: (0..self.count()).map(|_| Vec::with_capacity(room)).collect(),
            details: Vec::new(),
        }
    }
}

/// The rows that one thread read, by partition.
#[derive(Debug)]
pub(super) struct Share {
    pub(super) parts: Vec<Vec<PackedRow>>,
    /// What rows do not say, with their keys.
    pub(super) details: Vec<(PackedKey, Detail)>,
}

impl Share {
    #[inline]
    pub(super) fn push(&mut self, partitions: &Partitions, row: PackedRow) {
        self.parts[partitions.of(row.key())].push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packed_keys_have_the_order_of_the_keys(
            texts in proptest::collection::vec("[a\u{0}-\u{2}z0-9客]{0,6}", 2..20),
            integers in proptest::collection::vec(any::<i64>(), 2),
        ) {
            for pair in texts.windows(2) {
                let packed = [&pair[0], &pair[1]].map(|text| PackedKey::of_text(text.as_bytes()));
                if let [Some(a), Some(b)] = packed {
                    prop_assert_eq!(a.cmp(&b), pair[0].cmp(&pair[1]));
                    let (bytes, length) = a.text();
                    prop_assert_eq!(&bytes[..length], pair[0].as_bytes());
                }
                prop_assert_eq!(packed[0].is_none(), pair[0].len() > PACKED);
            }
            let [a, b] = [integers[0], integers[1]].map(PackedKey::of_integer);
            prop_assert_eq!((a.cmp(&b), a.integer()), (integers[0].cmp(&integers[1]), integers[0]));
        }

        #[test]
        fn partitions_are_ranges_of_keys(
            sample in proptest::collection::vec(any::<i64>(), 0..600),
            texts in proptest::collection::vec("(ab)?[b-d0-3]{0,9}", 0..600),
            keys in proptest::collection::vec(any::<i64>(), 2),
            others in proptest::collection::vec("(ab)?[a-e0-4\u{0}客]{0,4}", 2),
        ) {
            let check = |kind, sample: Vec<PackedKey>, [a, b]: [PackedKey; 2]| {
                let partitions = Partitions::new(1 << 24, kind, sample);
                let (a, b) = (a.min(b), a.max(b));
                let ascend = partitions.of(a) <= partitions.of(b);
                ascend && partitions.of(b) < partitions.count()
            };
            let sample = sample.into_iter().map(PackedKey::of_integer).collect();
            let keys = [keys[0], keys[1]].map(PackedKey::of_integer);
            prop_assert!(check(KeyKind::Integer, sample, keys));
            let packed = |text: &String| PackedKey::of_text(text.as_bytes());
            let sample = texts.iter().filter_map(packed).collect();
            if let (Some(a), Some(b)) = (packed(&others[0]), packed(&others[1])) {
                prop_assert!(check(KeyKind::Text, sample, [a, b]));
            }
        }
    }
}
