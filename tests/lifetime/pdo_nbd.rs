//! PDO/NBD: against sums of its definition at 50 digits, between its limits, and as simulated.
#![allow(clippy::unwrap_used)]

use habitue::lifetime::{
    CovariateOptions, Covariates, Customers, DrawOptions, FitOptions, Histories, History, Model,
    Nbd, ParetoNbd, PdoNbd, Posterior, Prediction, PurchaseModel, Question, Rate, Ridge,
    Simulation, Statistic, Uncertainty,
};

use crate::short;
use habitue::{ErrorKind, Job, Progress};

/// Rows of numbers by the names of their columns.
fn rows(text: &'static str) -> (Vec<&'static str>, Vec<Vec<f64>>) {
    let mut lines = text.lines();
    let names = lines.next().unwrap().split(',').collect();
    let cells = |line: &str| line.split(',').map(|cell| cell.parse().unwrap()).collect();
    (names, lines.map(cells).collect())
}

fn model(row: &[f64]) -> PdoNbd {
    PdoNbd::new(row[0], row[1], row[2], row[3], row[4]).unwrap()
}

#[test]
fn figures_are_those_of_the_definition() {
    let (names, rows) = rows(include_str!("../data/pdo_nbd.csv"));
    assert!(rows.len() >= 100);
    let mut worst = vec![0.0f64; names.len()];
    for row in &rows {
        let model = model(row);
        let customer = History::new(row[5] as u32, row[6], row[7]).unwrap();
        let t = row[8];
        let rate = |rate, statistic| model.posterior(rate, statistic, customer).unwrap();
        let found = [
            PurchaseModel::ln_likelihood(&model, customer).unwrap(),
            model.predict(Prediction::PAlive, customer).unwrap(),
            model.predict(Prediction::PAliveAt { t }, customer).unwrap(),
            model.predict(Prediction::ExpectedPurchases { t }, customer).unwrap(),
            model.predict(Prediction::PNoPurchase { t }, customer).unwrap(),
            model.predict(Prediction::PPurchases { n: 2, t }, customer).unwrap(),
            model.predict(Prediction::PAtLeast { n: 3, t }, customer).unwrap(),
            model
                .predict(Prediction::DiscountedPurchases { rate: 0.01, horizon: t }, customer)
                .unwrap(),
            model
                .predict(Prediction::PAtLeastBetween { n: 2, start: t / 3.0, end: t }, customer)
                .unwrap(),
            rate(Rate::Purchase, Statistic::Mean),
            rate(Rate::Purchase, Statistic::Variance),
            rate(Rate::Dropout, Statistic::Mean),
        ];
        for (place, value) in (9..).zip(found) {
            let expected = row[place];
            // A likelihood is held absolutely where its logarithm is near 0.
            let scale = if place == 9 { expected.abs().max(1.0) } else { expected.abs() };
            let error = (value - expected).abs() / scale;
            assert!(error < 1e-10, "{}: {value} {expected} {row:?}", names[place]);
            worst[place] = worst[place].max(error);
        }
    }
    println!("{names:?} {worst:?}");
}

/// Histories over a year, with a few of each kind.
fn base(customers: usize) -> (Vec<u32>, Vec<f64>, Vec<f64>) {
    let model = PdoNbd::new(0.8, 6.0, 0.9, 4.0, 8.0).unwrap();
    let ages: Vec<f64> = (0..customers).map(|row| 40.0 + (row % 13) as f64).collect();
    let drawn = Simulation::new(31).run(&model, &ages).unwrap();
    let rows = drawn.histories().unwrap();
    rows.iter().map(|h| (h.x(), (h.t_x(), h.t()))).fold(
        (vec![], vec![], vec![]),
        |(mut x, mut t_x, mut t), (count, (last, end))| {
            x.push(count);
            t_x.push(last);
            t.push(end);
            (x, t_x, t)
        },
    )
}

fn asked() -> [Prediction; 8] {
    [
        Prediction::PAlive,
        Prediction::PAliveAt { t: 26.0 },
        Prediction::ExpectedPurchases { t: 26.0 },
        Prediction::PNoPurchase { t: 26.0 },
        Prediction::PPurchases { n: 2, t: 26.0 },
        Prediction::PAtLeast { n: 2, t: 26.0 },
        Prediction::DiscountedPurchases { rate: 0.003, horizon: f64::INFINITY },
        Prediction::ExpectedPurchasesBetween { start: 5.0, end: 26.0 },
    ]
}

/// With a = s and b = β/τ the opportunities become all moments: the error falls as τ.
#[test]
fn many_opportunities_are_a_pareto_nbd() {
    let (s, beta) = (0.606, 11.669);
    let limit = ParetoNbd::new(0.553, 10.578, s, beta).unwrap();
    for (x, t_x, t) in [(0, 0.0, 38.86), (2, 30.43, 38.86), (26, 30.857, 31.0), (1, 2.0, 38.0)] {
        let customer = History::new(x, t_x, t).unwrap();
        let off = |tau: f64, asked: Prediction| {
            let model = PdoNbd::new(0.553, 10.578, s, beta / tau, tau).unwrap();
            let found = model.predict(asked, customer).unwrap();
            let exact = limit.predict(asked, customer).unwrap();
            (found / exact - 1.0).abs()
        };
        for asked in asked() {
            let (near, nearer) = (off(1e-3, asked), off(1e-4, asked));
            assert!(near < 1e-3 && nearer < 1e-4, "{asked:?} {customer:?} {near} {nearer}");
        }
        let model = PdoNbd::new(0.553, 10.578, s, beta / 1e-5, 1e-5).unwrap();
        let (found, exact) = (
            PurchaseModel::ln_likelihood(&model, customer).unwrap(),
            PurchaseModel::ln_likelihood(&limit, customer).unwrap(),
        );
        assert!((found - exact).abs() < 1e-5 * exact.abs());
    }
}

/// Nobody leaves where the first opportunity comes after all that is asked for.
#[test]
fn no_opportunity_is_an_nbd() {
    let limit = Nbd::new(0.385, 12.072).unwrap();
    for (a, b) in [(0.01, 3.0), (2.0, 0.5)] {
        let model = PdoNbd::new(0.385, 12.072, a, b, 300.0).unwrap();
        for (x, t_x, t) in [(0, 0.0, 38.86), (2, 30.43, 38.86), (26, 30.857, 31.0)] {
            let customer = History::new(x, t_x, t).unwrap();
            for asked in asked() {
                if matches!(asked, Prediction::DiscountedPurchases { .. }) {
                    continue;
                }
                let found = model.predict(asked, customer).unwrap();
                let exact = limit.predict(asked, customer).unwrap();
                assert!((found - exact).abs() < 1e-12 * exact, "{asked:?} {found} {exact}");
            }
            let (found, exact) = (
                PurchaseModel::ln_likelihood(&model, customer).unwrap(),
                PurchaseModel::ln_likelihood(&limit, customer).unwrap(),
            );
            assert!((found - exact).abs() < 1e-13 * exact.abs(), "{found} {exact}");
        }
    }
}

#[test]
fn a_fit_beyond_all_ages_is_that_of_the_nbd() {
    let (x, t_x, t) = base(400);
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let options = FitOptions::default();
    let plain = Nbd::fit(&rows, &options).unwrap();
    let found = PdoNbd::fit(&rows, &options.clone().with_fixed("tau", 60.0)).unwrap();
    let (own, limit) = (found.report().log_likelihood, plain.report().log_likelihood);
    assert!((own - limit).abs() < 1e-7, "{own} {limit}");
    assert_eq!(found.report().ridge, Some(Ridge::NoAttrition));
    assert!((found.r() / plain.r() - 1.0).abs() < 1e-5);
}

#[test]
fn what_was_drawn_is_found_again() {
    let truth = PdoNbd::new(0.8, 6.0, 0.9, 4.0, 8.0).unwrap();
    let (x, t_x, t) = base(6000);
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let options = FitOptions::default().with_fixed("tau", 8.0);
    let fitted = PdoNbd::fit(&rows, &options).unwrap();
    assert_eq!((fitted.report().ridge, fitted.tau()), (None, 8.0));
    assert_eq!((fitted.report().parameters, fitted.standard_errors().unwrap()[4]), (4, 0.0));
    let errors = fitted.standard_errors().unwrap();
    let (own, drawn) = (<[f64; 5]>::from(*fitted), <[f64; 5]>::from(truth));
    for i in 0..4 {
        assert!((own[i] - drawn[i]).abs() < 4.0 * errors[i], "{own:?} {errors:?}");
    }
    // The likelihood is highest at the period that the customers were drawn with.
    let fits = PdoNbd::profile(&rows, &[4.0, 8.0, 16.0], &FitOptions::default()).unwrap();
    let heights: Vec<f64> = fits.iter().map(|fit| fit.report().log_likelihood).collect();
    assert!(heights[1] > heights[0] && heights[1] > heights[2], "{heights:?}");
}

#[test]
fn a_period_is_chosen_from_a_grid_and_said_so() {
    let (x, t_x, t) = base(500);
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let options = FitOptions::default();
    let best = PdoNbd::fit(&rows, &options).unwrap();
    let grid = PdoNbd::periods(&rows);
    assert!(grid.len() == 12 && grid.contains(&best.tau()), "{grid:?} {best:?}");
    assert_eq!(best.report().parameters, 5);
    let fits = PdoNbd::profile(&rows, &grid, &options).unwrap();
    let top = fits.iter().map(|fit| fit.report().log_likelihood).fold(f64::MIN, f64::max);
    assert_eq!(best.report().log_likelihood, top);
    let kept = PdoNbd::fit(&rows, &options.clone().with_bounds("tau", 7.0, 9.0)).unwrap();
    assert!((7.0..=9.0 + 1e-12).contains(&kept.tau()), "{kept:?}");
    for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-4] {
        let refused = PdoNbd::fit(&rows, &options.clone().with_fixed("tau", wrong)).unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::OutOfRange | ErrorKind::NotFinite));
        assert_eq!(refused.column(), Some("tau"));
    }
    let refused = PdoNbd::fit(&rows, &options.clone().with_bounds("tau", f64::NAN, 3.0));
    assert!(refused.is_err());
    assert_eq!(PdoNbd::profile(&rows, &[], &options).unwrap_err().kind(), ErrorKind::Empty);
}

/// At opportunities the likelihood jumps; times that are multiples to rounding count as such.
#[test]
fn a_multiple_of_the_period_is_one_however_it_is_written() {
    let tenth = PdoNbd::new(0.8, 6.0, 0.9, 4.0, 0.1).unwrap();
    let whole = PdoNbd::new(0.8, 60.0, 0.9, 4.0, 1.0).unwrap();
    for j in 1..=100u32 {
        let (small, large) = (0.1 * f64::from(j), f64::from(j));
        let [one, other] = [(&tenth, small), (&whole, large)].map(|(model, t)| {
            model.predict(Prediction::PAlive, History::new(0, 0.0, t).unwrap()).unwrap()
        });
        assert!((one - other).abs() < 1e-13, "{j}");
    }
    let alive = |t| whole.predict(Prediction::PAlive, History::new(1, 2.0, t).unwrap()).unwrap();
    assert!(alive(2.0) == 1.0 && alive(2.999) == 1.0 && alive(3.0) < 0.9);
}

#[test]
fn simulated_futures_are_those_that_are_predicted() {
    let model = PdoNbd::new(1.2, 9.0, 0.8, 2.5, 10.0).unwrap();
    let customer = History::new(3, 18.0, 24.0).unwrap();
    let (horizon, draws) = (37.0, 60_000u32);
    let (mut purchases, mut bought, mut there, mut none) = (Vec::new(), 0.0, 0.0, 0.0);
    for number in 0..draws {
        let left =
            model.draw_future(customer, horizon, 7, u64::from(number), &mut purchases).unwrap();
        bought += purchases.len() as f64;
        there += f64::from(u8::from(left > horizon));
        none += f64::from(u8::from(purchases.is_empty()));
        assert!(left == 0.0 || left.is_infinite() || ((left + 24.0) / 10.0).fract().abs() < 1e-9);
        assert!(purchases.iter().all(|t| *t <= left.min(horizon)));
    }
    let ask = |asked| model.predict(asked, customer).unwrap();
    let (mean, draws) = (ask(Prediction::ExpectedPurchases { t: horizon }), f64::from(draws));
    assert!((bought / draws - mean).abs() < 0.05 * mean, "{} {mean}", bought / draws);
    for (found, expected) in [
        (there / draws, ask(Prediction::PAliveAt { t: horizon })),
        (none / draws, ask(Prediction::PNoPurchase { t: horizon })),
    ] {
        let error = (expected * (1.0 - expected) / draws).sqrt();
        assert!((found - expected).abs() < 4.5 * error, "{found} {expected}");
    }
}

#[test]
fn quantiles_meet_the_probabilities_they_are_of() {
    let model = PdoNbd::new(0.8, 6.0, 0.9, 4.0, 8.0).unwrap();
    let customer = History::new(3, 18.0, 20.0).unwrap();
    let ask = |asked| model.predict(asked, customer).unwrap();
    let t = ask(Prediction::NextPurchaseQuantile { probability: 0.4 });
    assert!((1.0 - ask(Prediction::PNoPurchase { t }) - 0.4).abs() < 1e-9, "{t}");
    assert_eq!(ask(Prediction::NextPurchaseQuantile { probability: 0.9999 }), f64::INFINITY);
    // Lifetimes end at opportunities: 4, 12, 20, ... from now.
    let t = ask(Prediction::LifetimeQuantile { probability: 0.5 });
    assert!((((t + 20.0) / 8.0).round() - (t + 20.0) / 8.0).abs() < 1e-9, "{t}");
    assert!(ask(Prediction::PAliveAt { t: t - 1e-6 }) > 0.5);
    assert!(ask(Prediction::PAliveAt { t: t + 1e-6 }) <= 0.5);
    let n = ask(Prediction::PurchaseQuantile { probability: 0.8, t: 52.0 }) as u64;
    assert!(ask(Prediction::PAtLeast { n: n + 1, t: 52.0 }) <= 0.2);
    assert!(ask(Prediction::PAtLeast { n, t: 52.0 }) > 0.2);
}

#[test]
fn every_door_is_open_to_it() {
    let (x, t_x, t) = base(800);
    let customers = Customers::of(Histories::new(&x, &t_x, &t).unwrap());
    let options = FitOptions::default().with_fixed("tau", 8.0);
    let model = Model::fit(Model::PDO_NBD, &customers, &options).unwrap();
    assert_eq!((model.name(), model.kind()), ("PDO/NBD", 8));
    assert_eq!(Model::from_bytes(&model.to_bytes()).unwrap(), model);
    assert_eq!(model.parameter_names(), ["r", "alpha", "a", "b", "tau"]);
    let few = Customers::of(Histories::new(&x[..20], &t_x[..20], &t[..20]).unwrap());
    let asked = Question::expected_purchases(26.0);
    let answers = model.answer(&asked, &few, &mut Job::new()).unwrap();
    let delta = Uncertainty::delta(&model).unwrap();
    let sure = delta.answer(&asked, &few, 0.95, &mut Job::new()).unwrap();
    for (row, value) in answers.iter().enumerate() {
        assert!(sure.low[row] < *value && *value < sure.high[row]);
    }
    let refused =
        delta.answer(&Question::LifetimeQuantile { probability: 0.5 }, &few, 0.95, &mut Job::new());
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Undefined);
    // Refits and profiles hold the period.
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let stored = short::fit(Model::PDO_NBD, &rows, &options).unwrap();
    let likelihood = short::of_purchases(&stored, &rows, 1).unwrap();
    let draws = DrawOptions::default().with_draws(8);
    let drawn = Uncertainty::bootstrap(&likelihood, draws, &mut Progress::silent()).unwrap();
    assert!(drawn.models().iter().all(|other| other.parameters()[4] == 8.0));
    let interval = likelihood.interval(0, 0.95).unwrap();
    assert!(interval.low < model.parameters()[0] && model.parameters()[0] < interval.high);
    let held = likelihood.interval(4, 0.95).unwrap();
    assert_eq!((held.low, held.high), (8.0, 8.0));
}

/// Customers with u = 1 buy e^0.8 times as often.
#[test]
fn covariates_act_on_purchases_and_on_leaving() {
    let plain = PdoNbd::new(1.5, 6.0, 0.9, 4.0, 8.0).unwrap();
    let often = PdoNbd::new(1.5, 6.0 * (-0.8f64).exp(), 0.9, 4.0, 8.0).unwrap();
    let (mut x, mut t_x) = (Vec::new(), Vec::new());
    for (seed, model) in [(1, plain), (2, often)] {
        let drawn = Simulation::new(seed).run(&model, &[50.0; 1500]).unwrap();
        for history in drawn.histories().unwrap().iter() {
            x.push(history.x());
            t_x.push(history.t_x());
        }
    }
    let t = vec![50.0; 3000];
    let u: Vec<f64> = (0..3000).map(|row| f64::from(u8::from(row >= 1500))).collect();
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let facts = Covariates::new().with_purchase(&[("u", &u)]).unwrap();
    let facts = facts.with_attrition(&[("u", &u)]).unwrap();
    let options = FitOptions::default().with_fixed("tau", 8.0);
    let chosen = CovariateOptions::default();
    let fitted = PdoNbd::fit_with_covariates(&rows, &facts, &chosen, &options).unwrap();
    let (found, errors) = (fitted.parameters(), fitted.standard_errors().unwrap());
    assert_eq!(found[4], 8.0);
    assert!((found[5] - 0.8).abs() < 4.0 * errors[5], "{found:?} {errors:?}");
    assert!(found[6].abs() < 4.0 * errors[6], "{found:?} {errors:?}");
}
