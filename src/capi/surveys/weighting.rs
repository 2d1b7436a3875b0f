//! Weights that make a sample look like its population.

use crate::capi::prelude::*;
use crate::survey::{Margin, RakeOptions, rake};

/// The margins of a population, and of a sample. Start from `HABITUE_RAKE_INIT` (no cap, 1e-10,
/// 1000 passes).
#[apply(versioned)]
pub struct habitue_rake {
    /// Most passes over all margins.
    pub max_passes: u32,
    /// How many respondents there are.
    pub rows: usize,
    /// How many margins there are.
    pub margin_count: usize,
    /// The category of each respondent, from 0, -1 where not known, margin after margin.
    pub categories: *const i32,
    /// How many categories each margin has.
    pub category_counts: *const usize,
    /// The population's share or count of each category, > 0, margin after margin.
    pub targets: *const f64,
    /// How many targets there are: the sum of `category_counts`.
    pub target_count: usize,
    /// Base weights, or NULL.
    pub base: *const f64,
    /// Largest weight in units of the mean weight, > 1; 0 for none.
    pub cap: f64,
    /// Distance of a share from its target at which a margin is met.
    pub tolerance: f64,
}

/// What weights cost. Start from `HABITUE_WEIGHTING_INIT`.
#[apply(versioned)]
pub struct habitue_weighting {
    /// Written: passes taken.
    pub passes: u32,
    /// Written: effective sample size.
    pub effective_n: f64,
    /// Written: design effect.
    pub design_effect: f64,
    /// Written: weights that lie on the cap.
    pub capped: u64,
}

begins!(habitue_rake, max_passes = 1000, tolerance = 1e-10);

/// Rakes a sample to the margins of its population; with one margin this is post-stratification.
/// `weights` receives a weight for each respondent, with mean 1, `weighting` what they cost, or is
/// NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT`, or
/// `HABITUE_NOT_CONVERGED` where a category is empty or the margins contradict each other or the
/// cap. Since 0.1.
pub unsafe fn habitue_rake_weights(
    margins: habitue_rake,
    weights: *mut f64,
    weighting: Option<&mut habitue_weighting>,
) -> Result<()> {
    let given = margins;
    let (rows, margins) = (given.rows, given.margin_count);
    required(weights, "weights")?;
    let cells = margins.checked_mul(rows).ok_or_else(|| {
        fault(
            ErrorKind::Length,
            "margins.margin_count",
            format!("times {rows} respondents is too many"),
        )
        .with_value(margins)
    })?;
    let (categories, targets, counts, base) = (
        column(given.categories, cells, "categories")?,
        column(given.targets, given.target_count, "targets")?,
        column(given.category_counts, margins, "category_counts")?,
        optional_column(given.base, rows, "base")?,
    );
    let mut rest = targets;
    let mut list = Vec::new();
    for (index, count) in counts.iter().enumerate() {
        let Some((own, others)) = rest.split_at_checked(*count) else {
            let needed = (targets.len() - rest.len()).saturating_add(*count);
            return Err(Error::length("targets", targets.len(), needed));
        };
        rest = others;
        let own_categories: Vec<Option<u32>> = categories[index * rows..(index + 1) * rows]
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
    let mut settings =
        RakeOptions::default().with_tolerance(given.tolerance).with_max_passes(given.max_passes);
    if given.cap != 0.0 {
        settings = settings.with_cap(given.cap);
    }
    let found = rake(&list, base, settings)?;
    let mut places = Places::default();
    places.add(weights, found.weights.as_slice(), "weights")?;
    if let Some(out) = weighting {
        told!(out: found => passes, effective_n, design_effect, capped);
    }
    places.fill();
    Ok(())
}
