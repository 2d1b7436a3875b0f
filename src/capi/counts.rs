//! Counts under shares, promoter scores, effort scores and means: what shards and
//! waves are merged by.

use super::column::{column, input, optional_column, output};
use super::guard::guard;
use super::satisfaction::{
    habitue_promoters, habitue_top_box_share, interval_or_none, promoter_interval,
};
use super::status::{habitue_error, habitue_status};
use super::survey::{habitue_interval, habitue_responses, interval_method};
use crate::error::{Error, Result};
use crate::satisfaction::{
    EffortCounts, EffortScore, MeanCounts, MeanScore, PromoterBreaks, PromoterCounts, ShareCounts,
};

/// A structure of sums that a caller may have filled with anything.
pub(super) trait Sums {
    fn sums(&self) -> Vec<f64>;
}

/// Sums of which none is NaN or infinite.
pub(super) fn finite<T: Sums>(merged: T) -> Result<T> {
    Error::unless_all_finite(&merged.sums(), "parts").map(|()| merged)
}

impl Sums for habitue_share_counts {
    fn sums(&self) -> Vec<f64> {
        vec![self.hits, self.total, self.hit_squares, self.weight_squares]
    }
}

impl Sums for habitue_promoter_counts {
    fn sums(&self) -> Vec<f64> {
        let classes = [self.promoters, self.passives, self.detractors];
        let squares = [self.promoter_squares, self.detractor_squares, self.weight_squares];
        [classes, squares].concat()
    }
}

impl Sums for habitue_mean_counts {
    fn sums(&self) -> Vec<f64> {
        let squares = [self.weight_squares, self.square_sum, self.square_products];
        [&[self.sum, self.total][..], &squares].concat()
    }
}

impl Sums for habitue_effort_counts {
    fn sums(&self) -> Vec<f64> {
        [self.easy.sums(), self.mean.sums(), vec![self.low, self.high]].concat()
    }
}

/// The counts under a share. All 0 is a valid start.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_share_counts {
    /// Sum of the weights of the hits.
    pub hits: f64,
    /// Sum of the weights of all who answered.
    pub total: f64,
    /// Sum of the squared weights of the hits.
    pub hit_squares: f64,
    /// Sum of the squared weights of all who answered.
    pub weight_squares: f64,
    /// Respondents who answered and weigh.
    pub answered: u64,
    /// Respondents who did not answer.
    pub missing: u64,
    /// Of those, with an answer off its scale.
    pub out_of_scale: u64,
}

/// The counts under a promoter score. All 0 is a valid start.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_promoter_counts {
    /// Sum of the weights of the promoters.
    pub promoters: f64,
    /// Sum of the weights of those between.
    pub passives: f64,
    /// Sum of the weights of the detractors.
    pub detractors: f64,
    /// Sum of the squared weights of the promoters.
    pub promoter_squares: f64,
    /// Sum of the squared weights of the detractors.
    pub detractor_squares: f64,
    /// Sum of the squared weights of all who answered.
    pub weight_squares: f64,
    /// Respondents who answered and weigh.
    pub answered: u64,
    /// Respondents who did not answer.
    pub missing: u64,
    /// Of those, with an answer off its scale.
    pub out_of_scale: u64,
}

/// The sums under a mean over respondents. All 0 is a valid start.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_mean_counts {
    /// Sum of weight times value.
    pub sum: f64,
    /// Sum of the weights.
    pub total: f64,
    /// Sum of the squared weights.
    pub weight_squares: f64,
    /// Sum of squared weight times value.
    pub square_sum: f64,
    /// Sum of squared weight times squared value.
    pub square_products: f64,
    /// Respondents who have the figure and weigh.
    pub answered: u64,
    /// Respondents who do not have it.
    pub missing: u64,
}

/// The counts under a Customer Effort Score (CES).
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_effort_counts {
    /// Those who found it easy.
    pub easy: habitue_share_counts,
    /// The answers.
    pub mean: habitue_mean_counts,
    /// Low end of the scale.
    pub low: f64,
    /// High end of the scale.
    pub high: f64,
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

/// The Customer Effort Score (CES) of a question.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_effort {
    /// Mean answer on its own scale, recoded where lower is better.
    pub mean: f64,
    /// Standard error of the mean; NaN with one respondent.
    pub standard_error: f64,
    /// Interval of the mean; NaN with one respondent.
    pub interval: habitue_interval,
    /// Share of the answers that count as easy.
    pub easy: f64,
    /// Wilson interval of that share.
    pub easy_interval: habitue_interval,
    /// Respondents who answered.
    pub answered: u64,
    /// Respondents who did not.
    pub missing: u64,
}

impl habitue_mean {
    pub(super) fn new(found: &MeanScore, level: f64) -> Self {
        Self {
            mean: found.mean,
            standard_error: found.standard_error.unwrap_or(f64::NAN),
            interval: interval_or_none(found.interval, level),
            effective_n: found.counts.effective_n(),
            answered: found.counts.answered,
            missing: found.counts.missing,
        }
    }
}

impl habitue_effort {
    fn new(found: &EffortScore, level: f64) -> Self {
        Self {
            mean: found.mean.mean,
            standard_error: found.mean.standard_error.unwrap_or(f64::NAN),
            interval: interval_or_none(found.mean.interval, level),
            easy: found.easy.share,
            easy_interval: found.easy.interval.into(),
            answered: found.easy.counts.answered,
            missing: found.easy.counts.missing,
        }
    }
}

/// The fields of a structure of C and of the Rust type that it stands for.
macro_rules! same_fields {
    ($name:ident = $rust:ident { $($field:ident),* }) => {
        impl From<$rust> for $name {
            fn from(counts: $rust) -> Self {
                Self { $($field: counts.$field),* }
            }
        }

        impl From<$name> for $rust {
            fn from(counts: $name) -> Self {
                Self { $($field: counts.$field),* }
            }
        }
    };
}

same_fields!(
    habitue_share_counts =
        ShareCounts { hits, total, hit_squares, weight_squares, answered, missing, out_of_scale }
);
same_fields!(
    habitue_promoter_counts = PromoterCounts {
        promoters,
        passives,
        detractors,
        promoter_squares,
        detractor_squares,
        weight_squares,
        answered,
        missing,
        out_of_scale
    }
);
same_fields!(
    habitue_mean_counts =
        MeanCounts { sum, total, weight_squares, square_sum, square_products, answered, missing }
);

impl From<EffortCounts> for habitue_effort_counts {
    fn from(counts: EffortCounts) -> Self {
        Self {
            easy: counts.easy.into(),
            mean: counts.mean.into(),
            low: counts.range.0,
            high: counts.range.1,
        }
    }
}

impl From<habitue_effort_counts> for EffortCounts {
    fn from(counts: habitue_effort_counts) -> Self {
        Self {
            easy: counts.easy.into(),
            mean: counts.mean.into(),
            range: (counts.low, counts.high),
        }
    }
}

/// Counts the best `k` answers to a question, for a top-box share (CSAT).
///
/// `question` counts from 0; `k` from 1 to the number of levels less one.
/// `*counts` receives the counts. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error (a continuous scale has no levels) or `HABITUE_OUT_OF_RANGE`.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_share_counts_of_answers(
    answers: *const habitue_responses,
    question: usize,
    k: usize,
    counts: *mut habitue_share_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, counts) =
            unsafe { (&input(answers, "answers")?.0, output(counts, "counts")?) };
        *counts = ShareCounts::top(answers, question, k)?.into();
        Ok(())
    })
}

/// The counts of several parts (shards, waves) together.
///
/// `parts` holds the counts of `count` parts; `*merged` receives their sum and is
/// none of them. `error` may be NULL. Returns `HABITUE_OK` or an argument error.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_share_counts_merge(
    parts: *const habitue_share_counts,
    count: usize,
    merged: *mut habitue_share_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parts, merged) =
            unsafe { (column(parts, count, "parts")?, output(merged, "merged")?) };
        let sum = |sum: ShareCounts, part: &habitue_share_counts| sum.merge((*part).into());
        *merged =
            finite(habitue_share_counts::from(parts.iter().fold(ShareCounts::default(), sum)))?;
        Ok(())
    })
}

/// The share of counts, with its interval.
///
/// `counts` must not be NULL. `method` is one of `HABITUE_INTERVAL_...`; 0 <
/// `level` < 1. `*share` receives the result. `error` may be NULL. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` where nobody answered,
/// `HABITUE_OUT_OF_RANGE`, or `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` for
/// sums that no answers have. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_share_counts_share(
    counts: *const habitue_share_counts,
    method: i32,
    level: f64,
    share: *mut habitue_top_box_share,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, share) = unsafe { (input(counts, "counts")?, output(share, "share")?) };
        *share = ShareCounts::from(*counts).share(interval_method(method)?, level)?.into();
        Ok(())
    })
}

/// Counts promoters, passives and detractors of a question, for the Net Promoter
/// Score (NPS).
///
/// `question` counts from 0. Detractors answered at most `detractor_at_most`,
/// promoters at least `promoter_at_least`; both must lie on the scale (where lower
/// is better, of recoded answers). `*counts`
/// receives the counts. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_INCONSISTENT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_promoter_counts_of_answers(
    answers: *const habitue_responses,
    question: usize,
    detractor_at_most: f64,
    promoter_at_least: f64,
    counts: *mut habitue_promoter_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, counts) =
            unsafe { (&input(answers, "answers")?.0, output(counts, "counts")?) };
        let breaks = PromoterBreaks::new(detractor_at_most, promoter_at_least)?;
        *counts = PromoterCounts::count(answers, question, breaks)?.into();
        Ok(())
    })
}

/// The counts of several parts (shards, waves) together.
///
/// `parts` holds the counts of `count` parts; `*merged` receives their sum and is
/// none of them. `error` may be NULL. Returns `HABITUE_OK` or an argument error.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_promoter_counts_merge(
    parts: *const habitue_promoter_counts,
    count: usize,
    merged: *mut habitue_promoter_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parts, merged) =
            unsafe { (column(parts, count, "parts")?, output(merged, "merged")?) };
        let sum = |sum: PromoterCounts, part: &habitue_promoter_counts| sum.merge((*part).into());
        *merged = finite(habitue_promoter_counts::from(
            parts.iter().fold(PromoterCounts::default(), sum),
        ))?;
        Ok(())
    })
}

/// The Net Promoter Score (NPS) of counts, with its interval.
///
/// `counts` must not be NULL. `method` is one of `HABITUE_PROMOTER_...`; 0 <
/// `level` < 1. `*promoters` receives the result. `error` may be NULL. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` where nobody answered,
/// `HABITUE_OUT_OF_RANGE`, or `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` for
/// sums that no answers have. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_promoter_counts_score(
    counts: *const habitue_promoter_counts,
    method: i32,
    level: f64,
    promoters: *mut habitue_promoters,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, promoters) =
            unsafe { (input(counts, "counts")?, output(promoters, "promoters")?) };
        *promoters = PromoterCounts::from(*counts).score(promoter_interval(method)?, level)?.into();
        Ok(())
    })
}

/// Sums a figure that respondents have: a gap, a delivered value, an index.
///
/// `values` holds `rows` figures, NaN where missing; `weights` base weights, or is
/// NULL. `*counts` receives the sums. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_INCONSISTENT`, with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_mean_counts_of_column(
    values: *const f64,
    weights: *const f64,
    rows: usize,
    counts: *mut habitue_mean_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (values, weights, counts) = unsafe {
            (
                column(values, rows, "values")?,
                optional_column(weights, rows, "weights")?,
                output(counts, "counts")?,
            )
        };
        *counts = MeanCounts::count(values, weights)?.into();
        Ok(())
    })
}

/// The sums of several parts (shards, waves) together.
///
/// `parts` holds the sums of `count` parts; `*merged` receives their sum and is
/// none of them. `error` may be NULL. Returns `HABITUE_OK` or an argument error.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_mean_counts_merge(
    parts: *const habitue_mean_counts,
    count: usize,
    merged: *mut habitue_mean_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parts, merged) =
            unsafe { (column(parts, count, "parts")?, output(merged, "merged")?) };
        let sum = |sum: MeanCounts, part: &habitue_mean_counts| sum.merge((*part).into());
        *merged = finite(habitue_mean_counts::from(parts.iter().fold(MeanCounts::default(), sum)))?;
        Ok(())
    })
}

/// The mean of sums, with Student's interval.
///
/// `counts` must not be NULL; 0 < `level` < 1. `*mean` receives the result.
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT` where nobody has the figure, `HABITUE_OUT_OF_RANGE`, or
/// `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` for sums that no respondents
/// have. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_mean_counts_mean(
    counts: *const habitue_mean_counts,
    level: f64,
    mean: *mut habitue_mean,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, mean) = unsafe { (input(counts, "counts")?, output(mean, "mean")?) };
        *mean = habitue_mean::new(&MeanCounts::from(*counts).mean(level)?, level);
        Ok(())
    })
}

/// Counts the answers to a question on which a higher answer means less effort, for
/// the Customer Effort Score (CES).
///
/// `question` counts from 0; `easy_from` is the lowest answer that counts as easy
/// (5 on 1 to 7 is usual; where lower is better, of recoded answers). `*counts` receives the counts. `error` may be NULL.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_effort_counts_of_answers(
    answers: *const habitue_responses,
    question: usize,
    easy_from: f64,
    counts: *mut habitue_effort_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, counts) =
            unsafe { (&input(answers, "answers")?.0, output(counts, "counts")?) };
        *counts = EffortCounts::count(answers, question, easy_from)?.into();
        Ok(())
    })
}

/// The counts of several parts (shards, waves) together.
///
/// `parts` holds the counts of `count` >= 1 parts on one scale; `*merged` receives
/// their sum and is none of them. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_EMPTY_INPUT` or `HABITUE_INCONSISTENT`. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_effort_counts_merge(
    parts: *const habitue_effort_counts,
    count: usize,
    merged: *mut habitue_effort_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parts, merged) =
            unsafe { (column(parts, count, "parts")?, output(merged, "merged")?) };
        let Some((first, rest)) = parts.split_first() else {
            return Err(Error::empty("parts"));
        };
        let sum = |sum: EffortCounts, part: &habitue_effort_counts| sum.merge((*part).into());
        *merged = finite(habitue_effort_counts::from(
            rest.iter().try_fold(EffortCounts::from(*first), sum)?,
        ))?;
        Ok(())
    })
}

/// The Customer Effort Score (CES) of counts.
///
/// `counts` must not be NULL; 0 < `level` < 1. `*effort` receives the figures.
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT` where nobody answered, `HABITUE_OUT_OF_RANGE`, or
/// `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` for sums that no answers have.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_effort_counts_score(
    counts: *const habitue_effort_counts,
    level: f64,
    effort: *mut habitue_effort,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, effort) = unsafe { (input(counts, "counts")?, output(effort, "effort")?) };
        *effort = score(EffortCounts::from(*counts), level)?;
        Ok(())
    })
}

fn score(counts: EffortCounts, level: f64) -> Result<habitue_effort> {
    Ok(habitue_effort::new(&counts.score(level)?, level))
}

/// The Customer Effort Score (CES) of a question on which a higher answer means less
/// effort.
///
/// `question` counts from 0; `easy_from` is the lowest answer that counts as easy
/// (5 on 1 to 7 is usual; where lower is better, of recoded answers); 0 < `level` < 1. `*effort` receives the figures.
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, or `HABITUE_EMPTY_INPUT` where nobody answered. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_effort_score(
    answers: *const habitue_responses,
    question: usize,
    easy_from: f64,
    level: f64,
    effort: *mut habitue_effort,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, effort) =
            unsafe { (&input(answers, "answers")?.0, output(effort, "effort")?) };
        *effort = score(EffortCounts::count(answers, question, easy_from)?, level)?;
        Ok(())
    })
}
