//! Every type that is read back from a stored form, with each number of that form in turn
//! negated, zeroed, made huge and removed, each list shortened and lengthened: it is
//! refused, or it is what a constructor makes: it survives another round, answers without
//! a panic, and no answer is NaN.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::panic)]

pub(crate) mod entry;
pub(crate) mod found;
mod mutants;
#[macro_use]
pub(crate) mod registry;
mod indices;
pub(crate) mod samples;
mod worth;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;

use entry::{Entry, Outcome};

fn entries() -> BTreeMap<String, Entry> {
    let mut all = BTreeMap::new();
    for entry in registry::all() {
        let name = entry.name.clone();
        assert!(all.insert(name.clone(), entry).is_none(), "{name} is registered twice");
    }
    all
}

#[test]
fn the_registry_holds_every_type_that_is_read_back() {
    let found: BTreeSet<String> = found::types().into_keys().collect();
    let registered: BTreeSet<String> = entries().into_keys().collect();
    let unknown: Vec<&String> = found.difference(&registered).collect();
    assert!(unknown.is_empty(), "add a sample to tests/doors/stored: {unknown:#?}");
    let gone: Vec<&String> = registered.difference(&found).collect();
    assert!(gone.is_empty(), "these are no longer read back: {gone:#?}");
    assert!(found.len() > 150, "the parser found only {}", found.len());
}

/// A type whose fields nobody else can set holds what its constructors let through; so
/// its stored form goes through their check, or any form of it is legal, for a reason.
#[test]
fn private_fields_are_read_through_a_check() {
    let free: BTreeMap<&str, &str> = registry::UNCHECKED.into_iter().collect();
    let types = found::types();
    let gone: Vec<&&str> = free.keys().filter(|name| !types.contains_key(**name)).collect();
    assert!(gone.is_empty(), "{gone:?} are no longer read back");
    for (name, item) in types {
        let unchecked = item.private && !item.checked;
        assert_eq!(
            unchecked,
            free.contains_key(name.as_str()),
            "{name}: read it through its check (src/checked.rs), or say in UNCHECKED why not"
        );
    }
}

#[test]
fn what_is_read_back_is_what_a_constructor_makes() {
    let types = found::all();
    let mut faults = Vec::new();
    let (mut tried, mut refused) = (0_u32, 0_u32);
    for (name, entry) in entries() {
        let sample = entry.sample.clone();
        let sample = sample.map_or_else(|| catch_unwind(|| samples::of(&types, &name)), Ok);
        let Ok(sample) = sample else {
            faults.push(format!("{name}: give a sample"));
            continue;
        };
        match (entry.reread)(&sample) {
            Outcome::Accepted { .. } => {
                let text = sample.to_string();
                let found = (entry.read)(text.as_bytes()).map_or_else(|why| vec![why], |it| it());
                faults.extend(found.iter().map(|fault| format!("{name}: as text: {fault}")));
            }
            Outcome::Refused(why) => {
                faults.push(format!("{name}: the sample itself is refused: {why}\n  {sample}"));
                continue;
            }
        }
        for (what, mutant) in mutants::of(&sample) {
            tried += 1;
            let outcome = match catch_unwind(|| (entry.reread)(&mutant)) {
                Ok(outcome) => outcome,
                Err(_) => {
                    faults.push(format!("{name}: panics with {what}"));
                    continue;
                }
            };
            let constructed = (entry.constructs)(&mutant);
            match outcome {
                Outcome::Refused(why) => {
                    refused += 1;
                    if constructed == Some(true) {
                        faults.push(format!("{name}: refused, but constructed, {what}: {why}"));
                    }
                }
                Outcome::Accepted { faults: found } => {
                    faults.extend(found.iter().map(|fault| format!("{name}: {what}: {fault}")));
                    if constructed == Some(false) {
                        faults.push(format!("{name}: read, but not constructed, {what}"));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert!(tried > 2000 && refused > 500, "{tried} tried, {refused} refused");
}
