//! Every row and every cent of a file is accounted for: random files, totals by integers of ours.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use habitue::ledger::{
    Guests, Ledger, OtherCurrencies, Refunds, RowFate, Rules, TransactionFormat,
};
use habitue::money::{Currency, DecimalMark, Money};
use habitue::summary::{Convention, Summary};
use habitue::time::{Day, Unit};
use habitue::{Job, Progress};
use proptest::prelude::*;

/// A row as it is meant.
#[derive(Debug, Clone)]
struct Meant {
    who: Option<u8>,
    /// Days after 2024-01-01; `None` where the date is damaged.
    day: Option<i32>,
    /// Cents; `None` where the amount is damaged.
    cents: Option<i64>,
    euros: bool,
    cancelled: bool,
    /// Which way the amount is dressed.
    dress: u8,
    blank_line_before: bool,
}

fn meant() -> impl Strategy<Value = Meant> {
    (
        prop::option::weighted(0.8, 0_u8..5),
        prop::option::weighted(0.9, 0_i32..60),
        prop::option::weighted(0.9, prop_oneof![-200_000_i64..2_000_000, Just(0)]),
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.2),
        0_u8..7,
        prop::bool::weighted(0.1),
    )
        .prop_map(|(who, day, cents, euros, cancelled, dress, blank_line_before)| Meant {
            who,
            day,
            cents,
            euros,
            cancelled,
            dress,
            blank_line_before,
        })
}

/// An amount as somebody may write it.
fn dressed(cents: i64, dress: u8, mark: char, code: &str) -> String {
    let size = cents.unsigned_abs();
    let (whole, rest) = ((size / 100).to_string(), size % 100);
    let other = if mark == '.' { "," } else { "." };
    let group = match dress {
        1 => other,
        2 => "'",
        3 => " ",
        _ => "",
    };
    let groups: Vec<&str> =
        whole.as_bytes().rchunks(3).rev().map(|run| std::str::from_utf8(run).unwrap()).collect();
    let number = format!("{}{mark}{rest:02}", groups.join(group));
    match (cents < 0, dress) {
        (true, 1) => format!("({number})"),
        (true, 2) => format!("{number}-"),
        (true, 4) => format!("{code} -{number}"),
        (true, _) => format!("-{number}"),
        (false, 4) => format!("{code} {number}"),
        (false, 5) => format!("+{number}"),
        (false, _) => number,
    }
}

const CURRENCIES: [Currency; 2] = [Currency::USD, Currency::EUR];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn rows_and_money_add_up_to_those_of_the_file(
        rows in prop::collection::vec(meant(), 0..40),
        delimiter in prop::sample::select(vec![";", "\t"]),
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
        comma: bool,
    ) {
        let mark = if comma { ',' } else { '.' };
        let mut file = ["who", "when", "paid", "currency", "state"].join(delimiter) + line_end;
        let (mut blank_lines, mut total) = (0, BTreeMap::<Currency, i128>::new());
        let mut fates = BTreeMap::<&str, (u64, i128)>::new();
        // Customer and day to cents, of what is taken in.
        let mut taken = BTreeMap::<(u8, i32), i128>::new();
        for (at, row) in rows.iter().enumerate() {
            if row.blank_line_before && at > 0 {
                file += line_end;
                blank_lines += 1;
            }
            let code = if row.euros { "EUR" } else { "USD" };
            let cents = row.cents.map_or("1.2.3".to_owned(), |cents| dressed(cents, row.dress, mark, code));
            let when = row.day.map_or("yesterday".to_owned(), |day| {
                Day::from_number(19_723 + day).unwrap().to_string()
            });
            let state = if row.cancelled { "Cancelled" } else { "paid" };
            let who = row.who.map_or(String::new(), |who| format!("c{who}"));
            file += &[who.as_str(), &when, &cents, code, state].join(delimiter);
            file += line_end;

            let money = i128::from(row.cents.unwrap_or(0));
            *total.entry(CURRENCIES[usize::from(row.euros)]).or_default() += money;
            let fate = match row {
                Meant { cancelled: true, .. } => "status",
                Meant { euros: true, .. } => "currency",
                Meant { who: None, .. } => "guest",
                Meant { day: None, .. } | Meant { cents: None, .. } => "rejected",
                Meant { who: Some(who), day: Some(day), .. } => {
                    *taken.entry((*who, *day)).or_default() += money;
                    if money < 0 { "refund" } else { "purchase" }
                }
            };
            let entry = fates.entry(fate).or_default();
            *entry = (entry.0 + 1, entry.1 + money);
        }
        let format = TransactionFormat::new("who", "when", "paid")
            .with_status("state", ["CANCELLED"])
            .with_currency("currency", OtherCurrencies::LeaveOut)
            .with_guests(Guests::LeaveOut)
            .with_decimal_mark(if comma { DecimalMark::Comma } else { DecimalMark::Point })
            .rejecting(3);
        let rules = Rules::money(Currency::USD).with_refunds(Refunds::Net);
        let (ledger, audit) =
            Ledger::read_csv(file.as_bytes(), &format, &rules, &mut Progress::silent()).unwrap();

        prop_assert_eq!(audit.rows(), rows.len() as u64);
        prop_assert_eq!(audit.blank_lines(), blank_lines);
        prop_assert_eq!(audit.taken_rows(), ledger.len() as u64);
        let minor = |money: Money| i128::from(money.to_minor().unwrap());
        for currency in CURRENCIES {
            let expected = total.get(&currency).copied().unwrap_or(0);
            prop_assert_eq!(minor(audit.total(currency).unwrap()), expected);
        }
        let word = |fate: &RowFate| match fate {
            RowFate::Purchase => "purchase",
            RowFate::Refund => "refund",
            RowFate::Status(_) => "status",
            RowFate::OtherCurrency => "currency",
            RowFate::Guest => "guest",
            RowFate::Rejected(_) => "rejected",
            other => panic!("{other}"),
        };
        for (fate, expected) in &fates {
            let of = || audit.entries().iter().filter(|entry| word(&entry.fate) == *fate);
            let found: u64 = of().map(|entry| entry.rows()).sum();
            let sum: i128 =
                of().map(|entry| entry.money().unwrap().map_or(0, minor)).sum();
            prop_assert_eq!((found, sum), *expected, "{}", fate);
        }
        // The same by the summary, whatever the order, and through it to the table of customers.
        let mut summary = Summary::new(rules);
        let again = summary.read_csv(file.as_bytes(), &format, &mut Job::new()).unwrap();
        prop_assert_eq!(again.to_string(), audit.to_string());
        let all: i128 = taken.values().sum();
        prop_assert_eq!(minor(audit.taken(Currency::USD).unwrap()), all);
        if let Some(window) = summary.whole_window() {
            let table = summary.table(&window, &Convention::btyd(Unit::Day)).unwrap();
            let told = table.audit();
            let kept = i128::from(told.spend) + i128::from(told.dropped_spend)
                + i128::from(told.outside_spend) + i128::from(told.uncalibrated_spend);
            prop_assert_eq!(kept, all);
        }
    }

    /// Parts of a file come to the whole.
    #[test]
    fn audits_of_parts_add_up(rows in prop::collection::vec((0_i64..900, prop::bool::weighted(0.8)), 1..30), at in 0_usize..30) {
        let line = |(cents, good): &(i64, bool)| {
            let day = if *good { "2024-01-05" } else { "never" };
            format!("a,{day},{}.{:02}\n", cents / 100, cents % 100)
        };
        let lines: Vec<String> = rows.iter().map(line).collect();
        let audit = |lines: &[String]| {
            let csv = String::from("who,when,paid\n") + &lines.concat();
            let format = TransactionFormat::new("who", "when", "paid").rejecting(2);
            let rules = Rules::money(Currency::EUR);
            Ledger::read_csv(csv.as_bytes(), &format, &rules, &mut Progress::silent()).unwrap().1
        };
        let (first, second) = lines.split_at(at.min(lines.len()));
        let mut sum = audit(first);
        sum.merge(&audit(second));
        let whole = audit(&lines);
        prop_assert_eq!(sum.to_string(), whole.to_string());
        prop_assert_eq!(sum.rejections().total(), whole.rejections().total());
        prop_assert_eq!(sum.rejections().examples().len(), whole.rejections().examples().len());
        prop_assert_eq!(sum.share_of_money_lost(), whole.share_of_money_lost());
    }
}
