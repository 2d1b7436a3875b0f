//! From a CSV file of transactions to the table of customers: seconds, peak memory and, where a
//! file for them is named, the answers. `benches/compare/files.py` runs it beside Polars and DuckDB.
//!
//!     cargo bench --bench reading -- FILE [THREADS] [ANSWERS]
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::fmt::Write;
use std::time::Instant;

use habitue::customer::Key;
use habitue::intake::{ColumnRole, Hints, Proposal, Source};
use habitue::ledger::{Rules, TransactionFormat};
use habitue::money::Currency;
use habitue::summary::{Convention, Summary, Table};
use habitue::time::Unit;
use habitue::{Job, Result};

fn read(path: &str, threads: usize, integers: bool) -> Result<Table> {
    let source = Source::open_on(path, threads)?;
    let proposal = Proposal::of(&source, &Hints::new())?;
    let column = |role| proposal.column(role).unwrap_or_default();
    let mut format = TransactionFormat::new(
        column(ColumnRole::Customer),
        column(ColumnRole::Date),
        column(ColumnRole::Amount),
    );
    if integers {
        format = format.with_integer_keys();
    }
    let mut summary = Summary::new(Rules::money(Currency::EUR)).with_threads(threads);
    let mut job = Job::new().with_threads(threads);
    summary.read(&source, proposal.layout(), &format, &mut job)?;
    drop(source);
    let window = summary.whole_window().ok_or_else(|| {
        habitue::Error::new(habitue::ErrorKind::Empty, "has no transactions").in_column("file")
    })?;
    summary.table(&window, &Convention::btyd(Unit::Day))
}

/// The most memory that this process held, in bytes, where the system says so.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| 1024 * kib)
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [path, more @ ..] = arguments.as_slice() else {
        println!("reading: no file is named; benches/compare/files.py makes one");
        return Ok(());
    };
    let threads = more.first().and_then(|threads| threads.parse().ok()).unwrap_or(2);
    let begun = Instant::now();
    let table = match read(path, threads, path.contains("integer")) {
        Ok(table) => table,
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    };
    let seconds = begun.elapsed().as_secs_f64();
    println!("{seconds:.4} {} {}", peak().unwrap_or(0), table.len());
    if let Some(answers) = more.get(1) {
        let mut text = String::from("customer,x,t_x,age,first,repeat\n");
        for row in table.rows() {
            let _ = match row.key {
                Key::Integer(key) => write!(text, "{key}"),
                Key::Text(key) => write!(text, "{key}"),
                _ => Ok(()),
            };
            let (first, repeat) = (row.first_spend, row.repeat_spend);
            let _ = writeln!(text, ",{},{},{},{first},{repeat}", row.x, row.t_x, row.t);
        }
        std::fs::write(answers, text)?;
    }
    Ok(())
}
