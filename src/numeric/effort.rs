//! How much work one answer may take, and whether somebody asked to stop.
//!
//! Sums and integrals of legal but extreme parameters can be so long that nobody would
//! wait for them. Each loop of this module and of the models therefore says what it is
//! about to do ([`spend`]) and gives up, with a NaN, where that is refused: the answer
//! then "does not settle", which is an error. Work is counted in terms and nodes, not in
//! time, so that the same question ends in the same way on every machine.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::tolerance::{EFFORT, EFFORT_SLICE};

thread_local! {
    /// What is left before the next look at the rest and at whoever may want to stop.
    static SLICE: Cell<u64> = const { Cell::new(0) };
    /// What is left beyond the slice.
    static REST: Cell<u64> = const { Cell::new(u64::MAX) };
    static STOP: RefCell<Option<Arc<AtomicBool>>> = const { RefCell::new(None) };
}

/// Whether work of so many terms or nodes may go on.
#[inline]
pub(crate) fn spend(units: u64) -> bool {
    let slice = SLICE.get();
    if units < slice {
        SLICE.set(slice - units);
        return true;
    }
    next_slice(units)
}

#[cold]
fn next_slice(units: u64) -> bool {
    let rest = REST.get().saturating_add(SLICE.replace(0));
    if rest < units || stopped() {
        REST.set(0);
        return false;
    }
    let slice = EFFORT_SLICE.min(rest - units);
    SLICE.set(slice);
    REST.set(rest - units - slice);
    true
}

fn stopped() -> bool {
    STOP.with_borrow(|stop| stop.as_ref().is_some_and(|stop| stop.load(Relaxed)))
}

/// Runs `answer` with no more than [`EFFORT`] to spend.
pub(crate) fn limited<T>(answer: impl FnOnce() -> T) -> T {
    let _outer = Budget::replaced_by(EFFORT);
    answer()
}

/// What an outer answer has left; given back even by a panic.
struct Budget(u64, u64);

impl Budget {
    fn replaced_by(budget: u64) -> Self {
        Self(SLICE.replace(0), REST.replace(budget))
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        SLICE.set(self.0);
        REST.set(self.1);
    }
}

/// While this lives, all work of this thread ends where `stop` is set.
pub(crate) struct Heeding(Option<Arc<AtomicBool>>);

impl Heeding {
    pub(crate) fn to(stop: &Arc<AtomicBool>) -> Self {
        Self(STOP.replace(Some(Arc::clone(stop))))
    }
}

impl Drop for Heeding {
    fn drop(&mut self) {
        STOP.set(self.0.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_an_end_and_the_next_one_begins_anew() {
        let endless = || (1..=u64::MAX).find(|_| !spend(1_000)).unwrap_or(0);
        let first = limited(endless);
        assert!(first.abs_diff(EFFORT / 1_000) <= 1, "{first}");
        assert_eq!(first, limited(endless));
        // An answer within an answer has a budget of its own.
        let both = limited(|| (limited(endless), endless()));
        assert_eq!(both, (first, first));
        assert!(spend(u64::MAX / 2), "outside of answers nothing ends");
    }

    #[test]
    fn whoever_asks_to_stop_is_heard() {
        let stop = Arc::new(AtomicBool::new(false));
        let heeding = Heeding::to(&stop);
        assert!(spend(2 * EFFORT_SLICE));
        stop.store(true, Relaxed);
        assert!(!spend(2 * EFFORT_SLICE));
        drop(heeding);
        assert!(limited(|| spend(2 * EFFORT_SLICE)));
    }
}
