//! Weights that make a sample look like its population.

use super::breakdown::known;
use crate::capi::prelude::*;
use crate::survey::{Margin, RakeOptions, Weighting, rake};

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

mirror! {
    /// What weights cost. Start from `HABITUE_WEIGHTING_INIT`.
    #[versioned]
    habitue_weighting: Weighting, passes, effective_n, design_effect, capped
}

begins!(habitue_rake, max_passes = 1000, tolerance = 1e-10);

/// Rakes a sample to the margins of its population; with one margin this is post-stratification.
/// `weights` receives a weight for each respondent, with mean 1, `weighting` what they cost, or is
/// NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT`, or
/// `HABITUE_NOT_CONVERGED` where a category is empty or the margins contradict each other or the
/// cap.
pub unsafe fn habitue_rake_weights(
    margins: habitue_rake,
    weights: *mut f64,
    weighting: Option<&mut habitue_weighting>,
) -> Result<()> {
    let (given, rows, count) = (margins, margins.rows, margins.margin_count);
    required(weights, "weights")?;
    let cells = count.checked_mul(rows).ok_or_else(|| {
        let message = format!("times {rows} respondents is too many");
        fault(ErrorKind::Length, "margins.margin_count", message).with_value(count)
    })?;
    fields!(margins => column categories[cells], column targets[margins.target_count],
        column category_counts[count], optional_column base[rows]);
    let mut rest = targets;
    let mut list = Vec::new();
    for (index, own) in category_counts.iter().enumerate() {
        let Some((own, others)) = rest.split_at_checked(*own) else {
            let needed = (targets.len() - rest.len()).saturating_add(*own);
            return Err(Error::length("targets", targets.len(), needed));
        };
        rest = others;
        let of = known(&categories[index * rows..(index + 1) * rows], "margins.categories")?;
        list.push(Margin::new(format!("margin {index}"), of, own.to_vec())?);
    }
    as_long(!rest.is_empty(), "targets", targets.len(), targets.len() - rest.len())?;
    let mut settings =
        RakeOptions::default().with_tolerance(given.tolerance).with_max_passes(given.max_passes);
    if given.cap != 0.0 {
        settings = settings.with_cap(given.cap);
    }
    let found = rake(&list, base, settings)?;
    let mut places = Places::default();
    places.add(weights, found.weights.as_slice(), "weights")?;
    if let Some(out) = weighting {
        out.tell(&found);
    }
    places.fill();
    Ok(())
}
