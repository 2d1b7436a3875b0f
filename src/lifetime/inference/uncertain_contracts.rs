//! Predictions of customers under contract with their uncertainty.

use super::estimate::{Estimate, Estimates, Support};
use super::uncertainty::Uncertainty;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::kinds::stored::AnyModel;
use crate::lifetime::kinds::surface::other_family;
use crate::lifetime::predict::contract::{ContractModel, ContractPrediction};
use crate::progress::Progress;

impl Uncertainty {
    /// A prediction for each customer under contract with n = `renewals` behind it.
    ///
    /// # Errors
    /// As [`ContractModel::predict_into`]; `Argument` for a model of another family;
    /// `OutOfRange` for the confidence; `Undefined` for the delta method and a
    /// prediction that moves in steps.
    pub fn contract_predict(
        &self,
        prediction: ContractPrediction,
        renewals: &[u32],
        confidence: f64,
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
        let wanted = self.wanted(confidence, support, threads);
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
        confidence: f64,
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
        let wanted = self.wanted(confidence, Support::Positive, threads);
        self.spread.figure(wanted, &mut Progress::silent(), |model| {
            let model = contract_model(model)?;
            let term = |(n, count): &(u32, f64)| count * or_infinite(model.predict(prediction, *n));
            Ok(counts.iter().map(term).sum())
        })
    }

    fn check_contract(&self, prediction: ContractPrediction, renewals: &[u32]) -> Result<()> {
        let model = contract_model(self.model())?;
        model.predict_into(prediction, renewals, &mut vec![0.0; renewals.len()])?;
        self.check_steps(matches!(prediction, ContractPrediction::RenewalsQuantile { .. }))
    }
}

fn contract_model(model: &AnyModel) -> Result<&dyn ContractModel> {
    model.as_contract().ok_or_else(|| other_family("customers under contract"))
}

/// An infinite answer is the answer; any other error means none.
fn or_infinite(answer: Result<f64>) -> f64 {
    match answer {
        Ok(value) => value,
        Err(error) if error.kind() == ErrorKind::Undefined => f64::INFINITY,
        Err(_) => f64::NAN,
    }
}
