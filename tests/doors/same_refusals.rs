//! Constructors, stored forms, model bytes and C refuse the same things with the same
//! error; and what the header says of panics.
#![cfg(all(feature = "capi", feature = "serde"))]
#![allow(unsafe_code, clippy::unwrap_used, clippy::panic)]

use crate::model_bytes;
use crate::named;
use crate::source;
use std::ffi::CStr;
use std::panic::catch_unwind;
use std::ptr::{null, null_mut};
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use habitue::capi::*;
use habitue::lifetime::Model;
use habitue::loyalty::{EarnedTrust, ThreeIndicator};
use habitue::value::MarginMultiple;
use habitue::{Error, ErrorKind};
use model_bytes::Stored;
use serde_json::{Value, json};
use syn::visit::Visit;

/// What `{0}` leaves in C.
fn nothing() -> habitue_error {
    host();
    // SAFETY: integers and characters, for which 0 is a value.
    unsafe { std::mem::zeroed() }
}

fn sentence(error: &habitue_error) -> String {
    // SAFETY: the library closes its texts with a NUL.
    unsafe { CStr::from_ptr(error.message.as_ptr()) }.to_str().unwrap().to_owned()
}

/// That reading the stored form and calling C fail as the constructor does.
fn same<T: serde::de::DeserializeOwned + std::fmt::Debug>(
    constructed: Error,
    stored: Value,
    call: impl FnOnce(&mut habitue_error) -> habitue_status,
) {
    let read = serde_json::from_value::<T>(stored).unwrap_err();
    assert_eq!(read.to_string(), constructed.to_string());
    let mut error = nothing();
    assert_eq!(call(&mut error), constructed.code(), "{constructed}");
    assert_eq!((error.code, sentence(&error)), (constructed.code(), constructed.to_string()));
}

#[test]
fn weights_of_nothing() {
    let mut stored = serde_json::to_value(ThreeIndicator::new()).unwrap();
    stored["weights"] = json!([0.0, 0.0, 0.0]);
    let mut index = [0.0];
    same::<ThreeIndicator>(
        ThreeIndicator::new().with_weights([0.0; 3]).unwrap_err(),
        stored,
        |error| {
            let columns = [
                named::u8s(c"satisfaction", &[5]),
                named::f64s(c"repurchase", &[0.5]),
                named::u8s(c"recommendation", &[2]),
            ];
            let settings = [named::numbers(c"weights", &[0.0; 3])];
            let given = named::evidence(1, &columns, &settings);
            named::calculate(44, &given, &mut [(c"index", &mut index[..])], error)
        },
    );
}

#[test]
fn a_discount_of_five_hundred_percent() {
    let mut stored = serde_json::to_value(MarginMultiple::new(0.1).unwrap()).unwrap();
    stored["discount"] = json!(-5.0);
    let mut value = [0.0];
    same::<MarginMultiple>(MarginMultiple::new(-5.0).unwrap_err(), stored, |error| {
        let columns = [named::f64s(c"margin", &[1.0]), named::f64s(c"retention", &[0.8])];
        let settings = [named::number(c"discount", -5.0)];
        let given = named::evidence(1, &columns, &settings);
        named::calculate(10, &given, &mut [(c"value", &mut value[..])], error)
    });
}

#[test]
fn trust_that_is_earned_backwards() {
    let mut codes = [0];
    same::<EarnedTrust>(
        EarnedTrust::new().with_needed([5, 3, 0]).unwrap_err(),
        json!({ "needed": [5, 3, 0] }),
        |error| {
            let settings = [
                named::number(c"cognitive", 5.0),
                named::number(c"affective", 3.0),
                named::number(c"behavioural", 0.0),
            ];
            let given = named::evidence(1, &[], &settings);
            // SAFETY: pointers, which may be NULL, and numbers.
            let mut classes: habitue_classes = unsafe { std::mem::zeroed() };
            classes.struct_size = size_of::<habitue_classes>() as u32;
            classes.codes = codes.as_mut_ptr();
            // SAFETY: all that the structures point to is that of a live local.
            unsafe { habitue_classify(24, &raw const given, &raw mut classes, error) }
        },
    );
}

#[test]
fn bytes_with_a_right_checksum_and_a_wrong_fit() {
    let right = Model::from_bytes(&Stored::right().bytes()).unwrap();
    for (word, wrong) in Stored::wrong() {
        let bytes = wrong.bytes();
        let refused = Model::from_bytes(&bytes).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Corrupt, "{wrong:?}");
        assert!(refused.to_string().contains(word), "{word}: {refused}");
        let (mut model, mut error) = (null_mut(), nothing());
        let place = habitue_opened_state { model: &mut model, ..Default::default() };
        // SAFETY: every pointer is that of a live local.
        let status =
            unsafe { habitue_state_from_bytes(bytes.as_ptr(), bytes.len(), &place, &mut error) };
        assert_eq!((status, model), (HABITUE_CORRUPT_BYTES, null_mut()));
        assert_eq!(sentence(&error), refused.to_string());
        // The same from JSON, where JSON can say it.
        let mut all = serde_json::to_value(&right).unwrap();
        let stored = &mut all["Plain"];
        stored["covariance"] = json!(wrong.covariance);
        let fields = [
            "log_likelihood",
            "parameters",
            "iterations",
            "gradient_norm",
            "hessian_condition",
            "customers",
            "cells",
            "ridge",
            "starts",
            "agreeing",
        ];
        for (field, value) in fields.into_iter().zip(&wrong.report) {
            let whole = value.fract() == 0.0 && stored["report"][field].is_u64();
            match field {
                "ridge" => continue,
                _ if whole => stored["report"][field] = json!(*value as i64),
                // JSON has no word for an infinite condition, and says null.
                "hessian_condition" if value.is_nan() => stored["report"][field] = json!("NaN"),
                _ => stored["report"][field] = json!(value),
            }
        }
        if wrong.report[7] == 0.0 {
            assert!(serde_json::from_value::<Model>(stored.clone()).is_err(), "{word}");
            assert!(serde_json::from_value::<Model>(all).is_err(), "{word}: {wrong:?}");
        }
    }
}

#[test]
fn a_kind_of_contract_that_nobody_knows() {
    for kind in [0, 199, 202, 203, i32::MIN, i32::MAX] {
        let (mut model, mut error) = (null_mut(), nothing());
        // SAFETY: every pointer is NULL where it may be, or that of a live local.
        let status = unsafe {
            let (cohort, period, survivors) = ([1i64; 3], [0u32, 1, 2], [1000u64, 800, 700]);
            let customers = habitue_customers {
                rows: 3,
                cohort: cohort.as_ptr(),
                period: period.as_ptr(),
                survivors: survivors.as_ptr(),
                ..habitue_customers::default()
            };
            habitue_model_fit(kind, &customers, null(), null(), &mut model, &mut error)
        };
        assert_eq!((status, model), (HABITUE_BAD_ENUMERATOR, null_mut()), "{kind}");
        let table = habitue::lifetime::Survivors::new().with_cohort(&[1000, 800, 700]).unwrap();
        let options = habitue::lifetime::FitOptions::default();
        let cohorts = habitue::lifetime::Customers::of_cohorts(&table);
        let refused = Model::fit(kind.unsigned_abs(), &cohorts, &options);
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Enumerator, "{kind}");
    }
}

/// A `match` over codes of the interface whose last arm is not a refusal takes what it
/// does not know for something that it is not.
#[test]
fn no_code_is_taken_for_another() {
    #[derive(Default)]
    struct Matches {
        found: usize,
        wrong: Vec<String>,
    }
    impl<'ast> Visit<'ast> for Matches {
        fn visit_expr_match(&mut self, over: &'ast syn::ExprMatch) {
            let says = |pattern: &syn::Pat| {
                matches!(pattern, syn::Pat::Path(path)
                if path.path.segments.last().unwrap().ident.to_string().starts_with("HABITUE_"))
            };
            // A name alone is parsed as a binding.
            let names = |pattern: &syn::Pat| {
                matches!(pattern, syn::Pat::Ident(name)
                if name.ident.to_string().starts_with("HABITUE_"))
            };
            if over.arms.iter().any(|arm| says(&arm.pat) || names(&arm.pat)) {
                self.found += 1;
                let last = &over.arms.last().unwrap().body;
                let mut refuses = Refuses(false);
                refuses.visit_expr(last);
                if !refuses.0 {
                    let arm = over.arms.iter().find(|arm| says(&arm.pat) || names(&arm.pat));
                    self.wrong.push(match &arm.unwrap().pat {
                        syn::Pat::Ident(name) => name.ident.to_string(),
                        _ => "a match over codes".to_owned(),
                    });
                }
            }
            syn::visit::visit_expr_match(self, over);
        }
    }
    struct Refuses(bool);
    impl<'ast> Visit<'ast> for Refuses {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            let word = path.segments.last().unwrap().ident.to_string();
            self.0 |= word == "Err" || word == "no_enumerator";
        }
    }
    let mut matches = Matches::default();
    for file in source::files().iter().filter(|file| file.path.starts_with("capi/")) {
        matches.visit_file(&file.syntax);
    }
    assert!(matches.found >= 3, "only {} were found", matches.found);
    assert!(matches.wrong.is_empty(), "{:?}", matches.wrong);
}

static HEARD: AtomicU32 = AtomicU32::new(0);

/// A hook of the host's own, set before the first call of the library by any test.
fn host() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |what| match what.payload_as_str() {
            Some("injected by a test" | "the host's own") => {
                HEARD.fetch_add(1, Ordering::SeqCst);
            }
            _ => before(what),
        }));
    });
}

#[test]
fn a_panic_that_is_caught_is_not_printed() {
    host();
    let (mut model, mut error) = (null_mut(), nothing());
    inject_panic(true);
    let place = habitue_opened_state { model: &mut model, ..Default::default() };
    // SAFETY: every pointer is that of a live local.
    let status = unsafe { habitue_state_from_bytes([0].as_ptr(), 1, &place, &mut error) };
    let _ = habitue_abi_version();
    inject_panic(false);
    assert_eq!(status, HABITUE_INTERNAL);
    assert!(sentence(&error).contains("please report this defect: injected by a test"));
    assert_eq!(HEARD.load(Ordering::SeqCst), 0);
    // What the host does is its own, before and after.
    assert!(catch_unwind(|| panic!("the host's own")).is_err());
    assert_eq!(HEARD.load(Ordering::SeqCst), 1);
}
