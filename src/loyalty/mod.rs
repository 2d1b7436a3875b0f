//! Loyalty: on which rung a customer stands, as deeds and answers tell it.
//!
//! Loyalty has two sides that need not agree. **Deeds**: does the customer come
//! back, how often, with what share of the purse? **Answers**: is the customer
//! satisfied, would they buy again, would they recommend? A satisfied customer
//! may leave (a mercenary) and a dissatisfied one may stay (a hostage), so no
//! single number is loyalty; each measure here says what it looks at, and the
//! matrices put the two sides against each other.
//!
//! Every class comes with its reasons, a boundary flag and both names, or is
//! unknown with what is missing: see [`classify`](crate::classify). Cut-offs and
//! tables are fields with documented defaults.
//!
//! The rooms:
//! - ladders: [`GriffinLadder`] (suspect to advocate), [`StandingScheme`]
//!   (potential, new, old, loyal), [`FourPhases`] (cognitive to action, in two
//!   orders), [`TrustLevels`] and [`EarnedTrust`], [`LoyaltyGates`]
//!   (satisfaction, delight, trust), [`SecureCustomer`];
//! - matrices: [`ApostleMatrix`] (satisfaction by loyalty),
//!   [`AttitudeBehaviour`], [`ReciprocalLoyalty`], [`ServiceMatrix`];
//! - indices: [`ThreeIndicator`] (satisfaction, repurchase, recommendation),
//!   [`FourIndicators`] with [`BehaviourGrowth`], [`SevenIndicators`],
//!   [`mean_of_three`], [`Driver`] trees, [`SwitchingCost`];
//! - shares and estimates: [`share_of_wallet`], [`rank_share`],
//!   [`ComplaintIceberg`], [`CaseColumns`] (how complaints are handled);
//! - [`StrategyRules`]: what to do to keep a customer, and why;
//! - [`SurveyJoin`]: answers beside deeds, by the customer's key.

mod apostle;
mod complaint_handling;
mod complaints;
mod drivers;
mod four_indicators;
mod gates;
mod griffin;
mod join;
mod matrices;
mod mean_of_three;
mod phases;
mod secure;
mod seven_indicators;
mod standing;
mod strategies;
mod switching_cost;
mod three_indicator;
mod trust;
mod wallet;
mod weights;

pub use apostle::{
    Allegiance, AllegianceColumns, AllegianceFacts, AllegianceReason, ApostleMatrix, LoyalOf,
    Propositions,
};
pub use complaint_handling::{CaseColumns, CaseRate, ComplaintHandling};
pub use complaints::ComplaintIceberg;
pub use drivers::{Driver, driver_scores_into};
pub use four_indicators::{
    BehaviourGrowth, FourIndicatorSummary, FourIndicators, Growth, GrowthColumns, GrowthFacts,
    GrowthReason, four_indicators_into, growth_into,
};
pub use gates::{Gate, GateColumns, GateFacts, GateReason, LoyaltyGates};
pub use griffin::{GriffinLadder, Stage, StageColumns, StageFacts, StageNames, StageReason};
pub use join::SurveyJoin;
pub use matrices::{
    AttitudeBehaviour, AttitudeBehaviourColumns, AttitudeBehaviourFacts, AttitudeBehaviourReason,
    LoyaltyKind, ReciprocalColumns, ReciprocalFacts, ReciprocalLoyalty, ReciprocalReason,
    Reciprocity, Service, ServiceColumns, ServiceFacts, ServiceMatrix, ServiceReason,
};
pub use mean_of_three::{mean_of_three, mean_of_three_into};
pub use phases::{FourPhases, Phase, PhaseColumns, PhaseFacts, PhaseOrder, PhaseReason};
pub use secure::{SecureCustomer, Security, SecurityColumns, SecurityFacts, SecurityReason};
pub use seven_indicators::{
    SevenIndicatorColumns, SevenIndicatorFacts, SevenIndicatorSummary, SevenIndicators,
};
pub use standing::{Standing, StandingColumns, StandingFacts, StandingReason, StandingScheme};
pub use strategies::{
    StrategiesFound, Strategy, StrategyColumns, StrategyFacts, StrategyGroup, StrategyRules,
};
pub use switching_cost::{SwitchingCost, switching_cost_into};
pub use three_indicator::{
    LoyaltyIndex, LoyaltyLevel, LoyaltyReason, Repurchase, ThreeIndicator, ThreeIndicatorColumns,
    ThreeIndicatorFacts, ThreeIndicatorSummary,
};
pub use trust::{
    EarnedTrust, EarnedTrustColumns, EarnedTrustFacts, Trust, TrustColumns, TrustFacts,
    TrustLevels, TrustReason, satisfied_streaks_into, trusted_episodes_into,
};
pub use wallet::{BrandUse, WalletShare, rank_share, rank_shares_into, share_of_wallet};
