//! Forecasts beside what came to pass.

use crate::capi::prelude::*;
use crate::lifetime::{Holdout, HoldoutCells, HoldoutErrors};

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
    /// In place of columns, which are NULL then: what the parts of a base told by
    /// `habitue_forecast_cells`, one behind the other.
    pub bytes: *const u8,
    /// How many bytes.
    pub length: usize,
}

impl habitue_forecast {
    /// The cells of parts, where these are given.
    unsafe fn cells(pointer: *const Self) -> Result<Option<HoldoutCells>> {
        let given: Self = results(pointer, "forecast")?;
        if given.bytes.is_null() && given.length == 0 {
            return Ok(None);
        }
        let beside = [
            (!given.actual.is_null(), "forecast.actual"),
            (!given.expected.is_null(), "forecast.expected"),
            (!given.weights.is_null(), "forecast.weights"),
        ];
        idle(&beside, "beside forecast.bytes")?;
        let bytes = column(given.bytes, given.length, "forecast.bytes")?;
        HoldoutCells::from_bytes(bytes).map(Some)
    }

    unsafe fn read<'a>(pointer: *const Self) -> Result<(Holdout<'a>, usize)> {
        let given: Self = results(pointer, "forecast")?;
        idle(&[(!given.bytes.is_null(), "forecast.bytes")], "for classes")?;
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

/// The errors of forecasts, in total and per customer. Returns also `HABITUE_EMPTY_INPUT`, and of
/// bytes `HABITUE_CORRUPT_BYTES`, `HABITUE_BAD_FORMAT_VERSION` and `HABITUE_NOT_READ`.
pub unsafe fn habitue_forecast_judge(
    forecast: *const habitue_forecast,
    errors: &mut habitue_forecast_errors,
) -> Result<()> {
    let found = match habitue_forecast::cells(forecast)? {
        Some(cells) => cells.errors()?,
        None => habitue_forecast::read(forecast)?.0.errors(),
    };
    *errors = found.told();
    Ok(())
}

/// What a part of a base (a partition, a shard) tells of its forecasts, so that
/// `habitue_forecast_judge` gives the errors of the whole base to the bit: its distinct rows with
/// how often each is there, as portable bytes. The bytes of several parts one behind the other are
/// those of all of them; given as `forecast.bytes`, they become those of one. A part may have no
/// customers. Returns also `HABITUE_CORRUPT_BYTES`, `HABITUE_BAD_FORMAT_VERSION`,
/// `HABITUE_OVERFLOW` and `HABITUE_NOT_READ`.
pub unsafe fn habitue_forecast_cells(
    forecast: *const habitue_forecast,
    buffer: Buffer<u8>,
) -> Result<()> {
    let cells = match habitue_forecast::cells(forecast)? {
        Some(cells) => cells,
        None => match habitue_forecast::read(forecast) {
            Ok((holdout, _)) => holdout.cells(),
            // A part may have nobody in it.
            Err(error) if error.kind() == ErrorKind::Empty => HoldoutCells::default(),
            Err(error) => return Err(error),
        },
    };
    buffer.fill(cells.to_bytes())
}

mirror! {
    /// Forecast and outcome of one class of customers.
    habitue_forecast_class: crate::lifetime::HoldoutClass, customers, actual, expected
}

/// Forecast and outcome by classes of `values` (frequency, recency ..., finite), a column of as
/// many rows: class i of `classes` holds the customers from `lowest[i]` up to, but not with,
/// `lowest[i + 1]`; the last is open, and those below the first are in none. `lowest` increases.
/// Returns also `HABITUE_EMPTY_INPUT`.
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
