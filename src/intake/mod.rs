//! Files as people have them: bytes to records of text fields, for transactions and answers alike.
//!
//! A shop exports a file, and nobody says how it is written. [`Source`] finds its encoding and
//! takes the sheet of a workbook or the table of a Parquet file, [`Layout`] what stands between
//! its fields, where its table begins and ends and what its columns are called; [`Records`] gives
//! the fields that are selected, one line after the other, without an allocation. [`Chunks`] are
//! pieces of the table that threads read apart. A [`Proposal`] says which column is likely to be
//! what, and how dates and numbers are written, with its evidence; where two readings fit, it is
//! refused by name.
//!
//! ```
//! use habitue::intake::{Layout, Source};
//!
//! let bytes = b"\xBF\xCD\xBB\xA7\t\xC8\xD5\xC6\xDA\t\xBD\xF0\xB6\xEE\r\n\xBC\xD7\t2024-01-05\t9.90\r\n";
//! let source = Source::from_bytes(bytes.to_vec())?;
//! let layout = Layout::find(&source)?;
//! assert_eq!(layout.columns(), ["客户", "日期", "金额"]);
//! let selection = layout.select(&["金额", "客户"])?;
//! layout.records(&source.text()?, &selection).try_for_each(|record| {
//!     assert_eq!(record.fields, ["9.90".as_bytes(), "甲".as_bytes()]);
//!     Ok::<(), habitue::Error>(())
//! })?;
//! # Ok::<(), habitue::Error>(())
//! ```
//!
//! Nouns: [`Source`] and its [`Encoding`], [`Layout`] with [`LayoutOptions`], [`Delimiter`] and
//! [`Aside`], [`Selection`], [`Records`], [`Record`], [`Chunks`], [`Chunk`]; [`Proposal`] with
//! [`ColumnRole`], [`Evidence`], [`Finding`] and [`ProposedColumn`], and the caller's [`Hints`];
//! [`Repeats`].

mod chunks;
mod column_role;
mod column_sample;
mod delimiter;
mod encoding;
mod file_text;
mod hints;
mod layout;
#[cfg(feature = "parquet")]
mod parquet_cell;
mod parquet_file;
#[cfg(feature = "parquet")]
mod parquet_guard;
#[cfg(feature = "parquet")]
mod parquet_table;
mod proposal;
mod records;
mod repeats;
mod sample;
mod sheet;
mod source;
mod words;

pub use chunks::{Chunk, Chunks};
pub use column_role::ColumnRole;
pub use delimiter::Delimiter;
pub use encoding::Encoding;
pub use hints::Hints;
pub use layout::{Aside, Layout, LayoutOptions};
pub use proposal::{Evidence, Finding, Proposal, ProposedColumn};
pub use records::{Record, Records, Selection};
pub use repeats::Repeats;
pub use source::Source;
