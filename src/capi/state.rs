//! What can be kept and sent as bytes: one door in and one out for handles of every kind.

use crate::bytes::form::Form;
use crate::capi::prelude::*;
use crate::satisfaction::Counts;
use crate::summary::{Live, Table};
use crate::survey::CrossProducts;
use crate::value::Scorer;

/// What is written as bytes: one handle, all others NULL. Start from `HABITUE_STATE_INIT`.
#[apply(versioned)]
pub struct habitue_state {
    pub reserved: u32,
    /// Summaries of the same transactions are the same bytes, in whatever order these came.
    pub summary: *const habitue_summary,
    /// With its sequence and the numbers that it remembers.
    pub live: *const habitue_live,
    /// With its whole models, valuation, tiers and what else was stated.
    pub scorer: *const habitue_scorer,
    /// A model of any kind, with the report of its fit.
    pub model: *const habitue_model,
    /// The sums under moments, where they have them.
    pub moments: *const habitue_moments,
    /// The table of a window, with its log_intervals where it has them.
    pub table: *const habitue_table,
    /// Counts of any measure, exact.
    pub counts: *const habitue_counts,
}

/// Where what bytes hold goes, a place for each kind that is welcome, all others NULL; bytes of
/// another kind are refused. Start from `HABITUE_OPENED_STATE_INIT`.
#[apply(versioned)]
pub struct habitue_opened_state {
    pub reserved: u32,
    /// Written: a summary, to be freed with `habitue_summary_free`, or NULL; so the others.
    pub summary: *mut *mut habitue_summary,
    /// Written: a live summary, open again as if it had never been closed.
    pub live: *mut *mut habitue_live,
    /// Written: a scorer.
    pub scorer: *mut *mut habitue_scorer,
    /// Written: a model of any kind.
    pub model: *mut *mut habitue_model,
    /// Written: moments.
    pub moments: *mut *mut habitue_moments,
    /// Written: a table.
    pub table: *mut *mut habitue_table,
    /// Written: counts.
    pub counts: *mut *mut habitue_counts,
}

/// Each kind of handle: its place in both structures, the forms of its bytes, and how these are
/// written and read.
macro_rules! each_kind {
    ($use:ident) => {
        $use! {
            summary [SUMMARY] |it| it.0.to_bytes(), Summary::from_bytes => habitue_summary;
            live [LIVE] |it| it.0.to_bytes(), Live::from_bytes => habitue_live;
            scorer [SCORER] |it| Ok(it.0.to_bytes()), Scorer::from_bytes => habitue_scorer;
            model [MODEL, MODEL_WITH_COVARIATES]
                |it| Ok(it.0.to_bytes()), Model::from_bytes => habitue_model;
            moments [CROSS_PRODUCTS] |it| it.sums("moments").map(CrossProducts::to_bytes),
                CrossProducts::from_bytes => habitue_moments::merged;
            table [TABLE] |it| it.table().to_bytes(), Table::from_bytes => habitue_table::of;
            counts [COUNTS] |it| Ok(it.0.to_bytes()), Counts::from_bytes => habitue_counts;
        }
    };
}

/// A handle as portable bytes with a format version and a checksum, the same on every machine: up
/// to `capacity` of them to `bytes`, and their number to `*needed`.
///
/// Returns also `HABITUE_BAD_ARGUMENT` for no handle or several, `HABITUE_OVERFLOW`, and
/// `HABITUE_UNSUPPORTED` for moments as `habitue_moments_merge`.
pub unsafe fn habitue_state_to_bytes(state: habitue_state, bytes: Buffer<u8>) -> Result<()> {
    let mut given: Vec<Result<Vec<u8>>> = Vec::new();
    macro_rules! write {
        ($($name:ident [$($form:ident),+] |$it:ident| $write:expr, $read:path => $handle:path;)*) => {$(
            if let Some($it) = optional_input(state.$name, concat!("state.", stringify!($name)))? {
                given.push($write);
            }
        )*};
    }
    each_kind!(write);
    match (given.pop(), given.is_empty()) {
        (Some(one), true) => bytes.fill(one?),
        _ => Err(fault(ErrorKind::Argument, "state", "does not hold one handle alone")
            .allowing("one handle, and NULL for all others")),
    }
}

/// What `habitue_state_to_bytes` wrote. Bytes say themselves of what they are: it goes to the place
/// of its kind, and NULL to all others.
///
/// Returns also `HABITUE_BAD_ARGUMENT` where no place is given, `HABITUE_CORRUPT_BYTES` for bytes
/// that are cut, damaged or of a kind without a place, `HABITUE_BAD_FORMAT_VERSION`.
pub unsafe fn habitue_state_from_bytes(
    bytes: &[u8],
    _length: usize,
    opened: habitue_opened_state,
) -> Result<()> {
    // The place of the kind that the bytes are of comes first; else any, whose refusal names both.
    let mut kinds: Vec<(&[Form], Opening<'_>)> = Vec::new();
    macro_rules! read {
        ($($name:ident [$($form:ident),+] |$it:ident| $write:expr, $read:path => $handle:path;)*) => {$(
            if let Some(place) = New::maybe(opened.$name)? {
                let open = |bytes: &[u8]| $read(bytes).map(|found| place.put($handle(found)));
                kinds.push((&[$(Form::$form),+], Box::new(open)));
            }
        )*};
    }
    each_kind!(read);
    let own = kinds.iter().position(|(forms, _)| forms.iter().any(|form| form.begins(bytes)));
    if kinds.is_empty() {
        return Err(fault(ErrorKind::Argument, "opened", "has no place for a handle")
            .allowing("a place for each kind that is welcome"));
    }
    let (_, open) = kinds.swap_remove(own.unwrap_or(0));
    open(bytes)
}

/// What opens bytes into their place.
type Opening<'a> = Box<dyn FnOnce(&[u8]) -> Result<()> + 'a>;
