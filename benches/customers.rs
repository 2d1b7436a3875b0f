//! How the cost of fitting, predicting and rescoring grows: 10^4 to 10^7 customers whose first
//! purchases are spread over a year, on one and two threads; and one purchase at a time beside
//! 200 logarithms.
//!
//!     cargo bench --bench customers

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use habitue::ledger::{Amounts, Columns, Rules, Times, Transaction};
use habitue::lifetime::{
    BgBb, BgCnbd, BgNbd, FitOptions, GGompertzNbd, GammaGamma, Histories, History, MbgCnbd, MbgNbd,
    Nbd, ParetoNbd, Prediction, PurchaseModel, Spending, Valuation,
};
use habitue::money::{Currency, Money};
use habitue::summary::{Convention, Summary};
use habitue::time::{Day, Unit, Window};
use habitue::value::{Pyramid, Scorer};

const DAYS: u64 = 546;

/// Histories in days of customers who behave as a BG/NBD, the same in every run.
struct Base {
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
}

/// A linear congruential generator: enough for inputs.
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    fn below(&mut self, bound: u64) -> u64 {
        (self.uniform() * bound as f64) as u64
    }

    fn exponential(&mut self) -> f64 {
        -self.uniform().ln()
    }
}

/// A customer's life: tells `bought` the day of each purchase, the first one too, and returns it.
fn live(random: &mut Random, mut bought: impl FnMut(f64)) -> f64 {
    let born = random.below(364) as f64;
    bought(born);
    // A mean rate between two purchases a year and two a month, and a coin.
    let rate = (2.0 + 22.0 * random.uniform().powi(4)) / 365.25 * random.exponential();
    let coin = random.uniform() * 0.5;
    let mut now = born;
    loop {
        now += random.exponential() / rate;
        if now >= DAYS as f64 {
            return born;
        }
        bought(now.floor());
        if random.uniform() < coin {
            return born;
        }
    }
}

impl Base {
    fn new(customers: usize) -> Self {
        let mut random = Random(42);
        let mut base = Self { x: vec![], t_x: vec![], t: vec![] };
        for _ in 0..customers {
            let (mut days, mut last) = (0, -1.0);
            let born = live(&mut random, |day| {
                days += u32::from(day > last);
                last = day;
            });
            base.x.push(days - 1);
            base.t_x.push((last - born) / 7.0);
            base.t.push((DAYS as f64 - born) / 7.0);
        }
        base
    }

    fn histories(&self) -> Option<Histories<'_>> {
        Histories::new(&self.x, &self.t_x, &self.t).ok()
    }
}

fn fits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("fit");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    for exponent in 4..=7 {
        let customers = 10_usize.pow(exponent);
        let base = Base::new(customers);
        let Some(rows) = base.histories() else { return };
        group.throughput(Throughput::Elements(customers as u64));
        for threads in [1, 2] {
            let options = FitOptions::default().with_threads(threads);
            let id =
                |model: &str| BenchmarkId::new(format!("{model}, {threads} threads"), customers);
            let fit = BgNbd::fit(&rows, &options);
            assert!(fit.is_ok_and(|fit| fit.report().ridge.is_none()), "a peak");
            group.bench_function(id("BG/NBD"), |bencher| {
                bencher.iter(|| black_box(BgNbd::fit(&rows, &options)));
            });
            if exponent <= 6 {
                group.bench_function(id("MBG/NBD"), |bencher| {
                    bencher.iter(|| black_box(MbgNbd::fit(&rows, &options)));
                });
                group.bench_function(id("Pareto/NBD"), |bencher| {
                    bencher.iter(|| black_box(ParetoNbd::fit(&rows, &options)));
                });
            }
        }
    }
    group.finish();
}

/// Every other model beside BG/NBD and Pareto/NBD: the throughput is that of distinct
/// cells, of which models in days have fewer than customers.
fn cells(criterion: &mut Criterion) {
    let base = Base::new(100_000);
    let Some(rows) = base.histories() else { return };
    // As if each interval of a customer were as long as the mean of them.
    let logs: Vec<f64> = (base.x.iter().zip(&base.t_x))
        .map(|(&x, t_x)| if x == 0 { 0.0 } else { f64::from(x) * (t_x / f64::from(x)).ln() })
        .collect();
    let Ok(regular) = rows.with_log_intervals(&logs) else { return };
    let opportunities: Vec<f64> = base.t.iter().map(|t| t.floor()).collect();
    let last: Vec<f64> = (base.x.iter().zip(&base.t_x).zip(&opportunities))
        .map(|((&x, t_x), n)| if x == 0 { 0.0 } else { t_x.ceil().max(f64::from(x)).min(*n) })
        .collect();
    let bought: Vec<u32> = base.x.iter().zip(&last).map(|(&x, &n)| x.min(n as u32)).collect();
    let Ok(discrete) = Histories::new(&bought, &last, &opportunities) else { return };
    let spends: Vec<f64> = (0..bought.len()).map(|row| 10.0 + (row * 7919 % 997) as f64).collect();
    let Ok(spending) = Spending::new(&base.x, &spends) else { return };
    let options = FitOptions::default().with_threads(2);
    let with_k = options.clone().with_regularity(2);
    let mut group = criterion.benchmark_group("fit of 100000, per cell");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    macro_rules! model {
        ($name:literal, $fit:expr) => {
            let fit = $fit;
            let report = fit().map(|fit| *fit.report());
            assert!(report.is_ok(), "{report:?}");
            let report = report.ok().map_or((0, 0), |r| (r.cells, r.iterations));
            group.throughput(Throughput::Elements(report.0));
            group.bench_function(
                format!("{} ({} cells, {} iterations)", $name, report.0, report.1),
                |bencher| {
                    bencher.iter(|| black_box(fit()));
                },
            );
        };
    }
    model!("BG/NBD", || BgNbd::fit(&rows, &options));
    model!("MBG/NBD", || MbgNbd::fit(&rows, &options));
    model!("NBD", || Nbd::fit(&rows, &options));
    model!("BG/CNBD-2", || BgCnbd::fit(&regular, &with_k));
    model!("MBG/CNBD-2", || MbgCnbd::fit(&regular, &with_k));
    model!("BG/BB", || BgBb::fit(&discrete, &options));
    model!("Gamma-Gamma", || GammaGamma::fit(&spending, &options));
    model!("Pareto/NBD", || ParetoNbd::fit(&rows, &options));
    model!("GGompertz/NBD", || GGompertzNbd::fit(&rows, &options));
    group.finish();
}

fn predictions(criterion: &mut Criterion) {
    let Ok(model) = BgNbd::new(0.243, 4.414, 0.793, 2.426) else { return };
    let mut group = criterion.benchmark_group("predict");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    for exponent in 4..=7 {
        let customers = 10_usize.pow(exponent);
        let base = Base::new(customers);
        let Some(rows) = base.histories() else { return };
        let mut out = vec![0.0; customers];
        group.throughput(Throughput::Elements(customers as u64));
        let asked = [
            ("P(alive)", Prediction::PAlive),
            ("expected purchases", Prediction::ExpectedPurchases { t: 39.0 }),
            (
                "discounted purchases",
                Prediction::DiscountedPurchases { rate: 0.003, horizon: 52.0 },
            ),
        ];
        for (name, prediction) in asked {
            for threads in [1, 2] {
                let id = BenchmarkId::new(format!("{name}, {threads} threads"), customers);
                group.bench_function(id, |bencher| {
                    bencher
                        .iter(|| model.predict_into(prediction, &rows, threads, &mut out).is_ok());
                });
            }
            let middle = customers / 2;
            assert!(model.predict_into(prediction, &rows, 2, &mut out).is_ok());
            let one = rows.get(middle).and_then(|row| model.predict(prediction, row).ok());
            assert_eq!(one.map(f64::to_bits), Some(out[middle].to_bits()), "one by one");
        }
    }
    group.finish();
}

/// From transactions to tiers: summarise, fit, predict, value, tier.
fn whole_path(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("whole path");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    for exponent in 4..=6 {
        let customers = 10_usize.pow(exponent);
        let log = Log::new(customers);
        group.throughput(Throughput::Elements(customers as u64));
        assert!(
            log.tiers(2).is_some_and(|found| found.len() == log.tiers(1).map_or(0, |t| t.len()))
        );
        for threads in [1, 2] {
            let id = BenchmarkId::new(format!("{threads} threads"), customers);
            group.bench_function(id, |bencher| bencher.iter(|| black_box(log.tiers(threads))));
        }
    }
    group.finish();
}

/// Transactions in random order.
struct Log {
    customers: Vec<i64>,
    days: Vec<i32>,
    minor: Vec<i64>,
}

const FIRST_DAY: i32 = 18_262;

impl Log {
    fn new(customers: usize) -> Self {
        let mut random = Random(7);
        let mut rows = Vec::new();
        for customer in 0..customers {
            live(&mut random, |day| rows.push((customer as i64, FIRST_DAY + day as i32)));
        }
        for row in (1..rows.len()).rev() {
            rows.swap(row, random.below(row as u64 + 1) as usize);
        }
        let minor = rows.iter().map(|_| 1 + (2000.0 * random.exponential()) as i64).collect();
        let (customers, days) = rows.into_iter().unzip();
        Self { customers, days, minor }
    }

    fn summary(&self, threads: usize) -> Option<Summary> {
        let columns = Columns::new(self.customers.as_slice(), Times::Days(&self.days))
            .and_then(|columns| columns.with_amounts(Amounts::Minor(&self.minor)))
            .ok()?;
        let mut summary = Summary::new(Rules::money(Currency::EUR)).with_threads(threads);
        summary.push_columns(&columns).ok()?;
        Some(summary)
    }

    fn window() -> Option<Window> {
        Day::from_number(FIRST_DAY + DAYS as i32).map(Window::until).ok()
    }

    fn tiers(&self, threads: usize) -> Option<Vec<i32>> {
        let table =
            self.summary(threads)?.table(&Self::window()?, &Convention::btyd(Unit::Week)).ok()?;
        let rows = Histories::new(table.x(), table.t_x(), table.t()).ok()?;
        let model = BgNbd::fit(&rows, &FitOptions::default().with_threads(threads)).ok()?;
        let spend = table.mean_repeat_spend();
        let mut value = vec![0.0; table.len()];
        Valuation::new(52.0)
            .and_then(|valuation| valuation.with_continuous_rate(0.003))
            .and_then(|v| v.lifetime_value_into(model.model(), &rows, &spend, threads, &mut value))
            .ok()?;
        Pyramid::curry().assign(&value).ok().map(|tiers| tiers.tier)
    }
}

/// One purchase: update its customer, then P(alive), expected purchases, value and tier.
fn one(criterion: &mut Criterion) {
    let log = Log::new(50_000);
    let (Some(summary), Some(window)) = (log.summary(1), Log::window()) else { return };
    let Ok(mut live) = summary.live(&window, &Convention::btyd(Unit::Week)) else { return };
    live.reserve(0, 50_000_000);
    let scorer = BgNbd::new(0.243, 4.414, 0.793, 2.426).and_then(|model| {
        let valuation = Valuation::new(52.0)?.with_margin(0.3)?.with_continuous_rate(0.003)?;
        let spend = GammaGamma::new(6.25, 3.74, 15.44)?;
        Scorer::new(model, 39.0, valuation)?.with_spend(spend).with_tiers(&[50.0, 20.0, 5.0])
    });
    let Ok(mut scorer) = scorer else { return };
    let mut group = criterion.benchmark_group("one customer");
    let mut row = 0;
    group.bench_function("update and rescore", |bencher| {
        bencher.iter(|| {
            row = (row + 7919) % log.customers.len();
            let paid = Money::from_minor(log.minor[row], Currency::EUR);
            let day = Day::from_number(log.days[row]).unwrap_or(Day::MAX);
            let now = live.update(&Transaction::new(log.customers[row], day, paid)).ok()??;
            let mean = now.mean_repeat_spend(Some(Currency::EUR));
            scorer.score(History::new(now.x, now.t_x, now.t).ok()?, mean).ok()
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

/// The same through the C functions, one at a time.
#[cfg(feature = "capi")]
#[expect(unsafe_code, reason = "C functions are called")]
fn one_through_c(criterion: &mut Criterion) {
    use habitue::capi::*;
    use std::ptr::{null, null_mut};

    let log = Log::new(50_000);
    let rules = habitue_rules {
        struct_size: size_of::<habitue_rules>() as u32,
        currency: [b'E' as _, b'U' as _, b'R' as _, 0],
        refunds: HABITUE_REFUNDS_REFUSE,
        rounding: HABITUE_ROUNDING_NONE,
        resolution: HABITUE_UNIT_DAY,
        threads: 1,
        costs: HABITUE_COSTS_NONE,
        reserved: 0,
        assumed_margin: 0.0,
    };
    let transactions = habitue_transactions {
        struct_size: size_of::<habitue_transactions>() as u32,
        costing: HABITUE_COSTING_COST,
        length: log.customers.len(),
        customers: log.customers.as_ptr(),
        customer_offsets: null(),
        customer_bytes: null(),
        customer_bytes_length: 0,
        days: log.days.as_ptr(),
        seconds: null(),
        minor: log.minor.as_ptr(),
        amounts: null(),
        amount_offsets: null(),
        amount_bytes: null(),
        amount_bytes_length: 0,
        cost_minor: null(),
        costs: null(),
        cost_offsets: null(),
        cost_bytes: null(),
        cost_bytes_length: 0,
        cost_known: null(),
    };
    let parameters = [0.243, 4.414, 0.793, 2.426];
    let spend_parameters = [6.25, 3.74, 15.44];
    let lowest = [50.0, 20.0, 5.0];
    let (mut summary, mut live) = (null_mut(), null_mut());
    let (mut model, mut spend, mut scorer) = (null_mut(), null_mut(), null_mut());
    // SAFETY: every pointer is that of a live local, and the lengths are theirs.
    let made = unsafe {
        [
            habitue_summary_new(&rules, &mut summary, null_mut()),
            habitue_summary_push(summary, &transactions, null_mut()),
            habitue_live_new(summary, null(), &mut live, null_mut()),
            habitue_model_new(HABITUE_MODEL_BG_NBD, parameters.as_ptr(), 4, &mut model, null_mut()),
            habitue_spend_model_new(
                HABITUE_SPEND_GAMMA_GAMMA,
                spend_parameters.as_ptr(),
                3,
                &mut spend,
                null_mut(),
            ),
            habitue_scorer_new(
                model,
                39.0,
                52.0,
                0.003,
                0.3,
                lowest.as_ptr(),
                3,
                &mut scorer,
                null_mut(),
            ),
            habitue_scorer_set_spend(scorer, spend, null_mut()),
        ]
    };
    assert!(made.iter().all(|&status| status == 0), "{made:?}");
    let mut group = criterion.benchmark_group("one customer");
    let mut row = 0;
    group.bench_function("update and rescore through C", |bencher| {
        bencher.iter(|| {
            row = (row + 7919) % log.customers.len();
            let (mut x, mut t_x, mut t, mut mean, mut calibrated) = (0, 0.0, 0.0, 0.0, 0);
            let (mut first, mut repeat) = (0, 0);
            let (mut alive, mut expected, mut value, mut tier) = (0.0, 0.0, 0.0, 0);
            // SAFETY: as above.
            let status = unsafe {
                habitue_live_purchase(
                    live,
                    log.customers[row],
                    log.days[row],
                    log.minor[row],
                    &mut x,
                    &mut t_x,
                    &mut t,
                    &mut first,
                    &mut repeat,
                    &mut mean,
                    &mut calibrated,
                    null_mut(),
                ) + habitue_scorer_score(
                    scorer,
                    &x,
                    &t_x,
                    &t,
                    &mean,
                    1,
                    &mut alive,
                    &mut expected,
                    &mut value,
                    &mut tier,
                    null_mut(),
                )
            };
            assert_eq!(status, 0);
            (alive, expected, value, tier)
        });
    });
    group.finish();
    // SAFETY: each handle was made above and is freed once.
    unsafe {
        habitue_scorer_free(scorer);
        habitue_spend_model_free(spend);
        habitue_model_free(model);
        habitue_live_free(live);
        habitue_summary_free(summary);
    }
}

#[cfg(not(feature = "capi"))]
fn one_through_c(_: &mut Criterion) {}

criterion_group!(benches, one, one_through_c, fits, cells, predictions, whole_path);
criterion_main!(benches);
