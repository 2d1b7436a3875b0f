//! Cohorts of customers under contract drawn at random.

use super::simulation::Simulation;
use crate::error::{Error, Result};
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::refit::other_family;
use crate::lifetime::observed::survivors::{LONGEST, Survivors};
use crate::lifetime::predict::contract::ContractModel;
use crate::numeric::parallel::chunked;

/// Cohorts drawn from a [`ContractModel`] as a long table: in each row,
/// `survivors` customers of `cohort` were left after `period` renewals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SimulatedCohorts {
    /// Which of the cohorts, from 0.
    pub cohort: Vec<i64>,
    /// Renewals behind the customers; each cohort begins with 0.
    pub period: Vec<u32>,
    /// Customers who were left.
    pub survivors: Vec<u64>,
}

impl SimulatedCohorts {
    /// The table to fit a model to.
    ///
    /// # Errors
    /// As [`Survivors::from_rows`], where the columns were changed.
    pub fn table(&self) -> Result<Survivors> {
        Survivors::from_rows(&self.cohort, &self.period, &self.survivors)
    }
}

/// Customers in one share of the work.
const CHUNK: usize = 4096;

impl Simulation {
    /// Cohorts under contract: of the c-th, `customers[c]` customers sign and are
    /// watched for `periods[c]` opportunities to renew, so that cohorts may have
    /// signed at different times. Holdout, spend and purchases are not looked at.
    ///
    /// ```
    /// use habitue::lifetime::{FitOptions, Sbg, Simulation};
    /// let truth = Sbg::new(0.7, 1.2)?;
    /// let cohorts = Simulation::new(3).run_contract(&truth, &[20_000, 10_000], &[8, 5])?;
    /// assert_eq!(cohorts.survivors[0], 20_000);
    /// let fitted = Sbg::fit(&cohorts.table()?, &FitOptions::default())?;
    /// assert!((fitted.alpha() - 0.7).abs() < 0.1);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `Empty`: no cohorts; `Length`; `OutOfRange`, with the cohort as row: more
    /// than 2^32 customers or 1,000,000 renewals.
    pub fn run_contract(
        &self,
        model: &dyn ContractModel,
        customers: &[u64],
        periods: &[u32],
    ) -> Result<SimulatedCohorts> {
        Self::check_cohorts(customers, periods)?;
        let mut table = SimulatedCohorts::default();
        let mut first = 0;
        for (row, (&count, &periods)) in customers.iter().zip(periods).enumerate() {
            let left = self.leavers(model, first..first + count, periods)?;
            let mut there = count;
            for (period, left) in (0..=periods).zip(left) {
                there -= left;
                table.cohort.push(row as i64);
                table.period.push(period);
                table.survivors.push(there);
            }
            first += count;
        }
        Ok(table)
    }

    /// Whether such cohorts can be drawn; see [`Simulation::run_contract`].
    pub(crate) fn check_cohorts(customers: &[u64], periods: &[u32]) -> Result<()> {
        if customers.is_empty() {
            return Err(Error::empty("customers"));
        }
        if periods.len() != customers.len() {
            return Err(Error::length("periods", periods.len(), customers.len()));
        }
        for (row, (&customers, &periods)) in customers.iter().zip(periods).enumerate() {
            let place = |error: Error| Err(error.at_row(row as u64));
            if customers > 1 << 32 {
                return place(Error::out_of_range("customers", customers as f64, "0 to 2^32"));
            }
            if periods > LONGEST {
                let allowed = format!("0 to {LONGEST}");
                return place(Error::out_of_range("periods", f64::from(periods), allowed));
            }
        }
        Ok(())
    }

    /// Further renewals of each customer who has made `renewals` so far, drawn at
    /// random; infinite for one who hardly ever leaves.
    ///
    /// # Errors
    /// `OutOfRange`, with the row: more than 1,000,000 renewals.
    pub fn run_renewals(&self, model: &dyn ContractModel, renewals: &[u32]) -> Result<Vec<f64>> {
        let draw = |(row, &renewals): (usize, &u32)| {
            model
                .draw_renewals(renewals, self.seed(), row as u64)
                .map_err(|error| error.at_row(row as u64))
        };
        renewals.iter().enumerate().map(draw).collect()
    }

    /// The same of customers who have a model each.
    pub(crate) fn run_renewals_each(
        &self,
        models: &[AnyModel],
        renewals: &[u32],
    ) -> Result<Vec<f64>> {
        let draw = |(row, (model, &renewals)): (usize, (&AnyModel, &u32))| {
            let model = model.as_contract().ok_or_else(|| other_family("customers under contract"));
            model
                .and_then(|model| model.draw_renewals(renewals, self.seed(), row as u64))
                .map_err(|error| error.at_row(row as u64))
        };
        models.iter().zip(renewals).enumerate().map(draw).collect()
    }

    /// How many of the customers with these numbers leave at renewal 0 (nobody), 1,
    /// 2, ... up to `periods`.
    fn leavers(
        &self,
        model: &dyn ContractModel,
        numbers: std::ops::Range<u64>,
        periods: u32,
    ) -> Result<Vec<u64>> {
        let none = || vec![0u64; periods as usize + 1];
        let count = |rows: std::ops::Range<usize>| -> Result<Vec<u64>> {
            let mut left = none();
            for row in rows {
                let made = model.draw_renewals(0, self.seed(), numbers.start + row as u64)?;
                if made < f64::from(periods) {
                    left[made as usize + 1] += 1;
                }
            }
            Ok(left)
        };
        let length = (numbers.end - numbers.start) as usize;
        // Long tables are added up seldom.
        let chunk = CHUNK.max(periods as usize);
        let add = |sum: Result<Vec<u64>>, part: Result<Vec<u64>>| {
            let (mut sum, part) = (sum?, part?);
            sum.iter_mut().zip(part).for_each(|(sum, left)| *sum += left);
            Ok(sum)
        };
        chunked(length, chunk, self.threads(), count, Ok(none()), add)
    }
}
