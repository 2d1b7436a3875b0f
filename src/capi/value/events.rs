//! Lifetime value by the customer-event method.

use crate::capi::prelude::*;
use crate::capi::value::cash_flow::Flow;
use crate::money::{Currency, Money};
use crate::time::Day;
use crate::value::{CustomerEvent, DayCount, event_cash_flow, event_values_into};

/// The events that are expected of customers: probability x (revenue - cost), discounted. Start from
/// `HABITUE_EVENTS_INIT`.
#[apply(versioned)]
pub struct habitue_events {
    /// The day of the valuation, since 1970-01-01; must be given.
    pub valuation: i32,
    /// One of `HABITUE_DAY_COUNT_...`.
    pub day_count: i32,
    pub reserved: u32,
    /// The ISO 4217 code.
    pub currency: habitue_text,
    /// Length of the columns.
    pub rows: usize,
    /// Whose event it is, from 0; NULL where all are of one customer.
    pub customer: *const u32,
    /// The day of the event, none before the valuation; in any order.
    pub day: *const i32,
    /// Its probability, in 0..=1.
    pub probability: *const f64,
    /// What it brings, minor units.
    pub revenue: *const i64,
    /// What it costs, minor units.
    pub cost: *const i64,
}

begins!(habitue_events, valuation = HABITUE_NO_DAY);

/// The expected present value of each event, in major units, into `present`, and that of each
/// customer into `values`, 0 for one without an event, at a `discount` rate > -1 a year; all events
/// as a cash flow in years into `flow`. `present` has `rows` cells, `values` has `customer_count`;
/// either and `flow` may be NULL.
pub unsafe fn habitue_events_value(
    events: habitue_events,
    discount: f64,
    present: *mut f64,
    values: Option<&mut [f64]>,
    _customer_count: usize,
    flow: Option<New<habitue_cash_flow>>,
) -> Result<()> {
    let (given, rows) = (events, events.rows);
    let present = optional_column_mut(present, rows, "present")?;
    read!(given => optional_column customer[rows], column day[rows], column probability[rows],
            column revenue[rows], column cost[rows]);
    let currency = Currency::from_label(given.currency.read("currency")?)?;
    let (valuation, count) =
        (Day::from_number(given.valuation)?, DayCount::read(given.day_count, "day_count")?);
    let event = |row: usize| {
        let day = Day::from_number(day[row]).map_err(|error| error.at_row(row as u64))?;
        let [revenue, cost] =
            [revenue, cost].map(|column| Money::from_minor(column[row], currency));
        Ok(CustomerEvent { day, probability: probability[row], revenue, cost })
    };
    let events = (0..rows).map(event).collect::<Result<Vec<_>>>()?;
    let made = event_cash_flow(currency, valuation, count, &events)?;
    let table = if present.is_some() { made.table(discount)? } else { Vec::new() };
    match (values, customer) {
        (None, Some(_)) => return Err(unread("customer", "without values")),
        (None, None) => {}
        (Some(values), customer) => {
            same_length("values", if customer.is_none() { values.len() } else { 1 }, 1)?;
            let (one, events) = (vec![0; rows], &events);
            let customer = customer.unwrap_or(&one);
            event_values_into(currency, valuation, count, discount, customer, events, values)?;
        }
    }
    if let Some(present) = present {
        let mut order: Vec<usize> = (0..rows).collect();
        let time = |row: usize| count.years(valuation, events[row].day);
        order.sort_by(|&a, &b| time(a).total_cmp(&time(b)));
        order.into_iter().zip(table).for_each(|(row, line)| present[row] = line.present);
    }
    if let Some(flow) = flow {
        flow.put(habitue_cash_flow(Flow::Exact(made)));
    }
    Ok(())
}
