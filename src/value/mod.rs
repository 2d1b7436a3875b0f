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
//! **One cash flow.** What is paid in time is a [`CashFlow`]: exact money that is
//! dated or periodic, or the doubles that a model expects. Each method here values
//! its flow and hands it out (`cash_flow`), and one function turns a time into a
//! discount factor: [`discount_factor`].
//!
//! **Negative values** are legal. Shares are of the net total, so the best
//! customers may hold more than 100 % of it; what has no meaning (a share of a
//! total that is zero or negative) is `None`, never a number.
//!
//! | noun | says |
//! |---|---|
//! | [`Pyramid`] | the tier of each customer, by share of customers or of value |
//! | [`TierStatistics`], [`TierRatio`] | what a tier holds; how many times as much as another |
//! | [`TierEconomics`] | customers, revenue, profit and lifetime value of each tier |
//! | [`Concentration`] | share of the top 20 %, who gives 80 %, Lorenz, whale curve, Gini |
//! | [`ranks_into`] | the rank of each customer |
//! | [`Scoring`], [`Rfm`] | scores 1 to 5 by quantiles, equal counts or given cuts |
//! | [`TierCuts`], [`ScoreCuts`], [`RfmCuts`] | where one base was cut, to score another alike |
//! | [`SegmentTable`] | named segments of RFM cells, each cell in exactly one |
//! | [`Migration`], [`Hysteresis`] | who moved between tiers, and a rule that keeps them from flickering |
//! | [`FutureValue`], [`ValueLoyalty`], [`ValueResponse`] | two-by-two matrices of value |
//! | [`top_cuts`], [`median_cuts`], [`mean_cuts`] | where they are cut |
//! | [`CashFlow`] | payments in time: exact totals, present value, payback |
//! | [`event_cash_flow`] | the customer-event method: what is expected of a customer, event by event |
//! | [`MarginMultiple`] | what a margin that recurs while the customer stays is worth |
//! | [`Dwyer`], [`MarkovValue`], [`BergerNasr`] | cohort table, migration between states, five cases |
//! | [`Worksheet`] | the six-step worksheet |
//! | [`AcquisitionRetention`] | what to spend on winning and on keeping a customer |
//! | [`acquisition_ratios`] | what a customer costs to win, against what it brings; payback |
//! | [`tenure_value`] | profit per customer by its sources and its tenure |
//! | [`referral_value`], [`credit_referrals_into`] | what customers bring by referring others, counted once |
//! | [`customer_equity`], [`defection_loss`] | customers as an asset, and what is lost with them |
//! | [`Programme`], [`PointsLiability`], [`programmes_across`] | what a loyalty programme adds, what its points owe, how markets with more of them switch |
//! | [`Criteria`], [`ahp_weights`], [`key_accounts`], [`lost_key_accounts`] | key accounts by several criteria, and those to win back |
//! | [`Sensitivity`] | tornado and simulation of any of these |
//! | [`EffortColumns`], [`choose_options`] | contact hours and budgets over customers, and what is left undone |
//! | [`strategy_case`] | what a strategy that keeps customers costs and gains |
//! | [`DiscountTest`] | whether a discount has a purpose that justifies it |
//! | [`basket_rules`], [`next_products`], [`added_sale_value`] | what goes with what, what to offer next, what it is worth |
//! | [`RetentionLift`], [`Lift`], [`LiftedMeasure`] | what higher retention, loyalty or trust is worth, and what it may cost |

mod flows;
mod pyramids;
mod retaining;
mod scores;

pub use crate::numeric::ranking::amount::Amount;
pub use crate::numeric::ranking::cut::{Boundary, Ties};
pub use crate::numeric::ranking::cut_point::{Better, Closed, CutPoint};
pub use crate::numeric::ranking::rank::{RankTies, ranks_into};
pub use flows::cash_flow::{CashFlow, CashFlowLine, Payable, Payment};
pub use flows::customer_event::{CustomerEvent, event_cash_flow, event_values_into};
pub use flows::discount::{DayCount, PaymentTiming, discount_factor};
pub use flows::dwyer::{Dwyer, DwyerLine, DwyerYear};
pub use flows::referral::{
    Referral, credit_referrals_into, referral_cash_flow, referral_value, referral_values_into,
};
pub use flows::tenure::{TenureProfit, TenureValue, tenure_cash_flow, tenure_value};
pub use flows::worksheet::{Worksheet, WorksheetResult};
pub use pyramids::concentration::{Concentration, Gini};
pub use pyramids::key_accounts::{
    AhpWeights, Criteria, Direction, Normalisation, ahp_weights, key_accounts, lost_key_accounts,
};
pub use pyramids::matrices::*;
pub use pyramids::migration::{Hysteresis, Migration};
pub use pyramids::pyramid::{By, Pyramid, Tier};
pub use pyramids::pyramid_of_runs::NarrowedCuts;
pub use pyramids::tier_cuts::TierCuts;
pub use pyramids::tier_economics::TierEconomics;
pub use pyramids::tier_ratio::TierRatio;
pub use pyramids::tiers::{TierStatistics, Tiers};
pub use pyramids::value_runs::ValueRuns;
pub use retaining::acquisition::{AcquisitionRetention, OptimalSpend, Response};
pub use retaining::acquisition_cost::{AcquisitionRatios, Channel, acquisition_ratios};
pub use retaining::allocation::{Allocation, EffortColumns};
pub use retaining::berger_nasr::{BergerNasr, continuous_value};
pub use retaining::discount_test::{
    DiscountColumns, DiscountFacts, DiscountReason, DiscountTest, DiscountUse,
};
pub use retaining::equity::{SegmentEquity, customer_equity, defection_loss};
pub use retaining::lift::{Lift, LiftedMeasure, RaisedRates};
pub use retaining::margin_multiple::{
    MarginMultiple, MarginTiming, compound_growth, per_period_rate, per_period_retention,
};
pub use retaining::markov::{MarkovPolicy, MarkovValue};
pub use retaining::options::{ChosenOptions, choose_options};
pub use retaining::programme::{
    PointsLiability, PointsPeriod, Programme, ProgrammeResult, ProgrammesAcross, programmes_across,
};
pub use retaining::retention_lift::{LiftEffect, RetentionLift};
pub use retaining::sensitivity::{Sensitivity, SimulatedValue, TornadoBar};
pub use retaining::strategy_case::{StrategyCase, strategy_case};
pub use scores::market_basket::{
    AddedSale, BasketRule, NextProduct, added_sale_value, basket_rules, next_products,
};
pub use scores::rfm::{Nesting, Rfm, RfmScores, RfmThresholds};
pub use scores::rfm_cuts::RfmCuts;
pub use scores::score::{Rescored, Score};
pub use scores::score_cuts::ScoreCuts;
pub use scores::scorer::Scorer;
pub use scores::scoring::{Scores, Scoring};
pub use scores::segments::{Segment, SegmentTable, Segments};

/// Refuses results beyond doubles.
fn within_doubles(results: &[f64]) -> crate::error::Result<()> {
    use crate::error::{Error, ErrorKind};
    if results.iter().all(|result| result.is_finite()) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Overflow, "the result is beyond the range of doubles"))
}

/// Refuses a negative number.
fn not_negative(name: &'static str, value: f64) -> crate::error::Result<()> {
    if value >= 0.0 && value.is_finite() {
        Ok(())
    } else {
        Err(crate::error::Error::out_of_range(name, value, ">= 0"))
    }
}
