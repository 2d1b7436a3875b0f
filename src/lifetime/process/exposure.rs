//! Time as a gamma-distributed rate feels it.

use crate::numeric::ln_1p::ln_1p_ratio;

/// A time t beside the rate parameter α of a gamma distribution, which grows to
/// α + t while a customer is watched. Models make one for each distinct time, as
/// a base has far fewer of these than customers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exposure {
    /// t.
    pub(crate) time: f64,
    /// ln((α + t)/α).
    pub(crate) grown: f64,
    /// ln(α + t).
    pub(crate) ln: f64,
    /// 1/(α + t).
    pub(crate) rest: f64,
}

impl Exposure {
    pub(crate) fn new(alpha: f64, time: f64) -> Self {
        Self {
            time,
            grown: ln_1p_ratio(time, alpha),
            ln: (alpha + time).ln(),
            rest: 1.0 / (alpha + time),
        }
    }
}
