//! Numbers and what is kept with each.

/// A table of numbers, each with a value beside it; open addressing, at most half full, so that
/// looking a number up touches one place of memory.
#[derive(Debug, Clone)]
pub(super) struct Places<V> {
    slots: Vec<Option<(i64, V)>>,
    length: usize,
}

/// Slots of the smallest table.
const FEWEST: usize = 16;

impl<V> Default for Places<V> {
    fn default() -> Self {
        Self { slots: Vec::new(), length: 0 }
    }
}

impl<V: Copy> Places<V> {
    pub(super) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    pub(super) const fn len(&self) -> usize {
        self.length
    }

    /// All numbers, in no order, with what is kept with each.
    pub(super) fn iter(&self) -> impl Iterator<Item = (i64, V)> + '_ {
        self.slots.iter().filter_map(|slot| *slot)
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        let wanted = (2 * (self.length + more)).next_power_of_two().max(FEWEST);
        if wanted <= self.slots.len() {
            return;
        }
        let before = std::mem::replace(&mut self.slots, vec![None; wanted]);
        for entry in before.into_iter().flatten() {
            let at = self.slot(entry.0);
            self.slots[at] = Some(entry);
        }
    }

    pub(super) fn get(&self, key: i64) -> Option<V> {
        let (_, value) = self.slots.get(self.find(key)?)?.as_ref()?;
        Some(*value)
    }

    pub(super) fn get_mut(&mut self, key: i64) -> Option<&mut V> {
        let at = self.find(key)?;
        let (_, value) = self.slots.get_mut(at)?.as_mut()?;
        Some(value)
    }

    /// Keeps a value with a number, in place of the one before.
    pub(super) fn insert(&mut self, key: i64, value: V) {
        if 2 * (self.length + 1) > self.slots.len() {
            self.reserve(self.length.max(1));
        }
        let at = self.slot(key);
        if self.slots[at].replace((key, value)).is_none() {
            self.length += 1;
        }
    }

    /// Removes a number, so that nothing of it is left.
    pub(super) fn remove(&mut self, key: i64) -> Option<V> {
        let mut gap = self.find(key)?;
        let (_, value) = self.slots[gap].take()?;
        self.length -= 1;
        // Those behind who were pushed past the gap move up.
        let mask = self.slots.len() - 1;
        let mut next = gap;
        loop {
            next = (next + 1) & mask;
            let Some((other, _)) = self.slots[next] else { return Some(value) };
            let pushed = next.wrapping_sub(self.home(other)) & mask;
            if pushed >= next.wrapping_sub(gap) & mask {
                self.slots[gap] = self.slots[next].take();
                gap = next;
            }
        }
    }

    fn find(&self, key: i64) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        Some(self.slot(key)).filter(|&at| self.slots[at].is_some())
    }

    /// Where a number is, or where it would go.
    fn slot(&self, key: i64) -> usize {
        let mut at = self.home(key);
        while self.slots[at].as_ref().is_some_and(|entry| entry.0 != key) {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    /// Where a number goes if nothing is there.
    fn home(&self, key: i64) -> usize {
        // A multiplication spreads consecutive numbers, a fold brings the high bits down.
        let product = u128::from(key as u64) * 0x9E37_79B9_7F4A_7C15;
        ((product >> 64) as u64 ^ product as u64) as usize & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn numbers_come_and_go_as_in_the_standard_map() {
        let (mut places, mut map) = (Places::default(), HashMap::new());
        let mut state = 1u64;
        for step in 0..20_000_u32 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
            // Few numbers in few slots, so that they stand in each other's way.
            let key = (state >> 33) as i64 % 300 - 150;
            if state >> 62 == 0 {
                assert_eq!(places.remove(key), map.remove(&key), "{step}");
            } else if let Some(value) = places.get_mut(key) {
                assert_eq!(map.get(&key), Some(&*value), "{step}");
                *value = step;
                map.insert(key, step);
            } else {
                assert_eq!(map.insert(key, step), None, "{step}");
                places.insert(key, step);
            }
            assert_eq!(places.length, map.len());
            assert_eq!(places.is_empty(), map.is_empty());
        }
        for key in -200..200 {
            assert_eq!(places.get(key), map.get(&key).copied(), "{key}");
        }
        assert!(places.slots.len() <= 1024, "{}", places.slots.len());
    }

    #[test]
    fn an_empty_table_has_nothing() {
        let mut places = Places::<()>::default();
        assert_eq!((places.get(0), places.remove(i64::MIN)), (None, None));
        places.insert(i64::MIN, ());
        assert_eq!((places.get(i64::MIN), places.get(i64::MAX)), (Some(()), None));
    }
}
