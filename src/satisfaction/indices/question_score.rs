//! The score of one question.

/// What one question contributes.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct QuestionScore {
    /// The question.
    pub name: String,
    /// Its weight, normalised to a sum of 1.
    pub weight: f64,
    /// Mean score, 0 (worst) to 100 (best); `None` where nobody who is used
    /// answered (only possible at weight 0).
    pub score: Option<f64>,
    /// Mean answer on its own scale, [recoded](crate::survey::Answers#direction) where lower is
    /// better; `None` where levels are unevenly scored.
    pub mean: Option<f64>,
    /// Respondents used whose answer is there.
    pub answered: u64,
    /// Respondents in the file whose answer is missing.
    pub missing: u64,
}
