//! What may be asked of customers, as one structure.

use crate::capi::customers::stated;
use crate::capi::prelude::*;
use crate::lifetime::{IndividualRate, MarginTiming, Question, SpendSource, Statistic, Valuation};

/// P(alive) at `to`; now where `to` is 0 or not given. May read horizons.
pub const HABITUE_ASK_P_ALIVE: i32 = 1;
/// Expected purchases in (T + from, T + to]. May read horizons.
pub const HABITUE_ASK_EXPECTED_PURCHASES: i32 = 2;
/// P(exactly n purchases in (T + from, T + to]). May read horizons.
pub const HABITUE_ASK_P_PURCHASES: i32 = 3;
/// P(n or more purchases in (T + from, T + to]). May read horizons.
pub const HABITUE_ASK_P_AT_LEAST: i32 = 4;
/// P(no purchase in (T + from, T + to]). May read horizons.
pub const HABITUE_ASK_P_NO_PURCHASE: i32 = 5;
/// The smallest n such that n or fewer purchases in (T + from, T + to] have at least
/// `probability`. May read horizons.
pub const HABITUE_ASK_PURCHASE_QUANTILE: i32 = 6;
/// Expected purchases up to T + to (infinite: all), discounted at `rate`, booked by `timing` and
/// `period`. May read horizons.
pub const HABITUE_ASK_DISCOUNTED_PURCHASES: i32 = 7;
/// The time after T by which the next purchase has come with `probability`.
pub const HABITUE_ASK_NEXT_PURCHASE_QUANTILE: i32 = 8;
/// The time after T by which the customer has left with `probability`.
pub const HABITUE_ASK_LIFETIME_QUANTILE: i32 = 9;
/// `statistic` (and its `probability`) of the rate `individual` of each customer. Every model.
pub const HABITUE_ASK_POSTERIOR: i32 = 20;
/// The log-likelihood of each customer. Models of purchases and of spend.
pub const HABITUE_ASK_LOG_LIKELIHOOD: i32 = 21;
/// Discounted purchases x expected spend x `margin`. Reads expected_spend, or what a spend model
/// reads; may read horizons.
pub const HABITUE_ASK_LIFETIME_VALUE: i32 = 40;
/// The same times margin_rate of each customer.
pub const HABITUE_ASK_LIFETIME_PROFIT: i32 = 41;
/// The expected spend of a purchase to come. Models of spend.
pub const HABITUE_ASK_EXPECTED_SPEND: i32 = 42;
/// The probability of the next renewal. Models of contracts, as the following, which read
/// renewals.
pub const HABITUE_ASK_RETENTION_RATE: i32 = 60;
/// The probability of `to` more renewals.
pub const HABITUE_ASK_SURVIVAL: i32 = 61;
/// The probability of leaving at exactly the renewal number `to` from now.
pub const HABITUE_ASK_CHURN: i32 = 62;
/// Expected renewals among the next `to`, discounted at `rate` a period.
pub const HABITUE_ASK_DISCOUNTED_RENEWALS: i32 = 63;
/// DERL, the discounted expected residual lifetime, at `rate` a period.
pub const HABITUE_ASK_RESIDUAL_LIFETIME: i32 = 64;
/// The lifetime from the running period on, at `rate` a period.
pub const HABITUE_ASK_CONTRACT_LIFETIME: i32 = 65;
/// Elasticity of DERL to retention, at `rate` a period.
pub const HABITUE_ASK_RETENTION_ELASTICITY: i32 = 66;
/// The same over those who renew (Fader and Hardie 2010, eq. 8).
pub const HABITUE_ASK_RENEWERS_ELASTICITY: i32 = 67;
/// The smallest number of renewals that is not exceeded with at least `probability`.
pub const HABITUE_ASK_RENEWALS_QUANTILE: i32 = 68;

enumeration!(HABITUE_INDIVIDUAL: IndividualRate, Purchase as PURCHASE_RATE,
    Interval as PURCHASE_INTERVAL, Attrition as ATTRITION_RATE);

enumeration!(HABITUE_STATISTIC: Statistic,
    /// The value that is not exceeded with `probability`, 0 < probability < 1.
    Quantile as QUANTILE
);

enumeration!(HABITUE_MARGIN_AT: MarginTiming,
    /// A margin is received when the purchase happens.
    AtPurchase as PURCHASE,
    /// At the end of the period in which the purchase happens.
    EndOfPeriod as END_OF_PERIOD,
    /// At the beginning of that period.
    StartOfPeriod as START_OF_PERIOD
);

/// A count that is not given.
pub const HABITUE_COUNT_NOT_GIVEN: u64 = u64::MAX;

/// A question about each of some customers. Start from `HABITUE_QUESTION_INIT` and set `kind` and
/// what its comment names; a number that is given and not read is refused (`HABITUE_NOT_READ`),
/// and one that is read and not given is an error (`HABITUE_MISSING_VALUE`).
#[apply(versioned)]
pub struct habitue_question {
    /// One of `HABITUE_ASK_...`.
    pub kind: i32,
    /// Where the interval begins, counted from the end of the history. 0 by default.
    pub from: f64,
    /// Where it ends; where customers have horizons, not given.
    pub to: f64,
    /// Of a quantile.
    pub probability: f64,
    /// Discount rate: continuous, per unit of time; of contracts, per period.
    pub rate: f64,
    /// The share of the spend that is profit; 1 where it is not given.
    pub margin: f64,
    /// The period that margins are booked by, in units of time, for a `timing` that has one.
    pub period: f64,
    /// Number of purchases.
    pub n: u64,
    /// One of `HABITUE_MARGIN_...`. AT_PURCHASE by default.
    pub timing: i32,
    /// Unit of `to`, `rate` and `period`: one of `HABITUE_UNIT_...`, or
    /// `HABITUE_UNIT_NOT_STATED`, the default. A model in another unit is refused.
    pub unit: i32,
    /// One of `HABITUE_INDIVIDUAL_...`.
    pub individual: i32,
    /// One of `HABITUE_STATISTIC_...`. MEAN by default.
    pub statistic: i32,
    /// Of a value: expected spend is what this model makes of mean_spend and spend_frequency, or
    /// NULL.
    pub spend_model: *const habitue_model,
    /// The same with its uncertainty, or NULL.
    pub spend_uncertainty: *const habitue_uncertainty,
}

begins!(
    habitue_question,
    to = f64::NAN,
    probability = f64::NAN,
    rate = f64::NAN,
    margin = f64::NAN,
    period = f64::NAN,
    n = HABITUE_COUNT_NOT_GIVEN,
    timing = HABITUE_MARGIN_AT_PURCHASE,
    unit = HABITUE_UNIT_NOT_STATED,
    statistic = HABITUE_STATISTIC_MEAN,
);

const VALUE: &[&str] =
    &["to", "rate", "margin", "timing", "period", "unit", "spend_model", "spend_uncertainty"];

/// A kind of question, the numbers that it reads, and what it asks.
pub(super) struct Kind {
    /// Its number, `HABITUE_ASK_...`.
    pub(super) number: i32,
    /// The name of that.
    pub(super) name: &'static str,
    pub(super) reads: &'static [&'static str],
    asks: fn(&Given<'_>) -> Result<Question<'static>>,
}

/// A question of the caller's; whether customers have their own horizons.
struct Given<'a>(&'a habitue_question, bool);

macro_rules! kinds {
    ($($kind:ident $reads:expr, |$it:ident| $asks:expr;)*) => {
        /// Every kind of question.
        pub(super) const KINDS: &[Kind] = &[$(Kind {
            number: $kind,
            name: stringify!($kind),
            reads: $reads,
            asks: |$it| Ok($asks),
        }),*];
    };
}

kinds! {
    HABITUE_ASK_P_ALIVE &["to"], |it| Question::PAlive {
        at: if it.0.to.is_nan() { 0.0 } else { it.to()? }
    };
    HABITUE_ASK_EXPECTED_PURCHASES &["from", "to"], |it| Question::ExpectedPurchases {
        from: it.0.from, to: it.to()?
    };
    HABITUE_ASK_P_PURCHASES &["from", "to", "n"], |it| Question::PPurchases {
        n: it.n()?, from: it.0.from, to: it.to()?
    };
    HABITUE_ASK_P_AT_LEAST &["from", "to", "n"], |it| Question::PAtLeast {
        n: it.n()?, from: it.0.from, to: it.to()?
    };
    HABITUE_ASK_P_NO_PURCHASE &["from", "to"], |it| Question::PNoPurchase {
        from: it.0.from, to: it.to()?
    };
    HABITUE_ASK_PURCHASE_QUANTILE &["from", "to", "probability"], |it| Question::PurchaseQuantile {
        probability: it.probability()?, from: it.0.from, to: it.to()?
    };
    HABITUE_ASK_DISCOUNTED_PURCHASES &["to", "rate", "timing", "period", "unit"], |it|
        Question::DiscountedPurchases { valuation: it.valuation()? };
    HABITUE_ASK_NEXT_PURCHASE_QUANTILE &["probability"], |it|
        Question::NextPurchaseQuantile { probability: it.probability()? };
    HABITUE_ASK_LIFETIME_QUANTILE &["probability"], |it|
        Question::LifetimeQuantile { probability: it.probability()? };
    HABITUE_ASK_POSTERIOR &["individual", "statistic", "probability"], |it| it.posterior()?;
    HABITUE_ASK_LOG_LIKELIHOOD &[], |_it| Question::LogLikelihood;
    HABITUE_ASK_LIFETIME_VALUE VALUE, |it|
        Question::LifetimeValue { valuation: it.valuation()?, spend: it.spend()? };
    HABITUE_ASK_LIFETIME_PROFIT VALUE, |it|
        Question::LifetimeProfit { valuation: it.valuation()?, spend: it.spend()? };
    HABITUE_ASK_EXPECTED_SPEND &[], |_it| Question::ExpectedSpend;
    HABITUE_ASK_RETENTION_RATE &[], |_it| Question::RetentionRate;
    HABITUE_ASK_SURVIVAL &["to"], |it| Question::Survival { to: it.renewals()? };
    HABITUE_ASK_CHURN &["to"], |it| Question::Churn { at: it.renewals()? };
    HABITUE_ASK_DISCOUNTED_RENEWALS &["to", "rate"], |it|
        Question::DiscountedRenewals { to: it.renewals()?, rate: it.rate()? };
    HABITUE_ASK_RESIDUAL_LIFETIME &["rate"], |it| Question::ResidualLifetime { rate: it.rate()? };
    HABITUE_ASK_CONTRACT_LIFETIME &["rate"], |it| Question::ContractLifetime { rate: it.rate()? };
    HABITUE_ASK_RETENTION_ELASTICITY &["rate"], |it|
        Question::RetentionElasticity { rate: it.rate()? };
    HABITUE_ASK_RENEWERS_ELASTICITY &["rate"], |it|
        Question::RenewersElasticity { rate: it.rate()? };
    HABITUE_ASK_RENEWALS_QUANTILE &["probability"], |it|
        Question::RenewalsQuantile { probability: it.probability()? };
}

/// The caller's question; `own_horizons` says that customers have their own.
pub(super) unsafe fn question_of<'a>(
    pointer: *const habitue_question,
    own_horizons: bool,
) -> Result<Question<'a>> {
    let given: habitue_question = results(pointer, "question")?;
    given.asked(own_horizons)
}

impl habitue_question {
    /// What is asked.
    pub(super) unsafe fn asked<'a>(&self, own_horizons: bool) -> Result<Question<'a>> {
        let kind = KINDS.iter().find(|kind| kind.number == self.kind).ok_or_else(|| {
            let known: Vec<i32> = KINDS.iter().map(|kind| kind.number).collect();
            no_enumerator(self.kind, "question.kind", &known)
        })?;
        self.refuse_unread(kind.reads)?;
        (kind.asks)(&Given(self, own_horizons))
    }

    fn refuse_unread(&self, reads: &[&str]) -> Result<()> {
        let given = [
            ("from", self.from != 0.0),
            ("to", !self.to.is_nan()),
            ("probability", !self.probability.is_nan()),
            ("rate", !self.rate.is_nan()),
            ("margin", !self.margin.is_nan()),
            ("period", !self.period.is_nan()),
            ("n", self.n != HABITUE_COUNT_NOT_GIVEN),
            ("timing", self.timing != HABITUE_MARGIN_AT_PURCHASE),
            ("unit", self.unit != HABITUE_UNIT_NOT_STATED),
            ("individual", self.individual != 0),
            ("statistic", self.statistic != HABITUE_STATISTIC_MEAN),
            ("spend_model", !self.spend_model.is_null()),
            ("spend_uncertainty", !self.spend_uncertainty.is_null()),
        ];
        match given.iter().find(|(name, given)| *given && !reads.contains(name)) {
            None => Ok(()),
            Some((name, _)) => Err(fault(
                ErrorKind::NotRead,
                format!("question.{name}"),
                "is given, and this kind of question does not read it",
            )
            .allowing(if reads.is_empty() {
                "nothing".to_owned()
            } else {
                reads.join(", ")
            })),
        }
    }
}

impl Given<'_> {
    fn n(&self) -> Result<u64> {
        if self.0.n == HABITUE_COUNT_NOT_GIVEN { Err(not_given("n")) } else { Ok(self.0.n) }
    }

    fn to(&self) -> Result<f64> {
        match (self.1, self.0.to.is_nan()) {
            (true, true) => Ok(0.0),
            (true, false) => Err(fault(
                ErrorKind::NotRead,
                "question.to",
                "is given beside horizons of the customers, which stand for it",
            )),
            (false, _) => wanted(self.0.to, "to"),
        }
    }

    fn probability(&self) -> Result<f64> {
        wanted(self.0.probability, "probability")
    }

    fn rate(&self) -> Result<f64> {
        wanted(self.0.rate, "rate")
    }

    /// A number of renewals.
    fn renewals(&self) -> Result<u32> {
        let to = self.to()?;
        if to.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&to) {
            return Ok(to as u32);
        }
        let allowed = "a whole number of renewals, up to 1,000,000";
        Err(Error::out_of_range("question.to", to, allowed))
    }

    fn valuation(&self) -> Result<Valuation> {
        let Self(given, own_horizons) = *self;
        let timing = MarginTiming::read(given.timing, "question.timing")?;
        let mut valuation = Valuation::new(self.to()?)?
            .with_continuous_rate(self.rate()?)?
            .with_margin(if given.margin.is_nan() { 1.0 } else { given.margin })?;
        set!(valuation: with_unit(stated(given.unit, "question.unit")?)?);
        match (timing, given.period.is_nan()) {
            (MarginTiming::AtPurchase, true) => Ok(valuation),
            (MarginTiming::AtPurchase, false) => Err(fault(
                ErrorKind::NotRead,
                "question.period",
                "is given, and margins at the purchase have no period",
            )),
            (_, true) => Err(not_given("period")),
            // Each customer's own horizon is checked against the period.
            (timing, false) if own_horizons => {
                valuation.with_horizon(given.period)?.with_timing(timing, given.period)
            }
            (timing, false) => valuation.with_timing(timing, given.period),
        }
    }

    fn posterior(&self) -> Result<Question<'static>> {
        let rate = IndividualRate::read(self.0.individual, "question.individual")?;
        let statistics = [
            (HABITUE_STATISTIC_MEAN, Some(Statistic::Mean)),
            (HABITUE_STATISTIC_VARIANCE, Some(Statistic::Variance)),
            (HABITUE_STATISTIC_QUANTILE, None),
        ];
        let of = enumerator(self.0.statistic, "question.statistic", &statistics)?;
        let statistic = match (of, self.0.probability.is_nan()) {
            (Some(statistic), true) => statistic,
            (None, _) => Statistic::Quantile { probability: self.probability()? },
            (Some(_), false) => {
                return Err(fault(
                    ErrorKind::NotRead,
                    "question.probability",
                    "is given, and is read by quantiles alone",
                ));
            }
        };
        Ok(Question::Posterior { rate, statistic })
    }

    fn spend(&self) -> Result<SpendSource<'static>> {
        // SAFETY: promised where the question was read, for as long as it is asked.
        let (model, uncertain) = unsafe {
            (
                optional_input(self.0.spend_model, "question.spend_model")?,
                optional_input(self.0.spend_uncertainty, "question.spend_uncertainty")?,
            )
        };
        match (model, uncertain) {
            (None, None) => Ok(SpendSource::Known),
            (Some(model), None) => Ok(SpendSource::Model(model.model())),
            (None, Some(uncertain)) => uncertain.known().map(SpendSource::Uncertain),
            (Some(_), Some(_)) => Err(fault(
                ErrorKind::Argument,
                "question.spend_uncertainty",
                "is given beside spend_model, and only one of them can be meant",
            )),
        }
    }
}

fn wanted(value: f64, name: &'static str) -> Result<f64> {
    if value.is_nan() { Err(not_given(name)) } else { Ok(value) }
}

fn not_given(name: &'static str) -> Error {
    fault(
        ErrorKind::Missing,
        format!("question.{name}"),
        "is read by this kind of question and not given",
    )
}
