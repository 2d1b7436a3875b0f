//! A survey alone: its page, its tables, its text.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::parser::ValueSource;
use habitue::intake::Source;
use habitue::remedy::Face;
use habitue::report::{Language, SurveyReport, TableFormat};
use habitue::study::{SurveyOptions, SurveyScale, SurveyStudy, SurveyTable};

use crate::arguments::Arguments;
use crate::progress;

/// What the options say of a survey that is read alone.
#[derive(Args, Debug)]
#[command(next_help_heading = "A survey alone (--survey without --transactions)")]
pub(crate) struct Asked {
    /// What a column is; may be given several times: item, overall, recommend, repurchase,
    /// respondent, segment, wave, weight, multi, open, unused, importance, expectation, functional,
    /// dysfunctional; reversed turns an item, as-asked leaves it as it is [default: found]
    #[arg(long, value_name = "ROLE=NAME")]
    survey_column: Vec<String>,
    /// Scale of the items, where their answers do not tell: balanced-five, unbalanced-five,
    /// graded-five, plain-five, agreement-five, or ends such as 1-10
    #[arg(long, value_name = "SCALE")]
    survey_scale: Option<SurveyScale>,
    /// The population, to which figures are raked: a file of column,label,share
    #[arg(long, value_name = "FILE")]
    population: Option<PathBuf>,
    /// Which column is cross-tabulated by which, such as region:overall [default: the first segment
    /// by the outcome]
    #[arg(long, value_name = "ROWS:COLUMNS")]
    cross: Option<String>,
    /// Fewest answers that a figure of a group is shown of
    #[arg(long, value_name = "ANSWERS", default_value_t = SurveyOptions::LEAST)]
    least: u64,
}

/// The options that a survey alone reads.
const READ: [&str; 14] = [
    "survey",
    "survey_column",
    "survey_scale",
    "population",
    "cross",
    "least",
    "language",
    "out",
    "date_format",
    "delimiter",
    "no_header",
    "no_quotes",
    "encoding",
    "sheet",
];
/// Those of them that nothing else reads.
const OWN: [&str; 5] = ["survey_column", "survey_scale", "population", "cross", "least"];

/// Refuses what is given and not read.
pub(crate) fn check(matches: &clap::ArgMatches, alone: bool) -> Result<(), String> {
    let given = |name: &str| matches.value_source(name) == Some(ValueSource::CommandLine);
    let idle =
        |name: &&str| given(name) && if alone { !READ.contains(name) } else { OWN.contains(name) };
    let ids: Vec<&str> = matches.ids().map(|id| id.as_str()).collect();
    // Groups of arguments are named as types are.
    let is_argument = |name: &&str| name.starts_with(char::is_lowercase);
    match ids.into_iter().filter(is_argument).find(idle) {
        None => Ok(()),
        Some(name) => {
            let option = name.replace('_', "-");
            Err(if alone {
                format!("--{option} is not read of a survey alone; --transactions names the sales")
            } else {
                format!("--{option} is read of a survey alone: --survey without --transactions")
            })
        }
    }
}

/// The two columns of a cross-table: split at the colon that leaves columns of the table on both
/// sides.
fn crossed<'a>(of: &'a str, names: &[String]) -> Option<(&'a str, &'a str)> {
    let is_column = |name: &str| names.iter().any(|own| own == name);
    let mut parted = of
        .match_indices(':')
        .map(|(at, _)| (&of[..at], &of[at + 1..]))
        .filter(|(rows, columns)| is_column(rows) && is_column(columns));
    parted.next().or_else(|| of.split_once(':'))
}

/// Reads the survey, and writes its pages and tables.
pub(crate) fn report(arguments: &Arguments, path: &Path) -> Result<(), Box<dyn Error>> {
    let named =
        |error: habitue::Error| format!("{}: {}", path.display(), error.told(Face::CommandLine));
    let source = arguments.reading.open(path).map_err(named)?;
    let hints = arguments.reading.hints()?;
    let table = SurveyTable::read(&source, hints.layout()).map_err(named)?;
    let mut options = SurveyOptions::new().with_threads(0).with_least(arguments.asked.least)?;
    for assignment in &arguments.asked.survey_column {
        options = options.with_assignment(assignment)?;
    }
    if let Some(scale) = arguments.asked.survey_scale {
        options = options.with_scale(scale);
    }
    if let Some(of) = &arguments.asked.cross {
        let (rows, columns) = crossed(of, table.names())
            .ok_or_else(|| format!("--cross {of}: allowed: two columns, such as region:overall"))?;
        options = options.with_cross(rows, columns);
    }
    if let Some(format) = hints.date_format() {
        options = options.with_date_format(format.clone());
    }
    if let Some(path) = &arguments.asked.population {
        let shares = Source::open(path).and_then(|file| options.with_population_file(&file));
        options = shares
            .map_err(|error| format!("{}: {}", path.display(), error.told(Face::CommandLine)))?;
    }
    let study = progress("studying", |progress| SurveyStudy::of(&table, &options, progress))
        .map_err(named)?;

    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let report = |language: Language| {
        SurveyReport::new(&study, language).with_title(name.clone()).with_source(name.clone())
    };
    let (own, other) = (arguments.language, arguments.language.other());
    let (page, beside) = ("survey.html".to_owned(), format!("survey.{other}.html"));
    fs::create_dir_all(&arguments.out)?;
    let write = |name: &str, bytes: &[u8]| fs::write(arguments.out.join(name), bytes);
    write(&page, report(own).with_other_language(&beside).page()?.as_bytes())?;
    write(&beside, report(other).with_other_language(&page).page()?.as_bytes())?;
    let report = report(own);
    write("survey.xlsx", &report.workbook()?)?;
    for name in report.tables() {
        write(&format!("survey_{name}.csv"), &report.table(name, TableFormat::Csv)?)?;
    }
    let mut out = io::stdout().lock();
    write!(out, "{}", report.text())?;
    let path = |name: &str| arguments.out.join(name).display().to_string();
    writeln!(out, "\n{}, {}\n{}", path(&page), path(&beside), path("survey.xlsx"))?;
    Ok(())
}
