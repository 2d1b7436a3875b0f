//! What the service answers to what it is asked, and refuses.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::client::{Answer, Client};
use common::running::{Running, refused};
use serde_json::Value;
use serve::directory;
use serve::place::Place;

fn buy(client: &mut Client, message: i64, customer: &str, date: &str, amount: &str) -> Answer {
    let body = format!(
        r#"{{"message":{message},"customer":{customer},"date":"{date}","amount":{amount}}}"#
    );
    client.post("/purchases", &body).unwrap()
}

fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap()
}

#[test]
fn a_purchase_changes_what_is_known_of_its_customer() {
    let place = Place::new();
    let running = Running::start(place.path(), &[]);
    let mut client = Client::connect(running.address).unwrap();
    assert_eq!(client.get("/customers/4711").unwrap().status, 404);
    for (message, date, amount) in [
        (1, "2026-04-10", r#""10""#),
        (2, "2026-06-19", r#""30.50""#),
        (3, "2026-11-06", r#""40.5""#),
    ] {
        let answer = buy(&mut client, message, "4711", date, amount);
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (200, r#"{"counted":true,"window":"within"}"#)
        );
    }
    let answer = buy(&mut client, 2, "4711", "2026-06-19", r#""30.50""#);
    assert_eq!((answer.status, answer.body.as_str()), (200, r#"{"counted":false}"#));
    // Kept for the window that will reach it, and not counted yet.
    let answer = buy(&mut client, 4, "4711", "2027-01-01", r#""9""#);
    assert_eq!(answer.body, r#"{"counted":true,"window":"after"}"#);
    let answer = client.get("/customers/4711").unwrap();
    let known = json(&answer);
    // Counted by hand: 210 days to the last purchase, 265 to the end of 2026.
    assert_eq!((known["customer"].as_i64(), known["x"].as_u64()), (Some(4711), Some(2)));
    assert_eq!(known["t_x"].as_f64(), Some(30.0));
    assert!((known["t"].as_f64().unwrap() - 265.0 / 7.0).abs() < 1e-12, "{}", answer.body);
    assert_eq!(known["mean_spend"].as_f64(), Some(35.5));
    // Fader, Hardie and Lee's formula with their parameters.
    let (r, alpha, a, b) = (0.243_f64, 4.414, 0.793, 2.426);
    let aged = ((alpha + 265.0 / 7.0) / (alpha + 30.0_f64)).powf(r + 2.0);
    let alive = 1.0 / (1.0 + a / (b + 1.0) * aged);
    assert!((known["p_alive"].as_f64().unwrap() - alive).abs() < 1e-15, "{alive} {}", answer.body);
    assert_eq!(client.delete("/customers/4711").unwrap().body, r#"{"erased":true}"#);
    assert_eq!(client.delete("/customers/4711").unwrap().body, r#"{"erased":false}"#);
    assert_eq!(client.get("/customers/4711").unwrap().status, 404);
    let health = json(&client.get("/health").unwrap());
    assert_eq!((health["journal"].as_str(), health["sequence"].as_u64()), (Some("sound"), Some(6)));
}

#[test]
fn what_is_wrong_is_refused_by_name_and_leaves_no_trace() {
    let place = Place::new();
    let running = Running::start(place.path(), &[]);
    let mut client = Client::connect(running.address).unwrap();
    assert_eq!(buy(&mut client, 1, r#""Ada""#, "2026-01-31", r#""1""#).status, 200);
    let journal = directory::path(place.path(), "journal", 1);
    let length = std::fs::metadata(&journal).unwrap().len();
    for (customer, date, amount, status, word) in [
        (r#""Ada""#, "2026-02-30", r#""1""#, 422, "2026-02-30"),
        (r#""Ada""#, "2026-02-03", r#""1.001""#, 422, "amount"),
        (r#""Ada""#, "2026-02-03", r#""-1""#, 422, "refund"),
        (r#""""#, "2026-02-03", r#""1""#, 422, "customer"),
        (r#""Ada""#, "2026-02-03", "1.5", 400, "expected a string"),
        ("null", "2026-02-03", r#""1""#, 400, "customer must be an integer or a text"),
        ("1.5", "2026-02-03", r#""1""#, 400, "customer must be an integer or a text"),
        (r#""Ada","price":"1""#, "2026-02-03", r#""1""#, 400, "unknown field `price`"),
    ] {
        let answer = buy(&mut client, 2, customer, date, amount);
        let message = json(&answer)["error"]["message"].as_str().unwrap().to_owned();
        assert_eq!(answer.status, status, "{customer} {date} {amount}: {message}");
        assert!(message.contains(word), "{word}: {message}");
    }
    let long = format!(r#""{}""#, "x".repeat(1_025));
    assert!(buy(&mut client, 2, &long, "2026-02-03", r#""1""#).body.contains("longer than 1024"));
    let longer = format!(r#""{}""#, "x".repeat(20_000));
    assert_eq!(buy(&mut client, 2, &longer, "2026-02-03", r#""1""#).status, 413);
    let mut client = Client::connect(running.address).unwrap();
    assert_eq!(std::fs::metadata(&journal).unwrap().len(), length);
    // Another kind of key is refused by what the base holds, also when it is read again.
    assert_eq!(buy(&mut client, 2, "7", "2026-02-03", r#""1""#).status, 422);
    assert_eq!(
        buy(&mut client, 2, r#""Ada""#, "2026-02-03", r#""1""#).body,
        r#"{"counted":true,"window":"within"}"#
    );
    let before = client.get("/customers/Ada").unwrap();
    drop(running);
    let running = Running::start(place.path(), &[]);
    let mut client = Client::connect(running.address).unwrap();
    assert_eq!(client.get("/customers/Ada").unwrap(), before);
    assert_eq!(client.get("/customers/7").unwrap().status, 404);
    assert_eq!(json(&client.get("/health").unwrap())["sequence"].as_u64(), Some(2));
}

#[test]
fn one_directory_has_one_service_and_damage_starts_none() {
    let place = Place::new();
    let running = Running::start(place.path(), &[]);
    let told = refused(place.path(), &[]);
    assert!(told.contains("another service has this directory"), "{told}");
    let mut client = Client::connect(running.address).unwrap();
    for message in 1..4 {
        assert_eq!(buy(&mut client, message, "7", "2026-01-31", r#""1""#).status, 200);
    }
    drop(running);
    let journal = directory::path(place.path(), "journal", 1);
    let mut bytes = std::fs::read(&journal).unwrap();
    bytes[30] ^= 1;
    std::fs::write(&journal, &bytes).unwrap();
    let told = refused(place.path(), &[]);
    assert!(told.contains("damaged at byte 0"), "{told}");
}
