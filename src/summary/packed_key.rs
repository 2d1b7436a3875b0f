//! Keys of customers as numbers of the same order.

use crate::customer::KeyKind;
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::PlainKey;

/// A key as a number of the same order.
pub(super) trait PackedKey: Copy + Ord + Send + Sync {
    /// The bytes that decide first.
    fn leading(self) -> u64;

    /// All that tells it from others, for a hash.
    fn mixed(self) -> u64;
}

impl PackedKey for u64 {
    #[inline]
    fn leading(self) -> u64 {
        self
    }

    #[inline]
    fn mixed(self) -> u64 {
        self
    }
}

/// How the keys of a file are packed.
pub(super) trait Packing: Sync {
    /// What a key is packed into.
    type Key: PackedKey;

    /// Which keys.
    const KIND: KeyKind;

    /// `None` for a key of another kind, or one that has no room.
    fn pack(&self, key: PlainKey<'_>) -> Option<Self::Key>;

    /// The integer that was packed; 0 of text.
    fn integer(&self, key: Self::Key) -> i64;

    /// The text that was packed; nothing of an integer.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] where it is not UTF-8.
    fn text<'r>(&self, key: Self::Key, room: &'r mut Vec<u8>) -> Result<&'r str>;
}

/// Integers.
#[derive(Debug)]
pub(super) struct Integers;

impl Packing for Integers {
    type Key = u64;
    const KIND: KeyKind = KeyKind::Integer;

    #[inline]
    fn pack(&self, key: PlainKey<'_>) -> Option<u64> {
        match key {
            PlainKey::Integer(key) => Some(key as u64 ^ 1 << 63),
            PlainKey::Text(_) => None,
        }
    }

    fn integer(&self, key: u64) -> i64 {
        (key ^ 1 << 63) as i64
    }

    fn text<'r>(&self, _key: u64, room: &'r mut Vec<u8>) -> Result<&'r str> {
        room.clear();
        checked(room)
    }
}

/// Texts that begin alike and have up to seven bytes behind that, or eight where all are as long.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ShortTexts {
    begin: Vec<u8>,
    /// The same as leading bytes, and how many bits behind them these are.
    leading: u64,
    behind: u32,
    /// Whether all have eight bytes behind the beginning; else the last byte of the number is
    /// how many there are.
    full: bool,
}

/// Bytes of a number.
const NUMBER: usize = size_of::<u64>();

impl ShortTexts {
    /// What packs all of these; `None` where nothing does.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t [u8]> + Clone) -> Option<Self> {
        let first = texts.clone().next()?;
        let alike = |text: &[u8]| first.iter().zip(text).take_while(|(a, b)| a == b).count();
        let common = texts.clone().map(alike).min()?;
        let longest = texts.clone().map(<[u8]>::len).max()?;
        // No more of it than must be, so that others than these are packed, too.
        let needed = longest.saturating_sub(NUMBER - 1);
        if needed <= common {
            return Some(Self::new(&first[..needed], false));
        }
        let length = first.len();
        let full = length <= common + NUMBER && texts.clone().all(|text| text.len() == length);
        full.then(|| Self::new(&first[..length - NUMBER], full))
    }

    fn new(begin: &[u8], full: bool) -> Self {
        let behind = 8 * NUMBER.saturating_sub(begin.len()) as u32;
        Self { leading: leading(begin).unbounded_shr(behind), behind, begin: begin.to_vec(), full }
    }

    /// What stands behind the beginning.
    #[inline]
    fn rest<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        let length = self.begin.len();
        if length > NUMBER || text.len() < length {
            return text.strip_prefix(self.begin.as_slice());
        }
        // A comparison of one word.
        let same = leading(text).unbounded_shr(self.behind) == self.leading;
        same.then(|| &text[length..])
    }
}

impl Packing for ShortTexts {
    type Key = u64;
    const KIND: KeyKind = KeyKind::Text;

    #[inline]
    fn pack(&self, key: PlainKey<'_>) -> Option<u64> {
        let PlainKey::Text(text) = key else { return None };
        let rest = self.rest(text)?;
        if self.full {
            return rest.try_into().ok().map(u64::from_be_bytes);
        }
        (rest.len() < NUMBER).then(|| leading(rest) | rest.len() as u64)
    }

    fn integer(&self, _key: u64) -> i64 {
        0
    }

    fn text<'r>(&self, key: u64, room: &'r mut Vec<u8>) -> Result<&'r str> {
        let length = if self.full { NUMBER } else { (key & 0xFF) as usize };
        room.clear();
        room.extend_from_slice(&self.begin);
        room.extend_from_slice(&key.to_be_bytes()[..length]);
        checked(room)
    }
}

/// The first eight bytes, as a number of the same order; fewer are as if bytes of 0 followed.
#[inline]
fn leading(text: &[u8]) -> u64 {
    if let Some(first) = text.first_chunk() {
        return u64::from_be_bytes(*first);
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        // Two pieces that may overlap, where they say the same.
        let (first, last) = (u32::from_be_bytes(*first), u32::from_be_bytes(*last));
        return u64::from(first) << 32 | u64::from(last) << (8 * (NUMBER - text.len()));
    }
    let number = text.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    number.checked_shl(8 * (NUMBER - text.len()) as u32).unwrap_or(0)
}

fn checked(text: &[u8]) -> Result<&str> {
    std::str::from_utf8(text).map_err(|fault| {
        Error::new(ErrorKind::Encoding, "is not UTF-8").in_column("customer").with_source(fault)
    })
}

/// Texts of up to 11 bytes.
#[derive(Debug)]
pub(super) struct Texts;

/// A text of up to 11 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PackedText {
    /// The first eight bytes.
    high: u64,
    /// Three more, and how many bytes there are.
    low: u32,
}

impl PackedKey for PackedText {
    #[inline]
    fn leading(self) -> u64 {
        self.high
    }

    #[inline]
    fn mixed(self) -> u64 {
        self.high ^ u64::from(self.low).rotate_left(40)
    }
}

impl Texts {
    /// Bytes that there is room for.
    pub(super) const MOST: usize = 11;
}

impl Packing for Texts {
    type Key = PackedText;
    const KIND: KeyKind = KeyKind::Text;

    #[inline]
    fn pack(&self, key: PlainKey<'_>) -> Option<PackedText> {
        let PlainKey::Text(text) = key else { return None };
        if text.len() > Self::MOST {
            return None;
        }
        let behind = (leading(text.get(NUMBER..).unwrap_or_default()) >> 32) as u32;
        Some(PackedText { high: leading(text), low: behind | text.len() as u32 })
    }

    fn integer(&self, _key: PackedText) -> i64 {
        0
    }

    fn text<'r>(&self, key: PackedText, room: &'r mut Vec<u8>) -> Result<&'r str> {
        room.clear();
        room.extend_from_slice(&key.high.to_be_bytes());
        room.extend_from_slice(&key.low.to_be_bytes());
        room.truncate((key.low & 0xFF) as usize);
        checked(room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether two texts have the order of what they are packed into, and come out again.
    fn keeps<P: Packing>(packing: &P, texts: [&str; 2]) -> std::result::Result<(), TestCaseError> {
        let keys = texts.map(|text| packing.pack(PlainKey::Text(text.as_bytes())));
        if let [Some(a), Some(b)] = keys {
            prop_assert_eq!(a.cmp(&b), texts[0].cmp(texts[1]));
            prop_assert!(a.leading() <= b.leading() || a > b);
            let mut room = Vec::new();
            prop_assert_eq!(packing.text(a, &mut room).unwrap(), texts[0]);
        }
        prop_assert!(packing.pack(PlainKey::Integer(1)).is_none());
        Ok(())
    }

    proptest! {
        #[test]
        fn packed_keys_have_the_order_of_the_keys(
            texts in proptest::collection::vec("[a\u{0}-\u{2}z0-9客]{0,6}", 2..20),
            integers in proptest::collection::vec(any::<i64>(), 2),
            begin in "(ab|客)?",
        ) {
            for pair in texts.windows(2) {
                keeps(&Texts, [&pair[0], &pair[1]])?;
                let packed = Texts.pack(PlainKey::Text(pair[0].as_bytes()));
                prop_assert_eq!(packed.is_none(), pair[0].len() > Texts::MOST);
                let begun = [&pair[0], &pair[1]].map(|text| format!("{begin}{text}"));
                let bytes = || begun.iter().map(|text| text.as_bytes());
                if let Some(short) = ShortTexts::of(bytes()) {
                    prop_assert!(bytes().all(|text| short.pack(PlainKey::Text(text)).is_some()));
                    keeps(&short, [&begun[0], &begun[1]])?;
                    // One that begins so and is no longer, and one that may be both or neither.
                    keeps(&short, [&begun[0], begun[0].get(..3).unwrap_or("")])?;
                    keeps(&short, [&begun[1], &texts[0]])?;
                }
            }
            let [a, b] = [0, 1].map(|at| Integers.pack(PlainKey::Integer(integers[at])).unwrap());
            prop_assert_eq!(a.cmp(&b), integers[0].cmp(&integers[1]));
            prop_assert_eq!(Integers.integer(a), integers[0]);
            prop_assert!(Integers.pack(PlainKey::Text(b"1")).is_none());
        }
    }

    #[test]
    fn short_texts_have_seven_bytes_behind_how_all_begin_or_eight_of_all() {
        let of = |texts: &[&str]| ShortTexts::of(texts.iter().map(|text| text.as_bytes()));
        let short = |begin: &str, full| Some(ShortTexts::new(begin.as_bytes(), full));
        assert_eq!(of(&["C0412345", "C0900000"]), short("C", false));
        assert_eq!(of(&["17850123", "20000001"]), short("", true));
        assert_eq!(of(&["kunde-17850123", "kunde-20000001"]), short("kunde-", true));
        assert_eq!(of(&["17850123", "2"]), None);
        assert_eq!(of(&["178501234", "200000012"]), None);
        assert_eq!(of(&["same", "same"]), short("", false));
        assert_eq!(of(&[]), None);
    }
}
