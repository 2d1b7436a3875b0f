//! The main job: what the README says it prints, and what it does with other
//! people's files.
#![allow(clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("main_job").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the target folder is writable");
    path
}

/// The example, which `cargo test` builds beside the tests (`cargo test --test
/// main_job` alone does not: it wants `--examples`, too).
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let tests = std::env::current_exe().expect("a test has a path");
    let target = tests.parent().and_then(Path::parent).expect("target/PROFILE/deps/TEST");
    let example =
        target.join("examples").join(format!("customer_base{}", std::env::consts::EXE_SUFFIX));
    Command::new(&example)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", example.display()))
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("the report is UTF-8")
}

/// What it says on failure.
fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// `HABITUE_BLESS=1 cargo test --test doors main_job` rewrites the README.
#[test]
fn the_readme_shows_what_the_job_prints() {
    let folder = folder("default");
    let report = printed(&run(&folder, &[]));
    let path = Path::new(ROOT).join("README.md");
    let readme = fs::read_to_string(&path).expect("README.md is there");
    let (before, rest) = readme.split_once("```text\n").expect("a block for the output");
    let (shown, after) = rest.split_once("```\n").expect("the block ends");
    if std::env::var_os("HABITUE_BLESS").is_some() {
        fs::write(&path, format!("{before}```text\n{report}```\n{after}")).expect("writable");
    } else {
        assert!(shown == report, "README.md shows\n{shown}\nbut the job prints\n{report}");
    }

    let page = fs::read_to_string(folder.join("out/customer_base.html")).expect("a page");
    for outside in ["http://", "https://", "<script", "<link", "src=", "url("] {
        let own = page.replace("http://www.w3.org/", "");
        assert!(!own.contains(outside), "the page refers to something outside: {outside}");
    }
    assert_eq!(page.matches("<svg").count(), page.matches("<figure").count());
}

/// Figures of the CDNOW sample that are published: Fader, Hardie and Lee (2005)
/// and its recomputation in double precision.
#[test]
fn the_report_holds_the_published_figures() {
    let report = printed(&run(&folder("figures"), &[]));
    for figure in [
        "2 357 customers, 6 919 transactions",
        "BG/NBD r            0.242595        0.012557",
        "BG/NBD alpha        4.413602        0.378224",
        "Gamma-Gamma p       6.24957",
        "Gamma-Gamma q       3.74422",
        "Gamma-Gamma gamma  15.4435",
        "log-likelihood -9582.429207",
        "log-likelihood -4055.917695",
        "2 357 customers in 1 016 distinct cells",
    ] {
        assert!(report.contains(figure), "{figure} is missing from\n{report}");
    }
}

#[test]
fn the_table_has_a_row_for_every_customer() {
    let folder = folder("table");
    printed(&run(&folder, &[]));
    let mut reader =
        csv::Reader::from_path(folder.join("out/customers.csv")).expect("a table of customers");
    let heads = reader.headers().expect("a header").clone();
    assert_eq!(
        heads.iter().take(9).collect::<Vec<_>>(),
        [
            "customer",
            "x",
            "t_x",
            "T",
            "p_alive",
            "expected_purchases",
            "expected_spend",
            "lifetime_value",
            "tier"
        ]
    );
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2357);
    // The first customer of the sample: x = 2, t_x = 30.43 and T = 38.86 weeks.
    let first = rows.iter().find(|row| &row[0] == "4").expect("customer 4");
    assert_eq!(first.iter().take(4).collect::<Vec<_>>(), ["4", "2", "30.428571", "38.857143"]);
    assert_eq!(rows.iter().filter(|row| &row[8] == "top").count(), 24);
}

/// A shop with text keys, another currency, semicolon-free quoting and refunds.
fn shop(folder: &Path, more: &str) -> PathBuf {
    let mut text = String::from("client,day,total\n");
    for customer in 0..60 {
        for visit in 0..=(customer % 7) {
            let (month, day) = (1 + (visit * 2 + customer) % 9, 1 + (customer * 5 + visit) % 28);
            let (whole, cents) = (5 + customer % 11, (customer * 13 + visit * 7) % 100);
            text +=
                &format!("\"Müller, {customer}\",2024-{month:02}-{day:02},{whole}.{cents:02}\n");
        }
    }
    let path = folder.join("shop.csv");
    fs::write(&path, text + more).expect("writable");
    path
}

const COLUMNS: [&str; 8] = [
    "--customer-column",
    "client",
    "--date-column",
    "day",
    "--amount-column",
    "total",
    "--currency",
    "EUR",
];

#[test]
fn it_takes_the_files_of_others() {
    let folder = folder("others");
    shop(&folder, "");
    let mut arguments = vec!["--transactions", "shop.csv", "--calibrate-until", "2024-07-15"];
    arguments.extend(COLUMNS);
    arguments.extend(["--unit", "month", "--horizon", "6", "--discount", "0.08", "--out", "here"]);
    let report = printed(&run(&folder, &arguments));
    assert!(report.contains("time in months, money in EUR"), "{report}");
    assert!(report.contains("over the next 6 months"), "{report}");
    assert!(!report.contains("What customers say"), "no survey was given:\n{report}");
    let table = fs::read_to_string(folder.join("here/customers.csv")).expect("a table");
    assert!(table.contains("\"Müller, 0\""), "{table}");
}

#[test]
fn every_model_can_be_chosen() {
    let folder = folder("models");
    for (model, name) in [
        ("nbd", "NBD"),
        ("pareto-nbd", "Pareto/NBD"),
        ("mbg-nbd", "MBG/NBD"),
        ("bg-cnbd", "BG/CNBD-k"),
        ("mbg-cnbd", "MBG/CNBD-k"),
        ("ggompertz-nbd", "GGompertz/NBD"),
        ("bg-bb", "BG/BB"),
    ] {
        let report = printed(&run(&folder, &["--model", model]));
        assert!(report.contains(&format!("  {name}: log-likelihood")), "{model}:\n{report}");
        assert!(report.contains("top-decile lift"), "{report}");
        assert!(!report.contains("NaN"), "{model}:\n{report}");
    }
    assert!(refused(&run(&folder, &["--model", "crystal-ball"])).contains("crystal-ball"));
}

#[test]
fn a_bad_row_is_named_or_counted() {
    let folder = folder("bad");
    shop(&folder, "Ada,2024-02-30,5.00\nBob,2024-03-01,inf\n");
    let mut arguments = vec!["--transactions", "shop.csv"];
    arguments.extend(COLUMNS);
    let message = refused(&run(&folder, &arguments));
    assert!(message.contains("day") && message.contains("2024-02-30"), "{message}");
    assert!(!folder.join("out").exists(), "nothing is written on failure");

    arguments.extend(["--bad-rows", "reject"]);
    let report = printed(&run(&folder, &arguments));
    assert!(report.contains("2 were rejected"), "{report}");
    assert!(report.contains("2024-02-30") && report.contains("inf"), "{report}");
}

#[test]
fn a_refund_is_a_decision() {
    let folder = folder("refund");
    shop(&folder, "Ada,2024-02-03,5.00\nAda,2024-02-03,-5.00\nAda,2024-02-09,6.00\n");
    let mut arguments = vec!["--transactions", "shop.csv"];
    arguments.extend(COLUMNS);
    let message = refused(&run(&folder, &arguments));
    assert!(message.contains("-5.00") && message.contains("total"), "{message}");
    arguments.extend(["--refunds", "net"]);
    let report = printed(&run(&folder, &arguments));
    assert!(report.contains("1 occasions were dropped"), "{report}");
}

/// With costs, value means profit: the tiers say what they left, to the cent.
#[test]
fn costs_make_value_mean_profit() {
    let folder = folder("costs");
    let path = shop(&folder, "");
    let text = fs::read_to_string(&path).expect("a shop");
    // A purchase costs 60 % of its amount; of every ninth the cost is not known, and one customer
    // is served at a loss.
    let mut with_costs = String::from("client,day,total,cost\n");
    let mut profit = 0;
    for (row, line) in text.lines().skip(1).enumerate() {
        let minor: i64 = line
            .rsplit(',')
            .next()
            .and_then(|amount| amount.replace('.', "").parse().ok())
            .expect("an amount");
        let cost = if line.contains(", 13\"") { 3 * minor } else { minor * 6 / 10 };
        if row % 9 == 0 {
            with_costs += &format!("{line},\n");
            // 40 %, a tie to the even cent.
            let (whole, rest) = (minor * 4 / 10, minor * 4 % 10);
            profit += whole + i64::from(rest > 5 || (rest == 5 && whole % 2 == 1));
        } else {
            with_costs += &format!("{line},{}.{:02}\n", cost / 100, cost % 100);
            profit += minor - cost;
        }
    }
    fs::write(&path, with_costs).expect("writable");
    let mut arguments = vec!["--transactions", "shop.csv"];
    arguments.extend(COLUMNS);
    arguments.extend(["--cost-column", "cost"]);
    let message = refused(&run(&folder, &arguments));
    assert!(message.contains("line 2, cost: is missing"), "{message}");
    arguments.extend(["--missing-costs", "0.4"]);
    let report = printed(&run(&folder, &arguments));
    assert!(report.contains("at the margin of its purchases so far"), "{report}");
    assert!(report.contains("customers left more than nothing"), "{report}");
    let table = report.split("What the tiers brought").nth(1).expect("the economics of the tiers");
    let found: i64 = table
        .lines()
        .skip(2)
        .take(4)
        .map(|line| {
            let cells: Vec<&str> =
                line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let money = cells[4].trim_end_matches(" EUR").replace([' ', '.'], "");
            money.parse::<i64>().expect("a profit")
        })
        .sum();
    assert_eq!(found, profit, "{report}");
    arguments.extend(["--margin-column", "cost"]);
    assert!(refused(&run(&folder, &arguments)).contains("cannot be used with"));
}

#[test]
fn nonsense_is_refused_in_words() {
    let folder = folder("nonsense");
    fs::write(folder.join("empty.csv"), "").expect("writable");
    for (arguments, word) in [
        (vec!["--transactions", "nowhere.csv"], "nowhere.csv"),
        (vec!["--transactions", "empty.csv"], "empty.csv"),
        (vec!["--unit", "fortnight"], "fortnight"),
        (vec!["--currency", "XYZ"], "XYZ"),
        (vec!["--calibrate-until", "1997-13-01"], "1997-13-01"),
        (vec!["--horizon=-1"], "horizon"),
        (vec!["--discount=-2"], "discount"),
        (vec!["--amount-column", "price"], "price"),
    ] {
        let message = refused(&run(&folder, &arguments));
        assert!(message.contains(word), "{arguments:?}: {message}");
    }
}
