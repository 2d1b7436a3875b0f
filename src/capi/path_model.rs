//! Path models: constructs and the paths between them.

use super::column::{column, column_mut, fill_buffer, input, optional_column_mut, output, text};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::options::enumerator;
use super::satisfaction_names::in_language;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::satisfaction::{Construct, Mode, PathModel};

/// Questions mirror the construct (reflective).
pub const HABITUE_MODE_A: i32 = 0;
/// Questions make up the construct (formative).
pub const HABITUE_MODE_B: i32 = 1;

/// The American index: expectations, quality, value, satisfaction, complaints,
/// loyalty.
pub const HABITUE_INDEX_ACSI: i32 = 1;
/// The European index: image, expectation, quality, value, satisfaction,
/// complaints, loyalty.
pub const HABITUE_INDEX_ECSI: i32 = 2;
/// The Chinese index: brand image, expectation, quality, value, satisfaction,
/// loyalty.
pub const HABITUE_INDEX_CCSI: i32 = 3;

/// A path model while it is put together. Threads: as every handle.
#[derive(Debug, Default)]
pub struct habitue_path_model {
    constructs: Vec<Construct>,
    paths: Vec<(usize, usize)>,
}

impl habitue_path_model {
    pub(super) fn build(&self) -> Result<PathModel> {
        PathModel::new(self.constructs.clone(), self.paths.clone())
    }
}

/// Makes a path model without constructs.
///
/// `*model` receives the handle, to be freed with `habitue_path_model_free`;
/// `model` must not be NULL, `error` may be. Returns `HABITUE_OK` or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_model_new(
    model: *mut *mut habitue_path_model,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, || Ok(habitue_path_model::default())) }
}

/// Makes the model of a national index, with its paths.
///
/// `index` is one of `HABITUE_INDEX_...`. `item_counts` holds the number of
/// questions of each of its `constructs` (in the order of its list), `items`
/// (`item_count` = their sum) the questions themselves as indices into the moments
/// or answers, construct after construct. `*model` receives the handle; `error` may
/// be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` for a
/// construct without questions, or `HABITUE_DUPLICATE` for a question that measures
/// two. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_model_ready(
    index: i32,
    items: *const usize,
    item_count: usize,
    item_counts: *const usize,
    constructs: usize,
    model: *mut *mut habitue_path_model,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (items, counts) = unsafe {
            (column(items, item_count, "items")?, column(item_counts, constructs, "item_counts")?)
        };
        type Make = fn(&[&[usize]]) -> Result<PathModel>;
        let known: [(i32, Make); 3] = [
            (HABITUE_INDEX_ACSI, |blocks| PathModel::acsi(of_length(blocks)?)),
            (HABITUE_INDEX_ECSI, |blocks| PathModel::ecsi(of_length(blocks)?)),
            (HABITUE_INDEX_CCSI, |blocks| PathModel::ccsi(of_length(blocks)?)),
        ];
        let make = enumerator(index, "index", &known)?;
        let mut rest = items;
        let mut blocks = Vec::new();
        for count in counts {
            let Some((own, others)) = rest.split_at_checked(*count) else {
                return Err(Error::length(
                    "items",
                    items.len(),
                    (items.len() - rest.len()).saturating_add(*count),
                ));
            };
            rest = others;
            blocks.push(own);
        }
        if !rest.is_empty() {
            return Err(Error::length("items", items.len(), items.len() - rest.len()));
        }
        let model = make(&blocks)?;
        Ok(habitue_path_model {
            constructs: model.constructs().to_vec(),
            paths: model.paths().to_vec(),
        })
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, body) }
}

fn of_length<'a, const N: usize>(blocks: &[&'a [usize]]) -> Result<[&'a [usize]; N]> {
    blocks.try_into().map_err(|_| Error::length("constructs", blocks.len(), N))
}

/// Frees a model; NULL does nothing. Fits made from it live on.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_path_model_free(model: *mut habitue_path_model) {
    // SAFETY: the contract of the header.
    unsafe { free(model) };
}

/// Adds a construct as the last one.
///
/// `name` (UTF-8, `name_length` bytes) is what errors call it. `items` holds its
/// `item_count` questions as indices into the moments or answers; `mode` is
/// `HABITUE_MODE_A` or `_B`. Whether constructs and paths make a model is checked
/// when it is fitted. `error` may be NULL. Returns `HABITUE_OK`, an argument error or
/// `HABITUE_NOT_UTF8`. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_model_add_construct(
    model: *mut habitue_path_model,
    name: *const u8,
    name_length: usize,
    items: *const usize,
    item_count: usize,
    mode: i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, name, items) = unsafe {
            (
                output(model, "model")?,
                text(name, name_length, "name")?,
                column(items, item_count, "items")?,
            )
        };
        let modes = [(HABITUE_MODE_A, Mode::A), (HABITUE_MODE_B, Mode::B)];
        let mode = enumerator(mode, "mode", &modes)?;
        model.constructs.push(Construct::new(name, name, items).with_mode(mode));
        Ok(())
    })
}

/// Adds a path from one construct to another, both counted from 0 and added before.
///
/// `model` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error
/// or `HABITUE_OUT_OF_RANGE`. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_model_add_path(
    model: *mut habitue_path_model,
    from: usize,
    to: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let model = unsafe { output(model, "model")? };
        for (name, end) in [("from", from), ("to", to)] {
            if end >= model.constructs.len() {
                let allowed = format!("less than {}", model.constructs.len());
                return Err(Error::out_of_range(name, end as f64, allowed));
            }
        }
        model.paths.push((from, to));
        Ok(())
    })
}

/// How many constructs and paths a model has.
///
/// `*constructs` and `*paths` receive the counts; either may be NULL, and so may
/// `error`. Returns `HABITUE_OK` or an argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_model_shape(
    model: *const habitue_path_model,
    constructs: *mut usize,
    paths: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, constructs, paths) = unsafe {
            (
                input(model, "model")?,
                optional_column_mut(constructs, 1, "constructs")?,
                optional_column_mut(paths, 1, "paths")?,
            )
        };
        for (out, count) in [(constructs, model.constructs.len()), (paths, model.paths.len())] {
            if let Some([out]) = out {
                *out = count;
            }
        }
        Ok(())
    })
}

/// The ends of the paths, in order.
///
/// `from` and `to` receive `paths` indices of constructs, which must be the number
/// of paths. `error` may be NULL. Returns `HABITUE_OK` or an argument error. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_model_paths(
    model: *const habitue_path_model,
    from: *mut usize,
    to: *mut usize,
    paths: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, from, to) = unsafe {
            (input(model, "model")?, column_mut(from, paths, "from")?, column_mut(to, paths, "to")?)
        };
        if paths != model.paths.len() {
            return Err(Error::length("paths", paths, model.paths.len()));
        }
        for ((start, end), (from, to)) in model.paths.iter().zip(from.iter_mut().zip(to)) {
            *from = *start;
            *to = *end;
        }
        Ok(())
    })
}

/// The name of a construct.
///
/// `construct` counts from 0; `language` is `HABITUE_ENGLISH` or `HABITUE_CHINESE`
/// (the name that was given, for a construct of the caller's). `buffer` of `capacity`
/// bytes receives UTF-8 without a NUL and `*needed` its length; (NULL, 0) asks for
/// the length alone. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BUFFER_TOO_SMALL` or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_path_model_name(
    model: *const habitue_path_model,
    construct: usize,
    language: i32,
    buffer: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let model = unsafe { input(model, "model")? };
        let Some(found) = model.constructs.get(construct) else {
            let allowed = format!("less than {}", model.constructs.len());
            return Err(Error::out_of_range("construct", construct as f64, allowed));
        };
        let name = in_language((&found.name, &found.name_zh), language)?;
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(name.as_bytes(), buffer, capacity, needed, "buffer") }
    })
}
