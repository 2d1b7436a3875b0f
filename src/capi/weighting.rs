//! Weights that make a sample look like its population.

use super::column::{column, column_mut, optional_column, optional_column_mut};
use super::guard::guard;
use super::options::{Options, options, reserved};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::survey::{Margin, RakeOptions, rake};

/// How raking proceeds. Start from `HABITUE_RAKE_OPTIONS_INIT` (no cap, 1e-10,
/// 1000 passes).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_rake_options {
    /// `sizeof(habitue_rake_options)` of the caller.
    pub struct_size: u32,
    /// Most passes over all margins.
    pub max_passes: u32,
    /// Largest weight in units of the mean weight, > 1; 0 for none.
    pub cap: f64,
    /// Distance of a share from its target at which a margin is met.
    pub tolerance: f64,
    /// Must be 0.
    pub reserved: [u32; 2],
}

// SAFETY: repr(C), without padding, numbers only.
unsafe impl Options for habitue_rake_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        max_passes: 1000,
        cap: 0.0,
        tolerance: 1e-10,
        reserved: [0; 2],
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// What weights cost.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_weighting {
    /// Effective sample size.
    pub effective_n: f64,
    /// Design effect.
    pub design_effect: f64,
    /// Weights that lie on the cap.
    pub capped: u64,
    /// Passes taken.
    pub passes: u32,
    /// Always 0.
    pub reserved: u32,
}

/// Rakes a sample to the margins of its population; with one margin this is
/// post-stratification.
///
/// `categories` holds, margin after margin, the category (from 0; -1 where not
/// known) of each of `respondents` respondents: `category_count` = `margins` times
/// `respondents` values. `target_counts` holds the number of categories of each
/// margin, `targets` (`target_count` = their sum) the population's shares or
/// counts > 0, margin after margin. `base` holds base weights or is NULL;
/// `options` may be NULL for the defaults.
///
/// `weights` receives `respondents` weights with mean 1, `*result` what they cost
/// or is NULL. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT`, or
/// `HABITUE_NOT_CONVERGED` where a category is empty or the margins contradict
/// each other or the cap. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rake(
    categories: *const i32,
    category_count: usize,
    respondents: usize,
    targets: *const f64,
    target_count: usize,
    target_counts: *const usize,
    margins: usize,
    base: *const f64,
    options: *const habitue_rake_options,
    weights: *mut f64,
    result: *mut habitue_weighting,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (categories, targets, counts, base, chosen, weights, result) = unsafe {
            (
                column(categories, category_count, "categories")?,
                column(targets, target_count, "targets")?,
                column(target_counts, margins, "target_counts")?,
                optional_column(base, respondents, "base")?,
                self::options(options, "options")?,
                column_mut(weights, respondents, "weights")?,
                optional_column_mut(result, 1, "result")?,
            )
        };
        reserved(&chosen.reserved, "options.reserved")?;
        if margins.checked_mul(respondents) != Some(categories.len()) {
            return Err(Error::new(
                ErrorKind::Length,
                format!("is not {margins} margins times {respondents} respondents"),
            )
            .in_column("categories")
            .with_value(categories.len()));
        }
        let mut rest = targets;
        let mut list = Vec::new();
        for (index, count) in counts.iter().enumerate() {
            let Some((own, others)) = rest.split_at_checked(*count) else {
                return Err(Error::length(
                    "targets",
                    targets.len(),
                    (targets.len() - rest.len()).saturating_add(*count),
                ));
            };
            rest = others;
            let own_categories: Vec<Option<u32>> = categories
                [index * respondents..(index + 1) * respondents]
                .iter()
                .enumerate()
                .map(|(row, category)| match *category {
                    -1 => Ok(None),
                    known => u32::try_from(known).map(Some).map_err(|_| {
                        Error::out_of_range("categories", f64::from(known), "-1, or from 0 on")
                            .at_row(row as u64)
                    }),
                })
                .collect::<Result<_>>()?;
            list.push(Margin::new(format!("margin {index}"), own_categories, own.to_vec())?);
        }
        if !rest.is_empty() {
            return Err(Error::length("targets", targets.len(), targets.len() - rest.len()));
        }
        let mut settings = RakeOptions::default()
            .with_tolerance(chosen.tolerance)
            .with_max_passes(chosen.max_passes);
        if chosen.cap != 0.0 {
            settings = settings.with_cap(chosen.cap);
        }
        let found = rake(&list, base, settings)?;
        weights.copy_from_slice(&found.weights);
        if let Some([result]) = result {
            *result = habitue_weighting {
                effective_n: found.effective_n,
                design_effect: found.design_effect,
                capped: found.capped,
                passes: found.passes,
                reserved: 0,
            };
        }
        Ok(())
    })
}
