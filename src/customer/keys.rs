//! Columns of keys.

use super::key::present;
use super::{Key, KeyKind, TextColumn, Texts};
use crate::error::Result;

/// A borrowed column of keys.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Keys<'a> {
    /// `i64` keys.
    Integer(&'a [i64]),
    /// Text keys.
    Text(Texts<'a>),
}

impl<'a> Keys<'a> {
    /// How many keys there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Integer(keys) => keys.len(),
            Self::Text(keys) => keys.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Which kind of key the column holds.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        match self {
            Self::Integer(_) => KeyKind::Integer,
            Self::Text(_) => KeyKind::Text,
        }
    }

    /// The key of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Key<'a>> {
        match self {
            Self::Integer(keys) => keys.get(row).copied().map(Key::Integer),
            Self::Text(keys) => keys.get(row).map(Key::Text),
        }
    }

    /// Refuses an empty text key, naming its row.
    pub(crate) fn check(&self) -> Result<()> {
        match self {
            Self::Integer(_) => Ok(()),
            Self::Text(texts) => texts
                .iter()
                .enumerate()
                .try_for_each(|(row, key)| present(key).map_err(|error| error.at_row(row as u64))),
        }
    }
}

impl<'a> From<&'a [i64]> for Keys<'a> {
    fn from(keys: &'a [i64]) -> Self {
        Self::Integer(keys)
    }
}

impl<'a> From<Texts<'a>> for Keys<'a> {
    fn from(keys: Texts<'a>) -> Self {
        Self::Text(keys)
    }
}

/// An owned column of keys. An empty one takes the kind of the first key that it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum KeyColumn {
    /// `i64` keys.
    Integer(Vec<i64>),
    /// Text keys.
    Text(TextColumn),
}

impl KeyColumn {
    /// An empty column of a kind.
    #[must_use]
    pub fn new(kind: KeyKind) -> Self {
        match kind {
            KeyKind::Integer => Self::Integer(Vec::new()),
            KeyKind::Text => Self::Text(TextColumn::default()),
        }
    }

    /// Appends a key.
    ///
    /// # Errors
    /// [`ErrorKind::Inconsistent`](crate::ErrorKind::Inconsistent) for a key of another kind than
    /// those before it, [`ErrorKind::Missing`](crate::ErrorKind::Missing) for empty text.
    pub fn push(&mut self, key: &Key<'_>) -> Result<()> {
        if self.as_keys().is_empty() && self.as_keys().kind() != key.kind() {
            *self = Self::new(key.kind());
        }
        match (self, key) {
            (Self::Integer(keys), Key::Integer(key)) => keys.push(*key),
            (Self::Text(keys), Key::Text(key)) => {
                present(key)?;
                keys.push(key);
            }
            (column, key) => return Err(key.mixed(column.as_keys().kind())),
        }
        Ok(())
    }

    /// Forgets all keys and keeps their kind and room.
    pub fn clear(&mut self) {
        match self {
            Self::Integer(keys) => keys.clear(),
            Self::Text(keys) => keys.clear(),
        }
    }

    /// The keys.
    #[must_use]
    pub fn as_keys(&self) -> Keys<'_> {
        match self {
            Self::Integer(keys) => Keys::Integer(keys),
            Self::Text(keys) => Keys::Text(keys.as_texts()),
        }
    }
}

impl Default for KeyColumn {
    /// An empty column of integers, which the first key may turn into one of text.
    fn default() -> Self {
        Self::Integer(Vec::new())
    }
}
