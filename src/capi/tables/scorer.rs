//! Scoring single customers.

use crate::capi::prelude::*;
use crate::capi::tables::rules::currency_of;
use crate::capi::value::tier_cuts;
use crate::lifetime::Valuation;
use crate::money::Currency;
use crate::summary::Row;
use crate::value::{Score, Scorer};

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

/// The scorer that `habitue_state_to_bytes` wrote, to be freed with `habitue_scorer_free`.
/// `HABITUE_CORRUPT_BYTES`, `HABITUE_BAD_FORMAT_VERSION`. Since 0.1.
pub fn habitue_scorer_from_bytes(bytes: &[u8], _length: usize) -> Result<Scorer> {
    Scorer::from_bytes(bytes)
}
