//! What one customer did within one tick of time.

use crate::money::Exact;

/// What one customer did within one tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: i64,
    pub(super) net: i64,
    pub(super) tick: i32,
    pub(super) count: u32,
}

impl Entry {
    /// Nothing, to be overwritten.
    pub(super) const NONE: Self = Self { key: 0, net: 0, tick: 0, count: 0 };

    /// One transaction of an accepted amount.
    pub(super) fn of(key: i64, tick: i32, amount: Exact) -> Self {
        // What was accepted is within 2^53, and so is a margin within 64 bits.
        Self { key, net: amount.floor().unwrap_or_default(), tick, count: 1 }
    }

    pub(super) fn place(&self) -> (i64, i32) {
        (self.key, self.tick)
    }
}
