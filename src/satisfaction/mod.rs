//! How satisfied: indices over survey answers, each with its interval and what
//! it rests on.
//!
//! # The concept
//! A satisfaction figure is an estimate: from a sample, with answers missing. So
//! every figure here comes with an interval and a [`Basis`](crate::survey::Basis),
//! and nothing is rounded inside.
//!
//! | noun | answers |
//! |---|---|
//! | [`SatisfactionIndex`] | how satisfied over all questions, weighted by importance, 0 to 100 |
//! | [`TopBox`] | which share ticked one of the best k answers (CSAT) |
//! | [`PromoterScore`] | promoters less detractors, in points (Net Promoter Score, NPS) |
//! | [`PathFit`] of a [`PathModel`] | the structural indices (ACSI, ECSI, CCSI): what drives satisfaction, what it leads to |
//! | [`Scorecard`], [`Checklist`] | how each dimension does, and which is the weakest |
//! | [`EffortScore`] | how easy it was made (Customer Effort Score, CES) |
//! | [`Disconfirmation`] | performance against expectation, by attribute and over time |
//! | [`DeliveredValue`] | four benefits less four costs |
//! | [`ValueGaps`], [`ServiceQuality`] | designed, expected, received; gaps by dimension |
//! | [`Kano`] | what must be there, what pays by degree, what delights |
//! | [`PenaltyReward`] | which attributes only punish or only reward |
//! | [`FuzzyKano`] | the same where respondents spread their answers |
//! | [`ServiceGaps`] | the five gaps of service quality: where it gets lost |
//! | [`Bootstrap`], [`PathBootstrap`] | intervals of any figure that comes from moments, and of a path model's |
//! | [`SegmentComparison`] | does a path model differ between two segments |
//! | [`MeanCounts`] | the mean of any figure that respondents have |
//! | [`KeyDrivers`] | what drives an outcome: LMG, Johnson's relative weights |
//! | [`ImportanceMap`] | what to work on first: importance against performance |
//! | [`Breakdown`] | every figure by segment, wave, dealer, month, in one call |
//! | [`GroupTest`], [`Pairwise`] | do groups differ, and which of them |
//! | [`PairedDifference`] | did those who were asked twice change |
//! | [`Difference`] | is the change between two waves or groups more than noise |
//!
//! # Shards and waves
//! Every figure is formed from sums that merge: [`ShareCounts`],
//! [`PromoterCounts`], [`MeanCounts`], [`EffortCounts`], [`KanoCounts`],
//! [`FuzzyKano`], [`ServiceQualityCounts`], [`PenaltyRewardCounts`], and
//! [`CrossProducts`](crate::survey::CrossProducts) for whatever comes from moments
//! (weighted indices, scorecards, reliability, drivers, path models). Count each
//! part where it lies, merge the counts, and form the figure once ([`Counts`] holds those of any
//! measure, and tells them as plain numbers). Two waves are
//! compared by the `difference` of their figures.
//!
//! A mean hides what a top box shows: in Jones and Sasser's (1995) opening case
//! 82 % of the customers ticked 4 or 5 of 5 and the managers were content, while
//! only the fives were loyal. So `k` is always an argument, and so are the
//! breaks of the promoter score.
//!
//! ```
//! use habitue::satisfaction::{IndexOptions, SatisfactionIndex};
//! use habitue::survey::{Answers, MissingPolicy, Question, Questionnaire, Scale};
//!
//! let questionnaire = Questionnaire::new(vec![
//!     Question::new("food", Scale::points(1, 10)?).with_weight(0.6)?,
//!     Question::new("queue", Scale::points(1, 10)?).with_weight(0.4)?,
//! ])?;
//! let answers = Answers::new(questionnaire, vec![vec![8.0, 9.0, 7.0], vec![4.0, 6.0, 5.0]])?;
//! let index = SatisfactionIndex::of(&answers, IndexOptions::new(MissingPolicy::Listwise))?;
//! assert!((index.raw.unwrap() - 6.8).abs() < 1e-12);
//! assert!((index.value - 100.0 * (6.8 - 1.0) / 9.0).abs() < 1e-12);
//! # Ok::<(), habitue::Error>(())
//! ```

mod counted;
mod groups;
mod indices;
mod structure;

pub use counted::counts::{Counts, MeasureKind};
pub use counted::difference::{Difference, DifferenceMethod};
pub use counted::effort::{EffortCounts, EffortScore};
pub use counted::gaps::{DimensionGap, ServiceQuality, ServiceQualityCounts, ValueGaps};
pub use counted::kano::{Kano, KanoClass, KanoCounts, KanoTable};
pub use counted::kano_fuzzy::{FuzzyKano, Memberships};
pub use counted::mean::{MeanCounts, MeanScore};
pub use counted::measure::Measure;
pub use counted::penalty_reward::{FactorKind, PenaltyReward, PenaltyRewardCounts};
pub use counted::promoter::{PromoterBreaks, PromoterCounts, PromoterInterval, PromoterScore};
pub use counted::top_box::{ShareCounts, TopBox};
pub use groups::breakdown::Breakdown;
pub use groups::breakdown_figure::{BreakdownFigure, GroupEstimate};
pub use groups::group_test::{GroupTest, GroupTestMethod};
pub use groups::paired_difference::PairedDifference;
pub use groups::pairwise::Pairwise;
pub use indices::action_plan::{PlanProgress, StepState, plan_progress};
pub use indices::dealers::{DealerCard, dealer_cards};
pub use indices::delivered_value::DeliveredValue;
pub use indices::disconfirmation::{Disconfirmation, adapt_expectation_into, disconfirm_into};
pub use indices::index::{IndexForm, IndexOptions, SatisfactionIndex, respondent_indices_into};
pub use indices::question_score::QuestionScore;
pub use indices::scorecard::{Checklist, ChecklistResult, DimensionScore, Scorecard};
pub use indices::service_gaps::{ServiceGaps, ServiceStates};
pub use structure::bootstrap::{Bootstrap, BootstrapOptions};
pub use structure::drivers::{Driver, KeyDrivers, MOST_DRIVERS};
pub use structure::importance_map::{CrossHairs, ImportanceMap, MapPoint, Quadrant};
pub use structure::path_bootstrap::PathBootstrap;
pub use structure::path_figures::PathFigure;
pub use structure::path_fit::{ConstructIndex, InnerScheme, PathFit};
pub use structure::path_model::{Construct, Mode, PathModel};
pub use structure::segments::{SegmentComparison, SegmentDifference};
