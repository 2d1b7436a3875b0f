//! Fitted models of purchases, which know the unit of the customers that they were fitted to.

use crate::error::Result;
use crate::lifetime::fit::fit::Fitted;
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::predict::posterior::{Posterior, Rate, Statistic};
use crate::lifetime::predict::prediction::Prediction;
use crate::lifetime::predict::purchase_model::{PurchaseModel, sealed};
use crate::progress::Progress;
use crate::time::{Unit, units_meet};

impl<M> Fitted<M> {
    fn meets(&self, customers: &Histories<'_>) -> Result<()> {
        units_meet("customers", customers.unit(), "the model", self.time_unit())
    }
}

impl<M> sealed::Sealed for Fitted<M> {}

/// As the model itself, and customers in another unit of time are refused.
impl<M: PurchaseModel> PurchaseModel for Fitted<M> {
    fn name(&self) -> &'static str {
        self.model().name()
    }

    fn name_zh(&self) -> &'static str {
        self.model().name_zh()
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        self.model().parameter_names()
    }

    fn parameters(&self) -> &[f64] {
        self.model().parameters()
    }

    fn time_unit(&self) -> Option<Unit> {
        Self::time_unit(self)
    }

    fn ln_likelihood(&self, history: History) -> Result<f64> {
        self.model().ln_likelihood(history)
    }

    fn predict(&self, prediction: Prediction, history: History) -> Result<f64> {
        self.model().predict(prediction, history)
    }

    fn predict_heard_into(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        threads: usize,
        progress: &mut Progress<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        self.meets(customers)?;
        self.model().predict_heard_into(prediction, customers, threads, progress, out)
    }

    fn log_likelihood(&self, customers: &Histories<'_>) -> Result<f64> {
        self.meets(customers)?;
        self.model().log_likelihood(customers)
    }

    fn check_history(&self, history: History) -> Result<()> {
        self.model().check_history(history)
    }

    fn draw_future(
        &self,
        history: History,
        horizon: f64,
        seed: u64,
        number: u64,
        purchases: &mut Vec<f64>,
    ) -> Result<f64> {
        self.model().draw_future(history, horizon, seed, number, purchases)
    }

    fn ln_likelihood_into(&self, customers: &Histories<'_>, out: &mut [f64]) -> Result<()> {
        self.meets(customers)?;
        self.model().ln_likelihood_into(customers, out)
    }
}

/// As the model itself, and customers in another unit of time are refused.
impl<M: Posterior> Posterior for Fitted<M> {
    fn posterior(&self, rate: Rate, statistic: Statistic, history: History) -> Result<f64> {
        self.model().posterior(rate, statistic, history)
    }

    fn posterior_heard_into(
        &self,
        rate: Rate,
        statistic: Statistic,
        customers: &Histories<'_>,
        threads: usize,
        progress: &mut Progress<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        self.meets(customers)?;
        self.model().posterior_heard_into(rate, statistic, customers, threads, progress, out)
    }
}
