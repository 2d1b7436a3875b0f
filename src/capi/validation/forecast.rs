//! Forecasts beside what came to pass.

use crate::capi::prelude::*;
use crate::lifetime::{Holdout, HoldoutErrors};

/// Forecasts and outcomes. Start from `HABITUE_FORECAST_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_forecast {
    pub struct_size: u32,
    pub reserved: u32,
    /// Length of each column.
    pub rows: usize,
    /// What each customer did in the holdout, purchases or money, >= 0.
    pub actual: *const f64,
    /// The forecast, >= 0.
    pub expected: *const f64,
    /// How many customers a row stands for; NULL for one each.
    pub weights: *const f64,
}

begins!(habitue_forecast);

impl habitue_forecast {
    unsafe fn read<'a>(pointer: *const Self) -> Result<(Holdout<'a>, usize)> {
        let given: Self = results(pointer, "forecast")?;
        reserved(&[given.reserved], "forecast.reserved")?;
        let holdout = Holdout::new(
            column(given.actual, given.rows, "actual")?,
            column(given.expected, given.rows, "expected")?,
        )?;
        let holdout = match optional_column(given.weights, given.rows, "weights")? {
            Some(weights) => holdout.with_weights(weights)?,
            None => holdout,
        };
        Ok((holdout, given.rows))
    }
}

/// How far forecasts e were from what came to pass, a, over customers of weight w.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_forecast_errors {
    /// Sum of w, the customers.
    pub customers: f64,
    /// Sum of w a.
    pub actual: f64,
    /// Sum of w e.
    pub expected: f64,
    /// Sum of w (e - a) over that of w a; NaN where nothing came to pass.
    pub bias: f64,
    /// WAPE: sum of w |e - a| over that of w a; NaN where nothing came to pass.
    pub wape: f64,
    /// Mean of |e - a|.
    pub mae: f64,
    /// Root of the mean of (e - a)^2.
    pub rmse: f64,
    /// Mean of a among the tenth of the customers of whom most was expected, over that among all;
    /// NaN where nothing came to pass.
    pub top_decile_lift: f64,
    /// Gini coefficient of the ranking by e; NaN where nothing came to pass.
    pub gini: f64,
    /// That over what ranking by a attains; NaN also where all did the same.
    pub normalised_gini: f64,
}

impl From<HoldoutErrors> for habitue_forecast_errors {
    fn from(found: HoldoutErrors) -> Self {
        let or_nan = |value: Option<f64>| value.unwrap_or(f64::NAN);
        Self {
            customers: found.customers,
            actual: found.actual,
            expected: found.expected,
            bias: or_nan(found.bias),
            wape: or_nan(found.wape),
            mae: found.mae,
            rmse: found.rmse,
            top_decile_lift: or_nan(found.top_decile_lift),
            gini: or_nan(found.gini),
            normalised_gini: or_nan(found.normalised_gini),
        }
    }
}

/// The errors of forecasts, in total and per customer. Returns also `HABITUE_EMPTY_INPUT`. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_forecast_judge(
    forecast: *const habitue_forecast,
    errors: *mut habitue_forecast_errors,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let ((holdout, _), errors) = (habitue_forecast::read(forecast)?, output(errors, "errors")?);
        *errors = holdout.errors().into();
        Ok(())
    })
}

/// Forecast and outcome of one class of customers.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_forecast_class {
    /// The customers in it.
    pub customers: f64,
    /// Their mean outcome; NaN for an empty class.
    pub actual: f64,
    /// Their mean forecast; NaN for an empty class.
    pub expected: f64,
}

/// Forecast and outcome by classes of `values` (frequency, recency ..., finite), a column of as
/// many rows: class i of `classes` holds the customers from `lowest[i]` up to, but not with,
/// `lowest[i + 1]`; the last is open, and those below the first are in none. `lowest` increases.
/// Returns also `HABITUE_EMPTY_INPUT`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_forecast_by(
    forecast: *const habitue_forecast,
    values: *const f64,
    lowest: *const f64,
    classes: usize,
    found: *mut habitue_forecast_class,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let (holdout, rows) = habitue_forecast::read(forecast)?;
        let values = column(values, rows, "values")?;
        let lowest = column(lowest, classes, "lowest")?;
        let cells = column_mut(found, classes, "found")?;
        for (cell, class) in cells.iter_mut().zip(holdout.by(values, lowest)?) {
            *cell = habitue_forecast_class {
                customers: class.customers,
                actual: class.actual.unwrap_or(f64::NAN),
                expected: class.expected.unwrap_or(f64::NAN),
            };
        }
        Ok(())
    })
}
