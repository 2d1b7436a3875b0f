//! Columns as Apache Arrow lays them out: transactions, responses and histories in, tables out.
//!
//! Under the feature `arrow` from a `RecordBatch` of the crate `arrow-array`; the C face reads the
//! structures of [Arrow's C data interface](https://arrow.apache.org/docs/format/CDataInterface.html)
//! into the same columns, without that crate.
//!
//! | column | types of Arrow |
//! |---|---|
//! | customers | integers; utf8, large_utf8 and utf8_view; binary of 16 bytes, which are UUIDs, as their text |
//! | days and times | date32, date64, timestamps, text such as `2024-01-31` |
//! | amounts, costs | decimal32 to decimal256 by their own scale, plain decimal text, floats, and integers where a word says of what |
//! | answers of a survey | numbers; text as [`AnswerText`](crate::survey::AnswerText) reads it; booleans as 1 and 0 |
//! | histories | numbers |
//!
//! Dictionaries of these are what they stand for. What is null is refused with its row and column,
//! but for costs (not known) and answers (missing). Rows are counted from 0 through all batches.
//!
//! What columns are in, the metadata of their schema says ([`Provenance`]): a unit, a currency, a
//! window or a convention other than that of the receiver is refused by both names.

mod array;
#[cfg(feature = "arrow")]
mod batch;
mod cell;
mod data_type;
mod decimal;
mod export;
mod fields;
mod histories;
mod provenance;
mod responses;
mod transactions;

#[cfg(feature = "arrow")]
pub use batch::{read_histories, read_responses, read_transactions, write_table};
pub use histories::{HistoryColumns, HistoryFields};
pub use provenance::Provenance;
pub use responses::ResponseFields;
pub use transactions::{TransactionFields, WholeAmounts};

#[cfg(feature = "capi")]
pub(crate) use {
    array::{Array, Batch},
    data_type::DataType,
    export::{Exported, ExportedColumn},
    histories::HistoryReader,
    responses::ResponseReader,
    transactions::TransactionReader,
};
