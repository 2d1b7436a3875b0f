//! Bytes while they are written.

use super::cell::Cell;
use super::form::Form;
use crate::numeric::sum_parts::SumParts;

/// Writes numbers, texts and columns one after the other.
#[derive(Debug)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Bytes of this form, and of nothing so far.
    pub(crate) fn new(form: &Form) -> Self {
        let mut writer = Self { bytes: form.magic().to_vec() };
        writer.put(form.version);
        writer
    }

    /// Makes room for so many more bytes.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.bytes.reserve(more);
    }

    pub(crate) fn put(&mut self, number: impl Cell) {
        number.write(&mut self.bytes);
    }

    /// A column, with its length before it.
    pub(crate) fn column<N: Cell>(&mut self, column: &[N]) {
        self.sequence(column.len(), column.iter().copied());
    }

    /// A column of so many numbers, with its length before it.
    pub(crate) fn sequence<N: Cell>(&mut self, length: usize, numbers: impl Iterator<Item = N>) {
        self.put(length as u64);
        self.reserve(N::SIZE * length);
        numbers.for_each(|number| self.put(number));
    }

    /// A text, with its length before it.
    pub(crate) fn text(&mut self, text: &str) {
        self.put(text.len() as u64);
        self.letters(text);
    }

    /// A column whose length is a number of four bytes.
    pub(crate) fn short_column<N: Cell>(&mut self, column: &[N]) {
        self.put(column.len() as u32);
        self.run(column);
    }

    /// A text whose length is a number of four bytes.
    pub(crate) fn short_text(&mut self, text: &str) {
        self.put(text.len() as u32);
        self.letters(text);
    }

    /// A text whose length the reader knows.
    pub(crate) fn letters(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Numbers whose count the reader knows.
    pub(crate) fn run<N: Cell>(&mut self, numbers: &[N]) {
        numbers.iter().for_each(|number| self.put(*number));
    }

    /// An exact sum: how many doubles it takes beyond the first, and these.
    pub(crate) fn sum(&mut self, sum: &SumParts) {
        self.put(sum.parts().skip(1).count() as u8);
        sum.parts().for_each(|part| self.put(part));
    }

    /// All of it, with its checksum.
    pub(crate) fn seal(mut self) -> Vec<u8> {
        self.put(crc32fast::hash(&self.bytes));
        self.bytes
    }
}
