//! How much of the file was not read.

use super::grade::{Better, Gauge, Grade};
use crate::study::base::Base;
use crate::study::thresholds::Thresholds;

/// How many rows, and how much money, reading left out of the file. Why stands in
/// [`Base::losses`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RowsCheck {
    /// How far the ledger is the file.
    pub grade: Grade,
    /// The larger share, of the rows or of the money.
    pub gauge: Option<Gauge>,
    /// What was found.
    pub finding: RowsFinding,
    /// Rows that were lost.
    pub rows_lost: u64,
    /// Rows of the file.
    pub rows: u64,
    /// `rows_lost` over `rows`.
    pub rows_share: f64,
    /// Amounts that were lost, minor units, each without its sign; `None` where that is not known
    /// of all lost rows, or where there are no amounts.
    pub money_lost: Option<i64>,
    /// `money_lost` over that and what was taken in.
    pub money_share: Option<f64>,
    /// Rows that were read and not looked at: days far from all others, or after the last day of
    /// the options.
    pub rows_outside: u64,
}

/// What the check of the rows found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowsFinding {
    /// Every row was read.
    AllRead,
    /// Some rows were lost.
    SomeLost,
}

impl RowsCheck {
    pub(in crate::study) fn of(base: &Base, thresholds: &Thresholds) -> Self {
        let (rows_lost, rows) = (base.rows_lost(), base.rows_of_file());
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let rows_share = share(rows_lost as f64, rows as f64);
        let known: Option<Vec<i64>> = base.losses.iter().map(|loss| loss.money).collect();
        let money_lost = known.filter(|_| base.has_amounts()).map(|known| {
            known.iter().fold(0_i64, |sum, money| sum.saturating_add(money.saturating_abs()))
        });
        let audit = &base.audit;
        let parts = [
            audit.spend,
            audit.holdout_spend,
            audit.dropped_spend,
            audit.outside_spend,
            audit.uncalibrated_spend,
        ];
        let taken: f64 = parts.iter().map(|minor| (*minor as f64).abs()).sum();
        let money_share = money_lost.map(|lost| share(lost as f64, lost as f64 + taken));
        let (sound, care) = thresholds.lost;
        let worst = money_share.unwrap_or(0.0).max(rows_share);
        let gauge = Gauge::new(worst, sound, care, Better::Lower);
        Self {
            grade: gauge.zone(),
            gauge: Some(gauge),
            finding: if rows_lost == 0 { RowsFinding::AllRead } else { RowsFinding::SomeLost },
            rows_lost,
            rows,
            rows_share,
            money_lost,
            money_share,
            rows_outside: audit.outside_rows,
        }
    }
}
