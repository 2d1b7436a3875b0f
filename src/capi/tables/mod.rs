//! From transactions to the table of customers that models are asked about: rules, columns and
//! files taken in, summaries, their tables, and single purchases as they arrive.

mod files;
mod live;
mod rules;
mod scorer;
mod summary;
mod table;
mod transactions;

pub(super) use files::source;
pub use files::*;
pub use live::*;
pub use rules::*;
pub(super) use rules::{key_policy, rounding, written};
pub use scorer::*;
pub use summary::*;
pub(super) use table::convention_of;
pub use table::*;
pub(super) use transactions::is_margin;
pub use transactions::*;
