//! The models of customers under contract against published figures, an
//! independent computation at high precision, and their laws.
#![allow(clippy::unwrap_used)]

use habitue::ErrorKind;
use habitue::lifetime::{
    Bdw, ContractModel, ContractPrediction, FitOptions, LikelihoodRatio, Ridge, Sbg, Survivors,
};

/// Fader and Hardie (2007), table 1: percent of 1,000 customers left by year.
const REGULAR: [u64; 13] = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173];
const HIGH_END: [u64; 13] = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];

fn near(found: f64, expected: f64, relative: f64, what: &str) {
    assert!(
        (found - expected).abs() <= relative * expected.abs(),
        "{what}: {found} is not {expected} within {relative:e}"
    );
}

fn seven_years(survivors: &[u64; 13]) -> Survivors {
    Survivors::new().with_cohort(&survivors[..8]).unwrap()
}

fn left_after_twelve_years(model: &dyn ContractModel) -> f64 {
    model.predict(ContractPrediction::Survival { t: 12 }, 0).unwrap()
}

// Parameters and likelihoods: an independent optimiser at high precision, which
// agrees with the printed .704, 1.182 and .668, 3.806 of the 2007 paper.
#[test]
fn sbg_fits_the_published_cohorts() {
    for (data, [alpha, beta], log_likelihood, twelve) in [
        (&REGULAR, [0.70408, 1.18204], -1680.2652, 0.17004),
        (&HIGH_END, [0.66809, 3.8061], -1611.1581, 0.378),
    ] {
        let fit = Sbg::fit(&seven_years(data), &FitOptions::default()).unwrap();
        near(fit.alpha(), alpha, 1e-5, "alpha");
        near(fit.beta(), beta, 1e-5, "beta");
        assert!((fit.report().log_likelihood - log_likelihood).abs() < 5e-5);
        assert!((left_after_twelve_years(fit.model()) - twelve).abs() < 5e-4);
        assert_eq!((fit.report().ridge, fit.report().customers), (None, 1000.0));
        assert!(fit.standard_errors().unwrap().iter().all(|error| *error > 0.0 && *error < 1.0));
        near(
            fit.log_likelihood(&seven_years(data)),
            fit.report().log_likelihood,
            1e-13,
            "the likelihood of the model is that of the fit",
        );
    }
}

#[test]
fn bdw_fits_the_published_cohorts() {
    for (data, [gamma, delta, c], log_likelihood, twelve, p_value) in [
        (&REGULAR, [0.45561, 0.77933, 1.28345], -1679.6028, 0.17733, 0.249_73),
        (&HIGH_END, [0.21425, 1.42657, 1.72356], -1605.3142, 0.40393, 0.000_629_11),
    ] {
        let table = seven_years(data);
        let fit = Bdw::fit(&table, &FitOptions::default()).unwrap();
        // To the printed digits.
        near(fit.gamma(), gamma, 2e-5, "gamma");
        near(fit.delta(), delta, 1e-5, "delta");
        near(fit.c(), c, 1e-5, "c");
        assert!((fit.report().log_likelihood - log_likelihood).abs() < 5e-5);
        assert!((left_after_twelve_years(fit.model()) - twelve).abs() < 1e-5);
        let sbg = Sbg::fit(&table, &FitOptions::default()).unwrap();
        let test = LikelihoodRatio::new(sbg.report(), fit.report()).unwrap();
        // scipy.stats.chi2.sf at twice the difference of the likelihoods above.
        near(test.p_value, p_value, 1e-3, "p-value");
    }
}

fn model(kind: &str, [a, b, c]: [f64; 3]) -> Box<dyn ContractModel> {
    match kind {
        "sBG" => Box::new(Sbg::new(a, b).unwrap()),
        _ => Box::new(Bdw::new(a, b, c).unwrap()),
    }
}

/// mpmath, 40 digits and more (`tests/oracle/contract.py`): parameters from 1e-3
/// to 10^4 and the wildest c.
#[test]
fn predictions_are_those_of_mpmath() {
    let mut worst = [0.0f64; 4];
    for line in include_str!("../data/contract_reference.csv").lines().skip(1) {
        let field: Vec<&str> = line.split(',').collect();
        let number = |i: usize| field[i].parse::<f64>().unwrap_or(f64::NAN);
        let model = model(field[0], [number(1), number(2), number(3)]);
        let (n, t, rate) = (number(4) as u32, number(5) as u32, number(6));
        for (slot, prediction) in [
            ContractPrediction::Survival { t },
            ContractPrediction::Churn { t },
            ContractPrediction::ResidualLifetime { rate },
            ContractPrediction::RetentionElasticity { rate },
        ]
        .into_iter()
        .enumerate()
        {
            let expected = number(7 + slot);
            if expected.is_nan() {
                continue;
            }
            let found = model.predict(prediction, n).unwrap();
            // Below the normal doubles digits are lost, as they must be.
            if expected > 1e-290 {
                worst[slot] = worst[slot].max((found / expected - 1.0).abs());
            }
            // A probability of 1e-1000 is the exponential of a number with 16
            // digits.
            let allowed = 1e-12 + 4e-16 * expected.max(1e-300).ln().abs();
            assert!(
                (found - expected).abs() <= allowed * expected + 1e-290,
                "{line}: {prediction:?} is {found}"
            );
        }
    }
    assert!(worst.iter().all(|error| *error > 0.0), "nothing was compared");
    println!("worst relative errors: {worst:?}");
}

#[test]
fn a_discrete_weibull_with_c_of_one_is_shifted_beta_geometric() {
    let (sbg, bdw) = (Sbg::new(0.7, 1.2).unwrap(), Bdw::new(0.7, 1.2, 1.0).unwrap());
    for prediction in [
        ContractPrediction::RetentionRate,
        ContractPrediction::Survival { t: 9 },
        ContractPrediction::Churn { t: 4 },
        ContractPrediction::DiscountedRenewals { t: 20, rate: 0.1 },
        ContractPrediction::ResidualLifetime { rate: 0.1 },
        ContractPrediction::Lifetime { rate: 0.05 },
        ContractPrediction::RetentionElasticity { rate: 0.1 },
        ContractPrediction::RenewersElasticity { rate: 0.1 },
        ContractPrediction::RenewalsQuantile { probability: 0.9 },
    ] {
        for n in [0, 1, 17] {
            let (a, b) = (sbg.predict(prediction, n).unwrap(), bdw.predict(prediction, n).unwrap());
            near(b, a, 1e-13, &format!("{prediction:?} after {n}"));
        }
    }
}

#[test]
fn the_answers_obey_their_laws() {
    let models: [Box<dyn ContractModel>; 3] = [
        Box::new(Sbg::new(0.668, 3.806).unwrap()),
        Box::new(Bdw::new(0.214, 1.427, 1.724).unwrap()),
        Box::new(Bdw::new(2.0, 0.5, 0.6).unwrap()),
    ];
    for model in models {
        let ask = |prediction, n| model.predict(prediction, n).unwrap();
        let rate = |n| ask(ContractPrediction::RetentionRate, n);
        for n in [0, 3] {
            // Leaving at some renewal, or staying beyond the last.
            let gone: f64 = (1..=40).map(|t| ask(ContractPrediction::Churn { t }, n)).sum();
            near(gone, 1.0 - ask(ContractPrediction::Survival { t: 40 }, n), 1e-13, "churn");
            // Survival is the product of the retention rates.
            let product: f64 = (0..12).map(|k| rate(n + k)).product();
            near(ask(ContractPrediction::Survival { t: 12 }, n), product, 1e-13, "survival");
            // DERL(n) = r (1 + v DERL(n + 1)).
            let residual = |n| ask(ContractPrediction::ResidualLifetime { rate: 0.1 }, n);
            near(residual(n), rate(n) * (1.0 + residual(n + 1) / 1.1), 1e-13, "DERL");
            near(
                ask(ContractPrediction::RenewersElasticity { rate: 0.1 }, n),
                residual(n) / rate(n),
                1e-15,
                "elasticity of those who renew",
            );
            // The finite horizon grows into the whole future.
            near(
                ask(ContractPrediction::DiscountedRenewals { t: 800, rate: 0.1 }, n),
                residual(n),
                1e-13,
                "horizon",
            );
            // The elasticity is the derivative: all retention rates up by a share.
            let share = 1e-5;
            let raised = |factor: f64| -> f64 {
                (1..2000)
                    .map(|k| {
                        factor.powi(k)
                            * ask(ContractPrediction::Survival { t: k as u32 }, n)
                            * 1.1f64.powi(1 - k)
                    })
                    .sum()
            };
            let slope = (raised(1.0 + share).ln() - raised(1.0 - share).ln()) / (2.0 * share);
            near(
                ask(ContractPrediction::RetentionElasticity { rate: 0.1 }, n),
                slope,
                1e-7,
                "elasticity",
            );
            // The quantile brackets its level.
            let median = ask(ContractPrediction::RenewalsQuantile { probability: 0.5 }, n) as u32;
            assert!(ask(ContractPrediction::Survival { t: median + 1 }, n) <= 0.5);
            assert!(ask(ContractPrediction::Survival { t: median }, n) > 0.5);
        }
    }
}

#[test]
fn undiscounted_lifetimes_are_exact_or_refused() {
    let model = Sbg::new(2.5, 4.0).unwrap();
    let ask = |prediction| model.predict(prediction, 2);
    // β'/(α − 1) and (α + β' − 1)/(α − 2), β' = β + 2.
    near(ask(ContractPrediction::ResidualLifetime { rate: 0.0 }).unwrap(), 4.0, 1e-15, "E");
    near(ask(ContractPrediction::RetentionElasticity { rate: 0.0 }).unwrap(), 15.0, 1e-15, "ε");
    // The discounted sum tends to it.
    let small = ask(ContractPrediction::ResidualLifetime { rate: 1e-9 }).unwrap();
    near(small, 4.0, 1e-7, "d to 0");
    // The sum itself, by the other model.
    let sum = Bdw::new(2.5, 4.0, 1.0).unwrap();
    let undiscounted = ContractPrediction::ResidualLifetime { rate: 0.0 };
    near(sum.predict(undiscounted, 2).unwrap(), 4.0, 1e-12, "the sum");

    for (model, kind) in [
        (model, ErrorKind::OutOfRange),
        (Sbg::new(1.0, 4.0).unwrap(), ErrorKind::Undefined),
        (Sbg::new(0.7, 4.0).unwrap(), ErrorKind::Undefined),
    ] {
        let rate = if kind == ErrorKind::OutOfRange { -0.1 } else { 0.0 };
        let error = model.predict(ContractPrediction::Lifetime { rate }, 0).unwrap_err();
        assert_eq!(error.kind(), kind);
    }
    let slow = Bdw::new(2.02, 4.0, 0.5).unwrap();
    assert_eq!(slow.predict(undiscounted, 0).unwrap_err().kind(), ErrorKind::Domain);
    let elasticity = ContractPrediction::RetentionElasticity { rate: 0.0 };
    let error = Sbg::new(1.5, 1.0).unwrap().predict(elasticity, 0).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Undefined);
}

#[test]
fn customers_who_are_alike_have_the_textbook_values() {
    // α, β to infinity: retention r = 0.8, d = 0.1.
    let model = Sbg::new(2e9, 8e9).unwrap();
    let ask = |prediction| model.predict(prediction, 5).unwrap();
    near(ask(ContractPrediction::RetentionRate), 0.8, 1e-9, "r");
    let rate = 0.1;
    // r(1 + d)/(1 + d − r) and (1 + d)/(1 + d − r).
    near(ask(ContractPrediction::ResidualLifetime { rate }), 0.88 / 0.3, 1e-8, "DERL");
    near(ask(ContractPrediction::RetentionElasticity { rate }), 1.1 / 0.3, 1e-8, "elasticity");
    near(ask(ContractPrediction::RenewersElasticity { rate }), 1.1 / 0.3, 1e-8, "elasticity");
}

#[test]
fn late_entry_is_conditioned_on() {
    // What cohorts of the same customers show from year 2 on fits the same model
    // as what they show from the start, as far as their number allows.
    let model = Sbg::new(0.7, 1.2).unwrap();
    let counts = |from: u32| -> Vec<u64> {
        (from..13)
            .map(|t| {
                let left = model.predict(ContractPrediction::Survival { t }, 0).unwrap();
                (1e12 * left).round() as u64
            })
            .collect()
    };
    let table = Survivors::new().with_cohort_from(2, &counts(2)).unwrap();
    for (entry, table) in [(2, table), (0, Survivors::new().with_cohort(&counts(0)).unwrap())] {
        let fit = Sbg::fit(&table, &FitOptions::default()).unwrap();
        near(fit.alpha(), 0.7, 1e-4, &format!("alpha from {entry}"));
        near(fit.beta(), 1.2, 1e-4, &format!("beta from {entry}"));
        let fit = Bdw::fit(&table, &FitOptions::default()).unwrap();
        near(fit.c(), 1.0, 1e-3, &format!("c from {entry}"));
    }
}

#[test]
fn several_cohorts_of_different_age_are_one_fit() {
    // A cohort split in two halves, one of which was watched for less long.
    let table = Survivors::new()
        .with_cohort(&[400, 290, 230, 195, 170, 150])
        .unwrap()
        .with_cohort(&[380, 270, 222])
        .unwrap()
        .with_cohort(&[1000])
        .unwrap();
    let fit = Sbg::fit(&table, &FitOptions::default()).unwrap();
    // Those not yet asked to renew say nothing and are not counted.
    assert_eq!(fit.report().customers, 780.0);
    let without = Survivors::new()
        .with_cohort(&[380, 270, 222])
        .unwrap()
        .with_cohort(&[400, 290, 230, 195, 170, 150])
        .unwrap();
    let again = Sbg::fit(&without, &FitOptions::default()).unwrap();
    assert_eq!(fit.alpha().to_bits(), again.alpha().to_bits());
}

#[test]
fn data_without_an_answer_are_named() {
    let fit = |survivors: &[u64]| {
        let table = Survivors::new().with_cohort(survivors).unwrap();
        let (sbg, bdw) = (
            Sbg::fit(&table, &FitOptions::default()).map(|fit| fit.report().clone()),
            Bdw::fit(&table, &FitOptions::default()).map(|fit| fit.report().clone()),
        );
        (sbg, bdw)
    };
    for (survivors, kind) in [
        (&[100, 100, 100][..], ErrorKind::Undefined),
        (&[100, 0][..], ErrorKind::Undefined),
        (&[100][..], ErrorKind::Empty),
        (&[0, 0, 0][..], ErrorKind::Empty),
    ] {
        let (sbg, bdw) = fit(survivors);
        assert_eq!(sbg.unwrap_err().kind(), kind, "{survivors:?}");
        assert_eq!(bdw.unwrap_err().kind(), kind, "{survivors:?}");
    }
    // One renewal identifies the mean churn and nothing else.
    assert!(fit(&[100, 60]).0.unwrap().ridge.is_some());
    // A constant churn is that of customers who are all alike.
    let (sbg, _) = fit(&[1_000_000, 800_000, 640_000, 512_000, 409_600]);
    assert_eq!(sbg.unwrap().ridge, Some(Ridge::EqualAttrition));
}

#[test]
fn columns_are_checked_before_anything_is_written() {
    let model = Sbg::new(0.7, 1.2).unwrap();
    let mut out = [-1.0; 3];
    let prediction = ContractPrediction::ResidualLifetime { rate: 0.1 };
    let error = model.predict_into(prediction, &[0, 1, 1_000_001], &mut out).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(2)));
    assert!(model.predict_into(prediction, &[0, 1], &mut out).is_err());
    assert_eq!(out, [-1.0; 3]);
    model.predict_into(prediction, &[4, 0, 4], &mut out).unwrap();
    for (found, n) in out.iter().zip([4, 0, 4]) {
        assert_eq!(found.to_bits(), model.predict(prediction, n).unwrap().to_bits());
    }
    assert!(Sbg::new(0.0, 1.0).is_err() && Bdw::new(1.0, 1.0, f64::NAN).is_err());
    let churn = ContractPrediction::Churn { t: 0 };
    assert_eq!(model.predict(churn, 0).unwrap_err().kind(), ErrorKind::OutOfRange);
    let quantile = ContractPrediction::RenewalsQuantile { probability: 1.0 };
    assert_eq!(model.predict(quantile, 0).unwrap_err().kind(), ErrorKind::OutOfRange);
}
