//! What they did: transactions, and the rules by which they are taken in.
//!
//! A transaction is a customer, a moment and an amount. They come one at a time
//! ([`Transaction`]), as columns in the caller's memory ([`Columns`]), or as CSV ([`CsvReader`]).
//! Whichever way they come, the same [`Rules`] decide what is an amount, what a refund does, and
//! how finely time is kept; and what was refused is reported row by row.
//!
//! **Refunds.** A negative amount is money given back. Whether it undoes a purchase is a decision,
//! so it has a name ([`Refunds`]) and the default is to refuse: counting a return as one more
//! purchase is the classic way to a wrong model.
//!
//! ```
//! use habitue::ledger::{CsvFormat, Ledger, Rules};
//! use habitue::money::Currency;
//! use habitue::Progress;
//!
//! let csv = "id,when,paid\n7,2024-01-31,19.99\n7,2024-02-30,5.00\n8,2024-02-01,abc\n";
//! let format = CsvFormat::new("id", "when", "paid").rejecting(10);
//! let rules = Rules::money(Currency::EUR);
//! let (ledger, rejections) =
//!     Ledger::read_csv(csv.as_bytes(), &format, &rules, &mut Progress::silent())?;
//! assert_eq!(ledger.len(), 1);
//! assert_eq!(rejections.total(), 2);
//! assert_eq!(
//!     rejections.examples()[0].to_string(),
//!     "line 3, when: \"2024-02-30\" is no date of the calendar; allowed: 0001-01-01 to 9999-12-31"
//! );
//! # Ok::<(), habitue::Error>(())
//! ```
//!
//! **Costs.** Where it is known what a transaction cost or left ([`Costing`]), the rules may keep
//! its margin beside its amount ([`Rules::with_costs`]), so that value can mean profit. What a row
//! without a cost leaves is a decision again ([`MissingCosts`]), refused by default and counted
//! otherwise.
//!
//! Nouns: [`Transaction`], [`Rules`], [`Refunds`], [`Costing`], [`MissingCosts`], [`Columns`] with [`Times`] and [`Amounts`],
//! [`Ledger`] (owned columns), [`CsvFormat`], [`CsvReader`], [`Rejections`].

mod columns;
mod costing;
mod csv;
mod exact_column;
mod log;
mod rejections;
mod rules;
mod transaction;

pub use columns::{Amounts, Columns, Times};
#[cfg(feature = "files")]
pub(crate) use costing::Margin;
pub use costing::{Costing, MissingCosts};
pub use csv::{BadRows, CsvFormat, CsvReader};
pub(crate) use exact_column::ExactColumn;
pub use log::Ledger;
pub use rejections::Rejections;
pub use rules::{Refunds, Rules};
pub use transaction::Transaction;
