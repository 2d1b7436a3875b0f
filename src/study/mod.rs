//! One customer base from ledger to judgement: which model, whether its forecasts can be trusted,
//! and what each customer will do.
//!
//! A [`Study`] asks of a [`Summary`](crate::summary::Summary) what a manager asks of a report, and
//! first of all whether to believe it. Several models are fitted to all but the last part of the
//! days and judged on that part, the holdout test; the better one is chosen for reasons that are
//! told; six checks grade it; and what the data cannot support is [`Withheld`], with the reason and
//! what would release it, never a number that looks like one. The chosen model is then fitted to
//! all days, so that forecasts and lists are of the last day.
//!
//! Two states of the base are kept: [`Study::test`], as of the end of the calibration, beside what
//! came later, and [`Study::now`], as of the last day.
//!
//! A study holds numbers and codes, no text and no drawing.
//!
//! Nouns: [`Study`], [`Judgement`] (the verdict alone), [`StudyOptions`], [`Base`] (who, when, how much), [`Split`], [`Candidate`]
//! (a model on trial), [`Choice`], [`State`] and its [`Forecast`], [`Checks`], [`Verdict`] by
//! [`Thresholds`], [`Figure`] and [`Withheld`]; [`NamedFigure`] (its key figures and those of the
//! checks, by name).

// The file of the noun that the folder is for bears its name.
#![allow(clippy::module_inception)]

mod base;
mod candidates;
mod checks;
mod choice;
mod figures;
mod growth;
mod judgement;
mod named_figure;
mod sales_days;
mod season;
mod split;
mod state;
mod study;
mod study_options;
mod subscription;
mod survey;
mod thresholds;
mod verdict;
mod withheld;

pub use base::Base;
pub use candidates::{ActiveShare, Candidate, SetAside};
pub use checks::{
    Better, Caught, CheckKind, Checks, GapsCheck, GapsFinding, Gauge, Grade, LeavingCheck,
    LeavingFinding, LowAlive, RankedBy, RankingCheck, RankingFinding, RowsCheck, RowsFinding,
    SpendCheck, SpendFinding, TotalTested, TotalsCheck, TotalsFinding, Unidentified,
};
pub use choice::{Choice, ChoiceReason};
pub use figures::*;
pub use growth::Growth;
pub use judgement::Judgement;
pub use named_figure::NamedFigure;
pub use sales_days::{LoneDays, SalesDays, SalesGap};
pub use season::Season;
pub use split::{Split, SplitOrigin};
pub use state::{Forecast, SpendLaw, State};
pub use study::Study;
pub use study_options::{Loss, ModelRule, SplitRule, StudyOptions};
pub use subscription::Subscription;
pub use survey::*;
pub use thresholds::Thresholds;
pub use verdict::{FigureGroup, Headline, Verdict};
pub use withheld::{Figure, Release, Withheld, WithheldReason};
