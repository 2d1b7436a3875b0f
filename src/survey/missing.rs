//! What to do about answers that are not there.

use crate::error::{Error, Result};

/// What an index does about missing answers. Named, never implied, and reported
/// with every result.
///
/// No policy repairs answers that are missing for a reason that the survey does
/// not show; they differ in what they assume, and the figure moves with them.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum MissingPolicy {
    /// Only respondents who answered every question that is analysed: those that
    /// weigh in an index, the items of a reliability, the outcome and its drivers.
    Listwise,
    /// Every answer that is there; weights are renormalised over what a
    /// respondent answered. For moments: each pair of questions on those who
    /// answered both (pairwise).
    AvailableCase,
    /// A missing answer becomes the mean of its question. Shrinks spreads.
    ItemMean,
    /// A missing answer becomes the respondent's own mean score, for those who
    /// answered at least this share of the questions; the others are excluded. A
    /// question that nobody answered is refused, not filled in.
    PersonMean {
        /// Least share of the questions that must be answered, 0 to 1.
        minimum_share: f64,
    },
    /// Maximum-likelihood means and covariances of a normal law by
    /// expectation-maximisation; only for moments and what is built on them.
    ExpectationMaximisation,
}

impl MissingPolicy {
    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Listwise => "listwise deletion",
            Self::AvailableCase => "available case",
            Self::ItemMean => "item mean",
            Self::PersonMean { .. } => "person mean",
            Self::ExpectationMaximisation => "expectation-maximisation",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Listwise => "成列删除",
            Self::AvailableCase => "可用个案",
            Self::ItemMean => "题目均值替代",
            Self::PersonMean { .. } => "个人均值替代",
            Self::ExpectationMaximisation => "期望最大化",
        }
    }

    /// # Errors
    /// `OutOfRange` or `NotFinite` unless a minimum share lies in \[0, 1\].
    pub(crate) fn check(self) -> Result<()> {
        match self {
            Self::PersonMean { minimum_share } if !(0.0..=1.0).contains(&minimum_share) => {
                Err(Error::out_of_range("minimum_share", minimum_share, "0 to 1"))
            }
            _ => Ok(()),
        }
    }
}
