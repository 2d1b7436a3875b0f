//! Simulated futures: totals and tiers with ranges that were widened by what forecasts missed.

use std::ops::Range;

use super::earlier::{Earlier, top_fifth};
use super::forecast_range::ForecastRange;
use super::outlook::Outlook;
use super::parameters::are_determined;
use super::tiers::TierFigures;
use crate::error::Result;
use crate::lifetime::{DrawOptions, Histories, Model, Simulation, Spending, Uncertainty};
use crate::numeric::parallel::chunked;
use crate::progress::Progress;
use crate::study::state::SpendLaw;
use crate::time::{DiscountRate, Unit};
use crate::value::Concentration;

/// Where the parameters of the simulated futures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterSource {
    /// Drawn anew for each future, from the fit's covariance.
    Drawn,
    /// Those of the fit for all futures: it has no covariance to draw from, or a standard error
    /// exceeds its estimate.
    Fixed,
}

/// What may lie ahead of a base: totals and tiers over many simulated futures.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Futures {
    /// The horizon, in the unit of the study.
    pub horizon: f64,
    /// How many futures were drawn.
    pub runs: u32,
    /// How many customers each future has: all, or a sample of a large base that is scaled up.
    pub customers: u64,
    /// Where the parameters of purchases come from.
    pub parameters: ParameterSource,
    /// How many customers buy at least once within the horizon.
    pub buyers: ForecastRange,
    /// All purchases within the horizon.
    pub purchases: ForecastRange,
    /// All money within the horizon, discounted as the values are, units of the currency; `None`
    /// without amounts, and where the verdict withholds money.
    pub money: Option<ForecastRange>,
    /// One a tier, from the top down: money, or purchases where there are no amounts; empty where
    /// the verdict withholds money.
    pub tiers: Vec<TierForecast>,
    /// The share of all money (or purchases) that the top fifth by expected value brings.
    pub top_fifth: Option<ForecastRange>,
}

/// The forecast of one tier.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TierForecast {
    /// 1 for the top.
    pub number: i32,
    /// How many customers are in it.
    pub customers: u64,
    /// What they may bring; `None` in an empty tier.
    pub forecast: Option<ForecastRange>,
}

/// Simulated futures at least and at most, and customers of all of them together.
const LEAST_RUNS: usize = 100;
const MOST_RUNS: usize = 1000;
const MOST_WORK: usize = 8_000_000;

/// More customers are represented by a sample of each tier.
const MOST_CUSTOMERS: usize = 100_000;

/// Futures drawn between two reports of progress.
const BLOCK: usize = 32;

/// The share of the customers whose part of the whole is looked at.
const TOP_FIFTH: f64 = 0.2;

/// What one future brought.
struct Future {
    buyers: f64,
    purchases: f64,
    tiers: Vec<f64>,
    top_fifth: Option<f64>,
}

impl Futures {
    /// The futures of an outlook with its tiers; `earlier` are the origins that were
    /// forecast before. The same seed gives the same bits, whatever the threads.
    ///
    /// # Errors
    /// As [`Simulation::run_future_with_spend`]; `Cancelled`.
    pub(crate) fn of(
        outlook: &Outlook<'_>,
        tiers: &TierFigures,
        earlier: &Earlier,
        progress: &mut Progress<'_>,
    ) -> Result<Self> {
        let seed = outlook.options.seed();
        let sample = Sample::of(outlook, tiers);
        let runs = (MOST_WORK / sample.rows.len().max(1)).clamp(LEAST_RUNS, MOST_RUNS);
        let runs = runs.min(outlook.options.futures() as usize);
        let laws = Laws::of(outlook, runs);
        let customers = Columns::of(outlook, &sample.rows)?;
        let mut futures = Vec::with_capacity(runs);
        for first in (0..runs).step_by(BLOCK) {
            let block = BLOCK.min(runs - first);
            let one = |places: Range<usize>| {
                places
                    .map(|place| {
                        let run = first + place;
                        let drawn = customers.draw(&laws, run, mixed(seed, run))?;
                        Ok(sample.sums(&drawn, outlook, tiers.rows.len()))
                    })
                    .collect::<Result<Vec<Future>>>()
            };
            let none = Ok(Vec::with_capacity(block));
            let more: Result<Vec<Future>> = chunked(
                block,
                1,
                outlook.options.threads(),
                one,
                none,
                |all: Result<Vec<_>>, part| {
                    let mut all = all?;
                    all.extend(part?);
                    Ok(all)
                },
            );
            futures.extend(more?);
            progress.report(futures.len() as u64, runs as u64)?;
        }

        let column = |of: &dyn Fn(&Future) -> f64| futures.iter().map(of).collect::<Vec<f64>>();
        let sum = |column: &[f64]| column.iter().sum::<f64>();
        let money = (outlook.basis.is_money()).then(|| {
            ForecastRange::of(
                sum(outlook.value),
                column(&|one| one.tiers.iter().sum()),
                &earlier.values,
            )
        });
        let forecasts = tiers.rows.iter().enumerate().map(|(at, row)| TierForecast {
            number: row.number,
            customers: row.customers,
            forecast: (row.customers > 0).then(|| {
                let origins = earlier.tiers.get(at).map_or(&[][..], Vec::as_slice);
                ForecastRange::of(row.expected, column(&|one| one.tiers[at]), origins)
            }),
        });
        let shares: Vec<f64> = futures.iter().filter_map(|one| one.top_fifth).collect();
        let held = Concentration::of(outlook.value)?.share_of_top(TOP_FIFTH)?;
        Ok(Self {
            horizon: outlook.options.horizon(),
            runs: runs as u32,
            customers: sample.rows.len() as u64,
            parameters: laws.source(),
            buyers: ForecastRange::of(
                sum(&outlook.forecast.chance),
                column(&|one| one.buyers),
                &earlier.buyers,
            )
            .at_most(outlook.value.len() as f64),
            purchases: ForecastRange::of(
                sum(&outlook.forecast.expected_purchases),
                column(&|one| one.purchases),
                &earlier.purchases,
            ),
            money,
            tiers: forecasts.collect(),
            top_fifth: held
                .filter(|_| shares.len() > 1)
                .map(|held| ForecastRange::of(held, shares, &earlier.top_fifth).at_most(1.0)),
        })
    }
}

impl Futures {
    /// Leaves the futures of purchases alone, where those of money are withheld.
    pub(crate) fn keep_purchases(&mut self) {
        (self.money, self.top_fifth) = (None, None);
        self.tiers.clear();
    }
}

/// The seed of a run.
fn mixed(seed: u64, run: usize) -> u64 {
    // The streams of a simulation are hashed from its seed, so that neighbours differ.
    seed.wrapping_add((run as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// The customers that are drawn: all, or of a large base some of each tier.
struct Sample {
    /// Rows of the table.
    rows: Vec<usize>,
    /// The tier of each, from 0.
    tier: Vec<usize>,
    /// Whether each is of the top fifth.
    top: Vec<bool>,
    /// What the buyers, the purchases and the value of each tier are multiplied by: as much as was
    /// expected of all of it, over what was of the sample.
    scale: Vec<[f64; 3]>,
}

impl Sample {
    fn of(outlook: &Outlook<'_>, tiers: &TierFigures) -> Self {
        let n = outlook.value.len();
        let mut top = vec![false; n];
        top_fifth(outlook.value).into_iter().for_each(|row| top[row] = true);
        let (mut rows, mut scale) = (Vec::new(), Vec::new());
        for members in tiers.members() {
            let size = members.len();
            let wanted = (MOST_CUSTOMERS * size).div_ceil(n.max(1)).max(MOST_CUSTOMERS / 20);
            let every = if n > MOST_CUSTOMERS { size.div_ceil(wanted).max(1) } else { 1 };
            let taken: Vec<usize> = members.iter().copied().step_by(every).collect();
            let factor = |column: &[f64]| {
                let sum = |rows: &[usize]| rows.iter().map(|row| column[*row]).sum::<f64>();
                let (all, some) = (sum(&members), sum(&taken));
                if every > 1 && some > 0.0 { all / some } else { every as f64 }
            };
            let forecast = outlook.forecast;
            let expected = [&forecast.chance, &forecast.expected_purchases, outlook.value];
            scale.push(expected.map(factor));
            rows.extend(taken);
        }
        rows.sort_unstable();
        let tier = rows.iter().map(|row| tiers.tier[*row] as usize - 1).collect();
        Self { top: rows.iter().map(|row| top[*row]).collect(), rows, tier, scale }
    }

    fn sums(&self, drawn: &Drawn, outlook: &Outlook<'_>, tiers: usize) -> Future {
        let mut future =
            Future { buyers: 0.0, purchases: 0.0, tiers: vec![0.0; tiers], top_fifth: None };
        let mut of_top = 0.0;
        for (place, row) in self.rows.iter().enumerate() {
            let tier = self.tier[place];
            let [buyers, purchases, values] = self.scale[tier];
            future.buyers += if drawn.purchases[place] > 0 { buyers } else { 0.0 };
            future.purchases += purchases * f64::from(drawn.purchases[place]);
            let value = match &drawn.money {
                None => f64::from(drawn.purchases[place]),
                Some(money) => money[place] * outlook.forecast.margin_rate[*row],
            };
            future.tiers[tier] += values * value;
            of_top += if self.top[place] { values * value } else { 0.0 };
        }
        let all: f64 = future.tiers.iter().sum();
        future.top_fifth = (all > 0.0).then(|| of_top / all);
        future
    }
}

/// The models of each run.
struct Laws<'a> {
    purchases: Option<Uncertainty>,
    fit: &'a Model,
    spend: Spends<'a>,
}

/// What a purchase brings.
enum Spends<'a> {
    /// Nothing that is known.
    Nothing,
    /// The mean of the customer's own purchases, a row each of the table.
    Mean(&'a [f64]),
    /// Drawn by a model of spend, of each run or always the fit.
    Drawn(Vec<Model>),
}

impl<'a> Laws<'a> {
    fn of(outlook: &Outlook<'a>, runs: usize) -> Self {
        let options = DrawOptions::default()
            .with_draws(runs as u32)
            .with_seed(outlook.options.seed())
            .with_threads(outlook.options.threads());
        // Without a covariance, as on a ridge, there is nothing to draw from.
        let draws = |model: &Model| {
            are_determined(model).then(|| Uncertainty::draws(model, options).ok()).flatten()
        };
        let spend = match (outlook.law, &outlook.forecast.expected_spend) {
            (Some(SpendLaw::GammaGamma(fitted)), Ok(_)) => {
                let fit = Model::from(fitted.clone());
                let models = draws(&fit).map(|drawn| drawn.models().to_vec());
                Spends::Drawn(models.filter(|models| !models.is_empty()).unwrap_or(vec![fit]))
            }
            (Some(_), Ok(mean)) => Spends::Mean(mean),
            _ => Spends::Nothing,
        };
        Self { purchases: draws(outlook.fitted), fit: outlook.fitted, spend }
    }

    fn source(&self) -> ParameterSource {
        match self.purchases {
            Some(_) => ParameterSource::Drawn,
            None => ParameterSource::Fixed,
        }
    }

    /// The model of purchases of a run, or the fit where there is nothing to draw from.
    fn purchases(&self, run: usize) -> &Model {
        let models = self.purchases.as_ref().map_or(&[][..], Uncertainty::models);
        if models.is_empty() { self.fit } else { &models[run % models.len()] }
    }
}

/// What the models look at, of the customers of a sample.
struct Columns<'a> {
    rows: &'a [usize],
    unit: Unit,
    horizon: f64,
    /// Continuous discount rate per unit.
    rate: f64,
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    log_intervals: Vec<f64>,
    spent_x: Vec<u32>,
    spent: Vec<f64>,
}

/// Purchases of each customer in one future, and what they spent, discounted.
struct Drawn {
    purchases: Vec<u32>,
    money: Option<Vec<f64>>,
}

impl<'a> Columns<'a> {
    fn of(outlook: &Outlook<'_>, rows: &'a [usize]) -> Result<Self> {
        fn pick<T: Copy>(column: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter().map(|row| column[*row]).collect()
        }
        let (table, options) = (outlook.table(), outlook.options);
        let (x, mean) = outlook.state.spending();
        Ok(Self {
            rows,
            unit: options.unit(),
            horizon: options.horizon(),
            rate: DiscountRate::annual(options.discount())?.continuous(options.unit()),
            x: pick(table.x(), rows),
            t_x: pick(table.t_x(), rows),
            t: pick(table.t(), rows),
            log_intervals: pick(&outlook.state.log_intervals, rows),
            spent_x: pick(&x, rows),
            spent: pick(&mean, rows),
        })
    }

    fn draw(&self, laws: &Laws<'_>, run: usize, seed: u64) -> Result<Drawn> {
        let histories = Histories::new(&self.x, &self.t_x, &self.t)?
            .with_log_intervals(&self.log_intervals)?
            .with_unit(self.unit);
        let model = laws.purchases(run).purchases_of(&histories)?;
        let simulation = Simulation::new(seed).with_every_purchase();
        let drawn = match &laws.spend {
            Spends::Drawn(models) => {
                let spent = Spending::new(&self.spent_x, &self.spent)?;
                simulation.with_spend_of(&models[run % models.len()])?.run_future_with_spend(
                    model,
                    &histories,
                    &spent,
                    self.horizon,
                )?
            }
            _ => simulation.run_future(model, &histories, self.horizon)?,
        };
        let bought = &drawn.purchases;
        let mut money = vec![0.0; self.rows.len()];
        for (place, (customer, time)) in bought.customer.iter().zip(&bought.time).enumerate() {
            let customer = *customer as usize;
            let amount = match &laws.spend {
                Spends::Nothing => 0.0,
                Spends::Mean(mean) => mean[self.rows[customer]],
                Spends::Drawn(_) => bought.amount[place],
            };
            money[customer] += amount * (-self.rate * time).exp();
        }
        let is_money = !matches!(laws.spend, Spends::Nothing);
        Ok(Drawn { purchases: drawn.x, money: is_money.then_some(money) })
    }
}
