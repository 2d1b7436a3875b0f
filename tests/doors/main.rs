//! The same thing is taken, refused and meant at every door; the law of the house; the main job.

mod ends;
mod file_cases;
mod fuzz;
mod growth;
mod house;
mod main_job;
mod merging;
#[cfg(feature = "capi")]
#[path = "../common/model_bytes.rs"]
mod model_bytes;
#[cfg(feature = "capi")]
#[path = "../common/named.rs"]
mod named;
mod same_refusals;
#[path = "../common/source.rs"]
mod source;
mod stored;
