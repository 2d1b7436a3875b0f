//! Customers drawn at random from a model.

use std::ops::Range;

use super::simulated::{Joined, SimulatedBase, SimulatedFuture};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::kinds::refit::other_family;
use crate::lifetime::observed::covariates::Covariates;
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::predict::purchase_model::PurchaseModel;
use crate::lifetime::spend::gamma_gamma::GammaGamma;
use crate::numeric::parallel::chunked;
use crate::numeric::random::Stream;
use crate::time::units_meet;

/// Draws customers at random from any [`PurchaseModel`] or [`Model`]: new
/// ones, each watched for an age of their own (staggered births), or the futures of
/// customers who have a history.
///
/// Each customer has a random stream of their own, so that the seed and the row
/// alone decide: neither the threads nor the other rows nor what is kept matter.
/// A longer holdout only adds to a customer's purchases. Draws for shapes as small
/// as 1e-3 are made in logarithms; a rate beyond the range of doubles is a customer
/// who never buys.
///
/// ```
/// use habitue::lifetime::{FitOptions, GammaGamma, ParetoNbd, Simulation};
/// let truth = ParetoNbd::new(0.55, 10.6, 0.61, 11.7)?;
/// let spend = GammaGamma::new(6.25, 3.74, 15.44)?;
/// // 2,000 customers born over twelve weeks, and the 26 weeks that follow.
/// let ages: Vec<f64> = (0..2_000).map(|row| 27.0 + f64::from(row % 12)).collect();
/// let base = Simulation::new(7).with_holdout(26.0)?.with_spend(spend).run(&truth, &ages)?;
/// let fitted = ParetoNbd::fit(&base.histories()?, &FitOptions::default())?;
/// assert!((fitted.r() - truth.r()).abs() < 0.2);
/// assert_eq!(base.holdout_x.len(), base.mean_spend.len());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Simulation {
    seed: u64,
    holdout: f64,
    spend: Option<SpendLaw>,
    every_purchase: bool,
    threads: usize,
}

/// What customers spend: all by the same model, or each by their facts.
#[derive(Debug, Clone)]
enum SpendLaw {
    Plain(GammaGamma),
    ByFacts(Box<Model>),
}

/// The models behind each row, of purchases and of spend.
struct Laws<'a> {
    purchases: Purchases<'a>,
    /// None, one for all, or one a row.
    spend: Vec<GammaGamma>,
}

enum Purchases<'a> {
    Same(&'a dyn PurchaseModel),
    Each(Vec<AnyModel>),
}

impl Laws<'_> {
    fn purchases(&self, row: usize) -> Result<&dyn PurchaseModel> {
        match &self.purchases {
            Purchases::Same(model) => Ok(*model),
            Purchases::Each(models) => {
                models[row].as_purchase().ok_or_else(|| other_family("purchases"))
            }
        }
    }

    fn spend(&self, row: usize) -> Option<&GammaGamma> {
        if self.spend.len() == 1 { self.spend.first() } else { self.spend.get(row) }
    }
}

/// Customers in one share of the work.
const CHUNK: usize = 1024;

impl Simulation {
    /// A simulation with this seed: equal seeds, equal customers.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, holdout: 0.0, spend: None, every_purchase: false, threads: 1 }
    }

    /// How long customers are followed after T. Defaults to 0.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange`: not finite, or negative.
    pub fn with_holdout(mut self, holdout: f64) -> Result<Self> {
        if !(holdout.is_finite() && holdout >= 0.0) {
            return Err(Error::out_of_range("holdout", holdout, ">= 0 and finite"));
        }
        self.holdout = holdout;
        Ok(self)
    }

    /// What customers spend per purchase, whatever they buy how often. An amount
    /// beyond the range of doubles is the nearest positive double. Defaults to no
    /// spend.
    #[must_use]
    pub fn with_spend(mut self, spend: GammaGamma) -> Self {
        self.spend = Some(SpendLaw::Plain(spend));
        self
    }

    /// What customers spend per purchase, by a model of spend with covariates or without; the
    /// covariates of the customers must then have its columns. Defaults to no spend.
    ///
    /// # Errors
    /// `Argument` for a model of another family.
    pub fn with_spend_of(mut self, spend: &Model) -> Result<Self> {
        let base = spend.base().as_spend().ok_or_else(|| other_family("spend"))?;
        self.spend = Some(match spend.has_covariates() {
            true => SpendLaw::ByFacts(Box::new(spend.clone())),
            false => SpendLaw::Plain(*base),
        });
        Ok(self)
    }

    /// Keep every purchase. Defaults to their summaries alone.
    #[must_use]
    pub fn with_every_purchase(mut self) -> Self {
        self.every_purchase = true;
        self
    }

    /// Threads that share the work; 0 means all cores. The result has the same
    /// bits for any number. Defaults to 1.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    pub(crate) const fn has_spend(&self) -> bool {
        self.spend.is_some()
    }

    /// Whether what customers spend depends on covariates.
    pub(crate) const fn spends_by_covariates(&self) -> bool {
        matches!(self.spend, Some(SpendLaw::ByFacts(_)))
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    pub(crate) fn threads(&self) -> usize {
        self.threads
    }

    /// New customers drawn from `model`, watched for `ages` (T) from their first
    /// purchase.
    ///
    /// # Errors
    /// `Empty`: no ages; with the row: `NotFinite` or `OutOfRange` for an age that
    /// is negative, not finite, or not one of the model (fractions in a discrete
    /// one); `Domain` for a customer who would buy more than 10,000,000 times;
    /// `MissingColumn` where the model of spend asks for facts.
    pub fn run(&self, model: &dyn PurchaseModel, ages: &[f64]) -> Result<SimulatedBase> {
        self.new_customers(&self.same(model, ages.len())?, ages)
    }

    /// New customers drawn from a model of purchases, watched for `ages` (T) from their first
    /// purchase, one row of covariates each; as [`Simulation::run`]. The covariates are those of
    /// the model of purchases, and of that of spend where it asks for some.
    ///
    /// ```
    /// use habitue::lifetime::{CovariateEffect, CovariateRole, Covariates};
    /// use habitue::lifetime::{Model, ParetoNbd, Simulation};
    /// let online = CovariateEffect::new(CovariateRole::Purchase, "online", 1.0);
    /// let base = ParetoNbd::new(0.55, 10.6, 0.61, 11.7)?;
    /// let truth = Model::with_effects(base, vec![online])?;
    /// // Every other customer buys online, e times as often.
    /// let online: Vec<f64> = (0..2_000).map(|row| f64::from(row % 2)).collect();
    /// let facts = Covariates::new().with_purchase(&[("online", &online)])?;
    /// let drawn = Simulation::new(7).run_of(&truth, &[39.0; 2_000], &facts)?;
    /// let of = |which: f64| -> u32 {
    ///     drawn.x.iter().zip(&online).filter(|(_, u)| **u == which).map(|(x, _)| x).sum()
    /// };
    /// assert!(of(1.0) > 2 * of(0.0));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Simulation::run`], and as [`Model::answer`] for the covariates; `NotRead` for some
    /// that neither model looks at.
    pub fn run_of(
        &self,
        model: &Model,
        ages: &[f64],
        covariates: &Covariates<'_>,
    ) -> Result<SimulatedBase> {
        if !self.reads_covariates(model, covariates)? {
            return self.run(model.base().purchases()?, ages);
        }
        self.new_customers(&self.by_facts(model, covariates, ages.len())?, ages)
    }

    /// Whether covariates are looked at, by the model of purchases or by that of spend.
    pub(crate) fn reads_covariates(
        &self,
        model: &Model,
        covariates: &Covariates<'_>,
    ) -> Result<bool> {
        let reads = model.has_covariates() || self.spends_by_covariates();
        match covariates.all().next().filter(|_| !reads) {
            None => Ok(reads),
            Some(column) => Err(Error::new(
                ErrorKind::NotRead,
                "is given and not read, so that it would not count",
            )
            .in_column(format!("{}.{}", column.role.name(), column.name))),
        }
    }

    /// What lies ahead of `customers` in (T, T + horizon], drawn from `model` given
    /// their histories. The holdout and the model of spend are not looked at; see
    /// [`Simulation::run_future_with_spend`].
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange` for the horizon; with the row, as
    /// [`PurchaseModel::draw_future`].
    pub fn run_future(
        &self,
        model: &dyn PurchaseModel,
        customers: &Histories<'_>,
        horizon: f64,
    ) -> Result<SimulatedFuture> {
        let laws = Laws { purchases: Purchases::Same(model), spend: Vec::new() };
        units_meet("customers", customers.unit(), "the model", model.time_unit())?;
        self.futures(&laws, customers, None, horizon)
    }

    /// What lies ahead of `customers`, with what they spend: the amounts of each are
    /// drawn given what that customer `spent` so far, one row a customer. The purchases
    /// are those of [`Simulation::run_future`].
    ///
    /// ```
    /// use habitue::lifetime::{BgNbd, GammaGamma, Histories, Simulation, Spending};
    /// let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
    /// let spend = GammaGamma::new(6.25, 3.74, 15.44)?;
    /// let customers = Histories::new(&[9, 9], &[38.0, 38.0], &[38.86, 38.86])?;
    /// let spent = Spending::new(&[9, 9], &[10.0, 100.0])?;
    /// let simulation = Simulation::new(7).with_spend(spend);
    /// let ahead = simulation.run_future_with_spend(&model, &customers, &spent, 52.0)?;
    /// // One mean amount a customer, of as many purchases as there are.
    /// assert_eq!(ahead.mean_spend.len(), ahead.x.len());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Simulation::run_future`]; `Length` where `spent` has another number of rows;
    /// `Undefined` without a model of spend; `MissingColumn` where that asks for facts.
    pub fn run_future_with_spend(
        &self,
        model: &dyn PurchaseModel,
        customers: &Histories<'_>,
        spent: &Spending<'_>,
        horizon: f64,
    ) -> Result<SimulatedFuture> {
        units_meet("customers", customers.unit(), "the model", model.time_unit())?;
        self.futures(&self.same(model, customers.len())?, customers, Some(spent), horizon)
    }

    /// What lies ahead of `customers` with these facts, drawn from a model with
    /// covariates; with what they spend where `spent` says what they spent so far.
    ///
    /// # Errors
    /// As [`Simulation::run_future`] or [`Simulation::run_future_with_spend`], and as
    /// [`Model::answer`] for the facts.
    pub(crate) fn run_future_with_covariates(
        &self,
        model: &Model,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        spent: Option<&Spending<'_>>,
        horizon: f64,
    ) -> Result<SimulatedFuture> {
        units_meet("customers", customers.unit(), "the model", model.time_unit())?;
        let mut laws = self.by_facts(model, facts, customers.len())?;
        if spent.is_none() {
            laws.spend.clear();
        }
        self.futures(&laws, customers, spent, horizon)
    }

    /// The same model for all.
    fn same<'a>(&self, model: &'a dyn PurchaseModel, customers: usize) -> Result<Laws<'a>> {
        let spend = self.spends(&Covariates::new(), customers)?;
        Ok(Laws { purchases: Purchases::Same(model), spend })
    }

    /// The model of each customer with their facts.
    fn by_facts(
        &self,
        model: &Model,
        facts: &Covariates<'_>,
        customers: usize,
    ) -> Result<Laws<'static>> {
        if model.base().as_purchase().is_none() {
            return Err(other_family("purchases"));
        }
        let purchases = Purchases::Each(model.for_customers(facts, customers)?);
        Ok(Laws { purchases, spend: self.spends(facts, customers)? })
    }

    fn spends(&self, facts: &Covariates<'_>, customers: usize) -> Result<Vec<GammaGamma>> {
        match &self.spend {
            None => Ok(Vec::new()),
            Some(SpendLaw::Plain(model)) => Ok(vec![*model]),
            Some(SpendLaw::ByFacts(model)) => {
                let models = model.for_customers(facts, customers)?;
                Ok(models.iter().filter_map(AnyModel::as_spend).copied().collect())
            }
        }
    }

    fn futures(
        &self,
        laws: &Laws<'_>,
        customers: &Histories<'_>,
        spent: Option<&Spending<'_>>,
        horizon: f64,
    ) -> Result<SimulatedFuture> {
        if let Some(spent) = spent {
            if spent.len() != customers.len() {
                return Err(Error::length("mean_spend", spent.len(), customers.len()));
            }
            if self.spend.is_none() {
                return Err(Error::new(ErrorKind::Undefined, "has no model of spend to draw from")
                    .in_column("simulation"));
            }
        }
        for (row, history) in customers.iter().enumerate() {
            let checked = laws.purchases(row)?.check_history(history);
            checked.map_err(|error| error.at_row(row as u64))?;
        }
        self.in_chunks(customers.len(), |rows| {
            let mut part = SimulatedFuture::default();
            let (mut times, mut amounts) = (Vec::new(), Vec::new());
            for (row, history) in rows.clone().zip(customers.part(rows.start, rows.len()).iter()) {
                let left = laws
                    .purchases(row)?
                    .draw_future(history, horizon, self.seed, life(row), &mut times)
                    .map_err(|error| error.at_row(row as u64))?;
                part.left.push(left);
                part.x.push(times.len() as u32);
                amounts.clear();
                if let (Some(spend), Some(spent)) = (laws.spend(row), spent) {
                    let (x, mean) = spent.get(row);
                    let given = spend.given(x, mean).map_err(|error| error.at_row(row as u64))?;
                    let mut stream = Stream::new(self.seed, life(row) + 1);
                    given.draw_amounts(&mut stream, times.len(), &mut amounts);
                    part.mean_spend.push(mean_of(&amounts));
                }
                if self.every_purchase {
                    part.purchases.append(row, &times, &amounts);
                }
            }
            Ok(part)
        })
    }

    fn in_chunks<T: Send + Joined>(
        &self,
        rows: usize,
        draw: impl Fn(Range<usize>) -> Result<T> + Sync,
    ) -> Result<T> {
        chunked(rows, CHUNK, self.threads, draw, Ok(T::default()), |whole: Result<T>, part| {
            let mut whole = whole?;
            whole.join(part?);
            Ok(whole)
        })
    }

    fn new_customers(&self, laws: &Laws<'_>, ages: &[f64]) -> Result<SimulatedBase> {
        if ages.is_empty() {
            return Err(Error::empty("age"));
        }
        for (row, &age) in ages.iter().enumerate() {
            History::new(0, 0.0, age)
                .and_then(|history| laws.purchases(row)?.check_history(history))
                .and_then(|()| check_end(age + self.holdout))
                .map_err(|error| error.at_row(row as u64))?;
        }
        self.in_chunks(ages.len(), |rows| self.part(laws, ages, rows))
    }

    fn part(&self, laws: &Laws<'_>, ages: &[f64], rows: Range<usize>) -> Result<SimulatedBase> {
        let mut base = SimulatedBase::default();
        let (mut times, mut amounts) = (Vec::new(), Vec::new());
        for row in rows {
            let age = ages[row];
            let left = laws
                .purchases(row)?
                .draw_future(History::NEW, age + self.holdout, self.seed, life(row), &mut times)
                .map_err(|error| error.at_row(row as u64))?;
            let x = times.partition_point(|time| *time <= age);
            base.left.push(left);
            base.x.push(x as u32);
            base.holdout_x.push((times.len() - x) as u32);
            base.t_x.push(if x == 0 { 0.0 } else { times[x - 1] });
            base.t.push(age);
            base.log_intervals.push(log_intervals(&times[..x]));
            // The first purchase of all, at the age of 0.
            times.insert(0, 0.0);
            amounts.clear();
            if let Some(spend) = laws.spend(row) {
                let mut stream = Stream::new(self.seed, life(row) + 1);
                spend.draw_amounts(&mut stream, times.len(), &mut amounts);
                base.mean_spend.push(mean_of(&amounts[1..=x]));
                base.holdout_mean_spend.push(mean_of(&amounts[x + 1..]));
            }
            if self.every_purchase {
                base.purchases.append(row, &times, &amounts);
            }
        }
        Ok(base)
    }
}

/// The random stream of a customer's purchases; that of the spend is the next.
fn life(row: usize) -> u64 {
    2 * row as u64
}

fn check_end(end: f64) -> Result<()> {
    if end.is_finite() {
        return Ok(());
    }
    Err(Error::out_of_range("T + holdout", end, "finite"))
}

fn log_intervals(times: &[f64]) -> f64 {
    let first = times.first().map_or(0.0, |time| time.ln());
    first + times.windows(2).map(|pair| (pair[1] - pair[0]).ln()).sum::<f64>()
}

/// The mean, which cannot overflow; 0 of nothing.
fn mean_of(amounts: &[f64]) -> f64 {
    let mut mean = 0.0;
    for (before, amount) in amounts.iter().enumerate() {
        let share = 1.0 / (before as f64 + 1.0);
        mean += amount * share - mean * share;
    }
    mean
}
