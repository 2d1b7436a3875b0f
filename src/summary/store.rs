//! The sorted columns in which a summary is kept.

use std::ops::Range;

use super::detail::{self, Detail};
use super::entry::Entry;
#[cfg(feature = "files")]
use super::partition::Deed;
use super::radix::{Buckets, Scattered, Sorter};
use crate::error::{Error, ErrorKind, Result};
use crate::money::overflow;
use crate::numeric::parallel;

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
    /// What these do not say, sorted.
    details: Vec<Detail>,
}

/// One customer of a [`Store`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Deeds<'a> {
    pub(super) key: i64,
    pub(super) ticks: &'a [i32],
    pub(super) counts: &'a [u32],
    /// Amounts, or margins.
    pub(super) nets: &'a [i64],
    pub(super) details: &'a [Detail],
    pub(super) are_margins: bool,
}

impl<'a> Deeds<'a> {
    /// The same with what each tick left, in place of the amounts.
    pub(super) const fn leaving(self, margins: &'a [i64]) -> Self {
        Self { nets: margins, are_margins: true, ..self }
    }

    /// What is above the whole minor units of these.
    pub(super) const fn parts(&self, detail: &Detail) -> i128 {
        if self.are_margins { detail.margin_parts } else { detail.parts }
    }
}

/// Room for a run of sorted entries, and how much of it is taken.
#[derive(Debug)]
pub(super) struct Slots<'a> {
    keys: &'a mut [i64],
    ends: &'a mut [usize],
    ticks: &'a mut [i32],
    counts: &'a mut [u32],
    nets: &'a mut [i64],
    customers: usize,
    cells: usize,
}

impl<'a> Slots<'a> {
    fn split_at(self, at: usize) -> (Self, Self) {
        let (keys, more_keys) = self.keys.split_at_mut(at);
        let (ends, more_ends) = self.ends.split_at_mut(at);
        let (ticks, more_ticks) = self.ticks.split_at_mut(at);
        let (counts, more_counts) = self.counts.split_at_mut(at);
        let (nets, more_nets) = self.nets.split_at_mut(at);
        let first = Self { keys, ends, ticks, counts, nets, ..self };
        let second = Slots {
            keys: more_keys,
            ends: more_ends,
            ticks: more_ticks,
            counts: more_counts,
            nets: more_nets,
            customers: 0,
            cells: 0,
        };
        (first, second)
    }

    /// Adds an entry that is not before the last one.
    #[inline]
    pub(super) fn push(&mut self, entry: &Entry) -> Result<()> {
        let (customer, cell) = (self.customers, self.cells);
        let known = customer > 0 && self.keys[customer - 1] == entry.key;
        if known && self.ticks[cell - 1] == entry.tick {
            let net = &mut self.nets[cell - 1];
            *net = net.checked_add(entry.net).ok_or_else(overflow)?;
            let count = &mut self.counts[cell - 1];
            *count = count.checked_add(entry.count).ok_or_else(too_many)?;
            return Ok(());
        }
        if !known {
            self.keys[customer] = entry.key;
            self.customers += 1;
        }
        self.ticks[cell] = entry.tick;
        self.counts[cell] = entry.count;
        self.nets[cell] = entry.net;
        self.cells += 1;
        self.ends[self.customers - 1] = self.cells;
        Ok(())
    }
}

#[cfg(feature = "files")]
impl Slots<'_> {
    /// Adds a customer behind the last one, with what they did in the order of the ticks.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    #[inline]
    pub(super) fn push_deeds(&mut self, key: i64, deeds: &[Deed], near: i32) -> Result<()> {
        let Some((first, rest)) = deeds.split_first() else { return Ok(()) };
        let (mut tick, mut net, mut count) = (first.tick(near), first.net(), 1_u32);
        let mut cell = self.cells;
        for deed in rest {
            let next = deed.tick(near);
            if next == tick {
                net = net.checked_add(deed.net()).ok_or_else(overflow)?;
                count = count.checked_add(1).ok_or_else(too_many)?;
                continue;
            }
            (self.ticks[cell], self.counts[cell], self.nets[cell]) = (tick, count, net);
            cell += 1;
            (tick, net, count) = (next, deed.net(), 1);
        }
        (self.ticks[cell], self.counts[cell], self.nets[cell]) = (tick, count, net);
        self.cells = cell + 1;
        self.keys[self.customers] = key;
        self.ends[self.customers] = self.cells;
        self.customers += 1;
        Ok(())
    }
}

/// Fewer rows than this are not worth a thread of their own.
const FEWEST_ROWS: usize = 1 << 16;

impl Store {
    /// Sorts and sums entries.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    pub(super) fn from_entries(entries: &[Entry], threads: usize) -> Result<Self> {
        Self::build(entries.len(), threads, |row| entries[row].key, |row| entries[row])
    }

    /// Sorts and sums the rows `0..length`.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    pub(super) fn build(
        length: usize,
        threads: usize,
        key: impl Fn(usize) -> i64 + Sync,
        entry: impl Fn(usize) -> Entry + Sync,
    ) -> Result<Self> {
        if length == 0 {
            return Ok(Self::default());
        }
        let workers = parallel::workers(threads, length, FEWEST_ROWS);
        let ranges = parallel::ranges(length, workers);
        let ends = parallel::each(ranges.clone(), |range| {
            range.fold((i64::MAX, i64::MIN), |(least, greatest), row| {
                (least.min(key(row)), greatest.max(key(row)))
            })
        });
        let least = ends.iter().map(|ends| ends.0).min().unwrap_or(0);
        let greatest = ends.iter().map(|ends| ends.1).max().unwrap_or(0);
        let buckets = Buckets::new(length, least, greatest);
        let shares = parallel::each(ranges, |range| Scattered::new(range, &buckets, &key, &entry));
        Self::collect(&shares, buckets.count, length, workers)
    }

    /// Sorts each bucket and puts them one after the other.
    fn collect(
        shares: &[Scattered],
        buckets: usize,
        length: usize,
        workers: usize,
    ) -> Result<Self> {
        let rows = |bucket: usize| -> usize {
            shares.iter().map(|share| share.bucket(bucket).len()).sum()
        };
        // Each worker has a run of buckets and room for as many entries as these have rows.
        let mut runs = Vec::with_capacity(workers);
        let (mut next, mut left) = (0, length);
        for worker in 0..workers {
            let (first, mut taken) = (next, 0);
            let wanted = left.div_ceil(workers - worker);
            while next < buckets && (taken < wanted || worker + 1 == workers) {
                taken += rows(next);
                next += 1;
            }
            left -= taken;
            runs.push((taken, first..next));
        }
        let (store, _) = Self::filled(runs, |run, slots| {
            let mut sorter = Sorter::default();
            for bucket in run {
                for entry in sorter.sort(shares, bucket) {
                    slots.push(entry)?;
                }
            }
            Ok(())
        })?;
        Ok(store)
    }

    /// A store of runs, each with room for so many entries and filled on a thread of its own, by
    /// ascending keys; and what filling each gave.
    ///
    /// # Errors
    /// Those of `fill`.
    pub(super) fn filled<R: Send, T: Send>(
        runs: Vec<(usize, R)>,
        fill: impl Fn(R, &mut Slots<'_>) -> Result<T> + Sync,
    ) -> Result<(Self, Vec<T>)> {
        let length = runs.iter().map(|(room, _)| room).sum();
        let mut store = Self {
            keys: vec![0; length],
            ends: vec![0; length],
            ticks: vec![0; length],
            counts: vec![0; length],
            nets: vec![0; length],
            details: Vec::new(),
        };
        let room_of: Vec<usize> = runs.iter().map(|(room, _)| *room).collect();
        let mut room = store.slots();
        let mut tasks = Vec::with_capacity(runs.len());
        for (wanted, run) in runs {
            let (slots, rest) = room.split_at(wanted);
            room = rest;
            tasks.push((run, slots));
        }
        let filled = parallel::each(tasks, |(run, mut slots)| -> Result<_> {
            let given = fill(run, &mut slots)?;
            Ok((slots.customers, slots.cells, given))
        });
        let (mut sizes, mut given) = (Vec::new(), Vec::new());
        for run in filled {
            let (customers, cells, one) = run?;
            sizes.push((customers, cells));
            given.push(one);
        }
        store.close_gaps(&sizes, &room_of);
        Ok((store, given))
    }

    /// Gives the customers the keys 0, 1, 2 ... in their order.
    #[cfg(feature = "files")]
    pub(super) fn number_keys(&mut self) {
        (0..).zip(&mut self.keys).for_each(|(number, key)| *key = number);
    }

    /// Moves what each worker wrote to where the one before it ended, each column on a thread of
    /// its own where that is worth it.
    fn close_gaps(&mut self, filled: &[(usize, usize)], room: &[usize]) {
        let (mut customers, mut cells) = (Vec::new(), Vec::new());
        let (mut from, mut customer, mut cell) = (0, 0, 0);
        for ((new_customers, new_cells), room) in filled.iter().zip(room) {
            let ends = &mut self.ends[from..from + new_customers];
            ends.iter_mut().for_each(|end| *end += cell);
            customers.push((from..from + new_customers, customer));
            cells.push((from..from + new_cells, cell));
            (from, customer, cell) = (from + room, customer + new_customers, cell + new_cells);
        }
        let (customers, cells) = (customers.as_slice(), cells.as_slice());
        let Self { keys, ends, ticks, counts, nets, .. } = self;
        let tasks: Vec<Box<dyn FnOnce() + Send + '_>> = vec![
            Box::new(move || close(nets, cells)),
            Box::new(move || {
                close(ticks, cells);
                close(counts, cells);
            }),
            Box::new(move || {
                close(keys, customers);
                close(ends, customers);
            }),
        ];
        if filled.len() > 1 && cell > FEWEST_ROWS {
            parallel::each(tasks, |task| task());
        } else {
            tasks.into_iter().for_each(|task| task());
        }
    }

    fn slots(&mut self) -> Slots<'_> {
        Slots {
            keys: &mut self.keys,
            ends: &mut self.ends,
            ticks: &mut self.ticks,
            counts: &mut self.counts,
            nets: &mut self.nets,
            customers: 0,
            cells: 0,
        }
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
                None => break,
            }
        }
        store.with_details([self.details(), other.details()].concat())
    }

    /// With what the entries do not say.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit.
    pub(super) fn with_details(mut self, details: Vec<Detail>) -> Result<Self> {
        self.details = detail::sorted(details)?;
        Ok(self)
    }

    /// What the entries do not say, in their order.
    pub(super) fn details(&self) -> &[Detail] {
        &self.details
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

    /// A store of customers who did something in so many ticks each; `None` where keys or ticks
    /// do not ascend, or nothing happened in one.
    pub(super) fn of_columns(
        keys: Vec<i64>,
        lengths: &[u32],
        ticks: Vec<i32>,
        counts: Vec<u32>,
        nets: Vec<i64>,
    ) -> Option<Self> {
        let mut ends = Vec::with_capacity(lengths.len());
        let mut end = 0_usize;
        for &length in lengths {
            let from = end;
            end = end.checked_add(length as usize)?;
            let ascend = ticks.get(from..end)?.is_sorted_by(|a, b| a < b);
            if length == 0 || !ascend {
                return None;
            }
            ends.push(end);
        }
        let sound = keys.len() == lengths.len()
            && keys.is_sorted_by(|a, b| a < b)
            && [ticks.len(), counts.len(), nets.len()] == [end; 3]
            && !counts.contains(&0);
        sound.then_some(Self { keys, ends, ticks, counts, nets, details: Vec::new() })
    }

    /// The same with what each tick left, in place of the amounts.
    pub(super) fn leaving(&self, margins: Vec<i64>) -> Self {
        let Self { keys, ends, ticks, counts, .. } = self.clone();
        Self { keys, ends, ticks, counts, nets: margins, details: Vec::new() }
    }

    /// The position of a customer.
    pub(super) fn find(&self, key: i64) -> Option<usize> {
        self.keys.binary_search(&key).ok()
    }

    /// The key of the customer at a position, and how many transactions there are in a tick.
    pub(super) fn cell(&self, index: usize, tick: i32) -> Option<(i64, u32)> {
        if index >= self.len() {
            return None;
        }
        let deeds = self.customer(index);
        let at = deeds.ticks.binary_search(&tick).ok()?;
        Some((deeds.key, deeds.counts[at]))
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
            details: detail::of_customer(&self.details, self.keys[index]),
            are_margins: false,
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
        let Some(index) = self.find(key) else { return false };
        let from = if index == 0 { 0 } else { self.ends[index - 1] };
        let range = from..self.ends[index];
        let removed = range.len();
        self.ticks.drain(range.clone());
        self.counts.drain(range.clone());
        self.nets.drain(range);
        self.keys.remove(index);
        self.ends.remove(index);
        self.ends[index..].iter_mut().for_each(|end| *end -= removed);
        self.details.retain(|detail| detail.key != key);
        true
    }

    /// The earliest and the latest tick.
    pub(super) fn span(&self) -> Option<(i32, i32)> {
        let first = *self.ticks.first()?;
        let wider = |(least, most): (i32, i32), tick: &i32| (least.min(*tick), most.max(*tick));
        Some(self.ticks.iter().fold((first, first), wider))
    }

    /// Transactions in all.
    pub(super) fn rows(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }
}

/// Moves pieces of a column to where they belong, and forgets what is behind the last.
fn close<T: Copy>(column: &mut Vec<T>, pieces: &[(Range<usize>, usize)]) {
    let mut end = 0;
    for (from, to) in pieces {
        if from.start != *to {
            column.copy_within(from.clone(), *to);
        }
        end = to + from.len();
    }
    column.truncate(end);
}

fn too_many() -> Error {
    Error::new(ErrorKind::Overflow, "one customer has more than 2^32 - 1 transactions in one tick")
}
