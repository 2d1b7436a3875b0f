//! Lines of a file that are plainly written, read in one pass over their bytes.

use std::borrow::Cow;

use super::record_reader::{CUSTOMER, DATE, RecordAudit, RecordReader};
use crate::customer::KeyKind;
use crate::error::Result;
use crate::intake::{Delimiter, Layout};
use crate::money::NumberFormat;
use crate::numeric::digits;
use crate::time::Moment;

/// Reads purchases that are plainly written, as nearly all are: an amount above nothing of digits
/// and a mark, a key that no missing marker begins like, nothing in quotes. Any other line is for
/// [`RecordReader::read`], which says the same of these.
#[derive(Debug)]
pub(crate) struct PlainLines<'r> {
    reader: &'r RecordReader,
    delimiter: u8,
    quoted: bool,
    /// By column of the file: what it is, and what ends it.
    columns: Vec<(Role, u8)>,
    decimals: u32,
    numbers: NumberFormat,
    keys: KeyKind,
    /// Whether keys are taken as they stand.
    as_is: bool,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Customer,
    Date,
    Amount,
    Other,
}

/// A purchase that is plainly written: whole minor units of the ledger's currency.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlainPurchase<'a> {
    pub(crate) customer: PlainKey<'a>,
    pub(crate) at: Moment,
    pub(crate) tick: i32,
    pub(crate) minor: i64,
}

/// A customer as the file names them; text is of the encoding of the file, and not checked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PlainKey<'a> {
    Integer(i64),
    Text(&'a [u8]),
}

/// Bytes of a word.
const WORD: usize = 8;

impl<'r> PlainLines<'r> {
    /// Those of a layout; `None` where more must be looked at than key, date and amount, or no
    /// line is plain.
    ///
    /// # Errors
    /// As [`Layout::place`].
    pub(crate) fn of(reader: &'r RecordReader, layout: &Layout) -> Result<Option<Self>> {
        let delimiter = match layout.delimiter() {
            Delimiter::Blanks | Delimiter::WideBlanks => None,
            one => one.byte(),
        };
        let currency = reader.rules.currency().filter(|_| reader.plain);
        let (Some(delimiter), Some(currency)) = (delimiter, currency) else { return Ok(None) };
        let mut roles = vec![Role::Other; layout.columns().len()];
        let names = reader.format.columns();
        for (at, role) in
            [(CUSTOMER, Role::Customer), (DATE, Role::Date), (reader.places.amount, Role::Amount)]
        {
            let place = layout.place(names[at])?;
            if roles[place] != Role::Other {
                return Ok(None);
            }
            roles[place] = role;
        }
        let mut enders = vec![delimiter; roles.len()];
        if let Some(last) = enders.last_mut() {
            *last = b'\n';
        }
        let plain = Self {
            reader,
            delimiter,
            quoted: layout.quoting(),
            columns: roles.into_iter().zip(enders).collect(),
            decimals: currency.decimals(),
            numbers: reader.format.numbers,
            keys: reader.format.key_kind(),
            as_is: reader.rules.key_policy().is_as_is(),
        };
        Ok((!layout.has_lone_returns()).then_some(plain))
    }

    /// The purchase of the line that a text begins with, and how long the line is. `None` where it
    /// is not plain, repeats an earlier one, or its end is not there.
    #[inline]
    pub(crate) fn read<'a>(
        &self,
        text: &'a [u8],
        line: u64,
        audit: &mut RecordAudit,
    ) -> Option<(PlainPurchase<'a>, usize)> {
        let repeats = &self.reader.repeats;
        if !repeats.lines().is_empty() && repeats.contains(line) {
            return None;
        }
        let (mut customer, mut minor) = (PlainKey::Integer(0), 0);
        let (mut at, mut tick) = (Moment::MIN, 0);
        let mut rest = text;
        for (role, ender) in &self.columns {
            // Files are mostly in the order of time.
            if *role == Role::Date
                && let Some((date, behind)) = rest.split_first_chunk()
                && *date == audit.latest_date.0
                && let Some((first, behind)) = behind.split_first()
                && first == ender
            {
                (_, at, tick) = audit.latest_date;
                rest = behind;
                continue;
            }
            let length = self.field(rest)?;
            let (field, behind) = rest.split_at(length);
            if behind[0] != *ender {
                return None;
            }
            let field = match field {
                [before @ .., b'\r'] if *ender == b'\n' => before,
                _ => field,
            };
            match role {
                Role::Customer => customer = self.customer(field, rest)?,
                Role::Date => (at, tick) = self.date(field, audit)?,
                Role::Amount => minor = self.amount(field, rest)?,
                Role::Other if self.quoted && field.trim_ascii_start().starts_with(b"\"") => {
                    return None;
                }
                Role::Other => {}
            }
            rest = &behind[1..];
        }
        // A sum that does not fit is counted closely.
        audit.plain_minor = audit.plain_minor.checked_add(minor)?;
        audit.plain_rows += 1;
        Some((PlainPurchase { customer, at, tick, minor }, text.len() - rest.len()))
    }

    /// How long the field is that a text begins with.
    #[inline]
    fn field(&self, text: &[u8]) -> Option<usize> {
        // Most fields are short.
        let mut at = 0;
        for _ in 0..2 {
            let word = text.get(at..)?.first_chunk()?;
            if let Some(found) = digits::first_of(self.delimiter, b'\n', *word) {
                return Some(at + found);
            }
            at += WORD;
        }
        memchr::memchr2(self.delimiter, b'\n', &text[at..]).map(|found| at + found)
    }

    /// Who bought; `text` begins with the field.
    #[inline]
    fn customer<'a>(&self, field: &'a [u8], text: &[u8]) -> Option<PlainKey<'a>> {
        let (first, last) = (*field.first()?, *field.last()?);
        let plain = first.is_ascii_alphanumeric() && !matches!(first, b'n' | b'N');
        if !plain || !last.is_ascii_graphic() {
            return None;
        }
        if self.keys == KeyKind::Integer {
            let integer = match text.first_chunk() {
                Some(word) if field.len() <= WORD => {
                    digits::integer(*word, field.len()).map(i64::from)
                }
                _ => plain_integer(field),
            };
            return integer.map(PlainKey::Integer);
        }
        if self.as_is {
            return Some(PlainKey::Text(field));
        }
        match self.reader.rules.key_policy().apply(std::str::from_utf8(field).ok()?) {
            Cow::Borrowed(key) => Some(PlainKey::Text(key.as_bytes())),
            Cow::Owned(_) => None,
        }
    }

    /// When a row is, and the tick.
    fn date(&self, field: &[u8], audit: &mut RecordAudit) -> Option<(Moment, i32)> {
        let at = self.reader.dates.parse_bytes(field).ok()?;
        let tick = self.reader.rules.tick(at).ok()?;
        if let Ok(date) = field.try_into() {
            audit.latest_date = (date, at, tick);
        }
        Some((at, tick))
    }

    /// The minor units of an amount; `text` begins with the field.
    #[inline]
    fn amount(&self, field: &[u8], text: &[u8]) -> Option<i64> {
        let minor = match text.first_chunk() {
            Some(word) if field.len() <= WORD => {
                self.numbers.plain_word(*word, field.len(), self.decimals)
            }
            _ => self.numbers.plain(field, self.decimals),
        };
        minor.filter(|minor| *minor > 0)
    }
}

/// An integer of digits alone, few enough to fit.
#[inline]
fn plain_integer(text: &[u8]) -> Option<i64> {
    const MOST: usize = 18;
    if text.is_empty() || text.len() > MOST {
        return None;
    }
    text.iter().try_fold(0, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| number * 10 + i64::from(digit))
    })
}
