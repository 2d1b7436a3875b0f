//! Columns, settings and outputs of C functions that go by name.
#![allow(dead_code, unsafe_code, reason = "no test needs all of it; C functions are called")]

use std::ffi::{CStr, c_void};
use std::ptr::null;

use habitue::capi::*;

fn column(name: &CStr, cells: *const c_void, r#type: i32) -> habitue_column {
    let name = name.as_ptr();
    habitue_column { name, cells, offsets: null(), bytes: 0, r#type, reserved: 0 }
}

pub(crate) fn f64s(name: &CStr, cells: &[f64]) -> habitue_column {
    column(name, cells.as_ptr().cast(), HABITUE_TYPE_F64)
}

pub(crate) fn u32s(name: &CStr, cells: &[u32]) -> habitue_column {
    column(name, cells.as_ptr().cast(), HABITUE_TYPE_U32)
}

pub(crate) fn u8s(name: &CStr, cells: &[u8]) -> habitue_column {
    column(name, cells.as_ptr().cast(), HABITUE_TYPE_U8)
}

pub(crate) fn number(name: &CStr, value: f64) -> habitue_setting {
    habitue_setting { name: name.as_ptr(), value, values: null(), count: 0 }
}

pub(crate) fn numbers(name: &CStr, values: &[f64]) -> habitue_setting {
    let (values, count) = (values.as_ptr(), values.len());
    habitue_setting { name: name.as_ptr(), value: 0.0, values, count }
}

pub(crate) fn evidence(
    rows: usize,
    columns: &[habitue_column],
    settings: &[habitue_setting],
) -> habitue_evidence {
    habitue_evidence {
        struct_size: size_of::<habitue_evidence>() as u32,
        reserved: 0,
        rows,
        columns: columns.as_ptr(),
        column_count: columns.len(),
        settings: settings.as_ptr(),
        setting_count: settings.len(),
    }
}

/// Calls `habitue_calculate` for outputs of live cells, as many as they need.
pub(crate) fn calculate(
    formula: i32,
    given: &habitue_evidence,
    outputs: &mut [(&CStr, &mut [f64])],
    error: *mut habitue_error,
) -> habitue_status {
    let outputs: Vec<_> = outputs
        .iter_mut()
        .map(|(name, cells)| habitue_output { name: name.as_ptr(), cells: cells.as_mut_ptr() })
        .collect();
    // SAFETY: all that the structures point to lives longer than the call.
    unsafe { habitue_calculate(formula, given, outputs.as_ptr(), outputs.len(), error) }
}
