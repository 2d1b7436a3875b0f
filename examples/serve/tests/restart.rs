//! What a directory says after something happened to it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use common::client::Client;
use common::running::{Running, refused};
use habitue::lifetime::{BgNbd, Valuation};
use habitue::money::Currency;
use habitue::summary::Convention;
use habitue::time::{Day, Unit, Window};
use habitue::value::Scorer;
use serve::directory;
use serve::place::Place;
use serve::sample;

const OFTEN: [&str; 2] = ["--snapshot-messages", "4"];

/// Ten purchases, one after the other.
fn fill(running: &Running) -> Client {
    let mut client = Client::connect(running.address).unwrap();
    for message in 1..=10 {
        let body = format!(
            r#"{{"message":{message},"customer":"Ada Lovelace","date":"2026-01-{message:02}","amount":"2.50"}}"#
        );
        assert_eq!(
            client.post("/purchases", &body).unwrap().body,
            r#"{"counted":true,"window":"within"}"#
        );
    }
    client
}

/// Waits for what comes beside the work.
fn until(what: &str, mut comes: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !comes() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what} does not come");
        thread::sleep(Duration::from_millis(10));
    }
}

fn snapshots(place: &Path) -> Vec<u64> {
    directory::numbers(place, "base").unwrap()
}

fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

/// A directory with two snapshots and what was said of its customer.
fn two(place: &Place) -> String {
    let running = Running::start(place.path(), &OFTEN);
    let mut client = fill(&running);
    until("a snapshot", || snapshots(place.path()).len() == 2);
    client.get("/customers/Ada%20Lovelace").unwrap().body
}

fn told(place: &Place) -> String {
    refused(place.path(), &[])
}

fn newest(place: &Place) -> PathBuf {
    directory::path(place.path(), "base", *snapshots(place.path()).last().unwrap())
}

#[test]
fn an_unsound_snapshot_costs_nothing_and_two_start_nothing() {
    let place = Place::new();
    let known = two(&place);
    damage(&newest(&place));
    let running = Running::start(place.path(), &OFTEN);
    let mut client = Client::connect(running.address).unwrap();
    assert_eq!(client.get("/customers/Ada%20Lovelace").unwrap().body, known);
    assert!(client.get("/health").unwrap().body.contains(r#""sequence":10"#));
    drop(running);
    snapshots(place.path()).iter().for_each(|&number| {
        damage(&directory::path(place.path(), "base", number));
    });
    let told = told(&place);
    assert!(told.contains(&newest(&place).display().to_string()), "{told}");
}

#[test]
fn a_journal_that_is_missing_is_a_gap_and_a_base_that_is_missing_too() {
    let place = Place::new();
    two(&place);
    fs::remove_file(newest(&place)).unwrap();
    let journals = directory::numbers(place.path(), "journal").unwrap();
    let first = directory::path(place.path(), "journal", journals[0]);
    let aside = place.path().join("aside");
    fs::rename(&first, &aside).unwrap();
    let missing = told(&place);
    assert!(missing.contains(&format!("{}: is missing", first.display())), "{missing}");
    fs::rename(&aside, &first).unwrap();
    fs::remove_file(newest(&place)).unwrap();
    assert!(told(&place).contains("journals without a snapshot"));
}

#[test]
fn who_is_forgotten_leaves_the_disk_soon() {
    let place = Place::new();
    // Left by a crash, and set aside.
    for name in ["base-00000000000000000007.part", "base-00000000000000000003.unsound"] {
        fs::write(place.path().join(name), "Ada Lovelace").unwrap();
    }
    let running = Running::start(place.path(), &["--snapshot-seconds", "1"]);
    let mut client = fill(&running);
    let names_her = || {
        let files = fs::read_dir(place.path()).unwrap();
        files.into_iter().any(|file| {
            let bytes = fs::read(file.unwrap().path()).unwrap_or_default();
            bytes.windows(8).any(|part| part == b"Lovelace")
        })
    };
    assert!(names_her());
    assert_eq!(client.delete("/customers/Ada%20Lovelace").unwrap().body, r#"{"erased":true}"#);
    until("oblivion", || !names_her());
    // Her old messages do not bring her back.
    let body = r#"{"message":3,"customer":"Ada Lovelace","date":"2026-01-03","amount":"2.50"}"#;
    assert_eq!(client.post("/purchases", body).unwrap().body, r#"{"counted":false}"#);
}

#[test]
fn a_snapshot_that_cannot_be_written_loses_nothing() {
    let place = Place::new();
    // Directories are in the way of the files that are written beside.
    for number in 1..=10 {
        let path = directory::path(place.path(), "base", number).with_extension("part");
        fs::create_dir(path).unwrap();
    }
    let running = Running::start(place.path(), &OFTEN);
    let mut client = fill(&running);
    until("the failure", || client.get("/health").unwrap().body.contains(r#""snapshot":"failed""#));
    let known = client.get("/customers/Ada%20Lovelace").unwrap();
    assert_eq!(known.status, 200);
    drop(running);
    assert_eq!(snapshots(place.path()), [0]);
    let running = Running::start(place.path(), &["--snapshot-seconds", "1"]);
    let mut client = Client::connect(running.address).unwrap();
    assert_eq!(client.get("/customers/Ada%20Lovelace").unwrap(), known);
}

#[test]
fn a_new_artefact_moves_the_window_and_one_of_another_currency_is_refused() {
    let place = Place::new();
    let running = Running::start(place.path(), &OFTEN);
    let mut client = fill(&running);
    let age = |client: &mut Client| {
        let known = client.get("/customers/Ada%20Lovelace").unwrap().body;
        let known: serde_json::Value = serde_json::from_str(&known).unwrap();
        known["t"].as_f64().unwrap()
    };
    // Of the first of January to the end of 2026, in weeks.
    assert!((age(&mut client) - 364.0 / 7.0).abs() < 1e-12);
    drop(running);
    let path = place.path().join("artefact");
    let written = |scorer: Scorer| fs::write(&path, scorer.to_bytes()).unwrap();
    let until = Window::until(Day::parse("2027-12-31").unwrap());
    written(sample::scorer().unwrap().with_window(until));
    let running = Running::start(place.path(), &["--artefact", path.to_str().unwrap()]);
    let mut client = Client::connect(running.address).unwrap();
    assert!((age(&mut client) - 729.0 / 7.0).abs() < 1e-12);
    drop(running);
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let scorer = Scorer::new(model, 39.0, Valuation::new(52.0).unwrap()).unwrap();
    let scorer = scorer.with_convention(Convention::btyd(Unit::Week)).unwrap();
    written(scorer.with_currency(Currency::EUR).unwrap().with_window(until));
    let told = refused(place.path(), &["--artefact", path.to_str().unwrap()]);
    assert!(told.contains("USD") && told.contains("EUR"), "{told}");
}
