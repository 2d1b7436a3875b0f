//! Purchases of a customer base through time, with staggered births.

use crate::error::{Error, Result};
use crate::lifetime::kinds::model::Model;
use crate::lifetime::kinds::refit::other_family;
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::observed::history::History;
use crate::lifetime::predict::prediction::Prediction;
use crate::lifetime::predict::purchase_model::PurchaseModel;
use crate::numeric::room;
use crate::numeric::tolerance;

/// When the customers of a base made their first purchases: the input of
/// tracking plots.
///
/// Time runs in steps of one unit of the model, or of any fixed length. Births
/// are binned by the step in which they fall, so the expectation of the whole
/// base through n steps costs n evaluations of the model and a sum, however many
/// customers there are.
///
/// ```
/// use habitue::lifetime::{BgNbd, Cohort};
/// let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
/// // 100 customers born at the end of step 1, 50 at the end of step 2.
/// let cohort = Cohort::new(&[1.0, 2.0], Some(&[100.0, 50.0]), 1.0)?;
/// let cumulative = cohort.expected_cumulative(&model, 3)?;
/// assert_eq!(cumulative[0], 0.0);
/// assert!(cumulative[1] < cumulative[2]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Cohort {
    /// Births by multiples of a step, as (first step with any exposure, exposure
    /// at its end, weight).
    births: Vec<(f64, f64)>,
    step: f64,
}

impl Cohort {
    /// Births at times `born` (>= 0, in units of the model from the origin of the
    /// clock), each standing for `weights` customers (one each where `None`), on
    /// a clock with steps of `step`.
    ///
    /// # Errors
    /// `Empty`, `Length`; `NotFinite` or `OutOfRange`, with the row, for a birth
    /// or weight that is negative or not finite; `OutOfRange` for the step.
    pub fn new(born: &[f64], weights: Option<&[f64]>, step: f64) -> Result<Self> {
        if born.is_empty() {
            return Err(Error::empty("born"));
        }
        if !(step.is_finite() && step > 0.0) {
            return Err(Error::out_of_range("step", step, "> 0 and finite"));
        }
        if let Some(weights) = weights.filter(|weights| weights.len() != born.len()) {
            return Err(Error::length("weights", weights.len(), born.len()));
        }
        for (name, column) in [("born", Some(born)), ("weights", weights)] {
            for (row, &value) in column.unwrap_or_default().iter().enumerate() {
                if !(value.is_finite() && value >= 0.0) {
                    return Err(
                        Error::out_of_range(name, value, ">= 0 and finite").at_row(row as u64)
                    );
                }
            }
        }
        let weight = |row: usize| weights.map_or(1.0, |weights| weights[row]);
        let mut births: Vec<(f64, f64)> =
            born.iter().enumerate().map(|(row, &at)| (at, weight(row))).collect();
        births.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        births.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Ok(Self { births, step })
    }

    /// Expected cumulative repeat purchases of the whole base at the end of each
    /// of the first `steps` steps.
    ///
    /// # Errors
    /// As [`PurchaseModel::predict`]; `Overflow` for more steps than the memory
    /// holds, or weights whose sum is beyond doubles.
    pub fn expected_cumulative(&self, model: &dyn PurchaseModel, steps: usize) -> Result<Vec<f64>> {
        let expected = |t: f64| model.predict(Prediction::ExpectedPurchases { t }, History::NEW);
        // How far into its first step's end each birth lies, the number of that step,
        // and the weight. Births at the same phase share their evaluations.
        let mut births: Vec<(f64, usize, f64)> = Vec::with_capacity(self.births.len());
        for &(at, weight) in &self.births {
            let first = (at / self.step).ceil();
            if first <= steps as f64 {
                births.push((first * self.step - at, first as usize, weight));
            }
        }
        births.sort_unstable_by(|a, b| {
            a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.total_cmp(&b.2))
        });
        let mut total = room::zeros(steps, "steps")?;
        let mut rest = births.as_slice();
        while let Some(&(phase, _, _)) = rest.first() {
            let same =
                rest.partition_point(|birth| birth.0 - phase <= tolerance::SAME_PHASE * self.step);
            // At least the first, also where its phase overflows and is refused below.
            let (births, others) = rest.split_at(same.max(1));
            let mut curve = room::zeros(steps, "steps")?;
            curve.clear();
            for k in 0..=steps {
                curve.push(expected(phase + k as f64 * self.step)?);
            }
            for &(_, first, weight) in births {
                for end in first.max(1)..=steps {
                    total[end - 1] += weight * curve[end - first];
                }
            }
            rest = others;
        }
        Error::unless_all_finite(&total, "weights")?;
        Ok(total)
    }

    /// Expected repeat purchases of the whole base within each of the first `steps`
    /// steps: what [`Cohort::expected_cumulative`] grows by.
    ///
    /// # Errors
    /// As [`PurchaseModel::predict`].
    pub fn expected_incremental(
        &self,
        model: &dyn PurchaseModel,
        steps: usize,
    ) -> Result<Vec<f64>> {
        self.expected_cumulative(model, steps).map(increments)
    }
}

/// Expected cumulative repeat purchases of a base whose customers differ with covariates, one row
/// of `facts` a birth: as [`Cohort::expected_cumulative`].
pub(crate) fn cumulative_by_covariates(
    model: &Model,
    born: &[f64],
    weights: Option<&[f64]>,
    facts: &Covariates<'_>,
    step: f64,
    steps: usize,
) -> Result<Vec<f64>> {
    // With all rows, so that an error names the right one.
    Cohort::new(born, weights, step)?;
    let (models, of) = model.of_distinct(facts, born.len())?;
    let mut order: Vec<usize> = (0..born.len()).collect();
    order.sort_by_key(|&row| of[row]);
    let mut total = room::zeros(steps, "steps")?;
    for rows in order.chunk_by(|&a, &b| of[a] == of[b]) {
        let pick = |column: &[f64]| rows.iter().map(|&row| column[row]).collect::<Vec<f64>>();
        let cohort = Cohort::new(&pick(born), weights.map(pick).as_deref(), step)?;
        let plain = models[of[rows[0]]].as_purchase();
        let plain = plain.ok_or_else(|| other_family("purchases"))?;
        let part = cohort.expected_cumulative(plain, steps)?;
        total.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
    }
    Error::unless_all_finite(&total, "weights")?;
    Ok(total)
}

/// What each entry adds to the one before.
pub(crate) fn increments(mut cumulative: Vec<f64>) -> Vec<f64> {
    for end in (1..cumulative.len()).rev() {
        cumulative[end] -= cumulative[end - 1];
    }
    cumulative
}
