//! What can go wrong, each by its name.

use std::io;
use std::path::{Path, PathBuf};

/// The result of what may fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the service does not start, or stops taking purchases.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused a file.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something that was acknowledged cannot be read: nothing is cut, and nothing started.
    #[error(
        "{}: damaged at byte {at}, before what was written later and is sound; \
         bring this file back from a copy", path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where what is damaged begins.
        at: usize,
    },
    /// What a file holds is not what it should.
    #[error("{}: {source}", path.display())]
    Unsound {
        /// Which.
        path: PathBuf,
        /// What the library said.
        source: habitue::Error,
    },
    /// An artefact that leaves something open which a base needs.
    #[error("the artefact states no {0}: write it again by a scorer that does (`with_{0}`)")]
    Unstated(&'static str),
    /// Journals without a base that they go on from.
    #[error("{}: journals without a snapshot; bring the files whose names begin with base back", .0.display())]
    Baseless(PathBuf),
    /// The journal that goes on from a snapshot.
    #[error("{}: is missing, and what was acknowledged in it; bring it back", .0.display())]
    Missing(PathBuf),
    /// Messages are missing between two files.
    #[error(
        "{}: begins with message {found} of the base, {expected} is the next; \
         bring the files between them back", path.display()
    )]
    Gap {
        /// The file that begins too late.
        path: PathBuf,
        /// Where it begins.
        found: u64,
        /// Where it should.
        expected: u64,
    },
    /// Two services over one directory would overwrite each other.
    #[error("{}: another service has this directory; stop it, or give --data another one", .0.display())]
    Taken(PathBuf),
    /// The command line.
    #[error("{0}")]
    Usage(String),
    /// The library refused it.
    #[error(transparent)]
    Habitue(#[from] habitue::Error),
}

impl Error {
    /// What the system said of a file.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File { path: path.to_owned(), source }
    }
}
