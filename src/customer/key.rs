//! One customer's key.

use std::fmt;

use crate::error::{Error, ErrorKind, Result};

/// By what a customer is known. Borrowed, so that looking a customer up allocates nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Key<'a> {
    /// An integer.
    Integer(i64),
    /// Text, compared by its bytes; never empty.
    Text(&'a str),
}

/// Which of the two kinds of key a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum KeyKind {
    /// `i64` keys.
    Integer,
    /// Text keys.
    Text,
}

impl Key<'_> {
    /// Which kind of key this is.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        match self {
            Self::Integer(_) => KeyKind::Integer,
            Self::Text(_) => KeyKind::Text,
        }
    }

    /// The error for a key of another kind than its column.
    pub(crate) fn mixed(&self, expected: KeyKind) -> Error {
        Error::new(ErrorKind::Inconsistent, format!("is not {}", expected.name()))
            .in_column("customer")
            .with_value(self)
            .allowing(format!("{} keys throughout", expected.name()))
    }
}

impl KeyKind {
    /// `"integer"` or `"text"`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Text => "text",
        }
    }
}

impl From<i64> for Key<'_> {
    fn from(key: i64) -> Self {
        Self::Integer(key)
    }
}

impl<'a> From<&'a str> for Key<'a> {
    fn from(key: &'a str) -> Self {
        Self::Text(key)
    }
}

impl<'a> From<&'a String> for Key<'a> {
    fn from(key: &'a String) -> Self {
        Self::Text(key)
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(key) => write!(f, "{key}"),
            Self::Text(key) => f.write_str(key),
        }
    }
}

/// Refuses the empty text, which is a missing key.
pub(crate) fn present(key: &str) -> Result<()> {
    if key.is_empty() {
        return Err(Error::new(ErrorKind::Missing, "is empty")
            .in_column("customer")
            .with_value("\"\""));
    }
    Ok(())
}
