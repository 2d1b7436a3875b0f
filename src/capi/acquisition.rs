//! What to spend on winning a customer, and what on keeping one.

use super::column::output;
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::value::{AcquisitionRetention, Response};

/// The spending that makes a prospect worth most.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_optimal_spend {
    /// Per prospect, on winning it; 0 where no spending pays.
    pub acquisition: f64,
    /// Per customer and year, on keeping it; 0 where no spending pays.
    pub retention: f64,
    /// The share of prospects won.
    pub acquisition_rate: f64,
    /// The share of customers kept.
    pub retention_rate: f64,
    /// The value of a customer.
    pub customer_value: f64,
    /// The equity of a prospect.
    pub equity: f64,
}

/// The optimal spend on acquisition and on retention (Blattberg and Deighton), into
/// `optimum`. Spending S gives the rate ceiling x (1 - exp(-k S)), where k follows from a
/// known point: `acquisition_spend` per prospect wins the share `acquisition_rate`, at best
/// `acquisition_ceiling`; `retention_spend` a year keeps the share `retention_rate`, at best
/// `retention_ceiling`. 0 < rate < ceiling <= 1, spends > 0, `margin` >= 0 a year,
/// `discount` a year above the retention ceiling less 1.
///
/// `optimum` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_acquisition_retention_optimum(
    acquisition_ceiling: f64,
    acquisition_rate: f64,
    acquisition_spend: f64,
    retention_ceiling: f64,
    retention_rate: f64,
    retention_spend: f64,
    margin: f64,
    discount: f64,
    optimum: *mut habitue_optimal_spend,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let optimum = unsafe { output(optimum, "optimum") }?;
        let best = model(
            (acquisition_ceiling, acquisition_rate, acquisition_spend),
            (retention_ceiling, retention_rate, retention_spend),
            margin,
            discount,
        )?
        .optimum();
        *optimum = habitue_optimal_spend {
            acquisition: best.acquisition,
            retention: best.retention,
            acquisition_rate: best.acquisition_rate,
            retention_rate: best.retention_rate,
            customer_value: best.customer_value,
            equity: best.equity,
        };
        Ok(())
    })
}

/// The model from two responses of (ceiling, rate, spend).
fn model(
    acquisition: (f64, f64, f64),
    retention: (f64, f64, f64),
    margin: f64,
    discount: f64,
) -> Result<AcquisitionRetention> {
    let response = |(ceiling, rate, spend)| Response::calibrate(ceiling, rate, spend);
    AcquisitionRetention::new(response(acquisition)?, response(retention)?, margin, discount)
}
