//! How the cost of fitting, predicting and of the whole path grows: 10^4 to 10^7 customers whose
//! first purchases are spread over a year, on one and two threads.
//!
//!     cargo bench --bench customers

use std::hint::black_box;
use std::time::Duration;

use common::{Base, Log};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use habitue::lifetime::{
    BgBb, BgCnbd, BgNbd, FitOptions, GGompertzNbd, GammaGamma, Histories, MbgCnbd, MbgNbd, Nbd,
    ParetoNbd, Prediction, PurchaseModel, Spending, Valuation,
};
use habitue::summary::Convention;
use habitue::time::Unit;
use habitue::value::Pyramid;

mod common;

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
            group.bench_function(id("MBG/NBD"), |bencher| {
                bencher.iter(|| black_box(MbgNbd::fit(&rows, &options)));
            });
            group.bench_function(id("Pareto/NBD"), |bencher| {
                bencher.iter(|| black_box(ParetoNbd::fit(&rows, &options)));
            });
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
            let report = fit().map(|fit| fit.report().clone());
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
    for exponent in 4..=7 {
        let customers = 10_usize.pow(exponent);
        let log = Log::new(customers);
        group.throughput(Throughput::Elements(customers as u64));
        assert!(
            tiers(&log, 2)
                .is_some_and(|found| found.len() == tiers(&log, 1).map_or(0, |t| t.len()))
        );
        for threads in [1, 2] {
            let id = BenchmarkId::new(format!("{threads} threads"), customers);
            group.bench_function(id, |bencher| bencher.iter(|| black_box(tiers(&log, threads))));
        }
    }
    group.finish();
}

fn tiers(log: &Log, threads: usize) -> Option<Vec<i32>> {
    let table = log.summary(threads)?.table(&Log::window()?, &Convention::btyd(Unit::Week)).ok()?;
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

criterion_group!(benches, fits, cells, predictions, whole_path);
criterion_main!(benches);
