//! BG/BB against the published donors, an independent computation at high
//! precision, and its laws.
#![allow(clippy::unwrap_used)]

use habitue::ErrorKind;
use habitue::lifetime::{BgBb, FitOptions, Histories, History, Prediction, PurchaseModel, Ridge};

/// The 22 cells of 11,104 donors (Fader, Hardie and Shang 2010).
struct Donors {
    x: Vec<u32>,
    t_x: Vec<f64>,
    n: Vec<f64>,
    weights: Vec<f64>,
}

impl Donors {
    fn read() -> Self {
        let mut data = Self { x: vec![], t_x: vec![], n: vec![], weights: vec![] };
        for line in include_str!("../data/donations.csv").lines().skip(1) {
            let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
            data.x.push(field[0] as u32);
            data.t_x.push(field[1]);
            data.n.push(field[2]);
            data.weights.push(field[3]);
        }
        data
    }

    fn histories(&self) -> Histories<'_> {
        Histories::new(&self.x, &self.t_x, &self.n).unwrap().with_weights(&self.weights).unwrap()
    }
}

fn near(found: f64, expected: f64, relative: f64, what: &str) {
    assert!(
        (found - expected).abs() <= relative * expected.abs(),
        "{what}: {found} is not {expected} within {relative:e}"
    );
}

fn ask(model: &BgBb, prediction: Prediction, (x, t_x, n): (u32, f64, f64)) -> f64 {
    model.predict(prediction, History::new(x, t_x, n).unwrap()).unwrap()
}

// Parameters, likelihood and predictions: an independent optimiser at high
// precision, which agrees with the printed 1.204, .750, .657, 2.783, −33,225.6.
#[test]
fn the_donors_are_those_of_the_paper() {
    let data = Donors::read();
    let fit = BgBb::fit(&data.histories(), &FitOptions::default()).unwrap();
    near(fit.alpha(), 1.203_522_11, 1e-5, "alpha");
    near(fit.beta(), 0.749_716_25, 1e-5, "beta");
    near(fit.gamma(), 0.656_718_3, 1e-5, "gamma");
    near(fit.delta(), 2.783_442_78, 1e-5, "delta");
    assert!((fit.report().log_likelihood + 33_225.581_274).abs() < 1e-6);
    assert_eq!((fit.report().customers, fit.report().ridge), (11_104.0, None));
    let total = fit.log_likelihood(&data.histories()).unwrap();
    near(total, fit.report().log_likelihood, 1e-13, "the likelihood of the model");

    let model = fit.model();
    let new = (0, 0.0, 0.0);
    let purchases = |t| Prediction::ExpectedPurchases { t };
    near(ask(model, purchases(10.0), new), 3.179_829, 1e-6, "E[X(10)]");
    near(ask(model, purchases(10.0), (0, 0.0, 6.0)), 0.130_218, 5e-6, "A");
    near(ask(model, purchases(10.0), (4, 5.0, 6.0)), 3.627_967, 1e-6, "B");
    let mut five = vec![0.0; 22];
    model.expected_purchases_into(&data.histories(), 5.0, &mut five).unwrap();
    let weighted = |column: &[f64]| -> f64 {
        column.iter().zip(&data.weights).map(|(value, weight)| value * weight).sum()
    };
    near(weighted(&five), 12_884.156_5, 1e-7, "five years");
    // In-sample counts and P(alive in 2002), to the printed digits.
    let count = |n| 11_104.0 * ask(model, Prediction::PPurchases { n, t: 6.0 }, new);
    assert!((count(0) - 3454.9).abs() < 0.1 && (count(6) - 1253.1).abs() < 0.1);
    let next = Prediction::PAliveAt { t: 1.0 };
    for (history, expected) in [((0, 0.0, 6.0), 0.11), ((2, 4.0, 6.0), 0.59), ((6, 6.0, 6.0), 0.93)]
    {
        assert!((ask(model, next, history) - expected).abs() < 0.005);
    }
    // Expected in 2002-2006 by frequency, BTYD's vignette (its looser parameters).
    let expected =
        [0.072_863_18, 0.324_884_1, 0.708_941_7, 1.333_666, 2.031_203, 2.784_482, 3.752_500];
    for (x, expected) in expected.into_iter().enumerate() {
        let rows: Vec<usize> = (0..22).filter(|&row| data.x[row] == x as u32).collect();
        let customers: f64 = rows.iter().map(|&row| data.weights[row]).sum();
        let mean = rows.iter().map(|&row| data.weights[row] * five[row]).sum::<f64>() / customers;
        near(mean, expected, 1e-4, &format!("frequency {x}"));
    }
    // Annual tracking, also from there.
    let annual = [5535.833, 4717.059, 4147.621, 3724.665, 3395.888, 3131.647];
    for (year, expected) in annual.into_iter().enumerate() {
        let upto = |t: usize| ask(model, purchases(t as f64), new);
        near(11_104.0 * (upto(year + 1) - upto(year)), expected, 1e-4, "tracking");
    }
}

#[test]
fn point_values_are_those_recomputed() {
    let model = BgBb::new(1.20, 0.75, 0.66, 2.78).unwrap();
    let history = (3, 4.0, 6.0);
    let likelihood = model.ln_likelihood(History::new(3, 4.0, 6.0).unwrap()).unwrap();
    near(likelihood, -5.060_868_18, 1e-9, "ln L");
    let rate = 1.1f64.ln();
    let forever = Prediction::DiscountedPurchases { rate, horizon: f64::INFINITY };
    near(ask(&model, forever, history), 1.621_379_185_8, 1e-9, "DERT");
    near(ask(&model, Prediction::PAliveAt { t: 1.0 }, history), 0.438_343_854_6, 1e-9, "P(alive)");
}

/// mpmath, 50 digits (`tests/oracle/bg_bb.py`): parameters from 1e-3 to 10^4, n
/// to 300.
#[test]
fn predictions_are_those_of_mpmath() {
    let mut worst = [0.0f64; 6];
    for line in include_str!("../data/bg_bb_reference.csv").lines().skip(1) {
        let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
        let model = BgBb::new(field[0], field[1], field[2], field[3]).unwrap();
        let history = History::new(field[4] as u32, field[5], field[6]).unwrap();
        let (t, n, rate) = (field[7], field[8] as u64, field[9]);
        let found = [
            model.ln_likelihood(history).unwrap(),
            model.predict(Prediction::PAlive, history).unwrap(),
            model.predict(Prediction::ExpectedPurchases { t }, history).unwrap(),
            model.predict(Prediction::PPurchases { n, t }, history).unwrap(),
            model.predict(Prediction::PAtLeast { n, t }, history).unwrap(),
            model
                .predict(Prediction::DiscountedPurchases { rate, horizon: f64::INFINITY }, history)
                .unwrap(),
        ];
        for (slot, (found, expected)) in found.into_iter().zip(&field[10..]).enumerate() {
            if expected.abs() > 1e-40 {
                worst[slot] = worst[slot].max((found / expected - 1.0).abs());
            }
            // The logarithm of a likelihood of one is the rounding of one.
            let rounding = if slot == 0 { 1e-15 } else { 1e-290 };
            assert!(
                (found - expected).abs() <= 1e-12 * expected.abs() + rounding,
                "{line}: number {slot} is {found}, not {expected}"
            );
        }
    }
    println!("worst relative errors: {worst:?}");
}

#[test]
fn the_answers_obey_their_laws() {
    for parameters in [[1.2, 0.75, 0.66, 2.78], [0.3, 4.0, 1.0, 9.0], [5.0, 2.0, 3.0, 0.4]] {
        let model = BgBb::try_from(parameters).unwrap();
        for history in [(0, 0.0, 0.0), (0, 0.0, 6.0), (3, 4.0, 6.0), (9, 30.0, 52.0)] {
            let t = 25.0;
            let law = |n| ask(&model, Prediction::PPurchases { n, t }, history);
            let tail = |n| ask(&model, Prediction::PAtLeast { n, t }, history);
            near((0..=25).map(law).sum(), 1.0, 1e-13, "the distribution");
            assert_eq!((law(26), tail(26)), (0.0, 0.0));
            let expected = ask(&model, Prediction::ExpectedPurchases { t }, history);
            near((1..=25).map(|n| n as f64 * law(n)).sum(), expected, 1e-12, "the mean");
            near((1..=25).map(tail).sum(), expected, 1e-12, "the mean of the tails");
            near(1.0 - law(0), tail(1), 1e-11, "someone who buys");
            // P(alive) falls, and time counts in whole opportunities.
            let alive = |t| ask(&model, Prediction::PAliveAt { t }, history);
            assert!(
                alive(1.0) < ask(&model, Prediction::PAlive, history) && alive(2.0) < alive(1.0)
            );
            assert_eq!(alive(2.9), alive(2.0));
            // A finite horizon grows into the infinite one.
            let discounted = |horizon| {
                ask(&model, Prediction::DiscountedPurchases { rate: 0.1, horizon }, history)
            };
            near(discounted(400.0), discounted(f64::INFINITY), 1e-12, "horizon");
            near(discounted(20_000.0), discounted(f64::INFINITY), 1e-12, "long horizon");
            // Quantiles bracket their levels.
            let level = 0.4;
            let next =
                ask(&model, Prediction::NextPurchaseQuantile { probability: level }, history);
            if next.is_finite() {
                let within = |t| ask(&model, Prediction::PAtLeast { n: 1, t }, history);
                assert!(next.fract() == 0.0 && within(next) >= level && within(next - 1.0) < level);
            }
            let life = ask(&model, Prediction::LifetimeQuantile { probability: level }, history);
            assert!(life == 0.0 || (alive(life) <= 1.0 - level && alive(life - 1.0) > 1.0 - level));
        }
        // What all customers of one age are expected to do is what is expected of
        // new ones then.
        let new = (0, 0.0, 0.0);
        let upto = |t| ask(&model, Prediction::ExpectedPurchases { t }, new);
        let mut mean = 0.0;
        for pattern in 0u32..64 {
            let t_x = f64::from(32 - pattern.leading_zeros());
            let history = (pattern.count_ones(), t_x, 6.0);
            let (x, t_x, n) = history;
            let likelihood = model.ln_likelihood(History::new(x, t_x, n).unwrap()).unwrap().exp();
            mean += likelihood * ask(&model, Prediction::ExpectedPurchases { t: 9.0 }, history);
        }
        near(mean, upto(15.0) - upto(6.0), 1e-12, "the increment");
    }
}

#[test]
fn histories_must_be_discrete() {
    let model = BgBb::new(1.2, 0.75, 0.66, 2.78).unwrap();
    for (x, t_x, n, column) in
        [(1, 1.0, 2.5, "T"), (1, 1.5, 3.0, "t_x"), (3, 2.0, 6.0, "x"), (0, 0.0, 1_000_001.0, "T")]
    {
        let history = History::new(x, t_x, n).unwrap();
        let error = model.predict(Prediction::PAlive, history).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::OutOfRange, Some(column)));
        let columns = ([1, x], [1.0, t_x], [1.0, n]);
        let rows = Histories::new(&columns.0, &columns.1, &columns.2).unwrap();
        let error = BgBb::fit(&rows, &FitOptions::default()).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some(column)));
    }
    let far = Prediction::PAtLeast { n: 1, t: 2e6 };
    assert_eq!(model.predict(far, History::NEW).unwrap_err().kind(), ErrorKind::Domain);
}

#[test]
fn data_without_an_answer_are_named() {
    let nobody = Histories::new(&[0, 0], &[0.0, 0.0], &[6.0, 6.0]).unwrap();
    let error = BgBb::fit(&nobody, &FitOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Undefined);
    // Everybody always comes back at the last opportunity: nobody seems to leave.
    let (x, t_x, n) = ([2, 3, 4, 2], [6.0; 4], [6.0; 4]);
    let rows = Histories::new(&x, &t_x, &n).unwrap();
    let rows = rows.with_weights(&[400.0, 800.0, 500.0, 100.0]).unwrap();
    let fit = BgBb::fit(&rows, &FitOptions::default()).unwrap();
    assert_eq!(fit.report().ridge, Some(Ridge::NoAttrition));
}
