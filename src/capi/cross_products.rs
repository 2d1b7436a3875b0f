//! Sums and cross-products of answers: what shards and waves send to be merged.

use super::column::{column, fill_buffer, input, output};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::moments::habitue_moments;
use super::status::{habitue_error, habitue_status};
use super::survey::{habitue_responses, missing_policy};
use crate::survey::{CrossProducts, Moments};

/// Sums and cross-products of the answers of a part of a survey. Threads: as every
/// handle.
#[derive(Debug)]
pub struct habitue_cross_products(CrossProducts);

/// Sums the answers of a part of a survey, to be merged with others.
///
/// Sums cannot be narrowed: under `HABITUE_MISSING_LISTWISE` and the like, every
/// analysis of them rests on the respondents kept for all questions that were
/// summed. Sum a questionnaire of those that are analysed.
///
/// `missing` is one of `HABITUE_MISSING_...` (not `_EM`, which needs the answers of
/// all parts: append them); `minimum_share` (0 to 1) belongs to
/// `HABITUE_MISSING_PERSON_MEAN`. `*products` receives the handle, to be freed with
/// `habitue_cross_products_free`; `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cross_products_of_answers(
    answers: *const habitue_responses,
    missing: i32,
    minimum_share: f64,
    products: *mut *mut habitue_cross_products,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let answers = unsafe { &input(answers, "answers")?.0 };
        CrossProducts::of(answers, missing_policy(missing, minimum_share)?)
            .map(habitue_cross_products)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(products, error, body) }
}

/// Frees cross-products; NULL does nothing.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_cross_products_free(products: *mut habitue_cross_products) {
    // SAFETY: the contract of the header.
    unsafe { free(products) };
}

/// Adds the sums of `other`, another part (shard, wave) of the same survey.
///
/// Both are of the same questions (by name, and by the ends and direction of their
/// scales) and policy. Whole-number answers with whole
/// weights merge without a bit changing, in any order. On failure `products` is as
/// it was. Neither may be NULL, `error` may be. Returns `HABITUE_OK`, an argument
/// error or `HABITUE_INCONSISTENT`. Needs `products` to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cross_products_merge(
    products: *mut habitue_cross_products,
    other: *const habitue_cross_products,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let other = unsafe { input(other, "other")? }.0.clone();
        // SAFETY: the contract of the header.
        let products = unsafe { output(products, "products")? };
        products.0 = products.0.clone().merge(&other)?;
        Ok(())
    })
}

/// The sums as portable bytes, for another machine.
///
/// `buffer` of `capacity` bytes receives them and `*needed` their length; (NULL, 0)
/// asks for the length alone. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error or `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cross_products_to_bytes(
    products: *const habitue_cross_products,
    buffer: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let products = unsafe { &input(products, "products")?.0 };
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(&products.to_bytes(), buffer, capacity, needed, "buffer") }
    })
}

/// The sums that `habitue_cross_products_to_bytes` wrote.
///
/// `bytes` is `length` bytes. `*products` receives the handle, to be freed with
/// `habitue_cross_products_free`; `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_CORRUPT` or `HABITUE_FORMAT_VERSION`. Any thread. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cross_products_from_bytes(
    bytes: *const u8,
    length: usize,
    products: *mut *mut habitue_cross_products,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let bytes = unsafe { column(bytes, length, "bytes")? };
        CrossProducts::from_bytes(bytes).map(habitue_cross_products)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(products, error, body) }
}

/// The moments under the sums: the same as of all answers at once.
///
/// `*moments` receives the handle, to be freed with `habitue_moments_free`; `error`
/// may be NULL. Returns `HABITUE_OK`, an argument error, or `HABITUE_EMPTY_INPUT`
/// where fewer than two respondents answered a question or a pair. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_moments_of_cross_products(
    products: *const habitue_cross_products,
    moments: *mut *mut habitue_moments,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let products = unsafe { &input(products, "products")?.0 };
        Moments::from_cross_products(products).map(habitue_moments)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(moments, error, body) }
}
