//! Text keys as dense codes.

use std::hash::{BuildHasher, RandomState};

use super::{TextColumn, Texts};
use crate::error::{Error, ErrorKind, Result};

/// Gives each distinct text a code: 0, 1, 2 ... in the order of first sight.
///
/// The texts lie one after the other in one buffer, and an open-addressing table of 4-byte codes
/// finds them: no allocation per key. The hash is keyed at random, so no chosen set of names can
/// slow it down; codes do not depend on it.
///
/// ```
/// use habitue::customer::Dictionary;
///
/// let mut names = Dictionary::default();
/// assert_eq!((names.intern("Ada")?, names.intern("Bo")?, names.intern("Ada")?), (0, 1, 0));
/// assert_eq!((names.text(1), names.code("Cy")), (Some("Bo"), None));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    texts: TextColumn,
    /// Codes by hash, `VACANT` where there is none; a power of two, at most half full.
    slots: Vec<u32>,
    hasher: RandomState,
}

const VACANT: u32 = u32::MAX;

impl Dictionary {
    /// How many distinct texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.as_texts().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The texts in the order of their codes.
    #[must_use]
    pub fn texts(&self) -> Texts<'_> {
        self.texts.as_texts()
    }

    /// The text of a code.
    #[must_use]
    pub fn text(&self, code: u32) -> Option<&str> {
        self.texts.as_texts().get(code as usize)
    }

    /// The code of a text, if it has one.
    #[must_use]
    pub fn code(&self, text: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        Some(self.slots[self.slot(text)]).filter(|code| *code != VACANT)
    }

    /// The code of a text, which is given one if it has none.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] beyond 2^32 - 2 distinct texts.
    pub fn intern(&mut self, text: &str) -> Result<u32> {
        if 2 * (self.len() + 1) > self.slots.len() {
            self.grow()?;
        }
        let slot = self.slot(text);
        if self.slots[slot] == VACANT {
            self.slots[slot] = self.len() as u32;
            self.texts.push(text);
        }
        Ok(self.slots[slot])
    }

    /// Forgets a text and returns the code that it had. The code is not given to another text,
    /// unless that consists of as many NUL characters.
    pub fn forget(&mut self, text: &str) -> Option<u32> {
        let code = self.code(text)?;
        self.texts.blank(code as usize);
        Some(code)
    }

    /// Where `text` is, or where it would go. There is always a vacant slot to end at.
    fn slot(&self, text: &str) -> usize {
        let mask = self.slots.len() - 1;
        let texts = self.texts.as_texts();
        let mut slot = self.hasher.hash_one(text) as usize & mask;
        while self.slots[slot] != VACANT && texts.get(self.slots[slot] as usize) != Some(text) {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) -> Result<()> {
        if self.len() >= (VACANT - 1) as usize {
            return Err(Error::new(ErrorKind::Overflow, "has too many distinct texts")
                .in_column("customer")
                .allowing("at most 2^32 - 2"));
        }
        let capacity = (4 * self.len()).max(16).next_power_of_two();
        self.slots.clear();
        self.slots.resize(capacity, VACANT);
        let mask = capacity - 1;
        for (code, text) in self.texts.as_texts().iter().enumerate() {
            let mut slot = self.hasher.hash_one(text) as usize & mask;
            while self.slots[slot] != VACANT {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = code as u32;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forgotten_is_gone_and_comes_back_as_new() {
        let mut dictionary = Dictionary::default();
        for name in ["Ada", "Bo", "Cy"] {
            dictionary.intern(name).unwrap();
        }
        assert_eq!((dictionary.forget("Bo"), dictionary.forget("Bo")), (Some(1), None));
        assert_eq!(dictionary.texts().iter().collect::<Vec<_>>(), ["Ada", "\0\0", "Cy"]);
        assert_eq!((dictionary.code("Cy"), dictionary.intern("Bo").unwrap()), (Some(2), 3));
    }

    #[test]
    fn ten_thousand_names_keep_their_codes() {
        let mut dictionary = Dictionary::default();
        assert_eq!(dictionary.code("0"), None);
        for round in 0..2 {
            for number in 0..10_000_u32 {
                assert_eq!(dictionary.intern(&number.to_string()).unwrap(), number, "{round}");
            }
        }
        assert_eq!(dictionary.len(), 10_000);
        assert_eq!(dictionary.code("9999"), Some(9999));
        assert_eq!(dictionary.code("10000"), None);
        assert_eq!(dictionary.text(10_000), None);
    }
}
