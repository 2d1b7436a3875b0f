//! Who matters, what they are worth, and what keeping them pays.
//!
//! Most of a firm's profit comes from few of its customers, and some customers
//! cost more than they bring. So the first question is who the few are, and how
//! few: a [`Pyramid`] puts every customer into exactly one tier, and
//! [`Concentration`] says how unequal the tiers are.
//!
//! *Value* here is whatever column the caller brings: past revenue, past profit,
//! or a lifetime value that a model predicts. Profit is the right one where the
//! data allow it: a pyramid of revenue honours customers who are dear to serve.
//!
//! **Doubles or cents.** Each noun takes `f64` columns, or `i64` columns of minor
//! units of one currency, whose totals are exact to the cent.
//!
//! **Negative values** are legal. Shares are of the net total, so the best
//! customers may hold more than 100 % of it; what has no meaning (a share of a
//! total that is zero or negative) is `None`, never a number.
//!
//! | noun | says |
//! |---|---|
//! | [`Pyramid`] | the tier of each customer, by share of customers or of value |
//! | [`TierStatistics`] | what a tier holds |
//! | [`TierEconomics`] | customers, revenue, profit and lifetime value of each tier |
//! | [`Concentration`] | share of the top 20 %, who gives 80 %, Lorenz, whale curve, Gini |
//! | [`ranks_into`] | the rank of each customer |
//! | [`Scoring`], [`Rfm`] | scores 1 to 5 by quantiles, equal counts or given cuts |
//! | [`SegmentTable`] | named segments of RFM cells, each cell in exactly one |
//! | [`Migration`], [`Hysteresis`] | who moved between tiers, and a rule that keeps them from flickering |
//! | [`FutureValue`], [`ValueLoyalty`], [`ValueResponse`] | two-by-two matrices of value |
//! | [`CashFlow`] | payments in time: exact totals, present value, payback |
//! | [`MarginMultiple`] | what a margin that recurs while the customer stays is worth |
//! | [`Dwyer`], [`MarkovValue`], [`BergerNasr`] | cohort table, migration between states, five cases |
//! | [`Worksheet`] | the six-step worksheet |
//! | [`AcquisitionRetention`] | what to spend on winning and on keeping a customer |
//! | [`tenure_value`], [`referral_value`], [`customer_equity`], [`defection_loss`] | customers as an investment |
//! | [`Programme`], [`PointsLiability`] | what a loyalty programme adds, and what its points owe |
//! | [`Criteria`], [`ahp_weights`] | key accounts by several criteria |
//! | [`Sensitivity`] | tornado and simulation of any of these |
//! | [`RetentionLift`] | what a higher retention rate is worth, and what it may cost |

mod acquisition;
mod amount;
mod berger_nasr;
mod cash_flow;
mod classes;
mod concentration;
mod cut;
mod discount;
mod dwyer;
mod economics;
mod key_accounts;
mod keys;
mod margin_multiple;
mod markov;
mod matrices;
mod migration;
mod order;
mod programme;
mod pyramid;
mod rank;
mod retention_lift;
mod rfm;
mod scoring;
mod segments;
mod selection;
mod sensitivity;
mod tier_economics;
mod tiers;
mod worksheet;

pub use acquisition::{AcquisitionRetention, OptimalSpend, Response};
pub use amount::Amount;
pub use berger_nasr::{BergerNasr, continuous_value};
pub use cash_flow::{CashFlow, CashFlowLine, CustomerEvent, Payment, event_cash_flow};
pub use concentration::{Concentration, Gini};
pub use cut::{Boundary, Ties};
pub use discount::{DayCount, PaymentTiming, discount_factor};
pub use dwyer::{Dwyer, DwyerLine, DwyerYear};
pub use economics::{
    Referral, SegmentEquity, TenureProfit, TenureValue, customer_equity, defection_loss,
    referral_value, tenure_value,
};
pub use key_accounts::{
    AhpWeights, Criteria, Direction, Normalisation, ahp_weights, lost_key_accounts,
};
pub use margin_multiple::{MarginMultiple, MarginTiming, per_period_rate, per_period_retention};
pub use markov::{MarkovPolicy, MarkovValue};
pub use matrices::*;
pub use migration::{Hysteresis, Migration};
pub use programme::{PointsLiability, Programme, ProgrammeResult};
pub use pyramid::{By, Pyramid, Tier};
pub use rank::{RankTies, ranks_into};
pub use retention_lift::{LiftEffect, RetentionLift};
pub use rfm::{Nesting, Rfm, RfmScores, RfmThresholds};
pub use scoring::{Better, Closed, Scores, Scoring};
pub use segments::{Segment, SegmentTable, Segments};
pub use sensitivity::{Sensitivity, SimulatedValue, TornadoBar};
pub use tier_economics::TierEconomics;
pub use tiers::{TierStatistics, Tiers};
pub use worksheet::{Worksheet, WorksheetResult};
