//! Names of the classes of satisfaction, in English and Chinese.

use super::classify::{HABITUE_CHINESE, HABITUE_ENGLISH};
use super::column::fill_buffer;
use super::guard::guard;
use super::moments::{
    HABITUE_QUADRANT_CONCENTRATE_HERE, HABITUE_QUADRANT_KEEP_UP, HABITUE_QUADRANT_LOW_PRIORITY,
    HABITUE_QUADRANT_POSSIBLE_OVERKILL,
};
use super::options::{enumerator, no_enumerator};
use super::penalty_reward::{
    HABITUE_FACTOR_BASIC, HABITUE_FACTOR_EXCITEMENT, HABITUE_FACTOR_PERFORMANCE,
};
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::satisfaction::{Disconfirmation, FactorKind, KanoClass, Quadrant};

/// Names of `HABITUE_DISCONFIRMATION_...`.
pub const HABITUE_NAMES_DISCONFIRMATION: i32 = 1;
/// Names of `HABITUE_KANO_MUST_BE` to `HABITUE_KANO_QUESTIONABLE`.
pub const HABITUE_NAMES_KANO: i32 = 2;
/// Names of `HABITUE_QUADRANT_...`.
pub const HABITUE_NAMES_QUADRANT: i32 = 3;
/// Names of `HABITUE_FACTOR_BASIC` to `HABITUE_FACTOR_EXCITEMENT`.
pub const HABITUE_NAMES_FACTOR: i32 = 4;

pub(super) fn in_language<T>(names: (T, T), language: i32) -> Result<T> {
    let chinese =
        enumerator(language, "language", &[(HABITUE_ENGLISH, false), (HABITUE_CHINESE, true)])?;
    Ok(if chinese { names.1 } else { names.0 })
}

fn names(family: i32, code: i32) -> Result<(&'static str, &'static str)> {
    let table: Vec<(i32, (&str, &str))> = match family {
        HABITUE_NAMES_DISCONFIRMATION => {
            Disconfirmation::ALL.map(|it| (it.code(), (it.name(), it.name_zh()))).to_vec()
        }
        HABITUE_NAMES_KANO => {
            KanoClass::ALL.map(|it| (it.code(), (it.name(), it.name_zh()))).to_vec()
        }
        HABITUE_NAMES_QUADRANT => [
            (HABITUE_QUADRANT_CONCENTRATE_HERE, Quadrant::ConcentrateHere),
            (HABITUE_QUADRANT_KEEP_UP, Quadrant::KeepUp),
            (HABITUE_QUADRANT_LOW_PRIORITY, Quadrant::LowPriority),
            (HABITUE_QUADRANT_POSSIBLE_OVERKILL, Quadrant::PossibleOverkill),
        ]
        .map(|(code, it)| (code, (it.name(), it.name_zh())))
        .to_vec(),
        HABITUE_NAMES_FACTOR => [
            (HABITUE_FACTOR_BASIC, FactorKind::Basic),
            (HABITUE_FACTOR_PERFORMANCE, FactorKind::Performance),
            (HABITUE_FACTOR_EXCITEMENT, FactorKind::Excitement),
        ]
        .map(|(code, it)| (code, (it.name(), it.name_zh())))
        .to_vec(),
        other => {
            let known = [
                HABITUE_NAMES_DISCONFIRMATION,
                HABITUE_NAMES_KANO,
                HABITUE_NAMES_QUADRANT,
                HABITUE_NAMES_FACTOR,
            ];
            return Err(no_enumerator(other, "family", &known));
        }
    };
    enumerator(code, "code", &table)
}

/// The name of a class of satisfaction.
///
/// `family` is one of `HABITUE_NAMES_...`, `code` one of the constants it names,
/// `language` `HABITUE_ENGLISH` or `HABITUE_CHINESE`. `buffer` of `capacity` bytes
/// receives UTF-8 without a NUL and `*needed` its length; (NULL, 0) asks for the
/// length alone. `error` may be NULL. Returns `HABITUE_OK`, an argument error or
/// `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_satisfaction_name(
    family: i32,
    code: i32,
    language: i32,
    buffer: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let name = in_language(names(family, code)?, language)?;
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(name.as_bytes(), buffer, capacity, needed, "buffer") }
    })
}
