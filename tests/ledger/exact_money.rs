//! Exact sums of money: amounts with more decimals than their currency, plain numbers, refunds
//! and purchases of nothing, against the definition in exact decimals.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic as tests do")]

use std::collections::BTreeMap;

use habitue::Progress;
use habitue::customer::{Key, TextColumn};
use habitue::error::ErrorKind;
use habitue::ledger::{
    Amounts, Columns, Ledger, MissingCosts, Refunds, Rules, Times, Transaction, TransactionFormat,
};
use habitue::money::{Currency, Money, Rounding};
use habitue::summary::{Convention, Summary, Table};
use habitue::time::{Day, Unit, Window};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

/// Customer, day, amount.
type Row = (i64, i32, Decimal);

const FIRST: i32 = 16_400;
const CALIBRATION_END: i32 = 16_410;
const HOLDOUT_END: i32 = 16_415;

fn window() -> Window {
    let day = |number| Day::from_number(number).unwrap();
    Window::until(day(CALIBRATION_END)).with_holdout_until(day(HOLDOUT_END)).unwrap()
}

fn rules() -> Rules {
    Rules::money(Currency::EUR).with_rounding(Rounding::HalfEven)
}

fn table(summary: &Summary) -> Table {
    summary.table(&window(), &Convention::btyd(Unit::Day)).unwrap()
}

fn transaction(row: &Row) -> Transaction<'static> {
    Transaction::new(row.0, Day::from_number(row.1).unwrap(), Money::new(row.2, Currency::EUR))
}

fn one_by_one(log: &[Row], rules: Rules) -> Summary {
    let mut summary = Summary::new(rules);
    log.iter().for_each(|row| summary.update(&transaction(row)).unwrap());
    summary
}

/// The log as columns, the amounts as text or as floats.
fn at_once(log: &[Row], rules: Rules, floats: bool) -> Summary {
    let keys: Vec<i64> = log.iter().map(|row| row.0).collect();
    let days: Vec<i32> = log.iter().map(|row| row.1).collect();
    let mut texts = TextColumn::with_capacity(log.len(), 8 * log.len());
    log.iter().for_each(|row| texts.push(&row.2.to_string()));
    let values: Vec<f64> = log.iter().map(|row| row.2.to_string().parse().unwrap()).collect();
    let amounts = if floats { Amounts::Float(&values) } else { Amounts::Decimal(texts.as_texts()) };
    let columns = Columns::new(keys.as_slice(), Times::Days(&days))
        .and_then(|columns| columns.with_amounts(amounts))
        .unwrap();
    let mut summary = Summary::new(rules).with_threads(2);
    summary.push_columns(&columns).unwrap();
    summary
}

fn from_csv(log: &[Row], rules: Rules) -> Summary {
    let mut csv = "who,when,paid\n".to_owned();
    for (key, day, amount) in log {
        csv += &format!("{key},{},{amount}\n", Day::from_number(*day).unwrap());
    }
    let format = TransactionFormat::new("who", "when", "paid").with_integer_keys();
    let read = Ledger::read_csv(csv.as_bytes(), &format, &rules, &mut Progress::silent());
    Summary::from_ledger(&read.unwrap().0).unwrap()
}

/// Day, spend, whether in the holdout and whether an occasion, of the rows of each customer.
fn merged_occasions(summary: &Summary) -> Vec<Vec<(i32, i64, bool, bool)>> {
    let occasions = summary.occasions(&window(), &Convention::btyd(Unit::Day)).unwrap();
    let mut rows: Vec<Vec<_>> = vec![Vec::new(); table(summary).len()];
    for row in occasions.rows() {
        rows[row.owner].push((row.at.day().number(), row.spend, row.holdout, row.counts));
    }
    rows
}

/// What became of a customer by the definition.
#[derive(Debug, Default, PartialEq)]
struct Expected {
    x: u32,
    first: Decimal,
    repeat: Decimal,
    holdout_x: u32,
    holdout: Decimal,
}

fn cents(amount: Decimal) -> i64 {
    let cents = (amount * Decimal::from(100))
        .round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven);
    i64::try_from(cents).unwrap()
}

/// Whether an amount is a purchase of nothing: it rounds to nothing.
fn free(amount: Decimal) -> bool {
    cents(amount) == 0
}

/// The customers by the definition, day by day, with refunds netted or kept.
fn defined(log: &[Row], net: bool) -> (BTreeMap<i64, Expected>, Decimal) {
    let mut days: BTreeMap<(i64, i32), (Decimal, bool, bool)> = BTreeMap::new();
    for (key, day, amount) in log.iter().filter(|row| row.1 <= HOLDOUT_END) {
        let entry = days.entry((*key, *day)).or_default();
        entry.0 += *amount;
        entry.1 |= free(*amount);
        entry.2 |= cents(*amount) >= 0;
    }
    let mut customers: BTreeMap<i64, Expected> = BTreeMap::new();
    let mut unborne = Decimal::ZERO;
    for ((key, day), (amount, gift, bought)) in days {
        let calibration = day <= CALIBRATION_END;
        let counts = if net { gift || amount > Decimal::ZERO } else { bought };
        let own = counts && (!net || amount >= Decimal::ZERO);
        let known = customers.contains_key(&key);
        if !known && !calibration && counts && own {
            continue; // whom nothing calibrates
        }
        // A refund goes to the latest purchase before its day.
        if !own {
            match customers.get_mut(&key) {
                None => unborne += amount,
                Some(customer) if !calibration => customer.holdout += amount,
                Some(customer) if customer.x == 0 => customer.first += amount,
                Some(customer) => customer.repeat += amount,
            }
        }
        let amount = if own { amount } else { Decimal::ZERO };
        match customers.get_mut(&key) {
            _ if !counts => {}
            None if calibration => {
                customers.insert(key, Expected { first: amount, ..Expected::default() });
            }
            None => {}
            Some(customer) if calibration => {
                customer.x += 1;
                customer.repeat += amount;
            }
            Some(customer) => {
                customer.holdout_x += 1;
                customer.holdout += amount;
            }
        }
    }
    (customers, unborne)
}

/// Amounts of up to five decimals, among them nothing, and sums that come to nothing.
fn logs() -> impl Strategy<Value = Vec<Row>> {
    let amount = prop_oneof![
        Just(Decimal::ZERO),
        (-300_i64..900, 0_u32..6).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        prop_oneof![Just(5), Just(-5)].prop_map(|digits| Decimal::new(digits, 0)),
    ];
    proptest::collection::vec((0_i64..12, FIRST..FIRST + 18, amount), 0..160)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// However amounts come, each sum is the exact one rounded once.
    #[test]
    fn sums_are_those_of_the_definition_rounded_once(
        (log, shuffled) in logs().prop_flat_map(|log| (Just(log.clone()), Just(log).prop_shuffle())),
        net in any::<bool>(),
        cut in 0_usize..160,
    ) {
        let rules = rules().with_refunds(if net { Refunds::Net } else { Refunds::Keep });
        let found = table(&one_by_one(&log, rules));
        let (customers, unborne) = defined(&log, net);
        prop_assert_eq!(found.len(), customers.len());
        for (row, (key, customer)) in found.rows().zip(&customers) {
            prop_assert_eq!(row.key, Key::from(*key));
            prop_assert_eq!((row.x, row.holdout_x), (customer.x, customer.holdout_x));
            let spend = [row.first_spend, row.repeat_spend, row.total_spend, row.holdout_spend];
            let total = customer.first + customer.repeat;
            let sums = [customer.first, customer.repeat, total, customer.holdout];
            prop_assert_eq!(spend, sums.map(cents));
        }
        let exact: Decimal = customers.values().map(|it| it.first + it.repeat).sum();
        let audit = found.audit();
        prop_assert_eq!(audit.spend, cents(exact));
        prop_assert_eq!(audit.spend - audit.rounding_difference, found.total_spend().sum::<i64>());
        prop_assert_eq!(audit.dropped_spend, cents(unborne));
        let refunds = log.iter().filter(|row| cents(row.2) < 0).count();
        prop_assert_eq!(audit.refund_rows, refunds as u64);

        // The occasions are those of the table, and their money is the table's.
        let occasions = merged_occasions(&at_once(&shuffled, rules, true));
        for ((at, customer), rows) in found.rows().zip(customers.values()).zip(&occasions) {
            let count = |holdout| rows.iter().filter(|row| row.3 && row.2 == holdout).count() as u32;
            prop_assert_eq!((count(false), count(true)), (customer.x + 1, customer.holdout_x));
            prop_assert!(rows.iter().is_sorted_by(|a, b| a.0 < b.0));
            let sum: i64 = rows.iter().filter(|row| !row.2).map(|row| row.1).sum();
            prop_assert!((sum - at.total_spend).abs() <= rows.len() as i64);
        }
        prop_assert_eq!(occasions.len(), found.len());

        prop_assert_eq!(&table(&at_once(&shuffled, rules, false)), &found);
        prop_assert_eq!(&table(&at_once(&shuffled, rules, true)), &found);
        prop_assert_eq!(&table(&from_csv(&shuffled, rules)), &found);
        let (first, second) = shuffled.split_at(cut.min(shuffled.len()));
        let mut merged = at_once(first, rules, true);
        merged.merge(&one_by_one(second, rules)).unwrap();
        prop_assert_eq!(&table(&merged), &found);

        // Late purchases, one at a time; who is forgotten is gone with all fractions.
        let mut live =
            one_by_one(first, rules).live(&window(), &Convention::btyd(Unit::Day)).unwrap();
        for row in second {
            live.update(&transaction(row)).unwrap();
        }
        for row in found.rows() {
            prop_assert_eq!(live.row(&row.key).unwrap(), Some(row));
        }
        if let Some((&key, _)) = customers.iter().next() {
            let of: Vec<Row> = log.iter().filter(|row| row.0 == key).copied().collect();
            merged.erase(&Key::from(key));
            live.forget(&Key::from(key));
            prop_assert!(table(&merged).find(&Key::from(key)).is_none());
            for row in &of {
                merged.update(&transaction(row)).unwrap();
                live.update(&transaction(row)).unwrap();
            }
            // (The audit counts the refunds that were taken in, twice then.)
            prop_assert!(table(&merged).rows().eq(found.rows()));
            prop_assert_eq!(live.row(&Key::from(key)).unwrap(), found.row(0));
        }
    }
}

fn amount(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

#[test]
fn a_thousand_quarters_of_a_cent_are_two_and_a_half() {
    let log: Vec<Row> = (0..1000).map(|row| (1, FIRST + row % 2, amount("0.0025"))).collect();
    for summary in [
        one_by_one(&log, rules()),
        at_once(&log, rules(), false),
        at_once(&log, rules(), true),
        from_csv(&log, rules()),
    ] {
        let table = table(&summary);
        assert_eq!(table.total_spend().collect::<Vec<_>>(), [250]);
        assert_eq!((table.first_spend(), table.repeat_spend()), (&[125][..], &[125][..]));
    }
}

#[test]
fn the_audit_tells_the_base_from_the_sum_of_its_customers() {
    let log = [1, 2, 3].map(|key| (key, FIRST, amount("0.005")));
    let table = table(&one_by_one(&log, rules()));
    // Half a cent each is rounded to the even nothing; a cent and a half together to two.
    assert_eq!(table.total_spend().sum::<i64>(), 0);
    assert_eq!((table.audit().spend, table.audit().rounding_difference), (2, 2));
    let text = table.audit().to_string();
    assert!(text.contains("spend less the sum of the customers' rounded totals: 2"), "{text}");
    // First and repeat spend are rounded for themselves, and so is their sum.
    let log = [FIRST, FIRST + 1].map(|day| (1, day, amount("0.005")));
    let halves = self::table(&one_by_one(&log, rules()));
    let row = halves.row(0).unwrap();
    assert_eq!((row.first_spend, row.repeat_spend, row.total_spend), (0, 0, 1));
}

/// What a float does not say to the last digit is not invented: 0.1 + 0.2 is .30000000000000004,
/// and what is below the 28th decimal is left out.
#[test]
fn floats_are_read_as_their_shortest_decimal() {
    let sum = |values: &[f64]| {
        let (keys, days) = (vec![1_i64; values.len()], vec![FIRST; values.len()]);
        let columns = Columns::new(keys.as_slice(), Times::Days(&days))
            .and_then(|columns| columns.with_amounts(Amounts::Float(values)))
            .unwrap();
        let mut summary = Summary::new(rules().with_refunds(Refunds::Keep));
        summary.push_columns(&columns).map(|()| table(&summary).first_spend()[0])
    };
    assert_eq!(sum(&[0.1 + 0.2; 10]).unwrap(), 300);
    // Nine times a third of a cent, to 16 digits, is three cents less 3e-17.
    assert_eq!(sum(&[0.01 / 3.0; 9]).unwrap(), 3);
    assert_eq!(sum(&[0.3 - 0.1 - 0.2, 1e-300, -1e-30, 5e-324]).unwrap(), 0);
    assert_eq!(sum(&[0.004_999_999_999_999_999, 1e-18]).unwrap(), 0);
    assert_eq!(sum(&[0.004_999_999_999_999_999, 1e-18, 1e-25]).unwrap(), 1);
    // Where doubles lie further apart than cents, too: 90071992547409.91 is the same double.
    assert_eq!(sum(&[90_071_992_547_409.9]).unwrap(), 9_007_199_254_740_990);
    assert_eq!(sum(&[90_071_992_547_409.92]).unwrap_err().kind(), ErrorKind::OutOfRange);
    assert_eq!(sum(&[f64::NAN]).unwrap_err().kind(), ErrorKind::NotFinite);
}

#[test]
fn without_a_rounding_more_decimals_are_refused() {
    let mut summary = Summary::new(Rules::money(Currency::EUR));
    let error = summary.update(&transaction(&(1, FIRST, amount("0.0025")))).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Inconsistent, Some("amount")));
    assert_eq!(summary.rows(), 0);
}

/// Plain numbers: points, amounts whose currency nobody knows.
#[test]
fn amounts_may_be_of_no_currency() {
    let plain = Currency::none(3).unwrap();
    let of = |text: &str| Money::parse(text, plain).unwrap();
    let day = Day::from_number(FIRST).unwrap();
    let mut summary = Summary::new(Rules::money(plain));
    summary.update(&Transaction::new(1, day, of("2.125"))).unwrap();
    summary.update(&Transaction::new(1, Day::from_number(FIRST + 3).unwrap(), of("0.5"))).unwrap();
    let found = table(&summary);
    assert_eq!((found.first_spend()[0], found.repeat_spend()[0]), (2125, 500));
    assert_eq!(found.mean_repeat_spend(), [0.5]);
    assert_eq!(found.currency(), Some(plain));
    // They mix with no currency, and with no other decimals.
    for other in [Currency::EUR, Currency::none(2).unwrap()] {
        let paid = Money::parse("1", other).unwrap();
        let error = summary.update(&Transaction::new(1, day, paid)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Currency);
        let merged = summary.merge(&Summary::new(Rules::money(other)));
        assert_eq!(merged.unwrap_err().kind(), ErrorKind::Currency);
    }
    let error = summary.update(&Transaction::new(1, day, of("0.0001"))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Inconsistent);
    assert!(error.to_string().contains("no currency with 3 decimals"), "{error}");
    let error =
        Summary::new(Rules::visits()).update(&Transaction::new(1, day, of("1"))).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Currency, Some("amount")));
}

/// A third of each amount is assumed to be margin: three times a cent leave one.
#[test]
fn margins_are_exact_sums_too() {
    let rules = Rules::money(Currency::EUR)
        .with_costs(MissingCosts::Assume(Decimal::from_str_exact("0.3333333333").unwrap()));
    let log: Vec<Row> = (0..300).map(|row| (1, FIRST + row % 3, amount("0.01"))).collect();
    let table = table(&one_by_one(&log, rules));
    assert_eq!(table.profit(), Some(vec![100]));
    let margins = table.row(0).unwrap().margins.unwrap();
    assert_eq!((margins.first, margins.repeat, margins.total), (33, 67, 100));
}

#[cfg(feature = "serde")]
#[test]
fn a_ledger_of_fractions_is_read_as_it_was_written() {
    let rows = [amount("0.0025"), amount("1"), amount("2.34567")].map(|it| (1, FIRST, it));
    let ledger = Ledger::from_transactions(rows.iter().map(transaction), rules()).unwrap();
    let text = serde_json::to_string(&ledger).unwrap();
    let read: Ledger = serde_json::from_str(&text).unwrap();
    assert_eq!(read, ledger);
    let table = table(&Summary::from_ledger(&read).unwrap());
    assert_eq!(table.first_spend(), [335]);
}
