//! The cuts of a pyramid as values.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::cut_point::{Better, CutPoint};
use crate::value::pyramids::tiers::{MOST_TIERS, TierStatistics, Tiers};

/// Where a base was cut into tiers, so that another base is put into the same tiers; made by
/// [`Pyramid::cuts`](crate::value::Pyramid::cuts), or from values that were written down.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct TierCuts<V> {
    cuts: Vec<Option<CutPoint<V>>>,
}

impl<V: Amount> TierCuts<V> {
    /// The cuts below each tier but the last, from the top down; `None`, before all others, for
    /// a tier that nobody reaches.
    ///
    /// # Errors
    /// `NotFinite`, or `Unsorted` where a tier begins above the one over it, naming the row;
    /// `OutOfRange` for more than 999 cuts.
    pub fn new(cuts: impl Into<Vec<Option<CutPoint<V>>>>) -> Result<Self> {
        Self { cuts: cuts.into() }.checked()
    }

    fn checked(self) -> Result<Self> {
        let cuts = &self.cuts;
        if cuts.len() >= MOST_TIERS {
            return Err(Error::out_of_range("cuts", cuts.len() as f64, "at most 999 cuts"));
        }
        let unreached = cuts.iter().take_while(|cut| cut.is_none()).count();
        if let Some(row) = cuts[unreached..].iter().position(Option::is_none) {
            return Err(Error::new(ErrorKind::Unsorted, "nobody reaches it, but the tier above")
                .in_column("cuts")
                .at_row((unreached + row) as u64));
        }
        let descending: Vec<CutPoint<V>> = cuts.iter().flatten().copied().collect();
        CutPoint::check_descending(&descending, "cuts").map_err(|error| {
            let row = error.row().unwrap_or_default();
            error.at_row(unreached as u64 + row)
        })?;
        Ok(self)
    }

    /// The cuts, from the top down.
    #[must_use]
    pub fn cuts(&self) -> &[Option<CutPoint<V>>] {
        &self.cuts
    }

    /// How many tiers there are.
    #[must_use]
    pub fn tiers(&self) -> usize {
        self.cuts.len() + 1
    }

    /// The tier of one value, 1 for the top.
    ///
    /// # Errors
    /// `NotFinite`.
    pub fn tier_of(&self, value: V) -> Result<i32> {
        V::check(&[value], "value")?;
        Ok(self.place(value) as i32 + 1)
    }

    /// How many tiers are above a value.
    pub(crate) fn place(&self, value: V) -> usize {
        let is_below =
            |cut: &Option<CutPoint<V>>| cut.is_none_or(|cut| !cut.is_passed(value, Better::Higher));
        self.cuts.partition_point(is_below)
    }

    /// The tier of each customer, with what each tier holds.
    ///
    /// # Errors
    /// As [`TierCuts::assign_into`].
    pub fn assign(&self, values: &[V]) -> Result<Tiers<V>> {
        let mut tier = vec![0; values.len()];
        let statistics = self.assign_into(values, &mut tier)?;
        Ok(Tiers { tier, statistics })
    }

    /// Writes the tier of each customer, 1 for the top, and returns what each tier holds.
    ///
    /// # Errors
    /// As [`Pyramid::assign_into`](crate::value::Pyramid::assign_into). Nothing is written then.
    pub fn assign_into(&self, values: &[V], out: &mut [i32]) -> Result<Vec<TierStatistics<V>>> {
        if values.is_empty() {
            return Err(Error::empty("values"));
        }
        if out.len() != values.len() {
            return Err(Error::length("out", out.len(), values.len()));
        }
        V::check(values, "values")?;
        let statistics =
            TierStatistics::collect(values, self.tiers(), 1, |_, value| self.place(value))?;
        for (slot, &value) in out.iter_mut().zip(values) {
            *slot = self.place(value) as i32 + 1;
        }
        Ok(statistics)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::numeric::ranking::cut::{Boundary, Ties};
    use crate::value::pyramids::pyramid::{By, Pyramid};

    #[test]
    fn cuts_that_cannot_be_are_refused() {
        let cut = |value: f64, inclusive| Some(CutPoint { value, inclusive });
        let kind = |cuts: &[_]| TierCuts::new(cuts).map_err(|error| (error.kind(), error.row()));
        assert!(kind(&[None, cut(9.0, false), cut(9.0, true), cut(2.0, true)]).is_ok());
        let unsorted = |row| Err((ErrorKind::Unsorted, Some(row)));
        assert_eq!(kind(&[cut(9.0, true), None]).map(drop), unsorted(1));
        assert_eq!(kind(&[None, cut(2.0, true), cut(9.0, true)]).map(drop), unsorted(2));
        assert_eq!(kind(&[cut(2.0, true), cut(2.0, false)]).map(drop), unsorted(1));
        let error = Pyramid::abc().with_ties(Ties::RowOrder).cuts(&[1.0]).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Argument, Some("ties")));
    }

    proptest! {
        /// Cuts of a base put that base into the tiers of its pyramid, empty ones included; those
        /// of counts are those of as many rows.
        #[test]
        fn a_base_is_tiered_alike(
            rows in prop::collection::vec((-5_i64..12, 0_u64..4), 1..60),
            preset in 0_usize..3,
            by_value in any::<bool>(),
            ties_down in any::<bool>(),
            boundary_down in any::<bool>(),
        ) {
            let pyramid = [Pyramid::curry, Pyramid::abc, Pyramid::vip][preset]()
                .with_by(if by_value { By::Value } else { By::Customers })
                .with_ties(if ties_down { Ties::Lower } else { Ties::Upper })
                .with_boundary(if boundary_down { Boundary::Lower } else { Boundary::Upper });
            let (values, counts): (Vec<i64>, Vec<u64>) = rows.into_iter().unzip();
            prop_assume!(counts.iter().sum::<u64>() > 0);
            let spread: Vec<i64> = values
                .iter()
                .zip(&counts)
                .flat_map(|(&value, &count)| std::iter::repeat_n(value, count as usize))
                .collect();
            let cuts = pyramid.cuts(&spread).unwrap();
            prop_assert_eq!(cuts.assign(&spread).unwrap(), pyramid.assign(&spread).unwrap());
            prop_assert_eq!(pyramid.cuts_of_counts(&values, &counts).unwrap(), cuts);
        }
    }
}
