//! Files that threads read apart are what one reads: the same tables, audits and errors.

use std::fmt::Write;

use habitue::Job;
use habitue::Progress;
use habitue::customer::KeyPolicy;
use habitue::intake::{Layout, Source};
use habitue::ledger::{Ledger, Refunds, Rules, TransactionFormat};
use habitue::money::{Currency, Rounding};
use habitue::summary::{Convention, Summary};
use habitue::time::Unit;

/// Rows enough for several chunks of a megabyte, by customers of a kind.
fn file(customer: fn(u64) -> String) -> String {
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    let mut text = String::from("who,when,paid\n");
    for _ in 0..90_000 {
        let (who, month, day) = (customer(next(20_000)), 1 + next(12), 1 + next(28));
        let cents = next(20_000) as i64;
        let paid = match next(50) {
            0 => String::from("0.00"),
            1 => format!("-{}.{:02}", cents / 500, cents % 100),
            2 => format!("{}.{:04}", cents / 100, cents % 10_000),
            3 => format!("\"{},{:03}.50\"", 1 + cents / 1000, cents % 1000),
            // Beyond what a row has room for.
            4 => format!("{}.{:02}", 7_000_000_000 + cents, cents % 100),
            _ => format!("{}.{:02}", cents / 100, cents % 100),
        };
        let _ = writeln!(text, "{who},2024-{month:02}-{day:02},{paid}");
    }
    text
}

#[test]
fn tables_of_files_are_those_of_their_ledgers() {
    type Name = fn(u64) -> String;
    let short: Name = |i| format!("C{i:07}");
    let names: [(Name, bool); 8] = [
        (short, false),
        // As long as a word, with nothing in common.
        (|i| (i * 4_999 % 90_000_000 + 10_000_000).to_string(), false),
        // One that does not begin as the others do.
        (|i| if i == 77 { "X-77".into() } else { format!("shop-{i}") }, false),
        (|i| (i as i64 * 7_919 - 60_000_000).to_string(), true),
        // Of any length up to what is packed, and with what no sample may hold.
        (|i| if i == 77 { "\u{3000}\u{1}客户".into() } else { format!("{:x}", i * i) }, false),
        // Too long to be packed: some of them, all of them.
        (
            |i| if i % 5_000 == 4_999 { format!("customer number {i}") } else { format!("客{i}") },
            false,
        ),
        (|i| format!("https://shop.example/customers/{i}"), false),
        // Most are one.
        (|i| if i % 9 == 0 { i.to_string() } else { "till".into() }, false),
    ];
    for (at, (name, integers)) in names.into_iter().enumerate() {
        let source = Source::from_bytes(file(name).into_bytes()).unwrap();
        let layout = Layout::find(&source).unwrap();
        let mut format = TransactionFormat::new("who", "when", "paid")
            .with_numbers(habitue::money::NumberFormat::new(habitue::money::DecimalMark::Point));
        if integers {
            format = format.with_integer_keys();
        }
        let rules = Rules::money(Currency::EUR)
            .with_refunds(Refunds::Net)
            .with_rounding(Rounding::HalfEven);
        let (ledger, expected_audit) =
            Ledger::read(&source, &layout, &format, &rules, &mut Progress::silent()).unwrap();
        let expected = Summary::from_ledger(&ledger).unwrap();
        let window = expected.whole_window().unwrap();
        let table =
            |summary: &Summary| summary.table(&window, &Convention::btyd(Unit::Day)).unwrap();
        let expected_table = table(&expected);
        for threads in [1, 2, 3] {
            let mut summary = Summary::new(rules).with_threads(threads);
            let mut job = Job::new().with_threads(threads);
            let audit = summary.read(&source, &layout, &format, &mut job).unwrap();
            assert_eq!(summary.rows(), expected.rows(), "{at}");
            assert!(table(&summary) == expected_table, "{at}, {threads} threads");
            assert_eq!(audit.to_string(), expected_audit.to_string(), "{at}");
            // A second file is added to the first.
            summary.read(&source, &layout, &format, &mut job).unwrap();
            assert_eq!(summary.rows(), 2 * expected.rows(), "{at}");
        }
    }
}

/// Every policy of keys, and times of a century by the minute.
#[test]
fn keys_and_times_of_files_are_those_of_their_ledgers() {
    let name = |i: u64| match i % 7 {
        0 => format!("{i}.0"),
        1 => format!("00{i}"),
        2 => format!("K{i}"),
        3 => format!("k{i}"),
        4 => format!(" \u{ff2b}{i}"),
        _ => format!("{i}"),
    };
    let text = file(name).replace(",2024-1", ",1924-1").replace("-07,", "-07 11:59:30,");
    let source = Source::from_bytes(text.into_bytes()).unwrap();
    let layout = Layout::find(&source).unwrap();
    let format = TransactionFormat::new("who", "when", "paid");
    let rules =
        Rules::money(Currency::EUR).with_refunds(Refunds::Net).with_rounding(Rounding::HalfEven);
    let trimmed = KeyPolicy::AS_IS.trimmed();
    let numbers = trimmed.whole_numbers().without_leading_zeros();
    for rules in [
        rules.with_minutes(),
        rules.with_hours().with_keys(trimmed),
        rules.with_keys(numbers),
        rules.with_keys(numbers.compatible().lower_cased()),
    ] {
        let (ledger, expected_audit) =
            Ledger::read(&source, &layout, &format, &rules, &mut Progress::silent()).unwrap();
        let expected = Summary::from_ledger(&ledger).unwrap();
        let mut summary = Summary::new(rules);
        let mut job = Job::new().with_threads(2);
        let audit = summary.read(&source, &layout, &format, &mut job).unwrap();
        assert_eq!(audit.to_string(), expected_audit.to_string());
        let window = expected.whole_window().unwrap();
        let tables = [&summary, &expected]
            .map(|summary| summary.table(&window, &Convention::btyd(Unit::Day)).unwrap());
        assert!(tables[0] == tables[1], "{rules:?}");
    }
}

#[test]
fn the_first_bad_line_is_told_whatever_the_threads() {
    let text = file(|i| i.to_string());
    let mut lines: Vec<&str> = text.lines().collect();
    lines[80_000] = "x,never,1.00";
    lines[41_000] = "y,2024-13-01,1.00";
    lines[40_000] = "z,2024-01-01";
    let source = Source::from_bytes(lines.join("\n").into_bytes()).unwrap();
    let layout = Layout::find(&source).unwrap();
    let format = TransactionFormat::new("who", "when", "paid");
    let rules =
        Rules::money(Currency::EUR).with_refunds(Refunds::Keep).with_rounding(Rounding::HalfEven);
    let numbers = habitue::money::NumberFormat::new(habitue::money::DecimalMark::Point);
    let format = format.with_numbers(numbers);
    for threads in [1, 2, 4] {
        let mut summary = Summary::new(rules);
        let mut job = Job::new().with_threads(threads);
        let error = summary.read(&source, &layout, &format, &mut job).unwrap_err();
        assert_eq!((error.row(), summary.rows()), (Some(40_001), 0), "{error}");
        let format = format.clone().rejecting(2);
        let audit = summary.read(&source, &layout, &format, &mut job).unwrap();
        let told: Vec<_> = audit.rejections().examples().iter().map(|error| error.row()).collect();
        assert_eq!((audit.rejections().total(), told), (3, vec![Some(40_001), Some(41_001)]));
        assert_eq!(summary.rejected_rows(), 3);
    }
}

#[test]
fn reading_on_threads_can_be_stopped() {
    use std::ops::ControlFlow;
    let source = Source::from_bytes(file(|i| i.to_string()).into_bytes()).unwrap();
    let layout = Layout::find(&source).unwrap();
    let format = TransactionFormat::of_visits("who", "when");
    for threads in [1, 2] {
        let mut listener = |_, _| ControlFlow::Break(());
        let progress = Progress::new(&mut listener);
        let mut job = Job::new().with_threads(threads).with_progress(progress);
        let mut summary = Summary::new(Rules::visits());
        let error = summary.read(&source, &layout, &format, &mut job).unwrap_err();
        assert_eq!((error.kind(), summary.rows()), (habitue::ErrorKind::Cancelled, 0));
    }
}
