//! The base as of a day, and what the chosen model says of it.

use super::study_options::StudyOptions;
use super::withheld::{Figure, Withheld};
use crate::error::{ErrorKind, Result};
use crate::lifetime::{
    Customers, FitOptions, Fitted, GammaGamma, Histories, Model, Prediction, PurchaseModel,
    Spending, Valuation,
};
use crate::summary::{Convention, Summary, Table};
use crate::time::{Day, DiscountRate, Window};

/// The base as of the end of a day: the table of its customers, the chosen model fitted to them,
/// and what it forecasts.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct State {
    /// As of the end of this day.
    pub day: Day,
    /// The window of the table; its holdout is the test, where there is one.
    pub window: Window,
    /// How purchases are counted.
    pub convention: Convention,
    /// The customers, by ascending key. Every column of a state has its rows.
    pub table: Table,
    /// The sums of the logarithms of the intervals between the purchases of each.
    pub log_intervals: Vec<f64>,
    /// The model of purchases.
    pub model: Figure<Model>,
    /// What is taken for the spend of a purchase.
    pub spend: Figure<SpendLaw>,
    /// What the models say of each customer.
    pub forecast: Figure<Forecast>,
}

/// What is taken for the spend of a customer's next purchase.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum SpendLaw {
    /// The posterior mean of a Gamma-Gamma model.
    GammaGamma(Fitted<GammaGamma>),
    /// The mean of the customer's own purchases, the first one included: where no Gamma-Gamma
    /// model can be fitted, or where its population has no mean (q <= 1).
    OwnMean {
        /// q of the model that was fitted, where one was.
        q: Option<f64>,
    },
}

/// What the chosen model says of each customer from the end of a day on: columns in the rows of
/// the table.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Forecast {
    /// How far it reaches, in the unit.
    pub horizon: f64,
    /// P(alive), 0 to 1.
    pub p_alive: Vec<f64>,
    /// The chance to buy at least once within the horizon, 0 to 1.
    pub chance: Vec<f64>,
    /// Expected purchases within the horizon.
    pub expected_purchases: Vec<f64>,
    /// Expected spend a purchase, in units of the currency.
    pub expected_spend: Figure<Vec<f64>>,
    /// The share of the spend that is margin: that of the purchases so far where costs are known,
    /// times the margin of the options.
    pub margin_rate: Vec<f64>,
    /// Value: the margin of the expected purchases within the horizon, discounted, in units of the
    /// currency.
    pub value: Figure<Vec<f64>>,
    /// Expected purchases within the test; `None` where there is none.
    pub purchases_in_test: Option<Vec<f64>>,
    /// Expected revenue within the test, not discounted, in units of the currency; `None` where
    /// there is no test or no amounts.
    pub revenue_in_test: Option<Vec<f64>>,
}

impl State {
    /// The customers of a window.
    pub(super) fn observed(
        summary: &Summary,
        window: Window,
        options: &StudyOptions,
    ) -> Result<Self> {
        let convention = Convention::btyd(options.unit());
        Ok(Self {
            day: window.calibration_end(),
            window,
            convention,
            table: summary.table(&window, &convention)?,
            log_intervals: summary.log_intervals(&window, &convention)?,
            model: Err(Withheld::NO_MODEL),
            spend: Err(Withheld::NO_AMOUNTS),
            forecast: Err(Withheld::NO_MODEL),
        })
    }

    /// What models of purchases learn from.
    ///
    /// # Errors
    /// None for a state that a study made.
    pub fn histories(&self) -> Result<Histories<'_>> {
        Histories::of_table(&self.table)?.with_log_intervals(&self.log_intervals)
    }

    /// Customers of the repeat purchases that a model of spend learns from, and their mean spend:
    /// those who came back only for things that cost nothing tell nothing of spending.
    #[must_use]
    pub fn spending(&self) -> (Vec<u32>, Vec<f64>) {
        let mean = self.table.mean_repeat_spend();
        let told = self.table.x().iter().zip(&mean);
        let x = told.map(|(x, mean)| if *mean > 0.0 { *x } else { 0 }).collect();
        (x, mean.into_iter().map(|mean| mean.max(0.0)).collect())
    }

    /// What each customer spent in the test, in units of the currency; refunds may have made it
    /// negative.
    #[must_use]
    pub fn money_in_test(&self) -> Vec<f64> {
        let minor = self.table.currency().map_or(1, |code| code.minor_per_unit()) as f64;
        self.table.holdout_spend().iter().map(|spend| *spend as f64 / minor).collect()
    }

    /// Whether customers of this state were watched in a test.
    #[must_use]
    pub fn has_test(&self) -> bool {
        self.window.has_holdout()
    }

    /// Takes a model of purchases, fits one of spend, and forecasts.
    pub(super) fn with_model(
        mut self,
        model: Figure<Model>,
        options: &StudyOptions,
    ) -> Result<Self> {
        self.spend = self.fit_spend(options)?;
        self.forecast = match &model {
            Ok(model) => self.predict(model, options)?,
            Err(withheld) => Err(*withheld),
        };
        self.model = model;
        Ok(self)
    }

    /// Fits `kind` to these customers.
    pub(super) fn fit(&self, kind: u32, options: &StudyOptions) -> Result<Figure<Model>> {
        let fit = FitOptions::default().with_threads(options.threads());
        match Model::fit(kind, &Customers::of(self.histories()?), &fit) {
            Ok(model) => Ok(Ok(model)),
            Err(error) if error.kind() == ErrorKind::Cancelled => Err(error),
            Err(_) => Ok(Err(Withheld::NO_MODEL)),
        }
    }

    fn fit_spend(&self, options: &StudyOptions) -> Result<Figure<SpendLaw>> {
        if self.table.currency().is_none() {
            return Ok(Err(Withheld::NO_AMOUNTS));
        }
        let (x, mean) = self.spending();
        let fit = FitOptions::default().with_threads(options.threads());
        Ok(Ok(match GammaGamma::fit(&Spending::new(&x, &mean)?, &fit) {
            Ok(fitted) if fitted.model().q() > 1.0 => SpendLaw::GammaGamma(fitted),
            Ok(fitted) => SpendLaw::OwnMean { q: Some(fitted.model().q()) },
            Err(error) if error.kind() == ErrorKind::Cancelled => return Err(error),
            Err(_) => SpendLaw::OwnMean { q: None },
        }))
    }

    /// The spend that is expected of each customer's next purchase.
    fn expected_spend(&self) -> Result<Figure<Vec<f64>>> {
        let law = match &self.spend {
            Ok(law) => law,
            Err(withheld) => return Ok(Err(*withheld)),
        };
        match law {
            SpendLaw::GammaGamma(fitted) => {
                let (x, mean) = self.spending();
                let mut spend = vec![0.0; x.len()];
                fitted.model().expected_spend_into(&Spending::new(&x, &mean)?, &mut spend)?;
                Ok(Ok(spend))
            }
            SpendLaw::OwnMean { .. } => {
                let minor = self.table.currency().map_or(1, |code| code.minor_per_unit()) as f64;
                let each = self.table.total_spend().zip(self.table.x());
                let mean = |(spent, x): (i64, &u32)| {
                    (spent as f64 / (minor * (f64::from(*x) + 1.0))).max(0.0)
                };
                Ok(Ok(each.map(mean).collect()))
            }
        }
    }

    fn predict(&self, fitted: &Model, options: &StudyOptions) -> Result<Figure<Forecast>> {
        let (histories, threads) = (self.histories()?, options.threads());
        let model = fitted.purchases_of(&histories)?;
        let ask = |prediction: Prediction| -> Result<Option<Vec<f64>>> {
            let mut column = vec![0.0; self.table.len()];
            match model.predict_into(prediction, &histories, threads, &mut column) {
                Ok(()) => Ok(Some(column)),
                // A prediction that does not settle: the model is of no use on these customers.
                Err(error) if error.kind() == ErrorKind::NotConverged => Ok(None),
                Err(error) => Err(error),
            }
        };
        let horizon = options.horizon();
        let (Some(p_alive), Some(chance), Some(expected_purchases)) = (
            ask(Prediction::PAlive)?,
            ask(Prediction::PAtLeast { n: 1, t: horizon })?,
            ask(Prediction::ExpectedPurchases { t: horizon })?,
        ) else {
            return Ok(Err(Withheld::NO_MODEL));
        };
        let t = self.window.holdout_length(options.unit());
        let in_test = Prediction::ExpectedPurchases { t };
        let purchases_in_test = if self.has_test() { ask(in_test)? } else { None };
        let expected_spend = self.expected_spend()?;
        let mut margin_rate = vec![1.0; self.table.len()];
        if self.table.profit().is_some() {
            self.table.margin_rate_into(&mut margin_rate)?;
        }
        margin_rate.iter_mut().for_each(|rate| *rate *= options.margin());
        let value = match &expected_spend {
            Ok(spend) => self.value(model, spend, &margin_rate, options)?,
            Err(withheld) => Err(*withheld),
        };
        let times = |(purchases, spend): (&f64, &f64)| purchases * spend;
        let revenue_in_test = match (&purchases_in_test, &expected_spend) {
            (Some(purchases), Ok(spend)) => Some(purchases.iter().zip(spend).map(times).collect()),
            _ => None,
        };
        Ok(Ok(Forecast {
            horizon,
            p_alive,
            chance,
            expected_purchases,
            expected_spend,
            margin_rate,
            value,
            purchases_in_test,
            revenue_in_test,
        }))
    }

    fn value(
        &self,
        model: &dyn PurchaseModel,
        spend: &[f64],
        margin_rate: &[f64],
        options: &StudyOptions,
    ) -> Result<Figure<Vec<f64>>> {
        let valuation = Valuation::new(options.horizon())?
            .with_discount(&DiscountRate::annual(options.discount())?, options.unit())?;
        let mut value = vec![0.0; self.table.len()];
        let (histories, threads) = (self.histories()?, options.threads());
        let worked = valuation.lifetime_profit_into(
            model,
            &histories,
            spend,
            margin_rate,
            threads,
            &mut value,
        );
        match worked {
            Ok(()) => Ok(Ok(value)),
            Err(error) if error.kind() == ErrorKind::NotConverged => Ok(Err(Withheld::NO_MODEL)),
            Err(error) => Err(error),
        }
    }
}

impl Forecast {
    /// What customers are ranked by: value where there are amounts, expected purchases otherwise.
    #[must_use]
    pub fn worth(&self) -> &[f64] {
        self.value.as_deref().unwrap_or(&self.expected_purchases)
    }
}
