//! Summaries of files of transactions.

use std::borrow::Cow;
use std::io::Read;

use super::Summary;
use super::file_rows::{FileKey, FileRow, FileRows, RowReader};
use crate::error::{Error, ErrorKind, Result};
use crate::intake::{Layout, Record, Source};
use crate::ledger::{
    FileAudit, Ledger, PlainKey, RecordAudit, RecordReader, RefundMatching, RowKey, Taken,
    TransactionFormat,
};
use crate::progress::Job;
use crate::time::Moment;

/// Records as a ledger reads them, whose keys stand in the file as they are known.
struct Plain<'a>(&'a RecordReader);

impl RowReader for Plain<'_> {
    type Audit = RecordAudit;

    fn audit(&self) -> RecordAudit {
        self.0.audit()
    }

    #[inline]
    fn plain<'r>(
        &self,
        record: &Record<'r>,
        audit: &mut RecordAudit,
    ) -> Option<(FileKey<'r>, Moment, i64)> {
        let purchase = self.0.plain_purchase(record, audit)?;
        let key = match purchase.customer {
            PlainKey::Integer(key) => FileKey::Integer(key),
            PlainKey::Text(key) => FileKey::Text(key),
        };
        Some((key, purchase.at, purchase.minor))
    }

    fn read<'r>(
        &self,
        record: &Record<'r>,
        audit: &mut RecordAudit,
    ) -> Result<Option<FileRow<'r>>> {
        let row = |taken: Taken<'r>| {
            let key = match taken.customer {
                RowKey::Integer(key) => FileKey::Integer(key),
                RowKey::Text(Cow::Borrowed(key)) => FileKey::Text(key.as_bytes()),
                RowKey::Text(Cow::Owned(key)) => {
                    let sentence = "is written anew where keys stand as they are known";
                    return Err(Error::new(ErrorKind::Internal, sentence).with_value(key));
                }
            };
            Ok(FileRow { key, at: taken.at, amount: taken.amount, margin: taken.margin })
        };
        self.0.read(record, audit)?.map(row).transpose()
    }

    fn blank_lines(&self, lines: u64, audit: &mut RecordAudit) {
        audit.see_blank_lines(lines);
    }
}

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
        let keys = rules.key_policy();
        let is_plain = !keys.compatibility && !keys.lower_case;
        if format.refund_matching() != RefundMatching::None || !is_plain {
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
        let file = FileRows {
            source,
            layout,
            selection: &selection,
            reader: &Plain(&reader),
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
