//! How many customers fell into each class, and of how many.

use std::marker::PhantomData;

use super::{Class, Classified};

/// How many customers each class received, how many could not be told, and how
/// many stand on a boundary. Counts of parts add up by [`merge`](Self::merge).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassCounts<C> {
    /// By code; index 0 counts the unknown.
    by_code: [u64; 16],
    boundary: u64,
    of: PhantomData<C>,
}

impl<C: Class> ClassCounts<C> {
    /// The most classes that a scheme may have.
    pub const MOST_CLASSES: usize = 15;

    /// Nobody counted yet.
    #[must_use]
    pub fn new() -> Self {
        Self { by_code: [0; 16], boundary: 0, of: PhantomData }
    }

    /// Counts one customer.
    #[inline]
    pub fn add(&mut self, classified: &Classified<C>) {
        self.by_code[classified.code() as usize & 15] += 1;
        self.boundary += u64::from(classified.on_boundary());
    }

    /// Adds the counts of another part of the customers.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.by_code.iter_mut().zip(&other.by_code) {
            *mine += theirs;
        }
        self.boundary = self.boundary.saturating_add(other.boundary);
    }

    /// How many customers are in `class`.
    #[must_use]
    pub fn of(&self, class: C) -> u64 {
        self.by_code[class.code() as usize & 15]
    }

    /// How many customers there are by code, 0 (unknown) first, then each class.
    #[must_use]
    pub fn by_code(&self) -> &[u64] {
        &self.by_code[..=C::ALL.len()]
    }

    /// How many customers have a class.
    #[must_use]
    pub fn n_used(&self) -> u64 {
        self.by_code[1..].iter().sum()
    }

    /// How many customers could not be classified for want of facts.
    #[must_use]
    pub fn n_missing(&self) -> u64 {
        self.by_code[0]
    }

    /// How many customers stand exactly on a cut.
    #[must_use]
    pub fn n_boundary(&self) -> u64 {
        self.boundary
    }

    /// The share of `class` among those who have a class, 0 to 1; `None` where
    /// nobody has one.
    #[must_use]
    pub fn share(&self, class: C) -> Option<f64> {
        let used = self.n_used();
        (used > 0).then(|| self.of(class) as f64 / used as f64)
    }
}

impl<C: Class> Default for ClassCounts<C> {
    fn default() -> Self {
        Self::new()
    }
}
