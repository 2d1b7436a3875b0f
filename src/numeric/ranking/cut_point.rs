//! One cut of a column as a value: what is past it, and whether its equals are.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::ranking::amount::Amount;

/// Which values earn the high scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Better {
    /// High values: purchases, spend.
    #[default]
    Higher,
    /// Low values: days since the last purchase.
    Lower,
}

/// To which bin a value belongs that equals a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Closed {
    /// The bin below it: bins are (a, b], "up to 30 days".
    #[default]
    Right,
    /// The bin above it: bins are [a, b), "from 100 dollars on".
    Left,
}

/// Where a column is cut: values beyond `value` are past the cut, and so is `value` itself where
/// `inclusive` says so. Beyond is above, or below where low values are the better ones.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CutPoint<V> {
    /// The value at the cut.
    pub value: V,
    /// Whether the value itself is past the cut.
    pub inclusive: bool,
}

impl<V: Amount> CutPoint<V> {
    /// Whether `value` is past the cut.
    #[inline]
    #[must_use]
    pub fn is_passed(self, value: V, better: Better) -> bool {
        let beyond = match better {
            Better::Higher => value > self.value,
            Better::Lower => value < self.value,
        };
        beyond || (self.inclusive && value == self.value)
    }

    /// A cut that higher values pass, as those pass it that are better.
    pub(crate) fn seen_by(self, better: Better) -> Self {
        Self { inclusive: self.inclusive == (better == Better::Higher), ..self }
    }

    /// The cut at a threshold between any two values.
    pub(crate) fn at(threshold: f64, closed: Closed) -> Self {
        let (value, inclusive) = V::cut(threshold, closed == Closed::Left);
        Self { value, inclusive }
    }

    /// Refuses cuts that are no numbers, or of which a later one is passed sooner.
    pub(crate) fn check(cuts: &[Self], name: &'static str, better: Better) -> Result<()> {
        for (row, cut) in cuts.iter().enumerate() {
            V::check(&[cut.value], name).map_err(|error| error.at_row(row as u64))?;
            let Some(before) = row.checked_sub(1).map(|row| cuts[row]) else { continue };
            let sooner = match before.value.partial_cmp(&cut.value) {
                Some(std::cmp::Ordering::Equal) => cut.inclusive && !before.inclusive,
                Some(order) => order.is_gt() == (better == Better::Higher),
                None => true,
            };
            if sooner {
                return Err(Error::new(
                    ErrorKind::Unsorted,
                    "is passed sooner than the cut before",
                )
                .in_column(name)
                .with_value(cut.value)
                .at_row(row as u64));
            }
        }
        Ok(())
    }

    /// Refuses cuts that are no numbers, or not from the highest down.
    pub(crate) fn check_descending(cuts: &[Self], name: &'static str) -> Result<()> {
        // From below, what passes a cut is what had not passed it.
        let below: Vec<Self> = cuts.iter().map(|cut| cut.seen_by(Better::Lower)).collect();
        Self::check(&below, name, Better::Lower)
    }
}

/// How many of the cuts, of which no later one is passed sooner, a value has passed.
#[inline]
pub(crate) fn passed<V: Amount>(cuts: &[CutPoint<V>], value: V, better: Better) -> usize {
    cuts.partition_point(|cut| cut.is_passed(value, better))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_cut_at_the_threshold_itself() {
        for threshold in [-2.5, -2.0, -0.5, 0.0, 0.5, 3.0, 1e300, -1e300] {
            for closed in [Closed::Left, Closed::Right] {
                let cut = CutPoint::<i32>::at(threshold, closed);
                for value in [i32::MIN, -3, -2, -1, 0, 1, 3, 4, i32::MAX] {
                    let double = f64::from(value);
                    let past = match closed {
                        Closed::Right => double > threshold,
                        Closed::Left => double >= threshold,
                    };
                    assert_eq!(cut.is_passed(value, Better::Higher), past, "{value} {threshold}");
                }
            }
        }
    }

    #[test]
    fn cuts_that_cross_are_refused() {
        let cut = |value: f64, inclusive| CutPoint { value, inclusive };
        let check = |cuts: &[_], better| CutPoint::check(cuts, "cuts", better);
        assert!(check(&[cut(1.0, true), cut(1.0, false), cut(2.0, true)], Better::Higher).is_ok());
        let error = check(&[cut(1.0, false), cut(1.0, true)], Better::Higher).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Unsorted, Some(1)));
        assert!(check(&[cut(1.0, true), cut(2.0, true)], Better::Lower).is_err());
        assert!(check(&[cut(2.0, true), cut(1.0, true)], Better::Lower).is_ok());
        let error = check(&[cut(f64::NAN, true)], Better::Lower).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::NotFinite, Some(0)));
    }
}
