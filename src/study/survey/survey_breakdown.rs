//! Figures of a survey by group, withheld where too few answered.

use crate::satisfaction::GroupEstimate;

/// A figure that a survey is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SurveyFigure {
    /// The satisfaction index, 0 to 100.
    Index,
    /// The three-indicator loyalty index, 0 to 100.
    Loyalty,
    /// The promoter score, -100 to 100.
    Promoter,
    /// The share in the best levels of overall satisfaction, 0 to 1.
    TopBox,
    /// Cronbach's alpha of the items.
    Alpha,
}

impl SurveyFigure {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Index, Self::Loyalty, Self::Promoter, Self::TopBox, Self::Alpha];

    /// The name of its column in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Loyalty => "loyalty",
            Self::Promoter => "promoter",
            Self::TopBox => "top_box",
            Self::Alpha => "alpha",
        }
    }
}

/// Why a group has no figure: fewer answers than may be shown, or none that can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TooFew {
    /// Answers that the group has.
    pub used: u64,
    /// The fewest that are shown.
    pub least: u64,
}

/// A figure of a group, or why there is none.
pub type GroupCell = Result<GroupEstimate, TooFew>;

/// What a breakdown goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SurveyGrouping {
    /// Everybody together.
    All,
    /// By wave or month.
    Wave,
    /// By a segment.
    Segment,
    /// By a segment and by wave.
    SegmentAndWave,
}

/// Figures by group.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SurveyBreakdown {
    /// What it goes by.
    pub grouping: SurveyGrouping,
    /// The columns that it goes by.
    pub by: Vec<String>,
    /// The figures, in the order of the cells of a group.
    pub figures: Vec<SurveyFigure>,
    /// The groups, in the order of their labels.
    pub groups: Vec<SurveyGroup>,
    /// Respondents in no group.
    pub ungrouped: u64,
}

/// One group of a [`SurveyBreakdown`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SurveyGroup {
    /// Its label in each column.
    pub labels: Vec<String>,
    /// How many are in it.
    pub respondents: u64,
    /// Its figures.
    pub cells: Vec<GroupCell>,
}

impl SurveyBreakdown {
    /// A figure of every group with its label, where it has been formed.
    pub fn of_figure(&self, figure: SurveyFigure) -> impl Iterator<Item = (String, &GroupCell)> {
        let place = self.figures.iter().position(|own| *own == figure);
        self.groups
            .iter()
            .filter_map(move |group| Some((group.labels.join(" · "), &group.cells[place?])))
    }
}
