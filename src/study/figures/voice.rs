//! What customers say: satisfaction, recommendation, and words beside deeds.

use super::observed::ObservedShare;
use crate::loyalty::Allegiance;
use crate::numeric::proportion::Interval;

/// What a survey says of the customers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Voice {
    /// How many answered.
    pub respondents: u64,
    /// How many of them are customers of the table.
    pub matched: u64,
    /// Satisfaction of all, weighted by importance where that was asked, 0 to 100; `None` without
    /// items.
    pub index: Option<ItemScore>,
    /// Each item, in the order of the questionnaire.
    pub items: Vec<ItemScore>,
    /// Who would recommend; `None` where it was not asked.
    pub promoters: Option<Promoters>,
    /// Satisfaction of each respondent, 0 to 100, NaN where it cannot be known.
    pub satisfaction: Vec<f64>,
    /// Words beside deeds; `None` where nobody is matched or satisfaction is not known.
    pub said_and_done: Option<SaidAndDone>,
}

/// A satisfaction score.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ItemScore {
    /// The question; empty for the index of all.
    pub name: String,
    /// 0 to 100.
    pub score: f64,
    /// 95 % interval; `None` of fewer than 2 answers.
    pub interval: Option<Interval>,
    /// How many answered.
    pub answered: u64,
    /// The weight in the index, 0 to 1.
    pub weight: f64,
}

/// Promoters, passives and detractors.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Promoters {
    /// Promoters less detractors, −100 to 100.
    pub score: f64,
    /// 95 % interval of the score.
    pub interval: Interval,
    /// Share of promoters, 0 to 1.
    pub promoters: f64,
    /// Share of passives.
    pub passives: f64,
    /// Share of detractors.
    pub detractors: f64,
    /// How many answered.
    pub answered: u64,
}

/// Satisfaction (said) beside the chance of being active (done), of repeat customers who answered;
/// both cut at the middle.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SaidAndDone {
    /// Repeat customers among the respondents.
    pub points: Vec<SaidPoint>,
    /// The corners, in the order of [`Allegiance::ALL`].
    pub corners: Vec<AllegianceCorner>,
    /// One-time buyers among the respondents, who are in no corner.
    pub one_time: u64,
    /// All matched respondents with satisfaction of at least 50 who bought in the test; `None`
    /// without a test or where there are none.
    pub satisfied_bought: Option<ObservedShare>,
    /// All matched respondents with less.
    pub unsatisfied_bought: Option<ObservedShare>,
    /// Matched respondents with satisfaction of at least 50.
    pub satisfied: u64,
    /// Matched respondents with less.
    pub unsatisfied: u64,
}

/// One respondent of [`SaidAndDone`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SaidPoint {
    /// Row in the table of customers.
    pub row: usize,
    /// Satisfaction, 0 to 100.
    pub satisfaction: f64,
    /// P(alive), 0 to 1.
    pub p_alive: f64,
    /// Whether the customer bought in the test; `None` as of the last day.
    pub bought: Option<bool>,
}

/// One corner of [`SaidAndDone`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct AllegianceCorner {
    /// The corner.
    pub kind: Allegiance,
    /// How many customers.
    pub customers: u64,
    /// How many of them bought in the test; `None` as of the last day or in an empty corner.
    pub bought: Option<ObservedShare>,
}
