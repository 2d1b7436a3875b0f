//! Gamma-Gamma on the single amounts of the CDNOW sample.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use habitue::lifetime::{
    DrawOptions, FitOptions, GammaGamma, ItemizedSpending, Model, Spending, Uncertainty,
};

use crate::short::{self};
use habitue::{ErrorKind, Progress};

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

/// Single amounts have the intervals and refits that their means have.
#[test]
fn intervals_of_single_amounts() {
    let (x, mean, log) = cdnow();
    let rows = ItemizedSpending::new(&x, &mean, &log).unwrap();
    let fitted = GammaGamma::fit_itemized(&rows, &FitOptions::default()).unwrap();
    let model = Model::from(&fitted);
    let likelihood = short::of_itemized(&model, &rows).unwrap();
    let top = fitted.report().log_likelihood;
    assert!((likelihood.log_likelihood() - top).abs() < 1e-9 * top.abs());
    let wald = Uncertainty::delta(&model).unwrap().parameters(0.9).unwrap();
    let options = DrawOptions::default().with_draws(200);
    let progress = &mut Progress::silent();
    let refits = Uncertainty::bootstrap(&likelihood, options, progress).unwrap();
    let again = refits.parameters(0.9).unwrap();
    for (i, held) in likelihood.intervals(0.9).unwrap().iter().enumerate() {
        // Half the 0.9 quantile of χ² with one degree, 2.705543454095404.
        for end in [held.low, held.high] {
            let drop = likelihood.log_likelihood() - likelihood.profile(i, end).unwrap();
            assert!((drop / 1.352_771_727_047_702 - 1.0).abs() < 1e-6, "{drop}");
        }
        // The base is large: all agree, but that the amounts are no Gamma-Gamma's, which
        // the refits alone know.
        assert!((held.width() / wald[i].width() - 1.0).abs() < 0.05, "{held:?} {:?}", wald[i]);
        let ratio = again[i].width() / wald[i].width();
        assert!(ratio > 0.8 && ratio < 3.0, "{i}: {ratio}");
    }
    // The means have another likelihood, with its peak elsewhere.
    let means = Spending::new(&x, &mean).unwrap();
    let error = short::of_spend(&model, &means).map(drop).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Inconsistent);
}
