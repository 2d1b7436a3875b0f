//! What a report is told beside the study.

use super::Language;
use crate::study::Study;

/// The study of a report, its language, and what the caller calls it.
#[derive(Debug, Clone)]
pub(super) struct Frame<'a> {
    pub(super) study: &'a Study,
    pub(super) language: Language,
    /// The heading.
    pub(super) title: Option<String>,
    /// Where the data come from.
    pub(super) source: Option<String>,
    /// A warning above all that a survey says.
    pub(super) survey_note: Option<String>,
    /// Address of the page in the other language.
    pub(super) other: Option<String>,
}
