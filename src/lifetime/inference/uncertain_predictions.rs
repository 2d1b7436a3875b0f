//! Predictions with their uncertainty: of each customer, and of the whole base.

use super::answering::{Answering, Asked, Distinct, purchase_model, without_facts};
use super::estimate::{Estimate, Estimates, Support, UncertaintyMethod};
use super::expected_spend::{Amounts, ExpectedSpend, expected, expected_by_facts, spend_model};
use super::spread::Spread;
use super::uncertainty::Uncertainty;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::covariates::covariate_model::CovariateModel;
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::observed::history::Histories;
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::predict::prediction::Prediction;
use crate::lifetime::predict::valuation::Valuation;
use crate::progress::Progress;
use crate::time::units_meet;

impl Uncertainty {
    /// A prediction for each customer, with standard errors and intervals at a confidence
    /// such as 0.95. `threads` share the rows, 0 for all cores; the bits do not
    /// depend on it. `progress` hears the rows done.
    ///
    /// # Errors
    /// As [`PurchaseModel::predict_into`](crate::lifetime::PurchaseModel::predict_into);
    /// `Argument` for a model of another family; `OutOfRange` for the confidence;
    /// `Undefined` for the delta method and a prediction that moves in steps;
    /// `Cancelled`.
    pub fn predict(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.each(prediction, without_facts(customers), confidence, threads, progress)
    }

    /// The sum of a prediction over all customers, each counted as often as its
    /// weight says: expected purchases of the base, customers who are still alive.
    /// Since the same parameters stand behind all of them, the errors of customers
    /// do not cancel, and the interval is far wider than that of independent
    /// figures. `progress` hears the draws done.
    ///
    /// # Errors
    /// As [`Uncertainty::predict`]; `Argument` for a quantile, of which there is no
    /// sum.
    pub fn predict_total(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.total(prediction, without_facts(customers), confidence, threads, progress)
    }

    /// Lifetime value of each customer: discounted expected purchases × expected
    /// spend × margin, with the uncertainty of both models.
    ///
    /// # Errors
    /// As [`Uncertainty::predict`] and
    /// [`Valuation::lifetime_value_into`]; `Argument` where the uncertainties of
    /// purchases and of spend were found by different methods.
    pub fn lifetime_value(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        spend: ExpectedSpend<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.values(valuation, without_facts(customers), spend, confidence, threads, progress)
    }

    /// The lifetime value of the whole base, each customer counted as often as its
    /// weight says: what the present customers are worth together.
    ///
    /// # Errors
    /// As [`Uncertainty::lifetime_value`].
    pub fn total_lifetime_value(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        spend: ExpectedSpend<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.total_value(valuation, without_facts(customers), spend, confidence, threads, progress)
    }

    /// Expected spend per purchase of each customer.
    ///
    /// # Errors
    /// As [`GammaGamma::expected_spend_into`](crate::lifetime::GammaGamma::expected_spend_into); `Argument` for a model of another
    /// family; `OutOfRange` for the confidence.
    pub fn expected_spend(
        &self,
        customers: &Spending<'_>,
        confidence: f64,
        threads: usize,
    ) -> Result<Estimates> {
        let n = customers.len();
        spend_model(self.model())?.expected_spend_into(customers, &mut vec![0.0; n])?;
        let wanted = self.wanted(confidence, Support::Positive, threads);
        self.spread.columns(n, wanted, &mut Progress::silent(), |model, rows, out| {
            let model = spend_model(model)?;
            for (slot, row) in out.iter_mut().zip(rows) {
                *slot = expected(model, customers.get(row));
            }
            Ok(())
        })
    }
}

impl Uncertainty<CovariateModel> {
    /// A prediction for each customer with their facts; as [`Uncertainty::predict`].
    /// Uncertain are the coefficients along with the parameters.
    ///
    /// # Errors
    /// As there, and as [`CovariateModel::predict_into`] for the facts.
    pub fn predict(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.each(prediction, Asked { customers: *customers, facts }, confidence, threads, progress)
    }

    /// The sum of a prediction over all customers with their facts; as
    /// [`Uncertainty::predict_total`].
    ///
    /// # Errors
    /// As there, and as [`CovariateModel::predict_into`] for the facts.
    pub fn predict_total(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.total(
            prediction,
            Asked { customers: *customers, facts },
            confidence,
            threads,
            progress,
        )
    }

    /// Lifetime value of each customer with their facts; as
    /// [`Uncertainty::lifetime_value`].
    ///
    /// # Errors
    /// As there, and as [`CovariateModel::predict_into`] for the facts.
    #[expect(clippy::too_many_arguments, reason = "the facts come along with the customers")]
    pub fn lifetime_value(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        spend: ExpectedSpend<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        let asked = Asked { customers: *customers, facts };
        self.values(valuation, asked, spend, confidence, threads, progress)
    }

    /// The lifetime value of the whole base; as [`Uncertainty::total_lifetime_value`].
    ///
    /// # Errors
    /// As there, and as [`CovariateModel::predict_into`] for the facts.
    #[expect(clippy::too_many_arguments, reason = "the facts come along with the customers")]
    pub fn total_lifetime_value(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        spend: ExpectedSpend<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        let asked = Asked { customers: *customers, facts };
        self.total_value(valuation, asked, spend, confidence, threads, progress)
    }

    /// Expected spend per purchase of each customer with their facts.
    ///
    /// # Errors
    /// As [`CovariateModel::expected_spend_into`]; `OutOfRange` for the confidence.
    pub fn expected_spend(
        &self,
        customers: &Spending<'_>,
        facts: &Covariates<'_>,
        confidence: f64,
        threads: usize,
    ) -> Result<Estimates> {
        let n = customers.len();
        self.model().expected_spend_into(customers, facts, &mut vec![0.0; n])?;
        let wanted = self.wanted(confidence, Support::Positive, threads);
        self.spread.columns(n, wanted, &mut Progress::silent(), |model, rows, out| {
            out.copy_from_slice(&expected_by_facts(model, customers, facts, rows)?);
            Ok(())
        })
    }
}

#[expect(private_bounds, reason = "only plain models and those with covariates answer")]
impl<M: Answering> Uncertainty<M> {
    fn each(
        &self,
        prediction: Prediction,
        asked: Asked<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.check(asked)?;
        self.check_prediction(prediction)?;
        let wanted = self.wanted(confidence, support(prediction), threads);
        self.spread.columns(asked.customers.len(), wanted, progress, |model, rows, out| {
            let facts = asked.facts.part(rows.clone());
            model.answer(prediction, asked.part(rows, &facts), out)
        })
    }

    fn total(
        &self,
        prediction: Prediction,
        asked: Asked<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.check(asked)?;
        self.check_prediction(prediction)?;
        if !prediction.is_average() {
            return Err(Error::new(ErrorKind::Argument, "is a quantile, of which there is no sum")
                .in_column("prediction"));
        }
        let Distinct { x, t_x, t, facts, weights } = M::distinct(asked, threads);
        let customers = Histories::new(&x, &t_x, &t)?;
        let facts = facts.iter().try_fold(Covariates::new(), |all, (role, name, values)| {
            all.with(*role, &[(name, values)])
        })?;
        let distinct = Asked { customers, facts: &facts };
        let wanted = self.wanted(confidence, Support::Positive, threads);
        self.spread.figure(wanted, progress, |model| {
            let mut column = vec![0.0; weights.len()];
            model.answer(prediction, distinct, &mut column)?;
            Ok(column.iter().zip(&weights).map(|(value, weight)| weight * value).sum())
        })
    }

    fn values(
        &self,
        valuation: &Valuation,
        asked: Asked<'_>,
        spend: ExpectedSpend<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        let spread = self.check_value(valuation, asked, spend)?;
        let wanted = self.wanted(confidence, Support::Signed, threads);
        let customers = asked.customers.len();
        spread.columns(customers, wanted, progress, |(model, amounts), rows, out| {
            let facts = asked.facts.part(rows.clone());
            model.discounted(valuation, asked.part(rows.clone(), &facts), out)?;
            for (value, spend) in out.iter_mut().zip(spend.of(amounts, rows)?) {
                *value = worth(*value, spend * valuation.margin());
            }
            Ok(())
        })
    }

    fn total_value(
        &self,
        valuation: &Valuation,
        asked: Asked<'_>,
        spend: ExpectedSpend<'_>,
        confidence: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        let spread = self.check_value(valuation, asked, spend)?;
        let wanted = self.wanted(confidence, Support::Signed, threads);
        spread.figure(wanted, progress, |(model, amounts)| {
            let mut column = vec![0.0; asked.customers.len()];
            model.discounted(valuation, asked, &mut column)?;
            let spends = spend.of(amounts, 0..column.len())?;
            let value = |(row, (purchases, spend)): (usize, (&f64, f64))| {
                asked.customers.weight(row) * worth(*purchases, spend * valuation.margin())
            };
            Ok(column.iter().zip(spends).enumerate().map(value).sum())
        })
    }

    fn check_prediction(&self, prediction: Prediction) -> Result<()> {
        let plain = self.model().plain();
        let nobody = Histories::new(&[], &[], &[])?;
        purchase_model(plain)?.predict_into(prediction, &nobody, 1, &mut [])?;
        let counts = matches!(
            prediction,
            Prediction::PurchaseQuantile { .. } | Prediction::PurchaseQuantileBetween { .. }
        );
        let closure = plain.as_closure();
        let in_steps = |life| closure.is_some_and(|closure| closure.waits_in_steps(life));
        self.check_steps(match prediction {
            Prediction::NextPurchaseQuantile { .. } => in_steps(false),
            Prediction::LifetimeQuantile { .. } => in_steps(true),
            _ => counts,
        })
    }

    pub(crate) fn check_steps(&self, steps: bool) -> Result<()> {
        if steps && self.method() == UncertaintyMethod::Delta {
            return Err(Error::new(
                ErrorKind::Undefined,
                "moves in steps, so that it has no slope: use draws or the bootstrap",
            )
            .in_column("prediction"));
        }
        Ok(())
    }

    /// The spread of both models, once everything is in order.
    /// Whether the model can speak of these customers.
    fn check(&self, asked: Asked<'_>) -> Result<()> {
        units_meet("customers", asked.customers.unit(), "the model", self.time_unit)?;
        self.model().check(asked)
    }

    fn check_value(
        &self,
        valuation: &Valuation,
        asked: Asked<'_>,
        spend: ExpectedSpend<'_>,
    ) -> Result<Spread<(M, Amounts)>> {
        self.check(asked)?;
        valuation.check()?;
        units_meet("valuation", valuation.unit(), "the model", self.time_unit)?;
        units_meet("customers", asked.customers.unit(), "the valuation", valuation.unit())?;
        spend.check(asked.customers.len())?;
        spend.join(self)
    }
}

/// Purchases times their worth; no purchases are worth nothing, whatever is spent.
fn worth(purchases: f64, each: f64) -> f64 {
    if purchases == 0.0 { 0.0 } else { purchases * each }
}

fn support(prediction: Prediction) -> Support {
    match prediction {
        Prediction::PAlive
        | Prediction::PAliveAt { .. }
        | Prediction::PPurchases { .. }
        | Prediction::PAtLeast { .. }
        | Prediction::PNoPurchase { .. }
        | Prediction::PPurchasesBetween { .. }
        | Prediction::PAtLeastBetween { .. } => Support::Probability,
        _ => Support::Positive,
    }
}
