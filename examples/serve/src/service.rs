//! The service: a base, the directory that holds it, and the writer between them.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use habitue::value::Scorer;

use crate::base::{Base, Standing};
use crate::directory;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::journal::{self, Journal};
use crate::snapshot;
use crate::snapshots::{Rhythm, Snapshots};
use crate::writer::Writer;

/// All that answers stand on.
#[derive(Debug)]
pub struct Service {
    base: Arc<Base>,
    writer: Writer,
    /// Held as long as the directory is used.
    _lock: File,
}

impl Service {
    /// Brings the base back from a directory, or begins one there.
    ///
    /// # Errors
    /// [`Error::Taken`]; [`Error::Unsound`], [`Error::Damaged`] or [`Error::File`] of what cannot
    /// be read; [`Error::Baseless`], [`Error::Missing`] or [`Error::Gap`] where a file is not
    /// there; what the library says of the artefact.
    pub fn open(scorer: Scorer, directory: &Path, rhythm: Rhythm) -> Result<Self> {
        let lock = directory::lock(directory)?;
        let journals = directory::numbers(directory, journal::NAME)?;
        let base = match (snapshot::newest(directory)?, journals.as_slice()) {
            (Some(live), _) => Base::with(scorer, live)?,
            (None, []) => begun(scorer, directory)?,
            (None, _) => return Err(Error::Baseless(directory.to_owned())),
        };
        let saved = base.sequence();
        let journal = replayed(&base, directory, &journals)?;
        let base = Arc::new(base);
        let snapshots =
            Snapshots::new(directory.to_owned(), rhythm, base.sequence().saturating_sub(saved));
        let writer = Writer::start(Arc::clone(&base), journal, snapshots);
        Ok(Self { base, writer, _lock: lock })
    }

    /// The customers.
    #[must_use]
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Where messages are handed in.
    #[must_use]
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// See [`Base::standing`].
    ///
    /// # Errors
    /// As there.
    pub fn standing(&self, id: &str) -> Result<Option<Standing>, habitue::Error> {
        self.base.standing(id)
    }
}

/// A base that begins, written before its first message: so what it counts in stays what it was.
fn begun(scorer: Scorer, directory: &Path) -> Result<Base> {
    let base = Base::new(scorer)?;
    snapshot::save(directory, base.sequence(), &base.to_bytes()?, false)?;
    Ok(base)
}

/// Takes in what the journals say beyond the snapshot, and opens the last at its end.
fn replayed(base: &Base, directory: &Path, journals: &[u64]) -> Result<Journal> {
    let next = base.sequence() + 1;
    let Some((&last, before)) = journals.split_last().filter(|_| journals.contains(&next)) else {
        // A new journal stands before its snapshot, but for the first.
        let path = directory::path(directory, journal::NAME, next);
        return if next == 1 && journals.is_empty() {
            Journal::begin(directory, next).map_err(Error::file(&path))
        } else {
            Err(Error::Missing(path))
        };
    };
    for (&first, &next) in before.iter().zip(&journals[1..]) {
        // What ends before the snapshot is left to be removed.
        if next > base.sequence() + 1 {
            let path = directory::path(directory, journal::NAME, first);
            replay(base, &path, first, &Journal::read(&path)?)?;
        }
    }
    let path = directory::path(directory, journal::NAME, last);
    let (journal, frames) = Journal::open(directory, &path)?;
    replay(base, &path, last, &frames)?;
    Ok(journal)
}

/// Takes in the frames of one journal, which begins with the message of this number.
fn replay(base: &Base, path: &Path, first: u64, frames: &[Frame]) -> Result<()> {
    let gap = |found, expected| Error::Gap { path: path.to_owned(), found, expected };
    let expected = base.sequence() + 1;
    if first > expected {
        return Err(gap(first, expected));
    }
    frames
        .iter()
        .try_for_each(|frame| base.replay(frame).map_err(|expected| gap(frame.first, expected)))
}
