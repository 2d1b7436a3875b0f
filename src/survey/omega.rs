//! McDonald's omega, and the one-factor model under it.

use crate::numeric::tolerance;
use nalgebra::DMatrix;

use super::sample_basis::Basis;
use crate::error::{Convergence, Error, ErrorKind, Result};
use crate::numeric::tolerance::{FACTOR_GRADIENT, FACTOR_STEPS, LEAST_UNIQUENESS};

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

/// Loadings and uniquenesses of the one-factor model by maximum likelihood
/// (Jöreskog 1967): the discrepancy is minimised over the logarithms of the
/// uniquenesses, with his approximate second derivatives, halving a step that
/// does not descend.
pub(super) fn one_factor(matrix: &DMatrix<f64>) -> Result<(Vec<f64>, Vec<f64>)> {
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
            if part < tolerance::FACTOR_PART {
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
