//! Answers of a model to a question about customers: each, or their total.

use std::ops::Range;
use std::sync::Mutex;

use super::question::{IndividualRate, Question, SpendSource};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::family::Family;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::model::customers::Customers;
use crate::lifetime::observed::covariates::CovariateRole;
use crate::lifetime::predict::contract::ContractPrediction;
use crate::lifetime::predict::valuation::Valuation;
use crate::numeric::parallel;
use crate::progress::{Job, Progress};
use crate::time::units_meet;

/// Rows in one share of the work.
const CHUNK: usize = 4096;

impl Model {
    /// The answer to a question about each customer, in the order of the rows.
    ///
    /// # Errors
    /// * `Argument`: the question is for another family of models, or the model does not have
    ///   the rate; `NotRead`, `Missing`: a column that is given and not read, or read and not
    ///   given.
    /// * `OutOfRange`, `NotFinite`: an argument of the question, or with the row a history that
    ///   the model cannot speak of; `MissingColumn` for a covariate.
    /// * `Inconsistent`: model, customers or valuation state different units of time.
    /// * `Undefined`, `Domain`, `Overflow`: no answer for such parameters.
    /// * `Cancelled`.
    pub fn answer(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        job: &mut Job<'_>,
    ) -> Result<Vec<f64>> {
        let mut out = vec![0.0; customers.len()];
        self.answer_into(question, customers, job, &mut out)?;
        Ok(out)
    }

    /// The same, written to `out`. On an error `out` holds zeros, or what it held.
    ///
    /// # Errors
    /// As [`Model::answer`]; `Length` where `out` is not as long as the customers.
    pub fn answer_into(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        job: &mut Job<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        self.check(question, customers)?;
        let threads = job.threads();
        let known = self.spend_behind(question, customers, job)?;
        let answer = |progress: &mut Progress<'_>, out: &mut [f64]| match &known {
            None => self.write(question, customers, threads, progress, out),
            Some(spend) => {
                let customers = Customers { expected_spend: Some(spend), ..customers.clone() };
                self.write(question, &customers, threads, progress, out)
            }
        };
        answer(job.progress(), out).map_err(|error| question.in_words(error))
    }

    /// The weighted sum of the answers over all customers.
    ///
    /// # Errors
    /// As [`Model::answer`]; `Argument` for a quantile, a variance or an elasticity, of which
    /// there is no sum; `Overflow` for a sum beyond doubles.
    pub fn answer_total(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        job: &mut Job<'_>,
    ) -> Result<f64> {
        check_total(question)?;
        let answers = self.answer(question, customers, job)?;
        let total =
            answers.iter().enumerate().map(|(row, value)| customers.weight(row) * value).sum();
        Error::unless_finite(total, "total", total)
    }

    /// Whether the question is one for this model and these customers.
    pub(crate) fn check(&self, question: &Question<'_>, customers: &Customers<'_>) -> Result<()> {
        let family = self.family();
        if let Some(asked) = question.family().filter(|asked| *asked != family) {
            return Err(Error::new(
                ErrorKind::Argument,
                format!(
                    "is for models of {}, and {} is one of {}",
                    asked.name(),
                    self.name(),
                    family.name()
                ),
            )
            .in_column("question"));
        }
        if matches!((question, family), (Question::LogLikelihood, Family::Contract)) {
            return Err(Error::new(
                ErrorKind::Argument,
                "is a question about cohorts, which the report of a fit answers",
            )
            .in_column("question"));
        }
        customers.refuse_unread(&self.reads(question, family))?;
        self.refuse_unread_covariates(question, customers)?;
        if let Some(histories) = &customers.histories {
            units_meet("customers", histories.unit(), "the model", self.time_unit())?;
        }
        if let Question::DiscountedPurchases { valuation } = question {
            valuation.check_finite(customers.horizons)?;
        }
        if let Some((valuation, _)) = question.value() {
            valuation.check_finite(customers.horizons)?;
        }
        Ok(())
    }

    /// Refuses covariates of a role that neither this model nor that of the spend reads.
    fn refuse_unread_covariates(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
    ) -> Result<()> {
        let spend = match question.value().map(|(_, spend)| spend) {
            Some(SpendSource::Model(model)) => Some(model),
            Some(SpendSource::Uncertain(found)) => Some(found.model()),
            _ => None,
        };
        let reads = |role: CovariateRole| {
            let by = |model: &Self| {
                model.has_covariates()
                    && (model.family() == Family::Spend) == (role == CovariateRole::Spend)
            };
            by(self) || spend.is_some_and(by)
        };
        match customers.covariates.all().find(|column| !reads(column.role)) {
            None => Ok(()),
            Some(column) => Err(Error::new(
                ErrorKind::NotRead,
                "is given and not read, so that it would not count",
            )
            .in_column(format!("{}.{}", column.role.name(), column.name))),
        }
    }

    /// The columns that a question reads of the customers of this model.
    fn reads(&self, question: &Question<'_>, family: Family) -> Vec<&'static str> {
        let mut read = vec![match family {
            Family::Purchase => "histories",
            Family::Spend => "spending",
            Family::Contract => "renewals",
        }];
        let mut by_covariates = self.has_covariates();
        if question.has_horizon() {
            read.push("horizons");
        }
        match question.value().map(|(_, spend)| spend) {
            None => {}
            Some(SpendSource::Known) => read.push("expected_spend"),
            Some(SpendSource::Model(model)) => {
                read.push("spending");
                by_covariates |= model.has_covariates();
            }
            Some(SpendSource::Uncertain(found)) => {
                read.push("spending");
                by_covariates |= found.model().has_covariates();
            }
        }
        if matches!(question, Question::LifetimeProfit { .. }) {
            read.push("margin_rate");
        }
        if by_covariates {
            read.push("covariates");
        }
        read
    }

    /// The spend that a model expects, where one stands behind a value.
    fn spend_behind(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        job: &mut Job<'_>,
    ) -> Result<Option<Vec<f64>>> {
        let model = match question.value().map(|(_, spend)| spend) {
            None | Some(SpendSource::Known) => return Ok(None),
            Some(SpendSource::Model(model)) => model,
            Some(SpendSource::Uncertain(found)) => found.model(),
        };
        let buyers = model.buyers(customers)?;
        model.answer(&Question::ExpectedSpend, &buyers, job).map(Some)
    }

    /// The customers of a model of spend among those of one of purchases.
    pub(crate) fn buyers<'a>(&self, customers: &Customers<'a>) -> Result<Customers<'a>> {
        let buyers = Customers::of_spending(*customers.spending()?);
        if !self.has_covariates() {
            return Ok(buyers);
        }
        buyers.with_covariates(customers.covariates.only(&[CovariateRole::Spend]))
    }

    /// Answers where everything was checked but the arguments of the question. The spend behind
    /// a value stands in its column.
    fn write(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        threads: usize,
        progress: &mut Progress<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        if !self.has_covariates()
            && customers.horizons.is_none()
            && let Some(prediction) = question.prediction()
        {
            let histories = customers.histories()?;
            let model = self.purchases_of(histories)?;
            return model.predict_heard_into(prediction, histories, threads, progress, out);
        }
        self.part_into(question, &customers.part(0..0), &mut [])?;
        // Customers with the same covariates are answered together, and those with the same
        // history once: the whole base at a time.
        let together = if self.has_covariates() {
            !progress.is_heard()
        } else {
            customers.horizons.is_none() && question.is_of_histories(self.family())
        };
        if together {
            return self.threaded_part_into(question, customers, threads, progress, out);
        }
        in_parts(out, threads, progress, |rows, part| {
            self.part_into(question, &customers.part(rows), part)
        })
    }

    /// Answers about some customers by the calling thread alone.
    pub(crate) fn part_into(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        self.threaded_part_into(question, customers, 1, &mut Progress::silent(), out)
    }

    fn threaded_part_into(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        threads: usize,
        progress: &mut Progress<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        match *question {
            Question::DiscountedPurchases { valuation } => {
                self.discounted_into(&valuation, customers, threads, progress, out)
            }
            Question::LifetimeValue { valuation, .. } => {
                self.value_into(&valuation, customers, threads, progress, out)
            }
            Question::LifetimeProfit { valuation, .. } => {
                self.value_into(&valuation, customers, threads, progress, out)?;
                multiply(out, customers.margin_rate()?, "margin_rate")
            }
            Question::Posterior { rate, statistic } => match self.family() {
                Family::Purchase => {
                    let rate = rate.of_purchases()?;
                    let histories = customers.histories()?;
                    if let Some(model) = self.plain() {
                        let model = model.as_posterior().ok_or_else(no_purchases)?;
                        return model.posterior_heard_into(
                            rate, statistic, histories, threads, progress, out,
                        );
                    }
                    let facts = &customers.covariates;
                    self.by_facts(histories, facts, threads, out, |model, rows, out| {
                        let model = model.as_posterior().ok_or_else(no_purchases)?;
                        model.posterior_into(rate, statistic, rows, 1, out)
                    })
                }
                Family::Spend => {
                    let rate = rate.of_spend()?;
                    let spending = customers.spending()?;
                    self.each_spend(customers, out, |model, row, slot| {
                        let one = spending.part(row..row + 1);
                        let model = model.as_spend().ok_or_else(no_spend)?;
                        model.posterior_into(rate, statistic, &one, slot)
                    })
                }
                Family::Contract => {
                    if rate != IndividualRate::Churn {
                        return Err(rate.of_another(Family::Contract));
                    }
                    self.each_contract(customers, out, |model, renewals, out| {
                        model.posterior_churn_into(statistic, renewals, out)
                    })
                }
            },
            Question::LogLikelihood => match self.family() {
                Family::Purchase => {
                    let histories = customers.histories()?;
                    if !self.has_covariates() {
                        return self.purchases_of(histories)?.ln_likelihood_into(histories, out);
                    }
                    self.by_facts(histories, &customers.covariates, 1, out, |model, rows, out| {
                        model.purchases()?.ln_likelihood_into(rows, out)
                    })
                }
                _ => {
                    let spending = customers.spending()?;
                    self.each_spend(customers, out, |model, row, slot| {
                        let one = spending.part(row..row + 1);
                        model.as_spend().ok_or_else(no_spend)?.ln_likelihood_into(&one, slot)
                    })
                }
            },
            Question::ExpectedSpend => {
                let spending = customers.spending()?;
                match self.plain() {
                    Some(model) => {
                        model.as_spend().ok_or_else(no_spend)?.expected_spend_into(spending, out)
                    }
                    None => self.spend_by_covariates_into(spending, &customers.covariates, out),
                }
            }
            _ => match question.contract_prediction() {
                Some(asked) => self.renewals_into(asked, customers, out),
                None => self.predict_into(question, customers, threads, out),
            },
        }
    }

    fn renewals_into(
        &self,
        asked: ContractPrediction,
        customers: &Customers<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        self.each_contract(customers, out, |model, renewals, out| {
            let model = model.as_contract().ok_or_else(|| {
                Error::new(ErrorKind::Argument, "is no model of customers under contract")
                    .in_column("model")
            })?;
            model.predict_into(asked, renewals, out)
        })
    }

    /// Customers under contract with the same covariates together, by their own plain model.
    pub(crate) fn each_contract(
        &self,
        customers: &Customers<'_>,
        out: &mut [f64],
        answer: impl Fn(&AnyModel, &[u32], &mut [f64]) -> Result<()>,
    ) -> Result<()> {
        let renewals = customers.renewals()?;
        if let Some(model) = self.plain() {
            return answer(model, renewals, out);
        }
        let (models, of) = self.of_distinct(&customers.covariates, renewals.len())?;
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); models.len()];
        of.iter().enumerate().for_each(|(row, &model)| rows[model].push(row));
        // With nobody the question itself is checked.
        answer(self.base(), &[], &mut [])?;
        let mut found = vec![0.0; out.len()];
        for (model, rows) in models.iter().zip(&rows) {
            let own: Vec<u32> = rows.iter().map(|&row| renewals[row]).collect();
            let mut part = vec![0.0; own.len()];
            answer(model, &own, &mut part).map_err(|error| match error.row() {
                Some(row) => error.at_row(rows[row as usize] as u64),
                None => error,
            })?;
            rows.iter().zip(part).for_each(|(&row, value)| found[row] = value);
        }
        out.copy_from_slice(&found);
        Ok(())
    }

    /// Predictions of purchases.
    fn predict_into(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        let histories = customers.histories()?;
        let unknown = || Error::new(ErrorKind::Argument, "is no question to a model of purchases");
        let Some(horizons) = customers.horizons else {
            let prediction = question.prediction().ok_or_else(unknown)?;
            if self.has_covariates() {
                let facts = &customers.covariates;
                return self.predict_by_covariates_into(prediction, histories, facts, threads, out);
            }
            let model = self.purchases_of(histories)?;
            return model.predict_into(prediction, histories, threads, out);
        };
        let prediction = question.prediction_to_horizons().ok_or_else(unknown)?;
        prediction.check()?;
        self.each_customer(customers, threads, out, |model, row, history| {
            let asked = prediction.until(horizons[row]).unwrap_or(prediction);
            model.predict(asked, history)
        })
    }

    fn discounted_into(
        &self,
        valuation: &Valuation,
        customers: &Customers<'_>,
        threads: usize,
        progress: &mut Progress<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        let histories = customers.histories()?;
        let Some(horizons) = customers.horizons else {
            if !self.has_covariates() {
                let model = self.purchases_of(histories)?;
                return valuation
                    .discounted_purchases_heard_into(model, histories, threads, progress, out);
            }
            valuation.check()?;
            let facts = &customers.covariates;
            return self.by_facts(histories, facts, threads, out, |model, rows, out| {
                valuation.discounted_purchases_into(model.purchases()?, rows, 1, out)
            });
        };
        self.each_customer(customers, threads, out, |model, row, _| {
            let mut answer = [0.0];
            let (own, alone) = (valuation.with_horizon(horizons[row])?, histories.part(row, 1));
            own.discounted_purchases_into(model, &alone, 1, &mut answer)?;
            Ok(answer[0])
        })
    }

    fn value_into(
        &self,
        valuation: &Valuation,
        customers: &Customers<'_>,
        threads: usize,
        progress: &mut Progress<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        let spend = customers.expected_spend()?;
        self.discounted_into(valuation, customers, threads, progress, out)?;
        for (value, spend) in out.iter_mut().zip(spend) {
            *value *= spend * valuation.margin();
        }
        refuse_infinite(out, "expected_spend", spend)
    }

    /// Each customer alone, by their own plain model.
    fn each_customer(
        &self,
        customers: &Customers<'_>,
        threads: usize,
        out: &mut [f64],
        answer: impl Fn(
            &dyn crate::lifetime::PurchaseModel,
            usize,
            crate::lifetime::History,
        ) -> Result<f64>
        + Sync,
    ) -> Result<()> {
        let histories = customers.histories()?;
        let (models, of) = self.distinct(customers)?;
        let (models, of) = (&models, &of);
        in_parts(out, threads, &mut Progress::silent(), |rows, part| {
            let seen = histories.part(rows.start, rows.len());
            for ((row, slot), history) in rows.clone().zip(part).zip(seen.iter()) {
                let model = models[of[row]].as_purchase().ok_or_else(no_purchases)?;
                let place = (row - rows.start) as u64;
                *slot = answer(model, row, history).map_err(|error| error.at_row(place))?;
            }
            Ok(())
        })
    }

    /// Each customer alone, by their own plain model of spend.
    fn each_spend(
        &self,
        customers: &Customers<'_>,
        out: &mut [f64],
        answer: impl Fn(&AnyModel, usize, &mut [f64]) -> Result<()>,
    ) -> Result<()> {
        let (models, of) = self.distinct(customers)?;
        for (row, slot) in out.iter_mut().enumerate() {
            answer(&models[of[row]], row, std::slice::from_mut(slot))
                .map_err(|error| error.at_row(row as u64))?;
        }
        Ok(())
    }

    /// The plain models of customers, and which is that of each.
    fn distinct(&self, customers: &Customers<'_>) -> Result<(Vec<AnyModel>, Vec<usize>)> {
        match self.plain() {
            Some(model) => Ok((vec![*model], vec![0; customers.len()])),
            None => self.of_distinct(&customers.covariates, customers.len()),
        }
    }
}

/// Fills `out` in parts by several threads, which `progress` hears of and may stop; the first
/// error by row is that of all, and leaves zeros.
fn in_parts(
    out: &mut [f64],
    threads: usize,
    progress: &mut Progress<'_>,
    part: impl Fn(Range<usize>, &mut [f64]) -> Result<()> + Sync,
) -> Result<()> {
    let failure: Mutex<Option<(usize, Error)>> = Mutex::new(None);
    let filled = parallel::fill_heard(
        out,
        (CHUNK, CHUNK),
        threads,
        progress,
        || (),
        |(), first, slots| {
            let Err(error) = part(first..first + slots.len(), slots) else { return };
            let error = match error.row() {
                Some(row) => error.at_row(row + first as u64),
                None => error,
            };
            if let Ok(mut failure) = failure.lock()
                && failure.as_ref().is_none_or(|(place, _)| first < *place)
            {
                *failure = Some((first, error));
            }
        },
    );
    let failure = failure.into_inner().unwrap_or_default();
    let outcome = filled.and(failure.map_or(Ok(()), |(_, error)| Err(error)));
    if outcome.is_err() {
        out.fill(0.0);
    }
    outcome
}

/// Refuses the sum of what has none.
pub(crate) fn check_total(question: &Question<'_>) -> Result<()> {
    if question.has_total() {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Argument, "is no mean, so that its sum over customers means nothing")
        .in_column("question"))
}

/// Multiplies answers by a column.
fn multiply(out: &mut [f64], by: &[f64], column: &'static str) -> Result<()> {
    for (value, factor) in out.iter_mut().zip(by) {
        *value *= factor;
    }
    refuse_infinite(out, column, by)
}

/// Refuses values beyond doubles because of what stands in a column.
fn refuse_infinite(out: &mut [f64], column: &'static str, by: &[f64]) -> Result<()> {
    let Some(row) = out.iter().position(|value| !value.is_finite()) else { return Ok(()) };
    let value = out[row];
    out.fill(0.0);
    Error::unless_finite(value, column, by[row]).map(drop).map_err(|error| error.at_row(row as u64))
}

fn no_purchases() -> Error {
    Error::new(ErrorKind::Argument, "is no model of purchases").in_column("model")
}

fn no_spend() -> Error {
    Error::new(ErrorKind::Argument, "is no model of spend").in_column("model")
}
