//! Transitions between classes, and groups of causes of loss.

use crate::capi::prelude::*;
use crate::retention::{CauseGroup, count_transitions, transition_rates_into};

enumeration!(HABITUE_CAUSE_GROUP: CauseGroup);

/// The cells of a table of transitions between so many classes and "unknown".
fn cells(classes: usize) -> Result<usize> {
    let side = classes.checked_add(1);
    side.and_then(|side| side.checked_mul(side))
        .ok_or_else(|| Error::length("classes", classes, u32::MAX as usize))
}

/// Counts how many customers went from which class to which between two dates: `before` and `after`
/// hold class codes, 0 (unknown) to `classes`; `counts` has (`classes` + 1) squared cells, row by
/// row, the class before being the row. They add up.
pub unsafe fn habitue_transitions_count(
    before: &[i32],
    after: &[i32],
    _rows: usize,
    classes: usize,
    counts: *mut u64,
) -> Result<()> {
    let counts = column_mut(counts, cells(classes)?, "counts")?;
    count_transitions(before, after, classes, counts)
}

mirror! {
    /// How many customers climbed, stayed and fell between two dates.
    habitue_moves: crate::retention::Moves, climbed, stayed, fell, n_missing
}

/// The funnel of `counts` as `habitue_transitions_count` fills them: for each class before (row)
/// and after (column), both without the unknown, the share of those in it who went there (`rates`)
/// and who went there or higher (`conversions`), among those whose later class is known; NaN in the
/// row of a class in which nobody was. Each has `classes` squared cells; they and `moves` may be
/// NULL.
pub unsafe fn habitue_transitions_rates(
    counts: *const u64,
    classes: usize,
    rates: *mut f64,
    conversions: *mut f64,
    moves: Option<&mut habitue_moves>,
) -> Result<()> {
    let all = cells(classes)?;
    let known = classes * classes;
    let counts = column(counts, all, "counts")?;
    let rates = optional_column_mut(rates, known, "rates")?;
    let conversions = optional_column_mut(conversions, known, "conversions")?;
    let mut spare = (vec![], vec![]);
    let rates = rates.unwrap_or_else(|| fresh(&mut spare.0, known));
    let conversions = conversions.unwrap_or_else(|| fresh(&mut spare.1, known));
    let found = transition_rates_into(counts, classes, rates, conversions)?;
    if let Some(slot) = moves {
        *slot = found.told();
    }
    Ok(())
}

/// A column of our own in the place of one that the caller does not want.
fn fresh(column: &mut Vec<f64>, length: usize) -> &mut [f64] {
    column.resize(length, 0.0);
    column
}
