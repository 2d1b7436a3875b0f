//! Rows of a file, divided by ranges of keys while they are read.
//!
//! A range of keys is a partition, and small enough for a core's own cache: sorted partitions one
//! after the other are a sorted whole, and each is sorted by itself. Where the ranges end is taken
//! from a sample of the keys; a sample that misleads makes partitions of unequal length, and
//! nothing else.

use super::packed_key::PackedKey;
use crate::customer::KeyKind;

/// The tick and the amount of a transaction in 64 bits, in the order of the ticks: as far as 2^23
/// ticks from a tick that the rows of a file are near to, and 2^39 minor units from nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Deed(u64);

/// Bits that the amount takes.
const NET: u32 = 40;
/// What makes an amount a number above nothing, and a distance of ticks.
const NET_MIDDLE: i64 = 1 << (NET - 1);
const TICK_MIDDLE: i64 = 1 << (63 - NET);

impl Deed {
    /// `None` where it has no room.
    #[inline]
    pub(super) const fn new(near: i32, tick: i32, net: i64) -> Option<Self> {
        let tick = (tick as i64 - near as i64 + TICK_MIDDLE) as u64;
        let net = net.wrapping_add(NET_MIDDLE) as u64;
        if tick >> (64 - NET) != 0 || net >> NET != 0 {
            return None;
        }
        Some(Self(tick << NET | net))
    }

    #[inline]
    pub(super) const fn tick(self, near: i32) -> i32 {
        ((self.0 >> NET) as i64 - TICK_MIDDLE + near as i64) as i32
    }

    #[inline]
    pub(super) const fn net(self) -> i64 {
        (self.0 & ((1 << NET) - 1)) as i64 - NET_MIDDLE
    }
}

/// A transaction by its packed key.
#[derive(Debug, Clone, Copy)]
pub(super) struct PackedRow<K> {
    pub(super) key: K,
    pub(super) deed: Deed,
}

/// A transaction that is too large or too far away to be a [`Deed`].
#[derive(Debug, Clone, Copy)]
pub(super) struct OddRow<K> {
    pub(super) key: K,
    pub(super) tick: i32,
    pub(super) net: i64,
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
    /// A tick that the rows are near to.
    near: i32,
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
    fn of_numbers(sample: &[u64]) -> Self {
        let least = sample.first().copied().unwrap_or(0);
        let range = sample.last().copied().unwrap_or(0) - least;
        let shift = (64 - range.leading_zeros()).saturating_sub(NUMBER_CELLS.trailing_zeros());
        Self::Numbers { least, shift, last: (range >> shift) as usize }
    }

    fn of_bytes(sample: &[u64]) -> Self {
        let (first, last) = match (sample.first(), sample.last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => (0, 0),
        };
        // Seven at most, so that there is one to tell by.
        let common = ((first ^ last).leading_zeros() / 8).min(7);
        let mut occurs = [false; 256];
        // The end of a text, too.
        occurs[0] = true;
        let behind = |key: &u64| (key << (8 * common)).to_be_bytes();
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
    fn of(&self, key: u64) -> usize {
        match self {
            Self::Numbers { least, shift, last } => {
                let above = key.saturating_sub(*least) >> shift;
                above.min(*last as u64) as usize
            }
            Self::Bytes { begin, common, base, digits, values } => {
                if *common > 0 {
                    let begins = key >> (64 - 8 * common);
                    if begins != *begin {
                        return if begins < *begin { 0 } else { self.count() - 1 };
                    }
                }
                let mut rest = key << (8 * common);
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
    /// For about so many rows near a tick, from the leading bytes of a sample of their keys.
    pub(super) fn new(rows: usize, near: i32, kind: KeyKind, mut sample: Vec<u64>) -> Self {
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
        Self { cells, parts, count, rows: rows / count, near }
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// The tick that the rows are near to.
    pub(super) const fn near(&self) -> i32 {
        self.near
    }

    /// The partition of a key.
    #[inline]
    pub(super) fn of(&self, key: impl PackedKey) -> usize {
        usize::from(self.parts[self.cells.of(key.leading())])
    }

    /// Room for a share of the rows, read by one of so many threads.
    pub(super) fn share<K>(&self, threads: usize) -> Share<K> {
        // Room that is not used is not taken.
        let room = self.rows / threads * 5 / 4 + 16;
        let parts = (0..self.count()).map(|_| Vec::with_capacity(room)).collect();
        Share { parts, odd: Vec::new() }
    }
}

/// The rows that one thread read, by partition.
#[derive(Debug)]
pub(super) struct Share<K> {
    pub(super) parts: Vec<Vec<PackedRow<K>>>,
    pub(super) odd: Vec<OddRow<K>>,
}

impl<K: PackedKey> Share<K> {
    #[inline]
    pub(super) fn push(&mut self, partitions: &Partitions, key: K, tick: i32, net: i64) {
        match Deed::new(partitions.near, tick, net) {
            Some(deed) => self.parts[partitions.of(key)].push(PackedRow { key, deed }),
            None => self.odd.push(OddRow { key, tick, net }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::PlainKey;
    use crate::summary::packed_key::{Integers, Packing, Texts};
    use proptest::prelude::*;

    #[test]
    fn deeds_have_room_for_what_they_say_and_no_more() {
        for near in [0, 19_000, i32::MAX, i32::MIN] {
            for (far, net) in [(0, 0), (-8_388_608, -549_755_813_888), (8_388_607, 549_755_813_887)]
            {
                let tick = i64::from(near) + far;
                let Ok(tick) = i32::try_from(tick) else { continue };
                let deed = Deed::new(near, tick, net).unwrap();
                assert_eq!((deed.tick(near), deed.net()), (tick, net));
            }
        }
        assert_eq!(Deed::new(0, 8_388_608, 0), None);
        assert_eq!(Deed::new(0, -8_388_609, 0), None);
        assert_eq!(Deed::new(i32::MIN, i32::MAX, 0), None);
        for net in [549_755_813_888, -549_755_813_889, i64::MAX, i64::MIN] {
            assert_eq!(Deed::new(0, 0, net), None);
        }
        assert!(
            Deed::new(0, 1, -5) > Deed::new(0, 0, 7) && Deed::new(0, 1, -5) < Deed::new(0, 1, 0)
        );
    }

    proptest! {
        #[test]
        fn partitions_are_ranges_of_keys(
            sample in proptest::collection::vec(any::<i64>(), 0..600),
            texts in proptest::collection::vec("(ab)?[b-d0-3]{0,9}", 0..600),
            keys in proptest::collection::vec(any::<i64>(), 2),
            others in proptest::collection::vec("(ab)?[a-e0-4\u{0}客]{0,4}", 2),
        ) {
            fn check<K: PackedKey>(kind: KeyKind, sample: Vec<K>, [a, b]: [K; 2]) -> bool {
                let sample = sample.into_iter().map(K::leading).collect();
                let partitions = Partitions::new(1 << 24, 0, kind, sample);
                let (a, b) = (a.min(b), a.max(b));
                let ascend = partitions.of(a) <= partitions.of(b);
                ascend && partitions.of(b) < partitions.count()
            }
            let integer = |key: i64| Integers.pack(PlainKey::Integer(key)).unwrap();
            let sample = sample.into_iter().map(integer).collect();
            prop_assert!(check(KeyKind::Integer, sample, [integer(keys[0]), integer(keys[1])]));
            let packed = |text: &String| Texts.pack(PlainKey::Text(text.as_bytes()));
            let sample = texts.iter().filter_map(packed).collect();
            if let (Some(a), Some(b)) = (packed(&others[0]), packed(&others[1])) {
                prop_assert!(check(KeyKind::Text, sample, [a, b]));
            }
        }
    }
}
