//! What counts come to, measure by measure.

use super::super::column::{column_mut, input, optional_column, output};
use super::super::guard::guard;
use super::super::options::{Options, enumerator, results, tell};
use super::super::status::{habitue_error, habitue_status};
use super::counts::habitue_counts;
use super::figures::{
    habitue_difference, habitue_interval, habitue_mean, interval_method, interval_or_none,
};
use super::measure::Counts;
use super::starts;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::ProportionInterval;
use crate::satisfaction::{FactorKind, KanoClass, KanoCounts, PromoterInterval};

/// The score interval of a promoter score.
pub const HABITUE_PROMOTER_SCORE: i32 = 0;
/// Wald's interval of a promoter score.
pub const HABITUE_PROMOTER_WALD: i32 = 1;
/// Wald's interval after adding 3 answers.
pub const HABITUE_PROMOTER_ADJUSTED_WALD: i32 = 2;

/// No class: there are no scores.
pub const HABITUE_KANO_NONE: i32 = 0;
/// Must-be.
pub const HABITUE_KANO_MUST_BE: i32 = 1;
/// One-dimensional.
pub const HABITUE_KANO_ONE_DIMENSIONAL: i32 = 2;
/// Attractive.
pub const HABITUE_KANO_ATTRACTIVE: i32 = 3;
/// Indifferent.
pub const HABITUE_KANO_INDIFFERENT: i32 = 4;
/// Reverse.
pub const HABITUE_KANO_REVERSE: i32 = 5;
/// Questionable.
pub const HABITUE_KANO_QUESTIONABLE: i32 = 6;

/// The attribute was left out: too few low or high answers.
pub const HABITUE_FACTOR_NONE: i32 = 0;
/// A low end hurts more than a high end helps.
pub const HABITUE_FACTOR_BASIC: i32 = 1;
/// Both alike.
pub const HABITUE_FACTOR_PERFORMANCE: i32 = 2;
/// A high end helps more than a low end hurts.
pub const HABITUE_FACTOR_EXCITEMENT: i32 = 3;

/// The top-box share (CSAT): the best answers among all. Start from `HABITUE_SHARE_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_share {
    /// `sizeof(habitue_share)`.
    pub struct_size: u32,
    /// 0.
    pub reserved: u32,
    /// Hits among those who answered, 0 to 1.
    pub share: f64,
    /// Its standard error, by linearisation where weights differ.
    pub standard_error: f64,
    /// Its interval.
    pub interval: habitue_interval,
    /// Effective sample size: share (1 - share) over the squared standard error; Kish's where all
    /// answered alike.
    pub effective_n: f64,
    /// Sum of the weights of the hits.
    pub hits: f64,
    /// Sum of the weights of all who answered.
    pub total: f64,
    /// Respondents who answered and weigh.
    pub answered: u64,
    /// Respondents who did not answer.
    pub missing: u64,
}

/// The Net Promoter Score (NPS): promoters less detractors. Start from
/// `HABITUE_PROMOTER_SCORE_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_promoter_score {
    /// `sizeof(habitue_promoter_score)`.
    pub struct_size: u32,
    /// 1 where all answered alike, so that the variance is 0.
    pub degenerate: u32,
    /// 100 (promoters - detractors), -100 to 100, not rounded.
    pub score: f64,
    /// Share of promoters, 0 to 1.
    pub promoters: f64,
    /// Share of those between, 0 to 1.
    pub passives: f64,
    /// Share of detractors, 0 to 1.
    pub detractors: f64,
    /// Variance of one answer counted +1, 0, -1.
    pub variance: f64,
    /// Standard error of the score in points.
    pub standard_error: f64,
    /// Interval of the score in points.
    pub interval: habitue_interval,
    /// Effective sample size: the variance over the squared standard error (as a fraction);
    /// Kish's where all answered alike.
    pub effective_n: f64,
    /// Respondents who answered and weigh.
    pub answered: u64,
    /// Respondents who did not answer.
    pub missing: u64,
}

/// The Customer Effort Score (CES). Start from `HABITUE_EFFORT_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_effort {
    /// `sizeof(habitue_effort)`.
    pub struct_size: u32,
    /// 0.
    pub reserved: u32,
    /// Mean answer on its own scale, recoded where lower is better; what is undefined with one
    /// respondent is NaN.
    pub mean: habitue_mean,
    /// Share of the answers that count as easy.
    pub easy: f64,
    /// Wilson's interval of that share.
    pub easy_interval: habitue_interval,
}

/// One dimension of service quality.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_dimension_gap {
    /// Its share of the importance points; the shares sum to 1.
    pub weight: f64,
    /// Perception less expectation; NaN where one respondent leaves something undefined.
    pub gap: habitue_mean,
    /// Perception of the same respondents.
    pub perception: habitue_mean,
    /// Pairs of which one or both answers are missing.
    pub missing_pairs: u64,
}

/// The Kano analysis of an attribute. Start from `HABITUE_KANO_RESULT_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_kano_result {
    /// `sizeof(habitue_kano_result)`.
    pub struct_size: u32,
    /// The class, `HABITUE_KANO_...`.
    pub kano_class: i32,
    /// The class by mean scores; `HABITUE_KANO_NONE` without scores.
    pub continuous_class: i32,
    /// 1 where the two most frequent of A, O, M, I, R differ significantly.
    pub significant: u32,
    /// Sums of weights: must-be, one-dimensional, attractive, indifferent, reverse, questionable.
    pub counts: [f64; 6],
    /// FUZZY_KANO: mean membership of each class, in the same order; else 0.
    pub memberships: [f64; 6],
    /// (A + O)/(A + O + M + I); NaN where nobody is in these classes.
    pub better: f64,
    /// Wilson's interval of `better`; NaN where that is.
    pub better_interval: habitue_interval,
    /// -(O + M)/(A + O + M + I); NaN where nobody is in these classes.
    pub worse: f64,
    /// Wilson's interval of `worse`; NaN where that is.
    pub worse_interval: habitue_interval,
    /// (A + O + M)/n.
    pub total_strength: f64,
    /// Share of the strongest class less that of the second.
    pub category_strength: f64,
    /// Fong's threshold.
    pub fong_threshold: f64,
    /// Mean score of "if it is there", 4 to -2; NaN without scores.
    pub functional: f64,
    /// Mean score of "if it is not", -2 to 4; NaN without scores.
    pub dysfunctional: f64,
    /// Sum of the weights.
    pub n: f64,
    /// Respondents with a missing answer.
    pub missing: u64,
    /// FUZZY_KANO: respondents of whom no class reaches the cut.
    pub undecided: u64,
}

/// What an attribute takes and gives; NaN and 0 where it was left out.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_penalty_reward {
    /// Coefficient of a low answer.
    pub penalty: f64,
    /// Coefficient of a high answer.
    pub reward: f64,
    /// |penalty| + reward.
    pub range: f64,
    /// Respondents used with a low answer.
    pub low: u64,
    /// Respondents used with a high answer.
    pub high: u64,
    /// `HABITUE_FACTOR_...`.
    pub factor: i32,
    /// 0.
    pub reserved: u32,
}

starts!(habitue_share {}, habitue_promoter_score {}, habitue_effort {}, habitue_kano_result {});

/// Counts of the measure that a call reads, or the error that they are of another.
macro_rules! of_measure {
    ($counts:expr, $kind:ident) => {
        match &$counts.0 {
            Counts::$kind(found) => Ok(found),
            _ => Err(another()),
        }
    };
}

fn another() -> Error {
    Error::new(ErrorKind::Argument, "are of another measure than this call reads")
        .in_column("counts")
}

/// The share of the hits (SHARE); `method` is one of `HABITUE_PROPORTION_...`. 0 <
/// `confidence` < 1.
///
/// Returns also `HABITUE_EMPTY_INPUT` where nobody answered, or `HABITUE_INCONSISTENT` for sums
/// that no answers have; so do the other measures. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_share(
    counts: *const habitue_counts,
    method: i32,
    confidence: f64,
    share: *mut habitue_share,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, out) =
            unsafe { (input(counts, "counts")?, results(share.cast_const(), "share")?) };
        let found = of_measure!(counts, Share)?.share(interval_method(method)?, confidence)?;
        let told = habitue_share {
            share: found.share,
            standard_error: found.standard_error,
            interval: found.interval.into(),
            effective_n: found.effective_n,
            hits: found.counts.hits,
            total: found.counts.total,
            answered: found.counts.answered,
            missing: found.counts.missing,
            ..out
        };
        // SAFETY: the contract of the header.
        unsafe { tell(&told, share) };
        Ok(())
    })
}

/// The Net Promoter Score (PROMOTER); `method` is one of `HABITUE_PROMOTER_...`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_promoter_score(
    counts: *const habitue_counts,
    method: i32,
    confidence: f64,
    result: *mut habitue_promoter_score,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, out) =
            unsafe { (input(counts, "counts")?, results(result.cast_const(), "result")?) };
        let methods = [
            (HABITUE_PROMOTER_SCORE, PromoterInterval::Score),
            (HABITUE_PROMOTER_WALD, PromoterInterval::Wald),
            (HABITUE_PROMOTER_ADJUSTED_WALD, PromoterInterval::AdjustedWald),
        ];
        let method = enumerator(method, "method", &methods)?;
        let found = of_measure!(counts, Promoter)?.score(method, confidence)?;
        let told = habitue_promoter_score {
            degenerate: u32::from(found.is_degenerate()),
            score: found.score,
            promoters: found.promoters,
            passives: found.passives,
            detractors: found.detractors,
            variance: found.variance,
            standard_error: found.standard_error,
            interval: found.interval.into(),
            effective_n: found.effective_n,
            answered: found.counts.answered,
            missing: found.counts.missing,
            ..out
        };
        // SAFETY: the contract of the header.
        unsafe { tell(&told, result) };
        Ok(())
    })
}

/// The mean (MEAN); what is undefined with one respondent is NaN. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_mean(
    counts: *const habitue_counts,
    confidence: f64,
    mean: *mut habitue_mean,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, mean) = unsafe { (input(counts, "counts")?, output(mean, "mean")?) };
        *mean = habitue_mean::new(&of_measure!(counts, Mean)?.mean(confidence)?, confidence);
        Ok(())
    })
}

/// The Customer Effort Score (EFFORT). Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_effort(
    counts: *const habitue_counts,
    confidence: f64,
    effort: *mut habitue_effort,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, out) =
            unsafe { (input(counts, "counts")?, results(effort.cast_const(), "effort")?) };
        let found = of_measure!(counts, Effort)?.score(confidence)?;
        let told = habitue_effort {
            mean: habitue_mean::new(&found.mean, confidence),
            easy: found.easy.share,
            easy_interval: found.easy.interval.into(),
            ..out
        };
        // SAFETY: the contract of the header.
        unsafe { tell(&told, effort) };
        Ok(())
    })
}

/// Perception less expectation (SERVICE_QUALITY): each of `dimension_count` dimensions, and both
/// overall gaps on the scale of the items. `points` are the importance of the dimensions, any
/// sum; NULL for equal ones. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_service_quality(
    counts: *const habitue_counts,
    points: *const f64,
    dimension_count: usize,
    confidence: f64,
    gaps: *mut habitue_dimension_gap,
    unweighted: *mut f64,
    weighted: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, points, gaps, unweighted, weighted) = unsafe {
            (
                input(counts, "counts")?,
                optional_column(points, dimension_count, "points")?,
                column_mut(gaps, dimension_count, "gaps")?,
                output(unweighted, "unweighted")?,
                output(weighted, "weighted")?,
            )
        };
        let counted = of_measure!(counts, ServiceQuality)?;
        if counted.gaps.len() != dimension_count {
            return Err(Error::length("dimensions", dimension_count, counted.gaps.len()));
        }
        let found = match points {
            Some(points) => counted.analyse(points, confidence)?,
            None => counted.analyse(&vec![1.0; dimension_count], confidence)?,
        };
        for (slot, dimension) in gaps.iter_mut().zip(&found.dimensions) {
            *slot = habitue_dimension_gap {
                weight: dimension.weight,
                gap: habitue_mean::new(&dimension.gap, confidence),
                perception: habitue_mean::new(&dimension.perception, confidence),
                missing_pairs: dimension.missing_pairs,
            };
        }
        (*unweighted, *weighted) = (found.unweighted, found.weighted);
        Ok(())
    })
}

/// The class of an attribute (KANO, FUZZY_KANO). Classes no more than `category_strength` (0 to
/// 1; 0.05 is usual) behind the first are decided by M > O > A > I; a mean score from
/// `continuous_cut` (2 is usual) on is wanted, or missed. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_kano(
    counts: *const habitue_counts,
    category_strength: f64,
    continuous_cut: f64,
    confidence: f64,
    result: *mut habitue_kano_result,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, out) =
            unsafe { (input(counts, "counts")?, results(result.cast_const(), "result")?) };
        let (counted, memberships, undecided) = match &counts.0 {
            Counts::FuzzyKano(fuzzy) => (&fuzzy.counts, fuzzy.shares(), fuzzy.undecided),
            _ => (kano(counts)?, [0.0; 6], 0),
        };
        if !continuous_cut.is_finite() {
            return Err(Error::out_of_range("continuous_cut", continuous_cut, "a finite number"));
        }
        let (found, wilson) = (counted.analyse(category_strength)?, ProportionInterval::Wilson);
        let better = found.better_interval(wilson, confidence)?;
        let worse = found.worse_interval(wilson, confidence)?;
        let told = habitue_kano_result {
            kano_class: found.class.code(),
            continuous_class: found
                .continuous_class(continuous_cut)
                .map_or(HABITUE_KANO_NONE, KanoClass::code),
            significant: u32::from(found.significant),
            counts: found.counts.counts,
            memberships,
            better: found.better.unwrap_or(f64::NAN),
            better_interval: interval_or_none(better, confidence),
            worse: found.worse.unwrap_or(f64::NAN),
            worse_interval: interval_or_none(worse, confidence),
            total_strength: found.total_strength,
            category_strength: found.category_strength,
            fong_threshold: found.fong_threshold,
            functional: found.functional.unwrap_or(f64::NAN),
            dysfunctional: found.dysfunctional.unwrap_or(f64::NAN),
            n: found.n,
            missing: found.counts.missing,
            undecided,
            ..out
        };
        // SAFETY: the contract of the header.
        unsafe { tell(&told, result) };
        Ok(())
    })
}

fn kano(counts: &habitue_counts) -> Result<&KanoCounts> {
    match &counts.0 {
        Counts::Kano(found) => Ok(found),
        Counts::FuzzyKano(found) => Ok(&found.counts),
        _ => Err(another()),
    }
}

/// What the two ends of each of `attribute_count` attributes do to the outcome (PENALTY_REWARD).
/// An attribute with fewer than `least` low or high answers is left out of the regression;
/// penalty and reward that differ by at most `tolerance` (0 to 1) of their sum make a performance
/// factor.
///
/// Returns also `HABITUE_SINGULAR_MATRIX`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_penalty_reward(
    counts: *const habitue_counts,
    least: u64,
    tolerance: f64,
    contrasts: *mut habitue_penalty_reward,
    attribute_count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, contrasts) = unsafe {
            (input(counts, "counts")?, column_mut(contrasts, attribute_count, "contrasts")?)
        };
        let found = of_measure!(counts, PenaltyReward)?.contrasts(least, tolerance)?;
        if attribute_count != found.len() {
            return Err(Error::length("attributes", attribute_count, found.len()));
        }
        let nan = f64::NAN;
        let none = habitue_penalty_reward { penalty: nan, reward: nan, range: nan, ..<_>::default() };
        for (slot, found) in contrasts.iter_mut().zip(found) {
            *slot = found.map_or(none, |found| habitue_penalty_reward {
                penalty: found.penalty,
                reward: found.reward,
                range: found.range,
                low: found.low,
                high: found.high,
                factor: match found.kind {
                    FactorKind::Basic => HABITUE_FACTOR_BASIC,
                    FactorKind::Performance => HABITUE_FACTOR_PERFORMANCE,
                    FactorKind::Excitement => HABITUE_FACTOR_EXCITEMENT,
                },
                reserved: 0,
            });
        }
        Ok(())
    })
}

/// Whether a figure of `second`, a wave or segment with respondents of its own, differs from that
/// of `first`: `differences` has `count` cells, 1 for SHARE (score test of Miettinen and
/// Nurminen), PROMOTER, MEAN and EFFORT (normal tests), 2 for KANO and FUZZY_KANO (better and
/// worse, as SHARE).
///
/// Returns also `HABITUE_EMPTY_INPUT`, or `HABITUE_UNDEFINED` where one has no variance or nobody
/// in the first four classes. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_difference(
    first: *const habitue_counts,
    second: *const habitue_counts,
    confidence: f64,
    differences: *mut habitue_difference,
    count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (first, second, differences) = unsafe {
            (
                input(first, "first")?,
                input(second, "second")?,
                column_mut(differences, count, "differences")?,
            )
        };
        let (wilson, score) = (ProportionInterval::Wilson, PromoterInterval::Score);
        let level = confidence;
        let found = match (&first.0, &second.0) {
            (Counts::Share(a), Counts::Share(b)) => {
                vec![a.share(wilson, level)?.difference(&b.share(wilson, level)?, level)?]
            }
            (Counts::Promoter(a), Counts::Promoter(b)) => {
                vec![a.score(score, level)?.difference(&b.score(score, level)?, level)?]
            }
            (Counts::Mean(a), Counts::Mean(b)) => {
                vec![a.mean(level)?.difference(&b.mean(level)?, level)?]
            }
            (Counts::Effort(a), Counts::Effort(b)) => {
                vec![a.score(level)?.mean.difference(&b.score(level)?.mean, level)?]
            }
            _ => {
                let (a, b) = (kano(first)?.analyse(0.0)?, kano(second)?.analyse(0.0)?);
                a.difference(&b, level)?.map(Vec::from).ok_or_else(|| {
                    Error::new(
                        ErrorKind::Undefined,
                        "has nobody in the classes that better and worse are shares of",
                    )
                    .in_column("counts")
                })?
            }
        };
        if count != found.len() {
            return Err(Error::length("differences", count, found.len()));
        }
        for (slot, found) in differences.iter_mut().zip(found) {
            *slot = found.into();
        }
        Ok(())
    })
}
