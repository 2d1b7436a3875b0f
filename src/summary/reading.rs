//! Summaries of files of transactions.

use std::io::Read;

use super::Summary;
use super::file_rows::FileRows;
use crate::error::Result;
use crate::intake::{Layout, Source};
use crate::ledger::{
    FileAudit, Ledger, PlainLines, RecordReader, RefundMatching, TransactionFormat,
};
use crate::progress::Job;

impl Summary {
    /// Takes in a file of transactions, whose encoding, delimiter, header, titles and totals are
    /// found; see [`Summary::read`] to say them.
    ///
    /// # Errors
    /// As [`Ledger::read_csv`]; the summary is then as it was.
    ///
    /// ```
    /// use habitue::Job;
    /// use habitue::ledger::{Rules, TransactionFormat};
    /// use habitue::summary::Summary;
    ///
    /// let csv = "who,when\nAda,2024-05-01\nBo,2024-05-02\nAda,never\n";
    /// let format = TransactionFormat::of_visits("who", "when").rejecting(1);
    /// let mut summary = Summary::new(Rules::visits());
    /// let audit = summary.read_csv(csv.as_bytes(), &format, &mut Job::new())?;
    /// assert_eq!((summary.rows(), audit.rejections().total()), (2, 1));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn read_csv(
        &mut self,
        source: impl Read,
        format: &TransactionFormat,
        job: &mut Job<'_>,
    ) -> Result<FileAudit> {
        let source = Source::read(source)?;
        self.read(&source, &Layout::find(&source)?, format, job)
    }

    /// Takes in a file of transactions that is laid out as `layout` says. The job hears of the
    /// bytes read; its threads read the file apart.
    ///
    /// # Errors
    /// As [`Ledger::read`]; the summary is then as it was.
    pub fn read(
        &mut self,
        source: &Source,
        layout: &Layout,
        format: &TransactionFormat,
        job: &mut Job<'_>,
    ) -> Result<FileAudit> {
        let rules = *self.rules();
        if format.refund_matching() != RefundMatching::None {
            // A refund may take back a purchase of any earlier row.
            let (ledger, audit) = Ledger::read(source, layout, format, &rules, job.progress())?;
            let mut fresh = Self::new(rules).with_threads(job.threads());
            fresh.push_columns(&ledger.columns())?;
            self.take_over(fresh)?;
            self.reject(audit.rejections().total());
            return Ok(audit);
        }
        let reader = RecordReader::new(format, &rules, layout.columns().len())?
            .knowing(format.repeats(source, layout, job.threads())?);
        let selection = layout.select(&format.columns())?;
        let plain = PlainLines::of(&reader, layout)?;
        let file = FileRows {
            source,
            layout,
            selection: &selection,
            reader: &reader,
            plain: plain.as_ref(),
            rules: &rules,
        };
        let (fresh, audits) = Self::of_file(&file, job)?;
        let mut audit = reader.finish(audits)?;
        audit.set_lines_around(layout.above().len() + layout.below().len());
        self.take_over(fresh)?;
        self.reject(audit.rejections().total());
        Ok(audit)
    }
}
