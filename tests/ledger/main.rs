//! From transactions to summaries, money and live customers.

mod date_formats;
mod exact_money;
mod files;
mod intake;
mod live;
mod proposals;
mod reading;
mod refunds;
mod summary;
mod whole_files;
