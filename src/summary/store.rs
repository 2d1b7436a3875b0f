//! The sorted columns in which a summary is kept.

use super::plan::overflow;
use crate::error::{Error, ErrorKind, Result};

/// What one customer did within one tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: i64,
    pub(super) net: i64,
    pub(super) tick: i32,
    pub(super) count: u32,
}

impl Entry {
    fn place(&self) -> (i64, i32) {
        (self.key, self.tick)
    }
}

/// Customers in ascending order of their keys, and the ticks of each in ascending order, each
/// once, with their sums.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Store {
    keys: Vec<i64>,
    /// Where each customer's ticks end.
    ends: Vec<usize>,
    ticks: Vec<i32>,
    counts: Vec<u32>,
    nets: Vec<i64>,
}

/// One customer of a [`Store`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Deeds<'a> {
    pub(super) key: i64,
    pub(super) ticks: &'a [i32],
    pub(super) counts: &'a [u32],
    pub(super) nets: &'a [i64],
}

impl Store {
    /// Sorts and sums entries.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    pub(super) fn from_entries(mut entries: Vec<Entry>) -> Result<Self> {
        entries.sort_unstable_by_key(Entry::place);
        let mut store = Self::default();
        for entry in entries {
            store.push(entry)?;
        }
        Ok(store)
    }

    /// The sums of both.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    pub(super) fn merge(&self, other: &Self) -> Result<Self> {
        let mut store = Self::default();
        let (mut ours, mut theirs) = (self.entries().peekable(), other.entries().peekable());
        loop {
            let next = match (ours.peek(), theirs.peek()) {
                (Some(our), Some(their)) if our.place() <= their.place() => ours.next(),
                (Some(_), None) => ours.next(),
                _ => theirs.next(),
            };
            match next {
                Some(entry) => store.push(entry)?,
                None => return Ok(store),
            }
        }
    }

    /// Adds an entry that is not before the last one.
    fn push(&mut self, entry: Entry) -> Result<()> {
        if self.keys.last() == Some(&entry.key) {
            if let (Some(tick), Some(net), Some(count)) =
                (self.ticks.last(), self.nets.last_mut(), self.counts.last_mut())
                && *tick == entry.tick
            {
                *net = net.checked_add(entry.net).ok_or_else(overflow)?;
                *count = count.checked_add(entry.count).ok_or_else(too_many)?;
                return Ok(());
            }
        } else {
            self.keys.push(entry.key);
            self.ends.push(self.ticks.len());
        }
        self.ticks.push(entry.tick);
        self.counts.push(entry.count);
        self.nets.push(entry.net);
        if let Some(end) = self.ends.last_mut() {
            *end = self.ticks.len();
        }
        Ok(())
    }

    /// How many customers there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// How many (customer, tick) pairs there are.
    pub(super) fn cells(&self) -> usize {
        self.ticks.len()
    }

    /// A customer by position.
    #[inline]
    pub(super) fn customer(&self, index: usize) -> Deeds<'_> {
        let from = if index == 0 { 0 } else { self.ends[index - 1] };
        let range = from..self.ends[index];
        Deeds {
            key: self.keys[index],
            ticks: &self.ticks[range.clone()],
            counts: &self.counts[range.clone()],
            nets: &self.nets[range],
        }
    }

    /// All customers, by ascending key.
    pub(super) fn customers(&self) -> impl ExactSizeIterator<Item = Deeds<'_>> {
        (0..self.len()).map(|index| self.customer(index))
    }

    /// Every (customer, tick) pair in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.customers().flat_map(|deeds| {
            (0..deeds.ticks.len()).map(move |index| Entry {
                key: deeds.key,
                net: deeds.nets[index],
                tick: deeds.ticks[index],
                count: deeds.counts[index],
            })
        })
    }

    /// Removes a customer; whether there was one.
    pub(super) fn remove(&mut self, key: i64) -> bool {
        let Ok(index) = self.keys.binary_search(&key) else {
            return false;
        };
        let from = if index == 0 { 0 } else { self.ends[index - 1] };
        let range = from..self.ends[index];
        let removed = range.len();
        self.ticks.drain(range.clone());
        self.counts.drain(range.clone());
        self.nets.drain(range);
        self.keys.remove(index);
        self.ends.remove(index);
        self.ends[index..].iter_mut().for_each(|end| *end -= removed);
        true
    }

    /// The earliest and the latest tick.
    pub(super) fn span(&self) -> Option<(i32, i32)> {
        Some((*self.ticks.iter().min()?, *self.ticks.iter().max()?))
    }

    /// Transactions in all.
    pub(super) fn rows(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }
}

fn too_many() -> Error {
    Error::new(ErrorKind::Overflow, "one customer has more than 2^32 - 1 transactions in one tick")
}
