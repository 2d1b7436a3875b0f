//! Scoring single customers.

use crate::capi::prelude::*;
use crate::capi::tables::rules::{currency_of, written};
use crate::capi::tables::table::convention_number;
use crate::capi::units::day_number;
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

mirror! {
    /// A customer as of now: the history where a purchase was taken in or a live summary read, the
    /// scores where a scorer was given; all else is 0.
    habitue_customer_now: Score,
    /// Time of the last occasion, from the first.
    recency: f64,
    /// From the first occasion to the end of the calibration.
    age: f64,
    /// The mean amount of the repeat occasions, in units of the currency.
    mean_spend: f64,
    /// The first occasion, in minor units.
    first_spend: i64,
    /// The sum over the repeat occasions, in minor units.
    repeat_spend: i64,
    p_alive,
    /// Purchases expected within the time of the scorer.
    expected_purchases,
    value,
    /// Repeat occasions of the calibration.
    frequency: u32,
    /// The tier, from 1, the top; 0 where the scorer has none.
    tier,
    /// 1; 0 where nothing calibrates the customer, and then all else but `phase` is 0.
    calibrated: u32 = 1,
    /// Where the transaction stands in the window, one of `HABITUE_PHASE_...`; `_NONE` where none
    /// was taken in.
    phase: i32
}

impl habitue_customer_now {
    /// A customer with a score, or none.
    pub(super) fn of(row: &Row<'_>, score: Option<Score>, currency: Option<Currency>) -> Self {
        Self {
            recency: row.t_x,
            age: row.t,
            mean_spend: row.mean_repeat_spend(currency),
            first_spend: row.first_spend,
            repeat_spend: row.repeat_spend,
            frequency: row.x,
            calibrated: 1,
            ..score.unwrap_or_default().told()
        }
    }
}

/// Makes a scorer from a model of purchases without covariates; `spend`, a model of what a purchase
/// is worth given a customer's past mean, may be NULL: then the past mean is what it is worth.
/// Models are copied.
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
    let spend = spend.map(|spend| spend.spend().map(|_| spend.model())).transpose()?;
    set!(scorer: with_spend_model(spend)?, with_currency(currency_of(chosen.currency)?)?);
    if !chosen.window.is_null() {
        let window: habitue_window = results(chosen.window, "options.window")?;
        let (window, convention) = window.stated()?;
        scorer = scorer.with_window(window).with_convention(convention)?;
    }
    Ok(scorer)
}

/// The scores of customers, one or many, to as many cells of `now`. Reads histories and mean_spend,
/// which is not looked at where the frequency is 0 and there is a model of spend. A batch larger
/// than any before it allocates.
pub fn habitue_scorer_score(
    scorer: &Scorer,
    customers: BareHistories,
    now: &mut [habitue_customer_now],
    rows: usize,
) -> Result<()> {
    let BareHistories { histories, mean_spend } = customers;
    same_length("now", rows, histories.len())?;
    let mut scores = vec![Score::default(); rows];
    scorer.score_into(&histories, mean_spend, &mut scores)?;
    fill(Some(now), scores.iter().map(Told::told));
    Ok(())
}

mirror! {
    /// What a scorer states. Start from `HABITUE_SCORER_INFO_INIT`, and ask twice for cuts: the first
    /// call tells `tiers`, the second needs it (else `HABITUE_BAD_LENGTH`) and fills them.
    #[versioned]
    habitue_scorer_info: Scorer,
    /// Written: unit of time, one of `HABITUE_UNIT_...`, or `HABITUE_UNIT_NOT_STATED`.
    unit: i32 = it.unit().map_or(HABITUE_UNIT_NOT_STATED, Enumerated::number),
    /// Written: currency of the spend, or empty where it is not stated.
    currency: [c_char; 4] = written(it.currency()),
    /// Written: how many cuts there are: one fewer than tiers.
    tiers: u32 = it.tier_cuts().map_or(0, |cuts| cuts.cuts().len() as u32),
    /// Written: purchases are expected within this time.
    to: f64 = it.interval(),
    /// Written: the horizon of the value; infinite for the whole future.
    horizon: f64 = it.valuation().horizon(),
    /// Written: continuous discount rate per unit of time.
    rate: f64 = it.valuation().continuous_rate(),
    /// Written: the share of the spend that is profit.
    margin: f64 = it.valuation().margin(),
    /// Written: when margins count, one of `HABITUE_MARGIN_...`.
    timing: i32 = it.valuation().timing().number(),
    /// Written: one of `HABITUE_CONVENTION_...`, or `HABITUE_CONVENTION_NOT_STATED`.
    convention: i32 = it.convention().map_or(HABITUE_CONVENTION_NOT_STATED, convention_number),
    /// Written: the period of margins that are booked by periods, else 0.
    period: f64 = match it.valuation().timing() {
        MarginTiming::AtPurchase => 0.0,
        _ => it.valuation().period(),
    },
    /// Written: the first day of the window of the fit; `HABITUE_NO_DAY` for no limit.
    start: i32 = day_number(it.window().map(Window::start).filter(|start| *start != Day::MIN)),
    /// Written: its last day that calibrates; `HABITUE_NO_DAY` where no window is stated.
    calibration_end: i32 = day_number(it.window().map(Window::calibration_end)),
    /// Written: its last day of the holdout; `HABITUE_NO_DAY` for no holdout.
    holdout_end: i32 = day_number(
        it.window().filter(|window| window.has_holdout()).map(Window::holdout_end)
    ),
    reserved: u32,
    /// Where `tiers` cuts go, as of `habitue_pyramid_cuts` of doubles, or NULL.
    cuts: *mut habitue_cut
}

/// Tells what a scorer states. `model` and `spend`, each of which may be NULL, receive the model of
/// purchases, and that of spend, or NULL where there is none.
pub unsafe fn habitue_scorer_inspect(
    scorer: &Scorer,
    info: &mut habitue_scorer_info,
    model: Option<New<habitue_model>>,
    spend: Option<New<habitue_model>>,
) -> Result<()> {
    let cuts = scorer.tier_cuts().map_or(&[][..], TierCuts::cuts);
    if !info.cuts.is_null() {
        same_length("info.tiers", info.tiers as usize, cuts.len())?;
        tell_cuts(cuts.iter().copied(), column_mut(info.cuts, cuts.len(), "info.cuts")?)?;
    }
    if let Some(place) = model {
        place.put(scorer.model().clone().into());
    }
    if let (Some(place), Some(found)) = (spend, scorer.spend()) {
        place.put(found.clone().into());
    }
    info.tell(scorer);
    Ok(())
}
