//! Cuts as values: the base of the day by the tiers and scores of last night.

use crate::capi::prelude::*;
use crate::capi::value::rfm::{Columns, binnings, columns_of, lists_of, rfm_of};
use crate::capi::value::tiers::{some_tiers, write_tiers};
use crate::capi::value::{Exact, Values};
use crate::value::{
    Better, CutPoint, NarrowedCuts, Pyramid, Rfm, RfmCuts, ScoreCuts, Scoring, TierCuts, ValueRuns,
};

/// No cut: a tier that nobody reaches, or a cell that nobody was in.
pub const HABITUE_CUT_NONE: i32 = 0;
/// Values beyond it are past the cut.
pub const HABITUE_CUT_BEYOND: i32 = 1;
/// Values beyond it, and the value itself, are past the cut.
pub const HABITUE_CUT_FROM: i32 = 2;

/// An end, included, of a range of values in which a cut lies: of two cells the first is the low
/// one.
pub const HABITUE_CUT_WITHIN: i32 = 3;

/// Where a column is cut. Beyond is above, or below where low values are the better ones.
#[apply(plain)]
#[derive(Default)]
pub struct habitue_cut {
    /// The value at the cut, of doubles; else 0.
    pub real: f64,
    /// The value at the cut, of whole numbers; else 0.
    pub whole: i64,
    /// One of `HABITUE_CUT_...`.
    pub kind: i32,
    pub reserved: u32,
}

/// A value of a column, as a cut holds it.
pub(in crate::capi) trait CutValue: Exact {
    fn of_cut(cut: &habitue_cut) -> Option<Self>;
}

impl CutValue for f64 {
    fn of_cut(cut: &habitue_cut) -> Option<Self> {
        (cut.whole == 0).then_some(cut.real)
    }
}

/// Whole numbers of a type.
macro_rules! whole {
    ($($type:ty),*) => {
        $(impl CutValue for $type {
            fn of_cut(cut: &habitue_cut) -> Option<Self> {
                if cut.real == 0.0 { Self::try_from(cut.whole).ok() } else { None }
            }
        })*
    };
}

whole!(i32, u32, i64);

impl habitue_cut {
    fn of<V: CutValue>(value: V, kind: i32) -> Self {
        let (real, whole) = value.cell();
        Self { real, whole, kind, reserved: 0 }
    }

    /// A cut, or none.
    fn told<V: CutValue>(cut: Option<CutPoint<V>>) -> Self {
        cut.map_or_else(Self::default, |cut| {
            let kind = if cut.inclusive { HABITUE_CUT_FROM } else { HABITUE_CUT_BEYOND };
            Self::of(cut.value, kind)
        })
    }

    /// The value, of this type.
    fn value<V: CutValue>(&self, name: &'static str) -> Result<V> {
        V::of_cut(self).ok_or_else(|| {
            let sentence = "is of another type than the values: `real` is for doubles, `whole` for \
                            whole numbers";
            fault(ErrorKind::Inconsistent, name, sentence)
        })
    }

    /// The cut, for values of this type; `None` where there is none.
    fn point<V: CutValue>(&self) -> Result<Option<CutPoint<V>>> {
        let kinds = [
            (HABITUE_CUT_NONE, None),
            (HABITUE_CUT_BEYOND, Some(false)),
            (HABITUE_CUT_FROM, Some(true)),
        ];
        let inclusive = enumerator(self.kind, "kind", &kinds)?;
        let cut = |inclusive| Ok(CutPoint { value: self.value("cuts")?, inclusive });
        inclusive.map(cut).transpose()
    }
}

/// All cuts, some of which may be none.
fn points<V: CutValue>(cuts: &[habitue_cut]) -> Result<Vec<Option<CutPoint<V>>>> {
    by_row(cuts, habitue_cut::point)
}

/// Cuts of scores: all of them, or none.
fn scores_of<V: CutValue>(cuts: &[habitue_cut], better: Better) -> Result<Option<ScoreCuts<V>>> {
    let points = points(cuts)?;
    if !points.is_empty() && points.iter().all(Option::is_none) {
        return Ok(None);
    }
    let missing = || fault(ErrorKind::Missing, "cuts", "is no cut");
    ScoreCuts::new(by_row(&points, |cut| cut.ok_or_else(missing))?, better).map(Some)
}

pub(in crate::capi) fn tell_cuts<V: CutValue>(
    cuts: impl ExactSizeIterator<Item = Option<CutPoint<V>>>,
    out: &mut [habitue_cut],
) -> Result<()> {
    same_length("cuts", out.len(), cuts.len())?;
    fill(Some(out), cuts.map(habitue_cut::told));
    Ok(())
}

/// Tiers for values of this type.
pub(in crate::capi) fn tier_cuts<V: CutValue>(cuts: &[habitue_cut]) -> Result<TierCuts<V>> {
    TierCuts::new(points(cuts)?)
}

/// Where a base is cut into tiers, from the top down, into `cuts`: values that put any other base
/// into the same tiers with `habitue_pyramid_assign_by`. `counts`, where not NULL, says for how
/// many customers each row stands. Ties by the order of rows are refused.
///
/// `values` and `counts` have `rows` cells; `cuts` has `cut_count`, one fewer than there are tiers.
/// `options` of NULL are Curry's pyramid.
pub unsafe fn habitue_pyramid_cuts(
    options: Pyramid,
    values: Values,
    counts: Option<&[u64]>,
    _rows: usize,
    threads: u32,
    cuts: &mut [habitue_cut],
    _cut_count: usize,
) -> Result<()> {
    let pyramid = options.with_threads(threads as usize);
    either!(values, values => {
        let found = match counts {
            None => pyramid.cuts(values)?,
            Some(counts) => pyramid.cuts_of_counts(values, counts)?,
        };
        tell_cuts(found.cuts().iter().copied(), cuts)
    })
}

/// The tier of each customer by the cuts of another base, 1 for the top, into `tier`, and what each
/// tier holds into `statistics`. `cuts` come from `habitue_pyramid_cuts`, for values of the same
/// type.
///
/// `values` and `tier` have `rows` cells; `statistics` has one cell more than there are cuts, or is
/// NULL.
pub unsafe fn habitue_pyramid_assign_by(
    cuts: &[habitue_cut],
    _cut_count: usize,
    values: Values,
    rows: usize,
    tier: *mut i32,
    statistics: Option<&mut [habitue_tier]>,
    _tier_count: usize,
) -> Result<()> {
    let tier = column_mut(tier, rows, "tier")?;
    let statistics = some_tiers(statistics, cuts.len() + 1)?;
    either!(values, values => write_tiers(&tier_cuts(cuts)?.assign_into(values, tier)?, statistics));
    Ok(())
}

/// The ranges of values in these cells, two each; those of no range are passed over.
fn ranges<V: CutValue>(cells: &[habitue_cut]) -> Result<Vec<(V, V)>> {
    let given = |cell: &&habitue_cut| cell.kind != HABITUE_CUT_NONE;
    let ends: Vec<V> = by_row(&cells.iter().filter(given).collect::<Vec<_>>(), |cell| {
        if cell.kind != HABITUE_CUT_WITHIN {
            let sentence = "is no end of a range: its kind is not HABITUE_CUT_WITHIN";
            return Err(fault(ErrorKind::Inconsistent, "ranges", sentence));
        }
        cell.value("ranges")
    })?;
    let (pairs, rest) = ends.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(Error::length("ranges", ends.len(), ends.len() + 1));
    }
    Ok(pairs.iter().map(|&[low, high]| (low, high)).collect())
}

/// What a part of a base (a partition, a shard) tells of its customers, so that
/// `habitue_pyramid_cuts_of_runs` cuts the whole base to the bit where `habitue_pyramid_cuts`
/// would: how many are worth from how much to how much, and how much together, as portable bytes.
/// The bytes of several parts one behind the other are those of all of them.
///
/// A first pass, with `ranges` NULL and `range_count` 0, tells at most 4096 runs of customers; a
/// second, with the cells of `habitue_pyramid_cuts_of_runs`, each value in their ranges by itself.
/// Sums are exact. `values` (F64 or I64) have `rows` cells, also none. Returns also
/// `HABITUE_INCONSISTENT` or `HABITUE_UNSORTED` for a range, with its cell or number as the row.
pub unsafe fn habitue_value_runs(
    values: Values,
    _rows: usize,
    ranges: Option<&[habitue_cut]>,
    _range_count: usize,
    buffer: Buffer<u8>,
) -> Result<()> {
    either!(values, values => {
        let runs = match ranges {
            None => ValueRuns::of(values)?,
            Some(cells) => ValueRuns::within(values, &self::ranges(cells)?)?,
        };
        buffer.fill(runs.to_bytes())
    })
}

/// The cuts of `habitue_pyramid_cuts` over the base whose parts told `bytes` by
/// `habitue_value_runs`, one behind the other, each followed by a cell of `HABITUE_CUT_NONE`. Where
/// runs do not tell them: the ranges of values, two cells each of `HABITUE_CUT_WITHIN`, that all
/// parts have to tell one by one, then cells of `HABITUE_CUT_NONE`.
///
/// `cuts` has `cut_count` cells, two for each tier but the last. `options` of NULL are Curry's
/// pyramid. Returns also `HABITUE_CORRUPT_BYTES`, `HABITUE_BAD_FORMAT_VERSION`,
/// `HABITUE_INCONSISTENT` for values of different types, or `HABITUE_EMPTY_INPUT` without
/// customers.
pub unsafe fn habitue_pyramid_cuts_of_runs(
    options: Pyramid,
    bytes: &[u8],
    _length: usize,
    cuts: &mut [habitue_cut],
    _cut_count: usize,
) -> Result<()> {
    match ValueRuns::<f64>::from_bytes(bytes) {
        Err(error) if error.kind() == ErrorKind::Inconsistent => {
            write_narrowed(&options, &ValueRuns::<i64>::from_bytes(bytes)?, cuts)
        }
        runs => write_narrowed(&options, &runs?, cuts),
    }
}

fn write_narrowed<V: CutValue>(
    pyramid: &Pyramid,
    runs: &ValueRuns<V>,
    out: &mut [habitue_cut],
) -> Result<()> {
    same_length("cuts", out.len(), 2 * (pyramid.tiers().len() - 1))?;
    let none = habitue_cut::default();
    let cells: Vec<habitue_cut> = match pyramid.cuts_of_runs(runs)? {
        NarrowedCuts::Cuts(cuts) => {
            cuts.cuts().iter().flat_map(|cut| [habitue_cut::told(*cut), none]).collect()
        }
        NarrowedCuts::Within(ranges) => {
            let end = |value| habitue_cut::of(value, HABITUE_CUT_WITHIN);
            ranges.into_iter().flat_map(|(low, high)| [end(low), end(high)]).collect()
        }
    };
    fill(Some(out), cells.into_iter().chain(std::iter::repeat(none)));
    Ok(())
}

/// Where a column is cut into scores, from the lowest score to the highest, into `cuts`: values
/// that score any other base alike with `habitue_scores_assign_by`. `counts`, where not NULL, says
/// for how many customers each row stands. Ties by the order of rows are refused.
///
/// `values` and `counts` have `rows` cells; `cuts` has `cut_count`, one fewer than bins. `binning`
/// of NULL are quintiles.
pub unsafe fn habitue_scores_cuts(
    binning: Scoring,
    values: Values,
    counts: Option<&[u64]>,
    _rows: usize,
    threads: u32,
    cuts: &mut [habitue_cut],
    _cut_count: usize,
) -> Result<()> {
    let scoring = binning.with_threads(threads as usize);
    either!(values, values => {
        let found = match counts {
            None => scoring.cuts(values)?,
            Some(counts) => scoring.cuts_of_counts(values, counts)?,
        };
        tell_cuts(found.cuts().iter().copied().map(Some), cuts)
    })
}

/// The score of each value by the cuts of another base, 1 (worst) to one more than there are cuts,
/// into `scores`. `cuts` come from `habitue_scores_cuts`, for values of the same type and the same
/// `better`, one of `HABITUE_BETTER_...`.
///
/// `values` and `scores` have `rows` cells.
pub unsafe fn habitue_scores_assign_by(
    cuts: &[habitue_cut],
    _cut_count: usize,
    better: Better,
    values: Values,
    _rows: usize,
    scores: &mut [i32],
) -> Result<()> {
    let none = || fault(ErrorKind::Missing, "cuts", "are no cuts");
    either!(values, values => {
        scores_of(cuts, better)?.ok_or_else(none)?.score_into(values, scores)
    })
}

/// Where a base is cut into RFM scores, into `cuts`: values that score any other base alike with
/// `habitue_rfm_assign_by`. With R, F and M bins, R - 1 cuts of recency; then F - 1 of frequency,
/// nested for each of the R scores; then M - 1 of monetary value, nested for each of the R times F
/// cells; `HABITUE_CUT_NONE` in an empty cell. `counts`, where not NULL, says for how many
/// customers each row stands. The scores and thresholds of `rfm` are NULL.
pub unsafe fn habitue_rfm_cuts(
    rfm: habitue_rfm,
    counts: *const u64,
    threads: u32,
    cuts: &mut [habitue_cut],
    _cut_count: usize,
) -> Result<()> {
    let given = rfm;
    let scores = [
        (!given.recency_score.is_null(), "recency_score"),
        (!given.frequency_score.is_null(), "frequency_score"),
        (!given.monetary_score.is_null(), "monetary_score"),
    ];
    idle(&scores, "by a function that makes cuts")?;
    idle(&[(!given.thresholds.is_null(), "thresholds")], "by a function of cuts")?;
    let counts = optional_column(counts, given.rows, "counts")?;
    let rfm = rfm_of(&given, threads)?;
    match columns_of(&given)? {
        Columns::Whole(r, f, m) => write_rfm(&rfm, (r, f, m), counts, cuts),
        Columns::Real(r, f, m) => write_rfm(&rfm, (r, f, m), counts, cuts),
    }
}

fn write_rfm<R: CutValue, F: CutValue, M: CutValue>(
    rfm: &Rfm,
    (recency, frequency, monetary): (&[R], &[F], &[M]),
    counts: Option<&[u64]>,
    out: &mut [habitue_cut],
) -> Result<()> {
    let [_, f, m] = rfm.bins();
    same_length("cuts", out.len(), lists_of(rfm).2)?;
    let found = match counts {
        None => rfm.cuts(recency, frequency, monetary)?,
        Some(counts) => rfm.cuts_of_counts(recency, frequency, monetary, counts)?,
    };
    let recency = found.recency().cuts().iter().map(|cut| habitue_cut::told(Some(*cut)));
    let frequency = found.frequency().iter().flat_map(|cuts| cell_of(cuts.as_ref(), f));
    let monetary = found.monetary().iter().flat_map(|cuts| cell_of(cuts.as_ref(), m));
    fill(Some(out), recency.chain(frequency).chain(monetary));
    Ok(())
}

/// The cuts of one cell, or none.
fn cell_of<V: CutValue>(cuts: Option<&ScoreCuts<V>>, bins: usize) -> Vec<habitue_cut> {
    let cut = |at| habitue_cut::told(cuts.map(|cuts| cuts.cuts()[at]));
    (0..bins - 1).map(cut).collect()
}

/// The RFM scores of each customer by the cuts of another base, which come from `habitue_rfm_cuts`
/// with the same binnings, nesting and types of columns. A nested score that nobody had of whom the
/// cuts are is `HABITUE_UNDEFINED`. The thresholds of `rfm` are NULL.
pub unsafe fn habitue_rfm_assign_by(
    rfm: habitue_rfm,
    cuts: &[habitue_cut],
    _cut_count: usize,
) -> Result<()> {
    let given = rfm;
    let rows = given.rows;
    idle(&[(!given.thresholds.is_null(), "thresholds")], "by a function of cuts")?;
    let rfm = rfm_of(&given, 1)?;
    let better = binnings(&given)?.map(|scoring| scoring.better());
    read!(given => column_mut recency_score[rows], column_mut frequency_score[rows],
            column_mut monetary_score[rows]);
    let scores = [recency_score, frequency_score, monetary_score];
    match columns_of(&given)? {
        Columns::Whole(r, f, m) => read_rfm(&rfm, better, cuts)?.score_into(r, f, m, scores),
        Columns::Real(r, f, m) => read_rfm(&rfm, better, cuts)?.score_into(r, f, m, scores),
    }
}

/// Lists of so many cuts of scores each, one behind the other.
fn lists<V: CutValue>(
    cuts: &[habitue_cut],
    count: usize,
    each: usize,
    better: Better,
) -> Result<Vec<Option<ScoreCuts<V>>>> {
    (0..count).map(|list| scores_of(&cuts[list * each..][..each], better)).collect()
}

fn read_rfm<R: CutValue, F: CutValue, M: CutValue>(
    rfm: &Rfm,
    [r_better, f_better, m_better]: [Better; 3],
    cuts: &[habitue_cut],
) -> Result<RfmCuts<R, F, M>> {
    let [r, f, m] = rfm.bins();
    let (groups, cells, all) = lists_of(rfm);
    same_length("cuts", cuts.len(), all)?;
    let (recency, rest) = cuts.split_at(r - 1);
    let (frequency, monetary) = rest.split_at(groups * (f - 1));
    let none = || fault(ErrorKind::Missing, "cuts", "are no cuts of recency");
    let recency = scores_of(recency, r_better)?.ok_or_else(none)?;
    let mut frequency: Vec<Option<ScoreCuts<F>>> = lists(frequency, groups, f - 1, f_better)?;
    let mut monetary: Vec<Option<ScoreCuts<M>>> = lists(monetary, cells, m - 1, m_better)?;
    // One bin has no cuts, which would say whether anybody was there: the others do.
    let each = cells / groups;
    for (group, frequency) in frequency.iter_mut().enumerate() {
        let own = &mut monetary[group * each..][..each];
        if f == 1 && own.iter().all(Option::is_none) {
            *frequency = None;
        }
        if m == 1 && frequency.is_none() {
            own.fill(None);
        }
    }
    RfmCuts::new(recency, frequency, monetary, rfm.nesting(), f)
}
