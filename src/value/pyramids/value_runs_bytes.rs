//! Runs of customers as bytes, which merge by standing one behind the other.

use super::value_runs::{Run, ValueRuns};
use crate::bytes::form::{Form, corrupt};
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::ranking::amount::Amount;

impl<V: Amount> ValueRuns<V> {
    /// The runs as bytes, the same on every machine and for the same runs. Bytes of several parts
    /// one behind the other are those of all together.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.runs.len() * 40);
        for run in &self.runs {
            for number in [run.high, run.high - run.low, run.customers] {
                body.extend_from_slice(&number.to_le_bytes());
            }
            if let Some(sum) = &run.sum {
                V::write_sum(sum, &mut body);
            }
        }
        let mut writer = Writer::new(&Form::VALUE_RUNS);
        writer.put(V::TAG);
        writer.column(&body);
        let sealed = writer.seal();
        [&(sealed.len() as u64).to_le_bytes(), sealed.as_slice()].concat()
    }

    /// The runs that [`to_bytes`](Self::to_bytes) wrote, of one part or of several one behind the
    /// other.
    ///
    /// # Errors
    /// `Corrupt` where the bytes are cut, damaged, or not of this library; `FormatVersion` where
    /// a newer library wrote them; `Inconsistent` for runs of another type of values; `Overflow`
    /// for more than 2^53 customers.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut all = Vec::new();
        let mut left = bytes;
        loop {
            left = part(left, &mut all)?;
            if left.is_empty() {
                return Self::of_runs(all);
            }
        }
    }
}

/// Reads the runs of one part, before which its length stands; the bytes behind it.
fn part<'a, V: Amount>(bytes: &'a [u8], all: &mut Vec<Run<V>>) -> Result<&'a [u8]> {
    let short = || corrupt("are cut short");
    let (length, rest) = bytes.split_first_chunk::<8>().ok_or_else(short)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
    let (sealed, rest) = rest.split_at_checked(length).ok_or_else(short)?;
    let mut reader = Reader::open(&Form::VALUE_RUNS, sealed)?;
    if reader.get::<u32>()? != V::TAG {
        let what = "are runs of values of another type";
        return Err(Error::new(ErrorKind::Inconsistent, what).in_column("bytes"));
    }
    let body = reader.column::<u8>()?;
    reader.end()?;
    let mut body = body.as_slice();
    while !body.is_empty() {
        all.push(run(&mut body).ok_or_else(|| reader.misshapen())?);
    }
    Ok(rest)
}

fn run<V: Amount>(from: &mut &[u8]) -> Option<Run<V>> {
    let mut next = || {
        let (number, rest) = from.split_first_chunk::<8>()?;
        *from = rest;
        Some(u64::from_le_bytes(*number))
    };
    let (high, span, customers) = (next()?, next()?, next()?);
    let low = high.checked_sub(span)?;
    let known = |key: u64| V::check(&[V::from_key(key)], "bytes").is_ok();
    let whole = V::from_key(high).key() == high && V::from_key(low).key() == low;
    let zero = V::default().key();
    if !(known(high) && known(low) && whole) || customers == 0 || low <= zero && high > zero {
        return None;
    }
    let sum = if span > 0 { Some(Box::new(V::read_sum(from)?)) } else { None };
    Some(Run { low, high, customers, sum })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_damage_is_refused() {
        let values: Vec<f64> = (0..60).map(|i| f64::from(i * 37 % 61) / 7.0 - 2.0).collect();
        let made = ValueRuns::at_most(5, &values).unwrap();
        let bytes = made.to_bytes();
        assert_eq!(ValueRuns::from_bytes(&bytes).unwrap(), made);
        let other = ValueRuns::at_most(7, &values[..20]).unwrap();
        let both = [bytes.clone(), other.to_bytes()].concat();
        assert_eq!(ValueRuns::from_bytes(&both).unwrap(), made.merge(&other).unwrap());
        for end in 0..bytes.len() {
            let error = ValueRuns::<f64>::from_bytes(&bytes[..end]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Corrupt, "{end}");
        }
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x10;
            assert!(ValueRuns::<f64>::from_bytes(&damaged).is_err(), "{place}");
        }
        let error = ValueRuns::<i64>::from_bytes(&bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Inconsistent);
        let whole = ValueRuns::at_most(2, &[5_i64, -7, 3, i64::MAX, i64::MIN]).unwrap();
        assert_eq!(ValueRuns::from_bytes(&whole.to_bytes()).unwrap(), whole);
    }
}
