//! How far a long call has come, and whether it should go on.
//!
//! Reading a large ledger or fitting a slow model takes seconds. A call that
//! may take long accepts a [`Progress`]: it is told from time to time how much
//! is done, and may ask to stop, which ends the call with
//! [`ErrorKind::Cancelled`] and leaves nothing half-written.
//!
//! ```
//! use std::ops::ControlFlow;
//! use habitue::Progress;
//!
//! let mut seen = Vec::new();
//! let mut listener = |done, total| {
//!     seen.push((done, total));
//!     if done < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
//! };
//! let mut progress = Progress::new(&mut listener);
//! assert!(progress.report(1, 3).is_ok());
//! assert!(progress.report(2, 3).is_err());
//! assert!(Progress::silent().report(1, 3).is_ok());
//! assert_eq!(seen, [(1, 3), (2, 3)]);
//! ```

use std::fmt;
use std::ops::ControlFlow;

use crate::error::{Error, ErrorKind, Result};

/// What listens to a long call: told how much of the total is done (0 where the
/// total is not known), it answers whether to go on.
pub type Listener<'a> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'a;

/// Where a long call reports how far it has come. See the [module](self).
pub struct Progress<'a>(Option<&'a mut Listener<'a>>);

impl<'a> Progress<'a> {
    /// Reports to `listener`, on the thread that made the call.
    pub fn new(listener: &'a mut Listener<'a>) -> Self {
        Self(Some(listener))
    }

    /// Reports to nobody and never stops.
    #[must_use]
    pub const fn silent() -> Self {
        Self(None)
    }

    /// Whether anybody listens.
    pub(crate) fn is_heard(&self) -> bool {
        self.0.is_some()
    }

    /// Says that `done` of `total` is done; a total of 0 means that it is not
    /// known. The unit (bytes, rows, steps) is the caller's.
    ///
    /// # Errors
    /// [`ErrorKind::Cancelled`] when the listener asks to stop.
    pub fn report(&mut self, done: u64, total: u64) -> Result<()> {
        match self.0.as_mut().map(|listener| listener(done, total)) {
            None | Some(ControlFlow::Continue(())) => Ok(()),
            Some(ControlFlow::Break(())) => {
                Err(Error::new(ErrorKind::Cancelled, "the caller asked to stop"))
            }
        }
    }
}

impl Default for Progress<'_> {
    fn default() -> Self {
        Self::silent()
    }
}

impl fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&if self.0.is_some() { "heard" } else { "silent" }).finish()
    }
}

/// How a call is worked: by how many threads, and who hears of it and may stop it.
///
/// The same for every call that takes one. The bits of an answer do not depend on it.
///
/// ```
/// use std::ops::ControlFlow;
/// use habitue::{Job, Progress};
///
/// let mut listener = |_, _| ControlFlow::Continue(());
/// let mut job = Job::new().with_threads(4).with_progress(Progress::new(&mut listener));
/// assert_eq!(job.threads(), 4);
/// assert!(job.progress().report(1, 2).is_ok());
/// assert_eq!(Job::new().threads(), 1);
/// ```
#[derive(Debug)]
pub struct Job<'a> {
    threads: usize,
    progress: Progress<'a>,
}

impl<'a> Job<'a> {
    /// One thread, and nobody listens.
    #[must_use]
    pub const fn new() -> Self {
        Self { threads: 1, progress: Progress::silent() }
    }

    /// By up to so many threads; 0 for all cores. Defaults to 1.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Heard by a listener. Defaults to nobody.
    #[must_use]
    pub fn with_progress(mut self, progress: Progress<'a>) -> Self {
        self.progress = progress;
        self
    }

    /// Threads; 0 for all cores.
    #[must_use]
    pub const fn threads(&self) -> usize {
        self.threads
    }

    /// Who hears of the work.
    pub fn progress(&mut self) -> &mut Progress<'a> {
        &mut self.progress
    }
}

impl Default for Job<'_> {
    fn default() -> Self {
        Self::new()
    }
}
