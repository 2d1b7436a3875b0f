//! Gamma-Gamma on the single amounts of the CDNOW sample.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use habitue::lifetime::{FitOptions, GammaGamma, ItemizedSpending};

/// Per customer the repeat amounts of the calibration, the amounts of a day taken
/// together and those of 0 left out, as (x, mean, mean logarithm).
fn cdnow() -> (Vec<u32>, Vec<f64>, Vec<f64>) {
    let mut days: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
    let mut table = csv::Reader::from_path("examples/data/cdnow_sample.csv").unwrap();
    for record in table.records() {
        let record = record.unwrap();
        if &record[1] <= "1997-09-30" {
            let cents = (100.0 * record[3].parse::<f64>().unwrap()).round() as i64;
            let customer = days.entry(record[0].to_owned()).or_default();
            *customer.entry(record[1].to_owned()).or_default() += cents;
        }
    }
    let (mut x, mut mean, mut log) = (vec![], vec![], vec![]);
    for own in days.values() {
        let repeat: Vec<f64> =
            own.values().skip(1).filter(|c| **c > 0).map(|c| *c as f64 / 100.0).collect();
        let count = repeat.len() as f64;
        x.push(repeat.len() as u32);
        mean.push(repeat.iter().sum::<f64>() / count.max(1.0));
        log.push(repeat.iter().map(|z| z.ln()).sum::<f64>() / count.max(1.0));
    }
    (x, mean, log)
}

/// Figures of tests/oracle/itemized_spend.py: mpmath, Newton with 30 digits.
#[test]
fn single_amounts_of_cdnow() {
    let (x, mean, log) = cdnow();
    let rows = ItemizedSpending::new(&x, &mean, &log).unwrap();
    let fitted = GammaGamma::fit_itemized(&rows, &FitOptions::default()).unwrap();
    let expected = [3.609_959_164_96, 4.486_162_174_57, 34.083_008_456_9];
    for (found, expected) in fitted.parameters().iter().zip(expected) {
        assert!((found / expected - 1.0).abs() < 1e-9, "{found} instead of {expected}");
    }
    let report = fitted.report();
    assert!((report.log_likelihood + 10_707.859_720_616).abs() < 1e-8, "{report:?}");
    assert_eq!((report.customers, report.ridge), (946.0, None));
    let total = fitted.log_likelihood_itemized(&rows);
    assert!((total / report.log_likelihood - 1.0).abs() < 1e-13);
    // Another currency moves γ alone, and the likelihood by ln 100 an amount.
    let cents: Vec<f64> = mean.iter().map(|mean| 100.0 * mean).collect();
    let logs: Vec<f64> = log.iter().map(|log| log + 100f64.ln()).collect();
    let rows = ItemizedSpending::new(&x, &cents, &logs).unwrap();
    let scaled = GammaGamma::fit_itemized(&rows, &FitOptions::default()).unwrap();
    assert!((scaled.gamma() / fitted.gamma() / 100.0 - 1.0).abs() < 1e-8);
    assert!((scaled.p() / fitted.p() - 1.0).abs() < 1e-8);
    let amounts = f64::from(x.iter().sum::<u32>());
    let moved = report.log_likelihood - amounts * 100f64.ln();
    assert!((scaled.report().log_likelihood - moved).abs() < 1e-6);
}
