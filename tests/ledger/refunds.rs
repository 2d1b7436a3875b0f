//! Refunds and what they take back: matched to purchases, never a visit. Expected figures by hand.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use habitue::customer::Keys;
use habitue::intake::{Layout, Source};
use habitue::ledger::{
    FileAudit, Ledger, MatchedRefunds, Refunds, Rules, Transaction, TransactionFormat,
};
use habitue::money::{Currency, Money};
use habitue::retention::{Activity, CohortMean, CohortTable};
use habitue::summary::{Convention, Summary};
use habitue::time::{Day, Unit, Window};
use habitue::{Job, Progress};
use proptest::prelude::*;

fn net() -> Rules {
    Rules::money(Currency::USD).with_refunds(Refunds::Net)
}

fn read(csv: &str, format: &TransactionFormat) -> (Ledger, FileAudit) {
    Ledger::read_csv(csv.as_bytes(), format, &net(), &mut Progress::silent()).unwrap()
}

fn amounts() -> TransactionFormat {
    TransactionFormat::new("who", "when", "paid")
}

/// Day of the month of January 2024 and cents of each row.
fn rows(ledger: &Ledger) -> Vec<(i32, i64)> {
    let first = Day::parse("2024-01-01").unwrap();
    let row = |row: Transaction<'_>| {
        (row.at.day().days_since(first) + 1, row.amount.unwrap().to_minor().unwrap())
    };
    ledger.transactions().map(row).collect()
}

fn visits(ledger: &Ledger) -> Vec<(String, i32)> {
    let visits = ledger.visits().unwrap();
    let first = Day::parse("2024-01-01").unwrap().number();
    (0..visits.len())
        .map(|row| {
            let key = visits.customers().get(row).unwrap().to_string();
            (key, visits.days()[row] - first + 1)
        })
        .collect()
}

fn visits_of(found: &[(&str, i32)]) -> Vec<(String, i32)> {
    found.iter().map(|(who, day)| ((*who).to_owned(), *day)).collect()
}

/// Two bought in January and returned it in February; who bought nothing else did not come back.
#[test]
fn a_refund_is_no_visit_in_any_count() {
    let csv = "who,when,paid\na,2024-01-05,100\na,2024-02-10,-100\nb,2024-01-07,50\nb,2024-02-12,-50\nc,2024-01-09,20\nc,2024-01-19,20\nd,2024-01-11,20\nd,2024-04-02,20\ne,2024-04-20,10\n";
    let (ledger, _) = read(csv, &amounts());
    let day = |text| Day::parse(text).unwrap();
    let cohorts = |ledger: &Ledger| {
        let visits = ledger.visits().unwrap();
        CohortTable::of_purchases(
            visits.customers(),
            visits.days(),
            Unit::Month,
            day("2024-01-01"),
            day("2024-04-30"),
            Activity::InPeriod,
        )
        .unwrap()
    };
    let first = cohorts(&ledger).mean(1, CohortMean::Pooled);
    assert_eq!((first.customers, first.active), (4, 0));
    // Summaries and tracking count the same.
    let summary = Summary::from_ledger(&ledger).unwrap();
    let window = Window::until(day("2024-04-30"));
    let table = summary.table(&window, &Convention::btyd(Unit::Day)).unwrap();
    assert_eq!(table.x(), [0, 0, 1, 1, 0]);
    assert_eq!(table.audit().occasions as usize, ledger.visits().unwrap().len());
    let tracking = summary.tracking(&window, &Convention::btyd(Unit::Week)).unwrap();
    assert_eq!(tracking.incremental().iter().sum::<u64>(), 2);
    // Matched to what they take back, the two bought nothing at all.
    let (matched, audit) = read(csv, &amounts().matching_refunds_by_amount());
    assert_eq!(audit.matched_refunds().matched_rows, 2);
    let table = Summary::from_ledger(&matched).unwrap();
    let table = table.table(&window, &Convention::btyd(Unit::Day)).unwrap();
    assert_eq!(table.x(), [1, 1, 0]);
    assert_eq!(cohorts(&matched).mean(1, CohortMean::Pooled).customers, 2);
}

#[test]
fn a_refund_of_a_later_day_takes_back_its_purchase() {
    let csv = "who,when,paid\na,2024-01-05,100\na,2024-01-10,100\na,2024-01-12,30\na,2024-01-20,-100\nb,2024-01-07,50\n";
    let (ledger, audit) = read(csv, &amounts());
    assert_eq!(audit.matched_refunds(), MatchedRefunds::default());
    assert_eq!(visits(&ledger), visits_of(&[("a", 5), ("a", 10), ("a", 12), ("b", 7)]));
    let (ledger, audit) = read(csv, &amounts().matching_refunds_by_amount());
    // The latest of the same amount, the 10th.
    assert_eq!(rows(&ledger)[3], (10, -10_000));
    assert_eq!(visits(&ledger), visits_of(&[("a", 5), ("a", 12), ("b", 7)]));
    let found = audit.matched_refunds();
    assert_eq!((found.matched_rows, found.matched), (1, -10_000));
    let window = Window::until(Day::parse("2024-01-31").unwrap());
    let table = Summary::from_ledger(&ledger).unwrap();
    let table = table.table(&window, &Convention::btyd(Unit::Day)).unwrap();
    assert_eq!(table.audit().spend, 10_000 + 3_000 + 5_000);
}

#[test]
fn refunds_find_their_purchase_by_amount_product_or_invoice() {
    let csv = "who,when,paid,product,invoice\n\
               a,2024-01-01,10,tea,1\n\
               a,2024-01-02,40,pot,1\n\
               a,2024-01-03,10,tea,2\n\
               b,2024-01-04,10,tea,3\n\
               a,2024-01-08,-10,tea,2\n\
               a,2024-01-09,-10,pot,1\n\
               a,2024-01-10,-10,cup,9\n\
               b,2024-01-11,-25,tea,3\n";
    let refunds = |format: TransactionFormat| {
        let (ledger, audit) = read(csv, &format);
        let days: Vec<i32> = rows(&ledger)[4..].iter().map(|row| row.0).collect();
        let found = audit.matched_refunds();
        (days, found.matched_rows, found.matched, found.unmatched_rows, found.unmatched)
    };
    // By amount: the 3rd, then the 1st, then none is left; 25 fits none.
    assert_eq!(
        refunds(amounts().matching_refunds_by_amount()),
        (vec![3, 1, 10, 11], 2, -2000, 2, -3500)
    );
    // By product: tea of the 3rd; 10 of the pot of 40; no cup; 25 is more than the tea of b.
    assert_eq!(
        refunds(amounts().matching_refunds_by_product("product")),
        (vec![3, 2, 10, 11], 2, -2000, 2, -3500)
    );
    // By invoice: that of the 3rd; of invoice 1 the tea of the same amount; there is no 9.
    assert_eq!(
        refunds(amounts().matching_refunds_by_invoice("invoice")),
        (vec![3, 1, 10, 11], 2, -2000, 2, -3500)
    );
    // A purchase is borne down bit by bit, and not below nothing.
    let csv = "who,when,paid,product\na,2024-01-02,40,pot\na,2024-01-03,-25,pot\na,2024-01-04,-15,pot\na,2024-01-05,-1,pot\na,2024-01-06,-5,\n";
    let (ledger, audit) = read(csv, &amounts().matching_refunds_by_product("product"));
    assert_eq!(rows(&ledger)[1..].iter().map(|row| row.0).collect::<Vec<_>>(), [2, 2, 5, 6]);
    assert_eq!(audit.matched_refunds().matched, -4000);
}

#[test]
fn a_purchase_of_nothing_is_a_visit_and_bears_no_refund() {
    let csv = "who,when,paid\na,2024-01-02,0\na,2024-01-02,-5\na,2024-01-03,5\na,2024-01-03,-5\n";
    let (mut ledger, _) = read(csv, &amounts());
    assert_eq!(visits(&ledger), visits_of(&[("a", 2)]));
    // The refund of the 2nd comes before the purchase of the 3rd.
    assert_eq!(ledger.match_refunds().unwrap().unmatched_rows, 1);
}

proptest! {
    /// The visits of a ledger are the occasions of its summary by the day, and matching refunds
    /// moves days and no money: the sum stays, each refund is on the day of a purchase of the same
    /// customer and amount, and no purchase is taken back twice.
    #[test]
    fn visits_are_occasions_and_matching_moves_days_alone(
        log in prop::collection::vec((0_i64..4, 0_i32..12, -3_i64..6), 0..40),
        policy in prop::sample::select(vec![Refunds::Net, Refunds::Keep]),
    ) {
        let rules = Rules::money(Currency::USD).with_refunds(policy);
        let mut ledger = Ledger::new(rules);
        for (who, day, cents) in &log {
            let day = Day::from_number(19_723 + day).unwrap();
            let amount = Money::from_minor(100 * cents, Currency::USD);
            ledger.push(&Transaction::new(*who, day, amount)).unwrap();
        }
        for matched in [false, true] {
            let before: Vec<Transaction<'_>> = ledger.transactions().collect();
            let before: Vec<(String, i32, i64)> = before.iter().map(flat).collect();
            if matched {
                let found = ledger.match_refunds().unwrap();
                let after: Vec<_> = ledger.transactions().map(|row| flat(&row)).collect();
                let mut taken: BTreeMap<(String, i32, i64), i64> = BTreeMap::new();
                let mut moved = 0;
                for (was, is) in before.iter().zip(&after) {
                    prop_assert_eq!((&was.0, was.2), (&is.0, is.2));
                    if was.2 < 0 {
                        prop_assert!(is.1 <= was.1);
                        *taken.entry((is.0.clone(), is.1, -is.2)).or_default() += 1;
                        moved += u64::from(is.1 < was.1);
                    }
                }
                prop_assert!(moved <= found.matched_rows);
                let refunds: i64 = before.iter().map(|row| row.2.min(0)).sum();
                prop_assert_eq!(found.matched + found.unmatched, refunds);
                let purchases = before.iter().filter(|row| row.2 > 0);
                let mut there: BTreeMap<(String, i32, i64), i64> = BTreeMap::new();
                purchases.for_each(|row| *there.entry(row.clone()).or_default() += 1);
                // As many as were matched stand on the day of a purchase that bears each once.
                let borne: i64 =
                    taken.iter().map(|(row, count)| (*count).min(*there.get(row).unwrap_or(&0))).sum();
                prop_assert!(borne as u64 >= found.matched_rows);
            }
            let visits = ledger.visits().unwrap();
            let Keys::Integer(keys) = visits.customers() else { panic!("integers") };
            let ours: BTreeSet<(i64, i32)> =
                keys.iter().copied().zip(visits.days().iter().copied()).collect();
            prop_assert_eq!(ours.len(), visits.len());
            if ours.is_empty() {
                continue;
            }
            let summary = Summary::from_ledger(&ledger).unwrap();
            let window = summary.whole_window().unwrap();
            let occasions = summary.occasions(&window, &Convention::btyd(Unit::Day)).unwrap();
            let theirs: BTreeSet<(i64, i32)> = occasions
                .rows()
                .filter(|row| row.counts)
                .map(|row| (row.key.to_string().parse().unwrap(), row.at.day().number()))
                .collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}

fn flat(row: &Transaction<'_>) -> (String, i32, i64) {
    let cents = row.amount.unwrap().to_minor().unwrap();
    (row.customer.to_string(), row.at.day().number(), cents)
}

/// A refund that came after the end of a calibration lowers what came after it, not what was known
/// then; after it is known, it is of its purchase. By hand.
#[test]
fn a_calibration_knows_no_refund_that_came_after_it() {
    let csv = "who,when,paid\na,2024-01-05,100\na,2024-02-10,50\na,2024-02-20,30\n\
               a,2024-03-05,-50\nb,2024-01-07,20\nb,2024-01-09,-20\n";
    for keep in [false, true] {
        let rules =
            if keep { Rules::money(Currency::USD).with_refunds(Refunds::Keep) } else { net() };
        let mut summary = Summary::new(rules);
        let source = Source::from_bytes(csv.into()).unwrap();
        let layout = Layout::find(&source).unwrap();
        let format = amounts().matching_refunds_by_amount();
        summary.read(&source, &layout, &format, &mut Job::new()).unwrap();
        let day = |text: &str| Day::parse(text).unwrap();
        // That of March is the last day on which anything happened.
        assert_eq!(summary.days().unwrap().1, day("2024-03-05"));
        let table = |end: &str| {
            let window = Window::until(day(end)).with_holdout_until(day("2024-03-31")).unwrap();
            summary.table(&window, &Convention::btyd(Unit::Day)).unwrap()
        };
        let a = |end: &str| {
            let table = table(end);
            let row = table.row(table.find(&"a".into()).unwrap()).unwrap();
            (row.x, row.total_spend, row.holdout_x, row.holdout_spend)
        };
        // Until the end of February, nobody knew: 180 were spent on three days.
        assert_eq!(a("2024-02-29"), (2, 18_000, 0, -5000));
        // Between the two purchases: what came later lowers the holdout, where it came.
        assert_eq!(a("2024-02-15"), (1, 15_000, 1, 3000 - 5000));
        // Before the purchase: both are of the holdout, and its day is of nothing.
        let days = if keep { 2 } else { 1 };
        assert_eq!(a("2024-01-31"), (0, 10_000, days, 3000));
        // Once it came, the purchase is none.
        let repeats = if keep { 2 } else { 1 };
        assert_eq!(a("2024-03-10"), (repeats, 13_000, 0, 0));
        // Money adds up at each end.
        for end in ["2024-01-06", "2024-01-31", "2024-02-15", "2024-02-29", "2024-03-10"] {
            let audit = *table(end).audit();
            let all = audit.spend
                + audit.holdout_spend
                + audit.dropped_spend
                + audit.uncalibrated_spend
                + audit.outside_spend;
            assert_eq!((audit.rows, all), (6, 13_000), "{end}");
        }
        // Merged and erased, it is the same.
        let mut merged = Summary::new(rules);
        merged.merge(&summary).unwrap();
        let window =
            Window::until(day("2024-02-29")).with_holdout_until(day("2024-03-31")).unwrap();
        let btyd = Convention::btyd(Unit::Day);
        assert_eq!(merged.table(&window, &btyd).unwrap(), summary.table(&window, &btyd).unwrap());
        merged.erase(&"a".into());
        assert!(merged.table(&window, &btyd).unwrap().find(&"a".into()).is_none());
    }
}
