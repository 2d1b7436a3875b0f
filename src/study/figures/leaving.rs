//! P(alive) against what came.

use super::observed::ObservedShare;

/// P(alive) of repeat customers at the split, against the share that bought in the test. Whoever
/// buys was alive, so a share above the P(alive) contradicts the model.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AliveCheck {
    /// Repeat customers by P(alive), lowest first; classes without a customer are left out.
    pub classes: Vec<AliveClass>,
    /// Those who bought once by the split; `None` where there are none.
    pub one_timers: Option<OneTimers>,
    /// Repeat customers.
    pub repeat_customers: u64,
    /// Their mean P(alive): the share that is held for active. `None` where there are none.
    pub repeat_active: Option<f64>,
}

/// Repeat customers of one class of P(alive).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct AliveClass {
    /// The least P(alive) of the class, 0 to 1.
    pub low: f64,
    /// The P(alive) that the class ends below (1 is in the last class).
    pub high: f64,
    /// The mean P(alive) of its customers.
    pub p_alive: f64,
    /// The mean chance that they had to buy within the test.
    pub chance: f64,
    /// How many bought in the test.
    pub bought: ObservedShare,
}

/// Customers who had bought once by the split.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct OneTimers {
    /// How many came back in the test.
    pub bought: ObservedShare,
    /// The mean chance that they had to.
    pub chance: f64,
    /// Their mean P(alive).
    pub p_alive: f64,
    /// Whether the model calls each of them alive by its construction, so that their P(alive) is
    /// no finding.
    pub fixed: bool,
}
