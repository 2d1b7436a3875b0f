//! The C face: its contract, its header, and the same bits as in Rust.
#![cfg(feature = "capi")]

mod c_abi;
mod capi_arrow;
mod capi_cuts;
mod capi_files;
mod capi_inference;
mod capi_live;
mod capi_models;
mod capi_pictures;
mod capi_state;
mod capi_study;
mod capi_summary;
mod capi_survey;
mod capi_survey_study;
mod capi_value;
mod classification;
mod header;
mod models;
#[path = "../common/named.rs"]
mod named;
mod same_bits;
#[path = "../common/short.rs"]
mod short;
#[cfg(target_os = "linux")]
mod toolchain;
