//! Gaps, delivered value, effort, scorecards, Kano, penalty and reward.

use super::column::{column, column_mut, input, optional_column, optional_column_mut, output};
use super::guard::guard;
use super::options::enumerator;
use super::satisfaction::{habitue_index_options, index_options, no_interval};
use super::status::{habitue_error, habitue_status};
use super::survey::{habitue_answers, habitue_interval};
use crate::error::{Error, ErrorKind, Result};
use crate::satisfaction::{
    DeliveredValue, EffortScore, FactorKind, KanoCounts, KanoTable, PenaltyReward, Scorecard,
    ServiceQuality, ValueGaps, adapt_expectation_into, disconfirm_into,
};

/// The class is not known: expectation or performance is missing.
pub const HABITUE_DISCONFIRMATION_UNKNOWN: i32 = 0;
/// Less than expected.
pub const HABITUE_DISCONFIRMATION_DISSATISFIED: i32 = 1;
/// As expected.
pub const HABITUE_DISCONFIRMATION_SATISFIED: i32 = 2;
/// More than expected.
pub const HABITUE_DISCONFIRMATION_DELIGHTED: i32 = 3;

/// The usual evaluation table of Kano.
pub const HABITUE_KANO_USUAL: i32 = 0;
/// The table that also questions must/must and live/live.
pub const HABITUE_KANO_STRICT: i32 = 1;

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

/// The Kano analysis of an attribute.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_kano_result {
    /// The class, `HABITUE_KANO_...`.
    pub kano_class: i32,
    /// 1 where the two most frequent of A, O, M, I, R differ significantly.
    pub significant: u32,
    /// Sums of weights: must-be, one-dimensional, attractive, indifferent,
    /// reverse, questionable.
    pub counts: [f64; 6],
    /// (A + O)/(A + O + M + I); NaN where nobody is in these classes.
    pub better: f64,
    /// -(O + M)/(A + O + M + I); NaN where nobody is in these classes.
    pub worse: f64,
    /// (A + O + M)/n.
    pub total_strength: f64,
    /// Share of the strongest class less that of the second.
    pub category_strength: f64,
    /// Fong's threshold.
    pub fong_threshold: f64,
    /// Mean score of "if it is there", 4 to -2.
    pub functional: f64,
    /// Mean score of "if it is not", -2 to 4.
    pub dysfunctional: f64,
    /// Sum of the weights.
    pub n: f64,
    /// Respondents with a missing answer.
    pub missing: u64,
}

/// The effort score of a question.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_effort {
    /// Mean answer on its own scale.
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

/// Performance less expectation of each row, and its class.
///
/// `expectation` and `performance` hold `rows` values, NaN where missing. Within
/// ±`tolerance` (>= 0) a row is as expected. `gaps` receives the differences (NaN
/// where missing), `classes` `HABITUE_DISCONFIRMATION_...`. `error` may be NULL.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_disconfirm(
    expectation: *const f64,
    performance: *const f64,
    rows: usize,
    tolerance: f64,
    gaps: *mut f64,
    classes: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (expectation, performance, gaps, classes) = unsafe {
            (
                column(expectation, rows, "expectation")?,
                column(performance, rows, "performance")?,
                column_mut(gaps, rows, "gaps")?,
                column_mut(classes, rows, "classes")?,
            )
        };
        disconfirm_into(expectation, performance, tolerance, gaps, classes)
    })
}

/// The expectation before each period, which moves by `rate` (0 to 1) of the way
/// towards each performance.
///
/// `performance` holds `periods` values, NaN where there was none;
/// `expectation` receives as many, the first being `start`. `error` may be NULL.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_adapt_expectation(
    start: f64,
    rate: f64,
    performance: *const f64,
    periods: usize,
    expectation: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (performance, expectation) = unsafe {
            (
                column(performance, periods, "performance")?,
                column_mut(expectation, periods, "expectation")?,
            )
        };
        adapt_expectation_into(start, rate, performance, expectation)
    })
}

/// Customer delivered value of each row: benefits less costs, and their ratio.
///
/// `benefits` holds four columns of `rows` values >= 0 one after the other
/// (product, services, personnel or psychological, image), `costs` likewise
/// (money, time, psychic, energy); `cells` = 4 times `rows`. `differences`
/// receives benefits less costs, `ratios` benefits over costs (NaN without costs)
/// or is NULL. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`, with the row. Any thread. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_delivered_value(
    benefits: *const f64,
    costs: *const f64,
    cells: usize,
    rows: usize,
    differences: *mut f64,
    ratios: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (benefits, costs, differences, ratios) = unsafe {
            (
                column(benefits, cells, "benefits")?,
                column(costs, cells, "costs")?,
                column_mut(differences, rows, "differences")?,
                optional_column_mut(ratios, rows, "ratios")?,
            )
        };
        if rows.checked_mul(4) != Some(cells) {
            return Err(Error::new(ErrorKind::Length, format!("is not 4 times {rows} rows"))
                .in_column("cells")
                .with_value(cells));
        }
        let four = |source: &[f64], row: usize| [0, 1, 2, 3].map(|part| source[part * rows + row]);
        let values: Vec<DeliveredValue> = (0..rows)
            .map(|row| {
                DeliveredValue::new(four(benefits, row), four(costs, row))
                    .map_err(|error| error.at_row(row as u64))
            })
            .collect::<Result<_>>()?;
        for (slot, value) in differences.iter_mut().zip(&values) {
            *slot = value.difference();
        }
        for (slot, value) in ratios.into_iter().flatten().zip(&values) {
            *slot = value.ratio().unwrap_or(f64::NAN);
        }
        Ok(())
    })
}

/// The three gaps of the customer-value model for each row.
///
/// `designed`, `expected` and `received` hold `rows` finite values. `perception`
/// receives received - designed, `compromise` expected - designed, `satisfaction`
/// received - expected. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error or `HABITUE_NOT_FINITE`, with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_value_gaps(
    designed: *const f64,
    expected: *const f64,
    received: *const f64,
    rows: usize,
    perception: *mut f64,
    compromise: *mut f64,
    satisfaction: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (designed, expected, received, perception, compromise, satisfaction) = unsafe {
            (
                column(designed, rows, "designed")?,
                column(expected, rows, "expected")?,
                column(received, rows, "received")?,
                column_mut(perception, rows, "perception")?,
                column_mut(compromise, rows, "compromise")?,
                column_mut(satisfaction, rows, "satisfaction")?,
            )
        };
        let gaps: Vec<ValueGaps> = (0..rows)
            .map(|row| {
                ValueGaps::of(designed[row], expected[row], received[row])
                    .map_err(|error| error.at_row(row as u64))
            })
            .collect::<Result<_>>()?;
        for (row, gaps) in gaps.iter().enumerate() {
            perception[row] = gaps.perception;
            compromise[row] = gaps.compromise;
            satisfaction[row] = gaps.satisfaction;
        }
        Ok(())
    })
}

/// Service quality as perception less expectation over dimensions.
///
/// Each of `pairs` pairs is an expectation question, a perception question
/// (indices into `answers`) and the dimension (from 0) that it belongs to.
/// `points` holds the importance of each of `dimensions` dimensions, any sum.
/// `gaps` and `perceptions` receive a mean for each dimension (`perceptions` may
/// be NULL), `*unweighted` and `*weighted` the overall gaps on the scale of the
/// items. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
/// `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_service_quality(
    answers: *const habitue_answers,
    expectations: *const usize,
    perceived: *const usize,
    pair_dimensions: *const usize,
    pairs: usize,
    points: *const f64,
    dimensions: usize,
    gaps: *mut f64,
    perceptions: *mut f64,
    unweighted: *mut f64,
    weighted: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, expectations, perceived, of, points) = unsafe {
            (
                &input(answers, "answers")?.0,
                column(expectations, pairs, "expectations")?,
                column(perceived, pairs, "perceived")?,
                column(pair_dimensions, pairs, "pair_dimensions")?,
                column(points, dimensions, "points")?,
            )
        };
        // SAFETY: the contract of the header.
        let (gaps, perceptions, unweighted, weighted) = unsafe {
            (
                column_mut(gaps, dimensions, "gaps")?,
                optional_column_mut(perceptions, dimensions, "perceptions")?,
                output(unweighted, "unweighted")?,
                output(weighted, "weighted")?,
            )
        };
        let mut lists = vec![Vec::new(); points.len()];
        for (row, dimension) in of.iter().enumerate() {
            let Some(list) = lists.get_mut(*dimension) else {
                let allowed = format!("less than {dimensions}");
                return Err(Error::out_of_range("pair_dimensions", *dimension as f64, allowed)
                    .at_row(row as u64));
            };
            list.push((expectations[row], perceived[row]));
        }
        let found = ServiceQuality::of(answers, &lists, points)?;
        gaps.copy_from_slice(&found.gaps);
        if let Some(perceptions) = perceptions {
            perceptions.copy_from_slice(&found.perceptions);
        }
        *unweighted = found.unweighted;
        *weighted = found.weighted;
        Ok(())
    })
}

/// The Kano analysis of one attribute.
///
/// `functional` and `dysfunctional` hold `rows` answers 1 to 5 (like, must be,
/// neutral, live with it, dislike) to "if it is there" and "if it is not", NaN
/// where missing; `weights` may be NULL. `table` is `HABITUE_KANO_USUAL` or
/// `_STRICT`; classes no more than `category_strength` (0 to 1, usually 0.05)
/// behind the first are decided by M > O > A > I. `*result` receives the
/// analysis. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT` or `HABITUE_EMPTY_INPUT`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kano(
    functional: *const f64,
    dysfunctional: *const f64,
    weights: *const f64,
    rows: usize,
    table: i32,
    category_strength: f64,
    result: *mut habitue_kano_result,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (functional, dysfunctional, weights, result) = unsafe {
            (
                column(functional, rows, "functional")?,
                column(dysfunctional, rows, "dysfunctional")?,
                optional_column(weights, rows, "weights")?,
                output(result, "result")?,
            )
        };
        let tables =
            [(HABITUE_KANO_USUAL, &KanoTable::USUAL), (HABITUE_KANO_STRICT, &KanoTable::STRICT)];
        let table = enumerator(table, "table", &tables)?;
        let found = KanoCounts::count(functional, dysfunctional, weights, table)?
            .analyse(category_strength)?;
        *result = habitue_kano_result {
            kano_class: found.class.code(),
            significant: u32::from(found.significant),
            counts: found.counts.counts,
            better: found.better.unwrap_or(f64::NAN),
            worse: found.worse.unwrap_or(f64::NAN),
            total_strength: found.total_strength,
            category_strength: found.category_strength,
            fong_threshold: found.fong_threshold,
            functional: found.functional.unwrap_or(f64::NAN),
            dysfunctional: found.dysfunctional.unwrap_or(f64::NAN),
            n: found.n,
            missing: found.counts.missing,
        };
        Ok(())
    })
}

/// Penalty-reward contrasts of attributes for an outcome.
///
/// `answers` holds `attributes` columns of `rows` answers one after the other
/// (`cells` in all), `outcome` `rows` values; NaN is missing, and only complete
/// rows enter. A low answer is at most `low_at_most`, a high one at least
/// `high_at_least`; an attribute with fewer than `least` of either is left out.
/// Penalty and reward that differ by at most `tolerance` (0 to 1) of their sum
/// make a performance factor. `penalties` and `rewards` receive the coefficients
/// (NaN where left out), `kinds` `HABITUE_FACTOR_...`, `attributes` each. `error`
/// may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT` or
/// `HABITUE_SINGULAR_MATRIX`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_penalty_reward(
    answers: *const f64,
    cells: usize,
    attributes: usize,
    outcome: *const f64,
    rows: usize,
    low_at_most: f64,
    high_at_least: f64,
    least: u64,
    tolerance: f64,
    penalties: *mut f64,
    rewards: *mut f64,
    kinds: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, outcome, penalties, rewards, kinds) = unsafe {
            (
                column(answers, cells, "answers")?,
                column(outcome, rows, "outcome")?,
                column_mut(penalties, attributes, "penalties")?,
                column_mut(rewards, attributes, "rewards")?,
                column_mut(kinds, attributes, "kinds")?,
            )
        };
        if attributes.checked_mul(rows) != Some(cells) {
            return Err(Error::new(
                ErrorKind::Length,
                format!("is not {attributes} attributes times {rows} rows"),
            )
            .in_column("cells")
            .with_value(cells));
        }
        if rows == 0 {
            return Err(Error::empty("outcome"));
        }
        let columns: Vec<&[f64]> = answers.chunks_exact(rows).collect();
        let found =
            PenaltyReward::of(&columns, outcome, low_at_most, high_at_least, least, tolerance)?;
        for (place, found) in found.iter().enumerate() {
            penalties[place] = found.map_or(f64::NAN, |found| found.penalty);
            rewards[place] = found.map_or(f64::NAN, |found| found.reward);
            kinds[place] = match found.map(|found| found.kind) {
                None => HABITUE_FACTOR_NONE,
                Some(FactorKind::Basic) => HABITUE_FACTOR_BASIC,
                Some(FactorKind::Performance) => HABITUE_FACTOR_PERFORMANCE,
                Some(FactorKind::Excitement) => HABITUE_FACTOR_EXCITEMENT,
            };
        }
        Ok(())
    })
}

/// The effort score of a question on which a higher answer means less effort.
///
/// `question` counts from 0; `easy_from` is the lowest answer that counts as easy
/// (5 on 1 to 7 is usual); 0 < `level` < 1. `*effort` receives the figures.
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, or `HABITUE_EMPTY_INPUT` where nobody answered. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_effort_score(
    answers: *const habitue_answers,
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
        let found = EffortScore::of(answers, question, easy_from, level)?;
        *effort = habitue_effort {
            mean: found.mean,
            standard_error: found.standard_error.unwrap_or(f64::NAN),
            interval: found.interval.map_or_else(|| no_interval(level), Into::into),
            easy: found.easy.share,
            easy_interval: found.easy.interval.into(),
            answered: found.easy.counts.answered,
            missing: found.easy.counts.missing,
        };
        Ok(())
    })
}

/// The index of each dimension of the questionnaire, their weighted mean, and the
/// weakest.
///
/// `options` may be NULL for the defaults. `values` (0 to 100) and `weights`
/// (which sum to 1; may be NULL) receive `dimensions` figures in order of first
/// appearance; `dimensions` must be their number. `*total` receives the mean,
/// `*weakest` the index of the weakest or is NULL. `error` may be NULL. Returns as
/// `habitue_satisfaction_index`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorecard(
    answers: *const habitue_answers,
    options: *const habitue_index_options,
    values: *mut f64,
    weights: *mut f64,
    dimensions: usize,
    total: *mut f64,
    weakest: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, settings, values, weights, total, weakest) = unsafe {
            (
                &input(answers, "answers")?.0,
                index_options(options)?,
                column_mut(values, dimensions, "values")?,
                optional_column_mut(weights, dimensions, "weights")?,
                output(total, "total")?,
                optional_column_mut(weakest, 1, "weakest")?,
            )
        };
        let found = Scorecard::of(answers, settings)?;
        if dimensions != found.dimensions.len() {
            return Err(Error::length("dimensions", dimensions, found.dimensions.len()));
        }
        for (slot, dimension) in values.iter_mut().zip(&found.dimensions) {
            *slot = dimension.index.value;
        }
        for (slot, dimension) in weights.into_iter().flatten().zip(&found.dimensions) {
            *slot = dimension.weight;
        }
        *total = found.total;
        if let Some([weakest]) = weakest {
            *weakest = found.weakest;
        }
        Ok(())
    })
}
