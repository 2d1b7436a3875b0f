//! Who matters, and what customers are worth: tiers, scores, segments and key accounts; cash flows
//! and where they come from; sensitivity.

mod concentration;
mod key_accounts;
mod pyramid;
mod rfm;
mod scoring;
mod segments;
mod tiers;

pub use concentration::*;
pub use key_accounts::*;
pub use pyramid::*;
pub use rfm::*;
pub use scoring::*;
pub use segments::*;
pub use tiers::*;

use super::evidence::{HABITUE_TYPE_I64, habitue_column};
use crate::error::Result;

/// What customers are worth: doubles, or exact minor units.
enum Values<'a> {
    Real(&'a [f64]),
    Exact(&'a [i64]),
}

impl Values<'_> {
    /// # Safety
    /// As for [`habitue_column::cells`].
    unsafe fn read(values: &habitue_column, rows: usize, name: &'static str) -> Result<Self> {
        // SAFETY: the caller's promise is the same.
        unsafe {
            match values.r#type {
                HABITUE_TYPE_I64 => values.cells(rows, name).map(Values::Exact),
                _ => values.cells(rows, name).map(Values::Real),
            }
        }
    }
}

/// Asks the same of values of either kind.
macro_rules! either {
    ($values:expr, $name:ident => $answer:expr) => {
        match $values {
            super::Values::Real($name) => $answer,
            super::Values::Exact($name) => $answer,
        }
    };
}
use either;
