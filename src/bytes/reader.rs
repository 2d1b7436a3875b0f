//! Bytes while they are read.

use super::cell::Cell;
use super::form::{Form, corrupt};
use crate::error::{Error, Result};
use crate::numeric::room;
use crate::numeric::sum_parts::SumParts;

/// Reads what a [`Writer`](super::writer::Writer) wrote, in the same order. Every reading fails with
/// `Corrupt` where what is left does not bear it.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    form: &'static Form,
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Undamaged bytes of this form.
    ///
    /// # Errors
    /// * `Corrupt`: the bytes are cut, damaged, or of something else.
    /// * `FormatVersion`: a newer library wrote them, or one too old.
    pub(crate) fn open(form: &'static Form, bytes: &'a [u8]) -> Result<Self> {
        let (body, checksum) =
            bytes.split_last_chunk::<4>().ok_or_else(|| corrupt("are too few"))?;
        let rest = body.strip_prefix(&form.magic()).ok_or_else(|| form.other(body))?;
        let (version, rest) =
            rest.split_first_chunk::<4>().ok_or_else(|| corrupt("are cut short"))?;
        let version = u32::from_le_bytes(*version);
        form.check(version)?;
        if version == 0 || crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
            return Err(corrupt("are damaged: the checksum differs"));
        }
        Ok(Self { form, rest })
    }

    /// Bytes with a right checksum of another form than is read.
    pub(crate) fn misshapen(&self) -> Error {
        self.form.misshapen()
    }

    /// Bytes with a right checksum that hold what no library wrote.
    pub(crate) fn invalid(&self, error: impl std::fmt::Display) -> Error {
        self.form.invalid(error)
    }

    /// How many bytes are left.
    pub(crate) const fn left(&self) -> usize {
        self.rest.len()
    }

    pub(crate) fn get<N: Cell>(&mut self) -> Result<N> {
        N::read(self.take(N::SIZE)?).ok_or_else(|| self.misshapen())
    }

    /// An exact sum.
    pub(crate) fn sum(&mut self) -> Result<SumParts> {
        let more: u8 = self.get()?;
        let parts: Vec<f64> = self.run(1 + usize::from(more))?;
        SumParts::of_parts(&parts).ok_or_else(|| self.invalid("parts that no sum has"))
    }

    /// A byte that says yes or no.
    pub(crate) fn flag(&mut self) -> Result<bool> {
        match self.get::<u8>()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.misshapen()),
        }
    }

    /// A column with its length before it.
    pub(crate) fn column<N: Cell>(&mut self) -> Result<Vec<N>> {
        let length = self.length(N::SIZE)?;
        self.run(length)
    }

    /// A text with its length before it.
    pub(crate) fn text(&mut self) -> Result<&'a str> {
        let length = self.length(1)?;
        self.letters(length)
    }

    /// A column whose length is a number of four bytes.
    pub(crate) fn short_column<N: Cell>(&mut self) -> Result<Vec<N>> {
        let length = self.get::<u32>()? as usize;
        self.run(length)
    }

    /// A text whose length is a number of four bytes.
    pub(crate) fn short_text(&mut self) -> Result<&'a str> {
        let length = self.get::<u32>()? as usize;
        self.letters(length)
    }

    /// So many numbers.
    pub(crate) fn run<N: Cell>(&mut self, length: usize) -> Result<Vec<N>> {
        let size = length.checked_mul(N::SIZE).ok_or_else(|| self.misshapen())?;
        let bytes = self.take(size)?;
        let mut column = room::empty(length, "bytes")?;
        column.extend(bytes.chunks_exact(N::SIZE).filter_map(N::read));
        Ok(column)
    }

    /// A text of so many bytes.
    pub(crate) fn letters(&mut self, length: usize) -> Result<&'a str> {
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).map_err(|fault| self.misshapen().with_source(fault))
    }

    /// A count of things that take at least so many bytes each, as many as are left.
    pub(crate) fn length(&mut self, size: usize) -> Result<usize> {
        let length = usize::try_from(self.get::<u64>()?).unwrap_or(usize::MAX);
        if length > self.rest.len() / size.max(1) {
            return Err(self.misshapen());
        }
        Ok(length)
    }

    /// Refuses bytes that are left.
    pub(crate) fn end(&self) -> Result<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.misshapen()) }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(|| self.misshapen())?;
        self.rest = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::super::writer::Writer;
    use super::*;
    use crate::error::ErrorKind;
    use crate::numeric::exact_sum::ExactSum;

    const FORM: &Form = &Form::CROSS_PRODUCTS;

    fn written() -> Vec<u8> {
        let mut writer = Writer::new(FORM);
        writer.put(7_u8);
        writer.column(&[i64::MIN, 3]);
        writer.text("价格");
        writer.short_column(&[0.1, f64::NAN]);
        writer.short_text("");
        writer.run(&[i128::MIN, i128::MAX]);
        writer.sum(&tenths());
        writer.seal()
    }

    /// A sum that no double is.
    fn tenths() -> SumParts {
        [0.1, 0.2].into_iter().collect::<ExactSum>().into()
    }

    #[test]
    fn what_was_written_is_read() {
        let bytes = written();
        let mut reader = Reader::open(FORM, &bytes).unwrap();
        assert_eq!(reader.get::<u8>().unwrap(), 7);
        assert_eq!(reader.column::<i64>().unwrap(), [i64::MIN, 3]);
        assert_eq!(reader.text().unwrap(), "价格");
        let floats = reader.short_column::<f64>().unwrap();
        assert_eq!(
            floats.iter().map(|f| f.to_bits()).collect::<Vec<_>>(),
            [0.1_f64.to_bits(), f64::NAN.to_bits()]
        );
        assert_eq!(reader.short_text().unwrap(), "");
        assert!(reader.end().is_err());
        assert_eq!(reader.run::<i128>(2).unwrap(), [i128::MIN, i128::MAX]);
        assert_eq!(reader.sum().unwrap(), tenths());
        assert_eq!(reader.left(), 0);
        reader.end().unwrap();
        assert!(reader.get::<u8>().is_err());
    }

    #[test]
    fn every_cut_and_every_flipped_bit_is_noticed() {
        let bytes = written();
        for cut in 0..bytes.len() {
            assert_eq!(Reader::open(FORM, &bytes[..cut]).unwrap_err().kind(), ErrorKind::Corrupt);
        }
        for bit in 0..8 * bytes.len() {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(Reader::open(FORM, &damaged).is_err(), "{bit}");
        }
    }

    #[test]
    fn bytes_of_something_else_say_of_what() {
        let error = Reader::open(&Form::MODEL, &written()).unwrap_err();
        assert_eq!(error.to_string(), "bytes: are of cross-products, not of a model");
        let error = Reader::open(&Form::MODEL, b"habitue, the book").unwrap_err();
        assert_eq!(error.to_string(), "bytes: are not of a model");
    }

    #[test]
    fn a_length_that_the_bytes_do_not_bear_takes_no_memory() {
        for length in [u64::MAX, 1 << 61, 1 << 40, 3] {
            let mut writer = Writer::new(FORM);
            writer.put(length);
            writer.run(&[1_i64, 2]);
            let bytes = writer.seal();
            let fresh = || Reader::open(FORM, &bytes).unwrap();
            assert_eq!(fresh().column::<i64>().unwrap_err().kind(), ErrorKind::Corrupt);
            assert_eq!(fresh().column::<i128>().unwrap_err().kind(), ErrorKind::Corrupt);
            assert!(length == 3 || fresh().text().is_err());
        }
    }
}
