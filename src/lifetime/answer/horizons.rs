//! Horizons of each customer's own.

use std::ops::Range;

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::predict::prediction::Prediction;
use crate::lifetime::predict::purchase_model::PurchaseModel;
use crate::lifetime::predict::valuation::Valuation;
use crate::numeric::parallel;

/// How far ahead each customer is looked at: a column of times after T, in the unit of the model.
///
/// Where a contract, a season or a budget ends on another day for each customer, so does the
/// question. Each answer has the bits of the same question asked of that customer alone.
///
/// ```
/// use habitue::lifetime::{BgNbd, Histories, Horizons, Prediction};
///
/// let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
/// let customers = Histories::new(&[2, 2], &[30.43, 30.43], &[38.86, 38.86])?;
/// let horizons = Horizons::new(&[39.0, 13.0])?;
/// let mut expected = [0.0; 2];
/// let question = Prediction::ExpectedPurchases { t: 0.0 }; // up to the time of each customer
/// horizons.predict_into(&model, question, &customers, 1, &mut expected)?;
/// assert!((expected[0] - 1.226_028).abs() < 1e-6 && expected[1] < expected[0]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Horizons<'a> {
    until: &'a [f64],
}

/// Rows in one share of the work.
const CHUNK: usize = 512;

impl<'a> Horizons<'a> {
    /// Times after T, one a customer; infinite ones only where the question allows them.
    ///
    /// # Errors
    /// `OutOfRange` for one that is negative or NaN, with the row.
    pub fn new(until: &'a [f64]) -> Result<Self> {
        match until.iter().position(|time| time.is_nan() || *time < 0.0) {
            None => Ok(Self { until }),
            Some(row) => Err(Error::out_of_range("t", until[row], ">= 0").at_row(row as u64)),
        }
    }

    /// One prediction for each customer up to their own time, written to `out`: the time in
    /// `prediction` (its `t`, `end` or `horizon`) is not looked at. Threads change nothing but the
    /// time that it takes; nothing is written unless all is in order.
    ///
    /// # Errors
    /// `Length` where the columns differ; `Argument` for a question without such a time (P(alive)
    /// at T, the time of the next purchase); otherwise as [`PurchaseModel::predict`], with the row.
    pub fn predict_into(
        &self,
        model: &dyn PurchaseModel,
        prediction: Prediction,
        customers: &Histories<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        let questions = self.questions(prediction)?;
        self.each(customers, threads, out, |row, history| model.predict(questions[row], history))
    }

    /// Discounted expected purchases of each customer up to their own horizon, that of `valuation`
    /// not being looked at.
    ///
    /// # Errors
    /// As [`Horizons::predict_into`] and [`Valuation::with_timing`], with the row.
    pub fn discounted_purchases_into(
        &self,
        valuation: &Valuation,
        model: &dyn PurchaseModel,
        customers: &Histories<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        self.each(customers, threads, out, |row, _| {
            let mut answer = [0.0];
            let alone = customers.part(row, 1);
            valuation.with_horizon(self.until[row])?.discounted_purchases_into(
                model,
                &alone,
                1,
                &mut answer,
            )?;
            Ok(answer[0])
        })
    }

    /// Lifetime value of each customer up to their own horizon; as
    /// [`Valuation::lifetime_value_into`].
    ///
    /// # Errors
    /// As [`Horizons::discounted_purchases_into`]; `Length` and `NotFinite` for the spend, with
    /// the row.
    pub fn lifetime_value_into(
        &self,
        valuation: &Valuation,
        model: &dyn PurchaseModel,
        customers: &Histories<'_>,
        expected_spend: &[f64],
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        if expected_spend.len() != customers.len() {
            return Err(Error::length("expected_spend", expected_spend.len(), customers.len()));
        }
        self.each(customers, threads, out, |row, _| {
            let mut answer = [0.0];
            let (alone, spend) = (customers.part(row, 1), &expected_spend[row..=row]);
            valuation.with_horizon(self.until[row])?.lifetime_value_into(
                model,
                &alone,
                spend,
                1,
                &mut answer,
            )?;
            Ok(answer[0])
        })
    }

    /// The question of each customer, all in order.
    fn questions(&self, prediction: Prediction) -> Result<Vec<Prediction>> {
        let question = |(row, &time): (usize, &f64)| {
            let Some(question) = prediction.until(time) else { return Err(no_horizon(prediction)) };
            question.check().map_err(|error| error.at_row(row as u64))?;
            Ok(question)
        };
        self.until.iter().enumerate().map(question).collect()
    }

    fn each(
        &self,
        customers: &Histories<'_>,
        threads: usize,
        out: &mut [f64],
        answer: impl Fn(usize, History) -> Result<f64> + Sync,
    ) -> Result<()> {
        if self.until.len() != customers.len() {
            return Err(Error::length("t", self.until.len(), customers.len()));
        }
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        let part = |rows: Range<usize>| -> Result<Vec<f64>> {
            let histories = customers.part(rows.start, rows.len());
            let one = |(row, history): (usize, History)| {
                answer(row, history).map_err(|error| error.at_row(row as u64))
            };
            rows.zip(histories.iter()).map(one).collect()
        };
        let joined = |all: Result<Vec<f64>>, part: Result<Vec<f64>>| {
            let mut all = all?;
            all.extend(part?);
            Ok(all)
        };
        let none = Ok(Vec::with_capacity(out.len()));
        let found = parallel::chunked(out.len(), CHUNK, threads, part, none, joined)?;
        out.copy_from_slice(&found);
        Ok(())
    }
}

fn no_horizon(prediction: Prediction) -> Error {
    Error::new(ErrorKind::Argument, "is a question without a time up to which it asks")
        .in_column("prediction")
        .with_value(format!("{prediction:?}"))
        .allowing("one with t, an end or a horizon")
}
