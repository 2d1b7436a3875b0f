//! The parts that portable bytes of models are made of.

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::fit_report::{Alternative, FitReport, Ridge};
use crate::numeric::counts::MOST_COUNTED;

/// Bytes with a right checksum that hold what no library wrote.
pub(crate) fn invalid(error: Error) -> Error {
    corrupt(&format!("hold no valid model: {error}"))
}

/// What is wrong with some bytes.
pub(crate) fn corrupt(what: &str) -> Error {
    Error::new(ErrorKind::Corrupt, what.to_owned()).in_column("bytes")
}

/// The bytes with their checksum.
pub(crate) fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let checksum = crc32fast::hash(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

/// What stands between the version and the checksum of undamaged bytes.
pub(crate) fn opened<'a>(magic: &[u8; 8], known: u32, bytes: &'a [u8]) -> Result<&'a [u8]> {
    let (body, checksum) = bytes.split_last_chunk::<4>().ok_or_else(|| corrupt("are too few"))?;
    let mut rest = body.strip_prefix(magic).ok_or_else(|| corrupt("are not a habitue model"))?;
    let version = read_number(&mut rest).ok_or_else(|| corrupt("are cut short"))?;
    if version > known {
        return Err(Error::new(ErrorKind::FormatVersion, "is newer than this library")
            .in_column("format version")
            .with_value(version)
            .allowing(format!("<= {known}")));
    }
    if version == 0 || crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
        return Err(corrupt("are damaged: the checksum differs"));
    }
    Ok(rest)
}

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
pub(crate) fn write_alternatives(bytes: &mut Vec<u8>, report: Option<&FitReport>) {
    for other in report.iter().flat_map(|report| &report.alternatives) {
        let ridge = other.ridge.map_or(0.0, |ridge| f64::from(ridge as i32));
        let mut floats = vec![other.log_likelihood, other.alive, ridge];
        floats.extend(&other.parameters);
        write_floats(bytes, &floats);
    }
}

/// The alternatives that [`write_alternatives`] wrote: all that is left of the bytes.
pub(crate) fn read_alternatives(rest: &mut &[u8]) -> Option<Vec<Alternative>> {
    let mut alternatives = Vec::new();
    while !rest.is_empty() {
        let floats = read_floats(rest)?;
        let (&[log_likelihood, alive, ridge], parameters) = floats.split_first_chunk::<3>()?;
        let ridge = ridge_from(ridge)?;
        let parameters = parameters.to_vec();
        alternatives.push(Alternative { parameters, log_likelihood, alive, ridge });
    }
    Some(alternatives)
}

pub(crate) fn write_floats(bytes: &mut Vec<u8>, values: &[f64]) {
    bytes.extend_from_slice(&(values.len() as u32).to_le_bytes());
    for value in values {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
}

pub(crate) fn write_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

pub(crate) fn read_number(rest: &mut &[u8]) -> Option<u32> {
    let (number, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_le_bytes(*number))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

pub(crate) fn read_floats(rest: &mut &[u8]) -> Option<Vec<f64>> {
    let length = read_number(rest)? as usize;
    let bytes = take(rest, length.checked_mul(8)?)?;
    Some(bytes.chunks_exact(8).filter_map(|b| b.try_into().ok()).map(f64::from_le_bytes).collect())
}

pub(crate) fn read_text(rest: &mut &[u8]) -> Option<String> {
    let length = read_number(rest)? as usize;
    String::from_utf8(take(rest, length)?.to_vec()).ok()
}
