//! Customer equity by segment, defection, and what customers cost to win.

use super::column::{column, column_mut, output};
use super::guard::guard;
use super::margin_multiple::{habitue_margin_terms, margin_terms};
use super::status::{habitue_error, habitue_status};
use crate::value::{
    AcquisitionRatios, Channel, SegmentEquity, acquisition_ratios, customer_equity, defection_loss,
};

/// The customer equity of each segment, into `equity`: the `customers` there are times the
/// lifetime `value` of one, plus what the `prospects` addressed are worth, of whom the share
/// `acquisition_rate` (0..=1) is won at `acquisition_cost` per prospect.
///
/// All columns have `segments` entries. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_customer_equity(
    customers: *const f64,
    value: *const f64,
    prospects: *const f64,
    acquisition_rate: *const f64,
    acquisition_cost: *const f64,
    equity: *mut f64,
    segments: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (customers, value, prospects, rate, cost, equity) = unsafe {
            (
                column(customers, segments, "customers")?,
                column(value, segments, "value")?,
                column(prospects, segments, "prospects")?,
                column(acquisition_rate, segments, "acquisition_rate")?,
                column(acquisition_cost, segments, "acquisition_cost")?,
                column_mut(equity, segments, "equity")?,
            )
        };
        let segments: Vec<SegmentEquity> = (0..equity.len())
            .map(|row| SegmentEquity {
                customers: customers[row],
                value: value[row],
                prospects: prospects[row],
                acquisition_rate: rate[row],
                acquisition_cost: cost[row],
            })
            .collect();
        equity.copy_from_slice(&customer_equity(&segments)?);
        Ok(())
    })
}

/// What the customers who leave take with them, by cause, into `losses`: `lost` >= 0
/// customers times the lifetime `value` of one; and into `net` what a programme that prevents
/// the share `prevented` (0..=1) of each cause is worth after its `cost`.
///
/// The columns have `causes` entries. `net` must not be NULL, `error` may be. Returns
/// `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with
/// the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_defection_loss(
    lost: *const f64,
    prevented: *const f64,
    causes: usize,
    value: f64,
    cost: f64,
    losses: *mut f64,
    net: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (lost, prevented, losses, net) = unsafe {
            (
                column(lost, causes, "lost")?,
                column(prevented, causes, "prevented")?,
                column_mut(losses, causes, "losses")?,
                output(net, "net")?,
            )
        };
        let (found, worth) = defection_loss(lost, value, prevented, cost)?;
        losses.copy_from_slice(&found);
        *net = worth;
        Ok(())
    })
}

/// What a customer costs to win, against what it brings. See `habitue_acquisition_ratios`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_acquisition_ratio {
    /// Customer acquisition cost (CAC); NaN where nobody was won.
    pub cost: f64,
    /// Lifetime value (LTV) of a customer before that cost; NaN where nobody was won.
    pub value: f64,
    /// LTV to CAC; NaN where nobody was won or nothing was spent.
    pub value_to_cost: f64,
    /// CAC to LTV; NaN where nobody was won or the value is zero or negative.
    pub cost_to_value: f64,
    /// The value of the customers won less the spend.
    pub net: f64,
    /// `net` over spend; NaN where nothing was spent.
    pub return_on_spend: f64,
    /// Simple payback in periods, cost over margin; NaN where there is none.
    pub payback: f64,
    /// Payback by the margins of those who are expected to stay; NaN if never.
    pub payback_retained: f64,
    /// The same of their present values.
    pub payback_discounted: f64,
}

impl From<AcquisitionRatios> for habitue_acquisition_ratio {
    fn from(found: AcquisitionRatios) -> Self {
        let or_nan = |number: Option<f64>| number.unwrap_or(f64::NAN);
        Self {
            cost: or_nan(found.cost),
            value: or_nan(found.value),
            value_to_cost: or_nan(found.value_to_cost),
            cost_to_value: or_nan(found.cost_to_value),
            net: found.net,
            return_on_spend: or_nan(found.return_on_spend),
            payback: or_nan(found.payback),
            payback_retained: or_nan(found.payback_retained),
            payback_discounted: or_nan(found.payback_discounted),
        }
    }
}

/// The acquisition ratios of each channel (or campaign, or cohort), into `ratios`, and of all
/// together, into `blended`: it spent `spend` >= 0 in all on winning `customers` >= 0, each of
/// whom brings `margin` per period and stays with probability `retention` (0..=1) per period.
/// Margins are valued on `terms`, whose horizon also bounds the payback.
///
/// The columns have `channels` entries. `blended` must not be NULL, `terms` and `error` may
/// be. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`
/// or `HABITUE_NOT_FINITE` with the row, `HABITUE_UNDEFINED` with the row where a value is
/// infinite, or `HABITUE_OVERFLOW`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_acquisition_ratios(
    terms: *const habitue_margin_terms,
    spend: *const f64,
    customers: *const f64,
    margin: *const f64,
    retention: *const f64,
    ratios: *mut habitue_acquisition_ratio,
    channels: usize,
    blended: *mut habitue_acquisition_ratio,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (terms, spend, customers, margin, retention, ratios, blended) = unsafe {
            (
                margin_terms(terms)?,
                column(spend, channels, "spend")?,
                column(customers, channels, "customers")?,
                column(margin, channels, "margin")?,
                column(retention, channels, "retention")?,
                column_mut(ratios, channels, "ratios")?,
                output(blended, "blended")?,
            )
        };
        let channels: Vec<Channel> = (0..ratios.len())
            .map(|row| Channel {
                spend: spend[row],
                customers: customers[row],
                margin: margin[row],
                retention: retention[row],
            })
            .collect();
        let (each, all) = acquisition_ratios(&terms, &channels)?;
        for (slot, found) in ratios.iter_mut().zip(each) {
            *slot = found.into();
        }
        *blended = all.into();
        Ok(())
    })
}
