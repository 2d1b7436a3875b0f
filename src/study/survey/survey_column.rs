//! What a column of a raw file of answers was taken for, and why.

use super::survey_role::SurveyRole;
use super::survey_scale::SurveyScale;

/// Why a column has its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnEvidence {
    /// The options say so.
    Given,
    /// Its name says so.
    Name,
    /// Its texts are labels of this scale.
    Labels(SurveyScale),
    /// Its answers are whole numbers of few values.
    Numbers,
    /// Its values are dates or months.
    Dates,
    /// It has these few different values.
    FewValues(usize),
    /// Its cells are lists of these many options, parted by the mark.
    Options(char, usize),
    /// Hardly a text comes twice.
    FreeText,
    /// Nothing tells what it is.
    Nothing,
}

/// One column of a survey: its role with the evidence, its scale, and what became of its cells.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SurveyColumn {
    /// Its name.
    pub name: String,
    /// What it is taken for.
    pub role: SurveyRole,
    /// Why.
    pub evidence: ColumnEvidence,
    /// The scale that its answers stand on, of those that have one.
    pub scale: Option<SurveyScale>,
    /// Whether its answers were turned: asked in the negative.
    pub reversed: bool,
    /// Respondents with an answer.
    pub answered: u64,
    /// Respondents without one.
    pub missing: u64,
    /// Those of the missing ones that stood there but off the scale.
    pub off_scale: u64,
}
