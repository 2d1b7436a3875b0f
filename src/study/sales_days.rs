//! On which days anything was sold.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::summary::{Convention, Summary};
use crate::time::{Day, Unit};

/// How many purchases fell on each day on which there were some, in the order of time. Purchases
/// of one customer on one day are one; refunds are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesDays {
    days: Vec<(Day, u64)>,
}

/// A run of days without a sale.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SalesGap {
    /// The first day without a sale.
    pub first: Day,
    /// The last day without a sale.
    pub last: Day,
}

/// Days far from all others in time, with few purchases: a year typed wrong, say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoneDays {
    /// The first of them.
    pub first: Day,
    /// The last of them.
    pub last: Day,
    /// Purchases on them.
    pub purchases: u64,
    /// How many days without a sale lie between them and the other days.
    pub away: u32,
}

impl SalesGap {
    /// The days between two with sales; `None` where the second follows the first.
    pub(super) fn between(before: Day, after: Day) -> Option<Self> {
        (after.days_since(before) > 1).then(|| Self {
            first: Day::unchecked(before.number() + 1),
            last: Day::unchecked(after.number() - 1),
        })
    }

    /// How many days it has, one at least.
    #[must_use]
    pub const fn days(&self) -> u32 {
        (self.last.days_since(self.first) + 1).unsigned_abs()
    }
}

impl SalesDays {
    /// The days of all purchases of a summary.
    ///
    /// # Errors
    /// As [`Summary::occasions`].
    pub fn of(summary: &Summary) -> Result<Self> {
        let mut days: BTreeMap<Day, u64> = BTreeMap::new();
        if let Some(window) = summary.whole_window() {
            let occasions = summary.occasions(&window, &Convention::btyd(Unit::Day))?;
            for row in occasions.rows().filter(|row| row.counts) {
                *days.entry(row.at.day()).or_default() += 1;
            }
        }
        Ok(Self::from_days(days))
    }

    /// Days and their purchases, in the order of time.
    pub(super) fn from_days(days: impl IntoIterator<Item = (Day, u64)>) -> Self {
        Self { days: days.into_iter().collect() }
    }

    /// Each day with purchases and how many there were, in the order of time.
    #[must_use]
    pub fn days(&self) -> &[(Day, u64)] {
        &self.days
    }

    /// Purchases of all days.
    #[must_use]
    pub fn purchases(&self) -> u64 {
        self.days.iter().map(|(_, purchases)| purchases).sum()
    }

    /// The first and the last day with a purchase; `None` where there are none.
    #[must_use]
    pub fn span(&self) -> Option<(Day, Day)> {
        Some((self.days.first()?.0, self.days.last()?.0))
    }

    /// The days from `first` to `last`, both included.
    #[must_use]
    pub fn between(&self, first: Day, last: Day) -> Self {
        let within = self.days.iter().filter(|(day, _)| (first..=last).contains(day));
        Self { days: within.copied().collect() }
    }

    /// Every run of days without a sale, in the order of time.
    pub fn gaps(&self) -> impl Iterator<Item = SalesGap> + '_ {
        self.days.windows(2).filter_map(|pair| SalesGap::between(pair[0].0, pair[1].0))
    }

    /// The days without those at either end that are far from all others and have few purchases,
    /// and these.
    pub(super) fn without_lone_days(&self) -> (Self, Vec<LoneDays>) {
        let (mut days, mut lone) = (self.days.as_slice(), Vec::new());
        while let Some((kept, found)) = without_late(days).or_else(|| without_early(days)) {
            days = kept;
            lone.push(found);
        }
        (Self { days: days.to_vec() }, lone)
    }
}

/// Whether a day is no more than the usual time without a sale behind another.
pub(super) fn is_near(before: Day, after: Day) -> bool {
    after >= before && after.days_since(before).unsigned_abs() <= FAR.0
}

/// Few enough purchases to be typed wrong: so many, or this share of all.
const FEW: (u64, f64) = (2, 0.001);
/// At most so many days at either end are looked at together.
const TOGETHER: usize = 3;
/// They are far away where this many days lie between, and this many times a long run of days
/// without a sale among the others.
const FAR: (u32, u32) = (60, 6);
/// A long run is the longest but for so many: these may lead to other lone days.
const LONGER: usize = 6;
/// Fewer days with sales are no pattern that a day could be outside of.
const FEWEST: usize = 20;

type Days = [(Day, u64)];

/// The days but for lone ones at the end, and these.
fn without_late(days: &Days) -> Option<(&Days, LoneDays)> {
    (1..=TOGETHER).find_map(|count| {
        let (kept, cut) = days.split_at_checked(days.len().checked_sub(count)?)?;
        Some((kept, lone(kept, cut, SalesGap::between(kept.last()?.0, cut.first()?.0)?)?))
    })
}

/// The days but for lone ones at the beginning, and these.
fn without_early(days: &Days) -> Option<(&Days, LoneDays)> {
    (1..=TOGETHER).find_map(|count| {
        let (cut, kept) = days.split_at_checked(count)?;
        Some((kept, lone(kept, cut, SalesGap::between(cut.last()?.0, kept.first()?.0)?)?))
    })
}

/// The days that were cut, if they are few and far.
fn lone(kept: &Days, cut: &Days, between: SalesGap) -> Option<LoneDays> {
    let sum = |days: &Days| days.iter().map(|(_, purchases)| purchases).sum::<u64>();
    let (purchases, others) = (sum(cut), sum(kept));
    if kept.len() < FEWEST {
        return None;
    }
    let pairs = kept.windows(2).map(|pair| pair[1].0.days_since(pair[0].0).unsigned_abs());
    let mut runs: Vec<u32> = pairs.collect();
    let at = runs.len() - 1 - LONGER;
    let (_, long, _) = runs.select_nth_unstable(at);
    let few = purchases <= FEW.0.max((FEW.1 * others as f64) as u64);
    let far = between.days() > FAR.0.max(FAR.1 * *long);
    (few && far).then_some(LoneDays {
        first: cut.first()?.0,
        last: cut.last()?.0,
        purchases,
        away: between.days(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sales(days: impl IntoIterator<Item = i32>) -> SalesDays {
        SalesDays::from_days(days.into_iter().map(|day| (Day::from_number(day).unwrap(), 1)))
    }

    #[test]
    fn days_far_from_all_others_are_lone_at_either_end() {
        let days = [-4_000].into_iter().chain(0..50).chain([900, 5_000]);
        let (kept, lone) = sales(days).without_lone_days();
        assert_eq!(kept, sales(0..50));
        let found: Vec<(i32, u32)> =
            lone.iter().map(|lone| (lone.first.number(), lone.away)).collect();
        assert_eq!(found, [(5_000, 4_099), (900, 850), (-4_000, 3_999)]);
    }

    #[test]
    fn a_base_of_long_runs_has_no_lone_days() {
        // Runs of thirty days, and a last one of 100: less than six times as long.
        let days = (0..30).map(|k| 30 * k).chain([970]);
        assert_eq!(sales(days).without_lone_days().1, []);
        // Three purchases far away are a few too many to be typed wrong.
        assert_eq!(sales((0..50).chain([900, 901, 902])).without_lone_days().1, []);
    }
}
