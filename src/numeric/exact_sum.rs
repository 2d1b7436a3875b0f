//! Sums of doubles without rounding until the end: the same bits in any order, cut anywhere.

use std::cmp::Ordering;

/// Digits of 64 bits from 2^-1074 up, with room for 2^50 of the largest doubles.
const DIGITS: usize = 34;
/// Additions after which carries are moved on: each leaves less than 2^116 in a digit.
const MOST_PENDING: u32 = 1024;
/// Bits of a double's mantissa.
const MANTISSA: u32 = 53;

/// The exact sum of any doubles, rounded once, to the nearest double, where it is read.
///
/// It is a whole number of 2^-1074, the smallest double, in digits of 64 bits, each with room
/// above it for carries that wait. (The idea of accumulators as long as the range of doubles is
/// U. Kulisch's; that carries may wait, R. Neal's, *Fast exact summation using small and large
/// superaccumulators*, 2015.)
#[derive(Clone, Debug)]
pub struct ExactSum {
    digits: [i128; DIGITS],
    /// Additions since carries were moved on.
    pending: u32,
    /// What was added beside finite numbers: +inf, -inf, NaN.
    beyond: [bool; 3],
}

impl Default for ExactSum {
    fn default() -> Self {
        Self { digits: [0; DIGITS], pending: 0, beyond: [false; 3] }
    }
}

impl FromIterator<f64> for ExactSum {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut sum = Self::default();
        values.into_iter().for_each(|value| sum.add(value));
        sum
    }
}

/// Equal sums are of equal numbers, whatever they were added from.
impl PartialEq for ExactSum {
    fn eq(&self, other: &Self) -> bool {
        self.beyond == other.beyond && self.carried().digits == other.carried().digits
    }
}

impl ExactSum {
    /// Adds a number.
    #[inline]
    pub fn add(&mut self, value: f64) {
        self.add_times(value, 1);
    }

    /// Adds `times` times a number.
    #[inline]
    pub(crate) fn add_times(&mut self, value: f64, times: i64) {
        let bits = value.to_bits();
        let exponent = (bits >> (MANTISSA - 1)) as usize & 0x7ff;
        if exponent == 0x7ff {
            self.add_beyond(value * times as f64);
            return;
        }
        let below = bits & ((1 << (MANTISSA - 1)) - 1);
        let mantissa = below | (u64::from(exponent != 0) << (MANTISSA - 1));
        let place = exponent.saturating_sub(1);
        let negative = value.is_sign_negative() != (times < 0);
        if times == 1 {
            self.add_at(mantissa, place, negative);
            return;
        }
        let part = MANTISSA as usize;
        let mut left = u128::from(mantissa) * u128::from(times.unsigned_abs());
        let mut place = place;
        while left > 0 {
            self.add_at(left as u64 & ((1 << part) - 1), place, negative);
            (left, place) = (left >> part, place + part);
        }
    }

    /// Adds `mantissa` (below 2^53) times 2^(place - 1074).
    #[inline]
    fn add_at(&mut self, mantissa: u64, place: usize, negative: bool) {
        let term = i128::from(mantissa) << (place % 64);
        let sign = -i128::from(negative);
        self.digits[place / 64] += (term ^ sign) - sign;
        self.pending += 1;
        if self.pending >= MOST_PENDING {
            self.carry();
        }
    }

    #[cold]
    fn add_beyond(&mut self, value: f64) {
        let which = if value.is_nan() { 2 } else { usize::from(value < 0.0) };
        self.beyond[which] = true;
    }

    /// Adds another sum.
    pub fn join(&mut self, other: &Self) {
        if self.pending + other.pending >= MOST_PENDING {
            self.carry();
        }
        self.digits.iter_mut().zip(&other.digits).for_each(|(sum, more)| *sum += more);
        self.beyond.iter_mut().zip(other.beyond).for_each(|(any, more)| *any |= more);
        self.pending += other.pending + 1;
        if self.pending >= MOST_PENDING {
            self.carry();
        }
    }

    /// Moves carries on: every digit but the last is then from 0 to 2^64 - 1, in one way only.
    fn carry(&mut self) {
        let mut carry = 0;
        let (last, below) = self.digits.split_last_mut().unwrap_or((&mut carry, &mut []));
        let mut on = 0_i128;
        for digit in below {
            let whole = *digit + on;
            *digit = whole & i128::from(u64::MAX);
            on = whole >> 64;
        }
        *last += on;
        self.pending = 0;
    }

    fn carried(&self) -> Self {
        let mut copy = self.clone();
        copy.carry();
        copy
    }

    /// Whether it is negative, and its magnitude in digits of 64 bits.
    fn magnitude(&self) -> (bool, [u64; DIGITS + 1]) {
        let carried = self.carried().digits;
        let top = carried[DIGITS - 1];
        let mut digits = [0; DIGITS + 1];
        digits.iter_mut().zip(carried).for_each(|(to, from)| *to = from as u64);
        digits[DIGITS] = (top >> 64) as u64;
        let negative = top < 0;
        if negative {
            let mut one = true;
            for digit in &mut digits {
                (*digit, one) = (!*digit).overflowing_add(u64::from(one));
            }
        }
        (negative, digits)
    }

    /// The sum as a double and the power of two that it is multiplied by, which is above 0 only
    /// where the sum is beyond the range of doubles, or nearly.
    fn scaled(&self) -> (f64, u32) {
        if self.beyond != [false; 3] {
            let value = match self.beyond {
                [true, false, false] => f64::INFINITY,
                [false, true, false] => f64::NEG_INFINITY,
                _ => f64::NAN,
            };
            return (value, 0);
        }
        let (negative, digits) = self.magnitude();
        let Some(top) = digits.iter().rposition(|&digit| digit > 0) else { return (0.0, 0) };
        let signed = |value: f64| if negative { -value } else { value };
        // The highest 128 bits, with 1 in the lowest for all that is below.
        let below = |places: usize| top.checked_sub(places).map_or(0, |at| digits[at]);
        let shift = digits[top].leading_zeros();
        let high = (u128::from(digits[top]) << 64 | u128::from(below(1))) << shift;
        let next = if shift == 0 { 0 } else { below(2) >> (64 - shift) };
        let lost = below(2) << shift != 0
            || digits[..top.saturating_sub(2)].iter().any(|&digit| digit > 0);
        let high = high | u128::from(next) | u128::from(lost);
        let lead = 64 * top as u32 + 63 - shift;
        if lead < MANTISSA {
            // Whole numbers of the smallest double are their own bits.
            return (signed(f64::from_bits(digits[0])), 0);
        }
        // 53 bits and half of the last, to even.
        let kept = (high >> (128 - MANTISSA)) as u64;
        let rest = high << MANTISSA;
        let up = match rest.cmp(&(1 << 127)) {
            Ordering::Less => 0,
            Ordering::Equal => kept & 1,
            Ordering::Greater => 1,
        };
        let exponent = u64::from(lead + 2 - MANTISSA);
        let scale = exponent.saturating_sub(2000).next_multiple_of(2) * u64::from(exponent > 2045);
        // A carry out of the mantissa makes the exponent greater by one, as it should.
        let bits = ((exponent - scale) << (MANTISSA - 1)) + (kept + up - (1 << (MANTISSA - 1)));
        (signed(f64::from_bits(bits)), scale as u32)
    }

    /// The sum, rounded to the nearest double (half to even); infinite beyond their range, and
    /// 0, never -0, where it is zero.
    #[must_use]
    pub fn value(&self) -> f64 {
        let (value, scale) = self.scaled();
        if scale == 0 { value } else { value * 2_f64.powi(scale as i32) }
    }

    /// The sum as doubles that add up to it, each the nearest to what those before it leave; at
    /// most 42 of a sum that a double can be near to, all different where the sum is.
    #[must_use]
    pub(crate) fn parts(&self) -> Vec<f64> {
        let (mut left, mut parts) = (self.clone(), Vec::new());
        loop {
            let part = left.value();
            if part == 0.0 || !part.is_finite() {
                return parts;
            }
            parts.push(part);
            left.add(-part);
        }
    }

    /// `self / whole`, each rounded once, also where either is beyond the range of doubles.
    #[must_use]
    pub(crate) fn ratio(&self, whole: &Self) -> f64 {
        let ((part, up), (whole, down)) = (self.scaled(), whole.scaled());
        part / whole * 2_f64.powi(up as i32 - down as i32)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(values: &[f64]) -> f64 {
        values.iter().copied().collect::<ExactSum>().value()
    }

    /// The figures are those of Python's `math.fsum`, which rounds once.
    #[test]
    fn sums_are_those_of_fsum() {
        let tiny = f64::from_bits(1);
        let cases: &[(&[f64], f64)] = &[
            (&[], 0.0),
            (&[-0.0, -0.0], 0.0),
            (&[0.1; 10], 1.0),
            (&[1e16, 1.0, 1.0, -1e16], 2.0),
            (&[1e308, 1e-308, -1e308], 1e-308),
            (&[1e308, 1e308, -1e308], 1e308),
            (&[1e308, 1e308, -1e308, -1e308, 5e-324], 5e-324),
            (&[tiny, tiny, -tiny], tiny),
            (&[f64::MIN_POSITIVE, -tiny], f64::from_bits((1 << 52) - 1)),
            (&[1.0, f64::EPSILON / 2.0], 1.0),
            (&[1.0, f64::EPSILON / 2.0, tiny], 1.0 + f64::EPSILON),
            (&[1.0 + f64::EPSILON, f64::EPSILON / 2.0], 1.0 + 2.0 * f64::EPSILON),
            (&[1.0 + f64::EPSILON, f64::EPSILON / 2.0, -tiny], 1.0 + f64::EPSILON),
            (&[-1.0, -f64::EPSILON / 2.0, -tiny], -1.0 - f64::EPSILON),
            (&[f64::MAX, f64::MAX * f64::EPSILON / 8.0], f64::MAX),
            (&[f64::MAX, 9.9792015476736e291], f64::INFINITY),
            (&[f64::MAX, f64::MAX], f64::INFINITY),
            (&[f64::MIN, f64::MIN], f64::NEG_INFINITY),
            (&[f64::INFINITY, 1.0], f64::INFINITY),
            (&[1e100, 1.0, -1e100, 1e-100, 1e50, -1.0, -1e50], 1e-100),
        ];
        for (values, expected) in cases {
            assert_eq!(of(values).to_bits(), expected.to_bits(), "{values:?}");
        }
        assert!(of(&[f64::INFINITY, f64::NEG_INFINITY]).is_nan());
        assert!(of(&[f64::NAN, 1.0]).is_nan());
    }

    #[test]
    fn ratios_beyond_the_range_of_doubles() {
        let sum = |values: &[f64]| values.iter().copied().collect::<ExactSum>();
        let (one, three) = (sum(&[f64::MAX]), sum(&[f64::MAX; 3]));
        assert!((one.ratio(&three) - 1.0 / 3.0).abs() < 1e-16);
        assert!((three.ratio(&one) - 3.0).abs() < 1e-15);
        assert_eq!(sum(&[-3.0]).ratio(&sum(&[4.0])), -0.75);
    }

    #[test]
    fn many_terms_carry() {
        let mut sum = ExactSum::default();
        for _ in 0..100_000 {
            sum.add(f64::MAX);
            sum.add_times(-1.5, 1 << 62);
        }
        for _ in 0..100_000 {
            sum.add(f64::MIN);
            sum.add_times(1.5, i64::MAX);
        }
        assert_eq!(sum.value(), 1.5 * 1e5 * ((1_u64 << 62) - 1) as f64);
    }

    fn any_double() -> impl Strategy<Value = f64> {
        prop_oneof![
            any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |value| value.is_finite()),
            -1e6..1e6_f64,
            prop::sample::select(vec![1e308, -1e308, 1e-308, 5e-324, -0.0, 1.0, -1.0]),
        ]
    }

    proptest! {
        /// Beside whole numbers of 2^-40, whose sums 128 bits hold.
        #[test]
        fn sums_of_whole_numbers_are_theirs(
            values in prop::collection::vec((-1_i64 << 53..1 << 53, -40_i32..25), 0..200)
        ) {
            let whole = |&(m, e): &(i64, i32)| i128::from(m) << (e + 40);
            let exact: i128 = values.iter().map(whole).sum();
            // A conversion of i128 rounds to the nearest, half to even.
            let expected = exact as f64 * 2_f64.powi(-40);
            let doubles: Vec<f64> =
                values.iter().map(|&(m, e)| m as f64 * 2_f64.powi(e)).collect();
            prop_assert_eq!(of(&doubles).to_bits(), expected.to_bits());
        }

        /// Any order, any parts, any tree of parts: the same bits.
        #[test]
        fn order_and_parts_do_not_matter(
            (values, shuffled) in prop::collection::vec(any_double(), 1..60)
                .prop_flat_map(|values| (Just(values.clone()), Just(values).prop_shuffle())),
            cuts in prop::collection::vec(0_usize..60, 0..6),
            places in prop::collection::vec(any::<prop::sample::Index>(), 8),
        ) {
            let whole: ExactSum = values.iter().copied().collect();
            let mut cuts: Vec<usize> =
                cuts.into_iter().map(|cut| cut.min(values.len())).chain([0, values.len()]).collect();
            cuts.sort_unstable();
            let mut parts: Vec<ExactSum> = cuts
                .windows(2)
                .map(|ends| shuffled[ends[0]..ends[1]].iter().copied().collect())
                .collect();
            for place in places {
                if parts.len() > 1 {
                    let one = parts.swap_remove(place.index(parts.len()));
                    let at = place.index(parts.len());
                    parts[at].join(&one);
                }
            }
            prop_assert_eq!(parts.len(), 1);
            prop_assert_eq!(&parts[0], &whole);
            prop_assert_eq!(parts[0].value().to_bits(), whole.value().to_bits());
            if whole.value().is_finite() {
                let again: ExactSum = whole.parts().into_iter().collect();
                prop_assert_eq!(&again, &whole);
            }
        }
    }
}
