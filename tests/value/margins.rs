//! Costs and margins from the ledger to the tiers: laws over random logs.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic as tests do")]

use std::collections::{BTreeMap, BTreeSet};

use habitue::customer::Key;
use habitue::error::ErrorKind;
use habitue::ledger::{
    Amounts, Columns, Costing, Ledger, MissingCosts, Refunds, Rules, Times, Transaction,
};
use habitue::money::{Currency, Money};
use habitue::summary::{Convention, Margins, Summary, Table};
use habitue::time::{Day, Unit, Window};
use habitue::value::{Concentration, Pyramid, TierStatistics};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Customer, day, amount, and the cost where it is known.
type Row = (i64, i32, i64, Option<i64>);

fn logs() -> impl Strategy<Value = Vec<Row>> {
    let cost = proptest::option::weighted(0.8, -3_000_i64..15_000);
    let row = (-3_i64..30, 16_400_i32..16_500, -5_000_i64..20_000, cost);
    proptest::collection::vec(row, 0..300)
}

fn window() -> Window {
    Window::until(Day::from_number(16_450).unwrap())
        .with_start(Day::from_number(16_405).unwrap())
        .unwrap()
        .with_holdout_until(Day::from_number(16_490).unwrap())
        .unwrap()
}

fn rules(refunds: Refunds) -> Rules {
    Rules::money(Currency::USD)
        .with_refunds(refunds)
        .with_costs(MissingCosts::assume(0.25).unwrap())
}

fn dollars(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn transaction<'a>(key: Key<'a>, row: &Row) -> Transaction<'a> {
    let (_, day, minor, cost) = *row;
    let bought = Transaction::new(key, Day::from_number(day).unwrap(), dollars(minor));
    cost.map_or(bought, |cost| bought.with_cost(dollars(cost)))
}

fn name(key: i64) -> String {
    format!("客{key}")
}

fn one_by_one(log: &[Row], rules: Rules, text: bool) -> Summary {
    let mut summary = Summary::new(rules);
    for row in log {
        let name = name(row.0);
        let key = if text { Key::from(&name) } else { Key::from(row.0) };
        summary.update(&transaction(key, row)).unwrap();
    }
    summary
}

fn from_columns(log: &[Row], rules: Rules, threads: usize) -> Summary {
    let keys: Vec<i64> = log.iter().map(|row| row.0).collect();
    let days: Vec<i32> = log.iter().map(|row| row.1).collect();
    let minor: Vec<i64> = log.iter().map(|row| row.2).collect();
    let costs: Vec<i64> = log.iter().map(|row| row.3.unwrap_or(i64::MAX)).collect();
    let known: Vec<u8> = log.iter().map(|row| u8::from(row.3.is_some())).collect();
    let columns = Columns::new(keys.as_slice(), Times::Days(&days))
        .and_then(|columns| columns.with_amounts(Amounts::Minor(&minor)))
        .and_then(|columns| columns.with_costs(Costing::Cost(Amounts::Minor(&costs))))
        .and_then(|columns| columns.with_known_costs(&known))
        .unwrap();
    let mut summary = Summary::new(rules).with_threads(threads);
    summary.push_columns(&columns).unwrap();
    summary
}

fn table(summary: &Summary, convention: &Convention) -> Table {
    summary.table(&window(), convention).unwrap()
}

/// Four times the margin of a row by the definition: a quarter of the amount where the cost is not
/// known.
fn quarters(row: &Row) -> i64 {
    row.3.map_or(row.2, |cost| 4 * (row.2 - cost))
}

/// A fourth, to the nearest cent, a tie to the even one.
fn fourth(quarters: i64) -> i64 {
    let (whole, rest) = (quarters.div_euclid(4), quarters.rem_euclid(4));
    whole + i64::from(rest == 3 || (rest == 2 && whole.rem_euclid(2) == 1))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Single updates in any order, columns on any number of threads, a ledger and merged parts
    /// give the same table.
    #[test]
    fn however_they_come_the_margins_are_the_same(
        (log, shuffled) in logs().prop_flat_map(|log| (Just(log.clone()), Just(log).prop_shuffle())),
        cut in 0_usize..300,
    ) {
        let rules = rules(Refunds::Net);
        let convention = Convention::lifetimes(Unit::Week);
        let expected = table(&from_columns(&log, rules, 1), &convention);
        prop_assert_eq!(&table(&from_columns(&shuffled, rules, 2), &convention), &expected);
        prop_assert_eq!(&table(&one_by_one(&shuffled, rules, false), &convention), &expected);
        let rows = shuffled.iter().map(|row| transaction(Key::from(row.0), row));
        let ledger = Ledger::from_transactions(rows, rules).unwrap();
        let summary = Summary::from_ledger(&ledger).unwrap();
        prop_assert_eq!(&table(&summary, &convention), &expected);
        let (first, second) = shuffled.split_at(cut.min(log.len()));
        let mut merged = one_by_one(first, rules, false);
        merged.merge(&from_columns(second, rules, 1)).unwrap();
        prop_assert_eq!(&table(&merged, &convention), &expected);

        let mut named = one_by_one(first, rules, true);
        named.merge(&one_by_one(second, rules, true)).unwrap();
        let named = table(&named, &convention);
        for row in expected.rows() {
            let Key::Integer(key) = row.key else { unreachable!("the keys are integers") };
            let at = named.find(&Key::from(&name(key))).unwrap();
            prop_assert_eq!(named.row(at).unwrap().margins, row.margins);
        }
        prop_assert_eq!(named.audit(), expected.audit());

        let mut live = one_by_one(first, rules, false).live(&window(), &convention).unwrap();
        for row in second {
            live.update(&transaction(Key::from(row.0), row)).unwrap();
        }
        for row in expected.rows() {
            prop_assert_eq!(live.row(&row.key).unwrap(), Some(row));
        }
        // Who is erased takes the margins along.
        if let Some(row) = expected.row(0) {
            merged.erase(&row.key);
            let rest: Vec<Row> =
                log.iter().filter(|other| Key::from(other.0) != row.key).copied().collect();
            let left = table(&merged, &convention);
            prop_assert_eq!(left.profit(), table(&one_by_one(&rest, rules, false), &convention).profit());
        }
    }

    /// The margins of each customer are those that the definition gives, day by day.
    #[test]
    fn margins_are_those_of_the_definition(log in logs()) {
        let rules = rules(Refunds::Keep);
        let table = table(&from_columns(&log, rules, 1), &Convention::btyd(Unit::Day));
        let mut days: BTreeMap<(i64, i32), (i64, bool)> = BTreeMap::new();
        for row in log.iter().filter(|row| (16_405..=16_490).contains(&row.1)) {
            let (left, bought) = days.entry((row.0, row.1)).or_default();
            *left += quarters(row);
            *bought |= row.2 >= 0;
        }
        let mut sums: BTreeMap<i64, Margins> = BTreeMap::new();
        let mut repeats: BTreeSet<i64> = BTreeSet::new();
        for ((key, day), (left, bought)) in days {
            match sums.get_mut(&key) {
                None if !bought => {}
                // What refunds alone leave is of the purchase before them.
                Some(found) if !bought && day <= 16_450 && !repeats.contains(&key) => {
                    found.first += left;
                    found.total += left;
                }
                None if day <= 16_450 => {
                    let mut margins = Margins::default();
                    (margins.first, margins.total) = (left, left);
                    sums.insert(key, margins);
                }
                None => {}
                Some(found) if day <= 16_450 => {
                    repeats.insert(key);
                    found.repeat += left;
                    found.total += left;
                }
                Some(found) => found.holdout += left,
            }
        }
        let rounded = |mut it: Margins| {
            for part in [&mut it.first, &mut it.repeat, &mut it.total, &mut it.holdout] {
                *part = fourth(*part);
            }
            it
        };
        let expected: BTreeMap<i64, Margins> =
            sums.into_iter().map(|(key, sums)| (key, rounded(sums))).collect();
        let found: BTreeMap<i64, Margins> = table
            .rows()
            .map(|row| match row.key {
                Key::Integer(key) => (key, row.margins.unwrap()),
                _ => unreachable!("the keys are integers"),
            })
            .collect();
        prop_assert_eq!(found, expected);
        let assumed = log.iter().filter(|row| row.3.is_none()).count();
        prop_assert_eq!(table.audit().assumed_rows, assumed as u64);
    }

    /// Where each row leaves three times its amount, every sum of margins is three times that of
    /// the amounts, dropped and left-out rows included.
    #[test]
    fn margins_follow_the_occasions_of_the_amounts(log in logs(), unit in 0_usize..3) {
        let unit = [Unit::Day, Unit::Week, Unit::Month][unit];
        let rules = Rules::money(Currency::USD)
            .with_refunds(Refunds::Net)
            .with_costs(MissingCosts::Assume(Decimal::from(3)));
        let log: Vec<Row> = log.into_iter().map(|(key, day, minor, _)| (key, day, minor, None)).collect();
        let table = table(&from_columns(&log, rules, 1), &Convention::lifetimes(unit));
        let thrice = |spend: &[i64]| spend.iter().map(|spend| 3 * spend).collect::<Vec<_>>();
        prop_assert_eq!(table.first_margin().unwrap(), thrice(table.first_spend()));
        prop_assert_eq!(table.repeat_margin().unwrap(), thrice(table.repeat_spend()));
        prop_assert_eq!(table.holdout_margin().unwrap(), thrice(table.holdout_spend()));
        let audit = table.audit();
        prop_assert_eq!(audit.dropped_margin, 3 * audit.dropped_spend);
        prop_assert_eq!(audit.outside_margin, 3 * audit.outside_spend);
        prop_assert_eq!(audit.uncalibrated_margin, 3 * audit.uncalibrated_spend);
        let mut rate = vec![0.0; table.len()];
        table.margin_rate_into(&mut rate).unwrap();
        prop_assert!(rate.iter().all(|rate| *rate == 3.0));
    }

    /// Tiers are a partition: customers, revenue and profit of the tiers add up to those of the
    /// ledger, the revenue to the cent.
    #[test]
    fn tiers_add_up_to_the_ledger(log in logs(), preset in 0_usize..4) {
        let table = table(&from_columns(&log, rules(Refunds::Net), 1), &Convention::btyd(Unit::Day));
        prop_assume!(!table.is_empty());
        let (revenue, profit) = (table.total_spend().collect::<Vec<_>>(), table.profit().unwrap());
        let pyramid =
            [Pyramid::curry, Pyramid::vip, Pyramid::abc, Pyramid::abc_by_value][preset]();
        let tiers = pyramid.assign(&profit).unwrap();
        let count = pyramid.tiers().len();
        let by_revenue = TierStatistics::of(&revenue, &tiers.tier, count).unwrap();
        let audit = table.audit();
        let sum = |tiers: &[TierStatistics<i64>]| tiers.iter().map(|tier| tier.total).sum::<i64>();
        let holdout: i64 = table.holdout_spend().iter().sum();
        prop_assert_eq!(
            sum(&by_revenue) + holdout + audit.dropped_spend + audit.outside_spend + audit.uncalibrated_spend,
            log.iter().map(|row| row.2).sum::<i64>()
        );
        let holdout: i64 = table.holdout_margin().unwrap().iter().sum();
        let left = sum(&tiers.statistics) + holdout + audit.dropped_margin + audit.outside_margin
            + audit.uncalibrated_margin;
        // Each sum is rounded once: by half a cent or less.
        let roundings = 2 * table.len() as i64 + 3;
        prop_assert!((4 * left - log.iter().map(quarters).sum::<i64>()).abs() <= 2 * roundings);
        let customers: u64 = tiers.statistics.iter().map(|tier| tier.customers).sum();
        prop_assert_eq!(customers, table.len() as u64);
        prop_assert!(tiers.tier.iter().all(|tier| (1..=count as i32).contains(tier)));

        // The whale curve of the profit ends at all of it and peaks at the gains.
        let curve = Concentration::of(&profit).unwrap();
        let (gains, net) = (curve.gross(), curve.total());
        prop_assert_eq!(net, profit.iter().sum::<i64>());
        match curve.whale(profit.len() + 1).unwrap() {
            None => prop_assert!(net <= 0),
            Some(points) => {
                let top = points.iter().map(|point| point.1).fold(0.0, f64::max);
                prop_assert!((top - gains as f64 / net as f64).abs() < 1e-12 * top);
                prop_assert_eq!(points[profit.len()], (1.0, 1.0));
                prop_assert_eq!(curve.peak().unwrap().1, gains as f64 / net as f64);
            }
        }
    }
}

#[test]
fn what_is_refused_leaves_the_summary_as_it_was() {
    let rules = Rules::money(Currency::USD).with_costs(MissingCosts::Refuse);
    let day = Day::parse("2024-05-01").unwrap();
    let mut summary = Summary::new(rules);
    let error = summary.update(&Transaction::new(1, day, dollars(100))).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Missing, Some("cost")));
    let bought = Transaction::new(1, day, dollars(100)).with_cost(dollars(60));
    summary.update(&bought).unwrap();
    let plain = Rules::money(Currency::USD);
    let error = Summary::new(plain).update(&bought).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Inconsistent, Some("cost")));
    assert_eq!(summary.merge(&Summary::new(plain)).unwrap_err().kind(), ErrorKind::Argument);
    let columns = Columns::new([1_i64, 2].as_slice(), Times::Days(&[19_000, 19_001]))
        .and_then(|columns| columns.with_amounts(Amounts::Minor(&[1, 1])))
        .unwrap();
    assert_eq!(summary.push_columns(&columns).unwrap_err().row(), Some(0));
    let costs = columns.with_costs(Costing::Cost(Amounts::Minor(&[1, i64::MAX]))).unwrap();
    assert_eq!(summary.push_columns(&costs).unwrap_err().row(), Some(1));
    assert_eq!(
        columns.with_costs(Costing::Cost(Amounts::Minor(&[1]))).unwrap_err().kind(),
        ErrorKind::Length
    );
    assert_eq!(columns.with_known_costs(&[1]).unwrap_err().kind(), ErrorKind::Length);
    assert_eq!(summary.rows(), 1);

    let table = summary.table(&Window::until(day), &Convention::btyd(Unit::Day)).unwrap();
    assert_eq!((table.profit(), table.audit().assumed_rows), (Some(vec![40]), 0));
    assert_eq!(table.margin_rate_into(&mut []).unwrap_err().kind(), ErrorKind::Length);
    let none =
        Summary::new(plain).table(&Window::until(day), &Convention::btyd(Unit::Day)).unwrap();
    assert_eq!((none.profit(), none.first_margin()), (None, None));
    assert_eq!(none.margin_rate_into(&mut []).unwrap_err().kind(), ErrorKind::Missing);
    assert_eq!(none.mean_repeat_margin_into(&mut []).unwrap_err().kind(), ErrorKind::Missing);
}

/// A sale and its return leave no occasion, but the parcel was paid: the loss is accounted for.
#[test]
fn a_return_may_leave_a_loss_without_an_occasion() {
    let rules = rules(Refunds::Net);
    let log = [
        (1, 16_410, 2000, Some(1200)),
        (1, 16_410, -2000, Some(-1150)),
        (1, 16_420, 500, Some(200)),
    ];
    let table = table(&from_columns(&log, rules, 1), &Convention::btyd(Unit::Day));
    assert_eq!((table.profit(), table.audit().dropped_margin), (Some(vec![300]), -50));
}
