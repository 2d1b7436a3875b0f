//! The models with regular purchases: BG/CNBD-k and MBG/CNBD-k.

use std::ops::Range;

use super::beta_geometric::{self, BetaGeometricModel, Table};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::{Estimable, Likely};
use crate::lifetime::fit::fit::{Fitted, fit};
use crate::lifetime::fit::fit_options::{FitOptions, HIGHEST_REGULARITY};
use crate::lifetime::fit::fit_report::Ridge;
use crate::lifetime::fit::jet::Jet;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::{COIN, Target};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::predict::kind::Kind;
use crate::lifetime::predict::posterior::{Individual, Rate};
use crate::lifetime::predict::posterior_mixture::PosteriorMixture;
use crate::lifetime::predict::purchase_model::LatentAttrition;
use crate::lifetime::process::beta_geometric_process::BetaGeometricProcess;
use crate::lifetime::process::exposure::Exposure;
use crate::numeric::gamma::ln_gamma;
use crate::numeric::tolerance::MOST_EVENTS;

/// Declares a model with Erlang-k intervals; `$first` is 1 where dropout may follow the
/// first purchase.
macro_rules! regular {
    ($(#[$docs:meta])* $model:ident, $first:literal) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(try_from = "[f64; 5]", into = "[f64; 5]"))]
        pub struct $model {
            /// r, α, a, b, and k as a number.
            parameters: [f64; 5],
        }

        impl TryFrom<[f64; 5]> for $model {
            type Error = Error;

            fn try_from([r, alpha, a, b, k]: [f64; 5]) -> Result<Self> {
                Self::new(r, alpha, a, b, regularity(k)?)
            }
        }

        impl From<$model> for [f64; 5] {
            fn from(model: $model) -> Self {
                model.parameters
            }
        }

        impl $model {
            /// The model with parameters r, α, a and b, and every k-th event a
            /// purchase.
            ///
            /// # Errors
            /// `NotFinite` or `OutOfRange`: a parameter is not positive and finite,
            /// or k is not 1 to 1000.
            pub fn new(r: f64, alpha: f64, a: f64, b: f64, k: u32) -> Result<Self> {
                beta_geometric::positive(Self::PARAMETERS, &[r, alpha, a, b])?;
                regularity(f64::from(k))?;
                Ok(Self { parameters: [r, alpha, a, b, f64::from(k)] })
            }

            /// Fits the model by maximum likelihood, with the k of
            /// [`FitOptions::with_regularity`] or, without one, with the k of the
            /// highest likelihood up to [`HIGHEST_REGULARITY`].
            ///
            /// # Errors
            /// As [`BgNbd::fit`](crate::lifetime::BgNbd::fit); `Missing` where the histories
            /// come without [`Histories::with_log_intervals`], unless k = 1.
            pub fn fit(customers: &Histories<'_>, options: &FitOptions<'_>) -> Result<Fitted<Self>> {
                let cells = Cells::of(customers, options.threads());
                Self::choose(customers, options, |k, options| {
                    Ok(fit::<4, $model>(k, &cells, options)?.with_fixed_parameter(f64::from(k)))
                })
            }

            /// k, how regular purchases are: 1 for purely random ones.
            #[must_use]
            pub fn k(&self) -> u32 {
                self.parameters[4] as u32
            }

            fn beta_geometric(&self) -> BetaGeometricModel {
                let [r, alpha, a, b, k] = self.parameters;
                BetaGeometricModel { parameters: [r, alpha, a, b], k: k as u32, first: $first }
            }
        }

        impl LatentAttrition for $model {
            type Future = BetaGeometricProcess;

            /// The longer the silence, the more events may have passed unseen.
            const FORGETS_RECENCY: bool = false;

                                    fn parameters(&self) -> &[f64] {
                &self.parameters
            }

            fn ln_likelihood(&self, history: History) -> f64 {
                self.beta_geometric().ln_likelihood(history)
            }

            fn p_alive(&self, history: History) -> f64 {
                self.beta_geometric().p_alive(history)
            }

            fn p_left(&self, history: History) -> f64 {
                self.beta_geometric().p_left(history)
            }

            fn future(&self, history: History) -> BetaGeometricProcess {
                self.beta_geometric().future(history)
            }

            fn reaches(&self, start: f64, history: History) -> Result<()> {
                let events = LatentAttrition::future(self, history).events(start);
                if self.k() == 1 || events <= MOST_EVENTS {
                    return Ok(());
                }
                Err(Error::new(ErrorKind::Domain, "leaves too many events to tell apart until then")
                    .in_column("start")
                    .with_value(start)
                    .allowing(format!("at most about {MOST_EVENTS} possible purchases times k")))
            }
        }

        impl Individual for $model {
            fn has(rate: Rate) -> bool {
                rate != Rate::Attrition
            }

            fn law(&self, rate: Rate, history: History, mixture: &mut PosteriorMixture) -> f64 {
                self.beta_geometric().law(rate, history, mixture);
                1.0
            }
        }

        impl Estimable<4> for $model {
            type Settings = u32;
            type Observation = History;
            type Table = Table;
            type Moment = Exposure;
            type Trail = ();

                            const TIME_POWERS: [i32; 4] = [0, 1, 0, 0];
            const TARGETS: &'static [Target] = COIN;

            fn choose<F: Likely>(
                customers: &Histories<'_>,
                options: &FitOptions<'_>,
                fit: impl Fn(u32, &FitOptions<'_>) -> Result<F>,
            ) -> Result<F> {
                choose(customers, options, |k| fit(k, options))
            }

            fn settings(&self) -> u32 {
                self.k()
            }

            fn from_array(k: u32, [r, alpha, a, b]: [f64; 4]) -> Result<Self> {
                Self::new(r, alpha, a, b, k)
            }

            fn check(cells: &Cells<History>) -> Result<()> {
                beta_geometric::somebody_came_back(cells)
            }

            fn starts(k: u32, cells: &Cells<History>) -> Vec<Vec<[f64; 4]>> {
                beta_geometric::starts(cells, k)
            }

            fn special_cases(
                k: u32,
                cells: &Cells<History>,
                last: [f64; 4],
nobody: bool,
            ) -> Vec<([f64; 4], Range<usize>)> {
                beta_geometric::special_cases(cells, k, last, nobody)
            }

            fn chance_alive(&self, history: &History) -> f64 {
                LatentAttrition::p_alive(self, *history)
            }

            fn bounds(cells: &Cells<History>) -> [(f64, f64); 4] {
                beta_geometric::bounds(cells)
            }

            fn table(&self, count: u32) -> Table {
                self.beta_geometric().table(count)
            }

            fn moment(&self, time: f64) -> Exposure {
                self.beta_geometric().moment(time)
            }

            fn jet(&self, table: &Table, moments: [Exposure; 2], _: &History) -> Jet<4> {
                self.beta_geometric().jet(table, moments)
            }

            fn ridge(_: u32, parameters: &[f64; 4], bounds: &[(f64, f64); 4]) -> Option<Ridge> {
                beta_geometric::ridge(parameters, bounds)
            }
        }
    };
}

regular! {
    /// BG/CNBD-k: as [`BgNbd`](crate::lifetime::BgNbd), but purchases come with Erlang-k
    /// intervals, more like clockwork the larger k is (Platzer and Reutterer,
    /// *Marketing Science* 35, 2016; Reutterer, Platzer and Schröder,
    /// *International Journal of Research in Marketing* 38, 2021).
    ///
    /// The expected purchases given a history are exact: k − 1 kinds of events may
    /// have passed unseen since the last purchase, and each is given its weight.
    ///
    /// The log-likelihood of a single history leaves out what does not depend on
    /// r, α, a and b: (k − 1) Σ ln(interval) − x ln Γ(k). That of a fit holds it.
    ///
    /// # Accuracy
    /// On 20,000 random points (k of 2, 3 and 5, the other parameters from 1e-3 to
    /// 1e4, x to 5,000, t_x = 0 and t_x = T included, T and horizons over six decades
    /// around their scales) against ball arithmetic: 1.4e-12 for the likelihood,
    /// 2.9e-13 for P(alive) now and later, 2.8e-13 for expected purchases, 8.9e-13 for
    /// the probabilities of counts, and 1.2e-13 for discounted purchases (at the 456
    /// points where the oracle's sums are short enough). Measure again with
    /// `tests/oracle/grid/harness.py tests/oracle/grid/coin.py bg_cnbd`.
    BgCnbd, 0
}

regular! {
    /// MBG/CNBD-k: as [`BgCnbd`], and customers may leave after their first
    /// purchase too, as in [`MbgNbd`](crate::lifetime::MbgNbd). The model to try first where
    /// purchases are regular.
    ///
    /// ```
    /// use habitue::lifetime::{History, MbgCnbd, Prediction, PurchaseModel};
    /// let model = MbgCnbd::new(1.329, 2.813, 0.425, 0.79, 2)?;
    /// let customer = History::new(5, 40.0, 52.0)?;
    /// let expected = model.predict(Prediction::ExpectedPurchases { t: 52.0 }, customer)?;
    /// assert!(expected > 1.0 && expected < 5.0);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Accuracy
    /// On 20,000 random points (k of 2, 3 and 5, the other parameters from 1e-3 to
    /// 1e4, x to 5,000, t_x = 0 and t_x = T included, T and horizons over six decades
    /// around their scales) against ball arithmetic: 1.4e-11 for the likelihood,
    /// 2.2e-13 for P(alive) now and later, 2.9e-13 for expected purchases, 1.6e-12 for
    /// the probabilities of counts, and 1.1e-13 for discounted purchases (at the 486
    /// points where the oracle's sums are short enough). Measure again with
    /// `tests/oracle/grid/harness.py tests/oracle/grid/coin.py mbg_cnbd`.
    MbgCnbd, 1
}

/// k as a whole number.
fn regularity(k: f64) -> Result<u32> {
    if (1.0..=1000.0).contains(&k) && k.fract() == 0.0 {
        return Ok(k as u32);
    }
    Err(Error::out_of_range("k", k, "a whole number from 1 to 1000"))
}

/// The fit with the given k, or with the best one.
fn choose<F: Likely>(
    customers: &Histories<'_>,
    options: &FitOptions<'_>,
    fit: impl Fn(u32) -> Result<F>,
) -> Result<F> {
    let full = |k: u32| {
        if k == 1 {
            return fit(1);
        }
        let (logs, purchases) = customers.interval_sums().ok_or_else(|| {
            Error::new(ErrorKind::Missing, "are needed to judge how regular purchases are")
                .in_column("log_intervals")
        })?;
        let k_1 = f64::from(k) - 1.0;
        Ok(fit(k)?.with_constant(k_1 * logs - purchases * ln_gamma(k_1 + 1.0)))
    };
    if let Some(k) = options.regularity() {
        return full(regularity(f64::from(k))?);
    }
    let mut best = full(1)?;
    for k in 2..=HIGHEST_REGULARITY {
        let next = full(k)?;
        // The likelihood has one peak in k.
        if next.log_likelihood() <= best.log_likelihood() {
            break;
        }
        best = next;
    }
    Ok(best)
}
