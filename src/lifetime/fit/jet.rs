//! A value with its gradient and Hessian in the N parameters of a model.

use nalgebra::{DMatrix, DVector};

use crate::numeric::maximise::Derivatives;

/// Value, gradient and the upper triangle of the Hessian.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Jet<const N: usize> {
    pub(crate) value: f64,
    pub(crate) gradient: [f64; N],
    /// Entry (i, j) for i <= j; the rest is never read.
    pub(crate) hessian: [[f64; N]; N],
}

impl<const N: usize> Jet<N> {
    pub(crate) const ZERO: Self = Self { value: 0.0, gradient: [0.0; N], hessian: [[0.0; N]; N] };

    /// Adds `weight` times `other`.
    #[inline(always)]
    pub(crate) fn add(&mut self, weight: f64, other: &Self) {
        self.value += weight * other.value;
        for i in 0..N {
            self.gradient[i] += weight * other.gradient[i];
            for j in i..N {
                self.hessian[i][j] += weight * other.hessian[i][j];
            }
        }
    }

    /// Adds `weight` times `other`, which depends on the first parameters alone.
    pub(crate) fn add_short<const M: usize>(&mut self, weight: f64, other: &Jet<M>) {
        self.value += weight * other.value;
        for i in 0..M {
            self.gradient[i] += weight * other.gradient[i];
            for j in i..M {
                self.hessian[i][j] += weight * other.hessian[i][j];
            }
        }
    }

    /// ln(e^self + e^other) with its derivatives.
    #[inline(always)]
    pub(crate) fn ln_add(&self, other: &Self) -> Self {
        // w = e^other / (e^self + e^other), from the difference alone.
        let gap = other.value - self.value;
        let small = (-gap.abs()).exp();
        let w = if gap > 0.0 { 1.0 / (1.0 + small) } else { small / (1.0 + small) };
        let spread = small / ((1.0 + small) * (1.0 + small));
        let mut sum = *self;
        sum.value = self.value.max(other.value) + small.ln_1p();
        for i in 0..N {
            let di = other.gradient[i] - self.gradient[i];
            sum.gradient[i] += w * di;
            for j in i..N {
                let dj = other.gradient[j] - self.gradient[j];
                let bend = other.hessian[i][j] - self.hessian[i][j];
                sum.hessian[i][j] += w * bend + spread * di * dj;
            }
        }
        sum
    }

    /// The same in the logarithms of the `parameters`.
    pub(crate) fn logarithmic(&self, parameters: &[f64; N]) -> Self {
        let mut jet = *self;
        for i in 0..N {
            jet.gradient[i] *= parameters[i];
            for j in i..N {
                jet.hessian[i][j] *= parameters[i] * parameters[j];
            }
            jet.hessian[i][i] += jet.gradient[i];
        }
        jet
    }

    /// The same in the logarithms of the `parameters`, as dense algebra.
    pub(crate) fn in_logarithms(&self, parameters: &[f64]) -> Derivatives {
        let entry = |i: usize, j: usize| self.hessian[i.min(j)][i.max(j)];
        Derivatives {
            value: self.value,
            gradient: DVector::from_fn(N, |i, _| parameters[i] * self.gradient[i]),
            hessian: DMatrix::from_fn(N, N, |i, j| {
                let own = if i == j { parameters[i] * self.gradient[i] } else { 0.0 };
                parameters[i] * parameters[j] * entry(i, j) + own
            }),
        }
    }
}
