//! What figures of a survey carry: intervals, what they rest on, means, differences.

use crate::capi::prelude::*;
use crate::numeric::proportion::ProportionInterval;
use crate::satisfaction::{Difference, MeanScore};
use crate::survey::{Basis, Interval, MissingPolicy};

enumeration!(HABITUE_MISSING: MissingPolicy, ExpectationMaximisation as EM,
    /// A missing answer becomes the respondent's own mean score, for those who answered at least a
    /// minimum share.
    PersonMean as PERSON_MEAN
);

enumeration!(HABITUE_PROPORTION: ProportionInterval);

mirror! {
    /// A confidence interval.
    habitue_interval: crate::numeric::proportion::Interval,
    /// Lower end; NaN where there is no interval.
    low,
    /// Upper end; NaN where there is no interval.
    high,
    confidence,
    /// 1 where an end left the possible range and was drawn back to it.
    clamped,
    reserved: u32
}

mirror! {
    /// What a survey figure rests on.
    habitue_basis: Basis, respondents, used, answers, missing, out_of_scale, effective_n,
    /// Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, otherwise 0.
    minimum_share: f64 = policy(it.policy).1,
    /// What was done about missing answers: `HABITUE_MISSING_...`.
    policy: i32 = policy(it.policy).0,
    reserved: u32
}

mirror! {
    /// A mean over respondents.
    habitue_mean: MeanScore, mean, standard_error,
    interval: habitue_interval,
    /// Kish's effective sample size.
    effective_n: f64 = it.counts.effective_n(),
    /// Respondents who have the figure and weigh.
    answered: u64 = it.counts.answered,
    /// Respondents who do not have it.
    missing: u64 = it.counts.missing
}

mirror! {
    /// The difference of two independent figures.
    habitue_difference: Difference, difference, standard_error, z, p_value,
    interval: habitue_interval
}

impl Told<habitue_interval> for Option<Interval> {
    fn told(&self) -> habitue_interval {
        let nan = f64::NAN;
        let none = Interval { low: nan, high: nan, confidence: nan, clamped: false };
        self.unwrap_or(none).told()
    }
}

/// A policy as C writes it, and its least share of answers.
fn policy(policy: MissingPolicy) -> (i32, f64) {
    match policy {
        MissingPolicy::Listwise => (HABITUE_MISSING_LISTWISE, 0.0),
        MissingPolicy::AvailableCase => (HABITUE_MISSING_AVAILABLE_CASE, 0.0),
        MissingPolicy::ItemMean => (HABITUE_MISSING_ITEM_MEAN, 0.0),
        MissingPolicy::PersonMean { minimum_share } => (HABITUE_MISSING_PERSON_MEAN, minimum_share),
        MissingPolicy::ExpectationMaximisation => (HABITUE_MISSING_EM, 0.0),
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
