//! Figures that the data cannot support.

use super::sales_days::SalesGap;

/// A figure, or why it is withheld.
pub type Figure<T> = std::result::Result<T, Withheld>;

/// Why a figure is withheld, and what would release it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Withheld {
    /// Why the data do not support the figure.
    pub reason: WithheldReason,
    /// What would release it.
    pub release: Release,
}

/// Why a figure is withheld. Shares are fractions of 1.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum WithheldReason {
    /// There are no amounts: the base is of purchases alone.
    NoAmounts,
    /// There is no holdout, so that nothing was tested.
    NoHoldout,
    /// Nobody bought a second time, so that nothing is known of coming back.
    NobodyCameBack,
    /// Too few customers bought a second time.
    FewCameBack {
        /// How many did.
        customers: u64,
        /// How many are needed.
        least: u64,
    },
    /// Fewer customers than the figure needs.
    TooFewCustomers {
        /// How many there are.
        customers: u64,
        /// How many are needed.
        least: u64,
    },
    /// The days are too few for the figure.
    TooFewDays,
    /// No model could be fitted, or all are set aside.
    NoModel,
    /// The mean spend of the population is infinite: q of the Gamma-Gamma model is 1 or less, or
    /// may be.
    InfiniteMeanSpend {
        /// The estimate of q.
        q: f64,
    },
    /// The forecast total was too far off in the test.
    TotalsOff {
        /// (expected − came)/came.
        bias: f64,
        /// The largest absolute bias at which totals are released.
        most: f64,
    },
    /// The ranking of customers was no better than chance in the test.
    RankingIsChance {
        /// The Gini coefficient of the ranking.
        gini: f64,
        /// The smallest at which the ranking is released.
        least: f64,
    },
    /// The ranking of customers was worse in the test than that by spend so far.
    RankingWorse {
        /// What the top fifth caught by the model, less the same by spend so far.
        lead: f64,
    },
    /// Days are missing from the data.
    DaysMissing(SalesGap),
    /// Whether customers leave cannot be seen in these data.
    LeavingNotIdentified,
    /// Models that fit equally well disagree on who is still there.
    ModelsDisagree {
        /// The smallest share of active customers among them.
        low: f64,
        /// The largest.
        high: f64,
    },
    /// Too much of the file was not read.
    RowsLost {
        /// The share of the rows that were lost.
        share: f64,
        /// The largest share at which figures are released.
        most: f64,
    },
    /// Equal amounts at equal intervals: a subscription, to which contract models belong.
    Subscription,
    /// The model fixes the figure by construction.
    FixedByConstruction,
    /// Nothing came in the test, so that there is nothing to compare with.
    NothingCame,
    /// There is no survey.
    NoSurvey,
    /// It was not asked for: no futures were to be simulated.
    NotAsked,
}

/// What would release a withheld figure.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Release {
    /// Amounts, in a column of the file.
    Amounts,
    /// More days, so that some can be held out: how many at least, all told.
    MoreDays(u32),
    /// More customers: how many at least.
    MoreCustomers(u64),
    /// Customers who buy again.
    RepeatPurchases,
    /// Reading the rows that were lost: at most this share may be.
    AllRows(f64),
    /// An absolute bias of at most this in a test.
    Bias(f64),
    /// A Gini coefficient of the ranking of at least this in a test.
    Gini(f64),
    /// Parameters of attrition with finite standard errors.
    IdentifiedAttrition,
    /// Models of equal fit whose shares of active customers are at most this far apart.
    Agreement(f64),
    /// The models of contracts, [`Sbg`](crate::lifetime::Sbg) and [`Bdw`](crate::lifetime::Bdw).
    ContractModels,
    /// A model of another kind, that does not fix the figure.
    AnotherModel,
    /// Amounts without a heavy tail: looking at the largest ones.
    FewerLargeAmounts,
    /// The missing days.
    MissingDays,
    /// Answers of a survey.
    Survey,
    /// Asking for it: two or more simulated futures.
    Asking,
}

impl Withheld {
    /// A withheld figure.
    pub(crate) const fn new(reason: WithheldReason, release: Release) -> Self {
        Self { reason, release }
    }

    /// What the reason found: a bias, a coefficient, a share, how many customers; `None` where it is
    /// no number.
    #[must_use]
    pub fn found(&self) -> Option<f64> {
        self.numbers().map(|(found, _)| found)
    }

    /// The bound that what was found fails; `None` where there is none.
    #[must_use]
    pub fn bound(&self) -> Option<f64> {
        self.numbers().and_then(|(_, bound)| bound)
    }

    fn numbers(&self) -> Option<(f64, Option<f64>)> {
        use WithheldReason as Why;
        Some(match self.reason {
            Why::FewCameBack { customers, least } | Why::TooFewCustomers { customers, least } => {
                (customers as f64, Some(least as f64))
            }
            Why::InfiniteMeanSpend { q } => (q, Some(1.0)),
            Why::TotalsOff { bias, most } => (bias, Some(most)),
            Why::RankingIsChance { gini, least } => (gini, Some(least)),
            Why::RankingWorse { lead } => (lead, None),
            Why::DaysMissing(gap) => (f64::from(gap.last.days_since(gap.first) + 1), None),
            Why::ModelsDisagree { low, high } => match self.release {
                Release::Agreement(most) => (high - low, Some(most)),
                _ => (high - low, None),
            },
            Why::RowsLost { share, most } => (share, Some(most)),
            _ => return None,
        })
    }

    /// There are no amounts.
    pub const NO_AMOUNTS: Self = Self::new(WithheldReason::NoAmounts, Release::Amounts);
    /// There is no survey.
    pub const NO_SURVEY: Self = Self::new(WithheldReason::NoSurvey, Release::Survey);
    /// Nobody bought twice.
    pub const NOBODY_CAME_BACK: Self =
        Self::new(WithheldReason::NobodyCameBack, Release::RepeatPurchases);
    /// No futures were to be simulated.
    pub const NO_FUTURES: Self = Self::new(WithheldReason::NotAsked, Release::Asking);
    /// Nothing is held out.
    pub const NO_HOLDOUT: Self = Self::new(WithheldReason::NoHoldout, Release::MoreDays(84));
    /// Fewer days than the figure needs.
    pub const TOO_FEW_DAYS: Self = Self::new(WithheldReason::TooFewDays, Release::MoreDays(62));
    /// No model could be fitted.
    pub const NO_MODEL: Self = Self::new(WithheldReason::NoModel, Release::RepeatPurchases);
}
