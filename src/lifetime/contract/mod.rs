//! Models of customers under contract.

pub(crate) mod bdw;
pub(crate) mod sbg;
