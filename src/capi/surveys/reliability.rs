//! Reliability and validity of sets of questions.

use crate::capi::prelude::*;
use crate::survey::{HtmtCorrelations, Reliability, heterotrait_monotrait, rho_a};

/// Cronbach's alpha of two or more items.
pub const HABITUE_RELIABILITY_ALPHA: i32 = 1;
/// McDonald's omega of three or more items, by maximum likelihood with one factor.
pub const HABITUE_RELIABILITY_OMEGA: i32 = 2;
/// Dijkstra and Henseler's rho_A of a composite with `weights`; 1 for a single item that weighs.
pub const HABITUE_RELIABILITY_RHO_A: i32 = 3;
/// The heterotrait-monotrait ratio (HTMT) of the items and `others`, of correlations with their
/// signs (Henseler, Ringle and Sarstedt 2015). seminr and semTools take absolute correlations from
/// 2021 on; where all are positive the two agree.
pub const HABITUE_RELIABILITY_HETEROTRAIT_MONOTRAIT: i32 = 4;

/// The questions that a reliability is of. Start from `HABITUE_ITEMS_INIT` (0.95); what the
/// kind does not read is refused.
#[apply(versioned)]
pub struct habitue_items {
    pub reserved: u32,
    /// The questions, from 0.
    pub items: *const usize,
    /// How many there are.
    pub item_count: usize,
    /// RHO_A: the outer weight of each item, of any length.
    pub weights: *const f64,
    /// HETEROTRAIT_MONOTRAIT: the questions of the other construct.
    pub others: *const usize,
    /// How many there are.
    pub other_count: usize,
    /// ALPHA: confidence of the interval, between 0 and 1.
    pub confidence: f64,
}

/// A reliability. Start from `HABITUE_RELIABILITY_INIT` and say where to write; a column that the
/// kind does not have is refused.
#[apply(versioned)]
pub struct habitue_reliability {
    pub reserved: u32,
    /// Written: the figure of the kind; of ALPHA from covariances (raw).
    pub value: f64,
    /// Written, ALPHA: that from correlations; else 0.
    pub standardised_alpha: f64,
    /// Written, ALPHA: interval of the raw one, Feldt's with equal weights and complete answers,
    /// linearised otherwise.
    pub interval: habitue_interval,
    /// Written: respondents behind it.
    pub n: f64,
    /// ALPHA: where the correlation of each item with the sum of the others goes, or NULL.
    pub item_rest: *mut f64,
    /// ALPHA: where alpha without each item goes, NaN with two items, or NULL.
    pub alpha_without: *mut f64,
    /// OMEGA: where the loading of each item goes, or NULL.
    pub loadings: *mut f64,
    /// ALPHA: where 1 goes for each item that correlates negatively with the sum of the others,
    /// and was probably asked the other way round, else 0; or NULL.
    pub reversed: *mut u8,
}

begins!(habitue_items, confidence = 0.95);

const OMEGA: i32 = HABITUE_RELIABILITY_OMEGA;
const RHO_A: i32 = HABITUE_RELIABILITY_RHO_A;
const RATIO: i32 = HABITUE_RELIABILITY_HETEROTRAIT_MONOTRAIT;

/// The reliability of some questions by one of `HABITUE_RELIABILITY_...`.
///
/// Returns also `HABITUE_NOT_READ`, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_NOT_FINITE`, `HABITUE_DUPLICATE` (also for an item of both constructs),
/// `HABITUE_UNDEFINED` for too few items, one that everybody answered alike or weights without
/// variance, or of OMEGA `HABITUE_SINGULAR_MATRIX` or `HABITUE_NOT_CONVERGED`.
pub unsafe fn habitue_reliability_of(
    moments: &habitue_moments,
    kind: i32,
    items: habitue_items,
    result: &mut habitue_reliability,
) -> Result<()> {
    let moments = moments.get()?;
    let given = items;
    let known = [HABITUE_RELIABILITY_ALPHA, OMEGA, RHO_A, RATIO].map(|kind| (kind, kind));
    let kind = enumerator(kind, "kind", &known)?;
    let (asks, tells): (&[&str], &[&str]) = match kind {
        OMEGA => (&[], &["loadings"]),
        RHO_A => (&["weights"], &[]),
        RATIO => (&["others", "other_count"], &[]),
        _ => (&["confidence"], &["item_rest", "alpha_without", "reversed"]),
    };
    given.only("items", &[&["items", "item_count"], asks].concat(), "by this kind")?;
    let written = ["value", "standardised_alpha", "interval", "n"];
    result.only("result", &[&written, tells].concat(), "by this kind")?;
    let count = given.item_count;
    let items = column(given.items, count, "items")?;
    let mut places = Places::default();
    (result.standardised_alpha, result.interval) = (0.0, habitue_interval::default());
    match kind {
        OMEGA => {
            let found = Reliability::omega(moments, items)?;
            places.add(result.loadings, found.loadings.clone(), "loadings")?;
            told!(result: found => value, n);
        }
        RHO_A => {
            let found = rho_a(moments, items, column(given.weights, count, "weights")?)?;
            told!(result: found => value, n);
        }
        RATIO => {
            let others = column(given.others, given.other_count, "others")?;
            let signed = HtmtCorrelations::Signed;
            let found = heterotrait_monotrait(moments, items, others, signed)?;
            told!(result: found => value, n);
        }
        _ => {
            let found = Reliability::of(moments, items, given.confidence)?;
            told!(result: found => standardised_alpha, interval, n);
            result.value = found.alpha;
            let turned = items.iter().map(|item| u8::from(found.reversed.contains(item)));
            places.each(result.reversed, turned, "reversed")?;
            let without = found.alpha_without.unwrap_or_else(|| vec![f64::NAN; count]);
            places.add(result.item_rest, found.item_rest, "item_rest")?;
            places.add(result.alpha_without, without, "alpha_without")?;
        }
    }
    places.fill();
    Ok(())
}
