//! Path models.

use super::column::{column_mut, input, optional_column_mut, output};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::moments::habitue_moments;
use super::options::enumerator;
use super::path_model::habitue_path_model;
use super::status::{habitue_error, habitue_status};
use super::survey::habitue_responses;
use crate::error::{Error, Result};
use crate::satisfaction::{InnerScheme, PathFit};

/// Path weighting: causes by regression, effects by correlation.
pub const HABITUE_SCHEME_PATH: i32 = 0;
/// Centroid: the sign of the correlation.
pub const HABITUE_SCHEME_CENTROID: i32 = 1;
/// Factorial: the correlation.
pub const HABITUE_SCHEME_FACTORIAL: i32 = 2;

/// A path model that has been fitted. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_path_fit(PathFit);

pub(super) fn scheme(value: i32) -> Result<InnerScheme> {
    let table = [
        (HABITUE_SCHEME_PATH, InnerScheme::Path),
        (HABITUE_SCHEME_CENTROID, InnerScheme::Centroid),
        (HABITUE_SCHEME_FACTORIAL, InnerScheme::Factorial),
    ];
    enumerator(value, "scheme", &table)
}

/// Fits a path model to moments by partial least squares.
///
/// `scheme` is one of `HABITUE_SCHEME_...`. `*fit` receives the handle, to be freed
/// with `habitue_path_fit_free`; `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_DUPLICATE` or `HABITUE_INCONSISTENT` for what is no model (paths form
/// no circle), `HABITUE_UNDEFINED`, `HABITUE_SINGULAR_MATRIX` or
/// `HABITUE_NOT_CONVERGED`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_fit_new(
    model: *const habitue_path_model,
    moments: *const habitue_moments,
    scheme: i32,
    fit: *mut *mut habitue_path_fit,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (model, moments) =
            unsafe { (input(model, "model")?.build()?, &input(moments, "moments")?.0) };
        Ok(habitue_path_fit(PathFit::of(model, moments, self::scheme(scheme)?)?))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(fit, error, body) }
}

/// The same fit by consistent PLS, corrected for attenuation by rho_A.
///
/// Refused with `HABITUE_OUTSIDE_DOMAIN` unless rho_A of every construct in mode
/// A reaches `least_reliability` (0 to 1; 0.7 is usual, 0 lets all pass).
/// `*consistent` receives a handle of its own; `error` may be NULL. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_OUTSIDE_DOMAIN` or `HABITUE_SINGULAR_MATRIX`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_fit_consistent(
    fit: *const habitue_path_fit,
    least_reliability: f64,
    consistent: *mut *mut habitue_path_fit,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let fit = unsafe { &input(fit, "fit")?.0 };
        Ok(habitue_path_fit(fit.clone().consistent(least_reliability)?))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(consistent, error, body) }
}

/// Frees a fit; NULL does nothing.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_path_fit_free(fit: *mut habitue_path_fit) {
    // SAFETY: the contract of the header.
    unsafe { free(fit) };
}

/// Reads the measurement: outer weights and loadings, in the order of the items.
///
/// `weights` and `loadings` receive `item_count` values, which must be the number
/// of items; either may be NULL, and so may `error`. Returns `HABITUE_OK` or an
/// argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_fit_items(
    fit: *const habitue_path_fit,
    weights: *mut f64,
    loadings: *mut f64,
    item_count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (fit, weights, loadings) = unsafe {
            (
                &input(fit, "fit")?.0,
                optional_column_mut(weights, item_count, "weights")?,
                optional_column_mut(loadings, item_count, "loadings")?,
            )
        };
        let needed = fit.weights.iter().map(Vec::len).sum();
        if item_count != needed {
            return Err(Error::length("items", item_count, needed));
        }
        for (out, source) in [(weights, &fit.weights), (loadings, &fit.loadings)] {
            for (slot, value) in out.into_iter().flatten().zip(source.iter().flatten()) {
                *slot = *value;
            }
        }
        Ok(())
    })
}

/// Reads the path coefficients in the order of the paths, and total effects.
///
/// `coefficients` receives `paths` values, which must be the number of paths, or
/// is NULL; `total_effects` receives `cells` values, which must be the square of
/// the number of constructs, row by row (from the row's to the column's), or is
/// NULL. `error` may be NULL. Returns `HABITUE_OK` or an argument error. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_fit_paths(
    fit: *const habitue_path_fit,
    coefficients: *mut f64,
    paths: usize,
    total_effects: *mut f64,
    cells: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (fit, coefficients, total) = unsafe {
            (
                &input(fit, "fit")?.0,
                optional_column_mut(coefficients, paths, "coefficients")?,
                optional_column_mut(total_effects, cells, "total_effects")?,
            )
        };
        let effects = fit.total_effects();
        if coefficients.is_some() && paths != fit.paths.len() {
            return Err(Error::length("paths", paths, fit.paths.len()));
        }
        if total.is_some() && cells != effects.len() {
            return Err(Error::length("cells", cells, effects.len()));
        }
        if let Some(out) = coefficients {
            out.copy_from_slice(&fit.paths);
        }
        if let Some(out) = total {
            out.copy_from_slice(&effects);
        }
        Ok(())
    })
}

/// Reads what is known of each construct: R² and adjusted R² (NaN where nothing
/// acts on it), rho_A, composite reliability and average variance extracted (NaN
/// in mode B).
///
/// Each receives `constructs` values, which must be the number of constructs, or
/// is NULL. `error` may be NULL. Returns `HABITUE_OK` or an argument error. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_fit_constructs(
    fit: *const habitue_path_fit,
    r_squared: *mut f64,
    adjusted_r_squared: *mut f64,
    rho_a: *mut f64,
    composite_reliability: *mut f64,
    average_variance_extracted: *mut f64,
    constructs: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let fit = unsafe { &input(fit, "fit")?.0 };
        if constructs != fit.weights.len() {
            return Err(Error::length("constructs", constructs, fit.weights.len()));
        }
        let mut wanted = Vec::new();
        for (pointer, name, source) in [
            (r_squared, "r_squared", &fit.r_squared),
            (adjusted_r_squared, "adjusted_r_squared", &fit.adjusted_r_squared),
            (rho_a, "rho_a", &fit.rho_a),
            (composite_reliability, "composite_reliability", &fit.composite_reliability),
            (
                average_variance_extracted,
                "average_variance_extracted",
                &fit.average_variance_extracted,
            ),
        ] {
            // SAFETY: the contract of the header.
            if let Some(out) = unsafe { optional_column_mut(pointer, constructs, name) }? {
                wanted.push((out, source));
            }
        }
        for (out, source) in wanted {
            for (slot, value) in out.iter_mut().zip(source) {
                *slot = value.unwrap_or(f64::NAN);
            }
        }
        Ok(())
    })
}

/// The index of a construct on 0 to 100, with unstandardised weights.
///
/// `moments` are those that were fitted, with ranges. `*value` receives the mean
/// index, `*sd` its standard deviation over respondents or is NULL, `weights` the
/// `item_count` weights of the construct's items (which sum to 1) or is NULL.
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_MISSING_VALUE` without ranges, or
/// `HABITUE_INCONSISTENT` where a weight is negative. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_fit_index(
    fit: *const habitue_path_fit,
    moments: *const habitue_moments,
    construct: usize,
    value: *mut f64,
    sd: *mut f64,
    weights: *mut f64,
    item_count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (fit, moments, value, sd, weights) = unsafe {
            (
                &input(fit, "fit")?.0,
                &input(moments, "moments")?.0,
                output(value, "value")?,
                optional_column_mut(sd, 1, "sd")?,
                optional_column_mut(weights, item_count, "weights")?,
            )
        };
        let found = fit.index(moments, construct)?;
        if weights.is_some() && item_count != found.weights.len() {
            return Err(Error::length("weights", item_count, found.weights.len()));
        }
        *value = found.value;
        if let Some([sd]) = sd {
            *sd = found.sd;
        }
        if let Some(weights) = weights {
            weights.copy_from_slice(&found.weights);
        }
        Ok(())
    })
}

/// The index of a construct for each respondent, 0 to 100; NaN where one of its
/// items is missing.
///
/// `indices` receives `rows` values, which must be the number of respondents.
/// `error` may be NULL. Returns as `habitue_path_fit_index`. Any thread. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_fit_respondent_indices(
    fit: *const habitue_path_fit,
    moments: *const habitue_moments,
    answers: *const habitue_responses,
    construct: usize,
    indices: *mut f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (fit, moments, answers, indices) = unsafe {
            (
                &input(fit, "fit")?.0,
                &input(moments, "moments")?.0,
                &input(answers, "answers")?.0,
                column_mut(indices, rows, "indices")?,
            )
        };
        fit.index_into(moments, answers, construct, indices)
    })
}
