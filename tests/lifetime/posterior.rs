//! The rates of one customer given the history: against two-dimensional integrals, and
//! their laws.
#![allow(clippy::unwrap_used)]

use habitue::ErrorKind;
use habitue::lifetime::{
    AnyModel, Bdw, BgBb, BgNbd, ContractModel, ContractPrediction, GGompertzNbd, GammaGamma,
    Histories, History, MbgCnbd, Nbd, ParetoNbd, Posterior, PurchaseModel, Rate, Sbg, SpendRate,
    Spending, Statistic,
};

fn near(found: f64, expected: f64, relative: f64, what: &str) {
    assert!(
        (found - expected).abs() <= relative * expected.abs(),
        "{what}: {found} is not {expected} within {relative:e}"
    );
}

/// `tests/oracle/posterior.py`: prior times likelihood of a customer with known rates,
/// integrated over both in 80 bits.
#[test]
fn means_variances_and_quantiles_agree_with_integrals() {
    let (mut rows, mut levels, mut worst) = (0, 0, [0.0f64; 3]);
    for line in include_str!("../data/posterior_reference.csv").lines().skip(1) {
        let cell: Vec<&str> = line.split(',').collect();
        let number = |i: usize| cell[i].parse::<f64>().unwrap();
        let kinds = [
            ("bg_nbd", 1, 4),
            ("pareto_nbd", 2, 4),
            ("mbg_nbd", 3, 4),
            ("bg_cnbd", 5, 5),
            ("mbg_cnbd", 6, 5),
            ("ggompertz_nbd", 7, 5),
            ("bg_bb", 20, 4),
        ];
        let (_, kind, count) = kinds.iter().find(|(name, ..)| *name == cell[0]).unwrap();
        let parameters: Vec<f64> = (1..=*count).map(number).collect();
        let model = AnyModel::from_kind(*kind, &parameters).unwrap();
        let model = model.as_posterior().unwrap();
        let history = History::new(number(6) as u32, number(7), number(8)).unwrap();
        let rate = match cell[9] {
            "purchase" => Rate::Purchase,
            "attrition" => Rate::Attrition,
            _ => Rate::Dropout,
        };
        let ask = |rate, statistic| model.posterior(rate, statistic, history).unwrap();
        let mut check = |place: usize, found: f64, expected: f64, within: f64| {
            worst[place] = worst[place].max((found / expected - 1.0).abs());
            near(found, expected, within, line);
        };
        check(0, ask(rate, Statistic::Mean), number(10), 1e-11);
        check(1, ask(rate, Statistic::Variance), number(11), 1e-10);
        if rate == Rate::Purchase {
            for (place, statistic) in [(12, Statistic::Mean), (13, Statistic::Variance)] {
                if number(place).is_finite() {
                    check(1, ask(Rate::Interval, statistic), number(place), 1e-9);
                }
            }
        }
        for place in [14, 16, 18] {
            // A level near 1 moves far with its last digit; twice the mean of a
            // probability may be none.
            let (value, level) = (number(place), number(place + 1));
            let probability = rate == Rate::Dropout || cell[0] == "bg_bb";
            if level > 0.0 && level < 1.0 - 1e-5 && !(probability && value >= 1.0) {
                check(2, ask(rate, Statistic::Quantile { probability: level }), value, 1e-10);
                levels += 1;
            }
        }
        rows += 1;
    }
    assert!(rows == 70 && levels > 180, "{rows} {levels}");
    assert!(worst[0] > 0.0 && worst[2] > 0.0, "{worst:?}");
}

/// A new customer has the distribution of the population.
#[test]
fn the_posterior_of_a_new_customer_is_the_prior() {
    let bg = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let ask = |rate, statistic| bg.posterior(rate, statistic, History::NEW).unwrap();
    near(ask(Rate::Purchase, Statistic::Mean), 0.243 / 4.414, 1e-14, "mean");
    near(ask(Rate::Purchase, Statistic::Variance), 0.243 / 4.414 / 4.414, 1e-14, "variance");
    near(ask(Rate::Dropout, Statistic::Mean), 0.793 / 3.219, 1e-14, "p");
    assert_eq!(ask(Rate::Interval, Statistic::Mean), f64::INFINITY);
    let median = ask(Rate::Interval, Statistic::Quantile { probability: 0.5 });
    near(
        median,
        1.0 / ask(Rate::Purchase, Statistic::Quantile { probability: 0.5 }),
        1e-12,
        "median",
    );
    let pareto = ParetoNbd::new(1.0, 10.0, 1.0, 12.0).unwrap();
    for level in [0.1f64, 0.5, 0.99] {
        // Exponential rates.
        let quantile = -(-level).ln_1p();
        let ask = |rate| {
            pareto
                .posterior(rate, Statistic::Quantile { probability: level }, History::NEW)
                .unwrap()
        };
        near(ask(Rate::Purchase), quantile / 10.0, 1e-12, "λ");
        near(ask(Rate::Attrition), quantile / 12.0, 1e-12, "μ");
    }
    let aged = GGompertzNbd::new(1.0, 10.0, 0.05, 1.0, 0.6).unwrap();
    let found = aged.posterior(Rate::Attrition, Statistic::Mean, History::NEW).unwrap();
    near(found, 0.05 / 0.6, 1e-14, "b η");
}

/// The mean of posterior means over all histories is the prior mean: the expectation of
/// a conditional expectation. All histories of nine opportunities are enumerated.
#[test]
fn posterior_means_average_to_the_prior_mean() {
    let model = BgBb::new(1.2, 0.75, 0.66, 2.78).unwrap();
    let n = 9u32;
    let (mut mass, mut purchase, mut dropout, mut square) = (0.0, 0.0, 0.0, 0.0);
    for x in 0..=n {
        for t_x in x..=n {
            if (x == 0) != (t_x == 0) {
                continue;
            }
            // Ways to have x purchases of which the last comes at t_x.
            let ways = (1..x).fold(1.0, |ways, i| ways * f64::from(t_x - i) / f64::from(i));
            let history = History::new(x, f64::from(t_x), f64::from(n)).unwrap();
            let weight = ways * model.ln_likelihood(history).unwrap().exp();
            let ask = |rate, statistic| model.posterior(rate, statistic, history).unwrap();
            mass += weight;
            let mean = ask(Rate::Purchase, Statistic::Mean);
            purchase += weight * mean;
            square += weight * (ask(Rate::Purchase, Statistic::Variance) + mean * mean);
            dropout += weight * ask(Rate::Dropout, Statistic::Mean);
        }
    }
    near(mass, 1.0, 1e-13, "mass");
    let (a, b) = (1.2, 0.75);
    near(purchase, a / (a + b), 1e-13, "p");
    near(dropout, 0.66 / (0.66 + 2.78), 1e-13, "θ");
    near(square, a * (a + 1.0) / ((a + b) * (a + b + 1.0)), 1e-13, "E[p²]");
}

/// Expected purchases of an alive customer over a short time are the posterior rate.
#[test]
fn a_rate_is_what_an_alive_customer_buys() {
    let customer = History::new(7, 30.0, 33.0).unwrap();
    let nbd = Nbd::new(0.4, 12.0).unwrap();
    let rate = nbd.posterior(Rate::Purchase, Statistic::Mean, customer).unwrap();
    let ask = habitue::lifetime::Prediction::ExpectedPurchases { t: 3.0 };
    near(nbd.predict(ask, customer).unwrap(), 3.0 * rate, 1e-13, "NBD");
    // Every quantile rises with its level, and the mean lies among them.
    let regular = MbgCnbd::new(1.3, 2.8, 0.4, 0.8, 2).unwrap();
    for rate in [Rate::Purchase, Rate::Interval, Rate::Dropout] {
        let at = |level| {
            regular.posterior(rate, Statistic::Quantile { probability: level }, customer).unwrap()
        };
        let all: Vec<f64> = (1..20).map(|i| at(f64::from(i) / 20.0)).collect();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
        let mean = regular.posterior(rate, Statistic::Mean, customer).unwrap();
        assert!(all[0] < mean && mean < all[18]);
    }
}

#[test]
fn churn_of_contracts() {
    let sbg = AnyModel::from(Sbg::new(0.668, 3.806).unwrap());
    let bdw = Bdw::new(0.5, 0.8, 1.3).unwrap();
    let mut out = [0.0; 3];
    let renewals = [0, 4, 12];
    let any = AnyModel::from(bdw);
    any.posterior_churn_into(Statistic::Mean, &renewals, &mut out).unwrap();
    for (found, n) in out.iter().zip(renewals) {
        let kept = bdw.predict(ContractPrediction::RetentionRate, n).unwrap();
        near(*found, 1.0 - kept, 1e-12, "mean");
    }
    sbg.posterior_churn_into(Statistic::Variance, &[5], &mut out[..1]).unwrap();
    let (a, b) = (0.668, 8.806);
    near(out[0], a * b / ((a + b) * (a + b) * (a + b + 1.0)), 1e-13, "variance");
    // θ ~ Beta(1, b): P(θ <= v) = 1 − (1 − v)^b.
    let simple = AnyModel::from(Sbg::new(1.0, 3.0).unwrap());
    simple
        .posterior_churn_into(Statistic::Quantile { probability: 0.3 }, &[2], &mut out[..1])
        .unwrap();
    near(out[0], 1.0 - 0.7f64.powf(0.2), 1e-12, "quantile");
    // BdW with γ = 1 and power w: 1 − (1 − θ)^w has (1 − v)^(b/w).
    let simple = AnyModel::from(Bdw::new(1.0, 3.0, 2.0).unwrap());
    let (b, w) = (3.0 + 4.0, 5.0);
    simple
        .posterior_churn_into(Statistic::Quantile { probability: 0.3 }, &[2], &mut out[..1])
        .unwrap();
    near(out[0], 1.0 - 0.7f64.powf(w / b), 1e-12, "quantile");
    simple.posterior_churn_into(Statistic::Variance, &[2], &mut out[..1]).unwrap();
    let (once, twice) = (b / (b + w), b / (b + 2.0 * w));
    near(out[0], twice - once * once, 1e-12, "variance");
    // Where powers of tenure are beyond all numbers.
    let far = AnyModel::from(Bdw::new(0.7, 3.0, 90.0).unwrap());
    for statistic in
        [Statistic::Mean, Statistic::Variance, Statistic::Quantile { probability: 0.5 }]
    {
        far.posterior_churn_into(statistic, &[900_000, 3, 0], &mut out).unwrap();
        assert!(out.iter().all(|v| (0.0..=1.0).contains(v)), "{statistic:?}: {out:?}");
    }
}

#[test]
fn spend_of_one_customer() {
    let model = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let (x, mean) = ([2, 0, 40], [22.35, 0.0, 80.0]);
    let rows = Spending::new(&x, &mean).unwrap();
    let (mut found, mut expected) = ([0.0; 3], [0.0; 3]);
    model.posterior_into(SpendRate::MeanSpend, Statistic::Mean, &rows, &mut found).unwrap();
    model.expected_spend_into(&rows, &mut expected).unwrap();
    for (found, expected) in found.iter().zip(expected) {
        near(*found, expected, 1e-14, "mean spend");
    }
    model.posterior_into(SpendRate::MeanSpend, Statistic::Variance, &rows, &mut found).unwrap();
    near(found[0], expected[0] * expected[0] / (6.25 * 2.0 + 3.74 - 2.0), 1e-13, "variance");
    model.posterior_into(SpendRate::Nu, Statistic::Mean, &rows, &mut found).unwrap();
    near(found[1], 3.74 / 15.44, 1e-14, "ν");
    let thin = GammaGamma::new(2.0, 0.9, 10.0).unwrap();
    thin.posterior_into(SpendRate::MeanSpend, Statistic::Mean, &rows, &mut found).unwrap();
    assert_eq!(found[1], f64::INFINITY);
    thin.posterior_into(
        SpendRate::MeanSpend,
        Statistic::Quantile { probability: 0.5 },
        &rows,
        &mut found,
    )
    .unwrap();
    assert!(found.iter().all(|v| v.is_finite() && *v > 0.0));
}

#[test]
fn columns_have_the_same_bits_for_any_number_of_threads() {
    let model = ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap();
    let n = 700;
    let x: Vec<u32> = (0..n).map(|i| i % 7).collect();
    let t: Vec<f64> = (0..n).map(|i| 30.0 + f64::from(i % 11)).collect();
    let t_x: Vec<f64> = x.iter().map(|x| 4.0 * f64::from(*x)).collect();
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let run = |threads| {
        let mut out = vec![0.0; rows.len()];
        let statistic = Statistic::Quantile { probability: 0.9 };
        model.posterior_into(Rate::Attrition, statistic, &rows, threads, &mut out).unwrap();
        out.iter().map(|v| v.to_bits()).collect::<Vec<_>>()
    };
    let one = run(1);
    assert_eq!(one, run(3));
    let statistic = Statistic::Quantile { probability: 0.9 };
    let single = model.posterior(Rate::Attrition, statistic, rows.get(5).unwrap()).unwrap();
    assert_eq!(one[5], single.to_bits());
}

#[test]
fn what_is_wrong_is_named() {
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let error = model.posterior(Rate::Attrition, Statistic::Mean, History::NEW).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Argument, Some("rate")));
    for level in [0.0, 1.0, -1.0, f64::NAN] {
        let error = model
            .posterior(Rate::Dropout, Statistic::Quantile { probability: level }, History::NEW)
            .unwrap_err();
        assert_eq!(error.column(), Some("probability"));
    }
    let discrete = BgBb::new(1.2, 0.75, 0.66, 2.78).unwrap();
    let rows = Histories::new(&[0, 1], &[0.0, 1.5], &[6.0, 6.0]).unwrap();
    let error = discrete
        .posterior_into(Rate::Purchase, Statistic::Mean, &rows, 1, &mut [0.0; 2])
        .unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(1)));
    let short = discrete.posterior_into(Rate::Purchase, Statistic::Mean, &rows, 1, &mut [0.0]);
    assert_eq!(short.unwrap_err().kind(), ErrorKind::Length);
    let sbg = AnyModel::from(Sbg::new(0.668, 3.806).unwrap());
    assert!(sbg.as_posterior().is_none());
    let error =
        AnyModel::from(model).posterior_churn_into(Statistic::Mean, &[0], &mut [0.0]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Argument);
    let error = sbg.posterior_churn_into(Statistic::Mean, &[0, 2_000_000], &mut [0.0; 2]);
    assert_eq!(error.unwrap_err().row(), Some(1));
}

/// No NaN for any history and parameters that are far from the ordinary.
#[test]
fn extremes_give_numbers() {
    let statistics = [
        Statistic::Mean,
        Statistic::Variance,
        Statistic::Quantile { probability: 0.01 },
        Statistic::Quantile { probability: 0.99 },
    ];
    let histories =
        [(0, 0.0, 0.0), (0, 0.0, 1e4), (1, 1e-3, 1e4), (5000, 1e3, 1e3), (40, 1.0, 500.0)];
    for kind in [1, 2, 3, 4, 5, 6, 7] {
        for scale in [1e-3, 1.0, 1e3] {
            let all = [scale, 1.0 / scale, scale, 2.0, 3.0];
            let count = [4, 4, 4, 2, 5, 5, 5][kind - 1];
            let model = AnyModel::from_kind(kind as u32, &all[..count]).unwrap();
            let model = model.as_posterior().unwrap();
            for (x, t_x, t) in histories {
                let history = History::new(x, t_x, t).unwrap();
                for rate in [Rate::Purchase, Rate::Interval, Rate::Attrition, Rate::Dropout] {
                    for statistic in statistics {
                        if let Ok(found) = model.posterior(rate, statistic, history) {
                            assert!(
                                found >= 0.0,
                                "{kind} {scale} {history:?} {rate:?} {statistic:?}: {found}"
                            );
                        }
                    }
                }
            }
        }
    }
}
