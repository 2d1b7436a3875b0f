//! What counts come to, measure by measure.

use crate::capi::prelude::*;
use crate::numeric::proportion::ProportionInterval;
use crate::satisfaction::{Counts, FactorKind, KanoClass, PromoterInterval};

enumeration!(HABITUE_PROMOTER: PromoterInterval);

enumeration!(HABITUE_KANO: KanoClass = 1,
    /// No class: there are no scores.
    NONE = 0
);

enumeration!(HABITUE_FACTOR: FactorKind = 1,
    /// The attribute was left out: too few low or high answers.
    NONE = 0
);

/// The top-box share (CSAT): the best answers among all. Start from `HABITUE_SHARE_INIT`.
#[apply(versioned)]
pub struct habitue_share {
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
#[apply(versioned)]
pub struct habitue_promoter_score {
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
#[apply(versioned)]
pub struct habitue_effort {
    pub reserved: u32,
    /// Mean answer on its own scale, recoded where lower is better; what is undefined with one
    /// respondent is NaN.
    pub mean: habitue_mean,
    /// Share of the answers that count as easy.
    pub easy: f64,
    /// Wilson's interval of that share.
    pub easy_interval: habitue_interval,
}

mirror! {
    /// One dimension of service quality.
    habitue_dimension_gap: crate::satisfaction::DimensionGap, weight,
    gap: habitue_mean, perception: habitue_mean, missing_pairs
}

/// The Kano analysis of an attribute. Start from `HABITUE_KANO_RESULT_INIT`.
#[apply(versioned)]
pub struct habitue_kano_result {
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
#[apply(plain)]
#[derive(Default)]
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
    pub reserved: u32,
}

/// Counts of the measure that a call reads, or the error that they are of another.
macro_rules! of_measure {
    ($counts:expr, $kind:ident) => {
        match $counts {
            Counts::$kind(found) => found,
            _ => return Err(another()),
        }
    };
}

fn another() -> Error {
    fault(ErrorKind::Argument, "counts", "are of another measure than this call reads")
}

/// The share of the hits (SHARE); `method` is one of `HABITUE_PROPORTION_...`. 0 <
/// `confidence` < 1.
///
/// Returns also `HABITUE_EMPTY_INPUT` where nobody answered, or `HABITUE_INCONSISTENT` for sums
/// that no answers have; so do the other measures. Since 0.1.
pub fn habitue_counts_share(
    counts: &Counts,
    method: ProportionInterval,
    confidence: f64,
    share: &mut habitue_share,
) -> Result<()> {
    let found = of_measure!(counts, Share).share(method, confidence)?;
    told!(share: found => share, standard_error, interval, effective_n;
                found.counts => hits, total, answered, missing);
    Ok(())
}

/// The Net Promoter Score (PROMOTER); `method` is one of `HABITUE_PROMOTER_...`. Since 0.1.
pub fn habitue_counts_promoter_score(
    counts: &Counts,
    method: PromoterInterval,
    confidence: f64,
    result: &mut habitue_promoter_score,
) -> Result<()> {
    let found = of_measure!(counts, Promoter).score(method, confidence)?;
    told!(result: found => score, promoters, passives, detractors, variance, standard_error,
                interval, effective_n; found.counts => answered, missing);
    result.degenerate = u32::from(found.is_degenerate());
    Ok(())
}

/// The mean (MEAN); what is undefined with one respondent is NaN. Since 0.1.
pub fn habitue_counts_mean(
    counts: &Counts,
    confidence: f64,
    mean: &mut habitue_mean,
) -> Result<()> {
    *mean = of_measure!(counts, Mean).mean(confidence)?.told();
    Ok(())
}

/// The Customer Effort Score (EFFORT). Since 0.1.
pub fn habitue_counts_effort(
    counts: &Counts,
    confidence: f64,
    effort: &mut habitue_effort,
) -> Result<()> {
    let found = of_measure!(counts, Effort).score(confidence)?;
    (effort.mean, effort.easy) = (found.mean.told(), found.easy.share);
    effort.easy_interval = found.easy.interval.told();
    Ok(())
}

/// Perception less expectation (SERVICE_QUALITY): each of `dimension_count` dimensions, and both
/// overall gaps on the scale of the items. `points` are the importance of the dimensions, any
/// sum; NULL for equal ones. Since 0.1.
pub fn habitue_counts_service_quality(
    counts: &Counts,
    points: Option<&[f64]>,
    dimension_count: usize,
    confidence: f64,
    gaps: &mut [habitue_dimension_gap],
    unweighted: &mut f64,
    weighted: &mut f64,
) -> Result<()> {
    let counted = of_measure!(counts, ServiceQuality);

    if counted.gaps.len() != dimension_count {
        return Err(Error::length("dimensions", dimension_count, counted.gaps.len()));
    }
    let equal = vec![1.0; dimension_count];
    let found = counted.analyse(points.unwrap_or(&equal), confidence)?;
    fill(Some(gaps), found.dimensions.iter().map(Told::told));
    (*unweighted, *weighted) = (found.unweighted, found.weighted);
    Ok(())
}

/// The class of an attribute (KANO, FUZZY_KANO). Classes no more than `category_strength` (0 to
/// 1; 0.05 is usual) behind the first are decided by M > O > A > I; a mean score from
/// `continuous_cut` (2 is usual) on is wanted, or missed. Since 0.1.
pub fn habitue_counts_kano(
    counts: &Counts,
    category_strength: f64,
    continuous_cut: f64,
    confidence: f64,
    result: &mut habitue_kano_result,
) -> Result<()> {
    let counted = counts.as_kano().ok_or_else(another)?;
    if !continuous_cut.is_finite() {
        let allowed = "a finite number";
        return Err(Error::out_of_range("continuous_cut", continuous_cut, allowed));
    }
    (result.memberships, result.undecided) = match counts {
        Counts::FuzzyKano(fuzzy) => (fuzzy.shares(), fuzzy.undecided),
        _ => ([0.0; 6], 0),
    };
    let found = counted.analyse(category_strength)?;
    told!(result: found => significant, better, worse, total_strength, category_strength,
                fong_threshold, functional, dysfunctional, n; found.counts => counts, missing);
    let wilson = ProportionInterval::Wilson;
    result.better_interval = found.better_interval(wilson, confidence)?.told();
    result.worse_interval = found.worse_interval(wilson, confidence)?.told();
    let continuous = found.continuous_class(continuous_cut);
    result.kano_class = found.class.code();
    result.continuous_class = continuous.map_or(HABITUE_KANO_NONE, KanoClass::code);
    Ok(())
}

/// What the two ends of each of `attribute_count` attributes do to the outcome (PENALTY_REWARD).
/// An attribute with fewer than `least` low or high answers is left out of the regression;
/// penalty and reward that differ by at most `tolerance` (0 to 1) of their sum make a performance
/// factor.
///
/// Returns also `HABITUE_SINGULAR_MATRIX`. Since 0.1.
pub fn habitue_counts_penalty_reward(
    counts: &Counts,
    least: u64,
    tolerance: f64,
    contrasts: &mut [habitue_penalty_reward],
    attribute_count: usize,
) -> Result<()> {
    let found = of_measure!(counts, PenaltyReward).contrasts(least, tolerance)?;
    if attribute_count != found.len() {
        return Err(Error::length("attributes", attribute_count, found.len()));
    }
    for (out, found) in contrasts.iter_mut().zip(found) {
        let nan = f64::NAN;
        *out =
            habitue_penalty_reward { penalty: nan, reward: nan, range: nan, ..Default::default() };
        if let Some(found) = found {
            told!(out: found => penalty, reward, range, low, high);
            out.factor = found.kind.number();
        }
    }
    Ok(())
}

/// Whether a figure of `second`, a wave or segment with respondents of its own, differs from that
/// of `first`: `differences` has `count` cells, 1 for SHARE (score test of Miettinen and
/// Nurminen), PROMOTER, MEAN and EFFORT (normal tests), 2 for KANO and FUZZY_KANO (better and
/// worse, as SHARE).
///
/// Returns also `HABITUE_EMPTY_INPUT`, or `HABITUE_UNDEFINED` where one has no variance or nobody
/// in the first four classes. Since 0.1.
pub fn habitue_counts_difference(
    first: &Counts,
    second: &Counts,
    confidence: f64,
    differences: &mut [habitue_difference],
    count: usize,
) -> Result<()> {
    let found = first.difference(second, confidence)?;
    if count != found.len() {
        return Err(Error::length("differences", count, found.len()));
    }
    for (slot, found) in differences.iter_mut().zip(&found) {
        *slot = found.told();
    }
    Ok(())
}
