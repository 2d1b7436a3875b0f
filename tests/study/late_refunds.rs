//! Refunds that come late: after the last purchase, and of purchases before the test within it. By
//! laws: what was not known teaches nothing, a refund is no visit, and every cent is accounted for.

use habitue::intake::{Layout, Source};
use habitue::ledger::{Refunds, Rules, TransactionFormat};
use habitue::money::Currency;
use habitue::study::{SplitRule, State, Study, StudyOptions};
use habitue::summary::Summary;
use habitue::time::{Day, Unit};
use habitue::{Job, Progress};

use crate::edges::{FIRST, Row, shop};

/// The last day of the calibration.
const SPLIT: i32 = FIRST + 200;

/// A study of a file of purchases and refunds, matched by amount or not.
fn study(rows: &[Row], matched: bool) -> Study {
    let mut lines = String::from("who,when,paid\n");
    for (who, day, cents) in rows {
        let sign = if *cents < 0 { "-" } else { "" };
        let (whole, part) = (cents.abs() / 100, cents.abs() % 100);
        let day = Day::from_number(*day).unwrap();
        lines += &format!("{who},{day},{sign}{whole}.{part:02}\n");
    }
    let source = Source::from_bytes(lines.into()).unwrap();
    let layout = Layout::find(&source).unwrap();
    let mut format = TransactionFormat::new("who", "when", "paid").with_integer_keys();
    if matched {
        format = format.matching_refunds_by_amount();
    }
    let mut summary = Summary::new(Rules::money(Currency::USD).with_refunds(Refunds::Net));
    let audit = summary.read(&source, &layout, &format, &mut Job::new()).unwrap();
    let refunds = rows.iter().filter(|row| row.2 < 0).count() as u64;
    assert_eq!(audit.matched_refunds().matched_rows, if matched { refunds } else { 0 });
    let options = StudyOptions::new()
        .with_unit(Unit::Day)
        .unwrap()
        .with_split(SplitRule::Day(Day::from_number(SPLIT).unwrap()))
        .with_futures(20);
    Study::of(&summary, &options, None, &mut Progress::silent()).unwrap()
}

/// All that became of the money of the file, as of a state.
fn money(state: &State) -> i64 {
    let audit = state.table.audit();
    audit.spend
        + audit.holdout_spend
        + audit.dropped_spend
        + audit.uncalibrated_spend
        + audit.outside_spend
}

fn sum(rows: &[Row]) -> i64 {
    rows.iter().map(|row| row.2).sum()
}

/// Customer, purchases, and the days of the last one, as they are in a state.
fn visits(state: &State) -> Vec<(String, u32, f64)> {
    state.table.rows().map(|row| (row.key.to_string(), row.x, row.t_x)).collect()
}

#[test]
fn a_test_knows_no_refund_that_came_in_it() {
    let rows = shop(80, 300);
    // The last purchase of each tenth customer before the test comes back ten days into it.
    let mut with = rows.clone();
    for customer in (0..80).step_by(10) {
        let bought = rows.iter().rfind(|row| row.0 == customer && row.1 <= SPLIT).unwrap();
        with.push((customer, SPLIT + 10, -bought.2));
    }
    let (plain, back) = (study(&rows, true), study(&with, true));
    let given_back = sum(&rows) - sum(&with);
    assert!(given_back > 0);
    let (before, after) = (plain.test.as_ref().unwrap(), back.test.as_ref().unwrap());
    // What the test is forecast from: the same customers, the same model, the same bits.
    assert_eq!(visits(after), visits(before));
    assert_eq!(after.table.t(), before.table.t());
    assert!(after.table.total_spend().eq(before.table.total_spend()));
    let (model, known) = (after.model.as_ref().unwrap(), before.model.as_ref().unwrap());
    assert_eq!(model.parameters(), known.parameters());
    let (forecast, expected) =
        (after.forecast.as_ref().unwrap(), before.forecast.as_ref().unwrap());
    assert_eq!(forecast.expected_purchases, expected.expected_purchases);
    assert_eq!(forecast.revenue_in_test, expected.revenue_in_test);
    // What came in the test is less by what was given back in it, and no visit more or less.
    assert_eq!(after.table.audit().holdout_spend, before.table.audit().holdout_spend - given_back);
    assert_eq!(after.table.holdout_x(), before.table.holdout_x());
    // Today all is known: a purchase that came back is none.
    assert_eq!(back.base.revenue, plain.base.revenue - given_back);
    let purchases = |study: &Study| study.now.table.x().iter().map(|x| u64::from(*x)).sum::<u64>();
    assert!(purchases(&back) < purchases(&plain));
    for study in [&plain, &back] {
        let file = if std::ptr::eq(study, &plain) { sum(&rows) } else { sum(&with) };
        assert_eq!(money(&study.now), file);
        assert_eq!(money(study.test.as_ref().unwrap()), file);
    }
}

#[test]
fn a_refund_after_the_last_purchase_is_seen_and_is_no_visit() {
    let rows = shop(80, 300);
    let last = rows.iter().map(|row| row.1).max().unwrap();
    let plain = study(&rows, false);
    assert_eq!(plain.base.last_day.number(), last);
    let mut with = rows.clone();
    with.push((7, last + 6, -500));
    let back = study(&with, false);
    assert_eq!(back.base.last_day.number(), last + 6);
    assert_eq!((back.now.day, back.now.table.audit().refund_rows), (back.base.last_day, 1));
    assert_eq!(back.base.sales_days, plain.base.sales_days);
    assert_eq!(visits(&back.now), visits(&plain.now));
    for (age, before) in back.now.table.t().iter().zip(plain.now.table.t()) {
        assert_eq!(*age, before + 6.0);
    }
    assert_eq!(back.base.revenue, plain.base.revenue - 500);
    assert_eq!(money(&back.now), sum(&with));
    // Matched to a purchase, it is seen on the same day and takes that purchase back.
    let bought = rows.iter().rfind(|row| row.0 == 7).unwrap();
    let mut with = rows.clone();
    with.push((7, last + 6, -bought.2));
    let back = study(&with, true);
    assert_eq!(back.base.last_day.number(), last + 6);
    assert_eq!(back.base.revenue, plain.base.revenue - bought.2);
    assert_eq!(money(&back.now), sum(&with));
    // A year typed wrong moves no day, and its money is named as outside.
    let mut with = rows.clone();
    with.push((7, last + 175 * 365, -500));
    let wrong = study(&with, false);
    assert_eq!(
        (wrong.base.last_day, wrong.base.revenue),
        (plain.base.last_day, plain.base.revenue)
    );
    let audit = wrong.now.table.audit();
    assert_eq!((audit.outside_rows, audit.outside_spend), (1, -500));
    assert_eq!(money(&wrong.now), sum(&with));
}
