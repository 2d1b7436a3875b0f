//! RFM scores.

use crate::capi::prelude::*;
use crate::capi::value::scoring::check_cuts;
use crate::value::{Amount, Better, Nesting, Rfm, Scoring};

enumeration!(HABITUE_RFM: Nesting);

/// Columns to be scored, and where the scores go. The columns are all F64, or I32 days, U32
/// purchases and I64 minor units. Start from `HABITUE_RFM_INIT`.
#[apply(versioned)]
pub struct habitue_rfm {
    /// One of `HABITUE_RFM_...`.
    pub nesting: i32,
    /// Length of the columns.
    pub rows: usize,
    /// The time since the last purchase.
    pub recency: habitue_column,
    /// The number of purchases.
    pub frequency: habitue_column,
    /// The amount spent.
    pub monetary: habitue_column,
    /// How recency is scored; NULL for quintiles, low values the best.
    pub recency_binning: *const habitue_binning,
    /// How frequency is scored; NULL for quintiles.
    pub frequency_binning: *const habitue_binning,
    /// How monetary value is scored; NULL for quintiles.
    pub monetary_binning: *const habitue_binning,
    /// Receives the scores of recency.
    pub recency_score: *mut i32,
    /// Receives the scores of frequency.
    pub frequency_score: *mut i32,
    /// Receives the scores of monetary value.
    pub monetary_score: *mut i32,
    /// With R, F and M bins, receives R - 1 thresholds of recency; then F - 1 of frequency, nested
    /// for each of the R scores; then M - 1 of monetary value, nested for each of the R times F
    /// cells; NaN in an empty cell. NULL where they are not wanted.
    pub thresholds: *mut f64,
    /// Exactly how many those are.
    pub threshold_count: usize,
}

/// How recency, frequency and monetary value are scored.
pub(super) unsafe fn binnings(given: &habitue_rfm) -> Result<[Scoring; 3]> {
    let scoring_or = |binning: *const habitue_binning, name, better| match binning.is_null() {
        true => Ok(Scoring::quantiles(5)?.with_better(better)),
        false => Scoring::read(binning, name),
    };
    Ok([
        scoring_or(given.recency_binning, "recency_binning", Better::Lower)?,
        scoring_or(given.frequency_binning, "frequency_binning", Better::Higher)?,
        scoring_or(given.monetary_binning, "monetary_binning", Better::Higher)?,
    ])
}

pub(super) unsafe fn rfm_of(given: &habitue_rfm, threads: u32) -> Result<Rfm> {
    let [recency, frequency, monetary] = binnings(given)?;
    let nesting = Nesting::read(given.nesting, "nesting")?;
    let rfm = Rfm::new(recency, frequency, monetary).with_nesting(nesting);
    Ok(rfm.with_threads(threads as usize))
}

/// Recency, frequency and monetary value.
pub(super) enum Columns<'a> {
    Whole(&'a [i32], &'a [u32], &'a [i64]),
    Real(&'a [f64], &'a [f64], &'a [f64]),
}

pub(super) unsafe fn columns_of<'a>(given: &habitue_rfm) -> Result<Columns<'a>> {
    let (rows, [r, f, m]) = (given.rows, [&given.recency, &given.frequency, &given.monetary]);
    let (recency, frequency, monetary) = ("recency", "frequency", "monetary");
    if r.r#type == HABITUE_TYPE_I32 {
        let (recency, frequency) = (r.cells(rows, recency)?, f.cells(rows, frequency)?);
        return Ok(Columns::Whole(recency, frequency, m.cells(rows, monetary)?));
    }
    let (recency, frequency) = (r.cells(rows, recency)?, f.cells(rows, frequency)?);
    Ok(Columns::Real(recency, frequency, m.cells(rows, monetary)?))
}

/// How many lists of cuts there are of frequency and of monetary value, and how many cuts in all.
pub(super) fn lists_of(rfm: &Rfm) -> (usize, usize, usize) {
    let [r, f, m] = rfm.bins();
    let (groups, cells) = match rfm.nesting() {
        Nesting::Nested => (r, r * f),
        Nesting::Independent => (1, 1),
    };
    (groups, cells, r - 1 + groups * (f - 1) + cells * (m - 1))
}

/// The RFM scores of each customer. `threads` is a count, 0 for all cores.
pub unsafe fn habitue_rfm_assign(rfm: habitue_rfm, threads: u32) -> Result<()> {
    let (given, rows) = (rfm, rfm.rows);
    let rfm = rfm_of(&given, threads)?;
    read!(given => column_mut recency_score[rows], column_mut frequency_score[rows],
            column_mut monetary_score[rows], optional_column_mut thresholds[given.threshold_count]);
    let scores = [recency_score, frequency_score, monetary_score];
    match columns_of(&given)? {
        Columns::Whole(r, f, m) => score(&rfm, (r, f, m), scores, thresholds),
        Columns::Real(r, f, m) => score(&rfm, (r, f, m), scores, thresholds),
    }
}

/// Both kinds of columns.
fn score<R: Amount, F: Amount, M: Amount>(
    rfm: &Rfm,
    (recency, frequency, monetary): (&[R], &[F], &[M]),
    scores: [&mut [i32]; 3],
    thresholds: Option<&mut [f64]>,
) -> Result<()> {
    let [r, f, m] = rfm.bins();
    check_cuts(thresholds.as_deref(), lists_of(rfm).2)?;
    let found = rfm.score_into(recency, frequency, monetary, scores)?;
    let Some(mut rest) = thresholds else { return Ok(()) };
    let lists = std::iter::once((&found.recency, r))
        .chain(found.frequency.iter().map(|list| (list, f)))
        .chain(found.monetary.iter().map(|list| (list, m)));
    for (list, bins) in lists {
        let (slots, behind) = rest.split_at_mut(bins - 1);
        let values = list.iter().copied().chain(std::iter::repeat(f64::NAN));
        fill(Some(slots), values);
        rest = behind;
    }
    Ok(())
}
