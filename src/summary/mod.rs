//! From ledger to summary: what a model needs to know of each customer.
//!
//! Models of repeat purchase ask four things of a customer:
//!
//! | | name | meaning |
//! |---|---|---|
//! | x | frequency | **repeat** purchase occasions: the first purchase is not counted |
//! | t_x | recency | time from the first occasion to the last; 0 where x is 0 |
//! | T | age | time from the first occasion to the end of the calibration |
//! | | spend | what the repeat occasions were worth together (and the first one, apart) |
//! | | margin | what they left after their costs, where the rules keep costs |
//!
//! Mind the words: in models of repeat purchase, recency is the customer's **age at the last
//! purchase** (large is good), while RFM segmentation calls recency the time *since* it. And an
//! occasion is not a transaction: purchases within one period (a day, say) are one occasion.
//!
//! **How to count is a convention**, and packages differ. [`Convention::lifetimes`] counts
//! calendar periods, [`Convention::btyd`] counts distinct days and divides. The same purchases
//! give other numbers:
//!
//! ```
//! use habitue::ledger::{Rules, Transaction};
//! use habitue::summary::{Convention, Summary};
//! use habitue::time::{Day, Unit, Window};
//!
//! let mut summary = Summary::new(Rules::visits());
//! for date in ["2015-01-30", "2015-01-31", "2015-02-02"] {
//!     summary.update(&Transaction::visit(7, Day::parse(date)?))?; // Friday, Saturday, Monday
//! }
//! let window = Window::until(Day::parse("2015-02-08")?);
//!
//! let table = summary.table(&window, &Convention::btyd(Unit::Week))?;
//! assert_eq!((table.x(), table.t_x(), table.t()), ([2].as_slice(), [3.0 / 7.0].as_slice(), [9.0 / 7.0].as_slice()));
//!
//! let table = summary.table(&window, &Convention::lifetimes(Unit::Week))?;
//! assert_eq!((table.x(), table.t_x(), table.t()), ([1].as_slice(), [1.0].as_slice(), [1.0].as_slice()));
//! # Ok::<(), habitue::Error>(())
//! ```
//!
//! **A summary is mergeable.** [`Summary`] keeps, for each customer and tick (a day or an hour),
//! the net amount (exactly, also where amounts have more decimals than their currency) and the
//! number of transactions: sums, so their order does not matter. Each customer's total and that of
//! the base are rounded once, from exact sums; the audit tells the difference. Updating
//! one by one in any order, merging the summaries of any partition, and building at once give the
//! same [`Table`] bit for bit. A late transaction is just another transaction. Windows and
//! conventions are applied afterwards, so one summary serves them all.
//!
//! Nouns: [`Summary`] (the state), [`Convention`], [`Table`] (the columns for a window) with its
//! [`Audit`] and [`Margins`], [`Occasions`] (each occasion of the table), [`Cells`] (distinct (x, t_x, T) with counts: all that a fit needs), [`Tracking`]
//! (actual repeat purchases by period), [`Live`] (kept open for single purchases, each with its [`Arrival`]).

mod arrival;
mod audit;
mod builder;
mod cells;
mod convention;
mod detail;
mod diary;
mod entry;
#[cfg(feature = "files")]
mod file_rows;
#[cfg(feature = "files")]
mod grouping;
mod intervals;
mod kept;
mod late_refunds;
mod live;
mod live_bytes;
mod margins;
mod numbers;
mod occasions;
#[cfg(feature = "files")]
mod packed_key;
#[cfg(feature = "files")]
mod partition;
mod places;
mod placing;
mod plan;
mod radix;
#[cfg(feature = "files")]
mod reading;
mod state;
mod store;
mod summary_bytes;
mod table;
mod table_bytes;
mod tracking;

pub use arrival::Arrival;
pub use audit::Audit;
pub use cells::Cells;
pub use convention::{Clock, Convention};
pub use live::Live;
pub use margins::Margins;
pub use occasions::{OccasionRow, Occasions};
pub use state::Summary;
pub use table::{Row, Table};
pub use tracking::Tracking;
