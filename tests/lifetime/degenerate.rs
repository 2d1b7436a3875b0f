//! Data that say too little: every model of purchases gives a diagnosis or a clear
//! error, never a panic, a NaN or a number without warning.

#![allow(clippy::unwrap_used)]

use habitue::lifetime::{
    BgCnbd, BgNbd, FitOptions, FitReport, Fitted, GGompertzNbd, GammaGamma, Histories, MbgCnbd,
    MbgNbd, Nbd, ParetoNbd, Prediction, PurchaseModel, Ridge, Spending,
};
use habitue::{ErrorKind, Result};

const MODELS: [&str; 7] =
    ["NBD", "Pareto/NBD", "GGompertz/NBD", "BG/NBD", "MBG/NBD", "BG/CNBD", "MBG/CNBD"];

/// The report of a fit, whose predictions were seen to be finite.
fn fit(model: &str, rows: &Histories<'_>) -> Result<FitReport> {
    fn seen<M: PurchaseModel>(fit: Result<Fitted<M>>, rows: &Histories<'_>) -> Result<FitReport> {
        let fit = fit?;
        for prediction in [
            Prediction::PAlive,
            Prediction::ExpectedPurchases { t: 10.0 },
            Prediction::PAtLeast { n: 2, t: 10.0 },
            Prediction::PNoPurchase { t: 10.0 },
            Prediction::DiscountedPurchases { rate: 0.01, horizon: 100.0 },
        ] {
            let mut out = vec![f64::NAN; rows.len()];
            fit.model().predict_into(prediction, rows, 1, &mut out)?;
            let name = fit.model().name();
            assert!(
                out.iter().all(|v| v.is_finite() && *v >= 0.0),
                "{name} {prediction:?} {out:?}"
            );
        }
        assert!(fit.report().log_likelihood.is_finite());
        Ok(fit.report().clone())
    }
    let options = FitOptions::default();
    match model {
        "NBD" => seen(Nbd::fit(rows, &options), rows),
        "Pareto/NBD" => seen(ParetoNbd::fit(rows, &options), rows),
        "GGompertz/NBD" => seen(GGompertzNbd::fit(rows, &options), rows),
        "BG/NBD" => seen(BgNbd::fit(rows, &options), rows),
        "MBG/NBD" => seen(MbgNbd::fit(rows, &options), rows),
        "BG/CNBD" => seen(BgCnbd::fit(rows, &options), rows),
        _ => seen(MbgCnbd::fit(rows, &options), rows),
    }
}

/// Logarithms of equal intervals.
fn even(x: &[u32], t_x: &[f64]) -> Vec<f64> {
    let sum = |(&x, &t_x): (&u32, &f64)| {
        if x == 0 { 0.0 } else { f64::from(x) * (t_x / f64::from(x)).ln() }
    };
    x.iter().zip(t_x).map(sum).collect()
}

#[test]
fn nobody_leaves() {
    // Everybody keeps buying to the end.
    let x: Vec<u32> = (0..300).map(|i| 3 + (i * i) % 17).collect();
    let t_x: Vec<f64> = (0..300).map(|i| 39.0 - f64::from(i % 4) * 0.3).collect();
    let t = vec![39.0; 300];
    let logs = even(&x, &t_x);
    let rows = Histories::new(&x, &t_x, &t).unwrap().with_log_intervals(&logs).unwrap();
    for model in MODELS {
        let report = fit(model, &rows).unwrap();
        if model == "NBD" {
            // A model without attrition has nothing to say of it.
            assert_eq!(report.ridge, None, "{model}");
        } else {
            assert_eq!(report.ridge, Some(Ridge::NoAttrition), "{model} {report:?}");
        }
    }
}

#[test]
fn nobody_came_back() {
    let (x, t_x, t) = ([0; 4], [0.0; 4], [3.0, 4.0, 5.0, 5.0]);
    let logs = [0.0; 4];
    let rows = Histories::new(&x, &t_x, &t).unwrap().with_log_intervals(&logs).unwrap();
    for model in MODELS {
        let error = fit(model, &rows).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Undefined, Some("x")), "{model}");
    }
}

#[test]
fn a_single_customer() {
    for (x, t_x, t) in [(1, 2.0, 9.0), (3, 5.0, 9.0), (40, 8.9, 9.0), (2, 9.0, 9.0)] {
        let (x, t_x, t) = ([x], [t_x], [t]);
        let logs = even(&x, &t_x);
        let rows = Histories::new(&x, &t_x, &t).unwrap().with_log_intervals(&logs).unwrap();
        for model in MODELS {
            match fit(model, &rows) {
                Ok(report) => assert!(report.ridge.is_some(), "{model} {rows:?} {report:?}"),
                Err(error) => assert!(
                    matches!(error.kind(), ErrorKind::NotConverged | ErrorKind::Undefined),
                    "{model} {rows:?} {error}"
                ),
            }
        }
    }
}

#[test]
fn customers_of_today() {
    // Born at the end of the data, T = 0: they say nothing, and change nothing.
    let (mut x, mut t_x, mut t) = (vec![], vec![], vec![]);
    for line in include_str!("../data/cdnow_summary.csv").lines().skip(1).step_by(3) {
        let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
        x.push(field[1] as u32);
        t_x.push(field[2] / 7.0);
        t.push(field[3] / 7.0);
    }
    let logs = even(&x, &t_x);
    let known: Vec<FitReport> = {
        let rows = Histories::new(&x, &t_x, &t).unwrap().with_log_intervals(&logs).unwrap();
        MODELS.iter().map(|model| fit(model, &rows).unwrap()).collect()
    };
    for _ in 0..50 {
        x.push(0);
        t_x.push(0.0);
        t.push(0.0);
    }
    let logs = even(&x, &t_x);
    let rows = Histories::new(&x, &t_x, &t).unwrap().with_log_intervals(&logs).unwrap();
    for (model, known) in MODELS.iter().zip(known) {
        let report = fit(model, &rows).unwrap();
        assert_eq!(report.customers, known.customers + 50.0);
        if model.starts_with('M') {
            // Here a customer may leave at the first purchase: still no evidence.
            assert_eq!(report.ridge, known.ridge, "{model}");
        }
        let moved = (report.log_likelihood - known.log_likelihood).abs();
        assert!(moved < 1e-4, "{model}: {report:?} {known:?}");
    }
    // Nobody was watched at all.
    let rows = Histories::new(&[0, 0], &[0.0, 0.0], &[0.0, 0.0]).unwrap();
    let rows = rows.with_log_intervals(&[0.0, 0.0]).unwrap();
    for model in MODELS {
        assert_eq!(fit(model, &rows).unwrap_err().kind(), ErrorKind::Undefined, "{model}");
    }
}

/// Mean spends of customers whose single amounts differ, but who do not: sums of
/// exponential draws.
fn alike(customers: u32) -> (Vec<u32>, Vec<f64>) {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut uniform = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let x: Vec<u32> = (0..customers).map(|i| 1 + i % 6).collect();
    let means = x.iter().map(|&x| {
        // Gamma(3 x) amounts with mean 30.
        let sum: f64 = (0..3 * x).map(|_| -(1.0 - uniform()).ln()).sum();
        10.0 * sum / f64::from(x)
    });
    let means = means.collect();
    (x, means)
}

#[test]
fn customers_who_spend_alike() {
    for (customers, weight) in [(4_000, 1.0), (4_000, 250.0), (50_000, 20.0)] {
        let (x, mean) = alike(customers);
        let weights = vec![weight; x.len()];
        let rows = Spending::new(&x, &mean).unwrap().with_weights(&weights).unwrap();
        let fit = GammaGamma::fit(&rows, &FitOptions::default()).unwrap();
        let report = fit.report();
        assert!(matches!(report.ridge, None | Some(Ridge::EqualSpend)), "{fit:?}");
        // The draws differ a little less, or more, than they should by chance; q is
        // huge or ends at its bound, and either way the mean is that of all.
        assert!(fit.q() > 100.0, "{fit:?}");
        assert!((fit.expected_spend(3, 90.0).unwrap() / 30.0 - 1.0).abs() < 0.2, "{fit:?}");
    }
    // Exactly alike: every customer's mean is the same.
    for customers in [3_000, 1_000_000] {
        let x: Vec<u32> = (0..customers).map(|i| 1 + i % 6).collect();
        let mean = vec![29.5; x.len()];
        let rows = Spending::new(&x, &mean).unwrap();
        let fit = GammaGamma::fit(&rows, &FitOptions::default()).unwrap();
        let ridge = fit.report().ridge;
        assert!(
            matches!(ridge, Some(Ridge::EqualSpend | Ridge::ConstantSpend)),
            "{customers}: {fit:?}"
        );
        assert!((fit.expected_spend(2, 29.5).unwrap() / 29.5 - 1.0).abs() < 1e-3, "{fit:?}");
    }
}
