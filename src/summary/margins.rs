//! What customers' occasions left, beside what they brought.

use super::audit::Audit;
use super::plan::{Plan, overflow};
use super::store::{Deeds, Store};
use crate::error::{Error, Result};
use crate::numeric::parallel;
use crate::time::Phase;

/// What one customer's occasions left, in minor units: the amounts less the costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Margins {
    /// The first occasion.
    pub first: i64,
    /// The repeat occasions of the calibration.
    pub repeat: i64,
    /// The holdout.
    pub holdout: i64,
}

/// The columns of a table of margins, and what is not in it.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct MarginColumns {
    pub(super) first: Vec<i64>,
    pub(super) repeat: Vec<i64>,
    pub(super) holdout: Vec<i64>,
}

/// Margins of what is not in the table; sums that cannot overflow.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lost {
    dropped: i128,
    outside: i128,
    uncalibrated: i128,
}

/// Fewer customers than this are not worth a thread of their own.
const FEWEST_CUSTOMERS: usize = 1 << 14;

impl Margins {
    /// Refuses margins whose total does not fit.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        self.first.checked_add(self.repeat).map(|_| self).ok_or_else(too_much)
    }

    /// Reads one customer's deeds and what each of them left; `None` where nothing calibrates him.
    /// Which occasions count, the amounts decide.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) where a sum does not fit.
    pub(super) fn of(
        plan: &Plan,
        deeds: &Deeds<'_>,
        margins: &[i64],
        counts: &mut Vec<bool>,
        lost: &mut Lost,
    ) -> Result<Option<Self>> {
        counts.clear();
        plan.walk(deeds.ticks, deeds.counts, deeds.nets, |occasion| {
            counts.push(!plan.drops(&occasion));
            Ok(())
        })?;
        let mut counts = counts.iter();
        let mut found: Option<Self> = None;
        // The periods are the same, so the occasions are, and come in the same order.
        plan.walk(deeds.ticks, deeds.counts, margins, |occasion| {
            let counted = *counts.next().unwrap_or(&true);
            let margin = occasion.net;
            match (&mut found, occasion.phase) {
                (_, Phase::Before | Phase::After) => lost.outside += i128::from(margin),
                _ if !counted => lost.dropped += i128::from(margin),
                (None, Phase::Calibration) => {
                    found = Some(Self { first: margin, ..Self::default() })
                }
                (Some(found), Phase::Calibration) => add(&mut found.repeat, margin)?,
                (Some(found), _) => add(&mut found.holdout, margin)?,
                (None, _) => lost.uncalibrated += i128::from(margin),
            }
            Ok(())
        })
        .and_then(|()| {
            let total = found.map_or(Some(0), |found| found.first.checked_add(found.repeat));
            total.map(|_| found).ok_or_else(too_much)
        })
        .map_err(|error| error.in_column("margin").with_value(format!("key {}", deeds.key)))
    }

    /// What all occasions of the calibration left.
    #[must_use]
    pub const fn total(&self) -> i64 {
        // The sum was checked when the margins were read.
        self.first + self.repeat
    }
}

fn add(sum: &mut i64, margin: i64) -> Result<()> {
    *sum = sum.checked_add(margin).ok_or_else(too_much)?;
    Ok(())
}

fn too_much() -> Error {
    overflow().in_column("margin")
}

impl MarginColumns {
    /// The margins of the calibrated customers of a store of amounts, in its order or in `order`,
    /// given the store of margins of the same rows.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) where a sum does not fit.
    pub(super) fn build(
        amounts: &Store,
        margins: &Store,
        order: Option<&[usize]>,
        plan: &Plan,
        threads: usize,
    ) -> Result<(Self, Lost)> {
        let workers = parallel::workers(threads, amounts.len(), FEWEST_CUSTOMERS);
        let parts = parallel::each(
            parallel::ranges(amounts.len(), workers),
            |range| -> Result<(Self, Lost)> {
                let (mut part, mut lost, mut counts) =
                    (Self::default(), Lost::default(), Vec::new());
                for place in range {
                    let index = order.map_or(place, |order| order[place]);
                    let (deeds, left) = (amounts.customer(index), margins.customer(index).nets);
                    if let Some(found) = Margins::of(plan, &deeds, left, &mut counts, &mut lost)? {
                        part.first.push(found.first);
                        part.repeat.push(found.repeat);
                        part.holdout.push(found.holdout);
                    }
                }
                Ok((part, lost))
            },
        );
        let (mut columns, mut lost) = (Self::default(), Lost::default());
        for part in parts {
            let (part, more) = part?;
            columns.first.extend(part.first);
            columns.repeat.extend(part.repeat);
            columns.holdout.extend(part.holdout);
            lost.dropped += more.dropped;
            lost.outside += more.outside;
            lost.uncalibrated += more.uncalibrated;
        }
        Ok((columns, lost))
    }

    /// Refuses columns that are not of so many customers, or a total that does not fit.
    #[cfg(feature = "serde")]
    pub(super) fn check(&self, customers: usize) -> Result<()> {
        for (name, column) in [
            ("first margin", &self.first),
            ("repeat margin", &self.repeat),
            ("holdout margin", &self.holdout),
        ] {
            if column.len() != customers {
                return Err(Error::length(name, column.len(), customers));
            }
        }
        let fits = |(first, repeat): (&i64, &i64)| first.checked_add(*repeat).is_some();
        match self.first.iter().zip(&self.repeat).position(|row| !fits(row)) {
            Some(row) => Err(too_much().at_row(row as u64)),
            None => Ok(()),
        }
    }

    pub(super) fn row(&self, index: usize) -> Margins {
        Margins {
            first: self.first[index],
            repeat: self.repeat[index],
            holdout: self.holdout[index],
        }
    }
}

impl Lost {
    /// Tells the audit.
    pub(super) fn tell(&self, audit: &mut Audit) -> Result<()> {
        let money = |sum: i128| i64::try_from(sum).map_err(|_| too_much());
        let (dropped, outside) = (money(self.dropped)?, money(self.outside)?);
        audit.uncalibrated_margin = money(self.uncalibrated)?;
        (audit.dropped_margin, audit.outside_margin) = (dropped, outside);
        Ok(())
    }
}
