//! Exact sums of money.

use std::ops::{Add, AddAssign, Sub};

use rust_decimal::Decimal;

use super::Rounding;
use crate::error::{Error, ErrorKind, Result};

/// Parts of a minor unit that are told apart: 28 decimals, the finest that an exact decimal has.
const PARTS: i128 = 10_i128.pow(DECIMALS);
const DECIMALS: u32 = 28;

/// An exact number of minor units: whole ones, rounded down, and the parts above them.
///
/// Amounts with more decimals than their currency are added up like this and rounded once, when
/// a sum is told. Sums never overflow: 2^64 amounts of 2^63 fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Exact {
    whole: i128,
    /// 0 to [`PARTS`], the latter excluded.
    parts: i128,
}

impl Exact {
    pub(crate) const ZERO: Self = Self { whole: 0, parts: 0 };

    /// A whole number of minor units.
    #[inline]
    pub(crate) const fn whole(minor: i64) -> Self {
        Self { whole: minor as i128, parts: 0 }
    }

    /// Whole minor units and the sum of the parts above many of them.
    #[inline]
    pub(crate) const fn with_parts(minor: i64, parts: i128) -> Self {
        if parts == 0 {
            return Self::whole(minor);
        }
        Self { whole: minor as i128 + parts.div_euclid(PARTS), parts: parts.rem_euclid(PARTS) }
    }

    /// `amount` units of a currency of so many `decimals`, with all its digits.
    pub(crate) fn of_units(amount: Decimal, decimals: u32) -> Self {
        let (mantissa, scale) = (amount.mantissa(), amount.scale());
        // A mantissa has 96 bits, and no currency more than 12 decimals: 2^96 * 10^12 < 2^127
        // does not hold for the largest, which are out of any range and saturate.
        let Some(finer) = scale.checked_sub(decimals).filter(|finer| *finer > 0) else {
            return Self {
                whole: mantissa.saturating_mul(10_i128.pow(decimals - scale)),
                parts: 0,
            };
        };
        let unit = 10_i128.pow(finer);
        Self {
            whole: mantissa.div_euclid(unit),
            parts: mantissa.rem_euclid(unit) * 10_i128.pow(DECIMALS - finer),
        }
    }

    /// Whether these may be the sum of the parts of so many amounts.
    pub(crate) const fn may_be_parts(parts: i128, amounts: u32) -> bool {
        0 <= parts && parts <= (PARTS - 1) * amounts as i128
    }

    /// The whole minor units, rounded down; `None` beyond 64 bits.
    pub(crate) fn floor(self) -> Option<i64> {
        i64::try_from(self.whole).ok()
    }

    /// The parts above them, of which 10^28 are one minor unit.
    #[inline]
    pub(crate) const fn parts(self) -> i128 {
        self.parts
    }

    /// Whether it is less than nothing.
    #[inline]
    pub(crate) const fn is_negative(self) -> bool {
        self.whole < 0
    }

    /// Whether it is more than nothing.
    #[inline]
    pub(crate) const fn is_positive(self) -> bool {
        self.whole > 0 || (self.whole == 0 && self.parts > 0)
    }

    /// The nearest double, for shares.
    #[cfg(feature = "files")]
    pub(crate) fn to_f64(self) -> f64 {
        self.whole as f64 + self.parts as f64 / PARTS as f64
    }

    /// Brought to whole minor units; without a rounding, to the nearest and a tie to the even one.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] beyond 64 bits.
    #[inline]
    pub(crate) fn round(self, rounding: Option<Rounding>) -> Result<i64> {
        let whole = if self.parts == 0 {
            self.whole
        } else {
            self.whole + i128::from(self.rounds_up(rounding.unwrap_or(Rounding::HalfEven)))
        };
        i64::try_from(whole).map_err(|_| overflow())
    }

    fn rounds_up(self, rounding: Rounding) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let half = (2 * self.parts).cmp(&PARTS);
        match (rounding, half) {
            (Rounding::Ceiling, _) => true,
            (Rounding::Floor, _) => false,
            (Rounding::AwayFromZero, _) => self.whole >= 0,
            (Rounding::TowardsZero, _) => self.whole < 0,
            (_, Less) => false,
            (_, Greater) => true,
            (Rounding::HalfEven, Equal) => self.whole % 2 != 0,
            (Rounding::HalfAwayFromZero, Equal) => self.whole >= 0,
            (Rounding::HalfTowardsZero, Equal) => self.whole < 0,
        }
    }

    /// This times a share, exactly as far as 28 decimals of a minor unit go; `None` where the
    /// product has more digits than an exact decimal.
    pub(crate) fn times(self, share: Decimal) -> Option<Self> {
        let product = |number: Decimal| number.checked_mul(share).map(|it| Self::of_units(it, 0));
        let whole = product(Decimal::try_from_i128_with_scale(self.whole, 0).ok()?)?;
        let parts = product(Decimal::try_from_i128_with_scale(self.parts, DECIMALS).ok()?)?;
        Some(whole + parts)
    }

    /// The parts above the whole ones as a decimal of minor units, below 1.
    pub(crate) fn fraction(self) -> Decimal {
        Decimal::try_from_i128_with_scale(self.parts, DECIMALS).unwrap_or_default()
    }

    /// Whole minor units and a fraction as [`Exact::fraction`] gives it.
    pub(crate) fn with_fraction(minor: i64, fraction: Decimal) -> Self {
        Self::whole(minor) + Self::of_units(fraction, 0)
    }
}

impl Add for Exact {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        let (whole, parts) = (self.whole + other.whole, self.parts + other.parts);
        if parts < PARTS {
            Self { whole, parts }
        } else {
            Self { whole: whole + 1, parts: parts - PARTS }
        }
    }
}

impl AddAssign for Exact {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Exact {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let (whole, parts) = (self.whole - other.whole, self.parts - other.parts);
        if parts < 0 {
            Self { whole: whole - 1, parts: parts + PARTS }
        } else {
            Self { whole, parts }
        }
    }
}

/// The error for a sum of money beyond an `i64` of minor units.
pub(crate) fn overflow() -> Error {
    Error::new(ErrorKind::Overflow, "the spend of one customer exceeds 2^63 minor units")
        .in_column("amount")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROUNDINGS: [Rounding; 7] = [
        Rounding::HalfEven,
        Rounding::HalfAwayFromZero,
        Rounding::HalfTowardsZero,
        Rounding::AwayFromZero,
        Rounding::TowardsZero,
        Rounding::Floor,
        Rounding::Ceiling,
    ];

    fn exact(text: &str) -> Exact {
        Exact::of_units(Decimal::from_str_exact(text).unwrap(), 2)
    }

    #[test]
    fn a_thousand_quarters_of_a_cent_are_two_and_a_half() {
        let sum = (0..1000).fold(Exact::ZERO, |sum, _| sum + exact("0.0025"));
        assert_eq!(sum, Exact::whole(250));
        assert_eq!(exact("0.0025").round(Some(Rounding::HalfEven)).unwrap(), 0);
    }

    #[test]
    fn the_finest_and_the_largest_decimals_are_kept() {
        let finest = exact("0.0000000000000000000000000001");
        assert_eq!((finest.floor(), finest.parts()), (Some(0), 100));
        assert_eq!(exact("-0.0000000000000000000000000001") + finest, Exact::ZERO);
        assert!(exact("-0.0000000000000000000000000001").is_negative() && finest.is_positive());
        let largest = Exact::of_units(Decimal::MAX, 12);
        assert_eq!(largest.floor(), None);
        assert_eq!(largest.round(None).unwrap_err().kind(), ErrorKind::Overflow);
        let edge = Exact::whole(i64::MAX) + exact("0.005");
        assert_eq!(edge.round(Some(Rounding::Floor)).unwrap(), i64::MAX);
        assert_eq!(edge.round(Some(Rounding::Ceiling)).unwrap_err().kind(), ErrorKind::Overflow);
    }

    proptest! {
        /// Rounds as the decimal library does, adds and subtracts as it does.
        #[test]
        fn arithmetic_is_that_of_decimals(
            a in -10_i64.pow(17)..10_i64.pow(17),
            b in -10_i64.pow(17)..10_i64.pow(17),
            scales in (0_u32..12, 0_u32..12),
        ) {
            let (a, b) = (Decimal::new(a, scales.0), Decimal::new(b, scales.1));
            let (ours, theirs) = (Exact::of_units(a, 2), Exact::of_units(b, 2));
            prop_assert_eq!(ours + theirs, Exact::of_units(a + b, 2));
            prop_assert_eq!(ours - theirs, Exact::of_units(a - b, 2));
            prop_assert_eq!(ours < theirs, a < b);
            prop_assert_eq!((ours.is_negative(), ours.is_positive()), (a < Decimal::ZERO, a > Decimal::ZERO));
            for rounding in ROUNDINGS {
                let cents = (a * Decimal::from(100)).round_dp_with_strategy(0, rounding.strategy());
                let found = ours.round(Some(rounding));
                prop_assert_eq!(found.ok().map(Decimal::from), i64::try_from(cents).ok().map(Decimal::from));
            }
            let whole = Exact::with_fraction(ours.floor().unwrap_or(0), ours.fraction());
            prop_assert!(ours.floor().is_none() || whole == ours);
            let half = Decimal::new(5, 1);
            prop_assert_eq!(Exact::of_units(a, 2).times(half), Some(Exact::of_units(a * half, 2)));
        }
    }
}
