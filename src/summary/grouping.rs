//! The rows of one partition, put together by customer and tick.

use std::hash::{BuildHasher, RandomState};

use super::entry::Entry;
use super::packed_key::PackedKey;
use super::partition::{Deed, OddRow, PackedRow};
use super::store::Slots;
use crate::error::Result;

/// The rows of a partition, in several pieces.
#[derive(Debug)]
pub(super) struct Part<K> {
    pub(super) pieces: Vec<Vec<PackedRow<K>>>,
    pub(super) odd: Vec<OddRow<K>>,
}

impl<K> Default for Part<K> {
    fn default() -> Self {
        Self { pieces: Vec::new(), odd: Vec::new() }
    }
}

impl<K> Part<K> {
    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum::<usize>() + self.odd.len()
    }
}

/// Room to group partitions in, used again for each.
#[derive(Debug)]
pub(super) struct Grouper<K> {
    /// The tick that deeds are near to.
    near: i32,
    /// Makes the table's places unknown to whoever chooses the keys; what comes out does not
    /// depend on it.
    factor: u64,
    /// By hash: the number of a customer and one more, or 0. A power of two, at most half full.
    table: Vec<u32>,
    /// How many leading bits of a hash are a place of the table.
    shift: u32,
    /// By number, in the order of first sight: the customer and how many rows there are.
    keys: Vec<K>,
    ends: Vec<u32>,
    /// By row: the number of its customer.
    numbers: Vec<u32>,
    /// Customers in order.
    order: Vec<(K, u32)>,
    /// The deeds of each customer together.
    deeds: Vec<Deed>,
}

/// Places of the smallest table, as a power of two.
const FEWEST: u32 = 12;
/// More deeds than this are sorted by a general algorithm.
const FEW: usize = 32;

impl<K: PackedKey> Grouper<K> {
    pub(super) fn new(near: i32) -> Self {
        Self {
            near,
            factor: RandomState::new().hash_one(0_u8) | 1,
            table: vec![0; 1 << FEWEST],
            shift: u64::BITS - FEWEST,
            keys: Vec::new(),
            ends: Vec::new(),
            numbers: Vec::new(),
            order: Vec::new(),
            deeds: Vec::new(),
        }
    }

    /// Adds the customers of a partition; `code` tells by which number each is kept, in the order
    /// of the keys.
    ///
    /// # Errors
    /// [`Overflow`](crate::ErrorKind::Overflow) where a sum does not fit, and those of `code`.
    pub(super) fn group(
        &mut self,
        part: &mut Part<K>,
        slots: &mut Slots<'_>,
        mut code: impl FnMut(K) -> Result<i64>,
    ) -> Result<()> {
        self.number(part);
        self.put_together(part);
        part.odd.sort_unstable_by_key(|row| row.key);
        let mut odd = part.odd.as_slice();
        for &(key, number) in &self.order {
            let to = self.ends[number as usize] as usize;
            let from = number.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
            let deeds = &mut self.deeds[from as usize..to];
            sort(deeds);
            let code = code(key)?;
            let length = odd.iter().take_while(|row| row.key == key).count();
            if length == 0 {
                slots.push_deeds(code, deeds, self.near)?;
                continue;
            }
            let (own, rest) = odd.split_at(length);
            odd = rest;
            let mut cells: Vec<(i32, i64)> = own.iter().map(|row| (row.tick, row.net)).collect();
            cells.extend(deeds.iter().map(|deed| (deed.tick(self.near), deed.net())));
            cells.sort_unstable();
            for (tick, net) in cells {
                slots.push(&Entry { key: code, net, tick, count: 1 })?;
            }
        }
        Ok(())
    }

    /// Gives each customer a number, and each row that of its customer.
    fn number(&mut self, part: &Part<K>) {
        self.table.fill(0);
        self.keys.clear();
        self.ends.clear();
        self.numbers.clear();
        self.numbers.reserve(part.rows());
        for row in part.pieces.iter().flatten() {
            let number = self.number_of(row.key);
            self.ends[number as usize] += 1;
            self.numbers.push(number);
        }
        for row in &part.odd {
            self.number_of(row.key);
        }
        self.order.clear();
        self.order.extend(self.keys.iter().copied().zip(0..));
        self.order.sort_unstable_by_key(|(key, _)| *key);
    }

    /// Puts the deeds of each customer together, in the order of the rows.
    fn put_together(&mut self, part: &Part<K>) {
        // Where each customer's begin, which then move to where they end.
        let mut begin = 0;
        for end in &mut self.ends {
            begin += std::mem::replace(end, begin);
        }
        self.deeds.resize(self.numbers.len(), Deed::default());
        for (row, number) in part.pieces.iter().flatten().zip(&self.numbers) {
            let place = &mut self.ends[*number as usize];
            self.deeds[*place as usize] = row.deed;
            *place += 1;
        }
    }

    #[inline]
    fn number_of(&mut self, key: K) -> u32 {
        let mut place = self.place(key);
        loop {
            match self.table[place] {
                0 => break,
                number if self.keys[number as usize - 1] == key => return number - 1,
                _ => place = (place + 1) & (self.table.len() - 1),
            }
        }
        self.keys.push(key);
        self.ends.push(0);
        let number = self.keys.len() as u32;
        self.table[place] = number;
        if 2 * self.keys.len() > self.table.len() {
            self.grow();
        }
        number - 1
    }

    #[inline]
    fn place(&self, key: K) -> usize {
        (key.mixed().wrapping_mul(self.factor) >> self.shift) as usize
    }

    #[cold]
    fn grow(&mut self) {
        let places = 4 * self.table.len();
        self.shift -= 2;
        self.table.clear();
        self.table.resize(places, 0);
        for at in 0..self.keys.len() {
            let mut place = self.place(self.keys[at]);
            while self.table[place] != 0 {
                place = (place + 1) & (places - 1);
            }
            self.table[place] = at as u32 + 1;
        }
    }
}

/// By ticks. Files are mostly in the order of time, and customers have few rows.
#[inline]
fn sort(deeds: &mut [Deed]) {
    if deeds.len() > FEW {
        deeds.sort_unstable();
        return;
    }
    for at in 1..deeds.len() {
        let deed = deeds[at];
        let mut to = at;
        while to > 0 && deeds[to - 1] > deed {
            deeds[to] = deeds[to - 1];
            to -= 1;
        }
        deeds[to] = deed;
    }
}
