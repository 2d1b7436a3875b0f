//! The occasions behind a table: who, when, for how much.

use super::placing::{Part, Placing};
use super::plan::Plan;
use super::store::Store;
use crate::customer::{Key, KeyColumn};
use crate::error::Result;
use crate::time::Moment;

/// The occasions of the customers of a [`Table`](super::Table), in its order and in that of time:
/// purchases of one period are one occasion, as the table counts them.
///
/// Made by [`Summary::occasions`](super::Summary::occasions). The spend of a customer's rows adds
/// up to that of the table, each row rounded for itself; refunds of a period without a purchase
/// are rows that are [no occasion](OccasionRow::counts). What no earlier purchase can bear is in
/// the audit alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Occasions {
    keys: KeyColumn,
    /// The row of the table that each belongs to.
    owners: Vec<usize>,
    at: Vec<Moment>,
    spend: Vec<i64>,
    holdout: Vec<bool>,
    counts: Vec<bool>,
}

/// One row of [`Occasions`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct OccasionRow<'a> {
    /// Who.
    pub key: Key<'a>,
    /// The row of the customer in the table.
    pub owner: usize,
    /// When: the first day, hour or minute of the period on which anything happened, as finely as
    /// the summary keeps time.
    pub at: Moment,
    /// For how much together, minor units.
    pub spend: i64,
    /// Whether it is in the holdout, rather than in the calibration.
    pub holdout: bool,
    /// Whether it is an occasion; refunds alone are none and lower what was bought before.
    pub counts: bool,
}

impl Occasions {
    pub(super) fn build(
        store: &Store,
        order: Option<&[usize]>,
        plan: &Plan,
        keys: KeyColumn,
    ) -> Result<Self> {
        let mut occasions = Self {
            keys,
            owners: Vec::new(),
            at: Vec::new(),
            spend: Vec::new(),
            holdout: Vec::new(),
            counts: Vec::new(),
        };
        let mut owner = 0;
        for place in 0..store.len() {
            let deeds = store.customer(order.map_or(place, |order| order[place]));
            let (mut placing, mut calibrated) = (Placing::default(), false);
            plan.walk(&deeds, |period| {
                let placed = placing.place(plan, &period);
                calibrated |= placed.occasion == Some(Part::First);
                if calibrated && placed.money != Part::Outside {
                    occasions.owners.push(owner);
                    occasions.at.push(plan.rules().moment(period.tick));
                    let borne = placed.money != Part::Dropped;
                    occasions.spend.push(if borne { plan.round(period.amount)? } else { 0 });
                    occasions.holdout.push(placed.money == Part::Holdout);
                    occasions.counts.push(placed.occasion.is_some());
                }
                Ok(())
            })?;
            owner += usize::from(calibrated);
        }
        Ok(occasions)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.owners.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }

    /// One row by position.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<OccasionRow<'_>> {
        let owner = *self.owners.get(index)?;
        Some(OccasionRow {
            key: self.keys.as_keys().get(owner)?,
            owner,
            at: self.at[index],
            spend: self.spend[index],
            holdout: self.holdout[index],
            counts: self.counts[index],
        })
    }

    /// All rows, by ascending key and then in the order of time.
    pub fn rows(&self) -> impl Iterator<Item = OccasionRow<'_>> {
        (0..self.len()).filter_map(|index| self.row(index))
    }
}
