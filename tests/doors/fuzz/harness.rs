//! One case after the other, and what must hold of each.

use std::any::Any;
use std::cell::Cell;
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use super::allocator::most_since;
use super::mutator::Random;

/// The seed of the cases, unless `HABITUE_FUZZ_SEED` says otherwise.
const SEED: u64 = 20_261_129;

/// What a call may hold beside what it was given and asked for.
const SPARE_BYTES: usize = 1 << 20;
const BYTES_PER_BYTE: usize = 100;

/// Seconds of a call's own time, unless `HABITUE_FUZZ_PATIENCE` says otherwise: one, several
/// where little was optimised.
const LONGEST: u64 = if cfg!(debug_assertions) { 10 } else { 1 };

/// How many times that a call may take that a listener can end at any time.
const PATIENCE: u64 = 20;

/// What a case may take of the process's own time.
const ENDLESS: Duration = Duration::from_secs(600);

thread_local! {
    static NOW: Cell<(&'static str, u64)> = const { Cell::new(("nothing", 0)) };
}

/// Says which case is at work and what it does.
pub(crate) fn tell(what: &str) {
    if let Ok((target, case)) = NOW.try_with(Cell::get) {
        eprintln!("{target}, HABITUE_FUZZ_CASE={case} HABITUE_FUZZ_SEED={}: {what}", seed());
    }
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

fn seed() -> u64 {
    number("HABITUE_FUZZ_SEED").unwrap_or(SEED)
}

fn longest() -> u64 {
    number("HABITUE_FUZZ_PATIENCE").unwrap_or(LONGEST)
}

/// What a case found out about itself.
#[derive(Debug, Default)]
pub(crate) struct Case {
    /// Calls into the library.
    pub(crate) calls: u64,
    /// What was wrong.
    pub(crate) complaints: Vec<String>,
}

impl Case {
    /// Calls the library with `given` bytes of input and output, and sees that it ends,
    /// does not panic and holds little.
    pub(crate) fn call<T>(&mut self, what: &str, given: usize, f: impl FnOnce() -> T) -> Option<T> {
        self.timed(what, given, longest(), f)
    }

    /// A call that a listener could end: some seconds are allowed.
    pub(crate) fn long<T>(&mut self, what: &str, given: usize, f: impl FnOnce() -> T) -> Option<T> {
        self.timed(what, given, PATIENCE * longest(), f)
    }

    fn timed<T>(
        &mut self,
        what: &str,
        given: usize,
        longest: u64,
        f: impl FnOnce() -> T,
    ) -> Option<T> {
        self.calls += 1;
        if number("HABITUE_FUZZ_CASE").is_some() {
            tell(what);
        }
        let begun = own_time();
        most_since();
        let answer = catch_unwind(AssertUnwindSafe(f));
        let held = most_since();
        let took = own_time().saturating_sub(begun);
        if took > Duration::from_secs(longest) {
            self.complain(format!("{what} took {took:?}"));
        }
        if held > SPARE_BYTES + BYTES_PER_BYTE * given {
            self.complain(format!("{what} held {held} bytes, given {given}"));
        }
        answer.map_err(|panic| self.complain(format!("{what}: panic: {}", words(&panic)))).ok()
    }

    pub(crate) fn complain(&mut self, what: String) {
        self.complaints.push(what);
    }

    /// Complains where `sound` does not hold.
    pub(crate) fn see(&mut self, sound: bool, what: impl FnOnce() -> String) {
        if !sound {
            self.complain(what());
        }
    }
}

fn words(panic: &Box<dyn Any + Send>) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

/// The time that this thread has run; that of the clock where the system does not say.
fn own_time() -> Duration {
    static START: Mutex<Option<Instant>> = Mutex::new(None);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(
        || START.lock().unwrap().get_or_insert_with(Instant::now).elapsed(),
        Duration::from_nanos,
    )
}

/// The time that all threads of this process have run, from the system's hundredths of a
/// second; nothing where it does not say.
fn process_time() -> Duration {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = told.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11);
    let ticks: u64 = fields.take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(10 * ticks)
}

/// Runs the first `few` cases of a target, or as many as the seconds hold that were asked
/// for, and fails with what the first few of them complained of.
pub(crate) fn run(target: &'static str, few: u64, one: impl Fn(&mut Random, &mut Case)) {
    let only = number("HABITUE_FUZZ_CASE");
    let end =
        number("HABITUE_FUZZ_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let last = if end.is_some() { u64::MAX } else { few };
    let (mut cases, mut calls, mut bad) = (0u64, 0u64, Vec::new());
    let beat = watch(target);
    std::panic::set_hook(Box::new(|_| {}));
    for case in only.map_or(0..last, |case| case..case + 1) {
        let over = only.is_none() && end.is_some_and(|end| Instant::now() >= end);
        if over || bad.len() >= 20 {
            break;
        }
        NOW.set((target, case));
        beat.store(case + 1, Relaxed);
        let mut found = Case::default();
        one(&mut Random::new(seed(), case), &mut found);
        (cases, calls) = (cases + 1, calls + found.calls);
        if !found.complaints.is_empty() {
            tell(&found.complaints.join("\n    "));
            bad.push(case);
        }
    }
    beat.store(0, Relaxed);
    println!("{target}: {cases} cases, {calls} calls, {} with complaints", bad.len());
    assert!(bad.is_empty(), "{target}: cases {bad:?} are told above");
}

/// Ends the process where a case does not end.
fn watch(target: &'static str) -> &'static AtomicU64 {
    let beat: &'static AtomicU64 = Box::leak(Box::new(AtomicU64::new(0)));
    std::thread::spawn(move || {
        let (mut last, mut since) = (0, process_time());
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = beat.load(Relaxed);
            if now != last {
                (last, since) = (now, process_time());
            } else if now > 0 && process_time().saturating_sub(since) > ENDLESS {
                eprintln!(
                    "{target}: HABITUE_FUZZ_CASE={} HABITUE_FUZZ_SEED={} does not end",
                    now - 1,
                    seed()
                );
                std::process::abort();
            }
        }
    });
    beat
}
