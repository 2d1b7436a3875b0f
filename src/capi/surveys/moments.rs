//! Moments of responses: what reliability, drivers and path models need, and shards send.

use super::figures::missing_policy;
use crate::capi::prelude::*;
use crate::survey::{CrossProducts, MissingPolicy, Moments};

/// Moments that are known already. Start from `HABITUE_KNOWN_MOMENTS_INIT`.
#[apply(versioned)]
pub struct habitue_known_moments {
    pub reserved: u32,
    /// How many questions there are.
    pub question_count: usize,
    /// Respondents behind them, >= 2.
    pub n: f64,
    /// The mean of each question.
    pub means: *const f64,
    /// The standard deviation of each question, >= 0.
    pub standard_deviations: *const f64,
    /// The correlations of the questions, row by row.
    pub correlations: *const f64,
    /// The low end of each scale; NULL (with `high`) where no index on 0 to 100 is wanted.
    pub low: *const f64,
    /// The high end of each scale.
    pub high: *const f64,
}

/// What moments say. Start from `HABITUE_MOMENTS_INFO_INIT`, and ask twice for columns: the first
/// call tells `question_count`, the second needs it (else `HABITUE_BAD_LENGTH`) and fills them.
#[apply(versioned)]
pub struct habitue_moments_info {
    pub reserved: u32,
    /// Written: how many questions there are.
    pub question_count: usize,
    /// Written: respondents behind the moments.
    pub n: f64,
    /// Where the means go, or NULL.
    pub means: *mut f64,
    /// Where the standard deviations go (n - 1), or NULL.
    pub standard_deviations: *mut f64,
    /// Where the correlations go, row by row, or NULL.
    pub correlations: *mut f64,
    /// Written: what they rest on; all 0 where they did not come from responses.
    pub basis: habitue_basis,
}

begins!(habitue_known_moments, n = f64::NAN);

/// Means, standard deviations and correlations of questions, with the sums under them where they
/// can be merged. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_moments {
    /// Or why a part that can be merged has none yet.
    moments: Result<Moments>,
    sums: Option<CrossProducts>,
}

impl habitue_moments {
    pub(super) fn get(&self) -> Result<&Moments> {
        self.moments.as_ref().map_err(Clone::clone)
    }

    pub(in crate::capi) fn merged(sums: CrossProducts) -> Self {
        Self { moments: Moments::from_cross_products(&sums), sums: Some(sums) }
    }

    pub(in crate::capi) fn sums(&self, name: &'static str) -> Result<&CrossProducts> {
        self.sums.as_ref().ok_or_else(|| {
            let message = "are moments without sums (known ones, or by expectation-maximisation); \
                           append the responses of the parts instead";
            fault(ErrorKind::Unsupported, name, message)
        })
    }
}

/// Takes the moments of all questions, recoded so that higher is better. `missing` is one of
/// `HABITUE_MISSING_...`, `minimum_share` (0 to 1) belongs to PERSON_MEAN.
///
/// An analysis of some questions (reliability, drivers, a path model) rests on the respondents whom
/// the policy keeps for these questions, whatever is missing elsewhere; its n says how many.
/// Moments that were merged or came as bytes rest on the respondents kept for all questions. All
/// but those of EM can be merged; a part with too few respondents for moments of its own says so
/// where they are read.
///
/// Returns also `HABITUE_OUT_OF_RANGE`, and of EM `HABITUE_EMPTY_INPUT`, `HABITUE_UNDEFINED`,
/// `HABITUE_SINGULAR_MATRIX` or `HABITUE_NOT_CONVERGED`.
pub fn habitue_moments_of_responses(
    responses: &Answers,
    missing: i32,
    minimum_share: f64,
) -> Result<habitue_moments> {
    let policy = missing_policy(missing, minimum_share)?;
    if policy == MissingPolicy::ExpectationMaximisation {
        let moments = Ok(Moments::of(responses, policy)?);
        return Ok(habitue_moments { moments, sums: None });
    }
    let sums = CrossProducts::of(responses, policy)?;
    let moments = Moments::of_sums(&sums, responses);
    Ok(habitue_moments { moments, sums: Some(sums) })
}

/// Makes moments that are known already: published, or reduced by another engine. They are taken as
/// they are, higher being better: where a question was asked the other way round, give low + high -
/// mean, and turn the signs of its correlations with the others. (With a questionnaire,
/// `habitue_satisfaction_of_moments` does that itself.)
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
/// `HABITUE_INCONSISTENT`.
pub unsafe fn habitue_moments_new(known: habitue_known_moments) -> Result<habitue_moments> {
    let k = known.question_count;
    let cells = k.checked_mul(k).ok_or_else(|| Error::length("questions", k, 0))?;
    fields!(known => column means[k], column standard_deviations[k], column correlations[cells],
        optional_column low[k], optional_column high[k]);
    let names = (0..k).map(|i| format!("question {i}")).collect();
    let (means, sds, correlations) =
        (means.to_vec(), standard_deviations.to_vec(), correlations.to_vec());
    let made = Moments::from_correlations(names, known.n, means, sds, correlations)?;
    let moments = Ok(match (low, high) {
        (None, None) => made,
        (Some(low), Some(high)) => {
            made.with_ranges(low.iter().copied().zip(high.iter().copied()).collect())?
        }
        _ => return Err(Error::length("low and high", k, 0)),
    });
    Ok(habitue_moments { moments, sums: None })
}

/// Adds the respondents of `other`, another part (shard, wave) of the same survey: the same
/// questions (by name, and by the ends and direction of their scales) and policy. Parts merge
/// without a bit changing, in any order and with any weights. On failure `moments` are as they
/// were: `HABITUE_INCONSISTENT`, or `HABITUE_UNSUPPORTED` for known moments and those of EM, which
/// needs the responses of all parts.
pub unsafe fn habitue_moments_merge(
    moments: *mut habitue_moments,
    other: *const habitue_moments,
) -> Result<()> {
    // `other` may be `moments`, so a copy.
    let other = input(other, "other")?.sums("other")?.clone();
    let moments = output(moments, "moments")?;
    let sums = moments.sums("moments")?.clone().merge(&other)?;
    *moments = habitue_moments::merged(sums);
    Ok(())
}

/// What moments say. `HABITUE_EMPTY_INPUT` where fewer than two respondents answered a question or
/// a pair.
pub unsafe fn habitue_moments_inspect(
    moments: &habitue_moments,
    info: &mut habitue_moments_info,
) -> Result<()> {
    let moments = moments.get()?;
    let columns = [
        (info.means, moments.means(), "info.means"),
        (info.standard_deviations, moments.sds(), "info.standard_deviations"),
        (info.correlations, moments.correlations(), "info.correlations"),
    ];
    let wanted = columns.iter().any(|(pointer, ..)| !pointer.is_null());
    as_long(wanted, "info.question_count", info.question_count, moments.len())?;
    let mut places = Places::default();
    for (pointer, source, name) in columns {
        places.add(pointer, source, name)?;
    }
    places.fill();
    (info.question_count, info.n) = (moments.len(), moments.n());
    info.basis = moments.basis().map(Told::told).unwrap_or_default();
    Ok(())
}
