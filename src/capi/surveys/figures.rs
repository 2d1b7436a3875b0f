//! What figures of a survey carry: intervals, what they rest on, means, differences.

use super::prelude::*;
use crate::numeric::proportion::ProportionInterval;
use crate::satisfaction::{Difference, MeanScore};
use crate::survey::{Basis, Interval, MissingPolicy};

/// Only respondents who answered every question that weighs.
pub const HABITUE_MISSING_LISTWISE: i32 = 0;
/// Every answer that is there; weights are renormalised; moments are pairwise.
pub const HABITUE_MISSING_AVAILABLE_CASE: i32 = 1;
/// A missing answer becomes the mean of its question.
pub const HABITUE_MISSING_ITEM_MEAN: i32 = 2;
/// A missing answer becomes the respondent's own mean, for those who answered
/// at least a minimum share.
pub const HABITUE_MISSING_PERSON_MEAN: i32 = 3;
/// Maximum likelihood by expectation-maximisation; only for moments.
pub const HABITUE_MISSING_EM: i32 = 4;

/// Wilson's score interval.
pub const HABITUE_PROPORTION_WILSON: i32 = 0;
/// Agresti and Coull's interval.
pub const HABITUE_PROPORTION_AGRESTI_COULL: i32 = 1;
/// The exact interval of Clopper and Pearson.
pub const HABITUE_PROPORTION_CLOPPER_PEARSON: i32 = 2;
/// Jeffreys' interval.
pub const HABITUE_PROPORTION_JEFFREYS: i32 = 3;
/// Wald's interval, drawn back into [0, 1].
pub const HABITUE_PROPORTION_WALD: i32 = 4;

/// A confidence interval.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_interval {
    /// Lower end; NaN where there is no interval.
    pub low: f64,
    /// Upper end; NaN where there is no interval.
    pub high: f64,
    /// Nominal coverage, such as 0.95.
    pub confidence: f64,
    /// 1 where an end left the possible range and was drawn back to it.
    pub clamped: u32,
    /// 0.
    pub reserved: u32,
}

/// What a survey figure rests on.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_basis {
    /// Respondents in the file.
    pub respondents: u64,
    /// Respondents whose answers entered the figure.
    pub used: u64,
    /// Answers that the figure could have used.
    pub answers: u64,
    /// Of those, missing.
    pub missing: u64,
    /// Answers off their scale that were counted as missing.
    pub out_of_scale: u64,
    /// Kish's effective sample size of the respondents used.
    pub effective_n: f64,
    /// Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, otherwise 0.
    pub minimum_share: f64,
    /// What was done about missing answers: `HABITUE_MISSING_...`.
    pub policy: i32,
    /// 0.
    pub reserved: u32,
}

/// A mean over respondents.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_mean {
    /// The weighted mean.
    pub mean: f64,
    /// Its standard error; NaN with one respondent.
    pub standard_error: f64,
    /// Student's interval; NaN with one respondent.
    pub interval: habitue_interval,
    /// Kish's effective sample size.
    pub effective_n: f64,
    /// Respondents who have the figure and weigh.
    pub answered: u64,
    /// Respondents who do not have it.
    pub missing: u64,
}

/// The difference of two independent figures.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_difference {
    /// Second less first.
    pub difference: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The statistic, normal without a difference; NaN where no variance is left to
    /// test with.
    pub z: f64,
    /// Two-sided p-value; NaN where `z` is.
    pub p_value: f64,
    /// Interval of the difference.
    pub interval: habitue_interval,
}

impl Told<habitue_interval> for Interval {
    fn told(&self) -> habitue_interval {
        let clamped = u32::from(self.clamped);
        habitue_interval {
            low: self.low,
            high: self.high,
            confidence: self.confidence,
            clamped,
            reserved: 0,
        }
    }
}

impl Told<habitue_interval> for Option<Interval> {
    fn told(&self) -> habitue_interval {
        let nan = f64::NAN;
        let none = Interval { low: nan, high: nan, confidence: nan, clamped: false };
        self.unwrap_or(none).told()
    }
}

impl Told<habitue_basis> for Basis {
    fn told(&self) -> habitue_basis {
        let (policy, minimum_share) = match self.policy {
            MissingPolicy::Listwise => (HABITUE_MISSING_LISTWISE, 0.0),
            MissingPolicy::AvailableCase => (HABITUE_MISSING_AVAILABLE_CASE, 0.0),
            MissingPolicy::ItemMean => (HABITUE_MISSING_ITEM_MEAN, 0.0),
            MissingPolicy::PersonMean { minimum_share } => {
                (HABITUE_MISSING_PERSON_MEAN, minimum_share)
            }
            MissingPolicy::ExpectationMaximisation => (HABITUE_MISSING_EM, 0.0),
        };
        let mut out = habitue_basis { policy, minimum_share, ..habitue_basis::default() };
        told!(out: self => respondents, used, answers, missing, out_of_scale, effective_n);
        out
    }
}

impl Told<habitue_mean> for MeanScore {
    fn told(&self) -> habitue_mean {
        let effective_n = self.counts.effective_n();
        let mut out = habitue_mean { effective_n, ..habitue_mean::default() };
        told!(out: self => mean, standard_error, interval; self.counts => answered, missing);
        out
    }
}

impl Told<habitue_difference> for Difference {
    fn told(&self) -> habitue_difference {
        let mut out = habitue_difference::default();
        told!(out: self => difference, standard_error, z, p_value, interval);
        out
    }
}

impl habitue_difference {
    pub(super) fn none() -> Self {
        let (nan, interval) = (f64::NAN, None::<Interval>.told());
        Self { difference: nan, standard_error: nan, z: nan, p_value: nan, interval }
    }
}

/// The policy that is meant; the share is checked even where it is not read, so
/// that a mistake does not wait for another policy.
pub(super) fn missing_policy(value: i32, minimum_share: f64) -> Result<MissingPolicy> {
    if !(0.0..=1.0).contains(&minimum_share) {
        return Err(Error::out_of_range("minimum_share", minimum_share, "0 to 1"));
    }
    let table = [
        (HABITUE_MISSING_LISTWISE, MissingPolicy::Listwise),
        (HABITUE_MISSING_AVAILABLE_CASE, MissingPolicy::AvailableCase),
        (HABITUE_MISSING_ITEM_MEAN, MissingPolicy::ItemMean),
        (HABITUE_MISSING_PERSON_MEAN, MissingPolicy::PersonMean { minimum_share }),
        (HABITUE_MISSING_EM, MissingPolicy::ExpectationMaximisation),
    ];
    enumerator(value, "missing", &table)
}

pub(in super::super) fn interval_method(value: i32) -> Result<ProportionInterval> {
    let table = [
        (HABITUE_PROPORTION_WILSON, ProportionInterval::Wilson),
        (HABITUE_PROPORTION_AGRESTI_COULL, ProportionInterval::AgrestiCoull),
        (HABITUE_PROPORTION_CLOPPER_PEARSON, ProportionInterval::ClopperPearson),
        (HABITUE_PROPORTION_JEFFREYS, ProportionInterval::Jeffreys),
        (HABITUE_PROPORTION_WALD, ProportionInterval::Wald),
    ];
    enumerator(value, "method", &table)
}
