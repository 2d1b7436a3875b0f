//! Exact sums at rest: small, and merged without a bit lost.

use crate::numeric::exact_sum::ExactSum;

/// An exact sum of doubles: the nearest double, and what that leaves, as few further doubles as
/// hold it; none where the sum is a double itself, as whole numbers are.
///
/// Equal sums are equal parts, whatever they were added from.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "Stored", into = "Stored"))]
pub(crate) struct SumParts {
    value: f64,
    rest: Vec<f64>,
}

impl From<&ExactSum> for SumParts {
    fn from(sum: &ExactSum) -> Self {
        let mut parts = sum.parts();
        let value = sum.value();
        parts.drain(..parts.len().min(1));
        Self { value, rest: parts }
    }
}

impl From<ExactSum> for SumParts {
    fn from(sum: ExactSum) -> Self {
        Self::from(&sum)
    }
}

/// A sum that is this double.
impl From<f64> for SumParts {
    fn from(value: f64) -> Self {
        // 0, never -0.
        Self { value: value + 0.0, rest: Vec::new() }
    }
}

impl SumParts {
    /// The sum, rounded to the nearest double.
    pub(crate) const fn value(&self) -> f64 {
        self.value
    }

    /// Adds it to a sum that is still added to.
    pub(crate) fn add_to(&self, sum: &mut ExactSum) {
        sum.add(self.value);
        self.rest.iter().for_each(|part| sum.add(*part));
    }

    /// Adds another sum.
    pub(crate) fn join(&mut self, other: &Self) {
        let sum = self.value + other.value;
        // What rounding lost of it (Knuth's two-sum).
        let back = sum - self.value;
        let lost = (self.value - (sum - back)) + (other.value - back);
        if self.rest.is_empty() && other.rest.is_empty() && lost == 0.0 {
            *self = sum.into();
            return;
        }
        let mut exact = ExactSum::default();
        self.add_to(&mut exact);
        other.add_to(&mut exact);
        *self = exact.into();
    }

    /// Its doubles.
    pub(crate) fn parts(&self) -> impl Iterator<Item = f64> {
        std::iter::once(self.value).chain(self.rest.iter().copied())
    }

    /// The sum that these doubles are the parts of; `None` where they are of none.
    pub(crate) fn of_parts(parts: &[f64]) -> Option<Self> {
        let (value, rest) = parts.split_first()?;
        let sum: ExactSum = parts.iter().copied().collect();
        let same = |a: &f64, b: &f64| a.to_bits() == b.to_bits();
        let found = Self::from(&sum);
        let known = value.is_finite() || (rest.is_empty() && !value.is_nan());
        let fits = known && parts.len() == 1 + found.rest.len();
        (fits && found.parts().zip(parts).all(|(a, b)| same(&a, b))).then_some(found)
    }
}

/// A number where that is all of it, else its parts.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
enum Stored {
    Number(f64),
    Parts(Vec<f64>),
}

#[cfg(feature = "serde")]
impl From<SumParts> for Stored {
    fn from(sum: SumParts) -> Self {
        match sum.rest.is_empty() {
            true => Self::Number(sum.value),
            false => Self::Parts(sum.parts().collect()),
        }
    }
}

#[cfg(feature = "serde")]
impl From<Stored> for SumParts {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Number(value) => value.into(),
            // A text may have rounded them.
            Stored::Parts(parts) => parts.into_iter().collect::<ExactSum>().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(values: &[f64]) -> SumParts {
        values.iter().copied().collect::<ExactSum>().into()
    }

    #[test]
    fn parts_are_told_from_numbers_that_are_none() {
        assert_eq!(of(&[0.1, 0.2]).rest.len(), 1);
        assert_eq!(of(&[1.0, 2.0, -0.0]), SumParts::from(3.0));
        // Not the nearest double first, a part of nothing, no number, -0.
        for wrong in [&[1.0, 1.0][..], &[0.5, 0.0], &[f64::NAN], &[f64::INFINITY, 1.0], &[-0.0]] {
            assert_eq!(SumParts::of_parts(wrong), None, "{wrong:?}");
        }
        assert_eq!(SumParts::of_parts(&[f64::INFINITY]), Some(of(&[f64::MAX, f64::MAX])));
    }

    proptest! {
        #[test]
        fn any_tree_of_parts_is_the_whole(
            values in prop::collection::vec(
                prop_oneof![-1e3..1e3_f64, 1e-30..1e-20_f64, (0..9_i32).prop_map(f64::from)], 1..40),
            cut in 0_usize..40,
        ) {
            let (first, second) = values.split_at(cut.min(values.len()));
            let (mut forth, mut back) = (of(first), of(second));
            let whole = forth.clone();
            forth.join(&back);
            back.join(&whole);
            prop_assert_eq!(&forth, &of(&values));
            prop_assert_eq!(&back, &forth);
            let parts: Vec<f64> = forth.parts().collect();
            prop_assert_eq!(SumParts::of_parts(&parts), Some(forth));
        }
    }
}
