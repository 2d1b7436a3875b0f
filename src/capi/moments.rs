//! Moments of answers, and what needs nothing else: reliability and drivers.

use super::column::{column, column_mut, input, optional_column, optional_column_mut, output};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::status::{habitue_error, habitue_status};
use super::survey::{habitue_basis, habitue_interval, habitue_responses, missing_policy};
use crate::error::{Error, Result};
use crate::satisfaction::{Driver, KeyDrivers};
use crate::survey::{HtmtCorrelations, Moments, Reliability, heterotrait_monotrait, rho_a};

/// Means, standard deviations and correlations of questions. Threads: as every
/// handle.
#[derive(Debug)]
pub struct habitue_moments(pub(super) Moments);

/// The internal consistency of some questions.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_reliability_result {
    /// Cronbach's alpha from covariances (raw).
    pub alpha: f64,
    /// Cronbach's alpha from correlations (standardised).
    pub standardised_alpha: f64,
    /// Interval of the raw alpha: Feldt's with equal weights and complete answers,
    /// linearised otherwise.
    pub interval: habitue_interval,
    /// Respondents behind it.
    pub n: f64,
}

/// Takes the moments of all questions of `answers`, and of any that an analysis
/// names.
///
/// Answers are recoded so that higher is better. An analysis of some questions
/// (alpha, omega, drivers, a path model) rests on the respondents whom the policy
/// keeps for these questions, whatever is missing elsewhere; its n says how many.
///
/// `missing` is one of `HABITUE_MISSING_...`; `minimum_share` (0 to 1) belongs to
/// `HABITUE_MISSING_PERSON_MEAN`. `*moments` receives the handle, to be freed
/// with `habitue_moments_free`; `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_UNDEFINED`, `HABITUE_SINGULAR_MATRIX` or `HABITUE_NOT_CONVERGED`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_of_answers(
    answers: *const habitue_responses,
    missing: i32,
    minimum_share: f64,
    moments: *mut *mut habitue_moments,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let answers = unsafe { &input(answers, "answers")?.0 };
        Ok(habitue_moments(Moments::of(answers, missing_policy(missing, minimum_share)?)?))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(moments, error, body) }
}

/// Makes moments that are known already: published, or reduced by another
/// engine.
///
/// They are taken as they are, higher being better: where a question was asked the
/// other way round, give low + high - mean, and turn the signs of its correlations
/// with the others. (With a questionnaire, the indices and scorecards of moments do
/// that themselves.)
///
/// `means` and `sds` (>= 0) hold `questions` values, `correlations` their
/// square, row by row. `low` and `high` hold the ends of the scales, or are both
/// NULL where no index on 0 to 100 is wanted. `n` >= 2 is the number of
/// respondents. `*moments` receives the handle; `error` may be NULL. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_new(
    n: f64,
    means: *const f64,
    sds: *const f64,
    correlations: *const f64,
    low: *const f64,
    high: *const f64,
    questions: usize,
    moments: *mut *mut habitue_moments,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        let cells = square(questions)?;
        // SAFETY: the contract of the header.
        let (means, sds, correlations, low, high) = unsafe {
            (
                column(means, questions, "means")?,
                column(sds, questions, "sds")?,
                column(correlations, cells, "correlations")?,
                optional_column(low, questions, "low")?,
                optional_column(high, questions, "high")?,
            )
        };
        let made = Moments::from_correlations(
            (0..questions).map(|i| format!("question {i}")).collect(),
            n,
            means.to_vec(),
            sds.to_vec(),
            correlations.to_vec(),
        )?;
        Ok(habitue_moments(match (low, high) {
            (None, None) => made,
            (Some(low), Some(high)) => {
                made.with_ranges(low.iter().copied().zip(high.iter().copied()).collect())?
            }
            _ => return Err(Error::length("low and high", questions, 0)),
        }))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(moments, error, body) }
}

fn square(questions: usize) -> Result<usize> {
    questions.checked_mul(questions).ok_or_else(|| Error::length("questions", questions, 0))
}

/// Frees moments; NULL does nothing.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_moments_free(moments: *mut habitue_moments) {
    // SAFETY: the contract of the header.
    unsafe { free(moments) };
}

/// Reads moments.
///
/// `means` and `sds` receive `questions` values, `correlations` their square,
/// row by row; `questions` must be the number of questions. `*n` receives the
/// respondents, `*basis` what the moments rest on (all 0 where they did not come
/// from answers). Each output may be NULL, and so may `error`. Returns
/// `HABITUE_OK` or an argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_read(
    moments: *const habitue_moments,
    means: *mut f64,
    sds: *mut f64,
    correlations: *mut f64,
    questions: usize,
    n: *mut f64,
    basis: *mut habitue_basis,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let cells = square(questions)?;
        // SAFETY: the contract of the header.
        let (moments, means, sds, correlations, n, basis) = unsafe {
            (
                &input(moments, "moments")?.0,
                optional_column_mut(means, questions, "means")?,
                optional_column_mut(sds, questions, "sds")?,
                optional_column_mut(correlations, cells, "correlations")?,
                optional_column_mut(n, 1, "n")?,
                optional_column_mut(basis, 1, "basis")?,
            )
        };
        if questions != moments.len() {
            return Err(Error::length("questions", questions, moments.len()));
        }
        for (out, source) in [
            (means, moments.means()),
            (sds, moments.sds()),
            (correlations, moments.correlations()),
            (n, &[moments.n()]),
        ] {
            if let Some(out) = out {
                out.copy_from_slice(source);
            }
        }
        if let Some([basis]) = basis {
            *basis = moments.basis().copied().map(Into::into).unwrap_or_default();
        }
        Ok(())
    })
}

/// Cronbach's alpha, raw and standardised, of some questions.
///
/// `items` holds `item_count` indices of questions; 0 < `level` < 1. `*result`
/// receives the figures; `item_rest` (correlation of each item with the sum of
/// the others) and `alpha_without` (alpha without each item, NaN with two items)
/// receive `item_count` values each; either may be NULL, and so may `error`.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE`, or `HABITUE_UNDEFINED` for fewer
/// than two items or one that everybody answered alike. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_reliability(
    moments: *const habitue_moments,
    items: *const usize,
    item_count: usize,
    level: f64,
    result: *mut habitue_reliability_result,
    item_rest: *mut f64,
    alpha_without: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (moments, items, result, rest, without) = unsafe {
            (
                &input(moments, "moments")?.0,
                column(items, item_count, "items")?,
                output(result, "result")?,
                optional_column_mut(item_rest, item_count, "item_rest")?,
                optional_column_mut(alpha_without, item_count, "alpha_without")?,
            )
        };
        let found = Reliability::of(moments, items, level)?;
        *result = habitue_reliability_result {
            alpha: found.alpha,
            standardised_alpha: found.standardised_alpha,
            interval: found.interval.into(),
            n: found.n,
        };
        if let Some(rest) = rest {
            rest.copy_from_slice(&found.item_rest);
        }
        if let Some(without) = without {
            match found.alpha_without {
                Some(values) => without.copy_from_slice(&values),
                None => without.fill(f64::NAN),
            }
        }
        Ok(())
    })
}

/// McDonald's omega of some questions, by maximum likelihood with one factor.
///
/// `items` holds `item_count` >= 3 indices of questions. `*omega` receives the
/// figure, `loadings` `item_count` loadings, or is NULL. `error` may be NULL.
/// Returns as `habitue_reliability`, and `HABITUE_SINGULAR_MATRIX` or
/// `HABITUE_NOT_CONVERGED`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_omega(
    moments: *const habitue_moments,
    items: *const usize,
    item_count: usize,
    omega: *mut f64,
    loadings: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (moments, items, omega, out) = unsafe {
            (
                &input(moments, "moments")?.0,
                column(items, item_count, "items")?,
                output(omega, "omega")?,
                optional_column_mut(loadings, item_count, "loadings")?,
            )
        };
        let found = Reliability::omega(moments, items)?;
        *omega = found.value;
        if let Some(out) = out {
            out.copy_from_slice(&found.loadings);
        }
        Ok(())
    })
}

/// The heterotrait-monotrait ratio (HTMT) of two groups of questions, of correlations
/// with their signs (Henseler, Ringle and Sarstedt 2015).
///
/// seminr and semTools take absolute correlations from 2021 on; where all are
/// positive the two agree.
///
/// `first` and `second` hold `first_count` and `second_count` >= 2 indices.
/// `*ratio` receives it. `error` may be NULL. Returns as `habitue_reliability`.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_heterotrait_monotrait(
    moments: *const habitue_moments,
    first: *const usize,
    first_count: usize,
    second: *const usize,
    second_count: usize,
    ratio: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (moments, first, second, ratio) = unsafe {
            (
                &input(moments, "moments")?.0,
                column(first, first_count, "first")?,
                column(second, second_count, "second")?,
                output(ratio, "ratio")?,
            )
        };
        *ratio = heterotrait_monotrait(moments, first, second, HtmtCorrelations::Signed)?.value;
        Ok(())
    })
}

/// Dijkstra and Henseler's rho_A of a composite of some questions.
///
/// `items` and `weights` hold `item_count` indices of questions and their outer
/// weights, of any length. `*rho` receives it; 1 for a single item. `error` may be
/// NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`, `HABITUE_DUPLICATE`, or
/// `HABITUE_UNDEFINED` where the weights give no variance. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rho_a(
    moments: *const habitue_moments,
    items: *const usize,
    weights: *const f64,
    item_count: usize,
    rho: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (moments, items, weights, rho) = unsafe {
            (
                &input(moments, "moments")?.0,
                column(items, item_count, "items")?,
                column(weights, item_count, "weights")?,
                output(rho, "rho")?,
            )
        };
        *rho = rho_a(moments, items, weights)?.value;
        Ok(())
    })
}

/// How important drivers are for an outcome; all shares sum to R².
///
/// `outcome` and the `driver_count` `drivers` are indices of questions.
/// `*r_squared` receives the share that they explain together; `beta`
/// (standardised coefficient), `first` and `last` (gain on entering first, last),
/// `lmg` (gain averaged over all orders; NaN with more than 20 drivers) and
/// `johnson` (relative weight) receive `driver_count` values each; each may be
/// NULL, and so may `error`. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE`,
/// `HABITUE_UNDEFINED` or `HABITUE_SINGULAR_MATRIX`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_key_drivers(
    moments: *const habitue_moments,
    outcome: usize,
    drivers: *const usize,
    driver_count: usize,
    r_squared: *mut f64,
    beta: *mut f64,
    first: *mut f64,
    last: *mut f64,
    lmg: *mut f64,
    johnson: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (moments, drivers, r_squared) = unsafe {
            (
                &input(moments, "moments")?.0,
                column(drivers, driver_count, "drivers")?,
                output(r_squared, "r_squared")?,
            )
        };
        type Figure = fn(&Driver) -> f64;
        let columns: [(*mut f64, &'static str, Figure); 5] = [
            (beta, "beta", |driver| driver.beta),
            (first, "first", |driver| driver.first),
            (last, "last", |driver| driver.last),
            (lmg, "lmg", |driver| driver.lmg.unwrap_or(f64::NAN)),
            (johnson, "johnson", |driver| driver.johnson),
        ];
        let mut wanted = Vec::new();
        for (pointer, name, of) in columns {
            // SAFETY: the contract of the header.
            if let Some(out) = unsafe { optional_column_mut(pointer, driver_count, name) }? {
                wanted.push((out, of));
            }
        }
        let found = KeyDrivers::of(moments, outcome, drivers)?;
        for (out, of) in wanted {
            for (slot, driver) in out.iter_mut().zip(&found.drivers) {
                *slot = of(driver);
            }
        }
        *r_squared = found.r_squared;
        Ok(())
    })
}

/// Which quadrant of an importance-performance map is meant: important, and done
/// badly.
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

/// Places attributes on an importance-performance map.
///
/// `performance` and `importance` hold `rows` finite values. `cross_hairs` is one
/// of `HABITUE_CROSS_HAIRS_...`; `performance_at` and `importance_at`, which are
/// finite, are used for `HABITUE_CROSS_HAIRS_AT` only. `quadrants` receives `HABITUE_QUADRANT_...`,
/// `on_boundary` 1 where a point lies on a cross-hair (it then counts as high) or
/// is NULL, `cuts` the two cuts (performance, importance) or is NULL. `error` may
/// be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` or
/// `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_importance_map(
    performance: *const f64,
    importance: *const f64,
    rows: usize,
    cross_hairs: i32,
    performance_at: f64,
    importance_at: f64,
    quadrants: *mut i32,
    on_boundary: *mut u8,
    cuts: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    use crate::satisfaction::{CrossHairs, ImportanceMap, Quadrant};
    guard(error, || {
        // SAFETY: the contract of the header.
        let (performance, importance, quadrants, on_boundary, cuts) = unsafe {
            (
                column(performance, rows, "performance")?,
                column(importance, rows, "importance")?,
                column_mut(quadrants, rows, "quadrants")?,
                optional_column_mut(on_boundary, rows, "on_boundary")?,
                optional_column_mut(cuts, 2, "cuts")?,
            )
        };
        for (name, at) in [("performance_at", performance_at), ("importance_at", importance_at)] {
            if !at.is_finite() {
                return Err(Error::out_of_range(name, at, "a finite number"));
            }
        }
        let at = CrossHairs::At { performance: performance_at, importance: importance_at };
        let table = [
            (HABITUE_CROSS_HAIRS_MEANS, CrossHairs::Means),
            (HABITUE_CROSS_HAIRS_MEDIANS, CrossHairs::Medians),
            (HABITUE_CROSS_HAIRS_AT, at),
        ];
        let cross_hairs = super::options::enumerator(cross_hairs, "cross_hairs", &table)?;
        let map = ImportanceMap::of(performance, importance, cross_hairs)?;
        for (slot, point) in quadrants.iter_mut().zip(&map.points) {
            *slot = match point.quadrant {
                Quadrant::ConcentrateHere => HABITUE_QUADRANT_CONCENTRATE_HERE,
                Quadrant::KeepUp => HABITUE_QUADRANT_KEEP_UP,
                Quadrant::LowPriority => HABITUE_QUADRANT_LOW_PRIORITY,
                Quadrant::PossibleOverkill => HABITUE_QUADRANT_POSSIBLE_OVERKILL,
            };
        }
        for (slot, point) in on_boundary.into_iter().flatten().zip(&map.points) {
            *slot = u8::from(point.on_boundary);
        }
        if let Some(cuts) = cuts {
            cuts.copy_from_slice(&[map.performance_cut, map.importance_cut]);
        }
        Ok(())
    })
}
