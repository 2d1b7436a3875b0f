//! A reversed scale means one thing everywhere: for a random survey, every public
//! function over answers gives, bit for bit, what it gives for answers that were
//! recoded by hand.
//!
//! Which functions there are is read from the source, so that a new one cannot be
//! forgotten.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "common/source.rs"]
mod source;
#[path = "survey_direction/reachable.rs"]
mod reachable;

#[test]
fn list() {
    for f in reachable::functions() { println!("{f}"); }
}
