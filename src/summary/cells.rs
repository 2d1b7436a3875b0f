//! Distinct (x, t_x, T) with counts.

use crate::error::{Error, Result};
#[cfg(feature = "serde")]
use crate::{error::ErrorKind, numeric::counts::check_total};

/// The distinct (x, t_x, T) of many customers, and how many customers share each.
///
/// Likelihoods of purchase models depend on a customer only through these three, so a fit needs
/// no more than this: the 2,357 customers of the CDNOW sample are 1,016 cells, and the calendar
/// bounds their number however many customers there are. Cells add up ([`Cells::merge`]), so any
/// engine can reduce them.
///
/// Sorted by x, then t_x, then T; equal input gives equal columns, bit for bit, in any order.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Cells {
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    count: Vec<u64>,
}

/// Refuses a recency beyond the age, or one without a repeat purchase.
pub(super) fn check_durations(x: &[u32], t_x: &[f64], t: &[f64]) -> Result<()> {
    for (row, ((&x, &t_x), &t)) in x.iter().zip(t_x).zip(t).enumerate() {
        let error = |column: &str, value: f64, allowed: String| {
            Err(Error::out_of_range(column, value, allowed).at_row(row as u64))
        };
        if !(t.is_finite() && t >= 0.0) {
            return error("t", t, ">= 0 and finite".to_owned());
        }
        let most = if x == 0 { 0.0 } else { t };
        if !(0.0..=most).contains(&t_x) {
            return error("t_x", t_x, format!("0 to {most}"));
        }
    }
    Ok(())
}

/// A cell as integers that sort as the numbers do: durations are not negative, so their bits
/// ascend with them.
type Place = (u32, u64, u64);

impl Cells {
    /// Cells of columns of one length; durations are finite and not negative.
    pub(super) fn from_columns(x: &[u32], t_x: &[f64], t: &[f64]) -> Self {
        let mut places: Vec<(Place, u64)> = x
            .iter()
            .zip(t_x.iter().zip(t))
            .map(|(x, (t_x, t))| ((*x, t_x.to_bits(), t.to_bits()), 1))
            .collect();
        places.sort_unstable();
        Self::from_sorted(places.into_iter())
    }

    /// Refuses cells that no customers leave: in another order, or of impossible customers.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let cells = self.x.len();
        for (name, found) in
            [("t_x", self.t_x.len()), ("t", self.t.len()), ("count", self.count.len())]
        {
            if found != cells {
                return Err(Error::length(name, found, cells));
            }
        }
        check_durations(&self.x, &self.t_x, &self.t)?;
        check_total("count", &self.count)?;
        if let Some(row) = self.count.iter().position(|count| *count == 0) {
            return Err(Error::out_of_range("count", 0.0, ">= 1").at_row(row as u64));
        }
        if !self.places().map(|(place, _)| place).is_sorted_by(|a, b| a < b) {
            return Err(Error::new(ErrorKind::Unsorted, "do not ascend").in_column("cells"));
        }
        Ok(self)
    }

    /// Adds the cells of other customers.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let mut places: Vec<(Place, u64)> = self.places().chain(other.places()).collect();
        places.sort_unstable_by_key(|(place, _)| *place);
        Self::from_sorted(places.into_iter())
    }

    /// How many distinct cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// Customers in all cells together.
    #[must_use]
    pub fn customers(&self) -> u64 {
        self.count.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Frequency of each cell.
    #[must_use]
    pub fn x(&self) -> &[u32] {
        &self.x
    }

    /// Recency of each cell.
    #[must_use]
    pub fn t_x(&self) -> &[f64] {
        &self.t_x
    }

    /// Age of each cell.
    #[must_use]
    pub fn t(&self) -> &[f64] {
        &self.t
    }

    /// Customers in each cell.
    #[must_use]
    pub fn count(&self) -> &[u64] {
        &self.count
    }

    fn places(&self) -> impl Iterator<Item = (Place, u64)> + '_ {
        (0..self.len())
            .map(|at| ((self.x[at], self.t_x[at].to_bits(), self.t[at].to_bits()), self.count[at]))
    }

    fn from_sorted(places: impl Iterator<Item = (Place, u64)>) -> Self {
        let mut cells = Self::default();
        let mut last = None;
        for (place, count) in places {
            if last == Some(place) {
                if let Some(total) = cells.count.last_mut() {
                    *total = total.saturating_add(count);
                }
                continue;
            }
            last = Some(place);
            cells.x.push(place.0);
            cells.t_x.push(f64::from_bits(place.1));
            cells.t.push(f64::from_bits(place.2));
            cells.count.push(count);
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_customers_share_a_cell() {
        let cells = Cells::from_columns(&[1, 0, 1], &[2.5, 0.0, 2.5], &[3.0, 3.0, 3.0]);
        assert_eq!((cells.x(), cells.count()), ([0, 1].as_slice(), [1, 2].as_slice()));
        assert_eq!((cells.t_x(), cells.t()), ([0.0, 2.5].as_slice(), [3.0, 3.0].as_slice()));
    }

    #[test]
    fn merging_parts_equals_the_whole() {
        let (x, t_x, t) = ([3, 0, 1, 0, 3], [2.0, 0.0, 1.0, 0.0, 2.0], [4.0, 5.0, 4.0, 5.0, 4.0]);
        let whole = Cells::from_columns(&x, &t_x, &t);
        let parts = [
            Cells::from_columns(&x[..2], &t_x[..2], &t[..2]),
            Cells::from_columns(&x[2..], &t_x[2..], &t[2..]),
        ];
        assert_eq!(parts[0].merge(&parts[1]), whole);
        assert_eq!(parts[1].merge(&parts[0]), whole);
        assert_eq!(whole.merge(&Cells::default()), whole);
        assert_eq!(whole.customers(), 5);
    }
}
