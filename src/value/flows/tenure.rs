//! Profit per customer by tenure: its sources year by year, against what winning
//! the customer cost.

use crate::error::{Error, Result};
use crate::value::flows::cash_flow::CashFlow;
use crate::value::flows::discount::rate;
use crate::value::not_negative;

/// What a customer of one year of tenure earns, by its sources (F. Reichheld and
/// W. E. Sasser, *Zero Defections*, Harvard Business Review, 1990).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TenureProfit {
    /// Base profit.
    pub base: f64,
    /// Profit of purchases that have grown, and of higher balances.
    pub growth: f64,
    /// Costs saved on a customer who knows the firm.
    pub cost_saving: f64,
    /// Profit of customers it referred, unless they are valued themselves.
    pub referral: f64,
    /// The price premium that it pays.
    pub premium: f64,
}

impl TenureProfit {
    /// The sum of the sources.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.base + self.growth + self.cost_saving + self.referral + self.premium
    }
}

/// A customer's profit over its tenure, after what it cost to win.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TenureValue {
    /// The discounted and retained profit of each year, from year 1.
    pub present: Vec<f64>,
    /// Running totals, the acquisition cost included.
    pub cumulative: Vec<f64>,
    /// The lifetime value: the last of the running totals.
    pub value: f64,
    /// When the acquisition cost is earned back, in years; `None` if never.
    pub payback: Option<f64>,
    /// Lifetime profit over acquisition cost ("LTV to CAC"); `None` where winning
    /// the customer cost nothing.
    pub value_to_cost: Option<f64>,
}

/// Values the profit of years 1, 2, ... of a customer who stays with probability
/// `retention` each year; year k is earned at time k with probability
/// retention^(k−1). Winning the customer costs `acquisition` at time 0.
///
/// ```
/// use habitue::value::{TenureProfit, tenure_value};
///
/// let year = |base, growth| TenureProfit { base, growth, ..TenureProfit::default() };
/// let years = [year(30.0, 0.0), year(30.0, 12.0), year(30.0, 14.0)];
/// let value = tenure_value(&years, 50.0, 1.0, 0.0)?;
/// assert_eq!(value.cumulative, [-20.0, 22.0, 66.0]);
/// assert!((value.payback.unwrap() - (1.0 + 20.0 / 42.0)).abs() < 1e-15);
/// assert_eq!(value.value_to_cost, Some(116.0 / 50.0));
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Empty`; `OutOfRange` for a negative acquisition cost, a retention outside
/// 0..=1 or a rate of −1 or less; `NotFinite`. The row is the index of the year.
pub fn tenure_value(
    years: &[TenureProfit],
    acquisition: f64,
    retention: f64,
    discount: f64,
) -> Result<TenureValue> {
    rate("discount", discount)?;
    let flow = tenure_cash_flow(years, acquisition, retention)?;
    // The acquisition is the first line.
    let (present, cumulative): (Vec<f64>, Vec<f64>) =
        flow.table(discount)?.iter().skip(1).map(|line| (line.present, line.cumulative)).unzip();
    let value = cumulative.last().copied().unwrap_or(-acquisition);
    Ok(TenureValue {
        payback: flow.payback(discount)?,
        value_to_cost: (acquisition > 0.0).then(|| (value + acquisition) / acquisition),
        present,
        cumulative,
        value,
    })
}

/// The cash flow of [`tenure_value`], in years: the acquisition cost at time 0, then
/// the profit of year k at time k with the probability that the customer stayed.
///
/// # Errors
/// As [`tenure_value`].
pub fn tenure_cash_flow(
    years: &[TenureProfit],
    acquisition: f64,
    retention: f64,
) -> Result<CashFlow<f64>> {
    if years.is_empty() {
        return Err(Error::empty("years"));
    }
    not_negative("acquisition", acquisition)?;
    if !(0.0..=1.0).contains(&retention) {
        return Err(Error::out_of_range("retention", retention, "0 to 1"));
    }
    let mut payments = vec![(0.0, -acquisition, 1.0)];
    let mut stays = 1.0;
    for (row, year) in years.iter().enumerate() {
        let profit = year.total();
        if !profit.is_finite() {
            return Err(Error::out_of_range("profit", profit, "a finite number").at_row(row as u64));
        }
        payments.push(((row + 1) as f64, profit, stays));
        stays *= retention;
    }
    Ok(CashFlow::modelled(payments))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{MarginMultiple, MarginTiming};

    #[test]
    fn a_constant_profit_is_the_margin_multiple() {
        let years = [TenureProfit { base: 10.0, ..TenureProfit::default() }; 25];
        let value = tenure_value(&years, 0.0, 0.8, 0.1).unwrap();
        let terms = MarginMultiple::new(0.1)
            .unwrap()
            .with_timing(MarginTiming::EndOfPeriod)
            .with_horizon(25);
        assert!((value.value - 10.0 * terms.of(0.8).unwrap()).abs() < 1e-12);
        assert_eq!((value.payback, value.value_to_cost), (Some(0.0), None));
    }

    #[test]
    fn bad_tenures_are_named() {
        let year = TenureProfit { growth: f64::NAN, ..TenureProfit::default() };
        assert_eq!(tenure_value(&[year], 0.0, 1.0, 0.0).unwrap_err().row(), Some(0));
        assert!(tenure_value(&[], 0.0, 1.0, 0.0).is_err());
        let year = TenureProfit::default();
        assert!(tenure_value(&[year], -1.0, 1.0, 0.0).is_err());
        assert!(tenure_value(&[year], 1.0, 1.1, 0.0).is_err());
        assert_eq!(tenure_value(&[year], 1.0, 1.0, 0.0).unwrap().payback, None);
    }
}
