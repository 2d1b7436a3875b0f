//! What resampling respondents tells: intervals of a path model's figures and of key
//! drivers, change between waves, and segments.

use std::ffi::c_void;

use super::column::{column, column_mut, input, optional_column_mut};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::options::{Options, enumerator, options, reserved};
use super::path_fit::scheme as inner_scheme;
use super::path_model::habitue_path_model;
use super::progress::{habitue_progress, listener};
use super::satisfaction::habitue_difference;
use super::status::{habitue_error, habitue_status};
use super::survey::{habitue_interval, habitue_responses, missing_policy};
use crate::error::{Error, Result};
use crate::numeric::proportion::check_level;
use crate::progress::Progress;
use crate::satisfaction::{
    BootstrapOptions, KeyDrivers, MOST_DRIVERS, PathBootstrap, PathFigure, SegmentComparison,
    SegmentDifference,
};

/// Path coefficients, in the order of the paths.
pub const HABITUE_FIGURE_PATHS: i32 = 0;
/// Total effects, row by row from the row's to the column's construct.
pub const HABITUE_FIGURE_TOTAL_EFFECTS: i32 = 1;
/// R² of each construct; NaN where nothing acts on it.
pub const HABITUE_FIGURE_R_SQUARED: i32 = 2;
/// The index of each construct on 0 to 100; NaN where an item of it has a negative
/// weight.
pub const HABITUE_FIGURE_INDICES: i32 = 3;
/// Outer weights, item after item.
pub const HABITUE_FIGURE_WEIGHTS: i32 = 4;
/// Loadings, item after item.
pub const HABITUE_FIGURE_LOADINGS: i32 = 5;

/// How respondents are resampled. Start from `HABITUE_BOOTSTRAP_OPTIONS_INIT` (1000
/// samples, seed 1, one thread).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_bootstrap_options {
    /// `sizeof(habitue_bootstrap_options)` of the caller.
    pub struct_size: u32,
    /// How many samples, or permutations, are drawn; at least 2.
    pub samples: u32,
    /// Where the random stream starts; the same seed gives the same bits, whatever
    /// the number of threads.
    pub seed: u64,
    /// Threads; 0 for all cores.
    pub threads: u32,
    /// Must be 0.
    pub reserved: u32,
}

// SAFETY: repr(C), without padding, numbers only.
unsafe impl Options for habitue_bootstrap_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        samples: 1000,
        seed: 1,
        threads: 1,
        reserved: 0,
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

impl habitue_bootstrap_options {
    fn settings(&self) -> Result<BootstrapOptions> {
        reserved(&[self.reserved], "options.reserved")?;
        Ok(BootstrapOptions::default()
            .with_samples(self.samples)
            .with_seed(self.seed)
            .with_threads(self.threads as usize))
    }
}

/// A path model with the bootstrap of all its figures. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_path_bootstrap(PathBootstrap);

/// A path model in two segments. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_segment_comparison(SegmentComparison);

fn figure(value: i32) -> Result<PathFigure> {
    let table = [
        (HABITUE_FIGURE_PATHS, PathFigure::Paths),
        (HABITUE_FIGURE_TOTAL_EFFECTS, PathFigure::TotalEffects),
        (HABITUE_FIGURE_R_SQUARED, PathFigure::RSquared),
        (HABITUE_FIGURE_INDICES, PathFigure::Indices),
        (HABITUE_FIGURE_WEIGHTS, PathFigure::Weights),
        (HABITUE_FIGURE_LOADINGS, PathFigure::Loadings),
    ];
    enumerator(value, "figure", &table)
}

/// Fits a path model to answers and to samples of the respondents.
///
/// `missing` is one of `HABITUE_MISSING_...`, `minimum_share` (0 to 1) belongs to
/// `HABITUE_MISSING_PERSON_MEAN`, `scheme` is one of `HABITUE_SCHEME_...`; `options`
/// may be NULL for the defaults. `progress` hears the samples done; it may be NULL.
/// `*bootstrap` receives the handle, to be freed with `habitue_path_bootstrap_free`;
/// `error` may be NULL. Returns as `habitue_path_fit_new` and
/// `habitue_moments_of_answers`, or `HABITUE_CANCELLED`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_bootstrap_new(
    model: *const habitue_path_model,
    answers: *const habitue_responses,
    missing: i32,
    minimum_share: f64,
    scheme: i32,
    options: *const habitue_bootstrap_options,
    progress: habitue_progress,
    context: *mut c_void,
    bootstrap: *mut *mut habitue_path_bootstrap,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (model, answers, chosen) = unsafe {
            (
                input(model, "model")?.build()?,
                &input(answers, "answers")?.0,
                self::options(options, "options")?,
            )
        };
        // SAFETY: the contract of the header.
        let mut listener = unsafe { listener(progress, context) };
        PathBootstrap::of(
            &model,
            answers,
            missing_policy(missing, minimum_share)?,
            inner_scheme(scheme)?,
            chosen.settings()?,
            &mut Progress::new(&mut listener),
        )
        .map(habitue_path_bootstrap)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(bootstrap, error, body) }
}

/// Frees a bootstrap; NULL does nothing.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_path_bootstrap_free(bootstrap: *mut habitue_path_bootstrap) {
    // SAFETY: the contract of the header.
    unsafe { free(bootstrap) };
}

/// Reads figures with their standard errors and percentile intervals.
///
/// `figure` is one of `HABITUE_FIGURE_...`; 0 < `level` < 1. `estimates`,
/// `standard_errors`, `low` and `high` receive `count` values each, which must be
/// how many figures of the kind there are; NaN for one that does not exist. Each may
/// be NULL. `*failed` receives the samples without a fit, or is NULL; many of them
/// make the intervals doubtful. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_bootstrap_read(
    bootstrap: *const habitue_path_bootstrap,
    figure: i32,
    level: f64,
    estimates: *mut f64,
    standard_errors: *mut f64,
    low: *mut f64,
    high: *mut f64,
    count: usize,
    failed: *mut u32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (bootstrap, estimates, errors, low, high, failed) = unsafe {
            (
                &input(bootstrap, "bootstrap")?.0,
                optional_column_mut(estimates, count, "estimates")?,
                optional_column_mut(standard_errors, count, "standard_errors")?,
                optional_column_mut(low, count, "low")?,
                optional_column_mut(high, count, "high")?,
                optional_column_mut(failed, 1, "failed")?,
            )
        };
        let figure = self::figure(figure)?;
        check_level(level)?;
        let found = bootstrap.estimates(figure);
        if count != found.len() {
            return Err(Error::length("figures", count, found.len()));
        }
        let rows = found
            .iter()
            .enumerate()
            .map(|(place, estimate)| match estimate {
                None => Ok([f64::NAN; 4]),
                Some(estimate) => {
                    let interval = bootstrap.interval(figure, place, level)?;
                    let error = bootstrap.standard_error(figure, place)?;
                    Ok([*estimate, error, interval.low, interval.high])
                }
            })
            .collect::<Result<Vec<_>>>()?;
        for (part, out) in [estimates, errors, low, high].into_iter().enumerate() {
            for (slot, row) in out.into_iter().flatten().zip(&rows) {
                *slot = row[part];
            }
        }
        if let Some([failed]) = failed {
            *failed = bootstrap.bootstrap.failed;
        }
        Ok(())
    })
}

/// Whether figures of `later`, another wave or segment with respondents of its own,
/// differ from those of `first`: normal tests with the two bootstraps' standard
/// errors.
///
/// `figure` is one of `HABITUE_FIGURE_...`; 0 < `level` < 1. `differences` receives
/// `count` results, which must be how many figures of the kind there are; NaN for
/// one that does not exist in both. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE`, or `HABITUE_INCONSISTENT` for different
/// models. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_bootstrap_difference(
    first: *const habitue_path_bootstrap,
    later: *const habitue_path_bootstrap,
    figure: i32,
    level: f64,
    differences: *mut habitue_difference,
    count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (first, later, differences) = unsafe {
            (
                &input(first, "first")?.0,
                &input(later, "later")?.0,
                column_mut(differences, count, "differences")?,
            )
        };
        let figure = self::figure(figure)?;
        check_level(level)?;
        let (a, b) = (first.estimates(figure), later.estimates(figure));
        if count != a.len() {
            return Err(Error::length("figures", count, a.len()));
        }
        let found = a
            .iter()
            .zip(b)
            .enumerate()
            .map(|(place, pair)| match pair {
                (Some(_), Some(_)) => first.difference(later, figure, place, level).map(Into::into),
                _ => Ok(habitue_difference::none(level)),
            })
            .collect::<Result<Vec<habitue_difference>>>()?;
        differences.copy_from_slice(&found);
        Ok(())
    })
}

/// Fits a path model to two segments, and tests each difference by permutation.
///
/// `first` and `second` have the same questionnaire; the other arguments are those
/// of `habitue_path_bootstrap_new`, `options` saying how many permutations.
/// `*comparison` receives the handle, to be freed with
/// `habitue_segment_comparison_free`; `error` may be NULL. Returns as
/// `habitue_path_bootstrap_new`, and `HABITUE_INCONSISTENT` for segments of
/// different surveys. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_comparison_new(
    model: *const habitue_path_model,
    first: *const habitue_responses,
    second: *const habitue_responses,
    missing: i32,
    minimum_share: f64,
    scheme: i32,
    options: *const habitue_bootstrap_options,
    progress: habitue_progress,
    context: *mut c_void,
    comparison: *mut *mut habitue_segment_comparison,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (model, first, second, chosen) = unsafe {
            (
                input(model, "model")?.build()?,
                &input(first, "first")?.0,
                &input(second, "second")?.0,
                self::options(options, "options")?,
            )
        };
        // SAFETY: the contract of the header.
        let mut listener = unsafe { listener(progress, context) };
        SegmentComparison::of(
            &model,
            first,
            second,
            missing_policy(missing, minimum_share)?,
            inner_scheme(scheme)?,
            chosen.settings()?,
            &mut Progress::new(&mut listener),
        )
        .map(habitue_segment_comparison)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(comparison, error, body) }
}

/// Frees a comparison; NULL does nothing.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_segment_comparison_free(
    comparison: *mut habitue_segment_comparison,
) {
    // SAFETY: the contract of the header.
    unsafe { free(comparison) };
}

/// Reads figures of both segments, second less first, and two-sided p-values.
///
/// `figure` is one of `HABITUE_FIGURE_...`. Each output receives `count` values,
/// which must be how many figures of the kind there are, NaN for one that does not
/// exist; each may be NULL. `*failed` receives the permutations without a fit, or is
/// NULL. `error` may be NULL. Returns `HABITUE_OK` or an argument error. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_comparison_read(
    comparison: *const habitue_segment_comparison,
    figure: i32,
    firsts: *mut f64,
    seconds: *mut f64,
    differences: *mut f64,
    p_values: *mut f64,
    count: usize,
    failed: *mut u32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (comparison, firsts, seconds, differences, p_values, failed) = unsafe {
            (
                &input(comparison, "comparison")?.0,
                optional_column_mut(firsts, count, "firsts")?,
                optional_column_mut(seconds, count, "seconds")?,
                optional_column_mut(differences, count, "differences")?,
                optional_column_mut(p_values, count, "p_values")?,
                optional_column_mut(failed, 1, "failed")?,
            )
        };
        let found = comparison.figures(self::figure(figure)?);
        if count != found.len() {
            return Err(Error::length("figures", count, found.len()));
        }
        type Part = fn(&SegmentDifference) -> Option<f64>;
        let parts: [(Option<&mut [f64]>, Part); 4] = [
            (firsts, |row| row.first),
            (seconds, |row| row.second),
            (differences, |row| row.difference),
            (p_values, |row| row.p_value),
        ];
        for (out, part) in parts {
            for (slot, row) in out.into_iter().flatten().zip(found) {
                *slot = part(row).unwrap_or(f64::NAN);
            }
        }
        if let Some([failed]) = failed {
            *failed = comparison.failed;
        }
        Ok(())
    })
}

/// Intervals of key drivers over samples of the respondents.
///
/// `outcome` and the `driver_count` `drivers` (20 at most) are indices of questions;
/// the other arguments are those of `habitue_path_bootstrap_new`; 0 < `level` < 1.
/// `standard_errors`, `low` and `high` receive `cells` = 5 times `driver_count` values
/// each: those of beta, first, last, lmg and johnson, as in `habitue_key_drivers`, one
/// measure after the other; each may be NULL. `*r_squared` receives the interval of R²
/// and `*failed` the samples without figures; either may be NULL, and so may `error`.
/// Returns as `habitue_key_drivers` and `habitue_moments_of_answers`, or
/// `HABITUE_CANCELLED`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_key_drivers_bootstrap(
    answers: *const habitue_responses,
    missing: i32,
    minimum_share: f64,
    outcome: usize,
    drivers: *const usize,
    driver_count: usize,
    options: *const habitue_bootstrap_options,
    level: f64,
    progress: habitue_progress,
    context: *mut c_void,
    standard_errors: *mut f64,
    low: *mut f64,
    high: *mut f64,
    cells: usize,
    r_squared: *mut habitue_interval,
    failed: *mut u32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, drivers, chosen, errors, low, high, r_squared, failed) = unsafe {
            (
                &input(answers, "answers")?.0,
                column(drivers, driver_count, "drivers")?,
                self::options(options, "options")?,
                optional_column_mut(standard_errors, cells, "standard_errors")?,
                optional_column_mut(low, cells, "low")?,
                optional_column_mut(high, cells, "high")?,
                optional_column_mut(r_squared, 1, "r_squared")?,
                optional_column_mut(failed, 1, "failed")?,
            )
        };
        check_level(level)?;
        if driver_count > MOST_DRIVERS {
            let allowed = format!("at most {MOST_DRIVERS}");
            return Err(Error::out_of_range("driver_count", driver_count as f64, allowed));
        }
        if cells != driver_count * KeyDrivers::MEASURES.len() {
            return Err(Error::length("cells", cells, driver_count * KeyDrivers::MEASURES.len()));
        }
        let policy = missing_policy(missing, minimum_share)?;
        // SAFETY: the contract of the header.
        let mut listener = unsafe { listener(progress, context) };
        let progress = &mut Progress::new(&mut listener);
        let found =
            KeyDrivers::bootstrap(answers, policy, outcome, drivers, chosen.settings()?, progress)?;
        let rows = (1..=cells)
            .map(|figure| {
                let interval = found.interval(figure, level)?;
                Ok([found.standard_error(figure)?, interval.low, interval.high])
            })
            .collect::<Result<Vec<_>>>()?;
        let whole = found.interval(0, level)?;
        for (part, out) in [errors, low, high].into_iter().enumerate() {
            for (slot, row) in out.into_iter().flatten().zip(&rows) {
                *slot = row[part];
            }
        }
        if let Some([r_squared]) = r_squared {
            *r_squared = whole.into();
        }
        if let Some([failed]) = failed {
            *failed = found.failed;
        }
        Ok(())
    })
}
