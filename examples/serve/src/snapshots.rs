//! When the base is written whole: after so many messages, or so long after one.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::base::Outcome;
use crate::snapshot;

/// How often a snapshot is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// After so many messages.
    pub messages: u64,
    /// So long after a message: then whoever was forgotten is gone from the disk, too.
    pub time: Duration,
}

/// How long to wait before looking again whether the last snapshot is written.
const AGAIN: Duration = Duration::from_millis(50);

/// Counts what came since the last snapshot, and writes one beside the work.
#[derive(Debug)]
pub struct Snapshots {
    directory: PathBuf,
    rhythm: Rhythm,
    messages: u64,
    /// When the first of these came.
    since: Option<Instant>,
    /// Whether somebody was forgotten whom the disk still holds.
    forgets: bool,
    failed: Arc<AtomicBool>,
    /// Whether it succeeded.
    saving: Option<JoinHandle<bool>>,
}

impl Snapshots {
    /// Those of a directory, of whose last one so many messages came.
    #[must_use]
    pub fn new(directory: PathBuf, rhythm: Rhythm, messages: u64) -> Self {
        let since = (messages > 0).then(Instant::now);
        let failed = Arc::new(AtomicBool::new(false));
        // Somebody may have been forgotten by one of these.
        let forgets = messages > 0;
        Self { directory, rhythm, messages, since, forgets, failed, saving: None }
    }

    /// True from a snapshot that could not be written until one could.
    #[must_use]
    pub fn failed(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.failed)
    }

    /// Counts what was taken in.
    pub fn note(&mut self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            self.forgets |= matches!(outcome, Outcome::Erased(true));
            if matches!(outcome, Outcome::Counted(_) | Outcome::Erased(_)) {
                self.messages += 1;
                self.since.get_or_insert_with(Instant::now);
            }
        }
    }

    /// How long nothing is due, unless more comes.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        if self.saving.is_some() {
            return Some(AGAIN);
        }
        Some(self.rhythm.time.saturating_sub(self.since?.elapsed()))
    }

    /// Whether one is to be written now.
    pub fn is_due(&mut self) -> bool {
        if self.saving.as_ref().is_some_and(JoinHandle::is_finished) {
            self.join();
        }
        let is_time = self.since.is_some_and(|since| since.elapsed() >= self.rhythm.time);
        self.saving.is_none() && (is_time || self.messages >= self.rhythm.messages)
    }

    /// Writes one beside the work.
    pub fn save(&mut self, sequence: u64, bytes: Vec<u8>) {
        let (directory, forgets) = (self.directory.clone(), self.forgets);
        self.saving = Some(thread::spawn(move || {
            let saved = snapshot::save(&directory, sequence, &bytes, forgets);
            saved.inspect_err(|error| eprintln!("serve: {error}")).is_ok()
        }));
        (self.messages, self.since, self.forgets) = (0, None, false);
    }

    /// Puts the snapshot that is due off, since it cannot be begun.
    pub fn put_off(&mut self, error: &dyn Error) {
        eprintln!("serve: no snapshot: {error}");
        (self.messages, self.since) = (0, Some(Instant::now()));
        self.failed.store(true, Ordering::Relaxed);
    }

    fn join(&mut self) {
        let Some(saving) = self.saving.take() else { return };
        let is_saved = saving.join().unwrap_or(false);
        self.failed.store(!is_saved, Ordering::Relaxed);
        if !is_saved {
            self.forgets = true;
            self.since.get_or_insert_with(Instant::now);
        }
    }
}

impl Drop for Snapshots {
    fn drop(&mut self) {
        self.join();
    }
}
