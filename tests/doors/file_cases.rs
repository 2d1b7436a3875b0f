//! Every kind of file at the main job: it goes in by itself, or the message names an option of the
//! command that, typed as it stands there, lets it go in.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../common/file_cases.rs"]
mod cases;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("main_job_files");
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn run(folder: &Path, file: &str, options: &[String]) -> Output {
    let tests = std::env::current_exe().unwrap();
    let target = tests.parent().and_then(Path::parent).unwrap();
    let example = format!("customer_base{}", std::env::consts::EXE_SUFFIX);
    Command::new(target.join("examples").join(example))
        .args(["--transactions", file, "--out", "out"])
        .args(options)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The words of an option as a shell takes them apart.
fn words(option: &str) -> Vec<String> {
    match option.split_once(' ') {
        Some((name, value)) => vec![name.to_owned(), value.trim_matches('"').to_owned()],
        None => vec![option.to_owned()],
    }
}

/// What the customers of the table spent, in cents.
fn spent(folder: &Path) -> i64 {
    let mut table = csv::Reader::from_path(folder.join("out/customers.csv")).unwrap();
    let heads = table.headers().unwrap().clone();
    let at = heads.iter().position(|head| head == "spend_so_far").unwrap();
    let cents = |cell: &str| (cell.parse::<f64>().unwrap_or(0.0) * 100.0).round() as i64;
    table.records().map(|row| cents(&row.unwrap()[at])).sum()
}

#[test]
fn every_kind_of_file_goes_in_or_names_the_option_that_lets_it() {
    let folder = folder();
    for case in cases::all() {
        let name = case.name;
        let file = format!("{name}.csv");
        fs::write(folder.join(&file), &case.bytes).unwrap();
        let (mut tried, mut options): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let refused = loop {
            let output = run(&folder, &file, &options);
            if output.status.success() {
                break None;
            }
            let message = String::from_utf8(output.stderr).unwrap();
            assert!(message.starts_with("customer_base: "), "{name}: {message}");
            for inner in ["::", "HABITUE_", "format.", "rules."] {
                assert!(!message.contains(inner), "{name}: a word of another face: {message}");
            }
            let Some((_, told)) = message.trim().rsplit_once("; to go on: ") else {
                break Some(message);
            };
            let new = told.split(", or ").find(|option| !tried.contains(&(*option).to_owned()));
            let new = new.unwrap_or_else(|| panic!("{name}: tried {tried:?}: {message}"));
            tried.push(new.to_owned());
            options.extend(words(new));
        };
        assert_eq!(tried, case.remedies, "{name}");
        let Some(rows) = case.rows else {
            assert!(refused.is_some_and(|message| message.contains(&file)), "{name}");
            continue;
        };
        // Customers who gave back all that they bought are no customers.
        if rows.iter().all(|row| row.2 < 0) {
            assert!(refused.is_some_and(|message| !message.is_empty()), "{name}");
            continue;
        }
        assert_eq!(refused, None, "{name}");
        // Refunds beyond what was bought before them lower nobody's spend.
        let borne = !["edge_keep_negative"].contains(&name);
        let all: i64 = rows.iter().map(|row| row.2).sum();
        if borne {
            let slack = i64::from(case.remedies == ["--rounding half-even"]);
            assert!((all..=all + slack).contains(&spent(&folder)), "{name}: {}", spent(&folder));
        }
    }
}
