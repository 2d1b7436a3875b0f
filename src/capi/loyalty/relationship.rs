//! Events and dimensions of a relationship, and the trust that it earns.

use crate::capi::evidence::Evidence;
use crate::capi::formulas::day_or_none;
use crate::capi::prelude::*;
use crate::customer::{
    CustomerRecord, Dimensions, DuplicateColumns, Key, RecordField, RecordKind, RecordValue,
    records_csv,
};
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
/// `line[i]` any number that stands for its product line; both have `rows` cells.
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
/// since the last satisfied episode, has `customer_count` cells and may be NULL.
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
/// with another, the sum of the codes of HABITUE_LIST_DUPLICATE_KEYS, and may be NULL.
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

/// The fields of a record, and the columns of their values and of when those were confirmed.
const RECORD_COLUMNS: [(RecordField, &str, &str); 12] = [
    (RecordField::Name, "name", "name_confirmed"),
    (RecordField::Birthday, "birthday", "birthday_confirmed"),
    (RecordField::Phone, "phone", "phone_confirmed"),
    (RecordField::Email, "email", "email_confirmed"),
    (RecordField::Address, "address", "address_confirmed"),
    (RecordField::Consent, "consent", "consent_confirmed"),
    (RecordField::Preference, "preference", "preference_confirmed"),
    (RecordField::Habit, "habit", "habit_confirmed"),
    (RecordField::ContractStart, "contract_start", "contract_start_confirmed"),
    (RecordField::ContractEnd, "contract_end", "contract_end_confirmed"),
    (RecordField::Service, "service", "service_confirmed"),
    (RecordField::Complaint, "complaint", "complaint_confirmed"),
];

/// What is kept of customers, for handing it out to them: up to `capacity` bytes of CSV to `text`,
/// and their number to `*needed`, with the header `customer,section,field,value,confirmed` and a
/// line for each value that is there. `records` has a column of text `customer` and columns of
/// values by the names of `HABITUE_FORMULA_RECORD_QUALITY`: days (f64, NaN where there is none) of
/// `birthday`, `contract_start` and `contract_end`, 1, 0 or NaN (f64) of `consent`, text of the
/// others, empty where there is none; beside each, such as `phone_confirmed`, a column of the days
/// (f64) on which they were last confirmed.
///
/// Returns also `HABITUE_MISSING_COLUMN` and, with the row, `HABITUE_MISSING_VALUE` for a value
/// without the day on which it was confirmed, or `HABITUE_OUT_OF_RANGE`.
pub fn habitue_records_export(records: Evidence, text: Buffer<c_char>) -> Result<()> {
    let names = RECORD_COLUMNS.iter().flat_map(|(_, value, confirmed)| [*value, *confirmed]);
    records.only("RECORDS", &names.chain(["customer"]).collect::<Vec<_>>(), &[])?;
    let customers = records.texts("customer")?;
    let mut kept: Vec<CustomerRecord<'_>> =
        customers.map(|key| CustomerRecord::new(Key::from(key))).collect();
    for (field, name, confirmed) in RECORD_COLUMNS {
        let values: Vec<Option<RecordValue>> = match field.kind() {
            RecordKind::Text => {
                let Some(texts) = records.optional_texts(name)? else { continue };
                texts.into_iter().map(|it| (!it.is_empty()).then(|| it.into())).collect()
            }
            kind => {
                let Some(cells) = records.optional::<f64>(name)? else { continue };
                let of = |(row, cell): (usize, &f64)| {
                    recorded(kind, *cell).map_err(|error| error.in_column(name).at_row(row as u64))
                };
                cells.iter().enumerate().map(of).collect::<Result<_>>()?
            }
        };
        let days: &[f64] = records.column(confirmed)?;
        for (row, (record, value)) in kept.iter_mut().zip(values).enumerate() {
            let Some(value) = value else { continue };
            let placed = |error: Error| error.in_column(confirmed).at_row(row as u64);
            let missing = || fault(ErrorKind::Missing, confirmed, "is not given, but is needed");
            let day =
                day_or_none(days[row]).map_err(placed)?.ok_or_else(missing).map_err(placed)?;
            record.set(field, value, day)?;
        }
    }
    text.write(records_csv(&kept))
}

/// A day or a flag as C holds it.
fn recorded(kind: RecordKind, cell: f64) -> Result<Option<RecordValue>> {
    match (kind, cell) {
        (RecordKind::Day, day) => Ok(day_or_none(day)?.map(RecordValue::Day)),
        (_, cell) if cell.is_nan() => Ok(None),
        (_, cell) if cell == 0.0 || cell == 1.0 => Ok(Some(RecordValue::Flag(cell == 1.0))),
        (_, cell) => {
            Err(Error::out_of_range("consent", cell, "1 (yes), 0 (no), or NaN (not known)"))
        }
    }
}
