//! Figures of a survey: items, weights, loyalty, cross-table, options, Kano, expectations.

use super::survey_breakdown::GroupCell;
use crate::satisfaction::{GroupEstimate, Kano, PairedDifference, PromoterScore};
use crate::survey::CrossTable;

/// One item of the index.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ItemFigures {
    /// Its column.
    pub name: String,
    /// Its score, 0 to 100.
    pub score: Option<GroupEstimate>,
    /// The mean answer, higher being better.
    pub mean: Option<GroupEstimate>,
    /// The share of answers in its best levels.
    pub top_box: Option<GroupEstimate>,
    /// How many levels those are.
    pub top: usize,
    /// Its share of the index, 0 to 1.
    pub weight: f64,
    /// Its correlation with the sum of the other items; `None` without a reliability.
    pub item_rest: Option<f64>,
    /// Alpha without it.
    pub alpha_without: Option<f64>,
    /// Whether its answers were turned.
    pub reversed: bool,
    /// Respondents who did not answer it.
    pub missing: u64,
}

/// What weights do to a survey.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SurveyWeights {
    /// How many respondents of equal weight would say as much.
    pub effective_n: f64,
    /// Respondents over that.
    pub design_effect: f64,
    /// The smallest weight, their mean being 1.
    pub smallest: f64,
    /// The largest.
    pub largest: f64,
    /// The shares that were met; empty for base weights alone.
    pub margins: Vec<MarginShare>,
}

/// The share of a label in the sample and in the population.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MarginShare {
    /// The column.
    pub column: String,
    /// The label.
    pub label: String,
    /// Its share among the respondents, by base weights where there are some.
    pub sample: f64,
    /// Its share in the population.
    pub population: f64,
}

/// The three-indicator loyalty index of a survey.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct LoyaltyFigures {
    /// The mean index, 0 to 100.
    pub index: GroupEstimate,
    /// The means of satisfaction, repurchase and recommendation, each 0 to 100, of those who
    /// answered all three.
    pub parts: [f64; 3],
}

/// The promoter score of a wave.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct WavePromoters {
    /// The wave.
    pub wave: String,
    /// Its score.
    pub score: PromoterScore,
}

/// A cross-table of two columns.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CrossFigures {
    /// The columns: that of the rows and that of the columns.
    pub of: [String; 2],
    /// The labels of the rows.
    pub rows: Vec<String>,
    /// The labels of the columns.
    pub columns: Vec<String>,
    /// The table with its test.
    pub table: CrossTable,
    /// The fewest respondents that a row of shares is shown of.
    pub least: u64,
}

/// A question of which several options may be ticked.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MultiFigures {
    /// Its column.
    pub name: String,
    /// The options, the most ticked first.
    pub options: Vec<OptionShare>,
}

/// One option.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OptionShare {
    /// The option.
    pub name: String,
    /// The share of those who answered the question that ticked it, or why it is not told.
    pub share: GroupCell,
}

/// A feature by Kano's questions.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct KanoFigures {
    /// The feature.
    pub name: String,
    /// What it is.
    pub kano: Kano,
}

/// What was received beside what was expected of an item.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ExpectationGap {
    /// The item.
    pub name: String,
    /// Received less expected, on the scale of the answers.
    pub gap: PairedDifference,
}
