//! How much a value depends on what is not known: cases to compute, and what their values say.

use super::super::prelude::*;
use crate::value::Sensitivity;

/// Each input at its low and at its high end, all others at their base: two rows an input, in turn.
pub const HABITUE_DESIGN_TORNADO: i32 = 0;
/// All combinations of ends of up to 16 inputs: row k has input i at its high end where bit i of k
/// is set. The lowest and the highest value of the rows bound a value that rises or falls
/// throughout with each input.
pub const HABITUE_DESIGN_CORNERS: i32 = 1;
/// Inputs drawn independently from triangular distributions between their ends with the mode at the
/// base; the same seed gives the same draws on every machine.
pub const HABITUE_DESIGN_RANDOM: i32 = 2;

/// The inputs of a calculation of the caller's: low <= base <= high. Start from
/// `HABITUE_INPUTS_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_inputs {
    /// `sizeof(habitue_inputs)`.
    pub struct_size: u32,
    /// Must be 0.
    pub reserved: u32,
    /// How many inputs.
    pub input_count: usize,
    /// What each is thought to be.
    pub base: *const f64,
    /// The least that it may be.
    pub low: *const f64,
    /// The most that it may be.
    pub high: *const f64,
}

begins!(habitue_inputs[reserved]);

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

#[derive(Clone, Copy, PartialEq)]
enum Design {
    Tornado,
    Corners,
    Random,
}

/// The cases of a design (`HABITUE_DESIGN_...`), into `cases`, one column an input, one after the
/// other: compute the value of each row, with any function of yours. The distribution of the values
/// of drawn ones is `HABITUE_FORMULA_SIMULATED_VALUE`. `draws` >= 100 and `seed` are
/// of `HABITUE_DESIGN_RANDOM`, else 0. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_sensitivity_cases(
    inputs: *const habitue_inputs,
    design: i32,
    draws: u32,
    seed: u64,
    cases: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        read!(results inputs, column_mut cases[capacity], output needed);
        let count = inputs.input_count;
        read!(inputs => column base[count], column low[count], column high[count]);
        let inputs = Sensitivity::new(base, low, high)?;
        let designs = [
            (HABITUE_DESIGN_TORNADO, Design::Tornado),
            (HABITUE_DESIGN_CORNERS, Design::Corners),
            (HABITUE_DESIGN_RANDOM, Design::Random),
        ];
        let design = enumerator(design, "design", &designs)?;
        if design != Design::Random && (draws, seed) != (0, 0) {
            return Err(unread(if draws == 0 { "seed" } else { "draws" }, "by this design"));
        }
        // Whether it may be is seen before anything of that size is made.
        let rows = match design {
            Design::Tornado => count.saturating_mul(2),
            Design::Corners if count > 16 => inputs.corner_cases()?.len(),
            Design::Corners => 1 << count,
            Design::Random => inputs.draws(draws.min(100), seed).map(|_| draws as usize)?,
        };
        if !room(count.saturating_mul(rows), capacity, needed)? {
            return Ok(());
        }
        let columns = match design {
            Design::Tornado => inputs.tornado_cases(),
            Design::Corners => inputs.corner_cases()?,
            Design::Random => inputs.draws(draws, seed)?,
        };
        for (slot, value) in cases.iter_mut().zip(columns.iter().flatten()) {
            *slot = *value;
        }
        Ok(())
    })
}

/// The bars of a tornado, the widest first, into `bars`, from the `values` of the rows of
/// `HABITUE_DESIGN_TORNADO`: two for each of `input_count` bars. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_sensitivity_tornado(
    values: *const f64,
    rows: usize,
    bars: *mut habitue_tornado_bar,
    input_count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        read!(column values[rows], column_mut bars[input_count]);
        // Only the number of inputs matters for the values of their ends.
        let zeros = vec![0.0; bars.len()];
        let found = Sensitivity::new(&zeros, &zeros, &zeros)?.tornado_of(values)?;
        for (slot, bar) in bars.iter_mut().zip(found) {
            *slot = habitue_tornado_bar { input: bar.input as u64, low: bar.low, high: bar.high };
        }
        Ok(())
    })
}
