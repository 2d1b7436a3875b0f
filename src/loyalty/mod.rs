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
//! - [`ThreeIndicator`]: satisfaction, repurchase probability, recommendation.

mod three_indicator;

pub use three_indicator::{
    LoyaltyIndex, LoyaltyLevel, LoyaltyReason, Repurchase, ThreeIndicator, ThreeIndicatorColumns,
    ThreeIndicatorFacts, ThreeIndicatorSummary,
};
