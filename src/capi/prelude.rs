//! What the functions of this face are written with.

pub(super) use super::column::{
    column, column_mut, fill, fill_buffer, flags, input, optional_column, optional_column_mut,
    output, put, read, required, room,
};
pub(super) use super::evidence::{habitue_column, habitue_text};
pub(super) use super::guard::guard;
pub(super) use super::handle::{free, guard_also, guard_new};
pub(super) use super::options::{
    begins, enumerator, no_enumerator, options, reserved, results, tell, unread,
};
pub(super) use super::status::{habitue_error, habitue_status};
pub(super) use crate::error::{Error, ErrorKind, Result};
