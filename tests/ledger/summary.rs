//! Summaries against lifetimes and published figures, and the laws that they keep.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic as tests do")]

use std::fs::{self, File};

use habitue::customer::{Key, Keys};
use habitue::error::ErrorKind;
use habitue::ledger::{
    Amounts, Columns, Ledger, Refunds, Rules, Times, Transaction, TransactionFormat,
};
use habitue::lifetime::{BgNbd, FitOptions, Histories, PurchaseModel};
use habitue::money::{Currency, Money};
use habitue::summary::{Convention, Summary, Table};
use habitue::time::{Day, Moment, Unit, Window};
use habitue::{Job, Result};
use proptest::prelude::*;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn cents(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn cdnow() -> Summary {
    cdnow_by(Rules::money(Currency::USD))
}

fn cdnow_by(rules: Rules) -> Summary {
    let file = File::open(format!("{ROOT}/examples/data/cdnow_sample.csv")).unwrap();
    let format = TransactionFormat::new("customer", "date", "amount").with_integer_keys();
    let mut summary = Summary::new(rules);
    let audit = summary.read_csv(file, &format, &mut Job::new()).unwrap();
    assert_eq!((audit.rows(), audit.left_out_rows()), (6919, 0));
    summary
}

fn cdnow_window() -> Window {
    Window::until(day("1997-09-30")).with_holdout_until(day("1998-06-30")).unwrap()
}

/// BTYD's first row, the number of distinct cells, repeaters and repeat purchases (Fader and
/// Hardie's CDNOW sample; BTYD's `cdnowSummary`), and exact totals counted with pandas.
#[test]
fn cdnow_as_the_literature_counts_it() {
    let summary = cdnow();
    assert_eq!(summary.days(), Some((day("1997-01-01"), day("1998-06-30"))));
    let table = summary.table(&cdnow_window(), &Convention::btyd(Unit::Week)).unwrap();
    let first = table.row(0).unwrap();
    assert_eq!((first.key, first.x, first.holdout_x), (Key::Integer(4), 2, 1));
    assert_eq!((first.t_x, first.t), (30.428571428571427, 38.857142857142854));
    assert_eq!((first.first_spend, first.repeat_spend, first.holdout_spend), (2933, 4469, 2648));
    assert_eq!(table.len(), 2357);
    assert_eq!(table.x().iter().filter(|x| **x > 0).count(), 946);
    assert_eq!(table.x().iter().sum::<u32>(), 2457);
    assert_eq!(table.holdout_x().iter().sum::<u32>(), 1882);
    assert_eq!(table.cells().len(), 1016);
    assert_eq!(table.cells().customers(), 2357);
    assert_eq!(table.holdout_spend().iter().sum::<i64>(), 7_097_639);
    let all: i64 = table.total_spend().chain(table.holdout_spend().iter().copied()).sum();
    assert_eq!(all, 24_409_194);
    let audit = table.audit();
    assert_eq!((audit.rows, audit.occasions, audit.merged_rows), (6919, 6696, 223));
    assert_eq!((audit.outside_rows, audit.dropped_rows, audit.uncalibrated_rows), (0, 0, 0));
}

/// Calendar periods as lifetimes 0.11.3 counts them; see `tests/oracle/lifetimes_summary.py`.
#[test]
fn cdnow_as_lifetimes_counts_it() {
    let summary = cdnow();
    for (name, unit, frequencies, recencies, ages, holdout) in [
        ("day", Unit::Day, 2457, 112_949.0, 539_779.0, 1882),
        ("week", Unit::Week, 2216, 16_128.0, 77_748.0, 1788),
        ("month", Unit::Month, 1625, 3642.0, 16_561.0, 1478),
        ("quarter", Unit::Quarter, 942, 1146.0, 4714.0, 1088),
    ] {
        let table = summary.table(&cdnow_window(), &Convention::lifetimes(unit)).unwrap();
        assert_eq!(table.x().iter().sum::<u32>(), frequencies, "{name}");
        assert_eq!(table.t_x().iter().sum::<f64>(), recencies, "{name}");
        assert_eq!(table.t().iter().sum::<f64>(), ages, "{name}");
        assert_eq!(table.holdout_x().iter().sum::<u32>(), holdout, "{name}");
        let means = table.mean_repeat_spend();
        let text =
            fs::read_to_string(format!("{ROOT}/tests/data/lifetimes_cdnow_{name}.csv")).unwrap();
        for line in text.lines().skip(1) {
            let fields: Vec<f64> = line.split(',').map(|field| field.parse().unwrap()).collect();
            let at = table.find(&Key::Integer(fields[0] as i64)).unwrap();
            let row = table.row(at).unwrap();
            let found = [f64::from(row.x), row.t_x, row.t, f64::from(row.holdout_x)];
            assert_eq!(found, [fields[1], fields[2], fields[3], fields[5]], "{name}: {line}");
            // lifetimes adds floating-point amounts, one rounding each; ours is exact until the
            // one division.
            assert!((means[at] - fields[4]).abs() <= 1e-13 * fields[4], "{name}: {line}");
        }
    }
}

/// Repeat purchases by week of the study, counted with pandas from the same file.
#[test]
fn cdnow_week_by_week() {
    let summary = cdnow();
    let convention = Convention::btyd(Unit::Week);
    let tracking = summary.tracking(&cdnow_window(), &convention).unwrap();
    assert_eq!(
        tracking.incremental(),
        [
            0, 19, 23, 39, 38, 73, 69, 90, 77, 76, 106, 123, 95, 86, 91, 73, 71, 73, 64, 73, 55,
            70, 33, 56, 99, 74, 54, 40, 45, 88, 59, 37, 63, 60, 47, 51, 52, 53, 62, 50, 56, 49, 59,
            47, 85, 61, 59, 45, 70, 66, 49, 30, 51, 42, 53, 28, 47, 40, 46, 43, 65, 79, 50, 59, 58,
            35, 36, 47, 29, 44, 42, 35, 29, 42, 48, 48, 32, 28,
        ]
    );
    assert_eq!(tracking.cumulative()[38], 2457);
    assert_eq!(tracking.cumulative()[77], 2457 + 1882);
    assert_eq!((tracking.origin(), tracking.calibration_periods()), (day("1997-01-01"), 39));
    assert_eq!((tracking.elapsed()[0], tracking.elapsed()[77]), (1.0, 78.0));
    let table = summary.table(&cdnow_window(), &convention).unwrap();
    let births = tracking.births(&table);
    assert_eq!(births[0], 0.0);
    assert!(births.iter().all(|birth| (0.0..13.0).contains(birth)));
}

fn small(log: &[(i64, &str, i64)]) -> Summary {
    let mut summary = Summary::new(Rules::money(Currency::USD));
    for (key, date, minor) in log {
        summary.update(&Transaction::new(*key, day(date), cents(*minor))).unwrap();
    }
    summary
}

fn shown(table: &Table) -> Vec<(i64, u32, f64, f64)> {
    table
        .rows()
        .map(|row| match row.key {
            Key::Integer(key) => (key, row.x, row.t_x, row.t),
            _ => unreachable!("the keys are integers"),
        })
        .collect()
}

/// The transaction logs of lifetimes' own tests, and what lifetimes 0.11.3 makes of them.
#[test]
fn the_small_logs_of_lifetimes() {
    let end = Window::until(day("2015-02-07"));
    let dates = [
        (1, "2015-02-01"),
        (1, "2015-02-06"),
        (2, "2015-01-01"),
        (3, "2015-01-01"),
        (3, "2015-01-02"),
        (3, "2015-01-05"),
        (4, "2015-01-16"),
        (4, "2015-02-02"),
        (4, "2015-02-05"),
        (5, "2015-01-16"),
        (5, "2015-01-17"),
        (5, "2015-01-18"),
        (6, "2015-02-02"),
    ];
    let log: Vec<_> = dates.iter().map(|(key, date)| (*key, *date, 100)).collect();
    let daily = [
        (1, 1, 5.0, 6.0),
        (2, 0, 0.0, 37.0),
        (3, 2, 4.0, 37.0),
        (4, 2, 20.0, 22.0),
        (5, 2, 2.0, 22.0),
        (6, 0, 0.0, 5.0),
    ];
    for convention in [Convention::lifetimes(Unit::Day), Convention::btyd(Unit::Day)] {
        assert_eq!(shown(&small(&log).table(&end, &convention).unwrap()), daily);
    }

    let log = [
        (1, "2015-01-01", 100),
        (1, "2015-02-06", 200),
        (2, "2015-01-01", 200),
        (3, "2015-01-01", 300),
        (3, "2015-01-02", 100),
        (3, "2015-01-05", 500),
        (4, "2015-01-16", 600),
        (4, "2015-02-02", 300),
        (4, "2015-02-05", 300),
        (5, "2015-01-16", 300),
        (5, "2015-01-17", 450),
        (5, "2015-01-18", 450),
        (6, "2015-02-02", 500),
    ];
    let table = small(&log).table(&end, &Convention::lifetimes(Unit::Week)).unwrap();
    let weekly = [
        (1, 1, 5.0, 5.0),
        (2, 0, 0.0, 5.0),
        (3, 1, 1.0, 5.0),
        (4, 1, 3.0, 3.0),
        (5, 0, 0.0, 3.0),
        (6, 0, 0.0, 0.0),
    ];
    assert_eq!(shown(&table), weekly);
    assert_eq!(table.mean_repeat_spend(), [2.0, 0.0, 5.0, 6.0, 0.0, 0.0]);
    let table = small(&log).table(&end, &Convention::lifetimes(Unit::Day)).unwrap();
    assert_eq!(table.mean_repeat_spend(), [2.0, 0.0, 3.0, 3.0, 4.5, 0.0]);
}

#[test]
fn the_edges_of_the_window() {
    let log = [
        (1, "2015-06-30", 100), // first purchase on the last calibration day: T = 0
        (2, "2015-06-01", 100),
        (2, "2015-06-30", 100), // the split date calibrates
        (2, "2015-07-01", 700),
        (2, "2015-12-31", 100),
        (2, "2016-01-01", 900),
        (3, "2015-06-01", 100), // no holdout row: 0, not missing
        (4, "2015-07-15", 300), // acquired in the holdout: not in the table
        (5, "2015-06-02", 100),
        (5, "2015-06-02", 150), // twice in one period: once
    ];
    let window = Window::until(day("2015-06-30")).with_holdout_until(day("2015-12-31")).unwrap();
    let table = small(&log).table(&window, &Convention::btyd(Unit::Day)).unwrap();
    assert_eq!(
        shown(&table),
        [(1, 0, 0.0, 0.0), (2, 1, 29.0, 29.0), (3, 0, 0.0, 29.0), (5, 0, 0.0, 28.0)]
    );
    assert_eq!(table.first_spend(), [100, 100, 100, 250]);
    assert_eq!(table.repeat_spend(), [0, 100, 0, 0]);
    assert_eq!(table.total_spend().collect::<Vec<_>>(), [100, 200, 100, 250]);
    assert_eq!(
        (table.holdout_x(), table.holdout_spend()),
        ([0, 2, 0, 0].as_slice(), [0, 800, 0, 0].as_slice())
    );
    let audit = table.audit();
    assert_eq!((audit.outside_rows, audit.outside_spend), (1, 900));
    assert_eq!(
        (audit.uncalibrated_customers, audit.uncalibrated_rows, audit.uncalibrated_spend),
        (1, 1, 300)
    );
    assert_eq!((audit.customers, audit.occasions, audit.merged_rows), (4, 7, 1));
}

/// A week that the split date cuts counts in the calibration for its first days and in the
/// holdout for the rest, as in lifetimes.
#[test]
fn a_period_cut_by_the_split_counts_on_both_sides() {
    let log = [
        (1, "2015-06-01", 1),
        (1, "2015-06-29", 10),
        (1, "2015-07-01", 100),
        (1, "2015-07-02", 1000),
    ];
    let window = Window::until(day("2015-06-30")).with_holdout_until(day("2015-07-31")).unwrap();
    let table = small(&log).table(&window, &Convention::lifetimes(Unit::Week)).unwrap();
    let row = table.row(0).unwrap();
    assert_eq!((row.x, row.t_x, row.t, row.holdout_x), (1, 4.0, 4.0, 1));
    assert_eq!((row.repeat_spend, row.holdout_spend), (10, 1100));
}

#[test]
fn hours_are_kept_where_asked() {
    let at = |text| Moment::parse(text).unwrap();
    let mut summary = Summary::new(Rules::visits().with_hours());
    for text in ["2015-01-01T09:05", "2015-01-01T09:55", "2015-01-01T21:00", "2015-01-02T09:30"] {
        summary.update(&Transaction::visit(1, at(text))).unwrap();
    }
    let window = Window::until(day("2015-01-02"));
    let row = |convention: Convention| {
        let table = summary.table(&window, &convention).unwrap();
        (table.x()[0], table.t_x()[0], table.t()[0])
    };
    assert_eq!(row(Convention::btyd(Unit::Day)), (1, 1.0, 1.0));
    assert_eq!(row(Convention::lifetimes(Unit::Hour)), (2, 24.0, 38.0));
    assert_eq!(row(Convention::btyd(Unit::Day).with_hourly_occasions()), (2, 1.0, 38.0 / 24.0));
    let daily = Summary::new(Rules::visits());
    let error = daily.table(&window, &Convention::lifetimes(Unit::Hour)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Argument);
}

/// A log that ends with an hour, and what lifetimes 0.11.3 makes of it with `freq="h"`: the hour
/// that the end is in counts as a whole.
#[test]
fn hours_are_counted_as_lifetimes_counts_them() {
    let at = |text| Moment::parse(text).unwrap();
    let log = [
        (1, "2015-01-01T00:10", 1),
        (1, "2015-01-01T00:50", 2),
        (1, "2015-01-02T23:05", 4),
        (1, "2015-01-03T08:45", 8),
        (2, "2015-01-01T09:59", 16),
        (2, "2015-01-03T07:00", 32),
        (2, "2015-01-03T09:00", 64),
        (3, "2015-01-03T08:01", 128),
        (4, "2015-01-03T08:31", 256),
        (4, "2015-01-03T09:31", 512),
    ];
    let end = at("2015-01-03T08:30");
    let convention = Convention::lifetimes(Unit::Hour);
    for rules in
        [Rules::money(Currency::JPY).with_hours(), Rules::money(Currency::JPY).with_minutes()]
    {
        let mut summary = Summary::new(rules);
        for (key, time, yen) in log {
            let paid = Money::from_minor(yen, Currency::JPY);
            summary.update(&Transaction::new(key, at(time), paid)).unwrap();
        }
        let table = summary.table(&Window::until_hour(end), &convention).unwrap();
        let expected = [(1, 2, 56.0, 56.0), (2, 1, 46.0, 47.0), (3, 0, 0.0, 0.0), (4, 0, 0.0, 0.0)];
        assert_eq!(shown(&table), expected);
        assert_eq!(table.mean_repeat_spend(), [6.0, 32.0, 0.0, 0.0]);
        // Without an end, the last hour of the log; the last minute is in the same hour.
        let whole = summary.table(&summary.whole_window().unwrap(), &convention).unwrap();
        let expected = [(1, 2, 56.0, 57.0), (2, 2, 48.0, 48.0), (3, 0, 0.0, 1.0), (4, 1, 1.0, 1.0)];
        assert_eq!(shown(&whole), expected);
        assert_eq!(whole.mean_repeat_spend(), [6.0, 48.0, 0.0, 512.0]);
        // A day as the end is the whole day, to its last hour.
        let daily = summary.table(&Window::until(day("2015-01-03")), &convention).unwrap();
        assert_eq!(daily.t(), [71.0, 62.0, 15.0, 15.0]);
        let tracking = summary.tracking(&Window::until_hour(end), &convention).unwrap();
        assert_eq!(tracking.elapsed(), [24.0, 48.0, 57.0]);
        assert_eq!(tracking.births(&table), [0.0, 9.0, 56.0, 56.0]);

        // A minute cuts the hour, where minutes are kept.
        let cut = summary.table(&Window::until_minute(end), &convention);
        if rules == rules.with_minutes() {
            let cut = cut.unwrap();
            let expected = [(1, 1, 47.0, 56.0), (2, 1, 46.0, 47.0), (3, 0, 0.0, 0.0)];
            assert_eq!(shown(&cut), expected);
            assert_eq!(cut.audit().outside_rows, 4);
        } else {
            let error = cut.unwrap_err();
            assert_eq!(
                (error.kind(), error.column()),
                (ErrorKind::Argument, Some("calibration_end"))
            );
        }
        let live = summary.live(&Window::until_hour(end), &convention).unwrap().row(&Key::from(2));
        assert_eq!(live.unwrap(), table.row(1));
    }
    let daily = small(&[(1, "2015-01-01", 100)]);
    let error = daily.table(&Window::until_hour(end), &Convention::btyd(Unit::Day)).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Argument, Some("calibration_end")));
}

#[test]
fn refunds_by_each_policy() {
    let log = [
        (1, "2015-01-01", 1000),
        (1, "2015-01-05", 500),
        (1, "2015-01-05", -500),
        (1, "2015-01-09", -200),
        (1, "2015-01-12", 300),
        (2, "2015-01-01", -100),
    ];
    let build = |refunds| -> Result<Table> {
        let mut summary = Summary::new(Rules::money(Currency::USD).with_refunds(refunds));
        for (key, date, minor) in log {
            summary.update(&Transaction::new(key, day(date), cents(minor)))?;
        }
        summary.table(&Window::until(day("2015-01-31")), &Convention::btyd(Unit::Day))
    };
    let net = build(Refunds::Net).unwrap();
    assert_eq!(shown(&net), [(1, 1, 11.0, 30.0)]);
    // The refund of the ninth lowers the purchase before it; that of customer 2 has none.
    assert_eq!((net.first_spend(), net.repeat_spend()), ([800].as_slice(), [300].as_slice()));
    let audit = net.audit();
    assert_eq!((audit.dropped_occasions, audit.dropped_rows, audit.dropped_spend), (3, 4, -100));
    assert_eq!((audit.refund_rows, audit.occasions, audit.merged_rows), (3, 2, 0));

    let keep = build(Refunds::Keep).unwrap();
    // The fifth is an occasion that came to nothing; the ninth, a refund alone, is none.
    assert_eq!(shown(&keep), [(1, 2, 11.0, 30.0)]);
    assert_eq!(keep.total_spend().collect::<Vec<_>>(), [1100]);
    assert_eq!((keep.first_spend(), keep.repeat_spend()), ([1000].as_slice(), [100].as_slice()));
    let audit = keep.audit();
    assert_eq!((audit.dropped_occasions, audit.dropped_rows, audit.dropped_spend), (2, 2, -100));
    assert_eq!((audit.occasions, audit.merged_rows), (3, 1));

    assert_eq!(build(Refunds::Refuse).unwrap_err().kind(), ErrorKind::Refund);
}

/// What refunds take beyond their own period is borne by the latest purchase before them, in the
/// holdout by the holdout; a purchase of nothing stays one whatever is refunded beside it.
#[test]
fn netted_refunds_touch_money_and_no_purchase_of_nothing() {
    let log = [
        (1, "2015-01-01", 1000),
        (1, "2015-01-05", 0),    // a gift: the first repeat purchase
        (1, "2015-01-07", -300), // borne by the repeat purchases
        (1, "2015-02-03", -50),  // borne by the holdout
        (1, "2015-02-05", 200),
        (2, "2015-01-01", 0),
        (2, "2015-01-01", -70), // nothing was bought before
        (2, "2015-01-09", 500),
        (2, "2015-01-12", 0),
        (2, "2015-01-12", 100),
        (2, "2015-01-12", -400), // the gift of that day counts, the refund is of the ninth
        (3, "2015-01-02", 400),
        (3, "2015-01-03", 0),
        (3, "2015-01-03", -100), // borne by the first purchase, the gift is the second
        (4, "2015-01-02", 250),
        (4, "2015-01-02", -250), // bought and returned: nobody
    ];
    let mut summary = Summary::new(Rules::money(Currency::USD).with_refunds(Refunds::Net));
    for (key, date, minor) in log {
        summary.update(&Transaction::new(key, day(date), cents(minor))).unwrap();
    }
    let window = Window::until(day("2015-01-31")).with_holdout_until(day("2015-02-28")).unwrap();
    let table = summary.table(&window, &Convention::btyd(Unit::Day)).unwrap();
    assert_eq!(shown(&table), [(1, 1, 4.0, 30.0), (2, 2, 11.0, 30.0), (3, 1, 1.0, 29.0)]);
    assert_eq!(table.first_spend(), [1000, 0, 300]);
    assert_eq!(table.repeat_spend(), [-300, 200, 0]);
    assert_eq!((table.holdout_x()[0], table.holdout_spend()[0]), (1, 150));
    let audit = table.audit();
    assert_eq!((audit.dropped_occasions, audit.dropped_rows, audit.dropped_spend), (3, 4, -70));
    assert_eq!((audit.spend, audit.holdout_spend, audit.rounding_difference), (1200, 150, 0));
    // A month is one period: what is bought in it bears what is refunded in it.
    let table = summary.table(&window, &Convention::lifetimes(Unit::Month)).unwrap();
    assert_eq!(table.first_spend(), [700, 130, 300]);
}

/// CDNOW has eight purchases of nothing and no refund: netting refunds changes nothing of it, nor
/// of the fit, which is the one that CLVTools prints of it.
#[test]
fn netting_refunds_where_there_are_none_changes_nothing() {
    let netted = cdnow_by(Rules::money(Currency::USD).with_refunds(Refunds::Net));
    let convention = Convention::btyd(Unit::Week);
    let table = netted.table(&cdnow_window(), &convention).unwrap();
    assert_eq!(table, cdnow().table(&cdnow_window(), &convention).unwrap());
    assert_eq!((table.len(), table.audit().dropped_occasions), (2357, 0));
    let customers = Histories::new(table.x(), table.t_x(), table.t()).unwrap();
    let fitted = BgNbd::fit(&customers, &FitOptions::default()).unwrap();
    for (found, published) in
        fitted.model().parameters().iter().zip([0.2425945, 4.4136019, 0.7929199, 2.4258881])
    {
        assert!((found / published - 1.0).abs() < 1e-5, "{found} {published}");
    }
}

#[test]
fn a_customer_forgotten_leaves_no_trace() {
    let window = Window::until(day("2015-12-31"));
    let convention = Convention::btyd(Unit::Day);
    let all =
        [("Ada", "2015-01-01"), ("Bo", "2015-02-01"), ("Ada", "2015-03-01"), ("Cy", "2015-04-01")];
    let build = |log: &[(&str, &str)]| {
        let mut summary = Summary::new(Rules::visits());
        for (name, date) in log {
            summary.update(&Transaction::visit(*name, day(date))).unwrap();
        }
        summary
    };
    for settled in [false, true] {
        let mut summary = build(&all);
        if settled {
            summary.settle().unwrap();
        }
        assert!(summary.erase(&Key::from("Ada")));
        assert!(!summary.erase(&Key::from("Ada")));
        assert!(!summary.erase(&Key::from(7)));
        let expected = build(&[all[1], all[3]]).table(&window, &convention).unwrap();
        assert_eq!(summary.table(&window, &convention).unwrap(), expected);
        assert!(!format!("{summary:?}").contains("Ada"));
    }
}

#[test]
fn what_a_summary_refuses_leaves_it_as_it_was() {
    let mut summary = small(&[(1, "2015-01-01", 100)]);
    let table = |summary: &Summary| {
        summary.table(&Window::until(day("2015-12-31")), &Convention::btyd(Unit::Day)).unwrap()
    };
    let before = table(&summary);
    let kind = |result: Result<()>| result.unwrap_err().kind();
    let on = day("2015-02-01");
    assert_eq!(
        kind(summary.update(&Transaction::new("Ada", on, cents(1)))),
        ErrorKind::Inconsistent
    );
    assert_eq!(kind(summary.update(&Transaction::visit(1, on))), ErrorKind::Missing);
    let euro = Money::from_minor(1, Currency::EUR);
    assert_eq!(kind(summary.update(&Transaction::new(1, on, euro))), ErrorKind::Currency);
    let columns = Columns::new([1, 2].as_slice(), Times::Days(&[0, i32::MAX])).unwrap();
    let columns = columns.with_amounts(Amounts::Minor(&[1, 1])).unwrap();
    assert_eq!(kind(summary.push_columns(&columns)), ErrorKind::OutOfRange);
    let euros = Summary::new(Rules::money(Currency::EUR));
    assert_eq!(kind(summary.merge(&euros)), ErrorKind::Currency);
    let net = Summary::new(Rules::money(Currency::USD).with_refunds(Refunds::Net));
    assert_eq!(kind(summary.merge(&net)), ErrorKind::Argument);
    let csv = "customer,date,amount\n3,2015-01-01,1\n4,2015-01-01,x\n";
    let format = TransactionFormat::new("customer", "date", "amount").with_integer_keys();
    let read = summary.read_csv(csv.as_bytes(), &format, &mut Job::new());
    assert_eq!(read.unwrap_err().kind(), ErrorKind::Parse);
    let mut names = Summary::new(Rules::money(Currency::USD));
    names.update(&Transaction::new("Ada", on, cents(1))).unwrap();
    assert_eq!(kind(summary.merge(&names)), ErrorKind::Inconsistent);
    assert_eq!(table(&summary), before);
}

#[test]
fn sums_that_do_not_fit_are_errors() {
    let largest = habitue::money::LARGEST_MINOR;
    let days: Vec<i32> = (0..1100).map(|row| row % 2).collect();
    let columns = |keys| Columns::new(keys, Times::Days(&days)).unwrap();
    let (keys, amounts) = (vec![1; 1100], vec![largest; 1100]);
    let mut summary = Summary::new(Rules::money(Currency::USD));
    summary
        .push_columns(&columns(keys.as_slice()).with_amounts(Amounts::Minor(&amounts)).unwrap())
        .unwrap();
    // Two days of 550 fit each, and their sum does not.
    let error = summary.table(&Window::until(day("2015-12-31")), &Convention::btyd(Unit::Day));
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Overflow);
}

/// Enough rows for several threads, keys of every magnitude, and customers whom nothing
/// calibrates: one thread, two and seven give the same bits, and so do single updates.
#[test]
fn the_bits_do_not_depend_on_the_threads() {
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let rows = 500_000;
    let (mut keys, mut days, mut minor) = (Vec::new(), Vec::new(), Vec::new());
    for row in 0..rows {
        keys.push(match next(100_000) {
            0 => i64::MIN,
            1 => i64::MAX,
            key if row % 3 == 0 => key as i64 * 1_000_003 - 7,
            key => key as i64,
        });
        days.push(16_400 + next(100) as i32);
        minor.push(next(20_000) as i64 - 5_000);
    }
    let rules = Rules::money(Currency::USD).with_refunds(Refunds::Net);
    let window = Window::until(Day::from_number(16_450).unwrap())
        .with_holdout_until(Day::from_number(16_490).unwrap())
        .unwrap();
    let convention = Convention::lifetimes(Unit::Week);
    let columns = Columns::new(keys.as_slice(), Times::Days(&days)).unwrap();
    let columns = columns.with_amounts(Amounts::Minor(&minor)).unwrap();
    let build = |threads| {
        let mut summary = Summary::new(rules).with_threads(threads);
        summary.push_columns(&columns).unwrap();
        summary.table(&window, &convention).unwrap()
    };
    let one = build(1);
    assert!(one.audit().uncalibrated_customers > 0 && one.audit().dropped_rows > 0);
    for threads in [2, 7, 0] {
        assert_same_bits(&build(threads), &one);
    }
    let mut single = Summary::new(rules);
    for ((key, day), minor) in keys.iter().zip(&days).zip(&minor) {
        let day = Day::from_number(*day).unwrap();
        single.update(&Transaction::new(*key, day, cents(*minor))).unwrap();
    }
    assert_same_bits(&single.table(&window, &convention).unwrap(), &one);
}

/// A random log: few customers and days, so that everything coincides with something.
fn logs() -> impl Strategy<Value = Vec<(i64, i32, i64)>> {
    let row = (-3_i64..40, 16_400_i32..16_500, -5_000_i64..20_000);
    proptest::collection::vec(row, 0..400)
}

fn at_once(log: &[(i64, i32, i64)], text: bool) -> Summary {
    let mut summary = Summary::new(Rules::money(Currency::USD).with_refunds(Refunds::Net));
    if text {
        let transactions: Vec<(String, Day, Money)> = log
            .iter()
            .map(|(key, date, minor)| {
                (format!("客{key}"), Day::from_number(*date).unwrap(), cents(*minor))
            })
            .collect();
        let rows = transactions.iter().map(|(key, day, money)| Transaction::new(key, *day, *money));
        summary
            .merge(
                &Summary::from_ledger(&Ledger::from_transactions(rows, *summary.rules()).unwrap())
                    .unwrap(),
            )
            .unwrap();
        return summary;
    }
    let keys: Vec<i64> = log.iter().map(|row| row.0).collect();
    let days: Vec<i32> = log.iter().map(|row| row.1).collect();
    let minor: Vec<i64> = log.iter().map(|row| row.2).collect();
    let columns = Columns::new(keys.as_slice(), Times::Days(&days)).unwrap();
    summary.push_columns(&columns.with_amounts(Amounts::Minor(&minor)).unwrap()).unwrap();
    summary
}

fn one_by_one(log: &[(i64, i32, i64)], text: bool) -> Summary {
    let mut summary = Summary::new(Rules::money(Currency::USD).with_refunds(Refunds::Net));
    for (key, date, minor) in log {
        let name = format!("客{key}");
        let key = if text { Key::from(&name) } else { Key::from(*key) };
        let day = Day::from_number(*date).unwrap();
        summary.update(&Transaction::new(key, day, cents(*minor))).unwrap();
    }
    summary
}

fn assert_same_bits(left: &Table, right: &Table) {
    assert_eq!(left, right);
    let bits = |column: &[f64]| column.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(left.t_x()), bits(right.t_x()));
    assert_eq!(bits(left.t()), bits(right.t()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Shuffled single updates, seven merged parts and one build: the same bits.
    #[test]
    fn a_summary_is_a_monoid(
        (log, shuffled) in logs().prop_flat_map(|log| (Just(log.clone()), Just(log).prop_shuffle())),
        parts in proptest::collection::vec(0_usize..7, 400),
        text in any::<bool>(),
    ) {
        let window = Window::until(Day::from_number(16_450).unwrap())
            .with_start(Day::from_number(16_405).unwrap()).unwrap()
            .with_holdout_until(Day::from_number(16_490).unwrap()).unwrap();
        let mut split: Vec<Vec<(i64, i32, i64)>> = vec![Vec::new(); 7];
        for (row, part) in shuffled.iter().zip(&parts) {
            split[*part].push(*row);
        }
        let mut merged = Summary::new(Rules::money(Currency::USD).with_refunds(Refunds::Net));
        for (index, part) in split.iter().enumerate() {
            let part = if index % 2 == 0 { one_by_one(part, text) } else { at_once(part, text) };
            merged.merge(&part).unwrap();
        }
        let whole = at_once(&log, text);
        let single = one_by_one(&shuffled, text);
        for convention in [
            Convention::btyd(Unit::Week),
            Convention::lifetimes(Unit::Week),
            Convention::lifetimes(Unit::Month),
        ] {
            let expected = whole.table(&window, &convention).unwrap();
            assert_same_bits(&single.table(&window, &convention).unwrap(), &expected);
            assert_same_bits(&merged.table(&window, &convention).unwrap(), &expected);
            prop_assert_eq!(expected.cells(), merged.table(&window, &convention).unwrap().cells());
        }
        prop_assert_eq!(merged.rows(), log.len() as u64);
    }

    /// Purchases taken in one by one, some of them into a summary and the others after it was
    /// opened, give each customer the row of the table; who is forgotten is gone.
    #[test]
    fn live_rows_are_the_rows_of_the_table(
        log in logs(),
        opened in 0_usize..400,
        text in any::<bool>(),
    ) {
        let window = Window::until(Day::from_number(16_450).unwrap())
            .with_holdout_until(Day::from_number(16_490).unwrap()).unwrap();
        let convention = Convention::lifetimes(Unit::Week);
        let (before, after) = log.split_at(opened.min(log.len()));
        let mut live = one_by_one(before, text).live(&window, &convention).unwrap();
        for (key, date, minor) in after {
            let name = format!("客{key}");
            let key = if text { Key::from(&name) } else { Key::from(*key) };
            let day = Day::from_number(*date).unwrap();
            let row = live.update(&Transaction::new(key, day, cents(*minor))).unwrap();
            prop_assert!(row.row.is_none_or(|row| row.key == key));
        }
        let table = at_once(&log, text).table(&window, &convention).unwrap();
        for row in table.rows() {
            prop_assert_eq!(live.row(&row.key).unwrap(), Some(row));
        }
        let found = (-3_i64..40).filter(|key| {
            let name = format!("客{key}");
            let key = if text { Key::from(&name) } else { Key::from(*key) };
            live.row(&key).unwrap().is_some()
        });
        prop_assert_eq!(found.count(), table.len());
        for row in table.rows() {
            prop_assert!(live.forget(&row.key) && !live.forget(&row.key));
            prop_assert_eq!(live.row(&row.key).unwrap(), None);
        }
    }

    /// Rows and money all end up somewhere, and the table holds what its names say.
    #[test]
    fn nothing_is_lost(log in logs(), text in any::<bool>()) {
        let window = Window::until(Day::from_number(16_450).unwrap())
            .with_start(Day::from_number(16_405).unwrap()).unwrap()
            .with_holdout_until(Day::from_number(16_490).unwrap()).unwrap();
        let table = at_once(&log, text).table(&window, &Convention::lifetimes(Unit::Week)).unwrap();
        let audit = table.audit();
        prop_assert_eq!(audit.rows, log.len() as u64);
        prop_assert_eq!(
            audit.occasions + audit.merged_rows + audit.dropped_rows + audit.outside_rows + audit.uncalibrated_rows,
            audit.rows
        );
        let occasions: u64 = table.rows().map(|row| u64::from(row.x + 1 + row.holdout_x)).sum();
        prop_assert_eq!(occasions, audit.occasions);
        let kept: i64 = table.total_spend().chain(table.holdout_spend().iter().copied()).sum();
        prop_assert_eq!(
            kept + audit.dropped_spend + audit.outside_spend + audit.uncalibrated_spend,
            log.iter().map(|row| row.2).sum::<i64>()
        );
        prop_assert_eq!(audit.refund_rows, log.iter().filter(|row| row.2 < 0).count() as u64);
        for row in table.rows() {
            prop_assert!(0.0 <= row.t_x && row.t_x <= row.t, "{:?}", row);
            prop_assert!(row.x > 0 || row.t_x == 0.0, "{:?}", row);
            prop_assert!(f64::from(row.x) <= row.t_x, "{:?}", row);
        }
        match table.keys() {
            Keys::Integer(keys) => prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1])),
            Keys::Text(texts) => {
                let names: Vec<&str> = texts.iter().collect();
                prop_assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
            }
            keys => prop_assert!(false, "{:?}", keys),
        }
        for (at, row) in table.rows().enumerate() {
            prop_assert_eq!(table.find(&row.key), Some(at));
        }
    }
}

/// Customer 4 bought on 1997-01-01, 17 days later and 196 days after that.
#[test]
fn logarithms_of_intervals_stand_in_the_rows_of_the_table() {
    let summary = cdnow();
    let (window, convention) = (cdnow_window(), Convention::btyd(Unit::Week));
    let table = summary.table(&window, &convention).unwrap();
    let logs = summary.log_intervals(&window, &convention).unwrap();
    assert_eq!(logs.len(), table.len());
    assert!((logs[0] - ((17.0f64 / 7.0).ln() + (196.0f64 / 7.0).ln())).abs() < 1e-14);
    for (row, sum) in logs.iter().enumerate() {
        let x = f64::from(table.x()[row]);
        // Equal intervals have the largest sum of logarithms.
        let most = if x > 0.0 { x * (table.t_x()[row] / x).ln() } else { 0.0 };
        assert!(*sum <= most + 1e-12 * (1.0 + most.abs()), "row {row}");
    }
    // In whole weeks no interval is shorter than one.
    let whole = summary.log_intervals(&window, &Convention::lifetimes(Unit::Week)).unwrap();
    assert!(whole.iter().all(|sum| *sum >= 0.0));
}
