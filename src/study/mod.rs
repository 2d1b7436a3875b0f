//! One base from ledger to judgement.

mod figures;

pub use figures::*;
