//! How customers move between tiers from one date to another.

use crate::error::{Error, Result};
use crate::numeric::counts::check_total;
use crate::numeric::ranking::amount::Amount;

/// The tier migration matrix of one base of customers between two dates.
///
/// Tiers are 1 (top) to k; 0 means that the customer is in no tier on that date:
/// not yet won, or gone.
///
/// ```
/// use habitue::value::Migration;
///
/// let migration = Migration::between(&[1, 2, 2, 3, 0], &[1, 1, 3, 0, 3], 3)?;
/// assert_eq!(migration.count(2, 1)?, 1);
/// assert_eq!((migration.stayed(), migration.up(), migration.down()), (1, 1, 1));
/// assert_eq!((migration.entered(), migration.left()), (1, 1));
/// assert_eq!(migration.share(2, 3)?, Some(0.5));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Migration {
    tiers: usize,
    /// (k + 1) × (k + 1), from-major; index 0 is "in no tier".
    counts: Vec<u64>,
}

impl Migration {
    /// Counts who moved where: row i of both columns is the same customer.
    ///
    /// # Errors
    /// `Length`; `OutOfRange` for a tier outside 0..=`tiers`, naming column and
    /// row, or more than 1000 tiers.
    pub fn between(before: &[i32], after: &[i32], tiers: usize) -> Result<Self> {
        if after.len() != before.len() {
            return Err(Error::length("after", after.len(), before.len()));
        }
        check_tiers(tiers)?;
        let mut counts = vec![0; (tiers + 1) * (tiers + 1)];
        for (row, (&from, &to)) in before.iter().zip(after).enumerate() {
            let from = index("before", from, tiers).map_err(|error| error.at_row(row as u64))?;
            let to = index("after", to, tiers).map_err(|error| error.at_row(row as u64))?;
            counts[from * (tiers + 1) + to] += 1;
        }
        Self { tiers, counts }.checked()
    }

    fn checked(self) -> Result<Self> {
        check_tiers(self.tiers)?;
        let side = self.tiers + 1;
        if self.counts.len() != side * side {
            return Err(Error::length("counts", self.counts.len(), side * side));
        }
        check_total("counts", &self.counts)?;
        Ok(self)
    }

    /// The number of tiers.
    #[must_use]
    pub fn tiers(&self) -> usize {
        self.tiers
    }

    /// The counts, (k + 1) × (k + 1), from-major; index 0 is "in no tier".
    #[must_use]
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// How many customers moved from one tier to another.
    ///
    /// # Errors
    /// `OutOfRange` for a tier that there is not.
    pub fn count(&self, from: i32, to: i32) -> Result<u64> {
        let (from, to) = (index("from", from, self.tiers)?, index("to", to, self.tiers)?);
        Ok(self.counts[from * (self.tiers + 1) + to])
    }

    /// The share of the customers of tier `from` who moved to `to`; `None` where
    /// `from` was empty.
    ///
    /// # Errors
    /// `OutOfRange` for a tier that there is not.
    pub fn share(&self, from: i32, to: i32) -> Result<Option<f64>> {
        let count = self.count(from, to)?;
        let row = index("from", from, self.tiers)? * (self.tiers + 1);
        let whole: u64 = self.counts[row..=row + self.tiers].iter().sum();
        Ok((whole > 0).then(|| count as f64 / whole as f64))
    }

    /// How many customers are in the same tier on both dates.
    #[must_use]
    pub fn stayed(&self) -> u64 {
        self.sum(|from, to| from > 0 && from == to)
    }

    /// How many moved to a higher tier.
    #[must_use]
    pub fn up(&self) -> u64 {
        self.sum(|from, to| to > 0 && to < from)
    }

    /// How many moved to a lower tier.
    #[must_use]
    pub fn down(&self) -> u64 {
        self.sum(|from, to| from > 0 && to > from)
    }

    /// How many came into a tier from none.
    #[must_use]
    pub fn entered(&self) -> u64 {
        self.sum(|from, to| from == 0 && to > 0)
    }

    /// How many left the tiers.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.sum(|from, to| from > 0 && to == 0)
    }

    fn sum(&self, keep: impl Fn(usize, usize) -> bool) -> u64 {
        let side = self.tiers + 1;
        let kept = self.counts.iter().enumerate().filter(|(at, _)| keep(at / side, at % side));
        kept.map(|(_, count)| count).sum()
    }
}

fn check_tiers(tiers: usize) -> Result<()> {
    if !(1..=crate::value::pyramids::tiers::MOST_TIERS).contains(&tiers) {
        return Err(Error::out_of_range("tiers", tiers as f64, "1 to 1000"));
    }
    Ok(())
}

/// Fixed thresholds with a band around them, so that customers near a threshold
/// do not change tier with every statement (hysteresis).
///
/// A customer rises only when its value reaches the higher tier's threshold plus
/// the band, and falls only when it is below its own tier's threshold less the
/// band. The band is a share of the threshold's magnitude.
///
/// ```
/// use habitue::value::Hysteresis;
///
/// // Tier 1 from 1000 on, tier 2 from 100 on, tier 3 below; a band of 10 %.
/// let rule = Hysteresis::new([1000.0, 100.0], 0.1)?;
/// assert_eq!(rule.tiers(&[1050.0, 950.0, 850.0, 50.0], &[2, 1, 1, 0])?, [2, 1, 2, 3]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Hysteresis {
    thresholds: Vec<f64>,
    band: f64,
}

impl Hysteresis {
    /// The lowest value of each tier but the last, from the top down, and the
    /// band as a share of the threshold.
    ///
    /// # Errors
    /// `Unsorted` unless the thresholds strictly descend; `NotFinite`;
    /// `OutOfRange` for a band outside 0..1 or more than 999 thresholds.
    pub fn new(thresholds: impl Into<Vec<f64>>, band: f64) -> Result<Self> {
        let thresholds = thresholds.into();
        if thresholds.len() >= crate::value::pyramids::tiers::MOST_TIERS {
            return Err(Error::out_of_range("thresholds", thresholds.len() as f64, "0 to 999"));
        }
        for (row, &threshold) in thresholds.iter().enumerate() {
            if !threshold.is_finite() {
                return Err(Error::out_of_range("thresholds", threshold, "a finite number")
                    .at_row(row as u64));
            }
            if row > 0 && threshold >= thresholds[row - 1] {
                return Err(Error::new(
                    crate::error::ErrorKind::Unsorted,
                    "is not below the threshold of the tier above",
                )
                .in_column("thresholds")
                .with_value(threshold)
                .at_row(row as u64));
            }
        }
        if !(0.0..1.0).contains(&band) {
            return Err(Error::out_of_range("band", band, "0 to 1, below 1"));
        }
        Ok(Self { thresholds, band })
    }

    /// The tier of each customer; see [`Hysteresis::tiers_into`].
    ///
    /// # Errors
    /// As [`Hysteresis::tiers_into`].
    pub fn tiers<V: Amount>(&self, values: &[V], previous: &[i32]) -> Result<Vec<i32>> {
        let mut out = vec![0; values.len()];
        self.tiers_into(values, previous, &mut out)?;
        Ok(out)
    }

    /// Writes the tier of each customer, given the tier that it had; 0 for a new
    /// customer, for whom the thresholds hold without a band.
    ///
    /// # Errors
    /// `Length`; `NotFinite`, or `OutOfRange` for a previous tier that there is
    /// not, naming the row. Nothing is written then.
    pub fn tiers_into<V: Amount>(
        &self,
        values: &[V],
        previous: &[i32],
        out: &mut [i32],
    ) -> Result<()> {
        for (name, length) in [("previous", previous.len()), ("out", out.len())] {
            if length != values.len() {
                return Err(Error::length(name, length, values.len()));
            }
        }
        V::check(values, "values")?;
        let lowest = self.thresholds.len() + 1;
        for (row, &tier) in previous.iter().enumerate() {
            index("previous", tier, lowest).map_err(|error| error.at_row(row as u64))?;
        }
        for ((slot, value), &previous) in out.iter_mut().zip(values).zip(previous) {
            *slot = self.tier(value.to_f64(), previous as usize) as i32;
        }
        Ok(())
    }

    fn tier(&self, value: f64, previous: usize) -> usize {
        let band = |threshold: f64| if previous == 0 { 0.0 } else { self.band * threshold.abs() };
        let reached = 1 + self
            .thresholds
            .iter()
            .take_while(|&&threshold| value < threshold + band(threshold))
            .count();
        if previous == 0 || reached <= previous {
            return reached;
        }
        // Not above: it keeps its tier, or falls as far as the bands let it.
        let mut tier = previous;
        while tier <= self.thresholds.len() {
            let threshold = self.thresholds[tier - 1];
            if value >= threshold - band(threshold) {
                break;
            }
            tier += 1;
        }
        tier
    }
}

fn index(name: &'static str, tier: i32, tiers: usize) -> Result<usize> {
    match usize::try_from(tier) {
        Ok(at) if at <= tiers => Ok(at),
        _ => Err(Error::out_of_range(name, f64::from(tier), format!("0 to {tiers}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn every_customer_is_counted_once() {
        let before = [0, 1, 2, 3, 3, 2, 1, 0, 3];
        let after = [0, 1, 3, 1, 0, 2, 2, 1, 3];
        let migration = Migration::between(&before, &after, 3).unwrap();
        assert_eq!(migration.counts().iter().sum::<u64>(), 9);
        let moved = migration.stayed()
            + migration.up()
            + migration.down()
            + migration.entered()
            + migration.left();
        assert_eq!(moved + migration.count(0, 0).unwrap(), 9);
        let shares: f64 = (0..=3).map(|to| migration.share(3, to).unwrap().unwrap()).sum();
        assert!((shares - 1.0).abs() < 1e-15);
        assert_eq!(Migration::between(&[1], &[1], 2).unwrap().share(2, 1).unwrap(), None);
    }

    #[test]
    fn the_band_holds_customers_in_their_tier() {
        let rule = Hysteresis::new([1000.0, 100.0], 0.1).unwrap();
        for (value, previous, expected) in [
            (1000.0, 0, 1),
            (999.0, 0, 2),
            (1000.0, 2, 2),
            (1100.0, 2, 1),
            (900.0, 1, 1),
            (899.0, 1, 2),
            (89.0, 1, 3),
            (95.0, 2, 2),
            (105.0, 3, 3),
            (110.0, 3, 2),
            (5000.0, 3, 1),
            (-5.0, 1, 3),
        ] {
            assert_eq!(
                rule.tiers(&[value], &[previous]).unwrap(),
                [expected],
                "{value} {previous}"
            );
        }
        // Without a band the previous tier does not matter.
        let plain = Hysteresis::new([1000.0, 100.0], 0.0).unwrap();
        for value in [5_i64, 99, 100, 999, 1000, 5000] {
            let tiers = plain.tiers(&[value; 4], &[0, 1, 2, 3]).unwrap();
            assert!(tiers.iter().all(|&tier| tier == tiers[0]), "{value} {tiers:?}");
        }
    }

    #[test]
    fn bad_input_is_named() {
        let error = Migration::between(&[1, 4], &[1, 1], 3).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(1)));
        assert!(Migration::between(&[1], &[], 3).is_err());
        assert!(Migration::between(&[], &[], 0).is_err());
        assert_eq!(Hysteresis::new([1.0, 2.0], 0.1).unwrap_err().kind(), ErrorKind::Unsorted);
        assert!(Hysteresis::new([1.0], 1.0).is_err() && Hysteresis::new([f64::NAN], 0.1).is_err());
        let rule = Hysteresis::new([1.0], 0.1).unwrap();
        assert_eq!(rule.tiers(&[1.0, 1.0], &[1, -1]).unwrap_err().row(), Some(1));
        assert_eq!(rule.tiers(&[1.0, f64::NAN], &[1, 1]).unwrap_err().row(), Some(1));
    }
}
