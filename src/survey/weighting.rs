//! Weights that make a sample look like its population.

use super::answers::check_weights;
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::numeric::tolerance;

/// Kish's effective sample size (Σw)²/Σw²: how many equally weighted respondents
/// would say as much.
///
/// # Errors
/// `Empty`; as for base weights: `OutOfRange`, `NotFinite`, `Inconsistent`.
///
/// ```
/// assert_eq!(habitue::survey::effective_n(&[1.0, 1.0, 1.0, 2.0, 3.0])?, 4.0);
/// assert_eq!(habitue::survey::design_effect(&[1.0, 1.0, 1.0, 2.0, 3.0])?, 1.25);
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn effective_n(weights: &[f64]) -> Result<f64> {
    if weights.is_empty() {
        return Err(Error::empty("weights"));
    }
    check_weights(weights, weights.len())?;
    Ok(kish(weights))
}

fn kish(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    sum * sum / weights.iter().map(|weight| weight * weight).sum::<f64>()
}

/// Kish's design effect n Σw²/(Σw)²: by how much unequal weights inflate a
/// variance.
///
/// # Errors
/// As for [`effective_n`].
pub fn design_effect(weights: &[f64]) -> Result<f64> {
    Ok(weights.len() as f64 / effective_n(weights)?)
}

/// Which category each respondent belongs to, and what the population looks
/// like.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Margin {
    name: String,
    categories: Vec<Option<u32>>,
    targets: Vec<f64>,
}

impl Margin {
    /// A margin such as age group: `categories` holds a category from 0 on for
    /// each respondent, or `None` where it is not known; `targets` the
    /// population's share (or count) of each category; only proportions count.
    ///
    /// # Errors
    /// `OutOfRange` for a category without a target, naming the row, or for a
    /// target that is not a finite number > 0 (a category that the population
    /// does not have must be left out); `Empty` without targets.
    pub fn new(
        name: impl Into<String>,
        categories: Vec<Option<u32>>,
        targets: Vec<f64>,
    ) -> Result<Self> {
        let mut made = Self { name: name.into(), categories, targets };
        let total = made.check()?;
        made.targets.iter_mut().for_each(|target| *target /= total);
        Ok(made)
    }

    /// Refuses targets that are not shares, as they are held.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let total = self.check()?;
        if !((total - 1.0).abs() <= crate::numeric::tolerance::STORED) {
            return Err(Error::out_of_range(
                format!("sum of the targets of {}", self.name),
                total,
                "1",
            ));
        }
        Ok(self)
    }

    /// The sum of the targets, after everything else was found right.
    fn check(&self) -> Result<f64> {
        let Self { name, categories, targets } = self;
        if targets.is_empty() {
            return Err(Error::empty(format!("targets of {name}")));
        }
        for (row, target) in targets.iter().enumerate() {
            if !(*target > 0.0 && target.is_finite()) {
                return Err(Error::out_of_range(format!("targets of {name}"), *target, "> 0")
                    .at_row(row as u64));
            }
        }
        for (row, category) in categories.iter().enumerate() {
            if let Some(category) = category
                && *category as usize >= targets.len()
            {
                let allowed = format!("0 to {}", targets.len() - 1);
                return Err(
                    Error::out_of_range(name, f64::from(*category), allowed).at_row(row as u64)
                );
            }
        }
        let total: f64 = targets.iter().sum();
        if !total.is_finite() {
            return Err(Error::out_of_range(format!("sum of the targets of {name}"), total, "> 0"));
        }
        Ok(total)
    }

    /// The population's shares, summing to 1.
    #[must_use]
    pub fn targets(&self) -> &[f64] {
        &self.targets
    }

    /// The share of each category among those whose category is known.
    #[must_use]
    pub fn shares(&self, weights: &[f64]) -> Vec<f64> {
        let (sums, known) = self.sums(weights);
        sums.iter().map(|sum| sum / known).collect()
    }

    fn sums(&self, weights: &[f64]) -> (Vec<f64>, f64) {
        let mut sums = vec![0.0; self.targets.len()];
        for (category, weight) in self.categories.iter().zip(weights) {
            if let Some(category) = category {
                sums[*category as usize] += weight;
            }
        }
        let known = sums.iter().sum();
        (sums, known)
    }

    /// One step of iterative proportional fitting; those whose category is not
    /// known keep their weight.
    fn fit(&self, weights: &mut [f64]) -> Result<()> {
        let (sums, known) = self.sums(weights);
        if let Some(empty) = sums.iter().position(|sum| *sum == 0.0) {
            return Err(Error::new(
                ErrorKind::NotConverged,
                format!("nobody is in category {empty}, but the population has {} there; merge categories", self.targets[empty]),
            )
            .in_column(&self.name));
        }
        for (category, weight) in self.categories.iter().zip(weights) {
            if let Some(category) = category {
                let place = *category as usize;
                *weight *= self.targets[place] * known / sums[place];
            }
        }
        Ok(())
    }

    /// The largest distance of a share from its target.
    fn distance(&self, weights: &[f64]) -> f64 {
        self.shares(weights)
            .iter()
            .zip(&self.targets)
            .map(|(share, target)| (share - target).abs())
            .fold(0.0, f64::max)
    }
}

/// How [`rake`] proceeds.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RakeOptions {
    /// Largest weight, in units of the mean weight.
    pub cap: Option<f64>,
    /// Distance of a share from its target at which a margin is met.
    pub tolerance: f64,
    /// Most passes over all margins.
    pub max_passes: u32,
}

impl Default for RakeOptions {
    fn default() -> Self {
        Self { cap: None, tolerance: crate::numeric::tolerance::RAKING, max_passes: 1000 }
    }
}

impl RakeOptions {
    /// Sets the largest weight, in units of the mean weight: weights above it are
    /// cut after each pass, and the margins fitted again. Defaults to none; 5 is
    /// a usual value.
    #[must_use]
    pub fn with_cap(mut self, cap: f64) -> Self {
        self.cap = Some(cap);
        self
    }

    /// Sets how near a share must come to its target. Defaults to 1e-10.
    #[must_use]
    pub fn with_tolerance(mut self, tolerance: f64) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Sets the most passes. Defaults to 1000.
    #[must_use]
    pub fn with_max_passes(mut self, max_passes: u32) -> Self {
        self.max_passes = max_passes;
        self
    }
}

/// Weights with what they cost.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Weighting {
    /// A weight for each respondent, with mean 1.
    pub weights: Vec<f64>,
    /// Effective sample size under them.
    pub effective_n: f64,
    /// Design effect under them.
    pub design_effect: f64,
    /// Passes taken.
    pub passes: u32,
    /// Weights that lie on the cap.
    pub capped: u64,
}

/// Post-stratification: each respondent weighs the population's share of the
/// category over the sample's. Those without a category keep their weight.
///
/// `base` holds base weights, or is `None` for equal ones.
///
/// # Errors
/// `Length`; as for base weights; `NotConverged` where nobody is in a category.
pub fn post_stratify(margin: &Margin, base: Option<&[f64]>) -> Result<Weighting> {
    rake(std::slice::from_ref(margin), base, RakeOptions::default())
}

/// Raking, or iterative proportional fitting (Deming and Stephan 1940): weights
/// whose margins are all those of the population.
///
/// # Errors
/// `Empty` without margins or respondents; `Length`; as for base weights;
/// `OutOfRange` unless the cap exceeds 1 and the tolerance is positive;
/// `NotConverged` where a category of the population is empty in the sample, or
/// the margins contradict each other (or the cap): the largest distance is in
/// the report.
///
/// ```
/// use habitue::survey::{Margin, RakeOptions, rake};
///
/// // 30, 20 / 10, 40 respondents; rows to 60 : 40, columns to 50 : 50.
/// let cell = |counts: [usize; 4], of: [u32; 4]| -> Vec<Option<u32>> {
///     counts.iter().zip(of).flat_map(|(n, c)| vec![Some(c); *n]).collect()
/// };
/// let counts = [30, 20, 10, 40];
/// let rows = Margin::new("row", cell(counts, [0, 0, 1, 1]), vec![60.0, 40.0])?;
/// let columns = Margin::new("column", cell(counts, [0, 1, 0, 1]), vec![50.0, 50.0])?;
/// let found = rake(&[rows, columns], None, RakeOptions::default())?;
/// assert!((found.weights[0] - 4.0 / 3.0).abs() < 1e-9);
/// assert!((found.effective_n - 94.4881889764).abs() < 1e-7);
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn rake(margins: &[Margin], base: Option<&[f64]>, options: RakeOptions) -> Result<Weighting> {
    let Some(first) = margins.first() else { return Err(Error::empty("margins")) };
    let n = first.categories.len();
    if n == 0 {
        return Err(Error::empty("respondents"));
    }
    for margin in margins {
        if margin.categories.len() != n {
            return Err(Error::length(&margin.name, margin.categories.len(), n));
        }
    }
    if let Some(cap) = options.cap
        && !(cap > 1.0 && cap.is_finite())
    {
        return Err(Error::out_of_range("cap", cap, "> 1, in units of the mean weight"));
    }
    if !(options.tolerance > 0.0 && options.tolerance < 1.0) {
        return Err(Error::out_of_range("tolerance", options.tolerance, "between 0 and 1"));
    }
    let mut weights = match base {
        Some(base) => {
            check_weights(base, n)?;
            base.to_vec()
        }
        None => vec![1.0; n],
    };
    to_mean_one(&mut weights);
    let known: Vec<bool> =
        (0..n).map(|row| margins.iter().all(|margin| margin.categories[row].is_some())).collect();
    let mut distance = f64::INFINITY;
    for pass in 1..=options.max_passes {
        for margin in margins {
            margin.fit(&mut weights)?;
        }
        if let Some(cap) = options.cap {
            trim(&mut weights, cap, &known);
        }
        distance = margins.iter().map(|margin| margin.distance(&weights)).fold(0.0, f64::max);
        if distance <= options.tolerance {
            to_mean_one(&mut weights);
            let effective_n = kish(&weights);
            let on_cap = |weight: &&f64| {
                options.cap.is_some_and(|cap| **weight >= cap * (1.0 - tolerance::ON_CAP))
            };
            return Ok(Weighting {
                effective_n,
                design_effect: n as f64 / effective_n,
                passes: pass,
                capped: weights.iter().filter(on_cap).count() as u64,
                weights,
            });
        }
    }
    Err(Error::not_converged(
        "raking",
        Convergence {
            iterations: options.max_passes,
            objective: distance,
            gradient_norm: distance,
            parameters: Vec::new(),
            reason: format!(
                "a share is still {distance:.3e} from its target; the margins, or the cap, contradict each other"
            ),
        },
    ))
}

fn to_mean_one(weights: &mut [f64]) {
    let mean = weights.iter().sum::<f64>() / weights.len() as f64;
    weights.iter_mut().for_each(|weight| *weight /= mean);
}

/// Cuts weights at `cap` times the mean, keeping the total: what is cut off is
/// spread over the others whose categories are all `known` (those of unknown
/// category would grow without end), as often as that lifts one of them over the
/// cap. Each round fixes at least one more weight, so there are at most n.
fn trim(weights: &mut [f64], cap: f64, known: &[bool]) {
    to_mean_one(weights);
    for _ in 0..weights.len() {
        let above: f64 = weights.iter().map(|weight| (weight - cap).max(0.0)).sum();
        let takes = |weight: f64, known: bool| known && weight < cap;
        let below: f64 =
            weights.iter().zip(known).filter(|(w, k)| takes(**w, **k)).map(|(w, _)| w).sum();
        if above <= 0.0 || below <= 0.0 {
            return;
        }
        for (weight, known) in weights.iter_mut().zip(known) {
            if takes(*weight, *known) {
                *weight *= 1.0 + above / below;
            } else if *weight > cap {
                *weight = cap;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn categories(counts: &[(u32, usize)]) -> Vec<Option<u32>> {
        counts.iter().flat_map(|(category, n)| vec![Some(*category); *n]).collect()
    }

    #[test]
    fn post_stratification_is_population_over_sample() {
        let margin = Margin::new("age", categories(&[(0, 20), (1, 80)]), vec![0.5, 0.5]).unwrap();
        let found = post_stratify(&margin, None).unwrap();
        assert!(
            (found.weights[0] - 2.5).abs() < 1e-12 && (found.weights[99] - 0.625).abs() < 1e-12
        );
        assert_eq!(found.capped, 0);
        // Scaling base weights changes nothing.
        let scaled = post_stratify(&margin, Some(&[7.0; 100])).unwrap();
        assert!(found.weights.iter().zip(&scaled.weights).all(|(a, b)| (a - b).abs() < 1e-12));
    }

    #[test]
    fn what_cannot_be_raked_is_reported() {
        let empty = Margin::new("age", categories(&[(0, 5)]), vec![0.5, 0.5]).unwrap();
        let error = post_stratify(&empty, None).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::NotConverged, Some("age")));
        // Category 0 of one is category 0 of the other: 50 % and 60 % contradict.
        let same = categories(&[(0, 5), (1, 5)]);
        let a = Margin::new("a", same.clone(), vec![0.5, 0.5]).unwrap();
        let b = Margin::new("b", same, vec![0.6, 0.4]).unwrap();
        let error = rake(&[a, b], None, RakeOptions::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotConverged);
        assert!(error.convergence().is_some_and(|report| (report.objective - 0.1).abs() < 1e-9));
        assert!(Margin::new("a", vec![], vec![0.0, 1.0]).is_err());
        assert_eq!(Margin::new("a", vec![Some(2)], vec![1.0, 1.0]).unwrap_err().row(), Some(0));
        assert!(rake(&[], None, RakeOptions::default()).is_err());
    }

    #[test]
    fn a_cap_is_kept_and_an_unknown_category_keeps_its_total() {
        let mut list = categories(&[(0, 4), (1, 60), (2, 36)]);
        list.extend([None; 20]);
        let margin = Margin::new("region", list, vec![0.2, 0.5, 0.3]).unwrap();
        let free = post_stratify(&margin, None).unwrap();
        assert!((free.weights[100..].iter().sum::<f64>() - 20.0).abs() < 1e-9);
        assert!(free.weights[0] > 4.9);
        let tight = rake(std::slice::from_ref(&margin), None, RakeOptions::default().with_cap(3.0));
        assert_eq!(tight.unwrap_err().kind(), ErrorKind::NotConverged);
        let loose = RakeOptions::default().with_cap(5.5);
        let found = rake(&[margin], None, loose).unwrap();
        assert!(found.weights.iter().all(|weight| *weight <= 5.5 + 1e-9));
    }

    proptest! {
        #[test]
        fn raking_meets_its_margins(
            cells in prop::collection::vec((0u32..3, 0u32..4), 60..200),
            a in prop::collection::vec(0.2..1.0f64, 3),
            b in prop::collection::vec(0.2..1.0f64, 4),
        ) {
            // Every cell is there once at least, so that a solution exists.
            let all: Vec<(u32, u32)> = (0..3).flat_map(|i| (0..4).map(move |j| (i, j))).chain(cells).collect();
            let first = Margin::new("a", all.iter().map(|c| Some(c.0)).collect(), a).unwrap();
            let second = Margin::new("b", all.iter().map(|c| Some(c.1)).collect(), b).unwrap();
            let found = rake(&[first.clone(), second.clone()], None, RakeOptions::default()).unwrap();
            for margin in [&first, &second] {
                for (share, target) in margin.shares(&found.weights).iter().zip(margin.targets()) {
                    prop_assert!((share - target).abs() < 1e-9);
                }
            }
            prop_assert!((found.weights.iter().sum::<f64>() / all.len() as f64 - 1.0).abs() < 1e-12);
            prop_assert!(found.effective_n <= all.len() as f64 + 1e-9 && found.design_effect >= 1.0 - 1e-12);
        }
    }
}
