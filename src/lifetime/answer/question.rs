//! What a model may be asked of customers: one type for all models.

use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::inference::posterior::SpendRate;
use crate::lifetime::inference::uncertainty::Uncertainty;
use crate::lifetime::kinds::family::Family;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::predict::contract::ContractPrediction;
use crate::lifetime::predict::posterior::{Rate, Statistic};
use crate::lifetime::predict::prediction::Prediction;
use crate::lifetime::predict::valuation::Valuation;

/// A question to a [`Model`] about each of its [`Customers`](crate::lifetime::Customers).
///
/// Times are counted from the end of a history, T, in the unit of the model; contracts count
/// renewals from the next one. Where customers have [horizons](crate::lifetime::Customers::with_horizons)
/// of their own, these stand for `to` (or `at`, or the horizon of the valuation), which is not
/// looked at then.
///
/// | question | models | reads, beside histories or renewals |
/// |---|---|---|
/// | `PAlive`, `ExpectedPurchases`, `PPurchases`, `PAtLeast`, `PNoPurchase`, `PurchaseQuantile` | purchase | horizons |
/// | `NextPurchaseQuantile`, `LifetimeQuantile` | purchase | |
/// | `DiscountedPurchases` | purchase | horizons |
/// | `LifetimeValue`, `LifetimeProfit` | purchase | expected spend, or what `spend` reads; horizons; for profit, margin rates |
/// | `Posterior` | all | |
/// | `LogLikelihood` | purchase, spend | |
/// | `ExpectedSpend` | spend | |
/// | `RetentionRate` to `RenewalsQuantile` | contract | |
///
/// Models with covariates also read those of the customers.
///
/// ```
/// use habitue::Job;
/// use habitue::lifetime::{BgNbd, Customers, Histories, Model, Question};
///
/// let model = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426)?);
/// let customers = Customers::of(Histories::new(&[2], &[30.43], &[38.86])?);
/// let expected = Question::expected_purchases(39.0);
/// assert!((model.answer(&expected, &customers, &mut Job::new())?[0] - 1.226_028).abs() < 1e-6);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Question<'a> {
    /// The probability that the customer has not left by T + at; `at` >= 0, and 0 is now.
    PAlive {
        /// Time after T.
        at: f64,
    },
    /// Expected number of purchases in (T + from, T + to]; 0 <= from <= to.
    ExpectedPurchases {
        /// Time after T at which the interval begins.
        from: f64,
        /// Time after T at which it ends.
        to: f64,
    },
    /// The probability of exactly n purchases in (T + from, T + to]; n <= 2^53.
    PPurchases {
        /// Number of purchases.
        n: u64,
        /// Time after T at which the interval begins.
        from: f64,
        /// Time after T at which it ends.
        to: f64,
    },
    /// The probability of n or more purchases in (T + from, T + to]; n <= 2^53.
    PAtLeast {
        /// Number of purchases.
        n: u64,
        /// Time after T at which the interval begins.
        from: f64,
        /// Time after T at which it ends.
        to: f64,
    },
    /// The probability of no purchase in (T + from, T + to].
    PNoPurchase {
        /// Time after T at which the interval begins.
        from: f64,
        /// Time after T at which it ends.
        to: f64,
    },
    /// The smallest n such that n or fewer purchases in (T + from, T + to] have at least this
    /// probability; infinite beyond 2^53 purchases; 0 <= probability < 1.
    PurchaseQuantile {
        /// Probability.
        probability: f64,
        /// Time after T at which the interval begins.
        from: f64,
        /// Time after T at which it ends.
        to: f64,
    },
    /// The time after T by which the next purchase has come with this probability; infinite
    /// where it may never come; 0 <= probability < 1.
    NextPurchaseQuantile {
        /// Probability.
        probability: f64,
    },
    /// The time after T by which the customer has left with this probability, 0 where they
    /// have left already; 0 <= probability < 1.
    LifetimeQuantile {
        /// Probability.
        probability: f64,
    },
    /// Discounted expected purchases after T, as the valuation discounts, times and books them;
    /// its margin is not looked at.
    DiscountedPurchases {
        /// Horizon, discount rate and timing.
        valuation: Valuation,
    },
    /// Lifetime value: discounted expected purchases × expected spend × margin, in the currency
    /// of the spend.
    LifetimeValue {
        /// Horizon, discount rate, timing and margin.
        valuation: Valuation,
        /// Where the expected spend comes from.
        spend: SpendSource<'a>,
    },
    /// Lifetime profit: lifetime value × the margin rate of each customer.
    LifetimeProfit {
        /// Horizon, discount rate, timing, and a margin that multiplies the rates.
        valuation: Valuation,
        /// Where the expected spend comes from.
        spend: SpendSource<'a>,
    },
    /// A statistic of what a history tells of a rate of the customer.
    Posterior {
        /// Which rate.
        rate: IndividualRate,
        /// Mean, variance or quantile.
        statistic: Statistic,
    },
    /// The log-likelihood of what is known of the customer.
    LogLikelihood,
    /// The expected spend of a purchase to come.
    ExpectedSpend,
    /// The probability that the customer makes the next renewal.
    RetentionRate,
    /// The probability of making so many more renewals, at most 1,000,000.
    Survival {
        /// Number of further renewals.
        to: u32,
    },
    /// The probability of leaving at exactly this renewal from now, 1 to 1,000,000.
    Churn {
        /// Which of the coming renewals; 1 is the next.
        at: u32,
    },
    /// Expected renewals among the next `to`, each discounted by the periods from the next
    /// renewal to it.
    DiscountedRenewals {
        /// Number of coming renewals.
        to: u32,
        /// Discount rate of one period, >= 0.
        rate: f64,
    },
    /// DERL, the discounted expected residual lifetime in renewals.
    ResidualLifetime {
        /// Discount rate of one period, >= 0.
        rate: f64,
    },
    /// The lifetime from the running period on, which counts in full.
    ContractLifetime {
        /// Discount rate of one period, >= 0.
        rate: f64,
    },
    /// By how many percent DERL rises if all coming retention rates rise by one percent.
    RetentionElasticity {
        /// Discount rate of one period, >= 0.
        rate: f64,
    },
    /// The same as Fader and Hardie (2010, eq. 8) give it.
    RenewersElasticity {
        /// Discount rate of one period, >= 0.
        rate: f64,
    },
    /// The smallest number of further renewals that is not exceeded with at least this
    /// probability, 0 <= probability < 1.
    RenewalsQuantile {
        /// Probability.
        probability: f64,
    },
}

/// Where the expected spend behind a value comes from.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub enum SpendSource<'a> {
    /// The column [expected spend](crate::lifetime::Customers::with_expected_spend) of the customers,
    /// taken as known.
    #[default]
    Known,
    /// What a model of spend expects after the purchases of each customer
    /// ([spending](crate::lifetime::Customers::with_spending)), taken as known.
    Model(&'a Model),
    /// The same with its uncertainty, which comes on top of that of the purchases and must
    /// have been found by the same method.
    Uncertain(&'a Uncertainty),
}

/// A rate that belongs to one customer: of purchases and attrition, of a contract, or of spend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[repr(i32)]
pub enum IndividualRate {
    /// Purchases per unit of time while a customer.
    Purchase = 1,
    /// Expected time between two purchases while a customer.
    Interval = 2,
    /// Departures per unit of time (Pareto/NBD, GGompertz/NBD).
    Attrition = 3,
    /// The chance to leave after a purchase or before an opportunity.
    Dropout = 4,
    /// The chance to leave at the next renewal of a contract.
    Churn = 5,
    /// The customer's own mean spend per purchase, p/ν.
    MeanSpend = 6,
    /// ν of Gamma-Gamma.
    SpendNu = 7,
}

impl IndividualRate {
    /// Every rate, in the order of its code.
    pub const ALL: &'static [Self] = &[
        Self::Purchase,
        Self::Interval,
        Self::Attrition,
        Self::Dropout,
        Self::Churn,
        Self::MeanSpend,
        Self::SpendNu,
    ];

    /// The rate of a model of purchases.
    pub(crate) fn of_purchases(self) -> Result<Rate> {
        Ok(match self {
            Self::Purchase => Rate::Purchase,
            Self::Interval => Rate::Interval,
            Self::Attrition => Rate::Attrition,
            Self::Dropout => Rate::Dropout,
            _ => return Err(self.of_another(Family::Purchase)),
        })
    }

    /// The rate of a model of spend.
    pub(crate) fn of_spend(self) -> Result<SpendRate> {
        Ok(match self {
            Self::MeanSpend => SpendRate::MeanSpend,
            Self::SpendNu => SpendRate::Nu,
            _ => return Err(self.of_another(Family::Spend)),
        })
    }

    pub(crate) fn of_another(self, family: Family) -> Error {
        let sentence = format!("is no rate of customers of a model of {}", family.name());
        Error::new(ErrorKind::Argument, sentence).in_column("rate").with_value(format!("{self:?}"))
    }
}

impl<'a> Question<'a> {
    /// P(alive) at T.
    #[must_use]
    pub const fn p_alive() -> Self {
        Self::PAlive { at: 0.0 }
    }

    /// Expected purchases in (T, T + to].
    #[must_use]
    pub const fn expected_purchases(to: f64) -> Self {
        Self::ExpectedPurchases { from: 0.0, to }
    }

    /// Lifetime value from a column of expected spend.
    #[must_use]
    pub const fn lifetime_value(valuation: Valuation) -> Self {
        Self::LifetimeValue { valuation, spend: SpendSource::Known }
    }

    /// The family of models that answer; `None` where several do.
    #[must_use]
    pub const fn family(&self) -> Option<Family> {
        match self {
            Self::PAlive { .. }
            | Self::ExpectedPurchases { .. }
            | Self::PPurchases { .. }
            | Self::PAtLeast { .. }
            | Self::PNoPurchase { .. }
            | Self::PurchaseQuantile { .. }
            | Self::NextPurchaseQuantile { .. }
            | Self::LifetimeQuantile { .. }
            | Self::DiscountedPurchases { .. }
            | Self::LifetimeValue { .. }
            | Self::LifetimeProfit { .. } => Some(Family::Purchase),
            Self::Posterior { .. } | Self::LogLikelihood => None,
            Self::ExpectedSpend => Some(Family::Spend),
            _ => Some(Family::Contract),
        }
    }

    /// Whether a sum over customers means something.
    pub(crate) const fn has_total(&self) -> bool {
        !matches!(
            self,
            Self::PurchaseQuantile { .. }
                | Self::NextPurchaseQuantile { .. }
                | Self::LifetimeQuantile { .. }
                | Self::RenewalsQuantile { .. }
                | Self::RetentionElasticity { .. }
                | Self::RenewersElasticity { .. }
                | Self::Posterior {
                    statistic: Statistic::Quantile { .. } | Statistic::Variance,
                    ..
                }
        )
    }

    /// The prediction of purchases that this is, if it is one.
    pub(crate) fn prediction(&self) -> Option<Prediction> {
        Some(match *self {
            Self::PAlive { at: 0.0 } => Prediction::PAlive,
            Self::PAlive { at: t } => Prediction::PAliveAt { t },
            Self::ExpectedPurchases { from: 0.0, to: t } => Prediction::ExpectedPurchases { t },
            Self::ExpectedPurchases { from: start, to: end } => {
                Prediction::ExpectedPurchasesBetween { start, end }
            }
            Self::PPurchases { n, from: 0.0, to: t } => Prediction::PPurchases { n, t },
            Self::PPurchases { n, from: start, to: end } => {
                Prediction::PPurchasesBetween { n, start, end }
            }
            Self::PAtLeast { n, from: 0.0, to: t } => Prediction::PAtLeast { n, t },
            Self::PAtLeast { n, from: start, to: end } => {
                Prediction::PAtLeastBetween { n, start, end }
            }
            Self::PNoPurchase { from: 0.0, to: t } => Prediction::PNoPurchase { t },
            Self::PNoPurchase { from: start, to: end } => {
                Prediction::PPurchasesBetween { n: 0, start, end }
            }
            Self::PurchaseQuantile { probability, from: 0.0, to: t } => {
                Prediction::PurchaseQuantile { probability, t }
            }
            Self::PurchaseQuantile { probability, from: start, to: end } => {
                Prediction::PurchaseQuantileBetween { probability, start, end }
            }
            Self::NextPurchaseQuantile { probability } => {
                Prediction::NextPurchaseQuantile { probability }
            }
            Self::LifetimeQuantile { probability } => Prediction::LifetimeQuantile { probability },
            _ => return None,
        })
    }

    /// The prediction of a contract that this is, if it is one.
    pub(crate) const fn contract_prediction(&self) -> Option<ContractPrediction> {
        Some(match *self {
            Self::RetentionRate => ContractPrediction::RetentionRate,
            Self::Survival { to: t } => ContractPrediction::Survival { t },
            Self::Churn { at: t } => ContractPrediction::Churn { t },
            Self::DiscountedRenewals { to: t, rate } => {
                ContractPrediction::DiscountedRenewals { t, rate }
            }
            Self::ResidualLifetime { rate } => ContractPrediction::ResidualLifetime { rate },
            Self::ContractLifetime { rate } => ContractPrediction::Lifetime { rate },
            Self::RetentionElasticity { rate } => ContractPrediction::RetentionElasticity { rate },
            Self::RenewersElasticity { rate } => ContractPrediction::RenewersElasticity { rate },
            Self::RenewalsQuantile { probability } => {
                ContractPrediction::RenewalsQuantile { probability }
            }
            _ => return None,
        })
    }

    /// The prediction of purchases up to a time that each customer has of their own.
    pub(crate) fn prediction_to_horizons(&self) -> Option<Prediction> {
        match *self {
            Self::PAlive { .. } => Some(Prediction::PAliveAt { t: 0.0 }),
            Self::ExpectedPurchases { from, .. } => {
                Self::ExpectedPurchases { from, to: from }.prediction()
            }
            Self::PPurchases { n, from, .. } => Self::PPurchases { n, from, to: from }.prediction(),
            Self::PAtLeast { n, from, .. } => Self::PAtLeast { n, from, to: from }.prediction(),
            Self::PNoPurchase { from, .. } => Self::PNoPurchase { from, to: from }.prediction(),
            Self::PurchaseQuantile { probability, from, .. } => {
                Self::PurchaseQuantile { probability, from, to: from }.prediction()
            }
            _ => None,
        }
    }

    /// Whether it asks up to a time, for which each customer may have their own.
    pub(crate) fn has_horizon(&self) -> bool {
        self.prediction_to_horizons().is_some()
            || matches!(self, Self::DiscountedPurchases { .. })
            || self.value().is_some()
    }

    /// Whether the answer of a model of this family follows from a history that many share, and
    /// is no plain prediction.
    pub(crate) fn is_of_histories(&self, family: Family) -> bool {
        match self {
            Self::DiscountedPurchases { .. }
            | Self::LifetimeValue { .. }
            | Self::LifetimeProfit { .. } => true,
            Self::Posterior { .. } => family == Family::Purchase,
            _ => false,
        }
    }

    /// The valuation and the source of spend of a value or a profit.
    pub(crate) const fn value(&self) -> Option<(Valuation, SpendSource<'a>)> {
        match *self {
            Self::LifetimeValue { valuation, spend }
            | Self::LifetimeProfit { valuation, spend } => Some((valuation, spend)),
            _ => None,
        }
    }

    /// An error in the words of the question: predictions have other names for some arguments.
    pub(crate) fn in_words(&self, error: Error) -> Error {
        let word = match (error.column(), self) {
            (Some("t"), Self::PAlive { .. } | Self::Churn { .. }) => "at",
            (Some("t" | "end"), _) => "to",
            (Some("start"), _) => "from",
            _ => return error,
        };
        error.in_column(word)
    }
}
