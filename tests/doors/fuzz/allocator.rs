//! How much a thread holds at most, and an end to what no machine has.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The allocator of the system, counted.
pub(crate) struct Counting;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

/// A single request of more than this is told to the standard error before it is passed
/// on: where it fails the process ends, and nothing else could tell.
const TELLTALE: usize = 1 << 30;

fn add(bytes: isize) {
    // A thread that is just ending has no counters any more.
    let _ = HELD.try_with(|held| {
        held.set(held.get() + bytes);
        let _ = MOST.try_with(|most| most.set(most.get().max(held.get())));
    });
}

/// Starts anew, and answers what the thread held at most since the last time, beyond what
/// it held then.
pub(crate) fn most_since() -> usize {
    let most = MOST.get();
    HELD.set(0);
    MOST.set(0);
    most.max(0) as usize
}

// SAFETY: all memory comes from the system's allocator, by the same arguments.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.size() > TELLTALE {
            super::harness::tell("asks for a gigabyte or more at once");
        }
        add(layout.size() as isize);
        // SAFETY: the caller's layout.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        add(-(layout.size() as isize));
        // SAFETY: the caller's place and layout.
        unsafe { System.dealloc(place, layout) }
    }
}
