//! Transactions of Arrow.

use super::consumer::Stream;
use crate::arrow::{TransactionFields, TransactionReader, WholeAmounts};
use crate::capi::prelude::*;
use crate::ledger::Costing;
use crate::time::TimeZone;

/// Which columns of Arrow hold transactions. Start from `HABITUE_ARROW_TRANSACTIONS_INIT`.
#[apply(versioned)]
pub struct habitue_arrow_transactions {
    /// What `cost` says: one of `HABITUE_COSTING_...`. COST by default.
    pub costing: i32,
    /// What amounts and costs in integers are: one of `HABITUE_WHOLE_AMOUNTS_...`, or 0 for what
    /// the schema says. It must be said where there are any, and is refused where there are none.
    pub whole_amounts: i32,
    pub reserved: u32,
    /// Who: integers, text, or UUIDs in 16 bytes. "customer" where empty.
    pub customer: habitue_text,
    /// When: dates, timestamps or text such as 2024-01-31. "date" where empty.
    pub date: habitue_text,
    /// For how much: decimals, plain decimal text, floats or integers. "amount" where empty and
    /// the rules name a currency.
    pub amount: habitue_text,
    /// What each cost or left; a null is not known. Empty for none.
    pub cost: habitue_text,
    /// By whose clock timestamps that name a time zone are read, such as Asia/Shanghai. Empty for
    /// none: then those of UTC are read by its clock, and others are refused.
    pub timezone: habitue_text,
}

/// The name of a column, or what it is called where the caller does not say.
pub(super) unsafe fn named<'a>(
    text: &habitue_text,
    field: &'static str,
    default: &'a str,
) -> Result<&'a str> {
    Ok(match text.read(field)? {
        "" => default,
        name => name,
    })
}

impl habitue_arrow_transactions {
    unsafe fn fields(&self, has_amounts: bool) -> Result<TransactionFields> {
        let customer = named(&self.customer, "fields.customer", "customer")?;
        let mut made = TransactionFields::new(customer, named(&self.date, "fields.date", "date")?);
        let amount = named(&self.amount, "fields.amount", if has_amounts { "amount" } else { "" })?;
        if !amount.is_empty() {
            made = made.with_amount(amount);
        }
        let costings = [(HABITUE_COSTING_COST, false), (HABITUE_COSTING_MARGIN, true)];
        let is_margin = enumerator(self.costing, "fields.costing", &costings)?;
        match self.cost.read("fields.cost")? {
            "" => {}
            name if is_margin => made = made.with_cost(Costing::Margin(name.to_owned())),
            name => made = made.with_cost(Costing::Cost(name.to_owned())),
        }
        let words = [
            (0, None),
            (HABITUE_WHOLE_AMOUNTS_MINOR, Some(WholeAmounts::Minor)),
            (HABITUE_WHOLE_AMOUNTS_MAJOR, Some(WholeAmounts::Major)),
        ];
        if let Some(whole) = enumerator(self.whole_amounts, "fields.whole_amounts", &words)? {
            made = made.with_whole_amounts(whole);
        }
        let zone = self.timezone.read("fields.timezone")?;
        Ok(if zone.is_empty() { made } else { made.with_time_zone(TimeZone::parse(zone)?) })
    }
}

/// Takes in transactions from a `struct ArrowArrayStream` of columns by name (structs): all of its
/// batches, or nothing. Rows are counted through all batches. Occasions are transactions too.
///
/// The stream is moved: whatever is returned, the caller releases it only where its `release` is
/// not NULL. A schema whose metadata names another currency (`habitue.currency`) than the rules, or
/// denies `whole_amounts` (`habitue.whole_amounts`, minor or major), is refused. `fields` may be
/// NULL.
///
/// Returns as `habitue_summary_push`, also `HABITUE_MISSING_COLUMN`, `HABITUE_DUPLICATE` for two
/// columns of a name, `HABITUE_BAD_LENGTH` and `HABITUE_UNSORTED` for buffers that cannot be, and
/// `HABITUE_IO_FAILED` with what the stream says. Since 0.1.
pub unsafe fn habitue_summary_read_arrow(
    summary: &mut Summary,
    stream: *mut c_void,
    fields: Option<habitue_arrow_transactions>,
) -> Result<()> {
    let stream = Stream::take(stream)?;
    let rules = *summary.rules();
    let fields = fields.unwrap_or_default().fields(rules.currency().is_some())?;
    let mut reader = TransactionReader::new(&fields, &rules, &stream.provenance()?)?;
    stream.each(|batch| reader.push(batch))?;
    reader.finish(summary)
}
