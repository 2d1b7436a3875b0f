//! The files that every acknowledged message is in since the base was last written whole.
//!
//! Each is named by the number of its first message. A new one begins with every snapshot, so
//! that those before it can go.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::directory;
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::frame::{self, Damage, Frame, Frames};

/// How the names of journals begin.
pub const NAME: &str = "journal";

/// A journal that is open at its end.
#[derive(Debug)]
pub struct Journal {
    directory: PathBuf,
    file: File,
    length: u64,
}

impl Journal {
    /// Begins a journal whose first message has this number.
    ///
    /// # Errors
    /// What the system says, of one that is there already, too.
    pub fn begin(directory: &Path, first: u64) -> io::Result<Self> {
        let path = directory::path(directory, NAME, first);
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        directory::sync(directory)?;
        Ok(Self { directory: directory.to_owned(), file, length: 0 })
    }

    /// Opens the last journal, and reads what it says. What was torn at its end is cut off.
    ///
    /// # Errors
    /// [`Error::Damaged`] where something sound stands behind what cannot be read;
    /// [`Error::File`].
    pub fn open(directory: &Path, path: &Path) -> Result<(Self, Vec<Frame>)> {
        let (read, found) = read(path)?;
        let length = read.sound as u64;
        let open = || {
            let mut file = OpenOptions::new().write(true).open(path)?;
            if read.sound < found {
                file.set_len(length)?;
            }
            file.seek(SeekFrom::Start(length))?;
            file.sync_all()?;
            directory::sync(directory)?;
            Ok(file)
        };
        let file = open().map_err(Error::file(path))?;
        Ok((Self { directory: directory.to_owned(), file, length }, read.frames))
    }

    /// Reads a journal that another one follows, and that is therefore whole.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::File`].
    pub fn read(path: &Path) -> Result<Vec<Frame>> {
        match read(path)? {
            (read, found) if read.sound == found => Ok(read.frames),
            (read, _) => Err(Error::Damaged { path: path.to_owned(), at: read.sound }),
        }
    }
}

/// What a file says, and its length.
fn read(path: &Path) -> Result<(Frames, usize)> {
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    let read = frame::read(&bytes)
        .map_err(|Damage { at }| Error::Damaged { path: path.to_owned(), at })?;
    Ok((read, bytes.len()))
}

impl Disk for Journal {
    fn length(&self) -> u64 {
        self.length
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn begin(&mut self, first: u64) -> io::Result<()> {
        *self = Self::begin(&self.directory, first)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Message;
    use crate::place::Place;

    fn append(journal: &mut Journal, first: u64, id: &str) {
        let (mut bytes, message) = (Vec::new(), Message::Erasure(id.to_owned()));
        frame::write(first, [&message].into_iter(), journal.length(), &mut bytes);
        journal.append(&bytes).unwrap();
        journal.sync().unwrap();
    }

    #[test]
    fn what_is_torn_is_cut_and_written_over() {
        let place = Place::new();
        let mut journal = Journal::begin(place.path(), 1).unwrap();
        let path = directory::path(place.path(), NAME, 1);
        assert!(Journal::begin(place.path(), 1).is_err());
        append(&mut journal, 1, "Ada");
        append(&mut journal, 2, "Bo");
        let whole = std::fs::read(&path).unwrap();
        assert_eq!(Journal::read(&path).unwrap().len(), 2);
        std::fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        // Only of the last file may something be torn.
        assert!(matches!(Journal::read(&path), Err(Error::Damaged { .. })));
        let (mut journal, frames) = Journal::open(place.path(), &path).unwrap();
        assert_eq!(frames.len(), 1);
        append(&mut journal, 2, "Bo");
        assert_eq!(std::fs::read(&path).unwrap(), whole);
        assert_eq!(Journal::open(place.path(), &path).unwrap().1.len(), 2);
    }

    #[test]
    fn damage_is_refused_by_name_and_nothing_is_changed() {
        let place = Place::new();
        let mut journal = Journal::begin(place.path(), 1).unwrap();
        let path = directory::path(place.path(), NAME, 1);
        append(&mut journal, 1, "Ada");
        let begin = journal.length();
        append(&mut journal, 2, "Bo");
        append(&mut journal, 3, "Cy");
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[begin as usize + 26] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let error = Journal::open(place.path(), &path).unwrap_err();
        assert!(matches!(error, Error::Damaged { at, .. } if at as u64 == begin), "{error}");
        assert!(error.to_string().contains(": damaged at byte"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}
