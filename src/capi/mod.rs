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
mod cohort;
mod column;
mod comparison;
mod concentration;
mod customer_events;
mod customers;
mod discount;
mod dwyer;
mod entries;
mod evidence;
mod fit;
mod fit_quality;
mod formulas;
mod guard;
mod handle;
mod job;
mod key_accounts;
mod ladders;
mod live;
mod margin_multiple;
mod markov;
mod migration;
mod model;
mod model_names;
mod names;
mod options;
mod programme;
mod progress;
mod pyramid;
mod question;
mod rank;
mod referral;
mod relationship;
mod retention;
mod rfm;
mod schemes;
mod scorer;
mod sensitivity;
mod simulation;
mod status;
mod summary;
mod surveys;
mod survival;
mod table;
mod tenure;
mod transactions;
mod uncertainty;
mod version;
mod worksheet;

pub use acquisition::*;
pub use answer::*;
pub use berger_nasr::*;
pub use cash_flow::*;
pub use cohort::*;
pub use comparison::*;
pub use concentration::*;
pub use customer_events::*;
pub use customers::*;
pub use discount::*;
pub use dwyer::*;
pub use entries::*;
pub use evidence::*;
pub use fit::*;
pub use fit_quality::*;
pub use formulas::*;
#[doc(hidden)]
pub use guard::inject_panic;
pub use job::*;
pub use key_accounts::*;
pub use ladders::*;
pub use live::*;
pub use margin_multiple::*;
pub use markov::*;
pub use migration::*;
pub use model::*;
pub use names::*;
pub use programme::*;
pub use progress::*;
pub use pyramid::*;
pub use question::*;
pub use rank::*;
pub use referral::*;
pub use relationship::*;
pub use retention::*;
pub use rfm::*;
pub use schemes::*;
pub use scorer::*;
pub use sensitivity::*;
pub use simulation::*;
pub use status::*;
pub use summary::*;
pub use surveys::*;
pub use survival::*;
pub use table::*;
pub use tenure::*;
pub use transactions::*;
pub use uncertainty::*;
pub use version::*;
pub use worksheet::*;

#[cfg(panic = "abort")]
compile_error!(
    "the feature `capi` needs panic = \"unwind\": a panic must become a status, not end the host"
);
