//! What rounding leaves of sums that are shown as doubles, so that these merge exactly.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::exact_sum::ExactSum;

/// The doubles that hold what a sum leaves beyond the nearest one. With it they are 212 bits, which
/// hold the sums of weights that are within 10^20 of each other.
pub(super) type Rest = [f64; 3];

/// What rounding left of `N` sums: nothing where they are doubles, as whole numbers are.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Vec<Rest>", into = "Vec<Rest>"))]
pub(super) struct Remainders<const N: usize>([Rest; N]);

impl<const N: usize> Default for Remainders<N> {
    fn default() -> Self {
        Self([[0.0; 3]; N])
    }
}

impl<const N: usize> From<Remainders<N>> for Vec<Rest> {
    fn from(rest: Remainders<N>) -> Self {
        rest.0.to_vec()
    }
}

impl<const N: usize> TryFrom<Vec<Rest>> for Remainders<N> {
    type Error = Error;

    fn try_from(rest: Vec<Rest>) -> Result<Self> {
        if rest.len() != N {
            return Err(Error::length("rest", rest.len(), N));
        }
        let mut made = Self::default();
        made.0.copy_from_slice(&rest);
        Ok(made)
    }
}

impl<const N: usize> Remainders<N> {
    #[cfg(any(test, feature = "serde"))]
    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    pub(super) const fn all(&self) -> &[Rest] {
        &self.0
    }

    pub(super) const fn all_mut(&mut self) -> &mut [Rest] {
        &mut self.0
    }

    /// The same sums as rounding leaves them.
    #[cfg(feature = "serde")]
    pub(super) fn settled(&self, mut sums: [f64; N]) -> Result<([f64; N], Self)> {
        let mut left = *self;
        for (row, (sum, rest)) in sums.iter_mut().zip(&mut left.0).enumerate() {
            if rest.iter().any(|part| !part.is_finite()) {
                return Err(Error::new(ErrorKind::NotFinite, "is not finite")
                    .in_column("rest")
                    .at_row(row as u64));
            }
            if *rest != [0.0; 3] {
                (*sum, *rest) = rounded(&rest.iter().chain([&*sum]).copied().collect());
            }
        }
        Ok((sums, left))
    }

    /// The sums of two parts, each rounded once, and what that leaves.
    pub(super) fn joined(a: ([f64; N], &Self), b: ([f64; N], &Self)) -> ([f64; N], Self) {
        let (mut sums, mut left) = ([0.0; N], Self::default());
        for (place, (sum, rest)) in sums.iter_mut().zip(&mut left.0).enumerate() {
            (*sum, *rest) = joined((a.0[place], &a.1.0[place]), (b.0[place], &b.1.0[place]));
        }
        (sums, left)
    }
}

/// The sum of two sums with their rests.
pub(super) fn joined(a: (f64, &Rest), b: (f64, &Rest)) -> (f64, Rest) {
    const NONE: &Rest = &[0.0; 3];
    let sum = a.0 + b.0;
    // What rounding lost of it (Knuth's two-sum).
    let back = sum - a.0;
    let lost = (a.0 - (sum - back)) + (b.0 - back);
    if (a.1, b.1) == (NONE, NONE) && lost == 0.0 {
        return (sum, *NONE);
    }
    rounded(&[a.0, b.0].iter().chain(a.1).chain(b.1).copied().collect())
}

/// A sum, rounded, and what that leaves.
pub(super) fn rounded(sum: &ExactSum) -> (f64, Rest) {
    let mut rest = [0.0; 3];
    let parts = sum.parts();
    rest.iter_mut().zip(parts.iter().skip(1)).for_each(|(slot, part)| *slot = *part);
    (sum.value(), rest)
}

/// Refuses rests that no rounding leaves of these sums.
pub(super) fn check_rests(sums: &[f64], rests: &[Rest]) -> Result<()> {
    for (row, (sum, rest)) in sums.iter().zip(rests).enumerate() {
        let all: ExactSum = rest.iter().chain([sum]).copied().collect();
        let bits = |(sum, rest): (f64, Rest)| [sum, rest[0], rest[1], rest[2]].map(f64::to_bits);
        // A count stands as it is, with nothing left of it.
        if *rest != [0.0; 3] && bits(rounded(&all)) != bits((*sum, *rest)) {
            return Err(Error::new(ErrorKind::Inconsistent, "is no rest of its sum")
                .in_column("rest")
                .at_row(row as u64));
        }
    }
    Ok(())
}

/// `N` sums while they are added up. Whole numbers are added as doubles, which hold their sums.
pub(super) struct Adding<const N: usize> {
    near: [f64; N],
    pending: u32,
    far: [ExactSum; N],
}

impl<const N: usize> Default for Adding<N> {
    fn default() -> Self {
        Self { near: [0.0; N], pending: 0, far: std::array::from_fn(|_| ExactSum::default()) }
    }
}

impl<const N: usize> Adding<N> {
    /// Terms up to this are added as doubles, and so often.
    const LARGEST: f64 = 2_147_483_648.0;
    const MOST_PENDING: u32 = 1 << 21;

    #[inline]
    pub(super) fn add(&mut self, terms: [f64; N]) {
        let near = |term: f64| term.abs() <= Self::LARGEST && term as i64 as f64 == term;
        if terms.iter().all(|term| near(*term)) {
            self.near.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
            self.pending += 1;
            if self.pending == Self::MOST_PENDING {
                self.flush();
            }
            return;
        }
        for (sum, term) in self.far.iter_mut().zip(terms) {
            if term != 0.0 {
                sum.add(term);
            }
        }
    }

    fn flush(&mut self) {
        for (far, near) in self.far.iter_mut().zip(&mut self.near) {
            far.add(std::mem::take(near));
        }
        self.pending = 0;
    }

    /// The sums, each rounded once, and what that left.
    pub(super) fn end(mut self) -> ([f64; N], Remainders<N>) {
        self.flush();
        let (mut sums, mut left) = ([0.0; N], Remainders::default());
        for (place, exact) in self.far.iter().enumerate() {
            (sums[place], left.0[place]) = rounded(exact);
        }
        (sums, left)
    }
}

/// The sums of counts, with what rounding left of them in `rest`.
macro_rules! sums {
    ($type:ident, $n:literal: $($sum:ident),*) => {
        impl $type {
            const fn sums(&self) -> [f64; $n] {
                [$(self.$sum),*]
            }

            const fn with_sums(mut self, sums: ([f64; $n], Remainders<$n>)) -> Self {
                [$(self.$sum),*] = sums.0;
                self.rest = sums.1;
                self
            }

            /// Rests as rounding leaves them, also of what a text rounded.
            #[cfg(feature = "serde")]
            fn checked(self) -> crate::Result<Self> {
                Ok(self.with_sums(self.rest.settled(self.sums())?))
            }

            /// The sums of both.
            fn joined(self, other: &Self) -> Self {
                let joined = Remainders::joined((self.sums(), &self.rest), (other.sums(), &other.rest));
                self.with_sums(joined)
            }
        }
    };
}
pub(super) use sums;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(terms: &[f64]) -> ([f64; 1], Remainders<1>) {
        let mut adding = Adding::default();
        terms.iter().for_each(|term| adding.add([*term]));
        adding.end()
    }

    #[test]
    fn a_rest_is_that_of_its_sum() {
        let ([sum], rest) = of(&[0.1, 0.2, 0.3]);
        assert_eq!(sum, 0.6);
        assert!(check_rests(&[sum], rest.all()).is_ok() && !rest.is_nothing());
        assert!(check_rests(&[1e-20], rest.all()).is_err());
        assert!(of(&[3.0, 4.0, 0.5]).1.is_nothing());
    }

    proptest! {
        /// Weights within 10^20 of each other, and their squares: any parts, either order.
        #[test]
        fn parts_are_the_whole(
            weights in prop::collection::vec(prop_oneof![1e-10..1e10_f64, 0.1..9.0_f64], 1..60),
            cut in 0_usize..60,
        ) {
            for power in [1, 2] {
                let terms: Vec<f64> = weights.iter().map(|weight| weight.powi(power)).collect();
                let (a, b) = terms.split_at(cut.min(terms.len()));
                let (whole, a, b) = (of(&terms), of(a), of(b));
                prop_assert_eq!(Remainders::joined((a.0, &a.1), (b.0, &b.1)), whole);
                prop_assert_eq!(Remainders::joined((b.0, &b.1), (a.0, &a.1)), whole);
            }
        }
    }
}
