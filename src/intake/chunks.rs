//! A text in pieces that end where records end.

use std::ops::Range;

use memchr::memchr;

use super::Delimiter;
use super::Source;
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
    source: &'a Source,
    at: usize,
    end: usize,
    line: u64,
    cutter: Cutter,
    size: usize,
}

/// Bytes behind a piece that are read with it: most records end there.
const BEHIND: usize = 1 << 12;

impl<'a> Chunks<'a> {
    pub(super) fn new(
        source: &'a Source,
        body: Range<usize>,
        line: u64,
        grammar: Grammar,
        size: usize,
    ) -> Self {
        let cutter = Cutter(grammar);
        Self { source, at: body.start, end: body.end, line, cutter, size: size.max(1) }
    }

    /// The next piece, or once the error for a quote that nothing closes ([`ErrorKind::Parse`]) or
    /// for a file that cannot be read ([`ErrorKind::Io`]). `room` is where it is, if the source
    /// does not hold it; the next piece may be there, too.
    pub fn read<'r>(&mut self, room: &'r mut Vec<u8>) -> Option<Result<Chunk<'r>>>
    where
        'a: 'r,
    {
        if self.at >= self.end {
            return None;
        }
        let piece = self.piece(room);
        Some(match piece {
            Ok(bytes) => {
                let chunk = Chunk { bytes, line: self.line };
                self.line += line_ends(bytes, self.cutter.0.returns);
                self.at += bytes.len();
                Ok(chunk)
            }
            Err(error) => {
                self.at = self.end;
                Err(error)
            }
        })
    }

    fn piece<'r>(&self, room: &'r mut Vec<u8>) -> Result<&'r [u8]>
    where
        'a: 'r,
    {
        let least = self.size - 1;
        if let Some(text) = self.source.held() {
            let text = text.get(self.at..self.end).unwrap_or_default();
            return Ok(&text[..self.end_in(text, least)?]);
        }
        let left = self.end - self.at;
        let mut wanted = self.size.saturating_add(BEHIND).min(left);
        let end = loop {
            let text = self.source.part(self.at..self.at + wanted, room)?;
            let found = self.end_in(text, least);
            if wanted == left {
                break found?;
            }
            // What ends with the bytes that were read may end behind them.
            match found {
                Ok(end) if end < wanted => break end,
                _ => wanted = wanted.saturating_mul(2).min(left),
            }
        };
        Ok(&room[..end])
    }

    fn end_in(&self, text: &[u8], least: usize) -> Result<usize> {
        self.cutter.cut(text, least).map_err(|quote| self.unclosed(text, quote))
    }

    /// The error for a quote that nothing closes.
    fn unclosed(&self, text: &[u8], quote: usize) -> Error {
        let shown = &text[quote..text.len().min(quote + 24)];
        Error::new(ErrorKind::Parse, "opens a quoted field that nothing closes")
            .at_line(self.line + line_ends(&text[..quote], self.cutter.0.returns))
            .in_column("text")
            .with_value(format!("{:?}", String::from_utf8_lossy(shown)))
            .allowing("fields whose quotes are closed, or quotes that are characters like others")
            .remedied(Remedy::NoQuotes)
    }
}

/// Finds where records end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cutter(pub(super) Grammar);

impl Cutter {
    /// The end of the first record of a text that ends at `least` bytes or later; where a quote is
    /// that nothing closes.
    pub(super) fn cut(self, text: &[u8], least: usize) -> Result<usize, usize> {
        let least = least.min(text.len());
        let mut end = self.line_end(text, least);
        if !self.0.quoted {
            return Ok(end);
        }
        let mut from = 0;
        while let Some(quote) = memchr(b'"', &text[from..end]).map(|at| from + at) {
            from = quote + 1;
            if !self.opens(&text[..quote]) {
                continue;
            }
            let close = closing_quote(text, quote).ok_or(quote)?;
            from = close + 1;
            if from >= end {
                end = self.line_end(text, from.max(least));
            }
        }
        Ok(end)
    }

    /// Behind the first line end at `from` or later.
    fn line_end(self, text: &[u8], from: usize) -> usize {
        let rest = text.get(from..).unwrap_or_default();
        let found =
            if self.0.returns { memchr::memchr2(b'\n', b'\r', rest) } else { memchr(b'\n', rest) };
        let Some(found) = found else { return text.len() };
        let at = from + found;
        let both = text[at] == b'\r' && text.get(at + 1) == Some(&b'\n');
        at + 1 + usize::from(both)
    }

    /// Whether a field begins with the quote that this is before.
    fn opens(self, before: &[u8]) -> bool {
        let spaces = before.iter().rev().take_while(|byte| **byte == b' ').count();
        let Some(last) = before.len().checked_sub(spaces + 1).map(|at| before[at]) else {
            return true;
        };
        match self.0.delimiter {
            _ if last == b'\n' || last == b'\r' && self.0.returns => true,
            Delimiter::Blanks => spaces > 0 || last == b'\t',
            Delimiter::WideBlanks => spaces > 1 || last == b'\t',
            one => one.byte() == Some(last),
        }
    }
}
