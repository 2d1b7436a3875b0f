//! The six checks of a study, always the same and in this order: the forecast total, the ranking,
//! leaving, gaps, rows and money lost, spend tied to frequency.
//!
//! Each has a [`Grade`], a [`Gauge`] with the bounds of its grades, a finding as a code, and the
//! figures that a sentence needs. The bounds are [`Thresholds`](super::Thresholds).

mod checks;
mod gaps;
mod grade;
mod leaving;
mod ranking;
mod rows;
mod spend;
mod totals;

pub use checks::{CheckKind, Checks};
pub use gaps::{GapsCheck, GapsFinding};
pub use grade::{Better, Gauge, Grade};
pub(super) use leaving::Evidence;
pub use leaving::{LeavingCheck, LeavingFinding, LowAlive, Unidentified};
pub use ranking::{Caught, RankedBy, RankingCheck, RankingFinding};
pub use rows::{RowsCheck, RowsFinding};
pub use spend::{SpendCheck, SpendFinding};
pub use totals::{TotalTested, TotalsCheck, TotalsFinding};
