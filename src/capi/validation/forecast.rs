//! Forecasts beside what came to pass.

use crate::capi::prelude::*;
use crate::lifetime::{Holdout, HoldoutErrors};

/// Forecasts and outcomes. Start from `HABITUE_FORECAST_INIT`.
#[apply(versioned)]
pub struct habitue_forecast {
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

impl habitue_forecast {
    unsafe fn read<'a>(pointer: *const Self) -> Result<(Holdout<'a>, usize)> {
        let given: Self = results(pointer, "forecast")?;
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

mirror! {
    /// How far forecasts e were from what came to pass, a, over customers of weight w.
    habitue_forecast_errors: HoldoutErrors, customers, actual, expected, bias, wape, mae, rmse,
    top_decile_lift, gini, normalised_gini
}

/// The errors of forecasts, in total and per customer. Returns also `HABITUE_EMPTY_INPUT`. Since
/// 0.1.
pub unsafe fn habitue_forecast_judge(
    forecast: *const habitue_forecast,
    errors: &mut habitue_forecast_errors,
) -> Result<()> {
    let ((holdout, _), errors) = (habitue_forecast::read(forecast)?, errors);
    *errors = holdout.errors().told();
    Ok(())
}

mirror! {
    /// Forecast and outcome of one class of customers.
    habitue_forecast_class: crate::lifetime::HoldoutClass, customers, actual, expected
}

/// Forecast and outcome by classes of `values` (frequency, recency ..., finite), a column of as
/// many rows: class i of `classes` holds the customers from `lowest[i]` up to, but not with,
/// `lowest[i + 1]`; the last is open, and those below the first are in none. `lowest` increases.
/// Returns also `HABITUE_EMPTY_INPUT`. Since 0.1.
pub unsafe fn habitue_forecast_by(
    forecast: *const habitue_forecast,
    values: *const f64,
    lowest: &[f64],
    classes: usize,
    found: *mut habitue_forecast_class,
) -> Result<()> {
    let (holdout, rows) = habitue_forecast::read(forecast)?;
    let values = column(values, rows, "values")?;
    let cells = column_mut(found, classes, "found")?;
    for (cell, class) in cells.iter_mut().zip(holdout.by(values, lowest)?) {
        *cell = class.told();
    }
    Ok(())
}
