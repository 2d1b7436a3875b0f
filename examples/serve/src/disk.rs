//! What the writer asks of the disk.

use std::io;

/// Something that is appended to and made to last.
pub trait Disk: Send {
    /// How many bytes were appended since it was begun.
    fn length(&self) -> u64;

    /// Appends bytes, which may be lost until [`Disk::sync`] returns.
    ///
    /// # Errors
    /// What the system says; what was appended is then unknown.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Returns when everything appended would outlive a loss of power.
    ///
    /// # Errors
    /// What the system says; what is on the disk is then unknown.
    fn sync(&mut self) -> io::Result<()>;

    /// Goes on in a new place, whose first message has this number. What was synced stays.
    ///
    /// # Errors
    /// What the system says; it goes on in the old place then.
    fn begin(&mut self, first: u64) -> io::Result<()>;
}
