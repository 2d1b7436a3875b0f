//! When payments fall, and on which terms margins recur.

use crate::capi::prelude::*;
use crate::value::{DayCount, MarginMultiple, MarginTiming, PaymentTiming};

enumeration!(HABITUE_DAY_COUNT: DayCount, Actual365 as ACTUAL_365, Actual36525 as ACTUAL_36525, Thirty360 as 30_360);

enumeration!(HABITUE_PAYMENT: PaymentTiming);

enumeration!(HABITUE_MARGIN: crate::value::MarginTiming);

/// The terms of recurring margins; a horizon of -1 has no end.
pub(in crate::capi) fn terms(
    timing: MarginTiming,
    discount: f64,
    growth: f64,
    horizon: i32,
) -> Result<MarginMultiple> {
    let multiple = MarginMultiple::new(discount)?.with_growth(growth)?.with_timing(timing);
    match horizon {
        -1 => Ok(multiple),
        0.. => Ok(multiple.with_horizon(horizon.unsigned_abs())),
        _ => Err(Error::out_of_range("horizon", f64::from(horizon), ">= 0, or -1")),
    }
}
