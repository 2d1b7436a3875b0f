//! Customers as an investment: profit by tenure, acquisition cost, referrals,
//! equity by segment, and what defection costs.

use super::amount::Compensated;
use super::cash_flow::payback;
use super::discount::factor;
use super::margin_multiple::rate;
use crate::error::{Error, Result};

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
    if years.is_empty() {
        return Err(Error::empty("years"));
    }
    not_negative("acquisition", acquisition)?;
    if !(0.0..=1.0).contains(&retention) {
        return Err(Error::out_of_range("retention", retention, "0..=1"));
    }
    let mut sum = Compensated::default();
    sum.add(-acquisition);
    let (mut present, mut cumulative) = (Vec::new(), Vec::new());
    let mut stays = 1.0;
    for (row, year) in years.iter().enumerate() {
        let profit = year.total();
        if !profit.is_finite() {
            return Err(Error::out_of_range("profit", profit, "a finite number").at_row(row as u64));
        }
        let worth = profit * stays * factor(discount, (row + 1) as f64);
        sum.add(worth);
        present.push(worth);
        cumulative.push(sum.value());
        stays *= retention;
    }
    let times = std::iter::once((0.0, -acquisition))
        .chain(present.iter().enumerate().map(|(row, &worth)| ((row + 1) as f64, worth)));
    let value = sum.value();
    Ok(TenureValue {
        payback: payback(times),
        value_to_cost: (acquisition > 0.0).then(|| (value + acquisition) / acquisition),
        present,
        cumulative,
        value,
    })
}

/// What a customer brought by referrals (after V. Kumar, J. A. Petersen and R. P.
/// Leone, *Driving Profitability by Encouraging Customer Referrals*, Journal of
/// Marketing 74, 2010).
///
/// A referred customer who would not have come otherwise counts with its value
/// and the acquisition cost saved; one who would have come anyway counts with the
/// saving alone. Each is discounted by when it came. To add referral value to the
/// referred customers' own lifetime values counts them twice: report either.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Referral {
    /// When the referred customer came, in years from now, ≥ 0.
    pub time: f64,
    /// Its lifetime value when it came, before acquisition cost.
    pub value: f64,
    /// The acquisition cost that the referral saved.
    pub saving: f64,
    /// The probability that it would have come anyway, 0..=1.
    pub anyway: f64,
}

/// The referral value of a customer; see [`Referral`].
///
/// # Errors
/// `OutOfRange` for a negative time, a probability outside 0..=1 or a rate of −1
/// or less; `NotFinite`. The row is the index of the referral.
pub fn referral_value(referrals: &[Referral], discount: f64) -> Result<f64> {
    rate("discount", discount)?;
    let mut sum = Compensated::default();
    for (row, referral) in referrals.iter().enumerate() {
        let at = |error: Error| error.at_row(row as u64);
        not_negative("time", referral.time).map_err(at)?;
        for (name, value) in [("value", referral.value), ("saving", referral.saving)] {
            if !value.is_finite() {
                return Err(at(Error::out_of_range(name, value, "a finite number")));
            }
        }
        if !(0.0..=1.0).contains(&referral.anyway) {
            return Err(at(Error::out_of_range("anyway", referral.anyway, "0..=1")));
        }
        let worth = (1.0 - referral.anyway) * referral.value + referral.saving;
        sum.add(worth * factor(discount, referral.time));
    }
    Ok(sum.value())
}

/// A segment's part of customer equity.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SegmentEquity {
    /// Customers of the segment.
    pub customers: f64,
    /// Lifetime value of one of them.
    pub value: f64,
    /// Prospects addressed.
    pub prospects: f64,
    /// Share of them who are won, 0..=1.
    pub acquisition_rate: f64,
    /// Spend per prospect.
    pub acquisition_cost: f64,
}

/// Customer equity by segment: the value of the customers there are, plus that of
/// the prospects who will be won less what all prospects cost.
///
/// # Errors
/// `OutOfRange` for negative counts or a rate outside 0..=1; `NotFinite`. The row
/// is the index of the segment.
pub fn customer_equity(segments: &[SegmentEquity]) -> Result<Vec<f64>> {
    segments
        .iter()
        .enumerate()
        .map(|(row, segment)| {
            let at = |error: Error| error.at_row(row as u64);
            not_negative("customers", segment.customers).map_err(at)?;
            not_negative("prospects", segment.prospects).map_err(at)?;
            if !(0.0..=1.0).contains(&segment.acquisition_rate) {
                let rate = segment.acquisition_rate;
                return Err(at(Error::out_of_range("acquisition_rate", rate, "0..=1")));
            }
            for (name, value) in
                [("value", segment.value), ("acquisition_cost", segment.acquisition_cost)]
            {
                if !value.is_finite() {
                    return Err(at(Error::out_of_range(name, value, "a finite number")));
                }
            }
            let won = segment.acquisition_rate * segment.value - segment.acquisition_cost;
            Ok(segment.customers * segment.value + segment.prospects * won)
        })
        .collect()
}

/// What the customers who leave take with them: the sum over causes of the lost
/// customers times their value, per cause; and what a programme that prevents the
/// share `prevented` of each cause is worth after its cost.
///
/// # Errors
/// `Length`; `OutOfRange` for a negative count or a share outside 0..=1;
/// `NotFinite`. The row is the index of the cause.
pub fn defection_loss(
    lost: &[f64],
    value: f64,
    prevented: &[f64],
    cost: f64,
) -> Result<(Vec<f64>, f64)> {
    if prevented.len() != lost.len() {
        return Err(Error::length("prevented", prevented.len(), lost.len()));
    }
    for (name, number) in [("value", value), ("cost", cost)] {
        if !number.is_finite() {
            return Err(Error::out_of_range(name, number, "a finite number"));
        }
    }
    let mut net = Compensated::default();
    net.add(-cost);
    let mut losses = Vec::with_capacity(lost.len());
    for (row, (&lost, &prevented)) in lost.iter().zip(prevented).enumerate() {
        not_negative("lost", lost).map_err(|error| error.at_row(row as u64))?;
        if !(0.0..=1.0).contains(&prevented) {
            return Err(Error::out_of_range("prevented", prevented, "0..=1").at_row(row as u64));
        }
        losses.push(lost * value);
        net.add(lost * value * prevented);
    }
    Ok((losses, net.value()))
}

fn not_negative(name: &'static str, value: f64) -> Result<()> {
    if value >= 0.0 && value.is_finite() {
        Ok(())
    } else {
        Err(Error::out_of_range(name, value, ">= 0"))
    }
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
    fn referrals_are_not_counted_twice() {
        let sure = Referral { time: 0.0, value: 100.0, saving: 20.0, anyway: 0.0 };
        assert_eq!(referral_value(&[sure], 0.1).unwrap(), 120.0);
        // Who would have come anyway brings the saving alone.
        assert_eq!(referral_value(&[Referral { anyway: 1.0, ..sure }], 0.1).unwrap(), 20.0);
        let later = Referral { time: 2.0, anyway: 0.5, ..sure };
        assert!(
            (referral_value(&[sure, later], 0.25).unwrap() - (120.0 + 70.0 * 0.64)).abs() < 1e-12
        );
        assert_eq!(referral_value(&[], 0.1).unwrap(), 0.0);
        let bad = Referral { anyway: 1.5, ..sure };
        assert_eq!(referral_value(&[sure, bad], 0.1).unwrap_err().row(), Some(1));
    }

    #[test]
    fn equity_and_defection_add_up() {
        let segment = SegmentEquity {
            customers: 100.0,
            value: 50.0,
            prospects: 1000.0,
            acquisition_rate: 0.1,
            acquisition_cost: 2.0,
        };
        assert_eq!(customer_equity(&[segment]).unwrap(), [5000.0 + 1000.0 * 3.0]);
        let bad = SegmentEquity { acquisition_rate: 2.0, ..segment };
        assert_eq!(customer_equity(&[segment, bad]).unwrap_err().row(), Some(1));
        let (losses, net) = defection_loss(&[10.0, 4.0], 50.0, &[0.5, 0.25], 200.0).unwrap();
        assert_eq!((losses, net), (vec![500.0, 200.0], 100.0));
        assert!(defection_loss(&[-1.0], 50.0, &[0.5], 0.0).is_err());
        assert!(defection_loss(&[1.0], f64::NAN, &[0.5], 0.0).is_err());
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
