//! The six checks together.

use super::gaps::GapsCheck;
use super::grade::{Gauge, Grade};
use super::leaving::LeavingCheck;
use super::ranking::RankingCheck;
use super::rows::RowsCheck;
use super::spend::SpendCheck;
use super::totals::TotalsCheck;

/// The six checks of a study, in the order in which they are always told.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Checks {
    /// What was forecast for the test beside what came.
    pub totals: TotalsCheck,
    /// Whether the customers who were ranked first brought the most.
    pub ranking: RankingCheck,
    /// Whether it can be seen who has left.
    pub leaving: LeavingCheck,
    /// Whether days are missing, or typed wrong.
    pub gaps: GapsCheck,
    /// How much of the file was not read.
    pub rows: RowsCheck,
    /// Whether frequent buyers spend as others do.
    pub spend: SpendCheck,
}

/// One of the six checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CheckKind {
    /// What was forecast for the test beside what came.
    Totals,
    /// Whether the customers who were ranked first brought the most.
    Ranking,
    /// Whether it can be seen who has left.
    Leaving,
    /// Whether days are missing, or typed wrong.
    Gaps,
    /// How much of the file was not read.
    Rows,
    /// Whether frequent buyers spend as others do.
    Spend,
}

impl CheckKind {
    /// All six, in order.
    pub const ALL: &'static [Self] =
        &[Self::Totals, Self::Ranking, Self::Leaving, Self::Gaps, Self::Rows, Self::Spend];
}

impl Checks {
    /// The grade of a check.
    #[must_use]
    pub const fn grade(&self, kind: CheckKind) -> Grade {
        match kind {
            CheckKind::Totals => self.totals.grade,
            CheckKind::Ranking => self.ranking.grade,
            CheckKind::Leaving => self.leaving.grade,
            CheckKind::Gaps => self.gaps.grade,
            CheckKind::Rows => self.rows.grade,
            CheckKind::Spend => self.spend.grade,
        }
    }

    /// The gauge of a check; `None` where nothing was measured.
    #[must_use]
    pub const fn gauge(&self, kind: CheckKind) -> Option<Gauge> {
        match kind {
            CheckKind::Totals => self.totals.gauge,
            CheckKind::Ranking => self.ranking.gauge,
            CheckKind::Leaving => self.leaving.gauge,
            CheckKind::Gaps => self.gaps.gauge,
            CheckKind::Rows => self.rows.gauge,
            CheckKind::Spend => self.spend.gauge,
        }
    }

    /// How many of the six have a grade.
    #[must_use]
    pub fn count(&self, grade: Grade) -> usize {
        CheckKind::ALL.iter().filter(|kind| self.grade(**kind) == grade).count()
    }
}
