//! What the writer asks of the disk.

use std::io;

/// Something that is appended to and made to last.
pub trait Disk: Send {
    /// How many bytes were appended.
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
}
