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
        Ok(Self { days: days.into_iter().collect() })
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
        self.days.windows(2).filter(|pair| pair[1].0.days_since(pair[0].0) > 1).map(|pair| {
            let (before, after) = (pair[0].0, pair[1].0);
            SalesGap {
                first: Day::unchecked(before.number() + 1),
                last: Day::unchecked(after.number() - 1),
            }
        })
    }
}
