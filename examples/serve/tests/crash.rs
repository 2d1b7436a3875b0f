//! Killed at random under load, and started again: everything acknowledged is there, once, and
//! every customer's answer has the bits of a base that never stopped.
//!
//! `KILLS=200 cargo test --release --test crash -- --nocapture`
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use common::client::Client;
use common::random::Random;
use common::running::{Running, command};
use common::setting;
use serve::base::{Base, Outcome};
use serve::directory;
use serve::message::{Customer, Message, Purchase};
use serve::place::Place;
use serve::sample;

const SENDERS: u64 = 4;
const CUSTOMERS: u64 = 40;
/// Snapshots are often due, so that it is killed within them, too.
const EVERY: [&str; 2] = ["--snapshot-messages", "60"];

/// One who sends: what of it was acknowledged, and what is on its way. Each has customers of its
/// own, whose messages have an order therefore.
struct Sender {
    number: u64,
    random: Random,
    sent: u64,
    acknowledged: Vec<Message>,
    under_way: Option<Message>,
}

impl Sender {
    fn new(number: u64) -> Self {
        let random = Random::new(number);
        Self { number, random, sent: 0, acknowledged: Vec::new(), under_way: None }
    }

    fn id(&self, customer: u64) -> String {
        format!("customer {customer} of {}", self.number)
    }

    /// A purchase, or one time in fifty an erasure.
    fn next(&mut self) -> Message {
        let customer = self.random.below(CUSTOMERS);
        let id = self.id(customer);
        if self.random.below(50) == 0 {
            return Message::Erasure(id);
        }
        self.sent += 1;
        let month = 1 + self.random.below(12);
        let day = 1 + self.random.below(28);
        Message::Purchase(Purchase {
            message: (self.sent * SENDERS + self.number) as i64,
            customer: Customer::Text(id),
            date: format!("2025-{month:02}-{day:02}"),
            amount: format!("{}.{:02}", self.random.below(100), self.random.below(100)),
        })
    }

    /// Sends until the service is gone. What is under way comes first, as whoever got no answer
    /// sends again; now and then something acknowledged comes again, too.
    fn send(&mut self, address: SocketAddr, stop: &AtomicBool) {
        let Ok(mut client) = Client::connect(address) else { return };
        while !stop.load(Ordering::Relaxed) {
            let message = self.under_way.take().unwrap_or_else(|| self.next());
            self.under_way = Some(message.clone());
            let Ok(taken) = deliver(&mut client, &message) else { return };
            assert!(taken.is_some(), "{message:?}");
            self.under_way = None;
            self.acknowledged.push(message);
            if self.random.below(20) == 0 && !self.repeat(&mut client) {
                return;
            }
        }
    }

    /// Sends an acknowledged purchase again, which must not count; false where nobody answers.
    fn repeat(&mut self, client: &mut Client) -> bool {
        let last = self.acknowledged.len().saturating_sub(50);
        let among = &self.acknowledged[last..];
        let again = &among[self.random.below(among.len() as u64) as usize];
        if let Message::Erasure(_) = again {
            return true;
        }
        let Ok(taken) = deliver(client, again) else { return false };
        assert_eq!(taken, Some(false), "{again:?} counted twice");
        true
    }
}

/// Whether a message counted; `None` where it was refused.
fn deliver(client: &mut Client, message: &Message) -> std::io::Result<Option<bool>> {
    let answer = match message {
        Message::Purchase(purchase) => {
            let Purchase { message, customer, date, amount } = purchase;
            let customer = serde_json::to_string(customer).unwrap();
            let body = format!(
                r#"{{"message":{message},"customer":{customer},"date":"{date}","amount":"{amount}"}}"#
            );
            client.post("/purchases", &body)?
        }
        Message::Erasure(id) => client.delete(&format!("/customers/{}", id.replace(' ', "%20")))?,
    };
    Ok((answer.status == 200).then(|| answer.body.contains("true")))
}

/// Applies what was acknowledged since the last time to a base that never stopped.
fn follow(base: &Base, senders: &[Sender], applied: &mut [usize]) {
    for (sender, applied) in senders.iter().zip(applied) {
        for outcome in base.apply(sender.acknowledged[*applied..].iter()) {
            assert!(matches!(outcome, Outcome::Counted(_) | Outcome::Erased(_)), "{outcome:?}");
        }
        *applied = sender.acknowledged.len();
    }
}

/// Asks for every customer, and compares bit for bit: numbers are written so that they read back.
fn compare(client: &mut Client, base: &Base, senders: &[Sender]) -> u64 {
    let mut known = 0;
    for sender in senders {
        for customer in 0..CUSTOMERS {
            let id = sender.id(customer);
            let answer = client.get(&format!("/customers/{}", id.replace(' ', "%20"))).unwrap();
            match base.standing(&id).unwrap() {
                Some(standing) => {
                    assert_eq!(answer.body, serde_json::to_string(&standing).unwrap());
                    known += 1;
                }
                None => assert_eq!(answer.status, 404, "{id}: {}", answer.body),
            }
        }
    }
    known
}

#[test]
fn everything_acknowledged_outlives_a_kill_and_counts_once() {
    let kills = setting("KILLS", 10);
    let place = Place::new();
    let mut senders: Vec<Sender> = (0..SENDERS).map(Sender::new).collect();
    let base = Base::new(sample::scorer().unwrap()).unwrap();
    let (mut applied, mut random) = (vec![0; senders.len()], Random::new(kills));
    let (mut compared, mut came, mut slowest) = (0, 0, Duration::ZERO);
    for _ in 0..kills {
        // Now and then it is killed while it comes back.
        if random.below(4) == 0 {
            let mut early =
                command(place.path(), &EVERY).stdout(std::process::Stdio::null()).spawn().unwrap();
            thread::sleep(Duration::from_micros(random.below(5_000)));
            early.kill().unwrap();
            early.wait().unwrap();
        }
        let begun = Instant::now();
        let mut running = Running::start(place.path(), &EVERY);
        slowest = slowest.max(begun.elapsed());
        let mut client = Client::connect(running.address).unwrap();
        // What was under way may have come or not; its sender asks once more, and knows.
        for sender in &mut senders {
            if let Some(message) = sender.under_way.take() {
                let taken = deliver(&mut client, &message).unwrap();
                let is_purchase = matches!(message, Message::Purchase(_));
                came += u64::from(is_purchase && taken == Some(false));
                sender.acknowledged.push(message);
            }
        }
        follow(&base, &senders, &mut applied);
        compared += compare(&mut client, &base, &senders);
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            for sender in &mut senders {
                let (stop, address) = (&stop, running.address);
                scope.spawn(move || sender.send(address, stop));
            }
            thread::sleep(Duration::from_micros(random.below(300_000)));
            running.kill();
            stop.store(true, Ordering::Relaxed);
        });
    }
    let snapshots = directory::numbers(place.path(), "base").unwrap();
    assert!(snapshots.len() < 4, "{snapshots:?}");
    assert!(snapshots.last() > Some(&0), "no snapshot");
    let sent: usize = senders.iter().map(|sender| sender.acknowledged.len()).sum();
    println!(
        "{kills} kills: {sent} messages acknowledged, {compared} answers compared bit for bit; \
         {came} had come though nobody was told; slowest start {slowest:?}"
    );
    assert!(sent as u64 > 5 * kills && compared > 0, "no load");
}
