//! Indices and scorecards of several questions, gaps between what was promised, expected and received,
//! and what follows from them: plans, dealers.

pub(crate) mod action_plan;
pub(crate) mod dealers;
pub(crate) mod delivered_value;
pub(crate) mod disconfirmation;
pub(crate) mod index;
pub(crate) mod index_moments;
pub(crate) mod item_scores;
pub(crate) mod question_score;
pub(crate) mod scorecard;
pub(crate) mod service_gaps;
