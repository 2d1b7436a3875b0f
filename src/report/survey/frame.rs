//! What a report on a survey is told beside its study.

use crate::report::Language;
use crate::study::SurveyStudy;

/// The study of a report, its language, and what the caller calls it.
#[derive(Debug, Clone)]
pub(super) struct Frame<'a> {
    pub(super) study: &'a SurveyStudy,
    pub(super) language: Language,
    /// The heading.
    pub(super) title: Option<String>,
    /// Where the answers come from.
    pub(super) source: Option<String>,
    /// A warning above all.
    pub(super) survey_note: Option<String>,
    /// Address of the page in the other language.
    pub(super) other: Option<String>,
}
