//! Retention: who stays, who leaves, why, and what that makes of the base.
//!
//! "Retention is 85 %" says nothing until it is said of whom: of the customers at
//! the start of the year, of a cohort in its third month, of those whose contract
//! came up? Each definition here has a name and returns what it is a share of.
//! Three habits keep the figures honest:
//!
//! - **what has not happened yet is no zero**: a cohort's future cells do not
//!   exist, periods observed in part enter no mean, and customers who are still
//!   there are censored, not lost;
//! - **a share of nothing is `None`**, never 0 or NaN;
//! - **zero is a result**: a cohort of whom nobody stayed counts as 0 %.
//!
//! The rooms:
//! - [`Movement`]: customers at the start and the end of a period; [`Churn`] by
//!   four definitions; [`RevenueMovement`]; [`RepeatCounts`], the two repeat
//!   rates;
//! - [`CohortTable`]: retention by cohort and age, pooled and simple means;
//! - [`KaplanMeier`]: the survival curve with its intervals; [`log_rank`] compares
//!   groups;
//! - [`Transitions`]: who moved from which stage to which;
//! - [`RetentionProjection`]: retention rising with tenure to a ceiling;
//! - [`LeakyBucket`]: where the base tends to, and what stands still costs;
//! - [`DefectionAnalysis`]: causes, lost profit, and what programmes would earn.

mod cohort;
mod defection;
mod leaky_bucket;
mod projection;
mod rates;
mod survival;
mod transition;
mod weighted_survival;

pub use cohort::{Activity, CohortCell, CohortMean, CohortRate, CohortTable};
pub use defection::{Defection, DefectionAnalysis, GroupLoss};
pub use leaky_bucket::{Cause, CauseGroup, Leak, LeakyBucket};
pub use projection::RetentionProjection;
pub use rates::{Churn, Movement, Rate, RepeatCounts, RevenueMovement};
pub use survival::{KaplanMeier, LogRank, LogRankGroup, Step, SurvivalInterval, log_rank};
pub use transition::{Moves, Transitions, count_transitions, transition_rates_into};
pub use weighted_survival::{SurvivalError, WeightedStep, WeightedSurvival};
