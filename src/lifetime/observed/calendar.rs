//! The distinct times of a customer base, and histories as integers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::history::{Histories, History};
use crate::numeric::{parallel, radix};

/// The distinct times t_x and T of customers, in ascending order: as many as
/// there are days in the records, whatever the number of customers.
#[derive(Debug)]
pub(crate) struct Calendar {
    times: Vec<f64>,
    places: Places,
    /// Bits that hold the place of a time.
    bits: u32,
}

/// Where each time, by its bits, is among the times.
type Places = HashMap<u64, u32, BuildHasherDefault<Spread>>;

/// More distinct times than this are no calendar.
const MOST: usize = 1 << 16;

/// Rows in one share of the work.
const CHUNK: usize = 1 << 16;

impl Calendar {
    /// The calendar of some customers; `None` where nearly each has times of
    /// their own.
    pub(crate) fn of(customers: &Histories<'_>, threads: usize) -> Option<Self> {
        let collect = |range: std::ops::Range<usize>| {
            let mut places = Places::default();
            for history in customers.part(range.start, range.len()).iter() {
                for time in [history.t_x(), history.t()] {
                    places.insert(bits(time), 0);
                }
                if places.len() > MOST {
                    return None;
                }
            }
            Some(places)
        };
        let places = parallel::chunked(
            customers.len(),
            CHUNK,
            threads,
            collect,
            Some(Places::default()),
            |all: Option<Places>, part: Option<Places>| {
                let (mut all, part) = (all?, part?);
                all.extend(part);
                (all.len() <= MOST).then_some(all)
            },
        )?;
        let mut times: Vec<f64> = places.keys().map(|&bits| f64::from_bits(bits)).collect();
        times.sort_unstable_by(f64::total_cmp);
        let places = (0..).zip(&times).map(|(place, &time)| (bits(time), place)).collect();
        let bits = times.len().next_power_of_two().trailing_zeros();
        Some(Self { times, places, bits })
    }

    pub(crate) fn times(&self) -> &[f64] {
        &self.times
    }

    pub(crate) fn into_times(self) -> Vec<f64> {
        self.times
    }

    /// The places of t_x and T of a customer of this calendar.
    pub(crate) fn codes(&self, history: History) -> [u32; 2] {
        [history.t_x(), history.t()]
            .map(|time| self.places.get(&bits(time)).copied().unwrap_or_default())
    }

    /// A history as one integer; these have the order of the histories.
    fn code(&self, history: History) -> u64 {
        let [last, end] = self.codes(history).map(u64::from);
        ((u64::from(history.x()) << self.bits | end) << self.bits) | last
    }

    /// The history of such an integer, and the places of its times.
    pub(crate) fn history(&self, code: u64) -> (History, [u32; 2]) {
        let mask = (1u64 << self.bits) - 1;
        let (last, end) = ((code & mask) as u32, (code >> self.bits & mask) as u32);
        let (t_x, t) = (self.times[last as usize], self.times[end as usize]);
        (History::unchecked((code >> (2 * self.bits)) as u32, t_x, t), [last, end])
    }

    /// How many customers have each history, in the order of the histories.
    pub(crate) fn tally(&self, customers: &Histories<'_>, threads: usize) -> Vec<(u64, u64)> {
        let share = customers.len().div_ceil(parallel::threads(threads)).max(CHUNK);
        parallel::chunked(
            customers.len(),
            share,
            threads,
            |range| {
                let rows = customers.part(range.start, range.len());
                let mut codes: Vec<u64> = rows.iter().map(|history| self.code(history)).collect();
                radix::sort(&mut codes);
                runs(&codes)
            },
            Vec::new(),
            |all, part| merged(&all, &part),
        )
    }
}

/// The bits of a time, where the two zeros are one.
fn bits(time: f64) -> u64 {
    (time + 0.0).to_bits()
}

/// The distinct values of sorted codes, and how often each comes.
fn runs(codes: &[u64]) -> Vec<(u64, u64)> {
    codes.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64)).collect()
}

/// The sums of two sorted tallies.
fn merged(ours: &[(u64, u64)], theirs: &[(u64, u64)]) -> Vec<(u64, u64)> {
    if ours.is_empty() {
        return theirs.to_vec();
    }
    let mut sums: Vec<(u64, u64)> = Vec::with_capacity(ours.len().max(theirs.len()));
    let (mut ours, mut theirs) = (ours.iter().peekable(), theirs.iter().peekable());
    while let Some(&(code, count)) = match (ours.peek(), theirs.peek()) {
        (Some(our), Some(their)) if our.0 <= their.0 => ours.next(),
        (Some(_), None) => ours.next(),
        _ => theirs.next(),
    } {
        match sums.last_mut() {
            Some(last) if last.0 == code => last.1 += count,
            _ => sums.push((code, count)),
        }
    }
    sums
}

/// A hash of 64 bits by one multiplication: the bits of days and weeks differ at
/// the top.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte) ^ self.0);
        }
    }

    fn write_u64(&mut self, bits: u64) {
        let product = u128::from(bits) * 0x9E37_79B9_7F4A_7C15;
        self.0 = (product >> 64) as u64 ^ product as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn histories_survive_as_integers_in_order() {
        let x = [0, 3, 3, 70_000, 0];
        let t_x = [0.0, 1.5, 2.0, 30.0, 0.0];
        let t = [31.0, 31.0, 2.0, 30.0, 31.0];
        let customers = Histories::new(&x, &t_x, &t).unwrap();
        let calendar = Calendar::of(&customers, 1).unwrap();
        assert_eq!(calendar.times(), [0.0, 1.5, 2.0, 30.0, 31.0]);
        let tally = calendar.tally(&customers, 2);
        let found: Vec<_> = tally
            .iter()
            .map(|&(code, count)| {
                let (history, codes) = calendar.history(code);
                assert_eq!(codes, calendar.codes(history));
                (history.x(), history.t_x(), history.t(), count)
            })
            .collect();
        let expected = [(0, 0.0, 31.0, 2), (3, 2.0, 2.0, 1), (3, 1.5, 31.0, 1)];
        assert_eq!(found[..3], expected);
        assert_eq!(found[3], (70_000, 30.0, 30.0, 1));
        assert_eq!(merged(&tally, &tally)[0].1, 4);
    }
}
