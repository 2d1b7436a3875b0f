//! Coefficients of composites and constructs: rho_A, heterotrait-monotrait.

use super::moments::Moments;
use super::sample_basis::Basis;
use crate::error::{Error, ErrorKind, Result};

/// A coefficient with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Coefficient {
    /// The figure.
    pub value: f64,
    /// Respondents behind it.
    pub n: f64,
    /// What it rests on, n used and missing, where the moments came from answers.
    pub basis: Option<Basis>,
}

impl Coefficient {
    fn of(value: f64, moments: &Moments) -> Self {
        Self { value, n: moments.n(), basis: moments.basis().copied() }
    }
}

/// Dijkstra and Henseler's rho_A of a composite: (w'w)² w'(R - diag R)w /
/// w'(ww' - diag ww')w, with the weights scaled so that the composite has
/// variance 1. A single item has 1.
///
/// # Errors
/// `Length`; `NotFinite` for a weight; `Undefined` where the weights give no
/// variance (those of a single item too), and for a question that everybody answered alike; wrong
/// lists.
pub fn rho_a(moments: &Moments, items: &[usize], weights: &[f64]) -> Result<Coefficient> {
    let moments = &*moments.over(items)?;
    moments.check_spread(items)?;
    Ok(Coefficient::of(rho_a_of(moments, items, weights)?, moments))
}

/// The same from moments that rest on the right respondents already.
pub(crate) fn rho_a_of(moments: &Moments, items: &[usize], weights: &[f64]) -> Result<f64> {
    if weights.len() != items.len() {
        return Err(Error::length("weights", weights.len(), items.len()));
    }
    if let Some(row) = weights.iter().position(|weight| !weight.is_finite()) {
        return Err(
            Error::out_of_range("weights", weights[row], "a finite number").at_row(row as u64)
        );
    }
    if let [weight] = weights
        && *weight != 0.0
    {
        return Ok(1.0);
    }
    // Weights count relative to one another alone: the largest is about 1, by a power of two,
    // which rounds nothing.
    let largest = weights.iter().fold(0.0, |largest: f64, weight| largest.max(weight.abs()));
    let scale = (-largest.log2().floor().clamp(-1000.0, 1000.0)).exp2();
    let weights: Vec<f64> = weights.iter().map(|weight| weight * scale).collect();
    let pairs = |value: &dyn Fn(usize, usize) -> f64| -> f64 {
        let k = items.len();
        (0..k).flat_map(|i| (0..k).map(move |j| (i, j))).map(|(i, j)| value(i, j)).sum()
    };
    let variance = pairs(&|i, j| weights[i] * weights[j] * moments.correlation(items[i], items[j]));
    if !(variance > 0.0) {
        return Err(Error::new(ErrorKind::Undefined, "give a composite without variance")
            .in_column("weights"));
    }
    let squares: f64 = weights.iter().map(|w| w * w).sum::<f64>() / variance;
    let off = |value: f64, i: usize, j: usize| if i == j { 0.0 } else { value };
    let numerator =
        pairs(&|i, j| off(weights[i] * weights[j] * moments.correlation(items[i], items[j]), i, j))
            / variance;
    let denominator =
        pairs(&|i, j| off(weights[i].powi(2) * weights[j].powi(2), i, j)) / variance.powi(2);
    if !(denominator > 0.0) {
        return Err(Error::new(ErrorKind::Undefined, "give a composite of one question alone")
            .in_column("weights"));
    }
    Ok(squares * squares * numerator / denominator)
}

/// Which correlations a heterotrait-monotrait ratio averages. Both are in use under
/// the one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum HtmtCorrelations {
    /// As they are: Henseler, Ringle and Sarstedt (2015). A question that runs the
    /// other way lowers the ratio, and may leave it undefined.
    #[default]
    Signed,
    /// Their sizes, as seminr and semTools take them from 2021 on.
    Absolute,
}

impl HtmtCorrelations {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Signed, Self::Absolute];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signed => "signed correlations",
            Self::Absolute => "absolute correlations",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Signed => "带符号的相关系数",
            Self::Absolute => "相关系数绝对值",
        }
    }

    fn of(self, moments: &Moments, i: usize, j: usize) -> f64 {
        let r = moments.correlation(i, j);
        match self {
            Self::Signed => r,
            Self::Absolute => r.abs(),
        }
    }
}

/// The heterotrait-monotrait ratio (HTMT) of two constructs (Henseler, Ringle and
/// Sarstedt 2015): mean correlation across over the geometric mean of the mean
/// correlations within. Above 0.85 to 0.9 the two are hardly distinct.
///
/// The ratio is of `correlations` with their signs, as published in 2015, or of
/// absolute ones, as seminr and semTools compute it from 2021 on. Where all are
/// positive the two agree.
///
/// ```
/// use habitue::survey::{HtmtCorrelations, Moments, heterotrait_monotrait};
///
/// let names = ["a1", "a2", "b1", "b2"].map(str::to_owned).to_vec();
/// let matrix = vec![
///     1.0, 0.64, 0.2, 0.4, //
///     0.64, 1.0, -0.1, 0.3, //
///     0.2, -0.1, 1.0, 0.25, //
///     0.4, 0.3, 0.25, 1.0,
/// ];
/// let moments = Moments::from_correlations(names, 100.0, vec![0.0; 4], vec![1.0; 4], matrix)?;
/// let ratio = |which| heterotrait_monotrait(&moments, &[0, 1], &[2, 3], which);
/// // (0.2 + 0.4 - 0.1 + 0.3)/4 over √(0.64 · 0.25) = 0.4.
/// assert!((ratio(HtmtCorrelations::Signed)?.value - 0.5).abs() < 1e-15);
/// assert!((ratio(HtmtCorrelations::Absolute)?.value - 0.625).abs() < 1e-15);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Undefined` for a construct of one question or with a mean correlation that
/// is not positive; `Duplicate` for a question of both; wrong lists.
pub fn heterotrait_monotrait(
    moments: &Moments,
    first: &[usize],
    second: &[usize],
    correlations: HtmtCorrelations,
) -> Result<Coefficient> {
    moments.check_items(first)?;
    moments.check_items(second)?;
    if let Some(row) = second.iter().position(|item| first.contains(item)) {
        return Err(Error::new(ErrorKind::Duplicate, "is a question of both constructs")
            .in_column("second")
            .with_value(&moments.names()[second[row]])
            .at_row(row as u64));
    }
    let mut all = [first, second].concat();
    all.sort_unstable();
    all.dedup();
    let moments = &*moments.over(&all)?;
    moments.check_spread(&all)?;
    let within = |items: &[usize], name: &str| -> Result<f64> {
        let pairs = items.len() * (items.len() - 1) / 2;
        let sum: f64 = (1..items.len())
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| correlations.of(moments, items[i], items[j]))
            .sum();
        let mean = sum / pairs as f64;
        if !(mean > 0.0) {
            return Err(Error::new(
                ErrorKind::Undefined,
                "needs at least two questions with a positive mean correlation",
            )
            .in_column(name));
        }
        Ok(mean)
    };
    let own = (within(first, "first")? * within(second, "second")?).sqrt();
    let across: f64 = first
        .iter()
        .map(|i| second.iter().map(|j| correlations.of(moments, *i, *j)).sum::<f64>())
        .sum();
    Ok(Coefficient::of(across / (first.len() * second.len()) as f64 / own, moments))
}
