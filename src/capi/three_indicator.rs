//! The three-indicator loyalty index.

use super::column::{column_mut, optional_column, output};
use super::guard::guard;
use super::options::{Options, options, reserved};
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::loyalty::{LoyaltyIndex, ThreeIndicator, ThreeIndicatorColumns};

/// Tables, weights and cuts of the three-indicator loyalty index. Start from
/// `HABITUE_THREE_INDICATOR_OPTIONS_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_three_indicator_options {
    /// `sizeof(habitue_three_indicator_options)` of the caller.
    pub struct_size: u32,
    /// Must be 0.
    pub reserved: u32,
    /// Score, 0 to 100, of each satisfaction level from 1 to 5, not falling;
    /// 0, 25, 50, 75, 100 by default.
    pub satisfaction_table: [f64; 5],
    /// Score, 0 to 100, of low, medium and high repurchase probability, not
    /// falling; 0, 50, 100 by default.
    pub repurchase_table: [f64; 3],
    /// Score, 0 to 100, of each recommendation level from 1 to 3, not falling;
    /// 0, 50, 100 by default.
    pub recommendation_table: [f64; 3],
    /// Weights of satisfaction, repurchase and recommendation, finite, >= 0, not
    /// all 0; 1, 1, 1 by default.
    pub weights: [f64; 3],
    /// Repurchase probability from which it is medium and high, ascending in
    /// (0, 1]; .30 and .70 by default. A probability on a cut is in the higher
    /// band.
    pub repurchase_cuts: [f64; 2],
    /// Index from which loyalty is medium and high, ascending in (0, 100]; 50 and
    /// 75 by default.
    pub index_cuts: [f64; 2],
}

// SAFETY: repr(C), two u32 and f64 without padding.
unsafe impl Options for habitue_three_indicator_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        reserved: 0,
        satisfaction_table: [0.0, 25.0, 50.0, 75.0, 100.0],
        repurchase_table: [0.0, 50.0, 100.0],
        recommendation_table: [0.0, 50.0, 100.0],
        weights: [1.0; 3],
        repurchase_cuts: [0.3, 0.7],
        index_cuts: [50.0, 75.0],
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// The index that the caller's options describe.
///
/// # Safety
/// As for [`options`].
unsafe fn three_indicator(
    pointer: *const habitue_three_indicator_options,
) -> Result<ThreeIndicator> {
    // SAFETY: the caller's promise is the same.
    let o = unsafe { options(pointer, "options") }?;
    reserved(&[o.reserved], "options.reserved")?;
    ThreeIndicator::new()
        .with_tables(o.satisfaction_table, o.repurchase_table, o.recommendation_table)?
        .with_weights(o.weights)?
        .with_repurchase_cuts(o.repurchase_cuts[0], o.repurchase_cuts[1])?
        .with_index_cuts(o.index_cuts[0], o.index_cuts[1])
}

/// The three-indicator index of many customers, with what it rests on.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_three_indicator_summary {
    /// Mean score of satisfaction, 0 to 100; NaN where nobody has all three, as
    /// the next three.
    pub satisfaction: f64,
    /// Mean score of repurchase.
    pub repurchase: f64,
    /// Mean score of recommendation.
    pub recommendation: f64,
    /// Mean index.
    pub index: f64,
    /// Customers with all three indicators, over whom the means are taken.
    pub n_used: u64,
    /// Customers without an index.
    pub n_missing: u64,
    /// Customers whose satisfaction is missing.
    pub n_missing_satisfaction: u64,
    /// Customers whose repurchase probability is missing.
    pub n_missing_repurchase: u64,
    /// Customers whose recommendation is missing.
    pub n_missing_recommendation: u64,
}

/// The three-indicator index of each customer, 0 to 100, into `index` of `rows`
/// entries (NaN where an indicator is not known), and the summary of all. Evidence and
/// settings as for `HABITUE_SCHEME_THREE_INDICATOR`; a column that is NULL is not known for
/// anybody.
///
/// `index`, `summary`, `options` and `error` may be NULL. Returns as
/// `habitue_classify`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_three_indicator_index(
    rows: usize,
    satisfaction: *const u8,
    repurchase: *const f64,
    recommendation: *const u8,
    options: *const habitue_three_indicator_options,
    index: *mut f64,
    summary: *mut habitue_three_indicator_summary,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let mut columns = ThreeIndicatorColumns::new(rows);
        // SAFETY: the contract of the header.
        let (scheme, index, slot) = unsafe {
            columns.satisfaction = optional_column(satisfaction, rows, "satisfaction")?;
            columns.repurchase = optional_column(repurchase, rows, "repurchase")?;
            columns.recommendation = optional_column(recommendation, rows, "recommendation")?;
            let index =
                if index.is_null() { None } else { Some(column_mut(index, rows, "index")?) };
            let slot = if summary.is_null() { None } else { Some(output(summary, "summary")?) };
            (three_indicator(options)?, index, slot)
        };
        let found = match index {
            Some(index) => scheme.index_into(&columns, index)?,
            None => scheme.summary(&columns)?,
        };
        if let Some(slot) = slot {
            let mean = |part: fn(&LoyaltyIndex) -> f64| found.mean.as_ref().map_or(f64::NAN, part);
            *slot = habitue_three_indicator_summary {
                satisfaction: mean(|m| m.satisfaction),
                repurchase: mean(|m| m.repurchase),
                recommendation: mean(|m| m.recommendation),
                index: mean(|m| m.index),
                n_used: found.n_used,
                n_missing: found.n_missing,
                n_missing_satisfaction: found.n_missing_satisfaction,
                n_missing_repurchase: found.n_missing_repurchase,
                n_missing_recommendation: found.n_missing_recommendation,
            };
        }
        Ok(())
    })
}
