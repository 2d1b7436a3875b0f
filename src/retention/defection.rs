//! Defection analysis: who left, why, what it cost, and what keeping them would.

use crate::error::{Error, ErrorKind, Result};
use crate::retention::CauseGroup;

/// One cause of defection, as it was observed.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Defection {
    /// What the cause is called.
    pub name: String,
    /// To which group it belongs, if that is known.
    pub group: Option<CauseGroup>,
    /// How many customers left for it.
    pub lost: u64,
    /// Present value of the profit of one such customer; may be negative.
    pub profit_per_customer: f64,
    /// Share of them whom a programme would keep, 0 to 1.
    pub preventable: f64,
    /// What the programme costs.
    pub programme_cost: f64,
}

impl Defection {
    /// A cause with how many left for it and what one of them was worth; nothing
    /// is done about it yet.
    ///
    /// # Errors
    /// [`NotFinite`](ErrorKind::NotFinite) for a profit that is no finite number.
    pub fn new(name: impl Into<String>, lost: u64, profit_per_customer: f64) -> Result<Self> {
        let name = name.into();
        let (preventable, programme_cost) = (0.0, 0.0);
        Self { name, group: None, lost, profit_per_customer, preventable, programme_cost }.checked()
    }

    fn checked(self) -> Result<Self> {
        let (profit, cost) = (self.profit_per_customer, self.programme_cost);
        if !profit.is_finite() {
            return Err(Error::out_of_range("profit_per_customer", profit, "a finite amount"));
        }
        if !(0.0..=1.0).contains(&self.preventable) {
            return Err(Error::out_of_range("preventable", self.preventable, "0 to 1"));
        }
        if !(cost >= 0.0 && cost.is_finite()) {
            return Err(Error::out_of_range("programme_cost", cost, "finite and >= 0"));
        }
        Ok(self)
    }

    /// The group of the cause. Defaults to none.
    #[must_use]
    pub fn with_group(mut self, group: CauseGroup) -> Self {
        self.group = Some(group);
        self
    }

    /// A programme against the cause: the share of the lost whom it would have
    /// kept, and what it costs. Defaults to 0 and 0.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a share outside 0..1 or a cost that is not finite and >= 0.
    pub fn with_programme(mut self, preventable: f64, cost: f64) -> Result<Self> {
        self.preventable = preventable;
        self.programme_cost = cost;
        self.checked()
    }

    /// The profit lost with those who left.
    #[must_use]
    pub fn lost_profit(&self) -> f64 {
        self.lost as f64 * self.profit_per_customer
    }

    /// The profit that the programme would have kept.
    #[must_use]
    pub fn prevented_loss(&self) -> f64 {
        self.preventable * self.lost_profit()
    }

    /// What the programme would have earned: prevented loss less its cost.
    #[must_use]
    pub fn net_gain(&self) -> f64 {
        self.prevented_loss() - self.programme_cost
    }

    /// The share of the lost whom the programme must keep to pay for itself;
    /// `None` where the lost were worth nothing, or where all of them are not
    /// enough.
    #[must_use]
    pub fn break_even(&self) -> Option<f64> {
        let share = self.programme_cost / self.lost_profit();
        (self.lost_profit() > 0.0 && share <= 1.0).then_some(share)
    }
}

/// Defection of a period by cause (Reichheld and Sasser 1990). Amounts are of one
/// currency.
///
/// ```
/// use habitue::retention::{CauseGroup, Defection, DefectionAnalysis};
///
/// let analysis = DefectionAnalysis::new(2000, vec![
///     Defection::new("price of a rival", 120, 300.0)?
///         .with_group(CauseGroup::Competition)
///         .with_programme(0.5, 10_000.0)?,
///     Defection::new("waiting time", 80, 500.0)?.with_programme(0.75, 40_000.0)?,
/// ])?;
/// assert_eq!(analysis.rate(), 0.1);
/// assert_eq!(analysis.lost_profit(), 76_000.0);
/// assert_eq!(analysis.causes()[0].net_gain(), 8_000.0);
/// assert_eq!(analysis.causes()[1].net_gain(), -10_000.0); // not worth its cost
/// assert_eq!(analysis.worthwhile_gain(), 8_000.0);
/// assert_eq!(analysis.of_group(Some(CauseGroup::Competition)).lost_profit, 36_000.0);
/// assert_eq!(analysis.of_group(None).lost, 80); // nobody said to which group it belongs
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct DefectionAnalysis {
    customers: u64,
    causes: Vec<Defection>,
}

impl DefectionAnalysis {
    /// The causes for which some of `customers`, counted at the start, left.
    ///
    /// # Errors
    /// [`Empty`](ErrorKind::Empty) without a customer,
    /// [`Inconsistent`](ErrorKind::Inconsistent) where more left than there were,
    /// [`Overflow`](ErrorKind::Overflow) where what is at stake is beyond doubles.
    pub fn new(customers: u64, causes: Vec<Defection>) -> Result<Self> {
        Self { customers, causes }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { customers, causes } = &self;
        if *customers == 0 {
            return Err(Error::new(ErrorKind::Empty, "is 0, so that nobody can leave")
                .in_column("customers"));
        }
        let lost = causes.iter().try_fold(0_u64, |sum, cause| sum.checked_add(cause.lost));
        if lost.is_none_or(|lost| lost > *customers) {
            return Err(Error::new(ErrorKind::Inconsistent, "add up to more than the customers")
                .in_column("lost")
                .allowing(format!("at most {customers} in all")));
        }
        // No figure is larger than what is at stake in all.
        let mut stake = 0.0;
        for (row, cause) in causes.iter().enumerate() {
            stake += cause.lost_profit().abs() + cause.programme_cost;
            Error::unless_finite(stake, "profit_per_customer", cause.profit_per_customer)
                .map_err(|error| error.at_row(row as u64))?;
        }
        Ok(self)
    }

    /// The causes, in the order in which they were given.
    #[must_use]
    pub fn causes(&self) -> &[Defection] {
        &self.causes
    }

    /// How many left.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.causes.iter().map(|cause| cause.lost).sum()
    }

    /// The defection rate, 0 to 1.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.lost() as f64 / self.customers as f64
    }

    /// The profit lost with all who left.
    #[must_use]
    pub fn lost_profit(&self) -> f64 {
        self.causes.iter().map(Defection::lost_profit).sum()
    }

    /// What left for causes of a group, or, for `None`, of causes whose group is not
    /// known.
    #[must_use]
    pub fn of_group(&self, group: Option<CauseGroup>) -> GroupLoss {
        let mut found = GroupLoss::default();
        for cause in self.causes.iter().filter(|cause| cause.group == group) {
            found.lost += cause.lost;
            found.lost_profit += cause.lost_profit();
        }
        found
    }

    /// The net gain of all programmes together.
    #[must_use]
    pub fn net_gain(&self) -> f64 {
        self.causes.iter().map(Defection::net_gain).sum()
    }

    /// The net gain of those programmes that earn more than they cost.
    #[must_use]
    pub fn worthwhile_gain(&self) -> f64 {
        self.causes.iter().map(|cause| cause.net_gain().max(0.0)).sum()
    }
}

/// What left for the causes of one group.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct GroupLoss {
    /// How many left.
    pub lost: u64,
    /// The profit lost with them.
    pub lost_profit: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_pays_from_its_break_even_on() {
        let cause = Defection::new("waiting", 80, 500.0).unwrap();
        let cause = cause.with_programme(0.5, 10_000.0).unwrap();
        assert_eq!(cause.break_even(), Some(0.25));
        let at = cause.clone().with_programme(0.25, 10_000.0).unwrap();
        assert_eq!(at.net_gain(), 0.0);
        assert_eq!(cause.clone().with_programme(0.5, 50_000.0).unwrap().break_even(), None);
        // Nothing is gained by keeping those who cost more than they bring.
        let burden = Defection::new("moved", 10, -5.0).unwrap().with_programme(1.0, 0.0).unwrap();
        assert_eq!((burden.prevented_loss(), burden.break_even()), (-50.0, None));
    }

    #[test]
    fn contradictions_are_refused() {
        let cause = |lost| Defection::new("x", lost, 1.0).unwrap();
        assert!(DefectionAnalysis::new(0, vec![]).is_err());
        assert!(DefectionAnalysis::new(10, vec![cause(6), cause(5)]).is_err());
        assert!(DefectionAnalysis::new(10, vec![cause(u64::MAX), cause(5)]).is_err());
        assert_eq!(DefectionAnalysis::new(10, vec![cause(6), cause(4)]).unwrap().rate(), 1.0);
        assert!(Defection::new("x", 1, f64::NAN).is_err());
        let dear = || Defection::new("x", 2, 8e307).unwrap();
        assert!(DefectionAnalysis::new(10, vec![dear()]).is_ok());
        let error = DefectionAnalysis::new(10, vec![dear(), dear()]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Overflow, Some(1)));
        assert!(cause(1).with_programme(1.5, 0.0).is_err());
        assert!(cause(1).with_programme(0.5, -1.0).is_err());
    }
}
