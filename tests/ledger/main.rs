//! From transactions to summaries, money and live customers.

mod date_formats;
mod exact_money;
mod intake;
mod live;
mod proposals;
mod summary;
