//! How a call is worked: threads, progress and cancellation, said one way everywhere.

use crate::capi::prelude::*;
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::lifetime::{FitOptions, FitProgress};
use crate::numeric::fence;
use crate::progress::{Job, Progress};

/// A token that cancels jobs, any number of them and from any thread.
#[derive(Debug)]
pub struct habitue_cancel(Arc<AtomicBool>);

/// How a call is worked. Start from `HABITUE_JOB_INIT`; NULL means the same. A call that takes no
/// job returns at once. The bits of an answer do not depend on it.
#[apply(versioned)]
pub struct habitue_job {
    /// Threads that share the work; 0 for all cores. 1 by default.
    pub threads: u32,
    /// Called from time to time on the calling thread, or NULL.
    pub progress: habitue_progress,
    /// Passed to `progress` untouched.
    pub context: *mut c_void,
    /// Ends the call with `HABITUE_CANCELLED` once it is tripped, or NULL.
    pub cancel: *const habitue_cancel,
}

begins!(habitue_job, threads = 1);

/// Makes a token that is not tripped, to be freed with `habitue_cancel_free` when no job holds it
/// any more.
pub fn habitue_cancel_new() -> Result<habitue_cancel> {
    Ok(habitue_cancel(Arc::new(AtomicBool::new(false))))
}

/// Ends the jobs that hold the token, which return `HABITUE_CANCELLED` soon; NULL does nothing.
/// From any thread.
pub fn habitue_cancel_trip(cancel: Option<&habitue_cancel>) {
    if let Some(cancel) = cancel {
        cancel.0.store(true, Ordering::Relaxed);
    }
}

/// The caller's job, read.
pub(super) struct Working {
    pub(super) threads: usize,
    has_listener: bool,
    progress: habitue_progress,
    context: *mut c_void,
    cancel: Option<Arc<AtomicBool>>,
}

impl Reads for Working {
    type From = habitue_job;

    unsafe fn read(job: *const habitue_job, name: &'static str) -> Result<Self> {
        let given = options(job, name)?;
        let cancel = optional_input(given.cancel, "job.cancel")?;
        let cancel = cancel.map(|cancel| Arc::clone(&cancel.0));
        Ok(Self {
            threads: given.threads as usize,
            has_listener: given.progress.is_some() || cancel.is_some(),
            progress: given.progress,
            context: given.context,
            cancel,
        })
    }
}

impl Working {
    fn listener(&self) -> impl FnMut(u64, u64) -> ControlFlow<()> + use<> {
        let (callback, context, cancel) = (self.progress, self.context, self.cancel.clone());
        move |done, total| {
            let tripped = cancel.as_ref().is_some_and(|cancel| cancel.load(Ordering::Relaxed));
            // SAFETY: promised where the job was read. Panics of the callback are its own.
            let call = || callback.map_or(0, |callback| unsafe { callback(context, done, total) });
            match tripped || fence::behind(false, call) != 0 {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        }
    }

    /// Runs `work` under this job.
    pub(super) fn run<T>(&self, work: impl FnOnce(&mut Job<'_>) -> Result<T>) -> Result<T> {
        let mut listen = self.listener();
        let progress =
            if self.has_listener { Progress::new(&mut listen) } else { Progress::silent() };
        work(&mut Job::new().with_threads(self.threads).with_progress(progress))
    }

    /// Fits under this job.
    pub(super) fn fit<T>(
        &self,
        options: FitOptions<'_>,
        fit: impl FnOnce(&FitOptions<'_>) -> Result<T>,
    ) -> Result<T> {
        let listen = RefCell::new(self.listener());
        let watch = |at: FitProgress| listen.borrow_mut()(u64::from(at.iteration), 0);
        fit(&options.with_threads(self.threads).with_progress(&watch))
    }
}
