//! Models of purchase, attrition and spend: who is still a customer, how often
//! they will buy, and what that is worth.
//!
//! # The idea
//! A customer of a shop that has no contracts never says goodbye. All that is
//! seen is *how often* they came back (x, the frequency), *when last* (t_x, the
//! recency, counted from the first purchase) and *for how long* they have been
//! watched (T, the age). A silence of three months means little for someone who
//! buys once a year and a lot for someone who bought every week, and the models
//! of this module, called "buy till you die", turn that thought into a
//! probability. While alive, each customer buys at random at a rate of their
//! own; at some unseen moment they leave for good; rates and leaving differ
//! from customer to customer as a distribution whose few parameters are fitted
//! to the whole base.
//!
//! # The one structural fact
//! Given that a customer is alive at T, the future is the process of a *new*
//! customer with updated parameters. So each model says three things (its
//! likelihood, P(alive), and the process of an alive customer), and every
//! prediction of every model comes from one shared place, [`PurchaseModel`]. A
//! new customer is simply the history x = 0, T = 0 ([`History::NEW`]).
//!
//! # How sure is that?
//! Parameters are estimated from so many customers, and every figure inherits their
//! error. [`Uncertainty`] gives each figure a standard error and an interval, in one
//! of three ways: by the slope of the figure (delta method; for large bases), by
//! draws of the parameters (for curved figures of well-determined models), or by
//! refits to customers drawn again (bootstrap; for small bases, doubtful models and
//! ridges). [`Likelihood`] gives parameters the intervals of their profile, which
//! are open where the data set no bound. All of that is about the *figure*. How far
//! a single customer may be from it is a question for the distribution itself
//! ([`Prediction::PPurchases`], [`Prediction::PurchaseQuantile`]), and what a history
//! tells of the rates of one customer one for [`Posterior`].
//!
//! # Rooms
//! * [`History`], [`Histories`]: what is known of one customer, and of many.
//! * [`PurchaseModel`]: the predictions; [`Prediction`] names each of them.
//! * [`BgNbd`]: customers may leave after any repeat purchase; [`MbgNbd`]: after
//!   any purchase; [`ParetoNbd`]: at any moment; [`GGompertzNbd`]: ever more
//!   likely; [`Nbd`]: never; [`BgCnbd`] and
//!   [`MbgCnbd`]: the same for purchases that come like clockwork.
//! * [`BgBb`]: customers who may buy at each of n opportunities.
//! * [`GammaGamma`]: what they spend when they buy, from the means of customers or
//!   from single amounts ([`ItemizedSpending`]).
//! * [`Fitted`], [`FitOptions`], [`FitReport`], [`Ridge`]: maximum likelihood.
//! * [`CovariateModel`]: any of them with facts about the customers
//!   ([`Covariates`]), fitted under [`CovariateOptions`].
//! * [`Valuation`]: expected purchases times spend times margin, discounted.
//! * [`Cohort`]: purchases of a growing base through time.
//! * [`Survivors`]: customers under contract, by cohort; [`ContractModel`] the
//!   predictions for them, [`ContractPrediction`] names each.
//! * [`Sbg`], [`Bdw`]: customers who leave when asked to renew.
//! * [`LikelihoodRatio`]: whether a richer model is worth its parameters.
//! * [`StoredModel`]: a model as portable bytes.
//! * [`Simulation`]: customers drawn at random from any of these models.
//! * [`Posterior`]: what a history tells of the rates of one customer, [`Rate`] by
//!   [`Statistic`].
//! * [`Uncertainty`]: how sure a fitted model is of anything that it says, as an
//!   [`Estimate`] with an interval; [`Likelihood`]: profile intervals.
//!
//! # Example
//! ```
//! use habitue::lifetime::{BgNbd, History, Prediction, PurchaseModel};
//!
//! // The parameters of Fader, Hardie and Lee (2005); time in weeks.
//! let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
//! // Came back twice, last in week 30.43, watched for 38.86 weeks.
//! let customer = History::new(2, 30.43, 38.86)?;
//! let expected = model.predict(Prediction::ExpectedPurchases { t: 39.0 }, customer)?;
//! assert!((expected - 1.226_028).abs() < 1e-6);
//! # Ok::<(), habitue::Error>(())
//! ```

mod ascend;
mod bdw;
mod bernoulli_process;
mod bg_bb;
mod bg_nbd;
mod calendar;
mod cells;
mod clock;
mod closure;
mod cnbd;
mod coin_model;
mod coin_process;
mod contract;
mod covariate_design;
mod covariate_fit;
mod covariate_model;
mod covariates;
#[cfg(test)]
mod derivatives;
mod estimate;
mod fit;
mod gamma_gamma;
mod ggompertz_nbd;
mod history;
mod itemized_spend;
mod jet;
mod likelihood;
mod likelihood_ratio;
mod mbg_nbd;
mod memo;
mod nbd;
mod pareto_nbd;
mod posterior;
mod prediction;
mod process;
mod random_life;
mod rates;
mod responsive;
mod sbg;
mod simulated_cohorts;
mod simulation;
mod spend;
mod spread;
mod stored;
mod surface;
mod survivors;
mod timed_process;
mod tracking;
mod uncertain_predictions;
mod uncertainty;
mod valuation;

pub use bdw::Bdw;
pub use bg_bb::BgBb;
pub use bg_nbd::BgNbd;
pub use closure::PurchaseModel;
pub use cnbd::{BgCnbd, MbgCnbd};
pub use contract::{ContractModel, ContractPrediction};
pub use covariate_fit::{AttritionLink, CovariateOptions};
pub use covariate_model::{CovariateEffect, CovariateModel, CovariateReport};
pub use covariates::{CovariateRole, Covariates};
pub use estimate::{Estimate, Estimates, IntervalScale, UncertaintyMethod};
pub use fit::{FitOptions, FitProgress, FitReport, Fitted, HIGHEST_REGULARITY, Ridge};
pub use gamma_gamma::GammaGamma;
pub use ggompertz_nbd::GGompertzNbd;
pub use history::{Histories, History};
pub use itemized_spend::ItemizedSpending;
pub use likelihood::Likelihood;
pub use likelihood_ratio::LikelihoodRatio;
pub use mbg_nbd::MbgNbd;
pub(crate) use memo::Memo;
pub use nbd::Nbd;
pub use pareto_nbd::ParetoNbd;
pub use posterior::{Posterior, Rate, SpendRate, Statistic};
pub use prediction::Prediction;
pub use sbg::Sbg;
pub use simulated_cohorts::SimulatedCohorts;
pub use simulation::{SimulatedBase, SimulatedFuture, SimulatedPurchases, Simulation};
pub use spend::Spending;
pub use stored::{AnyModel, StoredModel};
pub use survivors::Survivors;
pub use tracking::Cohort;
pub use uncertain_predictions::ExpectedSpend;
pub use uncertainty::{DrawOptions, Uncertainty};
pub use valuation::{MarginTiming, Valuation};
