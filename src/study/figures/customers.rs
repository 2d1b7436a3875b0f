//! One row a customer: all that the study says of each.

use super::lists::{ListKind, ListReason, Lists};
use super::observed::CONFIDENCE;
use super::outlook::Outlook;
use super::parameters::are_determined;
use super::rfm_grid::RfmGrid;
use super::segments::Segmentation;
use super::tiers::TierFigures;
use crate::error::Result;
use crate::lifetime::{
    Customers, Estimates, Model, Question, SpendSource, Spending, Uncertainty, Valuation,
};
use crate::numeric::proportion::Interval;
use crate::progress::Job;
use crate::study::state::{SpendLaw, State};
use crate::study::verdict::{FigureGroup, Verdict};
use crate::time::{Day, DiscountRate, Unit};
use crate::value::ValueClass;

/// The customers one by one: what a file of customers has in its columns.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerTable {
    /// The last day that the models have seen.
    pub day: Day,
    /// The unit of every time.
    pub unit: Unit,
    /// The horizon, in the unit.
    pub horizon: f64,
    /// One row a customer, in the order of the table.
    pub rows: Vec<CustomerRow>,
}

/// One customer. Expectations are `None` where no model could be fitted, and where the verdict
/// withholds them.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerRow {
    /// Who, as text.
    pub key: String,
    /// The day of the last purchase.
    pub last_purchase: Day,
    /// Revenue so far, units of the currency; `None` without amounts.
    pub revenue: Option<f64>,
    /// Profit so far, units of the currency; `None` where the costs are not known.
    pub profit: Option<f64>,
    /// Repeat purchases.
    pub frequency: u32,
    /// Time from the first purchase to the last, in the unit.
    pub recency: f64,
    /// Time from the first purchase to the last day, in the unit.
    pub age: f64,
    /// The lists that name the customer, with the reason.
    pub lists: Vec<(ListKind, ListReason)>,
    /// P(alive), 0 to 1; `None` also where the model fixes it by construction.
    pub p_alive: Option<f64>,
    /// Its 95 % interval from the uncertainty of the parameters; `None` also where the fit has no
    /// covariance, or a standard error exceeds its estimate.
    pub p_alive_interval: Option<Interval>,
    /// The chance to buy within the horizon, 0 to 1.
    pub chance_to_buy: Option<f64>,
    /// Expected purchases within the horizon.
    pub expected_purchases: Option<f64>,
    /// Its 95 % interval, likewise.
    pub expected_purchases_interval: Option<Interval>,
    /// Expected value within the horizon, discounted, units of the currency; `None` also without
    /// amounts.
    pub value: Option<f64>,
    /// Its 95 % interval, likewise.
    pub value_interval: Option<Interval>,
    /// The tier now, 1 for the top.
    pub tier: Option<i32>,
    /// The tier at the split; `None` also without a test, and for who came after it.
    pub tier_at_split: Option<i32>,
    /// Recency, frequency and monetary score, 1 to 5; the last 0 without amounts.
    pub rfm: [i32; 3],
    /// The place of the RFM segment in [`Segmentation::segments`](super::Segmentation).
    pub segment: usize,
    /// The value class, cut at the top fifths.
    pub value_class: Option<ValueClass>,
}

/// What a study found of the customers, as far as it went.
pub(crate) struct Known<'a> {
    /// The day of the last purchase of each.
    pub(crate) last_purchase: &'a [Day],
    pub(crate) grid: &'a RfmGrid,
    pub(crate) segmentation: &'a Segmentation,
    pub(crate) outlook: Option<&'a Outlook<'a>>,
    pub(crate) verdict: &'a Verdict,
    pub(crate) tiers: Option<&'a TierFigures>,
    pub(crate) lists: Option<&'a Lists>,
    /// The state at the split, with its tiers.
    pub(crate) test: Option<(&'a State, &'a TierFigures)>,
}

impl CustomerTable {
    /// The customers of a state, by what is known of them.
    ///
    /// # Errors
    /// As the questions that are asked of the models.
    pub(crate) fn of(state: &State, horizon: f64, known: &Known<'_>) -> Result<Self> {
        let table = &state.table;
        let unit = table.unit();
        let money =
            |minor: i64| table.currency().map(|code| minor as f64 / code.minor_per_unit() as f64);
        let (spent, profit) = (table.total_spend().collect::<Vec<_>>(), table.profit());
        let intervals = known.outlook.map(Intervals::of).transpose()?.unwrap_or_default();
        let mut lists = match known.lists {
            Some(lists) => lists.by_customer(table.len()),
            None => vec![Vec::new(); table.len()],
        };
        let before = |row: usize| {
            let (state, tiers) = known.test?;
            let key = table.keys().get(row)?;
            Some(tiers.tier[state.table.find(&key)?])
        };
        let shown = |group| known.verdict.allows(group).is_ok();
        let (leaving, chance) = (shown(FigureGroup::Leaving), shown(FigureGroup::Chance));
        let values = shown(FigureGroup::Values);
        let mut rows = Vec::with_capacity(table.len());
        for (row, list) in lists.iter_mut().enumerate() {
            let forecast = known.outlook.map(|outlook| outlook.forecast);
            // Whoever a model cannot have lost is alive by its construction.
            let p_alive = forecast.map(|forecast| forecast.p_alive[row]);
            let p_alive = p_alive.filter(|p| leaving && *p < 1.0);
            let coming = forecast.filter(|_| chance);
            let worth = forecast.filter(|_| values);
            rows.push(CustomerRow {
                key: table.keys().get(row).map(|key| key.to_string()).unwrap_or_default(),
                last_purchase: known.last_purchase[row],
                revenue: money(spent[row]),
                profit: profit.as_ref().and_then(|profit| money(profit[row])),
                frequency: table.x()[row],
                recency: table.t_x()[row],
                age: table.t()[row],
                lists: std::mem::take(list),
                p_alive,
                p_alive_interval: p_alive.and_then(|_| at(&intervals.p_alive, row)),
                chance_to_buy: coming.map(|forecast| forecast.chance[row]),
                expected_purchases: coming.map(|forecast| forecast.expected_purchases[row]),
                expected_purchases_interval: coming.and_then(|_| at(&intervals.purchases, row)),
                value: worth.and_then(|forecast| Some(forecast.value.as_ref().ok()?[row])),
                value_interval: worth.and_then(|_| at(&intervals.value, row)),
                tier: known.tiers.map(|tiers| tiers.tier[row]),
                tier_at_split: before(row).filter(|_| values),
                rfm: known.grid.scores[row],
                segment: known.segmentation.segment[row],
                value_class: known.segmentation.value_class.get(row).copied(),
            });
        }
        Ok(Self { day: state.day, unit, horizon, rows })
    }
}

/// Intervals of each customer from the uncertainty of the parameters (delta method), where the fit
/// has a covariance and no standard error exceeds its estimate.
#[derive(Default)]
struct Intervals {
    p_alive: Option<Estimates>,
    purchases: Option<Estimates>,
    value: Option<Estimates>,
}

/// The interval of a row.
fn at(estimates: &Option<Estimates>, row: usize) -> Option<Interval> {
    let found = estimates.as_ref()?;
    let (low, high, confidence) = (found.low[row], found.high[row], found.confidence);
    (low.is_finite() && high.is_finite()).then_some(Interval {
        low,
        high,
        confidence,
        clamped: false,
    })
}

impl Intervals {
    fn of(outlook: &Outlook<'_>) -> Result<Self> {
        let told = are_determined(outlook.fitted).then(|| Uncertainty::delta(outlook.fitted));
        let Some(Ok(uncertainty)) = told else { return Ok(Self::default()) };
        let (options, histories) = (outlook.options, outlook.histories()?);
        let ask = |question: Question<'_>, customers: &Customers<'_>| {
            let mut job = Job::new().with_threads(options.threads());
            // On a ridge there are no slopes to trust; the figures stand without an interval.
            uncertainty.answer(&question, customers, CONFIDENCE, &mut job).ok()
        };
        let customers = Customers::of(histories);
        let value = match (outlook.law, &outlook.forecast.expected_spend) {
            (Some(SpendLaw::GammaGamma(fitted)), Ok(_)) => {
                let fit = Model::from(fitted.clone());
                let (x, mean) = outlook.state.spending();
                let customers = customers
                    .clone()
                    .with_spending(Spending::new(&x, &mean)?)?
                    .with_margin_rate(&outlook.forecast.margin_rate)?;
                let valuation = Valuation::new(options.horizon())?
                    .with_discount(&DiscountRate::annual(options.discount())?, options.unit())?;
                let spend = are_determined(&fit).then(|| Uncertainty::delta(&fit).ok()).flatten();
                spend.and_then(|spend| {
                    let spend = SpendSource::Uncertain(&spend);
                    ask(Question::LifetimeProfit { valuation, spend }, &customers)
                })
            }
            _ => None,
        };
        Ok(Self {
            p_alive: ask(Question::p_alive(), &customers),
            purchases: ask(Question::expected_purchases(options.horizon()), &customers),
            value,
        })
    }
}
