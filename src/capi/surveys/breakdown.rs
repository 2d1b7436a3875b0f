//! Every figure by group, in one call.

use super::figures::missing_policy;
use super::satisfaction::index_form;
use crate::capi::prelude::*;
use crate::customer::Keys;
use crate::numeric::proportion::ProportionInterval;
use crate::satisfaction::{
    Breakdown, BreakdownFigure, GroupEstimate, GroupTestMethod, Pairwise, PromoterBreaks,
    PromoterInterval,
};
use crate::survey::{CrossTable, Groups, SampleDesign};

/// The satisfaction index over the questions that weigh, 0 to 100; reads `missing`,
/// `minimum_share` and `per_respondent`.
pub const HABITUE_GROUP_FIGURE_INDEX: i32 = 1;
/// The share of the `top` best levels of a question, 0 to 1; `interval` is one of
/// `HABITUE_PROPORTION_...`.
pub const HABITUE_GROUP_FIGURE_SHARE: i32 = 2;
/// Promoters from `high_at_least` on less detractors up to `low_at_most`, -100 to 100; `interval`
/// is one of `HABITUE_PROMOTER_...`.
pub const HABITUE_GROUP_FIGURE_PROMOTER: i32 = 3;
/// The mean answer to a question.
pub const HABITUE_GROUP_FIGURE_MEAN: i32 = 4;
/// Cronbach's alpha of two or more questions, with the interval of `HABITUE_RELIABILITY_ALPHA`;
/// reads `missing` and `minimum_share`. It has no standard error.
pub const HABITUE_GROUP_FIGURE_ALPHA: i32 = 5;

/// A figure that each group is asked for. What the kind does not read is 0.
#[apply(plain)]
pub struct habitue_group_figure {
    /// One of `HABITUE_GROUP_FIGURE_...`.
    pub kind: i32,
    /// INDEX, ALPHA: `HABITUE_MISSING_...`.
    pub missing: i32,
    /// The questions, from 0: one of SHARE, PROMOTER and MEAN; NULL of INDEX.
    pub questions: *const usize,
    /// How many there are.
    pub question_count: usize,
    /// SHARE: how many of the best levels, from 1 to their number less one.
    pub top: usize,
    /// PROMOTER: the highest answer of a detractor, of recoded answers where lower is better.
    pub low_at_most: f64,
    /// PROMOTER: the lowest answer of a promoter.
    pub high_at_least: f64,
    /// INDEX, ALPHA: least share of answers for `HABITUE_MISSING_PERSON_MEAN`, 0 to 1.
    pub minimum_share: f64,
    /// SHARE, PROMOTER: how the interval is formed.
    pub interval: i32,
    /// INDEX: 1 for the weighted mean of each respondent, averaged.
    pub per_respondent: i32,
}

/// Which groups are asked for which figures. Start from `HABITUE_BREAKDOWN_INIT` (0.95).
#[apply(versioned)]
pub struct habitue_breakdown {
    pub reserved: u32,
    /// The group of each respondent, from 0, or -1 for none: of `habitue_groups`, or the caller's.
    /// NULL for everybody in one group.
    pub codes: *const i32,
    /// How many respondents there are.
    pub rows: usize,
    /// How many groups there are, at most as many as respondents or 65,536.
    pub group_count: usize,
    /// The figures.
    pub figures: *const habitue_group_figure,
    /// How many there are.
    pub figure_count: usize,
    /// Confidence of the intervals, between 0 and 1.
    pub confidence: f64,
    /// The stratum of each respondent, from 0; NULL for one stratum.
    pub strata: *const i32,
    /// The cluster (primary sampling unit) of each respondent, from 0, within its stratum; NULL
    /// where each was drawn alone. With strata or clusters, errors and intervals are those of the
    /// design, which ALPHA does not have.
    pub clusters: *const i32,
}

begins!(habitue_breakdown, confidence = 0.95);

/// The differences of one figure between every two groups. Start from
/// `HABITUE_GROUP_DIFFERENCES_INIT` and say where to write: matrices of `group_count` times
/// `group_count` cells, row after row, NaN where nothing can be said; NULL is no wish.
#[apply(versioned)]
pub struct habitue_group_differences {
    pub reserved: u32,
    /// How many groups there are.
    pub group_count: usize,
    /// How many figures each group has among the estimates.
    pub figure_count: usize,
    /// Which of them is compared, from 0.
    pub figure: usize,
    /// A difference counts where its p-value is below 1 less this, between 0 and 1.
    pub confidence: f64,
    /// The group of the column less that of the row.
    pub differences: *mut f64,
    /// The two-sided p-value of each pair alone: Welch's t of means and indices, z of others.
    pub p_values: *mut f64,
    /// The p-values among all pairs by Holm.
    pub adjusted: *mut f64,
    /// 1 where the group of the row is higher than that of the column by more than chance: the
    /// letters of a table of columns.
    pub higher: *mut u8,
}

begins!(habitue_group_differences, confidence = 0.95);

enumeration!(HABITUE_GROUP_TEST: GroupTestMethod);

/// A cross-table of respondents. Start from `HABITUE_CROSS_TABLE_INIT`.
#[apply(versioned)]
pub struct habitue_cross_table {
    pub reserved: u32,
    /// How many respondents there are.
    pub respondents: usize,
    /// The row of each respondent, from 0, or -1 for none.
    pub rows: *const i32,
    /// How many rows there are.
    pub row_count: usize,
    /// The column of each respondent, from 0, or -1 for none.
    pub columns: *const i32,
    /// How many columns there are.
    pub column_count: usize,
    /// Base weights >= 0 of the respondents; NULL for equal ones.
    pub weights: *const f64,
    /// As of `habitue_breakdown`.
    pub strata: *const i32,
    /// As of `habitue_breakdown`.
    pub clusters: *const i32,
    /// Where the respondents of each cell go, row after row, or NULL.
    pub counts: *mut u64,
    /// Where their weights together go, or NULL.
    pub cell_weights: *mut f64,
    /// Written: Pearson's chi-square of the weighted shares, times the respondents.
    pub chi_square: f64,
    /// Written: its degrees of freedom.
    pub freedom: f64,
    /// Written: its p-value where all weigh alike and were drawn one by one; otherwise too small.
    pub p_value: f64,
    /// Written: Rao and Scott's F of second order.
    pub f: f64,
    /// Written: degrees of freedom of its numerator.
    pub f_numerator: f64,
    /// Written: those of its denominator.
    pub f_denominator: f64,
    /// Written: the p-value of F, the one to read.
    pub f_p_value: f64,
    /// Written: Cramer's V, 0 to 1.
    pub cramers_v: f64,
    /// Written: respondents who are in a row and in a column, and weigh.
    pub used: u64,
    /// Written: the others.
    pub missing: u64,
}

mirror! {
    /// A figure of a group.
    habitue_group_estimate: GroupEstimate,
    /// The figure, in its own unit; NaN where `status` is not `HABITUE_OK`.
    value,
    /// Its standard error; NaN with one respondent, and of ALPHA.
    standard_error,
    /// Its interval; NaN with one respondent.
    interval: habitue_interval,
    /// Degrees of freedom of the standard error; NaN where figures are compared by the normal law.
    freedom,
    effective_n, used, missing,
    /// 1 where its group shares a cluster of the sample with another: `habitue_group_differences`
    /// then refuses it.
    shared,
    /// `HABITUE_OK`, or why the group has no such figure: `HABITUE_EMPTY_INPUT`,
    /// `HABITUE_UNDEFINED`, `HABITUE_SINGULAR_MATRIX` or `HABITUE_NOT_CONVERGED`.
    status: i32 = HABITUE_OK
}

/// The groups of respondents that `column_count` columns of keys (integers or text) make together,
/// by segment, wave, dealer or month: the group of each row into `codes`, from 0 in the order of
/// the keys, the first column first (-1 for an empty text), and into `first_rows` a row of each
/// group, the first, where its keys stand.
///
/// Returns also `HABITUE_EMPTY_INPUT` without columns, `HABITUE_OVERFLOW` beyond 2^31 - 1 rows, or
/// `HABITUE_BUFFER_TOO_SMALL`.
pub unsafe fn habitue_groups(
    columns: *const habitue_column,
    column_count: usize,
    rows: usize,
    codes: *mut i32,
    first_rows: Buffer<u64>,
) -> Result<()> {
    let codes = column_mut(codes, rows, "codes")?;
    if rows > i32::MAX as usize {
        return Err(fault(ErrorKind::Overflow, "rows", "are more than 2^31 - 1"));
    }
    let given = column(columns, column_count, "columns")?;
    let keys = given.iter().map(|column| column.keys(rows, "columns"));
    let found = Groups::of(&keys.collect::<Result<Vec<Keys<'_>>>>()?)?;
    let firsts: Vec<u64> = (0..found.len()).map(|group| u64::from(found.rows(group)[0])).collect();
    first_rows.fill(firsts)?;
    for (row, code) in codes.iter_mut().enumerate() {
        *code = found.of_row(row).map_or(-1, |group| group as i32);
    }
    Ok(())
}

/// Figures of every group with intervals and what they rest on, `breakdown.group_count` times
/// `breakdown.figure_count` of them, group by group: each as the answers of the group alone have
/// it, with their weights. The job hears the groups done.
///
/// Returns also `HABITUE_NOT_READ`, `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT`, or
/// `HABITUE_CANCELLED`; what only some groups lack is told in their `status`.
pub unsafe fn habitue_responses_by_group(
    responses: &Answers,
    breakdown: habitue_breakdown,
    job: Working,
    estimates: *mut habitue_group_estimate,
) -> Result<()> {
    let given = column(breakdown.figures, breakdown.figure_count, "breakdown.figures")?;
    let count = breakdown.group_count.saturating_mul(given.len());
    let slots = column_mut(estimates, count, "estimates")?;
    let rows = breakdown.rows;
    let groups = match optional_column(breakdown.codes, rows, "breakdown.codes")? {
        Some(codes) => groups_of(codes, Some(breakdown.group_count), "breakdown.codes")?,
        None if breakdown.group_count == 1 && rows == responses.respondents() => {
            Groups::whole(rows)?
        }
        None => return Err(null("breakdown.codes")),
    };
    let mut figures = Vec::with_capacity(given.len());
    for (place, it) in given.iter().enumerate() {
        figures.push(figure(it).map_err(|error| error.at_row(place as u64))?);
    }
    let confidence = breakdown.confidence;
    let design = design(rows, breakdown.strata, breakdown.clusters)?;
    let found = job.run(|job| match &design {
        Some(design) => Breakdown::of_design(responses, &groups, design, &figures, confidence, job),
        None => Breakdown::of(responses, &groups, &figures, confidence, job),
    })?;
    for (slot, estimate) in slots.iter_mut().zip(found.estimates()) {
        *slot = match estimate {
            Ok(estimate) => estimate.told(),
            Err(error) => habitue_group_estimate {
                value: f64::NAN,
                standard_error: f64::NAN,
                interval: None.told(),
                status: error.kind() as i32,
                ..habitue_group_estimate::default()
            },
        };
    }
    Ok(())
}

/// Compares one figure of every two groups: `estimates` are those of `habitue_responses_by_group`,
/// `differences.group_count` times `differences.figure_count` of them.
///
/// Returns also `HABITUE_OUT_OF_RANGE`, or `HABITUE_BAD_ARGUMENT` for a figure without standard
/// errors (ALPHA) and for groups that share clusters.
pub unsafe fn habitue_groups_compare(
    estimates: *const habitue_group_estimate,
    differences: habitue_group_differences,
) -> Result<()> {
    let (groups, figures) = (differences.group_count, differences.figure_count);
    let all = column(estimates, groups.saturating_mul(figures), "estimates")?;
    if differences.figure >= figures {
        let allowed = format!("less than {figures}");
        return Err(Error::out_of_range("figure", differences.figure as f64, allowed));
    }
    let told = |it: &habitue_group_estimate| {
        let known = |number: f64| (!number.is_nan()).then_some(number);
        (it.status == HABITUE_OK).then(|| {
            GroupEstimate::compared(it.value, known(it.standard_error), known(it.freedom))
                .with_shared(it.shared != 0)
        })
    };
    let own = all.iter().skip(differences.figure).step_by(figures.max(1));
    let found = Pairwise::of(&own.map(told).collect::<Vec<_>>(), differences.confidence)?;
    let pairs = || (0..groups).flat_map(|row| (0..groups).map(move |other| (row, other)));
    let cells = |of: &dyn Fn(usize, usize) -> Option<f64>| {
        pairs().map(|(row, other)| of(row, other).unwrap_or(f64::NAN)).collect::<Vec<f64>>()
    };
    let mut places = Places::default();
    let (given, wanted) = (&found, &differences);
    places.add(wanted.differences, cells(&|a, b| given.difference(a, b)), "differences")?;
    places.add(wanted.p_values, cells(&|a, b| given.p_value(a, b)), "p_values")?;
    places.add(wanted.adjusted, cells(&|a, b| given.adjusted_p_value(a, b)), "adjusted")?;
    let higher = pairs().map(|(row, other)| u8::from(found.is_higher(row, other)));
    places.each(wanted.higher, higher, "higher")?;
    places.fill();
    Ok(())
}

/// Counts respondents by row and column and tests whether rows and columns go together, with
/// weights, strata and clusters.
///
/// Returns also `HABITUE_OUT_OF_RANGE` with the row, `HABITUE_MISSING_VALUE` for a respondent
/// without stratum or cluster, or `HABITUE_UNDEFINED` for fewer than two rows or columns and for a
/// stratum of one cluster.
pub unsafe fn habitue_cross_tabulate(table: &mut habitue_cross_table) -> Result<()> {
    let n = table.respondents;
    fields!(table => column rows[n], column columns[n], optional_column weights[n]);
    let rows = groups_of(rows, Some(table.row_count), "rows")?;
    let columns = groups_of(columns, Some(table.column_count), "columns")?;
    let design = design(n, table.strata, table.clusters)?;
    let found = CrossTable::of(&rows, &columns, weights, design.as_ref())?;
    let mut places = Places::default();
    places.add(table.counts, found.counts.clone(), "counts")?;
    places.add(table.cell_weights, found.weights.clone(), "cell_weights")?;
    told!(table: found => chi_square, freedom, p_value, f, f_p_value, cramers_v, used, missing);
    (table.f_numerator, table.f_denominator) = found.f_freedom;
    places.fill();
    Ok(())
}

/// What codes from 0 mean: -1 is none.
pub(super) fn known(codes: &[i32], name: &'static str) -> Result<Vec<Option<u32>>> {
    by_row(codes, |code| match *code {
        -1 => Ok(None),
        code => u32::try_from(code).map(Some).map_err(|source| {
            let allowed = "-1 for none, or >= 0";
            Error::out_of_range(name, f64::from(code), allowed).with_source(source)
        }),
    })
}

/// The groups that codes name, as many as the largest says where nothing else does.
fn groups_of(codes: &[i32], count: Option<usize>, name: &'static str) -> Result<Groups> {
    let known = known(codes, name)?;
    let most = || known.iter().flatten().max().map_or(0, |code| *code as usize + 1);
    Groups::of_codes(&known, count.unwrap_or_else(most)).map_err(|error| error.in_column(name))
}

unsafe fn design(
    rows: usize,
    strata: *const i32,
    clusters: *const i32,
) -> Result<Option<SampleDesign>> {
    let of = |codes: *const i32, name: &'static str| {
        let codes = optional_column(codes, rows, name)?;
        codes.map(|codes| groups_of(codes, None, name)).transpose()
    };
    match (of(strata, "strata")?, of(clusters, "clusters")?) {
        (None, None) => Ok(None),
        (strata, clusters) => SampleDesign::new(rows, strata.as_ref(), clusters.as_ref()).map(Some),
    }
}

const KINDS: [i32; 5] = [
    HABITUE_GROUP_FIGURE_INDEX,
    HABITUE_GROUP_FIGURE_SHARE,
    HABITUE_GROUP_FIGURE_PROMOTER,
    HABITUE_GROUP_FIGURE_MEAN,
    HABITUE_GROUP_FIGURE_ALPHA,
];

unsafe fn figure(given: &habitue_group_figure) -> Result<BreakdownFigure> {
    let kind = given.kind;
    enumerator(kind, "figures.kind", &KINDS.map(|kind| (kind, kind)))?;
    let (index, share) = (kind == HABITUE_GROUP_FIGURE_INDEX, kind == HABITUE_GROUP_FIGURE_SHARE);
    let (promoter, alpha) =
        (kind == HABITUE_GROUP_FIGURE_PROMOTER, kind == HABITUE_GROUP_FIGURE_ALPHA);
    let unread = [
        (given.missing != 0 && !(index || alpha), "figures.missing"),
        (given.question_count != 0 && index, "figures.questions"),
        (given.top != 0 && !share, "figures.top"),
        (given.low_at_most != 0.0 && !promoter, "figures.low_at_most"),
        (given.high_at_least != 0.0 && !promoter, "figures.high_at_least"),
        (given.minimum_share != 0.0 && !(index || alpha), "figures.minimum_share"),
        (given.interval != 0 && !(share || promoter), "figures.interval"),
        (given.per_respondent != 0 && !index, "figures.per_respondent"),
    ];
    idle(&unread, "by this kind")?;
    let questions = column(given.questions, given.question_count, "figures.questions")?;
    let one = || match questions {
        [question] => Ok(*question),
        _ => Err(Error::length("figures.questions", questions.len(), 1)),
    };
    let missing = || missing_policy(given.missing, given.minimum_share);
    Ok(match kind {
        HABITUE_GROUP_FIGURE_INDEX => BreakdownFigure::Index {
            missing: missing()?,
            form: index_form(given.per_respondent, "figures.per_respondent")?,
        },
        HABITUE_GROUP_FIGURE_SHARE => BreakdownFigure::Share {
            question: one()?,
            top: given.top,
            method: ProportionInterval::read(given.interval, "figures.interval")?,
        },
        HABITUE_GROUP_FIGURE_PROMOTER => BreakdownFigure::Promoter {
            question: one()?,
            breaks: PromoterBreaks::new(given.low_at_most, given.high_at_least)?,
            method: PromoterInterval::read(given.interval, "figures.interval")?,
        },
        HABITUE_GROUP_FIGURE_MEAN => BreakdownFigure::Mean { question: one()? },
        HABITUE_GROUP_FIGURE_ALPHA => {
            BreakdownFigure::Reliability { items: questions.to_vec(), missing: missing()? }
        }
        _ => return Err(no_enumerator(kind, "figures.kind", &KINDS)),
    })
}
