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

/// A handle as portable bytes with a format version and a checksum, the same on every machine: up
/// to `capacity` of them to `bytes`, and their number to `*needed`.
///
/// Returns also `HABITUE_BAD_ARGUMENT` for no handle or several, `HABITUE_OVERFLOW`, and
/// `HABITUE_UNSUPPORTED` for moments as `habitue_moments_merge`. Since 0.1.
pub unsafe fn habitue_state_to_bytes(state: habitue_state, bytes: Buffer<u8>) -> Result<()> {
    let mut given = Vec::new();
    if let Some(summary) = optional_input(state.summary, "state.summary")? {
        given.push(summary.0.to_bytes());
    }
    if let Some(live) = optional_input(state.live, "state.live")? {
        given.push(live.0.to_bytes());
    }
    if let Some(scorer) = optional_input(state.scorer, "state.scorer")? {
        given.push(Ok(scorer.0.to_bytes()));
    }
    if let Some(model) = optional_input(state.model, "state.model")? {
        given.push(Ok(model.0.to_bytes()));
    }
    if let Some(moments) = optional_input(state.moments, "state.moments")? {
        given.push(moments.sums("moments").map(CrossProducts::to_bytes));
    }
    if let Some(table) = optional_input(state.table, "state.table")? {
        given.push(table.table().to_bytes());
    }
    if let Some(counts) = optional_input(state.counts, "state.counts")? {
        given.push(Ok(counts.0.to_bytes()));
    }
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
/// that are cut, damaged or of a kind without a place, `HABITUE_BAD_FORMAT_VERSION`. Since 0.1.
pub unsafe fn habitue_state_from_bytes(
    bytes: &[u8],
    _length: usize,
    opened: habitue_opened_state,
) -> Result<()> {
    let summary = New::maybe(opened.summary)?;
    let live = New::maybe(opened.live)?;
    let scorer = New::maybe(opened.scorer)?;
    let model = New::maybe(opened.model)?;
    let moments = New::maybe(opened.moments)?;
    let table = New::maybe(opened.table)?;
    let counts = New::maybe(opened.counts)?;
    // The place of the kind that the bytes are of comes first; else any, whose refusal names both.
    let mut kinds: Vec<Opening<'_>> = Vec::new();
    place(&mut kinds, &[Form::SUMMARY], summary, |bytes| {
        Summary::from_bytes(bytes).map(habitue_summary)
    });
    place(&mut kinds, &[Form::LIVE], live, |bytes| Live::from_bytes(bytes).map(habitue_live));
    place(&mut kinds, &[Form::SCORER], scorer, |bytes| {
        Scorer::from_bytes(bytes).map(habitue_scorer)
    });
    place(&mut kinds, &[Form::MODEL, Form::MODEL_WITH_COVARIATES], model, |bytes| {
        Model::from_bytes(bytes).map(habitue_model)
    });
    place(&mut kinds, &[Form::CROSS_PRODUCTS], moments, |bytes| {
        CrossProducts::from_bytes(bytes).map(habitue_moments::merged)
    });
    place(&mut kinds, &[Form::TABLE], table, |bytes| {
        Table::from_bytes(bytes).map(habitue_table::of)
    });
    place(&mut kinds, &[Form::COUNTS], counts, |bytes| {
        Counts::from_bytes(bytes).map(habitue_counts)
    });
    let own = kinds.iter().position(|(forms, _)| forms.iter().any(|form| form.begins(bytes)));
    if kinds.is_empty() {
        return Err(fault(ErrorKind::Argument, "opened", "has no place for a handle")
            .allowing("a place for each kind that is welcome"));
    }
    let (_, open) = kinds.swap_remove(own.unwrap_or(0));
    open(bytes)
}

/// The forms of a kind, and what opens its bytes into its place.
type Opening<'a> = (&'static [Form], Box<dyn FnOnce(&[u8]) -> Result<()> + 'a>);

fn place<'a, T: 'a>(
    kinds: &mut Vec<Opening<'a>>,
    forms: &'static [Form],
    place: Option<New<'a, T>>,
    read: impl FnOnce(&[u8]) -> Result<T> + 'a,
) {
    if let Some(place) = place {
        kinds.push((
            forms,
            Box::new(|bytes| {
                place.put(read(bytes)?);
                Ok(())
            }),
        ));
    }
}
