//! What the chosen models expect of each customer, beside what they brought.

use crate::error::Result;
use crate::lifetime::{Histories, History, Model, Prediction, PurchaseModel};
use crate::study::state::{Forecast, SpendLaw, State};
use crate::study::study_options::StudyOptions;
use crate::study::withheld::{Figure, Withheld};
use crate::summary::Table;
use crate::time::{Day, Unit};

/// What the value of a customer is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueBasis {
    /// Profit: the costs are known, so each customer's spend counts at the share that was margin.
    Profit,
    /// Margin: revenue times the margin of the options.
    Margin,
    /// Revenue: neither costs nor a margin are known.
    Revenue,
    /// Purchases: there are no amounts.
    Purchases,
}

impl ValueBasis {
    /// Whether it is money.
    #[must_use]
    pub const fn is_money(self) -> bool {
        !matches!(self, Self::Purchases)
    }
}

/// What the customers of a state brought, a row each in the order of its table; in units of the
/// currency (or purchases).
#[derive(Debug, Clone)]
pub(crate) struct Brought {
    pub(crate) basis: ValueBasis,
    /// Up to the day of the state.
    pub(crate) so_far: Vec<f64>,
    /// In the test; `None` where there is none.
    pub(crate) came: Option<Vec<f64>>,
}

impl Brought {
    pub(crate) fn of(state: &State, options: &StudyOptions) -> Self {
        let table = &state.table;
        let profit = table.profit();
        let basis = match (table.currency(), &profit) {
            (None, _) => ValueBasis::Purchases,
            (_, Some(_)) => ValueBasis::Profit,
            _ if options.margin() == 1.0 => ValueBasis::Revenue,
            _ => ValueBasis::Margin,
        };
        let per_unit = table.currency().map_or(1, |currency| currency.minor_per_unit()) as f64;
        let money = |minor: i64| minor as f64 / per_unit * options.margin();
        let column = |minor: &[i64]| minor.iter().map(|minor| money(*minor)).collect();
        let so_far = match (basis, &profit) {
            (ValueBasis::Purchases, _) => table.x().iter().map(|x| f64::from(*x) + 1.0).collect(),
            (_, Some(profit)) => column(profit),
            _ => table.total_spend().map(money).collect(),
        };
        let came = state.has_test().then(|| match (basis, table.holdout_margin()) {
            (ValueBasis::Purchases, _) => table.holdout_x().iter().map(|x| f64::from(*x)).collect(),
            (_, Some(margin)) => column(margin),
            _ => column(table.holdout_spend()),
        });
        Self { basis, so_far, came }
    }
}

/// What the chosen models of a state expect of each customer, beside what they brought: the columns
/// behind every forecast, a row a customer in the order of the table.
#[derive(Debug, Clone)]
pub(crate) struct Outlook<'a> {
    pub(crate) state: &'a State,
    pub(crate) options: &'a StudyOptions,
    /// The model of purchases.
    pub(crate) fitted: &'a Model,
    /// What is taken for the spend of a purchase; `None` without amounts.
    pub(crate) law: Option<&'a SpendLaw>,
    pub(crate) basis: ValueBasis,
    pub(crate) forecast: &'a Forecast,
    /// What each is expected to bring within the horizon: value, or purchases.
    pub(crate) value: &'a [f64],
    pub(crate) so_far: &'a [f64],
    /// Whether the model calls one-time buyers alive by its construction, so that their P(alive)
    /// is no finding.
    pub(crate) one_time_fixed: bool,
    /// What was expected of the test and what came; `None` as of the last day.
    pub(crate) test: Option<TestOutlook<'a>>,
}

/// What was expected of the days after a split, and what came.
#[derive(Debug, Clone)]
pub(crate) struct TestOutlook<'a> {
    /// The length of the test, in the unit of the study.
    pub(crate) length: f64,
    pub(crate) expected_purchases: &'a [f64],
    /// The chance that each had to buy within it.
    pub(crate) chance: Vec<f64>,
    /// Expected money (or purchases) of each within it, not discounted.
    pub(crate) expected: Vec<f64>,
    pub(crate) came_purchases: &'a [u32],
    /// Money (or purchases) that came.
    pub(crate) came: &'a [f64],
}

impl<'a> Outlook<'a> {
    /// What the models of a state expect.
    ///
    /// # Errors
    /// As the questions that are asked of the model.
    pub(crate) fn of(
        state: &'a State,
        brought: &'a Brought,
        options: &'a StudyOptions,
    ) -> Result<Figure<Self>> {
        let (fitted, forecast) = match (&state.model, &state.forecast) {
            (Ok(model), Ok(forecast)) => (model, forecast),
            (Err(withheld), _) | (_, Err(withheld)) => return Ok(Err(*withheld)),
        };
        let value: &[f64] = match (&forecast.value, brought.basis) {
            (Ok(value), _) => value,
            (Err(_), ValueBasis::Purchases) => &forecast.expected_purchases,
            (Err(withheld), _) => return Ok(Err(*withheld)),
        };
        let table = &state.table;
        let (histories, rows) = (state.histories()?, table.len());
        let model = fitted.purchases_of(&histories)?;
        let age = table.t().iter().copied().fold(0.0, f64::max);
        let once = model.predict(Prediction::PAlive, History::new(0, 0.0, age)?)?;
        let test = match (&forecast.purchases_in_test, &brought.came) {
            (Some(purchases), Some(came)) => {
                let length = state.window.holdout_length(options.unit());
                let mut chance = vec![0.0; rows];
                let bought = Prediction::PAtLeast { n: 1, t: length };
                model.predict_into(bought, &histories, options.threads(), &mut chance)?;
                let expected = match &forecast.expected_spend {
                    Err(_) => purchases.clone(),
                    Ok(spend) => (0..rows)
                        .map(|row| purchases[row] * spend[row] * forecast.margin_rate[row])
                        .collect(),
                };
                Some(TestOutlook {
                    length,
                    expected_purchases: purchases,
                    chance,
                    expected,
                    came_purchases: table.holdout_x(),
                    came,
                })
            }
            // Of a test that the model could not forecast there is nothing to check.
            (None, Some(_)) => return Ok(Err(Withheld::NO_MODEL)),
            (_, None) => None,
        };
        Ok(Ok(Self {
            state,
            options,
            fitted,
            law: state.spend.as_ref().ok(),
            basis: brought.basis,
            forecast,
            value,
            so_far: &brought.so_far,
            one_time_fixed: once >= 1.0,
            test,
        }))
    }

    pub(crate) fn table(&self) -> &'a Table {
        &self.state.table
    }

    pub(crate) fn day(&self) -> Day {
        self.state.day
    }

    pub(crate) fn unit(&self) -> Unit {
        self.options.unit()
    }

    pub(crate) fn histories(&self) -> Result<Histories<'a>> {
        self.state.histories()
    }

    /// The model of purchases, to be asked of these customers.
    pub(crate) fn model(&self) -> Result<&'a dyn PurchaseModel> {
        self.fitted.purchases_of(&self.histories()?)
    }

    /// The age of the oldest customer, in the unit.
    pub(crate) fn age(&self) -> f64 {
        self.table().t().iter().copied().fold(0.0, f64::max)
    }
}
