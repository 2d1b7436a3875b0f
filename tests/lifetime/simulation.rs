//! Customers drawn from each model: fits find the parameters again, and counts,
//! lives and spends follow the laws that the predictions state.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use habitue::ErrorKind;
use habitue::lifetime::{
    Bdw, BgBb, BgCnbd, BgNbd, ContractModel, ContractPrediction, FitOptions, Fitted, GGompertzNbd,
    GammaGamma, Histories, History, MbgCnbd, MbgNbd, Nbd, ParetoNbd, Prediction, PurchaseModel,
    Sbg, SimulatedBase, Simulation, Spending,
};

/// Written down before anything was drawn.
const SEED: u64 = 1;
const CUSTOMERS: usize = 100_000;

/// Customers born in each of thirteen weeks, watched for 53 to 65.
fn ages(customers: usize) -> Vec<f64> {
    (0..customers).map(|row| 53.0 + (row % 13) as f64).collect()
}

fn draw(model: &dyn PurchaseModel, ages: &[f64]) -> SimulatedBase {
    Simulation::new(SEED).with_threads(0).run(model, ages).unwrap()
}

fn options() -> FitOptions<'static> {
    FitOptions::default().with_threads(0)
}

/// Whether each parameter lies within 4 standard errors of the truth.
#[track_caller]
fn recovers<M>(fitted: &Fitted<M>, found: &[f64], truth: &[f64]) {
    let errors = fitted.standard_errors().unwrap();
    for ((found, truth), error) in found.iter().zip(truth).zip(errors) {
        let off = if found == truth { 0.0 } else { (found - truth) / error };
        println!("{truth} was found as {found:.5}, {off:+.2} standard errors off");
        assert!(off.abs() < 4.0, "{found} is {off} standard errors from {truth}");
        assert!(error < 0.5 * truth, "{truth} is hardly identified");
    }
}

macro_rules! recovery {
    ($($test:ident: $model:ident($($parameter:expr),*), $ages:expr;)*) => {
        $(#[test]
        fn $test() {
            let truth = $model::new($($parameter),*).unwrap();
            let base = draw(&truth, &$ages);
            let fitted = $model::fit(&base.histories().unwrap(), &options()).unwrap();
            assert_eq!(fitted.report().ridge, None);
            recovers(&fitted, PurchaseModel::parameters(fitted.model()), PurchaseModel::parameters(&truth));
        })*
    };
}

recovery! {
    nbd_is_recovered: Nbd(0.385, 12.07), ages(CUSTOMERS);
    pareto_nbd_is_recovered: ParetoNbd(0.553, 10.578, 0.606, 11.669), ages(CUSTOMERS);
    bg_nbd_is_recovered: BgNbd(0.243, 4.414, 0.793, 2.426), ages(CUSTOMERS);
    mbg_nbd_is_recovered: MbgNbd(0.525, 6.183, 0.891, 1.614), ages(CUSTOMERS);
    bg_cnbd_is_recovered_with_its_k: BgCnbd(0.359, 1.129, 0.523, 2.785, 3), ages(CUSTOMERS);
    mbg_cnbd_is_recovered_with_its_k: MbgCnbd(1.329, 2.813, 0.425, 0.79, 2), ages(CUSTOMERS);
    ggompertz_nbd_is_recovered: GGompertzNbd(0.8, 8.0, 0.1, 0.5, 2.0), ages(CUSTOMERS);
    bg_bb_is_recovered: BgBb(1.204, 0.75, 0.657, 2.783),
        (0..CUSTOMERS).map(|row| 6.0 + (row % 5) as f64).collect::<Vec<_>>();
}

#[test]
fn gamma_gamma_is_recovered() {
    let truth = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let buying = ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap();
    let simulation = Simulation::new(SEED).with_spend(truth).with_threads(0);
    let base = simulation.run(&buying, &ages(CUSTOMERS)).unwrap();
    let fitted = GammaGamma::fit(&base.spending().unwrap(), &options()).unwrap();
    recovers(&fitted, fitted.parameters(), truth.parameters());
}

/// Five cohorts, a fifth of the customers each, signed one period after another.
fn cohorts(model: &dyn ContractModel, longest: u32) -> habitue::lifetime::Survivors {
    let periods: Vec<u32> = (0..5).map(|cohort| longest - cohort).collect();
    let simulation = Simulation::new(SEED).with_threads(0);
    simulation.run_contract(model, &[20_000; 5], &periods).unwrap().table().unwrap()
}

#[test]
fn sbg_is_recovered() {
    let truth = Sbg::new(0.704, 1.182).unwrap();
    let fitted = Sbg::fit(&cohorts(&truth, 8), &options()).unwrap();
    recovers(&fitted, ContractModel::parameters(fitted.model()), &[0.704, 1.182]);
}

#[test]
fn bdw_is_recovered() {
    let truth = Bdw::new(0.668, 3.806, 1.3).unwrap();
    let fitted = Bdw::fit(&cohorts(&truth, 12), &options()).unwrap();
    recovers(&fitted, ContractModel::parameters(fitted.model()), &[0.668, 3.806, 1.3]);
}

/// A base of customers who are all alike to the model, followed for `t`.
fn alike(model: &dyn PurchaseModel, t: f64) -> SimulatedBase {
    draw(model, &vec![t; 40_000])
}

fn every_model() -> Vec<Box<dyn PurchaseModel>> {
    vec![
        Box::new(Nbd::new(0.385, 12.07).unwrap()),
        Box::new(ParetoNbd::new(0.553, 10.578, 0.606, 11.669).unwrap()),
        Box::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap()),
        Box::new(MbgNbd::new(0.525, 6.183, 0.891, 1.614).unwrap()),
        Box::new(BgCnbd::new(0.359, 1.129, 0.523, 2.785, 3).unwrap()),
        Box::new(MbgCnbd::new(1.329, 2.813, 0.425, 0.79, 2).unwrap()),
        Box::new(GGompertzNbd::new(0.8, 8.0, 0.1, 0.5, 2.0).unwrap()),
        Box::new(BgBb::new(1.204, 0.75, 0.657, 2.783).unwrap()),
    ]
}

/// Whether `hits` of `n` agree with probability p within 5 standard errors.
#[track_caller]
fn agrees(what: &str, hits: usize, n: usize, p: f64) {
    let (hits, n) = (hits as f64, n as f64);
    let error = (n * p * (1.0 - p)).sqrt();
    assert!(
        (hits - n * p).abs() <= 5.0 * error + 1e-9,
        "{what}: {hits} of {n}, expected {}",
        n * p
    );
}

#[test]
fn counts_lives_and_totals_of_new_customers_follow_the_laws() {
    for model in every_model() {
        let (name, t) = (model.name(), 30.0);
        let base = alike(&*model, t);
        let n = base.len();
        let ask = |prediction| model.predict(prediction, History::NEW).unwrap();
        for count in 0..6 {
            let hits = base.x.iter().filter(|x| **x == count).count();
            let p = ask(Prediction::PPurchases { n: u64::from(count), t });
            agrees(&format!("{name}, {count} purchases"), hits, n, p);
        }
        let many = base.x.iter().filter(|x| **x >= 10).count();
        agrees(&format!("{name}, 10 or more"), many, n, ask(Prediction::PAtLeast { n: 10, t }));
        for moment in [0.0, 10.0, 30.0] {
            let there = base.left.iter().filter(|left| **left > moment).count();
            let p = ask(Prediction::PAliveAt { t: moment });
            agrees(&format!("{name}, alive at {moment}"), there, n, p);
        }
        let counts = base.x.iter().map(|x| f64::from(*x));
        let mean = counts.clone().sum::<f64>() / n as f64;
        let spread = counts.map(|x| (x - mean).powi(2)).sum::<f64>() / n as f64;
        let off = (mean - ask(Prediction::ExpectedPurchases { t })) / (spread / n as f64).sqrt();
        assert!(off.abs() < 5.0, "{name}: {off} standard errors off");
    }
}

#[test]
fn the_holdout_of_simulated_customers_is_what_their_histories_predict() {
    for model in every_model() {
        let name = model.name();
        let simulation = Simulation::new(SEED).with_holdout(20.0).unwrap().with_threads(0);
        let ages: Vec<f64> = (0..20_000).map(|row| 20.0 + (row % 7) as f64).collect();
        let base = simulation.run(&*model, &ages).unwrap();
        let histories = base.histories().unwrap();
        let mut expected = vec![0.0; base.len()];
        let mut alive = expected.clone();
        let ask = Prediction::ExpectedPurchases { t: 20.0 };
        model.predict_into(ask, &histories, 0, &mut expected).unwrap();
        model.predict_into(Prediction::PAlive, &histories, 0, &mut alive).unwrap();
        // By frequency, so that each forecast is tried and not their sum alone.
        for class in 0..4 {
            let (mut off, mut square, mut gone, mut chance) = (0.0, 0.0, 0.0, 0.0);
            for row in (0..base.len()).filter(|row| base.x[*row].min(3) == class) {
                let error = f64::from(base.holdout_x[row]) - expected[row];
                off += error;
                square += error * error;
                gone += f64::from(u8::from(base.left[row] > base.t[row])) - alive[row];
                chance += alive[row] * (1.0 - alive[row]);
            }
            assert!(off.abs() <= 5.0 * square.sqrt(), "{name}, x = {class}: {off}");
            assert!(gone.abs() <= 5.0 * chance.sqrt() + 1e-9, "{name}, x = {class}: {gone} alive");
        }
    }
}

#[test]
fn futures_of_a_customer_follow_the_predictions() {
    for model in every_model() {
        let (name, rows, t) = (model.name(), 20_000, 15.0);
        let history = History::new(3, 21.0, 26.0).unwrap();
        let (x, t_x, age) = (vec![3; rows], vec![21.0; rows], vec![26.0; rows]);
        let histories = Histories::new(&x, &t_x, &age).unwrap();
        let simulation = Simulation::new(SEED).with_threads(0).with_every_purchase();
        let future = simulation.run_future(&*model, &histories, t).unwrap();
        let ask = |prediction| model.predict(prediction, history).unwrap();
        for n in 0..4 {
            let hits = future.x.iter().filter(|x| **x == n).count();
            let p = ask(Prediction::PPurchases { n: u64::from(n), t });
            agrees(&format!("{name}, {n} more"), hits, rows, p);
        }
        for (moment, asked) in [(0.0, Prediction::PAlive), (5.0, Prediction::PAliveAt { t: 5.0 })] {
            let there = future.left.iter().filter(|left| **left > moment).count();
            agrees(&format!("{name}, alive after {moment}"), there, rows, ask(asked));
        }
        let total: u64 = future.x.iter().map(|x| u64::from(*x)).sum();
        assert_eq!(total, future.purchases.time.len() as u64);
        assert!(future.purchases.time.iter().all(|time| *time > 0.0 && *time <= t));
        assert!(future.purchases.amount.is_empty());
    }
}

#[test]
fn renewals_follow_the_survival_functions() {
    let models: [Box<dyn ContractModel>; 4] = [
        Box::new(Sbg::new(0.704, 1.182).unwrap()),
        Box::new(Bdw::new(0.668, 3.806, 1.3).unwrap()),
        Box::new(Bdw::new(0.2, 0.4, 0.5).unwrap()),
        Box::new(Sbg::new(1e-3, 1e-3).unwrap()),
    ];
    for model in models {
        for made in [0, 1, 5] {
            let further = Simulation::new(SEED).run_renewals(&*model, &vec![made; 20_000]).unwrap();
            for t in [1, 2, 4, 9] {
                let stayed = further.iter().filter(|more| **more >= f64::from(t)).count();
                let p = model.predict(ContractPrediction::Survival { t }, made).unwrap();
                agrees(&format!("{model:?} after {made}, {t} more"), stayed, 20_000, p);
            }
        }
    }
}

#[test]
fn the_bits_depend_on_seed_and_row_alone() {
    let model = MbgCnbd::new(1.329, 2.813, 0.425, 0.79, 2).unwrap();
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let ages = ages(3_000);
    let plain = Simulation::new(SEED).with_spend(spend);
    let one = plain.clone().with_every_purchase().run(&model, &ages).unwrap();
    let two = plain.clone().with_every_purchase().with_threads(2).run(&model, &ages).unwrap();
    assert_eq!(one, two);
    let fewer = plain.run(&model, &ages[..100]).unwrap();
    assert_eq!(fewer.x, one.x[..100]);
    assert_eq!(fewer.mean_spend, one.mean_spend[..100]);
    assert!(fewer.purchases.time.is_empty());
    // A longer holdout adds to what was there.
    let longer = plain.with_holdout(10.0).unwrap().run(&model, &ages).unwrap();
    assert_eq!((&longer.x, &longer.t_x), (&one.x, &one.t_x));
    assert_ne!(Simulation::new(2).run(&model, &ages).unwrap().x, one.x);
    // The ledger sums up to the summaries.
    assert_eq!(one.purchases.time.len(), one.x.iter().map(|x| *x as usize + 1).sum::<usize>());
    let mut row = 0;
    for (customer, x) in one.x.iter().enumerate() {
        let mine = row..row + *x as usize + 1;
        assert!(one.purchases.customer[mine.clone()].iter().all(|c| *c == customer as u64));
        let times = &one.purchases.time[mine.clone()];
        assert_eq!(times[0], 0.0);
        assert!(times.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(times[*x as usize], one.t_x[customer]);
        if *x > 0 {
            let repeats = &one.purchases.amount[mine.start + 1..mine.end];
            let mean = repeats.iter().sum::<f64>() / f64::from(*x);
            assert!((mean / one.mean_spend[customer] - 1.0).abs() < 1e-12);
        }
        row = mine.end;
    }
}

#[test]
fn extreme_parameters_draw_numbers_and_no_nan() {
    let extremes: Vec<Box<dyn PurchaseModel>> = vec![
        Box::new(ParetoNbd::new(1e-3, 1e-3, 1e-3, 1e-3).unwrap()),
        Box::new(ParetoNbd::new(1e4, 1e4, 1e4, 1e4).unwrap()),
        Box::new(BgNbd::new(1e-3, 1e4, 1e-3, 1e-3).unwrap()),
        Box::new(MbgNbd::new(1e4, 1e4, 1e-3, 1e4).unwrap()),
        Box::new(BgCnbd::new(1e-3, 1e-3, 1e4, 1e-3, 12).unwrap()),
        Box::new(GGompertzNbd::new(1e-3, 1.0, 1e-3, 1e-3, 1e4).unwrap()),
        Box::new(GGompertzNbd::new(1.0, 1.0, 1e4, 1e4, 1e-3).unwrap()),
        Box::new(BgBb::new(1e-3, 1e-3, 1e-3, 1e-3).unwrap()),
        Box::new(Nbd::new(f64::MIN_POSITIVE, 1.0).unwrap()),
    ];
    let spend = GammaGamma::new(1e-3, 1e-3, 1.0).unwrap();
    for model in extremes {
        let simulation = Simulation::new(SEED).with_spend(spend).with_threads(0);
        let base = simulation.with_holdout(5.0).unwrap().run(&*model, &ages(2_000)).unwrap();
        base.histories().unwrap();
        base.spending().unwrap();
        assert!(base.left.iter().all(|left| *left >= 0.0), "{model:?}");
        assert!(base.holdout_mean_spend.iter().all(|mean| mean.is_finite()));
    }
    // A million purchases a day, for ten thousand days.
    let rush = Nbd::new(1e4, 1e-2).unwrap();
    let error = Simulation::new(SEED).run(&rush, &[0.0, 10_000.0]).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Domain, Some(1)));
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let model = BgBb::new(1.204, 0.75, 0.657, 2.783).unwrap();
    let run = |ages: &[f64]| {
        let error = Simulation::new(SEED).run(&model, ages).unwrap_err();
        (error.kind(), error.row())
    };
    assert_eq!(run(&[]), (ErrorKind::Empty, None));
    assert_eq!(run(&[6.0, 6.5]), (ErrorKind::OutOfRange, Some(1)));
    assert_eq!(run(&[-1.0]), (ErrorKind::OutOfRange, Some(0)));
    assert_eq!(run(&[1.0, 1.0, f64::NAN]), (ErrorKind::NotFinite, Some(2)));
    for holdout in [-1.0, f64::NAN, f64::INFINITY] {
        assert!(Simulation::new(SEED).with_holdout(holdout).is_err());
    }
    let histories = Histories::new(&[0], &[0.0], &[1.0]).unwrap();
    assert!(Simulation::new(SEED).run_future(&model, &histories, f64::INFINITY).is_err());
    let sbg = Sbg::new(1.0, 1.0).unwrap();
    let cohorts = |customers: &[u64], periods: &[u32]| {
        let error = Simulation::new(SEED).run_contract(&sbg, customers, periods).unwrap_err();
        (error.kind(), error.row())
    };
    assert_eq!(cohorts(&[], &[]), (ErrorKind::Empty, None));
    assert_eq!(cohorts(&[1], &[]), (ErrorKind::Length, None));
    assert_eq!(cohorts(&[1, 1 << 40], &[1, 1]), (ErrorKind::OutOfRange, Some(1)));
    assert_eq!(cohorts(&[1], &[2_000_000]), (ErrorKind::OutOfRange, Some(0)));
    let base = Simulation::new(SEED).run(&model, &[6.0]).unwrap();
    assert_eq!(base.spending().unwrap_err().kind(), ErrorKind::Length);
}

/// What customers will spend follows from what they spent: the mean of the amounts drawn
/// is the expected spend given their past, not that of the population.
#[test]
fn future_spend_is_drawn_given_past_spend() {
    let model = Nbd::new(2.0, 1.0).unwrap();
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let n = 4_000;
    for (x, mean) in [(1, 10.0), (1, 90.0), (12, 90.0), (0, 0.0)] {
        let rows = (vec![x; n], vec![if x > 0 { 5.0 } else { 0.0 }; n], vec![10.0; n]);
        let rows = Histories::new(&rows.0, &rows.1, &rows.2).unwrap();
        let past = (vec![x; n], vec![mean; n]);
        let past = Spending::new(&past.0, &past.1).unwrap();
        let simulation = Simulation::new(SEED).with_spend(spend).with_every_purchase();
        let ahead = simulation.run_future_with_spend(&model, &rows, &past, 4.0).unwrap();
        let bare = simulation.run_future(&model, &rows, 4.0).unwrap();
        assert_eq!((&ahead.x, &ahead.left), (&bare.x, &bare.left));
        assert_eq!(ahead.purchases.time, bare.purchases.time);
        assert!(bare.mean_spend.is_empty() && bare.purchases.amount.is_empty());
        // One mean a customer: independent, each with the expectation of the model.
        let own: Vec<f64> = ahead.mean_spend.iter().copied().filter(|mean| *mean > 0.0).collect();
        let count = own.len() as f64;
        let found = own.iter().sum::<f64>() / count;
        let variance = own.iter().map(|own| (own - found).powi(2)).sum::<f64>() / (count - 1.0);
        let expected = spend.expected_spend(x, mean).unwrap();
        let error = (variance / count).sqrt();
        assert!((found - expected).abs() < 5.0 * error, "{x} {mean}: {found} {expected} {error}");
        // The amounts one by one have these means.
        let mut at = 0;
        for (row, &made) in ahead.x.iter().enumerate() {
            let amounts = &ahead.purchases.amount[at..at + made as usize];
            at += made as usize;
            let mean = amounts.iter().sum::<f64>() / f64::from(made.max(1));
            assert!((mean - ahead.mean_spend[row]).abs() <= 1e-12 * mean);
        }
    }
    let rows = Histories::new(&[0], &[0.0], &[1.0]).unwrap();
    let past = Spending::new(&[0, 0], &[0.0, 0.0]).unwrap();
    let simulation = Simulation::new(SEED).with_spend(spend);
    let error = simulation.run_future_with_spend(&model, &rows, &past, 1.0).unwrap_err();
    assert_eq!(error.kind(), habitue::ErrorKind::Length);
    let past = Spending::new(&[0], &[0.0]).unwrap();
    let error = Simulation::new(SEED).run_future_with_spend(&model, &rows, &past, 1.0);
    assert_eq!(error.unwrap_err().kind(), habitue::ErrorKind::Undefined);
}
