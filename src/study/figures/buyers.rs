//! Buyers: how many customers bought in the test, beside how many were expected to.

use super::outlook::TestOutlook;

/// How many customers bought in the test, beside how many were expected to.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct BuyersTest {
    /// How many were expected to buy at least once: the sum of their chances.
    pub expected: f64,
    /// How many did.
    pub bought: u64,
    /// All customers whose chance was told.
    pub customers: u64,
    /// (expected − bought) / bought; `None` where nobody bought.
    pub bias: Option<f64>,
    /// Brier score: the mean of (chance − bought)², 0 for foresight. A chance of one half for
    /// everybody scores 0.25 (Brier, *Verification of forecasts expressed in terms of
    /// probability*, 1950).
    pub brier: f64,
}

impl BuyersTest {
    pub(crate) fn of(test: &TestOutlook<'_>) -> Self {
        let customers = test.chance.len() as u64;
        let expected: f64 = test.chance.iter().sum();
        let did = || test.came_purchases.iter().map(|n| *n > 0);
        let bought = did().filter(|bought| *bought).count() as u64;
        let missed = test.chance.iter().zip(did()).map(|(p, did)| (p - f64::from(did)).powi(2));
        Self {
            expected,
            bought,
            customers,
            bias: (bought > 0).then(|| expected / bought as f64 - 1.0),
            brier: missed.sum::<f64>() / customers.max(1) as f64,
        }
    }
}
