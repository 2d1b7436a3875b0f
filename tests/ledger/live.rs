//! A purchase arrives: live summaries and scores, against tables and whole columns.

use habitue::customer::Key;
use habitue::ledger::{Amounts, Columns, Rules, Times, Transaction};
use habitue::lifetime::{BgNbd, GammaGamma, Histories, PurchaseModel, Valuation};
use habitue::money::{Currency, Money};
use habitue::summary::{Convention, Summary};
use habitue::time::{Day, Phase, Unit, Window};
use habitue::value::Scorer;

/// Purchases in no order, from a fixed generator.
fn purchases() -> (Vec<i64>, Vec<i32>, Vec<i64>) {
    let mut state = 7u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    let mut columns = (vec![], vec![], vec![]);
    for _ in 0..3000 {
        columns.0.push(next(400) as i64);
        columns.1.push(19_000 + next(500) as i32);
        columns.2.push(100 + next(9000) as i64);
    }
    columns
}

#[test]
fn each_purchase_scored_alone_ends_where_the_night_ends() {
    let (customers, days, cents) = purchases();
    let window = Window::until(Day::from_number(19_499).unwrap());
    let convention = Convention::btyd(Unit::Week);
    let rules = Rules::money(Currency::EUR);
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let valuation = Valuation::new(52.0)
        .unwrap()
        .with_margin(0.3)
        .unwrap()
        .with_continuous_rate(0.002)
        .unwrap();

    // By night.
    let mut summary = Summary::new(rules);
    let columns = Columns::new(customers.as_slice(), Times::Days(&days))
        .unwrap()
        .with_amounts(Amounts::Minor(&cents))
        .unwrap();
    summary.push_columns(&columns).unwrap();
    let table = summary.table(&window, &convention).unwrap();
    let rows = Histories::new(table.x(), table.t_x(), table.t()).unwrap();
    let mut whole = [vec![0.0; rows.len()], vec![0.0; rows.len()], vec![0.0; rows.len()]];
    model.p_alive_into(&rows, &mut whole[0]).unwrap();
    model.expected_purchases_into(&rows, 39.0, &mut whole[1]).unwrap();
    let means = table.mean_repeat_spend();
    let spends: Vec<f64> = (table.x().iter().zip(&means))
        .map(|(&x, &mean)| spend.expected_spend(x, mean).unwrap())
        .collect();
    valuation.lifetime_value_into(&model, &rows, &spends, 2, &mut whole[2]).unwrap();

    // By day, half of them known before.
    let mut before = Summary::new(rules);
    let known = Columns::new(&customers[..1500], Times::Days(&days[..1500]))
        .unwrap()
        .with_amounts(Amounts::Minor(&cents[..1500]))
        .unwrap();
    before.push_columns(&known).unwrap();
    let mut live = before.live(&window, &convention).unwrap();
    let scorer = Scorer::new(model, 39.0, valuation)
        .unwrap()
        .with_spend(spend)
        .with_tiers(&[40.0, 5.0])
        .unwrap();
    let mut last = std::collections::HashMap::new();
    for row in 1500..customers.len() {
        let day = Day::from_number(days[row]).unwrap();
        let paid = Money::from_minor(cents[row], Currency::EUR);
        let score = scorer.rescore(&mut live, &Transaction::new(customers[row], day, paid));
        last.insert(customers[row], score.unwrap().score.unwrap());
    }
    assert!(last.len() > 300);
    for (customer, score) in last {
        let row = table.find(&Key::Integer(customer)).unwrap();
        let value = whole[2][row];
        let tier = if value >= 40.0 {
            1
        } else if value >= 5.0 {
            2
        } else {
            3
        };
        let found = (score.p_alive, score.expected_purchases, score.value, score.tier);
        assert_eq!(found, (whole[0][row], whole[1][row], value, tier), "{customer}");
    }
}

#[test]
fn columns_update_as_single_purchases_do_and_bad_ones_take_nothing_in() {
    let (customers, days, cents) = purchases();
    let window = Window::until(Day::from_number(19_400).unwrap());
    let convention = Convention::btyd(Unit::Day);
    let rules = Rules::money(Currency::EUR);
    let empty = || Summary::new(rules).live(&window, &convention).unwrap();
    let (mut one, mut all) = (empty(), empty());
    let columns = Columns::new(customers.as_slice(), Times::Days(&days))
        .unwrap()
        .with_amounts(Amounts::Minor(&cents))
        .unwrap();
    let mut seen = Vec::new();
    all.update_columns(&columns, |row, now| {
        seen.push((row, now.row.map(|now| (now.x, now.t_x, now.t, now.repeat_spend))));
    })
    .unwrap();
    for (row, found) in seen {
        let day = Day::from_number(days[row]).unwrap();
        let paid = Money::from_minor(cents[row], Currency::EUR);
        let now = one.update(&Transaction::new(customers[row], day, paid)).unwrap();
        assert_eq!(found, now.row.map(|now| (now.x, now.t_x, now.t, now.repeat_spend)), "{row}");
    }

    let mut live = empty();
    let bad = [5, i64::MAX, 7];
    let columns = Columns::new(&customers[..3], Times::Days(&days[..3]))
        .unwrap()
        .with_amounts(Amounts::Minor(&bad))
        .unwrap();
    let error = live.update_columns(&columns, |_, _| unreachable!()).unwrap_err();
    assert_eq!(error.row(), Some(1), "{error}");
    assert!(live.row(&Key::Integer(customers[0])).unwrap().is_none());
}

#[test]
fn what_cannot_be_scored_is_taken_in_and_said() {
    let window = Window::until(Day::from_number(100).unwrap());
    let rules = Rules::money(Currency::EUR);
    let mut live = Summary::new(rules).live(&window, &Convention::btyd(Unit::Day)).unwrap();
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
    let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
    let scorer = Scorer::new(model, 39.0, Valuation::new(52.0).unwrap()).unwrap().with_spend(spend);
    let mut buys = |day: i32, cents: i64| {
        let paid = Money::from_minor(cents, Currency::EUR);
        let day = Day::from_number(day).unwrap();
        let score = scorer.rescore(&mut live, &Transaction::new(1, day, paid));
        (score, live.row(&Key::Integer(1)).unwrap().map(|row| (row.x, row.repeat_spend)))
    };
    // After the window: nobody yet.
    let (score, row) = buys(101, 5);
    let now = score.unwrap();
    assert_eq!((now.phase, now.row, now.score, row), (Phase::After, None, None, None));
    assert_eq!(buys(7, 500).1, Some((0, 0)));
    // A refused amount leaves the customer as they were.
    let (refused, row) = buys(9, -1);
    assert_eq!((refused.unwrap_err().column(), row), (Some("amount"), Some((0, 0))));
    // A gift is an occasion, but spend that is all zero has no Gamma-Gamma.
    let (unscored, row) = buys(9, 0);
    assert_eq!((unscored.unwrap_err().column(), row), (Some("mean_spend"), Some((1, 0))));
    let (scored, row) = buys(11, 700);
    assert_eq!((scored.unwrap().score.is_some(), row), (true, Some((2, 700))));
}

#[test]
fn who_is_forgotten_leaves_the_others_and_can_come_back() {
    let (customers, days, cents) = purchases();
    let window = Window::until(Day::from_number(19_499).unwrap());
    let convention = Convention::btyd(Unit::Day);
    let rules = Rules::money(Currency::EUR);
    let mut live = Summary::new(rules).live(&window, &convention).unwrap();
    let mut kept = Summary::new(rules);
    for (row, &customer) in customers.iter().enumerate() {
        let day = Day::from_number(days[row]).unwrap();
        let paid = Money::from_minor(cents[row], Currency::EUR);
        let transaction = Transaction::new(customer, day, paid);
        live.update(&transaction).unwrap();
        // Every third customer is forgotten half-way.
        if row >= 1500 || customer % 3 != 0 {
            kept.update(&transaction).unwrap();
        }
        if row + 1 == 1500 {
            for customer in (0..400).filter(|customer| customer % 3 == 0) {
                let known = customers[..1500].contains(&customer);
                assert_eq!(live.forget(&Key::Integer(customer)), known, "{customer}");
                assert!(!live.forget(&Key::Integer(customer)), "{customer}");
            }
        }
    }
    let table = kept.table(&window, &convention).unwrap();
    for customer in 0..400 {
        let key = Key::Integer(customer);
        let row = table.find(&key).map(|at| table.row(at).unwrap());
        assert_eq!(live.row(&key).unwrap(), row, "{customer}");
    }
}
