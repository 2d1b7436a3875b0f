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
    // The verdict and the key figures: what stands before the first question.
    let (opening, _) = report.split_once("\n1. ").expect("a first question");
    if std::env::var_os("HABITUE_BLESS").is_some() {
        fs::write(&path, format!("{before}```text\n{opening}```\n{after}")).expect("writable");
    } else {
        assert!(shown == opening, "README.md shows\n{shown}\nbut the job prints\n{opening}");
    }

    for (page, language) in [("customer_base.html", "en"), ("customer_base.zh-CN.html", "zh-CN")] {
        let page = fs::read_to_string(folder.join("out").join(page)).expect("a page");
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        let own = page.replace("http://www.w3.org/", "").replace("url(#", "");
        for outside in ["http://", "https://", "<link", "src=", "url(", "@import"] {
            assert!(!own.contains(outside), "the page refers to something outside: {outside}");
        }
        assert!(page.matches("<figure").count() >= 15, "pictures are missing");
        assert_eq!(page.matches("<figure").count(), page.matches("<figcaption").count());
    }
}

/// Figures of the CDNOW sample that are published (Fader, Hardie and Lee 2005) or were found with
/// other packages; the rest of them is pinned in the tests of the study.
#[test]
fn the_report_holds_the_published_figures() {
    let report = printed(&run(&folder("figures"), &[]));
    for figure in [
        "2,357 customers, 6,919 rows",
        "$244,091.94",
        "−9,582.4",
        "66.6%",
        "66.3%",
        "51–61%",
        "1,653 purchases were forecast",
        "1,882 came",
        "Of 37 repeat customers given less than 10%, 16 bought",
    ] {
        let flowing = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flowing.contains(figure), "{figure} is missing from\n{report}");
    }
}

#[test]
fn the_table_has_a_row_for_every_customer() {
    let folder = folder("table");
    printed(&run(&folder, &[]));
    let mut reader =
        csv::Reader::from_path(folder.join("out/customers.csv")).expect("a table of customers");
    let heads = reader.headers().expect("a header").clone();
    let column = |name: &str| {
        heads
            .iter()
            .position(|head| head == name)
            .unwrap_or_else(|| panic!("no {name} in {heads:?}"))
    };
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2357);
    // Customer 4 of the sample bought on 1997-01-01, 01-18, 08-02 and 12-12.
    let first = rows.iter().find(|row| &row[column("customer")] == "4").expect("customer 4");
    let expected = [("frequency", "3"), ("last_purchase", "1997-12-12"), ("spend_so_far", "100.5")];
    for (name, value) in expected {
        assert_eq!(&first[column(name)], value, "{name}");
    }
    assert_eq!(rows.iter().filter(|row| &row[column("tier_name")] == "Top").count(), 24);
}

/// `| head` has read enough: no error, no panic.
#[test]
fn a_reader_who_stops_is_no_failure() {
    let folder = folder("head");
    let tests = std::env::current_exe().expect("a test has a path");
    let target = tests.parent().and_then(Path::parent).expect("target/PROFILE/deps/TEST");
    let example =
        target.join("examples").join(format!("customer_base{}", std::env::consts::EXE_SUFFIX));
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output =
        Command::new(&example).current_dir(&folder).stdout(writer).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
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
    assert!(report.contains("revenue in euros"), "{report}");
    assert!(report.contains("next 6 months"), "{report}");
    assert!(!report.contains("Satisfaction stands"), "no survey was given:\n{report}");
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
    ] {
        let report = printed(&run(&folder, &["--model", model]));
        assert!(report.contains(&format!("{name} was asked for")), "{model}:\n{report}");
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
    assert!(report.contains("2 of 236 rows"), "{report}");
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
    assert!(report.contains("days that refunds brought to nothing"), "{report}");
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
    assert!(report.contains("Money is profit in euros"), "{report}");
    let mut table = csv::Reader::from_path(folder.join("out/customers.csv")).expect("a table");
    let heads = table.headers().expect("a header").clone();
    let column = heads.iter().position(|head| head == "profit_so_far").expect("profit");
    let found: i64 = table
        .records()
        .map(|row| row.expect("a row")[column].parse::<f64>().expect("a profit"))
        .map(|profit| (100.0 * profit).round() as i64)
        .sum();
    assert_eq!(found, profit, "{report}");
    arguments.extend(["--margin-column", "cost"]);
    assert!(refused(&run(&folder, &arguments)).contains("cannot be used with"));
}

/// The table of customers as a file of Parquet, and that taken for a file of transactions: its
/// money is the base's.
#[test]
fn parquet_goes_out_and_in_where_it_is_built_in() {
    let folder = folder("parquet");
    let asked = ["--customers", "customers.parquet", "--model", "bg-nbd"];
    if cfg!(not(feature = "parquet")) {
        let message = refused(&run(&folder, &asked));
        assert!(message.contains("--features parquet"), "{message}");
        assert!(!folder.join("out").exists(), "it is refused before anything is read");
        fs::write(folder.join("sales.parquet"), "PAR1").expect("writable");
        let message = refused(&run(&folder, &["--transactions", "sales.parquet"]));
        assert!(message.contains("--features parquet"), "{message}");
        return;
    }
    printed(&run(&folder, &asked));
    let columns = ["customer", "last_purchase", "spend_so_far"];
    let mut arguments = vec!["--transactions", "out/customers.parquet", "--currency", "USD"];
    for (option, column) in
        ["--customer-column", "--date-column", "--amount-column"].into_iter().zip(columns)
    {
        arguments.extend([option, column]);
    }
    let report = printed(&run(&folder, &arguments));
    let flowing = report.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("2,357 customers, 2,357 rows"), "{report}");
    assert!(flowing.contains("All 2,357 rows were read. $244,091.94"), "{report}");
    fs::write(folder.join("cut.parquet"), "PAR1 and no end").expect("writable");
    let message = refused(&run(&folder, &["--transactions", "cut.parquet"]));
    assert!(message.contains("cut.parquet") && message.contains("cut off"), "{message}");
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
        (vec!["--discount", "15"], "0.15"),
        (vec!["--margin", "30"], "0.3"),
        (vec!["--calibrate-until", "2199-01-01"], "2199-01-01"),
        (vec!["--language", "fr"], "fr"),
        (vec!["--amount-column", "price"], "price"),
    ] {
        let message = refused(&run(&folder, &arguments));
        assert!(message.contains(word), "{arguments:?}: {message}");
    }
}

/// A survey without transactions: its page in both languages, its tables, and its own options.
#[test]
fn a_survey_alone_has_its_page_and_tables() {
    let survey = format!("{ROOT}/examples/data/survey_raw_synthetic.csv");
    let folder = folder("survey");
    let asked = ["--survey", survey.as_str(), "--survey-column", "unused=region"];
    let report = printed(&run(&folder, &asked));
    assert!(report.starts_with("survey_raw_synthetic.csv\n"), "{report}");
    assert!(report.contains("1,200 respondents, 8 items.") && report.contains("Turned: slow"));
    for (page, language) in [("survey.html", "en"), ("survey.zh-CN.html", "zh-CN")] {
        let page = fs::read_to_string(folder.join("out").join(page)).expect("a page");
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        assert!(page.matches("<figure").count() >= 8, "pictures are missing");
    }
    for table in ["survey.xlsx", "survey_groups.csv", "survey_items.csv", "survey_columns.csv"] {
        assert!(folder.join("out").join(table).exists(), "{table}");
    }
    // What is given and not read is refused by name, on both sides.
    let idle = refused(&run(&folder, &[&asked[..], &["--margin", "0.3"]].concat()));
    assert!(idle.contains("--margin is not read of a survey alone"), "{idle}");
    let idle = refused(&run(&folder, &["--least", "40"]));
    assert!(idle.contains("--least is read of a survey alone"), "{idle}");
    let role =
        refused(&run(&folder, &["--survey", survey.as_str(), "--survey-column", "a=region"]));
    assert!(role.contains("is no role") && role.contains("segment"), "{role}");
}
