//! What figures of a survey carry: intervals, what they rest on, means, differences.

use super::super::options::enumerator;
use crate::error::{Error, Result};
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

impl From<Interval> for habitue_interval {
    fn from(interval: Interval) -> Self {
        Self {
            low: interval.low,
            high: interval.high,
            confidence: interval.level,
            clamped: u32::from(interval.clamped),
            reserved: 0,
        }
    }
}

fn no_interval(confidence: f64) -> habitue_interval {
    habitue_interval { low: f64::NAN, high: f64::NAN, confidence, ..habitue_interval::default() }
}

pub(super) fn interval_or_none(interval: Option<Interval>, confidence: f64) -> habitue_interval {
    interval.map_or_else(|| no_interval(confidence), Into::into)
}

impl From<Basis> for habitue_basis {
    fn from(basis: Basis) -> Self {
        let (policy, minimum_share) = match basis.policy {
            MissingPolicy::Listwise => (HABITUE_MISSING_LISTWISE, 0.0),
            MissingPolicy::AvailableCase => (HABITUE_MISSING_AVAILABLE_CASE, 0.0),
            MissingPolicy::ItemMean => (HABITUE_MISSING_ITEM_MEAN, 0.0),
            MissingPolicy::PersonMean { minimum_share } => {
                (HABITUE_MISSING_PERSON_MEAN, minimum_share)
            }
            MissingPolicy::ExpectationMaximisation => (HABITUE_MISSING_EM, 0.0),
        };
        Self {
            respondents: basis.respondents,
            used: basis.used,
            answers: basis.answers,
            missing: basis.missing,
            out_of_scale: basis.out_of_scale,
            effective_n: basis.effective_n,
            minimum_share,
            policy,
            reserved: 0,
        }
    }
}

impl habitue_mean {
    pub(super) fn new(found: &MeanScore, confidence: f64) -> Self {
        Self {
            mean: found.mean,
            standard_error: found.standard_error.unwrap_or(f64::NAN),
            interval: interval_or_none(found.interval, confidence),
            effective_n: found.counts.effective_n(),
            answered: found.counts.answered,
            missing: found.counts.missing,
        }
    }
}

impl habitue_difference {
    pub(super) fn none(confidence: f64) -> Self {
        let (none, interval) = (f64::NAN, no_interval(confidence));
        Self { difference: none, standard_error: none, z: none, p_value: none, interval }
    }
}

impl From<Difference> for habitue_difference {
    fn from(found: Difference) -> Self {
        Self {
            difference: found.difference,
            standard_error: found.standard_error,
            z: found.z.unwrap_or(f64::NAN),
            p_value: found.p_value.unwrap_or(f64::NAN),
            interval: found.interval.into(),
        }
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
