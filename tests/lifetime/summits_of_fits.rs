//! Fits find the top: on bases whose likelihood has its top in a corner or two tops that
//! answer differently, without any option.

#![allow(clippy::unwrap_used)]

use habitue::lifetime::{
    AnyModel, BgNbd, CovariateOptions, Covariates, FitOptions, GammaGamma, Histories,
    ItemizedSpending, LikelihoodSurface, MbgNbd, Model, ParetoNbd, Prediction, Ridge, Simulation,
    Spending,
};

use crate::short::{self};

/// x, t_x, T.
type Base = (Vec<u32>, Vec<f64>, Vec<f64>);

fn base(csv: &str) -> Base {
    let mut base = Base::default();
    for line in csv.lines().skip(1) {
        let fields: Vec<f64> = line.split(',').map(|field| field.trim().parse().unwrap()).collect();
        base.0.push(fields[0] as u32);
        base.1.push(fields[1]);
        base.2.push(fields[2]);
    }
    base
}

fn histories(base: &Base) -> Histories<'_> {
    Histories::new(&base.0, &base.1, &base.2).unwrap()
}

/// The kind of a model.
const BG: u32 = 1;
const PARETO: u32 = 2;
const MBG: u32 = 3;
const GGOMPERTZ: u32 = 7;

/// The models in continuous time that need no regularity.
const KINDS: [u32; 5] = [4, PARETO, BG, MBG, 7];

fn alive(model: &AnyModel, rows: &Histories<'_>) -> f64 {
    let mut alive = vec![0.0; rows.len()];
    model.as_purchase().unwrap().predict_into(Prediction::PAlive, rows, 1, &mut alive).unwrap();
    alive.iter().sum()
}

/// The default fit, and how many customers it expects to be alive.
fn fit(kind: u32, rows: &Histories<'_>) -> (Model, f64) {
    let model = short::fit(kind, rows, &FitOptions::default()).unwrap();
    let alive = alive(model.base(), rows);
    (model, alive)
}

#[test]
fn the_top_is_found() {
    // The base, the model, the height of the top as another optimiser or mpmath found it,
    // the customers alive there, and the ridge.
    let cases = [
        (include_str!("../data/summits/set201.csv"), PARETO, -740.9222, None, None),
        (include_str!("../data/summits/set56.csv"), PARETO, -264.548_5, None, None),
        (
            include_str!("../data/summits/set134.csv"),
            PARETO,
            -67.6583,
            None,
            Some(Ridge::EqualPurchasing),
        ),
        (
            include_str!("../data/summits/mbg115.csv"),
            MBG,
            -156.291_387_6,
            Some(18.9),
            Some(Ridge::ExtremeAttrition),
        ),
        // The height at the lower end that the scale of leaving had once; it rises on.
        (include_str!("../data/summits/mbg115.csv"), PARETO, -156.111_2, None, None),
        (
            include_str!("../data/summits/set18.csv"),
            PARETO,
            -2_854.360_1,
            None,
            Some(Ridge::EqualAttrition),
        ),
        (
            include_str!("../data/summits/set132.csv"),
            PARETO,
            -1_916.652_0,
            None,
            Some(Ridge::EqualAttrition),
        ),
        // Bases of the survey (`tests/oracle/summits`), by its reference. Few leave, late and
        // at one age.
        (
            include_str!("../data/summits/survey41.csv"),
            GGOMPERTZ,
            -1_867.638_376,
            None,
            Some(Ridge::EqualAttrition),
        ),
        // All buy at one rate, and many leave at once.
        (include_str!("../data/summits/survey137.csv"), GGOMPERTZ, -43.417_937, None, None),
        // In a far corner, where rounding hides the slope.
        (include_str!("../data/summits/survey53.csv"), MBG, -2_782.177_181, None, None),
        // Nearly all leave at the first chance, all alike, and hardly any rates lie between
        // never and often.
        (include_str!("../data/summits/survey321.csv"), MBG, -26.594_255, None, None),
        (include_str!("../data/summits/survey396.csv"), MBG, -15.189_892, None, None),
        // A summit next to a lower one that answers alike.
        (include_str!("../data/summits/survey168.csv"), BG, -26.495_357, None, None),
        // Above the reference: those who never came back left at once, and the others late.
        (include_str!("../data/summits/survey476.csv"), GGOMPERTZ, -53.502_622, None, None),
    ];
    for (csv, kind, height, expected, ridge) in cases {
        let base = base(csv);
        let (model, alive) = fit(kind, &histories(&base));
        let report = model.report().unwrap();
        // The heights are rounded to four decimals.
        assert!(report.log_likelihood >= height - 5e-5, "{report:?}");
        if let Some(expected) = expected {
            assert!((alive - expected).abs() < 0.05, "{alive} {report:?}");
        }
        if ridge.is_some() {
            assert_eq!(report.ridge, ridge, "{report:?}");
        }
    }
}

#[test]
fn another_summit_of_the_survey_is_held() {
    // The base, the model, the height and P(alive) of the other summit, by the reference of
    // the survey.
    let cases = [
        (include_str!("../data/summits/survey66.csv"), BG, -18.525_219, 1.0),
        (include_str!("../data/summits/survey107.csv"), MBG, -19.314_859, 0.999_985),
        (include_str!("../data/summits/survey116.csv"), GGOMPERTZ, -1_248.388_471, 0.264_621),
        (include_str!("../data/summits/survey441.csv"), MBG, -524.555_468, 1.0),
        (include_str!("../data/summits/survey476.csv"), PARETO, -53.632_217, 0.094_489),
        // A plateau from nobody's leaving to a tenth's.
        (include_str!("../data/summits/survey1808.csv"), MBG, -222.323_836, 0.942_687),
    ];
    for (csv, kind, height, alive) in cases {
        let base = base(csv);
        let (model, _) = fit(kind, &histories(&base));
        let others = &model.report().unwrap().alternatives;
        let held = others.iter().any(|other| {
            (other.alive - alive).abs() < 0.05 && (other.log_likelihood - height).abs() < 0.05
        });
        assert!(held, "{height} {:?}", model.report());
    }
}

#[test]
fn that_all_left_at_one_age_is_held() {
    // The reference of the survey has a summit at -89.089560 where nobody is alive.
    let base = base(include_str!("../data/summits/survey888.csv"));
    let (model, alive) = fit(GGOMPERTZ, &histories(&base));
    let report = model.report().unwrap();
    assert!(alive > 4.0, "{alive}");
    let gone = report.alternatives.iter().find(|other| other.alive < 1e-3);
    let gone = gone.unwrap_or_else(|| panic!("{report:?}"));
    assert!((-89.3..-89.089_560).contains(&gone.log_likelihood), "{gone:?}");
}

#[test]
fn nobody_left_is_held_beside_two_thirds_have() {
    let base = base(include_str!("../data/summits/set201.csv"));
    let rows = histories(&base);
    let (model, expected) = fit(PARETO, &rows);
    // At the lower end that the scale of leaving had once 281.8; it goes on a little.
    assert!((270.0..282.0).contains(&expected), "{expected}");
    let report = model.report().unwrap();
    let [other] = report.alternatives.as_slice() else { panic!("{report:?}") };
    assert!((other.log_likelihood + 741.5674).abs() < 1e-4, "{other:?}");
    assert!((other.alive - 1.0).abs() < 1e-6, "{other:?}");
    assert_eq!(other.ridge, Some(Ridge::NoAttrition));
    // It travels with the model.
    assert_eq!(Model::from_bytes(&model.to_bytes()).unwrap(), model);
    // MBG/NBD, of which it is said that it did not converge.
    let (_, expected) = fit(MBG, &rows);
    assert!(expected < 734.0, "{expected}");
}

#[test]
fn six_customers_end_in_the_corner_of_all_or_nothing() {
    let x = [1, 2, 1, 1, 3, 1];
    let t_x = [
        14.571_428_571_428_571,
        69.0,
        19.857_142_857_142_858,
        9.857_142_857_142_858,
        68.0,
        31.285_714_285_714_285,
    ];
    let t = [42.0, 81.0, 38.0, 41.571_428_571_428_57, 71.857_142_857_142_86, 71.142_857_142_857_14];
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let fitted = BgNbd::fit(&rows, &FitOptions::default()).unwrap();
    assert!(fitted.a() + fitted.b() < 1e-3, "{fitted:?}");
    assert!(fitted.report().ridge.is_some());
}

/// Bases drawn from several models with parameters of all sorts.
fn drawn(number: u64) -> Base {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(number + 1);
    let mut uniform = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    for _ in 0..9 {
        uniform();
    }
    let mut between = |low: f64, high: f64| low * (high / low).powf(uniform());
    let r = between(0.1, 10.0);
    let alpha = r * 52.0 / between(0.5, 8.0);
    let (s, beta) = (between(0.1, 10.0), between(0.1, 10.0));
    let (a, b) = (between(0.05, 5.0), between(0.05, 20.0));
    let parameters =
        if number.is_multiple_of(2) { [r, alpha, s, 52.0 * s * beta] } else { [r, alpha, a, b] };
    let kind = if number.is_multiple_of(2) { PARETO } else { MBG };
    let model = AnyModel::from_kind(kind, &parameters).unwrap();
    let ages: Vec<f64> = (0..40 + 4 * number).map(|i| 20.0 + (i % 33) as f64).collect();
    let base = Simulation::new(number).run(model.as_purchase().unwrap(), &ages).unwrap();
    (base.x, base.t_x, base.t)
}

#[test]
fn every_report_is_honest() {
    let (mut held, mut ridges) = (0, 0);
    for number in 0..24 {
        let base = drawn(number);
        if base.0.iter().all(|x| *x == 0) {
            continue;
        }
        let rows = histories(&base);
        for kind in KINDS {
            let (model, own) = fit(kind, &rows);
            let report = model.report().unwrap();
            let surface = LikelihoodSurface::of_purchases(model.base(), &rows, 1).unwrap();
            let at = surface.evaluate(model.base().parameters()).unwrap();
            let steepest = at.gradient.iter().fold(0.0f64, |most, g| most.max(g.abs()));
            // The gradient is that of the likelihood, whatever bound holds it.
            let near = (steepest - report.gradient_norm).abs() < 1e-6 + 1e-3 * steepest;
            assert!(near || report.ridge.is_some(), "{number} {steepest:e} {report:?}");
            // Where it is not level, that has a name.
            assert!(report.gradient_norm < 1e-4 || report.ridge.is_some(), "{number} {report:?}");
            ridges += u32::from(report.ridge.is_some());
            for other in &report.alternatives {
                let there = AnyModel::from_kind(kind, &other.parameters).unwrap();
                let at = surface.evaluate(&other.parameters).unwrap();
                assert!((at.log_likelihood - other.log_likelihood).abs() < 1e-6, "{other:?}");
                assert!(report.log_likelihood - other.log_likelihood <= 2.0, "{report:?}");
                let share = alive(&there, &rows) / rows.len() as f64;
                assert!((share - other.alive).abs() < 1e-9, "{other:?}");
                assert!((share - own / rows.len() as f64).abs() > 0.05, "{report:?}");
                held += 1;
            }
            // What was fitted can be asked for its intervals, on a ridge too.
            let likelihood = short::of_purchases(&model, &rows, 1).unwrap();
            assert!((likelihood.log_likelihood() - report.log_likelihood).abs() < 1e-3);
        }
    }
    assert!(held >= 3 && ridges >= 10, "{held} {ridges}");
}

/// Amounts of customers who do not differ: uniform from 10 to 20.
fn alike(seed: u64) -> (Vec<u32>, Vec<f64>, Vec<f64>) {
    let mut state = 0xD134_2543_DE82_EF95_u64.wrapping_mul(seed + 1);
    let mut uniform = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let (mut x, mut mean, mut log) = (vec![], vec![], vec![]);
    for _ in 0..400 {
        let count = 1 + (7.0 * uniform()) as u32;
        let own: Vec<f64> = (0..count).map(|_| 10.0 + 10.0 * uniform()).collect();
        x.push(count);
        mean.push(own.iter().sum::<f64>() / f64::from(count));
        log.push(own.iter().map(|z| z.ln()).sum::<f64>() / f64::from(count));
    }
    (x, mean, log)
}

#[test]
fn customers_who_spend_alike_are_a_ridge_by_means_and_by_single_amounts() {
    let (mut by_means, mut by_items) = (0, 0);
    for seed in 0..20 {
        let (x, mean, log) = alike(seed);
        let options = FitOptions::default();
        let means = GammaGamma::fit(&Spending::new(&x, &mean).unwrap(), &options).unwrap();
        let rows = ItemizedSpending::new(&x, &mean, &log).unwrap();
        let items = GammaGamma::fit_itemized(&rows, &options).unwrap();
        by_means += u32::from(means.report().ridge == Some(Ridge::EqualSpend));
        by_items += u32::from(items.report().ridge == Some(Ridge::EqualSpend));
        // Whatever differs by chance alone, q is large.
        assert!(items.q() > 50.0, "{items:?}");
    }
    assert!(by_means >= 8 && by_items >= 8, "{by_means} {by_items}");
}

#[test]
fn covariates_that_change_nothing_end_on_the_ridge_of_equal_attrition() {
    let truth = BgNbd::new(1.2, 12.0, 4_000.0, 16_000.0).unwrap();
    let base = Simulation::new(5).run(&truth, &[60.0; 400]).unwrap();
    let rows = base.histories().unwrap();
    let channel: Vec<f64> = (0..400).map(|i| f64::from(i % 3 == 0)).collect();
    let facts = Covariates::new().with_purchase(&[("channel", &channel)]).unwrap();
    let facts = facts.with_attrition(&[("channel", &channel)]).unwrap();
    let chosen =
        CovariateOptions::default().with_attrition_link(habitue::lifetime::AttritionLink::Common);
    let options = FitOptions::default();
    let fitted = BgNbd::fit_with_covariates(&rows, &facts, &chosen, &options).unwrap();
    let report = &fitted.report().unwrap();
    assert_eq!(report.ridge, Some(Ridge::EqualAttrition), "{report:?}");
    short::of_covariates(&fitted, &rows, &facts, &chosen, 1).unwrap();
    for fitted in [
        MbgNbd::fit_with_covariates(&rows, &facts, &chosen, &options),
        ParetoNbd::fit_with_covariates(&rows, &facts, &chosen, &options),
    ] {
        assert!(fitted.unwrap().report().unwrap().log_likelihood.is_finite());
    }
}
