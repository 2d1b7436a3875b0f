//! Scoring single customers.

use crate::capi::prelude::*;
use crate::capi::tables::rules::{currency_of, written};
use crate::capi::tables::table::convention_number;
use crate::capi::value::{tell_cuts, tier_cuts};
use crate::lifetime::{MarginTiming, Valuation};
use crate::money::Currency;
use crate::summary::Row;
use crate::time::{Day, Window};
use crate::value::{Score, Scorer, TierCuts};

/// A model, its valuation and the tiers of the last whole scoring, held ready for single
/// customers: many threads may score with one at once, with the same bits.
#[derive(Debug)]
pub struct habitue_scorer(pub(in crate::capi) Scorer);

enumeration!(HABITUE_PHASE: Option<crate::time::Phase> = 1,
    /// No transaction was taken in.
    NONE = 0
);

/// What is scored. Start from `HABITUE_SCORER_OPTIONS_INIT`.
#[apply(versioned)]
pub struct habitue_scorer_options {
    /// How many tiers have a lowest value: all but the last.
    pub tiers: u32,
    /// Purchases are expected within this time; must be given.
    pub to: f64,
    /// The horizon of the value; must be given.
    pub horizon: f64,
    /// Continuous discount rate per unit of time. 0 by default.
    pub rate: f64,
    /// The share of the spend that is profit. 1 by default.
    pub margin: f64,
    /// The smallest value of each tier from the top down, without the last; NULL for no tiers.
    pub lowest: *const f64,
    /// Where the last whole scoring was cut into tiers (`habitue_pyramid_cuts` of doubles), in place
    /// of `lowest`, as many; else NULL.
    pub cuts: *const habitue_cut,
    /// How the customers of the fit were counted, or NULL where that is not stated; its
    /// calibration_end must be given. Live summaries of another unit or convention are refused.
    pub window: *const habitue_window,
    /// Currency of the spend, such as "USD", or empty where it is not stated: then that which is
    /// the unit of the model of spend. Live summaries of another are refused.
    pub currency: [c_char; 4],
    pub reserved: u32,
}

begins!(habitue_scorer_options, to = f64::NAN, horizon = f64::NAN, margin = 1.0);

/// A customer as of now: the history where a purchase was taken in or a live summary read, the
/// scores where a scorer was given; all else is 0.
#[apply(plain)]
#[derive(Default)]
pub struct habitue_customer_now {
    /// Time of the last occasion, from the first.
    pub recency: f64,
    /// From the first occasion to the end of the calibration.
    pub age: f64,
    /// The mean amount of the repeat occasions, in units of the currency.
    pub mean_spend: f64,
    /// The first occasion, in minor units.
    pub first_spend: i64,
    /// The sum over the repeat occasions, in minor units.
    pub repeat_spend: i64,
    /// P(alive).
    pub p_alive: f64,
    /// Purchases expected within the time of the scorer.
    pub expected_purchases: f64,
    /// Lifetime value.
    pub value: f64,
    /// Repeat occasions of the calibration.
    pub frequency: u32,
    /// The tier, from 1, the top; 0 where the scorer has none.
    pub tier: i32,
    /// 1; 0 where nothing calibrates the customer, and then all else but `phase` is 0.
    pub calibrated: u32,
    /// Where the transaction stands in the window, one of `HABITUE_PHASE_...`; `_NONE` where none
    /// was taken in.
    pub phase: i32,
}

impl habitue_customer_now {
    pub(super) fn of(row: Option<&Row<'_>>, currency: Option<Currency>) -> Self {
        let Some(row) = row else { return Self::default() };
        Self {
            recency: row.t_x,
            age: row.t,
            mean_spend: row.mean_repeat_spend(currency),
            first_spend: row.first_spend,
            repeat_spend: row.repeat_spend,
            frequency: row.x,
            calibrated: 1,
            ..Self::default()
        }
    }

    pub(super) fn scored(self, score: Score) -> Self {
        Self {
            p_alive: score.p_alive,
            expected_purchases: score.expected_purchases,
            value: score.value,
            tier: score.tier,
            calibrated: 1,
            ..self
        }
    }
}

/// Makes a scorer from a model of purchases without covariates; `spend`, a model of what a purchase
/// is worth given a customer's past mean, may be NULL: then the past mean is what it is worth.
/// Models are copied. Since 0.1.
pub unsafe fn habitue_scorer_new(
    model: &habitue_model,
    spend: Option<&habitue_model>,
    options: Option<habitue_scorer_options>,
) -> Result<Scorer> {
    let chosen = options.unwrap_or_default();
    model.purchase()?;
    let valuation = Valuation::new(chosen.horizon)?
        .with_continuous_rate(chosen.rate)?
        .with_margin(chosen.margin)?;
    let (tiers, by_cuts) = (chosen.tiers as usize, !chosen.cuts.is_null());
    idle(&[(by_cuts && !chosen.lowest.is_null(), "options.lowest")], "beside options.cuts")?;
    let scorer = Scorer::of(model.model(), chosen.to, valuation)?;
    let mut scorer = if by_cuts {
        scorer.with_tier_cuts(tier_cuts(column(chosen.cuts, tiers, "options.cuts")?)?)
    } else {
        scorer.with_tiers(column(chosen.lowest, tiers, "options.lowest")?)?
    };
    if let Some(spend) = spend {
        spend.spend()?;
        scorer = scorer.with_spend_model(spend.model())?;
    }
    if let Some(currency) = currency_of(chosen.currency)? {
        scorer = scorer.with_currency(currency)?;
    }
    if !chosen.window.is_null() {
        let window: habitue_window =
            crate::capi::options::options(chosen.window, "options.window")?;
        let (window, convention) = window.stated()?;
        scorer = scorer.with_window(window).with_convention(convention)?;
    }
    Ok(scorer)
}

/// The scores of customers, one or many, to as many cells of `now`. Reads histories and
/// mean_spend, which is not looked at where the frequency is 0 and there is a model of spend. A
/// batch larger than any before it allocates. Since 0.1.
pub fn habitue_scorer_score(
    scorer: &Scorer,
    customers: BareHistories,
    now: &mut [habitue_customer_now],
    rows: usize,
) -> Result<()> {
    let BareHistories { histories, mean_spend } = customers;
    if rows != histories.len() {
        return Err(Error::length("now", rows, histories.len()));
    }
    let mut scores = vec![Score::default(); rows];
    scorer.score_into(&histories, mean_spend, &mut scores)?;
    for (cell, score) in now.iter_mut().zip(scores) {
        *cell = habitue_customer_now::default().scored(score);
    }
    Ok(())
}

/// What a scorer states. Start from `HABITUE_SCORER_INFO_INIT`, and ask twice for cuts: the first
/// call tells `tiers`, the second needs it (else `HABITUE_BAD_LENGTH`) and fills them.
#[apply(versioned)]
pub struct habitue_scorer_info {
    /// Written: unit of time, one of `HABITUE_UNIT_...`, or `HABITUE_UNIT_NOT_STATED`.
    pub unit: i32,
    /// Written: currency of the spend, or empty where it is not stated.
    pub currency: [c_char; 4],
    /// Written: how many cuts there are: one fewer than tiers.
    pub tiers: u32,
    /// Written: purchases are expected within this time.
    pub to: f64,
    /// Written: the horizon of the value; infinite for the whole future.
    pub horizon: f64,
    /// Written: continuous discount rate per unit of time.
    pub rate: f64,
    /// Written: the share of the spend that is profit.
    pub margin: f64,
    /// Written: when margins count, one of `HABITUE_MARGIN_...`.
    pub timing: i32,
    /// Written: one of `HABITUE_CONVENTION_...`, or `HABITUE_CONVENTION_NOT_STATED`.
    pub convention: i32,
    /// Written: the period of margins that are booked by periods, else 0.
    pub period: f64,
    /// Written: the first day of the window of the fit; `HABITUE_NO_DAY` for no limit.
    pub start: i32,
    /// Written: its last day that calibrates; `HABITUE_NO_DAY` where no window is stated.
    pub calibration_end: i32,
    /// Written: its last day of the holdout; `HABITUE_NO_DAY` for no holdout.
    pub holdout_end: i32,
    pub reserved: u32,
    /// Where `tiers` cuts go, as of `habitue_pyramid_cuts` of doubles, or NULL.
    pub cuts: *mut habitue_cut,
}

/// Tells what a scorer states. `model` and `spend`, each of which may be NULL, receive the model of
/// purchases, and that of spend, or NULL where there is none. Since 0.1.
pub unsafe fn habitue_scorer_inspect(
    scorer: &Scorer,
    info: &mut habitue_scorer_info,
    model: Option<New<habitue_model>>,
    spend: Option<New<habitue_model>>,
) -> Result<()> {
    let cuts = scorer.tier_cuts().map_or(&[][..], TierCuts::cuts);
    if !info.cuts.is_null() {
        if info.tiers as usize != cuts.len() {
            return Err(Error::length("info.tiers", info.tiers as usize, cuts.len()));
        }
        tell_cuts(cuts, column_mut(info.cuts, cuts.len(), "info.cuts")?)?;
    }
    if let Some(place) = model {
        place.put(scorer.model().clone().into());
    }
    if let (Some(place), Some(found)) = (spend, scorer.spend()) {
        place.put(found.clone().into());
    }
    let valuation = scorer.valuation();
    info.unit = scorer.unit().map_or(HABITUE_UNIT_NOT_STATED, Enumerated::number);
    info.currency = written(scorer.currency());
    info.tiers = cuts.len() as u32;
    info.to = scorer.interval();
    info.horizon = valuation.horizon();
    info.rate = valuation.continuous_rate();
    info.margin = valuation.margin();
    (info.timing, info.period) = match valuation.timing() {
        MarginTiming::AtPurchase => (HABITUE_MARGIN_AT_PURCHASE, 0.0),
        MarginTiming::EndOfPeriod => (HABITUE_MARGIN_AT_END_OF_PERIOD, valuation.period()),
        MarginTiming::StartOfPeriod => (HABITUE_MARGIN_AT_START_OF_PERIOD, valuation.period()),
    };
    info.convention = scorer.convention().map_or(HABITUE_CONVENTION_NOT_STATED, convention_number);
    let window = scorer.window();
    let day = |day: Option<Day>| day.map_or(HABITUE_NO_DAY, Day::number);
    info.start = day(window.map(Window::start).filter(|start| *start != Day::MIN));
    info.calibration_end = day(window.map(Window::calibration_end));
    info.holdout_end = day(window.filter(|window| window.has_holdout()).map(Window::holdout_end));
    Ok(())
}
