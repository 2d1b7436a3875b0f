//! Moments of responses: what reliability, drivers and path models need, and shards send.

use super::figures::{habitue_basis, missing_policy};
use super::prelude::*;
use super::responses::habitue_responses;
use crate::survey::{CrossProducts, MissingPolicy, Moments};

/// Moments that are known already. Start from `HABITUE_KNOWN_MOMENTS_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_known_moments {
    /// `sizeof(habitue_known_moments)`.
    pub struct_size: u32,
    /// 0.
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
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_moments_info {
    /// `sizeof(habitue_moments_info)`.
    pub struct_size: u32,
    /// 0.
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

begins!(habitue_known_moments, n: f64::NAN);
begins!(habitue_moments_info);

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

    fn merged(sums: CrossProducts) -> Self {
        Self { moments: Moments::from_cross_products(&sums), sums: Some(sums) }
    }

    fn sums(&self, name: &'static str) -> Result<&CrossProducts> {
        self.sums.as_ref().ok_or_else(|| {
            let message = "are moments without sums (known ones, or by expectation-maximisation); \
                           append the responses of the parts instead";
            Error::new(ErrorKind::Unsupported, message).in_column(name)
        })
    }
}

/// Takes the moments of all questions, recoded so that higher is better. `missing` is one of
/// `HABITUE_MISSING_...`, `minimum_share` (0 to 1) belongs to PERSON_MEAN.
///
/// An analysis of some questions (reliability, drivers, a path model) rests on the respondents
/// whom the policy keeps for these questions, whatever is missing elsewhere; its n says how many.
/// Moments that were merged or came as bytes rest on the respondents kept for all questions. All
/// but those of EM can be merged; a part with too few respondents for moments of its own says so
/// where they are read.
///
/// Returns also `HABITUE_OUT_OF_RANGE`, and of EM `HABITUE_EMPTY_INPUT`, `HABITUE_UNDEFINED`,
/// `HABITUE_SINGULAR_MATRIX` or `HABITUE_NOT_CONVERGED`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_of_responses(
    responses: *const habitue_responses,
    missing: i32,
    minimum_share: f64,
    moments: *mut *mut habitue_moments,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(moments, error, || {
            let answers = &input(responses, "responses")?.0;
            let policy = missing_policy(missing, minimum_share)?;
            if policy == MissingPolicy::ExpectationMaximisation {
                let moments = Ok(Moments::of(answers, policy)?);
                return Ok(habitue_moments { moments, sums: None });
            }
            let sums = CrossProducts::of(answers, policy)?;
            let moments = Moments::of_sums(&sums, answers);
            Ok(habitue_moments { moments, sums: Some(sums) })
        })
    }
}

/// Makes moments that are known already: published, or reduced by another engine. They are taken
/// as they are, higher being better: where a question was asked the other way round, give low +
/// high - mean, and turn the signs of its correlations with the others. (With a questionnaire,
/// `habitue_satisfaction_of_moments` does that itself.)
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
/// `HABITUE_INCONSISTENT`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_new(
    known: *const habitue_known_moments,
    moments: *mut *mut habitue_moments,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(moments, error, || {
            let known = results(known, "known")?;
            reserved(&[known.reserved], "known.reserved")?;
            let k = known.question_count;
            let cells = k.checked_mul(k).ok_or_else(|| Error::length("questions", k, 0))?;
            let means = column(known.means, k, "means")?.to_vec();
            let sds = column(known.standard_deviations, k, "standard_deviations")?.to_vec();
            let correlations = column(known.correlations, cells, "correlations")?.to_vec();
            let names = (0..k).map(|i| format!("question {i}")).collect();
            let made = Moments::from_correlations(names, known.n, means, sds, correlations)?;
            let low = optional_column(known.low, k, "low")?;
            let high = optional_column(known.high, k, "high")?;
            let moments = Ok(match (low, high) {
                (None, None) => made,
                (Some(low), Some(high)) => {
                    made.with_ranges(low.iter().copied().zip(high.iter().copied()).collect())?
                }
                _ => return Err(Error::length("low and high", k, 0)),
            });
            Ok(habitue_moments { moments, sums: None })
        })
    }
}

/// Releases moments; NULL does nothing. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_moments_free(moments: *mut habitue_moments) {
    // SAFETY: the contract of the header.
    unsafe { free(moments) };
}

/// Adds the respondents of `other`, another part (shard, wave) of the same survey: the same
/// questions (by name, and by the ends and direction of their scales) and policy. Whole-number
/// answers with whole weights merge without a bit changing, in any order. On failure `moments` are
/// as they were: `HABITUE_INCONSISTENT`, or `HABITUE_UNSUPPORTED` for known moments and those of
/// EM, which needs the responses of all parts. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_merge(
    moments: *mut habitue_moments,
    other: *const habitue_moments,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header; `other` may be `moments`, so a copy.
    unsafe {
        guard(error, || {
            let other = input(other, "other")?.sums("other")?.clone();
            let moments = output(moments, "moments")?;
            let sums = moments.sums("moments")?.clone().merge(&other)?;
            *moments = habitue_moments::merged(sums);
            Ok(())
        })
    }
}

/// The sums under moments as portable bytes, for another machine. `HABITUE_UNSUPPORTED` as for
/// `habitue_moments_merge`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_to_bytes(
    moments: *const habitue_moments,
    buffer: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard(error, || {
            let bytes = input(moments, "moments")?.sums("moments")?.to_bytes();
            fill_buffer(&bytes, buffer, capacity, needed, "buffer")
        })
    }
}

/// The moments that `habitue_moments_to_bytes` wrote. `HABITUE_CORRUPT_BYTES`,
/// `HABITUE_BAD_FORMAT_VERSION`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_from_bytes(
    bytes: *const u8,
    length: usize,
    moments: *mut *mut habitue_moments,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(moments, error, || {
            let bytes = column(bytes, length, "bytes")?;
            CrossProducts::from_bytes(bytes).map(habitue_moments::merged)
        })
    }
}

/// What moments say. `HABITUE_EMPTY_INPUT` where fewer than two respondents answered a question or
/// a pair. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_inspect(
    moments: *const habitue_moments,
    info: *mut habitue_moments_info,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        filled(info, "info", error, |out| {
            let moments = input(moments, "moments")?.get()?;
            reserved(&[out.reserved], "info.reserved")?;
            let columns = [
                (out.means, moments.means(), "info.means"),
                (out.standard_deviations, moments.sds(), "info.standard_deviations"),
                (out.correlations, moments.correlations(), "info.correlations"),
            ];
            let wanted = columns.iter().any(|(pointer, ..)| !pointer.is_null());
            if wanted && out.question_count != moments.len() {
                return Err(Error::length(
                    "info.question_count",
                    out.question_count,
                    moments.len(),
                ));
            }
            let mut places = Places::default();
            for (pointer, source, name) in columns {
                places.add(pointer, source, name)?;
            }
            places.fill();
            (out.question_count, out.n) = (moments.len(), moments.n());
            out.basis = moments.basis().map(Told::told).unwrap_or_default();
            Ok(())
        })
    }
}
