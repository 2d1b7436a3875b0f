//! The directory that holds a base: one service at a time, and files named by a number.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The file of this name and number.
#[must_use]
pub fn path(directory: &Path, name: &str, number: u64) -> PathBuf {
    directory.join(format!("{name}-{number:020}"))
}

/// The numbers of all files of this name, in their order.
///
/// # Errors
/// [`Error::File`].
pub fn numbers(directory: &Path, name: &str) -> Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(directory).map_err(Error::file(directory))? {
        let found = entry.map_err(Error::file(directory))?.file_name();
        let number = found.to_str().and_then(|found| found.strip_prefix(name)?.strip_prefix('-'));
        numbers.extend(number.and_then(|number| number.parse::<u64>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// Makes the names of a directory's files last.
///
/// # Errors
/// What the system says.
pub fn sync(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Keeps other services out of a directory until the file is closed, also by a crash.
///
/// # Errors
/// [`Error::Taken`]; [`Error::File`].
pub fn lock(directory: &Path) -> Result<File> {
    fs::create_dir_all(directory).map_err(Error::file(directory))?;
    let path = directory.join("lock");
    let file = File::create(&path).map_err(Error::file(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Taken(directory.to_owned())),
        Err(TryLockError::Error(source)) => Err(Error::File { path, source }),
    }
}
