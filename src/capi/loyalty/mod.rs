//! What a customer is to the firm: relationships, the trust they earn, drivers of loyalty, wallets.

mod relationship;
mod wallet;

pub use relationship::*;
pub use wallet::*;
