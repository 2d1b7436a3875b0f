//! Events and dimensions of a relationship, and the trust that it earns.

use crate::capi::evidence::Evidence;
use crate::capi::prelude::*;
use crate::customer::{Dimensions, DuplicateColumns};
use crate::loyalty::{satisfied_streaks_into, trusted_episodes_into};

enumeration!(HABITUE_EVENT: crate::customer::StatusEvent);

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

/// Role, as a bit: customer (客户).
pub const HABITUE_ROLE_CUSTOMER: u32 = 1;
/// Role, as a bit: consumer (消费者).
pub const HABITUE_ROLE_CONSUMER: u32 = 2;
/// Role, as a bit: user (用户).
pub const HABITUE_ROLE_USER: u32 = 4;
/// Role, as a bit: end recipient (最终接受者).
pub const HABITUE_ROLE_END_RECIPIENT: u32 = 8;

/// The breadth of each relationship: how many distinct product lines each of `customer_count`
/// customers has bought, into `breadth`. `customer[i]` is the customer, from 0, of purchase i, and
/// `line[i]` any number that stands for its product line; both have `rows` cells. Since 0.1.
pub fn habitue_relationship_breadth(
    customer: &[u32],
    line: &[i64],
    _rows: usize,
    breadth: &mut [u32],
    _customer_count: usize,
) -> Result<()> {
    Dimensions::breadth_into(customer, line, breadth)
}

/// The number of satisfied episodes in a row up to the last episode of each of `customer_count`
/// customers, 0 for one without an episode, into `streaks`. `customer[i]` is the customer, from 0,
/// of episode i, and `satisfied[i]` is 1 or 0; the episodes of one customer come in the order of
/// time; both have `rows` cells. Up to `tolerance` failures in a row undo nothing: 0 counts
/// satisfaction, which one failure ends; trust survives some. `failures`, the failures in a row
/// since the last satisfied episode, has `customer_count` cells and may be NULL. Since 0.1.
pub fn habitue_satisfied_streaks(
    customer: &[u32],
    satisfied: &[u8],
    _rows: usize,
    tolerance: u32,
    streaks: &mut [u32],
    failures: Option<&mut [u32]>,
    _customer_count: usize,
) -> Result<()> {
    match failures {
        Some(failures) => trusted_episodes_into(customer, satisfied, tolerance, streaks, failures),
        None if tolerance == 0 => satisfied_streaks_into(customer, satisfied, streaks),
        None => {
            let mut failures = vec![0; streaks.len()];
            trusted_episodes_into(customer, satisfied, tolerance, streaks, &mut failures)
        }
    }
}

/// Which of `record_count` records are of one customer: into `first`, for each the first record of
/// the same customer, from 0. `records` has columns of text, empty where a cell is not known:
/// `phone` (digits count), `email`, `name` with `birthday` (which count together), `document`; at
/// least one. A chain of shared keys makes one customer. `shared` is the keys that a record shares
/// with another, the sum of the codes of HABITUE_LIST_DUPLICATE_KEYS, and may be NULL. Since 0.1.
pub fn habitue_duplicates(
    records: Evidence,
    first: &mut [u32],
    shared: Option<&mut [u32]>,
    _record_count: usize,
) -> Result<()> {
    let names = ["phone", "email", "name", "birthday", "document"];
    records.only("DUPLICATES", &names, &[])?;
    let [phones, emails, people, birthdays, documents] =
        names.map(|name| records.optional_texts(name));
    let (phones, emails, documents) = (phones?, emails?, documents?);
    let (people, birthdays) = (people?, birthdays?);
    let mut columns = DuplicateColumns::new(first.len());
    columns = phones.as_ref().map_or(columns, |column| columns.phones(column));
    columns = emails.as_ref().map_or(columns, |column| columns.emails(column));
    columns = documents.as_ref().map_or(columns, |column| columns.documents(column));
    columns = match (&people, &birthdays) {
        (Some(people), Some(birthdays)) => columns.names(people, birthdays),
        (None, None) => columns,
        (given, _) => {
            let name = if given.is_some() { "birthday" } else { "name" };
            return Err(fault(ErrorKind::MissingColumn, name, "is not given, but is needed"));
        }
    };
    let found = columns.duplicates()?;
    first.copy_from_slice(&found.first);
    if let Some(shared) = shared {
        shared.copy_from_slice(&found.shared);
    }
    Ok(())
}
