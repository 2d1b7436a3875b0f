//! How the cost of summarising grows: 10^4 to 10^7 shuffled transactions of half as many
//! customers over two years, by integer and by text keys, on one and two threads.
//!
//!     cargo bench --bench summary

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use habitue::customer::TextColumn;
use habitue::ledger::{Amounts, Columns, Rules, Times, Transaction};
use habitue::money::{Currency, Money};
use habitue::summary::{Convention, Summary, Table};
use habitue::time::{Day, Unit, Window};

const FIRST_DAY: i32 = 18_262;
const DAYS: u64 = 730;

/// Transactions in random order, the same in every run.
struct Log {
    customers: Vec<i64>,
    days: Vec<i32>,
    minor: Vec<i64>,
}

impl Log {
    fn new(rows: usize) -> Self {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let customers = (rows / 2) as u64;
        let mut log = Self { customers: Vec::new(), days: Vec::new(), minor: Vec::new() };
        for _ in 0..rows {
            log.customers.push(next(customers) as i64);
            log.days.push(FIRST_DAY + next(DAYS) as i32);
            log.minor.push(next(20_000) as i64);
        }
        log
    }

    fn columns(&self) -> Option<Columns<'_>> {
        Columns::new(self.customers.as_slice(), Times::Days(&self.days))
            .and_then(|columns| columns.with_amounts(Amounts::Minor(&self.minor)))
            .ok()
    }
}

fn window() -> Option<Window> {
    Day::from_number(FIRST_DAY + DAYS as i32).map(Window::until).ok()
}

fn summarise(log: &Log, threads: usize) -> Option<Table> {
    let mut summary = Summary::new(Rules::money(Currency::EUR)).with_threads(threads);
    summary.push_columns(&log.columns()?).ok()?;
    summary.table(&window()?, &Convention::btyd(Unit::Week)).ok()
}

fn whole(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("summary/columns");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    for exponent in 4..=7 {
        let rows = 10_usize.pow(exponent);
        let log = Log::new(rows);
        group.throughput(Throughput::Elements(rows as u64));
        let bought = |table: Table| {
            let repeats = table.x().iter().map(|&x| u64::from(x)).sum::<u64>();
            (repeats + table.len() as u64, table.first_spend().iter().sum::<i64>())
        };
        let found = summarise(&log, 1).map(bought);
        assert!(found.is_some_and(|(occasions, _)| occasions <= rows as u64), "{found:?}");
        assert_eq!(summarise(&log, 2).map(bought), found);
        for threads in [1, 2] {
            let id = BenchmarkId::new(format!("{threads} threads"), rows);
            group
                .bench_function(id, |bencher| bencher.iter(|| black_box(summarise(&log, threads))));
        }
    }
    group.finish();
}

/// The same by text keys of nine bytes, through the dictionary.
fn by_text(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("summary/text keys");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    for exponent in 4..=7 {
        let rows = 10_usize.pow(exponent);
        let log = Log::new(rows);
        let mut names = TextColumn::with_capacity(rows, 9 * rows);
        log.customers.iter().for_each(|key| names.push(&format!("C{key:08}")));
        let summarise = || {
            let columns = Columns::new(names.as_texts(), Times::Days(&log.days))
                .and_then(|columns| columns.with_amounts(Amounts::Minor(&log.minor)))
                .ok()?;
            let mut summary = Summary::new(Rules::money(Currency::EUR)).with_threads(2);
            summary.push_columns(&columns).ok()?;
            summary.table(&window()?, &Convention::btyd(Unit::Week)).ok()
        };
        let (Some(text), Some(integer)) = (summarise(), self::summarise(&log, 2)) else { return };
        let repeats = |table: &Table| table.x().iter().map(|&x| u64::from(x)).sum::<u64>();
        assert_eq!((text.len(), repeats(&text)), (integer.len(), repeats(&integer)));
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(BenchmarkId::from_parameter(rows), |bencher| {
            bencher.iter(|| black_box(summarise()));
        });
    }
    group.finish();
}

fn one(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("summary/one");
    for exponent in 4..=6 {
        let rows = 10_usize.pow(exponent);
        let log = Log::new(rows);
        let mut summary = Summary::new(Rules::money(Currency::EUR));
        if let Some(columns) = log.columns() {
            let _ = summary.push_columns(&columns);
        }
        let mut row = 0;
        group.bench_function(BenchmarkId::new("update", rows), |bencher| {
            bencher.iter(|| {
                row = (row + 7919) % rows;
                let paid = Money::from_minor(log.minor[row], Currency::EUR);
                let day = Day::from_number(log.days[row]).unwrap_or(Day::MAX);
                summary.update(&Transaction::new(log.customers[row], day, paid)).is_ok()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, whole, by_text, one);
criterion_main!(benches);
