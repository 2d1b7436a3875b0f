//! Events and dimensions of a relationship, and which relationship suits whom.

use super::column::{column, column_mut, optional_column};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::classify::Named;
use crate::customer::{Bond, BondTable, CustomerNumber, Dimensions, Margin, Status, StatusEvent};
use crate::error::{Error, ErrorKind, Result};

/// Event: a need is found.
pub const HABITUE_EVENT_NEED_FOUND: i32 = 1;
/// Event: the need is gone.
pub const HABITUE_EVENT_NEED_GONE: i32 = 2;
/// Event: is targeted.
pub const HABITUE_EVENT_TARGETED: i32 = 3;
/// Event: is targeted no longer.
pub const HABITUE_EVENT_DROPPED: i32 = 4;
/// Event: buys.
pub const HABITUE_EVENT_PURCHASED: i32 = 5;
/// Event: stops buying.
pub const HABITUE_EVENT_LAPSED: i32 = 6;
/// Event: ends the relationship.
pub const HABITUE_EVENT_LEFT: i32 = 7;

/// Few: of customers, or low, of their margin.
pub const HABITUE_EXTENT_LOW: i32 = 1;
/// A medium number of customers, or a medium margin.
pub const HABITUE_EXTENT_MEDIUM: i32 = 2;
/// Many customers, or a high margin.
pub const HABITUE_EXTENT_HIGH: i32 = 3;

/// Persona tag, as a bit: demanding (苛刻的).
pub const HABITUE_PERSONA_DEMANDING: u32 = 1;
/// Persona tag, as a bit: hesitant (犹豫不决的).
pub const HABITUE_PERSONA_HESITANT: u32 = 2;
/// Persona tag, as a bit: thrifty (节俭的).
pub const HABITUE_PERSONA_THRIFTY: u32 = 4;
/// Persona tag, as a bit: sophisticated (久经世故的).
pub const HABITUE_PERSONA_SOPHISTICATED: u32 = 8;

/// The lifecycle status of each customer after an event: `statuses` holds `HABITUE_LIFECYCLE_...`,
/// `events` `HABITUE_EVENT_...`, and `next` receives the status after it. A purchase makes an
/// actual customer of anybody. Returns also `HABITUE_INCONSISTENT`, with the row, for an event that
/// cannot happen in the status (a non-customer who stops buying). Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_lifecycle_after(
    statuses: *const i32,
    events: *const i32,
    rows: usize,
    next: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (statuses, events, next) = unsafe {
            (
                column(statuses, rows, "statuses")?,
                column(events, rows, "events")?,
                column_mut(next, rows, "next")?,
            )
        };
        let after = |row: usize| -> Result<i32> {
            let status: Status = named(statuses[row], "statuses")?;
            let event: StatusEvent = named(events[row], "events")?;
            Ok(status.after(event)?.code())
        };
        for row in 0..rows {
            after(row).map_err(|error| error.at_row(row as u64))?;
        }
        for (row, slot) in next.iter_mut().enumerate() {
            *slot = after(row)?;
        }
        Ok(())
    })
}

fn named<T: Named>(code: i32, name: &'static str) -> Result<T> {
    T::from_code(code).ok_or_else(|| {
        Error::new(ErrorKind::Enumerator, "is not one of the enumerators")
            .in_column(name)
            .with_value(code)
            .allowing(format!("1 to {}", T::ALL.len()))
    })
}

/// The closest relationship that pays for each of `rows` kinds of customers:
/// `customers` (how many there are) and `margins` (how much each leaves) hold one of
/// `HABITUE_EXTENT_...`; `lower` and `upper`, of `rows` entries, receive the two levels
/// (one of `HABITUE_BOND_...`) between which the selection table leaves the choice, the
/// same twice where it leaves none.
///
/// `table` replaces Kotler's table, which stands for NULL: 18 levels, for few, a medium
/// number and many customers in turn, in each for a low, a medium and a high margin, the
/// lower level and the upper one. Kotler's, from its first entry: 3,3 4,4 5,5; 2,2 3,3
/// 4,4; 1,2 2,2 3,3.
///
/// `table` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BAD_ENUMERATOR` with the row, or `HABITUE_UNSORTED` for a lower level above
/// its upper one. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_bond_suited(
    customers: *const i32,
    margins: *const i32,
    rows: usize,
    table: *const i32,
    lower: *mut i32,
    upper: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (customers, margins, cells, lower, upper) = unsafe {
            (
                column(customers, rows, "customers")?,
                column(margins, rows, "margins")?,
                optional_column(table, 18, "table")?,
                column_mut(lower, rows, "lower")?,
                column_mut(upper, rows, "upper")?,
            )
        };
        let table = cells.map_or_else(|| Ok(BondTable::new()), bond_table)?;
        let suited = |row: usize| -> Result<(Bond, Bond)> {
            let number: CustomerNumber = named(customers[row], "customers")?;
            let margin: Margin = named(margins[row], "margins")?;
            Ok(table.suited(number, margin))
        };
        for row in 0..rows {
            suited(row).map_err(|error| error.at_row(row as u64))?;
        }
        for row in 0..rows {
            let (first, second) = suited(row)?;
            (lower[row], upper[row]) = (first.code(), second.code());
        }
        Ok(())
    })
}

/// The table of 18 levels, in the order of the codes of both axes.
fn bond_table(levels: &[i32]) -> Result<BondTable> {
    let mut table = BondTable::new();
    let axes = CustomerNumber::ALL.iter().flat_map(|n| Margin::ALL.iter().map(move |m| (*n, *m)));
    for ((at, (number, margin)), pair) in axes.enumerate().zip(levels.chunks_exact(2)) {
        let row = |error: Error| error.at_row(2 * at as u64);
        let lower: Bond = named(pair[0], "table").map_err(row)?;
        let upper: Bond = named(pair[1], "table").map_err(row)?;
        table = table
            .with_cell(number, margin, lower, upper)
            .map_err(|error| row(error.in_column("table")))?;
    }
    Ok(table)
}

/// The breadth of each relationship: how many distinct product lines each of
/// `customer_count` customers has bought. `customer[i]` is the customer, from 0, of
/// purchase i of `purchases`, and `line[i]` any number that stands for its product line;
/// `breadth` has `customer_count` entries, 0 for a customer without a purchase.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_OUT_OF_RANGE` for a customer without an entry, with the row. Nothing is
/// written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_relationship_breadth(
    customer: *const u32,
    line: *const i64,
    purchases: usize,
    breadth: *mut u32,
    customer_count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (customer, line, breadth) = unsafe {
            (
                column(customer, purchases, "customer")?,
                column(line, purchases, "line")?,
                column_mut(breadth, customer_count, "breadth")?,
            )
        };
        Dimensions::breadth_into(customer, line, breadth)
    })
}
