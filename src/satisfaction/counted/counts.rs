//! Counts of any measure behind one type: merged, compared, and told as plain numbers.

use super::difference::Difference;
use super::effort::EffortCounts;
use super::gaps::ServiceQualityCounts;
use super::kano::KanoCounts;
use super::kano_fuzzy::FuzzyKano;
use super::mean::MeanCounts;
use super::penalty_reward::PenaltyRewardCounts;
use super::promoter::{PromoterCounts, PromoterInterval};
use super::top_box::ShareCounts;
use crate::error::{Error, ErrorKind, Result};
use crate::survey::ProportionInterval;

/// What is counted of a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeasureKind {
    /// The share of the best answers: top box, CSAT.
    Share = 1,
    /// Promoters less detractors: NPS.
    Promoter = 2,
    /// How easy it was made: CES.
    Effort = 3,
    /// The mean of a figure that respondents have.
    Mean = 4,
    /// Perception less expectation by dimension.
    ServiceQuality = 5,
    /// Kano's classes.
    Kano = 6,
    /// Kano's classes of answers that are spread.
    FuzzyKano = 7,
    /// What low and high answers do to an outcome.
    PenaltyReward = 8,
}

impl MeasureKind {
    /// Every kind, in order.
    pub const ALL: &'static [Self] = &[
        Self::Share,
        Self::Promoter,
        Self::Effort,
        Self::Mean,
        Self::ServiceQuality,
        Self::Kano,
        Self::FuzzyKano,
        Self::PenaltyReward,
    ];
}

/// The sums under a measure. Parts of a survey (shards, waves) are counted apart and
/// [merged](Self::merge), in any order without a bit changing; they travel as
/// [bytes](Self::to_bytes), or between engines as [`totals`](Self::totals).
///
/// ```
/// use habitue::satisfaction::{Counts, MeanCounts, MeasureKind};
///
/// let part = |values: &[f64]| MeanCounts::count(values, None).map(Counts::Mean);
/// let merged = part(&[1.0, 4.0])?.merge(&part(&[7.0])?)?;
/// assert_eq!(merged, part(&[1.0, 4.0, 7.0])?);
/// assert_eq!(Counts::of_totals(MeasureKind::Mean, &merged.totals())?, merged);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "few are held at once, and each is short")]
#[non_exhaustive]
pub enum Counts {
    /// Of [`MeasureKind::Share`].
    Share(ShareCounts),
    /// Of [`MeasureKind::Promoter`].
    Promoter(PromoterCounts),
    /// Of [`MeasureKind::Effort`].
    Effort(EffortCounts),
    /// Of [`MeasureKind::Mean`].
    Mean(MeanCounts),
    /// Of [`MeasureKind::ServiceQuality`].
    ServiceQuality(ServiceQualityCounts),
    /// Of [`MeasureKind::Kano`].
    Kano(KanoCounts),
    /// Of [`MeasureKind::FuzzyKano`].
    FuzzyKano(FuzzyKano),
    /// Of [`MeasureKind::PenaltyReward`].
    PenaltyReward(PenaltyRewardCounts),
}

impl Counts {
    /// The counts of both parts together.
    ///
    /// # Errors
    /// `Inconsistent` for different measures, scales, cuts, or numbers of dimensions or
    /// attributes; `NotFinite` for a sum that is not finite.
    pub fn merge(&self, other: &Self) -> Result<Self> {
        let sum = match (self, other) {
            (Self::Share(a), Self::Share(b)) => Self::Share(a.merge(*b)),
            (Self::Promoter(a), Self::Promoter(b)) => Self::Promoter(a.merge(*b)),
            (Self::Effort(a), Self::Effort(b)) => Self::Effort(a.merge(*b)?),
            (Self::Mean(a), Self::Mean(b)) => Self::Mean(a.merge(*b)),
            (Self::ServiceQuality(a), Self::ServiceQuality(b)) => {
                Self::ServiceQuality(a.clone().merge(b)?)
            }
            (Self::Kano(a), Self::Kano(b)) => Self::Kano(a.merge(*b)),
            (Self::FuzzyKano(a), Self::FuzzyKano(b)) => Self::FuzzyKano(a.merge(b)?),
            (Self::PenaltyReward(a), Self::PenaltyReward(b)) => {
                Self::PenaltyReward(a.clone().merge(b)?)
            }
            _ => {
                return Err(Error::new(ErrorKind::Inconsistent, "are of another measure")
                    .in_column("other"));
            }
        };
        // Scores that are not known are NaN on purpose.
        let known: Vec<f64> = sum.totals().into_iter().filter(|total| !total.is_nan()).collect();
        Error::unless_all_finite(&known, "counts").map(|()| sum)
    }

    /// The counts of Kano's classes, also of answers that are spread.
    #[must_use]
    pub fn as_kano(&self) -> Option<&KanoCounts> {
        match self {
            Self::Kano(found) => Some(found),
            Self::FuzzyKano(found) => Some(&found.counts),
            _ => None,
        }
    }

    /// Whether the figures of `later` differ from these, of independent respondents: of a share
    /// the score test, of a promoter score, a mean and an effort score the normal one; of Kano
    /// better and worse, as shares.
    ///
    /// # Errors
    /// `Argument` for different measures, and for those that have no one figure; `Empty`;
    /// `Undefined` without a variance, or with nobody in Kano's first four classes; `OutOfRange`
    /// unless 0 < `confidence` < 1.
    pub fn difference(&self, later: &Self, confidence: f64) -> Result<Vec<Difference>> {
        let (wilson, score) = (ProportionInterval::Wilson, PromoterInterval::Score);
        Ok(match (self, later) {
            (Self::Share(a), Self::Share(b)) => {
                vec![
                    a.share(wilson, confidence)?
                        .difference(&b.share(wilson, confidence)?, confidence)?,
                ]
            }
            (Self::Promoter(a), Self::Promoter(b)) => {
                vec![
                    a.score(score, confidence)?
                        .difference(&b.score(score, confidence)?, confidence)?,
                ]
            }
            (Self::Mean(a), Self::Mean(b)) => {
                vec![a.mean(confidence)?.difference(&b.mean(confidence)?, confidence)?]
            }
            (Self::Effort(a), Self::Effort(b)) => {
                vec![a.score(confidence)?.mean.difference(&b.score(confidence)?.mean, confidence)?]
            }
            _ => {
                let (Some(a), Some(b)) = (self.as_kano(), later.as_kano()) else {
                    let message = "are of different measures, or of one without a difference";
                    return Err(Error::new(ErrorKind::Argument, message).in_column("counts"));
                };
                let found = a.analyse(0.0)?.difference(&b.analyse(0.0)?, confidence)?;
                found.map(Vec::from).ok_or_else(|| {
                    let message = "has nobody in the classes that better and worse are shares of";
                    Error::new(ErrorKind::Undefined, message).in_column("counts")
                })?
            }
        })
    }
}
