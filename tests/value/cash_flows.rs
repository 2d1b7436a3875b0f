//! Lifetime value without a purchase model against results that owe nothing to the
//! library: `tests/data/value_reference.csv`, computed by `tests/oracle/value.py` in
//! exact fractions and with 50 digits; the laws that tie the methods to each other; and
//! what degenerate input gives.
#![allow(clippy::unwrap_used, clippy::panic)]

use habitue::ledger::{Rules, TransactionFormat};
use habitue::money::Currency;
use habitue::summary::{Convention, Summary};
use habitue::time::{Day, Unit, Window};
use habitue::value::{
    AcquisitionRetention, BergerNasr, By, CashFlow, Concentration, Criteria, Direction, Dwyer,
    DwyerYear, Gini, MarginMultiple, MarginTiming, MarkovValue, PointsLiability, Pyramid, Response,
    Sensitivity, TenureProfit, TierStatistics, Worksheet, ahp_weights, continuous_value,
    discount_factor, key_accounts, tenure_cash_flow, tenure_value,
};
use habitue::{ErrorKind, Job};

/// Sums of up to 500 terms, solutions of small well-conditioned systems: some tens of
/// roundings, each of half a unit in the last place.
const CLOSE: f64 = 2e-14;

/// Where a maximum lies is known to the root of the accuracy of its height; the
/// derivative that is bisected here is known to some units in the last place.
const OPTIMUM: f64 = 1e-13;

#[test]
fn results_are_those_of_exact_arithmetic() {
    let mut seen = 0;
    for line in include_str!("../data/value_reference.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [what, arguments, expected] = fields[..] else { panic!("{line}") };
        let a: Vec<f64> =
            arguments.split_whitespace().map(|number| number.parse().unwrap()).collect();
        let expected: f64 = expected.parse().unwrap();
        let (found, tolerance) = compute(what, &a);
        // Sums that cancel are compared with what was added up.
        let scale = if what == "berger_nasr" { a[0] + a[1] } else { expected.abs() };
        let scale = if what.starts_with("markov") { a[4] + a[5] } else { scale };
        let scale = if what == "optimum_equity" { a[6] } else { scale };
        assert!(
            (found - expected).abs() <= tolerance * scale.max(expected.abs()),
            "{line}: found {found:e}"
        );
        seen += 1;
    }
    assert_eq!(seen, 160);
}

fn compute(what: &str, a: &[f64]) -> (f64, f64) {
    let index = || what.rsplit('_').next().unwrap().parse::<usize>().unwrap();
    let markov = || MarkovValue::recency(&a[..4], a[4], a[5], a[6]).unwrap();
    let optimum = || {
        AcquisitionRetention::new(
            Response::calibrate(a[0], a[1], a[2]).unwrap(),
            Response::calibrate(a[3], a[4], a[5]).unwrap(),
            a[6],
            a[7],
        )
        .unwrap()
        .optimum()
    };
    let points = || PointsLiability::new(100_000.0, 10_000.0, 0.95, 1.0).unwrap();
    let schedule = || points().schedule(&[(4_500.0, 9_500.0), (8_500.0, 9_700.0)]).unwrap();
    let ahp = || {
        let (third, fifth) = (1.0 / 3.0, 0.2);
        #[rustfmt::skip]
        let pairs = [
            1.0,       3.0,   5.0,   7.0,
            third,     1.0,   2.0,   4.0,
            fifth,     0.5,   1.0,   3.0,
            1.0 / 7.0, 0.25,  third, 1.0,
        ];
        ahp_weights(&pairs, 4).unwrap()
    };
    let gini = |kind| {
        let amounts: &[i64] = if what.ends_with("ten") {
            &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        } else {
            &[7, 0, 7, 1, 1, 12, 3, 7, 0, 40]
        };
        Concentration::of(amounts).unwrap().gini(kind).unwrap()
    };
    let margin = |timing| {
        let terms = MarginMultiple::new(a[1]).unwrap().with_growth(a[2]).unwrap();
        let terms = terms.with_timing(timing);
        let terms = if a[3] < 0.0 { terms } else { terms.with_horizon(a[3] as u32) };
        terms.of(a[0]).unwrap()
    };
    let found = match what {
        "berger_nasr" => BergerNasr::constant(a[0], a[1], a[2] as u32, a[3], a[4])
            .and_then(|model| model.with_cycle(a[5]))
            .unwrap()
            .value()
            .unwrap(),
        "continuous" => continuous_value(&a[..3], a[3], a[4], a[5]).unwrap(),
        "margin_immediate" => margin(MarginTiming::Immediate),
        "margin_after_renewal" => margin(MarginTiming::AfterRenewal),
        "margin_end_of_period" => margin(MarginTiming::EndOfPeriod),
        "margin_mid_period" => margin(MarginTiming::MidPeriod),
        "optimum_acquisition" => return (optimum().acquisition, OPTIMUM),
        "optimum_retention" => return (optimum().retention, OPTIMUM),
        "optimum_equity" => optimum().equity,
        "points_goods" => points().goods(),
        "points_deferred" => points().deferred(),
        "points_first" => schedule()[0].revenue,
        "points_second" => schedule()[1].revenue,
        "points_catch_up" => return (schedule()[1].catch_up, 100.0 * CLOSE),
        "ahp_eigenvalue" => ahp().eigenvalue,
        "ahp_ratio" => return (ahp().consistency_ratio.unwrap(), 100.0 * CLOSE),
        "gini_biased_ten" | "gini_biased_ties" => gini(Gini::Biased),
        "gini_unbiased_ten" | "gini_unbiased_ties" => gini(Gini::Unbiased),
        _ if what.starts_with("markov_until_4_") => markov().values_until(4).unwrap()[index()],
        _ if what.starts_with("markov_stop_4_") => {
            markov().values_stopping(&[true, true, true, false, false]).unwrap()[index()]
        }
        _ if what.starts_with("markov_") => markov().values().unwrap()[index()],
        _ if what.starts_with("topsis_") => phones()[index()],
        _ if what.starts_with("ahp_") => ahp().weights[index()],
        _ => panic!("no test of {what}"),
    };
    (found, CLOSE)
}

fn phones() -> Vec<f64> {
    let (cost, benefit) = (Direction::Cost, Direction::Benefit);
    let criteria = Criteria::new(&[cost, benefit, benefit, benefit], &[0.25; 4]).unwrap();
    let columns: [&[f64]; 4] = [
        &[250.0, 200.0, 300.0, 275.0, 225.0],
        &[16.0, 16.0, 32.0, 32.0, 16.0],
        &[12.0, 8.0, 16.0, 8.0, 16.0],
        &[5.0, 3.0, 4.0, 4.0, 2.0],
    ];
    criteria.topsis(&columns).unwrap().unwrap()
}

#[test]
fn the_ranks_of_the_phones() {
    let order = key_accounts(&phones(), 1.0).unwrap();
    let mut ranks = [0; 5];
    order.iter().zip(1..).for_each(|(&row, rank)| ranks[row] = rank);
    assert_eq!(ranks, [3, 5, 1, 2, 4]);
}

/// A small generator for simulations, apart from the library's own.
fn uniform(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 11) as f64 / (1_u64 << 53) as f64
}

#[test]
fn markov_values_are_those_of_simulated_customers_in_every_state() {
    // Five states that all reach each other, none of which is left for good.
    let mut state = 99;
    let mut transition = Vec::new();
    for _ in 0..5 {
        let row: Vec<f64> = (0..5).map(|_| uniform(&mut state)).collect();
        let sum: f64 = row.iter().sum();
        transition.extend(row.iter().map(|p| p / sum));
    }
    let reward = [50.0, -4.0, 12.0, 0.0, -30.0];
    let model = MarkovValue::new(&transition, &reward, 0.25).unwrap();
    let values = model.values().unwrap();
    for (i, row) in transition.chunks_exact(5).enumerate() {
        let next: f64 = row.iter().zip(&values).map(|(p, v)| p * v).sum();
        assert!((values[i] - next / 1.25 - reward[i]).abs() < 1e-12);
    }
    for (start, value) in values.iter().enumerate() {
        let runs = 40_000;
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..runs {
            let (mut at, mut worth, mut factor) = (start, 0.0, 1.0);
            while factor > 1e-9 {
                worth += factor * reward[at];
                factor /= 1.25;
                let mut draw = uniform(&mut state);
                let row = &transition[5 * at..5 * at + 5];
                at = (0..4)
                    .find(|&to| {
                        draw -= row[to];
                        draw < 0.0
                    })
                    .unwrap_or(4);
            }
            sum += worth;
            squares += worth * worth;
        }
        let mean = sum / f64::from(runs);
        let error = ((squares / f64::from(runs) - mean * mean) / f64::from(runs)).sqrt();
        assert!((mean - value).abs() < 4.0 * error, "{start}: {mean} {error}");
    }
}

#[test]
fn residuals_of_large_models_are_rounding() {
    let mut state = 7;
    for states in [2, 30, 200] {
        let mut transition = Vec::new();
        for _ in 0..states {
            let row: Vec<f64> = (0..states).map(|_| uniform(&mut state)).collect();
            let sum: f64 = row.iter().sum();
            transition.extend(row.iter().map(|p| p / sum));
        }
        let reward: Vec<f64> = (0..states).map(|_| uniform(&mut state) - 0.3).collect();
        let model = MarkovValue::new(&transition, &reward, 0.1).unwrap();
        let values = model.values().unwrap();
        for (i, row) in transition.chunks_exact(states).enumerate() {
            let next: f64 = row.iter().zip(&values).map(|(p, v)| p * v).sum();
            let residual = values[i] - next / 1.1 - reward[i];
            assert!(residual.abs() < 1e-12, "{states} states: {residual}");
        }
    }
}

#[test]
fn every_method_is_worth_its_cash_flow() {
    let discount = 0.12;
    let recency =
        BergerNasr::by_recency(&[40.0; 9], &[4.0; 8], &[0.3, 0.2, 0.1], discount).unwrap();
    assert_eq!(recency.value().unwrap(), recency.cash_flow().present_value(discount).unwrap());
    let year = TenureProfit { base: 30.0, growth: 4.0, ..TenureProfit::default() };
    let tenure = tenure_value(&[year; 9], 70.0, 0.9, discount).unwrap();
    let flow = tenure_cash_flow(&[year; 9], 70.0, 0.9).unwrap();
    assert_eq!(tenure.value, flow.present_value(discount).unwrap());
    assert_eq!(tenure.payback, flow.payback(discount).unwrap());
    let years = [DwyerYear {
        retention: 0.7,
        orders_per_month: 0.5,
        amount: 60.0,
        variable_cost_share: 0.7,
        marketing: 900.0,
    }; 5];
    let cohort = Dwyer::new(1000.0, 5e4, discount).unwrap();
    let flow = cohort.cash_flow(&years).unwrap();
    let table = cohort.table(&years).unwrap();
    assert_eq!(table[4].cumulative, flow.present_value(discount).unwrap());
    // A cohort's constant profit per customer is the closed form of its margin.
    let plain = years.map(|year| DwyerYear { marketing: 0.0, ..year });
    let table = Dwyer::new(1000.0, 0.0, discount).unwrap().table(&plain).unwrap();
    let terms = MarginMultiple::new(discount).unwrap().with_horizon(5);
    let closed = 12.0 * 0.5 * 60.0 * 0.3 * terms.of(0.7).unwrap();
    assert!((table[4].per_customer / closed - 1.0).abs() < 1e-14);
    // One recency state, one margin: Markov, Berger-Nasr and the closed form agree.
    let markov = MarkovValue::recency(&[0.7], 40.0, 0.0, discount).unwrap().values().unwrap()[0];
    let endless = 40.0 * MarginMultiple::new(discount).unwrap().of(0.7).unwrap();
    assert!((markov / endless - 1.0).abs() < 1e-14);
}

#[test]
fn any_of_the_methods_can_be_simulated() {
    // The uncertain inputs of each method, and its value as a function of them.
    type Value = fn(&[f64]) -> habitue::Result<f64>;
    let methods: [(&[[f64; 3]], Value); 6] = [
        (
            &[[30.0, 40.0, 50.0], [0.7, 0.8, 0.9]],
            |x| Ok(x[0] * MarginMultiple::new(0.1)?.of(x[1])?),
        ),
        (&[[0.6, 0.65, 0.7], [600.0, 650.0, 700.0]], |x| {
            let year = DwyerYear {
                retention: x[0],
                orders_per_month: 0.5,
                amount: x[1],
                variable_cost_share: 0.75,
                marketing: 0.0,
            };
            Ok(Dwyer::new(1000.0, 0.0, 0.1)?.table(&[year; 4])?[3].per_customer)
        }),
        (&[[0.2, 0.3, 0.4], [35.0, 40.0, 45.0]], |x| {
            Ok(MarkovValue::recency(&[x[0], 0.2, 0.1], x[1], 4.0, 0.2)?.values()?[0])
        }),
        (&[[0.6, 0.75, 0.8], [200.0, 260.0, 300.0]], |x| {
            BergerNasr::constant(x[1], 50.0, 10, x[0], 0.2)?.value()
        }),
        (&[[0.8, 0.9, 1.0], [25.0, 30.0, 40.0]], |x| {
            let year = TenureProfit { base: x[1], ..TenureProfit::default() };
            Ok(tenure_value(&[year; 6], 50.0, x[0], 0.1)?.value)
        }),
        (&[[1.0, 2.0, 4.0], [80.0, 100.0, 110.0]], |x| {
            let sheet = Worksheet {
                sales: 50_000.0,
                sale_count: 500.0,
                cost_of_goods: 30_000.0,
                repeat_orders: x[0],
                marketing: 6_000.0,
                prospects: 2_000.0,
                new_customers: x[1],
            };
            sheet.cash_flow(0.5)?.present_value(0.1)
        }),
    ];
    for (inputs, value) in methods {
        let end = |at: usize| inputs.iter().map(|input| input[at]).collect::<Vec<f64>>();
        let (low, base, high) = (end(0), end(1), end(2));
        let inputs = Sensitivity::new(&base, &low, &high).unwrap();
        let simulated = inputs.simulate(value, 400, 0.9, 5).unwrap();
        let (least, most) = inputs.interval(value).unwrap();
        assert!(least < simulated.low && simulated.low < simulated.median);
        assert!(simulated.median < simulated.high && simulated.high < most);
        assert_eq!(inputs.tornado(value).unwrap().len(), 2);
    }
}

#[test]
fn optimal_spend_beats_a_fine_grid_of_many_firms() {
    let mut state = 3;
    for _ in 0..20 {
        let mut between = |low: f64, high: f64| low + (high - low) * uniform(&mut state);
        let acquisition = Response::new(between(0.1, 1.0), between(0.01, 0.3)).unwrap();
        let retention = Response::new(between(0.1, 0.95), between(0.01, 0.3)).unwrap();
        let margin = between(5.0, 200.0);
        let model = AcquisitionRetention::new(acquisition, retention, margin, 0.1).unwrap();
        let best = model.optimum();
        for i in 0..=120 {
            for j in 0..=120 {
                let (a, r) = (f64::from(i) * margin / 60.0, f64::from(j) * margin / 120.0);
                let equity = model.equity(a, r).unwrap();
                assert!(equity <= best.equity + 1e-12 * margin, "{model:?}: {a} {r}");
            }
        }
    }
}

#[test]
fn tiers_of_the_published_sizes() {
    // Shares of customers from the top: 1/4/15/80, 1/19/30/50, 20/30/50; and 80/15/5 % of
    // the value.
    let parts =
        |pyramid: Pyramid| -> Vec<f64> { pyramid.tiers().iter().map(|tier| tier.part).collect() };
    assert_eq!(parts(Pyramid::curry()), [1.0, 4.0, 15.0, 80.0]);
    assert_eq!(parts(Pyramid::vip()), [1.0, 19.0, 30.0, 50.0]);
    assert_eq!(parts(Pyramid::abc()), [20.0, 30.0, 50.0]);
    assert_eq!(parts(Pyramid::abc_by_value()), [80.0, 15.0, 5.0]);
    assert_eq!(Pyramid::abc_by_value().by(), By::Value);
}

#[test]
fn tiers_partition_the_customers_and_their_cents() {
    let mut state = 11;
    let cents: Vec<i64> =
        (0..5_000).map(|_| (uniform(&mut state) * 200_000.0) as i64 - 20_000).collect();
    let other: Vec<i64> = cents.iter().map(|value| value * 3 % 7_919).collect();
    for pyramid in [Pyramid::curry(), Pyramid::vip(), Pyramid::abc(), Pyramid::abc_by_value()] {
        let found = pyramid.assign(&cents).unwrap();
        let totals: i64 = found.statistics.iter().map(|tier| tier.total).sum();
        assert_eq!(totals, cents.iter().sum::<i64>());
        let tiers = pyramid.tiers().len();
        let economics = TierStatistics::of(&other, &found.tier, tiers).unwrap();
        assert_eq!(economics.iter().map(|tier| tier.total).sum::<i64>(), other.iter().sum::<i64>());
        assert_eq!(economics.iter().map(|tier| tier.customers).sum::<u64>(), 5_000);
        assert!(found.tier.iter().all(|tier| (1..=tiers as i32).contains(tier)));
    }
}

#[test]
fn tiers_of_a_ledger_add_up_to_its_cents() {
    let text = include_str!("../../examples/data/cdnow_sample.csv");
    // The ledger by hand: cents, as they are written.
    let cents: i64 = text
        .lines()
        .skip(1)
        .map(|line| {
            let (whole, part) = line.rsplit(',').next().unwrap().split_once('.').unwrap();
            assert_eq!(part.len(), 2, "{line}");
            100 * whole.parse::<i64>().unwrap() + part.parse::<i64>().unwrap()
        })
        .sum();
    let mut summary = Summary::new(Rules::money(Currency::USD));
    let format = TransactionFormat::new("customer", "date", "amount").with_integer_keys();
    summary.read_csv(text.as_bytes(), &format, &mut Job::new()).unwrap();
    let window = Window::until(Day::parse("1998-06-30").unwrap());
    let table = summary.table(&window, &Convention::btyd(Unit::Day)).unwrap();
    let spend: Vec<i64> = table.total_spend().collect();
    for pyramid in [Pyramid::curry(), Pyramid::vip(), Pyramid::abc(), Pyramid::abc_by_value()] {
        let tiers = pyramid.assign(&spend).unwrap();
        let (totals, customers) = tiers
            .statistics
            .iter()
            .fold((0, 0), |(total, n), tier| (total + tier.total, n + tier.customers));
        assert_eq!((totals, customers), (cents, 2_357));
    }
    let whole = Concentration::of(&spend).unwrap();
    assert_eq!(whole.total(), cents);
}

#[test]
fn degenerate_input_is_an_error_or_what_the_documents_say() {
    let kind = |result: habitue::Result<f64>| result.unwrap_err().kind();
    // Retained for ever, not discounted.
    let undiscounted = MarginMultiple::new(0.0).unwrap();
    assert_eq!(kind(undiscounted.of(1.0)), ErrorKind::Undefined);
    assert_eq!(undiscounted.with_horizon(3).of(1.0).unwrap(), 3.0);
    // A discount rate at or below -100 %.
    for rate in [-1.0, -2.0, f64::NEG_INFINITY] {
        let bad = [
            discount_factor(rate, 1.0).map(|_| ()),
            MarginMultiple::new(rate).map(|_| ()),
            Dwyer::new(1.0, 0.0, rate).map(|_| ()),
            BergerNasr::constant(1.0, 1.0, 1, 0.5, rate).map(|_| ()),
            continuous_value(&[1.0], 1.0, 0.5, rate).map(|_| ()),
            MarkovValue::new(&[1.0], &[1.0], rate).map(|_| ()),
            tenure_value(&[TenureProfit::default()], 0.0, 1.0, rate).map(|_| ()),
            CashFlow::of([(0.0, 1.0)]).and_then(|flow| flow.present_value(rate)).map(|_| ()),
            CashFlow::of([(0.0, 1.0)]).and_then(|flow| flow.payback(rate)).map(|_| ()),
            CashFlow::of([(0.0, 1.0)]).and_then(|flow| flow.table(rate)).map(|_| ()),
        ];
        for found in bad {
            let error = found.unwrap_err();
            assert!(
                matches!(error.kind(), ErrorKind::OutOfRange | ErrorKind::NotFinite),
                "{error}"
            );
            assert!(error.to_string().contains("-100 %"), "{error}");
        }
    }
    // A rate between -100 % and 0 is legal where the sum ends.
    assert!(BergerNasr::constant(1.0, 1.0, 5, 0.5, -0.5).unwrap().value().unwrap().is_finite());
    // An absorbing state without exit that earns: infinite undiscounted, finite discounted.
    let trap = |rate| MarkovValue::new(&[0.5, 0.5, 0.0, 1.0], &[0.0, 2.0], rate).unwrap();
    assert_eq!(trap(0.0).values().unwrap_err().kind(), ErrorKind::Undefined);
    assert_eq!(trap(0.0).improve().unwrap_err().kind(), ErrorKind::Undefined);
    assert!((trap(0.25).values().unwrap()[1] - 10.0).abs() < 1e-13);
    assert_eq!(trap(0.0).values_until(9).unwrap()[1], 20.0);
    // Stopping there makes it finite without discounting, too.
    assert_eq!(trap(0.0).values_stopping(&[true, false]).unwrap(), [0.0, 0.0]);
    // Zero or negative totals have no shares; one customer is the whole top.
    for values in [&[0.0, 0.0][..], &[-5.0, 3.0][..]] {
        let whole = Concentration::of(values).unwrap();
        assert_eq!(whole.share_of_top(0.2).unwrap(), None);
        assert_eq!(whole.top_share_giving(0.8).unwrap(), None);
        let tiers = Pyramid::abc().assign(values).unwrap();
        assert!(tiers.statistics.iter().all(|tier| tier.value_share.is_none()));
    }
    let one = Pyramid::curry().assign(&[7.0]).unwrap();
    assert_eq!((one.tier[0], one.statistics[0].value_share), (1, Some(1.0)));
    assert_eq!(Concentration::of(&[7.0]).unwrap().gini(Gini::Biased), Some(0.0));
    assert_eq!(key_accounts(&[7.0], 0.2).unwrap(), [0]);
    // All equal: one tier by the default tie rule, no inequality, no closeness.
    let equal = Pyramid::abc().assign(&[4.0; 10]).unwrap();
    assert!(equal.tier.iter().all(|&tier| tier == 1));
    assert_eq!(Concentration::of(&[4.0; 10]).unwrap().gini(Gini::Unbiased), Some(0.0));
    let criteria = Criteria::new(&[Direction::Benefit], &[1.0]).unwrap();
    assert_eq!(criteria.topsis(&[&[4.0; 10]]).unwrap(), None);
    assert_eq!(key_accounts(&[4.0; 10], 0.2).unwrap().len(), 10);
    // Nobody at all.
    assert_eq!(Pyramid::abc().assign::<f64>(&[]).unwrap_err().kind(), ErrorKind::Empty);
}
