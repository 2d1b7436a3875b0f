//! The committed header is the generated one.
#![cfg(feature = "capi")]

use std::{env, fs};

/// `HABITUE_BLESS=1 cargo test --features capi --test header` rewrites the copy.
#[test]
fn the_committed_header_is_the_generated_one() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/include/habitue.h");
    let generated =
        fs::read_to_string(env!("HABITUE_GENERATED_HEADER")).expect("build.rs wrote the header");
    if env::var_os("HABITUE_BLESS").is_some() {
        fs::write(committed, &generated).expect("include/ is writable");
    }
    let current = fs::read_to_string(committed).expect("include/habitue.h is committed");
    assert!(
        current == generated,
        "include/habitue.h differs from src/capi; HABITUE_BLESS=1 cargo test --features capi --test header rewrites it"
    );
}
