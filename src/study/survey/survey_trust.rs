//! What of a survey can be trusted: six checks with their figures and grades.

use super::survey_column::SurveyColumn;
use crate::study::checks::Grade;

/// A check of a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SurveyCheck {
    /// How wide the interval of the index is, or else that of the promoter score.
    Margin,
    /// How many answers are missing.
    Missing,
    /// Whether the items measure one thing.
    Reliability,
    /// Whether an item had to be turned.
    Direction,
    /// How many figures of groups rest on too few answers.
    Groups,
    /// What weighting costs.
    Weights,
}

impl SurveyCheck {
    /// Every check, in the order of the page.
    pub const ALL: &'static [Self] = &[
        Self::Margin,
        Self::Missing,
        Self::Reliability,
        Self::Direction,
        Self::Groups,
        Self::Weights,
    ];
}

/// How far a survey can be trusted.
///
/// | check | sound | with care | not to be used |
/// |---|---|---|---|
/// | half the 95 % interval of the index | up to 2.5 points | up to 5 | more |
/// | answers that are missing | up to 5 % | up to 20 % | more |
/// | Cronbach's alpha | from 0.7 on (Nunnally 1978) | from 0.6 on | less |
/// | items that were turned | none | any | |
/// | figures of groups of too few answers | none | up to half | more |
/// | design effect of the weights | up to 1.5 | up to 3 | more |
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SurveyTrust {
    /// Half the interval of the index, or else of the promoter score, on its scale; `None` without
    /// either.
    pub margin: Option<f64>,
    /// The share of the answers to rated questions that are missing, 0 to 1.
    pub missing: f64,
    /// Answers off their scale, which are among the missing.
    pub off_scale: u64,
    /// Cronbach's alpha of the items.
    pub alpha: Option<f64>,
    /// Items that were turned.
    pub reversed: usize,
    /// Figures of groups that are shown.
    pub shown: usize,
    /// Figures of groups.
    pub cells: usize,
    /// The design effect; `None` without weights.
    pub design_effect: Option<f64>,
}

impl SurveyTrust {
    pub(super) fn of(
        columns: &[SurveyColumn],
        margin: Option<f64>,
        (shown, cells): (usize, usize),
        (alpha, design_effect): (Option<f64>, Option<f64>),
    ) -> Self {
        let rated = || columns.iter().filter(|column| column.role.is_rated());
        let missing: u64 = rated().map(|column| column.missing).sum();
        let asked: u64 = rated().map(|column| column.missing + column.answered).sum();
        Self {
            margin,
            missing: if asked == 0 { 0.0 } else { missing as f64 / asked as f64 },
            off_scale: rated().map(|column| column.off_scale).sum(),
            alpha,
            reversed: rated().filter(|column| column.reversed).count(),
            shown,
            cells,
            design_effect,
        }
    }

    /// The grade of a check; not tested where there is nothing to look at.
    #[must_use]
    pub fn grade(&self, check: SurveyCheck) -> Grade {
        let upto = |value: f64, (sound, care): (f64, f64)| match value {
            it if it <= sound => Grade::Sound,
            it if it <= care => Grade::WithCare,
            _ => Grade::NotToBeUsed,
        };
        match check {
            SurveyCheck::Margin => {
                self.margin.map_or(Grade::NotTested, |half| upto(half, (2.5, 5.0)))
            }
            SurveyCheck::Missing => upto(self.missing, (0.05, 0.2)),
            SurveyCheck::Reliability => {
                self.alpha.map_or(Grade::NotTested, |alpha| upto(-alpha, (-0.7, -0.6)))
            }
            SurveyCheck::Direction if self.reversed == 0 => Grade::Sound,
            SurveyCheck::Direction => Grade::WithCare,
            SurveyCheck::Groups if self.cells == 0 => Grade::NotTested,
            SurveyCheck::Groups => {
                upto((self.cells - self.shown) as f64 / self.cells as f64, (0.0, 0.5))
            }
            SurveyCheck::Weights => {
                self.design_effect.map_or(Grade::NotTested, |effect| upto(effect, (1.5, 3.0)))
            }
        }
    }

    /// The worst grade of the checks of the whole, margin, missing answers and reliability; with
    /// care where any other check is not sound.
    #[must_use]
    pub fn overall(&self) -> Grade {
        use SurveyCheck::{Margin, Missing, Reliability};
        let grades = || SurveyCheck::ALL.iter().map(|check| self.grade(*check));
        let whole = [Margin, Missing, Reliability].map(|check| self.grade(check));
        if whole.contains(&Grade::NotToBeUsed) {
            Grade::NotToBeUsed
        } else if grades().any(|it| matches!(it, Grade::WithCare | Grade::NotToBeUsed)) {
            Grade::WithCare
        } else {
            Grade::Sound
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_turn_at_their_bounds() {
        let at = |margin, missing, alpha, cells| SurveyTrust {
            margin: Some(margin),
            missing,
            off_scale: 0,
            alpha: Some(alpha),
            reversed: 0,
            shown: cells,
            cells: 4,
            design_effect: None,
        };
        let sound = at(2.5, 0.05, 0.7, 4);
        assert_eq!(sound.overall(), Grade::Sound);
        assert_eq!(sound.grade(SurveyCheck::Weights), Grade::NotTested);
        assert_eq!(at(2.6, 0.05, 0.7, 4).overall(), Grade::WithCare);
        assert_eq!(at(5.1, 0.05, 0.7, 4).overall(), Grade::NotToBeUsed);
        assert_eq!(at(2.5, 0.21, 0.7, 4).grade(SurveyCheck::Missing), Grade::NotToBeUsed);
        assert_eq!(at(2.5, 0.05, 0.59, 4).overall(), Grade::NotToBeUsed);
        // Groups that are too small do not spoil the whole.
        assert_eq!(at(2.5, 0.05, 0.7, 1).grade(SurveyCheck::Groups), Grade::NotToBeUsed);
        assert_eq!(at(2.5, 0.05, 0.7, 1).overall(), Grade::WithCare);
    }
}
