//! What customers did, side by side.

use std::num::NonZeroU32;
use std::ops::Range;

use super::entry::Entry;
use crate::error::{Error, ErrorKind, Result};
use crate::money::overflow;

/// Where a customer's deeds stand. There is room for a power of two of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Diary {
    start: u32,
    length: NonZeroU32,
}

/// What a customer did within one tick.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Deed {
    pub(super) net: i64,
    pub(super) tick: i32,
    /// Transactions. Of room that is vacant: the next of its size.
    pub(super) count: u32,
}

/// The deeds of many customers in one buffer, each customer's side by side in the order of time: a
/// purchase of today is put at the end, a late one where it belongs, and who needs more room moves
/// to twice of it.
#[derive(Debug, Clone)]
pub(super) struct Diaries {
    deeds: Vec<Deed>,
    /// What each deed left, where margins are kept; else empty.
    margins: Vec<i64>,
    keeps_margins: bool,
    /// By size, as a power of two: the first room that nobody has.
    vacant: [u32; 32],
}

/// No room.
const NONE: u32 = u32::MAX;

impl Diary {
    const fn range(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.length.get() as usize
    }

    /// The room that it has, as a power of two.
    const fn size(self) -> u32 {
        self.length.get().next_power_of_two().trailing_zeros()
    }

    const fn is_full(self) -> bool {
        self.length.is_power_of_two()
    }
}

impl Diaries {
    pub(super) const fn new(keeps_margins: bool) -> Self {
        Self { deeds: Vec::new(), margins: Vec::new(), keeps_margins, vacant: [NONE; 32] }
    }

    /// Makes room for so many more deeds, whoever's they are.
    pub(super) fn reserve(&mut self, deeds: usize) {
        // A diary of n deeds has room for fewer than 2 n, and left behind fewer than 2 n.
        self.deeds.reserve(deeds.saturating_mul(4));
        if self.keeps_margins {
            self.margins.reserve(deeds.saturating_mul(4));
        }
    }

    pub(super) fn deeds(&self, diary: Diary) -> &[Deed] {
        &self.deeds[diary.range()]
    }

    /// What each deed left; empty where margins are not kept.
    pub(super) fn margins(&self, diary: Diary) -> &[i64] {
        if self.keeps_margins { &self.margins[diary.range()] } else { &[] }
    }

    /// A new customer's diary.
    pub(super) fn open(&mut self, entry: &Entry, margin: Option<i64>) -> Result<Diary> {
        let diary = Diary { start: self.room(0)?, length: NonZeroU32::MIN };
        self.write(diary.start as usize, entry, margin);
        Ok(diary)
    }

    /// Writes down what a customer did, where its tick belongs.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`]; nothing is written then.
    pub(super) fn enter(
        &mut self,
        diary: &mut Diary,
        entry: &Entry,
        margin: Option<i64>,
    ) -> Result<()> {
        let range = diary.range();
        let deeds = &self.deeds[range.clone()];
        let later = deeds.iter().rev().take_while(|deed| deed.tick > entry.tick).count();
        let at = range.end - later;
        if let Some(deed) = self.deeds[range.start..at].last_mut()
            && deed.tick == entry.tick
        {
            let net = deed.net.checked_add(entry.net).ok_or_else(overflow)?;
            if let (Some(left), Some(margin)) = (self.margins.get_mut(at - 1), margin) {
                *left = left.checked_add(margin).ok_or_else(|| overflow().in_column("margin"))?;
            }
            deed.net = net;
            deed.count = deed.count.saturating_add(entry.count);
            return Ok(());
        }
        let longer = diary.length.checked_add(1).ok_or_else(too_many)?;
        let mut next = Diary { start: diary.start, length: longer };
        if diary.is_full() {
            next.start = self.room(next.size())?;
            self.copy(range.clone(), next.start as usize);
            self.close(*diary);
        }
        let at = at - range.start + next.start as usize;
        self.copy(at..next.range().end - 1, at + 1);
        self.write(at, entry, margin);
        *diary = next;
        Ok(())
    }

    /// Wipes a diary out; its room is for others.
    pub(super) fn close(&mut self, diary: Diary) {
        self.deeds[diary.range()].fill(Deed::default());
        if self.keeps_margins {
            self.margins[diary.range()].fill(0);
        }
        let first = &mut self.vacant[diary.size() as usize];
        self.deeds[diary.start as usize].count = std::mem::replace(first, diary.start);
    }

    fn write(&mut self, at: usize, entry: &Entry, margin: Option<i64>) {
        self.deeds[at] = Deed { net: entry.net, tick: entry.tick, count: entry.count };
        if let (Some(left), Some(margin)) = (self.margins.get_mut(at), margin) {
            *left = margin;
        }
    }

    fn copy(&mut self, from: Range<usize>, to: usize) {
        if self.keeps_margins {
            self.margins.copy_within(from.clone(), to);
        }
        self.deeds.copy_within(from, to);
    }

    /// Room of a size, as a power of two, that nobody has from now on.
    fn room(&mut self, size: u32) -> Result<u32> {
        let vacant = self.vacant.get_mut(size as usize).ok_or_else(too_many)?;
        if *vacant != NONE {
            let next = self.deeds[*vacant as usize].count;
            return Ok(std::mem::replace(vacant, next));
        }
        let start = self.deeds.len();
        let end = start + (1 << size);
        if u32::try_from(end).is_err() {
            return Err(too_many());
        }
        self.deeds.resize(end, Deed::default());
        if self.keeps_margins {
            self.margins.resize(end, 0);
        }
        Ok(start as u32)
    }
}

fn too_many() -> Error {
    Error::new(ErrorKind::Overflow, "has no room for another purchase")
        .in_column("customer")
        .allowing(
            "2^32 days or hours of all customers together, each one's rounded up to a power of two",
        )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn diaries_read_as_sorted_maps_do() {
        for keeps_margins in [false, true] {
            let mut diaries = Diaries::new(keeps_margins);
            let mut kept: Vec<Option<Diary>> = vec![None; 40];
            let mut maps = vec![BTreeMap::<i32, (i64, u32, i64)>::new(); 40];
            let mut state = 5u64;
            let mut next = |below: u64| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(77);
                (state >> 33) % below
            };
            for step in 0..30_000 {
                let who = (next(40) * next(40) / 40) as usize;
                if next(200) == 0 {
                    maps[who].clear();
                    if let Some(diary) = kept[who].take() {
                        diaries.close(diary);
                    }
                    continue;
                }
                let (tick, net) = (next(400) as i32, next(1000) as i64 - 300);
                let margin = keeps_margins.then_some(net / 3);
                let entry = Entry { key: who as i64, net, tick, count: 1 };
                match &mut kept[who] {
                    Some(diary) => diaries.enter(diary, &entry, margin).unwrap(),
                    none => *none = Some(diaries.open(&entry, margin).unwrap()),
                }
                let (sum, count, left) = maps[who].entry(tick).or_default();
                (*sum, *count, *left) = (*sum + net, *count + 1, *left + margin.unwrap_or(0));
                let diary = kept[who].unwrap();
                let found: Vec<_> =
                    diaries.deeds(diary).iter().map(|d| (d.tick, d.net, d.count)).collect();
                let expected: Vec<_> = maps[who].iter().map(|(&t, &(n, c, _))| (t, n, c)).collect();
                assert_eq!(found, expected, "{step}");
                let left: Vec<_> = maps[who].values().map(|&(_, _, left)| left).collect();
                let left: &[i64] = if keeps_margins { &left } else { &[] };
                assert_eq!(diaries.margins(diary), left, "{step}");
            }
            // Room is used again: 40 customers of at most 400 ticks each, twice over.
            assert!(diaries.deeds.len() <= 40 * 1024, "{}", diaries.deeds.len());
        }
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut diaries = Diaries::new(true);
        let entry = Entry { key: 0, net: i64::MAX, tick: 3, count: 1 };
        let mut diary = diaries.open(&entry, Some(1)).unwrap();
        let more = Entry { net: 1, ..entry };
        assert!(diaries.enter(&mut diary, &more, Some(1)).is_err());
        let none = Entry { net: 0, ..entry };
        assert!(diaries.enter(&mut diary, &none, Some(i64::MAX)).is_err());
        assert_eq!((diaries.deeds(diary)[0].net, diaries.margins(diary)), (i64::MAX, &[1][..]));
    }

    #[test]
    fn a_customer_and_their_diary_fit_sixteen_bytes() {
        assert_eq!(size_of::<Option<(i64, Diary)>>(), 16);
        assert_eq!(size_of::<Deed>(), 16);
    }
}
