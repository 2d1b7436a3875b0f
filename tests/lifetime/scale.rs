//! Large bases: the same bits however the work is shared out, ordered or reduced, and the fit of
//! a sample never shows.

use habitue::lifetime::{
    BgNbd, FitOptions, GGompertzNbd, Histories, MbgNbd, Nbd, ParetoNbd, Prediction, PurchaseModel,
};

/// Customers of whom many share a history, with days for times, in weeks; or with times of their
/// own.
fn base(customers: usize, whole_days: bool) -> (Vec<u32>, Vec<f64>, Vec<f64>) {
    let mut state = 99u64;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    };
    let mut columns = (vec![], vec![], vec![]);
    for _ in 0..customers {
        let born = next() * 360.0;
        let rate = 0.02 * next().powi(3) * -next().ln();
        let coin = 0.6 * next();
        let (mut now, mut last, mut x) = (born, born, 0u32);
        loop {
            now += -next().ln() / rate;
            if now >= 540.0 {
                break;
            }
            x += 1;
            last = now;
            if next() < coin {
                break;
            }
        }
        let grain = |time: f64| if whole_days { time.ceil() } else { time };
        columns.0.push(x);
        columns.1.push(grain(last - born) / 7.0);
        columns.2.push(grain(540.0 - born) / 7.0);
    }
    columns
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

#[test]
fn fits_and_predictions_have_the_same_bits_for_1_2_and_7_threads_and_any_order() {
    for whole_days in [true, false] {
        let (x, t_x, t) = base(40_000, whole_days);
        let rows = Histories::new(&x, &t_x, &t).unwrap();
        let reversed: (Vec<u32>, Vec<f64>, Vec<f64>) = (
            x.iter().rev().copied().collect(),
            t_x.iter().rev().copied().collect(),
            t.iter().rev().copied().collect(),
        );
        let backwards = Histories::new(&reversed.0, &reversed.1, &reversed.2).unwrap();
        let threads = |threads| FitOptions::default().with_threads(threads);
        let fit = BgNbd::fit(&rows, &threads(1)).unwrap();
        for (rows, count) in [(&rows, 2), (&rows, 7), (&backwards, 1), (&backwards, 7)] {
            let other = BgNbd::fit(rows, &threads(count)).unwrap();
            assert_eq!(fit, other, "{count}");
        }
        let mut one = vec![0.0; x.len()];
        let mut more = vec![0.0; x.len()];
        for prediction in [
            Prediction::PAlive,
            Prediction::ExpectedPurchases { t: 39.0 },
            Prediction::DiscountedPurchases { rate: 0.003, horizon: 52.0 },
            Prediction::PNoPurchase { t: 4.0 },
        ] {
            fit.predict_into(prediction, &rows, 1, &mut one).unwrap();
            for count in [2, 7] {
                fit.predict_into(prediction, &rows, count, &mut more).unwrap();
                assert_eq!(bits(&one), bits(&more), "{prediction:?} {count}");
            }
            for row in (0..x.len()).step_by(997) {
                let alone = fit.predict(prediction, rows.get(row).unwrap()).unwrap();
                assert_eq!(alone.to_bits(), one[row].to_bits(), "{prediction:?} {row}");
            }
        }
    }
}

#[test]
fn rows_and_their_distinct_histories_have_the_same_fit() {
    let (x, t_x, t) = base(30_000, true);
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let mut sorted: Vec<(u32, u64, u64)> =
        (0..x.len()).map(|row| (x[row], t_x[row].to_bits(), t[row].to_bits())).collect();
    sorted.sort_unstable();
    let mut cells = (vec![], vec![], vec![], vec![]);
    for same in sorted.chunk_by(|a, b| a == b) {
        cells.0.push(same[0].0);
        cells.1.push(f64::from_bits(same[0].1));
        cells.2.push(f64::from_bits(same[0].2));
        cells.3.push(same.len() as f64);
    }
    assert!(cells.0.len() < 25_000);
    let cells =
        Histories::new(&cells.0, &cells.1, &cells.2).unwrap().with_weights(&cells.3).unwrap();
    let options = FitOptions::default();
    assert_eq!(BgNbd::fit(&rows, &options).unwrap(), BgNbd::fit(&cells, &options).unwrap());
    assert_eq!(Nbd::fit(&rows, &options).unwrap(), Nbd::fit(&cells, &options).unwrap());
}

#[test]
fn where_a_fit_starts_does_not_show() {
    let (x, t_x, t) = base(30_000, true);
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let check = |name: &str, sampled: &[f64], given: &[f64], likelihoods: [f64; 2]| {
        for (a, b) in sampled.iter().zip(given) {
            assert!((a / b - 1.0).abs() < 1e-8, "{name}: {sampled:?} {given:?}");
        }
        let [a, b] = likelihoods;
        assert!((a / b - 1.0).abs() < 1e-13, "{name}: {a} {b}");
    };
    macro_rules! both {
        ($($model:ident from $start:expr),*) => {$(
            let sampled = $model::fit(&rows, &FitOptions::default()).unwrap();
            let given = $model::fit(&rows, &FitOptions::default().with_start(&$start)).unwrap();
            check(
                stringify!($model),
                PurchaseModel::parameters(sampled.model()),
                PurchaseModel::parameters(given.model()),
                [sampled.report().log_likelihood, given.report().log_likelihood],
            );
        )*};
    }
    both!(
        BgNbd from [1.0, 30.0, 1.0, 1.0],
        MbgNbd from [1.0, 30.0, 1.0, 1.0],
        Nbd from [1.0, 30.0],
        ParetoNbd from [1.0, 30.0, 1.0, 30.0]
    );
    // A surface with a ridge: the likelihood is one, the parameters need not be.
    let fit = GGompertzNbd::fit(&rows, &FitOptions::default()).unwrap();
    let pareto = ParetoNbd::fit(&rows, &FitOptions::default()).unwrap();
    assert!(fit.report().log_likelihood > pareto.report().log_likelihood - 1e-2);
}
