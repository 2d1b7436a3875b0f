//! Sums by customer and tick, taken in bit by bit.

use std::borrow::Cow;

use super::detail::Detail;
use super::entry::Entry;
use super::store::Store;
use crate::error::Result;

/// What is settled in order, and what came since, in the order in which it came. A summary keeps
/// the amounts so, and beside them the margins, where there are any: of the same rows, so that the
/// two have the same customers and ticks once they are sorted.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    pub(super) settled: Store,
    pub(super) recent: Vec<Entry>,
    /// What recent entries do not say.
    pub(super) recent_details: Vec<Detail>,
}

/// Single updates are sorted in once they are this many, or half of what is settled.
const FEW: usize = 1 << 12;

impl Kept {
    /// How many recent entries are enough to sort them in: so many that the cost of each stays
    /// the same however much is settled.
    pub(super) fn enough(&self) -> usize {
        FEW.max(self.settled.cells() / 2)
    }

    /// Everything, sorted.
    pub(super) fn sorted(&self, threads: usize) -> Result<Cow<'_, Store>> {
        if self.recent.is_empty() {
            return Ok(Cow::Borrowed(&self.settled));
        }
        let recent = Store::from_entries(&self.recent, threads)?
            .with_details(self.recent_details.clone())?;
        self.settled.merge(&recent).map(Cow::Owned)
    }

    /// Everything and what arrived, sorted.
    pub(super) fn with(&self, arrived: Store, threads: usize) -> Result<Store> {
        if self.settled.len() == 0 && self.recent.is_empty() {
            return Ok(arrived);
        }
        self.sorted(threads)?.merge(&arrived)
    }

    /// Adds an entry to the recent ones, and what it does not say.
    pub(super) fn push(&mut self, entry: Entry, detail: Option<Detail>) {
        self.recent.push(entry);
        self.recent_details.extend(detail);
    }

    /// Takes back what was pushed last.
    pub(super) fn take_back(&mut self, detail: Option<Detail>) {
        self.recent.pop();
        if detail.is_some() {
            self.recent_details.pop();
        }
    }

    /// Keeps this and nothing else.
    pub(super) fn replace(&mut self, settled: Store) {
        self.settled = settled;
        self.recent.clear();
        self.recent_details.clear();
    }

    /// Removes a customer; whether there was one.
    pub(super) fn remove(&mut self, key: i64) -> bool {
        let before = self.recent.len();
        self.recent.retain(|entry| entry.key != key);
        self.recent_details.retain(|detail| detail.key != key);
        let recent = self.recent.len() < before;
        self.settled.remove(key) || recent
    }
}
