//! Text keys as dense codes.

use std::hash::{BuildHasher, RandomState};

use super::ranking::{MOST, Ranking, ranked};
use super::{TextColumn, Texts};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::parallel;

/// Gives each distinct text a code: 0, 1, 2 ... in the order of first sight, or of the texts where
/// many come at once.
///
/// The texts lie one after the other in one buffer, and an open-addressing table of codes finds
/// them: no allocation per key. The hash is keyed at random, so no chosen set of names can slow it
/// down; codes do not depend on it.
///
/// ```
/// use habitue::customer::Dictionary;
///
/// let mut names = Dictionary::default();
/// assert_eq!((names.intern("Ada")?, names.intern("Bo")?, names.intern("Ada")?), (0, 1, 0));
/// assert_eq!((names.text(1), names.code("Cy")), (Some("Bo"), None));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Dictionary {
    texts: TextColumn,
    /// Whether each text is above the one before it.
    ascending: bool,
    /// By hash: the hash in the upper half, the code in the lower; `VACANT` where there is none.
    /// A power of two of them, at most half full. None at all before they are needed, and then
    /// the texts ascend.
    slots: Vec<u64>,
    hasher: RandomState,
}

const VACANT: u64 = u64::MAX;
/// Fewer texts than this are not worth a thread.
const FEWEST: usize = 1 << 15;

impl Default for Dictionary {
    fn default() -> Self {
        Self {
            texts: TextColumn::default(),
            ascending: true,
            slots: Vec::new(),
            hasher: RandomState::default(),
        }
    }
}

impl Dictionary {
    /// Of texts that ascend, which get the codes 0, 1, 2 ...; as several columns that are one.
    pub(crate) fn of_ascending(parts: Vec<TextColumn>) -> Self {
        let mut parts = parts.into_iter();
        // The first is not copied.
        let texts = parts.next().unwrap_or_default();
        let mut dictionary = Self { texts, ..Self::default() };
        parts.for_each(|part| dictionary.texts.append(&part));
        dictionary
    }

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

    /// The texts as the column that they are.
    pub(crate) const fn text_column(&self) -> &TextColumn {
        &self.texts
    }

    /// The text of a code.
    #[must_use]
    pub fn text(&self, code: u32) -> Option<&str> {
        self.texts.as_texts().get(code as usize)
    }

    /// Whether each text is above the one before it, so that codes are in the order of the texts.
    pub(crate) const fn is_ascending(&self) -> bool {
        self.ascending
    }

    /// The code of a text, if it has one.
    #[must_use]
    pub fn code(&self, text: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return self.search(text);
        }
        let entry = self.slots[self.slot(text, self.hash(text))];
        (entry != VACANT).then_some(entry as u32)
    }

    /// The code of a text, which is given one if it has none.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] beyond 2^32 - 2 distinct texts.
    pub fn intern(&mut self, text: &str) -> Result<u32> {
        self.reserve(1)?;
        let hash = self.hash(text);
        let slot = self.slot(text, hash);
        if self.slots[slot] == VACANT {
            self.slots[slot] = u64::from(hash) << 32 | self.len() as u64;
            self.ascending &= self
                .len()
                .checked_sub(1)
                .is_none_or(|last| self.texts.as_texts().get(last).is_some_and(|last| last < text));
            self.texts.push(text);
        }
        Ok(self.slots[slot] as u32)
    }

    /// The codes of many texts. Those that are new get the next codes in the order of the texts,
    /// the same for any number of threads (0: all cores). Faster than one by one where there are
    /// many: what is alike is put together in the cache first.
    ///
    /// # Errors
    /// As [`Dictionary::intern`].
    ///
    /// ```
    /// use habitue::customer::{Dictionary, TextColumn};
    ///
    /// let mut column = TextColumn::with_capacity(3, 8);
    /// ["Bo", "Ada", "Bo"].iter().for_each(|name| column.push(name));
    /// let mut names = Dictionary::default();
    /// assert_eq!(names.intern_all(column.as_texts(), 2)?, [1, 0, 1]);
    /// assert_eq!(names.text(0), Some("Ada"));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn intern_all(&mut self, texts: Texts<'_>, threads: usize) -> Result<Vec<u32>> {
        if texts.len() > MOST {
            return Err(too_many());
        }
        let text = |at: usize| texts.get(at).unwrap_or_default();
        let Ranking { mut ranks, firsts } = ranked(texts.len(), text, threads);
        if self.is_empty() {
            let workers = parallel::workers(threads, firsts.len(), FEWEST);
            let parts = parallel::each(parallel::ranges(firsts.len(), workers), |range| {
                let mut part = TextColumn::default();
                firsts[range].iter().for_each(|&first| part.push(text(first as usize)));
                part
            });
            parts.iter().for_each(|part| self.texts.append(part));
            self.ascending = true;
            return Ok(ranks);
        }
        self.reserve(firsts.len())?;
        let codes: Vec<u32> =
            firsts.iter().map(|&first| self.intern(text(first as usize))).collect::<Result<_>>()?;
        ranks.iter_mut().for_each(|rank| *rank = codes[*rank as usize]);
        Ok(ranks)
    }

    /// Forgets a text and returns the code that it had. The code is not given to another text,
    /// unless that consists of as many NUL characters.
    pub fn forget(&mut self, text: &str) -> Option<u32> {
        let code = self.code(text)?;
        if self.slots.is_empty() {
            // What is blank is not found by order.
            self.index(self.len());
        }
        self.ascending = false;
        self.texts.blank(code as usize);
        Some(code)
    }

    /// The half of the hash by which texts are found.
    fn hash(&self, text: &str) -> u32 {
        (self.hasher.hash_one(text) >> 32) as u32
    }

    /// Where `text` is, or where it would go. There is always a vacant slot to end at.
    fn slot(&self, text: &str, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let texts = self.texts.as_texts();
        let mut slot = hash as usize & mask;
        loop {
            let entry = self.slots[slot];
            if entry == VACANT
                || (entry >> 32) as u32 == hash && texts.get(entry as u32 as usize) == Some(text)
            {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The code of a text where the texts ascend.
    fn search(&self, text: &str) -> Option<u32> {
        let texts = self.texts.as_texts();
        let (mut low, mut high) = (0, texts.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if texts.get(middle)? < text {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (texts.get(low) == Some(text)).then_some(low as u32)
    }

    /// Makes room for so many more texts.
    fn reserve(&mut self, more: usize) -> Result<()> {
        if self.len() + more >= u32::MAX as usize {
            return Err(too_many());
        }
        if 2 * (self.len() + more) > self.slots.len() {
            self.index(self.len() + more);
        }
        Ok(())
    }

    /// Makes slots for so many texts and puts in those that are there.
    fn index(&mut self, room: usize) {
        let capacity = (2 * room).max(2 * self.slots.len()).max(16).next_power_of_two();
        let before = std::mem::replace(&mut self.slots, vec![VACANT; capacity]);
        let mut put = |entry: u64| {
            let mut slot = (entry >> 32) as usize & (capacity - 1);
            while self.slots[slot] != VACANT {
                slot = (slot + 1) & (capacity - 1);
            }
            self.slots[slot] = entry;
        };
        if before.is_empty() {
            for (code, text) in (0u64..).zip(self.texts.as_texts().iter()) {
                put(self.hasher.hash_one(text) >> 32 << 32 | code);
            }
        } else {
            before.into_iter().filter(|entry| *entry != VACANT).for_each(put);
        }
    }
}

fn too_many() -> Error {
    Error::new(ErrorKind::Overflow, "has too many distinct texts")
        .in_column("customer")
        .allowing("at most 2^32 - 2")
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
    fn many_at_once_get_codes_in_the_order_of_the_texts() {
        let mut state = 3u64;
        let mut column = TextColumn::with_capacity(0, 0);
        for _ in 0..50_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            column.push(&format!("{}", (state >> 40) % 20_000));
        }
        let texts = column.as_texts();
        let mut sorted: Vec<&str> = texts.iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        for threads in [1, 2, 7] {
            let mut names = Dictionary::default();
            let codes = names.intern_all(texts, threads).unwrap();
            assert!(names.is_ascending() && names.texts().iter().eq(sorted.iter().copied()));
            assert!(
                codes.iter().zip(texts.iter()).all(|(&code, text)| names.text(code) == Some(text))
            );
            // Found by order first, and then by hash.
            assert_eq!((names.code("7"), names.code("x")), (names.search("7"), None));
            let seven = names.code("7");
            assert_eq!(names.intern("x").unwrap() as usize, sorted.len());
            assert_eq!((names.code("7"), names.is_ascending()), (seven, true));
            assert_eq!(names.intern("a").unwrap() as usize, sorted.len() + 1);
            assert!(!names.is_ascending());
            assert_eq!(names.intern_all(texts, threads).unwrap(), codes);
            // To what is there, the new ones are added in their order.
            let mut others = Dictionary::default();
            let known = ["7", "x", ""].map(|name| others.intern(name).unwrap());
            let codes = others.intern_all(texts, threads).unwrap();
            assert_eq!((known, others.len()), ([0, 1, 2], sorted.len() + 2));
            assert!(
                codes.iter().zip(texts.iter()).all(|(&code, text)| others.text(code) == Some(text))
            );
            let new: Vec<&str> = others.texts().iter().skip(3).collect();
            assert!(new.is_sorted());
        }
    }

    #[test]
    fn what_is_forgotten_is_gone_from_ascending_texts_too() {
        let mut column = TextColumn::default();
        ["a", "b", "c", "d"].iter().for_each(|text| column.push(text));
        let mut names = Dictionary::default();
        names.intern_all(column.as_texts(), 1).unwrap();
        assert_eq!((names.forget("b"), names.forget("b")), (Some(1), None));
        assert_eq!(
            ["a", "b", "c", "d"].map(|text| names.code(text)),
            [Some(0), None, Some(2), Some(3)]
        );
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
