//! Questions to models in few words, as tests ask them: predictions by their own names, customers
//! by their columns.
#![allow(dead_code, clippy::too_many_arguments, reason = "no test binary needs all of it")]

use std::ops::ControlFlow;

use habitue::lifetime::{
    ContractPrediction, CovariateOptions, Covariates, Customers, Estimate, Estimates, FitOptions,
    FrequencyFit, Histories, ItemizedSpending, Likelihood, Model, Prediction, Question,
    SimulatedFuture, Simulation, SpendSource, Spending, Survivors, Uncertainty, Valuation,
};
use habitue::{Job, Progress, Result};

/// The question that a prediction of purchases is.
pub(crate) fn question(asked: Prediction) -> Result<Question<'static>> {
    Ok(match asked {
        Prediction::PAlive => Question::PAlive { at: 0.0 },
        Prediction::PAliveAt { t } => Question::PAlive { at: t },
        Prediction::ExpectedPurchases { t } => Question::ExpectedPurchases { from: 0.0, to: t },
        Prediction::PPurchases { n, t } => Question::PPurchases { n, from: 0.0, to: t },
        Prediction::PAtLeast { n, t } => Question::PAtLeast { n, from: 0.0, to: t },
        Prediction::PNoPurchase { t } => Question::PNoPurchase { from: 0.0, to: t },
        Prediction::PurchaseQuantile { probability, t } => {
            Question::PurchaseQuantile { probability, from: 0.0, to: t }
        }
        Prediction::DiscountedPurchases { rate, horizon } => {
            let valuation = Valuation::new(horizon)?.with_continuous_rate(rate)?;
            Question::DiscountedPurchases { valuation }
        }
        Prediction::ExpectedPurchasesBetween { start, end } => {
            Question::ExpectedPurchases { from: start, to: end }
        }
        Prediction::PPurchasesBetween { n, start, end } => {
            Question::PPurchases { n, from: start, to: end }
        }
        Prediction::PAtLeastBetween { n, start, end } => {
            Question::PAtLeast { n, from: start, to: end }
        }
        Prediction::PurchaseQuantileBetween { probability, start, end } => {
            Question::PurchaseQuantile { probability, from: start, to: end }
        }
        Prediction::NextPurchaseQuantile { probability } => {
            Question::NextPurchaseQuantile { probability }
        }
        Prediction::LifetimeQuantile { probability } => Question::LifetimeQuantile { probability },
        other => unreachable!("{other:?} is a new prediction"),
    })
}

/// The question that a prediction of renewals is.
pub(crate) fn of_contract_question(asked: ContractPrediction) -> Question<'static> {
    match asked {
        ContractPrediction::RetentionRate => Question::RetentionRate,
        ContractPrediction::Survival { t } => Question::Survival { to: t },
        ContractPrediction::Churn { t } => Question::Churn { at: t },
        ContractPrediction::DiscountedRenewals { t, rate } => {
            Question::DiscountedRenewals { to: t, rate }
        }
        ContractPrediction::ResidualLifetime { rate } => Question::ResidualLifetime { rate },
        ContractPrediction::Lifetime { rate } => Question::ContractLifetime { rate },
        ContractPrediction::RetentionElasticity { rate } => Question::RetentionElasticity { rate },
        ContractPrediction::RenewersElasticity { rate } => Question::RenewersElasticity { rate },
        ContractPrediction::RenewalsQuantile { probability } => {
            Question::RenewalsQuantile { probability }
        }
        other => unreachable!("{other:?} is a new prediction"),
    }
}

/// Customers with covariates.
fn with<'a>(customers: &Histories<'a>, facts: &Covariates<'a>) -> Result<Customers<'a>> {
    Customers::of(*customers).with_covariates(facts.clone())
}

pub(crate) fn fit(kind: u32, customers: &Histories<'_>, options: &FitOptions<'_>) -> Result<Model> {
    Model::fit(kind, &Customers::of(*customers), options)
}

pub(crate) fn fit_with(
    kind: u32,
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
    chosen: &CovariateOptions,
    options: &FitOptions<'_>,
) -> Result<Model> {
    Model::fit_with_covariates(kind, &with(customers, facts)?, chosen, options)
}

pub(crate) fn fit_contract(
    kind: u32,
    table: &Survivors,
    options: &FitOptions<'_>,
) -> Result<Model> {
    Model::fit(kind, &Customers::of_cohorts(table), options)
}

fn plainly() -> CovariateOptions {
    CovariateOptions::default()
}

pub(crate) fn of_purchases(
    model: &Model,
    customers: &Histories<'_>,
    threads: usize,
) -> Result<Likelihood> {
    model.likelihood(&Customers::of(*customers), &plainly(), threads)
}

pub(crate) fn of_spend(model: &Model, customers: &Spending<'_>) -> Result<Likelihood> {
    model.likelihood(&Customers::of_spending(*customers), &plainly(), 1)
}

pub(crate) fn of_itemized(model: &Model, customers: &ItemizedSpending<'_>) -> Result<Likelihood> {
    model.likelihood(&Customers::of_items(*customers), &plainly(), 1)
}

pub(crate) fn of_contract(model: &Model, table: &Survivors) -> Result<Likelihood> {
    model.likelihood(&Customers::of_cohorts(table), &plainly(), 1)
}

pub(crate) fn of_covariates(
    model: &Model,
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
    chosen: &CovariateOptions,
    threads: usize,
) -> Result<Likelihood> {
    model.likelihood(&with(customers, facts)?, chosen, threads)
}

pub(crate) fn of_covariate_spend(
    model: &Model,
    customers: &Spending<'_>,
    facts: &Covariates<'_>,
    chosen: &CovariateOptions,
) -> Result<Likelihood> {
    let customers = Customers::of_spending(*customers).with_covariates(facts.clone())?;
    model.likelihood(&customers, chosen, 1)
}

/// Columns of covariates by name.
type Columns<'a> = &'a [(&'a str, &'a [f64])];

pub(crate) fn frequency_fit(
    model: &Model,
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
    most: u32,
    threads: usize,
) -> Result<FrequencyFit> {
    model.frequency_fit(&with(customers, facts)?, most, threads)
}

/// What lies ahead of customers with covariates.
pub(crate) fn run_future(
    simulation: &Simulation,
    model: &Model,
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
    spent: Option<&Spending<'_>>,
    horizon: f64,
) -> Result<SimulatedFuture> {
    let mut customers = with(customers, facts)?;
    if let Some(spent) = spent {
        customers = customers.with_spending(*spent)?;
    }
    simulation.run_future_of(model, &customers, horizon)
}

/// What customers are expected to spend.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ExpectedSpend<'a> {
    Known(&'a [f64]),
    Modelled(&'a Uncertainty, Spending<'a>),
    ModelledByFacts(&'a Uncertainty, Spending<'a>, Columns<'a>),
}

impl<'a> ExpectedSpend<'a> {
    /// The question of a value, and its customers.
    fn asked(
        self,
        valuation: &Valuation,
        customers: &Histories<'a>,
        facts: &Covariates<'a>,
    ) -> Result<(Question<'a>, Customers<'a>)> {
        let (mut facts, rows) = (facts.clone(), Customers::of(*customers));
        let (spend, rows) = match self {
            Self::Known(spend) => (SpendSource::Known, rows.with_expected_spend(spend)?),
            Self::Modelled(found, spending) => {
                (SpendSource::Uncertain(found), rows.with_spending(spending)?)
            }
            Self::ModelledByFacts(found, spending, own) => {
                facts = facts.with_spend(own)?;
                (SpendSource::Uncertain(found), rows.with_spending(spending)?)
            }
        };
        let valuation = *valuation;
        Ok((Question::LifetimeValue { valuation, spend }, rows.with_covariates(facts)?))
    }
}

/// Does some work with a job of so many threads that `progress` hears of.
fn working<T>(
    threads: usize,
    progress: &mut Progress<'_>,
    work: impl FnOnce(&mut Job<'_>) -> T,
) -> T {
    let mut forward = |done, total| match progress.report(done, total) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    };
    let progress = Progress::new(&mut forward);
    work(&mut Job::new().with_threads(threads).with_progress(progress))
}

/// Answers of an uncertainty.
pub(crate) trait Sure {
    fn sure(&self) -> &Uncertainty;

    fn predict(
        &self,
        asked: Prediction,
        customers: &Histories<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.predict_with(asked, customers, &Covariates::new(), confidence, threads, progress)
    }

    fn predict_with(
        &self,
        asked: Prediction,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        let (asked, customers) = (question(asked)?, with(customers, facts)?);
        working(threads, progress, |job| self.sure().answer(&asked, &customers, confidence, job))
    }

    fn predict_total(
        &self,
        asked: Prediction,
        customers: &Histories<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.predict_total_with(asked, customers, &Covariates::new(), confidence, threads, progress)
    }

    fn predict_total_with(
        &self,
        asked: Prediction,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        let (asked, customers) = (question(asked)?, with(customers, facts)?);
        working(threads, progress, |job| {
            self.sure().answer_total(&asked, &customers, confidence, job)
        })
    }

    fn lifetime_value<'a>(
        &self,
        valuation: &Valuation,
        customers: &Histories<'a>,
        spend: ExpectedSpend<'a>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        let none = Covariates::new();
        self.lifetime_value_with(valuation, customers, &none, spend, confidence, threads, progress)
    }

    fn lifetime_value_with<'a>(
        &self,
        valuation: &Valuation,
        customers: &Histories<'a>,
        facts: &Covariates<'a>,
        spend: ExpectedSpend<'a>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        let (asked, customers) = spend.asked(valuation, customers, facts)?;
        working(threads, progress, |job| self.sure().answer(&asked, &customers, confidence, job))
    }

    fn total_lifetime_value<'a>(
        &self,
        valuation: &Valuation,
        customers: &Histories<'a>,
        spend: ExpectedSpend<'a>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        let (asked, customers) = spend.asked(valuation, customers, &Covariates::new())?;
        working(threads, progress, |job| {
            self.sure().answer_total(&asked, &customers, confidence, job)
        })
    }

    fn total_lifetime_value_with<'a>(
        &self,
        valuation: &Valuation,
        customers: &Histories<'a>,
        facts: &Covariates<'a>,
        spend: ExpectedSpend<'a>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        let (asked, customers) = spend.asked(valuation, customers, facts)?;
        working(threads, progress, |job| {
            self.sure().answer_total(&asked, &customers, confidence, job)
        })
    }

    fn expected_spend(
        &self,
        customers: &Spending<'_>,
        confidence: f64,
        threads: usize,
    ) -> Result<Estimates> {
        self.expected_spend_with(customers, &Covariates::new(), confidence, threads)
    }

    fn expected_spend_with(
        &self,
        customers: &Spending<'_>,
        facts: &Covariates<'_>,
        confidence: f64,
        threads: usize,
    ) -> Result<Estimates> {
        let customers = Customers::of_spending(*customers).with_covariates(facts.clone())?;
        let job = &mut Job::new().with_threads(threads);
        self.sure().answer(&Question::ExpectedSpend, &customers, confidence, job)
    }

    fn contract_predict(
        &self,
        asked: ContractPrediction,
        renewals: &[u32],
        confidence: f64,
        threads: usize,
    ) -> Result<Estimates> {
        let (asked, customers) = (of_contract_question(asked), Customers::of_renewals(renewals));
        self.sure().answer(&asked, &customers, confidence, &mut Job::new().with_threads(threads))
    }

    fn contract_total(
        &self,
        asked: ContractPrediction,
        renewals: &[u32],
        confidence: f64,
        threads: usize,
    ) -> Result<Estimate> {
        let (asked, customers) = (of_contract_question(asked), Customers::of_renewals(renewals));
        let job = &mut Job::new().with_threads(threads);
        self.sure().answer_total(&asked, &customers, confidence, job)
    }
}

impl Sure for Uncertainty {
    fn sure(&self) -> &Uncertainty {
        self
    }
}

/// Answers of a model to customers with covariates.
pub(crate) trait Answers {
    fn it(&self) -> &Model;

    fn predict_into(
        &self,
        asked: Prediction,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        let job = &mut Job::new().with_threads(threads);
        self.it().answer_into(&question(asked)?, &with(customers, facts)?, job, out)
    }

    fn ln_likelihood_into(
        &self,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        let customers = with(customers, facts)?;
        self.it().answer_into(&Question::LogLikelihood, &customers, &mut Job::new(), out)
    }

    fn discounted_purchases_into(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        let asked = Question::DiscountedPurchases { valuation: *valuation };
        let job = &mut Job::new().with_threads(threads);
        self.it().answer_into(&asked, &with(customers, facts)?, job, out)
    }

    fn lifetime_value_into(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        expected_spend: &[f64],
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        let asked = Question::lifetime_value(*valuation);
        let customers = with(customers, facts)?.with_expected_spend(expected_spend)?;
        self.it().answer_into(&asked, &customers, &mut Job::new().with_threads(threads), out)
    }

    fn expected_spend_into(
        &self,
        customers: &Spending<'_>,
        facts: &Covariates<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        let customers = Customers::of_spending(*customers).with_covariates(facts.clone())?;
        self.it().answer_into(&Question::ExpectedSpend, &customers, &mut Job::new(), out)
    }
}

impl Answers for Model {
    fn it(&self) -> &Model {
        self
    }
}
