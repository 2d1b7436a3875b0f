//! What they did: transactions, and the rules by which they are taken in.
//!
//! A transaction is a customer, a moment and an amount. They come one at a time
//! ([`Transaction`]), as columns in the caller's memory ([`Columns`]), or from files
//! ([`Ledger::read_csv`], feature `files`). Whichever way they come, the same [`Rules`] decide what
//! is an amount, what a refund does, which spellings of a key are one customer, and how finely time
//! is kept.
//!
//! **Files.** [`TransactionFormat`] says which column holds what and what becomes of guests,
//! cancelled orders, other currencies and bad rows; [`FileAudit`] accounts for every row and every
//! cent of the file.
//!
//! ```
//! use habitue::ledger::{Ledger, Rules, TransactionFormat};
//! use habitue::money::Currency;
//! use habitue::Progress;
//!
//! let csv = "id,when,paid\n7,2024-01-31,19.99\n7,2024-02-30,5.00\n8,2024-02-01,abc\n";
//! let format = TransactionFormat::new("id", "when", "paid").rejecting(10);
//! let rules = Rules::money(Currency::EUR);
//! let (ledger, audit) =
//!     Ledger::read_csv(csv.as_bytes(), &format, &rules, &mut Progress::silent())?;
//! assert_eq!(ledger.len(), 1);
//! assert_eq!(audit.rejections().total(), 2);
//! assert_eq!(audit.total(Currency::EUR)?.to_string(), "24.99 EUR");
//! let first = audit.rejections().examples()[0].to_string();
//! assert!(first.starts_with("line 3, when: \"2024-02-30\" is no date of the calendar"));
//! # Ok::<(), habitue::Error>(())
//! ```
//!
//! **Refunds.** A negative amount is money given back. Whether it undoes a purchase is a decision,
//! so it has a name ([`Refunds`]) and the default is to refuse: counting a return as one more
//! purchase is the classic way to a wrong model. [`Ledger::visits`] are the days on which customers
//! bought, which refunds are not. Which purchase a refund takes back may be known better than "the
//! latest": [`Ledger::match_refunds`].
//!
//! **Costs.** Where it is known what a transaction cost or left ([`Costing`]), the rules may keep
//! its margin beside its amount ([`Rules::with_costs`]), so that value can mean profit. What a row
//! without a cost leaves is a decision again ([`MissingCosts`]), refused by default and counted
//! otherwise.
//!
//! Nouns: [`Transaction`], [`Rules`], [`Refunds`], [`Costing`], [`MissingCosts`], [`Columns`] with
//! [`Times`] and [`Amounts`], [`Ledger`] (owned columns) and its [`Visits`], [`TransactionFormat`],
//! [`FileAudit`] with [`RowFate`] and [`Rejections`], [`MatchedRefunds`].

mod columns;
mod costing;
mod exact_column;
#[cfg(feature = "files")]
mod file_audit;
mod log;
#[cfg(feature = "files")]
mod plain_lines;
#[cfg(feature = "files")]
mod reading;
#[cfg(feature = "files")]
mod record_reader;
mod refund_matching;
#[cfg(feature = "files")]
mod rejections;
mod rules;
mod rules_bytes;
mod transaction;
#[cfg(feature = "files")]
mod transaction_format;
mod visits;

pub use columns::{Amounts, Columns, Times};
pub use costing::{Costing, MissingCosts};
pub(crate) use exact_column::ExactColumn;
#[cfg(feature = "files")]
pub use file_audit::{FileAudit, FileAuditEntry, RowFate};
pub use log::Ledger;
pub(crate) use log::MovedRefund;
#[cfg(feature = "files")]
pub(crate) use plain_lines::{PlainKey, PlainLines, PlainPurchase};
#[cfg(feature = "files")]
pub(crate) use record_reader::{RecordAudit, RecordReader, RowKey, Taken};
pub use refund_matching::MatchedRefunds;
#[cfg(feature = "files")]
pub use rejections::Rejections;
pub use rules::{Refunds, Rules};
pub use transaction::Transaction;
#[cfg(feature = "files")]
pub use transaction_format::{
    BadRows, Duplicates, Guests, OtherCurrencies, RefundMatching, TransactionFormat, ZeroAmounts,
};
pub use visits::Visits;
