//! The committed header is the generated one.
#![cfg(feature = "capi")]

use std::collections::BTreeSet;
use std::{env, fs};

/// `HABITUE_BLESS=1 cargo test --features capi --test face header` rewrites the copy.
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
        "include/habitue.h differs from src/capi; HABITUE_BLESS=1 cargo test --features capi --test face header rewrites it"
    );
}

/// `data/c_mapping.csv` names, for each of the 476 functions that the C face had before models and
/// classes moved to one door each, what to call today.
#[test]
fn every_former_function_maps_to_functions_and_constants_of_the_header() {
    let header = include_str!("../../include/habitue.h");
    let identifiers = |text: &str| {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let ours = words.filter(|word| word.to_ascii_lowercase().starts_with("habitue_"));
        ours.map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let known = identifiers(header);
    let rows: Vec<Vec<&str>> = include_str!("../data/c_mapping.csv")
        .lines()
        .skip(1)
        .map(|l| l.split(',').collect())
        .collect();
    assert_eq!(rows.len(), 476);
    assert!(rows.windows(2).all(|pair| pair[0][0] < pair[1][0]), "each once, in order");
    for row in rows {
        let today = identifiers(row[1]);
        assert!(!today.is_empty(), "{} leads nowhere", row[0]);
        for name in &today {
            assert!(known.contains(name), "{}: {name} is not in the header", row[0]);
        }
    }
}
