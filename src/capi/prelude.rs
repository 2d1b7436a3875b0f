//! What the functions of this face are written with.

pub(super) use macro_rules_attribute::apply;

pub(super) use super::column::{
    Buffer, absent, at, by_row, column, column_mut, fault, fill, flags, input, null,
    optional_column, optional_column_mut, optional_input, optional_output, output, put, read,
    required, room, same_length, set,
};
pub(super) use super::handle::New;
pub(super) use super::options::{
    Enumerated, Options, Reads, begins, enumeration, enumerator, fields, flag, idle, mirror,
    no_enumerator, options, plain, results, unread, versioned,
};
pub(super) use super::told::{Places, Told, as_long, told};
pub(super) use super::*;
pub(super) use crate::error::{Error, ErrorKind, Result};
pub(super) use crate::lifetime::Model;
pub(super) use crate::summary::Summary;
pub(super) use crate::survey::Answers;
