//! The shifted beta-geometric model of customers under contract.

use crate::error::{Error, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit::{Fitted, at_low, fit};
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::Ridge;
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::{RENEWALS, Target};
use crate::lifetime::observed::survivors::{Survivors, Tenure, churn, some_left_and_some_stayed};
use crate::lifetime::predict::contract::Renewing;
use crate::lifetime::predict::kind::Kind;
use crate::lifetime::purchase::beta_geometric::positive;
use crate::numeric::beta_fall::ln_beta_fall;
use crate::numeric::gamma::{digamma, trigamma};
use crate::numeric::random::Stream;
use crate::numeric::tolerance;

/// sBG, the shifted beta-geometric model of Fader and Hardie ("How to Project
/// Customer Retention", *Journal of Interactive Marketing* 21, 2007).
///
/// At each renewal a customer leaves with a probability θ of their own that never
/// changes; over customers, θ is Beta(α, β):
///
/// S(t) = B(α, β + t)/B(α, β), P(T = t) = B(α + 1, β + t − 1)/B(α, β),
/// r_t = (β + t − 1)/(α + β + t − 1).
///
/// Two numbers project a retention curve from a few years of it. It is the wrong
/// choice where the churn of a single customer changes with tenure (habit grows,
/// a trial ends): see [`Bdw`](crate::lifetime::Bdw), which contains it.
///
/// ```
/// use habitue::lifetime::{Survivors, ContractModel, ContractPrediction, FitOptions, Sbg};
/// // "Regular" customers of Fader and Hardie (2007): 1,000 and those left.
/// let table = Survivors::new().with_cohort(&[1000, 631, 468, 382, 326, 289, 262, 241])?;
/// let model = Sbg::fit(&table, &FitOptions::default())?;
/// assert!((model.alpha() - 0.704).abs() < 1e-3 && (model.beta() - 1.182).abs() < 1e-3);
/// // Five years on, 17 % are left, as it came to pass.
/// let left = model.predict(ContractPrediction::Survival { t: 12 }, 0)?;
/// assert!((left - 0.170).abs() < 1e-3);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Accuracy
/// On 20,000 random points (parameters from 1e-3 to 1e4, up to 5,000 renewals behind
/// and ahead) against ball arithmetic: 4.7e-14 for the likelihood of a cohort,
/// 2.6e-13 for survival and churn, 9e-15 for retention rate, discounted renewals
/// (of up to 500), lifetimes and elasticities. Measure again with
/// `tests/oracle/grid/harness.py tests/oracle/grid/discrete.py sbg`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "[f64; 2]", into = "[f64; 2]"))]
pub struct Sbg {
    parameters: [f64; 2],
}

impl TryFrom<[f64; 2]> for Sbg {
    type Error = Error;

    fn try_from([alpha, beta]: [f64; 2]) -> Result<Self> {
        Self::new(alpha, beta)
    }
}

impl From<Sbg> for [f64; 2] {
    fn from(model: Sbg) -> Self {
        model.parameters
    }
}

impl Sbg {
    /// The model with parameters α and β.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: a parameter is not positive and finite.
    pub fn new(alpha: f64, beta: f64) -> Result<Self> {
        let parameters = [alpha, beta];
        positive(Self::PARAMETERS, &parameters)?;
        Ok(Self { parameters })
    }

    /// Fits the model by maximum likelihood.
    ///
    /// # Errors
    /// * `Empty`: nobody was asked to renew yet.
    /// * `Undefined`: nobody left, or nobody ever renewed, so that the
    ///   likelihood has no peak.
    /// * `NotConverged` with the report; `Cancelled`.
    ///
    /// Where all customers seem alike, or only one renewal was seen, the
    /// likelihood has a ridge, which the report names.
    pub fn fit(table: &Survivors, options: &FitOptions<'_>) -> Result<Fitted<Self>> {
        fit((), &table.cells(), options)
    }

    /// α of the Beta(α, β) churn probabilities.
    #[must_use]
    pub fn alpha(&self) -> f64 {
        self.parameters[0]
    }

    /// β of the Beta(α, β) churn probabilities.
    #[must_use]
    pub fn beta(&self) -> f64 {
        self.parameters[1]
    }
}

impl Renewing for Sbg {
    fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    fn ln_survival(&self, n: f64, t: f64) -> f64 {
        let [alpha, beta] = self.parameters;
        ln_beta_fall(beta + n, alpha, t)
    }

    fn tail(&self) -> f64 {
        self.parameters[0]
    }

    fn draw_renewals(&self, n: f64, stream: &mut Stream) -> f64 {
        let [alpha, beta] = self.parameters;
        let [_, ln_stay] = stream.ln_beta(alpha, beta + n);
        stream.run(ln_stay)
    }

    /// E[(1 − θ)/θ] and E[(1 − θ)/θ²] of Beta(α, β + n).
    fn undiscounted(&self, n: f64) -> Option<[f64; 2]> {
        let [alpha, beta] = self.parameters;
        let beta = beta + n;
        let plain = beta / (alpha - 1.0);
        Some([plain, plain * (alpha + beta - 1.0) / (alpha - 2.0)])
    }
}

impl Estimable<2> for Sbg {
    type Settings = ();
    type Observation = Tenure;
    type Table = ();
    type Moment = ();
    type Trail = ();

    const TARGETS: &'static [Target] = RENEWALS;

    fn from_array((): (), [alpha, beta]: [f64; 2]) -> Result<Self> {
        Self::new(alpha, beta)
    }

    fn check(cells: &Cells<Tenure>) -> Result<()> {
        some_left_and_some_stayed(cells)
    }

    fn starts((): (), cells: &Cells<Tenure>) -> Vec<Vec<[f64; 2]>> {
        let churn = churn(cells);
        let start = |alpha: f64| vec![[alpha, alpha * (1.0 - churn) / churn]];
        [1.0, 0.05, 100.0].map(start).to_vec()
    }

    fn bounds(_: &Cells<Tenure>) -> [(f64, f64); 2] {
        [tolerance::SHAPES; 2]
    }

    fn table(&self, _: u32) {}

    fn moment(&self, _: f64) {}

    fn jet(&self, (): &(), _: [(); 2], tenure: &Tenure) -> Jet<2> {
        let [alpha, beta] = self.parameters;
        let made = tenure.end - u32::from(tenure.left);
        let entry = f64::from(tenure.entry);
        let mut jet = survival(alpha, beta + entry, made - tenure.entry);
        if tenure.left {
            // ln of α/(α + β + end − 1).
            let rest = 1.0 / (alpha + beta + f64::from(made));
            jet.value += (alpha * rest).ln();
            jet.gradient[0] += 1.0 / alpha - rest;
            jet.gradient[1] -= rest;
            jet.hessian[0][0] += rest * rest - 1.0 / (alpha * alpha);
            jet.hessian[0][1] += rest * rest;
            jet.hessian[1][1] += rest * rest;
        }
        jet
    }

    fn ridge((): (), &[alpha, beta]: &[f64; 2], bounds: &[(f64, f64); 2]) -> Option<Ridge> {
        beta_ridge([alpha, beta], [bounds[0].0, bounds[1].0])
    }
}

/// The ridges of a Beta(a, b) distribution of churn, where a and b have these lower ends.
pub(crate) fn beta_ridge([a, b]: [f64; 2], [low_a, low_b]: [f64; 2]) -> Option<Ridge> {
    if a + b > tolerance::ALL_ALIKE {
        Some(Ridge::EqualAttrition)
    } else if at_low(a, low_a) && !at_low(b, low_b) {
        Some(Ridge::NoAttrition)
    } else if a + b < tolerance::ALL_OR_NOTHING || at_low(b, low_b) {
        Some(Ridge::ExtremeAttrition)
    } else {
        None
    }
}

/// ln of S(t) with derivatives in α and β.
fn survival(alpha: f64, beta: f64, t: u32) -> Jet<2> {
    let mut jet = Jet::ZERO;
    if t == 0 {
        return jet;
    }
    let kept = harmonic(beta, t);
    let all = harmonic(alpha + beta, t);
    jet.value = ln_beta_fall(beta, alpha, f64::from(t));
    jet.gradient = [-all[0], kept[0] - all[0]];
    jet.hessian[0][0] = all[1];
    jet.hessian[0][1] = all[1];
    jet.hessian[1][1] = all[1] - kept[1];
    jet
}

/// Σ 1/(x + i) and Σ 1/(x + i)² over i < t: differences of ψ and of −ψ'.
fn harmonic(x: f64, t: u32) -> [f64; 2] {
    if t > 256 {
        let end = x + f64::from(t);
        return [digamma(end) - digamma(x), trigamma(x) - trigamma(end)];
    }
    (0..t).fold([0.0; 2], |[first, second], i| {
        let share = 1.0 / (x + f64::from(i));
        [first + share, second + share * share]
    })
}
