//! Importance-performance maps.

use super::super::column::{column, column_mut, optional_column_mut};
use super::super::guard::guard;
use super::super::options::{Options, enumerator, options};
use super::super::status::{habitue_error, habitue_status};
use super::starts;
use crate::error::{Error, ErrorKind};
use crate::satisfaction::{CrossHairs, ImportanceMap, Quadrant};

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

starts!(habitue_map_options { performance_at: f64::NAN, importance_at: f64::NAN });

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
        let (performance, importance, chosen, quadrants, boundary, cuts) = unsafe {
            (
                column(performance, rows, "performance")?,
                column(importance, rows, "importance")?,
                self::options(options, "options")?,
                column_mut(quadrants, rows, "quadrants")?,
                optional_column_mut(boundary, rows, "boundary")?,
                optional_column_mut(cuts, 2, "cuts")?,
            )
        };
        let at = CrossHairs::At {
            performance: chosen.performance_at,
            importance: chosen.importance_at,
        };
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
        for (slot, point) in quadrants.iter_mut().zip(&map.points) {
            *slot = match point.quadrant {
                Quadrant::ConcentrateHere => HABITUE_QUADRANT_CONCENTRATE_HERE,
                Quadrant::KeepUp => HABITUE_QUADRANT_KEEP_UP,
                Quadrant::LowPriority => HABITUE_QUADRANT_LOW_PRIORITY,
                Quadrant::PossibleOverkill => HABITUE_QUADRANT_POSSIBLE_OVERKILL,
            };
        }
        for (slot, point) in boundary.into_iter().flatten().zip(&map.points) {
            *slot = u8::from(point.on_boundary);
        }
        if let Some(cuts) = cuts {
            cuts.copy_from_slice(&[map.performance_cut, map.importance_cut]);
        }
        Ok(())
    })
}
