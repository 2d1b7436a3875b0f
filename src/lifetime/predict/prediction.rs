//! The questions that can be asked of a customer's future.

use crate::error::{Error, ErrorKind, Result};

/// One prediction for a customer with a given history. Times are in the unit of
/// the model and counted from the end of the history, T.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Prediction {
    /// P(alive): the probability that the customer has not left by T.
    PAlive,
    /// The probability that the customer has not left by T + t; t >= 0.
    PAliveAt {
        /// Time after T.
        t: f64,
    },
    /// Expected number of purchases in (T, T + t]; t >= 0.
    ExpectedPurchases {
        /// Length of the interval.
        t: f64,
    },
    /// The probability of exactly n purchases in (T, T + t]; n <= 2^53, t >= 0.
    PPurchases {
        /// Number of purchases.
        n: u64,
        /// Length of the interval.
        t: f64,
    },
    /// The probability of n or more purchases in (T, T + t]; n <= 2^53, t >= 0.
    PAtLeast {
        /// Number of purchases.
        n: u64,
        /// Length of the interval.
        t: f64,
    },
    /// The probability of no purchase in (T, T + t]; t >= 0.
    PNoPurchase {
        /// Length of the interval.
        t: f64,
    },
    /// The smallest n such that n or fewer purchases in (T, T + t] have at least
    /// `probability`; infinite beyond 2^53 purchases; 0 <= probability < 1, t >= 0.
    PurchaseQuantile {
        /// Probability.
        #[cfg_attr(feature = "serde", serde(alias = "level"))]
        probability: f64,
        /// Length of the interval.
        t: f64,
    },
    /// Expected purchases after T, each worth e^(−rate · time) for the time
    /// between T and the purchase, up to T + horizon. The horizon may be
    /// infinite if the rate is positive; rate >= 0, horizon >= 0.
    DiscountedPurchases {
        /// Continuous discount rate per unit of time.
        rate: f64,
        /// Length of the interval; infinite for the whole future.
        #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite"))]
        horizon: f64,
    },
    /// Expected number of purchases in (T + start, T + end]; 0 <= start <= end.
    ExpectedPurchasesBetween {
        /// Time after T at which the interval begins.
        start: f64,
        /// Time after T at which it ends.
        end: f64,
    },
    /// The probability of exactly n purchases in (T + start, T + end];
    /// 0 <= start <= end.
    PPurchasesBetween {
        /// Number of purchases.
        n: u64,
        /// Time after T at which the interval begins.
        start: f64,
        /// Time after T at which it ends.
        end: f64,
    },
    /// The probability of n or more purchases in (T + start, T + end];
    /// 0 <= start <= end.
    PAtLeastBetween {
        /// Number of purchases.
        n: u64,
        /// Time after T at which the interval begins.
        start: f64,
        /// Time after T at which it ends.
        end: f64,
    },
    /// The smallest n such that n or fewer purchases in (T + start, T + end] have
    /// at least `probability`; 0 <= probability < 1, 0 <= start <= end.
    PurchaseQuantileBetween {
        /// Probability.
        #[cfg_attr(feature = "serde", serde(alias = "level"))]
        probability: f64,
        /// Time after T at which the interval begins.
        start: f64,
        /// Time after T at which it ends.
        end: f64,
    },
    /// The time after T by which the next purchase has come with probability
    /// `probability`; infinite where it may never come, or not until the largest double,
    /// 1.8e308; 0 <= probability < 1.
    NextPurchaseQuantile {
        /// Probability.
        #[cfg_attr(feature = "serde", serde(alias = "level"))]
        probability: f64,
    },
    /// The time after T by which the customer has left with `probability`
    /// (0 where they have left already); infinite beyond the largest double, 1.8e308;
    /// 0 <= probability < 1.
    LifetimeQuantile {
        /// Probability.
        #[cfg_attr(feature = "serde", serde(alias = "level"))]
        probability: f64,
    },
}

impl Prediction {
    /// Whether the answer is the average of those for a customer who is alive and
    /// for one who has left.
    pub(crate) const fn is_average(&self) -> bool {
        !matches!(
            self,
            Self::PurchaseQuantile { .. }
                | Self::PurchaseQuantileBetween { .. }
                | Self::NextPurchaseQuantile { .. }
                | Self::LifetimeQuantile { .. }
        )
    }

    /// Where the interval begins, of the questions about one that may begin later than
    /// now.
    pub(crate) const fn start(&self) -> Option<f64> {
        match *self {
            Self::ExpectedPurchasesBetween { start, .. }
            | Self::PPurchasesBetween { start, .. }
            | Self::PAtLeastBetween { start, .. }
            | Self::PurchaseQuantileBetween { start, .. } => Some(start),
            _ => None,
        }
    }

    /// The same question up to another time after T (its `t`, `end` or `horizon`); `None` of a
    /// question without one.
    #[must_use]
    pub fn until(mut self, time: f64) -> Option<Self> {
        match &mut self {
            Self::PAliveAt { t: until }
            | Self::ExpectedPurchases { t: until }
            | Self::PPurchases { t: until, .. }
            | Self::PAtLeast { t: until, .. }
            | Self::PNoPurchase { t: until }
            | Self::PurchaseQuantile { t: until, .. }
            | Self::DiscountedPurchases { horizon: until, .. }
            | Self::ExpectedPurchasesBetween { end: until, .. }
            | Self::PPurchasesBetween { end: until, .. }
            | Self::PAtLeastBetween { end: until, .. }
            | Self::PurchaseQuantileBetween { end: until, .. } => *until = time,
            Self::PAlive | Self::NextPurchaseQuantile { .. } | Self::LifetimeQuantile { .. } => {
                return None;
            }
        }
        Some(self)
    }

    /// Whether all arguments lie in their ranges.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange` with the argument and its range.
    pub fn check(&self) -> Result<()> {
        match *self {
            Self::PAlive => Ok(()),
            Self::PAliveAt { t } | Self::ExpectedPurchases { t } | Self::PNoPurchase { t } => {
                duration("t", t)
            }
            Self::PPurchases { n, t } | Self::PAtLeast { n, t } => duration("t", t).and(count(n)),
            Self::PurchaseQuantile { probability, t } => {
                duration("t", t).and(check_probability(probability))
            }
            Self::ExpectedPurchasesBetween { start, end } => interval(start, end),
            Self::PPurchasesBetween { n, start, end } | Self::PAtLeastBetween { n, start, end } => {
                interval(start, end).and(count(n))
            }
            Self::PurchaseQuantileBetween { probability, start, end } => {
                interval(start, end).and(check_probability(probability))
            }
            Self::NextPurchaseQuantile { probability } | Self::LifetimeQuantile { probability } => {
                check_probability(probability)
            }
            Self::DiscountedPurchases { rate, horizon } => {
                if !(rate.is_finite() && rate >= 0.0) {
                    return Err(Error::out_of_range("rate", rate, ">= 0 and finite"));
                }
                let allowed = ">= 0; infinite only where the rate is positive";
                if horizon.is_nan() || horizon < 0.0 {
                    return Err(Error::out_of_range("horizon", horizon, allowed));
                }
                if horizon.is_infinite() && rate == 0.0 {
                    return Err(Error::new(ErrorKind::OutOfRange, "is worth infinitely much")
                        .in_column("horizon")
                        .with_value(horizon)
                        .allowing(allowed));
                }
                Ok(())
            }
        }
    }
}

fn duration(name: &'static str, t: f64) -> Result<()> {
    if t.is_finite() && t >= 0.0 {
        return Ok(());
    }
    Err(Error::out_of_range(name, t, ">= 0 and finite"))
}

/// Counts beyond this are not exact as doubles.
const MOST: u64 = 1 << 53;

fn count(n: u64) -> Result<()> {
    if n <= MOST {
        return Ok(());
    }
    Err(Error::new(ErrorKind::OutOfRange, "is out of range")
        .in_column("n")
        .with_value(n)
        .allowing(format!("0 to 2^53 = {MOST}")))
}

fn interval(start: f64, end: f64) -> Result<()> {
    duration("start", start)?;
    duration("end", end)?;
    if start <= end {
        return Ok(());
    }
    Err(Error::out_of_range("end", end, format!(">= start, {start}")))
}

fn check_probability(probability: f64) -> Result<()> {
    if (0.0..1.0).contains(&probability) {
        return Ok(());
    }
    Err(Error::out_of_range("probability", probability, "0 <= probability < 1"))
}
