//! Refunds that count on the day of their purchase, and were known later.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::detail::Detail;
use super::entry::Entry;
use super::plan::Plan;
use super::store::Store;
use crate::error::{Error, ErrorKind, Result};

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
    let mut taken: BTreeMap<(i64, i32), Taken> = BTreeMap::new();
    let (mut entries, mut details) = (Vec::new(), Vec::new());
    for refund in refunds.iter().filter(|refund| plan.came_late(refund.stands, refund.came)) {
        let net = if of == Of::Amounts { refund.net } else { refund.left };
        let sum = taken.entry((refund.key, refund.stands)).or_default();
        sum.net = sum.net.checked_add(net).ok_or_else(too_large)?;
        sum.parts += refund.parts;
        sum.left_parts += refund.left_parts;
        sum.count += 1;
        sum.kept += refund.kept;
        let entry = Entry { key: refund.key, tick: refund.came, net, count: 1 };
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
        entries.push(entry);
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
