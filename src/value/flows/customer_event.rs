//! The customer-event method: what is expected of a customer, event by event.

use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money};
use crate::time::Day;
use crate::value::flows::cash_flow::CashFlow;
use crate::value::flows::discount::DayCount;
use crate::value::flows::discount::rate;

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

impl CustomerEvent {
    /// Revenue less cost.
    fn margin(&self) -> Result<Money> {
        if self.cost.amount().is_sign_negative() && !self.cost.amount().is_zero() {
            return Err(Error::out_of_range("cost", self.cost.to_f64(), ">= 0"));
        }
        self.revenue.checked_sub(&self.cost)
    }
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
    let mut payments = Vec::with_capacity(events.len());
    for (row, event) in events.iter().enumerate() {
        let at = |error: Error| error.at_row(row as u64);
        if event.day < valuation {
            return Err(at(Error::new(ErrorKind::OutOfRange, "is before the valuation")
                .in_column("day")
                .with_value(event.day)
                .allowing(format!("{valuation} or later"))));
        }
        let margin = event.margin().map_err(at)?;
        payments.push((count.years(valuation, event.day), margin, event.probability));
    }
    CashFlow::collect(currency, payments)
}

/// Writes the value of each customer by the customer-event method: event i is one
/// of customer `customer[i]`, counted from 0, whose value is in that place of
/// `out`; customers without an event are worth 0. Each value has the bits of
/// [`event_cash_flow`] over the customer's events.
///
/// # Errors
/// `Length`; `OutOfRange` for a customer beyond `out` or a rate of −1 or less; as
/// [`event_cash_flow`], naming the row. Nothing is written then.
pub fn event_values_into(
    currency: Currency,
    valuation: Day,
    count: DayCount,
    discount: f64,
    customer: &[u32],
    events: &[CustomerEvent],
    out: &mut [f64],
) -> Result<()> {
    rate("discount", discount)?;
    if customer.len() != events.len() {
        return Err(Error::length("customer", customer.len(), events.len()));
    }
    let mut rows: Vec<usize> = (0..events.len()).collect();
    for (row, (&customer, event)) in customer.iter().zip(events).enumerate() {
        let at = |error: Error| error.at_row(row as u64);
        if customer as usize >= out.len() {
            let allowed = format!("below {} (the customers)", out.len());
            return Err(at(Error::out_of_range("customer", f64::from(customer), allowed)));
        }
        event_cash_flow(currency, valuation, count, std::slice::from_ref(event)).map_err(at)?;
    }
    rows.sort_by_key(|&row| customer[row]);
    let mut values = vec![0.0; out.len()];
    for rows in rows.chunk_by(|&a, &b| customer[a] == customer[b]) {
        let events: Vec<CustomerEvent> = rows.iter().map(|&row| events[row]).collect();
        let flow = event_cash_flow(currency, valuation, count, &events)?;
        values[customer[rows[0]] as usize] = flow.present_value(discount)?;
    }
    out.copy_from_slice(&values);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_events_of_many_customers_are_those_of_each() {
        let usd = Currency::from_code("USD").unwrap();
        let first = Day::parse("2026-01-01").unwrap();
        let customer = [2, 0, 2, 0, 2];
        let events: Vec<CustomerEvent> = (0..5)
            .map(|k| CustomerEvent {
                day: Day::from_number(first.number() + 500 - 97 * k).unwrap(),
                probability: 1.0 / f64::from(k + 1),
                revenue: Money::from_minor(10_000 + i64::from(k), usd),
                cost: Money::from_minor(3_333, usd),
            })
            .collect();
        let (count, mut out) = (DayCount::Actual36525, [9.0; 3]);
        event_values_into(usd, first, count, 0.1, &customer, &events, &mut out).unwrap();
        for (number, value) in out.into_iter().enumerate() {
            let own = customer.iter().zip(&events).filter(|(c, _)| **c as usize == number);
            let own: Vec<CustomerEvent> = own.map(|(_, event)| *event).collect();
            let flow = event_cash_flow(usd, first, count, &own).unwrap();
            assert_eq!(value.to_bits(), flow.present_value(0.1).unwrap().to_bits());
        }
        let mut bad = events;
        bad[3].probability = 2.0;
        let values = |events: &[CustomerEvent], out: &mut [f64]| {
            event_values_into(usd, first, count, 0.1, &customer, events, out)
        };
        let before = out;
        assert_eq!(values(&bad, &mut out).unwrap_err().row(), Some(3));
        assert_eq!(out, before);
        assert_eq!(values(&bad, &mut out[..2]).unwrap_err().row(), Some(0));
    }

    #[test]
    fn bad_events_are_named() {
        let currency = Currency::from_code("USD").unwrap();
        let usd = |cents| Money::from_minor(cents, currency);
        let day = Day::parse("2026-01-01").unwrap();
        let event = CustomerEvent { day, probability: 0.5, revenue: usd(5), cost: usd(-1) };
        let events = |event| event_cash_flow(currency, day, DayCount::Actual365, &[event]);
        assert_eq!(events(event).unwrap_err().column(), Some("cost"));
        let likely = CustomerEvent { probability: 1.5, cost: usd(0), ..event };
        assert_eq!(events(likely).unwrap_err().column(), Some("probability"));
        let before = Day::parse("2025-12-31").unwrap();
        let early = CustomerEvent { day: before, cost: usd(0), ..event };
        assert_eq!(events(early).unwrap_err().column(), Some("day"));
    }
}
