//! The leaky bucket: customers run out through holes and are poured in on top.

use crate::classify::named;
use crate::error::{Error, ErrorKind, Result};

named! {
    /// The four groups of what weakens a relationship, to which every cause of
    /// loss belongs.
    pub enum CauseGroup {
        Customer = 1 => "the customer", "客户自身因素";
        External = 2 => "external", "外部影响因素";
        Competition = 3 => "competition", "竞争性因素";
        Experience = 4 => "purchase experience", "客户的购买体验";
    }
}

named! {
    /// The holes of the bucket that the texts name, all of them of the purchase
    /// experience.
    pub enum Leak {
        Rudeness = 1 => "rudeness", "粗鲁";
        PoorService = 2 => "poor service", "劣质服务";
        UntrainedStaff = 3 => "untrained staff", "未经过训练的员工";
        PoorQuality = 4 => "poor quality", "质量低劣";
        PoorSelection = 5 => "poor selection", "选择性差";
    }
}

/// One hole: the share of all customers who leave for this cause in a period.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Cause {
    /// What the cause is called.
    pub name: String,
    /// Customers leaving for it in a period / customers, 0 to 1.
    pub rate: f64,
}

/// A base of customers that loses a fixed share in each period, by cause, and
/// gains a fixed number:
///
/// ```text
/// N(t + 1) = N(t) (1 - c) + A,   c = sum of the causes
/// N(t) = A / c + (N(0) - A / c) (1 - c)^t
/// ```
///
/// ```
/// use habitue::retention::{Leak, LeakyBucket};
///
/// let bucket = LeakyBucket::new(1000.0, 50.0)?
///     .with_cause(Leak::PoorService.name(), 0.06)?
///     .with_cause(Leak::PoorQuality.name(), 0.04)?;
/// assert!((bucket.steady_state().expect("it leaks") - 500.0).abs() < 1e-12);
/// assert!((bucket.to_stand_still() - 100.0).abs() < 1e-12);
/// // Mending the worst hole raises the level that can be held.
/// assert!((bucket.without(0)?.steady_state().expect("it leaks") - 1250.0).abs() < 1e-12);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct LeakyBucket {
    customers: f64,
    acquired: f64,
    causes: Vec<Cause>,
}

impl LeakyBucket {
    /// A bucket of `customers` that gains `acquired` in each period and does not
    /// leak yet.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a number that is not finite and >= 0.
    pub fn new(customers: f64, acquired: f64) -> Result<Self> {
        Self { customers, acquired, causes: Vec::new() }.checked()
    }

    fn checked(self) -> Result<Self> {
        for (name, number) in [("customers", self.customers), ("acquired", self.acquired)] {
            if !(number >= 0.0 && number.is_finite()) {
                return Err(Error::out_of_range(name, number, "finite and >= 0"));
            }
        }
        let mut churn: f64 = 0.0;
        for (row, cause) in self.causes.iter().enumerate() {
            let room = 1.0 - churn.min(1.0);
            // One rounding of the sum may pass 1 by its last bits.
            if !(cause.rate >= 0.0 && cause.rate <= room + f64::EPSILON) {
                let error = Error::out_of_range("rate", cause.rate, format!("0 to {room}"));
                return Err(error.at_row(row as u64));
            }
            churn += cause.rate;
        }
        Ok(self)
    }

    /// One more hole.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a rate outside 0..1 or where the causes together exceed 1; the row is
    /// that of the cause.
    pub fn with_cause(mut self, name: impl Into<String>, rate: f64) -> Result<Self> {
        self.causes.push(Cause { name: name.into(), rate });
        self.checked()
    }

    /// A bucket with a hole of each of these rates.
    #[cfg(feature = "capi")]
    pub(crate) fn of_rates(customers: f64, acquired: f64, rates: &[f64]) -> Result<Self> {
        let causes = rates.iter().map(|rate| Cause { name: String::new(), rate: *rate }).collect();
        Self { customers, acquired, causes }.checked()
    }

    /// The bucket with hole number `cause` mended, counted from 0.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) where there is no such hole.
    pub fn without(&self, cause: usize) -> Result<Self> {
        if cause >= self.causes.len() {
            return Err(Error::new(ErrorKind::OutOfRange, "is no cause")
                .in_column("cause")
                .with_value(cause)
                .allowing(format!("below {}", self.causes.len())));
        }
        let mut mended = self.clone();
        mended.causes.remove(cause);
        Ok(mended)
    }

    /// The holes, in the order in which they were added.
    #[must_use]
    pub fn causes(&self) -> &[Cause] {
        &self.causes
    }

    /// The share lost in a period, all causes together, 0 to 1.
    #[must_use]
    pub fn churn(&self) -> f64 {
        self.causes.iter().map(|cause| cause.rate).sum::<f64>().min(1.0)
    }

    /// The customers after `periods`; infinite where they are beyond doubles.
    #[must_use]
    pub fn after(&self, periods: u32) -> f64 {
        if periods == 0 {
            return self.customers;
        }
        match self.steady_state() {
            // Beyond doubles is only the level, not yet the way to it.
            Some(level) if level.is_infinite() => {
                let exponent = f64::from(periods) * libm::log1p(-self.churn());
                let gained = self.acquired * (-libm::expm1(exponent) / self.churn());
                self.customers * libm::exp(exponent) + gained
            }
            Some(level) => {
                // What is left of the start, and of the way to the level, without
                // cancellation for small leaks.
                let exponent = f64::from(periods) * libm::log1p(-self.churn());
                self.customers * libm::exp(exponent) - level * libm::expm1(exponent)
            }
            None => self.customers + self.acquired * f64::from(periods),
        }
    }

    /// The customers after 0, 1, 2, ... periods, written into `out`.
    ///
    /// # Errors
    /// [`Overflow`](ErrorKind::Overflow) where they grow beyond doubles; nothing is written then.
    pub fn series_into(&self, out: &mut [f64]) -> Result<()> {
        // They rise or fall all the way, so that the last are the most that there will be.
        let last = u32::try_from(out.len().saturating_sub(1)).unwrap_or(u32::MAX);
        Error::unless_finite(self.after(last), "acquired", self.acquired)?;
        for (periods, slot) in (0_u32..=last).zip(out) {
            *slot = self.after(periods);
        }
        Ok(())
    }

    /// The steady state where doubles hold it.
    ///
    /// # Errors
    /// [`Overflow`](ErrorKind::Overflow) where they do not.
    #[cfg(feature = "capi")]
    pub(crate) fn level(&self) -> Result<Option<f64>> {
        let level = self.steady_state();
        level.map(|level| Error::unless_finite(level, "acquired", self.acquired)).transpose()
    }

    /// The level that the bucket tends to, A / c, infinite where it is beyond doubles; `None`
    /// where it does not leak.
    #[must_use]
    pub fn steady_state(&self) -> Option<f64> {
        let churn = self.churn();
        (churn > 0.0).then(|| self.acquired / churn)
    }

    /// How many must be acquired in a period to stand still, c N.
    #[must_use]
    pub fn to_stand_still(&self) -> f64 {
        self.churn() * self.customers
    }

    /// How many leave through each hole in the first period.
    pub fn lost_by_cause(&self) -> impl Iterator<Item = f64> {
        self.causes.iter().map(|cause| cause.rate * self.customers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn standing_still_stands_still() {
        let bucket = LeakyBucket::new(800.0, 0.0).unwrap().with_cause("price", 0.125).unwrap();
        let poured = LeakyBucket::new(800.0, bucket.to_stand_still())
            .unwrap()
            .with_cause("price", 0.125)
            .unwrap();
        let mut series = [0.0; 12];
        poured.series_into(&mut series).unwrap();
        assert!(series.iter().all(|level| (level - 800.0).abs() < 1e-12), "{series:?}");
        assert_eq!(poured.steady_state(), Some(800.0));
    }

    #[test]
    fn a_tight_bucket_only_fills() {
        let bucket = LeakyBucket::new(10.0, 3.0).unwrap();
        assert_eq!((bucket.steady_state(), bucket.after(4)), (None, 22.0));
        assert_eq!(bucket.to_stand_still(), 0.0);
    }

    /// Leaks so small that the level is beyond doubles: the way there is not.
    #[test]
    fn a_level_beyond_doubles_is_no_figure() {
        let bucket = LeakyBucket::new(10.0, 1e300).unwrap().with_cause("a", 1e-300).unwrap();
        assert_eq!((bucket.after(0), bucket.after(3)), (10.0, 3e300));
        let bucket = LeakyBucket::new(7.0, 1.0).unwrap().with_cause("a", 5e-324).unwrap();
        assert_eq!((bucket.after(1), bucket.after(60)), (8.0, 67.0));
        assert_eq!(bucket.steady_state(), Some(f64::INFINITY));
        let mut series = [9.0; 3];
        for growing in [None, Some(1e-300)] {
            let mut bucket = LeakyBucket::new(1.0, 1e308).unwrap();
            if let Some(rate) = growing {
                bucket = bucket.with_cause("a", rate).unwrap();
            }
            bucket.series_into(&mut series[..2]).unwrap();
            let error = bucket.series_into(&mut series).unwrap_err();
            assert_eq!((error.kind(), series), (ErrorKind::Overflow, [1.0, 1e308, 9.0]));
        }
    }

    #[test]
    fn what_cannot_leak_is_refused() {
        let bucket = LeakyBucket::new(10.0, 0.0).unwrap().with_cause("a", 0.7).unwrap();
        assert!(bucket.clone().with_cause("b", 0.31).is_err());
        assert!(bucket.clone().with_cause("b", f64::NAN).is_err());
        assert!(bucket.clone().with_cause("b", -0.1).is_err());
        assert!(bucket.without(1).is_err());
        assert!(LeakyBucket::new(-1.0, 0.0).is_err() && LeakyBucket::new(1.0, f64::NAN).is_err());
        assert_eq!(bucket.with_cause("b", 0.3).unwrap().after(1), 0.0);
    }

    proptest! {
        #[test]
        fn the_closed_form_is_the_recursion(
            customers in 0.0_f64..1e6, acquired in 0.0_f64..1e4,
            a in 0.001_f64..0.5, b in 0.0_f64..0.5, periods in 0_u32..60,
        ) {
            let bucket = LeakyBucket::new(customers, acquired).unwrap()
                .with_cause("a", a).unwrap().with_cause("b", b).unwrap();
            let mut level = customers;
            for _ in 0..periods {
                level = level * (1.0 - (a + b)) + acquired;
            }
            let closed = bucket.after(periods);
            prop_assert!((closed - level).abs() <= 1e-12 * (1.0 + level), "{closed} {level}");
        }
    }
}
