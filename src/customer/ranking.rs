//! Many texts in order.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use crate::numeric::parallel;

/// The places 0, 1, 2 ... of a column of texts by their order.
#[derive(Debug)]
pub(crate) struct Ranking {
    /// By place: how many different texts come before this one in the order of texts.
    pub(crate) ranks: Vec<u32>,
    /// By rank: the first place with this text.
    pub(crate) firsts: Vec<u32>,
}

/// Most texts that can be ranked at once.
pub(crate) const MOST: usize = u32::MAX as usize;
/// Texts that a part is meant to hold: two cores' worth of them fit the cache.
const PART: usize = 1 << 12;
/// More streams than this cost more in address translation than they save.
const MOST_PARTS: usize = 1 << 11;
/// Texts looked at for each part to find where it should end.
const SAMPLE: usize = 8;
/// Heads that are sought side by side.
const ABREAST: usize = 8;
/// Fewer texts than this are not worth a thread.
const FEWEST: usize = 1 << 15;

/// Ranks the texts of the places 0 to `length` - 1, of which there are at most [`MOST`], the same
/// for any number of threads.
///
/// What all texts begin with is passed over. The 16 bytes behind it divide the texts into parts
/// that fit the cache, and in each part order them; the texts themselves are looked at again only
/// where those bytes do not decide.
pub(crate) fn ranked<'a>(
    length: usize,
    text: impl Fn(usize) -> &'a str + Sync,
    threads: usize,
) -> Ranking {
    if length == 0 {
        return Ranking { ranks: Vec::new(), firsts: Vec::new() };
    }
    let workers = parallel::workers(threads, length, FEWEST);
    let ranges = parallel::ranges(length, workers);
    let heads = Heads::of(&text, &ranges);
    let head = |at: usize| heads.head(text(at));
    let cuts = Cuts::of(length, head);
    let shares = parallel::each(ranges, |range| Share::new(range, &cuts, head));
    let ranks: Vec<AtomicU32> = (0..length).map(|_| AtomicU32::new(0)).collect();
    let compare = |a: &Entry, b: &Entry| {
        let rest = || text(a.at as usize).cmp(text(b.at as usize));
        a.head().cmp(&b.head()).then_with(rest)
    };
    // Each run of parts counts its ranks from the number of texts before it, as if they were all
    // different; what that is too much is known when all have counted.
    let runs = parallel::each(runs(&shares, cuts.parts(), workers), |run| {
        let (mut entries, mut firsts) = (Vec::new(), Vec::new());
        for part in run.parts {
            entries.clear();
            shares.iter().for_each(|share| entries.extend_from_slice(share.part(part)));
            if heads.decide {
                entries.sort_unstable_by_key(|entry| (entry.head(), entry.at));
            } else {
                entries.sort_unstable_by(|a, b| compare(a, b).then(a.at.cmp(&b.at)));
            }
            let alike =
                |a: &Entry, b: &Entry| a.head == b.head && (heads.decide || compare(a, b).is_eq());
            for group in entries.chunk_by(alike) {
                let rank = (run.texts_before + firsts.len()) as u32;
                firsts.push(group[0].at);
                group.iter().for_each(|entry| ranks[entry.at as usize].store(rank, Relaxed));
            }
        }
        (run.texts_before as u32, firsts)
    });
    let mut ranks: Vec<u32> = ranks.into_iter().map(AtomicU32::into_inner).collect();
    let mut known = 0;
    let mut gaps = Vec::new();
    for (texts_before, firsts) in &runs {
        gaps.push((*texts_before, texts_before - known));
        known += firsts.len() as u32;
    }
    if gaps.iter().any(|&(_, gap)| gap > 0) {
        for rank in &mut ranks {
            let run = gaps.partition_point(|&(before, _)| before <= *rank) - 1;
            *rank -= gaps[run].1;
        }
    }
    Ranking { ranks, firsts: runs.into_iter().flat_map(|(_, firsts)| firsts).collect() }
}

/// What tells texts apart before they are looked at as a whole: 16 bytes as numbers of the same
/// order, filled up with zeros.
#[derive(Debug)]
struct Heads {
    /// How many bytes all texts begin with alike.
    common: usize,
    /// Whether texts with the same head are the same: none goes on behind it or holds a zero.
    decide: bool,
}

impl Heads {
    fn of<'a>(text: &(impl Fn(usize) -> &'a str + Sync), ranges: &[Range<usize>]) -> Self {
        let first = text(0).as_bytes();
        let found = parallel::each(ranges.to_vec(), |range| {
            range.fold((first.len(), 0, true), |(common, longest, plain), at| {
                let bytes = text(at).as_bytes();
                let alike = first[..common].iter().zip(bytes).take_while(|(a, b)| a == b).count();
                (alike, bytes.len().max(longest), plain && !bytes.contains(&0))
            })
        });
        let common = found.iter().map(|part| part.0).min().unwrap_or(0);
        let decide = found.iter().all(|&(_, longest, plain)| plain && longest <= common + 16);
        Self { common, decide }
    }

    #[inline]
    fn head(&self, text: &str) -> u128 {
        let bytes = &text.as_bytes()[self.common..];
        // Two pieces that may overlap, where they say the same.
        let unused = 8 * 16_usize.saturating_sub(bytes.len());
        if let Some(head) = bytes.first_chunk() {
            u128::from_be_bytes(*head)
        } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            u128::from(u64::from_be_bytes(*first)) << 64
                | u128::from(u64::from_be_bytes(*last)) << unused
        } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            u128::from(u32::from_be_bytes(*first)) << 96
                | u128::from(u32::from_be_bytes(*last)) << unused
        } else {
            let number = bytes.iter().fold(0, |number, &byte| number << 8 | u128::from(byte));
            number.checked_shl(unused as u32).unwrap_or(0)
        }
    }
}

/// A text by its head and its place.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// In two halves: together with the place they are three quarters of what they would be.
    head: [u64; 2],
    at: u32,
}

impl Entry {
    fn new(head: u128, at: usize) -> Self {
        Self { head: [(head >> 64) as u64, head as u64], at: at as u32 }
    }

    #[inline]
    fn head(&self) -> u128 {
        u128::from(self.head[0]) << 64 | u128::from(self.head[1])
    }
}

/// The heads with which all parts but the first begin.
#[derive(Debug)]
struct Cuts {
    /// Ascending, filled up with the highest to one less than a power of two.
    heads: Vec<u128>,
}

impl Cuts {
    /// From a sample of the texts.
    fn of(length: usize, head: impl Fn(usize) -> u128) -> Self {
        let parts = (length / PART).min(MOST_PARTS);
        if parts < 2 {
            return Self { heads: Vec::new() };
        }
        let sample = parts * SAMPLE;
        let mut heads: Vec<_> = (0..sample).map(|i| head(i * length / sample)).collect();
        heads.sort_unstable();
        let mut heads: Vec<_> = (1..parts).map(|part| heads[part * SAMPLE]).collect();
        heads.dedup();
        heads.resize((heads.len() + 1).next_power_of_two() - 1, u128::MAX);
        Self { heads }
    }

    const fn parts(&self) -> usize {
        self.heads.len() + 1
    }

    /// The parts of some heads: how many cuts are not above each. They are sought side by side,
    /// so that none waits for the others.
    #[inline]
    fn parts_of(&self, heads: &[u128; ABREAST]) -> [u16; ABREAST] {
        let mut parts = [0; ABREAST];
        let mut half = self.parts() / 2;
        while half > 0 {
            for (part, head) in parts.iter_mut().zip(heads) {
                *part += usize::from(self.heads[*part + half - 1] <= *head) * half;
            }
            half /= 2;
        }
        parts.map(|part| part as u16)
    }
}

/// A share of the texts, put together by parts.
#[derive(Debug)]
struct Share {
    entries: Vec<Entry>,
    /// Where each part begins; one more than there are parts.
    starts: Vec<usize>,
}

impl Share {
    fn new(range: Range<usize>, cuts: &Cuts, head: impl Fn(usize) -> u128) -> Self {
        let mut parts: Vec<u16> = Vec::with_capacity(range.len() + ABREAST);
        let mut heads = [0; ABREAST];
        for first in range.clone().step_by(ABREAST) {
            let here = first..(first + ABREAST).min(range.end);
            heads.iter_mut().zip(here).for_each(|(slot, at)| *slot = head(at));
            parts.extend(cuts.parts_of(&heads));
        }
        parts.truncate(range.len());
        let mut starts = vec![0; cuts.parts() + 1];
        for &part in &parts {
            starts[usize::from(part) + 1] += 1;
        }
        for part in 0..cuts.parts() {
            starts[part + 1] += starts[part];
        }
        let mut next = starts.clone();
        let mut entries = vec![Entry::default(); range.len()];
        for (at, part) in range.zip(parts) {
            let place = &mut next[usize::from(part)];
            entries[*place] = Entry::new(head(at), at);
            *place += 1;
        }
        Self { entries, starts }
    }

    fn part(&self, part: usize) -> &[Entry] {
        &self.entries[self.starts[part]..self.starts[part + 1]]
    }
}

/// Parts for one worker, and how many texts the parts before them have.
#[derive(Debug)]
struct Run {
    parts: Range<usize>,
    texts_before: usize,
}

/// The parts in as many runs as there are workers, of about as many texts each.
fn runs(shares: &[Share], parts: usize, workers: usize) -> Vec<Run> {
    let begin = |part: usize| shares.iter().map(|share| share.starts[part]).sum::<usize>();
    let length = begin(parts);
    let mut runs = Vec::new();
    let (mut first, mut texts_before) = (0, 0);
    for worker in 1..=workers {
        let mut last = first;
        while last < parts && (begin(last) < length * worker / workers || worker == workers) {
            last += 1;
        }
        runs.push(Run { parts: first..last, texts_before });
        (first, texts_before) = (last, begin(last));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn expected(texts: &[String]) -> (Vec<u32>, Vec<u32>) {
        let mut sorted: Vec<&String> = texts.iter().collect();
        sorted.sort();
        sorted.dedup();
        let ranks = texts.iter().map(|text| sorted.binary_search(&text).unwrap() as u32).collect();
        let first = |text: &&String| texts.iter().position(|other| other == *text).unwrap() as u32;
        (ranks, sorted.iter().map(first).collect())
    }

    proptest! {
        #[test]
        fn ranks_are_places_in_the_sorted_texts(
            texts in proptest::collection::vec("(ab|a\u{0}|abcdefghijklmnop|客户){0,4}[a-c]?", 0..300),
            prefix in "(x|https://shop/customer/)?",
        ) {
            let texts: Vec<String> = texts.iter().map(|text| format!("{prefix}{text}")).collect();
            let found = ranked(texts.len(), |at| texts[at].as_str(), 1);
            prop_assert_eq!((found.ranks, found.firsts), expected(&texts));
        }
    }

    #[test]
    fn many_texts_have_the_same_ranks_on_any_number_of_threads() {
        type Name = fn(u64) -> String;
        let names: [Name; 4] = [
            |i| format!("C{:06}", i * i % 77_777),
            // Most are one and the same.
            |i| if i % 9 == 0 { i.to_string() } else { String::from("guest") },
            // The heads tell hardly anything.
            |i| format!("a long beginning {} and a middle {}", i % 3, i * 7919 % 30_011),
            |_| String::new(),
        ];
        for name in names {
            let texts: Vec<String> = (0..100_000).map(name).collect();
            let one = ranked(texts.len(), |at| texts[at].as_str(), 1);
            let mut sorted: Vec<&String> = texts.iter().collect();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(one.firsts.len(), sorted.len());
            for (at, &rank) in one.ranks.iter().enumerate() {
                let first = one.firsts[rank as usize] as usize;
                assert!(
                    first <= at && texts[first] == texts[at] && sorted[rank as usize] == &texts[at]
                );
            }
            for threads in [2, 3, 7] {
                let found = ranked(texts.len(), |at| texts[at].as_str(), threads);
                assert_eq!((&found.ranks, &found.firsts), (&one.ranks, &one.firsts), "{threads}");
            }
        }
    }
}
