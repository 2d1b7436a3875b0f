//! One transaction.

use super::Costing;
use crate::customer::Key;
use crate::money::Money;
use crate::time::Moment;

/// One thing that one customer did: who, when, and for how much.
///
/// ```
/// use habitue::ledger::Transaction;
/// use habitue::money::{Currency, Money};
/// use habitue::time::Day;
///
/// let day = Day::parse("1997-01-18")?;
/// let bought = Transaction::new(4, day, Money::parse("29.73", Currency::USD)?);
/// assert_eq!(bought.at.day(), day);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Transaction<'a> {
    /// Who.
    pub customer: Key<'a>,
    /// When, by the clock of the shop.
    pub at: Moment,
    /// For how much; negative for a refund, `None` where only the deed counts (a visit).
    pub amount: Option<Money>,
    /// What it cost or left, where that is known and the rules keep margins.
    pub costing: Option<Costing<Money>>,
}

impl<'a> Transaction<'a> {
    /// A purchase, or a refund where `amount` is negative.
    pub fn new(customer: impl Into<Key<'a>>, at: impl Into<Moment>, amount: Money) -> Self {
        Self { customer: customer.into(), at: at.into(), amount: Some(amount), costing: None }
    }

    /// With what it cost.
    #[must_use]
    pub fn with_cost(mut self, cost: Money) -> Self {
        self.costing = Some(Costing::Cost(cost));
        self
    }

    /// With what it left.
    #[must_use]
    pub fn with_margin(mut self, margin: Money) -> Self {
        self.costing = Some(Costing::Margin(margin));
        self
    }

    /// A deed without an amount.
    pub fn visit(customer: impl Into<Key<'a>>, at: impl Into<Moment>) -> Self {
        Self { customer: customer.into(), at: at.into(), amount: None, costing: None }
    }
}
