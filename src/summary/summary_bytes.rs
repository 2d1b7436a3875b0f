//! Summaries as portable bytes.

use super::Summary;
use super::detail::Detail;
use super::kept::Kept;
use super::late_refunds::LateRefund;
use super::state::{Names, by_text};
use super::store::Store;
use crate::bytes::form::Form;
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::customer::{Dictionary, TextColumn};
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{Refunds, Rules};
use crate::money::Exact;
use crate::time::Moment;

impl Summary {
    /// The summary as bytes, the same on every machine: rules, customers, what each of them did in
    /// every tick, margins, refunds that came late, counts, with a format version and a checksum.
    ///
    /// Summaries of the same transactions give the same bytes, in whatever order and parts these
    /// came. A customer who was erased is not in them. How many threads it may use is not kept.
    ///
    /// ```
    /// use habitue::ledger::{Rules, Transaction};
    /// use habitue::summary::Summary;
    /// use habitue::time::Day;
    ///
    /// let day = Day::parse("2024-05-03")?;
    /// let (mut one, mut other) = (Summary::new(Rules::visits()), Summary::new(Rules::visits()));
    /// for name in ["Ada", "Bo"] {
    ///     one.update(&Transaction::visit(name, day))?;
    /// }
    /// for name in ["Bo", "Ada"] {
    ///     other.update(&Transaction::visit(name, day))?;
    /// }
    /// let bytes = one.to_bytes()?;
    /// assert_eq!(bytes, other.to_bytes()?);
    /// assert_eq!(Summary::from_bytes(&bytes)?.rows(), 2);
    /// assert!(Summary::from_bytes(&bytes[1..]).is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a sum does not fit, or a key is longer than 4 GiB.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Writer::new(&Form::SUMMARY);
        self.encode(&mut bytes)?;
        Ok(bytes.seal())
    }

    /// The summary that [`Summary::to_bytes`] wrote.
    ///
    /// # Errors
    /// * [`ErrorKind::Corrupt`]: the bytes are cut, damaged, or not of a summary.
    /// * [`ErrorKind::FormatVersion`]: a newer library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut bytes = Reader::open(&Form::SUMMARY, bytes)?;
        let summary = Self::decode(&mut bytes)?;
        bytes.end()?;
        Ok(summary)
    }

    /// Writes it among other things.
    pub(super) fn encode(&self, bytes: &mut Writer) -> Result<()> {
        let store = self.amounts.sorted(self.threads)?;
        let margins = self.sorted_margins()?;
        self.rules.encode(bytes);
        bytes.run(&[self.refund_rows, self.assumed_rows, self.rejected_rows]);
        // The customers in the order of their keys as they are written.
        let order = match &self.names {
            Names::Text(dictionary) => by_text(&store, dictionary, self.threads),
            _ => None,
        };
        let order: Vec<usize> = order.unwrap_or_else(|| (0..store.len()).collect());
        match &self.names {
            Names::Undecided => bytes.put(0_u8),
            Names::Integer => {
                bytes.put(1_u8);
                bytes.sequence(order.len(), order.iter().map(|&at| store.customer(at).key));
            }
            Names::Text(dictionary) => {
                bytes.put(2_u8);
                let text =
                    |at: usize| dictionary.text(store.customer(at).key as u32).unwrap_or_default();
                if order.iter().any(|&at| u32::try_from(text(at).len()).is_err()) {
                    return Err(Error::new(ErrorKind::Overflow, "is longer than 4 GiB")
                        .in_column("customer"));
                }
                bytes.sequence(order.len(), order.iter().map(|&at| text(at).len() as u32));
                order.iter().for_each(|&at| bytes.letters(text(at)));
            }
        }
        let customers = || order.iter().map(|&at| store.customer(at));
        bytes.sequence(order.len(), customers().map(|deeds| deeds.ticks.len() as u32));
        bytes.put(store.cells() as u64);
        customers().for_each(|deeds| bytes.run(deeds.ticks));
        customers().for_each(|deeds| bytes.run(deeds.counts));
        customers().for_each(|deeds| bytes.run(deeds.nets));
        if let Some(margins) = &margins {
            order.iter().for_each(|&at| bytes.run(margins.customer(at).nets));
        }
        self.encode_exceptions(&store, &order, bytes);
        Ok(())
    }

    /// Writes what hardly any customer has.
    fn encode_exceptions(&self, store: &Store, order: &[usize], bytes: &mut Writer) {
        let details = store.details();
        if details.is_empty() && self.late.is_empty() {
            bytes.run(&[0_u64, 0]);
            return;
        }
        let mut written = vec![0_u64; order.len()];
        (0..).zip(order).for_each(|(place, &at)| written[at] = place);
        let place = |key: i64| store.find(key).map(|at| written[at]);
        let mut known: Vec<(u64, &Detail)> =
            details.iter().filter_map(|detail| Some((place(detail.key)?, detail))).collect();
        known.sort_by_key(|(place, detail)| (*place, detail.tick));
        bytes.put(known.len() as u64);
        for (place, detail) in known {
            bytes.put(place);
            bytes.put(detail.tick);
            bytes.put(u8::from(detail.free));
            bytes.put(detail.refunds);
            bytes.run(&[detail.parts, detail.margin_parts]);
        }
        let mut late: Vec<(u64, LateRefund)> =
            self.late.iter().filter_map(|late| Some((place(late.key)?, *late))).collect();
        late.sort_by_key(|(place, late)| {
            let LateRefund { stands, came, net, parts, left, left_parts, kept, .. } = *late;
            (*place, stands, came, (net, parts, left, left_parts, kept))
        });
        bytes.put(late.len() as u64);
        for (place, late) in late {
            bytes.put(place);
            bytes.run(&[late.stands, late.came]);
            bytes.run(&[late.net, late.left]);
            bytes.run(&[late.parts, late.left_parts]);
            bytes.put(late.kept);
        }
    }

    /// What [`Summary::encode`] wrote.
    pub(super) fn decode(bytes: &mut Reader<'_>) -> Result<Self> {
        let rules = Rules::decode(bytes)?;
        let mut summary = Self::new(rules);
        summary.refund_rows = bytes.get()?;
        summary.assumed_rows = bytes.get()?;
        summary.rejected_rows = bytes.get()?;
        let keys = match bytes.get::<u8>()? {
            0 => Vec::new(),
            1 => {
                summary.names = Names::Integer;
                bytes.column()?
            }
            2 => {
                let names = names(bytes)?;
                let keys = (0..names.len() as i64).collect();
                summary.names = Names::Text(names);
                keys
            }
            _ => return Err(bytes.misshapen()),
        };
        let lengths: Vec<u32> = bytes.column()?;
        let cells = bytes.length(4 + 4 + 8)?;
        let (ticks, counts) = (bytes.run(cells)?, bytes.run(cells)?);
        let nets: Vec<i64> = bytes.run(cells)?;
        let first = rules.tick_of_bound(Moment::MIN);
        let last = rules.tick_of_bound(Moment::MAX);
        let refused = match (rules.currency(), rules.refunds()) {
            (None, _) => nets.iter().any(|net| *net != 0),
            (_, Refunds::Refuse) => nets.iter().any(|net| *net < 0),
            _ => false,
        };
        if refused || ticks.iter().any(|tick| !(first..=last).contains(tick)) {
            return Err(bytes.invalid("what the rules refuse is in it"));
        }
        let store = Store::of_columns(keys, &lengths, ticks, counts, nets)
            .ok_or_else(|| bytes.invalid("customers or ticks do not ascend"))?;
        if summary.margins.is_some() {
            let margins = bytes.run(cells)?;
            summary.margins = Some(Kept { settled: store.leaving(margins), ..Kept::default() });
        }
        let details = details(bytes, &store, &rules)?;
        summary.late = late(bytes, &store, (first, last))?;
        summary.amounts.replace(store.with_details(details)?);
        Ok(summary)
    }
}

/// Names that ascend.
fn names(bytes: &mut Reader<'_>) -> Result<Dictionary> {
    let lengths: Vec<u32> = bytes.column()?;
    let total = lengths.iter().map(|length| u64::from(*length)).sum::<u64>();
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    if total > bytes.left() {
        return Err(bytes.misshapen());
    }
    let mut names = TextColumn::with_capacity(lengths.len(), total);
    let mut before = "";
    for length in lengths {
        let name = bytes.letters(length as usize)?;
        if name <= before {
            return Err(bytes.invalid("names do not ascend"));
        }
        names.push(name);
        before = name;
    }
    Ok(Dictionary::of_ascending(vec![names]))
}

fn details(bytes: &mut Reader<'_>, store: &Store, rules: &Rules) -> Result<Vec<Detail>> {
    let count = bytes.length(8 + 4 + 1 + 4 + 16 + 16)?;
    let mut details: Vec<Detail> = Vec::with_capacity(count);
    for _ in 0..count {
        let place: u64 = bytes.get()?;
        let tick = bytes.get()?;
        let (free, refunds): (u8, u32) = (bytes.get()?, bytes.get()?);
        let (parts, margin_parts) = (bytes.get()?, bytes.get()?);
        let cell = store.cell(usize::try_from(place).unwrap_or(usize::MAX), tick);
        let (key, rows) = cell.ok_or_else(|| bytes.invalid("says of a tick that is not there"))?;
        let detail = Detail { key, tick, free: free == 1, refunds, parts, margin_parts };
        let sums = [parts, margin_parts];
        let possible = free <= 1
            && refunds <= rows
            && (free == 0 || rules.refunds() == Refunds::Net)
            && (refunds == 0 || rules.refunds() == Refunds::Keep)
            && sums.iter().all(|parts| Exact::may_be_parts(*parts, rows))
            && (margin_parts == 0 || rules.costs().is_some())
            && details.last().is_none_or(|last| last.place() < detail.place());
        if !possible {
            return Err(bytes.invalid("says what cannot be of a tick"));
        }
        details.push(detail);
    }
    Ok(details)
}

fn late(bytes: &mut Reader<'_>, store: &Store, days: (i32, i32)) -> Result<Vec<LateRefund>> {
    let count = bytes.length(8 + 2 * 4 + 2 * 8 + 2 * 16 + 4)?;
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        let place: u64 = bytes.get()?;
        let (stands, came) = (bytes.get()?, bytes.get()?);
        let (net, left) = (bytes.get()?, bytes.get()?);
        let (parts, left_parts) = (bytes.get()?, bytes.get()?);
        let kept = bytes.get()?;
        let cell = store.cell(usize::try_from(place).unwrap_or(usize::MAX), stands);
        let (key, _) = cell.ok_or_else(|| bytes.invalid("has a refund of no purchase"))?;
        let sums = [parts, left_parts];
        if kept > 1
            || !(days.0..=days.1).contains(&came)
            || !sums.iter().all(|parts| Exact::may_be_parts(*parts, 1))
        {
            return Err(bytes.invalid("has a refund that cannot be"));
        }
        all.push(LateRefund { key, stands, came, net, parts, left, left_parts, kept });
    }
    Ok(all)
}
