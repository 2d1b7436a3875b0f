//! Transactions: from a file to a summary, and what reading left out.

use std::error::Error;
use std::ops::ControlFlow;
use std::path::PathBuf;

use habitue::intake::{ColumnRole, Proposal};
use habitue::ledger::{FileAudit, TransactionFormat};
use habitue::remedy::Face;
use habitue::study::Loss;
use habitue::summary::Summary;
use habitue::{Job, Progress};

use crate::bar;
use crate::reading::Reading;

/// The sample that ships with the project.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/cdnow_sample.csv");

/// The transactions of the customers, and what became of every row of the file.
pub(crate) struct Transactions {
    pub(crate) summary: Summary,
    pub(crate) audit: FileAudit,
}

impl Transactions {
    pub(crate) fn read(reading: &Reading) -> Result<Self, Box<dyn Error>> {
        let path = reading.transactions.clone().unwrap_or_else(|| PathBuf::from(SAMPLE));
        let named = |error: habitue::Error| {
            format!("{}: {}", path.display(), error.told(Face::CommandLine))
        };
        let source = reading.open(&path).map_err(named)?;
        let proposal = Proposal::of(&source, &reading.hints()?).map_err(named)?;
        let currencies = proposal.column(ColumnRole::Currency);
        let own = reading.currency(&proposal)?;
        let format = TransactionFormat::proposed(&proposal);
        let format = reading.decided(format, currencies, own)?;
        let has = |role| proposal.column(role).is_some();
        let costs = has(ColumnRole::Cost) || has(ColumnRole::Margin);
        let amounts = has(ColumnRole::Amount) || has(ColumnRole::UnitPrice);
        let mut summary = Summary::new(reading.rules(costs, amounts.then_some(own))?);

        let bar = bar("reading", source.bytes());
        let mut listener = |done: u64, _total: u64| {
            bar.set_position(done);
            ControlFlow::Continue(())
        };
        let mut job = Job::new().with_progress(Progress::new(&mut listener)).with_threads(0);
        let audit = summary.read(&source, proposal.layout(), &format, &mut job).map_err(named)?;
        bar.finish_and_clear();
        Ok(Self { summary, audit })
    }

    /// Rows that were lost, by reason.
    pub(crate) fn losses(&self) -> Vec<Loss> {
        Loss::of_file(&self.audit, self.summary.rules().currency())
    }
}
