//! What became of every row.

use std::fmt;

use super::plan::Plan;
use crate::error::Result;
use crate::money::Exact;

/// What became of every transaction of a summary when a table was made of it.
///
/// Nothing is lost without a count:
/// rows = occasions of the table + merged + dropped + outside + uncalibrated rows, and the amounts
/// = spend + holdout spend + dropped + outside + uncalibrated spend, up to the rounding of each of
/// these sums; so the margins, where the rules keep them. A period that refunds bring to nothing
/// may still leave a loss, a parcel that was paid for: it lowers what its customer left before.
///
/// The display is the whole of it, a line each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Audit {
    /// Transactions taken in.
    pub rows: u64,
    /// Rows refused while reading; not part of `rows`.
    pub rejected_rows: u64,
    /// Transactions taken in with a negative amount.
    pub refund_rows: u64,
    /// Transactions taken in without a cost, whose margin the rules assumed.
    #[cfg_attr(feature = "serde", serde(default))]
    pub assumed_rows: u64,
    /// Customers in the table.
    pub customers: u64,
    /// Occasions in the table, first ones and holdout ones included.
    pub occasions: u64,
    /// Rows that joined an occasion already counted.
    pub merged_rows: u64,
    /// Periods that refunds brought to nothing or less, which are no occasions.
    pub dropped_occasions: u64,
    /// Rows of such periods.
    pub dropped_rows: u64,
    /// Refunds that no earlier purchase of the customer could bear, minor units; what others
    /// could is in their spend.
    pub dropped_spend: i64,
    /// Rows before the window's start or after its end.
    pub outside_rows: u64,
    /// Net amount of rows outside the window, minor units.
    pub outside_spend: i64,
    /// Customers whose occasions within the window are all in the holdout: they are not in the
    /// table, because nothing calibrates them.
    pub uncalibrated_customers: u64,
    /// Rows of such customers within the window.
    pub uncalibrated_rows: u64,
    /// Net amount of such rows, minor units.
    pub uncalibrated_spend: i64,
    /// Margin of such refunds, minor units.
    #[cfg_attr(feature = "serde", serde(default))]
    pub dropped_margin: i64,
    /// Margin of rows outside the window, minor units.
    #[cfg_attr(feature = "serde", serde(default))]
    pub outside_margin: i64,
    /// Margin of rows of customers whom nothing calibrates, minor units.
    #[cfg_attr(feature = "serde", serde(default))]
    pub uncalibrated_margin: i64,
    /// What the customers of the table spent in the calibration together, minor units: the exact
    /// sum, rounded once.
    #[cfg_attr(feature = "serde", serde(default))]
    pub spend: i64,
    /// The same of the holdout.
    #[cfg_attr(feature = "serde", serde(default))]
    pub holdout_spend: i64,
    /// By how much `spend` exceeds the sum of the customers' totals, each of which is rounded once:
    /// 0 where no amount had more decimals than the currency.
    #[cfg_attr(feature = "serde", serde(default))]
    pub rounding_difference: i64,
}

impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = [
            ("rows", self.rows.into()),
            ("rejected rows", self.rejected_rows.into()),
            ("refund rows", self.refund_rows.into()),
            ("assumed rows", self.assumed_rows.into()),
            ("customers", self.customers.into()),
            ("occasions", self.occasions.into()),
            ("merged rows", self.merged_rows.into()),
            ("dropped periods", self.dropped_occasions.into()),
            ("dropped rows", self.dropped_rows.into()),
            ("outside rows", self.outside_rows.into()),
            ("uncalibrated customers", self.uncalibrated_customers.into()),
            ("uncalibrated rows", self.uncalibrated_rows.into()),
            ("spend", i128::from(self.spend)),
            ("holdout spend", self.holdout_spend.into()),
            ("dropped spend", self.dropped_spend.into()),
            ("outside spend", self.outside_spend.into()),
            ("uncalibrated spend", self.uncalibrated_spend.into()),
            ("dropped margin", self.dropped_margin.into()),
            ("outside margin", self.outside_margin.into()),
            ("uncalibrated margin", self.uncalibrated_margin.into()),
            (
                "spend less the sum of the customers' rounded totals",
                self.rounding_difference.into(),
            ),
        ];
        lines.iter().try_for_each(|(name, value)| writeln!(f, "{name}: {value}"))
    }
}

/// The parts of an [`Audit`] that are counted while a table is made.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) occasions: u64,
    pub(super) merged_rows: u64,
    pub(super) dropped: LeftOut,
    pub(super) outside: LeftOut,
    pub(super) uncalibrated: LeftOut,
    pub(super) spend: Exact,
    pub(super) holdout_spend: Exact,
    /// The sum of the customers' rounded totals.
    pub(super) totals: i128,
}

/// Something left out: how many pieces, rows, and how much money.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LeftOut {
    pub(super) pieces: u64,
    pub(super) rows: u64,
    pub(super) money: Exact,
}

impl LeftOut {
    pub(super) const fn count(&mut self, rows: u64) {
        self.pieces += 1;
        self.rows += rows;
    }

    fn join(&mut self, other: &Self) {
        self.pieces += other.pieces;
        self.rows += other.rows;
        self.money += other.money;
    }
}

impl Count {
    pub(super) fn add(&mut self, other: &Self) {
        self.occasions += other.occasions;
        self.merged_rows += other.merged_rows;
        self.dropped.join(&other.dropped);
        self.outside.join(&other.outside);
        self.uncalibrated.join(&other.uncalibrated);
        self.spend += other.spend;
        self.holdout_spend += other.holdout_spend;
        self.totals += other.totals;
    }

    /// The audit of these counts and `rows` transactions.
    pub(super) fn audit(&self, rows: u64, plan: &Plan) -> Result<Audit> {
        let spend = plan.round(self.spend)?;
        Ok(Audit {
            rows,
            occasions: self.occasions,
            merged_rows: self.merged_rows,
            dropped_occasions: self.dropped.pieces,
            dropped_rows: self.dropped.rows,
            dropped_spend: plan.round(self.dropped.money)?,
            outside_rows: self.outside.rows,
            outside_spend: plan.round(self.outside.money)?,
            uncalibrated_customers: self.uncalibrated.pieces,
            uncalibrated_rows: self.uncalibrated.rows,
            uncalibrated_spend: plan.round(self.uncalibrated.money)?,
            spend,
            holdout_spend: plan.round(self.holdout_spend)?,
            // Each total is within one of the exact one, so that their sum fits as well.
            rounding_difference: (i128::from(spend) - self.totals) as i64,
            ..Audit::default()
        })
    }
}
