//! Payments in time: the one cash-flow type under lifetime value.

use super::amount::Compensated;
use super::discount::{DayCount, PaymentTiming, factor};
use super::margin_multiple::rate;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money};
use crate::time::Day;

/// A payment: exact money at a time, with a probability.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Payment {
    /// When, in periods (or, for dated flows, years) from the valuation.
    pub time: f64,
    /// How much; negative for money paid out.
    pub amount: Money,
    /// How likely, 0..=1.
    pub probability: f64,
}

/// A line of the table of a cash flow.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CashFlowLine {
    /// When, in periods or years from the valuation.
    pub time: f64,
    /// Amount times probability.
    pub expected: f64,
    /// The discount factor.
    pub factor: f64,
    /// The present value.
    pub present: f64,
    /// The present values so far.
    pub cumulative: f64,
}

/// Payments in one currency, dated or periodic, in the order of their time.
///
/// Amounts are exact and add up exactly; what is discounted or weighted by a
/// probability is a double. Payments of the same time keep no order among
/// themselves that a result could depend on: sums are compensated.
///
/// ```
/// use habitue::money::{Currency, Money};
/// use habitue::value::{CashFlow, PaymentTiming};
///
/// let usd = Currency::from_code("USD")?;
/// let amounts = [-100, 60, 60].map(|dollars| Money::from_minor(100 * dollars, usd));
/// let flow = CashFlow::periodic(usd, PaymentTiming::Beginning, &amounts)?;
/// assert_eq!(flow.total()?, Money::from_minor(2000, usd));
/// assert!((flow.present_value(0.1)? - (-100.0 + 60.0 / 1.1 + 60.0 / 1.21)).abs() < 1e-12);
/// assert!((flow.payback(0.0)?.unwrap() - (1.0 + 40.0 / 60.0)).abs() < 1e-15);
/// assert_eq!(flow.payback(0.2)?, None); // discounted at 20 % it never pays back
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CashFlow {
    currency: Currency,
    payments: Vec<Payment>,
}

impl CashFlow {
    /// One payment per period, the first in period 0.
    ///
    /// # Errors
    /// `Currency` for an amount in another currency, naming the row.
    pub fn periodic(currency: Currency, timing: PaymentTiming, amounts: &[Money]) -> Result<Self> {
        let mut flow = Self { currency, payments: Vec::with_capacity(amounts.len()) };
        for (row, amount) in amounts.iter().enumerate() {
            flow.push(timing.time(row), *amount, 1.0).map_err(|error| error.at_row(row as u64))?;
        }
        Ok(flow)
    }

    /// Payments on days; their times are the years since `valuation`.
    ///
    /// # Errors
    /// `OutOfRange` for a day before the valuation, `Currency`; the row is named.
    pub fn dated(
        currency: Currency,
        valuation: Day,
        count: DayCount,
        payments: &[(Day, Money)],
    ) -> Result<Self> {
        let mut flow = Self { currency, payments: Vec::with_capacity(payments.len()) };
        for (row, &(day, amount)) in payments.iter().enumerate() {
            flow.push(count.years(valuation, day), amount, 1.0)
                .map_err(|error| error.at_row(row as u64))?;
        }
        Ok(flow)
    }

    /// No payments yet.
    #[must_use]
    pub fn new(currency: Currency) -> Self {
        Self { currency, payments: Vec::new() }
    }

    /// Adds a payment at a time in periods or years, with a probability.
    ///
    /// # Errors
    /// `Currency`; `OutOfRange` for a negative time or a probability outside
    /// 0..=1; `NotFinite`.
    pub fn push(&mut self, time: f64, amount: Money, probability: f64) -> Result<()> {
        if amount.currency() != self.currency {
            return Err(Error::new(
                ErrorKind::Currency,
                format!("is in {}, the flow in {}", amount.currency().code(), self.currency.code()),
            )
            .in_column("amount"));
        }
        if !(time >= 0.0 && time.is_finite()) {
            return Err(Error::out_of_range("time", time, ">= 0: not before the valuation"));
        }
        if !(0.0..=1.0).contains(&probability) {
            return Err(Error::out_of_range("probability", probability, "0..=1"));
        }
        let at = self.payments.partition_point(|payment| payment.time <= time);
        self.payments.insert(at, Payment { time, amount, probability });
        Ok(())
    }

    /// The currency.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The payments in the order of their time.
    #[must_use]
    pub fn payments(&self) -> &[Payment] {
        &self.payments
    }

    /// The sum of the amounts, exact: neither weighted nor discounted.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn total(&self) -> Result<Money> {
        self.payments
            .iter()
            .try_fold(Money::zero(self.currency), |sum, payment| sum.checked_add(&payment.amount))
    }

    /// The expected present value at a discount rate per period (dated flows: per
    /// year).
    ///
    /// # Errors
    /// `OutOfRange` for a rate of −1 or less; `NotFinite`.
    pub fn present_value(&self, discount: f64) -> Result<f64> {
        Ok(self.table(discount)?.last().map_or(0.0, |line| line.cumulative))
    }

    /// The table of the flow: each payment, discounted and added up.
    ///
    /// # Errors
    /// As [`CashFlow::present_value`].
    pub fn table(&self, discount: f64) -> Result<Vec<CashFlowLine>> {
        rate("discount", discount)?;
        let mut sum = Compensated::default();
        Ok(self
            .payments
            .iter()
            .map(|payment| {
                let expected = payment.amount.to_f64() * payment.probability;
                let factor = factor(discount, payment.time);
                sum.add(expected * factor);
                CashFlowLine {
                    time: payment.time,
                    expected,
                    factor,
                    present: expected * factor,
                    cumulative: sum.value(),
                }
            })
            .collect())
    }

    /// When the flow has paid back what was paid out: the first time at which the
    /// cumulative present value is no longer negative, each payment after the
    /// first thought of as spread evenly since the one before. With a discount
    /// rate of 0 this is simple payback. `None` where it never does, `Some(0.0)`
    /// where nothing is paid out first.
    ///
    /// # Errors
    /// As [`CashFlow::present_value`].
    pub fn payback(&self, discount: f64) -> Result<Option<f64>> {
        let table = self.table(discount)?;
        Ok(payback(table.iter().map(|line| (line.time, line.present))))
    }
}

/// The time at which present values, in order of time, add up to zero.
pub(crate) fn payback(payments: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let mut sum = Compensated::default();
    let (mut before, mut since) = (0.0, 0.0);
    let mut payments = payments.peekable();
    while let Some((time, present)) = payments.next() {
        sum.add(present);
        let after = sum.value();
        // Payments of one moment count together.
        if payments.peek().is_some_and(|next| next.0 == time) {
            continue;
        }
        if after >= 0.0 {
            let share = if before < 0.0 { -before / (after - before) } else { 0.0 };
            return Some(since + share * (time - since));
        }
        (before, since) = (after, time);
    }
    (before >= 0.0).then_some(0.0)
}

/// An event of the customer-event method.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CustomerEvent {
    /// When it is expected.
    pub day: Day,
    /// How likely it is, 0..=1.
    pub probability: f64,
    /// What it brings.
    pub revenue: Money,
    /// What it costs, zero or positive.
    pub cost: Money,
}

/// Lifetime value by the customer-event method: Σ p (revenue − cost) DF(t) over
/// the events that are expected of a customer. The table and the present value
/// are those of the cash flow that this returns; events of one day have no order.
///
/// ```
/// use habitue::money::{Currency, Money};
/// use habitue::time::Day;
/// use habitue::value::{CustomerEvent, DayCount, event_cash_flow};
///
/// let cny = Currency::from_code("CNY")?;
/// let yuan = |amount: i64| Money::from_minor(100 * amount, cny);
/// let event = |text, probability, revenue, cost| -> Result<_, habitue::Error> {
///     Ok(CustomerEvent { day: Day::parse(text)?, probability, revenue: yuan(revenue), cost: yuan(cost) })
/// };
/// let events = [event("2027-01-01", 0.9, 1000, 600)?, event("2028-01-01", 0.5, 1200, 700)?];
/// let flow = event_cash_flow(cny, Day::parse("2026-01-01")?, DayCount::Actual365, &events)?;
/// assert!((flow.present_value(0.1)? - (360.0 / 1.1 + 250.0 / 1.21)).abs() < 1e-12);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `OutOfRange` for an event before the valuation, a probability outside 0..=1 or
/// a negative cost; `Currency`; `Overflow`. The row is named.
pub fn event_cash_flow(
    currency: Currency,
    valuation: Day,
    count: DayCount,
    events: &[CustomerEvent],
) -> Result<CashFlow> {
    let mut flow = CashFlow::new(currency);
    for (row, event) in events.iter().enumerate() {
        let add = || {
            if event.cost.amount().is_sign_negative() && !event.cost.amount().is_zero() {
                return Err(Error::out_of_range("cost", event.cost.to_f64(), ">= 0"));
            }
            let margin = event.revenue.checked_sub(&event.cost)?;
            Ok((count.years(valuation, event.day), margin))
        };
        add()
            .and_then(|(time, margin)| flow.push(time, margin, event.probability))
            .map_err(|error: Error| error.at_row(row as u64))?;
    }
    Ok(flow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(cents: i64) -> Money {
        Money::from_minor(cents, Currency::from_code("USD").unwrap())
    }

    #[test]
    fn totals_are_exact_and_values_do_not_depend_on_the_order() {
        let currency = Currency::from_code("USD").unwrap();
        let payments = [(0.0, 10), (2.0, -30), (2.0, 77), (1.0, 1)];
        let (mut forward, mut backward) = (CashFlow::new(currency), CashFlow::new(currency));
        for (time, cents) in payments {
            forward.push(time, usd(cents), 0.5).unwrap();
        }
        for (time, cents) in payments.into_iter().rev() {
            backward.push(time, usd(cents), 0.5).unwrap();
        }
        assert_eq!(forward.total().unwrap(), usd(58));
        assert_eq!(
            forward.present_value(0.07).unwrap().to_bits(),
            backward.present_value(0.07).unwrap().to_bits()
        );
    }

    #[test]
    fn payback_counts_payments_of_one_moment_together() {
        let currency = Currency::from_code("USD").unwrap();
        let mut flow = CashFlow::new(currency);
        assert_eq!(flow.payback(0.1).unwrap(), Some(0.0));
        for (time, cents) in [(0.0, 50), (0.0, -150), (1.0, 40), (3.0, 240)] {
            flow.push(time, usd(cents), 1.0).unwrap();
        }
        assert_eq!(flow.payback(0.0).unwrap(), Some(1.0 + 2.0 * 60.0 / 240.0));
        let later = flow.payback(0.3).unwrap().unwrap();
        assert!(later > 1.5 && later < 3.0);
        assert_eq!(flow.payback(0.5).unwrap(), None);
    }

    #[test]
    fn bad_input_is_named() {
        let currency = Currency::from_code("USD").unwrap();
        let euro = Money::from_minor(1, Currency::from_code("EUR").unwrap());
        let amounts = [usd(1), euro];
        let error = CashFlow::periodic(currency, PaymentTiming::End, &amounts).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Currency, Some(1)));
        let day = Day::parse("2026-01-01").unwrap();
        let payments = [(Day::parse("2025-12-31").unwrap(), usd(1))];
        let error = CashFlow::dated(currency, day, DayCount::Actual365, &payments).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(0)));
        let event = CustomerEvent { day, probability: 0.5, revenue: usd(5), cost: usd(-1) };
        let events = |event| event_cash_flow(currency, day, DayCount::Actual365, &[event]);
        assert_eq!(events(event).unwrap_err().column(), Some("cost"));
        let likely = CustomerEvent { probability: 1.5, cost: usd(0), ..event };
        assert_eq!(events(likely).unwrap_err().column(), Some("probability"));
        let mut flow = CashFlow::new(currency);
        assert!(flow.push(f64::NAN, usd(1), 1.0).is_err());
        assert!(flow.present_value(-1.0).is_err() && flow.payback(f64::NAN).is_err());
    }
}
