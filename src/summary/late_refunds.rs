//! Refunds that count on the day of their purchase, and were known later.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::detail::Detail;
use super::entry::Entry;
use super::plan::Plan;
use super::store::Store;
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::Rules;
use crate::money::Exact;

/// A refund that was matched to a purchase, so that it stands at the purchase's tick, and the tick
/// at which it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LateRefund {
    pub(super) key: i64,
    /// The tick of the purchase, where the refund stands.
    pub(super) stands: i32,
    /// The tick at which it came.
    pub(super) came: i32,
    /// Its amount and what it left: whole minor units, and the parts above them.
    pub(super) net: i64,
    pub(super) parts: i128,
    pub(super) left: i64,
    pub(super) left_parts: i128,
    /// 1 where refunds are kept as they are.
    pub(super) kept: u32,
}

impl LateRefund {
    /// A refund of an accepted amount, and what it left, that stands at one tick and came at
    /// another.
    ///
    /// # Errors
    /// None for an amount that the rules accepted.
    pub(super) fn of(
        key: i64,
        (stands, came): (i32, i32),
        amount: Exact,
        left: Exact,
        rules: &Rules,
    ) -> Result<Self> {
        Ok(Self {
            key,
            stands,
            came,
            // What was accepted is within 64 bits.
            net: amount.floor().unwrap_or_default(),
            parts: amount.parts(),
            left: left.floor().unwrap_or_default(),
            left_parts: left.parts(),
            kept: u32::from(rules.is_kept_refund(amount)?),
        })
    }
}

/// Which of its sums of a refund a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Amounts,
    Margins,
}

/// What leaves a place.
#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    net: i64,
    parts: i128,
    left_parts: i128,
    count: u32,
    kept: u32,
}

/// The store as it was known at the end of the calibration: refunds of its purchases that came
/// after it stand where they came.
///
/// # Errors
/// [`ErrorKind::Overflow`] where a sum does not fit.
pub(super) fn as_known<'a>(
    store: Cow<'a, Store>,
    refunds: &[LateRefund],
    plan: &Plan,
    of: Of,
    threads: usize,
) -> Result<Cow<'a, Store>> {
    let moves =
        late(refunds, plan).map(|refund| Move { from: refund.stands, to: refund.came, refund });
    moved(store, moves, of, threads)
}

/// What [`as_known`] was made of: every refund stands where its purchase does.
///
/// # Errors
/// As [`as_known`].
pub(super) fn as_matched<'a>(
    store: Cow<'a, Store>,
    refunds: &[LateRefund],
    plan: &Plan,
    of: Of,
    threads: usize,
) -> Result<Cow<'a, Store>> {
    let moves =
        late(refunds, plan).map(|refund| Move { from: refund.came, to: refund.stands, refund });
    moved(store, moves, of, threads)
}

/// The refunds that are known only after the calibration.
fn late<'a>(
    refunds: &'a [LateRefund],
    plan: &'a Plan,
) -> impl Iterator<Item = &'a LateRefund> + use<'a> {
    refunds.iter().filter(|refund| plan.came_late(refund.stands, refund.came))
}

/// A refund from one tick to another.
#[derive(Debug, Clone, Copy)]
struct Move<'a> {
    refund: &'a LateRefund,
    from: i32,
    to: i32,
}

fn moved<'a, 'b>(
    store: Cow<'a, Store>,
    moves: impl Iterator<Item = Move<'b>>,
    of: Of,
    threads: usize,
) -> Result<Cow<'a, Store>> {
    let mut taken: BTreeMap<(i64, i32), Taken> = BTreeMap::new();
    let (mut entries, mut details) = (Vec::new(), Vec::new());
    for Move { refund, from, to } in moves {
        let net = if of == Of::Amounts { refund.net } else { refund.left };
        let sum = taken.entry((refund.key, from)).or_default();
        sum.net = sum.net.checked_add(net).ok_or_else(too_large)?;
        sum.parts += refund.parts;
        sum.left_parts += refund.left_parts;
        sum.count += 1;
        sum.kept += refund.kept;
        let entry = Entry { key: refund.key, tick: to, net, count: 1 };
        if of == Of::Amounts {
            details.push(Detail {
                key: entry.key,
                tick: entry.tick,
                free: false,
                refunds: refund.kept,
                parts: refund.parts,
                margin_parts: refund.left_parts,
            });
        }
        entries.push(entry);
    }
    if taken.is_empty() {
        return Ok(store);
    }
    for mut entry in store.entries() {
        if let Some(sum) = taken.get(&entry.place()) {
            entry.net = entry.net.checked_sub(sum.net).ok_or_else(too_large)?;
            entry.count = entry.count.saturating_sub(sum.count);
        }
        // Where nothing is left, nothing happened.
        if entry.count > 0 {
            entries.push(entry);
        }
    }
    for detail in store.details() {
        let mut detail = *detail;
        if let Some(sum) = taken.get(&detail.place()) {
            detail.parts -= sum.parts;
            detail.margin_parts -= sum.left_parts;
            detail.refunds = detail.refunds.saturating_sub(sum.kept);
        }
        details.push(detail);
    }
    details.retain(|detail| {
        detail.free || detail.refunds > 0 || detail.parts != 0 || detail.margin_parts != 0
    });
    Store::from_entries(&entries, threads)?.with_details(details).map(Cow::Owned)
}

fn too_large() -> Error {
    Error::new(ErrorKind::Overflow, "sum of refunds does not fit").in_column("amount")
}
