//! From transactions to summaries, money and live customers.
#![allow(clippy::unwrap_used, clippy::panic)]

mod date_formats;
mod exact_money;
mod file_cases;
mod files;
mod intake;
mod live;
#[cfg(feature = "parquet")]
mod parquet_files;
mod plain_lines;
mod proposals;
mod reading;
mod refunds;
mod snapshots;
mod summary;
mod whole_files;
