//! What the functions of this face are written with.

pub(super) use super::column::{
    column, column_mut, fill, input, optional_column, optional_column_mut, output, required, room,
};
pub(super) use super::guard::guard;
pub(super) use super::handle::{free, guard_new};
pub(super) use super::options::{
    begins, enumerator, no_enumerator, options, reserved, results, tell,
};
pub(super) use super::status::{habitue_error, habitue_status};
pub(super) use crate::error::{Error, ErrorKind, Result};
