//! Retention, churn and repeat rates by every definition in use, each by name.

use crate::error::{Error, ErrorKind, Result};

/// A share with what it is a share of.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Rate {
    /// What is counted.
    pub numerator: f64,
    /// Of how many.
    pub denominator: f64,
}

impl Rate {
    pub(crate) fn new(numerator: f64, denominator: f64) -> Self {
        Self { numerator, denominator }
    }

    /// The share; `None` where it is a share of nothing. Above 1 only where the
    /// definition allows it (a net rate that grew), below 0 likewise.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        (self.denominator > 0.0).then(|| self.numerator / self.denominator)
    }
}

/// How the customers of a period moved: of those at its start, the lost leave;
/// the acquired and the reactivated come.
///
/// `end = start + acquired + reactivated - lost`.
///
/// ```
/// use habitue::retention::{Churn, Movement};
///
/// // 100 at the start, 105 at the end, 20 of them new: 85 of the 100 are still there.
/// let year = Movement::from_end(100, 105, 20)?;
/// assert_eq!(year.retention().value(), Some(0.85));
/// assert_eq!(year.churn(Churn::OfStart).value(), Some(0.15));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Movement {
    start: u64,
    acquired: u64,
    reactivated: u64,
    lost: u64,
}

/// What a churn rate is a share of. The definitions differ most where a base
/// grows fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Churn {
    /// Lost / customers at the start: 1 - retention. The usual one.
    OfStart,
    /// Lost / mean of the customers at the start and at the end.
    OfAverage,
    /// Lost / (customers at the start + acquired): everybody who could be lost.
    OfExposed,
    /// (Lost - reactivated) / customers at the start; below 0 where more came
    /// back than left.
    NetOfReactivation,
}

impl Movement {
    /// From what moved.
    ///
    /// # Errors
    /// [`Inconsistent`](ErrorKind::Inconsistent) where more are lost than there
    /// were at the start: `lost` counts customers of the start, so that somebody
    /// acquired and lost within the period is in neither count.
    /// [`Overflow`](ErrorKind::Overflow) where the customers at the end do not
    /// fit a `u64`.
    pub fn new(start: u64, acquired: u64, reactivated: u64, lost: u64) -> Result<Self> {
        Self { start, acquired, reactivated, lost }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { start, acquired, reactivated, lost } = self;
        if lost > start {
            return Err(Error::new(ErrorKind::Inconsistent, "exceeds the customers at the start")
                .in_column("lost")
                .with_value(lost)
                .allowing(format!("0 to {start}")));
        }
        if (start - lost).checked_add(acquired).and_then(|n| n.checked_add(reactivated)).is_none() {
            return Err(Error::new(ErrorKind::Overflow, "makes too many customers at the end")
                .in_column("acquired")
                .with_value(acquired));
        }
        Ok(self)
    }

    /// From the customers at the start and at the end and those acquired, where
    /// nobody was reactivated: lost = start + acquired - end.
    ///
    /// # Errors
    /// [`Inconsistent`](ErrorKind::Inconsistent) where more were acquired than
    /// there are at the end, or where those who are neither lost nor acquired
    /// outnumber the start (somebody was reactivated then: see
    /// [`new`](Self::new)).
    pub fn from_end(start: u64, end: u64, acquired: u64) -> Result<Self> {
        let bad = |value: u64, allowed: String| {
            Err(Error::new(ErrorKind::Inconsistent, "contradicts the other counts")
                .in_column("acquired")
                .with_value(value)
                .allowing(allowed))
        };
        let Some(kept) = end.checked_sub(acquired) else {
            return bad(acquired, format!("0 to {end} (the customers at the end)"));
        };
        match start.checked_sub(kept) {
            Some(lost) => Self::new(start, acquired, 0, lost),
            None => bad(acquired, format!(">= {} (end - start)", end - start)),
        }
    }

    /// From flags of each customer: active before, active now, and ever active
    /// before that (which tells the reactivated from the acquired).
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) where the columns differ in length;
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a flag other than 0 and 1, with
    /// its row and column.
    pub fn between(before: &[u8], now: &[u8], ever_before: &[u8]) -> Result<Self> {
        for (name, column) in [("before", before), ("now", now), ("ever_before", ever_before)] {
            if column.len() != before.len() {
                return Err(Error::length(name, column.len(), before.len()));
            }
            if let Some(row) = column.iter().position(|flag| *flag > 1) {
                return Err(Error::new(ErrorKind::OutOfRange, "is out of range")
                    .in_column(name)
                    .with_value(column[row])
                    .allowing("0 or 1")
                    .at_row(row as u64));
            }
        }
        let (mut start, mut lost, mut reactivated, mut acquired) = (0, 0, 0, 0);
        for ((before, now), ever) in before.iter().zip(now).zip(ever_before) {
            start += u64::from(*before);
            lost += u64::from(before & !now & 1);
            let came = now & !before & 1;
            reactivated += u64::from(came & ever);
            acquired += u64::from(came & !ever & 1);
        }
        Self::new(start, acquired, reactivated, lost)
    }

    /// Customers at the start.
    #[must_use]
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Customers at the end.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.start - self.lost + self.acquired + self.reactivated
    }

    /// Customers who were never customers before.
    #[must_use]
    pub fn acquired(&self) -> u64 {
        self.acquired
    }

    /// Former customers who came back.
    #[must_use]
    pub fn reactivated(&self) -> u64 {
        self.reactivated
    }

    /// Customers of the start who are no customers at the end.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.lost
    }

    /// Customers of the start who are still customers / customers at the start,
    /// that is (end - acquired - reactivated) / start.
    #[must_use]
    pub fn retention(&self) -> Rate {
        Rate::new((self.start - self.lost) as f64, self.start as f64)
    }

    /// The churn rate by a definition. It is 1 - [`retention`](Self::retention)
    /// only for [`Churn::OfStart`].
    #[must_use]
    pub fn churn(&self, definition: Churn) -> Rate {
        let (start, lost) = (self.start as f64, self.lost as f64);
        match definition {
            Churn::OfStart => Rate::new(lost, start),
            Churn::OfAverage => Rate::new(lost, 0.5 * (start + self.end() as f64)),
            Churn::OfExposed => Rate::new(lost, start + self.acquired as f64),
            Churn::NetOfReactivation => Rate::new(lost - self.reactivated as f64, start),
        }
    }

    /// (End - start) / start.
    #[must_use]
    pub fn growth(&self) -> Rate {
        Rate::new(self.end() as f64 - self.start as f64, self.start as f64)
    }
}

/// How the revenue of the customers at the start of a period moved. Amounts are
/// of one currency and not negative.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct RevenueMovement {
    start: f64,
    churned: f64,
    contraction: f64,
    expansion: f64,
}

impl RevenueMovement {
    /// From the revenue at the start, what left with the lost, what the rest
    /// spend less, and what the rest spend more. New customers do not enter.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for an amount that is not finite and >= 0,
    /// [`Inconsistent`](ErrorKind::Inconsistent) where more is lost than there was.
    pub fn new(start: f64, churned: f64, contraction: f64, expansion: f64) -> Result<Self> {
        Self { start, churned, contraction, expansion }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { start, churned, contraction, expansion } = self;
        for (name, amount) in [
            ("start", start),
            ("churned", churned),
            ("contraction", contraction),
            ("expansion", expansion),
        ] {
            if !(amount >= 0.0 && amount.is_finite()) {
                return Err(Error::out_of_range(name, amount, "finite and >= 0"));
            }
        }
        if churned + contraction > start {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                "and contraction together exceed the revenue at the start",
            )
            .in_column("churned")
            .with_value(churned));
        }
        Ok(self)
    }

    /// Gross revenue retention: (start - churned - contraction) / start, never
    /// above 1.
    #[must_use]
    pub fn gross_retention(&self) -> Rate {
        Rate::new(self.start - self.churned - self.contraction, self.start)
    }

    /// Net revenue retention: with expansion; above 1 where the remaining
    /// customers grew by more than was lost.
    #[must_use]
    pub fn net_retention(&self) -> Rate {
        Rate::new(self.start - self.churned - self.contraction + self.expansion, self.start)
    }
}

/// Repeat purchase by its two definitions, which are both called "repeat rate".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RepeatCounts {
    /// Customers with at least one purchase in the period.
    pub customers: u64,
    /// Customers with at least two.
    pub repeat_customers: u64,
    /// Purchases.
    pub orders: u64,
    /// Purchases after the customer's first in the period.
    pub repeat_orders: u64,
}

impl RepeatCounts {
    /// Counts the purchases of each customer in the period; customers without one
    /// are in no count.
    #[must_use]
    pub fn of(purchases: &[u32]) -> Self {
        purchases.iter().fold(Self::default(), |mut counts, purchases| {
            counts.customers += u64::from(*purchases >= 1);
            counts.repeat_customers += u64::from(*purchases >= 2);
            counts.orders += u64::from(*purchases);
            counts.repeat_orders += u64::from(purchases.saturating_sub(1));
            counts
        })
    }

    /// Adds the counts of other customers.
    pub fn merge(&mut self, other: &Self) {
        self.customers = self.customers.saturating_add(other.customers);
        self.repeat_customers = self.repeat_customers.saturating_add(other.repeat_customers);
        self.orders = self.orders.saturating_add(other.orders);
        self.repeat_orders = self.repeat_orders.saturating_add(other.repeat_orders);
    }

    /// Customers with two or more purchases / customers.
    #[must_use]
    pub fn repeat_customer_rate(&self) -> Rate {
        Rate::new(self.repeat_customers as f64, self.customers as f64)
    }

    /// Repeat orders / orders.
    #[must_use]
    pub fn repeat_order_rate(&self) -> Rate {
        Rate::new(self.repeat_orders as f64, self.orders as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_retention() {
        // 105 at the end, 20 of them new, 100 at the start: 0.85.
        let year = Movement::from_end(100, 105, 20).unwrap();
        assert_eq!(year.retention().value(), Some(0.85));
        assert_eq!((year.lost(), year.end()), (15, 105));
    }

    #[test]
    fn the_definitions_differ_as_they_should() {
        let month = Movement::new(100, 60, 5, 20).unwrap();
        assert_eq!(month.end(), 145);
        assert_eq!(month.churn(Churn::OfStart).value(), Some(0.2));
        assert_eq!(month.churn(Churn::OfAverage).value(), Some(20.0 / 122.5));
        assert_eq!(month.churn(Churn::OfExposed).value(), Some(0.125));
        assert_eq!(month.churn(Churn::NetOfReactivation).value(), Some(0.15));
        assert_eq!(month.growth().value(), Some(0.45));
        let start = month.churn(Churn::OfStart).value().unwrap();
        assert!((start + month.retention().value().unwrap() - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        let empty = Movement::new(0, 5, 0, 0).unwrap();
        assert_eq!(empty.retention().value(), None);
        assert_eq!(empty.churn(Churn::OfStart).value(), None);
        assert_eq!(empty.churn(Churn::OfAverage).value(), Some(0.0));
        assert_eq!(RepeatCounts::of(&[]).repeat_customer_rate().value(), None);
    }

    #[test]
    fn contradictions_are_refused() {
        assert_eq!(Movement::new(3, 0, 0, 4).unwrap_err().kind(), ErrorKind::Inconsistent);
        assert_eq!(Movement::from_end(100, 10, 20).unwrap_err().kind(), ErrorKind::Inconsistent);
        assert_eq!(Movement::from_end(100, 150, 20).unwrap_err().kind(), ErrorKind::Inconsistent);
        let most = Movement::new(u64::MAX, 1, 0, 0).unwrap_err();
        assert_eq!(most.kind(), ErrorKind::Overflow);
        assert!(RevenueMovement::new(10.0, 8.0, 3.0, 0.0).is_err());
        assert!(RevenueMovement::new(f64::NAN, 0.0, 0.0, 0.0).is_err());
    }

    #[test]
    fn flags_tell_who_came_back() {
        //            kept lost new back never
        let before = [1, 1, 0, 0, 0];
        let now = [1, 0, 1, 1, 0];
        let ever = [1, 1, 0, 1, 0];
        let found = Movement::between(&before, &now, &ever).unwrap();
        assert_eq!(found, Movement::new(2, 1, 1, 1).unwrap());
        let error = Movement::between(&[0, 1], &[0, 2], &[0, 0]).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("now")));
        assert!(Movement::between(&[0], &[0, 1], &[0]).is_err());
    }

    #[test]
    fn revenue_and_repeat_rates() {
        let year = RevenueMovement::new(1000.0, 100.0, 50.0, 250.0).unwrap();
        assert_eq!(year.gross_retention().value(), Some(0.85));
        assert_eq!(year.net_retention().value(), Some(1.1));
        let mut counts = RepeatCounts::of(&[0, 1, 1, 2, 5]);
        assert_eq!(counts.repeat_customer_rate().value(), Some(0.5));
        assert_eq!(counts.repeat_order_rate().value(), Some(5.0 / 9.0));
        counts.merge(&RepeatCounts::of(&[3]));
        assert_eq!(counts, RepeatCounts::of(&[3, 5, 2, 1, 1]));
    }
}
