//! What the files of this folder share.

pub(super) use super::super::column::{
    column, column_mut, fill_buffer, input, optional_column, output, required,
};
pub(super) use super::super::guard::guard;
pub(super) use super::super::handle::{free, guard_new};
pub(super) use super::super::options::{
    Options, enumerator, no_enumerator, options, reserved, results, tell,
};
pub(super) use super::super::status::{habitue_error, habitue_status};
pub(super) use super::starts;
pub(super) use super::told::{Places, Told, filled, told};
pub(super) use crate::error::{Error, ErrorKind, Result};
