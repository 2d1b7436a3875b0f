//! Answers of a model with their uncertainty: about each customer, or their total.

use super::answer::check_total;
use super::question::{IndividualRate, Question, SpendSource};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::inference::estimate::{Estimate, Estimates, Support, UncertaintyMethod};
use crate::lifetime::inference::sampling_distribution::SamplingDistribution;
use crate::lifetime::inference::uncertainty::Uncertainty;
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::family::Family;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::model::customers::Customers;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::{CovariateRole, Covariates, grouped};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::predict::contract::{ContractPrediction, by_renewals};
use crate::lifetime::predict::posterior::Statistic;
use crate::progress::Job;
use crate::time::units_meet;

/// A drawn model, and the model of spend that was drawn with it.
type Drawn = (Model, Option<Model>);

impl Uncertainty {
    /// The answer to a question about each customer, with standard errors and intervals of this
    /// confidence, such as 0.95. The job hears the rows done.
    ///
    /// # Errors
    /// As [`Model::answer`]; `OutOfRange` for the confidence; `Undefined` for the delta method
    /// and an answer that moves in steps (quantiles of counts); `Argument` where the
    /// uncertainties of purchases and of spend were found by different methods.
    pub fn answer(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        confidence: f64,
        job: &mut Job<'_>,
    ) -> Result<Estimates> {
        self.check_question(question, customers)?;
        let spread = self.with_spend(question)?;
        let wanted = self.wanted(confidence, support(question), job.threads());
        let found = spread.columns(customers.len(), wanted, job.progress(), |drawn, rows, out| {
            let first = rows.start as u64;
            answer_drawn(drawn, question, &customers.part(rows), out).map_err(|error| {
                match error.row() {
                    Some(row) => error.at_row(first + row),
                    None => error,
                }
            })
        });
        found.map_err(|error| question.in_words(error))
    }

    /// The weighted sum of the answers over all customers. Since the same parameters stand
    /// behind all of them, the errors of customers do not cancel, and the interval is far wider
    /// than that of independent figures. The job hears the draws done.
    ///
    /// # Errors
    /// As [`Uncertainty::answer`]; `Argument` for a quantile, a variance or an elasticity, of
    /// which there is no sum.
    pub fn answer_total(
        &self,
        question: &Question<'_>,
        customers: &Customers<'_>,
        confidence: f64,
        job: &mut Job<'_>,
    ) -> Result<Estimate> {
        self.check_question(question, customers)?;
        check_total(question)?;
        let spread = self.with_spend(question)?;
        let support = match support(question) {
            Support::Probability => Support::Positive,
            other => other,
        };
        let wanted = self.wanted(confidence, support, job.threads());
        let distinct = Distinct::of(self.model(), question, customers, job.threads());
        let columns = distinct.as_ref().map(Distinct::customers).transpose()?;
        let (asked, weights) = match (&columns, &distinct) {
            (Some(columns), Some(distinct)) => (columns, Some(distinct.weights.as_slice())),
            _ => (customers, None),
        };
        let found = spread.figure(wanted, job.progress(), |drawn| {
            let mut column = vec![0.0; asked.len()];
            answer_drawn(drawn, question, asked, &mut column)?;
            let weight = |row: usize| weights.map_or_else(|| asked.weight(row), |w| w[row]);
            Ok(column.iter().enumerate().map(|(row, value)| weight(row) * value).sum())
        });
        found.map_err(|error| question.in_words(error))
    }

    /// Whether the question is one for the model, the customers and the method.
    fn check_question(&self, question: &Question<'_>, customers: &Customers<'_>) -> Result<()> {
        let model = self.model();
        model.check(question, customers)?;
        if let Some(histories) = &customers.histories {
            units_meet("customers", histories.unit(), "the model", self.time_unit)?;
        }
        if let Some((valuation, _)) = question.value() {
            units_meet("valuation", valuation.unit(), "the model", self.time_unit)?;
            let unit = customers.histories()?.unit();
            units_meet("customers", unit, "the valuation", valuation.unit())?;
        }
        self.check_rows(customers)?;
        let nobody = customers.part(0..0);
        let nobody = match question.value() {
            Some(_) => Customers { expected_spend: Some(&[]), ..nobody },
            None => nobody,
        };
        model.part_into(question, &nobody, &mut []).map_err(|error| question.in_words(error))?;
        let closure = model.base().as_closure();
        let in_steps = |life| closure.is_some_and(|closure| closure.waits_in_steps(life));
        self.check_steps(match question {
            Question::PurchaseQuantile { .. } | Question::RenewalsQuantile { .. } => true,
            Question::NextPurchaseQuantile { .. } => in_steps(false),
            Question::LifetimeQuantile { .. } => in_steps(true),
            _ => false,
        })
    }

    /// Whether the model can speak of each of these customers, by row.
    fn check_rows(&self, customers: &Customers<'_>) -> Result<()> {
        let model = self.model();
        match (model.family(), model.has_covariates()) {
            (Family::Purchase, false) => {
                let closure = model.base().as_closure();
                let histories = customers.histories()?;
                for (row, history) in histories.iter().enumerate() {
                    let accepted = closure.map_or(Ok(()), |model| model.accepts(history));
                    accepted.map_err(|error| error.at_row(row as u64))?;
                }
                Ok(())
            }
            (Family::Purchase | Family::Spend, true) => {
                let read = match model.base().as_spend() {
                    Some(_) => vec![CovariateRole::Spend],
                    None => vec![CovariateRole::Purchase, CovariateRole::Attrition],
                };
                let facts = customers.covariates.only(&read);
                model.for_customers(&facts, customers.len()).map(drop)
            }
            (Family::Spend, false) => Ok(()),
            (Family::Contract, covariates) => {
                if covariates {
                    model.for_customers(&customers.covariates, customers.len())?;
                }
                let model = model.base().as_contract().ok_or_else(no_contract)?;
                let renewals = customers.renewals()?;
                let asked = ContractPrediction::RetentionRate;
                model.predict_into(asked, renewals, &mut vec![0.0; renewals.len()])
            }
        }
    }

    /// The spread of this model with that of the model of spend behind a value.
    fn with_spend(&self, question: &Question<'_>) -> Result<SamplingDistribution<Drawn>> {
        let spend = match question.value().map(|(_, spend)| spend) {
            None | Some(SpendSource::Known) => None,
            Some(SpendSource::Model(model)) => Some(model.clone()),
            Some(SpendSource::Uncertain(found)) => {
                let amounts = found.spread.map(|model| Some(model.clone()));
                return self.spread.with(&amounts).ok_or_else(|| {
                    Error::new(
                        ErrorKind::Argument,
                        "was found by another method than that of the purchases",
                    )
                    .in_column("spend")
                });
            }
        };
        Ok(self.spread.map(|model| (model.clone(), spend.clone())))
    }

    /// Refuses what moves in steps for the method of slopes.
    fn check_steps(&self, steps: bool) -> Result<()> {
        if steps && self.method() == UncertaintyMethod::Delta {
            return Err(Error::new(
                ErrorKind::Undefined,
                "moves in steps, so that it has no slope: use draws or the bootstrap",
            )
            .in_column("question"));
        }
        Ok(())
    }
}

/// Answers of one draw; what has no answer there (an infinite mean) is infinite.
fn answer_drawn(
    (model, spend): &Drawn,
    question: &Question<'_>,
    customers: &Customers<'_>,
    out: &mut [f64],
) -> Result<()> {
    if let Some((valuation, _)) = question.value() {
        let discounted = Question::DiscountedPurchases { valuation };
        model.part_into(&discounted, customers, out)?;
        let amounts = match spend {
            Some(spend) => expected_spend(spend, customers)?,
            None => customers.expected_spend()?.to_vec(),
        };
        for (value, spend) in out.iter_mut().zip(amounts) {
            *value = worth(*value, spend * valuation.margin());
        }
        if matches!(question, Question::LifetimeProfit { .. }) {
            for (value, rate) in out.iter_mut().zip(customers.margin_rate()?) {
                *value = worth(*rate, *value);
            }
        }
        return Ok(());
    }
    if let Some(asked) = question.contract_prediction() {
        return model.each_contract(customers, out, |model, renewals, out| {
            let model = model.as_contract().ok_or_else(no_contract)?;
            let one = |n| Ok(or_infinite(model.predict(asked, n)));
            out.copy_from_slice(&by_renewals(renewals, one)?);
            Ok(())
        });
    }
    if matches!(question, Question::ExpectedSpend) {
        out.copy_from_slice(&expected_spend(model, customers)?);
        return Ok(());
    }
    model.part_into(question, customers, out)
}

/// What a drawn model of spend expects of each customer.
fn expected_spend(model: &Model, customers: &Customers<'_>) -> Result<Vec<f64>> {
    let spending = customers.spending()?;
    let expected = |model: &AnyModel, (x, mean): (u32, f64)| -> Result<f64> {
        let model = model.as_spend().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is no model of spend").in_column("spend")
        })?;
        Ok(model.expected_spend(x, mean).unwrap_or(f64::INFINITY))
    };
    if let Some(model) = model.plain() {
        return spending.iter().map(|seen| expected(model, seen)).collect();
    }
    let facts = customers.covariates.only(&[CovariateRole::Spend]);
    let models = model.for_customers(&facts, customers.len())?;
    models.iter().zip(spending.iter()).map(|(model, seen)| expected(model, seen)).collect()
}

/// Purchases times their worth; no purchases are worth nothing, whatever is spent.
fn worth(purchases: f64, each: f64) -> f64 {
    if purchases == 0.0 { 0.0 } else { purchases * each }
}

/// An infinite answer is the answer; any other error means none.
fn or_infinite(answer: Result<f64>) -> f64 {
    match answer {
        Ok(value) => value,
        Err(error) if error.kind() == ErrorKind::Undefined => f64::INFINITY,
        Err(_) => f64::NAN,
    }
}

fn no_contract() -> Error {
    Error::new(ErrorKind::Argument, "is no model of customers under contract").in_column("model")
}

/// The range of an answer.
fn support(question: &Question<'_>) -> Support {
    match question {
        Question::PAlive { .. }
        | Question::PPurchases { .. }
        | Question::PAtLeast { .. }
        | Question::PNoPurchase { .. }
        | Question::RetentionRate
        | Question::Survival { .. }
        | Question::Churn { .. } => Support::Probability,
        Question::Posterior {
            rate: IndividualRate::Dropout | IndividualRate::Churn,
            statistic,
        } if !matches!(statistic, Statistic::Variance) => Support::Probability,
        Question::LifetimeValue { .. } | Question::LifetimeProfit { .. } => Support::Signed,
        Question::LogLikelihood => Support::Signed,
        _ => Support::Positive,
    }
}

/// Distinct customers, and how many each stands for: totals ask of each but once.
struct Distinct<'a> {
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    covariates: Vec<(CovariateRole, &'a str, Vec<f64>)>,
    renewals: Option<Vec<u32>>,
    weights: Vec<f64>,
}

impl<'a> Distinct<'a> {
    /// Of a question that reads histories or renewals alone, and covariates.
    fn of(
        model: &Model,
        question: &Question<'_>,
        customers: &Customers<'a>,
        threads: usize,
    ) -> Option<Self> {
        let none = Self {
            x: Vec::new(),
            t_x: Vec::new(),
            t: Vec::new(),
            covariates: Vec::new(),
            renewals: None,
            weights: Vec::new(),
        };
        if let Some(renewals) = customers.renewals {
            if model.has_covariates() {
                return None;
            }
            let mut rows: Vec<(u32, f64)> =
                renewals.iter().enumerate().map(|(row, &n)| (n, customers.weight(row))).collect();
            rows.sort_by_key(|(n, _)| *n);
            let runs = rows.chunk_by(|a, b| a.0 == b.0);
            let (renewals, weights) = runs
                .map(|run| (run[0].0, run.iter().map(|(_, weight)| weight).sum::<f64>()))
                .unzip();
            return Some(Self { renewals: Some(renewals), weights, ..none });
        }
        if question.prediction().is_none() || customers.horizons.is_some() {
            return None;
        }
        let histories = customers.histories?;
        if !model.has_covariates() {
            let (rows, weights): (Vec<History>, Vec<f64>) =
                Cells::of(&histories, threads).iter().unzip();
            return Some(Self {
                x: rows.iter().map(History::x).collect(),
                t_x: rows.iter().map(History::t_x).collect(),
                t: rows.iter().map(History::t).collect(),
                weights,
                ..none
            });
        }
        let history: [Vec<f64>; 3] = [
            histories.iter().map(|history| f64::from(history.x())).collect(),
            histories.iter().map(|history| history.t_x()).collect(),
            histories.iter().map(|history| history.t()).collect(),
        ];
        let facts = &customers.covariates;
        let columns = history.iter().map(Vec::as_slice).chain(facts.all().map(|c| c.values));
        let columns: Vec<&[f64]> = columns.collect();
        let groups = grouped(&columns, (0..customers.len() as u32).collect());
        let pick = |column: &[f64]| -> Vec<f64> {
            groups.iter().map(|group| column[group[0] as usize]).collect()
        };
        let weight =
            |group: &Vec<u32>| group.iter().map(|&row| histories.weight(row as usize)).sum::<f64>();
        Some(Self {
            x: pick(&history[0]).into_iter().map(|x| x as u32).collect(),
            t_x: pick(&history[1]),
            t: pick(&history[2]),
            covariates: facts.all().map(|c| (c.role, c.name, pick(c.values))).collect(),
            weights: groups.iter().map(weight).collect(),
            ..none
        })
    }

    fn customers(&self) -> Result<Customers<'_>> {
        if let Some(renewals) = &self.renewals {
            return Ok(Customers::of_renewals(renewals));
        }
        let customers = Customers::of(Histories::new(&self.x, &self.t_x, &self.t)?);
        let none = Covariates::new();
        customers.with_covariates(
            self.covariates
                .iter()
                .try_fold(none, |all, (role, name, values)| all.with(*role, &[(name, values)]))?,
        )
    }
}
