//! Columns of text.

use crate::error::{Error, ErrorKind, Result};

/// A borrowed column of text, checked: Arrow's `large_utf8` without nulls.
///
/// Entry `i` is `bytes[offsets[i]..offsets[i + 1]]`.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    offsets: &'a [i64],
    text: &'a str,
}

impl<'a> Texts<'a> {
    /// `offsets.len() - 1` texts within `bytes`. No offsets at all are no texts.
    ///
    /// # Errors
    /// * [`ErrorKind::Unsorted`] where offsets descend or the first is negative;
    /// * [`ErrorKind::Length`] where the last lies beyond `bytes`;
    /// * [`ErrorKind::Encoding`], naming the row, where a text is not UTF-8.
    pub fn new(offsets: &'a [i64], bytes: &'a [u8], name: &'static str) -> Result<Self> {
        let (Some(&first), Some(&last)) = (offsets.first(), offsets.last()) else {
            return Ok(Self { offsets: &[], text: "" });
        };
        let descent = offsets.windows(2).position(|pair| pair[0] > pair[1]);
        if let Some(row) = descent.or((first < 0).then_some(0)) {
            return Err(Error::new(
                ErrorKind::Unsorted,
                "has offsets that descend or are negative",
            )
            .in_column(name)
            .at_row(row as u64));
        }
        let end =
            usize::try_from(last).ok().filter(|end| *end <= bytes.len()).ok_or_else(|| {
                Error::new(ErrorKind::Length, format!("ends at byte {last} of {}", bytes.len()))
                    .in_column(name)
            })?;
        // The whole is checked at once, then that no text begins inside a character.
        let start = first as usize;
        let bytes = &bytes[start..end];
        let encoding = |row: usize| {
            Error::new(ErrorKind::Encoding, "is not UTF-8").in_column(name).at_row(row as u64)
        };
        let text = std::str::from_utf8(bytes).map_err(|fault| {
            let at = (start + fault.valid_up_to()) as i64;
            encoding(offsets.partition_point(|offset| *offset <= at) - 1).with_source(fault)
        })?;
        match offsets.iter().position(|offset| !text.is_char_boundary(*offset as usize - start)) {
            Some(row) => Err(encoding(row - 1)),
            None => Ok(Self { offsets, text }),
        }
    }

    /// How many texts there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The texts of some rows.
    pub(crate) fn part(&self, rows: std::ops::Range<usize>) -> Self {
        let offsets = self.offsets.get(rows.start..=rows.end).unwrap_or_default();
        let (Some(first), Some(last)) = (offsets.first(), offsets.last()) else {
            return Self { offsets, text: "" };
        };
        let start = self.offsets[0];
        Self { offsets, text: &self.text[(first - start) as usize..(last - start) as usize] }
    }

    /// How many bytes all texts have together.
    pub(crate) fn bytes(&self) -> usize {
        self.offsets
            .last()
            .zip(self.offsets.first())
            .map_or(0, |(end, start)| (end - start) as usize)
    }

    /// The text of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&'a str> {
        let (from, to) = (self.offsets.get(row)?, self.offsets.get(row + 1)?);
        let start = self.offsets[0];
        self.text.get((from - start) as usize..(to - start) as usize)
    }

    /// All texts, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        let (text, start) = (self.text, self.offsets.first().copied().unwrap_or(0));
        self.offsets
            .windows(2)
            .map(move |pair| &text[(pair[0] - start) as usize..(pair[1] - start) as usize])
    }
}

/// An owned column of text in the layout of [`Texts`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct TextColumn {
    offsets: Vec<i64>,
    text: String,
}

impl Default for TextColumn {
    fn default() -> Self {
        Self { offsets: vec![0], text: String::new() }
    }
}

impl TextColumn {
    /// No texts, with room for `count` of `bytes` bytes together.
    #[must_use]
    pub fn with_capacity(count: usize, bytes: usize) -> Self {
        let mut offsets = Vec::with_capacity(count + 1);
        offsets.push(0);
        Self { offsets, text: String::with_capacity(bytes) }
    }

    /// Refuses offsets that are not those of pushed texts.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        Texts::new(&self.offsets, self.text.as_bytes(), "offsets")?;
        if (self.offsets.first(), self.offsets.last())
            != (Some(&0), Some(&(self.text.len() as i64)))
        {
            return Err(Error::new(ErrorKind::Length, "do not lead from 0 to the end of the text")
                .in_column("offsets"));
        }
        Ok(self)
    }

    /// Appends a text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.offsets.push(self.text.len() as i64);
    }

    /// Appends all texts of another column.
    pub(super) fn append(&mut self, other: &Self) {
        let before = self.text.len() as i64;
        self.text.push_str(&other.text);
        self.offsets.extend(other.offsets[1..].iter().map(|offset| before + offset));
    }

    /// Overwrites the text of a row with as many NUL characters.
    pub(super) fn blank(&mut self, row: usize) {
        if let (Some(&from), Some(&to)) = (self.offsets.get(row), self.offsets.get(row + 1)) {
            let range = from as usize..to as usize;
            let blank = "\0".repeat(range.len());
            self.text.replace_range(range, &blank);
        }
    }

    /// Forgets all texts and keeps their room.
    pub fn clear(&mut self) {
        self.text.clear();
        self.offsets.truncate(1);
    }

    /// The texts.
    #[must_use]
    pub fn as_texts(&self) -> Texts<'_> {
        Texts { offsets: &self.offsets, text: &self.text }
    }

    /// The offsets: one more than there are texts.
    #[must_use]
    pub fn offsets(&self) -> &[i64] {
        &self.offsets
    }

    /// The bytes of all texts, one after the other.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(offsets: &[i64], bytes: &[u8]) -> (ErrorKind, Option<u64>) {
        let error = Texts::new(offsets, bytes, "customer").unwrap_err();
        (error.kind(), error.row())
    }

    #[test]
    fn arrow_buffers_are_read_in_place() {
        let texts = Texts::new(&[0, 1, 1, 4], "a顾".as_bytes(), "customer").unwrap();
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["a", "", "顾"]);
        assert_eq!((texts.len(), texts.get(2), texts.get(3)), (3, Some("顾"), None));
        assert!(Texts::new(&[], b"", "customer").unwrap().is_empty());
        // A slice of a longer column starts later in the same bytes.
        assert_eq!(Texts::new(&[1, 4], "a顾".as_bytes(), "customer").unwrap().get(0), Some("顾"));
    }

    #[test]
    fn damaged_buffers_are_refused_with_the_row() {
        assert_eq!(kind(&[0, 2, 1], b"ab"), (ErrorKind::Unsorted, Some(1)));
        assert_eq!(kind(&[-1, 1], b"ab"), (ErrorKind::Unsorted, Some(0)));
        assert_eq!(kind(&[0, 3], b"ab"), (ErrorKind::Length, None));
        assert_eq!(kind(&[0, i64::MAX], b"ab"), (ErrorKind::Length, None));
        assert_eq!(kind(&[0, 1, 2, 3], b"a\xffb"), (ErrorKind::Encoding, Some(1)));
        // Each half of a character is not text, even where the whole is.
        assert_eq!(kind(&[0, 1, 3], "顾".as_bytes()).0, ErrorKind::Encoding);
    }

    #[test]
    fn what_is_pushed_comes_back() {
        let mut column = TextColumn::with_capacity(2, 8);
        column.push("Ada");
        column.push("顾客");
        assert_eq!(column.as_texts().iter().collect::<Vec<_>>(), ["Ada", "顾客"]);
        assert_eq!((column.offsets(), column.bytes().len()), ([0, 3, 9].as_slice(), 9));
        column.clear();
        assert!(column.as_texts().is_empty());
    }
}
