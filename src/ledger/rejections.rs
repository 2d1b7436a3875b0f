//! What was refused while reading.

use crate::error::{Error, ErrorKind};

/// Rows that were refused: how many of each kind, and the first of them in full.
///
/// Each example is the [`Error`] itself, which names line, column, value and reason.
#[derive(Debug, Clone, Default)]
pub struct Rejections {
    counts: Vec<(ErrorKind, u64)>,
    examples: Vec<Error>,
    keep: usize,
    rows: u64,
}

impl Rejections {
    /// Keeps the first `keep` rejections in full, and counts the others.
    #[must_use]
    pub fn keeping(keep: usize) -> Self {
        Self { keep, ..Self::default() }
    }

    /// Rows read, the refused ones included.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Rows refused.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    /// Rows refused for a reason.
    #[must_use]
    pub fn count(&self, kind: ErrorKind) -> u64 {
        self.counts.iter().find(|(known, _)| *known == kind).map_or(0, |(_, count)| *count)
    }

    /// Every reason met and how many rows it cost, in the order of the codes.
    #[must_use]
    pub fn by_kind(&self) -> &[(ErrorKind, u64)] {
        &self.counts
    }

    /// The first rejections in full.
    #[must_use]
    pub fn examples(&self) -> &[Error] {
        &self.examples
    }

    /// Adds those of a later part.
    pub(super) fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        for &(kind, count) in &other.counts {
            self.add(kind, count);
        }
        let room = self.keep.saturating_sub(self.examples.len());
        self.examples.extend(other.examples.iter().take(room).cloned());
    }

    pub(super) fn see_rows(&mut self, rows: u64) {
        self.rows += rows;
    }

    pub(super) fn record(&mut self, error: Error) {
        self.add(error.kind(), 1);
        if self.examples.len() < self.keep {
            self.examples.push(error);
        }
    }

    fn add(&mut self, kind: ErrorKind, count: u64) {
        match self.counts.binary_search_by_key(&kind.code(), |(kind, _)| kind.code()) {
            Ok(at) => self.counts[at].1 += count,
            Err(at) => self.counts.insert(at, (kind, count)),
        }
    }
}
