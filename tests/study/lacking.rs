//! Figures of bases that lack something: amounts, a test, repeat purchases, customers, costs.

use habitue::Progress;
use habitue::ledger::{MissingCosts, Rules, Transaction};
use habitue::lifetime::{BgNbd, Simulation};
use habitue::money::{Currency, Money};
use habitue::study::{
    ListKind, ModelRule, SplitRule, Study, StudyOptions, ValueBasis, Withheld, WithheldReason,
};
use habitue::summary::Summary;
use habitue::time::Day;

/// Some customers drawn from a BG/NBD who join over half a year and are watched for two years.
fn drawn(customers: usize, rules: Rules, cost: Option<f64>) -> Summary {
    let model = BgNbd::new(0.5, 6.0, 0.8, 2.5).unwrap();
    let ages: Vec<f64> = (0..customers).map(|row| 104.0 - (row % 26) as f64).collect();
    let base = Simulation::new(3).with_every_purchase().run(&model, &ages).unwrap();
    let start = Day::parse("2021-01-04").unwrap().number();
    let mut summary = Summary::new(rules);
    for (customer, time) in base.purchases.customer.iter().zip(&base.purchases.time) {
        let row = *customer as usize;
        let day = start + (((row % 26) as f64 + time) * 7.0) as i32;
        let day = Day::from_number(day).unwrap();
        // What a customer spends has nothing to do with how often: 11 to 60, by the number.
        let paid = Money::from_minor(1_100 + 700 * (row as i64 * 7 % 8), Currency::EUR);
        let key = row as i64;
        let transaction = match rules.currency() {
            None => Transaction::visit(key, day),
            Some(_) => Transaction::new(key, day, paid),
        };
        let transaction = match cost {
            None => transaction,
            Some(share) => {
                let cost = Money::from_minor(
                    (paid.to_minor().unwrap() as f64 * share) as i64,
                    Currency::EUR,
                );
                transaction.with_cost(cost)
            }
        };
        summary.update(&transaction).unwrap();
    }
    summary
}

fn study(summary: &Summary, options: &StudyOptions) -> Study {
    Study::of(summary, options, None, &mut Progress::silent()).unwrap()
}

fn options() -> StudyOptions {
    let kind = ModelRule::Kind(habitue::lifetime::Model::MBG_NBD);
    StudyOptions::new().with_model(kind).unwrap().with_futures(100)
}

#[test]
fn without_amounts_tiers_are_of_purchases() {
    let study = study(&drawn(800, Rules::visits(), None), &options());
    let figures = &study.figures;
    assert_eq!(figures.basis, ValueBasis::Purchases);
    let test = figures.test.as_ref().unwrap();
    let tiers = test.tiers.as_ref().unwrap();
    assert_eq!(
        tiers.so_far,
        f64::from(study.test.as_ref().unwrap().table.x().iter().sum::<u32>())
            + tiers.customers as f64
    );
    let came: u32 = study.test.as_ref().unwrap().table.holdout_x().iter().sum();
    assert_eq!(tiers.came, Some(f64::from(came)));
    let futures = figures.futures.as_ref().unwrap();
    assert!(futures.money.is_none());
    let sum: f64 = futures.tiers.iter().filter_map(|tier| Some(tier.forecast?.expected)).sum();
    assert!((sum - futures.purchases.expected).abs() < 1e-9 * sum);
    for row in &figures.customers.rows {
        assert_eq!((row.revenue, row.profit, row.value, row.rfm[2]), (None, None, None, 0));
        assert!(row.chance_to_buy.is_some() && row.tier.is_some());
    }
}

#[test]
fn without_a_test_nothing_is_checked() {
    let options = options().with_split(SplitRule::None);
    let study = study(&drawn(400, Rules::money(Currency::EUR), None), &options);
    let figures = &study.figures;
    assert!(figures.test.is_none());
    assert!(matches!(
        figures.now.alive_check,
        Err(Withheld { reason: WithheldReason::NoHoldout, .. })
    ));
    let tiers = figures.now.tiers.as_ref().unwrap();
    assert!(tiers.came.is_none() && tiers.rows.iter().all(|row| row.test.is_none()));
    assert!(figures.now.lists.as_ref().unwrap().lists.iter().all(|list| list.check.is_none()));
    let tracking = figures.tracking.as_ref().unwrap();
    assert!(tracking.test.is_none() && tracking.periods.iter().all(|period| !period.test));
    let futures = figures.futures.as_ref().unwrap();
    assert_eq!((futures.purchases.miss, futures.purchases.if_it_errs_again), (None, None));
    assert_eq!(futures.purchases.widened, futures.purchases.if_model_holds);
}

#[test]
fn known_costs_make_profit_of_revenue() {
    let rules = Rules::money(Currency::EUR).with_costs(MissingCosts::Refuse);
    let with = study(&drawn(300, rules, Some(0.6)), &options());
    let without =
        study(&drawn(300, Rules::money(Currency::EUR), None), &options().with_margin(0.4).unwrap());
    assert_eq!(
        (with.figures.basis, without.figures.basis),
        (ValueBasis::Profit, ValueBasis::Margin)
    );
    let value = |study: &Study| study.figures.now.tiers.as_ref().unwrap().expected;
    // Costs are 60 % of each amount, to the cent.
    assert!((value(&with) / value(&without) - 1.0).abs() < 1e-3);
    let row = &with.figures.customers.rows[0];
    assert!(
        (row.profit.unwrap() - 0.4 * row.revenue.unwrap()).abs()
            < 0.01 * f64::from(row.frequency + 1)
    );
}

#[test]
fn where_nobody_came_back_what_was_seen_is_left() {
    let mut summary = Summary::new(Rules::money(Currency::EUR));
    for customer in 0..200_i64 {
        let day = Day::from_number(18_631 + customer as i32).unwrap();
        let paid = Money::from_minor(1_000 + customer, Currency::EUR);
        summary.update(&Transaction::new(customer, day, paid)).unwrap();
    }
    let study = study(&summary, &StudyOptions::new());
    let figures = &study.figures;
    assert!(figures.now.tiers.is_err() && figures.futures.is_err() && figures.now.lists.is_err());
    assert_eq!(figures.customers.rows.len(), 200);
    let grid: u64 = figures.now.rfm_grid.cells.iter().flatten().map(|cell| cell.customers).sum();
    assert_eq!(grid, 200);
    for row in &figures.customers.rows {
        assert!(row.revenue.is_some() && row.chance_to_buy.is_none() && row.tier.is_none());
    }
    let again = figures.bought_again.as_ref().unwrap();
    assert_eq!((again.curves.len(), again.curves[0].end.share), (1, 0.0));
}

#[test]
fn one_customer_is_a_base() {
    for visits in [1, 2, 30] {
        let mut summary = Summary::new(Rules::money(Currency::EUR));
        for visit in 0..visits {
            let day = Day::from_number(18_631 + 11 * visit).unwrap();
            let paid = Money::from_minor(2_500, Currency::EUR);
            summary.update(&Transaction::new("Ada", day, paid)).unwrap();
        }
        let study = study(&summary, &StudyOptions::new().with_futures(100));
        assert_eq!(study.figures.customers.rows[0].key, "Ada");
    }
}

#[test]
fn threads_do_not_change_a_bit() {
    let summary = drawn(300, Rules::money(Currency::EUR), None);
    let figures =
        |threads| format!("{:?}", study(&summary, &options().with_threads(threads)).figures);
    assert_eq!(figures(1), figures(3));
}

#[test]
fn rules_of_the_lists_are_kept() {
    let study = study(&drawn(800, Rules::money(Currency::EUR), None), &options());
    let figures = &study.figures;
    let lists = figures.now.lists.as_ref().unwrap();
    for list in &lists.lists {
        for row in list.rows.iter().map(|row| &figures.customers.rows[*row]) {
            let (tier, chance, silence) =
                (row.tier.unwrap(), row.chance_to_buy.unwrap(), row.age - row.recency);
            match list.kind {
                ListKind::Thank => assert!(tier <= 2 && chance >= lists.likely),
                ListKind::Call => {
                    let usual = row.recency / f64::from(row.frequency);
                    assert!(tier <= 3 && silence >= lists.gaps * usual);
                }
                ListKind::Mail => assert!(row.frequency == 0 && silence >= lists.once),
                _ => assert_eq!(list.kind, ListKind::BringOn),
            }
        }
        assert!(list.rows.is_sorted_by(|a, b| {
            let value = |row: &usize| figures.customers.rows[*row].value.unwrap();
            value(a) >= value(b)
        }));
    }
}
