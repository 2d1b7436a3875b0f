//! The matrices of value: by future value, by loyalty, by response.

use super::classify::{Outputs, classify, habitue_class_counts};
use std::ffi::{CString, c_char};
use std::sync::OnceLock;

use super::classify::{HABITUE_CHINESE, HABITUE_ENGLISH};
use super::column::{column, optional_column, output};
use super::guard::{guard, guard_value};
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::classify::{Class, Cuts};
use crate::value::{
    FutureValue, FutureValueColumns, LoyalValue, RespondingValue, ValueClass, ValueLoyalty,
    ValueLoyaltyColumns, ValueResponse, ValueResponseColumns, mean_cuts, median_cuts,
};

/// Scheme: current by future value.
pub const HABITUE_SCHEME_FUTURE_VALUE: i32 = 21;
/// Scheme: value by loyalty.
pub const HABITUE_SCHEME_VALUE_LOYALTY: i32 = 22;
/// Scheme: value by response.
pub const HABITUE_SCHEME_VALUE_RESPONSE: i32 = 23;

/// Class by current and future value: A, high now and later (首要客户).
pub const HABITUE_VALUE_CLASS_A: i32 = 1;
/// Class by current and future value: B, low now, high later (有相当潜力的客户).
pub const HABITUE_VALUE_CLASS_B: i32 = 2;
/// Class by current and future value: C, high now, low later (核心客户).
pub const HABITUE_VALUE_CLASS_C: i32 = 3;
/// Class by current and future value: D, low now and later.
pub const HABITUE_VALUE_CLASS_D: i32 = 4;

/// Kind by value and loyalty: stranger (陌生人).
pub const HABITUE_LOYAL_VALUE_STRANGER: i32 = 1;
/// Kind by value and loyalty: butterfly (蝴蝶).
pub const HABITUE_LOYAL_VALUE_BUTTERFLY: i32 = 2;
/// Kind by value and loyalty: barnacle (藤壶).
pub const HABITUE_LOYAL_VALUE_BARNACLE: i32 = 3;
/// Kind by value and loyalty: true friend (挚友).
pub const HABITUE_LOYAL_VALUE_TRUE_FRIEND: i32 = 4;

/// Kind by value and response: low value, low response (低价值低响应).
pub const HABITUE_RESPONDING_VALUE_NEGLECT: i32 = 1;
/// Kind by value and response: high value, low response (高价值低响应).
pub const HABITUE_RESPONDING_VALUE_COURT: i32 = 2;
/// Kind by value and response: low value, high response (低价值高响应).
pub const HABITUE_RESPONDING_VALUE_DEVELOP: i32 = 3;
/// Kind by value and response: high value, high response (高价值高响应).
pub const HABITUE_RESPONDING_VALUE_NURTURE: i32 = 4;

/// The ABCD classes by current and future value.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `current`: what the customer is worth now (NaN = not known); `future`: what it will
/// be worth (NaN = not known). `current_cut`, `future_cut`: finite, in the units of the
/// columns; a value on its cut is high.
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_VALUE_CLASS_...`, 0
/// = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_FUTURE_VALUE, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_future_value_classify(
    rows: usize,
    current: *const f64,
    future: *const f64,
    current_cut: f64,
    future_cut: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = FutureValue::new().with_cuts(Cuts::new(current_cut, future_cut)?);
        let mut columns = FutureValueColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.current = optional_column(current, rows, "current")?;
            columns.future = optional_column(future, rows, "future")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// True friends, butterflies, barnacles and strangers by value and loyalty (Reinartz
/// and Kumar).
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `value`: profit of the customer (NaN = not known); `loyalty`: duration of the
/// relationship or an index (NaN = not known). `value_cut`, `loyalty_cut`: finite, on
/// the scales of the columns; a score on its cut is high.
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_LOYAL_VALUE_...`, 0
/// = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_VALUE_LOYALTY, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_value_loyalty_classify(
    rows: usize,
    value: *const f64,
    loyalty: *const f64,
    value_cut: f64,
    loyalty_cut: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = ValueLoyalty::new().with_cuts(Cuts::new(value_cut, loyalty_cut)?);
        let mut columns = ValueLoyaltyColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.value = optional_column(value, rows, "value")?;
            columns.loyalty = optional_column(loyalty, rows, "loyalty")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// What a customer is worth by how readily it answers.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `value`: worth of the customer (NaN = not known); `response`: share of contacts that
/// it answers (NaN = not known). `value_cut`, `response_cut`: finite, on the scales of
/// the columns; a score on its cut is high.
///
/// Out, each of `rows` entries: `codes` the class (one of
/// `HABITUE_RESPONDING_VALUE_...`, 0 = unknown), `reasons` the bits of the reasons and
/// `boundary` 1 where a fact stands exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_VALUE_RESPONSE, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_value_response_classify(
    rows: usize,
    value: *const f64,
    response: *const f64,
    value_cut: f64,
    response_cut: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = ValueResponse::new().with_cuts(Cuts::new(value_cut, response_cut)?);
        let mut columns = ValueResponseColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.value = optional_column(value, rows, "value")?;
            columns.response = optional_column(response, rows, "response")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// Cut at the medians: the upper half is high.
pub const HABITUE_CUTS_MEDIAN: i32 = 0;
/// Cut at the means.
pub const HABITUE_CUTS_MEAN: i32 = 1;

/// Where to cut two columns of a matrix of value, into `x_cut` and `y_cut`: `method` is one
/// of `HABITUE_CUTS_...`.
///
/// `x` has `x_rows` entries, `y` has `y_rows`. `x_cut` and `y_cut` must not be NULL, `error`
/// may be. Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR`,
/// `HABITUE_EMPTY_INPUT`, or `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_matrix_cuts(
    x: *const f64,
    x_rows: usize,
    y: *const f64,
    y_rows: usize,
    method: i32,
    x_cut: *mut f64,
    y_cut: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (x, y, x_cut, y_cut) = unsafe {
            (
                column(x, x_rows, "x")?,
                column(y, y_rows, "y")?,
                output(x_cut, "x_cut")?,
                output(y_cut, "y_cut")?,
            )
        };
        let cuts = match enumerator(
            method,
            "method",
            &[(HABITUE_CUTS_MEDIAN, true), (HABITUE_CUTS_MEAN, false)],
        )? {
            true => median_cuts(x, y)?,
            false => mean_cuts(x, y)?,
        };
        (*x_cut, *y_cut) = (cuts.x(), cuts.y());
        Ok(())
    })
}

/// What to do with the customers of a class of `HABITUE_SCHEME_FUTURE_VALUE`,
/// `..._VALUE_LOYALTY` or `..._VALUE_RESPONSE` (`scheme`), by the `code` of the class, in a
/// language (`HABITUE_ENGLISH`, `HABITUE_CHINESE`): a static, NUL-terminated UTF-8 constant
/// that is never freed; NULL where there is no such scheme, class or language.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_class_policy(scheme: i32, code: i32, language: i32) -> *const c_char {
    static POLICIES: OnceLock<Vec<(i32, i32, i32, CString)>> = OnceLock::new();
    guard_value(std::ptr::null(), || {
        let policies = POLICIES.get_or_init(|| {
            let mut table = Vec::new();
            policies(
                &mut table,
                HABITUE_SCHEME_FUTURE_VALUE,
                ValueClass::policy,
                ValueClass::policy_zh,
            );
            policies(
                &mut table,
                HABITUE_SCHEME_VALUE_LOYALTY,
                LoyalValue::policy,
                LoyalValue::policy_zh,
            );
            policies(
                &mut table,
                HABITUE_SCHEME_VALUE_RESPONSE,
                RespondingValue::policy,
                RespondingValue::policy_zh,
            );
            table
        });
        let wanted = (scheme, code, language);
        policies
            .iter()
            .find(|(scheme, code, language, _)| (*scheme, *code, *language) == wanted)
            .map_or(std::ptr::null(), |(.., text)| text.as_ptr())
    })
}

fn policies<C: Class>(
    table: &mut Vec<(i32, i32, i32, CString)>,
    scheme: i32,
    english: fn(C) -> &'static str,
    chinese: fn(C) -> &'static str,
) {
    for &class in C::ALL {
        for (language, text) in
            [(HABITUE_ENGLISH, english(class)), (HABITUE_CHINESE, chinese(class))]
        {
            let text = CString::new(text).unwrap_or_default();
            table.push((scheme, class.code(), language, text));
        }
    }
}
