//! The customer-value engine that CRM systems link: from what customers did
//! (transactions) and what they said (surveys) to satisfaction and loyalty
//! indices, P(alive), lifetime value, tiers of the value pyramid and the
//! economics of keeping customers.
//!
//! # The tour
//! Data flows one way, and a module imports only what stands above it in this
//! list:
//!
//! | module | answers |
//! |---|---|
//! | [`remedy`] | the options that decide what is not guessed, as each face spells them |
//! | [`error`] | what went wrong: kind, row, column, value, allowed range |
//! | [`progress`] | how far a long call has come, and whether to go on |
//! | [`money`], [`time`] | exact amounts with a currency; days, units, windows, discount rates |
//! | [`classify`] | the shape of every classification: class, reasons, boundary, unknown |
//! | [`customer`] | who: keys, relation, status |
//! | `intake` | files as people have them, under the feature `files` |
//! | [`ledger`] | what they did: transactions, refunds, files |
//! | [`survey`] | what they said: scales, questions, answers, what is missing |
//! | [`summary`] | ledger to frequency, recency, age and spend; mergeable |
//! | [`retention`] | who stays, who leaves, why, and what that makes of the base |
//! | [`satisfaction`] | indices over answers, with intervals |
//! | [`loyalty`] | ladders, levels, matrices over deeds and answers |
//! | [`lifetime`] | models of purchase, attrition and spend; what each customer will do |
//! | [`value`] | tiers, concentration, what keeping customers pays |
//! | [`study`] | one base from ledger to judgement: which model, and whether to believe it |
//! | `report` | a base in words and pictures, for managers (feature `report`) |
//! | `arrow` | columns of Apache Arrow in and out (feature `arrow`) |
//!
//! The C interface (`capi`, under the feature of that name) says the same in the
//! header `include/habitue.h`; the Python package `habitue` is over it.
//!
//! # An example
//! Three customers, watched for 39 weeks: who is still there, and who matters?
//!
//! ```
//! use habitue::lifetime::{BgNbd, Histories, Prediction, PurchaseModel};
//! use habitue::value::Pyramid;
//!
//! // How often they came back, when last, for how long they were watched (weeks).
//! let customers = Histories::new(&[2, 0, 26], &[30.43, 0.0, 30.86], &[38.86, 38.86, 31.0])?;
//! let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
//!
//! let mut alive = [0.0; 3];
//! model.predict_into(Prediction::PAlive, &customers, 1, &mut alive)?;
//! assert!(alive[0] < alive[2]);
//!
//! let mut expected = [0.0; 3];
//! model.predict_into(Prediction::ExpectedPurchases { t: 52.0 }, &customers, 1, &mut expected)?;
//! assert_eq!(Pyramid::abc().assign(&expected)?.tier, [2, 3, 1]);
//! # Ok::<(), habitue::Error>(())
//! ```
//!
//! # Conventions
//! * Core functions read slices and write into the caller's; all input is checked
//!   before the first write, so there is never a partial result.
//! * Same input, same bits: for any number of threads, order of rows or split.
//! * Where schools disagree, each convention has a name, and the default is stated.
//! * Features: `serde` derives serialisation of the public values; `files` reads files whose layout
//!   nobody tells (`intake`); `report` makes pages and pictures; `arrow` reads record batches;
//!   `capi` exports the C interface.
//!   All are off by default.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(feature = "arrow", feature = "capi"))]
pub mod arrow;
mod bytes;
#[cfg(feature = "capi")]
pub mod capi;
#[cfg(feature = "serde")]
mod checked;
pub mod classify;
pub mod customer;
pub mod error;
#[cfg(feature = "files")]
pub mod intake;
pub mod ledger;
pub mod lifetime;
pub mod loyalty;
pub mod money;
mod numeric;
pub mod progress;
pub mod remedy;
#[cfg(feature = "report")]
pub mod report;
pub mod retention;
pub mod satisfaction;
pub mod study;
pub mod summary;
pub mod survey;
pub mod time;
pub mod value;

pub use error::{Error, ErrorKind, Result};
pub use progress::{Job, Progress};

/// The snippets of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
