//! What the chosen models expect of each customer.

use crate::error::Result;
use crate::lifetime::{
    Customers, Histories, History, Model, Prediction, PurchaseModel, Question, Spending, Valuation,
};
use crate::progress::Job;
use crate::summary::Table;
use crate::time::{Day, DiscountRate, Unit};

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
    /// Purchases: there are no amounts, or no model of spend fits.
    Purchases,
}

/// On which terms the future is valued.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Terms {
    /// How far ahead, in the unit of the table; above 0.
    pub(crate) horizon: f64,
    /// Effective annual discount rate; 0.15 is 15 %.
    pub(crate) discount: f64,
    /// The share of spend that counts, above 0; 1 counts revenue.
    pub(crate) margin: f64,
    /// Threads; 0 for all cores.
    pub(crate) threads: usize,
}

/// A base as it stands at a day: its table, the models fitted to it, and the terms.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// The customers; with a holdout where what came is known.
    pub(crate) table: &'a Table,
    /// The sums of the logarithms of their intervals, which models of regular purchases read.
    pub(crate) log_intervals: &'a [f64],
    /// The model of purchases.
    pub(crate) purchases: &'a Model,
    /// The model of spend; `None` where there are no amounts, or none fits.
    pub(crate) spend: Option<&'a Model>,
    /// The terms.
    pub(crate) terms: Terms,
}

impl<'a> Standing<'a> {
    /// What the model of purchases looks at.
    pub(crate) fn histories(&self) -> Result<Histories<'a>> {
        Histories::of_table(self.table)?.with_log_intervals(self.log_intervals)
    }

    /// The model of purchases, to be asked of these customers.
    pub(crate) fn model(&self) -> Result<&'a dyn PurchaseModel> {
        self.purchases.purchases_of(&self.histories()?)
    }

    /// The valuation on the terms, at a margin of 1: the margin is in the rates of the customers.
    pub(crate) fn valuation(&self) -> Result<Valuation> {
        Valuation::new(self.terms.horizon)?
            .with_discount(&DiscountRate::annual(self.terms.discount)?, self.table.unit())
    }

    /// Whether the model calls one-time buyers alive whatever their silence, by its construction.
    pub(crate) fn one_time_fixed(&self) -> Result<bool> {
        let age = self.table.t().iter().copied().fold(0.0, f64::max);
        Ok(self.model()?.predict(Prediction::PAlive, History::new(0, 0.0, age)?)? >= 1.0)
    }
}

/// Repeat purchases and their mean amount as a model of spend looks at them: who came back only for
/// things that cost nothing tells nothing of spending.
pub(crate) fn spending_columns(table: &Table) -> (Vec<u32>, Vec<f64>) {
    let mean = table.mean_repeat_spend();
    let told = table.x().iter().zip(&mean).map(|(x, mean)| if *mean > 0.0 { *x } else { 0 });
    (told.collect(), mean)
}

/// What the chosen models expect of each customer after a day: the columns behind every forecast.
///
/// All columns have one row a customer, in the order of the table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Outlook {
    /// The last day that the models have seen.
    pub day: Day,
    /// The unit of every time.
    pub unit: Unit,
    /// How far ahead is looked, in the unit.
    pub horizon: f64,
    /// What the values are counted in.
    pub basis: ValueBasis,
    /// P(alive), 0 to 1.
    pub p_alive: Vec<f64>,
    /// Whether the model calls one-time buyers alive by its construction, so that their P(alive)
    /// is no finding.
    pub one_time_fixed: bool,
    /// The chance of at least one purchase within the horizon, 0 to 1.
    pub chance_to_buy: Vec<f64>,
    /// Expected purchases within the horizon.
    pub expected_purchases: Vec<f64>,
    /// Expected spend of a purchase, units of the currency; `None` without a model of spend.
    pub expected_spend: Option<Vec<f64>>,
    /// The share of the spend of each that counts: known margins times the margin of the options.
    pub margin_rate: Vec<f64>,
    /// What each customer is expected to bring within the horizon, discounted, in units of the
    /// currency (or purchases, not discounted, where that is the basis).
    pub value: Vec<f64>,
    /// What each brought so far, counted alike.
    pub so_far: Vec<f64>,
    /// What was expected of the test and what came; `None` as of the last day.
    pub test: Option<TestOutlook>,
}

/// What was expected of the days after a split, and what came.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TestOutlook {
    /// The length of the test, in the unit of the study.
    pub length: f64,
    /// Expected purchases of each customer within it.
    pub expected_purchases: Vec<f64>,
    /// The chance that each had to buy within it.
    pub chance_to_buy: Vec<f64>,
    /// Expected money (or purchases) of each within it, not discounted.
    pub expected: Vec<f64>,
    /// Purchases that came.
    pub came_purchases: Vec<u32>,
    /// Money (or purchases) that came.
    pub came: Vec<f64>,
}

impl Outlook {
    /// What the models of a base expect of each of its customers. The test is that of the table's
    /// window.
    ///
    /// # Errors
    /// As the questions that are asked of the models.
    pub(crate) fn of(base: &Standing<'_>) -> Result<Self> {
        let (table, terms) = (base.table, base.terms);
        let (histories, model) = (base.histories()?, base.model()?);
        let rows = table.len();
        let ask = |prediction| {
            let mut out = vec![0.0; rows];
            model.predict_into(prediction, &histories, terms.threads, &mut out).map(|()| out)
        };
        let margin_rate = margin_rates(table, terms.margin)?;
        let expected_spend = match base.spend {
            None => None,
            Some(model) => {
                let (x, mean) = spending_columns(table);
                let customers = Customers::of_spending(Spending::new(&x, &mean)?);
                let mut job = Job::new().with_threads(terms.threads);
                Some(model.answer(&Question::ExpectedSpend, &customers, &mut job)?)
            }
        };
        let expected_purchases = ask(Prediction::ExpectedPurchases { t: terms.horizon })?;
        let value = match &expected_spend {
            None => expected_purchases.clone(),
            Some(spend) => {
                let mut value = vec![0.0; rows];
                base.valuation()?.lifetime_profit_into(
                    model,
                    &histories,
                    spend,
                    &margin_rate,
                    terms.threads,
                    &mut value,
                )?;
                value
            }
        };
        let basis = match (&expected_spend, table.profit()) {
            (None, _) => ValueBasis::Purchases,
            (_, Some(_)) => ValueBasis::Profit,
            _ if terms.margin == 1.0 => ValueBasis::Revenue,
            _ => ValueBasis::Margin,
        };
        let counted = Counted { table, basis, margin: terms.margin };
        let test = match table.window().has_holdout() {
            false => None,
            true => {
                let length = table.window().holdout_length(table.unit());
                let purchases = ask(Prediction::ExpectedPurchases { t: length })?;
                let expected = (0..rows).map(|row| match &expected_spend {
                    None => purchases[row],
                    Some(spend) => purchases[row] * spend[row] * margin_rate[row],
                });
                Some(TestOutlook {
                    length,
                    expected: expected.collect(),
                    chance_to_buy: ask(Prediction::PAtLeast { n: 1, t: length })?,
                    expected_purchases: purchases,
                    came_purchases: table.holdout_x().to_vec(),
                    came: counted.came(),
                })
            }
        };
        Ok(Self {
            day: table.window().calibration_end(),
            unit: table.unit(),
            horizon: terms.horizon,
            basis,
            p_alive: ask(Prediction::PAlive)?,
            one_time_fixed: base.one_time_fixed()?,
            chance_to_buy: ask(Prediction::PAtLeast { n: 1, t: terms.horizon })?,
            expected_purchases,
            expected_spend,
            margin_rate,
            value,
            so_far: counted.so_far(),
            test,
        })
    }

    /// How many customers.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.value.len()
    }
}

/// The share of the spend of each customer that counts.
fn margin_rates(table: &Table, margin: f64) -> Result<Vec<f64>> {
    let mut rates = vec![1.0; table.len()];
    if table.profit().is_some() {
        table.margin_rate_into(&mut rates)?;
    }
    rates.iter_mut().for_each(|rate| *rate *= margin);
    Ok(rates)
}

/// What was brought, counted as the values are.
struct Counted<'a> {
    table: &'a Table,
    basis: ValueBasis,
    margin: f64,
}

impl Counted<'_> {
    fn so_far(&self) -> Vec<f64> {
        match (self.basis, self.table.profit()) {
            (ValueBasis::Purchases, _) => {
                self.table.x().iter().map(|x| f64::from(*x) + 1.0).collect()
            }
            (ValueBasis::Profit, Some(profit)) => self.money(profit.into_iter()),
            _ => self.money(self.table.total_spend()),
        }
    }

    fn came(&self) -> Vec<f64> {
        match (self.basis, self.table.holdout_margin()) {
            (ValueBasis::Purchases, _) => {
                self.table.holdout_x().iter().map(|x| f64::from(*x)).collect()
            }
            (ValueBasis::Profit, Some(margin)) => self.money(margin.iter().copied()),
            _ => self.money(self.table.holdout_spend().iter().copied()),
        }
    }

    fn money(&self, minor: impl Iterator<Item = i64>) -> Vec<f64> {
        let per_unit = self.table.currency().map_or(1, |currency| currency.minor_per_unit());
        minor.map(|minor| minor as f64 / per_unit as f64 * self.margin).collect()
    }
}
