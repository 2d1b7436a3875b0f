//! Runs of customers as bytes, which merge by standing one behind the other.

use super::value_runs::{Run, ValueRuns};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::ranking::amount::Amount;

const MAGIC: &[u8; 8] = b"habitueV";
/// Of the format; others are refused by name.
const VERSION: u32 = 1;
/// Magic word, version, type of the values, length of what follows.
const HEAD: usize = 8 + 4 + 4 + 8;

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
        let mut bytes = Vec::with_capacity(HEAD + body.len() + 4);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&V::TAG.to_le_bytes());
        bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&body);
        let checksum = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&checksum.to_le_bytes());
        bytes
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

fn corrupt(what: &str) -> Error {
    Error::new(ErrorKind::Corrupt, what).in_column("bytes")
}

/// Reads the runs of one part; the bytes behind it.
fn part<'a, V: Amount>(bytes: &'a [u8], all: &mut Vec<Run<V>>) -> Result<&'a [u8]> {
    let mut head = bytes.strip_prefix(MAGIC).ok_or_else(|| corrupt("are not runs of values"))?;
    let short = || corrupt("are cut short");
    let version = number::<4>(&mut head).map(u32::from_le_bytes).ok_or_else(short)?;
    if version > VERSION {
        return Err(Error::new(ErrorKind::FormatVersion, "is newer than this library")
            .in_column("format version")
            .with_value(version)
            .allowing(VERSION.to_string()));
    }
    let tag = number::<4>(&mut head).map(u32::from_le_bytes).ok_or_else(short)?;
    let length = number::<8>(&mut head).map(u64::from_le_bytes).ok_or_else(short)?;
    let length = usize::try_from(length).ok().filter(|length| *length < head.len());
    let (mut body, mut rest) = length.and_then(|at| head.split_at_checked(at)).ok_or_else(short)?;
    let checksum = number::<4>(&mut rest).map(u32::from_le_bytes).ok_or_else(short)?;
    if version != VERSION || crc32fast::hash(&bytes[..HEAD + body.len()]) != checksum {
        return Err(corrupt("are damaged: the checksum differs"));
    }
    if tag != V::TAG {
        let what = "are runs of values of another type";
        return Err(Error::new(ErrorKind::Inconsistent, what).in_column("bytes"));
    }
    while !body.is_empty() {
        all.push(run(&mut body).ok_or_else(|| corrupt("hold runs that no customers make"))?);
    }
    Ok(rest)
}

fn number<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = from.split_first_chunk::<N>()?;
    *from = rest;
    Some(*first)
}

fn run<V: Amount>(from: &mut &[u8]) -> Option<Run<V>> {
    let mut next = || number::<8>(from).map(u64::from_le_bytes);
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
