//! The base written whole, beside its journals.
//!
//! Each is named by the number of its last message. The newest and the one before it stay, with
//! the journals behind the older of them, so that a snapshot that turns out to be unsound costs
//! nothing but time. Once somebody was forgotten, the next one stays alone.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use habitue::error::ErrorKind;
use habitue::summary::Live;

use crate::directory;
use crate::error::{Error, Result};
use crate::journal;

/// How the names of snapshots begin.
pub const NAME: &str = "base";

/// The newest sound snapshot; `None` where there is none at all.
///
/// # Errors
/// What is wrong with the newest, where none is sound; that a newer library wrote it.
pub fn newest(directory: &Path) -> Result<Option<Live>> {
    let mut wrong: Vec<(PathBuf, Error)> = Vec::new();
    for number in directory::numbers(directory, NAME)?.into_iter().rev() {
        let path = directory::path(directory, NAME, number);
        match open(&path) {
            Ok(live) => {
                wrong.iter().try_for_each(|(path, error)| set_aside(path, error))?;
                return Ok(Some(live));
            }
            Err(error) if is_damage(&error) => wrong.push((path, error)),
            Err(error) => return Err(error),
        }
    }
    wrong.into_iter().next().map_or(Ok(None), |(_, error)| Err(error))
}

/// Whether a snapshot can be passed over: not where it was not read, or only by a newer library.
fn is_damage(error: &Error) -> bool {
    matches!(error, Error::Unsound { source, .. } if source.kind() == ErrorKind::Corrupt)
}

/// Takes an unsound snapshot out of the row, so that it is not one of those that stay.
fn set_aside(path: &Path, error: &Error) -> Result<()> {
    eprintln!("serve: {error}; the one before it and the journals serve instead");
    fs::rename(path, path.with_extension("unsound")).map_err(Error::file(path))
}

fn open(path: &Path) -> Result<Live> {
    let bytes = fs::read(path).map_err(Error::file(path))?;
    let unsound = |source| Error::Unsound { path: path.to_owned(), source };
    Live::from_bytes(&bytes).map_err(unsound)
}

/// Writes a base whole: beside, made to last, then under its name. Removes what it replaces; all
/// of that where somebody was forgotten since.
///
/// # Errors
/// What the system says; what was there is there then.
pub fn save(directory: &Path, sequence: u64, bytes: &[u8], forgets: bool) -> Result<()> {
    let path = directory::path(directory, NAME, sequence);
    write(directory, &path, bytes).map_err(Error::file(&path))?;
    clean(directory, if forgets { 1 } else { 2 })?;
    clear(directory, forgets)
}

fn write(directory: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("part");
    let mut file = File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    directory::sync(directory)
}

/// Removes all but so many snapshots, and the journals that end before the oldest of these.
fn clean(directory: &Path, keep: usize) -> Result<()> {
    let remove = |name, number| {
        let path = directory::path(directory, name, number);
        fs::remove_file(&path).map_err(Error::file(&path))
    };
    let snapshots = directory::numbers(directory, NAME)?;
    let (old, kept) = snapshots.split_at(snapshots.len().saturating_sub(keep));
    old.iter().try_for_each(|&number| remove(NAME, number))?;
    let Some(oldest) = kept.first() else { return Ok(()) };
    for pair in directory::numbers(directory, journal::NAME)?.windows(2) {
        if let &[first, next] = pair
            && next <= oldest + 1
        {
            remove(journal::NAME, first)?;
        }
    }
    Ok(())
}

/// Removes what a crash left beside; what was set aside, too, where somebody was forgotten.
fn clear(directory: &Path, forgets: bool) -> Result<()> {
    for entry in fs::read_dir(directory).map_err(Error::file(directory))? {
        let path = entry.map_err(Error::file(directory))?.path();
        let is_left = path.extension().is_some_and(|end| end == "part");
        let is_aside = path.extension().is_some_and(|end| end == "unsound");
        if (is_left || is_aside && forgets) && path.is_file() {
            fs::remove_file(&path).map_err(Error::file(&path))?;
        }
    }
    Ok(())
}
