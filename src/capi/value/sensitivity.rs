//! How much a value depends on what is not known: cases to compute, and what their values say.

use crate::capi::prelude::*;
use crate::value::Sensitivity;

enumeration!(HABITUE_DESIGN: Design);

/// The inputs of a calculation of the caller's: low <= base <= high. Start from
/// `HABITUE_INPUTS_INIT`.
#[apply(versioned)]
pub struct habitue_inputs {
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

mirror! {
    /// A bar of the tornado.
    habitue_tornado_bar: crate::value::TornadoBar, input, low, high
}

#[derive(Clone, Copy, PartialEq)]
pub(in crate::capi) enum Design {
    /// Each input at its low and at its high end, all others at their base: two rows an input, in turn.
    Tornado,
    /// All combinations of ends of up to 16 inputs: row k has input i at its high end where bit i of k
    /// is set. The lowest and the highest value of the rows bound a value that rises or falls
    /// throughout with each input.
    Corners,
    /// Inputs drawn independently from triangular distributions between their ends with the mode at the
    /// base; the same seed gives the same draws on every machine.
    Random,
}

/// The cases of a design (`HABITUE_DESIGN_...`), into `cases`, one column an input, one after the
/// other: compute the value of each row, with any function of yours. The distribution of the values
/// of drawn ones is `HABITUE_FORMULA_SIMULATED_VALUE`. `draws` >= 100 and `seed` are of
/// `HABITUE_DESIGN_RANDOM`, else 0.
pub unsafe fn habitue_sensitivity_cases(
    inputs: habitue_inputs,
    design: Design,
    draws: u32,
    seed: u64,
    cases: &mut [f64],
    capacity: usize,
    needed: &mut usize,
) -> Result<()> {
    let count = inputs.input_count;
    read!(inputs => column base[count], column low[count], column high[count]);
    let inputs = Sensitivity::new(base, low, high)?;
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
}

/// The bars of a tornado, the widest first, into `bars`, from the `values` of the rows of
/// `HABITUE_DESIGN_TORNADO`: two for each of `input_count` bars.
pub fn habitue_sensitivity_tornado(
    values: &[f64],
    _rows: usize,
    bars: &mut [habitue_tornado_bar],
    _input_count: usize,
) -> Result<()> {
    // Only the number of inputs matters for the values of their ends.
    let zeros = vec![0.0; bars.len()];
    let found = Sensitivity::new(&zeros, &zeros, &zeros)?.tornado_of(values)?;
    fill(Some(bars), found.iter().map(Told::told));
    Ok(())
}
