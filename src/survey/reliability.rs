//! Do several questions measure one thing?

use nalgebra::DMatrix;

use super::basis::Basis;
use super::moments::Moments;
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::numeric::distribution::fisher_quantile;
use crate::numeric::proportion::check_level;
use crate::numeric::tolerance::{FACTOR_GRADIENT, FACTOR_STEPS, LEAST_UNIQUENESS};
use crate::survey::Interval;

/// The internal consistency of the questions of one construct.
///
/// Packages print different things under the one name of Cronbach's alpha: some
/// the raw one (from covariances), some the standardised one (from
/// correlations). Both are here, and neither is cut off at 0: a negative alpha
/// says that a question runs the other way.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Reliability {
    /// Number of questions k.
    pub items: usize,
    /// Respondents behind it: those whom the missing-answer policy keeps for these
    /// questions.
    pub n: f64,
    /// What it rests on, n used and missing, where the moments came from answers.
    pub basis: Option<Basis>,
    /// k/(k-1) (1 - Σ s²ᵢ / s²_sum).
    pub alpha: f64,
    /// k/(k-1) (1 - k / Σ r).
    pub standardised_alpha: f64,
    /// Interval of the raw alpha by Feldt (1965).
    pub interval: Interval,
    /// Alpha without each question; `None` with two questions.
    pub alpha_without: Option<Vec<f64>>,
    /// Correlation of each question with the sum of the others.
    pub item_rest: Vec<f64>,
    /// Questions that correlate negatively with the rest: probably asked the
    /// other way round. Where lower is better, [reverse](super::Scale::reversed)
    /// their scale.
    pub reversed: Vec<usize>,
}

impl Reliability {
    /// The reliability of these questions, with Feldt's interval at `level`.
    ///
    /// # Errors
    /// `Undefined` for fewer than two questions, for a question that everybody
    /// answered alike, and where the sum has no variance; `OutOfRange` or
    /// `Duplicate` for a wrong list of questions; `OutOfRange` for `level`.
    pub fn of(moments: &Moments, items: &[usize], level: f64) -> Result<Self> {
        check_level(level)?;
        let moments = &*moments.over(items)?;
        moments.check_spread(items)?;
        let k = items.len();
        if k < 2 {
            return Err(Error::new(
                ErrorKind::Undefined,
                "has one question; internal consistency needs at least two",
            )
            .in_column("items"));
        }
        let n = moments.n();
        let covariance = |i: usize, j: usize| moments.covariance(items[i], items[j]);
        let row: Vec<f64> = (0..k).map(|i| (0..k).map(|j| covariance(i, j)).sum()).collect();
        let total: f64 = row.iter().sum();
        let own: f64 = (0..k).map(|i| covariance(i, i)).sum();
        let correlations: f64 = items
            .iter()
            .map(|i| items.iter().map(|j| moments.correlation(*i, *j)).sum::<f64>())
            .sum();
        if !(total > 0.0 && correlations > 0.0) {
            return Err(Error::new(
                ErrorKind::Undefined,
                "add up to a sum without variance, so no share of it can be reliable",
            )
            .in_column("items"));
        }
        let parts = k as f64;
        let alpha = parts / (parts - 1.0) * (1.0 - own / total);
        let feldt = |tail: f64| {
            1.0 - (1.0 - alpha) * fisher_quantile(n - 1.0, (n - 1.0) * (parts - 1.0), tail)
        };
        let tail = (1.0 - level) / 2.0;
        let rest = |i: usize| total - 2.0 * row[i] + covariance(i, i);
        let item_rest: Vec<f64> = (0..k)
            .map(|i| (row[i] - covariance(i, i)) / (covariance(i, i) * rest(i)).sqrt())
            .collect();
        Ok(Self {
            items: k,
            n,
            basis: moments.basis().copied(),
            alpha,
            standardised_alpha: parts / (parts - 1.0) * (1.0 - parts / correlations),
            interval: Interval { low: feldt(1.0 - tail), high: feldt(tail), level, clamped: false },
            alpha_without: (k > 2).then(|| {
                let fewer = parts - 1.0;
                (0..k)
                    .map(|i| fewer / (fewer - 1.0) * (1.0 - (own - covariance(i, i)) / rest(i)))
                    .collect()
            }),
            reversed: (0..k).filter(|i| item_rest[*i] < 0.0).map(|i| items[i]).collect(),
            item_rest,
        })
    }

    /// McDonald's omega of these questions.
    ///
    /// # Errors
    /// `Undefined` for fewer than three questions (the model is then not
    /// identified) or one without variance; `Singular` for a matrix that is not
    /// positive definite; `NotConverged`; wrong lists as for [`of`](Self::of).
    pub fn omega(moments: &Moments, items: &[usize]) -> Result<Omega> {
        let moments = &*moments.over(items)?;
        moments.check_spread(items)?;
        if items.len() < 3 {
            return Err(Error::new(
                ErrorKind::Undefined,
                "are fewer than three, so a factor is not identified",
            )
            .in_column("items"));
        }
        let k = items.len();
        let matrix = DMatrix::from_fn(k, k, |i, j| moments.correlation(items[i], items[j]));
        let (loadings, uniquenesses) = one_factor(&matrix)?;
        let common = loadings.iter().sum::<f64>().powi(2);
        Ok(Omega {
            value: common / (common + uniquenesses.iter().sum::<f64>()),
            loadings,
            n: moments.n(),
            basis: moments.basis().copied(),
        })
    }
}

/// McDonald's omega (Σλ)²/((Σλ)² + Σψ) of some questions, with the loadings of the
/// one-factor model by maximum likelihood on their correlations.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Omega {
    /// Omega, 0 to 1.
    pub value: f64,
    /// The loading of each question, in the order given.
    pub loadings: Vec<f64>,
    /// Respondents behind it.
    pub n: f64,
    /// What it rests on, n used and missing, where the moments came from answers.
    pub basis: Option<Basis>,
}

/// Composite reliability (Σλ)²/((Σλ)² + Σ(1 - λ²)) of standardised loadings; a
/// single item has 1.
///
/// # Errors
/// `Empty`; `OutOfRange` or `NotFinite` for a loading outside -1 to 1.
pub fn composite_reliability(loadings: &[f64]) -> Result<f64> {
    check_loadings(loadings)?;
    if loadings.len() == 1 {
        return Ok(1.0);
    }
    let common = loadings.iter().sum::<f64>().powi(2);
    let own: f64 = loadings.iter().map(|loading| 1.0 - loading * loading).sum();
    Ok(common / (common + own))
}

/// Average variance extracted Σλ²/k of standardised loadings; a single item
/// has 1.
///
/// # Errors
/// As for [`composite_reliability`].
pub fn average_variance_extracted(loadings: &[f64]) -> Result<f64> {
    check_loadings(loadings)?;
    if loadings.len() == 1 {
        return Ok(1.0);
    }
    Ok(loadings.iter().map(|loading| loading * loading).sum::<f64>() / loadings.len() as f64)
}

fn check_loadings(loadings: &[f64]) -> Result<()> {
    if loadings.is_empty() {
        return Err(Error::empty("loadings"));
    }
    match loadings.iter().position(|loading| !(loading.abs() <= 1.0)) {
        None => Ok(()),
        Some(row) => {
            Err(Error::out_of_range("loadings", loadings[row], "-1 to 1").at_row(row as u64))
        }
    }
}

/// Loadings and uniquenesses of the one-factor model by maximum likelihood
/// (Jöreskog 1967): the discrepancy is minimised over the logarithms of the
/// uniquenesses, with his approximate second derivatives, halving a step that
/// does not descend.
fn one_factor(matrix: &DMatrix<f64>) -> Result<(Vec<f64>, Vec<f64>)> {
    let k = matrix.nrows();
    let Some(inverse) = matrix.clone().cholesky().map(|factor| factor.inverse()) else {
        return Err(Error::new(ErrorKind::Singular, "the correlations are not positive definite"));
    };
    let least = LEAST_UNIQUENESS.ln();
    // Jöreskog's start: (1 - 1/(2k)) over the diagonal of the inverse.
    let start = 1.0 - 0.5 / k as f64;
    let mut logs: Vec<f64> =
        (0..k).map(|i| (start / inverse[(i, i)]).ln().clamp(least, 0.0)).collect();
    let mut state = Factor::at(matrix, &logs);
    for _ in 0..FACTOR_STEPS {
        // A uniqueness on its bound stays there while the likelihood pushes it out.
        let free: Vec<usize> =
            (0..k).filter(|i| !(logs[*i] <= least && state.gradient[*i] > 0.0)).collect();
        let worst = free.iter().map(|i| state.gradient[*i].abs()).fold(0.0, f64::max);
        if worst <= FACTOR_GRADIENT {
            return Ok((state.loadings(), logs.iter().map(|x| x.exp()).collect()));
        }
        let hessian =
            DMatrix::from_fn(free.len(), free.len(), |a, b| state.curvature(free[a], free[b]));
        let gradient =
            nalgebra::DVector::from_iterator(free.len(), free.iter().map(|i| state.gradient[*i]));
        let step = match hessian.cholesky() {
            Some(factor) => factor.solve(&gradient),
            None => gradient,
        };
        let mut part = 1.0;
        let moved = loop {
            let mut next = logs.clone();
            for (a, i) in free.iter().enumerate() {
                next[*i] = (logs[*i] - part * step[a]).clamp(least, 0.7);
            }
            let found = Factor::at(matrix, &next);
            // At the noise of the discrepancy, the gradient decides.
            let better = found.discrepancy < state.discrepancy
                || free.iter().map(|i| found.gradient[*i].abs()).fold(0.0, f64::max) < worst;
            if better {
                logs = next;
                state = found;
                break true;
            }
            part *= 0.5;
            if part < 1e-10 {
                break false;
            }
        };
        if !moved {
            // Rounding of the eigenvalues: nothing nearer can be told apart.
            if worst <= 1e3 * FACTOR_GRADIENT {
                return Ok((state.loadings(), logs.iter().map(|x| x.exp()).collect()));
            }
            break;
        }
    }
    Err(Error::not_converged(
        "the one-factor model",
        Convergence {
            iterations: FACTOR_STEPS,
            objective: state.discrepancy,
            gradient_norm: state.gradient.iter().fold(0.0, |worst, g| worst.max(g.abs())),
            parameters: logs.iter().map(|x| x.exp()).collect(),
            reason: "no step lowers the discrepancy".to_owned(),
        },
    ))
}

/// The discrepancy and its derivatives at given uniquenesses.
struct Factor {
    discrepancy: f64,
    gradient: Vec<f64>,
    roots: Vec<f64>,
    largest: f64,
    leading: Vec<f64>,
    others: Vec<(f64, Vec<f64>)>,
}

impl Factor {
    fn at(matrix: &DMatrix<f64>, logs: &[f64]) -> Self {
        let k = logs.len();
        let roots: Vec<f64> = logs.iter().map(|x| (0.5 * x).exp()).collect();
        let scaled = DMatrix::from_fn(k, k, |i, j| matrix[(i, j)] / (roots[i] * roots[j]));
        let eigen = scaled.symmetric_eigen();
        let mut order: Vec<usize> = (0..k).collect();
        order.sort_by(|a, b| eigen.eigenvalues[*b].total_cmp(&eigen.eigenvalues[*a]));
        let vector =
            |index: usize| eigen.eigenvectors.column(index).iter().copied().collect::<Vec<f64>>();
        let others: Vec<(f64, Vec<f64>)> =
            order[1..].iter().map(|index| (eigen.eigenvalues[*index], vector(*index))).collect();
        let discrepancy = others.iter().map(|(value, _)| value - value.ln() - 1.0).sum();
        let gradient = (0..k)
            .map(|i| others.iter().map(|(value, v)| (1.0 - value) * v[i] * v[i]).sum())
            .collect();
        Self {
            discrepancy,
            gradient,
            roots,
            largest: eigen.eigenvalues[order[0]],
            leading: vector(order[0]),
            others,
        }
    }

    fn curvature(&self, i: usize, j: usize) -> f64 {
        self.others.iter().map(|(_, v)| v[i] * v[j]).sum::<f64>().powi(2)
    }

    /// Loadings, with the sign that makes their sum positive.
    fn loadings(&self) -> Vec<f64> {
        let length = (self.largest - 1.0).max(0.0).sqrt();
        let loadings: Vec<f64> =
            self.leading.iter().zip(&self.roots).map(|(v, root)| length * v * root).collect();
        let sign = if loadings.iter().sum::<f64>() < 0.0 { -1.0 } else { 1.0 };
        loadings.iter().map(|loading| sign * loading).collect()
    }
}
