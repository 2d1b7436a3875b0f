//! Answers that come again.
//!
//! Customers are counted in days and purchases, so in a large base most of what
//! is asked was just answered for somebody else.

use std::sync::Mutex;

use crate::lifetime::observed::history::History;

/// A table of answers in which each stands where its history hashes to. Two have
/// room there: the older makes place for the next.
#[derive(Debug)]
pub(crate) struct PredictionCache {
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    history: [u64; 3],
    answer: f64,
}

/// Slots of a table for one pass: 1 MiB, which fits a core's own cache.
const SLOTS: usize = 1 << 15;
/// Slots of a table that is kept.
const SLOTS_TO_KEEP: usize = 1 << 16;

impl PredictionCache {
    /// A table for so many questions; none where they are few.
    pub(crate) fn new(questions: usize) -> Self {
        let slots = if questions < 64 { 0 } else { questions.min(SLOTS).next_power_of_two() };
        Self::of(slots)
    }

    fn of(slots: usize) -> Self {
        Self { slots: vec![Slot { history: [u64::MAX; 3], answer: 0.0 }; slots] }
    }

    /// The answer for `history`, which is `find` where it is not at hand.
    #[inline]
    pub(crate) fn recall(&mut self, history: History, find: impl FnOnce() -> f64) -> f64 {
        let (key, mixed) = mixed(history);
        self.recall_at(key, mixed, find)
    }

    #[inline]
    fn recall_at(&mut self, key: [u64; 3], mixed: u64, find: impl FnOnce() -> f64) -> f64 {
        let place = (mixed >> 40) as usize & self.slots.len().wrapping_sub(2);
        let Some([newer, older]) = self.slots.get_mut(place..place + 2) else { return find() };
        if newer.history != key {
            std::mem::swap(newer, older);
            if newer.history != key {
                *newer = Slot { history: key, answer: find() };
            }
        }
        newer.answer
    }
}

/// A table for questions without end that many ask at once: in shards, each behind a lock. Where
/// another thread has the lock, the answer is worked out anew, with the same bits: nobody waits.
#[derive(Debug)]
pub(crate) struct SharedPredictionCache {
    shards: Vec<Mutex<PredictionCache>>,
}

/// Shards of a table that many ask at once: a power of two.
const SHARDS: usize = 16;

impl Default for SharedPredictionCache {
    fn default() -> Self {
        let shard = || Mutex::new(PredictionCache::of(SLOTS_TO_KEEP / SHARDS));
        Self { shards: std::iter::repeat_with(shard).take(SHARDS).collect() }
    }
}

impl SharedPredictionCache {
    /// The answer for `history`, which is `find` where it is not at hand.
    #[inline]
    pub(crate) fn recall(&self, history: History, find: impl FnOnce() -> f64) -> f64 {
        let (key, mixed) = mixed(history);
        let shard = self.shards.get((mixed >> 60) as usize % SHARDS);
        match shard.and_then(|shard| shard.try_lock().ok()) {
            Some(mut shard) => shard.recall_at(key, mixed, find),
            None => find(),
        }
    }
}

/// A history as numbers, and a number that spreads histories.
#[inline]
fn mixed(history: History) -> ([u64; 3], u64) {
    let key = [u64::from(history.x()), history.t_x().to_bits(), history.t().to_bits()];
    let mixed =
        key.iter().fold(0u64, |mixed, &part| (mixed.rotate_left(23) ^ part).wrapping_mul(SPREAD));
    (key, mixed)
}

/// An odd number without pattern: 2^64 over the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_not_sought_again() {
        let mut memo = PredictionCache::new(1000);
        let mut sought = 0;
        for round in 0..2 {
            for x in 0..100 {
                let history = History::unchecked(x, 0.0, 7.0);
                let answer = memo.recall(history, || {
                    sought += 1;
                    f64::from(x)
                });
                assert_eq!(answer, f64::from(x), "{round}");
            }
        }
        assert!((100..110).contains(&sought), "{sought}");
        let shared = SharedPredictionCache::default();
        let old = History::unchecked(3, 2.0, 7.0);
        assert_eq!(shared.recall(old, || 5.0), 5.0);
        assert_eq!(shared.recall(old, || 6.0), 5.0, "it is at hand");
        let locked: Vec<_> = shared.shards.iter().map(|shard| shard.lock().unwrap()).collect();
        assert_eq!(shared.recall(old, || 6.0), 6.0, "nobody waits");
        drop(locked);
        assert_eq!(shared.recall(old, || 7.0), 5.0);
        let mut none = PredictionCache::new(1);
        assert_eq!(none.recall(History::NEW, || 3.0), 3.0);
        assert_eq!(none.recall(History::NEW, || 4.0), 4.0);
    }
}
