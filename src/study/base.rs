//! Who is in the base, since when, and what they brought.

use super::sales_days::{LoneDays, SalesDays};
use super::study_options::Loss;
use crate::money::Currency;
use crate::summary::Audit;
use crate::time::{Day, Unit};

/// Who is in a base, since when and what they brought: counts, days, money and what became of
/// every row, as of the last day.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Base {
    /// Customers who bought within the days looked at.
    pub customers: u64,
    /// Those of them who bought once.
    pub bought_once: u64,
    /// Purchases of these customers: distinct days on which each bought.
    pub purchases: u64,
    /// The first day with a purchase that is looked at.
    pub first_day: Day,
    /// The last day that is looked at.
    pub last_day: Day,
    /// The latest first purchase of a customer: nobody is newer.
    pub newest: Day,
    /// The purchases of each day that is looked at.
    pub sales_days: SalesDays,
    /// Days far from all others, which are not looked at.
    pub lone_days: Vec<LoneDays>,
    /// The unit of time of models and horizons.
    pub unit: Unit,
    /// The currency of the amounts; `None` where there are none.
    pub currency: Option<Currency>,
    /// What the customers spent together, minor units; 0 where there are no amounts.
    pub revenue: i64,
    /// What they left after costs, minor units; `None` where no costs are known.
    pub profit: Option<i64>,
    /// What became of every row, as of the last day.
    pub audit: Audit,
    /// What reading left out of the file.
    pub losses: Vec<Loss>,
}

impl Base {
    /// Whether there are amounts.
    #[must_use]
    pub const fn has_amounts(&self) -> bool {
        self.currency.is_some()
    }

    /// Customers who bought more than once.
    #[must_use]
    pub const fn came_back(&self) -> u64 {
        self.customers - self.bought_once
    }

    /// From the first to the last day, both counted.
    #[must_use]
    pub const fn days(&self) -> u32 {
        (self.last_day.days_since(self.first_day) + 1).unsigned_abs()
    }

    /// Rows of the file: those that were taken in and those that reading left out.
    #[must_use]
    pub fn rows_of_file(&self) -> u64 {
        self.audit.rows + self.rows_lost()
    }

    /// Rows that reading left out.
    #[must_use]
    pub fn rows_lost(&self) -> u64 {
        self.losses.iter().map(|loss| loss.rows).sum()
    }
}
