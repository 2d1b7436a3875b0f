//! What whole minor units do not say.

use super::entry::Entry;
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::Rules;
use crate::money::Exact;

/// What the whole minor units of one customer and tick do not say. Hardly any tick has one: a
/// purchase of nothing, a refund that is kept as it is, an amount with more decimals than its
/// currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Detail {
    pub(super) key: i64,
    pub(super) tick: i32,
    /// Whether a purchase of nothing is among the transactions, where refunds are netted.
    pub(super) free: bool,
    /// How many of the transactions are refunds, where these are kept as they are.
    pub(super) refunds: u32,
    /// Sum of what the amounts have above whole minor units, of [`Exact::with_parts`].
    pub(super) parts: i128,
    /// The same of the margins.
    pub(super) margin_parts: i128,
}

impl Detail {
    /// What the entry of a transaction does not say of its amount and margin.
    ///
    /// # Errors
    /// None for an amount that the rules accepted.
    pub(super) fn of(
        entry: &Entry,
        rules: &Rules,
        amount: Exact,
        margin: Exact,
    ) -> Result<Option<Self>> {
        let detail = Self {
            key: entry.key,
            tick: entry.tick,
            free: rules.is_free(amount)?,
            refunds: u32::from(rules.is_kept_refund(amount)?),
            parts: amount.parts(),
            margin_parts: margin.parts(),
        };
        let says =
            detail.free || detail.refunds > 0 || detail.parts != 0 || detail.margin_parts != 0;
        Ok(says.then_some(detail))
    }

    pub(super) const fn place(&self) -> (i64, i32) {
        (self.key, self.tick)
    }

    /// Adds what there is to say of more transactions of the same customer and tick.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] for more than 10^10 transactions; nothing is added then.
    pub(super) fn add(&mut self, other: &Self) -> Result<()> {
        let sum = |ours: i128, theirs| ours.checked_add(theirs).ok_or_else(too_many);
        let parts = sum(self.parts, other.parts)?;
        self.margin_parts = sum(self.margin_parts, other.margin_parts)?;
        self.parts = parts;
        self.free |= other.free;
        self.refunds = self.refunds.saturating_add(other.refunds);
        Ok(())
    }
}

/// Details in the order of customers and ticks, each place once.
///
/// # Errors
/// As [`Detail::add`].
pub(super) fn sorted(mut details: Vec<Detail>) -> Result<Vec<Detail>> {
    details.sort_by_key(Detail::place);
    let mut sums: Vec<Detail> = Vec::new();
    for detail in details {
        match sums.last_mut() {
            Some(last) if last.place() == detail.place() => last.add(&detail)?,
            _ => sums.push(detail),
        }
    }
    Ok(sums)
}

/// The details of one customer among sorted ones.
#[inline]
pub(super) fn of_customer(details: &[Detail], key: i64) -> &[Detail] {
    if details.is_empty() {
        return details;
    }
    let from = details.partition_point(|detail| detail.key < key);
    let length = details[from..].partition_point(|detail| detail.key == key);
    &details[from..from + length]
}

fn too_many() -> Error {
    Error::new(ErrorKind::Overflow, "one customer has too many transactions in one tick")
}
