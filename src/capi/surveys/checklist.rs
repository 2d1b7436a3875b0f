//! Checklists that one failure fails.

use crate::capi::prelude::*;
use crate::satisfaction::{Checklist, ChecklistResult};

enumeration!(HABITUE_CHECKLIST: Checklist = 1);

/// A point that is not known.
pub const HABITUE_POINT_UNKNOWN: i32 = -1;
/// A point that is not met; a list that fails.
pub const HABITUE_POINT_FAILED: i32 = 0;
/// A point that is met; a list that passes.
pub const HABITUE_POINT_MET: i32 = 1;

/// What a checklist, one of `HABITUE_CHECKLIST_...`, finds in each of `rows` rows: one failure
/// fails it, and a point that is not known leaves it open, unless another fails. `met` holds, point
/// after point (`HABITUE_LIST_CHECKLIST_POINTS` + checklist), a column of `HABITUE_POINT_...`, as
/// `passes` is; `failed` and `unknown` receive the points (bit 0 for the first) that are not met,
/// or not known. Each of the three may be NULL.
pub unsafe fn habitue_checklist(
    checklist: Checklist,
    met: *const i32,
    rows: usize,
    passes: *mut i32,
    failed: *mut u32,
    unknown: *mut u32,
) -> Result<()> {
    let points = checklist.points().len();
    let cells = rows.checked_mul(points).ok_or_else(|| {
        fault(ErrorKind::Length, "rows", format!("times {points} points is too many"))
            .with_value(rows)
    })?;
    let met = column(met, cells, "met")?;
    let state = [
        (HABITUE_POINT_UNKNOWN, None),
        (HABITUE_POINT_FAILED, Some(false)),
        (HABITUE_POINT_MET, Some(true)),
    ];
    let found = (0..rows)
        .map(|row| {
            let of = |point: usize| enumerator(met[point * rows + row], "met", &state);
            let met = (0..points).map(of).collect::<Result<Vec<_>>>();
            met.and_then(|met| checklist.check(&met)).map_err(|error| error.at_row(row as u64))
        })
        .collect::<Result<Vec<_>>>()?;
    let bits = |points: &[usize]| points.iter().fold(0, |bits, point| bits | 1 << point);
    let state = |it: &ChecklistResult| it.passes.map_or(HABITUE_POINT_UNKNOWN, i32::from);
    let of = |of: fn(&ChecklistResult) -> &[usize]| -> Vec<u32> {
        found.iter().map(|it| bits(of(it))).collect()
    };
    let mut places = Places::default();
    places.each(passes, found.iter().map(state), "passes")?;
    places.add(failed, of(|it| &it.failed), "failed")?;
    places.add(unknown, of(|it| &it.unknown), "unknown")?;
    places.fill();
    Ok(())
}
