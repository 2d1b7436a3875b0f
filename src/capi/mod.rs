//! The C face: the only unsafe code of the library.
//!
//! Nothing is decided here. Each function checks what only a C caller can get
//! wrong (null, misaligned or impossible pointers, unknown enumerators and
//! structure sizes), turns its arguments into slices and enums, calls the Rust
//! function of the same name, and turns the outcome into a status. The contract
//! that holds for every function is printed once, at the top of the header
//! (`include/habitue.h`), which `build.rs` generates from this folder.
//!
//! Safety of every exported function is that contract: what the header asks of a
//! pointer is what the caller promises, so it is not said again at each one.
#![allow(unsafe_code, non_camel_case_types, unreachable_pub, clippy::missing_safety_doc)]

mod acquisition;
mod answer;
mod berger_nasr;
mod cash_flow;
mod column;
mod concentration;
mod counts;
mod cross_products;
mod customer_events;
mod customers;
mod discount;
mod dwyer;
mod entries;
mod evidence;
mod fit;
mod formulas;
mod gaps;
mod guard;
mod handle;
mod job;
mod kano;
mod key_accounts;
mod loyalty_indices;
mod margin_multiple;
mod markov;
mod migration;
mod model;
mod model_names;
mod moments;
mod names;
mod options;
mod path_bootstrap;
mod path_fit;
mod path_model;
mod penalty_reward;
mod prelude;
mod programme;
mod progress;
mod pyramid;
mod question;
mod rank;
mod referral;
mod relationship;
mod retention;
mod rfm;
mod satisfaction;
mod schemes;
mod scorecard;
mod sensitivity;
mod simulation;
mod status;
mod survey;
mod survey_join;
mod tables;
mod tenure;
mod uncertainty;
mod units;
mod validation;
mod version;
mod weighting;
mod worksheet;

pub use acquisition::*;
pub use answer::*;
pub use berger_nasr::*;
pub use cash_flow::*;
pub use concentration::*;
pub use counts::*;
pub use cross_products::*;
pub use customer_events::*;
pub use customers::*;
pub use discount::*;
pub use dwyer::*;
pub use entries::*;
pub use evidence::*;
pub use fit::*;
pub use formulas::*;
pub use gaps::*;
#[doc(hidden)]
pub use guard::inject_panic;
pub use job::*;
pub use kano::*;
pub use key_accounts::*;
pub use loyalty_indices::*;
pub use margin_multiple::*;
pub use markov::*;
pub use migration::*;
pub use model::*;
pub use moments::*;
pub use names::*;
pub use path_bootstrap::*;
pub use path_fit::*;
pub use path_model::*;
pub use penalty_reward::*;
pub use programme::*;
pub use progress::*;
pub use pyramid::*;
pub use question::*;
pub use rank::*;
pub use referral::*;
pub use relationship::*;
pub use retention::*;
pub use rfm::*;
pub use satisfaction::*;
pub use schemes::*;
pub use scorecard::*;
pub use sensitivity::*;
pub use simulation::*;
pub use status::*;
pub use survey::*;
pub use survey_join::*;
pub use tables::*;
pub use tenure::*;
pub use uncertainty::*;
pub use units::*;
pub use validation::*;
pub use version::*;
pub use weighting::*;
pub use worksheet::*;

#[cfg(panic = "abort")]
compile_error!(
    "the feature `capi` needs panic = \"unwind\": a panic must become a status, not end the host"
);
