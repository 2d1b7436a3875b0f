//! The service: a base, the directory that holds it, and the writer between them.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::sync::Arc;

use crate::artefact::Artefact;
use crate::base::{Base, Standing};
use crate::error::{Error, Result};
use crate::journal::Journal;
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
    /// [`Error::Taken`], [`Error::Damaged`], [`Error::Gap`], [`Error::File`], or what the library
    /// says of the artefact.
    pub fn open(artefact: Artefact, directory: &Path) -> Result<Self> {
        fs::create_dir_all(directory).map_err(Error::file(directory))?;
        let lock = lock(directory)?;
        let base = Base::new(artefact)?;
        let path = directory.join("journal");
        let (journal, frames) = Journal::open(&path)?;
        for frame in &frames {
            base.replay(frame).map_err(|expected| Error::Gap {
                path: path.clone(),
                found: frame.first,
                expected,
            })?;
        }
        sync_directory(directory)?;
        let base = Arc::new(base);
        let writer = Writer::start(Arc::clone(&base), journal);
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

/// Keeps others out of a directory until the file is closed, also by a crash.
fn lock(directory: &Path) -> Result<File> {
    let path = directory.join("lock");
    let file = File::create(&path).map_err(Error::file(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Taken(directory.to_owned())),
        Err(TryLockError::Error(source)) => Err(Error::File { path, source }),
    }
}

/// Makes the names of a directory's files last.
fn sync_directory(directory: &Path) -> Result<()> {
    File::open(directory).and_then(|open| open.sync_all()).map_err(Error::file(directory))
}
