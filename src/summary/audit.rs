//! What became of every row.

use super::plan::overflow;
use crate::error::Result;

/// What became of every transaction of a summary when a table was made of it.
///
/// Nothing is lost without a count:
/// rows = occasions of the table + merged + dropped + outside + uncalibrated rows, and the spend
/// likewise (refunds lower it), and so the margin where the rules keep margins. An occasion that nets
/// to nothing may still leave a loss: a sale and its return cost the parcel.
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
    /// Occasions dropped because their net amount was not positive.
    pub dropped_occasions: u64,
    /// Rows of dropped occasions.
    pub dropped_rows: u64,
    /// Net amount of dropped occasions, minor units.
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
    /// Margin of dropped occasions, minor units.
    #[cfg_attr(feature = "serde", serde(default))]
    pub dropped_margin: i64,
    /// Margin of rows outside the window, minor units.
    #[cfg_attr(feature = "serde", serde(default))]
    pub outside_margin: i64,
    /// Margin of rows of customers whom nothing calibrates, minor units.
    #[cfg_attr(feature = "serde", serde(default))]
    pub uncalibrated_margin: i64,
}

/// The parts of an [`Audit`] that are counted while a table is made, with sums that cannot
/// overflow.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) occasions: u64,
    pub(super) merged_rows: u64,
    pub(super) dropped: Part,
    pub(super) outside: Part,
    pub(super) uncalibrated_customers: u64,
    pub(super) uncalibrated: Part,
}

/// Something left out: how many pieces, rows, and how much money.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Part {
    pub(super) pieces: u64,
    pub(super) rows: u64,
    pub(super) spend: i128,
}

impl Part {
    pub(super) fn add(&mut self, rows: u64, spend: i64) {
        self.pieces += 1;
        self.rows += rows;
        self.spend += i128::from(spend);
    }

    fn join(&mut self, other: &Self) {
        self.pieces += other.pieces;
        self.rows += other.rows;
        self.spend += other.spend;
    }
}

impl Count {
    pub(super) fn add(&mut self, other: &Self) {
        self.occasions += other.occasions;
        self.merged_rows += other.merged_rows;
        self.dropped.join(&other.dropped);
        self.outside.join(&other.outside);
        self.uncalibrated_customers += other.uncalibrated_customers;
        self.uncalibrated.join(&other.uncalibrated);
    }

    /// The audit of these counts and `rows` transactions.
    pub(super) fn audit(&self, rows: u64) -> Result<Audit> {
        let money = |sum: i128| i64::try_from(sum).map_err(|_| overflow());
        Ok(Audit {
            rows,
            occasions: self.occasions,
            merged_rows: self.merged_rows,
            dropped_occasions: self.dropped.pieces,
            dropped_rows: self.dropped.rows,
            dropped_spend: money(self.dropped.spend)?,
            outside_rows: self.outside.rows,
            outside_spend: money(self.outside.spend)?,
            uncalibrated_customers: self.uncalibrated_customers,
            uncalibrated_rows: self.uncalibrated.rows,
            uncalibrated_spend: money(self.uncalibrated.spend)?,
            ..Audit::default()
        })
    }
}
