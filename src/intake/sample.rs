//! The first lines of a text, read with one delimiter.

use super::Delimiter;
use super::column_role::is_column_name;
use super::records::{Grammar, Records, Selection};

/// A record of the sample.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Where it begins.
    pub(super) start: usize,
    pub(super) line: u64,
    pub(super) fields: Vec<Vec<u8>>,
}

/// The first lines of a text, read with one delimiter.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    pub(super) grammar: Grammar,
    pub(super) rows: Vec<Row>,
    /// The number of fields that most rows have.
    width: usize,
    /// How many rows have it.
    alike: usize,
}

/// Records looked at.
const ROWS: usize = 512;
/// Bytes looked at, unless there is no line end in them.
const BYTES: usize = 1 << 18;
/// Fields kept of a record.
const FIELDS: usize = 4096;
/// Fewer rows of one width than this share of all are no table.
const SHARE: f64 = 0.7;

impl Sample {
    pub(super) fn of(text: &[u8], line: u64, grammar: Grammar) -> Self {
        let end = text.len().min(BYTES);
        let end = match memchr::memrchr2(b'\n', b'\r', &text[..end]) {
            Some(last) if end < text.len() => last + 1,
            _ if end < text.len() => text.len(),
            _ => end,
        };
        let text = &text[..end];
        let selection = Selection::new(&(0..FIELDS).collect::<Vec<_>>(), FIELDS);
        let mut records = Records::new(text, line, grammar, &selection);
        let mut rows = Vec::new();
        for _ in 0..2 * ROWS {
            let start = records.position();
            let mut row = None;
            let found = records.try_for_each(|record| {
                let fields = &record.fields[..record.width.min(FIELDS)];
                let fields = fields.iter().map(|field| field.to_vec()).collect();
                row = Some(Row { start, line: record.line, fields });
                Err(())
            });
            rows.extend(row);
            if found.is_ok() || rows.len() == ROWS {
                break;
            }
        }
        let mut sample = Self { grammar, rows, width: 1, alike: 0 };
        sample.find_width();
        sample
    }

    /// Whether the beginning of a text is all that a sample needs of it.
    pub(super) fn is_enough(text: &[u8]) -> bool {
        text.len() > BYTES && memchr::memrchr2(b'\n', b'\r', &text[..BYTES]).is_some()
    }

    fn find_width(&mut self) {
        let mut widths: Vec<usize> = self.rows.iter().map(|row| row.fields.len()).collect();
        widths.sort_unstable();
        for group in widths.chunk_by(|a, b| a == b) {
            let (width, alike) = (group[0], group.len());
            let better = (width > 1, alike, width) > (self.width > 1, self.alike, self.width);
            if better {
                (self.width, self.alike) = (width, alike);
            }
        }
    }

    /// The number of fields that most rows have.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// The one that makes more of a table of the text; of two as good, the first.
    pub(super) fn better(self, other: Self) -> Self {
        if other.merit() > self.merit() { other } else { self }
    }

    /// Whether it is a table; of a character before blanks; how much alike its rows are, and how
    /// wide.
    fn merit(&self) -> (bool, bool, usize, usize) {
        let share = self.alike as f64 / self.rows.len().max(1) as f64;
        let is_table = self.width > 1 && (share >= SHARE || self.alike > 20 && share > 0.5);
        let aligned = matches!(self.grammar.delimiter, Delimiter::Blanks | Delimiter::WideBlanks);
        let tenths = (share * 10.0 + 0.5) as usize;
        let (tenths, width) = if self.width > 1 { (tenths, self.width) } else { (0, 0) };
        (is_table, width > 1 && !aligned, tenths, width)
    }

    /// The first row of the table: those above it have another width, or a title alone.
    pub(super) fn top(&self) -> usize {
        let is_top = |row: &Row| {
            let filled = row.fields.iter().filter(|field| !field.is_empty()).count();
            row.fields.len() >= self.width && (filled > 1 || self.width == 1)
        };
        let named = self.rows.iter().position(is_top).unwrap_or(0);
        // A header with unnamed columns at its end is shorter than its rows.
        let above = named.checked_sub(1).map(|at| &self.rows[at]);
        match above {
            Some(row)
                if row.fields.len() + 1 == self.width && row.is_named() && row.fields.len() > 1 =>
            {
                named - 1
            }
            _ => named,
        }
    }

    /// Whether a row names the columns: none of its fields looks like a value, or what they say
    /// is what columns are called.
    pub(super) fn has_header(&self, top: usize) -> bool {
        let row = &self.rows[top];
        let named = row.fields.iter().filter(|field| is_column_name(field)).count();
        row.is_named() || 2 * named > row.fields.len()
    }
}

impl Row {
    /// Whether no field looks like a value.
    fn is_named(&self) -> bool {
        !self.fields.iter().any(|field| looks_like_a_value(field))
    }
}

/// Whether this is a number, an amount or a date rather than a name: it begins with a digit, maybe
/// behind a sign, and holds no more letters than digits.
pub(super) fn looks_like_a_value(field: &[u8]) -> bool {
    let field = field.strip_prefix(b"(").unwrap_or(field);
    let field = field.strip_prefix(b"-").or(field.strip_prefix(b"+")).unwrap_or(field);
    let field = field.strip_prefix(b"$").unwrap_or(field);
    let digits = field.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = field.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    field.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.') && digits >= letters
}
