//! What a value column may hold: doubles, or exact minor units of one currency.

use std::fmt::Debug;

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::exact_sum::ExactSum;

/// A value of a customer: `f64`, or `i64` minor units (cents) of one currency;
/// counts and days may be `u32` and `i32`.
///
/// Sums are exact, of doubles too, and rounded once: the order of customers does not
/// matter. The trait is sealed: these types are all there is.
pub trait Amount: sealed::Amount {}

impl Amount for f64 {}
impl Amount for i64 {}
impl Amount for i32 {}
impl Amount for u32 {}

pub(crate) mod sealed {
    use super::{Debug, Result};

    /// The arithmetic that tiers and concentration need.
    pub trait Amount:
        Copy + Default + PartialOrd + Debug + std::fmt::Display + Send + Sync + 'static
    {
        /// A running total that does not lose what it was given.
        type Sum: Clone + Default + Debug + PartialEq + Send + Sync;
        /// Which type it is, where values are bytes.
        const TAG: u32;
        /// Refuses what is not a number, naming the row.
        fn check(column: &[Self], name: &str) -> Result<()>;
        /// An integer that sorts as the value does; equal values, equal keys.
        fn key(self) -> u64;
        /// The value of a key.
        fn from_key(key: u64) -> Self;
        /// Adds a value.
        fn add(sum: &mut Self::Sum, value: Self);
        /// Adds `weight` times the value, for the moments of the Gini coefficient.
        fn add_weighted(sum: &mut Self::Sum, weight: i64, value: Self);
        /// Whether the sum is zero, or above it.
        fn sign(sum: &Self::Sum) -> std::cmp::Ordering;
        /// `sum / whole` in doubles.
        fn ratio(sum: &Self::Sum, whole: &Self::Sum) -> f64;
        /// Adds another sum.
        fn join(sum: &mut Self::Sum, other: &Self::Sum);
        /// Compares `sum` with the share `part / parts` of `whole`.
        fn compare_with_share(
            sum: &Self::Sum,
            part: u64,
            parts: u64,
            whole: &Self::Sum,
        ) -> Result<std::cmp::Ordering>;
        /// The total in the type of the column.
        fn total(sum: &Self::Sum) -> Result<Self>;
        /// Writes a sum as bytes.
        fn write_sum(sum: &Self::Sum, to: &mut Vec<u8>);
        /// Reads a sum from the front of bytes; `None` where none is there.
        fn read_sum(from: &mut &[u8]) -> Option<Self::Sum>;
        /// The nearest double.
        fn to_f64(self) -> f64;
        /// The greatest value that is not above a threshold, which cuts as the threshold does;
        /// and whether equals are above the cut, where they are above the threshold.
        fn cut(threshold: f64, equals_above: bool) -> (Self, bool);
        /// The greatest value not above the point that is `part / parts` of the way from `low` to
        /// `high`, and whether it is the point itself.
        fn quantile(low: Self, high: Self, part: u64, parts: u64) -> (Self, bool);
    }
}

/// A compensated (Neumaier) sum of doubles.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    /// Adds a number.
    #[inline]
    pub(crate) fn add(&mut self, value: f64) {
        let next = self.sum + value;
        self.lost += if self.sum.abs() >= value.abs() {
            (self.sum - next) + value
        } else {
            (value - next) + self.sum
        };
        self.sum = next;
    }

    /// The sum so far.
    #[must_use]
    #[inline]
    pub(crate) fn value(self) -> f64 {
        self.sum + self.lost
    }
}

impl sealed::Amount for f64 {
    type Sum = ExactSum;
    const TAG: u32 = 1;

    fn check(column: &[Self], name: &str) -> Result<()> {
        match column.iter().position(|value| !value.is_finite()) {
            Some(row) => {
                Err(Error::out_of_range(name, column[row], "a finite number").at_row(row as u64))
            }
            None => Ok(()),
        }
    }

    #[inline]
    fn key(self) -> u64 {
        // Adding 0.0 turns -0.0 into 0.0, so that the two are one value.
        let bits = (self + 0.0).to_bits();
        bits ^ ((((bits as i64) >> 63) as u64) | (1 << 63))
    }

    #[inline]
    fn from_key(key: u64) -> Self {
        let mask = if key >> 63 == 1 { 1 << 63 } else { u64::MAX };
        f64::from_bits(key ^ mask)
    }

    #[inline]
    fn add(sum: &mut ExactSum, value: f64) {
        sum.add(value);
    }

    #[inline]
    fn add_weighted(sum: &mut ExactSum, weight: i64, value: f64) {
        sum.add_times(value, weight);
    }

    fn sign(sum: &ExactSum) -> std::cmp::Ordering {
        sum.value().total_cmp(&0.0)
    }

    fn ratio(sum: &ExactSum, whole: &ExactSum) -> f64 {
        sum.ratio(whole)
    }

    fn join(sum: &mut ExactSum, other: &ExactSum) {
        sum.join(other);
    }

    fn compare_with_share(
        sum: &ExactSum,
        part: u64,
        parts: u64,
        whole: &ExactSum,
    ) -> Result<std::cmp::Ordering> {
        let cut = Self::total(whole)? * (part as f64 / parts as f64);
        Ok(sum.value().total_cmp(&cut))
    }

    fn total(sum: &ExactSum) -> Result<f64> {
        let total = sum.value();
        if total.is_finite() {
            Ok(total)
        } else {
            Err(Error::new(ErrorKind::Overflow, "the total is beyond the range of doubles"))
        }
    }

    fn write_sum(sum: &ExactSum, to: &mut Vec<u8>) {
        let parts = sum.parts();
        to.push(parts.len() as u8);
        parts.iter().for_each(|part| to.extend_from_slice(&part.to_le_bytes()));
    }

    fn read_sum(from: &mut &[u8]) -> Option<ExactSum> {
        let (&count, rest) = from.split_first()?;
        let (parts, rest) = rest.split_at_checked(8 * usize::from(count))?;
        *from = rest;
        let parts = parts.as_chunks::<8>().0.iter().map(|part| f64::from_le_bytes(*part));
        let sum: ExactSum = parts.collect();
        sum.value().is_finite().then_some(sum)
    }

    fn to_f64(self) -> f64 {
        self
    }

    fn cut(threshold: f64, equals_above: bool) -> (f64, bool) {
        (threshold, equals_above)
    }

    fn quantile(low: f64, high: f64, part: u64, parts: u64) -> (f64, bool) {
        let share = part as f64 / parts as f64;
        let between = if part == 0 { low } else { low + share * (high - low) };
        if low < high && (between >= high || part > 0 && between <= low) {
            // A quantile between two values must not be rounded to either of them.
            return (low, false);
        }
        (between, true)
    }
}

/// Whole numbers: exact sums in 128 bits.
macro_rules! whole {
    ($($int:ty = $tag:literal),+) => {$(
        impl sealed::Amount for $int {
            type Sum = i128;
            const TAG: u32 = $tag;

            fn check(_: &[Self], _: &str) -> Result<()> {
                Ok(())
            }

            #[inline]
            fn key(self) -> u64 {
                (i64::from(self) as u64) ^ (1 << 63)
            }

            #[inline]
            fn from_key(key: u64) -> Self {
                ((key ^ (1 << 63)) as i64) as $int
            }

            #[inline]
            fn add(sum: &mut i128, value: $int) {
                *sum += i128::from(value);
            }

            #[inline]
            fn add_weighted(sum: &mut i128, weight: i64, value: $int) {
                *sum += i128::from(weight) * i128::from(value);
            }

            fn sign(sum: &i128) -> std::cmp::Ordering {
                sum.cmp(&0)
            }

            fn ratio(sum: &i128, whole: &i128) -> f64 {
                *sum as f64 / *whole as f64
            }

            fn join(sum: &mut i128, other: &i128) {
                *sum += other;
            }

            fn compare_with_share(
                sum: &i128,
                part: u64,
                parts: u64,
                whole: &i128,
            ) -> Result<std::cmp::Ordering> {
                match (sum.checked_mul(i128::from(parts)), whole.checked_mul(i128::from(part))) {
                    (Some(left), Some(right)) => Ok(left.cmp(&right)),
                    _ => Err(Error::new(
                        ErrorKind::Overflow,
                        "the total times the parts of the pyramid does not fit 128 bits",
                    )),
                }
            }

            fn total(sum: &i128) -> Result<$int> {
                <$int>::try_from(*sum).map_err(|_| {
                    Error::new(ErrorKind::Overflow, "the total does not fit its type")
                        .with_value(sum)
                })
            }

            fn write_sum(sum: &i128, to: &mut Vec<u8>) {
                to.extend_from_slice(&sum.to_le_bytes());
            }

            fn read_sum(from: &mut &[u8]) -> Option<i128> {
                let (sum, rest) = from.split_first_chunk::<16>()?;
                *from = rest;
                Some(i128::from_le_bytes(*sum))
            }

            fn to_f64(self) -> f64 {
                self as f64
            }

            fn cut(threshold: f64, equals_above: bool) -> ($int, bool) {
                let floor = threshold.floor();
                match <$int>::try_from(floor as i128) {
                    Ok(value) => (value, equals_above && floor == threshold),
                    Err(_) if floor < 0.0 => (<$int>::MIN, true),
                    Err(_) => (<$int>::MAX, false),
                }
            }

            fn quantile(low: $int, high: $int, part: u64, parts: u64) -> ($int, bool) {
                let way = i128::from(part) * (i128::from(high) - i128::from(low));
                let floor = i128::from(low) + way.div_euclid(i128::from(parts));
                (floor as $int, way.rem_euclid(i128::from(parts)) == 0)
            }
        }
    )+};
}

whole!(i64 = 2, i32 = 3, u32 = 4);

#[cfg(test)]
mod tests {
    use super::sealed::Amount;
    use super::*;

    #[test]
    fn keys_sort_as_the_values_do_and_go_back() {
        let values = [f64::MIN, -1.5, -f64::MIN_POSITIVE, 0.0, 5e-324, 1.0, 1.5, f64::MAX];
        for pair in values.windows(2) {
            assert!(Amount::key(pair[0]) < Amount::key(pair[1]), "{pair:?}");
        }
        for value in values {
            assert_eq!(f64::from_key(value.key()), value);
        }
        assert_eq!(Amount::key(-0.0), Amount::key(0.0));
        let values = [i64::MIN, -1, 0, 1, i64::MAX];
        for pair in values.windows(2) {
            assert!(Amount::key(pair[0]) < Amount::key(pair[1]), "{pair:?}");
        }
        for value in values {
            assert_eq!(i64::from_key(value.key()), value);
        }
    }

    #[test]
    fn a_sum_of_doubles_keeps_what_cancels() {
        let mut sum = Compensated::default();
        for value in [1e16, 1.0, 1.0, -1e16] {
            sum.add(value);
        }
        assert_eq!(sum.value(), 2.0);
    }

    #[test]
    fn a_total_beyond_the_type_is_an_overflow() {
        assert_eq!(
            i64::total(&(i128::from(i64::MAX) + 1)).unwrap_err().kind(),
            ErrorKind::Overflow
        );
        let sum = ExactSum::from_iter([f64::MAX; 2]);
        assert_eq!(f64::total(&sum).unwrap_err().kind(), ErrorKind::Overflow);
    }
}
