//! Predictions with their uncertainty: of each customer, and of the whole base.

use super::cells::Cells;
use super::contract::{ContractModel, ContractPrediction};
use super::estimate::{Estimate, Estimates, Support, UncertaintyMethod};
use super::gamma_gamma::GammaGamma;
use super::history::{Histories, History};
use super::prediction::Prediction;
use super::spend::Spending;
use super::spread::Spread;
use super::stored::AnyModel;
use super::uncertainty::Uncertainty;
use super::valuation::Valuation;
use crate::error::{Error, ErrorKind, Result};
use crate::progress::Progress;

/// What customers are expected to spend per purchase.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum ExpectedSpend<'a> {
    /// Amounts that are taken as known, one a customer.
    Known(&'a [f64]),
    /// What a model of spend expects after these purchases, one row a customer; its
    /// uncertainty comes on top of that of the purchases, and must have been
    /// found by the same method.
    Modelled(&'a Uncertainty, Spending<'a>),
}

impl ExpectedSpend<'_> {
    fn check(&self, customers: usize) -> Result<()> {
        match self {
            Self::Known(spend) => {
                if spend.len() != customers {
                    return Err(Error::length("expected_spend", spend.len(), customers));
                }
                match spend.iter().position(|spend| !spend.is_finite()) {
                    None => Ok(()),
                    Some(row) => Err(Error::out_of_range("expected_spend", spend[row], "finite")
                        .at_row(row as u64)),
                }
            }
            Self::Modelled(uncertainty, spending) => {
                if spending.len() != customers {
                    return Err(Error::length("mean_spend", spending.len(), customers));
                }
                let model = spend_model(uncertainty.model())?;
                model.expected_spend_into(spending, &mut vec![0.0; customers])
            }
        }
    }

    /// The spend of one row; infinite where a draw makes it so.
    fn of(&self, model: Option<&AnyModel>, row: usize) -> f64 {
        match (self, model.and_then(AnyModel::as_spend)) {
            (Self::Known(spend), _) => spend[row],
            (Self::Modelled(_, spending), Some(model)) => expected(model, spending.get(row)),
            (Self::Modelled(..), None) => f64::NAN,
        }
    }
}

fn spend_model(model: &AnyModel) -> Result<&GammaGamma> {
    model.as_spend().ok_or_else(|| of_another_family("spend"))
}

fn of_another_family(family: &str) -> Error {
    Error::new(ErrorKind::Argument, format!("is no model of {family}")).in_column("model")
}

fn expected(model: &GammaGamma, (x, mean): (u32, f64)) -> f64 {
    model.expected_spend(x, mean).unwrap_or(f64::INFINITY)
}

/// An infinite answer is the answer; any other error means none.
fn or_infinite(answer: Result<f64>) -> f64 {
    match answer {
        Ok(value) => value,
        Err(error) if error.kind() == ErrorKind::Undefined => f64::INFINITY,
        Err(_) => f64::NAN,
    }
}

impl Uncertainty {
    /// A prediction for each customer, with standard errors and intervals at a level
    /// such as 0.95. `threads` share the rows, 0 for all cores; the bits do not
    /// depend on it. `progress` hears the rows done.
    ///
    /// # Errors
    /// As [`PurchaseModel::predict_into`](super::PurchaseModel::predict_into);
    /// `Argument` for a model of another family; `OutOfRange` for the level;
    /// `Undefined` for the delta method and a prediction that moves in steps;
    /// `Cancelled`.
    pub fn predict(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.check_purchases(customers)?;
        self.check_prediction(prediction)?;
        let wanted = self.wanted(level, support(prediction), threads);
        self.spread.columns(customers.len(), wanted, progress, |model, rows, out| {
            let part = customers.part(rows.start, rows.len());
            match model.as_purchase() {
                Some(model) => model.predict_into(prediction, &part, 1, out),
                None => Err(of_another_family("purchases")),
            }
        })
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
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.check_purchases(customers)?;
        self.check_prediction(prediction)?;
        if !prediction.is_average() {
            return Err(Error::new(ErrorKind::Argument, "is a quantile, of which there is no sum")
                .in_column("prediction"));
        }
        let cells = Cells::of(customers, threads);
        let rows: Vec<(History, f64)> = cells.iter().collect();
        let x: Vec<u32> = rows.iter().map(|(history, _)| history.x()).collect();
        let t_x: Vec<f64> = rows.iter().map(|(history, _)| history.t_x()).collect();
        let t: Vec<f64> = rows.iter().map(|(history, _)| history.t()).collect();
        let distinct = Histories::new(&x, &t_x, &t)?;
        let wanted = self.wanted(level, Support::Positive, threads);
        self.spread.figure(wanted, progress, |model| {
            let model = model.as_purchase().ok_or_else(|| of_another_family("purchases"))?;
            let mut column = vec![0.0; distinct.len()];
            model.predict_into(prediction, &distinct, 1, &mut column)?;
            Ok(column.iter().zip(&rows).map(|(value, (_, weight))| weight * value).sum())
        })
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
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        let spread = self.check_value(valuation, customers, spend)?;
        let wanted = self.wanted(level, Support::Signed, threads);
        spread.columns(customers.len(), wanted, progress, |(model, amounts), rows, out| {
            let model = model.as_purchase().ok_or_else(|| of_another_family("purchases"))?;
            let part = customers.part(rows.start, rows.len());
            valuation.discounted_purchases_into(model, &part, 1, out)?;
            for (value, row) in out.iter_mut().zip(rows) {
                *value = worth(*value, spend.of(amounts.as_ref(), row) * valuation.margin());
            }
            Ok(())
        })
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
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        let spread = self.check_value(valuation, customers, spend)?;
        let wanted = self.wanted(level, Support::Signed, threads);
        spread.figure(wanted, progress, |(model, amounts)| {
            let model = model.as_purchase().ok_or_else(|| of_another_family("purchases"))?;
            let mut column = vec![0.0; customers.len()];
            valuation.discounted_purchases_into(model, customers, 1, &mut column)?;
            let value = |(row, purchases): (usize, &f64)| {
                let spend = spend.of(amounts.as_ref(), row) * valuation.margin();
                customers.weight(row) * worth(*purchases, spend)
            };
            Ok(column.iter().enumerate().map(value).sum())
        })
    }

    /// Expected spend per purchase of each customer.
    ///
    /// # Errors
    /// As [`GammaGamma::expected_spend_into`]; `Argument` for a model of another
    /// family; `OutOfRange` for the level.
    pub fn expected_spend(
        &self,
        customers: &Spending<'_>,
        level: f64,
        threads: usize,
    ) -> Result<Estimates> {
        let n = customers.len();
        spend_model(self.model())?.expected_spend_into(customers, &mut vec![0.0; n])?;
        let wanted = self.wanted(level, Support::Positive, threads);
        self.spread.columns(n, wanted, &mut Progress::silent(), |model, rows, out| {
            let model = spend_model(model)?;
            for (slot, row) in out.iter_mut().zip(rows) {
                *slot = expected(model, customers.get(row));
            }
            Ok(())
        })
    }

    /// A prediction for each customer under contract with n = `renewals` behind it.
    ///
    /// # Errors
    /// As [`ContractModel::predict_into`]; `Argument` for a model of another family;
    /// `OutOfRange` for the level; `Undefined` for the delta method and a
    /// prediction that moves in steps.
    pub fn contract_predict(
        &self,
        prediction: ContractPrediction,
        renewals: &[u32],
        level: f64,
        threads: usize,
    ) -> Result<Estimates> {
        self.check_contract(prediction, renewals)?;
        let mut distinct = renewals.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let support = match prediction {
            ContractPrediction::RetentionRate
            | ContractPrediction::Survival { .. }
            | ContractPrediction::Churn { .. } => Support::Probability,
            _ => Support::Positive,
        };
        let wanted = self.wanted(level, support, threads);
        let progress = &mut Progress::silent();
        let found = self.spread.columns(distinct.len(), wanted, progress, |model, rows, out| {
            let model = contract_model(model)?;
            for (slot, row) in out.iter_mut().zip(rows) {
                *slot = or_infinite(model.predict(prediction, distinct[row]));
            }
            Ok(())
        })?;
        let place = |n: &u32| distinct.binary_search(n).unwrap_or(0);
        let pick = |column: &[f64]| renewals.iter().map(|n| column[place(n)]).collect();
        Ok(Estimates {
            estimate: pick(&found.estimate),
            standard_error: pick(&found.standard_error),
            low: pick(&found.low),
            high: pick(&found.high),
            ..found
        })
    }

    /// The sum of a prediction over customers under contract.
    ///
    /// # Errors
    /// As [`Uncertainty::contract_predict`]; `Argument` for a quantile or an
    /// elasticity, of which there is no sum.
    pub fn contract_total(
        &self,
        prediction: ContractPrediction,
        renewals: &[u32],
        level: f64,
        threads: usize,
    ) -> Result<Estimate> {
        self.check_contract(prediction, renewals)?;
        if matches!(
            prediction,
            ContractPrediction::RenewalsQuantile { .. }
                | ContractPrediction::RetentionElasticity { .. }
                | ContractPrediction::RenewersElasticity { .. }
        ) {
            return Err(Error::new(ErrorKind::Argument, "has no sum over customers")
                .in_column("prediction"));
        }
        let mut sorted = renewals.to_vec();
        sorted.sort_unstable();
        let counts: Vec<(u32, f64)> =
            sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as f64)).collect();
        let wanted = self.wanted(level, Support::Positive, threads);
        self.spread.figure(wanted, &mut Progress::silent(), |model| {
            let model = contract_model(model)?;
            let term = |(n, count): &(u32, f64)| count * or_infinite(model.predict(prediction, *n));
            Ok(counts.iter().map(term).sum())
        })
    }

    fn check_purchases(&self, customers: &Histories<'_>) -> Result<()> {
        let model = self.model().as_closure().ok_or_else(|| of_another_family("purchases"))?;
        for (row, history) in customers.iter().enumerate() {
            model.accepts(history).map_err(|error| error.at_row(row as u64))?;
        }
        Ok(())
    }

    fn check_prediction(&self, prediction: Prediction) -> Result<()> {
        let model = self.model().as_purchase().ok_or_else(|| of_another_family("purchases"))?;
        model.predict_into(prediction, &Histories::new(&[], &[], &[])?, 1, &mut [])?;
        let waits = matches!(
            prediction,
            Prediction::NextPurchaseQuantile { .. } | Prediction::LifetimeQuantile { .. }
        );
        let steps = matches!(prediction, Prediction::PurchaseQuantile { .. })
            || waits && matches!(self.model(), AnyModel::BgBb(_));
        self.check_steps(steps)
    }

    fn check_steps(&self, steps: bool) -> Result<()> {
        if steps && self.method() == UncertaintyMethod::Delta {
            return Err(Error::new(
                ErrorKind::Undefined,
                "moves in steps, so that it has no slope: use draws or the bootstrap",
            )
            .in_column("prediction"));
        }
        Ok(())
    }

    fn check_contract(&self, prediction: ContractPrediction, renewals: &[u32]) -> Result<()> {
        let model = contract_model(self.model())?;
        model.predict_into(prediction, renewals, &mut vec![0.0; renewals.len()])?;
        self.check_steps(matches!(prediction, ContractPrediction::RenewalsQuantile { .. }))
    }

    /// The spread of both models, once everything is in order.
    fn check_value(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        spend: ExpectedSpend<'_>,
    ) -> Result<Spread<(AnyModel, Option<AnyModel>)>> {
        self.check_purchases(customers)?;
        valuation.check()?;
        spend.check(customers.len())?;
        match spend {
            ExpectedSpend::Known(_) => Ok(self.spread.map(|model| (*model, None))),
            ExpectedSpend::Modelled(amounts, _) => {
                let amounts = amounts.spread.map(|model| Some(*model));
                self.spread.with(&amounts).ok_or_else(|| {
                    Error::new(
                        ErrorKind::Argument,
                        "was found by another method than that of the purchases",
                    )
                    .in_column("spend")
                })
            }
        }
    }
}

fn contract_model(model: &AnyModel) -> Result<&dyn ContractModel> {
    model.as_contract().ok_or_else(|| of_another_family("customers under contract"))
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
