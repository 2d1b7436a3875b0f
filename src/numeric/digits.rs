//! Eight bytes of a text at once, as one word (Warren, "Hacker's Delight", 6-1; Lemire, "Number
//! parsing at a gigabyte per second").

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = ONES << 7;

/// Marks the bytes that are zero: the lowest that is marked is the first.
#[inline]
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGH
}

/// Where the first of two bytes is in a text of which this is the beginning; `None` where none of
/// the eight is one of them.
#[inline]
pub(crate) const fn first_of(one: u8, other: u8, word: [u8; 8]) -> Option<usize> {
    let word = u64::from_le_bytes(word);
    let found = zeros(word ^ (ONES * one as u64)) | zeros(word ^ (ONES * other as u64));
    if found == 0 { None } else { Some(found.trailing_zeros() as usize / 8) }
}

/// The number that the first `length` bytes of a word write, digits with at most one mark between
/// or behind them, and how many digits stand behind the mark. `None` for anything else; `length`
/// is 1 to 8.
#[inline]
pub(crate) const fn number(word: [u8; 8], length: usize, mark: u8) -> Option<(u32, u32)> {
    if length == 0 || length > 8 {
        return None;
    }
    let word = u64::from_le_bytes(word);
    let marked = zeros(word ^ (ONES * mark as u64)) & (u64::MAX >> (64 - 8 * length));
    let (digits, count, behind) = match marked.trailing_zeros() / 8 {
        0 => return None,
        8 => (word, length, 0),
        at => {
            let before = word & ((1 << (8 * at)) - 1);
            // Eight bytes end where the seventh digit does.
            let after = word.unbounded_shr(8 * (at + 1)) << (8 * at);
            (before | after, length - 1, length as u32 - 1 - at)
        }
    };
    match value(digits, count) {
        Some(value) => Some((value, behind)),
        None => None,
    }
}

/// The number that the first `length` bytes of a word write, all of them digits; `None` for
/// anything else; `length` is 1 to 8.
#[inline]
pub(crate) const fn integer(word: [u8; 8], length: usize) -> Option<u32> {
    if length == 0 || length > 8 { None } else { value(u64::from_le_bytes(word), length) }
}

/// The number that the lowest `count` bytes of a word write, 1 to 8, all of them digits.
#[inline]
const fn value(word: u64, count: usize) -> Option<u32> {
    // The last digit is the highest byte, and zeros stand before the first.
    let digits = (word ^ (ONES * b'0' as u64)) << (64 - 8 * count);
    if (digits | digits.wrapping_add(ONES * 0x76)) & HIGH != 0 {
        return None;
    }
    const PAIRS: u64 = 0x0000_00FF_0000_00FF;
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let first = (pairs & PAIRS).wrapping_mul(100 + (1_000_000 << 32));
    let second = (pairs >> 16 & PAIRS).wrapping_mul(1 + (10_000 << 32));
    Some((first.wrapping_add(second) >> 32) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn word(text: &[u8]) -> [u8; 8] {
        // What is behind the text counts for nothing.
        let mut word = *b"7.;5\n3.x";
        word[..text.len()].copy_from_slice(text);
        word
    }

    /// Digit by digit.
    fn plainly(text: &[u8], mark: u8) -> Option<(u32, u32)> {
        let at = text.iter().position(|byte| *byte == mark);
        let digits: Vec<u8> = text
            .iter()
            .enumerate()
            .filter(|(i, _)| Some(*i) != at)
            .map(|(_, byte)| *byte)
            .collect();
        let right = !digits.is_empty() && at != Some(0) && digits.iter().all(u8::is_ascii_digit);
        let number = std::str::from_utf8(&digits).ok().filter(|_| right)?.parse().ok()?;
        Some((number, at.map_or(0, |at| text.len() - 1 - at) as u32))
    }

    proptest! {
        #[test]
        fn numbers_are_read_as_digit_by_digit(
            text in "[0-9]{0,8}|[0-9]{1,6}[.,][0-9]{0,2}|[0-9.,]{1,8}",
            other in proptest::collection::vec(any::<u8>(), 0..=8),
        ) {
            for text in [text.as_bytes(), &other] {
                let text = &text[..text.len().min(8)];
                let whole = number(word(text), text.len(), b'.').filter(|_| !text.contains(&b'.'));
                prop_assert_eq!(integer(word(text), text.len()), whole.map(|(number, _)| number));
                for mark in [b'.', b','] {
                    prop_assert_eq!(number(word(text), text.len(), mark), plainly(text, mark));
                }
            }
        }

        #[test]
        fn the_first_of_two_bytes_is_found(bytes: [u8; 8], one: u8, at in 0_usize..8, near: u8) {
            for bytes in [bytes, { let mut word = [near; 8]; word[at] = one; word }] {
                for other in [b'\n', near.wrapping_add(1), near] {
                    let expected = bytes.iter().position(|byte| *byte == one || *byte == other);
                    prop_assert_eq!(first_of(one, other, bytes), expected);
                }
            }
        }
    }

    #[test]
    fn every_byte_is_a_digit_or_none() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut word = *b"12345678";
                word[at] = byte;
                assert_eq!(
                    number(word, 8, b'.').is_some(),
                    plainly(&word, b'.').is_some(),
                    "{byte} {at}"
                );
            }
        }
    }
}
