//! What customers did: from a file of transactions to a summary, and what reading left out.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::PathBuf;

use habitue::Progress;
use habitue::ledger::{CsvFormat, Ledger, MissingCosts, Refunds, Rejections, Rules};
use habitue::money::Currency;
use habitue::study::Loss;
use habitue::summary::Summary;

use crate::arguments::{Arguments, BadRows, Returns};
use crate::bar;

/// The sample that ships with the project.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/cdnow_sample.csv");

/// Rejected lines that are shown.
const SHOWN: usize = 5;

/// The customers' transactions, and the lines that could not be read.
pub(crate) struct Deeds {
    pub(crate) summary: Summary,
    pub(crate) rejections: Rejections,
}

impl Deeds {
    pub(crate) fn read(arguments: &Arguments) -> Result<Self, Box<dyn Error>> {
        let path = arguments.transactions.clone().unwrap_or_else(|| PathBuf::from(SAMPLE));
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let file = File::open(&path).map_err(|error| named(&error))?;
        let bar = bar("reading", file.metadata()?.len());
        let mut listener = |done: u64, _total: u64| {
            bar.set_position(done);
            ControlFlow::Continue(())
        };
        let (ledger, rejections) = Ledger::read_csv(
            BufReader::new(file),
            &format(arguments),
            &rules(arguments)?,
            &mut Progress::new(&mut listener),
        )
        .map_err(|error| named(&error))?;
        bar.finish_and_clear();
        Ok(Self { summary: Summary::from_ledger(&ledger)?, rejections })
    }

    /// Rows that were left out, by reason.
    pub(crate) fn losses(&self) -> Vec<Loss> {
        let kinds = self.rejections.by_kind().iter();
        kinds.map(|(kind, rows)| Loss::new(Some(*kind), *rows, None)).collect()
    }
}

fn format(arguments: &Arguments) -> CsvFormat {
    let mut format = CsvFormat::new(
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
    format
}

fn rules(arguments: &Arguments) -> Result<Rules, Box<dyn Error>> {
    let currency = Currency::from_code(&arguments.currency)?;
    let rules = Rules::money(currency).with_refunds(match arguments.refunds {
        Returns::Refuse => Refunds::Refuse,
        Returns::Net => Refunds::Net,
        Returns::Keep => Refunds::Keep,
    });
    if arguments.cost_column.is_none() && arguments.margin_column.is_none() {
        return Ok(rules);
    }
    let missing = match arguments.missing_costs.as_str() {
        "refuse" => MissingCosts::Refuse,
        "free" => MissingCosts::Free,
        share => {
            let share = share.parse().map_err(|_| {
                format!("--missing-costs: {share:?} is no policy; allowed: refuse, free, a share")
            })?;
            MissingCosts::assume(share)?
        }
    };
    Ok(rules.with_costs(missing))
}
