//! What customers did: from a file of transactions to a table of customers.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::PathBuf;

use habitue::Progress;
use habitue::customer::TextColumn;
use habitue::ledger::{FileAudit, Ledger, MissingCosts, Refunds, Rules, TransactionFormat, Visits};
use habitue::lifetime::Histories;
use habitue::money::{Currency, Money, Rounding};
use habitue::summary::{Convention, Summary, Table, Tracking};
use habitue::time::{Day, Unit, Window};
use indicatif::{ProgressBar, ProgressStyle};

use crate::arguments::{Arguments, BadRows, Model, Returns};
use crate::report::grouped;

/// The sample that ships with the project, and its split.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/cdnow_sample.csv");
const SAMPLE_SPLIT: &str = "1997-09-30";

/// Rejected lines that the report shows.
const SHOWN: usize = 5;

/// The customers and how their transactions were taken in.
pub(crate) struct Deeds {
    pub(crate) source: String,
    pub(crate) table: Table,
    pub(crate) tracking: Tracking,
    /// The sums of the logarithms of the intervals between purchases.
    pub(crate) log_intervals: Vec<f64>,
    pub(crate) window: Window,
    pub(crate) unit: Unit,
    pub(crate) currency: Currency,
    pub(crate) first_day: Day,
    pub(crate) audit: FileAudit,
    /// Customer and day of every visit.
    pub(crate) keys: TextColumn,
    pub(crate) days: Vec<i32>,
}

impl Deeds {
    pub(crate) fn read(arguments: &Arguments) -> Result<Self, Box<dyn Error>> {
        let (path, source) = match &arguments.transactions {
            Some(path) => (path.clone(), path.display().to_string()),
            None => (PathBuf::from(SAMPLE), "CDNOW sample".to_owned()),
        };
        let unit = unit(&arguments.unit)?;
        let currency = Currency::from_code(&arguments.currency)?;
        let mut format = TransactionFormat::new(
            &arguments.customer_column,
            &arguments.date_column,
            &arguments.amount_column,
        );
        if let Some(column) = &arguments.cost_column {
            format = format.with_cost(column);
        }
        if let Some(column) = &arguments.margin_column {
            format = format.with_margin(column);
        }
        if let Some(written) = &arguments.date_format {
            format = format.with_date_format(written);
        }
        if arguments.bad_rows == BadRows::Reject {
            format = format.rejecting(SHOWN);
        }
        let mut rules = Rules::money(currency).with_refunds(match arguments.refunds {
            Returns::Refuse => Refunds::Refuse,
            Returns::Net => Refunds::Net,
            Returns::Keep => Refunds::Keep,
        });
        if arguments.cost_column.is_some() || arguments.margin_column.is_some() {
            rules = rules.with_costs(missing_costs(&arguments.missing_costs)?);
        }
        if unit == Unit::Hour {
            rules = rules.with_hours();
        }

        let file = File::open(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let bar = bar("reading", file.metadata()?.len());
        let (ledger, audit) = {
            let mut listener = |done: u64, _total: u64| {
                bar.set_position(done);
                ControlFlow::Continue(())
            };
            Ledger::read_csv(
                BufReader::new(file),
                &format,
                &rules,
                &mut Progress::new(&mut listener),
            )
            .map_err(|error| format!("{}: {error}", path.display()))?
        };
        bar.finish_and_clear();
        let summary = Summary::from_ledger(&ledger)?;
        let (first_day, last_day) = ledger.days().ok_or("there are no transactions")?;

        let split = match (&arguments.calibrate_until, &arguments.transactions) {
            (Some(date), _) => Day::parse(date)?,
            (None, None) => Day::parse(SAMPLE_SPLIT)?,
            (None, Some(_)) => last_day,
        };
        let visits = ledger.visits()?;
        let window = Window::until(split).with_holdout_until(last_day.max(split))?;
        // A model of opportunities counts whole units.
        let convention = match arguments.model {
            Model::BgBb => Convention::lifetimes(unit),
            _ => Convention::btyd(unit),
        };
        Ok(Self {
            source,
            table: summary.table(&window, &convention)?,
            tracking: summary.tracking(&window, &convention)?,
            log_intervals: summary.log_intervals(&window, &convention)?,
            window,
            unit,
            currency,
            first_day,
            audit,
            keys: names(&visits),
            days: visits.days().to_vec(),
        })
    }

    /// What the models of purchases learn from.
    pub(crate) fn histories(&self) -> habitue::Result<Histories<'_>> {
        let table = &self.table;
        Histories::new(table.x(), table.t_x(), table.t())?.with_log_intervals(&self.log_intervals)
    }

    /// Minor units as a person reads them.
    pub(crate) fn minor(&self, minor: i64) -> String {
        grouped_money(&Money::from_minor(minor, self.currency))
    }

    /// Money as a person reads it.
    pub(crate) fn money(&self, value: f64) -> String {
        Money::from_f64(value, self.currency, Rounding::HalfEven)
            .map_or_else(|error| error.to_string(), |money| grouped_money(&money))
    }
}

/// The customers of visits, as text.
fn names(visits: &Visits) -> TextColumn {
    let mut names = TextColumn::default();
    let keys = (0..visits.len()).filter_map(|row| visits.customers().get(row));
    keys.for_each(|key| names.push(&key.to_string()));
    names
}

/// 1 234 567.89 EUR
fn grouped_money(money: &Money) -> String {
    let amount = money.amount();
    let text = amount.abs().to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse::<u64>().map_or_else(|_| whole.to_owned(), grouped);
    let sign = if amount.is_sign_negative() { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{decimals} {}", money.currency().code())
}

/// A bar for work that can be counted, drawn only where it lasts and only on a
/// terminal.
pub(crate) fn bar(what: &'static str, total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:>10} [{bar:40}] {percent} % {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total).with_style(style.progress_chars("=> ")).with_message(what)
}

fn missing_costs(policy: &str) -> Result<MissingCosts, Box<dyn Error>> {
    match policy {
        "refuse" => Ok(MissingCosts::Refuse),
        "free" => Ok(MissingCosts::Free),
        share => {
            let share = share.parse().map_err(|_| {
                format!("--missing-costs: {share:?} is no policy; allowed: refuse, free, a share")
            })?;
            Ok(MissingCosts::assume(share)?)
        }
    }
}

fn unit(name: &str) -> Result<Unit, String> {
    let units = [Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year];
    units.into_iter().find(|unit| unit.name() == name).ok_or_else(|| {
        format!("--unit: {name:?} is no unit; allowed: {}", units.map(Unit::name).join(", "))
    })
}
