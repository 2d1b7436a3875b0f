//! The rows of one partition, put together by customer and tick.

use std::hash::{BuildHasher, RandomState};

use super::entry::Entry;
use super::partition::{PackedKey, PackedRow};
use super::store::Slots;
use crate::error::Result;

/// Room to group partitions in, used again for each.
#[derive(Debug)]
pub(super) struct Grouper {
    /// Makes the table's places unknown to whoever chooses the keys; what comes out does not
    /// depend on it.
    factor: u64,
    /// By hash: the number of a customer and one more, or 0. A power of two, at most half full.
    table: Vec<u32>,
    /// By number, in the order of first sight.
    keys: Vec<PackedKey>,
    counts: Vec<u32>,
    /// By row.
    numbers: Vec<u32>,
    order: Vec<u32>,
    starts: Vec<u32>,
    cells: Vec<(i32, i64)>,
}

/// Places of the smallest table.
const FEWEST: usize = 1 << 12;
/// More cells than this are sorted by a general algorithm.
const FEW: usize = 32;

impl Grouper {
    pub(super) fn new() -> Self {
        Self {
            factor: RandomState::new().hash_one(0_u8) | 1,
            table: vec![0; FEWEST],
            keys: Vec::new(),
            counts: Vec::new(),
            numbers: Vec::new(),
            order: Vec::new(),
            starts: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// Adds the customers of a partition, whose rows come in several pieces; `code` tells by which
    /// number each is kept, in the order of the keys.
    ///
    /// # Errors
    /// [`Overflow`](crate::ErrorKind::Overflow) where a sum does not fit, and those of `code`.
    pub(super) fn group(
        &mut self,
        pieces: &[Vec<PackedRow>],
        slots: &mut Slots<'_>,
        mut code: impl FnMut(PackedKey) -> Result<i64>,
    ) -> Result<()> {
        self.number(pieces);
        self.order.clear();
        self.order.extend(0..self.keys.len() as u32);
        let keys = &self.keys;
        self.order.sort_unstable_by_key(|number| keys[*number as usize]);
        self.starts.clear();
        self.starts.resize(self.keys.len(), 0);
        let mut start = 0;
        for &number in &self.order {
            self.starts[number as usize] = start;
            start += self.counts[number as usize];
        }
        self.cells.resize(self.numbers.len(), (0, 0));
        let rows = pieces.iter().flatten();
        for (row, number) in rows.zip(&self.numbers) {
            let place = &mut self.starts[*number as usize];
            self.cells[*place as usize] = (row.tick, row.net);
            *place += 1;
        }
        for &number in &self.order {
            let end = self.starts[number as usize] as usize;
            let cells = &mut self.cells[end - self.counts[number as usize] as usize..end];
            sort(cells);
            let key = code(self.keys[number as usize])?;
            for &(tick, net) in cells.iter() {
                slots.push(&Entry { key, net, tick, count: 1 })?;
            }
        }
        Ok(())
    }

    /// Gives each customer a number, and each row that of its customer.
    fn number(&mut self, pieces: &[Vec<PackedRow>]) {
        self.table.fill(0);
        self.keys.clear();
        self.counts.clear();
        self.numbers.clear();
        for piece in pieces {
            for row in piece {
                let key = row.key();
                let number = self.number_of(key);
                self.counts[number as usize] += 1;
                self.numbers.push(number);
            }
        }
    }

    #[inline]
    fn number_of(&mut self, key: PackedKey) -> u32 {
        let mut place = self.place(key);
        loop {
            match self.table[place] {
                0 => break,
                number if self.keys[number as usize - 1] == key => return number - 1,
                _ => place = (place + 1) & (self.table.len() - 1),
            }
        }
        self.keys.push(key);
        self.counts.push(0);
        let number = self.keys.len() as u32;
        self.table[place] = number;
        if 2 * self.keys.len() > self.table.len() {
            self.grow();
        }
        number - 1
    }

    #[inline]
    fn place(&self, key: PackedKey) -> usize {
        let product = u128::from(key.mixed()) * u128::from(self.factor);
        ((product >> 64) as u64 ^ product as u64) as usize & (self.table.len() - 1)
    }

    #[cold]
    fn grow(&mut self) {
        let places = 4 * self.table.len();
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
fn sort(cells: &mut [(i32, i64)]) {
    if cells.len() > FEW {
        cells.sort_unstable();
        return;
    }
    for at in 1..cells.len() {
        let cell = cells[at];
        let mut to = at;
        while to > 0 && cells[to - 1].0 > cell.0 {
            cells[to] = cells[to - 1];
            to -= 1;
        }
        cells[to] = cell;
    }
}
