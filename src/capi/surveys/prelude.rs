//! What the files of this folder share.

pub(super) use super::super::prelude::*;
pub(super) use super::told::{Places, Told, filled, told};
