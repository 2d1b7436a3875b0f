//! What was forecast at earlier origins, and what came.

use super::buyers::BuyersTest;
use super::outlook::Outlook;
use super::tiers::TierFigures;

/// What was forecast at earlier origins, and what came: (expected, came) of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Earlier {
    /// Customers who bought in each test.
    pub(crate) buyers: Vec<(f64, f64)>,
    /// Purchases of each test.
    pub(crate) purchases: Vec<(f64, f64)>,
    /// Money (or purchases) of each test.
    pub(crate) values: Vec<(f64, f64)>,
    /// The same by tier, from the top down.
    pub(crate) tiers: Vec<Vec<(f64, f64)>>,
    /// The share that the top fifth by expected value held.
    pub(crate) top_fifth: Vec<(f64, f64)>,
}

impl Earlier {
    /// Adds an origin whose outlook has a test; the first that is added is the test of the study.
    pub(crate) fn add(&mut self, outlook: &Outlook<'_>, tiers: &TierFigures) {
        let Some(test) = &outlook.test else { return };
        let sum = |column: &[f64]| column.iter().sum::<f64>();
        let buyers = BuyersTest::of(test);
        self.buyers.push((buyers.expected, buyers.bought as f64));
        let came = test.came_purchases.iter().map(|n| f64::from(*n)).sum();
        self.purchases.push((sum(test.expected_purchases), came));
        self.values.push((sum(&test.expected), sum(test.came)));
        self.tiers.resize(tiers.rows.len(), Vec::new());
        for (pairs, row) in self.tiers.iter_mut().zip(&tiers.rows) {
            pairs.extend(row.test.map(|test| (test.expected, test.came)));
        }
        let top = top_fifth(outlook.value);
        let share = |column: &[f64]| {
            top.iter().map(|row| column[*row]).sum::<f64>() / column.iter().sum::<f64>()
        };
        let shares = (share(&test.expected), share(test.came));
        self.top_fifth.extend(Some(shares).filter(|(a, b)| a.is_finite() && b.is_finite()));
    }
}

/// The rows of the top fifth of a column; of equals the first.
pub(crate) fn top_fifth(column: &[f64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..column.len()).collect();
    rows.sort_by(|a, b| column[*b].total_cmp(&column[*a]).then(a.cmp(b)));
    rows.truncate(column.len().div_ceil(5));
    rows
}
