//! Lines that say again what an earlier line says.

use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::Mutex;

use super::{Chunk, Layout, Selection, Source};
use crate::error::Result;
use crate::numeric::parallel;

/// The lines of a table that repeat an earlier one: in all their fields, or in one that identifies
/// a row, such as the number of a transaction.
///
/// A till that sent a day twice, a join that doubled rows: such lines count twice unless somebody
/// looks. Two customers' equal purchases are no repetition, but two equal purchases of one customer
/// may be told apart by nothing in the file: whether lines are left out is the caller's decision
/// ([`Duplicates`](crate::ledger::Duplicates)).
///
/// ```
/// use habitue::intake::{Layout, Repeats, Source};
///
/// let text = "id,who,paid\n1,Ada,5\n2,Ada,5\n1,Ada,5\n1,Ada,6\n";
/// let source = Source::from_bytes(text.into())?;
/// let layout = Layout::find(&source)?;
/// assert_eq!(Repeats::find(&source, &layout, None, 1)?.lines(), [4]);
/// assert_eq!(Repeats::find(&source, &layout, Some("id"), 1)?.lines(), [4, 5]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeats {
    lines: Vec<u64>,
}

/// Bytes that one thread looks at in a row.
const PIECE: usize = 1 << 20;

impl Repeats {
    /// Lines that repeat an earlier one in the column `identified_by`, or, without one, in all
    /// their fields; blanks around a field do not count, nor do quotes. A line whose identity is
    /// empty repeats none. `threads` is 0 for all cores.
    ///
    /// # Errors
    /// [`ErrorKind::MissingColumn`](crate::ErrorKind::MissingColumn) for a column that is not
    /// there, [`ErrorKind::Parse`](crate::ErrorKind::Parse) for a quote that nothing closes.
    pub fn find(
        source: &Source,
        layout: &Layout,
        identified_by: Option<&str>,
        threads: usize,
    ) -> Result<Self> {
        let selection = match identified_by {
            Some(column) => layout.select(&[column])?,
            None => layout.select_places(&(0..layout.columns().len()).collect::<Vec<_>>()),
        };
        let chunks = Mutex::new(layout.chunks(source, PIECE));
        let workers = parallel::workers(threads, layout.bytes(), PIECE);
        let parts = parallel::each(vec![(); workers], |()| -> Result<Vec<u64>> {
            let (mut marks, mut room) = (Vec::new(), Vec::new());
            loop {
                let chunk = chunks.lock().ok().and_then(|mut chunks| chunks.read(&mut room));
                let Some(chunk) = chunk else { return Ok(marks) };
                each(layout, &selection, chunk?, |_, fields| marks.push(mark(fields)));
            }
        });
        let mut marks = parts.into_iter().collect::<Result<Vec<_>>>()?.concat();
        marks.sort_unstable();
        let mut twice: Vec<u64> =
            marks.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        twice.dedup();
        if twice.is_empty() {
            return Ok(Self::default());
        }
        // Equal marks are nearly always equal lines; only these are compared.
        let mut seen: HashSet<Vec<u8>> = HashSet::new();
        let mut lines = Vec::new();
        let (mut chunks, mut room) = (layout.chunks(source, PIECE), Vec::new());
        while let Some(chunk) = chunks.read(&mut room) {
            each(layout, &selection, chunk?, |line, fields| {
                if twice.binary_search(&mark(fields)).is_ok() && !seen.insert(joined(fields)) {
                    lines.push(line);
                }
            });
        }
        Ok(Self { lines })
    }

    /// The lines, ascending, counted from 1.
    #[must_use]
    pub fn lines(&self) -> &[u64] {
        &self.lines
    }

    /// Whether a line repeats an earlier one.
    #[must_use]
    pub fn contains(&self, line: u64) -> bool {
        self.lines.binary_search(&line).is_ok()
    }
}

/// Calls `see` with each line that says anything.
fn each(
    layout: &Layout,
    selection: &Selection,
    chunk: Chunk<'_>,
    mut see: impl FnMut(u64, &[&[u8]]),
) {
    let _ = layout.records_of(chunk, selection).try_for_each(|record| {
        if record.fields.iter().any(|field| !field.is_empty()) {
            see(record.line, record.fields);
        }
        Ok::<(), Infallible>(())
    });
}

/// A number that equal fields have in common, and others hardly ever: FNV-1a over words of eight
/// bytes.
fn mark(fields: &[&[u8]]) -> u64 {
    const OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01B3;
    let stir = |mark: u64, word: u64| (mark ^ word).wrapping_mul(PRIME).rotate_left(29);
    let mut mark = OFFSET;
    for field in fields {
        let words = field.chunks_exact(8);
        let rest = words.remainder();
        for word in words {
            mark = stir(mark, u64::from_le_bytes(word.try_into().unwrap_or_default()));
        }
        let last = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        mark = stir(mark, last ^ (field.len() as u64) << 56);
    }
    mark
}

/// The fields, so that no others are written alike.
fn joined(fields: &[&[u8]]) -> Vec<u8> {
    let mut text = Vec::new();
    for field in fields {
        text.extend((field.len() as u64).to_le_bytes());
        text.extend_from_slice(field);
    }
    text
}
