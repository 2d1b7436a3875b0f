//! A purchase arrives: rescoring one customer, in Rust and through C, beside 200 logarithms; how
//! that grows with the base, 10^4 to 10^7 customers; and streams that are late, come twice or are
//! to be forgotten.
//!
//!     cargo bench --all-features --bench live

use std::hint::black_box;

use common::Log;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use habitue::customer::Key;
use habitue::ledger::Transaction;
use habitue::lifetime::{BgNbd, GammaGamma, Valuation};
use habitue::money::{Currency, Money};
use habitue::summary::{Convention, Live};
use habitue::time::{Day, Unit};
use habitue::value::Scorer;

mod common;

/// The purchases of a log, taken in and kept open.
fn open(log: &Log) -> Option<Live> {
    log.summary(2)?.live(&Log::window()?, &Convention::btyd(Unit::Week)).ok()
}

fn scorer() -> Option<Scorer> {
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).ok()?;
    let valuation = Valuation::new(52.0).and_then(|valuation| valuation.with_margin(0.3));
    let valuation = valuation.and_then(|valuation| valuation.with_continuous_rate(0.003)).ok()?;
    let spend = GammaGamma::new(6.25, 3.74, 15.44).ok()?;
    Scorer::new(model, 39.0, valuation).ok()?.with_spend(spend).with_tiers(&[50.0, 20.0, 5.0]).ok()
}

/// A purchase of a log, by its row. Rows are in random order, so one after the other are anybody.
fn purchase(log: &Log, row: usize) -> Transaction<'static> {
    let paid = Money::from_minor(log.minor[row], Currency::EUR);
    Transaction::new(log.customers[row], Day::from_number(log.days[row]).unwrap_or(Day::MAX), paid)
}

/// One purchase: update its customer, then P(alive), expected purchases, value and tier.
fn one(criterion: &mut Criterion) {
    let log = Log::new(50_000);
    let Some(mut live) = open(&log) else { return };
    let Some(scorer) = scorer() else { return };
    let mut group = criterion.benchmark_group("one customer");
    let mut row = 0;
    group.bench_function("update and rescore", |bencher| {
        bencher.iter(|| {
            row = (row + 1) % log.customers.len();
            let score = scorer.rescore(&mut live, &purchase(&log, row));
            assert!(score.as_ref().is_ok_and(|now| now.score.is_some_and(|now| now.value > 0.0)));
            score
        });
    });
    let mut point = 1.0_f64;
    group.bench_function("200 logarithms", |bencher| {
        bencher.iter(|| {
            let mut sum = 0.0;
            for _ in 0..200 {
                point += 1e-3;
                sum += black_box(point).ln();
            }
            sum
        });
    });
    group.finish();
}

/// A column of whole numbers for C.
#[cfg(feature = "capi")]
fn integers<T>(cells: &[T], kind: i32) -> habitue::capi::habitue_column {
    habitue::capi::habitue_column {
        name: std::ptr::null(),
        cells: cells.as_ptr().cast(),
        offsets: std::ptr::null(),
        bytes: 0,
        r#type: kind,
        reserved: 0,
    }
}

/// The same through the C functions, one at a time.
#[cfg(feature = "capi")]
#[expect(unsafe_code, reason = "C functions are called")]
fn one_through_c(criterion: &mut Criterion) {
    use habitue::capi::*;
    use std::ptr::{null, null_mut};

    let log = Log::new(50_000);
    let rules =
        habitue_rules { currency: [b'E' as _, b'U' as _, b'R' as _, 0], ..Default::default() };
    let transactions = habitue_transactions {
        rows: log.customers.len(),
        customer: integers(&log.customers, HABITUE_TYPE_I64),
        time: integers(&log.days, HABITUE_TYPE_I32),
        amount: integers(&log.minor, HABITUE_TYPE_I64),
        whole_amounts: HABITUE_WHOLE_AMOUNTS_MINOR,
        ..Default::default()
    };
    let parameters = [0.243, 4.414, 0.793, 2.426];
    let spend_parameters = [6.25, 3.74, 15.44];
    let lowest = [50.0, 20.0, 5.0];
    let (mut summary, mut live) = (null_mut(), null_mut());
    let (mut model, mut spend, mut scorer) = (null_mut(), null_mut(), null_mut());
    let options = habitue_scorer_options {
        to: 39.0,
        horizon: 52.0,
        rate: 0.003,
        margin: 0.3,
        lowest: lowest.as_ptr(),
        tiers: 3,
        ..habitue_scorer_options::default()
    };
    let given = |kind, parameters: &[f64], model| {
        let (parameters, count) = (parameters.as_ptr(), parameters.len());
        // SAFETY: every pointer is that of a live local, and the lengths are theirs.
        unsafe { habitue_model_new(kind, parameters, count, null(), null(), 0, model, null_mut()) }
    };
    // SAFETY: as above.
    let made = unsafe {
        [
            habitue_summary_new(&rules, &mut summary, null_mut()),
            habitue_summary_push(summary, &transactions, null_mut()),
            habitue_live_new(summary, null(), &mut live, null_mut()),
            given(HABITUE_MODEL_BG_NBD, &parameters, &mut model),
            given(HABITUE_MODEL_GAMMA_GAMMA, &spend_parameters, &mut spend),
            habitue_scorer_new(model, spend, &options, &mut scorer, null_mut()),
        ]
    };
    assert!(made.iter().all(|&status| status == 0), "{made:?}");
    let mut group = criterion.benchmark_group("one customer");
    let mut row = 0;
    group.bench_function("update and rescore through C", |bencher| {
        bencher.iter(|| {
            row = (row + 1) % log.customers.len();
            let mut score = habitue_customer_now::default();
            // SAFETY: as above.
            let status = unsafe {
                habitue_live_purchase(
                    live,
                    log.customers[row],
                    log.days[row],
                    log.minor[row],
                    0,
                    scorer,
                    &mut score,
                    null_mut(),
                )
            };
            assert_eq!((status, score.calibrated), (0, 1));
            assert!(score.value > 0.0, "{score:?}");
            score
        });
    });
    group.finish();
    // SAFETY: each handle was made above and is freed once.
    unsafe {
        habitue_scorer_free(scorer);
        habitue_model_free(spend);
        habitue_model_free(model);
        habitue_live_free(live);
        habitue_summary_free(summary);
    }
}

#[cfg(not(feature = "capi"))]
fn one_through_c(_: &mut Criterion) {}

/// How rescoring, late purchases, duplicates and erasure grow with the base.
fn streams(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("stream");
    group.sample_size(50);
    for exponent in 4..=7 {
        let customers = 10_usize.pow(exponent);
        let log = Log::new(customers);
        let rows = log.customers.len();
        let (Some(mut live), Some(scorer)) = (open(&log), scorer()) else { return };
        let mut row = 0;
        group.bench_function(BenchmarkId::new("rescore", customers), |bencher| {
            bencher.iter(|| {
                row = (row + 1) % rows;
                let score = scorer.rescore(&mut live, &purchase(&log, row));
                assert!(
                    score.as_ref().is_ok_and(|now| now.score.is_some_and(|now| now.value > 0.0))
                );
                score
            });
        });
        // Somebody is forgotten and comes back with three purchases, the latest first.
        group.bench_function(BenchmarkId::new("forget, 3 late purchases", customers), |bencher| {
            bencher.iter(|| {
                row = (row + 1) % rows;
                let customer = log.customers[row];
                assert!(live.forget(&Key::Integer(customer)));
                let mut last = None;
                for day in [30, 20, 10] {
                    let day = Day::from_number(log.days[row] - day).unwrap_or(Day::MAX);
                    let paid = Money::from_minor(999, Currency::EUR);
                    let now = live.update(&Transaction::new(customer, day, paid));
                    last = now.ok().and_then(|now| now.row).map(|now| now.x);
                }
                assert_eq!(last, Some(2));
            });
        });
        for number in 0..rows as i64 {
            assert!(live.is_new(number << 8));
        }
        group.bench_function(BenchmarkId::new("duplicate", customers), |bencher| {
            bencher.iter(|| {
                row = (row + 1) % rows;
                assert!(!live.is_new((row as i64) << 8));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, one, one_through_c, streams);
criterion_main!(benches);
