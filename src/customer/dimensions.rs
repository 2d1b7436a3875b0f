//! Length, depth and breadth of a relationship.

use crate::error::{Error, ErrorKind, Result};

/// The three dimensions of a relationship (Bolton, Lemon and Verhoef 2004).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Dimensions {
    /// Length: days from the first purchase to the day of the question.
    pub length_days: f64,
    /// Depth: purchases per year over that length; `None` on the first day.
    pub purchases_per_year: Option<f64>,
    /// Depth: upgrades / purchases.
    pub upgrade_share: f64,
    /// Breadth: distinct product lines bought.
    pub breadth: u32,
}

impl Dimensions {
    /// The dimensions of a customer who first bought `length_days` ago, has bought
    /// `purchases` times since (the first included), of which `upgrades` to
    /// something better, from `lines` product lines. A year has 365.25 days.
    ///
    /// ```
    /// use habitue::customer::Dimensions;
    ///
    /// let found = Dimensions::of(730.5, 8, 2, 3)?;
    /// assert_eq!(found.purchases_per_year, Some(4.0));
    /// assert_eq!((found.upgrade_share, found.breadth), (0.25, 3));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a length that is not finite and >= 0 or without a purchase;
    /// [`Inconsistent`](ErrorKind::Inconsistent) for more upgrades than purchases,
    /// or no product line.
    pub fn of(length_days: f64, purchases: u32, upgrades: u32, lines: u32) -> Result<Self> {
        if !(length_days >= 0.0 && length_days.is_finite()) {
            return Err(Error::out_of_range("length_days", length_days, "finite and >= 0"));
        }
        if purchases == 0 {
            return Err(Error::out_of_range("purchases", 0.0, ">= 1: a customer has bought"));
        }
        for (name, count, least) in [("upgrades", upgrades, 0), ("lines", lines, 1)] {
            // A purchase may be of several lines, so that only upgrades are bounded.
            if count < least || (least == 0 && count > purchases) {
                let most = if least == 0 { purchases } else { u32::MAX };
                return Err(Error::new(ErrorKind::Inconsistent, "contradicts the purchases")
                    .in_column(name)
                    .with_value(count)
                    .allowing(format!("{least} to {most}")));
            }
        }
        let years = length_days / 365.25;
        Ok(Self {
            length_days,
            purchases_per_year: (years > 0.0).then(|| f64::from(purchases) / years),
            upgrade_share: f64::from(upgrades) / f64::from(purchases),
            breadth: lines,
        })
    }

    /// The depth of many customers: purchases per year and upgrade share, written
    /// into two columns (NaN purchases per year on the first day).
    ///
    /// # Errors
    /// As for [`of`](Self::of) with a product line, with the row; and
    /// [`Length`](ErrorKind::Length) where the columns differ in length. Nothing is
    /// written then.
    pub fn depth_into(
        length_days: &[f64],
        purchases: &[u32],
        upgrades: &[u32],
        per_year: &mut [f64],
        upgrade_share: &mut [f64],
    ) -> Result<()> {
        let rows = length_days.len();
        for (name, length) in [
            ("purchases", purchases.len()),
            ("upgrades", upgrades.len()),
            ("per_year", per_year.len()),
            ("upgrade_share", upgrade_share.len()),
        ] {
            if length != rows {
                return Err(Error::length(name, length, rows));
            }
        }
        let at = |row: usize| Self::of(length_days[row], purchases[row], upgrades[row], 1);
        for row in 0..rows {
            at(row).map_err(|error| error.at_row(row as u64))?;
        }
        for row in 0..rows {
            let found = at(row)?;
            per_year[row] = found.purchases_per_year.unwrap_or(f64::NAN);
            upgrade_share[row] = found.upgrade_share;
        }
        Ok(())
    }

    /// The breadth of many relationships, the number of distinct product lines that
    /// each customer has bought, written into `out`. `customer[i]` is the row of `out`
    /// to which purchase `i` belongs and `line[i]` is any number that stands for its
    /// product line; a customer without a purchase has 0.
    ///
    /// ```
    /// use habitue::customer::Dimensions;
    ///
    /// let mut breadth = [9; 3];
    /// Dimensions::breadth_into(&[0, 2, 0, 0, 2], &[31, 31, 7, 31, 31], &mut breadth)?;
    /// assert_eq!(breadth, [2, 0, 1]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) where the columns differ in length;
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a customer without a row, with the
    /// row of the purchase. Nothing is written then.
    pub fn breadth_into(customer: &[u32], line: &[i64], out: &mut [u32]) -> Result<()> {
        if line.len() != customer.len() {
            return Err(Error::length("line", line.len(), customer.len()));
        }
        if let Some(row) = customer.iter().position(|who| *who as usize >= out.len()) {
            return Err(Error::new(ErrorKind::OutOfRange, "has no row")
                .in_column("customer")
                .with_value(customer[row])
                .allowing(format!("below {}", out.len()))
                .at_row(row as u64));
        }
        let mut pairs: Vec<(u32, i64)> =
            customer.iter().copied().zip(line.iter().copied()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        out.fill(0);
        for (who, _) in pairs {
            out[who as usize] += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_has_no_frequency() {
        assert_eq!(Dimensions::of(0.0, 1, 0, 1).unwrap().purchases_per_year, None);
        let (mut per_year, mut share) = ([0.0; 2], [0.0; 2]);
        Dimensions::depth_into(&[365.25, 0.0], &[2, 1], &[1, 0], &mut per_year, &mut share)
            .unwrap();
        assert_eq!((per_year[0], share), (2.0, [0.5, 0.0]));
        assert!(per_year[1].is_nan());
    }

    #[test]
    fn breadth_counts_each_line_once() {
        let mut breadth = [9; 2];
        let error = Dimensions::breadth_into(&[0, 2], &[1, 1], &mut breadth).unwrap_err();
        assert_eq!((error.row(), error.column(), breadth), (Some(1), Some("customer"), [9; 2]));
        assert!(Dimensions::breadth_into(&[0], &[], &mut breadth).is_err());
        Dimensions::breadth_into(&[], &[], &mut breadth).unwrap();
        assert_eq!(breadth, [0, 0]);
        Dimensions::breadth_into(&[1; 4], &[i64::MIN, 5, i64::MAX, 5], &mut breadth).unwrap();
        assert_eq!(breadth, [0, 3]);
    }

    #[test]
    fn contradictions_are_named() {
        assert!(Dimensions::of(f64::NAN, 1, 0, 1).is_err());
        assert!(Dimensions::of(1.0, 0, 0, 1).is_err());
        assert!(Dimensions::of(1.0, 1, 0, 0).is_err());
        assert!(Dimensions::of(1.0, 1, 0, 5).is_ok());
        let (mut a, mut b) = ([7.0; 2], [7.0; 2]);
        let error =
            Dimensions::depth_into(&[1.0, 1.0], &[2, 1], &[1, 2], &mut a, &mut b).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("upgrades")));
        assert_eq!((a, b), ([7.0; 2], [7.0; 2]));
    }
}
