//! What of a study may be believed.

use super::base::Base;
use super::checks::{Checks, Grade, LeavingFinding, RankingFinding, TotalsFinding};
use super::choice::Choice;
use super::growth::Growth;
use super::subscription::Subscription;
use super::thresholds::Thresholds;
use super::withheld::{Figure, Release, Withheld, WithheldReason};

/// What of a study may be believed: an overall grade, an instruction, the six checks, and which
/// figures are withheld.
///
/// Overall: not to be used where the totals, the ranking or the rows are not, where nobody came
/// back, no model could be fitted or the base is one of subscriptions; otherwise with care where
/// any check is not sound or nothing was tested; otherwise sound. That leaving cannot be seen
/// withholds what rests on it, and no more.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Verdict {
    /// The grade of the whole.
    pub overall: Grade,
    /// What to do about it.
    pub headline: Headline,
    /// The six checks.
    pub checks: Checks,
    /// Equal amounts at equal intervals, where that is what was found.
    pub subscription: Option<Subscription>,
    /// Newcomers and purchases of the test beside those before it; `None` without a test.
    pub growth: Option<Growth>,
    /// What is withheld, in the order of [`FigureGroup::ALL`].
    pub withheld: Vec<(FigureGroup, Withheld)>,
    /// The bounds of the grades.
    pub thresholds: Thresholds,
}

/// The instruction that a verdict opens with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Headline {
    /// Act on all of it.
    Act,
    /// Act on who matters and on the totals, with the care that the checks name.
    ActWithCare,
    /// Act on who matters; do not budget on the totals.
    ActOnWhoMatters,
    /// Nothing was held out: what is said was not tested.
    Untested,
    /// The base is one of subscriptions: use the contract models.
    UseContractModels,
    /// Nobody, or hardly anybody, came back: nothing is known of coming back.
    NobodyCameBack,
    /// Too much was not read: mend the file first.
    MendTheFile,
    /// Decide nothing on these figures.
    DecideNothing,
}

/// Figures that are released or withheld together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FigureGroup {
    /// The total of expected purchases, and that of each tier.
    Purchases,
    /// The total of expected money, and that of each tier.
    Money,
    /// Customers by value: tiers, whale curve, value matrix.
    Values,
    /// The chance of a customer to buy within the horizon, and expected purchases of each.
    Chance,
    /// P(alive): who is leaving, the share of active customers.
    Leaving,
    /// What keeping customers pays.
    Keeping,
    /// Lists of customers for action.
    Lists,
}

impl FigureGroup {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Purchases,
        Self::Money,
        Self::Values,
        Self::Chance,
        Self::Leaving,
        Self::Keeping,
        Self::Lists,
    ];
}

/// What a verdict is made of.
pub(super) struct Findings<'a> {
    pub(super) base: &'a Base,
    pub(super) choice: Option<&'a Choice>,
    pub(super) checks: Checks,
    pub(super) subscription: Option<Subscription>,
    pub(super) growth: Option<Growth>,
    pub(super) thresholds: Thresholds,
}

impl Verdict {
    pub(super) fn of(findings: Findings<'_>) -> Self {
        let withheld = FigureGroup::ALL
            .iter()
            .copied()
            .filter_map(|group| Some((group, findings.withhold(group)?)))
            .collect();
        let overall = findings.overall();
        let headline = findings.headline(overall);
        let Findings { checks, subscription, growth, thresholds, .. } = findings;
        Self { overall, headline, checks, subscription, growth, withheld, thresholds }
    }

    /// Whether the figures of a group are released.
    ///
    /// # Errors
    /// Why they are withheld, and what would release them.
    pub fn allows(&self, group: FigureGroup) -> Figure<()> {
        match self.withheld.iter().find(|(withheld, _)| *withheld == group) {
            Some((_, withheld)) => Err(*withheld),
            None => Ok(()),
        }
    }
}

impl Findings<'_> {
    fn nobody_came_back(&self) -> bool {
        self.base.came_back() < self.thresholds.came_back
    }

    fn overall(&self) -> Grade {
        let checks = &self.checks;
        let bad = |grade| grade == Grade::NotToBeUsed;
        let failed = [checks.totals.grade, checks.ranking.grade, checks.rows.grade];
        if failed.into_iter().any(bad)
            || self.nobody_came_back()
            || self.choice.is_none()
            || self.subscription.is_some()
        {
            return Grade::NotToBeUsed;
        }
        // That there are no amounts says nothing against purchases.
        let spend = match checks.spend.grade {
            Grade::NotTested => Grade::Sound,
            grade => grade,
        };
        let all = failed.into_iter().chain([checks.leaving.grade, checks.gaps.grade, spend]);
        match all.fold(Grade::Sound, Grade::worse) {
            Grade::Sound => Grade::Sound,
            _ => Grade::WithCare,
        }
    }

    fn headline(&self, overall: Grade) -> Headline {
        let checks = &self.checks;
        if self.nobody_came_back() {
            Headline::NobodyCameBack
        } else if self.subscription.is_some() {
            Headline::UseContractModels
        } else if checks.rows.grade == Grade::NotToBeUsed {
            Headline::MendTheFile
        } else if checks.ranking.grade == Grade::NotToBeUsed || self.choice.is_none() {
            Headline::DecideNothing
        } else if overall == Grade::Sound {
            Headline::Act
        } else if checks.totals.finding == TotalsFinding::NoTest {
            Headline::Untested
        } else if checks.totals.grade == Grade::Sound {
            Headline::ActWithCare
        } else {
            Headline::ActOnWhoMatters
        }
    }

    /// Why the figures of a group are withheld; `None` where they are released.
    fn withhold(&self, group: FigureGroup) -> Option<Withheld> {
        let model = [Self::no_model, Self::rows, Self::gap];
        let own: &[fn(&Self) -> Option<Withheld>] = match group {
            FigureGroup::Purchases => &[Self::totals],
            FigureGroup::Money => &[Self::amounts, Self::totals, Self::spend],
            FigureGroup::Values | FigureGroup::Chance => &[Self::ranking],
            FigureGroup::Leaving => &[Self::leaving],
            FigureGroup::Keeping => &[Self::amounts, Self::leaving, Self::spend],
            FigureGroup::Lists => &[Self::ranking],
        };
        model.iter().chain(own).find_map(|reason| reason(self))
    }

    fn no_model(&self) -> Option<Withheld> {
        let least = self.thresholds.came_back;
        if self.base.came_back() == 0 {
            Some(Withheld::NOBODY_CAME_BACK)
        } else if self.base.came_back() < least {
            let customers = self.base.came_back();
            Some(Withheld::new(
                WithheldReason::FewCameBack { customers, least },
                Release::RepeatPurchases,
            ))
        } else if self.subscription.is_some() {
            Some(Withheld::new(WithheldReason::Subscription, Release::ContractModels))
        } else if self.choice.is_none() {
            Some(Withheld::NO_MODEL)
        } else {
            None
        }
    }

    fn rows(&self) -> Option<Withheld> {
        let rows = &self.checks.rows;
        let share = rows.money_share.unwrap_or(0.0).max(rows.rows_share);
        let (_, most) = self.thresholds.lost;
        let withheld =
            Withheld::new(WithheldReason::RowsLost { share, most }, Release::AllRows(most));
        (rows.grade == Grade::NotToBeUsed).then_some(withheld)
    }

    fn gap(&self) -> Option<Withheld> {
        let gaps = &self.checks.gaps;
        let longest = gaps.longest.filter(|_| gaps.grade == Grade::NotToBeUsed)?;
        Some(Withheld::new(WithheldReason::DaysMissing(longest), Release::MissingDays))
    }

    fn totals(&self) -> Option<Withheld> {
        let totals = &self.checks.totals;
        if totals.grade != Grade::NotToBeUsed {
            return None;
        }
        let (_, most) = self.thresholds.bias;
        Some(match totals.gauge {
            Some(gauge) => Withheld::new(
                WithheldReason::TotalsOff { bias: gauge.value, most },
                Release::Bias(most),
            ),
            None => Withheld::new(WithheldReason::NothingCame, Release::RepeatPurchases),
        })
    }

    fn amounts(&self) -> Option<Withheld> {
        (!self.base.has_amounts()).then_some(Withheld::NO_AMOUNTS)
    }

    fn spend(&self) -> Option<Withheld> {
        let (q, _) = self.checks.spend.q.filter(|(q, _)| *q <= 1.0)?;
        let reason = WithheldReason::InfiniteMeanSpend { q };
        Some(Withheld::new(reason, Release::FewerLargeAmounts))
    }

    fn ranking(&self) -> Option<Withheld> {
        let ranking = &self.checks.ranking;
        if ranking.grade != Grade::NotToBeUsed {
            return None;
        }
        let least = self.thresholds.gini;
        Some(match (ranking.finding, ranking.gini, ranking.lead) {
            (RankingFinding::WorseThanObvious, _, Some((lead, ..))) => {
                Withheld::new(WithheldReason::RankingWorse { lead }, Release::AnotherModel)
            }
            (_, Some((gini, ..)), _) => {
                Withheld::new(WithheldReason::RankingIsChance { gini, least }, Release::Gini(least))
            }
            _ => Withheld::NO_MODEL,
        })
    }

    fn leaving(&self) -> Option<Withheld> {
        let leaving = &self.checks.leaving;
        if leaving.grade != Grade::NotToBeUsed {
            return None;
        }
        let (_, most) = self.thresholds.active_spread;
        Some(match (leaving.finding, leaving.active_of_repeat) {
            (LeavingFinding::Disagree, Some((low, high))) => Withheld::new(
                WithheldReason::ModelsDisagree { low, high },
                Release::Agreement(most),
            ),
            _ => Withheld::new(WithheldReason::LeavingNotIdentified, Release::IdentifiedAttrition),
        })
    }
}
