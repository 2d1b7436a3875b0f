//! What counts come to, measure by measure.

use crate::capi::prelude::*;
use crate::numeric::proportion::ProportionInterval;
use crate::satisfaction::{
    Counts, CrossHairs, EffortScore, FactorKind, Kano, KanoClass, KanoCounts, PenaltyReward,
    PromoterInterval, PromoterScore, Quadrant, TopBox,
};

enumeration!(HABITUE_PROMOTER: PromoterInterval);

enumeration!(HABITUE_QUADRANT: Quadrant = 1);

enumeration!(HABITUE_CROSS_HAIRS: CrossHairs);

enumeration!(HABITUE_KANO: KanoClass = 1,
    /// No class: there are no scores.
    NONE = 0
);

enumeration!(HABITUE_FACTOR: FactorKind = 1,
    /// The attribute was left out: too few low or high answers.
    NONE = 0
);

mirror! {
    /// The top-box share (CSAT): the best answers among all.
    habitue_share: TopBox, share,
    /// Its standard error, by linearisation where weights differ.
    standard_error,
    /// Its interval.
    interval: habitue_interval,
    /// Effective sample size: share (1 - share) over the squared standard error; Kish's where all
    /// answered alike.
    effective_n,
    counts.hits, counts.total, counts.answered, counts.missing
}

mirror! {
    /// The Net Promoter Score (NPS): promoters less detractors.
    habitue_promoter_score: PromoterScore, score, promoters, passives, detractors,
    /// Variance of one answer counted +1, 0, -1.
    variance,
    /// Standard error of the score in points.
    standard_error,
    interval: habitue_interval,
    /// Effective sample size: the variance over the squared standard error (as a fraction);
    /// Kish's where all answered alike.
    effective_n,
    counts.answered, counts.missing,
    /// 1 where all answered alike, so that the variance is 0.
    degenerate: u32 = it.is_degenerate().told(),
    reserved: u32
}

mirror! {
    /// The Customer Effort Score (CES).
    habitue_effort: EffortScore,
    /// Mean answer on its own scale, recoded where lower is better; what is undefined with one
    /// respondent is NaN.
    mean: habitue_mean,
    /// Share of the answers that count as easy.
    easy: f64 = it.easy.share,
    /// Wilson's interval of that share.
    easy_interval: habitue_interval = it.easy.interval.told()
}

mirror! {
    /// Perception less expectation over all dimensions, on the scale of the items.
    habitue_service_quality: crate::satisfaction::ServiceQuality, unweighted, weighted
}

mirror! {
    /// One dimension of service quality.
    habitue_dimension_gap: crate::satisfaction::DimensionGap, weight,
    gap: habitue_mean, perception: habitue_mean, missing_pairs
}

mirror! {
    /// The Kano analysis of an attribute.
    habitue_kano_result: Kano,
    /// The class, `HABITUE_KANO_...`.
    class as kano_class: i32 = it.class.code(),
    /// The class by mean scores; `HABITUE_KANO_NONE` without scores.
    continuous_class: i32,
    better,
    /// Wilson's interval of `better`; NaN where that is.
    better_interval: habitue_interval,
    worse,
    /// Wilson's interval of `worse`; NaN where that is.
    worse_interval: habitue_interval,
    /// Sums of weights: must-be, one-dimensional, attractive, indifferent, reverse, questionable.
    counts.counts,
    /// FUZZY_KANO: mean membership of each class, in the same order; else 0.
    memberships: [f64; 6],
    total_strength, category_strength,
    /// Fong's threshold.
    fong_threshold,
    functional, dysfunctional, n, counts.missing,
    /// FUZZY_KANO: respondents of whom no class reaches the cut.
    undecided: u64,
    /// 1 where the two most frequent of A, O, M, I, R differ significantly.
    significant,
    reserved: u32
}

mirror! {
    /// What an attribute takes and gives; NaN and 0 where it was left out.
    habitue_penalty_reward: PenaltyReward, penalty, reward, range, low, high,
    /// `HABITUE_FACTOR_...`.
    factor: i32 = it.kind.number(),
    reserved: u32
}

/// Where the figures of counts go, each for the measure that it begins with, and by which settings
/// they are formed; NULL is no wish. Start from `HABITUE_ANALYSIS_INIT` (0.95). What differs from
/// it and the measure does not read is refused.
#[apply(versioned)]
pub struct habitue_analysis {
    /// SHARE: one of `HABITUE_PROPORTION_...`; PROMOTER: one of `HABITUE_PROMOTER_...`.
    pub interval: i32,
    /// All but PENALTY_REWARD: confidence of the intervals, between 0 and 1.
    pub confidence: f64,
    /// SERVICE_QUALITY: importance of the dimensions, any sum; NULL for equal ones.
    pub points: *const f64,
    /// SERVICE_QUALITY: how many dimensions there are; PENALTY_REWARD: how many attributes.
    pub count: usize,
    /// KANO, FUZZY_KANO: classes no more than this behind the first are decided by M > O > A > I,
    /// 0 to 1.
    pub category_strength: f64,
    /// KANO, FUZZY_KANO: a mean score from this on is wanted, or missed.
    pub continuous_cut: f64,
    /// PENALTY_REWARD: an attribute with fewer low or high answers is left out of the regression.
    pub least: u64,
    /// PENALTY_REWARD: penalty and reward that differ by at most this share of their sum make a
    /// performance factor, 0 to 1.
    pub tolerance: f64,
    /// SHARE.
    pub share: *mut habitue_share,
    /// PROMOTER.
    pub promoter_score: *mut habitue_promoter_score,
    /// EFFORT.
    pub effort: *mut habitue_effort,
    /// MEAN.
    pub mean: *mut habitue_mean,
    /// SERVICE_QUALITY: over all dimensions.
    pub service_quality: *mut habitue_service_quality,
    /// SERVICE_QUALITY: each dimension.
    pub gaps: *mut habitue_dimension_gap,
    /// KANO, FUZZY_KANO.
    pub kano: *mut habitue_kano_result,
    /// PENALTY_REWARD: each attribute.
    pub contrasts: *mut habitue_penalty_reward,
}

begins!(
    habitue_analysis,
    confidence = 0.95,
    category_strength = 0.05,
    continuous_cut = 2.0,
    least = 30,
    tolerance = 0.1
);

const NOT_OF_MEASURE: &str = "of counts of this measure";

/// The figures that counts come to: what `wanted` has places for.
///
/// Returns also `HABITUE_NOT_READ`, `HABITUE_EMPTY_INPUT` where nobody answered,
/// `HABITUE_INCONSISTENT` for sums that no answers have, `HABITUE_OUT_OF_RANGE`, or of
/// PENALTY_REWARD `HABITUE_SINGULAR_MATRIX`.
pub unsafe fn habitue_counts_analyse(counts: &Counts, wanted: habitue_analysis) -> Result<()> {
    let level = wanted.confidence;
    let only = |read: &[&str]| wanted.only("wanted", read, NOT_OF_MEASURE);
    let mut places = Places::default();
    match counts {
        Counts::Share(counts) => {
            only(&["interval", "confidence", "share"])?;
            let method = ProportionInterval::read(wanted.interval, "wanted.interval")?;
            places.one(wanted.share, &counts.share(method, level)?, "wanted.share")?;
        }
        Counts::Promoter(counts) => {
            only(&["interval", "confidence", "promoter_score"])?;
            let found =
                counts.score(PromoterInterval::read(wanted.interval, "wanted.interval")?, level)?;
            places.one(wanted.promoter_score, &found, "wanted.promoter_score")?;
        }
        Counts::Effort(counts) => {
            only(&["confidence", "effort"])?;
            places.one(wanted.effort, &counts.score(level)?, "wanted.effort")?;
        }
        Counts::Mean(counts) => {
            only(&["confidence", "mean"])?;
            places.one(wanted.mean, &counts.mean(level)?, "wanted.mean")?;
        }
        Counts::ServiceQuality(counts) => {
            only(&["confidence", "points", "count", "service_quality", "gaps"])?;
            same_length("wanted.count", wanted.count, counts.gaps.len())?;
            let points = optional_column(wanted.points, wanted.count, "wanted.points")?;
            let equal = vec![1.0; wanted.count];
            let found = counts.analyse(points.unwrap_or(&equal), level)?;
            places.one(wanted.service_quality, &found, "wanted.service_quality")?;
            places.all(wanted.gaps, &found.dimensions, "wanted.gaps")?;
        }
        Counts::Kano(counts) => {
            let found = kano(counts, ([0.0; 6], 0), &wanted)?;
            places.add(wanted.kano, vec![found], "wanted.kano")?;
        }
        Counts::FuzzyKano(counts) => {
            let found = kano(&counts.counts, (counts.shares(), counts.undecided), &wanted)?;
            places.add(wanted.kano, vec![found], "wanted.kano")?;
        }
        Counts::PenaltyReward(counts) => {
            only(&["count", "least", "tolerance", "contrasts"])?;
            let found = counts.contrasts(wanted.least, wanted.tolerance)?;
            same_length("wanted.count", wanted.count, found.len())?;
            places.all(wanted.contrasts, &found, "wanted.contrasts")?;
        }
    }
    places.fill();
    Ok(())
}

fn kano(
    counts: &KanoCounts,
    (memberships, undecided): ([f64; 6], u64),
    wanted: &habitue_analysis,
) -> Result<habitue_kano_result> {
    let read = ["confidence", "category_strength", "continuous_cut", "kano"];
    wanted.only("wanted", &read, NOT_OF_MEASURE)?;
    let (cut, level, wilson) =
        (wanted.continuous_cut, wanted.confidence, ProportionInterval::Wilson);
    if !cut.is_finite() {
        return Err(Error::out_of_range("wanted.continuous_cut", cut, "a finite number"));
    }
    let found = counts.analyse(wanted.category_strength)?;
    Ok(habitue_kano_result {
        continuous_class: found.continuous_class(cut).map_or(HABITUE_KANO_NONE, KanoClass::code),
        better_interval: found.better_interval(wilson, level)?.told(),
        worse_interval: found.worse_interval(wilson, level)?.told(),
        memberships,
        undecided,
        ..found.told()
    })
}

/// An attribute that was left out.
impl Told<habitue_penalty_reward> for Option<PenaltyReward> {
    fn told(&self) -> habitue_penalty_reward {
        let nan = f64::NAN;
        let none =
            habitue_penalty_reward { penalty: nan, reward: nan, range: nan, ..Default::default() };
        self.as_ref().map_or(none, Told::told)
    }
}

/// Whether a figure of `second`, a wave or segment with respondents of its own, differs from that
/// of `first`: `differences` has `count` cells, 1 for SHARE (score test of Miettinen and Nurminen),
/// PROMOTER, MEAN and EFFORT (normal tests), 2 for KANO and FUZZY_KANO (better and worse, as
/// SHARE).
///
/// Returns also `HABITUE_EMPTY_INPUT`, or `HABITUE_UNDEFINED` where one has no variance or nobody
/// in the first four classes.
pub fn habitue_counts_difference(
    first: &Counts,
    second: &Counts,
    confidence: f64,
    differences: &mut [habitue_difference],
    count: usize,
) -> Result<()> {
    let found = first.difference(second, confidence)?;
    same_length("differences", count, found.len())?;
    fill(Some(differences), found.iter().map(Told::told));
    Ok(())
}
