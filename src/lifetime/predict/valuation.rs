//! From expected purchases to money.

use super::prediction::Prediction;
use super::purchase_model::{AnyLatentAttrition, PurchaseModel};
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::{Error, Result};
use crate::lifetime::observed::history::{Histories, History};
use crate::numeric::tolerance;
use crate::progress::Progress;
use crate::time::{DiscountRate, Unit, units_meet};

/// When the margin of a purchase is received, for discounting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum MarginTiming {
    /// When the purchase happens.
    #[default]
    AtPurchase,
    /// At the end of the period of so many units of the model in which the
    /// purchase happens (the convention of spreadsheets and of lifetimes).
    EndOfPeriod,
    /// At the beginning of that period.
    StartOfPeriod,
}

/// How expected purchases become a value: margin, horizon, discount, timing.
///
/// ```
/// use habitue::lifetime::{BgNbd, Histories, Valuation};
/// use habitue::time::{DiscountRate, Unit};
/// let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
/// let customers = Histories::new(&[2], &[30.43], &[38.86])?;
/// // 30 % margin, two years, 15 % a year; the model counts in weeks.
/// let valuation = Valuation::new(104.0)?
///     .with_margin(0.30)?
///     .with_discount(&DiscountRate::annual(0.15)?, Unit::Week)?;
/// let mut value = [0.0];
/// valuation.lifetime_value_into(&model, &customers, &[35.0], 1, &mut value)?;
/// assert!(value[0] > 20.0 && value[0] < 27.0, "{value:?}");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Valuation {
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite"))]
    horizon: f64,
    margin: f64,
    rate: f64,
    timing: MarginTiming,
    period: f64,
    /// That of horizon, rate and period, where it is stated.
    #[cfg_attr(feature = "serde", serde(default))]
    unit: Option<Unit>,
}

impl Valuation {
    /// The value of purchases up to `horizon` units of the model after T;
    /// infinite for the whole future, which then needs a positive discount rate.
    /// Margin defaults to 1, the discount rate to 0, the timing to
    /// [`MarginTiming::AtPurchase`].
    ///
    /// # Errors
    /// `OutOfRange`: the horizon is negative or NaN.
    pub fn new(horizon: f64) -> Result<Self> {
        let timing = MarginTiming::AtPurchase;
        Self { horizon, margin: 1.0, rate: 0.0, timing, period: 1.0, unit: None }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { horizon, margin, rate, timing, period, .. } = self;
        if horizon.is_nan() || horizon < 0.0 {
            return Err(Error::out_of_range("horizon", horizon, ">= 0, or infinite"));
        }
        if !margin.is_finite() {
            return Err(Error::out_of_range("margin", margin, "finite"));
        }
        if !(rate.is_finite() && rate >= 0.0) {
            return Err(Error::out_of_range("discount_rate", rate, ">= 0 and finite"));
        }
        if !(period.is_finite() && period > 0.0) {
            return Err(Error::out_of_range("period", period, "> 0 and finite"));
        }
        if timing != MarginTiming::AtPurchase {
            let periods = horizon / period;
            if !(periods <= 1e5
                && (periods - periods.round()).abs() <= tolerance::WHOLE_PERIODS * periods.max(1.0))
            {
                return Err(Error::out_of_range(
                    "horizon",
                    horizon,
                    format!("a whole number of periods of {period}, at most 100,000"),
                ));
            }
        }
        Ok(self)
    }

    /// All of it in portable bytes.
    pub(crate) fn encode(&self, bytes: &mut Writer) {
        let Self { horizon, margin, rate, timing, period, unit } = *self;
        bytes.run(&[horizon, margin, rate, period]);
        bytes.put(match timing {
            MarginTiming::AtPurchase => 0_u8,
            MarginTiming::EndOfPeriod => 1,
            MarginTiming::StartOfPeriod => 2,
        });
        Unit::encode(unit, bytes);
    }

    /// What [`Valuation::encode`] wrote.
    pub(crate) fn decode(bytes: &mut Reader<'_>) -> Result<Self> {
        let (horizon, margin) = (bytes.get()?, bytes.get()?);
        let (rate, period) = (bytes.get()?, bytes.get()?);
        let timing = match bytes.get::<u8>()? {
            0 => MarginTiming::AtPurchase,
            1 => MarginTiming::EndOfPeriod,
            2 => MarginTiming::StartOfPeriod,
            _ => return Err(bytes.misshapen()),
        };
        let unit = Unit::decode(bytes)?;
        let valuation = Self { horizon, margin, rate, timing, period, unit };
        valuation.checked().map_err(|error| bytes.invalid(error))
    }

    /// The same up to another horizon; as [`Valuation::new`].
    ///
    /// # Errors
    /// `OutOfRange`: the horizon is negative or NaN, or is not a whole number of periods where
    /// margins are booked by periods.
    pub fn with_horizon(self, horizon: f64) -> Result<Self> {
        let Self { timing, period, .. } = self;
        Self { horizon: Self::new(horizon)?.horizon, ..self }.with_timing(timing, period)
    }

    /// The share of the spend that is profit. Defaults to 1.
    ///
    /// # Errors
    /// `NotFinite`: the margin is NaN or infinite. A negative one is a loss.
    pub fn with_margin(mut self, margin: f64) -> Result<Self> {
        self.margin = margin;
        self.checked()
    }

    /// The discount rate, turned into that of one `unit` of the model, which is stated
    /// thereby. Defaults to none.
    ///
    /// # Errors
    /// `OutOfRange`: the rate is negative. `Inconsistent`: another unit was stated.
    pub fn with_discount(self, discount: &DiscountRate, unit: Unit) -> Result<Self> {
        self.with_unit(unit)?.with_continuous_rate(discount.continuous(unit))
    }

    /// States the unit of time that horizon, rate and period are in: models and customers that
    /// state another are refused. Defaults to an unstated one.
    ///
    /// # Errors
    /// `Inconsistent`: another unit was stated.
    pub fn with_unit(mut self, unit: Unit) -> Result<Self> {
        units_meet("unit", Some(unit), "the valuation", self.unit)?;
        self.unit = Some(unit);
        Ok(self)
    }

    /// The unit of time that horizon, rate and period are in, where it was stated.
    #[must_use]
    pub const fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// The time after T whose purchases count; infinite for the whole future.
    #[must_use]
    pub const fn horizon(&self) -> f64 {
        self.horizon
    }

    /// The share of the spend that is profit.
    #[must_use]
    pub const fn margin(&self) -> f64 {
        self.margin
    }

    /// The continuous discount rate per unit of the model.
    #[must_use]
    pub const fn continuous_rate(&self) -> f64 {
        self.rate
    }

    /// When margins count.
    #[must_use]
    pub const fn timing(&self) -> MarginTiming {
        self.timing
    }

    /// The period by which margins are booked, not read where they count at the purchase.
    #[must_use]
    pub const fn period(&self) -> f64 {
        self.period
    }

    /// The discount as a continuous rate δ per unit of the model: money is worth
    /// e^(−δ t) after t. Defaults to 0.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite`: the rate is negative or not finite.
    pub fn with_continuous_rate(mut self, rate: f64) -> Result<Self> {
        self.rate = rate;
        self.checked()
    }

    /// Books margins by periods of `period` units of the model instead of at the
    /// moment of purchase; the horizon must then be a finite, whole number of
    /// periods. Defaults to [`MarginTiming::AtPurchase`].
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite`: the period is not positive, or the horizon
    /// is not a whole number of at most 100,000 periods.
    pub fn with_timing(mut self, timing: MarginTiming, period: f64) -> Result<Self> {
        self.timing = timing;
        self.period = period;
        self.checked()
    }

    /// Discounted expected purchases of each customer, written to `out`.
    ///
    /// # Errors
    /// As [`PurchaseModel::predict_into`]; `OutOfRange` for an infinite horizon
    /// without a discount; `Inconsistent` where two of them state different units of
    /// time.
    pub fn discounted_purchases_into(
        &self,
        model: &dyn PurchaseModel,
        customers: &Histories<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        let mut silent = Progress::silent();
        self.discounted_purchases_heard_into(model, customers, threads, &mut silent, out)
    }

    /// As [`Valuation::discounted_purchases_into`], which `progress` hears of and may end; where
    /// margins are booked by periods it counts the rows anew for each of them.
    ///
    /// # Errors
    /// As there; `Cancelled`, where `out` holds zeros or what it held.
    pub fn discounted_purchases_heard_into(
        &self,
        model: &dyn PurchaseModel,
        customers: &Histories<'_>,
        threads: usize,
        progress: &mut Progress<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        units_meet("valuation", self.unit, "the model", model.time_unit())?;
        units_meet("customers", customers.unit(), "the valuation", self.unit)?;
        let rate = self.rate;
        if self.timing == MarginTiming::AtPurchase {
            let prediction = Prediction::DiscountedPurchases { rate, horizon: self.horizon };
            return model.predict_heard_into(prediction, customers, threads, progress, out);
        }
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        let mut column = vec![0.0; customers.len()];
        let mut total = vec![0.0; customers.len()];
        for (t, weight) in self.periods() {
            let prediction = Prediction::ExpectedPurchases { t };
            model.predict_heard_into(prediction, customers, threads, progress, &mut column)?;
            for (sum, expected) in total.iter_mut().zip(&column) {
                *sum += weight * expected;
            }
        }
        out.copy_from_slice(&total);
        Ok(())
    }

    /// Whether the value has an end, up to the horizon or those of the customers.
    pub(crate) fn check_finite(&self, horizons: Option<&[f64]>) -> Result<()> {
        let Some(horizons) = horizons else { return self.check() };
        let endless =
            horizons.iter().position(|time| time.is_infinite()).filter(|_| self.rate == 0.0);
        match endless {
            None => Ok(()),
            Some(row) => Err(Error::out_of_range(
                "horizons",
                horizons[row],
                "finite: without a discount the whole future is worth infinitely much",
            )
            .at_row(row as u64)),
        }
    }

    /// Whether the discounted purchases have an end.
    pub(crate) fn check(&self) -> Result<()> {
        Prediction::DiscountedPurchases { rate: self.rate, horizon: self.horizon }.check()
    }

    /// The discounted purchases of a customer who is alive.
    pub(crate) fn average(&self, model: &dyn AnyLatentAttrition, history: History) -> f64 {
        let Self { rate, horizon, .. } = *self;
        if self.timing == MarginTiming::AtPurchase {
            return model.average(Prediction::DiscountedPurchases { rate, horizon }, history);
        }
        self.periods()
            .map(|(t, weight)| weight * model.average(Prediction::ExpectedPurchases { t }, history))
            .sum()
    }

    /// Σ (E(kh) − E((k−1)h)) v^k, summed by parts so that all terms are positive,
    /// v^n E(nh) + Σ_{k<n} (v^k − v^(k+1)) E(kh), as times kh and weights.
    fn periods(&self) -> impl Iterator<Item = (f64, f64)> {
        let Self { rate, period, .. } = *self;
        let count = (self.horizon / period).round() as u32;
        let shift = if self.timing == MarginTiming::StartOfPeriod { 1.0 } else { 0.0 };
        (1..=count).map(move |k| {
            let worth = (-rate * period * (f64::from(k) - shift)).exp();
            let weight = if k == count { worth } else { -worth * (-rate * period).exp_m1() };
            (period * f64::from(k), weight)
        })
    }

    /// Lifetime value of each customer, in the currency of `expected_spend` (the
    /// expected spend per purchase, one a customer): discounted expected
    /// purchases × expected spend × margin.
    ///
    /// # Errors
    /// As [`Valuation::discounted_purchases_into`]; `Length` and `NotFinite` for
    /// the spend, with the row; `Overflow`, with the row, for a value beyond doubles, where
    /// `out` holds zeros.
    pub fn lifetime_value_into(
        &self,
        model: &dyn PurchaseModel,
        customers: &Histories<'_>,
        expected_spend: &[f64],
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        if expected_spend.len() != customers.len() {
            return Err(Error::length("expected_spend", expected_spend.len(), customers.len()));
        }
        if let Some(row) = expected_spend.iter().position(|spend| !spend.is_finite()) {
            return Err(Error::out_of_range("expected_spend", expected_spend[row], "finite")
                .at_row(row as u64));
        }
        self.discounted_purchases_into(model, customers, threads, out)?;
        for (value, spend) in out.iter_mut().zip(expected_spend) {
            *value *= spend * self.margin;
        }
        all_finite(out, "expected_spend", expected_spend)
    }

    /// Lifetime profit of each customer, whose share of the spend that is margin is its own
    /// (as [`Table::margin_rate_into`](crate::summary::Table::margin_rate_into) gives it from
    /// costs): discounted expected purchases × expected spend × margin rate. The margin of the
    /// valuation multiplies these rates.
    ///
    /// # Errors
    /// As [`Valuation::lifetime_value_into`]; `Length` and `NotFinite` for the rates, with the row.
    pub fn lifetime_profit_into(
        &self,
        model: &dyn PurchaseModel,
        customers: &Histories<'_>,
        expected_spend: &[f64],
        margin_rate: &[f64],
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        if margin_rate.len() != customers.len() {
            return Err(Error::length("margin_rate", margin_rate.len(), customers.len()));
        }
        if let Some(row) = margin_rate.iter().position(|rate| !rate.is_finite()) {
            return Err(
                Error::out_of_range("margin_rate", margin_rate[row], "finite").at_row(row as u64)
            );
        }
        self.lifetime_value_into(model, customers, expected_spend, threads, out)?;
        for (value, rate) in out.iter_mut().zip(margin_rate) {
            *value *= rate;
        }
        all_finite(out, "margin_rate", margin_rate)
    }
}

/// Refuses values that are beyond doubles because of what stands in `column`.
fn all_finite(out: &mut [f64], column: &str, by: &[f64]) -> Result<()> {
    let Some(row) = out.iter().position(|value| !value.is_finite()) else { return Ok(()) };
    let value = out[row];
    out.fill(0.0);
    Error::unless_finite(value, column, by[row]).map(drop).map_err(|e| e.at_row(row as u64))
}
