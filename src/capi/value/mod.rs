//! Who matters, and what customers are worth: tiers, scores, segments and key accounts; cash flows
//! and where they come from; sensitivity.

use super::evidence::{HABITUE_TYPE_I64, ReadsColumn, habitue_column};
use crate::error::Result;
use crate::value::Amount;

/// What customers are worth: doubles, or exact minor units.
pub(in crate::capi) enum Values<'a> {
    Real(&'a [f64]),
    Exact(&'a [i64]),
}

impl ReadsColumn for Values<'_> {
    unsafe fn read(values: &habitue_column, rows: usize, name: &'static str) -> Result<Self> {
        if values.r#type == HABITUE_TYPE_I64 {
            return values.cells(rows, name).map(Values::Exact);
        }
        values.cells(rows, name).map(Values::Real)
    }
}

/// A value: as a double, or as a whole number, and 0 as the other.
pub(in crate::capi) trait Exact: Amount {
    fn cell(self) -> (f64, i64);
}

impl Exact for f64 {
    fn cell(self) -> (f64, i64) {
        (self, 0)
    }
}

macro_rules! whole {
    ($($type:ty),*) => {
        $(impl Exact for $type {
            fn cell(self) -> (f64, i64) {
                (0.0, i64::from(self))
            }
        })*
    };
}
whole!(i32, u32, i64);

/// Asks the same of values of either kind.
macro_rules! either {
    ($values:expr, $name:ident => $answer:expr) => {
        match $values {
            super::Values::Real($name) => $answer,
            super::Values::Exact($name) => $answer,
        }
    };
}

mod baskets;
mod cash_flow;
mod concentration;
mod cuts;
pub(super) mod discount;
mod events;
mod key_accounts;
mod markov;
mod pyramid;
mod referrals;
mod rfm;
mod scoring;
mod segments;
mod sensitivity;
mod tiers;

pub use baskets::*;
pub use cash_flow::*;
pub use concentration::*;
pub use cuts::*;
pub(super) use cuts::{tell_cuts, tier_cuts};
pub use discount::*;
pub use events::*;
pub use key_accounts::*;
pub use markov::*;
pub use pyramid::*;
pub use referrals::*;
pub use rfm::*;
pub use scoring::*;
pub use segments::*;
pub use sensitivity::*;
pub use tiers::*;
