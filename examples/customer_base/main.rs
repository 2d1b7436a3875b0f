//! The whole path once: transactions and survey answers in, a report that a
//! manager can read, a page with pictures and a table of customers out.
//!
//! `cargo run --release --example customer_base` reads the CDNOW sample;
//! `--help` tells how to give it customers of your own.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod customers;
mod deeds;
mod future;
mod keeping;
mod page;
mod pictures;
mod priorities;
mod report;
mod scores;
mod staying;
mod trust;
mod voice;
mod worth;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use deeds::Deeds;
use future::Future;
use keeping::Keeping;
use report::{Report, grouped, percentage, percentage_or_dash};
use scores::Scores;
use voice::Voice;
use worth::Worth;

const SURVEY: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/cdnow_survey_synthetic.csv");

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("customer_base: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let deeds = Deeds::read(arguments)?;
    let voice = match (&arguments.survey, &arguments.transactions) {
        (Some(path), _) => Some(Voice::read(path, &path.display().to_string())?),
        (None, None) => Some(Voice::read(Path::new(SURVEY), "synthetic answers")?),
        (None, Some(_)) => None,
    };
    let future = Future::predict(&deeds, arguments)?;
    let worth = Worth::of(&future)?;
    let scores = Scores::of(&deeds, &future)?;

    let mut report = Report::new(
        &format!("Customer base: {}", deeds.source),
        &format!(
            "{} customers, {} transactions, {} to {}; calibrated until {}; time in {}s, money in {}",
            grouped(deeds.table.len() as u64),
            grouped(deeds.table.audit().rows),
            deeds.first_day,
            deeds.window.holdout_end(),
            deeds.window.calibration_end(),
            deeds.unit.name(),
            deeds.currency.code(),
        ),
    );
    report.page.cards(&[
        (
            percentage(future.alive() / deeds.table.len() as f64),
            "of the customers are expected to be still alive",
        ),
        (deeds.money(future.worth()), "is what the base is worth over the horizon"),
        (
            percentage_or_dash(worth.top_fifth()?),
            "of that value is held by the top 20 % of the customers",
        ),
    ]);
    future.write(&deeds, &mut report)?;
    worth.write(&deeds, &future, &mut report)?;
    scores.write(&deeds, &worth, &mut report)?;
    staying::write(&deeds, &future, voice.as_ref(), &mut report)?;
    Keeping::of(&deeds, &future, arguments)?.write(&deeds, &worth, &mut report)?;
    if let Some(voice) = &voice {
        voice.write(&mut report)?;
        priorities::write(voice, &mut report)?;
    }
    trust::write(&deeds, &future, &mut report)?;

    std::fs::create_dir_all(&arguments.out)?;
    let table = arguments.out.join("customers.csv");
    customers::write(&table, &deeds, &future, &worth, &scores)?;
    print!("{}", report.text());
    let page = arguments.out.join("customer_base.html");
    std::fs::write(&page, report.page.finish(concat!("habitue ", env!("CARGO_PKG_VERSION"))))?;
    println!("\nPage: {}\nCustomers: {}", page.display(), table.display());
    Ok(())
}
