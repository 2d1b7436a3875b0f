//! The file that every acknowledged message is in.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::frame::{self, Damage, Frame};

/// A journal that is open at its end.
#[derive(Debug)]
pub struct Journal {
    file: File,
    length: u64,
}

impl Journal {
    /// Opens a journal, or begins one, and reads what it says. What was torn at its end is cut off.
    ///
    /// # Errors
    /// [`Error::Damaged`] where something sound stands behind what cannot be read;
    /// [`Error::File`].
    pub fn open(path: &Path) -> Result<(Self, Vec<Frame>)> {
        let failed = || Error::file(path);
        let mut open = OpenOptions::new();
        let mut file =
            open.read(true).write(true).create(true).truncate(false).open(path).map_err(failed())?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed())?;
        let read = frame::read(&bytes)
            .map_err(|Damage { at }| Error::Damaged { path: path.to_owned(), at })?;
        let length = read.sound as u64;
        if read.sound < bytes.len() {
            file.set_len(length).map_err(failed())?;
        }
        file.seek(SeekFrom::Start(length)).map_err(failed())?;
        file.sync_all().map_err(failed())?;
        Ok((Self { file, length }, read.frames))
    }
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
        let path = place.path().join("journal");
        let (mut journal, frames) = Journal::open(&path).unwrap();
        assert_eq!(frames, []);
        append(&mut journal, 1, "Ada");
        append(&mut journal, 2, "Bo");
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        let (mut journal, frames) = Journal::open(&path).unwrap();
        assert_eq!(frames.len(), 1);
        append(&mut journal, 2, "Bo");
        assert_eq!(std::fs::read(&path).unwrap(), whole);
        assert_eq!(Journal::open(&path).unwrap().1.len(), 2);
    }

    #[test]
    fn damage_is_refused_by_name_and_nothing_is_changed() {
        let place = Place::new();
        let path = place.path().join("journal");
        let (mut journal, _) = Journal::open(&path).unwrap();
        append(&mut journal, 1, "Ada");
        let begin = journal.length();
        append(&mut journal, 2, "Bo");
        append(&mut journal, 3, "Cy");
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[begin as usize + 26] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let error = Journal::open(&path).unwrap_err();
        assert!(matches!(error, Error::Damaged { at, .. } if at as u64 == begin), "{error}");
        assert!(error.to_string().contains("journal: damaged at byte"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}
