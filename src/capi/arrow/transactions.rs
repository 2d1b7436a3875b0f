//! Transactions of Arrow.

use super::consumer::Stream;
use crate::arrow::{TransactionFields, TransactionReader, WholeAmounts};
use crate::capi::prelude::*;
use crate::capi::tables::is_margin;
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

impl habitue_arrow_transactions {
    unsafe fn fields(&self, has_amounts: bool) -> Result<TransactionFields> {
        let customer = self.customer.filled("fields.customer")?.unwrap_or("customer");
        let date = self.date.filled("fields.date")?.unwrap_or("date");
        let amount = self.amount.filled("fields.amount")?.or(has_amounts.then_some("amount"));
        let costing = match is_margin(self.costing, "fields.costing")? {
            true => Costing::Margin,
            false => Costing::Cost,
        };
        let cost = self.cost.filled("fields.cost")?.map(|name| costing(name.to_owned()));
        let whole = <Option<WholeAmounts>>::read(self.whole_amounts, "fields.whole_amounts")?;
        let zone = self.timezone.filled("fields.timezone")?.map(TimeZone::parse).transpose()?;
        let mut made = TransactionFields::new(customer, date);
        set!(made: with_amount(amount), with_cost(cost), with_whole_amounts(whole),
            with_time_zone(zone));
        Ok(made)
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
/// `HABITUE_IO_FAILED` with what the stream says.
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
