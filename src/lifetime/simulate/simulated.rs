//! What a simulation has drawn, by column.

use crate::error::Result;
use crate::lifetime::observed::history::Histories;
use crate::lifetime::observed::spend::Spending;

/// Customers drawn from a model, by column.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SimulatedBase {
    /// x, repeat purchases in (0, T].
    pub x: Vec<u32>,
    /// t_x, the time of the last of them; 0 where there is none.
    pub t_x: Vec<f64>,
    /// T, the age that was asked for.
    pub t: Vec<f64>,
    /// The sum of the logarithms of the intervals between the purchases up to T;
    /// see [`Histories::with_log_intervals`].
    pub log_intervals: Vec<f64>,
    /// Purchases in (T, T + holdout].
    pub holdout_x: Vec<u32>,
    /// When the customer left, counted from the first purchase; infinite for one
    /// who is still there at the end of the holdout. Nobody sees this in life.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite_each"))]
    pub left: Vec<f64>,
    /// The mean amount of the x repeat purchases, 0 where x = 0; empty without a
    /// model of spend.
    pub mean_spend: Vec<f64>,
    /// The mean amount of the purchases of the holdout, 0 where there is none;
    /// empty without a model of spend.
    pub holdout_mean_spend: Vec<f64>,
    /// Every purchase, the first of each customer included; empty unless asked
    /// for.
    pub purchases: SimulatedPurchases,
}

/// Purchases one by one, in the order of the customers and then of time: the
/// columns of a ledger.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SimulatedPurchases {
    /// The row of the customer.
    pub customer: Vec<u64>,
    /// When, counted from the customer's first purchase, or from T for the future
    /// of a customer with a history.
    pub time: Vec<f64>,
    /// What was spent; empty without a model of spend.
    pub amount: Vec<f64>,
}

/// What lay ahead of customers with a history, by column.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SimulatedFuture {
    /// Purchases in (T, T + horizon].
    pub x: Vec<u32>,
    /// When the customer left, counted from T: 0 for one who had left by then,
    /// infinite for one who is still there at the end.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite_each"))]
    pub left: Vec<f64>,
    /// The mean amount of these purchases, 0 where there is none; empty without past
    /// spend.
    pub mean_spend: Vec<f64>,
    /// Every purchase, at times counted from T; empty unless asked for.
    pub purchases: SimulatedPurchases,
}

impl SimulatedBase {
    /// The histories, with the sums of the logarithms of the intervals.
    ///
    /// # Errors
    /// As [`Histories::new`], where the columns were changed.
    pub fn histories(&self) -> Result<Histories<'_>> {
        Histories::new(&self.x, &self.t_x, &self.t)?.with_log_intervals(&self.log_intervals)
    }

    /// The spending on the repeat purchases.
    ///
    /// # Errors
    /// `Length` where there was no model of spend.
    pub fn spending(&self) -> Result<Spending<'_>> {
        Spending::new(&self.x, &self.mean_spend)
    }

    /// The number of customers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there are no customers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }
}

impl SimulatedPurchases {
    pub(crate) fn append(&mut self, row: usize, times: &[f64], amounts: &[f64]) {
        self.customer.extend(std::iter::repeat_n(row as u64, times.len()));
        self.time.extend_from_slice(times);
        self.amount.extend_from_slice(amounts);
    }

    fn join(&mut self, mut next: Self) {
        self.customer.append(&mut next.customer);
        self.time.append(&mut next.time);
        self.amount.append(&mut next.amount);
    }
}

/// Columns that continue others.
pub(crate) trait Joined: Default {
    fn join(&mut self, next: Self);
}

impl Joined for SimulatedBase {
    fn join(&mut self, mut next: Self) {
        self.x.append(&mut next.x);
        self.t_x.append(&mut next.t_x);
        self.t.append(&mut next.t);
        self.log_intervals.append(&mut next.log_intervals);
        self.holdout_x.append(&mut next.holdout_x);
        self.left.append(&mut next.left);
        self.mean_spend.append(&mut next.mean_spend);
        self.holdout_mean_spend.append(&mut next.holdout_mean_spend);
        self.purchases.join(next.purchases);
    }
}

impl Joined for SimulatedFuture {
    fn join(&mut self, mut next: Self) {
        self.x.append(&mut next.x);
        self.left.append(&mut next.left);
        self.mean_spend.append(&mut next.mean_spend);
        self.purchases.join(next.purchases);
    }
}
