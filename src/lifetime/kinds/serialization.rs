//! The parts that portable bytes of models are made of.

use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::Result;
use crate::lifetime::fit::fit_report::{Alternative, FitReport, Ridge};
use crate::numeric::counts::MOST_COUNTED;

/// A report as numbers.
pub(crate) fn report_floats(r: &FitReport) -> [f64; 10] {
    [
        r.log_likelihood,
        f64::from(r.parameters),
        f64::from(r.iterations),
        r.gradient_norm,
        r.hessian_condition,
        r.customers,
        r.cells as f64,
        r.ridge.map_or(0.0, |ridge| f64::from(ridge as i32)),
        f64::from(r.starts),
        f64::from(r.agreeing),
    ]
}

/// The report that [`report_floats`] wrote; the two last were not there in the
/// bytes of early versions.
pub(crate) fn report_from(floats: &[f64]) -> Option<FitReport> {
    let (numbers, starts) = floats.split_first_chunk::<8>()?;
    let [log_likelihood, parameters, iterations, gradient_norm, condition, ..] = *numbers;
    let [.., customers, cells, ridge] = *numbers;
    let (starts, agreeing) = match *starts {
        [] => (1, 1),
        [starts, agreeing] => (whole(starts)?, whole(agreeing)?),
        _ => return None,
    };
    Some(FitReport {
        log_likelihood,
        parameters: whole(parameters)?,
        iterations: whole(iterations)?,
        gradient_norm,
        hessian_condition: condition,
        customers,
        cells: whole(cells)?,
        ridge: ridge_from(ridge)?,
        starts,
        agreeing,
        alternatives: Vec::new(),
    })
}

/// The ridge that a double stands for, if it is one.
fn ridge_from(code: f64) -> Option<Option<Ridge>> {
    match whole::<i32>(code)? {
        0 => Some(None),
        code => Ridge::from_code(code).map(Some),
    }
}

/// The count that a double stands for.
fn whole<N: TryFrom<u64>>(value: f64) -> Option<N> {
    let exact = value.fract() == 0.0 && (0.0..=MOST_COUNTED).contains(&value);
    N::try_from(exact.then_some(value as u64)?).ok()
}

/// Adds the alternatives of a fit to its bytes, as the last thing, where there are any.
pub(crate) fn write_alternatives(bytes: &mut Writer, report: Option<&FitReport>) {
    for other in report.iter().flat_map(|report| &report.alternatives) {
        let ridge = other.ridge.map_or(0.0, |ridge| f64::from(ridge as i32));
        let mut floats = vec![other.log_likelihood, other.alive, ridge];
        floats.extend(&other.parameters);
        bytes.short_column(&floats);
    }
}

/// The alternatives that [`write_alternatives`] wrote: all that is left of the bytes.
pub(crate) fn read_alternatives(bytes: &mut Reader<'_>) -> Result<Vec<Alternative>> {
    let mut alternatives = Vec::new();
    while bytes.left() > 0 {
        let floats = bytes.short_column()?;
        let alternative = alternative(&floats).ok_or_else(|| bytes.misshapen())?;
        alternatives.push(alternative);
    }
    Ok(alternatives)
}

fn alternative(floats: &[f64]) -> Option<Alternative> {
    let (&[log_likelihood, alive, ridge], parameters) = floats.split_first_chunk::<3>()?;
    let ridge = ridge_from(ridge)?;
    Some(Alternative { parameters: parameters.to_vec(), log_likelihood, alive, ridge })
}
