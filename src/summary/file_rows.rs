//! A file to sums by customer and tick: chunks of it are read apart, rows divided by ranges of
//! keys as they come, and each range grouped in a core's own cache.

use std::str::Utf8Error;
use std::sync::Mutex;

use super::Summary;
use super::detail::Detail;
use super::entry::Entry;
use super::grouping::Grouper;
use super::partition::{PackedKey, PackedRow, Partitions, Share};
use super::store::Store;
use crate::customer::{Dictionary, Key, KeyKind, TextColumn};
use crate::error::{Error, ErrorKind, Result};
use crate::intake::{Layout, Record, Selection, Source};
use crate::ledger::{Ledger, Margin, Rules};
use crate::money::Exact;
use crate::numeric::parallel::{self, Shared};
use crate::progress::Job;
use crate::time::Moment;

/// The customer of a record; text that is UTF-8 and not empty.
#[derive(Debug, Clone, Copy)]
pub(crate) enum FileKey<'r> {
    Integer(i64),
    Text(&'r [u8]),
}

impl<'r> FileKey<'r> {
    const fn kind(self) -> KeyKind {
        match self {
            Self::Integer(_) => KeyKind::Integer,
            Self::Text(_) => KeyKind::Text,
        }
    }

    #[inline]
    fn packed(self) -> Option<PackedKey> {
        match self {
            Self::Integer(key) => Some(PackedKey::of_integer(key)),
            Self::Text(text) => PackedKey::of_text(text),
        }
    }

    fn key(self) -> Result<Key<'r>> {
        match self {
            Self::Integer(key) => Ok(Key::Integer(key)),
            Self::Text(text) => std::str::from_utf8(text).map(Key::Text).map_err(not_text),
        }
    }
}

/// The error for a key that is not UTF-8.
fn not_text(fault: Utf8Error) -> Error {
    Error::new(ErrorKind::Encoding, "is not UTF-8").in_column("customer").with_source(fault)
}

/// A transaction that a record says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FileRow<'r> {
    pub(crate) key: FileKey<'r>,
    pub(crate) at: Moment,
    pub(crate) amount: Exact,
    pub(crate) margin: Option<Margin>,
}

/// How records become transactions, and what is told of those that do not. Each chunk of a file
/// has an audit of its own.
pub(crate) trait RowReader: Sync {
    /// What is told.
    type Audit: Send;

    /// Nothing is told yet.
    fn audit(&self) -> Self::Audit;

    /// The key, the time and the whole minor units above nothing of a record that says these
    /// plainly; `None` for another one, which the audit does not tell of then.
    fn plain<'r>(
        &self,
        record: &Record<'r>,
        audit: &mut Self::Audit,
    ) -> Option<(FileKey<'r>, Moment, i64)>;

    /// The transaction of a record; `None` where the audit tells why there is none.
    ///
    /// # Errors
    /// What ends the reading. The error names the line.
    fn read<'r>(&self, record: &Record<'r>, audit: &mut Self::Audit)
    -> Result<Option<FileRow<'r>>>;

    /// Tells of lines of a chunk with nothing on them.
    fn blank_lines(&self, lines: u64, audit: &mut Self::Audit);
}

/// The file, and how it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FileRows<'a, R> {
    pub(crate) source: &'a Source,
    pub(crate) layout: &'a Layout,
    pub(crate) selection: &'a Selection,
    pub(crate) reader: &'a R,
    pub(crate) rules: &'a Rules,
}

/// What is known of a file by customer and tick.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) store: Store,
    /// `None` where keys are integers.
    pub(super) names: Option<Dictionary>,
    pub(super) refunds: u64,
}

/// Bytes that a thread reads at a time.
const CHUNK: usize = 1 << 20;
/// Places of a file that a sample of its keys is taken from, and rows at each.
const PLACES: usize = 512;
const ROWS: usize = 16;

impl<R: RowReader> FileRows<'_, R> {
    /// Reads the file: sums by customer and tick, and the audits of its chunks in their order.
    /// `None` where keys are too long to be packed, or the rules keep margins: then it must be
    /// read by [`FileRows::ledger`].
    ///
    /// # Errors
    /// The first that the reader gives, in the order of the lines; that of a quote that nothing
    /// closes; [`Cancelled`](crate::ErrorKind::Cancelled), [`Overflow`](crate::ErrorKind::Overflow).
    pub(super) fn gather(&self, job: &mut Job<'_>) -> Result<Option<(Gathered, Vec<R::Audit>)>> {
        let sample = self.sample();
        let Some((kind, keys)) = sample.packed().filter(|_| self.rules.costs().is_none()) else {
            return Ok(None);
        };
        let partitions = Partitions::new(sample.rows(self.layout.bytes()), kind, keys);
        let threads = self.workers(job);
        let read = self.read(job, || Packing {
            kind,
            partitions: &partitions,
            share: partitions.share(threads),
            rules: *self.rules,
            refunds: 0,
        })?;
        let Some((packings, audits)) = read else { return Ok(None) };
        let refunds = packings.iter().map(|packing| packing.refunds).sum();
        let shares = packings.into_iter().map(|packing| packing.share).collect();
        let (store, names) = grouped(kind, shares, threads)?;
        Ok(Some((Gathered { store, names, refunds }, audits)))
    }

    /// Reads the file row by row: the ledger, and the audits of its chunks in their order.
    ///
    /// # Errors
    /// As [`FileRows::gather`].
    pub(super) fn ledger(&self, job: &mut Job<'_>) -> Result<(Ledger, Vec<R::Audit>)> {
        let rules = self.rules;
        let read = self.read(job, || Ledgers { rules: *rules, chunks: Vec::new() })?;
        let (ledgers, audits) = read.unwrap_or_default();
        let mut chunks: Vec<(usize, Ledger)> =
            ledgers.into_iter().flat_map(|ledgers| ledgers.chunks).collect();
        chunks.sort_unstable_by_key(|(index, _)| *index);
        let mut ledger = Ledger::new(*rules);
        chunks.iter().try_for_each(|(_, chunk)| ledger.extend(chunk))?;
        Ok((ledger, audits))
    }

    fn workers(&self, job: &Job<'_>) -> usize {
        parallel::workers(job.threads(), self.layout.bytes(), CHUNK)
    }

    /// Reads chunk by chunk, each thread into what `begin` makes for it; `None` where one of them
    /// cannot hold a row.
    #[expect(clippy::type_complexity, reason = "named by what it is, twice")]
    fn read<T: Taker>(
        &self,
        job: &mut Job<'_>,
        begin: impl Fn() -> T + Sync,
    ) -> Result<Option<(Vec<T>, Vec<R::Audit>)>> {
        let chunks = Mutex::new(self.layout.chunks(self.source, CHUNK).enumerate());
        let workers = self.workers(job);
        let bytes = self.layout.bytes() as u64;
        let work = |shared: &Shared| {
            let mut taker = begin();
            let (mut audits, mut end) = (Vec::new(), None);
            loop {
                let chunk = chunks
                    .lock()
                    .ok()
                    .and_then(|mut chunks| if shared.stops() { None } else { chunks.next() });
                let Some((index, chunk)) = chunk else { break };
                let mut audit = self.reader.audit();
                let read = chunk.map_err(End::Failed).and_then(|chunk| {
                    shared.did(chunk.bytes().len() as u64);
                    let mut records = self.layout.records_of(chunk, self.selection);
                    taker.begin(index);
                    let read = records.try_for_each(|record| {
                        if let Some(row) = self.reader.plain(&record, &mut audit) {
                            return taker.take_plain(row);
                        }
                        match self.reader.read(&record, &mut audit) {
                            Ok(Some(row)) => taker.take(&row),
                            Ok(None) => Ok(()),
                            Err(error) => Err(End::Failed(error)),
                        }
                    });
                    self.reader.blank_lines(records.blank_lines(), &mut audit);
                    read
                });
                audits.push((index, audit));
                if let Err(fault) = read {
                    shared.stop();
                    end = Some((index, fault));
                    break;
                }
            }
            (taker, audits, end)
        };
        let done = parallel::together(workers, bytes, job.progress(), work)?;
        let (mut takers, mut audits, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for (taker, some, end) in done {
            takers.push(taker);
            audits.extend(some);
            ends.extend(end);
        }
        // Chunks are handed out in order: all before the first that failed have been read.
        match ends.into_iter().min_by_key(|(index, _)| *index) {
            Some((_, End::Failed(error))) => return Err(error),
            Some((_, End::Unpacked)) => return Ok(None),
            None => {}
        }
        audits.sort_unstable_by_key(|(index, _)| *index);
        Ok(Some((takers, audits.into_iter().map(|(_, audit)| audit).collect())))
    }

    /// Rows from all over the file.
    fn sample(&self) -> Sample {
        let mut sample = Sample { kind: None, keys: Vec::new(), packed: true, bytes: 0, rows: 0 };
        let mut audit = self.reader.audit();
        let bytes = self.layout.bytes();
        for place in 0..PLACES.min(bytes / 64 + 1) {
            let from = (bytes as u128 * place as u128 / PLACES as u128) as usize;
            let mut records = self.layout.records_behind(self.source, from, self.selection);
            let mut rows = 0;
            let _ = records.try_for_each(|record| {
                rows += 1;
                if let Ok(Some(row)) = self.reader.read(&record, &mut audit) {
                    sample.see(row.key);
                }
                if rows < ROWS { Ok(()) } else { Err(()) }
            });
            sample.rows += rows;
            sample.bytes += records.position();
        }
        sample
    }
}

/// Rows from all over a file.
#[derive(Debug)]
struct Sample {
    kind: Option<KeyKind>,
    keys: Vec<PackedKey>,
    packed: bool,
    bytes: usize,
    rows: usize,
}

impl Sample {
    fn see(&mut self, key: FileKey<'_>) {
        self.kind = self.kind.or(Some(key.kind()));
        match key.packed() {
            Some(key) => self.keys.push(key),
            None => self.packed = false,
        }
    }

    /// The keys and their kind, where all can be packed.
    fn packed(&self) -> Option<(KeyKind, Vec<PackedKey>)> {
        self.kind.filter(|_| self.packed).map(|kind| (kind, self.keys.clone()))
    }

    /// About how many rows a table of so many bytes has.
    fn rows(&self, bytes: usize) -> usize {
        bytes / (self.bytes / self.rows.max(1)).max(1)
    }
}

/// Why a chunk was not read to its end.
enum End {
    Failed(Error),
    /// A key is too long to be packed, or of another kind than those before.
    Unpacked,
}

/// What takes the rows of a thread.
trait Taker: Send {
    /// A chunk begins.
    fn begin(&mut self, index: usize);

    /// Takes a row that is plainly written.
    fn take_plain(&mut self, row: (FileKey<'_>, Moment, i64)) -> Result<(), End>;

    /// Takes any row.
    fn take(&mut self, row: &FileRow<'_>) -> Result<(), End>;
}

/// Rows by packed keys.
struct Packing<'a> {
    kind: KeyKind,
    partitions: &'a Partitions,
    share: Share,
    rules: Rules,
    refunds: u64,
}

impl Taker for Packing<'_> {
    fn begin(&mut self, _index: usize) {}

    #[inline]
    fn take_plain(&mut self, (key, at, minor): (FileKey<'_>, Moment, i64)) -> Result<(), End> {
        let packed = key.packed().filter(|_| key.kind() == self.kind).ok_or(End::Unpacked)?;
        let tick = self.rules.tick(at).map_err(End::Failed)?;
        // Whole positive amounts say all there is.
        self.share.push(self.partitions, PackedRow::new(packed, tick, minor));
        Ok(())
    }

    fn take(&mut self, row: &FileRow<'_>) -> Result<(), End> {
        let key = row.key.packed().filter(|_| row.key.kind() == self.kind);
        let key = key.ok_or(End::Unpacked)?;
        let tick = self.rules.tick(row.at).map_err(End::Failed)?;
        let entry = Entry::of(0, tick, row.amount);
        self.share.push(self.partitions, PackedRow::new(key, tick, entry.net));
        if entry.net <= 0 || row.amount.parts() != 0 {
            let detail = Detail::of(&entry, &self.rules, row.amount, Exact::ZERO);
            let detail = detail.map_err(End::Failed)?;
            self.share.details.extend(detail.map(|detail| (key, detail)));
            self.refunds += u64::from(self.rules.is_refund(row.amount).map_err(End::Failed)?);
        }
        Ok(())
    }
}

/// Rows by chunk.
struct Ledgers {
    rules: Rules,
    chunks: Vec<(usize, Ledger)>,
}

impl Taker for Ledgers {
    fn begin(&mut self, index: usize) {
        self.chunks.push((index, Ledger::new(self.rules)));
    }

    fn take_plain(&mut self, (key, at, minor): (FileKey<'_>, Moment, i64)) -> Result<(), End> {
        self.take(&FileRow { key, at, amount: Exact::whole(minor), margin: None })
    }

    fn take(&mut self, row: &FileRow<'_>) -> Result<(), End> {
        let Some((_, ledger)) = self.chunks.last_mut() else { return Ok(()) };
        let key = row.key.key().map_err(End::Failed)?;
        ledger.append(&key, row.at, row.amount, row.margin).map_err(End::Failed)
    }
}

/// Groups each partition, and puts the details to their customers.
fn grouped(
    kind: KeyKind,
    shares: Vec<Share>,
    threads: usize,
) -> Result<(Store, Option<Dictionary>)> {
    let details: Vec<(PackedKey, Detail)> =
        shares.iter().flat_map(|share| share.details.iter().copied()).collect();
    let mut parts: Vec<Vec<Vec<PackedRow>>> = Vec::new();
    for share in shares {
        parts.resize_with(share.parts.len(), Vec::new);
        parts.iter_mut().zip(share.parts).for_each(|(part, rows)| part.push(rows));
    }
    let (mut store, names) = Store::filled(runs(parts, threads), |run, slots| {
        let (mut grouper, mut names) = (Grouper::new(), TextColumn::default());
        for part in run {
            grouper.group(&part, slots, |key| match kind {
                KeyKind::Integer => Ok(key.integer()),
                KeyKind::Text => {
                    let (bytes, length) = key.text();
                    names.push(std::str::from_utf8(&bytes[..length]).map_err(not_text)?);
                    Ok(names.as_texts().len() as i64)
                }
            })?;
        }
        Ok(names)
    })?;
    let names = (kind == KeyKind::Text).then(|| Dictionary::of_ascending(&names));
    if names.is_some() {
        store.number_keys();
    }
    let coded = details.into_iter().map(|(key, detail)| {
        let (bytes, length) = key.text();
        let key = match &names {
            None => Some(key.integer()),
            Some(names) => std::str::from_utf8(&bytes[..length])
                .ok()
                .and_then(|text| names.code(text))
                .map(i64::from),
        };
        Detail { key: key.unwrap_or_default(), ..detail }
    });
    let details = coded.collect();
    Ok((store.with_details(details)?, names))
}

/// The partitions, in runs of about as many rows as there are threads.
fn runs(parts: Vec<Vec<Vec<PackedRow>>>, threads: usize) -> Vec<(usize, Vec<Vec<Vec<PackedRow>>>)> {
    let rows = |part: &[Vec<PackedRow>]| part.iter().map(Vec::len).sum::<usize>();
    let total: usize = parts.iter().map(|part| rows(part)).sum();
    let mut runs: Vec<(usize, Vec<_>)> = vec![(0, Vec::new())];
    let mut before = 0;
    for part in parts {
        let more = rows(&part);
        if before >= total * runs.len() / threads && runs.len() < threads {
            runs.push((0, Vec::new()));
        }
        if let Some((room, run)) = runs.last_mut() {
            *room += more;
            run.push(part);
        }
        before += more;
    }
    runs
}

impl Summary {
    /// Of a file; the audits of its chunks, in their order.
    ///
    /// # Errors
    /// As [`FileRows::gather`].
    pub(super) fn of_file<R: RowReader>(
        file: &FileRows<'_, R>,
        job: &mut Job<'_>,
    ) -> Result<(Self, Vec<R::Audit>)> {
        if let Some((gathered, audits)) = file.gather(job)? {
            return Ok((Self::of_gathered(*file.rules, gathered, job.threads()), audits));
        }
        let (ledger, audits) = file.ledger(job)?;
        let mut fresh = Self::new(*file.rules).with_threads(job.threads());
        fresh.push_columns(&ledger.columns())?;
        Ok((fresh, audits))
    }
}
