//! Sums of products of two columns, each product rounded and none of the sum: as fast as vector
//! instructions make them.

use crate::numeric::exact_sum::ExactSum;

/// Rows that are summed together; no more, so that sums of slices are exact.
pub(crate) const ROWS: usize = 512;
/// Bits of a term that a slice of it holds: sums of 512 slices have nine more, and so fit a double.
const SLICE: i32 = 43;
/// Partial sums, which the compiler turns into vector instructions.
const LANES: usize = 8;

/// Σ aᵢ bᵢ of at most 512 rows, as doubles that add up to it.
#[derive(Debug)]
pub(crate) enum Dot {
    /// Of terms that are near each other.
    Slices([f64; 2]),
    /// Of any terms.
    Whole(Box<ExactSum>),
}

impl Dot {
    /// The sum of the products, each of which is rounded once; `most` is at least the largest of
    /// their magnitudes.
    pub(crate) fn of(a: &[f64], b: &[f64], most: f64) -> Self {
        debug_assert!(a.len() <= ROWS);
        match slices(a, b, most) {
            Some(found) => Self::Slices(found),
            None => {
                let terms = a.iter().zip(b).map(|(a, b)| a * b);
                Self::Whole(Box::new(terms.collect()))
            }
        }
    }

    pub(crate) fn add_to(&self, sum: &mut ExactSum) {
        match self {
            Self::Slices(parts) => {
                parts.iter().filter(|part| **part != 0.0).for_each(|part| sum.add(*part));
            }
            Self::Whole(own) => sum.join(own),
        }
    }
}

/// The largest magnitude.
pub(crate) fn largest(column: &[f64]) -> f64 {
    let larger = |most: f64, value: &f64| if value.abs() > most { value.abs() } else { most };
    let mut lanes = [0.0_f64; LANES];
    let chunks = column.chunks_exact(LANES);
    let rest = chunks.remainder().iter().fold(0.0, larger);
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane = larger(*lane, value);
        }
    }
    lanes.iter().fold(rest, larger)
}

/// Adds up every aᵢ bᵢ, of any number of rows.
pub(crate) fn add_products(sum: &mut ExactSum, a: &[f64], b: &[f64]) {
    for (a, b) in a.chunks(ROWS).zip(b.chunks(ROWS)) {
        Dot::of(a, b, largest(a) * largest(b)).add_to(sum);
    }
}

/// The sums of the upper and of the lower slices of the terms, both exact; `None` where terms have
/// more than the two.
///
/// A number so large that its last place is that of the slice, added and taken away, rounds a term
/// to it; both steps are exact (as in S. Rump's AccSum, 2008).
fn slices(a: &[f64], b: &[f64], most: f64) -> Option<[f64; 2]> {
    // Where the numbers that cut are in the range of doubles, and what is below as well.
    if !(-600..=800).contains(&exponent(most)) {
        return (most == 0.0).then_some([0.0; 2]);
    }
    let top = exponent(most) + 1;
    let upper = cutter(top - SLICE);
    let lower = cutter(top - 2 * SLICE);
    let (mut high, mut low, mut lost) = ([0.0; LANES], [0.0; LANES], [0_u64; LANES]);
    let mut add = |lane: usize, term: f64| {
        let first = (term + upper) - upper;
        let rest = term - first;
        let second = (rest + lower) - lower;
        high[lane] += first;
        low[lane] += second;
        lost[lane] |= (rest - second).to_bits();
    };
    let (a_chunks, b_chunks) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    for (lane, (x, y)) in a_chunks.remainder().iter().zip(b_chunks.remainder()).enumerate() {
        add(lane, x * y);
    }
    for (x, y) in a_chunks.zip(b_chunks) {
        for lane in 0..LANES {
            add(lane, x[lane] * y[lane]);
        }
    }
    // The sign of a zero is none.
    let none = lost.iter().all(|bits| bits << 1 == 0);
    none.then(|| [high.iter().sum(), low.iter().sum()])
}

fn exponent(value: f64) -> i32 {
    (value.to_bits() >> 52 & 0x7ff) as i32 - 1023
}

/// A number whose last place is 2^place, with room for terms of either sign.
fn cutter(place: i32) -> f64 {
    1.5 * f64::from_bits(((place + 52 + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(a: &[f64], b: &[f64]) -> ExactSum {
        a.iter().zip(b).map(|(a, b)| a * b).collect()
    }

    fn term() -> impl Strategy<Value = f64> {
        prop_oneof![
            8 => 0.0..1e3_f64,
            4 => (0..11_i32).prop_map(f64::from),
            1 => -1e3..1e3_f64,
            1 => prop::sample::select(vec![1e-9, 1e-40, 5e-324, -0.0, 1e12]),
        ]
    }

    proptest! {
        #[test]
        fn it_is_the_sum_of_the_terms(
            columns in prop::collection::vec((term(), term()), 0..1100),
            scale in prop::sample::select(vec![1.0, 1e-150, 1e140, 1e-300]),
        ) {
            let (a, b): (Vec<f64>, Vec<f64>) =
                columns.into_iter().map(|(a, b)| (a * scale, b)).unzip();
            let mut sum = ExactSum::default();
            add_products(&mut sum, &a, &b);
            prop_assert_eq!(sum, plain(&a, &b));
        }
    }

    #[test]
    fn ordinary_terms_are_two_slices() {
        let weights: Vec<f64> = (0..ROWS).map(|i| 0.5 + (i as f64 * 0.618).fract()).collect();
        let answers: Vec<f64> = (0..ROWS).map(|i| (i % 11) as f64).collect();
        let found = Dot::of(&weights, &answers, 15.0);
        assert!(matches!(found, Dot::Slices(_)));
        let mut sum = ExactSum::default();
        found.add_to(&mut sum);
        assert_eq!(sum, plain(&weights, &answers));
    }
}
