//! Importance-performance maps.

use crate::capi::prelude::*;
use crate::satisfaction::{CrossHairs, ImportanceMap, Quadrant};

enumeration!(HABITUE_QUADRANT: Quadrant = 1);

enumeration!(HABITUE_CROSS_HAIRS: CrossHairs);

/// Where a map is cut. Start from `HABITUE_MAP_OPTIONS_INIT` (at the means).
#[apply(versioned)]
pub struct habitue_map_options {
    /// One of `HABITUE_CROSS_HAIRS_...`.
    pub cross_hairs: i32,
    /// AT: the performance, finite.
    pub performance_at: f64,
    /// AT: the importance, finite.
    pub importance_at: f64,
}

begins!(habitue_map_options, performance_at = f64::NAN, importance_at = f64::NAN);

/// Places attributes on an importance-performance map: a `HABITUE_QUADRANT_...` for each, 1 in
/// `boundary` where it lies on a cross-hair (it then counts as high), and the two cuts
/// (performance, importance). `options`, `boundary` and `cuts` may be NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_NOT_FINITE`, or `HABITUE_NOT_READ`. Since 0.1.
pub unsafe fn habitue_importance_map(
    performance: &[f64],
    importance: &[f64],
    _rows: usize,
    options: Option<habitue_map_options>,
    quadrants: &mut [i32],
    boundary: Option<&mut [u8]>,
    cuts: *mut f64,
) -> Result<()> {
    let cuts = optional_column_mut(cuts, 2, "cuts")?;
    let chosen = options.unwrap_or_default();
    let at =
        CrossHairs::At { performance: chosen.performance_at, importance: chosen.importance_at };
    let table = [
        (HABITUE_CROSS_HAIRS_MEANS, CrossHairs::Means),
        (HABITUE_CROSS_HAIRS_MEDIANS, CrossHairs::Medians),
        (HABITUE_CROSS_HAIRS_AT, at),
    ];
    let cross_hairs = enumerator(chosen.cross_hairs, "options.cross_hairs", &table)?;
    let is_read = chosen.cross_hairs == HABITUE_CROSS_HAIRS_AT;
    for (name, at) in [
        ("options.performance_at", chosen.performance_at),
        ("options.importance_at", chosen.importance_at),
    ] {
        if is_read && !at.is_finite() {
            return Err(Error::out_of_range(name, at, "a finite number"));
        }
        if !is_read && !at.is_nan() {
            return Err(fault(
                ErrorKind::NotRead,
                name,
                "is given, and the cross-hairs stand elsewhere",
            ));
        }
    }
    let map = ImportanceMap::of(performance, importance, cross_hairs)?;
    fill(Some(quadrants), map.points.iter().map(|point| point.quadrant.number()));
    fill(boundary, map.points.iter().map(|point| u8::from(point.on_boundary)));
    put(cuts, &[map.performance_cut, map.importance_cut]);
    Ok(())
}
