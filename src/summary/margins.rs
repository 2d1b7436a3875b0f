//! What customers' occasions left, beside what they brought.

use super::audit::Audit;
use super::builder::Sums;
use super::builder::check_total;
use super::placing::{Part, Placing};
use super::plan::Plan;
use super::store::{Deeds, Store};
use crate::error::{Error, Result};
use crate::money::Exact;
use crate::numeric::parallel;

/// What one customer's occasions left, in minor units: the amounts less the costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Margins {
    /// The first occasion.
    pub first: i64,
    /// The repeat occasions of the calibration.
    pub repeat: i64,
    /// All occasions of the calibration: the profit, rounded once.
    pub total: i64,
    /// The holdout.
    pub holdout: i64,
}

/// The columns of a table of margins, and what is not in it.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct MarginColumns {
    pub(super) first: Vec<i64>,
    pub(super) repeat: Vec<i64>,
    pub(super) total: Vec<i64>,
    pub(super) holdout: Vec<i64>,
}

/// Margins of what is not in the table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lost {
    dropped: Exact,
    outside: Exact,
    uncalibrated: Exact,
}

/// Fewer customers than this are not worth a thread of their own.
const FEWEST_CUSTOMERS: usize = 1 << 14;

impl Margins {
    /// Refuses a total that is not that of its parts, up to their rounding.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        check_total("margin", self.first, self.repeat, self.total)?;
        Ok(self)
    }

    /// Reads one customer's deeds and what each of them left; `None` where nothing calibrates the
    /// customer. The amounts decide which part of the history each period belongs to.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`](crate::ErrorKind::Overflow) where a sum does not fit.
    pub(super) fn of(
        plan: &Plan,
        deeds: &Deeds<'_>,
        margins: &[i64],
        parts: &mut Vec<Part>,
        lost: &mut Lost,
    ) -> Result<Option<Self>> {
        parts.clear();
        let (mut placing, mut calibrated) = (Placing::default(), false);
        plan.walk(deeds, |period| {
            let placed = placing.place(plan, &period);
            calibrated |= placed.occasion == Some(Part::First);
            parts.push(placed.money);
            Ok(())
        })?;
        let (mut sums, mut parts) = (Sums::default(), parts.iter());
        // The periods are the same, and come in the same order.
        plan.walk(&deeds.leaving(margins), |period| {
            let Some(&part) = parts.next() else { return Ok(()) };
            if sums.add(part, period.amount).is_none() {
                match part {
                    Part::Outside => lost.outside += period.amount,
                    Part::Dropped => lost.dropped += period.amount,
                    _ => lost.uncalibrated += period.amount,
                }
            }
            Ok(())
        })?;
        if !calibrated {
            return Ok(None);
        }
        let rounded = |sum| {
            let key = || format!("key {}", deeds.key);
            plan.round(sum).map_err(|error| error.in_column("margin").with_value(key()))
        };
        Ok(Some(Self {
            first: rounded(sums.first)?,
            repeat: rounded(sums.repeat)?,
            total: rounded(sums.total())?,
            holdout: rounded(sums.holdout)?,
        }))
    }
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
                let (mut part, mut lost, mut parts) =
                    (Self::default(), Lost::default(), Vec::new());
                for place in range {
                    let index = order.map_or(place, |order| order[place]);
                    let (deeds, left) = (amounts.customer(index), margins.customer(index).nets);
                    if let Some(found) = Margins::of(plan, &deeds, left, &mut parts, &mut lost)? {
                        part.first.push(found.first);
                        part.repeat.push(found.repeat);
                        part.total.push(found.total);
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
            columns.total.extend(part.total);
            columns.holdout.extend(part.holdout);
            lost.dropped += more.dropped;
            lost.outside += more.outside;
            lost.uncalibrated += more.uncalibrated;
        }
        Ok((columns, lost))
    }

    /// Refuses columns that are not of so many customers, or a total that does not fit.
    pub(super) fn check(&self, customers: usize) -> Result<()> {
        for (name, column) in [
            ("first margin", &self.first),
            ("repeat margin", &self.repeat),
            ("total margin", &self.total),
            ("holdout margin", &self.holdout),
        ] {
            if column.len() != customers {
                return Err(Error::length(name, column.len(), customers));
            }
        }
        for row in 0..customers {
            check_total("margin", self.first[row], self.repeat[row], self.total[row])
                .map_err(|error| error.at_row(row as u64))?;
        }
        Ok(())
    }

    pub(super) fn row(&self, index: usize) -> Margins {
        Margins {
            first: self.first[index],
            repeat: self.repeat[index],
            total: self.total[index],
            holdout: self.holdout[index],
        }
    }
}

impl Lost {
    /// Tells the audit.
    pub(super) fn tell(&self, audit: &mut Audit, plan: &Plan) -> Result<()> {
        let money = |sum| plan.round(sum).map_err(|error| error.in_column("margin"));
        let (dropped, outside) = (money(self.dropped)?, money(self.outside)?);
        audit.uncalibrated_margin = money(self.uncalibrated)?;
        (audit.dropped_margin, audit.outside_margin) = (dropped, outside);
        Ok(())
    }
}
