//! Importance-performance maps.

use super::prelude::*;
use crate::satisfaction::{CrossHairs, ImportanceMap, MapPoint, Quadrant};

/// Important, and done badly.
pub const HABITUE_QUADRANT_CONCENTRATE_HERE: i32 = 1;
/// Important, and done well.
pub const HABITUE_QUADRANT_KEEP_UP: i32 = 2;
/// Neither important nor done well.
pub const HABITUE_QUADRANT_LOW_PRIORITY: i32 = 3;
/// Done well, but not important.
pub const HABITUE_QUADRANT_POSSIBLE_OVERKILL: i32 = 4;

/// The cross-hairs stand at the grand means.
pub const HABITUE_CROSS_HAIRS_MEANS: i32 = 0;
/// The cross-hairs stand at the medians.
pub const HABITUE_CROSS_HAIRS_MEDIANS: i32 = 1;
/// The cross-hairs stand where the caller says.
pub const HABITUE_CROSS_HAIRS_AT: i32 = 2;

/// Where a map is cut. Start from `HABITUE_MAP_OPTIONS_INIT` (at the means).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_map_options {
    /// `sizeof(habitue_map_options)`.
    pub struct_size: u32,
    /// One of `HABITUE_CROSS_HAIRS_...`.
    pub cross_hairs: i32,
    /// AT: the performance, finite.
    pub performance_at: f64,
    /// AT: the importance, finite.
    pub importance_at: f64,
}

begins!(habitue_map_options, performance_at: f64::NAN, importance_at: f64::NAN);

/// Places attributes on an importance-performance map: a `HABITUE_QUADRANT_...` for each, 1 in
/// `boundary` where it lies on a cross-hair (it then counts as high), and the two cuts
/// (performance, importance). `options`, `boundary` and `cuts` may be NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_NOT_FINITE`, or `HABITUE_NOT_READ`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_importance_map(
    performance: *const f64,
    importance: *const f64,
    rows: usize,
    options: *const habitue_map_options,
    quadrants: *mut i32,
    boundary: *mut u8,
    cuts: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (performance, importance, chosen) = unsafe {
            (
                column(performance, rows, "performance")?,
                column(importance, rows, "importance")?,
                self::options(options, "options")?,
            )
        };
        required(quadrants, "quadrants")?;
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
                let message = "is given, and the cross-hairs stand elsewhere";
                return Err(Error::new(ErrorKind::NotRead, message).in_column(name));
            }
        }
        let map = ImportanceMap::of(performance, importance, cross_hairs)?;
        let quadrant = |point: &MapPoint| match point.quadrant {
            Quadrant::ConcentrateHere => HABITUE_QUADRANT_CONCENTRATE_HERE,
            Quadrant::KeepUp => HABITUE_QUADRANT_KEEP_UP,
            Quadrant::LowPriority => HABITUE_QUADRANT_LOW_PRIORITY,
            Quadrant::PossibleOverkill => HABITUE_QUADRANT_POSSIBLE_OVERKILL,
        };
        let on = |point: &MapPoint| u8::from(point.on_boundary);
        let mut places = Places::default();
        // SAFETY: the contract of the header.
        unsafe {
            places.add(
                quadrants,
                map.points.iter().map(quadrant).collect::<Vec<_>>(),
                "quadrants",
            )?;
            places.add(boundary, map.points.iter().map(on).collect::<Vec<_>>(), "boundary")?;
            places.add(cuts, vec![map.performance_cut, map.importance_cut], "cuts")?;
        }
        places.fill();
        Ok(())
    })
}
