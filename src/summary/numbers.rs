//! The numbers of messages that came before.

use std::collections::VecDeque;

use super::places::Places;

/// The last numbers that came, so that a message which is delivered twice is taken in once; the
/// oldest is forgotten where one too many comes.
#[derive(Debug, Clone)]
pub(super) struct Numbers {
    known: Places<()>,
    /// In the order in which they came.
    order: VecDeque<i64>,
    most: usize,
}

/// How many numbers are remembered where nothing else is said: 40 MiB at most.
const MOST: usize = 1 << 20;

impl Default for Numbers {
    fn default() -> Self {
        Self { known: Places::default(), order: VecDeque::new(), most: MOST }
    }
}

impl Numbers {
    /// Remembers so many from now on.
    pub(super) fn remember(&mut self, most: usize) {
        self.most = most;
        self.forget();
    }

    /// How many are remembered.
    pub(super) const fn most(&self) -> usize {
        self.most
    }

    pub(super) fn knows(&self, number: i64) -> bool {
        self.known.get(number).is_some()
    }

    /// Whether a number comes for the first time, as far as is remembered.
    pub(super) fn is_new(&mut self, number: i64) -> bool {
        if self.knows(number) {
            return false;
        }
        self.known.insert(number, ());
        self.order.push_back(number);
        self.forget();
        true
    }

    /// In the order in which they came.
    pub(super) fn in_order(&self) -> Vec<i64> {
        self.order.iter().copied().collect()
    }

    fn forget(&mut self) {
        let many = self.order.len().saturating_sub(self.most);
        for oldest in self.order.drain(..many) {
            self.known.remove(oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_forgotten() {
        let mut numbers = Numbers::default();
        numbers.remember(3);
        assert!([7, -1, 7, 9, -1].map(|n| numbers.is_new(n)) == [true, true, false, true, false]);
        assert!(numbers.is_new(i64::MIN));
        assert_eq!(numbers.in_order(), [-1, 9, i64::MIN]);
        assert!(!numbers.knows(7) && numbers.is_new(7) && !numbers.knows(-1));
        numbers.remember(1);
        assert_eq!(numbers.in_order(), [7]);
        numbers.remember(0);
        assert!(numbers.is_new(7) && numbers.is_new(7), "none is remembered");
    }
}
