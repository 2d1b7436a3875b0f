//! From transactions to summaries, money and live customers.

mod exact_money;
mod live;
mod summary;
