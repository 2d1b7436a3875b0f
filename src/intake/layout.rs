//! How a text is laid out: delimiter, quoting, header, lines above and below.

use std::ops::Range;

use super::chunks::Cutter;
use super::records::{Grammar, Records, Selection, line_ends, trimmed};
use super::sample::Sample;
use super::{Chunk, Chunks, Delimiter, Source, words};
use crate::error::{Error, ErrorKind, Result};

/// What the caller knows of the layout of a text. What is not said is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LayoutOptions {
    delimiter: Option<Delimiter>,
    quoting: Option<bool>,
    header: Option<bool>,
    lines_above: Option<usize>,
}

impl LayoutOptions {
    /// Nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What stands between fields.
    #[must_use]
    pub fn with_delimiter(mut self, delimiter: Delimiter) -> Self {
        self.delimiter = Some(delimiter);
        self
    }

    /// Whether fields may stand in double quotes, which then may hold anything. Defaults to so.
    #[must_use]
    pub fn with_quoting(mut self, quoting: bool) -> Self {
        self.quoting = Some(quoting);
        self
    }

    /// Whether the first line of the table names the columns.
    #[must_use]
    pub fn with_header(mut self, header: bool) -> Self {
        self.header = Some(header);
        self
    }

    /// The same with a header, unless it was said that there is none.
    pub(crate) fn or_header(mut self) -> Self {
        self.header = self.header.or(Some(true));
        self
    }

    /// How many lines stand above the table.
    #[must_use]
    pub fn with_lines_above(mut self, lines: usize) -> Self {
        self.lines_above = Some(lines);
        self
    }

    /// With what the source says of itself, where the caller says nothing.
    fn of(mut self, source: &Source) -> Self {
        if source.is_table() {
            self.delimiter.get_or_insert(Delimiter::Tab);
            self.header.get_or_insert(true);
            self.lines_above.get_or_insert(0);
        }
        self
    }
}

/// A line that is no record: a title above the table, a total below it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Aside {
    /// Counted from 1.
    pub line: u64,
    /// What it says.
    pub text: String,
}

/// How a text is laid out: what stands between fields, where the table begins and ends, and what
/// its columns are called.
///
/// ```
/// use habitue::intake::{Delimiter, Layout, Source};
///
/// let text = "Sales 2024\n\nCustomer;Date;Amount\na;2024-01-01;10,50\nTotal;;10,50\n";
/// let layout = Layout::find(&Source::from_bytes(text.into())?)?;
/// assert_eq!(layout.delimiter(), Delimiter::Semicolon);
/// assert_eq!(layout.columns(), ["Customer", "Date", "Amount"]);
/// assert_eq!(layout.above()[0].text, "Sales 2024");
/// assert_eq!((layout.below()[0].line, layout.first_line()), (5, 4));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    grammar: Grammar,
    columns: Vec<String>,
    header: bool,
    body: Range<usize>,
    first_line: u64,
    above: Vec<Aside>,
    below: Vec<Aside>,
}

/// Bytes of the beginning of a text that are looked at first, where it is not held.
const HEAD: usize = 1 << 20;
/// Bytes that are read at a time to count lines.
const BLOCK: usize = 1 << 20;
/// Lines below a table that are looked at for totals.
const LINES_BELOW: usize = 8;
/// Bytes of the end of the text that these are sought in.
const END: usize = 1 << 14;

impl Layout {
    /// Finds the layout of a text.
    ///
    /// # Errors
    /// [`ErrorKind::Empty`] for a text without a line.
    pub fn find(source: &Source) -> Result<Self> {
        Self::with(source, &LayoutOptions::new())
    }

    /// Finds what the caller does not say of the layout of a text.
    ///
    /// # Errors
    /// [`ErrorKind::Empty`] for a text without a line, [`ErrorKind::OutOfRange`] where the table
    /// should begin below the text, [`ErrorKind::Io`].
    pub fn with(source: &Source, options: &LayoutOptions) -> Result<Self> {
        let mut room = Vec::new();
        let options = &options.clone().of(source);
        // The beginning mostly tells.
        let head = if source.held().is_some() { usize::MAX } else { HEAD };
        let text = source.part(0..source.length().min(head), &mut room)?;
        if let Some(layout) = Self::begun(source, text, options)? {
            return layout.without_below(source);
        }
        let whole = source.text()?;
        match Self::begun(source, &whole, options)? {
            Some(layout) => layout.without_below(source),
            None => Err(Error::new(ErrorKind::Internal, "the whole of a text does not tell")),
        }
    }

    /// What the beginning of a text tells; `None` where more of it must be seen.
    fn begun(source: &Source, text: &[u8], options: &LayoutOptions) -> Result<Option<Self>> {
        let is_whole = text.len() == source.length();
        let returns = source.has_lone_returns();
        let quoted = options.quoting.unwrap_or(true);
        let (start, skipped) = skip(text, options.lines_above.unwrap_or(0), returns);
        if !is_whole && !Sample::is_enough(&text[start..]) {
            return Ok(None);
        }
        if options.lines_above.is_some() && start == text.len() && !text.is_empty() {
            return Err(Error::new(ErrorKind::OutOfRange, "is more lines than the text has")
                .in_column("lines_above")
                .with_value(skipped));
        }
        let grammar = |delimiter| Grammar { delimiter, quoted, returns };
        let candidates = match options.delimiter {
            Some(delimiter) => vec![delimiter],
            None => Delimiter::ALL.to_vec(),
        };
        let sample = candidates
            .into_iter()
            .map(|delimiter| Sample::of(&text[start..], skipped + 1, grammar(delimiter)))
            .reduce(Sample::better)
            .filter(|sample| !sample.rows.is_empty());
        if sample.is_none() && !is_whole {
            return Ok(None);
        }
        let sample = sample.ok_or_else(|| {
            Error::new(ErrorKind::Empty, "has no line with anything on it").in_column("file")
        })?;
        let top = if options.lines_above.is_some() { 0 } else { sample.top() };
        let first = &sample.rows[top];
        let header = options.header.unwrap_or_else(|| sample.has_header(top));
        let columns = if header {
            first.fields.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
        } else {
            (1..=sample.width()).map(|number| number.to_string()).collect::<Vec<_>>()
        };
        let (body_start, first_line) = match sample.rows.get(top + 1) {
            _ if !header => (first.start, first.line),
            Some(next) => (next.start, next.line),
            None if !is_whole => return Ok(None),
            None => (text.len() - start, first.line + 1),
        };
        let body_start = start + body_start;
        let mut layout = Self {
            grammar: sample.grammar,
            columns,
            header,
            body: body_start..source.length(),
            first_line,
            above: Vec::new(),
            below: Vec::new(),
        };
        layout.above = layout.asides(&text[..start + first.start], 1);
        Ok(Some(layout))
    }

    /// What stands between fields.
    #[must_use]
    pub const fn delimiter(&self) -> Delimiter {
        self.grammar.delimiter
    }

    /// Whether fields may stand in double quotes.
    #[must_use]
    pub const fn quoting(&self) -> bool {
        self.grammar.quoted
    }

    /// Whether a carriage return alone ends a line.
    pub(crate) const fn has_lone_returns(&self) -> bool {
        self.grammar.returns
    }

    /// Whether a line names the columns.
    #[must_use]
    pub const fn has_header(&self) -> bool {
        self.header
    }

    /// The names of the columns, without blanks around them; where there is no header, their
    /// numbers from 1 on.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The line of the first record, counted from 1.
    #[must_use]
    pub const fn first_line(&self) -> u64 {
        self.first_line
    }

    /// Lines above the header, or above the first record where there is no header.
    #[must_use]
    pub fn above(&self) -> &[Aside] {
        &self.above
    }

    /// Lines below the last record: totals and remarks.
    #[must_use]
    pub fn below(&self) -> &[Aside] {
        &self.below
    }

    /// The columns of these names. A name that is not there as it is written may be in other
    /// case: [`Layout::spelled`] tells.
    ///
    /// # Errors
    /// [`ErrorKind::MissingColumn`], naming the columns that there are, and [`ErrorKind::Duplicate`]
    /// for a name that two columns have.
    pub fn select(&self, names: &[&str]) -> Result<Selection> {
        let places = names.iter().map(|name| self.place(name)).collect::<Result<Vec<_>>>()?;
        Ok(Selection::new(&places, self.columns.len()))
    }

    /// The columns at these places, counted from 0.
    pub(crate) fn select_places(&self, places: &[usize]) -> Selection {
        Selection::new(places, self.columns.len())
    }

    /// How the file spells the name of a column.
    ///
    /// # Errors
    /// As [`Layout::select`].
    pub fn spelled(&self, name: &str) -> Result<&str> {
        self.place(name).map(|place| self.columns[place].as_str())
    }

    /// Where the column of a name is, counted from 0: of exactly this name, else of the same in
    /// other case.
    ///
    /// # Errors
    /// As [`Layout::select`].
    pub fn place(&self, name: &str) -> Result<usize> {
        let wanted = name.trim();
        let folded = wanted.to_lowercase();
        let exactly = |column: &str| column == wanted;
        let in_other_case = |column: &str| column.to_lowercase() == folded;
        let all = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..self.columns.len()).filter(|place| is(&self.columns[*place])).collect()
        };
        let mut found = all(&exactly);
        if found.is_empty() {
            found = all(&in_other_case);
        }
        match found.as_slice() {
            [place] => Ok(*place),
            [] => {
                let sentence = if self.header {
                    "is no column of the header"
                } else {
                    "is no column; there is no header, and columns are known by their number"
                };
                Err(Error::new(ErrorKind::MissingColumn, sentence)
                    .at_line(self.first_line.saturating_sub(1).max(1))
                    .in_column(name)
                    .allowing(self.columns.join(", ")))
            }
            _ => Err(Error::new(ErrorKind::Duplicate, "names two columns")
                .at_line(self.first_line.saturating_sub(1).max(1))
                .in_column(name)),
        }
    }

    /// The records of the whole table, in the text of the source ([`Source::text`]).
    #[must_use]
    pub fn records<'a>(&self, text: &'a [u8], selection: &'a Selection) -> Records<'a> {
        let table = text.get(self.body.clone()).unwrap_or_default();
        Records::new(table, self.first_line, self.grammar, selection)
    }

    /// The records of a piece of it.
    #[must_use]
    pub fn records_of<'a>(&self, chunk: Chunk<'a>, selection: &'a Selection) -> Records<'a> {
        Records::new(chunk.bytes, chunk.line, self.grammar, selection)
    }

    /// The table in pieces of about `size` bytes that end where records end.
    ///
    /// ```
    /// use habitue::intake::{Layout, Source};
    ///
    /// let text = "id,note\n1,\"two\nlines\"\n2,x\n";
    /// let source = Source::from_bytes(text.into())?;
    /// let layout = Layout::find(&source)?;
    /// let (mut chunks, mut room, mut lines) = (layout.chunks(&source, 1), Vec::new(), Vec::new());
    /// while let Some(chunk) = chunks.read(&mut room) {
    ///     lines.push(chunk?.line());
    /// }
    /// assert_eq!(lines, [2, 4]);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn chunks<'a>(&self, source: &'a Source, size: usize) -> Chunks<'a> {
        Chunks::new(source, self.body.clone(), self.first_line, self.grammar, size)
    }

    /// The records from the first line on that begins behind so many bytes of the table, for a
    /// sample of it: all of them where the source is held, else those of about `about` bytes, read
    /// into `room`. Lines are counted from there, and where a quoted field holds line ends, the
    /// first record may be a part of one.
    ///
    /// # Errors
    /// [`ErrorKind::Io`].
    pub(crate) fn records_behind<'r, 's: 'r>(
        &self,
        source: &'s Source,
        (bytes, about): (usize, usize),
        selection: &'r Selection,
        room: &'r mut Vec<u8>,
    ) -> Result<Records<'r>> {
        let from = self.body.end.min(self.body.start + bytes);
        let lines = if bytes == 0 { 0 } else { 1 };
        let mut wanted = if source.held().is_some() { usize::MAX } else { 2 * about };
        let left = self.body.end - from;
        let text = loop {
            wanted = wanted.min(left);
            let text = source.part(from..from + wanted, room)?;
            let (start, _) = skip(text, lines, self.grammar.returns);
            if wanted == left {
                break start..left;
            }
            let end = Cutter(self.grammar).cut(&text[start..], about).map(|end| start + end);
            match end {
                Ok(end) if end < wanted => break start..end,
                // A quote that is closed far away or never.
                _ if wanted > 32 * about => break start..wanted,
                _ => wanted *= 2,
            }
        };
        let text_of = source.part(from..from + text.end, room)?;
        Ok(Records::new(&text_of[text.start..], 1, self.grammar, selection))
    }

    /// How many bytes the table has.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.body.end - self.body.start
    }

    /// The lines of a text that say anything.
    fn asides(&self, text: &[u8], first: u64) -> Vec<Aside> {
        let mut asides = Vec::new();
        let (mut at, mut line) = (0, first);
        for _ in 0..line_ends(text, self.grammar.returns) + 1 {
            let rest = &text[at..];
            let (length, _) = skip(rest, 1, self.grammar.returns);
            let said = trimmed(&rest[..length]);
            if !said.is_empty() {
                let text = String::from_utf8_lossy(said).into_owned();
                asides.push(Aside { line, text });
            }
            (at, line) = (at + length, line + 1);
        }
        asides
    }

    /// Takes total lines and remarks off the end of the table.
    fn without_below(mut self, source: &Source) -> Result<Self> {
        let from = self.body.start.max(self.body.end.saturating_sub(END));
        let mut room = Vec::new();
        let text = source.part(from..self.body.end, &mut room)?;
        let mut end = text.len();
        let mut cut = end;
        for _ in 0..LINES_BELOW {
            let start = last_line(&text[..end], self.grammar.returns);
            if start == 0 && from > self.body.start || end == start {
                break;
            }
            match self.kind_of_last(&text[start..end]) {
                LastLine::Blank => {}
                LastLine::Below => cut = start,
                LastLine::Record => break,
            }
            end = start;
        }
        if cut < text.len() {
            let lines = self.lines(source, self.body.start..from + cut)?;
            self.below = self.asides(&text[cut..], self.first_line + lines);
            self.body.end = from + cut;
        }
        Ok(self)
    }

    /// How many lines end in a part of the text.
    fn lines(&self, source: &Source, part: Range<usize>) -> Result<u64> {
        if let Some(text) = source.held() {
            return Ok(line_ends(text.get(part).unwrap_or_default(), self.grammar.returns));
        }
        // No carriage return is alone in a text that is not held.
        let (mut lines, mut room) = (0, Vec::new());
        for from in part.clone().step_by(BLOCK) {
            let text = source.part(from..part.end.min(from + BLOCK), &mut room)?;
            lines += line_ends(text, false);
        }
        Ok(lines)
    }

    /// What a line at the end is, by itself.
    fn kind_of_last(&self, line: &[u8]) -> LastLine {
        let places: Vec<usize> = (0..self.columns.len()).collect();
        let selection = Selection::new(&places, self.columns.len());
        let mut kind = LastLine::Blank;
        let _ = Records::new(line, 1, self.grammar, &selection).try_for_each(|record| {
            let filled = record.fields.iter().filter(|field| !field.is_empty()).count();
            let first = record.fields.iter().find(|field| !field.is_empty());
            let total = first.is_some_and(|field| words::is_total(field));
            let few = filled < self.columns.len() && self.columns.len() > 1;
            kind = if total && few && !record.fields.iter().any(|field| words::is_dated(field)) {
                LastLine::Below
            } else {
                LastLine::Record
            };
            Ok::<(), ()>(())
        });
        kind
    }
}

/// What a line at the end of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LastLine {
    Blank,
    Below,
    Record,
}

/// Behind so many lines, and how many there were.
fn skip(text: &[u8], lines: usize, returns: bool) -> (usize, u64) {
    let (mut at, mut skipped) = (0, 0);
    for _ in 0..lines {
        let rest = &text[at..];
        if rest.is_empty() {
            break;
        }
        let found =
            if returns { memchr::memchr2(b'\n', b'\r', rest) } else { memchr::memchr(b'\n', rest) };
        let end = found.map_or(rest.len(), |end| end + 1);
        let both = end > 0 && rest[end - 1] == b'\r' && rest.get(end) == Some(&b'\n');
        at += end + usize::from(both);
        skipped += 1;
    }
    (at, skipped)
}

/// Where the last line begins.
fn last_line(text: &[u8], returns: bool) -> usize {
    let ends = |byte: &u8| *byte == b'\n' || *byte == b'\r' && returns;
    let body = match text {
        [before @ .., b'\r', b'\n'] => before,
        [before @ .., last] if ends(last) => before,
        whole => whole,
    };
    body.iter().rposition(ends).map_or(0, |at| at + 1)
}
