//! How much a value depends on what is not known: cases to compute, and what their values
//! say.

use super::column::{column, column_mut, output};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::value::{Sensitivity, SimulatedValue};

/// A bar of the tornado.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_tornado_bar {
    /// The input, counted from 0.
    pub input: u64,
    /// The value where this input is at its low end and all others at their base.
    pub low: f64,
    /// The value where this input is at its high end.
    pub high: f64,
}

/// The distribution of a simulated value.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_simulated_value {
    /// The mean.
    pub mean: f64,
    /// The median.
    pub median: f64,
    /// The lower end of the central interval.
    pub low: f64,
    /// The upper end of the central interval.
    pub high: f64,
    /// How many draws.
    pub draws: u64,
}

/// The cases that a tornado looks at, into `cases`, one column of 2 x `inputs` rows per
/// input, one after the other: row 2 i has input i at its `low` end, row 2 i + 1 at its
/// `high` end, all others at their `base`. Compute the value of each row, with any function,
/// and pass the values to `habitue_tornado`.
///
/// `base`, `low` and `high` have `inputs` entries, low <= base <= high; `cases` has
/// 2 x `inputs` x `inputs` (`cells`). `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the
/// row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tornado_cases(
    base: *const f64,
    low: *const f64,
    high: *const f64,
    inputs: usize,
    cases: *mut f64,
    cells: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (inputs, cases) =
            unsafe { (sensitivity(base, low, high, inputs)?, column_mut(cases, cells, "cases")?) };
        let rows = 2 * inputs.inputs();
        room(cases, inputs.inputs(), rows)?;
        write(cases, &inputs.tornado_cases());
        Ok(())
    })
}

/// The bars of a tornado, the widest first, into `bars`, from the `values` of the rows of
/// `habitue_tornado_cases`.
///
/// `values` has two entries for each of `inputs` bars (`rows`). `error` may be NULL. Returns
/// `HABITUE_OK`, an argument error, or `HABITUE_NOT_FINITE` with the row. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tornado(
    values: *const f64,
    rows: usize,
    bars: *mut habitue_tornado_bar,
    inputs: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (values, bars) =
            unsafe { (column(values, rows, "values")?, column_mut(bars, inputs, "bars")?) };
        // Only the number of inputs matters for the values of their ends.
        let zeros = vec![0.0; bars.len()];
        let found = Sensitivity::new(&zeros, &zeros, &zeros)?.tornado_of(values)?;
        for (slot, bar) in bars.iter_mut().zip(found) {
            *slot = habitue_tornado_bar { input: bar.input as u64, low: bar.low, high: bar.high };
        }
        Ok(())
    })
}

/// All combinations of low and high ends of up to 16 inputs, into `cases`, one column of
/// 2^`inputs` rows per input: row k has input i at its high end where bit i of k is set. The
/// lowest and the highest value of the rows bound a value that rises or falls throughout
/// with each input.
///
/// `base`, `low` and `high` have `inputs` entries; `cases` has 2^`inputs` x `inputs`
/// (`cells`). `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_corner_cases(
    base: *const f64,
    low: *const f64,
    high: *const f64,
    inputs: usize,
    cases: *mut f64,
    cells: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (inputs, cases) =
            unsafe { (sensitivity(base, low, high, inputs)?, column_mut(cases, cells, "cases")?) };
        let corners = inputs.corner_cases()?;
        room(cases, corners.len(), corners[0].len())?;
        write(cases, &corners);
        Ok(())
    })
}

/// Draws the inputs independently from triangular distributions between their ends with the
/// mode at the base, into `cases`, one column of `draws` >= 100 rows per input. The same
/// `seed` gives the same draws on every machine. Compute the value of each row, with any
/// function, and pass the values to `habitue_simulated_value_of`.
///
/// `base`, `low` and `high` have `inputs` entries; `cases` has `draws` x `inputs` (`cells`).
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, or
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulation_cases(
    base: *const f64,
    low: *const f64,
    high: *const f64,
    inputs: usize,
    draws: u32,
    seed: u64,
    cases: *mut f64,
    cells: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (inputs, cases) =
            unsafe { (sensitivity(base, low, high, inputs)?, column_mut(cases, cells, "cases")?) };
        room(cases, inputs.inputs(), draws as usize)?;
        write(cases, &inputs.draws(draws, seed)?);
        Ok(())
    })
}

/// The distribution of simulated `values`, with the central interval of probability `level`
/// (above 0, below 1), into `distribution`.
///
/// `values` has `draws` >= 100 entries. `distribution` must not be NULL, `error` may be.
/// Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`
/// with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_simulated_value_of(
    values: *const f64,
    draws: usize,
    level: f64,
    distribution: *mut habitue_simulated_value,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (values, distribution) =
            unsafe { (column(values, draws, "values")?, output(distribution, "distribution")?) };
        let found = SimulatedValue::of(values, level)?;
        *distribution = habitue_simulated_value {
            mean: found.mean,
            median: found.median,
            low: found.low,
            high: found.high,
            draws: found.draws.into(),
        };
        Ok(())
    })
}

/// # Safety
/// The contract of the header.
unsafe fn sensitivity(
    base: *const f64,
    low: *const f64,
    high: *const f64,
    inputs: usize,
) -> Result<Sensitivity> {
    // SAFETY: the contract of the header.
    let (base, low, high) = unsafe {
        (column(base, inputs, "base")?, column(low, inputs, "low")?, column(high, inputs, "high")?)
    };
    Sensitivity::new(base, low, high)
}

/// Refuses a matrix of another size before anything is computed.
fn room(cases: &[f64], inputs: usize, rows: usize) -> Result<()> {
    let needed = inputs.saturating_mul(rows);
    if cases.len() == needed {
        return Ok(());
    }
    Err(Error::length("cases", cases.len(), needed))
}

fn write(cases: &mut [f64], columns: &[Vec<f64>]) {
    for (slot, value) in cases.iter_mut().zip(columns.iter().flatten()) {
        *slot = *value;
    }
}
