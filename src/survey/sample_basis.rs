//! What a figure rests on.

use super::missing::MissingPolicy;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::tolerance;

/// What a survey figure rests on: who was asked, who was used, what was missing,
/// and under which policy.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Basis {
    /// Respondents in the file.
    pub respondents: u64,
    /// Respondents whose answers entered the figure (weight 0 does not enter).
    pub used: u64,
    /// Answers that the figure could have used: respondents times questions that
    /// weigh.
    pub answers: u64,
    /// Of those, missing (answers off their scale included, where they were
    /// counted rather than refused).
    pub missing: u64,
    /// Answers off their scale that were counted as missing.
    pub out_of_scale: u64,
    /// Kish's effective sample size (Σw)²/Σw² of the respondents used; equals
    /// `used` without weights.
    pub effective_n: f64,
    /// What was done about missing answers.
    pub policy: MissingPolicy,
}

impl Basis {
    /// Refuses counts that contradict each other.
    pub(super) fn checked(self) -> Result<Self> {
        self.policy.check()?;
        for (name, part, of, whole) in [
            ("used", self.used, "respondents", self.respondents),
            ("missing", self.missing, "answers", self.answers),
            ("out_of_scale", self.out_of_scale, "missing", self.missing),
        ] {
            if part > whole {
                return Err(Error::new(ErrorKind::Inconsistent, format!("exceeds {of}"))
                    .in_column(name)
                    .with_value(part)
                    .allowing(format!("0 to {whole}")));
            }
        }
        // Kish's number is 1 where one respondent has all the weight; without weight it is 0.
        let least = 1.0 - tolerance::STORED;
        let counts = self.effective_n >= least && self.effective_n.is_finite();
        if !(counts || self.effective_n == 0.0) {
            return Err(Error::out_of_range(
                "effective_n",
                self.effective_n,
                "0, or >= 1 and finite",
            ));
        }
        Ok(self)
    }

    /// Respondents that did not enter.
    #[must_use]
    pub fn excluded(&self) -> u64 {
        self.respondents.saturating_sub(self.used)
    }

    /// Share of the answers that is missing, 0 to 1; 0 where none was asked.
    #[must_use]
    pub fn missing_share(&self) -> f64 {
        if self.answers == 0 { 0.0 } else { self.missing as f64 / self.answers as f64 }
    }

    /// Whether more than 5 % of the answers are missing: from there on the
    /// policy moves the figure, and readers ask to be told.
    #[must_use]
    pub fn is_thin(&self) -> bool {
        self.missing_share() > 0.05
    }
}
