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
//! * [`PurchaseModel`]: the predictions; [`Prediction`] names each of them, and
//!   [`Horizons`] asks each customer up to a time of their own.
//! * [`BgNbd`]: customers may leave after any repeat purchase; [`MbgNbd`]: after
//!   any purchase; [`ParetoNbd`]: at any moment; [`GGompertzNbd`]: ever more
//!   likely; [`PdoNbd`]: at equal intervals of time; [`Nbd`]: never; [`BgCnbd`] and
//!   [`MbgCnbd`]: the same for purchases that come like clockwork.
//! * [`BgBb`]: customers who may buy at each of n opportunities.
//! * [`GammaGamma`]: what they spend when they buy, from the means of customers or
//!   from single amounts ([`ItemizedSpending`]).
//! * [`Fitted`], [`FitOptions`], [`FitReport`], [`Ridge`]: maximum likelihood.
//! * [`Model`]: any of them, fitted or given, plain or with [`Covariates`] (fitted under
//!   [`CovariateOptions`]), asked a [`Question`] about [`Customers`], and as portable bytes.
//! * [`Valuation`]: expected purchases times spend times margin, discounted.
//! * [`Cohort`]: purchases of a growing base through time.
//! * [`Survivors`]: customers under contract, by cohort; [`ContractModel`] the
//!   predictions for them, [`ContractPrediction`] names each.
//! * [`Sbg`], [`Bdw`]: customers who leave when asked to renew.
//! * [`LikelihoodRatio`]: whether a richer model is worth its parameters.
//! * [`FrequencyFit`], [`Holdout`], [`Cohort`]: what was expected beside what
//!   happened, by frequency, by recency, per customer and through time.
//! * [`FrequencySpend`], [`Regularity`]: whether what the models assume holds.
//! * [`Comparison`]: several models of the same customers in one table.
//! * [`Simulation`]: customers drawn at random from any of these models.
//! * [`Posterior`]: what a history tells of the rates of one customer, [`Rate`] by
//!   [`Statistic`].
//! * [`Uncertainty`]: how sure a fitted model, plain or with covariates, is of anything
//!   that it says, as an [`Estimate`] with an interval; [`Likelihood`]: profile intervals.
//!
//! # Which model when
//! Compare them on your customers ([`Comparison`]) with a holdout; where two agree,
//! take the simpler. The last column is the case in which a model is the wrong choice
//! however well it fits.
//!
//! | model | take it where | do not take it where |
//! |---|---|---|
//! | [`BgNbd`] | customers leave in disappointment with a purchase; a first model, fast and stable | one-time buyers matter: they are alive with certainty, because leaving needs a repeat purchase |
//! | [`MbgNbd`] | the same, and the first purchase may be the last (most shops) | customers drift away without a purchase in between (moving, growing up) |
//! | [`ParetoNbd`] | customers drift away at any moment, at the same risk throughout | leaving follows a purchase; attrition is slow beside the time watched (s and β run off together: [`Ridge::EqualAttrition`]) |
//! | [`GGompertzNbd`] | the risk of leaving grows (or begins low) with age: many-year histories | histories are short: b is not identified and the fit is a Pareto/NBD ([`Ridge::ParetoLimit`]) |
//! | [`PdoNbd`] | customers reconsider at the end of each season or year, or to see what depends on when they may leave | leaving follows a purchase; few periods fit into the histories (a and b are not identified) |
//! | [`BgCnbd`], [`MbgCnbd`] | purchases come like clockwork ([`Regularity`] above 1.5, say: groceries, refills) | buying is random (k = 1 is chosen: use the plain model), or several purchases fall in one period |
//! | [`Nbd`] | nobody leaves (a yardstick; a few weeks of a staple) | anybody leaves: it expects far too much of the silent |
//! | [`BgBb`] | there is an opportunity now and then: an annual appeal, a weekly event, a yearly subscription by decision | customers may buy at any moment, or more than once per opportunity |
//! | [`Sbg`] | contracts: leaving is seen, and each customer's own churn stays what it is | a single renewal was seen; churn of each customer changes with tenure |
//! | [`Bdw`] | contracts whose churn changes with tenure (trial ends, habit grows) | three renewals or fewer were seen: heterogeneity and ageing look the same |
//! | [`GammaGamma`] | what a customer spends has nothing to do with how often ([`FrequencySpend`]) | frequent buyers spend systematically more or less; amounts are zero or negative |
//!
//! All of them take customers as independent of one another and of the season: where
//! December is half the year, calibrate over whole years, and judge the tracking
//! ([`Cohort`]) before believing any figure.
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

// The file of the noun that a room is for bears the name of the room.
#![allow(clippy::module_inception)]

mod answer;
mod contract;
mod covariates;
mod fit;
mod inference;
mod kinds;
mod model;
mod observed;
mod predict;
mod process;
mod purchase;
mod simulate;
mod spend;
mod validate;

pub use answer::horizons::Horizons;
pub use answer::question::{IndividualRate, Question, SpendSource};
pub use covariates::covariate_options::{AttritionLink, CovariateOptions};
pub use fit::fit::Fitted;
pub use fit::fit_options::{FitOptions, FitProgress, HIGHEST_REGULARITY};
pub use fit::fit_report::{Alternative, FitReport, Ridge};
pub use fit::likelihood_ratio::LikelihoodRatio;
pub use fit::prior::Prior;
pub use inference::estimate::{Estimate, Estimates, IntervalScale, UncertaintyMethod};
pub use inference::heterogeneity::{Heterogeneity, RateDensity};
pub use inference::likelihood::Likelihood;
pub use inference::likelihood_at::{LikelihoodAt, LikelihoodSurface};
pub use inference::posterior::SpendRate;
pub use inference::uncertainty::{DrawOptions, Uncertainty};
pub use kinds::any_model::AnyModel;
pub use kinds::covariate_effect::CovariateEffect;
pub use kinds::covariate_report::CovariateReport;
pub use kinds::every::*;
pub use kinds::family::Family;
pub use kinds::model::Model;
pub use model::customers::Customers;
pub use observed::covariates::{CovariateRole, Covariates};
pub use observed::history::{Histories, History};
pub use observed::spend::Spending;
pub use observed::survivors::Survivors;
pub use predict::contract::{ContractModel, ContractPrediction};
pub use predict::posterior::{Posterior, Rate, Statistic};
pub use predict::prediction::Prediction;
pub(crate) use predict::prediction_cache::SharedPredictionCache;
pub use predict::purchase_model::PurchaseModel;
pub(crate) use predict::purchase_model::settled;
pub use predict::valuation::{MarginTiming, Valuation};
pub use simulate::simulated::{SimulatedBase, SimulatedFuture, SimulatedPurchases};
pub use simulate::simulated_cohorts::SimulatedCohorts;
pub use simulate::simulation::Simulation;
pub use spend::itemized_spend::ItemizedSpending;
pub use validate::comparison::{ComparedModel, Comparison, NestedTest};
pub use validate::frequency_fit::FrequencyFit;
pub use validate::frequency_spend::{Correlation, FrequencySpend};
pub use validate::holdout::{Holdout, HoldoutClass, HoldoutErrors};
pub use validate::holdout_cells::HoldoutCells;
pub use validate::regularity::Regularity;
pub use validate::tracking::Cohort;
