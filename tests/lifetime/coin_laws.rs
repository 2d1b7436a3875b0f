//! Laws of the models whose customers flip coins, of BG/BB and of the contract models, and the
//! figures of their papers that no other test has.
#![expect(clippy::unwrap_used, reason = "a law that cannot be computed fails its test")]

use habitue::lifetime::{
    Bdw, BgBb, BgCnbd, BgNbd, ContractModel, ContractPrediction, History, MbgCnbd, MbgNbd,
    Prediction, PurchaseModel, Sbg,
};

fn near(found: f64, expected: f64, relative: f64, what: &str) {
    assert!(
        (found - expected).abs() <= relative * expected.abs(),
        "{what}: found {found}, expected {expected}"
    );
}

/// Models that flip coins, with k and the coins after the first purchase.
fn coins([r, alpha, a, b]: [f64; 4], k: u32) -> [(Box<dyn PurchaseModel>, u32); 2] {
    if k == 1 {
        return [
            (Box::new(BgNbd::new(r, alpha, a, b).unwrap()), 0),
            (Box::new(MbgNbd::new(r, alpha, a, b).unwrap()), 1),
        ];
    }
    [
        (Box::new(BgCnbd::new(r, alpha, a, b, k).unwrap()), 0),
        (Box::new(MbgCnbd::new(r, alpha, a, b, k).unwrap()), 1),
    ]
}

const SHAPES: [[f64; 4]; 4] = [
    [0.243, 4.414, 0.793, 2.426],
    [3.0, 0.5, 1.0, 1.0],
    [0.02, 40.0, 0.1, 0.3],
    [50.0, 30.0, 4.0, 900.0],
];

#[test]
fn distributions_sum_to_one_and_have_the_expected_mean() {
    for parameters in SHAPES {
        for k in [1, 2, 3, 5, 9] {
            for (model, _) in coins(parameters, k) {
                for history in [History::NEW, History::new(3, 5.0, 9.0).unwrap()] {
                    for t in [0.0, 0.3, 12.0] {
                        distribution(&*model, history, t, &format!("{parameters:?} {k} {t}"));
                    }
                }
            }
        }
    }
    for [a, b, c, d] in [[1.2, 0.75, 0.66, 2.78], [0.05, 3.0, 12.0, 0.4], [80.0, 1.1, 0.2, 40.0]] {
        let model = BgBb::new(a, b, c, d).unwrap();
        for history in [History::NEW, History::new(3, 5.0, 9.0).unwrap()] {
            for t in [0.0, 1.0, 40.0] {
                distribution(&model, history, t, "BG/BB");
            }
        }
    }
}

fn distribution(model: &dyn PurchaseModel, history: History, t: f64, what: &str) {
    let ask = |prediction| model.predict(prediction, history).unwrap();
    let (mut sum, mut mean, mut tails) = (0.0, 0.0, 0.0);
    let mut n = 0;
    loop {
        let p = ask(Prediction::PPurchases { n, t });
        let tail = ask(Prediction::PAtLeast { n: n + 1, t });
        assert!(p >= 0.0 && tail >= 0.0);
        sum += p;
        mean += n as f64 * p;
        tails += tail;
        near(sum + tail, 1.0, 1e-12, &format!("{what}: up to {n}, and more"));
        n += 1;
        // Tails fall at last like a geometric series.
        if tail * 1e4 < 1e-14 * tails || tails == 0.0 {
            break;
        }
    }
    let expected = ask(Prediction::ExpectedPurchases { t });
    near(mean, expected, 1e-11, &format!("{what}: mean"));
    near(tails, expected, 1e-11, &format!("{what}: sum of tails"));
    near(ask(Prediction::PPurchases { n: 0, t }), ask(Prediction::PNoPurchase { t }), 0.0, what);
}

#[test]
fn customers_only_ever_leave() {
    let falls = |model: &dyn PurchaseModel, history: History, times: &[f64]| {
        let mut last = model.predict(Prediction::PAlive, history).unwrap();
        let now = model.predict(Prediction::PAliveAt { t: 0.0 }, history).unwrap();
        assert_eq!(now.to_bits(), last.to_bits());
        for &t in times {
            let here = model.predict(Prediction::PAliveAt { t }, history).unwrap();
            assert!(here < last && here > 0.0, "{model:?} {history:?} {t}: {here} {last}");
            last = here;
        }
    };
    let times: Vec<f64> = (-4..12).map(|i| 3f64.powi(i)).collect();
    for parameters in SHAPES {
        for k in [1, 2, 5] {
            for (model, _) in coins(parameters, k) {
                // At t = 3^-4 a new customer of the clockwork kind has hardly begun.
                let history = History::new(3, 5.0, 9.0).unwrap();
                falls(&*model, history, &times);
                falls(&*model, History::NEW, &times[if k == 1 { 0 } else { 6 }..]);
            }
        }
    }
    let model = BgBb::new(1.2, 0.75, 0.66, 2.78).unwrap();
    falls(&model, History::new(3, 5.0, 9.0).unwrap(), &[1.0, 2.0, 5.0, 100.0, 1e4]);
}

#[test]
fn regular_models_with_k_of_one_are_the_plain_ones() {
    let questions = [
        Prediction::PAlive,
        Prediction::PAliveAt { t: 20.0 },
        Prediction::ExpectedPurchases { t: 20.0 },
        Prediction::ExpectedPurchases { t: 1e6 },
        Prediction::PPurchases { n: 3, t: 20.0 },
        Prediction::PAtLeast { n: 3, t: 20.0 },
        Prediction::PNoPurchase { t: 20.0 },
        Prediction::PurchaseQuantile { probability: 0.9, t: 20.0 },
        Prediction::DiscountedPurchases { rate: 0.01, horizon: f64::INFINITY },
        Prediction::DiscountedPurchases { rate: 0.01, horizon: 30.0 },
        Prediction::NextPurchaseQuantile { probability: 0.1 },
        Prediction::LifetimeQuantile { probability: 0.9 },
    ];
    for [r, alpha, a, b] in SHAPES {
        let plain: [Box<dyn PurchaseModel>; 2] = [
            Box::new(BgNbd::new(r, alpha, a, b).unwrap()),
            Box::new(MbgNbd::new(r, alpha, a, b).unwrap()),
        ];
        let regular: [Box<dyn PurchaseModel>; 2] = [
            Box::new(BgCnbd::new(r, alpha, a, b, 1).unwrap()),
            Box::new(MbgCnbd::new(r, alpha, a, b, 1).unwrap()),
        ];
        for (plain, regular) in plain.iter().zip(&regular) {
            for (x, t_x, t) in [(0, 0.0, 0.0), (0, 0.0, 9.0), (2, 5.0, 9.0), (40, 9.0, 9.0)] {
                let history = History::new(x, t_x, t).unwrap();
                let likelihood = |model: &dyn PurchaseModel| model.ln_likelihood(history).unwrap();
                assert_eq!(likelihood(&**plain).to_bits(), likelihood(&**regular).to_bits());
                for question in questions {
                    let one = plain.predict(question, history).unwrap();
                    let other = regular.predict(question, history).unwrap();
                    assert_eq!(one.to_bits(), other.to_bits(), "{question:?} {history:?}");
                }
            }
        }
    }
}

#[test]
fn a_discrete_weibull_of_one_is_the_shifted_beta_geometric() {
    for (a, b) in [(0.7, 1.2), (1e-3, 1e4), (1e4, 1e-3), (3e3, 5e3)] {
        let (sbg, bdw) = (Sbg::new(a, b).unwrap(), Bdw::new(a, b, 1.0).unwrap());
        for n in [0, 1, 7, 1000] {
            for question in [
                ContractPrediction::RetentionRate,
                ContractPrediction::Survival { t: 30 },
                ContractPrediction::Churn { t: 4 },
                ContractPrediction::DiscountedRenewals { t: 3000, rate: 0.001 },
                ContractPrediction::ResidualLifetime { rate: 0.1 },
                ContractPrediction::RetentionElasticity { rate: 0.1 },
            ] {
                let [one, other] =
                    [&sbg as &dyn ContractModel, &bdw].map(|m| m.predict(question, n).unwrap());
                near(one, other, 1e-12, &format!("{a} {b} {n} {question:?}"));
            }
        }
    }
}

/// ∫ f over [0, end]: the trapezoid rule after t = end (1 + tanh(π/2 sinh u))/2.
fn integral(end: f64, f: impl Fn(f64) -> f64) -> f64 {
    let step = 1.0 / 16.0;
    (-64..=64)
        .map(|i| {
            let u = f64::from(i) * step;
            let v = std::f64::consts::FRAC_PI_2 * u.sinh();
            let width = 0.5 * end * std::f64::consts::FRAC_PI_2 * u.cosh() / v.cosh().powi(2);
            // (1 + tanh v)/2 without cancellation on the left.
            width * f(end / (1.0 + (-2.0 * v).exp()))
        })
        .sum::<f64>()
        * step
}

/// What a customer is expected to buy in (T, T + t], averaged over what they did until T, is what a
/// new customer is expected to buy in it: over x, and over t_x where the earlier purchases
/// may lie anywhere before (in t_x^(kx − 1)/(kx − 1)! of volume, given their Erlang intervals).
#[test]
fn conditional_expectations_average_to_the_increment() {
    let (age, t) = (4.0, 7.0);
    let expected = Prediction::ExpectedPurchases { t };
    for parameters in [[0.243, 4.414, 0.793, 2.426], [3.0, 2.5, 1.0, 1.0], [0.6, 2.0, 0.2, 0.5]] {
        for k in [1u32, 2, 3] {
            for (model, _) in coins(parameters, k) {
                let new = |t| {
                    let asked = Prediction::ExpectedPurchases { t };
                    model.predict(asked, History::NEW).unwrap()
                };
                let alive = |t| model.predict(Prediction::PAliveAt { t }, History::NEW).unwrap();
                let (mut mass, mut mean, mut stay, mut past) = (0.0, 0.0, 0.0, 0.0);
                let history = History::new(0, 0.0, age).unwrap();
                let density = model.ln_likelihood(history).unwrap().exp();
                mass += density;
                mean += density * model.predict(expected, history).unwrap();
                stay += density * model.predict(Prediction::PAlive, history).unwrap();
                let (mut ln_factorial, mut x) = (0.0, 0u32);
                loop {
                    x += 1;
                    let events = k * x;
                    for i in (events - k).max(1)..events {
                        ln_factorial += f64::from(i).ln();
                    }
                    let ways = |t_x: f64| f64::from(events - 1) * t_x.ln() - ln_factorial;
                    let over = |ask: &dyn Fn(History) -> f64| {
                        integral(age, |t_x| {
                            let t_x = t_x.clamp(1e-280, age);
                            let history = History::new(x, t_x, age).unwrap();
                            (model.ln_likelihood(history).unwrap() + ways(t_x)).exp() * ask(history)
                        })
                    };
                    let part = over(&|_| 1.0);
                    mass += part;
                    past += f64::from(x) * part;
                    mean += over(&|history| model.predict(expected, history).unwrap());
                    stay += over(&|history| model.predict(Prediction::PAlive, history).unwrap());
                    if f64::from(x * x) * part < 1e-13 {
                        break;
                    }
                }
                let what = format!("{} {parameters:?} {k}", model.name());
                near(mass, 1.0, 1e-11, &format!("{what}: histories"));
                near(past, new(age), 1e-10, &format!("{what}: past"));
                near(stay, alive(age), 1e-11, &format!("{what}: alive"));
                near(mean, new(age + t) - new(age), 1e-10, &format!("{what}: increment"));
            }
        }
    }
}

#[test]
fn conditional_expectations_of_opportunities_average_to_the_increment() {
    for [a, b, c, d] in [[1.2, 0.75, 0.66, 2.78], [0.05, 3.0, 12.0, 0.4], [80.0, 1.1, 0.2, 40.0]] {
        let model = BgBb::new(a, b, c, d).unwrap();
        let (n, t) = (9u32, 5.0);
        let (mut mass, mut mean, mut past) = (0.0, 0.0, 0.0);
        for t_x in 0..=n {
            for x in t_x.min(1)..=t_x {
                // Ways to place the x − 1 earlier purchases among t_x − 1 opportunities.
                let ways: f64 = (1..x).map(|i| f64::from(t_x - i) / f64::from(i)).product();
                let history = History::new(x, f64::from(t_x), f64::from(n)).unwrap();
                let chance = ways * model.ln_likelihood(history).unwrap().exp();
                mass += chance;
                past += chance * f64::from(x);
                let expected = Prediction::ExpectedPurchases { t };
                mean += chance * model.predict(expected, history).unwrap();
            }
        }
        let new = |t| model.predict(Prediction::ExpectedPurchases { t }, History::NEW).unwrap();
        near(mass, 1.0, 1e-13, "histories");
        near(past, new(9.0), 1e-12, "past");
        // What is left of two nearly equal numbers.
        let increment = new(14.0) - new(9.0);
        assert!((mean - increment).abs() < 1e-14 * new(14.0) + 1e-12 * increment);
    }
}

/// BTYD's vignette and examples for the BG/NBD, with its estimates on CDNOW.
#[test]
fn customer_1516_and_the_frequent_ones() {
    let model = BgNbd::new(0.242_598_2, 4.413_684_2, 0.792_989_9, 2.426_166_7).unwrap();
    let expected = |(x, t_x, t)| {
        let history = History::new(x, t_x, t).unwrap();
        model.predict(Prediction::ExpectedPurchases { t: 52.0 }, history).unwrap()
    };
    near(expected((0, 0.0, 0.0)), 1.444_004, 1e-5, "E[X(52)]");
    near(expected((26, 30.857, 31.0)), 25.756_59, 1e-5, "customer 1516");
    let alive = History::new(26, 30.857, 31.0).unwrap();
    near(model.predict(Prediction::PAlive, alive).unwrap(), 0.968_852_3, 1e-5, "P(alive)");
    for (x, published) in
        [(10, 0.347_460_6), (15, 0.042_833_91), (20, 0.004_158_973), (25, 0.000_358_368_5)]
    {
        near(expected((x, 20.0, 39.0)), published, 1e-4, &format!("x = {x}"));
    }
}
