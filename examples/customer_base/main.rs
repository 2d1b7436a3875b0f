//! The main job: transactions and survey answers in; a verdict, a report that a manager can read,
//! a page with pictures and a table of customers out.
//!
//! `cargo run --release --example customer_base` reads the CDNOW sample; `--help` tells how to give
//! it customers of your own. It reads arguments and files; the library does all else.

mod arguments;
mod reading;
mod survey;
mod transactions;

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use habitue::Progress;
use habitue::ledger::FileAudit;
use habitue::remedy::Face;
use habitue::report::{Language, Report, TableFormat};
use habitue::study::{SplitRule, Study, StudyOptions, StudySurvey};
use habitue::time::{Day, Unit};
use indicatif::{ProgressBar, ProgressStyle};

use arguments::Arguments;
use transactions::Transactions;

const SURVEY: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/cdnow_survey_synthetic.csv");
/// The usual split of the CDNOW sample.
const SAMPLE_SPLIT: &str = "1997-09-30";

fn main() -> ExitCode {
    match begun() {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has read enough: `| head`.
        Err(error) if is_closed_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            let said = error.downcast_ref::<habitue::Error>();
            let said = said.map_or(error.to_string(), |error| error.told(Face::CommandLine));
            let _ = writeln!(io::stderr(), "customer_base: {said}");
            ExitCode::FAILURE
        }
    }
}

/// A survey alone, or a base of customers.
fn begun() -> Result<(), Box<dyn Error>> {
    let matches = Arguments::command().get_matches();
    let arguments = Arguments::from_arg_matches(&matches)?;
    let alone = arguments.survey.as_ref().filter(|_| arguments.reading.transactions.is_none());
    survey::check(&matches, alone.is_some())?;
    match alone {
        Some(path) => survey::report(&arguments, path),
        None => run(&arguments),
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let table_format = TableFormat::of_path(&arguments.customers)?;
    table_format.check()?;
    let transactions = Transactions::read(&arguments.reading)?;
    let survey = survey(arguments)?;
    let options = options(arguments)?.with_losses(transactions.losses());
    let repeats = repeats(&transactions.audit)?;
    let many = transactions.audit.repeated_rows() * 100 > transactions.audit.rows();
    if many && let Some(repeats) = &repeats {
        writeln!(io::stderr(), "customer_base: {repeats}")?;
    }
    let study = progress("studying", |progress| {
        Study::of(&transactions.summary, &options, survey.as_ref(), progress)
    })?;

    let report = report(&study, arguments, arguments.language);
    let page = "customer_base.html";
    let other = format!("customer_base.{}.html", arguments.language.other());
    let beside = self::report(&study, arguments, arguments.language.other());
    fs::create_dir_all(&arguments.out)?;
    let write = |name: &str, text: String| fs::write(arguments.out.join(name), text);
    write(page, report.clone().with_other_language(&other).page()?)?;
    write(&other, beside.with_other_language(page).page()?)?;
    let customers = report.customers(table_format)?;
    fs::write(arguments.out.join(&arguments.customers), customers)?;

    let mut out = io::stdout().lock();
    write!(out, "{}", report.text())?;
    for line in transactions.audit.rejections().examples() {
        writeln!(out, "{}", line.told(Face::CommandLine))?;
    }
    if !many && let Some(repeats) = &repeats {
        writeln!(out, "{repeats}")?;
    }
    let table = arguments.out.join(&arguments.customers);
    let path = |name: &str| arguments.out.join(name).display().to_string();
    writeln!(out, "\n{}, {}\n{}", path(page), path(&other), table.display())?;
    Ok(())
}

/// What repeats in the file, and the option that decides.
fn repeats(audit: &FileAudit) -> Result<Option<String>, Box<dyn Error>> {
    let rows = audit.repeated_rows();
    if rows == 0 {
        return Ok(None);
    }
    let money = audit.repeated_money()?.map(|money| format!(" ({money})")).unwrap_or_default();
    let (rows, verb) = if rows == 1 {
        ("1 row repeats".to_owned(), "counts")
    } else {
        (format!("{rows} rows repeat"), "count")
    };
    Ok(Some(format!(
        "{rows} an earlier row{money} and {verb} again; --duplicates drop leaves out such rows"
    )))
}

fn options(arguments: &Arguments) -> Result<StudyOptions, Box<dyn Error>> {
    let split = match (arguments.calibrate_until.as_deref(), &arguments.reading.transactions) {
        (Some("none"), _) => SplitRule::None,
        (Some(date), _) => SplitRule::Day(Day::parse(date)?),
        (None, None) => SplitRule::Day(Day::parse(SAMPLE_SPLIT)?),
        (None, Some(_)) => SplitRule::Auto,
    };
    let unit = Unit::from_name(&arguments.unit).ok_or_else(|| {
        format!("--unit: {:?} is no unit; allowed: day, week, month, quarter, year", arguments.unit)
    })?;
    let options = StudyOptions::new()
        .with_model(arguments.model.rule())?
        .with_unit(unit)?
        .with_discount(arguments.discount)?
        .with_margin(arguments.margin)?
        .with_split(split)
        .with_threads(0);
    Ok(match arguments.horizon {
        Some(horizon) => options.with_horizon(horizon)?,
        None => options,
    })
}

fn survey(arguments: &Arguments) -> Result<Option<StudySurvey>, Box<dyn Error>> {
    let path = match (&arguments.survey, &arguments.reading.transactions) {
        (Some(path), _) => path.as_path(),
        (None, None) => Path::new(SURVEY),
        (None, Some(_)) => return Ok(None),
    };
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| named(&error))?;
    let survey = StudySurvey::read_csv(BufReader::new(file))
        .map_err(|error| named(&error.told(Face::CommandLine)))?;
    Ok(Some(survey))
}

/// The report in a language.
fn report<'a>(study: &'a Study, arguments: &Arguments, language: Language) -> Report<'a> {
    let report = Report::new(study, language);
    let report = match &arguments.reading.transactions {
        Some(path) => {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            report.with_title(name.clone()).with_source(name)
        }
        None => report.with_title(language.pick("CDNOW sample", "CDNOW样本")).with_source(
            language.pick(
                "CDNOW 1/10 sample (Fader and Hardie 2001)",
                "CDNOW 1/10样本（Fader与Hardie 2001）",
            ),
        ),
    };
    if arguments.survey.is_none() && arguments.reading.transactions.is_none() {
        return report.with_survey_note(language.pick(
            "Synthetic answers: a demonstration, not what CDNOW's customers said",
            "模拟问卷数据，仅作演示，并非CDNOW客户的真实回答",
        ));
    }
    report
}

/// Work that is shown with a bar.
fn progress<T>(what: &'static str, work: impl FnOnce(&mut Progress<'_>) -> T) -> T {
    let bar = bar(what, 1);
    let mut listener = |done: u64, total: u64| {
        bar.set_length(total);
        bar.set_position(done);
        ControlFlow::Continue(())
    };
    let made = work(&mut Progress::new(&mut listener));
    bar.finish_and_clear();
    made
}

/// A bar for work that can be counted, drawn only where it lasts and only on a terminal.
fn bar(what: &'static str, total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:>10} [{bar:40}] {percent} % {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total).with_style(style.progress_chars("=> ")).with_message(what)
}

fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
