//! Lines that are plainly written, and all others, are read as a ledger reads each of them.

use habitue::intake::{Layout, LayoutOptions, Source};
use habitue::ledger::{Ledger, Refunds, Rules, TransactionFormat};
use habitue::money::{Currency, DecimalMark, NumberFormat, Rounding};
use habitue::summary::{Convention, Summary};
use habitue::time::Unit;
use habitue::{Job, Progress};
use proptest::prelude::*;

const CUSTOMERS: &[&str] = &[
    "7",
    "0042",
    "12345678",
    "123456789",
    "1234567890123456789",
    "99999999999999999999",
    "-5",
    "A b",
    "n1",
    "N/A",
    "None",
    "x",
    " x",
    "x ",
    "\"q\"",
    "\"q,r\"",
    "\"two\nlines\"",
    "q\"r",
    "客",
    "x客",
    "x\u{3000}",
    "a\rb",
    "C0412345",
    "customer number 5",
    "",
    "\t7",
];
const DATES: &[&str] = &[
    "2024-01-05",
    "2024-01-06",
    "2024-12-31",
    "2024-02-30",
    " 2024-01-05",
    "2024-01-05 ",
    "2024-01-05T10:00",
    "2024-01-05 23:59:59",
    "0001-01-01",
    "5.1.2024",
    "\"2024-01-05\"",
    "",
    "2024-1-5",
];
const AMOUNTS: &[&str] = &[
    "1",
    "1.5",
    "1.50",
    "12.",
    ".5",
    "0",
    "0.00",
    "-1",
    "-1.25",
    "1,5",
    "12,34",
    "123456.78",
    "1234567.89",
    "12345678",
    "123456789",
    "99999999999.99",
    "99999999999999",
    "1e3",
    "1.505",
    "1.5.5",
    "\"2.50\"",
    " 3.25 ",
    "3.25\r",
    "3 ",
    "$4",
    "NaN",
    "",
    "\"1,234.50\"",
];
const OTHERS: &[&str] =
    &["", "x", "a longer remark than sixteen bytes", "\"x,y\"", "\"x\ny\"", " \"z\"", "a\"b", "客"];

/// A line by the places of its fields in the lists, which fields there are, and what ends it.
type Line = ([usize; 4], u8, bool);

fn line() -> impl Strategy<Value = Line> {
    // Most have all fields, and end with a line feed alone.
    let count = prop_oneof![20 => Just(4_u8), 1 => 0_u8..7];
    (prop::array::uniform4(0_usize..1_000), count, prop::bool::weighted(0.2))
}

/// Lines that are plain but for the remark, so that not all are others.
fn plain() -> impl Strategy<Value = Line> {
    line().prop_map(|([_, _, _, other], _, returns)| ([0, 0, 0, other], 4, returns))
}

fn written(lines: &[Line], order: [usize; 4], delimiter: &str) -> String {
    let names = ["who", "when", "paid", "note"];
    let mut text = order.map(|at| names[at]).join(delimiter) + "\n";
    for (fields, count, returns) in lines {
        let lists = [CUSTOMERS, DATES, AMOUNTS, OTHERS];
        let all = [0, 1, 2, 3].map(|at| lists[at][fields[at] % lists[at].len()]);
        let mut row: Vec<&str> = order.iter().map(|at| all[*at]).collect();
        row.truncate(usize::from(*count));
        row.resize(usize::from(*count), "");
        text += &row.join(delimiter);
        text += if *returns { "\r\n" } else { "\n" };
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn plain_lines_are_read_as_all_others(
        lines in prop::collection::vec(prop_oneof![line(), plain()], 0..12),
        order in Just([0_usize, 1, 2, 3]).prop_shuffle(),
        delimiter in prop::sample::select(vec![",", ";", "\t"]),
        integers: bool,
        quoting in prop::bool::weighted(0.8),
        comma: bool,
        fails in prop::bool::weighted(0.3),
        ends: bool,
    ) {
        let mut text = written(&lines, order, delimiter);
        if !ends {
            text.pop();
        }
        let Ok(source) = Source::from_bytes(text.into_bytes()) else { return Ok(()) };
        let delimiter = habitue::intake::Delimiter::parse(delimiter).unwrap();
        let options = LayoutOptions::new()
            .with_delimiter(delimiter)
            .with_quoting(quoting)
            .with_header(true)
            .with_lines_above(0);
        let layout = Layout::with(&source, &options).unwrap();
        let mark = if comma { DecimalMark::Comma } else { DecimalMark::Point };
        let mut format = TransactionFormat::new("who", "when", "paid")
            .with_numbers(NumberFormat::new(mark));
        if !fails {
            format = format.rejecting(20);
        }
        if integers {
            format = format.with_integer_keys();
        }
        let rules = Rules::money(Currency::EUR)
            .with_refunds(Refunds::Net)
            .with_rounding(Rounding::HalfEven);
        let ledger = Ledger::read(&source, &layout, &format, &rules, &mut Progress::silent());
        let mut summary = Summary::new(rules);
        let audit = summary.read(&source, &layout, &format, &mut Job::new());
        match (ledger, audit) {
            (Ok((ledger, expected_audit)), Ok(audit)) => {
                let expected = Summary::from_ledger(&ledger).unwrap();
                prop_assert_eq!(audit.to_string(), expected_audit.to_string());
                let told = |audit: &habitue::ledger::FileAudit| {
                    audit.rejections().examples().iter().map(ToString::to_string).collect::<Vec<_>>()
                };
                prop_assert_eq!(told(&audit), told(&expected_audit));
                prop_assert_eq!(summary.rows(), expected.rows());
                prop_assert_eq!(summary.whole_window(), expected.whole_window());
                if let Some(window) = expected.whole_window() {
                    let columns = |summary: &Summary| {
                        let table = summary.table(&window, &Convention::btyd(Unit::Day)).unwrap();
                        let times = [table.t_x().to_vec(), table.t().to_vec()];
                        let spend = [table.first_spend().to_vec(), table.total_spend().collect()];
                        (table.key_column().clone(), table.x().to_vec(), times, spend)
                    };
                    prop_assert_eq!(columns(&summary), columns(&expected));
                }
            }
            (Err(expected), Err(error)) => {
                prop_assert_eq!(error.to_string(), expected.to_string());
                prop_assert_eq!(summary.rows(), 0);
            }
            (expected, found) => {
                prop_assert!(false, "{:?} beside {:?}", expected.map(|(_, audit)| audit), found);
            }
        }
    }
}
