//! The records of a text, one after the other, as fields of bytes.

use memchr::{memchr, memchr2, memchr3};

use super::Delimiter;
use crate::numeric::digits;

/// One record: the fields that were selected, in the order of the selection, without quotes and
/// without the blanks around them. A field that the line does not have is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record<'a> {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    /// How many fields the line has, selected or not. Empty ones beyond the columns of the layout
    /// do not count.
    pub width: usize,
    /// The selected fields.
    pub fields: &'a [&'a [u8]],
}

/// How lines become fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grammar {
    pub(super) delimiter: Delimiter,
    /// Whether a field may stand in double quotes.
    pub(super) quoted: bool,
    /// Whether a carriage return alone ends a line.
    pub(super) returns: bool,
}

/// Which fields are wanted, and where each goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// By column of the file: its place among the selected ones and one more, or 0.
    slots: Vec<u32>,
    /// Columns that were selected before: where they are, where they go too.
    again: Vec<(usize, usize)>,
    /// How many are selected.
    count: usize,
    /// How many columns the layout has.
    columns: usize,
}

impl Selection {
    /// The columns at these places, of so many.
    pub(super) fn new(places: &[usize], columns: usize) -> Self {
        let mut selection =
            Self { slots: Vec::new(), again: Vec::new(), count: places.len(), columns };
        for (slot, &place) in places.iter().enumerate() {
            if selection.slots.len() <= place {
                selection.slots.resize(place + 1, 0);
            }
            match selection.slots[place] {
                0 => selection.slots[place] = slot as u32 + 1,
                first => selection.again.push((first as usize - 1, slot)),
            }
        }
        selection
    }

    /// How many fields each record has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether nothing is selected.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// The records of a piece of text.
///
/// Made by [`Layout::records`](super::Layout::records) and, for a part of the file, by
/// [`Layout::records_of`](super::Layout::records_of).
#[derive(Debug)]
pub struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
    grammar: Grammar,
    selection: &'a Selection,
    blank_lines: u64,
    /// The fields of the present record.
    fields: Vec<&'a [u8]>,
    /// Fields whose text is not that of the file, as their places and ends in `text`.
    rewritten: Vec<(usize, usize)>,
    text: Vec<u8>,
}

/// What became of a field.
struct Field<'a> {
    bytes: &'a [u8],
    /// Whether double quotes in it are doubled, or text stands behind its quotes.
    rewrite: bool,
    quoted: bool,
    /// Where what ends it is.
    end: usize,
    /// Lines that end within it.
    lines: u64,
}

impl<'a> Records<'a> {
    pub(super) fn new(
        bytes: &'a [u8],
        line: u64,
        grammar: Grammar,
        selection: &'a Selection,
    ) -> Self {
        Self {
            bytes,
            at: 0,
            line,
            grammar,
            selection,
            blank_lines: 0,
            fields: vec![&[]; selection.count],
            rewritten: Vec::new(),
            text: Vec::new(),
        }
    }

    /// Calls `each` with every record that is left, until it fails. What comes after the record
    /// that failed is left for another call.
    ///
    /// # Errors
    /// Those of `each`.
    ///
    /// ```
    /// use habitue::intake::{Layout, Source};
    ///
    /// let source = Source::from_bytes(b"who;when\nAda;\"2024\"\n\nBo;2025\n".to_vec())?;
    /// let layout = Layout::find(&source)?;
    /// let selection = layout.select(&["when"])?;
    /// let mut found = Vec::new();
    /// layout.records(&source.text()?, &selection).try_for_each(|record| {
    ///     found.push((record.line, record.fields[0].to_vec()));
    ///     Ok::<(), ()>(())
    /// }).unwrap();
    /// assert_eq!(found, [(2, b"2024".to_vec()), (4, b"2025".to_vec())]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[inline]
    pub fn try_for_each<E>(
        &mut self,
        mut each: impl FnMut(Record<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.try_for_each_or(&mut (), |(), _, _| Ok(0), |(), record| each(record))
    }

    /// As [`Records::try_for_each`], where `first` is shown the text from each record on and the
    /// number of its line, and takes the record if it can: it says how long its line is, or 0 to
    /// have it given to `each`. Both write into `state`.
    ///
    /// # Errors
    /// Those of both.
    #[inline]
    pub(crate) fn try_for_each_or<S, E>(
        &mut self,
        state: &mut S,
        mut first: impl FnMut(&mut S, &'a [u8], u64) -> Result<usize, E>,
        mut each: impl FnMut(&mut S, Record<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        while self.at < self.bytes.len() {
            let taken = first(state, &self.bytes[self.at..], self.line)?;
            if taken > 0 {
                self.at += taken;
                self.line += 1;
                continue;
            }
            let line = self.line;
            let width = match self.grammar.delimiter.byte() {
                Some(delimiter) => self.delimited(delimiter),
                None => self.aligned(),
            };
            if width == 0 {
                self.blank_lines += 1;
                continue;
            }
            for &(from, to) in &self.selection.again {
                self.fields[to] = self.fields[from];
            }
            if self.rewritten.is_empty() {
                each(state, Record { line, width, fields: &self.fields })?;
            } else {
                let fields = self.with_rewritten();
                each(state, Record { line, width, fields: &fields })?;
            }
        }
        Ok(())
    }

    /// Lines with nothing on them so far.
    #[must_use]
    pub const fn blank_lines(&self) -> u64 {
        self.blank_lines
    }

    /// How many bytes were read.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.at
    }

    /// Reads one line of fields with a character between them; how many, 0 for a blank line.
    #[inline]
    fn delimited(&mut self, delimiter: u8) -> usize {
        self.begin();
        let mut column = 0;
        let mut width = 0;
        loop {
            let field = self.field(delimiter);
            if column < self.selection.columns || !field.bytes.is_empty() {
                width = column + 1;
            }
            let only = column == 0 && field.bytes.is_empty() && !field.quoted;
            self.put(column, &field);
            column += 1;
            self.line += field.lines;
            let more = self.bytes.get(field.end) == Some(&delimiter);
            self.at = field.end + usize::from(more);
            if !more {
                self.end_line();
                return if only { 0 } else { width };
            }
            if self.at == self.bytes.len() {
                // The last field of the file is empty.
                return if column < self.selection.columns { column + 1 } else { width };
            }
        }
    }

    /// Reads one line of aligned fields; how many, 0 for a blank line.
    fn aligned(&mut self) -> usize {
        self.begin();
        let mut column = 0;
        loop {
            let blanks = self.bytes[self.at..].iter().take_while(|byte| b" \t".contains(byte));
            self.at += blanks.count();
            if self.at == self.bytes.len() || self.ends_line(self.bytes[self.at]) {
                self.end_line();
                return column;
            }
            let field = self.aligned_field();
            self.put(column, &field);
            column += 1;
            self.line += field.lines;
            self.at = field.end;
        }
    }

    fn begin(&mut self) {
        self.fields.fill(&[]);
        self.rewritten.clear();
        self.text.clear();
    }

    #[inline]
    fn put(&mut self, column: usize, field: &Field<'a>) {
        let Some(slot) = self.selection.slots.get(column).filter(|slot| **slot > 0) else { return };
        let slot = *slot as usize - 1;
        self.fields[slot] = field.bytes;
        if field.rewrite {
            write_without_quotes(field.bytes, &mut self.text);
            self.rewritten.push((slot, self.text.len()));
        }
    }

    /// The fields, where some are not as they stand in the file.
    #[cold]
    fn with_rewritten(&self) -> Vec<&[u8]> {
        let mut fields: Vec<&[u8]> = self.fields.clone();
        let mut from = 0;
        for &(slot, end) in &self.rewritten {
            fields[slot] = trimmed(&self.text[from..end]);
            from = end;
        }
        for &(from, to) in &self.selection.again {
            fields[to] = fields[from];
        }
        fields
    }

    fn ends_line(&self, byte: u8) -> bool {
        byte == b'\n'
            || byte == b'\r'
                && (self.grammar.returns || self.bytes.get(self.at + 1) == Some(&b'\n'))
    }

    /// Steps over what ends a line.
    #[inline]
    fn end_line(&mut self) {
        match self.bytes.get(self.at) {
            Some(b'\r') if self.bytes.get(self.at + 1) == Some(&b'\n') => self.at += 2,
            Some(_) => self.at += 1,
            None => {}
        }
        self.line += 1;
    }

    /// The field that begins here.
    #[inline]
    fn field(&self, delimiter: u8) -> Field<'a> {
        if self.grammar.quoted {
            let spaces = self.bytes[self.at..].iter().take_while(|byte| **byte == b' ').count();
            if self.bytes.get(self.at + spaces) == Some(&b'"') {
                return self
                    .quoted_field(self.at + spaces, |rest| memchr3(delimiter, b'\n', b'\r', rest));
            }
        }
        let rest = &self.bytes[self.at..];
        let length = if self.grammar.returns {
            memchr3(delimiter, b'\n', b'\r', rest)
        } else {
            either(delimiter, b'\n', rest)
        };
        let length = length.unwrap_or(rest.len());
        Field {
            bytes: trimmed(&rest[..length]),
            rewrite: false,
            quoted: false,
            end: self.at + length,
            lines: 0,
        }
    }

    fn aligned_field(&self) -> Field<'a> {
        let wide = self.grammar.delimiter == Delimiter::WideBlanks;
        let ends = |rest: &[u8]| {
            let ends_at = |at: usize| match rest[at] {
                b'\n' | b'\t' => true,
                b'\r' => self.grammar.returns || rest.get(at + 1) == Some(&b'\n'),
                b' ' => !wide || matches!(rest.get(at + 1), Some(b' ' | b'\t' | b'\n') | None),
                _ => false,
            };
            (0..rest.len()).find(|at| ends_at(*at))
        };
        if self.grammar.quoted && self.bytes[self.at] == b'"' {
            return self.quoted_field(self.at, ends);
        }
        let rest = &self.bytes[self.at..];
        let length = ends(rest).unwrap_or(rest.len());
        Field {
            bytes: trimmed(&rest[..length]),
            rewrite: false,
            quoted: false,
            end: self.at + length,
            lines: 0,
        }
    }

    /// A field whose opening quote is at `open`; `ends` finds what ends a field. Text behind the
    /// closing quote belongs to it.
    fn quoted_field(&self, open: usize, ends: impl Fn(&[u8]) -> Option<usize>) -> Field<'a> {
        let close = closing_quote(self.bytes, open).unwrap_or(self.bytes.len());
        let after = (close + 1).min(self.bytes.len());
        let mut end = after + ends(&self.bytes[after..]).unwrap_or(self.bytes.len() - after);
        // A return within what stands behind the quote ends the line only where it does elsewhere.
        let stray = |end: usize| {
            self.bytes.get(end) == Some(&b'\r')
                && !self.grammar.returns
                && self.bytes.get(end + 1) != Some(&b'\n')
        };
        while stray(end) {
            let rest = &self.bytes[end + 1..];
            end += 1 + ends(rest).unwrap_or(rest.len());
        }
        let (inner, behind) = (&self.bytes[open + 1..close], &self.bytes[after..end]);
        let plain = trimmed(behind).is_empty() && memchr(b'"', inner).is_none();
        Field {
            bytes: if plain { trimmed(inner) } else { &self.bytes[open..end] },
            rewrite: !plain,
            quoted: true,
            end,
            lines: line_ends(&self.bytes[open..end], self.grammar.returns),
        }
    }
}

/// Where the first of two bytes is. Most fields are short: the first bytes are looked at eight at
/// a time in place, the rest by a search for far ones.
#[inline]
fn either(one: u8, other: u8, text: &[u8]) -> Option<usize> {
    const NEAR: usize = 2;
    let (words, _) = text.as_chunks::<8>();
    for (at, word) in words.iter().take(NEAR).enumerate() {
        if let Some(found) = digits::first_of(one, other, *word) {
            return Some(8 * at + found);
        }
    }
    let near = 8 * words.len().min(NEAR);
    memchr2(one, other, &text[near..]).map(|at| near + at)
}

/// Where the quote at `open` is closed; `None` where it never is.
pub(super) fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        let close = at + memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(close + 1) != Some(&b'"') {
            return Some(close);
        }
        at = close + 2;
    }
}

/// A field from its opening quote on as the text that it means.
fn write_without_quotes(field: &[u8], text: &mut Vec<u8>) {
    let close = closing_quote(field, 0).unwrap_or(field.len());
    let mut doubled = false;
    for &byte in &field[1..close] {
        doubled = byte == b'"' && !doubled;
        if !doubled {
            text.push(byte);
        }
    }
    text.extend_from_slice(field.get(close + 1..).unwrap_or_default());
}

/// How many lines end within.
pub(super) fn line_ends(bytes: &[u8], returns: bool) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    if !returns {
        return feeds as u64;
    }
    let alone =
        memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    (feeds + alone) as u64
}

/// Without the blanks around it, those of Unicode too.
#[inline]
pub(super) fn trimmed(field: &[u8]) -> &[u8] {
    let field = field.trim_ascii();
    match (field.first(), field.last()) {
        (Some(first), Some(last)) if *first >= 0x80 || *last >= 0x80 => {
            std::str::from_utf8(field).map_or(field, |text| text.trim().as_bytes())
        }
        _ => field,
    }
}
