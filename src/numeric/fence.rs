//! Whether somebody catches the panics of a thread and reports them, so that they need
//! not be printed.

use std::cell::Cell;

thread_local! {
    static CLOSED: Cell<bool> = const { Cell::new(false) };
}

/// Whether panics of this thread are caught and reported.
pub(crate) fn is_closed() -> bool {
    CLOSED.get()
}

/// Runs `body` behind a fence that is `closed` or open, whatever it was before.
pub(crate) fn behind<T>(closed: bool, body: impl FnOnce() -> T) -> T {
    /// Puts back what was before, after a panic too.
    struct Before(bool);

    impl Drop for Before {
        fn drop(&mut self) {
            CLOSED.set(self.0);
        }
    }

    let _before = Before(CLOSED.replace(closed));
    body()
}
