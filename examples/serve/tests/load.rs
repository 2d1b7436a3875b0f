//! Reads beside journalled writes, at a steady rate: how long each waits.
//!
//! `LOAD_SECONDS=20 P99_MS=5 cargo test --release --test load -- --nocapture`
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use common::client::Client;
use common::random::Random;
use common::running::Running;
use common::setting;
use serve::place::Place;

const CUSTOMERS: u64 = 10_000;
/// Connections that read and that write.
const READERS: u64 = 8;
const WRITERS: u64 = 8;

/// Calls `each` so often a second, and gives how long after its time each ended: who comes late
/// because the one before took long has waited, too.
fn steadily(rate: u64, seconds: u64, mut each: impl FnMut()) -> Vec<Duration> {
    let begun = Instant::now();
    (0..rate * seconds)
        .map(|number| {
            let due = begun + Duration::from_secs_f64(number as f64 / rate as f64);
            thread::sleep(due.saturating_duration_since(Instant::now()));
            each();
            due.elapsed()
        })
        .collect()
}

fn write(client: &mut Client, message: u64, random: &mut Random) {
    let (customer, month, day) =
        (random.below(CUSTOMERS), 1 + random.below(12), 1 + random.below(28));
    let amount = format!("{}.{:02}", random.below(100), random.below(100));
    let body = format!(
        r#"{{"message":{message},"customer":{customer},"date":"2025-{month:02}-{day:02}","amount":"{amount}"}}"#
    );
    let answer = client.post("/purchases", &body).unwrap();
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (200, r#"{"counted":true,"window":"within"}"#)
    );
}

fn read(client: &mut Client, random: &mut Random) {
    let answer = client.get(&format!("/customers/{}", random.below(CUSTOMERS))).unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// One purchase of each customer, so that every read finds somebody.
fn fill(address: SocketAddr) {
    thread::scope(|scope| {
        for part in 0..64 {
            scope.spawn(move || {
                let mut client = Client::connect(address).unwrap();
                for customer in (part..CUSTOMERS).step_by(64) {
                    let body = format!(
                        r#"{{"message":{customer},"customer":{customer},"date":"2024-12-31","amount":"9.99"}}"#
                    );
                    assert_eq!(client.post("/purchases", &body).unwrap().status, 200);
                }
            });
        }
    });
}

/// The latency that so many of a thousand stay below.
fn quantile(sorted: &[Duration], per_mille: usize) -> Duration {
    sorted[(sorted.len() * per_mille).div_ceil(1_000).max(1) - 1]
}

fn print(name: &str, mut latencies: Vec<Duration>, took: Duration) -> Duration {
    latencies.sort_unstable();
    let at = |per_mille| quantile(&latencies, per_mille);
    println!(
        "{name}: {:.0} a second; p50 {:?}, p90 {:?}, p99 {:?}, p99.9 {:?}, longest {:?}",
        latencies.len() as f64 / took.as_secs_f64(),
        at(500),
        at(900),
        at(990),
        at(999),
        at(1_000),
    );
    at(990)
}

#[test]
fn readers_do_not_wait_for_the_disk() {
    let (seconds, p99) = (setting("LOAD_SECONDS", 2), setting("P99_MS", 0));
    let (reads, writes) = (setting("READS", 2_000), setting("WRITES", 200));
    let place = Place::new();
    let running = Running::start(place.path(), &[]);
    let address = running.address;
    let begun = Instant::now();
    fill(address);
    println!("{CUSTOMERS} customers from 64 connections at once in {:?}", begun.elapsed());
    let begun = Instant::now();
    let (read_latencies, write_latencies) = thread::scope(|scope| {
        let spawn_reader = |number| {
            scope.spawn(move || {
                let (mut client, mut random) =
                    (Client::connect(address).unwrap(), Random::new(number));
                steadily(reads / READERS, seconds, || read(&mut client, &mut random))
            })
        };
        let spawn_writer = |number| {
            scope.spawn(move || {
                let (mut client, mut random) =
                    (Client::connect(address).unwrap(), Random::new(1_000 + number));
                let mut message = CUSTOMERS + number;
                steadily(writes / WRITERS, seconds, || {
                    write(&mut client, message, &mut random);
                    message += WRITERS;
                })
            })
        };
        let readers: Vec<_> = (0..READERS).map(spawn_reader).collect();
        let writers: Vec<_> = (0..WRITERS).map(spawn_writer).collect();
        let join = |threads: Vec<thread::ScopedJoinHandle<'_, Vec<Duration>>>| {
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        };
        (join(readers), join(writers))
    });
    let took = begun.elapsed();
    assert_eq!(read_latencies.len() as u64, reads / READERS * READERS * seconds);
    let health = Client::connect(address).unwrap().get("/health").unwrap();
    let sequence = CUSTOMERS + write_latencies.len() as u64;
    assert!(health.body.contains(&format!(r#""sequence":{sequence}"#)), "{}", health.body);
    let reads = print("reads", read_latencies, took);
    print("writes", write_latencies, took);
    assert!(p99 == 0 || reads < Duration::from_millis(p99), "p99 of reads is {reads:?}");
}
