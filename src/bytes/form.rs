//! What bytes are of.

use crate::error::{Error, ErrorKind};

/// What bytes are of, as they begin, and which versions of their format are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    /// The last of the eight bytes that they begin with; see [`Form::magic`].
    pub(super) mark: u8,
    /// What they are of, as errors name it.
    pub(super) what: &'static str,
    /// The version that is written; newer ones are refused.
    pub(super) version: u32,
    /// The oldest version that is read.
    oldest: u32,
    /// What is wrong with older ones.
    outdated: &'static str,
}

impl Form {
    /// A form of one version.
    const fn new(mark: u8, what: &'static str) -> Self {
        Self { mark, what, version: 1, oldest: 1, outdated: "" }
    }

    /// A model without covariates.
    pub(crate) const MODEL: Self = Self::new(0x1a, "a model");
    /// A model with covariates.
    pub(crate) const MODEL_WITH_COVARIATES: Self = Self::new(0x1b, "a model");
    /// Sums over answers. Version 1 did not tell in which direction a question was asked, so its
    /// sums may be of answers that were not recoded; the sums of version 2 were rounded.
    pub(crate) const CROSS_PRODUCTS: Self = Self {
        version: 3,
        oldest: 3,
        outdated: "holds sums that were rounded; sum the answers again",
        ..Self::new(b'X', "cross-products")
    };
    /// A summary of transactions.
    pub(crate) const SUMMARY: Self = Self::new(b'S', "a summary");
    /// A table of customers.
    pub(crate) const TABLE: Self = Self::new(b'T', "a table");
    /// A summary kept open for single purchases.
    pub(crate) const LIVE: Self = Self::new(b'L', "a live summary");
    /// A scorer of customers.
    pub(crate) const SCORER: Self = Self::new(b'R', "a scorer");
    /// What is counted of a survey.
    pub(crate) const COUNTS: Self = Self::new(b'N', "counts");
    /// What was forecast beside what came to pass.
    pub(crate) const HOLDOUT: Self = Self::new(b'H', "holdout cells");
    /// Customers in runs by value.
    pub(crate) const VALUE_RUNS: Self = Self::new(b'V', "runs of values");

    /// All of them, of which no two begin alike.
    pub(super) const ALL: &'static [Self] = &[
        Self::MODEL,
        Self::MODEL_WITH_COVARIATES,
        Self::CROSS_PRODUCTS,
        Self::SUMMARY,
        Self::TABLE,
        Self::LIVE,
        Self::SCORER,
        Self::COUNTS,
        Self::HOLDOUT,
        Self::VALUE_RUNS,
    ];

    /// What the bytes begin with.
    pub(crate) const fn magic(&self) -> [u8; 8] {
        let [a, b, c, d, e, f, g] = *b"habitue";
        [a, b, c, d, e, f, g, self.mark]
    }

    /// Whether these bytes are of it.
    pub(crate) fn begins(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(&self.magic())
    }

    /// Bytes with a right checksum that hold what no library wrote.
    pub(super) fn invalid(&self, error: impl std::fmt::Display) -> Error {
        let what = self.what.strip_prefix("a ").unwrap_or(self.what);
        corrupt(format!("hold no valid {what}: {error}"))
    }

    /// Bytes with a right checksum of another form.
    pub(super) fn misshapen(&self) -> Error {
        corrupt(format!("do not have the form of {}", self.what))
    }

    /// Refuses versions that are not read. 0 is none, and damage.
    pub(super) fn check(&self, version: u32) -> Result<(), Error> {
        if version == 0 || (self.oldest..=self.version).contains(&version) {
            return Ok(());
        }
        let newer = version > self.version;
        let allowed = match self.oldest {
            1 => format!("<= {}", self.version),
            oldest if oldest == self.version => oldest.to_string(),
            oldest => format!("{oldest} to {}", self.version),
        };
        let what = if newer { "is newer than this library" } else { self.outdated };
        Err(Error::new(ErrorKind::FormatVersion, what)
            .in_column("format version")
            .with_value(version)
            .allowing(allowed))
    }

    /// Bytes that are of something else.
    pub(super) fn other(&self, bytes: &[u8]) -> Error {
        match Self::ALL.iter().find(|form| form.begins(bytes)) {
            Some(form) => corrupt(format!("are of {}, not of {}", form.what, self.what)),
            None => corrupt(format!("are not of {}", self.what)),
        }
    }
}

/// What is wrong with some bytes.
pub(crate) fn corrupt(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Corrupt, what.into()).in_column("bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_begin_alike() {
        for (at, form) in Form::ALL.iter().enumerate() {
            assert!(Form::ALL[..at].iter().all(|other| other.magic() != form.magic()), "{form:?}");
        }
    }
}
