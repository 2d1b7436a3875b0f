//! The NBD model: nobody ever leaves.

use super::beta_geometric::{positive, purchase_ridge, somebody_came_back, time_bounds};
use crate::error::{Error, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit::{Fitted, fit};
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::Ridge;
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::fit::starts::Bought;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::Target;
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::predict::kind::Kind;
use crate::lifetime::predict::posterior::{Individual, Rate, gamma};
use crate::lifetime::predict::posterior_mixture::PosteriorMixture;
use crate::lifetime::predict::purchase_model::LatentAttrition;
use crate::lifetime::process::exposure::Exposure;
use crate::lifetime::process::timed_process::{Lifetime, TimedProcess};
use crate::numeric::gamma::{digamma, ln_pochhammer, trigamma};
use crate::numeric::ln_1p::ln_1p_ratio;
use crate::numeric::tolerance;

/// NBD, the negative binomial model of repeat buying (Ehrenberg, *Applied
/// Statistics* 8, 1959): customers buy at random at a rate λ ~ Gamma(r, α) and
/// never leave.
///
/// L(x, T) = Γ(r + x) α^r/(Γ(r) (α + T)^(r+x)); the time of the last purchase
/// says nothing. It is the yardstick that a model of attrition must beat, and the
/// wrong choice wherever customers leave: it then expects far too many purchases.
///
/// # Accuracy
/// On 20,000 random points (r, α from 1e-3 to 1e4, x to 5,000, T and horizons over
/// six decades around their scales) against ball arithmetic: 1.0e-13 for the
/// likelihood, 1.4e-12 for the probabilities of counts, rounding for expected and
/// discounted purchases.
/// Measure again with `tests/oracle/grid/harness.py tests/oracle/grid/timed.py nbd`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "[f64; 2]", into = "[f64; 2]"))]
pub struct Nbd {
    parameters: [f64; 2],
}

impl TryFrom<[f64; 2]> for Nbd {
    type Error = Error;

    fn try_from([r, alpha]: [f64; 2]) -> Result<Self> {
        Self::new(r, alpha)
    }
}

impl From<Nbd> for [f64; 2] {
    fn from(model: Nbd) -> Self {
        model.parameters
    }
}

impl Nbd {
    /// The model with parameters r and α.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: a parameter is not positive and finite.
    pub fn new(r: f64, alpha: f64) -> Result<Self> {
        let parameters = [r, alpha];
        positive(Self::PARAMETERS, &parameters)?;
        Ok(Self { parameters })
    }

    /// Fits the model by maximum likelihood.
    ///
    /// # Errors
    /// As [`BgNbd::fit`](crate::lifetime::BgNbd::fit).
    pub fn fit(customers: &Histories<'_>, options: &FitOptions<'_>) -> Result<Fitted<Self>> {
        fit((), &Cells::of(customers, options.threads()), options)
    }

    /// r, the shape of the purchase rates.
    #[must_use]
    pub fn r(&self) -> f64 {
        self.parameters[0]
    }

    /// α, the rate of the purchase rates, in units of time.
    #[must_use]
    pub fn alpha(&self) -> f64 {
        self.parameters[1]
    }
}

impl LatentAttrition for Nbd {
    type Future = TimedProcess<Forever>;

    const P_ALIVE_IS_DEAR: bool = false;

    fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    fn ln_likelihood(&self, history: History) -> f64 {
        let [r, alpha] = self.parameters;
        let (x, t) = (f64::from(history.x()), history.t());
        ln_pochhammer(r, u64::from(history.x())) - r * ln_1p_ratio(t, alpha) - x * (alpha + t).ln()
    }

    fn p_alive(&self, _: History) -> f64 {
        1.0
    }

    fn future(&self, history: History) -> Self::Future {
        let [r, alpha] = self.parameters;
        TimedProcess {
            r: r + f64::from(history.x()),
            alpha: alpha + history.t(),
            lifetime: Forever,
        }
    }
}

/// A lifetime without end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Forever;

impl Lifetime for Forever {
    fn ln_survival(&self, _: f64) -> f64 {
        0.0
    }

    fn hazard(&self, _: f64) -> f64 {
        0.0
    }

    fn density_slope(&self, _: f64) -> f64 {
        0.0
    }

    fn bend(&self, _: f64) -> f64 {
        0.0
    }

    fn discounted(&self, rate: f64, horizon: f64) -> f64 {
        if rate == 0.0 { horizon } else { -(-rate * horizon).exp_m1() / rate }
    }

    fn after(&self, _: f64) -> Self {
        Self
    }

    fn scale(&self) -> f64 {
        f64::INFINITY
    }

    fn at_hazard(&self, _: f64) -> f64 {
        f64::INFINITY
    }
}

impl Individual for Nbd {
    fn has(rate: Rate) -> bool {
        matches!(rate, Rate::Purchase | Rate::Interval)
    }

    fn law(&self, _: Rate, history: History, mixture: &mut PosteriorMixture) -> f64 {
        let x = f64::from(history.x());
        mixture.push(1.0, gamma(self.r() + x, self.alpha() + history.t()));
        1.0
    }
}

impl Estimable<2> for Nbd {
    type Settings = ();
    type Observation = History;
    /// Γ(r + x)/Γ(r) with its first two derivatives in r.
    type Table = [f64; 3];
    type Moment = Exposure;
    type Trail = ();

    const TIME_POWERS: [i32; 2] = [0, 1];
    const TARGETS: &'static [Target] = &[Target::PURCHASE];

    fn from_array((): (), [r, alpha]: [f64; 2]) -> Result<Self> {
        Self::new(r, alpha)
    }

    fn check(cells: &Cells<History>) -> Result<()> {
        somebody_came_back(cells)
    }

    fn starts((): (), cells: &Cells<History>) -> Vec<Vec<[f64; 2]>> {
        let bought = Bought::of(cells, 1);
        [0.5, 0.05, 30.0].map(|r| vec![bought.shaped(r, 1.0)]).to_vec()
    }

    fn bounds(cells: &Cells<History>) -> [(f64, f64); 2] {
        [tolerance::SHAPES, time_bounds(cells)]
    }

    fn table(&self, count: u32) -> [f64; 3] {
        let r = self.parameters[0];
        let x = f64::from(count);
        [
            ln_pochhammer(r, u64::from(count)),
            digamma(r + x) - digamma(r),
            trigamma(r + x) - trigamma(r),
        ]
    }

    fn moment(&self, time: f64) -> Exposure {
        Exposure::new(self.parameters[1], time)
    }

    fn jet(&self, table: &[f64; 3], [_, end]: [Exposure; 2], history: &History) -> Jet<2> {
        let [r, alpha] = self.parameters;
        let x = f64::from(history.x());
        let Exposure { time: t, grown, ln, rest } = end;
        Jet {
            value: table[0] - r * grown - x * ln,
            gradient: [table[1] - grown, (r * t / alpha - x) * rest],
            hessian: [
                [table[2], t * rest / alpha],
                [0.0, (r + x) * rest * rest - r / (alpha * alpha)],
            ],
        }
    }

    fn ridge((): (), &[r, alpha]: &[f64; 2], bounds: &[(f64, f64); 2]) -> Option<Ridge> {
        purchase_ridge(r, alpha, bounds[1])
    }
}
