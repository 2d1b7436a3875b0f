//! Scoring a customer the moment a purchase arrives.

use super::score::{Rescored, Score};
use crate::customer::Key;
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::Transaction;
use crate::lifetime::{
    AnyModel, GammaGamma, Histories, History, Model, Prediction, SharedPredictionCache, Valuation,
    settled,
};
use crate::money::Currency;
use crate::numeric::ranking::cut_point::CutPoint;
use crate::summary::{Arrival, Convention, Live, Row};
use crate::time::{Unit, Window, units_meet};
use crate::value::pyramids::tier_cuts::TierCuts;

/// A model, its valuation and the tiers of the last whole scoring, held ready for single
/// customers: what a CRM asks when a purchase arrives, in about a microsecond.
///
/// The whole base is scored and tiered at night ([`PurchaseModel::predict_into`],
/// [`Valuation::lifetime_value_into`], [`Pyramid::assign`]); during the day each purchase updates
/// its customer's summary ([`Live`]) and this gives the new score ([`Scorer::rescore`] does both),
/// the same bits that the whole scoring would give. Answers that come again are looked up in a
/// table that was allocated once.
///
/// [`PurchaseModel::predict_into`]: crate::lifetime::PurchaseModel::predict_into
/// [`Pyramid::assign`]: crate::value::Pyramid::assign
///
/// ```
/// use habitue::lifetime::{BgNbd, GammaGamma, History, Valuation};
/// use habitue::value::Scorer;
///
/// let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
/// let scorer = Scorer::new(model, 39.0, Valuation::new(52.0)?.with_margin(0.3)?)?
///     .with_spend(GammaGamma::new(6.25, 3.74, 15.44)?)
///     .with_tiers(&[50.0, 10.0])?;
/// // Two repeat purchases of 35 on average, the last in week 30.43 of 38.86.
/// let score = scorer.score(History::new(2, 30.43, 38.86)?, 35.0)?;
/// assert!((score.expected_purchases - 1.226_028).abs() < 1e-6);
/// assert_eq!(score.tier, 2);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// It is also the one artefact that is kept and sent: [`Scorer::to_bytes`] holds the whole models
/// with their reports, units and provenance, and what else was stated. Scoring takes `&self`: one
/// scorer serves many threads at once, with the same bits.
#[derive(Debug)]
pub struct Scorer {
    model: Model,
    spend: Option<(GammaGamma, Model)>,
    valuation: Valuation,
    expected: Prediction,
    tiers: Option<TierCuts<f64>>,
    unit: Option<Unit>,
    window: Option<Window>,
    convention: Option<Convention>,
    currency: Option<Currency>,
    expected_memo: SharedPredictionCache,
    worth_memo: SharedPredictionCache,
}

impl Scorer {
    /// A scorer that counts the purchases expected within `t` of the model's units and values
    /// customers by `valuation`.
    ///
    /// # Errors
    /// `Argument` where the model is not one of purchases; `NotFinite` or `OutOfRange` for `t`;
    /// what [`Valuation::discounted_purchases_into`] says of the horizon.
    pub fn new(model: impl Into<AnyModel>, t: f64, valuation: Valuation) -> Result<Self> {
        Self::with_model(Model::new(model), t, valuation)
    }

    /// A scorer of a model without covariates, in whose unit of time it counts where that is
    /// stated.
    ///
    /// # Errors
    /// As [`Scorer::new`]; `Argument` for a model with covariates; `Inconsistent` where the valuation states another unit.
    pub fn of(model: &Model, t: f64, valuation: Valuation) -> Result<Self> {
        let scorer = Self::with_model(model.clone(), t, valuation)?;
        match model.time_unit() {
            Some(unit) => scorer.with_unit(unit),
            None => Ok(scorer),
        }
    }

    fn with_model(model: Model, t: f64, valuation: Valuation) -> Result<Self> {
        let fault = |what: &str| Error::new(ErrorKind::Argument, what).in_column("model");
        let plain = model
            .plain()
            .ok_or_else(|| fault("has covariates, of which a single purchase tells none"))?;
        let expected = Prediction::ExpectedPurchases { t };
        expected.check()?;
        valuation.check()?;
        plain.as_closure().ok_or_else(|| fault("is not a model of purchases"))?;
        Ok(Self {
            model,
            spend: None,
            valuation,
            expected,
            tiers: None,
            unit: valuation.unit(),
            window: None,
            convention: None,
            currency: None,
            expected_memo: SharedPredictionCache::default(),
            worth_memo: SharedPredictionCache::default(),
        })
    }

    /// States the unit of time of the model: customers and live summaries in another are refused.
    /// Defaults to that of the valuation, or to an unstated one, which meets any.
    ///
    /// # Errors
    /// `Inconsistent` where another unit was stated.
    pub fn with_unit(mut self, unit: Unit) -> Result<Self> {
        units_meet("valuation", self.unit, "the model", Some(unit))?;
        self.unit = Some(unit);
        Ok(self)
    }

    /// States the window that the model was fitted to, which goes with the bytes. Defaults to an
    /// unstated one. A live summary may have moved on and is not held to it.
    #[must_use]
    pub const fn with_window(mut self, window: Window) -> Self {
        self.window = Some(window);
        self
    }

    /// States how the customers of the fit were counted, and thereby the unit: live summaries of
    /// another convention are refused. Defaults to an unstated one, which meets any.
    ///
    /// # Errors
    /// `Inconsistent` where another unit was stated.
    pub fn with_convention(self, convention: Convention) -> Result<Self> {
        let scorer = self.with_unit(convention.unit())?;
        Ok(Self { convention: Some(convention), ..scorer })
    }

    /// States the currency of the spend: live summaries of another, or without amounts, are
    /// refused. Defaults to the unit of the model of spend, where that is a currency, or to an
    /// unstated one, which meets any.
    ///
    /// # Errors
    /// `Currency` where another currency was stated.
    pub fn with_currency(mut self, currency: Currency) -> Result<Self> {
        if let Some(stated) = self.currency.filter(|stated| *stated != currency) {
            return Err(Error::new(ErrorKind::Currency, "is another than was stated")
                .in_column("currency")
                .with_value(currency)
                .allowing(stated.to_string()));
        }
        self.currency = Some(currency);
        Ok(self)
    }

    /// The model of who is still a customer, and how often they will buy.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// The model of what a purchase is worth, where there is one.
    #[must_use]
    pub fn spend(&self) -> Option<&Model> {
        self.spend.as_ref().map(|(_, model)| model)
    }

    /// How expected purchases become a value.
    #[must_use]
    pub const fn valuation(&self) -> &Valuation {
        &self.valuation
    }

    /// The time within which purchases are expected.
    #[must_use]
    pub const fn interval(&self) -> f64 {
        match self.expected {
            Prediction::ExpectedPurchases { t } => t,
            _ => f64::NAN,
        }
    }

    /// Where the base was cut into tiers, where it was.
    #[must_use]
    pub const fn tier_cuts(&self) -> Option<&TierCuts<f64>> {
        self.tiers.as_ref()
    }

    /// The unit of time that the scorer counts in, where it was stated.
    #[must_use]
    pub const fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// The window that the model was fitted to, where it was stated.
    #[must_use]
    pub const fn window(&self) -> Option<&Window> {
        self.window.as_ref()
    }

    /// How the customers of the fit were counted, where it was stated.
    #[must_use]
    pub const fn convention(&self) -> Option<&Convention> {
        self.convention.as_ref()
    }

    /// The currency of the spend, where it was stated.
    #[must_use]
    pub const fn currency(&self) -> Option<Currency> {
        self.currency
    }

    /// Refuses a live summary that is not of what was stated here: unit, convention and currency.
    ///
    /// # Errors
    /// `Inconsistent` for another unit of time or convention; `Currency` for another currency.
    pub fn meets(&self, live: &Live) -> Result<()> {
        units_meet("live", Some(live.unit()), "the model", self.unit)?;
        if let Some(convention) = self.convention.filter(|stated| stated != live.convention()) {
            return Err(Error::new(ErrorKind::Inconsistent, "counts otherwise than the scorer")
                .in_column("live")
                .with_value(live.convention())
                .allowing(convention.to_string()));
        }
        match (self.currency, live.currency()) {
            (Some(stated), found) if found != Some(stated) => {
                let shown = found.map_or_else(|| "no amounts".to_owned(), |one| one.to_string());
                Err(Error::new(ErrorKind::Currency, "is of another currency than the scorer")
                    .in_column("live")
                    .with_value(shown)
                    .allowing(stated.to_string()))
            }
            _ => Ok(()),
        }
    }

    /// The model of what a purchase is worth, given a customer's past mean. Defaults to none: the
    /// past mean is what a purchase is worth.
    #[must_use]
    pub fn with_spend(mut self, spend: GammaGamma) -> Self {
        self.spend = Some((spend, Model::new(spend)));
        self
    }

    /// The same with all that is known of it. Where its unit is a currency, that is stated thereby.
    ///
    /// # Errors
    /// `Argument` where it is no model of spend without covariates; `Currency` where another
    /// currency was stated.
    pub fn with_spend_model(self, spend: &Model) -> Result<Self> {
        let plain = spend.plain().and_then(AnyModel::as_spend).ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is no model of spend without covariates")
                .in_column("spend")
        })?;
        let scorer = match Currency::from_label(spend.unit()) {
            Ok(currency) => self.with_currency(currency)?,
            Err(_) => self,
        };
        Ok(Self { spend: Some((*plain, spend.clone())), ..scorer })
    }

    /// The smallest value of each tier but the last, from the top of the pyramid down, as in
    /// [`TierStatistics::lowest`](crate::value::TierStatistics::lowest). Defaults to no tiers.
    ///
    /// # Errors
    /// `NotFinite`; `OutOfRange` where a tier begins above the one before it.
    pub fn with_tiers(mut self, lowest: &[f64]) -> Result<Self> {
        let mut above = f64::INFINITY;
        for (row, &value) in lowest.iter().enumerate() {
            if !(value.is_finite() && value <= above) {
                let allowed = format!("finite, at most that of the tier above, {above}");
                return Err(Error::out_of_range("tiers", value, allowed).at_row(row as u64));
            }
            above = value;
        }
        let from = |&value: &f64| Some(CutPoint { value, inclusive: true });
        let cuts = TierCuts::new(lowest.iter().map(from).collect::<Vec<_>>())?;
        self.tiers = (!lowest.is_empty()).then_some(cuts);
        Ok(self)
    }

    /// The tiers of the last whole scoring, cut where its pyramid was
    /// ([`Pyramid::cuts`](crate::value::Pyramid::cuts)). Defaults to no tiers.
    #[must_use]
    pub fn with_tier_cuts(mut self, cuts: TierCuts<f64>) -> Self {
        self.tiers = Some(cuts);
        self
    }

    /// The score of a customer with this history whose repeat purchases were of `mean_spend` on
    /// average; not looked at where x = 0 and there is a model of spend.
    ///
    /// # Errors
    /// `OutOfRange` where the model cannot speak of such a history; `NotFinite` or `OutOfRange`
    /// for the spend; `Undefined` where the expected spend is infinite, or where a sum or
    /// an integral does not settle; `Overflow` where a figure is beyond doubles.
    pub fn score(&self, history: History, mean_spend: f64) -> Result<Score> {
        let Some(model) = self.model.plain().and_then(AnyModel::as_closure) else {
            return Ok(Score::default());
        };
        model.accepts(history)?;
        let spend = match &self.spend {
            Some((spend, _)) => spend.expected_spend(history.x(), mean_spend)?,
            None if mean_spend.is_finite() => mean_spend,
            None => return Err(Error::out_of_range("mean_spend", mean_spend, "finite")),
        };
        let sound = |prediction, value| settled(self.model.name(), prediction, value);
        let alive = sound(Prediction::PAlive, model.p_alive(history))?;
        let seen = model.seen_by_future(history);
        let expected = self.expected_memo.recall(seen, || model.average(self.expected, history));
        let expected = sound(self.expected, expected)?;
        let worth = self.worth_memo.recall(seen, || self.valuation.average(model, history));
        let worth = sound(self.expected, worth)?;
        let value = alive * worth * (spend * self.valuation.margin());
        Error::unless_finite(value, "mean_spend", mean_spend)?;
        let tier = self.tiers.as_ref().map_or(0, |tiers| 1 + tiers.place(value) as i32);
        Ok(Score { p_alive: alive, expected_purchases: alive * expected, value, tier })
    }

    /// The row of a customer of a live summary, and its score; `None` for one who is unknown or
    /// whom nothing calibrates.
    ///
    /// # Errors
    /// As [`Scorer::meets`], [`Live::row`] and [`Scorer::score`].
    pub fn read<'a>(&self, live: &Live, customer: &Key<'a>) -> Result<Option<(Row<'a>, Score)>> {
        self.meets(live)?;
        let Some(row) = live.row(customer)? else { return Ok(None) };
        Ok(Some((row, self.score_row(&row, live.currency())?)))
    }

    /// The score of a row whose amounts are of this currency.
    pub(crate) fn score_row(&self, row: &Row<'_>, currency: Option<Currency>) -> Result<Score> {
        let history = History::new(row.x, row.t_x, row.t)?;
        self.score(history, row.mean_repeat_spend(currency))
    }

    /// Takes in a purchase and scores its customer as of then. `live` must be of what is stated
    /// here, as [`Scorer::meets`] says. Nothing is allocated, but as [`Live::update`] says.
    ///
    /// ```
    /// use habitue::ledger::{Rules, Transaction};
    /// use habitue::lifetime::{BgNbd, Valuation};
    /// use habitue::money::{Currency, Money};
    /// use habitue::summary::{Convention, Summary};
    /// use habitue::time::{Day, Unit, Window};
    /// use habitue::value::Scorer;
    ///
    /// let window = Window::until(Day::parse("2024-12-31")?);
    /// let summary = Summary::new(Rules::money(Currency::EUR));
    /// let mut live = summary.live(&window, &Convention::btyd(Unit::Week))?;
    /// let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
    /// let scorer = Scorer::new(model, 39.0, Valuation::new(52.0)?)?;
    /// let mut buys = |date: &str| {
    ///     let paid = Money::from_minor(19_99, Currency::EUR);
    ///     scorer.rescore(&mut live, &Transaction::new(4711, Day::parse(date)?, paid))
    /// };
    /// let first = buys("2024-03-01")?.score;
    /// let second = buys("2024-12-28")?.score;
    /// assert!(second.map(|now| now.value) > first.map(|now| now.value));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Scorer::meets`] and [`Live::update`], and nothing was taken in then. As
    /// [`Scorer::score`], and then the purchase was taken in: it is the score that fails.
    pub fn rescore<'a>(
        &self,
        live: &mut Live,
        transaction: &Transaction<'a>,
    ) -> Result<Rescored<'a>> {
        self.meets(live)?;
        let Arrival { phase, row, .. } = live.update(transaction)?;
        let score = row.map(|row| self.score_row(&row, live.currency())).transpose()?;
        Ok(Rescored { phase, row, score })
    }

    /// The scores of many customers. Nothing is written unless everything is in order.
    ///
    /// # Errors
    /// `Length` where a column differs; `Inconsistent` for another unit of time; otherwise as [`Scorer::score`], with the row.
    pub fn score_into(
        &self,
        customers: &Histories<'_>,
        mean_spend: &[f64],
        out: &mut [Score],
    ) -> Result<()> {
        units_meet("customers", customers.unit(), "the model", self.unit)?;
        for (name, found) in [("mean_spend", mean_spend.len()), ("out", out.len())] {
            if found != customers.len() {
                return Err(Error::length(name, found, customers.len()));
            }
        }
        if let ([slot], [mean], Some(history)) = (&mut *out, mean_spend, customers.get(0)) {
            *slot = self.score(history, *mean).map_err(|error| error.at_row(0))?;
            return Ok(());
        }
        let mut scores = Vec::with_capacity(out.len());
        for (row, (history, &mean)) in customers.iter().zip(mean_spend).enumerate() {
            scores.push(self.score(history, mean).map_err(|error| error.at_row(row as u64))?);
        }
        out.copy_from_slice(&scores);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifetime::{BgNbd, ParetoNbd, PurchaseModel};

    fn agree(model: impl PurchaseModel + Into<AnyModel> + Copy, valuation: Valuation) {
        let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
        let x: Vec<u32> = (0..400).map(|i| i % 37).collect();
        let t: Vec<f64> = (0..400).map(|i| 40.0 + f64::from(i % 11)).collect();
        let t_x: Vec<f64> = x
            .iter()
            .zip(&t)
            .map(|(&x, t)| if x == 0 { 0.0 } else { t - f64::from(x % 5) })
            .collect();
        let mean = vec![35.0; x.len()];
        let customers = Histories::new(&x, &t_x, &t).unwrap();
        let mut columns = [vec![0.0; x.len()], vec![0.0; x.len()], vec![0.0; x.len()]];
        model.p_alive_into(&customers, &mut columns[0]).unwrap();
        model.expected_purchases_into(&customers, 39.0, &mut columns[1]).unwrap();
        let spends: Vec<f64> = x.iter().map(|&x| spend.expected_spend(x, 35.0).unwrap()).collect();
        valuation.lifetime_value_into(&model, &customers, &spends, 1, &mut columns[2]).unwrap();
        let scorer = Scorer::new(model, 39.0, valuation)
            .unwrap()
            .with_spend(spend)
            .with_tiers(&[100.0, 20.0])
            .unwrap();
        let mut scores = vec![Score::default(); x.len()];
        scorer.score_into(&customers, &mean, &mut scores).unwrap();
        for (row, score) in scores.iter().enumerate() {
            assert_eq!(score.p_alive.to_bits(), columns[0][row].to_bits());
            assert_eq!(score.expected_purchases.to_bits(), columns[1][row].to_bits());
            let whole = columns[2][row];
            assert!((score.value - whole).abs() <= 4.0 * f64::EPSILON * whole, "{row}");
            let tier = if whole >= 100.0 {
                1
            } else if whole >= 20.0 {
                2
            } else {
                3
            };
            assert_eq!(score.tier, tier);
        }
    }

    #[test]
    fn one_by_one_is_as_all_at_once() {
        use crate::lifetime::MarginTiming::EndOfPeriod;
        let bg = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let value = Valuation::new(52.0).unwrap().with_margin(0.3).unwrap();
        agree(bg, value);
        agree(bg, value.with_continuous_rate(0.003).unwrap());
        agree(
            bg,
            value.with_continuous_rate(0.003).unwrap().with_timing(EndOfPeriod, 4.0).unwrap(),
        );
        agree(ParetoNbd::new(0.55, 10.6, 0.6, 11.7).unwrap(), value);
    }

    #[test]
    fn the_tiers_of_a_pyramid_are_cut_where_it_was() {
        let bg = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let year = Valuation::new(52.0).unwrap();
        let spends: Vec<f64> = (0..40).map(|i| f64::from(i % 7)).collect();
        let (x, t_x, t) = (vec![2; 40], vec![30.0; 40], vec![38.0; 40]);
        let customers = Histories::new(&x, &t_x, &t).unwrap();
        let mut scores = vec![Score::default(); 40];
        let scorer = Scorer::new(bg, 39.0, year).unwrap();
        scorer.score_into(&customers, &spends, &mut scores).unwrap();
        assert_eq!(scores[3].tier, 0);
        let worth: Vec<f64> = scores.iter().map(|score| score.value).collect();
        let pyramid = crate::value::Pyramid::vip();
        let scorer = scorer.with_tier_cuts(pyramid.cuts(&worth).unwrap());
        scorer.score_into(&customers, &spends, &mut scores).unwrap();
        let tiers: Vec<i32> = scores.iter().map(|score| score.tier).collect();
        assert_eq!(tiers, pyramid.assign(&worth).unwrap().tier);
    }

    #[test]
    fn what_cannot_be_scored_is_named() {
        let bg = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let forever = Valuation::new(f64::INFINITY).unwrap();
        let kind = |result: Result<Scorer>| result.unwrap_err().kind();
        assert_eq!(kind(Scorer::new(bg, 1.0, forever)), ErrorKind::OutOfRange);
        assert_eq!(kind(Scorer::new(bg, f64::NAN, forever)), ErrorKind::NotFinite);
        let spend = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
        let year = Valuation::new(52.0).unwrap();
        assert_eq!(kind(Scorer::new(spend, 1.0, year)), ErrorKind::Argument);
        let scorer = Scorer::new(bg, 1.0, year).unwrap();
        let error = scorer.score(History::NEW, f64::NAN).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::NotFinite, Some("mean_spend")));
        assert_eq!(kind(scorer.with_tiers(&[1.0, 2.0])), ErrorKind::OutOfRange);
    }
}
