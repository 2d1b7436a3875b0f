//! A file to sums by customer and tick: chunks of it are read apart, rows divided by ranges of
//! keys as they come, and each range grouped in a core's own cache.

use std::sync::Mutex;

use super::Summary;
use super::detail::Detail;
use super::entry::Entry;
use super::grouping::{Grouper, Part};
use super::packed_key::{Integers, PackedKey, Packing, ShortTexts, Texts};
use super::partition::{Partitions, Share};
use super::store::Store;
use crate::customer::{Dictionary, Key, KeyKind, TextColumn};
use crate::error::{Error, ErrorKind, Result};
use crate::intake::{Layout, Selection, Source};
use crate::ledger::{
    Ledger, PlainKey, PlainLines, PlainPurchase, RecordAudit, RecordReader, RowKey, Rules, Taken,
};
use crate::money::Exact;
use crate::numeric::parallel::{self, Shared};
use crate::progress::Job;

/// The file, and how it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileRows<'a> {
    pub(super) source: &'a Source,
    pub(super) layout: &'a Layout,
    pub(super) selection: &'a Selection,
    pub(super) reader: &'a RecordReader,
    /// What reads plain lines, where there are any.
    pub(super) plain: Option<&'a PlainLines<'a>>,
    pub(super) rules: &'a Rules,
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
/// Places of a file that a sample of its keys is taken from, rows at each, and bytes that these are
/// sought in.
const PLACES: usize = 512;
const ROWS: usize = 16;
const AROUND: usize = 1 << 11;

impl FileRows<'_> {
    /// Reads the file: sums by customer and tick, and the audits of its chunks in their order.
    /// `None` where keys are too long to be packed, or the rules keep margins: then it must be
    /// read by [`FileRows::ledger`].
    ///
    /// # Errors
    /// The first that the reader gives, in the order of the lines; that of a quote that nothing
    /// closes; [`Cancelled`](crate::ErrorKind::Cancelled), [`Overflow`](crate::ErrorKind::Overflow).
    pub(super) fn gather(&self, job: &mut Job<'_>) -> Result<Option<(Gathered, Vec<RecordAudit>)>> {
        let sample = self.sample()?;
        let Some(kind) = sample.kind.filter(|_| self.rules.costs().is_none()) else {
            return Ok(None);
        };
        if kind == KeyKind::Integer {
            return self.gather_packed(&Integers, &sample, job);
        }
        let texts =
            (0..sample.texts.as_texts().len()).filter_map(|at| sample.texts.as_texts().get(at));
        if let Some(short) = ShortTexts::of(texts.map(str::as_bytes))
            && let Some(gathered) = self.gather_packed(&short, &sample, job)?
        {
            return Ok(Some(gathered));
        }
        self.gather_packed(&Texts, &sample, job)
    }

    /// The same with keys that are packed in one way.
    fn gather_packed<P: Packing>(
        &self,
        packing: &P,
        sample: &Sample,
        job: &mut Job<'_>,
    ) -> Result<Option<(Gathered, Vec<RecordAudit>)>> {
        let Some(keys) = sample.packed(packing) else { return Ok(None) };
        let rows = sample.rows(self.layout.bytes());
        let partitions = Partitions::new(rows, sample.near, P::KIND, keys);
        let threads = self.workers(job);
        let read = self.read(job, || Packed {
            packing,
            partitions: &partitions,
            share: partitions.share(threads),
            details: Vec::new(),
            rules: *self.rules,
            refunds: 0,
        })?;
        let Some((mut taken, audits)) = read else { return Ok(None) };
        let refunds = taken.iter().map(|taken| taken.refunds).sum();
        let details =
            taken.iter_mut().flat_map(|taken| std::mem::take(&mut taken.details)).collect();
        let shares = taken.into_iter().map(|taken| taken.share).collect();
        let (store, names) = grouped(packing, &partitions, shares, details, threads)?;
        Ok(Some((Gathered { store, names, refunds }, audits)))
    }

    /// Reads the file row by row: the ledger, and the audits of its chunks in their order.
    ///
    /// # Errors
    /// As [`FileRows::gather`].
    pub(super) fn ledger(&self, job: &mut Job<'_>) -> Result<(Ledger, Vec<RecordAudit>)> {
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
    fn read<T: Taker>(
        &self,
        job: &mut Job<'_>,
        begin: impl Fn() -> T + Sync,
    ) -> Result<Option<(Vec<T>, Vec<RecordAudit>)>> {
        let chunks = Mutex::new((0, self.layout.chunks(self.source, CHUNK)));
        let workers = self.workers(job);
        let bytes = self.layout.bytes() as u64;
        let work = |shared: &Shared| {
            let mut taker = begin();
            let (mut audits, mut end, mut room) = (Vec::new(), None, Vec::new());
            loop {
                let chunk =
                    chunks.lock().ok().filter(|_| !shared.stops()).and_then(|mut chunks| {
                        let (next, chunks) = &mut *chunks;
                        *next += 1;
                        chunks.read(&mut room).map(|chunk| (*next, chunk))
                    });
                let Some((index, chunk)) = chunk else { break };
                let mut audit = self.reader.audit();
                let read = chunk.map_err(End::Failed).and_then(|chunk| {
                    shared.did(chunk.bytes().len() as u64);
                    let mut records = self.layout.records_of(chunk, self.selection);
                    taker.begin(index);
                    let read = records.try_for_each_or(
                        &mut (&mut taker, &mut audit),
                        |(taker, audit), text, line| {
                            let plain = self.plain.and_then(|plain| plain.read(text, line, audit));
                            plain.map_or(Ok(0), |(row, length)| {
                                taker.take_plain(&row).map(|()| length)
                            })
                        },
                        |(taker, audit), record| match self.reader.read(&record, audit) {
                            Ok(Some(row)) => taker.take(&row),
                            Ok(None) => Ok(()),
                            Err(error) => Err(End::Failed(error)),
                        },
                    );
                    audit.see_blank_lines(records.blank_lines());
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
    fn sample(&self) -> Result<Sample> {
        let (mut sample, mut room) = (Sample::default(), Vec::new());
        let mut audit = self.reader.audit();
        let bytes = self.layout.bytes();
        for place in 0..PLACES.min(bytes / 64 + 1) {
            let from = (bytes as u128 * place as u128 / PLACES as u128) as usize;
            let place = (from, AROUND);
            let mut records =
                self.layout.records_behind(self.source, place, self.selection, &mut room)?;
            let mut rows = 0;
            let _ = records.try_for_each(|record| {
                rows += 1;
                if let Ok(Some(row)) = self.reader.read(&record, &mut audit) {
                    sample.see(&row, self.rules);
                }
                if rows < ROWS { Ok(()) } else { Err(()) }
            });
            sample.rows += rows;
            sample.bytes += records.position();
        }
        Ok(sample)
    }
}

/// Rows from all over a file.
#[derive(Debug, Default)]
struct Sample {
    kind: Option<KeyKind>,
    integers: Vec<i64>,
    texts: TextColumn,
    /// A tick that rows are near to.
    near: i32,
    bytes: usize,
    rows: usize,
}

impl Sample {
    fn see(&mut self, row: &Taken<'_>, rules: &Rules) {
        if self.kind.is_none() {
            self.near = rules.tick(row.at).unwrap_or_default();
        }
        match &row.customer {
            RowKey::Integer(key) => self.integers.push(*key),
            RowKey::Text(key) => self.texts.push(key),
        }
        self.kind = self.kind.or(Some(row.customer.as_key().kind()));
    }

    /// The leading bytes of the keys, where all can be packed.
    fn packed<P: Packing>(&self, packing: &P) -> Option<Vec<u64>> {
        let integers = self.integers.iter().map(|key| PlainKey::Integer(*key));
        let texts = self.texts.as_texts();
        let texts = texts.iter().map(|text| PlainKey::Text(text.as_bytes()));
        integers.chain(texts).map(|key| packing.pack(key).map(PackedKey::leading)).collect()
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
    fn take_plain(&mut self, row: &PlainPurchase<'_>) -> Result<(), End>;

    /// Takes any row.
    fn take(&mut self, row: &Taken<'_>) -> Result<(), End>;
}

/// Rows by packed keys.
struct Packed<'a, P: Packing> {
    packing: &'a P,
    partitions: &'a Partitions,
    share: Share<P::Key>,
    /// What rows do not say, with their keys.
    details: Vec<(P::Key, Detail)>,
    rules: Rules,
    refunds: u64,
}

impl<P: Packing> Taker for Packed<'_, P> {
    fn begin(&mut self, _index: usize) {}

    #[inline]
    fn take_plain(&mut self, row: &PlainPurchase<'_>) -> Result<(), End> {
        let key = self.packing.pack(row.customer).ok_or(End::Unpacked)?;
        // Whole positive amounts say all there is.
        self.share.push(self.partitions, key, row.tick, row.minor);
        Ok(())
    }

    fn take(&mut self, row: &Taken<'_>) -> Result<(), End> {
        let key = match &row.customer {
            RowKey::Integer(key) => PlainKey::Integer(*key),
            RowKey::Text(key) => PlainKey::Text(key.as_bytes()),
        };
        let key = self.packing.pack(key).ok_or(End::Unpacked)?;
        let tick = self.rules.tick(row.at).map_err(End::Failed)?;
        let entry = Entry::of(0, tick, row.amount);
        self.share.push(self.partitions, key, tick, entry.net);
        if entry.net <= 0 || row.amount.parts() != 0 {
            let detail = Detail::of(&entry, &self.rules, row.amount, Exact::ZERO);
            let detail = detail.map_err(End::Failed)?;
            self.details.extend(detail.map(|detail| (key, detail)));
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

    fn take_plain(&mut self, row: &PlainPurchase<'_>) -> Result<(), End> {
        let Some((_, ledger)) = self.chunks.last_mut() else { return Ok(()) };
        let key = match row.customer {
            PlainKey::Integer(key) => Ok(Key::Integer(key)),
            PlainKey::Text(text) => std::str::from_utf8(text).map(Key::Text),
        };
        let key = key.map_err(|fault| {
            End::Failed(
                Error::new(ErrorKind::Encoding, "is not UTF-8")
                    .in_column("customer")
                    .with_source(fault),
            )
        })?;
        ledger.append(&key, row.at, Exact::whole(row.minor), None).map_err(End::Failed)
    }

    fn take(&mut self, row: &Taken<'_>) -> Result<(), End> {
        let Some((_, ledger)) = self.chunks.last_mut() else { return Ok(()) };
        let key = row.customer.as_key();
        ledger.append(&key, row.at, row.amount, row.margin).map_err(End::Failed)
    }
}

/// Groups each partition, and puts the details to their customers.
fn grouped<P: Packing>(
    packing: &P,
    partitions: &Partitions,
    shares: Vec<Share<P::Key>>,
    details: Vec<(P::Key, Detail)>,
    threads: usize,
) -> Result<(Store, Option<Dictionary>)> {
    let mut parts: Vec<Part<P::Key>> = Vec::new();
    parts.resize_with(partitions.count(), Part::default);
    for share in shares {
        parts.iter_mut().zip(share.parts).for_each(|(part, rows)| part.pieces.push(rows));
        share.odd.into_iter().for_each(|row| parts[partitions.of(row.key)].odd.push(row));
    }
    let is_text = P::KIND == KeyKind::Text;
    let (mut store, names) = Store::filled(runs(parts, threads), |run, slots| {
        let mut grouper = Grouper::new(partitions.near());
        let (mut names, mut room) = (TextColumn::default(), Vec::new());
        for mut part in run {
            grouper.group(&mut part, slots, |key| {
                if !is_text {
                    return Ok(packing.integer(key));
                }
                names.push(packing.text(key, &mut room)?);
                Ok(names.as_texts().len() as i64)
            })?;
        }
        Ok(names)
    })?;
    let names = is_text.then(|| Dictionary::of_ascending(names));
    if is_text {
        store.number_keys();
    }
    let mut room = Vec::new();
    let coded = details.into_iter().map(|(key, detail)| {
        let key = match &names {
            None => packing.integer(key),
            Some(names) => {
                let code = names.code(packing.text(key, &mut room)?);
                code.map(i64::from).unwrap_or_default()
            }
        };
        Ok(Detail { key, ..detail })
    });
    let details = coded.collect::<Result<_>>()?;
    Ok((store.with_details(details)?, names))
}

/// The partitions, in runs of about as many rows as there are threads.
fn runs<K>(parts: Vec<Part<K>>, threads: usize) -> Vec<(usize, Vec<Part<K>>)> {
    let total: usize = parts.iter().map(Part::rows).sum();
    let mut runs: Vec<(usize, Vec<_>)> = vec![(0, Vec::new())];
    let mut before = 0;
    for part in parts {
        let more = part.rows();
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
    pub(super) fn of_file(
        file: &FileRows<'_>,
        job: &mut Job<'_>,
    ) -> Result<(Self, Vec<RecordAudit>)> {
        if let Some((gathered, audits)) = file.gather(job)? {
            return Ok((Self::of_gathered(*file.rules, gathered, job.threads()), audits));
        }
        let (ledger, audits) = file.ledger(job)?;
        let mut fresh = Self::new(*file.rules).with_threads(job.threads());
        fresh.push_columns(&ledger.columns())?;
        Ok((fresh, audits))
    }
}
