//! A file of UTF-8 text that is read a piece at a time.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use super::Encoding;
use super::{parquet_file, sheet};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::parallel;

/// A file of UTF-8 text without a mark before it, in which each carriage return stands before a
/// line feed.
#[derive(Debug, Clone)]
pub(super) struct FileText {
    file: Arc<Mutex<File>>,
    length: usize,
}

/// Fewer blocks than this are not worth a thread.
const FEWEST: usize = 2;
/// Bytes behind a block that a character which begins in it may take, and one more.
const BEHIND: usize = 4;

impl FileText {
    /// The file of a path, looked through once in blocks of so many bytes; `None` where it has
    /// fewer bytes than `large`, or is anything else than such text.
    pub(super) fn open(
        path: &Path,
        threads: usize,
        block: usize,
        large: usize,
    ) -> io::Result<Option<Self>> {
        let mut file = File::open(path)?;
        let metadata = file.metadata()?;
        let Ok(length) = usize::try_from(metadata.len()) else { return Ok(None) };
        if !metadata.is_file() || length < large {
            return Ok(None);
        }
        let mut first = vec![0; length.min(512)];
        file.read_exact(&mut first)?;
        if sheet::is_workbook(&first)
            || parquet_file::is_parquet(&first)
            || Encoding::is_marked(&first)
        {
            return Ok(None);
        }
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let workers = parallel::workers(threads, length.div_ceil(block), FEWEST);
        let plain = parallel::each(vec![(); workers], |()| -> io::Result<bool> {
            let mut file = File::open(path)?;
            let mut room = vec![0; block + BEHIND];
            loop {
                let start = block.saturating_mul(next.fetch_add(1, Relaxed));
                if start >= length || stop.load(Relaxed) {
                    return Ok(true);
                }
                let text = &mut room[..(length - start).min(block + BEHIND)];
                file.seek(SeekFrom::Start(start as u64))?;
                file.read_exact(text)?;
                if !is_plain(text, block, start == 0) {
                    stop.store(true, Relaxed);
                    return Ok(false);
                }
            }
        });
        let plain = plain.into_iter().collect::<io::Result<Vec<bool>>>()?;
        let file = Arc::new(Mutex::new(file));
        Ok((!plain.contains(&false)).then_some(Self { file, length }))
    }

    /// How many bytes it has.
    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// Reads a part of it into `room`, which keeps its length where that is enough.
    ///
    /// # Errors
    /// [`ErrorKind::Io`].
    pub(super) fn read<'r>(&self, part: Range<usize>, room: &'r mut Vec<u8>) -> Result<&'r [u8]> {
        if room.len() < part.len() {
            room.resize(part.len(), 0);
        }
        let text = &mut room[..part.len()];
        // Who held it may have panicked anywhere: it is sought anew.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(part.start as u64)).and_then(|_| file.read_exact(text)).map_err(
            |fault| {
                let sentence = format!("cannot be read again ({fault}); did it change meanwhile?");
                Error::new(ErrorKind::Io, sentence).in_column("file").with_source(fault)
            },
        )?;
        Ok(text)
    }
}

/// Whether a block is such text, whose own bytes are followed by some of the next one.
fn is_plain(text: &[u8], own: usize, first: bool) -> bool {
    // What begins in the block before belongs to it.
    let begin = |at: usize| {
        let rest = &text[at..text.len().min(at + BEHIND)];
        at + rest.iter().take_while(|byte| **byte & 0xC0 == 0x80).count()
    };
    let own = own.min(text.len());
    let from = if first { 0 } else { begin(0) };
    let lone = |at: usize| text.get(at + 1) != Some(&b'\n');
    let to = begin(own).max(from);
    std::str::from_utf8(&text[from..to]).is_ok()
        && !memchr::memchr_iter(b'\r', &text[..own]).any(lone)
}
