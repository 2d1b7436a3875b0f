//! A text in pieces that end where records end.

use memchr::memchr;

use super::Delimiter;
use super::records::{Grammar, closing_quote, line_ends};
use crate::error::{Error, ErrorKind, Result};
use crate::remedy::Remedy;

/// A piece of a text: whole records, and the line on which the first begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) line: u64,
}

impl<'a> Chunk<'a> {
    /// The bytes.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The line on which they begin, counted from 1.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.line
    }
}

/// The pieces of a text, one after the other: each about as long as asked for, and longer where a
/// record is.
///
/// A quoted field may hold line ends, so that where a record ends is known only from where it
/// began: pieces are cut in order, which takes a fraction of the time of reading them.
#[derive(Debug, Clone)]
pub struct Chunks<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
    grammar: Grammar,
    size: usize,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(bytes: &'a [u8], line: u64, grammar: Grammar, size: usize) -> Self {
        Self { bytes, at: 0, line, grammar, size: size.max(1) }
    }

    /// The end of the first record that ends at `least` bytes or later.
    fn cut(&self, least: usize) -> Result<usize> {
        let mut end = self.line_end(least);
        if !self.grammar.quoted {
            return Ok(end);
        }
        let mut from = self.at;
        while let Some(quote) = memchr(b'"', &self.bytes[from..end]).map(|at| from + at) {
            from = quote + 1;
            if !self.opens(quote) {
                continue;
            }
            let Some(close) = closing_quote(self.bytes, quote) else {
                return Err(self.unclosed(quote));
            };
            from = close + 1;
            if from >= end {
                end = self.line_end(from.max(least));
            }
        }
        Ok(end)
    }

    /// Behind the first line end at `from` or later.
    fn line_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let found = if self.grammar.returns {
            memchr::memchr2(b'\n', b'\r', rest)
        } else {
            memchr(b'\n', rest)
        };
        let Some(found) = found else { return self.bytes.len() };
        let at = from + found;
        let both = self.bytes[at] == b'\r' && self.bytes.get(at + 1) == Some(&b'\n');
        at + 1 + usize::from(both)
    }

    /// Whether a field begins with this quote.
    fn opens(&self, quote: usize) -> bool {
        let before = &self.bytes[self.at..quote];
        let spaces = before.iter().rev().take_while(|byte| **byte == b' ').count();
        let Some(last) = before.len().checked_sub(spaces + 1).map(|at| before[at]) else {
            return true;
        };
        match self.grammar.delimiter {
            _ if last == b'\n' || last == b'\r' && self.grammar.returns => true,
            Delimiter::Blanks => spaces > 0 || last == b'\t',
            Delimiter::WideBlanks => spaces > 1 || last == b'\t',
            one => one.byte() == Some(last),
        }
    }

    /// The error for a quote that nothing closes.
    fn unclosed(&self, quote: usize) -> Error {
        let shown = &self.bytes[quote..self.bytes.len().min(quote + 24)];
        Error::new(ErrorKind::Parse, "opens a quoted field that nothing closes")
            .at_line(self.line + line_ends(&self.bytes[self.at..quote], self.grammar.returns))
            .in_column("text")
            .with_value(format!("{:?}", String::from_utf8_lossy(shown)))
            .allowing("fields whose quotes are closed, or quotes that are characters like others")
            .remedied(Remedy::NoQuotes)
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Result<Chunk<'a>>;

    /// The next piece, or once the error for a quote that nothing closes
    /// ([`ErrorKind::Parse`]).
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let least = self.at.saturating_add(self.size - 1).min(self.bytes.len());
        let end = match self.cut(least) {
            Ok(end) => end,
            Err(error) => {
                self.at = self.bytes.len();
                return Some(Err(error));
            }
        };
        let chunk = Chunk { bytes: &self.bytes[self.at..end], line: self.line };
        self.line += line_ends(chunk.bytes, self.grammar.returns);
        self.at = end;
        Some(Ok(chunk))
    }
}
