//! The beta-discrete-Weibull model of customers under contract.

use super::sbg::{Sbg, beta_ridge};
use crate::error::{Error, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit::{Fitted, fit};
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::Ridge;
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::{RENEWALS, Target};
use crate::lifetime::observed::survivors::{Survivors, Tenure, some_left_and_some_stayed};
use crate::lifetime::predict::contract::Renewing;
use crate::lifetime::predict::kind::Kind;
use crate::lifetime::purchase::beta_geometric::positive;
use crate::numeric::beta_fall::ln_beta_fall;
use crate::numeric::gamma::{digamma_delta, ln_gamma_delta, log_bend, trigamma, trigamma_delta};
use crate::numeric::random::Stream;
use crate::numeric::tolerance;

/// BdW, the beta-discrete-Weibull model of Fader, Hardie, Liu, Davin and
/// Steenburgh ("How to Project Customer Retention" Revisited, *Journal of
/// Interactive Marketing* 43, 2018).
///
/// A customer survives t renewals with probability (1 − θ)^(t^c), so that the
/// churn of each customer falls with tenure where c < 1 and rises where c > 1;
/// over customers, θ is Beta(γ, δ):
///
/// S(t) = B(γ, δ + t^c)/B(γ, δ), P(T = t) = S(t − 1) − S(t).
///
/// With c = 1 it is the sBG ([`Sbg`]); test whether c is needed with
/// [`LikelihoodRatio`](crate::lifetime::LikelihoodRatio). It is the wrong choice for three
/// or fewer observed renewals, which cannot tell heterogeneity from ageing.
///
/// ```
/// use habitue::lifetime::{Bdw, Survivors, ContractModel, ContractPrediction, FitOptions};
/// // "High End" customers of Fader and Hardie (2007).
/// let table = Survivors::new().with_cohort(&[1000, 869, 743, 653, 593, 551, 517, 491])?;
/// let model = Bdw::fit(&table, &FitOptions::default())?;
/// assert!(model.c() > 1.0);
/// // 39 % were left after twelve years.
/// let left = model.predict(ContractPrediction::Survival { t: 12 }, 0)?;
/// assert!((left - 0.404).abs() < 1e-3);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Accuracy
/// On 20,000 random points (γ and δ from 1e-3 to 1e4, c to 100, up to 5,000 renewals
/// behind and ahead) against ball arithmetic: 5.4e-14 for the likelihood of a
/// cohort, 3.8e-13 for retention rate, survival, churn, discounted renewals and
/// residual lifetime, 8e-15 for lifetime and elasticities. Measure again with
/// `tests/oracle/grid/harness.py tests/oracle/grid/discrete.py bdw`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "[f64; 3]", into = "[f64; 3]"))]
pub struct Bdw {
    parameters: [f64; 3],
}

impl TryFrom<[f64; 3]> for Bdw {
    type Error = Error;

    fn try_from([gamma, delta, c]: [f64; 3]) -> Result<Self> {
        Self::new(gamma, delta, c)
    }
}

impl From<Bdw> for [f64; 3] {
    fn from(model: Bdw) -> Self {
        model.parameters
    }
}

/// Where t^c is written as its logarithm alone; B is a pure power from there.
const LARGEST_LN: f64 = 600.0;

impl Bdw {
    /// The model with parameters γ, δ and c.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: a parameter is not positive and finite.
    pub fn new(gamma: f64, delta: f64, c: f64) -> Result<Self> {
        let parameters = [gamma, delta, c];
        positive(Self::PARAMETERS, &parameters)?;
        Ok(Self { parameters })
    }

    /// Fits the model by maximum likelihood.
    ///
    /// # Errors
    /// As [`Sbg::fit`].
    pub fn fit(table: &Survivors, options: &FitOptions<'_>) -> Result<Fitted<Self>> {
        fit((), &table.cells(), options)
    }

    /// γ of the Beta(γ, δ) distribution of θ.
    #[must_use]
    pub fn gamma(&self) -> f64 {
        self.parameters[0]
    }

    /// δ of the Beta(γ, δ) distribution of θ.
    #[must_use]
    pub fn delta(&self) -> f64 {
        self.parameters[1]
    }

    /// c, how the churn of a customer changes with tenure: not at all at 1.
    #[must_use]
    pub fn c(&self) -> f64 {
        self.parameters[2]
    }
}

impl Renewing for Bdw {
    fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    fn ln_survival(&self, n: f64, t: f64) -> f64 {
        let [gamma, delta, c] = self.parameters;
        if t == 0.0 {
            return 0.0;
        }
        if n == 0.0 {
            let ln_end = c * t.ln();
            return if ln_end < LARGEST_LN {
                ln_beta_fall(delta, gamma, ln_end.exp())
            } else {
                ln_gamma_delta(delta, gamma) - gamma * ln_end
            };
        }
        let (ln_start, growth) = (c * n.ln(), c * (t / n).ln_1p());
        if ln_start + growth < LARGEST_LN {
            let start = ln_start.exp();
            ln_beta_fall(delta + start, gamma, start * growth.exp_m1())
        } else if ln_start < 0.5 * LARGEST_LN {
            ln_gamma_delta(delta + ln_start.exp(), gamma) - gamma * (ln_start + growth)
        } else {
            -gamma * growth
        }
    }

    fn tail(&self) -> f64 {
        let [gamma, _, c] = self.parameters;
        gamma * c
    }

    /// Stays t more with probability (1 − θ)^((n + t)^c − n^c).
    fn draw_renewals(&self, n: f64, stream: &mut Stream) -> f64 {
        let [gamma, delta, c] = self.parameters;
        let clock = n.powf(c);
        let [_, ln_stay] = stream.ln_beta(gamma, delta + clock);
        let patience = stream.exponential() / ln_stay.abs();
        ((clock + patience).powf(1.0 / c) - n).floor().max(0.0)
    }
}

impl Estimable<3> for Bdw {
    type Settings = ();
    type Observation = Tenure;
    type Table = ();
    type Moment = ();
    type Trail = ();

    const TARGETS: &'static [Target] = RENEWALS;

    fn from_array((): (), [gamma, delta, c]: [f64; 3]) -> Result<Self> {
        Self::new(gamma, delta, c)
    }

    fn check(cells: &Cells<Tenure>) -> Result<()> {
        some_left_and_some_stayed(cells)
    }

    fn starts((): (), cells: &Cells<Tenure>) -> Vec<Vec<[f64; 3]>> {
        let steady = <Sbg as Estimable<2>>::starts((), cells);
        let aged = |c: f64| steady.iter().flatten().map(|&[a, b]| [a, b, c]).collect();
        let first = steady[0].iter().map(|&[a, b]| [a, b, 1.0]).collect();
        [first, aged(0.4), aged(2.0), aged(1.0)].into()
    }

    fn bounds(_: &Cells<Tenure>) -> [(f64, f64); 3] {
        [tolerance::SHAPES, tolerance::SHAPES, tolerance::CHURN_POWER]
    }

    fn table(&self, _: u32) {}

    fn moment(&self, _: f64) {}

    fn jet(&self, (): &(), _: [(); 2], tenure: &Tenure) -> Jet<3> {
        let made = tenure.end - u32::from(tenure.left);
        let mut jet = self.survival(tenure.entry, made);
        if tenure.left {
            jet.add(1.0, &one_minus(&self.survival(made, tenure.end)));
        }
        jet
    }

    fn ridge((): (), &[gamma, delta, _]: &[f64; 3], bounds: &[(f64, f64); 3]) -> Option<Ridge> {
        beta_ridge([gamma, delta], [bounds[0].0, bounds[1].0])
    }
}

impl Bdw {
    /// ln of S(to)/S(from) with derivatives.
    fn survival(&self, from: u32, to: u32) -> Jet<3> {
        let [gamma, delta, c] = self.parameters;
        let mut jet = Jet::ZERO;
        if to == from {
            return jet;
        }
        let (start, end) = (self.power(from), self.power(to));
        // to^c − from^c, also where c is small.
        let step = if from == 0 {
            end[0]
        } else {
            start[0] * (c * (f64::from(to) / f64::from(from)).ln()).exp_m1()
        };
        let low = delta + start[0];
        let all = digamma_delta(gamma + low, step);
        let all_bend = trigamma_delta(gamma + low, step);
        jet.gradient = [-all, digamma_delta(low, step) - all, 0.0];
        jet.hessian[0] = [-all_bend, -all_bend, 0.0];
        jet.hessian[1][1] = trigamma_delta(low, step) - all_bend;
        for (sign, [power, first, second]) in [(1.0, end), (-1.0, start)] {
            // In the power itself; ψ falls from there to γ further on.
            let slope = -digamma_delta(delta + power, gamma);
            let bend = -trigamma_delta(delta + power, gamma);
            jet.gradient[2] += sign * slope * first;
            jet.hessian[0][2] -= sign * trigamma(gamma + delta + power) * first;
            jet.hessian[1][2] += sign * bend * first;
            jet.hessian[2][2] -= sign * log_bend(power, delta, gamma) * second;
        }
        jet.value = self.ln_survival(f64::from(from), f64::from(to) - f64::from(from));
        jet
    }

    /// t^c and its first two derivatives in c.
    fn power(&self, t: u32) -> [f64; 3] {
        if t == 0 {
            return [0.0; 3];
        }
        let ln_t = f64::from(t).ln();
        let power = (self.parameters[2] * ln_t).min(LARGEST_LN).exp();
        [power, power * ln_t, power * ln_t * ln_t]
    }
}

/// ln(1 − e^jet), jet < 0.
fn one_minus(jet: &Jet<3>) -> Jet<3> {
    let lost = -jet.value.exp_m1();
    let odds = jet.value.exp() / lost;
    let mut result = Jet::ZERO;
    result.value = lost.ln();
    for i in 0..3 {
        result.gradient[i] = -odds * jet.gradient[i];
        for j in i..3 {
            result.hessian[i][j] =
                -odds * (jet.hessian[i][j] + jet.gradient[i] * jet.gradient[j] / lost);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Derivatives against central differences of the level below.
    fn check<
        const N: usize,
        M: Estimable<N, Settings = (), Observation = Tenure, Table = (), Moment = ()>,
    >(
        parameters: [f64; N],
        tenure: &Tenure,
    ) {
        let at = |i: usize, shift: f64| {
            let mut moved = parameters;
            moved[i] += shift;
            M::from_array((), moved).unwrap().jet(&(), [(); 2], tenure)
        };
        let jet = at(0, 0.0);
        for i in 0..N {
            let h = 1e-4 * parameters[i];
            let (below, above) = (at(i, -h), at(i, h));
            let slope = (above.value - below.value) / (2.0 * h);
            let scale = 1e-6 * (1.0 + jet.value.abs() / parameters[i]);
            assert!((jet.gradient[i] - slope).abs() < scale, "{parameters:?} {tenure:?} {i}");
            for j in i..N {
                let bend = (above.gradient[j] - below.gradient[j]) / (2.0 * h);
                // The quotient magnifies the rounding of the gradients.
                let scale =
                    1e-6 * (1.0 + jet.gradient[j].abs() / parameters[i]) + 1e-5 * bend.abs();
                assert!(
                    (jet.hessian[i][j] - bend).abs() < scale,
                    "{parameters:?} {tenure:?} {i} {j}: {} {bend}",
                    jet.hessian[i][j]
                );
            }
        }
    }

    #[test]
    fn derivatives_agree_with_differences() {
        for tenure in [(0, 1, true), (0, 7, true), (0, 7, false), (3, 9, true), (2, 40, false)] {
            let (entry, end, left) = tenure;
            let tenure = Tenure { entry, end, left };
            for [a, b] in [[0.7, 1.2], [0.02, 3.0], [40.0, 11.0], [3.0, 0.05]] {
                check::<2, Sbg>([a, b], &tenure);
                for c in [0.4, 1.0, 1.7] {
                    check::<3, Bdw>([a, b, c], &tenure);
                }
            }
        }
    }
}
